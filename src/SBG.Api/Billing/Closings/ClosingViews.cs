using System.Collections.Immutable;
using SBG.Api.Kernel.Http;
using SBG.Domain.Billing.Closings;
using SBG.Domain.Kernel;

namespace SBG.Api.Billing.Closings;

/// <summary>Of how many clients it is known what the closing of a month came to.</summary>
/// <param name="Issued">Their invoice of the month is issued.</param>
/// <param name="NothingToBill">Nothing is charged to them.</param>
/// <param name="Awaited">Late usage of them is still waited for.</param>
/// <param name="Hindered">Something stands in the way; another run tries again.</param>
/// <param name="Failed">An error of the service broke it off; another run tries again.</param>
public sealed record ClosingTally(int Issued, int NothingToBill, int Awaited, int Hindered, int Failed)
{
    /// <summary>Of how many nothing more is to come in this run.</summary>
    internal int Closed() => Issued + NothingToBill + Hindered + Failed;

    /// <summary>Counts outcomes.</summary>
    /// <param name="outcomes">One for each client.</param>
    public static ClosingTally Of(IReadOnlyCollection<ClosingOutcome> outcomes)
    {
        return new(Count(ClosingOutcome.Issued), Count(ClosingOutcome.NothingToBill), Count(ClosingOutcome.Awaited), Count(ClosingOutcome.Hindered), Count(ClosingOutcome.Failed));

        int Count(ClosingOutcome wanted) => outcomes.Count(outcome => outcome == wanted);
    }
}

/// <summary>What the run of a closing came to: the result of its operation.</summary>
/// <param name="ClosingId">The closing.</param>
/// <param name="Period">The month, <c>yyyy-MM</c>.</param>
/// <param name="Run">The run.</param>
/// <param name="Clients">The clients of the run.</param>
public sealed record ClosingResult(Guid ClosingId, string Period, int Run, ClosingTally Clients);

/// <summary>The closing of a month over all clients.</summary>
/// <param name="Id">The closing.</param>
/// <param name="Period">The month, <c>yyyy-MM</c>.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Run">The latest run; each takes up those who have no invoice yet.</param>
/// <param name="RunClients">How many clients the run is about.</param>
/// <param name="Clients">All clients of the month, whichever run told it.</param>
public sealed record ClosingView(Guid Id, string Period, ClosingStatus Status, int Run, int RunClients, ClosingTally Clients);

/// <summary>What the closing of a month came to for one client.</summary>
/// <param name="ClientId">The client.</param>
/// <param name="Outcome">What it came to.</param>
/// <param name="Run">The run that told it.</param>
/// <param name="Until">Up to when late usage is waited for (UTC); absent unless it is.</param>
/// <param name="InvoiceId">The invoice; absent unless one is issued.</param>
/// <param name="Number">Its number.</param>
/// <param name="Reasons">All that stands in the way.</param>
public sealed record ClientClosingView(
    string ClientId, ClosingOutcome Outcome, int Run, DateTimeOffset? Until, Guid? InvoiceId, string? Number, ImmutableArray<ObstacleView> Reasons)
{
    /// <summary>An error of the service broke it off; its message is set aside.</summary>
    public static readonly Refusal Failed = new("billing/closing-failed");

    /// <summary>Represents what it came to.</summary>
    /// <param name="closing">What it came to.</param>
    /// <param name="language"><c>fr</c> or <c>en</c>.</param>
    public static ClientClosingView Of(ClientClosing closing, string language)
    {
        ArgumentNullException.ThrowIfNull(closing);
        ImmutableArray<Refusal> reasons = closing.MessageId is { } message ? [Failed.With("message", message)] : closing.Reasons;
        return new(
            closing.ClientId, closing.Outcome, closing.Run, closing.Until, closing.InvoiceId, closing.Number,
            [.. reasons.Select(reason => new ObstacleView(reason.Code, Problem.Sentence(reason, language)))]);
    }
}
