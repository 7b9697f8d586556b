using Marten;
using SBG.Projections.Kernel;
using Weasel.Postgresql;
using Weasel.Postgresql.Tables;

namespace SBG.Projections.Billing;

/// <summary>The names of all usage reports that are kept, so that none is ever kept twice.</summary>
public static class UsageTables
{
    /// <summary>One row for each report: its name, and what it told.</summary>
    public const string Keys = StoreConfiguration.Schema + ".usage_keys";

    /// <summary>Adds the table to the store's schema.</summary>
    /// <param name="options">The store's options.</param>
    internal static void AddUsageTables(this StoreOptions options)
    {
        var keys = new Table(new PostgresqlObjectName(StoreConfiguration.Schema, "usage_keys", SchemaUtils.IdentifierUsage.General));
        keys.AddColumn("client_id", "text").AsPrimaryKey();
        keys.AddColumn("source", "text").AsPrimaryKey();
        keys.AddColumn("id", "text").AsPrimaryKey();
        keys.AddColumn("payload", "uuid").NotNull(); // half a hash of what it told
        options.Storage.ExtendedSchemaObjects.Add(keys);
    }
}
