using SBG.Domain.Billing;

namespace SBG.Projections.Billing;

/// <summary>Answers: which seats did a client hold in a period? One row per assignment, found by when it was held.</summary>
/// <param name="Id">The assignment.</param>
/// <param name="Seat">What happened to the seat.</param>
/// <param name="From">When it was given (UTC).</param>
/// <param name="Until">When it went back (UTC); null while it is held.</param>
public sealed record SeatRecord(Guid Id, SeatHistory Seat, DateTimeOffset From, DateTimeOffset? Until)
{
    /// <summary>The record of a seat of which one more thing is known.</summary>
    /// <param name="kind">What happened.</param>
    /// <param name="at">When (UTC).</param>
    public SeatRecord With(SeatChangeKind kind, DateTimeOffset at)
    {
        var seat = Seat with { Changes = Seat.Changes.Add(new(kind, at)) };
        return this with { Seat = seat, Until = kind == SeatChangeKind.Released && !(Until < at) ? at : Until };
    }
}
