using System.Collections.Immutable;
using SBG.Domain.Kernel;

namespace SBG.Api.Kernel.Sealing;

/// <summary>Answers of which some are sealed.</summary>
internal static class SealedAnswers
{
    /// <summary>Answers as people see them; null where the key is destroyed.</summary>
    /// <param name="vault">Reveals.</param>
    /// <param name="options">As they are stored.</param>
    /// <param name="stop">Cancels.</param>
    public static async ValueTask<IReadOnlyDictionary<string, OptionValue?>> Reveal(this Vault vault, ImmutableSortedDictionary<string, OptionValue> options, CancellationToken stop)
    {
        var shown = new SortedDictionary<string, OptionValue?>(StringComparer.Ordinal);
        foreach (var (key, value) in options)
        {
            shown[key] = value is OptionValue.Secret { Value: var secret } ? await vault.Reveal(secret, stop) : value;
        }

        return shown;
    }

    /// <summary>Answers that can be read: those whose key is destroyed are not there.</summary>
    /// <param name="vault">Reveals.</param>
    /// <param name="options">As they are stored.</param>
    /// <param name="stop">Cancels.</param>
    public static async ValueTask<ImmutableSortedDictionary<string, OptionValue>> InClear(
        this Vault vault, ImmutableSortedDictionary<string, OptionValue> options, CancellationToken stop) =>
        (await vault.Reveal(options, stop)).Where(answer => answer.Value is not null).ToImmutableSortedDictionary(answer => answer.Key, answer => answer.Value!, StringComparer.Ordinal);
}
