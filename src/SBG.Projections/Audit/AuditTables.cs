using Marten;
using SBG.Projections.Kernel;
using Weasel.Postgresql;
using Weasel.Postgresql.Tables;

namespace SBG.Projections.Audit;

/// <summary>The tables of the transparency log. The service's role may add rows and do nothing else to them.</summary>
public static class AuditTables
{
    /// <summary>The hashes of the leaves, a row for those that were added together.</summary>
    public const string Leaves = StoreConfiguration.Schema + ".audit_leaves";

    /// <summary>The hashes of perfect subtrees of 256, 65,536, ... leaves: from them any hash of the tree is a few steps away.</summary>
    public const string Nodes = StoreConfiguration.Schema + ".audit_nodes";

    /// <summary>The signed checkpoints.</summary>
    public const string Checkpoints = StoreConfiguration.Schema + ".audit_checkpoints";

    /// <summary>Every public key that ever signed.</summary>
    public const string Keys = StoreConfiguration.Schema + ".audit_keys";

    /// <summary>How far each witness was told; the one table of these whose rows change.</summary>
    public const string Witnesses = StoreConfiguration.Schema + ".audit_witnesses";

    /// <summary>Adds the tables to the store's schema.</summary>
    /// <param name="options">The store's options.</param>
    public static void ConfigureAudit(this StoreOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var leaves = NewTable(Leaves);
        leaves.AddColumn("start_index", "bigint").AsPrimaryKey();
        leaves.AddColumn("leaf_count", "integer").NotNull();
        leaves.AddColumn("last_position", "bigint").NotNull().AddIndex(index => index.IsUnique = true);
        leaves.AddColumn("positions", "bigint[]").NotNull();
        leaves.AddColumn("hashes", "bytea").NotNull();

        var nodes = NewTable(Nodes);
        nodes.AddColumn("level", "smallint").AsPrimaryKey(); // the subtree has 256 to the power of the level leaves
        nodes.AddColumn("index", "bigint").AsPrimaryKey();
        nodes.AddColumn("hash", "bytea").NotNull();

        var checkpoints = NewTable(Checkpoints);
        checkpoints.AddColumn("number", "bigint").AsPrimaryKey();
        checkpoints.AddColumn("size", "bigint").NotNull();
        checkpoints.AddColumn("root", "bytea").NotNull();
        checkpoints.AddColumn("issued_at", "timestamptz").NotNull();
        checkpoints.AddColumn("is_daily", "boolean").NotNull();
        checkpoints.AddColumn("note", "text").NotNull();

        var keys = NewTable(Keys);
        keys.AddColumn("key", "text").AsPrimaryKey();
        keys.AddColumn("first_used_at", "timestamptz").NotNull();

        var witnesses = NewTable(Witnesses);
        witnesses.AddColumn("name", "text").AsPrimaryKey();
        witnesses.AddColumn("told", "bigint").NotNull(); // the number of the last checkpoint that it took

        foreach (var table in (Table[])[leaves, nodes, checkpoints, keys, witnesses])
        {
            options.Storage.ExtendedSchemaObjects.Add(table);
        }
    }

    private static Table NewTable(string name) => new(new PostgresqlObjectName(StoreConfiguration.Schema, name[(StoreConfiguration.Schema.Length + 1)..], SchemaUtils.IdentifierUsage.General));
}
