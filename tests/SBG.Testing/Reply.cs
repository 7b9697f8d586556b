using System.Text.Json;
using FluentAssertions;

namespace SBG.Testing;

/// <summary>An answer, read whole.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Text">The body.</param>
/// <param name="Headers">All headers.</param>
public sealed record Reply(int Status, string Text, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>The body, byte for byte.</summary>
    public byte[] Bytes { get; init; } = [];

    /// <summary>The body as JSON.</summary>
    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    /// <summary>The entity tag; empty when there is none.</summary>
    public string ETag => Headers.GetValueOrDefault("ETag", string.Empty);

    /// <summary>Where the resource is; empty when that is not said.</summary>
    public string Location => Headers.GetValueOrDefault("Location", string.Empty);

    /// <summary>The id of the representation.</summary>
    public string Id => Json.GetProperty("id").GetString()!;

    /// <summary>A member, as text.</summary>
    /// <param name="name">The member.</param>
    public string? this[string name] => Json.GetProperty(name).ToString();

    /// <summary>The commands that may be given now.</summary>
    public IEnumerable<string?> Actions => Json.GetProperty("actions").EnumerateArray().Select(action => action.GetString());

    /// <summary>The code of a problem; empty when the answer is none.</summary>
    public string Code => Headers.GetValueOrDefault("Content-Type", string.Empty).StartsWith("application/problem+json", StringComparison.Ordinal) ? this["code"]! : string.Empty;

    /// <summary>Asserts a success.</summary>
    /// <param name="status">The status.</param>
    public Reply Is(int status)
    {
        Status.Should().Be(status, "the answer is {0}", Text.Length > 600 ? Text[..600] : Text);
        return this;
    }

    /// <summary>Asserts a problem.</summary>
    /// <param name="status">The status.</param>
    /// <param name="code">The problem's code.</param>
    public Reply IsProblem(int status, string code)
    {
        (Status, Code).Should().Be((status, code), "the answer is {0}", Text.Length > 600 ? Text[..600] : Text);
        return this;
    }

    internal static async Task<Reply> Of(HttpResponseMessage answer)
    {
        using (answer)
        {
            var headers = answer.Headers.Concat(answer.Content.Headers).ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
            return new((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(), headers) { Bytes = await answer.Content.ReadAsByteArrayAsync() };
        }
    }
}
