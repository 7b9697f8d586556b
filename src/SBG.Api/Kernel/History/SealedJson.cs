using System.Text.Json;
using System.Text.Json.Nodes;
using SBG.Api.Kernel.Sealing;
using SBG.Domain.Kernel;

namespace SBG.Api.Kernel.History;

/// <summary>Sealed values within JSON of any shape.</summary>
internal static class SealedJson
{
    /// <summary>Whether an object is a sealed value.</summary>
    /// <param name="node">The object.</param>
    public static bool IsSealed(JsonObject node) => node.Count == 2 && node.ContainsKey("subject") && node.ContainsKey("ciphertext");

    /// <summary>The same JSON with every sealed value revealed; null where its key is destroyed.</summary>
    /// <param name="node">JSON that may hold sealed values; it is changed.</param>
    /// <param name="vault">Reveals.</param>
    /// <param name="stop">Cancels.</param>
    public static async ValueTask<JsonNode?> Reveal(JsonNode? node, Vault vault, CancellationToken stop)
    {
        switch (node)
        {
            case JsonObject secret when IsSealed(secret):
                var value = new Sealed<JsonElement>((string)secret["subject"]!, (string)secret["ciphertext"]!);
                return await vault.Reveal(value, stop) is { ValueKind: not JsonValueKind.Undefined } revealed ? JsonSerializer.SerializeToNode(revealed) : null;
            case JsonObject members:
                foreach (var (name, member) in members.ToArray())
                {
                    if (member is JsonObject or JsonArray)
                    {
                        members[name] = null;
                        members[name] = await Reveal(member, vault, stop);
                    }
                }

                return members;
            case JsonArray items:
                for (var index = 0; index < items.Count; index++)
                {
                    if (items[index] is { } item and (JsonObject or JsonArray))
                    {
                        items[index] = null;
                        items[index] = await Reveal(item, vault, stop);
                    }
                }

                return items;
            default:
                return node;
        }
    }
}
