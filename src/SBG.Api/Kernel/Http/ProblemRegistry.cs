using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;

namespace SBG.Api.Kernel.Http;

/// <summary>Every problem that the API can answer, with its sentences: the embedded <c>refusals.json</c> of each context and the edge's own <c>problems.json</c>.</summary>
public static class ProblemRegistry
{
    private static readonly FrozenDictionary<string, ProblemKind> Kinds = Load();

    /// <summary>All kinds by code.</summary>
    public static IReadOnlyDictionary<string, ProblemKind> All => Kinds;

    /// <summary>The kind of a code.</summary>
    /// <param name="code">The code.</param>
    /// <exception cref="InvalidOperationException">Not registered: a defect, found by a test over all refusals.</exception>
    public static ProblemKind Of(string code) =>
        Kinds.TryGetValue(code, out var kind) ? kind : throw new InvalidOperationException($"Problem '{code}' has no sentences.");

    private static FrozenDictionary<string, ProblemKind> Load()
    {
        var kinds = new Dictionary<string, ProblemKind>(StringComparer.Ordinal);
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames())
        {
            if (!name.EndsWith("refusals.json", StringComparison.Ordinal) && !name.EndsWith("problems.json", StringComparison.Ordinal))
            {
                continue;
            }

            using var stream = assembly.GetManifestResourceStream(name)!;
            var read = JsonSerializer.Deserialize<Dictionary<string, ProblemKind>>(stream, JsonSerializerOptions.Web)!;
            foreach (var (code, kind) in read)
            {
                kinds.Add(code, kind with { Code = code });
            }
        }

        return kinds.ToFrozenDictionary(StringComparer.Ordinal);
    }
}

/// <summary>One kind of problem.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Fr">French.</param>
/// <param name="En">English.</param>
public sealed record ProblemKind(int Status, ProblemSentences Fr, ProblemSentences En)
{
    /// <summary>Stable and public.</summary>
    public string Code { get; init; } = string.Empty;

    /// <summary>The sentences in a language.</summary>
    /// <param name="language"><c>fr</c> or <c>en</c>.</param>
    public ProblemSentences In(string language) => language == "en" ? En : Fr;
}

/// <summary>A problem's sentences in one language.</summary>
/// <param name="Title">The same for every occurrence.</param>
/// <param name="Detail">With {placeholders} for the facts of one occurrence.</param>
public sealed record ProblemSentences(string Title, string Detail);
