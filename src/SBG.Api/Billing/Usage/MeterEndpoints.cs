using System.ComponentModel.DataAnnotations;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Domain.Billing.Usage;
using SBG.Domain.Kernel;

namespace SBG.Api.Billing.Usage;

/// <summary>A new meter.</summary>
/// <param name="Key">What reports name as their <c>type</c>; never another meter's.</param>
/// <param name="Aggregation">How the reports of a day become one number.</param>
/// <param name="Unit">Of the values, e.g. <c>GB</c>.</param>
public sealed record DefineMeterBody(
    [StringLength(60, MinimumLength = 1), RegularExpression(Meter.KeyForm)] string Key, Aggregation Aggregation, [StringLength(40, MinimumLength = 1)] string Unit);

/// <summary>A meter.</summary>
/// <param name="Id">The meter.</param>
/// <param name="Key">What reports name as their <c>type</c>.</param>
/// <param name="Aggregation">How the reports of a day become one number.</param>
/// <param name="Unit">Of the values.</param>
/// <param name="PricePlanId">The plan that charges it; absent: it is only measured.</param>
public sealed record MeterDefinitionView(Guid Id, string Key, Aggregation Aggregation, string Unit, Guid? PricePlanId)
{
    internal static MeterDefinitionView Of(Meter meter) => new(meter.Id, meter.Key, meter.Aggregation, meter.Unit, meter.PricePlanId);
}

/// <summary>What can be measured.</summary>
public static class MeterEndpoints
{
    private static readonly string[] Readers = [Role.Finance, Role.ServiceManager, Role.Auditor, Role.Admin];

    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v1/meters", Define).Creates<MeterDefinitionView>("DefineMeter", "Defines what is measured under a key, for ever.", Role.Finance);
        routes.MapGet("/v1/meters", List).Lists<MeterDefinitionView>("ListMeters", "What can be measured.", Readers);
        routes.MapResource<MeterDefinitionView>("/v1/meters/{meterId:guid}", Get, "GetMeter", "A meter.", Readers);
    }

    private static Task<IResult> Define(DefineMeterBody body, Recorder recorder, CancellationToken stop)
    {
        var id = Meter.StreamOf(body.Key);
        return recorder.Start<Meter, MeterDefinitionView>(
            Tenant.Provider,
            id,
            existing => DefineMeter.Decide(new(body.Key, body.Aggregation, body.Unit), existing),
            meter => ValueTask.FromResult(MeterDefinitionView.Of(meter)),
            $"/v1/meters/{id}",
            stop);
    }

    private static Task<IResult> Get(Guid meterId, [AsParameters] Moment moment, Reading reading, CancellationToken stop) =>
        reading.One<Meter, MeterDefinitionView>(Tenant.Provider, meterId, moment, meter => ValueTask.FromResult(MeterDefinitionView.Of(meter)), stop);

    private static Task<IResult> List([AsParameters] Paging paging, Reading reading, CancellationToken stop) =>
        reading.Page<Meter, MeterDefinitionView>(Tenant.Provider, paging, meters => meters, meter => ValueTask.FromResult(MeterDefinitionView.Of(meter)), stop);
}
