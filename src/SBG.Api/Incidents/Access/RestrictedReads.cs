using JasperFx;
using Marten;
using Marten.Exceptions;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Domain.Incidents;
using SBG.Domain.Incidents.Access;
using SBG.Projections.Kernel;

namespace SBG.Api.Incidents.Access;

/// <summary>Records who reads a restricted incident, before it is shown: what cannot be recorded is not read.</summary>
/// <param name="http">The call.</param>
/// <param name="store">The store.</param>
/// <param name="clock">The clock.</param>
public sealed class RestrictedReads(IHttpContextAccessor http, IDocumentStore store, TimeProvider clock)
{
    private const int Attempts = 10;

    /// <summary>Records a read; nothing of an incident that is not restricted.</summary>
    /// <param name="clientId">The client.</param>
    /// <param name="incident">The incident.</param>
    /// <param name="part">What is read.</param>
    /// <param name="stop">Cancels.</param>
    /// <exception cref="ProblemException">409: so many read it at once that it could not be recorded.</exception>
    public async Task Tell(string clientId, Incident incident, ReadPart part, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(incident);
        if (!incident.IsRestricted)
        {
            return;
        }

        var context = http.HttpContext!;
        var (reader, id) = (context.Actor().Subject, IncidentReads.StreamOf(incident.Id));
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            await using var session = store.LightweightSession(clientId);
            session.LastModifiedBy = reader;
            session.CorrelationId = session.CausationId = context.CorrelationId();
            var reads = await session.Fetch<IncidentReads>(id, stop) ?? session.New<IncidentReads>(id);
            reads.Record(IncidentReads.Tell(incident.Id, reader, part), clock.Now());
            try
            {
                await session.SaveChangesAsync(stop);
                return;
            }
            catch (Exception lost) when (lost is ConcurrencyException or ExistingStreamIdCollisionException && attempt < Attempts)
            {
                // Another one read it in the same moment: it is recorded behind that.
            }
        }

        throw new ProblemException("request/lost-race");
    }
}
