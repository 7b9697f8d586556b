using System.Text.Json;

namespace SBG.Testing;

/// <summary>An operation, as the OpenAPI document tells it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Method">Its method.</param>
/// <param name="Path">Its path, with placeholders.</param>
/// <param name="Scopes">Any of these roles lets in; none: everyone with a token.</param>
/// <param name="Example">An example of its body, in JSON; null: it takes none.</param>
/// <param name="BodyType">The media type of its body.</param>
/// <param name="Json">All of it.</param>
public sealed record Described(string Id, HttpMethod Method, string Path, IReadOnlyList<string> Scopes, string? Example, string? BodyType, JsonElement Json)
{
    /// <summary>Whether it is of one client.</summary>
    public bool OfClient => Path.Contains("{clientId}", StringComparison.Ordinal);

    /// <summary>The path with that client, and ids that name nothing.</summary>
    /// <param name="clientId">The client.</param>
    public string For(string clientId)
    {
        var path = Path.Replace("{clientId}", clientId, StringComparison.Ordinal);
        while (path.IndexOf('{', StringComparison.Ordinal) is var start and >= 0)
        {
            var end = path.IndexOf('}', start);
            var value = path[(start + 1)..end] switch { "number" => "1", "stepKey" => "preparer", _ => Guid.NewGuid().ToString() };
            path = path[..start] + value + path[(end + 1)..];
        }

        return path;
    }

    /// <summary>Every operation of the document.</summary>
    /// <param name="api">The service.</param>
    public static async Task<IReadOnlyList<Described>> All(Api api)
    {
        ArgumentNullException.ThrowIfNull(api);
        var document = JsonDocument.Parse(await api.Http.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative))).RootElement;
        return
        [
            .. from path in document.GetProperty("paths").EnumerateObject()
               from operation in path.Value.EnumerateObject()
               select Of(operation.Value, operation.Name, path.Name),
        ];
    }

    private static Described Of(JsonElement operation, string method, string path)
    {
        string? example = null, type = null;
        if (operation.TryGetProperty("requestBody", out var body))
        {
            var content = body.GetProperty("content").EnumerateObject().First();
            type = content.Name;
            example = content.Value.TryGetProperty("example", out var told) ? told.GetRawText() : null;
        }

        var scopes = operation.GetProperty("security").EnumerateArray().SelectMany(requirement => requirement.EnumerateObject())
            .SelectMany(scheme => scheme.Value.EnumerateArray()).Select(scope => scope.GetString()!).ToArray();
        return new(operation.GetProperty("operationId").GetString()!, new(method.ToUpperInvariant()), path, scopes, example, type, operation);
    }
}
