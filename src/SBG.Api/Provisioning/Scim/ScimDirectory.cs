using System.Text.Json;
using SBG.Api.Provisioning.Targets;

namespace SBG.Api.Provisioning.Scim;

/// <summary>An answer that ends the work on a step, thrown from within it.</summary>
/// <param name="outcome">What came of the attempt.</param>
internal sealed class ScimStopException(ConnectorOutcome outcome) : Exception
{
    /// <summary>What came of the attempt.</summary>
    public ConnectorOutcome Outcome { get; } = outcome;
}

/// <summary>Users and groups of one directory, as SCIM 2.0 tells of them.</summary>
/// <param name="target">The directory.</param>
/// <param name="http">Calls.</param>
/// <param name="stop">Cancels.</param>
internal sealed class ScimDirectory(OpenTarget target, TargetHttp http, CancellationToken stop)
{
    private const int PageSize = 100;
    private const int MostPages = 100;

    /// <summary>The resources that fit a filter, page by page (section 3.4.2.4).</summary>
    /// <param name="endpoint"><c>/Users</c> or <c>/Groups</c>.</param>
    /// <param name="filter">The filter.</param>
    /// <param name="fits">Looked at again: a directory may answer more than was asked.</param>
    public async Task<IReadOnlyList<JsonElement>> Find(string endpoint, string filter, Predicate<JsonElement> fits)
    {
        var found = new List<JsonElement>();
        int? start = 1;
        for (var page = 0; page < MostPages; page++)
        {
            (var resources, start) = await Page($"{endpoint}?filter={Uri.EscapeDataString(filter)}&excludedAttributes=members&", start.Value);
            found.AddRange(resources.Where(resource => fits(resource)));
            if (start is null)
            {
                return found;
            }
        }

        throw new ScimStopException(ConnectorOutcome.Failed(TargetOutcome.Unexpected.Code));
    }

    /// <summary>A page of all users, with what tells whose they are.</summary>
    /// <param name="start">Where it begins, from 1.</param>
    /// <returns>The users, and where the next page begins; null: this was the last.</returns>
    public Task<(JsonElement[] Users, int? Next)> Page(int start) => Page("/Users?attributes=externalId,active&", start);

    private async Task<(JsonElement[] Resources, int? Next)> Page(string query, int start)
    {
        using var request = ScimRequest.Of(HttpMethod.Get, $"{query}startIndex={start}&count={PageSize}");
        var list = Demand(await http.Send(target, request, stop));
        var resources = Member(list, "Resources") is { ValueKind: JsonValueKind.Array } told ? told.EnumerateArray().ToArray() : [];
        var total = Member(list, "totalResults") is { ValueKind: JsonValueKind.Number } count && count.TryGetInt32(out var all) ? all : 0;
        var next = start + resources.Length;
        return ([.. resources.Where(resource => resource.ValueKind == JsonValueKind.Object)], resources.Length == 0 || next > total ? null : next);
    }

    /// <summary>Whether a user is in a group.</summary>
    /// <param name="group">The group's path.</param>
    /// <param name="user">The user's id.</param>
    public async Task<bool> HasMember(string group, string user)
    {
        using var request = ScimRequest.Of(HttpMethod.Get, group);
        return Member(Demand(await http.Send(target, request, stop)), "members") is { ValueKind: JsonValueKind.Array } members
            && members.EnumerateArray().Any(member => Member(member, "value") is { ValueKind: JsonValueKind.String } value && value.ValueEquals(user));
    }

    /// <summary>Makes a resource.</summary>
    /// <param name="endpoint">Where.</param>
    /// <param name="resource">It.</param>
    /// <returns>Null: another has what must be unique.</returns>
    public async Task<JsonElement?> Create(string endpoint, object resource)
    {
        using var request = ScimRequest.Of(HttpMethod.Post, endpoint, resource);
        var answer = await http.Send(target, request, stop);
        return answer.Status == StatusCodes.Status409Conflict ? null : Demand(answer);
    }

    /// <summary>Changes a resource.</summary>
    /// <param name="path">Which.</param>
    /// <param name="operations">The operations.</param>
    /// <returns>Whether it is there.</returns>
    public async Task<bool> Patch(string path, params object[] operations)
    {
        using var request = ScimRequest.Patch(path, operations);
        return IsThere(await http.Send(target, request, stop));
    }

    /// <summary>Removes a resource.</summary>
    /// <param name="path">Which.</param>
    /// <returns>Whether it was there.</returns>
    public async Task<bool> Delete(string path)
    {
        using var request = ScimRequest.Of(HttpMethod.Delete, path);
        return IsThere(await http.Send(target, request, stop));
    }

    /// <summary>An attribute; their names are compared without regard to case (RFC 7643, section 2.1).</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="name">The attribute.</param>
    public static JsonElement? Member(JsonElement resource, string name)
    {
        foreach (var member in resource.EnumerateObject())
        {
            if (member.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return member.Value;
            }
        }

        return null;
    }

    private static bool IsThere(TargetAnswer answer) =>
        answer.Status != StatusCodes.Status404NotFound && (answer.IsSuccess ? true : throw new ScimStopException(TargetOutcome.Refused(answer)));

    private static JsonElement Demand(TargetAnswer answer) =>
        !answer.IsSuccess ? throw new ScimStopException(TargetOutcome.Refused(answer))
        : answer.Json ?? throw new ScimStopException(ConnectorOutcome.Failed(TargetOutcome.Unexpected.Code) with { Words = $"{answer.Status}" });
}
