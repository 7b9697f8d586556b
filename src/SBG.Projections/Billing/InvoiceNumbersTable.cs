using Marten;
using SBG.Projections.Kernel;
using Weasel.Postgresql;
using Weasel.Postgresql.Tables;

namespace SBG.Projections.Billing;

/// <summary>The last number of each series of invoices and notes, a row each.</summary>
public static class InvoiceNumbersTable
{
    /// <summary>Series and the last number that was given in it.</summary>
    public const string Name = StoreConfiguration.Schema + ".invoice_numbers";

    /// <summary>Adds the table to the store's schema.</summary>
    /// <param name="options">The store's options.</param>
    internal static void AddInvoiceNumbers(this StoreOptions options)
    {
        var numbers = new Table(new PostgresqlObjectName(StoreConfiguration.Schema, "invoice_numbers", SchemaUtils.IdentifierUsage.General));
        numbers.AddColumn("series", "text").AsPrimaryKey();
        numbers.AddColumn("last_number", "bigint").NotNull();
        options.Storage.ExtendedSchemaObjects.Add(numbers);
    }
}
