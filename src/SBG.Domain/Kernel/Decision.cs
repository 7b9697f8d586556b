using System.Collections.Immutable;

namespace SBG.Domain.Kernel;

/// <summary>What a command leads to: events to record, a refusal, or nothing (it was already so).</summary>
/// <typeparam name="TState">The state that was decided on.</typeparam>
public sealed record Decision<TState>
    where TState : class, IState<TState>
{
    private Decision(ImmutableArray<EventOf<TState>> events, Refusal? refusal) => (Events, Refusal) = (events, refusal);

    /// <summary>The events to record, in order; empty when refused or when nothing changes.</summary>
    public ImmutableArray<EventOf<TState>> Events { get; }

    /// <summary>Why the command is refused; null when it is not.</summary>
    public Refusal? Refusal { get; }

    /// <summary>Records one event.</summary>
    /// <param name="happened">The event.</param>
    public static implicit operator Decision<TState>(EventOf<TState> happened) => new([happened], null);

    /// <summary>Records several events, in order.</summary>
    /// <param name="happened">The events.</param>
    public static implicit operator Decision<TState>(EventOf<TState>[] happened) => new([.. happened], null);

    /// <summary>Refuses.</summary>
    /// <param name="refusal">Why.</param>
    public static implicit operator Decision<TState>(Refusal refusal) => new([], refusal);

    /// <summary>Records nothing: what was asked is already so.</summary>
    /// <param name="_">The marker <see cref="Decision.Nothing"/>.</param>
    public static implicit operator Decision<TState>(NothingToRecord _) => new([], null);
}

/// <summary>Shared parts of every decision.</summary>
public static class Decision
{
    /// <summary>Nothing to record: a command that is already fulfilled records nothing twice.</summary>
    public static NothingToRecord Nothing { get; }

    /// <summary>Records the events, in order.</summary>
    /// <typeparam name="TState">The state that was decided on.</typeparam>
    /// <param name="happened">The events.</param>
    public static Decision<TState> Record<TState>(params EventOf<TState>[] happened)
        where TState : class, IState<TState> => happened;
}

/// <summary>The marker that converts to a decision without events.</summary>
public readonly record struct NothingToRecord;
