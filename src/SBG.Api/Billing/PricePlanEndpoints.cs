using System.ComponentModel.DataAnnotations;
using NodaTime;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Domain.Billing;
using SBG.Domain.Billing.Rehearsals;
using SBG.Domain.Billing.Rerating;
using SBG.Domain.Billing.Usage;
using SBG.Domain.Kernel;
using SBG.Projections.Kernel;

namespace SBG.Api.Billing;

/// <summary>A new price plan.</summary>
/// <param name="Name">What people call it; never a person's name.</param>
/// <param name="ValidFrom">First day of its first price; may lie in the past, nothing was charged under it.</param>
/// <param name="MonthlyPerSeat">Dollars for one seat held over one whole month, to the cent; absent when there is a charge.</param>
/// <param name="Charge">How seats are charged by another model than one monthly price, or how a meter is; absent when there is one.</param>
public sealed record CreatePricePlanRequest(
    [StringLength(120, MinimumLength = 1)] string Name, DateOnly ValidFrom, Money? MonthlyPerSeat = null, ChargeBody? Charge = null);

/// <summary>A new price.</summary>
/// <param name="ValidFrom">First day: today in Québec, or later.</param>
/// <param name="MonthlyPerSeat">Dollars for one seat held over one whole month, to the cent; absent when there is a charge.</param>
/// <param name="Charge">How seats are charged by another model than one monthly price, or how a meter is; absent when there is one.</param>
/// <param name="RehearsalId">The rehearsal of exactly this price on real months; without it the price is refused.</param>
public sealed record AddPriceVersionRequest(DateOnly ValidFrom, Money? MonthlyPerSeat = null, ChargeBody? Charge = null, Guid? RehearsalId = null);

/// <summary>A price that was wrong, as it should have been.</summary>
/// <param name="Number">The version that is corrected.</param>
/// <param name="MonthlyPerSeat">Dollars for one seat held over one whole month, to the cent; absent when there is a charge.</param>
/// <param name="Charge">How seats are charged by another model than one monthly price, or how a meter is; absent when there is one.</param>
public sealed record CorrectPriceRequest([Range(1, int.MaxValue)] int Number, Money? MonthlyPerSeat = null, ChargeBody? Charge = null);

/// <summary>What seats cost, and since when.</summary>
public static class PricePlanEndpoints
{
    /// <summary>The provider's zone: a price can begin on its current day.</summary>
    internal static readonly DateTimeZone Quebec = DateTimeZoneProviders.Tzdb["America/Toronto"];

    internal static readonly string[] Readers = [Role.Finance, Role.ServiceManager, Role.Auditor, Role.Admin];

    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v1/price-plans", Create).Creates<PricePlanView>("CreatePricePlan", "Creates a price plan with its first price.", Role.Finance);
        routes.MapGet("/v1/price-plans", List).Lists<PricePlanView>("ListPricePlans", "Price plans, the newest first.", Readers);
        routes.MapResource<PricePlanView>("/v1/price-plans/{planId:guid}", Get, "GetPricePlan", "A price plan with all its prices.", Readers);
        routes.MapPost("/v1/price-plans/{planId:guid}/versions", Add)
            .Changes<PricePlanView>("AddPriceVersion", "Publishes a price that was rehearsed on real months; it applies from today or later.", Role.Finance);
        routes.MapPost("/v1/price-plans/{planId:guid}/corrections", Correct).Changes<PricePlanView>(
            "CorrectPrice", "Corrects a price that was wrong: months to come are charged by it, and notes are proposed for the invoices that were issued by the wrong one.", Role.Finance);
        routes.MapGet("/v1/price-plans/{planId:guid}/price", On).Reads<PriceInForceView>("GetPriceInForce", "The price in force on a day, today when absent.", Readers);
    }

    private static Task<IResult> Create(CreatePricePlanRequest request, Recorder recorder, CancellationToken stop)
    {
        var id = recorder.NewId();
        var price = Price(request.MonthlyPerSeat, request.Charge);
        return recorder.Run(Tenant.Provider, async (session, _) =>
        {
            var plan = session.New<PricePlan>(id);
            Recorder.Demand(plan.Record(CreatePricePlan.Decide(new(id, request.Name, request.ValidFrom, price), null), recorder.Now));
            if (price is { Meter: { } key, Charge: { } charge })
            {
                var meter = await session.Fetch<Meter>(Meter.StreamOf(key), stop);
                var decision = PriceMeter.Decide(new(id, charge), meter?.State);
                Recorder.Demand(decision.Refusal);
                meter!.Record(decision, recorder.Now);
            }

            return Answer.Created(PricePlanView.Of(plan.State!, recorder.Actor), plan.Version, $"/v1/price-plans/{id}");
        }, stop);
    }

    private static Task<IResult> Add(Guid planId, AddPriceVersionRequest request, Recorder recorder, CancellationToken stop)
    {
        var price = Price(request.MonthlyPerSeat, request.Charge);
        return recorder.Run(Tenant.Provider, async (session, _) =>
        {
            var plan = await recorder.Fetch<PricePlan>(session, planId, stop);
            var rehearsal = request.RehearsalId is { } id ? await session.LoadAsync<PriceRehearsal>(id, stop) : null;
            Recorder.Demand(plan.Record(AddPriceVersion.Decide(new(request.ValidFrom, price), plan.State!, LocalDay.Of(recorder.Now, Quebec), rehearsal), recorder.Now));
            return Answer.Ok(PricePlanView.Of(plan.State!, recorder.Actor), plan.Version);
        }, stop);
    }

    private static Task<IResult> Correct(Guid planId, CorrectPriceRequest request, Recorder recorder, CancellationToken stop)
    {
        var price = Price(request.MonthlyPerSeat, request.Charge);
        return recorder.Change<PricePlan, PricePlanView>(
            Tenant.Provider, planId, plan => CorrectPrice.Decide(new(request.Number, price), plan), plan => ValueTask.FromResult(PricePlanView.Of(plan, recorder.Actor)), stop);
    }

    /// <summary>The price that a body tells.</summary>
    /// <param name="monthly">Dollars for one seat held over one whole month; null when there is a charge.</param>
    /// <param name="charge">How something is charged; null when there is a monthly price.</param>
    internal static SeatPrice Price(Money? monthly, ChargeBody? charge)
    {
        Recorder.Demand(charge?.Flaw);
        return new(monthly, charge?.Charge);
    }

    private static Task<IResult> Get(Guid planId, [AsParameters] Moment moment, Reading reading, CancellationToken stop) =>
        reading.One<PricePlan, PricePlanView>(Tenant.Provider, planId, moment, plan => ValueTask.FromResult(PricePlanView.Of(plan, reading.Actor)), stop);

    private static Task<IResult> List([AsParameters] Paging paging, Reading reading, CancellationToken stop) =>
        reading.Page<PricePlan, PricePlanView>(
            Tenant.Provider, paging, plans => plans, plan => ValueTask.FromResult(PricePlanView.Of(plan, reading.Actor)), stop);

    private static Task<IResult> On(Guid planId, DateOnly? on, Reading reading, TimeProvider clock, CancellationToken stop)
    {
        var day = on ?? LocalDay.Of(clock.GetUtcNow(), Quebec);
        return reading.One<PricePlan, PriceInForceView>(
            Tenant.Provider,
            planId,
            default,
            plan => ValueTask.FromResult(new PriceInForceView(plan.Id, day, PriceVersionView.Of(plan.On(day) ?? throw new ProblemException("resource/not-found")))),
            stop);
    }
}
