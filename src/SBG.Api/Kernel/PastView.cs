using System.Text.Json;
using System.Text.Json.Nodes;

namespace SBG.Api.Kernel;

/// <summary>A representation of the past: the same as of the present, except that nobody can give it a command.</summary>
internal static class PastView
{
    /// <summary>Header of every answer about the past: whose rights decided what is shown.</summary>
    public const string RightsHeader = "X-Rights";

    /// <summary>Its value: those that the caller has now, whatever they were then.</summary>
    public const string TodaysRights = "today";

    private const string Commands = "actions";

    /// <summary>200 with the representation.</summary>
    /// <typeparam name="TView">Its type.</typeparam>
    /// <param name="view">As of then.</param>
    /// <param name="version">The version then.</param>
    public static Answer Answer<TView>(TView view, long version) => Kernel.Answer.Ok(Of(view, commands => commands.Clear()), version);

    /// <summary>What it says, to be compared: commands are no part of it.</summary>
    /// <typeparam name="TView">Its type.</typeparam>
    /// <param name="view">As of then.</param>
    public static JsonNode? Facts<TView>(TView view) => Of(view, commands => commands.Parent!.AsObject().Remove(Commands));

    private static JsonNode? Of<TView>(TView view, Action<JsonArray> disarm)
    {
        var json = JsonSerializer.SerializeToNode(view, ApiJson.Options);
        Disarm(json, disarm);
        return json;
    }

    private static void Disarm(JsonNode? node, Action<JsonArray> disarm)
    {
        if (node is JsonObject members)
        {
            if (members[Commands] is JsonArray commands)
            {
                disarm(commands);
            }

            foreach (var (_, member) in members)
            {
                Disarm(member, disarm);
            }
        }
        else if (node is JsonArray items)
        {
            foreach (var item in items)
            {
                Disarm(item, disarm);
            }
        }
    }
}
