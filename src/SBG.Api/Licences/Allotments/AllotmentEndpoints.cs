using System.ComponentModel.DataAnnotations;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Domain.Clients;
using SBG.Domain.Kernel;
using SBG.Domain.Licences;
using SBG.Domain.Licences.Allotments;

namespace SBG.Api.Licences.Allotments;

/// <summary>What a client may hold of a pool.</summary>
/// <param name="ClientId">The client.</param>
/// <param name="Guaranteed">Seats that nobody else is given.</param>
/// <param name="Overflow">What it may hold beyond them: the common <c>remainder</c>, the same <c>upTo</c> a number, or <c>none</c>.</param>
/// <param name="Most">The most in all, where the rule is <c>upTo</c>.</param>
public sealed record AllotSeatsBody(
    [StringLength(40, MinimumLength = 3), RegularExpression(RegisterClient.ClientCode)] string ClientId,
    [Range(0, PurchaseSeats.MostInPool)] int Guaranteed,
    OverflowRule Overflow = OverflowRule.Remainder,
    [Range(0, PurchaseSeats.MostInPool)] int? Most = null);

/// <summary>What a client may hold of a pool, and what it holds.</summary>
/// <param name="ClientId">The client.</param>
/// <param name="Guaranteed">Seats that nobody else is given.</param>
/// <param name="Overflow">What it may hold beyond them.</param>
/// <param name="Most">The most in all, where the rule is <c>upTo</c>.</param>
/// <param name="Held">Seats that it holds: assigned or set aside.</param>
/// <param name="Room">How many more it can have now.</param>
public sealed record ClientShareView(string ClientId, int Guaranteed, OverflowRule Overflow, int? Most, int Held, int Room)
{
    internal static IReadOnlyList<ClientShareView> Of(LicencePool pool) =>
    [
        .. from client in pool.Allotments.Keys.Union(pool.Shares.Keys).Order(StringComparer.Ordinal)
           let agreed = pool.Allotments.GetValueOrDefault(client, Allotment.Common)
           select new ClientShareView(
               client, agreed.Guaranteed, agreed.Overflow, agreed.Most, pool.Share(client).Used, Domain.Licences.Allotments.Room.For(pool, client).Seats),
    ];
}

/// <summary>Who may hold how much of a pool.</summary>
public static class AllotmentEndpoints
{
    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/v1/licence-pools/{poolId:guid}/allot", Allot)
            .Changes<LicencePoolView>("AllotLicenceSeats", "Agree how many seats of a pool are guaranteed to a client, and how many it may hold.", Role.ServiceManager);

    private static Task<IResult> Allot(Guid poolId, AllotSeatsBody body, Recorder recorder, CancellationToken stop) =>
        recorder.ManagePool(
            poolId,
            async (session, pool) =>
            {
                var client = await session.ForTenant(body.ClientId).LoadAsync<Client>(Client.StreamOf(body.ClientId), stop);
                return AllotSeats.Decide(new(body.ClientId, new(body.Guaranteed, body.Overflow, body.Most)), pool.State, client is not null);
            },
            stop);
}
