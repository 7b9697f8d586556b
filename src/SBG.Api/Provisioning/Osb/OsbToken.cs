namespace SBG.Api.Provisioning.Osb;

/// <summary>What is remembered from one question to a broker to the next: the operation that goes on, and whether it takes back what a failed attempt may have made.</summary>
/// <param name="Operation">The broker's name of the operation, perhaps empty; null: there is none yet.</param>
/// <param name="Clears">Why the attempt has failed, once it is only taken back: a registered code.</param>
internal sealed record OsbToken(string? Operation, string? Clears = null)
{
    private const string Clear = "clear ";
    private const string Poll = "poll ";

    /// <summary>An operation goes on.</summary>
    /// <param name="operation">The broker's name of it.</param>
    public static OsbToken Polling(string operation) => new(operation);

    /// <summary>The attempt has failed; what it may have made is deleted.</summary>
    /// <param name="code">Why it failed.</param>
    /// <param name="operation">The deletion that goes on; null: it is to be asked for.</param>
    public static OsbToken Clearing(string code, string? operation = null) => new(operation, code);

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <param name="token">The text.</param>
    public static OsbToken Parse(string? token)
    {
        if (token?.StartsWith(Clear, StringComparison.Ordinal) is true)
        {
            var parts = token[Clear.Length..].Split(' ', 2);
            return new(parts.Length == 2 ? parts[1] : null, parts[0]);
        }

        return new(token?.StartsWith(Poll, StringComparison.Ordinal) is true ? token[Poll.Length..] : string.Empty);
    }

    /// <inheritdoc/>
    public override string ToString() => Clears is null ? Poll + Operation : Clear + Clears + (Operation is null ? string.Empty : " " + Operation);
}
