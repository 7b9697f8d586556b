namespace SBG.Domain.Kernel;

/// <summary>A fact of a stream whose state is <typeparamref name="TState"/>: immutable, past tense, stored for ever.</summary>
/// <typeparam name="TState">The state that the stream folds to.</typeparam>
public abstract record EventOf<TState>
    where TState : class, IState<TState>;
