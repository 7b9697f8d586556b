using Marten;
using SBG.Domain.Webhooks;
using SBG.Projections.Kernel;
using Weasel.Postgresql;
using Weasel.Postgresql.Tables;

namespace SBG.Projections.Webhooks;

/// <summary>How the store keeps subscriptions, and what is still to be sent to them.</summary>
public static class WebhooksStore
{
    /// <summary>How far each subscription was served.</summary>
    public const string Cursors = StoreConfiguration.Schema + ".webhook_cursors";

    /// <summary>Messages that wait, or were set aside; one that was taken is not there any more.</summary>
    public const string Messages = StoreConfiguration.Schema + ".webhook_messages";

    /// <summary>Registers the context's states and tables.</summary>
    /// <param name="options">The store's options.</param>
    public static void ConfigureWebhooks(this StoreOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.AddState<WebhookSubscription>();

        var cursors = NewTable(Cursors);
        cursors.AddColumn("subscription_id", "uuid").AsPrimaryKey();
        cursors.AddColumn("tenant_id", "text").NotNull();
        cursors.AddColumn("is_active", "boolean").NotNull();
        cursors.AddColumn("position", "bigint").NotNull(); // of the log: what lies behind it was not looked at
        cursors.AddColumn("delivered", "bigint").NotNull();
        cursors.AddColumn("delivered_at", "timestamptz");
        cursors.AddColumn("failing_since", "timestamptz");

        var messages = NewTable(Messages);
        messages.AddColumn("subscription_id", "uuid").AsPrimaryKey();
        messages.AddColumn("position", "bigint").AsPrimaryKey(); // of the event
        messages.AddColumn("stream_id", "uuid").NotNull();
        messages.AddColumn("event_id", "uuid").NotNull();
        messages.AddColumn("type", "text").NotNull();
        messages.AddColumn("body", "bytea").NotNull(); // a CloudEvent without content
        messages.AddColumn("is_dead", "boolean").NotNull();
        messages.AddColumn("attempts", "integer").NotNull();
        messages.AddColumn("due_at", "timestamptz").NotNull();
        messages.AddColumn("last_status", "integer"); // null: no answer
        messages.AddColumn("last_failure", "text");
        messages.AddColumn("tried_at", "timestamptz");

        options.Storage.ExtendedSchemaObjects.Add(cursors);
        options.Storage.ExtendedSchemaObjects.Add(messages);
    }

    private static Table NewTable(string name) => new(new PostgresqlObjectName(StoreConfiguration.Schema, name[(StoreConfiguration.Schema.Length + 1)..], SchemaUtils.IdentifierUsage.General));
}
