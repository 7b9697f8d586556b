using Marten;
using SBG.Api.Kernel;
using SBG.Domain.Requests;
using SBG.Projections.Kernel;
using Wolverine;

namespace SBG.Api.Requests;

/// <summary>
/// Tells requests what became of their lines, and with the last one of themselves. The lines of a large request end at once: what is told in the same
/// moment is one transaction, since each writes the whole request anew.
/// </summary>
public static class SettleOrdersHandler
{
    /// <summary>Handles; requests in the order of their ids, so that two nodes never wait for each other.</summary>
    /// <param name="told">Outcomes of one tenant.</param>
    /// <param name="session">A session of the client's tenant.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="stop">Cancels.</param>
    public static async Task Handle(SettleOrder[] told, IDocumentSession session, TimeProvider clock, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(told);
        ArgumentNullException.ThrowIfNull(session);
        foreach (var outcomes in told.GroupBy(outcome => outcome.RequestId).OrderBy(outcomes => outcomes.Key))
        {
            if (await session.FetchExclusively<ServiceRequest>(session.TenantId, outcomes.Key, stop) is not { } request)
            {
                continue;
            }

            foreach (var outcome in outcomes)
            {
                var decided = outcome.Ended
                    ? EndLine.Decide(new(outcome.LineId, outcome.OrderId), request.State!)
                    : SettleLine.Decide(new(outcome.LineId, outcome.OrderId, outcome.FailureCode), request.State!);
                request.Record(decided, clock.Now());
            }
        }
    }
}

/// <summary>How what became of orders is gathered.</summary>
public sealed class RequestQueues : IWolverineExtension
{
    /// <inheritdoc/>
    public void Configure(WolverineOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.BatchMessagesOf<SettleOrder>(batching =>
        {
            batching.BatchSize = 100;
            batching.TriggerTime = TimeSpan.FromMilliseconds(50);
        });
    }
}
