using JasperFx.Events;
using Marten;
using Marten.Events.Projections;
using SBG.Domain.Billing.Invoices;
using SBG.Projections.Kernel;
using Weasel.Postgresql;
using Weasel.Postgresql.Tables;

namespace SBG.Projections.Billing;

/// <summary>
/// How far issued invoices know the facts that they rest on: a row for each month of a client, one for each usage log, seat and charge of an order. What is late is found by it, however
/// long the history is. An invoice that is issued after one of a later month says nothing of what the later one knew: what it read is <c>billed</c>, and not yet <c>known</c>.
/// </summary>
public sealed partial class InvoicedFacts : EventProjection
{
    /// <summary>One row for each issued invoice: when it was drawn.</summary>
    public const string Months = StoreConfiguration.Schema + ".invoiced_months";

    /// <summary>One row for each log (read up to which version) each seat and each charge of an order (how many changes of it were read): by any invoice, and by one that adjusted all earlier months for it.</summary>
    public const string Sources = StoreConfiguration.Schema + ".invoiced_sources";

    private const string Month = $"insert into {Months} (client_id, invoice_id, period, recorded_through) values (?, ?, ?, ?) on conflict do nothing";

    private const string Source =
        $"""
        insert into {Sources} as s (client_id, source_id, billed, known)
        select p.client_id, t.source_id, t.version, case when exists (select from {Months} m where m.client_id = p.client_id and m.period > p.period) then 0 else t.version end
        from (values (?, ?)) p(client_id, period), unnest(?, ?) as t(source_id, version)
        on conflict (client_id, source_id) do update set billed = greatest(s.billed, excluded.billed), known = greatest(s.known, excluded.known)
        """;

    /// <summary>Reads what is issued.</summary>
    public InvoicedFacts() => IncludeType<InvoiceIssued>();

    /// <inheritdoc/>
    public override ValueTask ApplyAsync(IDocumentOperations operations, IEvent e, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(operations);
        ArgumentNullException.ThrowIfNull(e);
        if (e.Data is InvoiceIssued { Content: var content })
        {
            operations.QueueSqlCommand(Month, e.TenantId, e.StreamId, content.Period, content.RecordedThrough);
            var known = content.Lines.SelectMany(line => line.Logs).Select(log => (Id: log.LogId, Known: log.Version))
                .Concat(content.Lines.SelectMany(line => line.Seats).Select(seat => (Id: seat.AssignmentId, Known: (long)seat.Changes)))
                .Concat(content.Lines.SelectMany(line => line.Ordered?.Orders ?? []).Select(order => (Id: order.ChargeId, Known: (long)order.Changes)))
                .GroupBy(source => source.Id).Select(source => (Id: source.Key, Known: source.Max(one => one.Known))).OrderBy(source => source.Id).ToArray();
            if (known.Length > 0)
            {
                operations.QueueSqlCommand(Source, e.TenantId, content.Period, known.Select(source => source.Id).ToArray(), known.Select(source => source.Known).ToArray());
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Adds the tables to the store's schema.</summary>
    /// <param name="options">The store's options.</param>
    internal static void AddTables(StoreOptions options)
    {
        var months = new Table(new PostgresqlObjectName(StoreConfiguration.Schema, "invoiced_months", SchemaUtils.IdentifierUsage.General));
        months.AddColumn("client_id", "text").AsPrimaryKey();
        months.AddColumn("invoice_id", "uuid").AsPrimaryKey();
        months.AddColumn("period", "text").NotNull();
        months.AddColumn("recorded_through", "timestamptz").NotNull();
        var sources = new Table(new PostgresqlObjectName(StoreConfiguration.Schema, "invoiced_sources", SchemaUtils.IdentifierUsage.General));
        sources.AddColumn("client_id", "text").AsPrimaryKey();
        sources.AddColumn("source_id", "uuid").AsPrimaryKey();
        sources.AddColumn("billed", "bigint").NotNull();
        sources.AddColumn("known", "bigint").NotNull();
        options.Storage.ExtendedSchemaObjects.Add(months);
        options.Storage.ExtendedSchemaObjects.Add(sources);
    }
}
