using System.Globalization;
using SBG.Domain.Billing;
using SBG.Domain.Kernel;

namespace SBG.Api.Billing.Documents;

/// <summary>Amounts, dates and words as a Québec document writes them, whatever the machine's language.</summary>
internal static class FrenchText
{
    private static readonly string[] Months =
        ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"];

    private static readonly NumberFormatInfo Numbers = new() { NumberDecimalSeparator = ",", NumberGroupSeparator = "\u00a0", NegativeSign = "\u2212" };

    /// <summary>An amount: <c>1 234,56 $</c>.</summary>
    /// <param name="amount">To the cent.</param>
    public static string Dollars(Money amount) => amount.Amount.ToString("#,##0.00", Numbers) + "\u00a0$";

    /// <summary>A quantity, with four decimals at most.</summary>
    /// <param name="quantity">The quantity.</param>
    public static string Number(decimal quantity) => Math.Round(quantity, 4, MidpointRounding.AwayFromZero).ToString("#,##0.####", Numbers);

    /// <summary>A rate: <c>9,975 %</c>.</summary>
    /// <param name="rate">As a fraction.</param>
    public static string Percent(decimal rate) => (rate * 100m).ToString("0.###", Numbers) + "\u00a0%";

    /// <summary>A day: <c>1er novembre 2026</c>.</summary>
    /// <param name="day">The day.</param>
    public static string Day(DateOnly day) => $"{(day.Day == 1 ? "1er" : day.Day.ToString(CultureInfo.InvariantCulture))} {Months[day.Month - 1]} {day.Year.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>A month: <c>novembre 2026</c>.</summary>
    /// <param name="period"><c>yyyy-MM</c>.</param>
    public static string Month(string period)
    {
        var month = BillingMonth.Parse(period) ?? throw new FormatException(period);
        return $"{Months[month.Month - 1]} {month.Year.ToString(CultureInfo.InvariantCulture)}";
    }

    /// <summary>A unit of a price.</summary>
    /// <param name="unit">As lines keep it.</param>
    /// <param name="quantity">How many.</param>
    public static string Unit(string unit, decimal quantity) => unit switch
    {
        "seat-month" => "licence-mois",
        "unit-month" => "unité-mois",
        "unit" => decimal.Abs(quantity) < 2m ? "unité" : "unités",
        "1" => string.Empty,
        _ when unit.EndsWith("-month", StringComparison.Ordinal) => unit[..^"-month".Length] + "-mois",
        _ when unit.EndsWith("-hour", StringComparison.Ordinal) => unit[..^"-hour".Length] + "-heure",
        _ => unit,
    };

    /// <summary>Why no tax is charged; null where taxes are.</summary>
    /// <param name="regime">How the client is taxed.</param>
    public static string? NoTax(TaxTreatment regime) => regime switch
    {
        TaxTreatment.SameRegistrant => "Refacturation interne au même inscrit : aucune taxe n'est perçue.",
        TaxTreatment.Exempt => "Fourniture exonérée : aucune taxe n'est perçue.",
        TaxTreatment.ZeroRated => "Fourniture détaxée : les taxes sont de 0 %.",
        _ => null,
    };
}
