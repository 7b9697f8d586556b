using Marten;
using SBG.Domain.Privacy;
using SBG.Projections.Kernel;
using Weasel.Postgresql;
using Weasel.Postgresql.Tables;

namespace SBG.Projections.Privacy;

/// <summary>How the store keeps requests of people, and who read whose protected fields.</summary>
public static class PrivacyStore
{
    /// <summary>One row for each answer that showed protected fields. The service's role may add rows and do nothing else to them.</summary>
    public const string ProtectedReads = StoreConfiguration.Schema + ".protected_reads";

    /// <summary>Registers the context's states and table.</summary>
    /// <param name="options">The store's options.</param>
    public static void ConfigurePrivacy(this StoreOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.AddState<AccessRequest>();
        var reads = new Table(new PostgresqlObjectName(StoreConfiguration.Schema, ProtectedReads[(StoreConfiguration.Schema.Length + 1)..], SchemaUtils.IdentifierUsage.General));
        reads.AddColumn("id", "uuid").AsPrimaryKey(); // ordered by time
        reads.AddColumn("read_at", "timestamptz").NotNull();
        reads.AddColumn("tenant_id", "text").NotNull(); // the client in the path; the provider's where there is none
        reads.AddColumn("reader", "text").NotNull();
        reads.AddColumn("organisation", "text").NotNull();
        reads.AddColumn("roles", "text[]").NotNull();
        reads.AddColumn("operation", "text").NotNull();
        reads.AddColumn("path", "text").NotNull();
        reads.AddColumn("request_id", "text").NotNull();
        reads.AddColumn("subjects", "text[]").NotNull(); // whose data
        options.Storage.ExtendedSchemaObjects.Add(reads);
    }
}
