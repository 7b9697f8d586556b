using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;
using Marten;
using Marten.Subscriptions;

namespace SBG.Projections.Audit;

/// <summary>
/// Lets the log follow the store. The daemon says up to which position nothing can appear any more, and Wolverine lets one node at a time do
/// it. It asks for events of a kind that never happens: the log reads the stored bytes itself, and an event that nobody can read stops no log.
/// </summary>
public sealed class AuditLogSubscription : SubscriptionBase
{
    /// <summary>Its name in <c>mt_event_progression</c>.</summary>
    public const string ShardName = "AuditLog";

    private readonly LogWriter _writer;

    /// <summary>Names it.</summary>
    /// <param name="writer">Adds to the log.</param>
    public AuditLogSubscription(LogWriter writer)
    {
        _writer = writer;
        Name = ShardName;
        IncludeType<NeverHappened>();
    }

    /// <inheritdoc/>
    public override async Task<IChangeListener> ProcessEventsAsync(EventRange page, ISubscriptionController controller, IDocumentOperations operations, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(page);
        await _writer.CatchUp(page.SequenceCeiling, cancellationToken);
        return NullChangeListener.Instance;
    }

    /// <summary>Nothing that is ever stored.</summary>
    private sealed record NeverHappened;
}
