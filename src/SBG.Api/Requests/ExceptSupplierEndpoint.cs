using System.ComponentModel.DataAnnotations;
using SBG.Api.Catalogue;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Api.Kernel.Sealing;
using SBG.Domain.Kernel;
using SBG.Domain.Requests;

namespace SBG.Api.Requests;

/// <summary>The exception in writing under which another supplier than the first will deliver a line that waits for its approval.</summary>
internal static class ExceptSupplierEndpoint
{
    internal static readonly string[] Excepters = [Role.Agent, Role.ServiceManager];

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/v1/clients/{clientId}/requests/{requestId:guid}/lines/{lineId:guid}/except-supplier", Except)
            .Changes<RequestView>("ExceptSupplier", "Let a line be delivered by another supplier of its offer, with the reason in writing.", Excepters);

    private static async Task<IResult> Except(
        string clientId,
        Guid requestId,
        Guid lineId,
        ExceptSupplierBody body,
        Recorder recorder,
        Capacities capacities,
        RequestRendering rendering,
        PublishedOffers offers,
        Vault vault,
        CancellationToken stop)
    {
        var capacity = await capacities.Of(clientId, recorder.Actor, stop);
        var reason = await vault.Seal(recorder.Actor.Subject, body.Reason, stop);
        return await recorder.Run(clientId, async (session, _) =>
        {
            var stream = await recorder.Fetch<ServiceRequest>(session, requestId, stop);
            var request = stream.State!;
            var line = request.Lines.FirstOrDefault(line => line.LineId == lineId) ?? throw new ProblemException("resource/not-found");
            var terms = (await offers.Version(line.OfferId, line.OfferVersion, stop))!.Terms;
            Recorder.Demand(ExceptSupplier.Hindrance(request, terms));
            Recorder.Demand(stream.Record(ExceptSupplier.Decide(new(lineId, body.Supplier, reason), request, terms, recorder.Actor), recorder.Now));
            return Answer.Ok(await rendering.View(stream.State!, capacity, stop), stream.Version);
        }, stop);
    }
}

/// <summary>Which supplier delivers, and why.</summary>
/// <param name="Supplier">Its key in the ordered version.</param>
/// <param name="Reason">Why not the one before it; stored sealed.</param>
public sealed record ExceptSupplierBody([StringLength(40, MinimumLength = 1)] string Supplier, [StringLength(2000, MinimumLength = 1)] string Reason);

/// <summary>Who delivers a line.</summary>
/// <param name="Key">Its key in the ordered version.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Rank">1: the one that delivers without an exception.</param>
/// <param name="Reference">The provider's contract with it.</param>
/// <param name="Exception">Why it is not the first, or not any more; null: nobody said otherwise.</param>
public sealed record LineSupplierView(string Key, string Name, int Rank, string? Reference, ExceptedSupplierView? Exception);

/// <summary>An exception in writing.</summary>
/// <param name="By">The subject who allowed it.</param>
/// <param name="At">When.</param>
/// <param name="Reason">Why; null once destroyed.</param>
public sealed record ExceptedSupplierView(string By, DateTimeOffset At, string? Reason);
