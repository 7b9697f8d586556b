using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using SBG.Api.Kernel;
using SBG.Domain.Catalogue.Forms;
using SBG.Domain.Kernel;

namespace SBG.Api.OpenApi;

/// <summary>An example of every body and representation, made from its type and from words that fit its members' names. All invented.</summary>
public static class Examples
{
    private static readonly Dictionary<string, JsonNode> ByName = new()
    {
        ["id"] = "cegep-fjord",
        ["clientId"] = "cegep-fjord",
        ["name"] = "Cégep du Fjord",
        ["neq"] = "1112345678",
        ["timeZone"] = "America/Toronto",
        ["zone"] = "America/Toronto",
        ["language"] = "fr",
        ["email"] = "ana.tremblay@cegep-fjord.example",
        ["unit"] = "Direction des technologies",
        ["description"] = "Poste de travail géré, tarif fictif",
        ["category"] = "postes",
        ["title"] = "Le poste ne démarre plus",
        ["contentHash"] = "9af12adf30c6f4a76ac560c6498910899aecca4662f4dbf3a5af7157cfda5a82",
        ["number"] = "DS-2026-000123",
        ["requestedBy"] = "requester.cegep-fjord",
        ["key"] = "taille",
        ["label"] = "Taille de l'écran",
        ["connector"] = "simulated",
        ["period"] = "2026-11",
        ["year"] = "2026-2027",
        ["pointer"] = "/status",
        ["code"] = "requests/own-request",
        ["nextCursor"] = "AaIKpeHyfJ2UEprb-hD_ZQ",
        ["instance"] = "/v1/clients/cegep-fjord/requests",
        ["type"] = "request_submitted",
        ["choice"] = "24",
        ["action"] = "approve",
        ["specversion"] = "1.0",
        ["source"] = "/sauvegardes",
        ["factorPercent"] = 200,
        ["gstNumber"] = "123456789RT0001",
        ["qstNumber"] = "1234567890TQ0001",
    };

    /// <summary>An example of a type, as the API writes it.</summary>
    /// <param name="type">A body or a representation.</param>
    public static JsonNode? Of(Type type) => Of(type, string.Empty, []);

    // What holds others of its own kind is shown with none of them.
    private static JsonNode? Of(Type type, string name, ImmutableList<Type> within)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (Scalar(type, name) is { } scalar)
        {
            return scalar;
        }

        var info = ApiJson.Options.GetTypeInfo(type);
        switch (info.Kind)
        {
            case JsonTypeInfoKind.Enumerable:
                return within.Contains(info.ElementType!) ? new JsonArray() : new JsonArray(Of(info.ElementType!, Singular(name), within));
            case JsonTypeInfoKind.Dictionary:
                return new JsonObject { [name == "facts" ? "number" : "taille"] = Of(info.ElementType!, "24", within) };
            case JsonTypeInfoKind.Object:
                var members = new JsonObject();
                foreach (var property in info.Properties)
                {
                    members[property.Name] = within.Contains(property.PropertyType) ? null : Of(property.PropertyType, property.Name, within.Add(type));
                }

                return members;
            default:
                return null;
        }
    }

    private static JsonNode? Scalar(Type type, string name)
    {
        if (type == typeof(string))
        {
            return ByName.TryGetValue(name, out var known) ? known.DeepClone() : name.Length == 0 ? "texte" : name;
        }

        if (type.IsEnum)
        {
            return JsonNamingPolicy.CamelCase.ConvertName(Enum.GetNames(type)[0]);
        }

        if (type == typeof(OptionValue))
        {
            return "24";
        }

        if (type == typeof(OrderForm) || (type == typeof(JsonElement) && name == "form"))
        {
            return new JsonObject
            {
                ["type"] = "object",
                ["properties"] = new JsonObject
                {
                    ["taille"] = new JsonObject { ["title"] = "Taille de l'écran", ["enum"] = new JsonArray("14", "24") },
                    ["motif"] = new JsonObject { ["title"] = "Motif", ["type"] = "string", ["maxLength"] = 500 },
                },
                ["required"] = new JsonArray("taille"),
                ["if"] = new JsonObject { ["properties"] = new JsonObject { ["taille"] = new JsonObject { ["const"] = "24" } } },
                ["then"] = new JsonObject { ["required"] = new JsonArray("motif") },
            };
        }

        if (type == typeof(Money))
        {
            return new JsonObject { ["amount"] = "12.50", ["currency"] = Money.Currency };
        }

        return Type.GetTypeCode(type) switch
        {
            TypeCode.Boolean => true,
            TypeCode.Int32 or TypeCode.Int64 or TypeCode.Decimal or TypeCode.Double =>
                ByName.TryGetValue(name, out var figure) && figure.GetValueKind() == JsonValueKind.Number ? figure.DeepClone() : 1,
            _ when type == typeof(Guid) => "01934c3a-7c5e-7d2a-9b1f-3a5c8e2d4f60",
            _ when type == typeof(DateTimeOffset) => "2026-11-23T14:30:00Z",
            _ when type == typeof(DateOnly) => "2026-11-23",
            _ when type == typeof(TimeOnly) => "08:30:00",
            _ when type == typeof(TimeSpan) => "PT4H",
            _ => null,
        };
    }

    private static string Singular(string name) => name.EndsWith('s') ? name[..^1] : name;
}
