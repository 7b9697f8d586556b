namespace SBG.Domain.Billing.Usage;

/// <summary>For whom use was: each part may be absent; never a person.</summary>
/// <param name="CostCentre">The cost centre that bears it.</param>
/// <param name="Service">The service that caused it.</param>
/// <param name="OrgUnit">The unit of whoever used it.</param>
public readonly record struct UsageDimension(string? CostCentre, string? Service, string? OrgUnit)
{
    private const char Between = '\u001e';

    /// <summary>The dimension as one text, by which series are kept apart: the cost centre alone where nothing else is told, empty for none.</summary>
    public string Key => Service is null && OrgUnit is null ? CostCentre ?? string.Empty : string.Join(Between, CostCentre, Service, OrgUnit);

    /// <summary>The dimension of a key.</summary>
    /// <param name="key">What <see cref="Key"/> said.</param>
    public static UsageDimension Of(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var parts = key.Split(Between);
        return new(Told(parts, 0), Told(parts, 1), Told(parts, 2));
    }

    private static string? Told(string[] parts, int n) => n < parts.Length && parts[n].Length > 0 ? parts[n] : null;
}
