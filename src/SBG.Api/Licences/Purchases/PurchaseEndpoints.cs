using System.ComponentModel.DataAnnotations;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Domain.Kernel;
using SBG.Domain.Licences;
using SBG.Domain.Licences.Purchases;

namespace SBG.Api.Licences.Purchases;

/// <summary>Seats that were bought.</summary>
/// <param name="Quantity">How many.</param>
/// <param name="StartsAt">The first instant at which they count; absent: at once.</param>
/// <param name="EndsAt">The first instant at which they count no longer; absent: bought for good.</param>
/// <param name="UnitPrice">Dollars for one seat and the whole term, before taxes.</param>
/// <param name="Supplier">Who sold them; never a person's name.</param>
/// <param name="Contract">The reference of the contract.</param>
/// <param name="NoticeDays">How many days before the end the supplier must be told whether it is renewed.</param>
public sealed record PurchaseSeatsBody(
    [Range(1, PurchaseSeats.MostAtOnce)] int Quantity,
    DateTimeOffset? StartsAt = null,
    DateTimeOffset? EndsAt = null,
    Money? UnitPrice = null,
    [StringLength(120, MinimumLength = 1)] string? Supplier = null,
    [StringLength(60, MinimumLength = 1)] string? Contract = null,
    [Range(0, 730)] int? NoticeDays = null);

/// <summary>Seats that follow those of a purchase.</summary>
/// <param name="PurchaseId">The purchase whose term ends.</param>
/// <param name="EndsAt">When the new term ends.</param>
/// <param name="Quantity">How many; absent: as many as before.</param>
/// <param name="UnitPrice">Dollars for one seat and the whole term; absent: as before.</param>
/// <param name="Contract">The reference of the contract; absent: as before.</param>
public sealed record RenewSeatsBody(
    Guid PurchaseId,
    DateTimeOffset EndsAt,
    [Range(1, PurchaseSeats.MostAtOnce)] int? Quantity = null,
    Money? UnitPrice = null,
    [StringLength(60, MinimumLength = 1)] string? Contract = null);

/// <summary>What the vendor counts.</summary>
/// <param name="InUse">Seats in use, by the vendor's count.</param>
public sealed record CountUseBody([Range(0, PurchaseSeats.MostInPool)] int InUse);

/// <summary>How seats that are in use without being bought are bought.</summary>
/// <param name="EndsAt">When their term ends; absent: bought for good.</param>
/// <param name="UnitPrice">Dollars for one seat and the whole term, before taxes.</param>
/// <param name="Supplier">Who sold them; never a person's name.</param>
/// <param name="Contract">The reference of the contract.</param>
public sealed record TrueUpSeatsBody(
    DateTimeOffset? EndsAt = null,
    Money? UnitPrice = null,
    [StringLength(120, MinimumLength = 1)] string? Supplier = null,
    [StringLength(60, MinimumLength = 1)] string? Contract = null);

/// <summary>What the provider buys: purchases with their terms, renewals, and seats that were in use before they were bought.</summary>
public static class PurchaseEndpoints
{
    internal static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/v1/licence-pools/{poolId:guid}/purchase", Purchase).Changes<LicencePoolView>("PurchaseLicenceSeats", "Add bought seats.", Role.ServiceManager);
        api.MapPost("/v1/licence-pools/{poolId:guid}/renew", Renew)
            .Changes<LicencePoolView>("RenewLicenceSeats", "Buy seats that follow those of a purchase when its term ends.", Role.ServiceManager);
        api.MapPost("/v1/licence-pools/{poolId:guid}/count", Count)
            .Changes<LicencePoolView>("CountLicenceUse", "Tell how many seats the vendor counts as used.", Role.ServiceManager);
        api.MapPost("/v1/licence-pools/{poolId:guid}/true-up", TrueUp)
            .Changes<LicencePoolView>("TrueUpLicenceSeats", "Buy exactly the seats that are in use without being bought.", Role.ServiceManager);
    }

    private static Task<IResult> Purchase(Guid poolId, PurchaseSeatsBody body, Recorder recorder, CancellationToken stop) =>
        recorder.ManagePool(
            poolId,
            pool => PurchaseSeats.Decide(
                new(body.Quantity, new(recorder.NewId(), body.StartsAt, body.EndsAt, body.UnitPrice, body.Supplier, body.Contract, body.NoticeDays)), pool.State, pool.Now),
            stop);

    private static Task<IResult> Renew(Guid poolId, RenewSeatsBody body, Recorder recorder, CancellationToken stop) =>
        recorder.ManagePool(
            poolId,
            pool => RenewSeats.Decide(
                new(body.PurchaseId, recorder.NewId(), body.EndsAt, body.Quantity, body.UnitPrice, body.Contract), pool.State, pool.Now),
            stop);

    private static Task<IResult> Count(Guid poolId, CountUseBody body, Recorder recorder, CancellationToken stop) =>
        recorder.ManagePool(poolId, pool => CountUse.Decide(new(body.InUse), pool.State), stop);

    private static Task<IResult> TrueUp(Guid poolId, TrueUpSeatsBody body, Recorder recorder, CancellationToken stop) =>
        recorder.ManagePool(
            poolId,
            pool => TrueUpSeats.Decide(new(new(recorder.NewId(), null, body.EndsAt, body.UnitPrice, body.Supplier, body.Contract)), pool.State, pool.Now),
            stop);
}
