using Marten;
using Weasel.Postgresql;
using Weasel.Postgresql.Tables;

namespace SBG.Projections.Kernel;

/// <summary>The product's own tables beside events and documents; created with them by the schema step.</summary>
public static class StoreTables
{
    /// <summary>Data keys, one per person, wrapped by a key-encryption key.</summary>
    public const string DataKeys = StoreConfiguration.Schema + ".data_keys";

    /// <summary>Answers kept for repeated requests.</summary>
    public const string IdempotencyKeys = StoreConfiguration.Schema + ".idempotency_keys";

    /// <summary>The next free block of each series of numbers that people read.</summary>
    public const string NumberBlocks = StoreConfiguration.Schema + ".number_blocks";

    /// <summary>Adds the tables to the store's schema.</summary>
    /// <param name="options">The store's options.</param>
    public static void AddKernelTables(this StoreOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);

        var dataKeys = NewTable(DataKeys);
        dataKeys.AddColumn("subject", "text").AsPrimaryKey();
        dataKeys.AddColumn("wrapped_key", "bytea"); // null once destroyed
        dataKeys.AddColumn("wrapped_by", "text").NotNull();
        dataKeys.AddColumn("created_at", "timestamptz").NotNull();
        dataKeys.AddColumn("destroyed_at", "timestamptz");

        var idempotency = NewTable(IdempotencyKeys);
        idempotency.AddColumn("subject", "text").AsPrimaryKey();
        idempotency.AddColumn("key", "text").AsPrimaryKey();
        idempotency.AddColumn("request_hash", "bytea").NotNull();
        idempotency.AddColumn("status", "integer").NotNull();
        idempotency.AddColumn("etag", "text");
        idempotency.AddColumn("location", "text");
        idempotency.AddColumn("body", "bytea"); // sealed: an answer can show a name
        idempotency.AddColumn("created_at", "timestamptz").NotNull();

        var numbers = NewTable(NumberBlocks);
        numbers.AddColumn("series", "text").AsPrimaryKey();
        numbers.AddColumn("next_number", "bigint").NotNull();

        options.Storage.ExtendedSchemaObjects.Add(dataKeys);
        options.Storage.ExtendedSchemaObjects.Add(idempotency);
        options.Storage.ExtendedSchemaObjects.Add(numbers);
    }

    private static Table NewTable(string name) => new(new PostgresqlObjectName(StoreConfiguration.Schema, name[(StoreConfiguration.Schema.Length + 1)..], SchemaUtils.IdentifierUsage.General));
}
