using Marten;
using SBG.Domain.Requests;
using SBG.Projections.Kernel;

namespace SBG.Api.Requests;

/// <summary>Tells a request what became of one of its lines.</summary>
internal static class LineSettlement
{
    /// <summary>Records the outcome, and with the last one the request's own. The lines of a large request end at once: they take turns.</summary>
    /// <param name="session">A session of the client's tenant.</param>
    /// <param name="requestId">The request.</param>
    /// <param name="outcome">What became of the line.</param>
    /// <param name="at">When (UTC).</param>
    /// <param name="stop">Cancels.</param>
    public static async Task Settle(IDocumentSession session, Guid requestId, SettleLine outcome, DateTimeOffset at, CancellationToken stop)
    {
        if (await session.FetchExclusively<ServiceRequest>(session.TenantId, requestId, stop) is { } request)
        {
            request.Record(SettleLine.Decide(outcome, request.State!), at);
        }
    }
}
