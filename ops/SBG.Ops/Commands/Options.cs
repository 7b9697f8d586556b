namespace SBG.Ops.Commands;

/// <summary>The options of a command line: <c>--name value</c> and <c>--flag</c>.</summary>
public sealed class Options
{
    private readonly Dictionary<string, string?> _told = [];

    /// <summary>Reads them.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <param name="valued">Names that take a value.</param>
    /// <param name="flags">Names that take none.</param>
    /// <exception cref="OpsException">An argument is neither.</exception>
    public Options(IReadOnlyList<string> arguments, IReadOnlyCollection<string> valued, IReadOnlyCollection<string> flags)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        for (var index = 0; index < arguments.Count; index++)
        {
            var name = arguments[index];
            if (flags.Contains(name))
            {
                _told[name] = null;
            }
            else if (valued.Contains(name) && index + 1 < arguments.Count)
            {
                _told[name] = arguments[++index];
            }
            else
            {
                throw new OpsException($"'{name}' is not understood. Options: {string.Join(", ", valued.Select(option => option + " VALUE").Concat(flags))}.");
            }
        }
    }

    /// <summary>The value of an option; null when it was not told.</summary>
    /// <param name="name">With its dashes.</param>
    public string? this[string name] => _told.GetValueOrDefault(name);

    /// <summary>Whether a flag was told.</summary>
    /// <param name="name">With its dashes.</param>
    public bool Has(string name) => _told.ContainsKey(name);
}
