using System.Text.Json;

namespace SBG.Api.Provisioning.Scim;

/// <summary>What an account of a directory says of itself.</summary>
internal static class ScimAccount
{
    /// <summary>Whether it may be used.</summary>
    public static bool IsActive(JsonElement user) => ScimDirectory.Member(user, "active") is not { ValueKind: JsonValueKind.False };

    /// <summary>The person whose account it is, as the service names those that it makes; null: it was made by others.</summary>
    public static Guid? PersonOf(JsonElement user) =>
        ScimDirectory.Member(user, "externalId") is { ValueKind: JsonValueKind.String } told && Guid.TryParseExact(told.GetString(), "D", out var person) ? person : null;
}
