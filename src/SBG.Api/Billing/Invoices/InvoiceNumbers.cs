using System.Globalization;
using Marten;
using Npgsql;
using NpgsqlTypes;
using SBG.Domain.Billing.Invoices;
using SBG.Projections.Billing;

namespace SBG.Api.Billing.Invoices;

/// <summary>
/// Numbers without gaps: the row of the series stays locked until the transaction that takes a number ends, and a transaction that fails gives
/// its number back. (ADR 0005 says why nothing else is numbered so.)
/// </summary>
internal static class InvoiceNumbers
{
    /// <summary>The next number of a series. To be taken last: others of the series wait until the session commits or ends.</summary>
    /// <param name="session">The session, whose transaction has begun.</param>
    /// <param name="prefix">E.g. <c>FAC</c>.</param>
    /// <param name="year">The fiscal year of the day of issue.</param>
    /// <param name="stop">Cancels.</param>
    /// <returns>E.g. <c>FAC-2026-2027-000123</c>.</returns>
    public static async Task<string> Next(IDocumentSession session, string prefix, FiscalYear year, CancellationToken stop)
    {
        var series = $"{prefix}-{year}";
        await using var take = new NpgsqlCommand(
            $"insert into {InvoiceNumbersTable.Name} as n (series, last_number) values ($1, 1) on conflict (series) do update set last_number = n.last_number + 1 returning last_number",
            session.Connection)
        {
            Parameters = { new() { Value = series, NpgsqlDbType = NpgsqlDbType.Text } },
        };
        var number = (long)(await take.ExecuteScalarAsync(stop))!;
        return string.Create(CultureInfo.InvariantCulture, $"{series}-{number:D6}");
    }
}
