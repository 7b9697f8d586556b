using Marten;
using Marten.Linq.MatchesSql;
using SBG.Domain.Licences;
using SBG.Domain.Provisioning;
using SBG.Domain.Requests;

namespace SBG.Api.Requests;

/// <summary>Tells which offers people hold or are to get: delivered and, where it gave licences, not given back; or asked for in a request that is not over.</summary>
internal static class HeldOffers
{
    private const string HasLineFor =
        "exists (select from jsonb_array_elements(d.data -> 'lines') as line where (line ->> 'beneficiaryId')::uuid = any(?))";

    /// <summary>By person: the offers.</summary>
    /// <param name="session">A session of the client's tenant.</param>
    /// <param name="people">The people.</param>
    /// <param name="except">The request that asks; it is not beside itself.</param>
    /// <param name="stop">Cancels.</param>
    public static async Task<ILookup<Guid, Guid>> HeldBy(this IQuerySession session, Guid[] people, Guid? except, CancellationToken stop)
    {
        var delivered = await session.Query<ProvisioningOrder>()
            .Where(order => order.BeneficiaryId.IsOneOf(people) && order.Status == OrderStatus.Completed)
            .ToListAsync(stop);
        var licences = delivered.Any(order => order.LicencePoolId is not null)
            ? await session.Query<LicenceAssignment>().Where(licence => licence.PersonId.IsOneOf(people) && licence.Status != AssignmentStatus.Released).ToListAsync(stop)
            : [];
        var kept = licences.Select(licence => licence.OrderId).ToHashSet();
        var open = await session.Query<ServiceRequest>()
            .Where(request => (request.Status == RequestStatus.Acknowledged || request.Status == RequestStatus.InProgress) && request.MatchesSql(HasLineFor, people))
            .ToListAsync(stop);
        return delivered.Where(order => order.LicencePoolId is null || kept.Contains(order.Id)).Select(order => (order.BeneficiaryId, order.OfferId))
            .Concat(from request in open
                    where request.Id != except
                    from line in request.Lines
                    where people.Contains(line.BeneficiaryId) && !request.Outcomes.ContainsKey(line.LineId)
                    select (line.BeneficiaryId, line.OfferId))
            .Distinct()
            .ToLookup(held => held.BeneficiaryId, held => held.OfferId);
    }
}
