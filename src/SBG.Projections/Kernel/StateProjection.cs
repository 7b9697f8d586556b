using JasperFx.Events;
using Marten.Events.Aggregation;
using SBG.Domain.Kernel;

namespace SBG.Projections.Kernel;

/// <summary>Lets Marten fold a pure state of the domain: the domain knows nothing of the store.</summary>
/// <typeparam name="TState">The state.</typeparam>
public sealed partial class StateProjection<TState> : SingleStreamProjection<TState, Guid>
    where TState : class, IState<TState>
{
    /// <summary>Reads the state's own events only.</summary>
    public StateProjection() => this.IncludeEventsOf<TState>();

    /// <inheritdoc/>
    public override TState? Evolve(TState? snapshot, Guid id, IEvent e)
    {
        ArgumentNullException.ThrowIfNull(e);
        return e.Data is EventOf<TState> happened ? TState.Evolve(snapshot, happened, e.OccurredAt()) : snapshot;
    }
}

/// <summary>Folds events that were read.</summary>
public static class FoldedEvents
{
    /// <summary>The state that they add up to; null when there is none.</summary>
    /// <typeparam name="TState">The state.</typeparam>
    /// <param name="events">In the order of their stream; those of other states change nothing.</param>
    public static TState? Fold<TState>(this IEnumerable<IEvent> events)
        where TState : class, IState<TState>
    {
        ArgumentNullException.ThrowIfNull(events);
        return events.Aggregate((TState?)null, (state, e) => e.Data is EventOf<TState> happened ? TState.Evolve(state, happened, e.OccurredAt()) : state);
    }
}
