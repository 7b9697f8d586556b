using System.Globalization;
using System.Text.Json.Serialization;

namespace SBG.Domain.Kernel;

/// <summary>An amount of Canadian dollars.</summary>
/// <param name="Amount">Dollars; to the cent where it is printed, finer only within a calculation.</param>
[JsonConverter(typeof(MoneyJson))]
public readonly record struct Money(decimal Amount) : IComparable<Money>
{
    /// <summary>ISO 4217 code of the only currency.</summary>
    public const string Currency = "CAD";

    /// <summary>No amount.</summary>
    public static Money Zero => default;

    /// <summary>
    /// Rounds to the cent, half away from zero: the one rounding of money in this product (the rule by which PostgreSQL's
    /// <c>round(numeric)</c> also rounds, and by which the tax law's "half a cent or more counts as a cent" reads; Excise Tax Act, s. 165.2).
    /// </summary>
    public Money ToCent() => new(Math.Round(Amount, 2, MidpointRounding.AwayFromZero));

    /// <summary>Adds.</summary>
    public static Money operator +(Money left, Money right) => new(left.Amount + right.Amount);

    /// <summary>Subtracts.</summary>
    public static Money operator -(Money left, Money right) => new(left.Amount - right.Amount);

    /// <summary>Multiplies by a quantity; does not round.</summary>
    public static Money operator *(Money left, decimal quantity) => new(left.Amount * quantity);

    /// <summary>Compares amounts.</summary>
    public static bool operator <(Money left, Money right) => left.Amount < right.Amount;

    /// <summary>Compares amounts.</summary>
    public static bool operator >(Money left, Money right) => left.Amount > right.Amount;

    /// <summary>Compares amounts.</summary>
    public static bool operator <=(Money left, Money right) => left.Amount <= right.Amount;

    /// <summary>Compares amounts.</summary>
    public static bool operator >=(Money left, Money right) => left.Amount >= right.Amount;

    /// <inheritdoc/>
    public int CompareTo(Money other) => Amount.CompareTo(other.Amount);

    /// <summary>Invariant, with the scale that the amount has: <c>12.34</c>.</summary>
    public override string ToString() => Amount.ToString(CultureInfo.InvariantCulture);
}
