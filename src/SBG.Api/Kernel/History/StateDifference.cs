using System.Globalization;
using System.Text.Json.Nodes;
using SBG.Api.Kernel.Http;

namespace SBG.Api.Kernel.History;

/// <summary>What differs between two states, member by member.</summary>
internal static class StateDifference
{
    /// <summary>The members that differ, in the order of the state.</summary>
    /// <param name="before">The state before; null: there was none.</param>
    /// <param name="after">The state after.</param>
    public static List<StateChange> Between(JsonNode? before, JsonNode? after)
    {
        var changes = new List<StateChange>();
        Compare(before as JsonObject ?? [], after as JsonObject ?? [], string.Empty, changes);
        return changes;
    }

    private static void Compare(JsonNode? before, JsonNode? after, string pointer, List<StateChange> changes)
    {
        switch (before, after)
        {
            case (JsonObject then, JsonObject now) when !SealedJson.IsSealed(then) && !SealedJson.IsSealed(now):
                foreach (var name in now.Select(member => member.Key).Union(then.Select(member => member.Key)))
                {
                    Compare(then[name], now[name], FieldErrors.Below(pointer, name), changes);
                }

                break;
            case (JsonArray then, JsonArray now):
                for (var index = 0; index < Math.Max(then.Count, now.Count); index++)
                {
                    Compare(
                        index < then.Count ? then[index] : null,
                        index < now.Count ? now[index] : null,
                        FieldErrors.Below(pointer, index.ToString(CultureInfo.InvariantCulture)),
                        changes);
                }

                break;
            default:
                if (!JsonNode.DeepEquals(before, after))
                {
                    changes.Add(new(pointer, before?.DeepClone(), after?.DeepClone()));
                }

                break;
        }
    }
}
