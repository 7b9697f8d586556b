namespace SBG.Domain.Kernel;

/// <summary>What a stream's events add up to. Pure: the same events always give the same state.</summary>
/// <typeparam name="TSelf">The state itself.</typeparam>
public interface IState<TSelf>
    where TSelf : class, IState<TSelf>
{
    /// <summary>The stream's id (UUIDv7, except where the context says that it is derived).</summary>
    Guid Id { get; }

    /// <summary>Folds one event.</summary>
    /// <param name="state">The state before; null before the first event.</param>
    /// <param name="happened">The event.</param>
    /// <param name="at">When it happened (UTC), which can be earlier than when it was recorded.</param>
    /// <returns>The state after.</returns>
    static abstract TSelf? Evolve(TSelf? state, EventOf<TSelf> happened, DateTimeOffset at);
}
