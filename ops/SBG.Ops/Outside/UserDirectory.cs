using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace SBG.Ops.Outside;

/// <summary>A directory written from the rules of SCIM 2.0: users and groups, filters in pages, uniqueness, PATCH.</summary>
public sealed partial class UserDirectory : OutsideServer
{
    private readonly object _gate = new();

    /// <summary>Users by id.</summary>
    public ConcurrentDictionary<string, JsonObject> Users { get; } = new();

    /// <summary>Groups by id.</summary>
    public ConcurrentDictionary<string, JsonObject> Groups { get; } = new();

    /// <summary>How many resources a page holds at most.</summary>
    public int MostOfAPage { get; set; } = 50;

    /// <summary>Whether it answers filters of one attribute with everything, as some do.</summary>
    public bool IgnoresFilters { get; set; }

    /// <summary>Adds a group without members.</summary>
    /// <param name="name">Its name.</param>
    public string AddGroup(string name)
    {
        var id = Guid.NewGuid().ToString();
        Groups[id] = new() { ["id"] = id, ["displayName"] = name, ["members"] = new JsonArray() };
        return id;
    }

    /// <summary>Adds a user that nobody of ours made.</summary>
    /// <param name="userName">Its name.</param>
    /// <param name="active">Whether it may be used.</param>
    public string AddUser(string userName, bool active = true)
    {
        var id = Guid.NewGuid().ToString();
        Users[id] = new() { ["id"] = id, ["userName"] = userName, ["active"] = active };
        return id;
    }

    /// <summary>The members of a group.</summary>
    /// <param name="group">Its id.</param>
    public string[] Members(string group)
    {
        lock (_gate)
        {
            return [.. Groups[group]["members"]!.AsArray().Select(member => (string)member!["value"]!)];
        }
    }

    /// <inheritdoc/>
    protected override Told Answer(Received request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Headers.GetValueOrDefault("Authorization") != "Bearer jeton")
        {
            return Error(401, null);
        }

        var parts = request.Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (parts is ["ServiceProviderConfig"])
        {
            return new(200, new { schemas = new[] { "urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig" } });
        }

        if (parts is not [var kind, ..] || kind is not ("Users" or "Groups"))
        {
            return Error(404, null);
        }

        lock (_gate)
        {
            var of = kind == "Users" ? Users : Groups;
            return (request.Method, parts.Length) switch
            {
                ("GET", 1) => List(of, request),
                ("POST", 1) => Create(of, request),
                (_, 2) when !of.ContainsKey(parts[1]) => Error(404, null),
                ("GET", 2) => new(200, of[parts[1]]),
                ("PATCH", 2) => Patch(of[parts[1]], request),
                ("DELETE", 2) => of.TryRemove(parts[1], out _) ? new(204) : Error(404, null),
                _ => Error(405, null),
            };
        }
    }

    private Told List(ConcurrentDictionary<string, JsonObject> of, Received request)
    {
        var resources = of.Values.OrderBy(resource => (string)resource["id"]!, StringComparer.Ordinal).ToArray();
        if (request.Query["filter"].ToString() is { Length: > 0 } filter)
        {
            if (Comparison().Match(filter) is not { Success: true } told)
            {
                return Error(400, "invalidFilter");
            }

            var (attribute, value) = (told.Groups[1].Value, JsonSerializer.Deserialize<string>(told.Groups[2].Value)!);
            var comparison = attribute == "userName" ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
            resources = IgnoresFilters ? resources : [.. resources.Where(resource => string.Equals((string?)resource[attribute], value, comparison))];
        }

        var start = int.Parse(request.Query["startIndex"].ToString(), CultureInfo.InvariantCulture);
        var count = Math.Min(MostOfAPage, int.Parse(request.Query["count"].ToString(), CultureInfo.InvariantCulture));
        var page = resources.Skip(start - 1).Take(count).ToArray();
        return new(200, new
        {
            schemas = new[] { "urn:ietf:params:scim:api:messages:2.0:ListResponse" },
            totalResults = resources.Length,
            startIndex = start,
            itemsPerPage = page.Length,
            Resources = page,
        });
    }

    private static Told Create(ConcurrentDictionary<string, JsonObject> of, Received request)
    {
        var resource = JsonNode.Parse(request.Body)!.AsObject();
        if ((string?)resource["userName"] is not { Length: > 0 } name)
        {
            return Error(400, "invalidValue");
        }

        if (of.Values.Any(other => string.Equals((string?)other["userName"], name, StringComparison.OrdinalIgnoreCase)))
        {
            return Error(409, "uniqueness");
        }

        var id = Guid.NewGuid().ToString();
        resource["id"] = id;
        of[id] = resource;
        return new(201, resource);
    }

    private static Told Patch(JsonObject resource, Received request)
    {
        foreach (var operation in JsonNode.Parse(request.Body)!["Operations"]!.AsArray())
        {
            var (op, path) = ((string)operation!["op"]!, (string?)operation["path"]);
            if (path == "active" && op == "replace")
            {
                resource["active"] = (bool)operation["value"]!;
            }
            else if (path == "members" && op == "add")
            {
                var members = resource["members"]!.AsArray();
                foreach (var value in operation["value"]!.AsArray().Select(member => (string)member!["value"]!).Where(value => members.All(member => (string)member!["value"]! != value)).ToArray())
                {
                    members.Add(new JsonObject { ["value"] = value });
                }
            }
            else if (op == "remove" && path is not null && Member().Match(path) is { Success: true } told)
            {
                resource["members"] = new JsonArray([.. resource["members"]!.AsArray().Where(member => (string)member!["value"]! != told.Groups[1].Value).Select(member => member!.DeepClone())]);
            }
            else
            {
                return Error(400, "invalidPath");
            }
        }

        return new(204);
    }

    private static Told Error(int status, string? type) =>
        new(status, new { schemas = new[] { "urn:ietf:params:scim:api:messages:2.0:Error" }, status = $"{status}", scimType = type });

    [GeneratedRegex("""^(externalId|userName|displayName) eq (".*")$""")]
    private static partial Regex Comparison();

    [GeneratedRegex("""^members\[value eq "([^"]+)"\]$""")]
    private static partial Regex Member();
}
