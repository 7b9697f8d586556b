using System.Collections.Immutable;
using SBG.Domain.Kernel;

namespace SBG.Domain.Billing.Closings;

/// <summary>Where the closing of a month stands.</summary>
public enum ClosingStatus
{
    /// <summary>Clients are being closed, or waited for.</summary>
    InProgress,

    /// <summary>Of each client of the run it is known what it came to; another run takes those up again who could not be closed.</summary>
    Completed,
}

/// <summary>The closing of one month over all clients. What it came to for each of them is told in a stream of the client's own.</summary>
/// <param name="Id">Derived from the month.</param>
/// <param name="Period">The month, <c>yyyy-MM</c>.</param>
/// <param name="Run">The latest run: 1, 2, 3 ...</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Clients">The clients of the run.</param>
/// <param name="Followers">The operations that follow the run.</param>
public sealed record Closing(Guid Id, string Period, int Run, ClosingStatus Status, ImmutableArray<string> Clients, ImmutableArray<Guid> Followers) : IState<Closing>
{
    /// <summary>The stream of a month.</summary>
    /// <param name="month">The month.</param>
    public static Guid StreamOf(BillingMonth month) => month.IdOf("closing");

    /// <inheritdoc/>
    public static Closing? Evolve(Closing? state, EventOf<Closing> happened, DateTimeOffset at) => (state, happened) switch
    {
        (_, ClosingRunBegun e) => new(e.ClosingId, e.Period, e.Run, ClosingStatus.InProgress, e.Clients, []),
        ({ }, ClosingFollowed e) => state with { Followers = state.Followers.Add(e.OperationId) },
        ({ }, ClosingRunCompleted) => state with { Status = ClosingStatus.Completed },
        _ => state,
    };
}
