using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using NodaTime;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Domain.Billing;
using SBG.Domain.Clients;
using SBG.Domain.Kernel;
using SBG.Projections.Kernel;

namespace SBG.Api.Billing;

/// <summary>What is agreed about the prices of one plan.</summary>
/// <param name="PricePlanId">The plan.</param>
/// <param name="DiscountPercent">Off what the plan's tiers give.</param>
/// <param name="MonthlyCap">What the plan costs at most in a month, over all pools; absent: no cap.</param>
public sealed record AgreedPriceBody(Guid PricePlanId, [Range(0, 100)] decimal DiscountPercent = 0m, Money? MonthlyCap = null);

/// <summary>The next version of a client's price agreement; it replaces the one before it as a whole.</summary>
/// <param name="ValidFrom">First day in the client's zone, not before the current month.</param>
/// <param name="Prices">One for each plan about which something is agreed; none: the plans' own prices.</param>
public sealed record AgreePricesBody(DateOnly ValidFrom, [MaxLength(100)] IReadOnlyList<AgreedPriceBody> Prices);

/// <summary>What is agreed with a client about prices.</summary>
/// <param name="ClientId">The client.</param>
/// <param name="Versions">In the order of recording; of those that have begun, the one that began last is in force.</param>
public sealed record PriceAgreementView(string ClientId, ImmutableArray<AgreementVersion> Versions);

/// <summary>Discounts and caps of one client.</summary>
public static class PriceAgreementEndpoints
{
    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v1/clients/{clientId}/price-agreement/versions", Agree)
            .Creates<PriceAgreementView>("AgreePrices", "Agrees on discounts and caps with a client, from a day on.", Role.Finance);
        routes.MapResource<PriceAgreementView>("/v1/clients/{clientId}/price-agreement", Get, "GetPriceAgreement", "What is agreed with a client about prices, in versions.", Role.Finance, Role.ClientManager);
    }

    private static Task<IResult> Agree(string clientId, AgreePricesBody body, Recorder recorder, CancellationToken stop) =>
        recorder.Run(clientId, async (session, _) =>
        {
            var client = await session.LoadAsync<Client>(Client.StreamOf(clientId), stop) ?? throw new ProblemException("resource/not-found");
            Guid[] named = [.. body.Prices.Select(price => price.PricePlanId).Distinct()];
            var plans = named.Length == 0 ? [] : await session.ForTenant(Tenant.Provider).LoadManyAsync<PricePlan>(stop, named);
            var id = PriceAgreement.StreamOf(clientId);
            var agreement = await session.Fetch<PriceAgreement>(id, stop) ?? session.New<PriceAgreement>(id);
            var command = new AgreePrices(
                id, body.ValidFrom, [.. body.Prices.Select(price => new AgreedPrice(price.PricePlanId, price.DiscountPercent, price.MonthlyCap))]);
            var today = LocalDay.Of(recorder.Now, DateTimeZoneProviders.Tzdb[client.TimeZone]);
            Recorder.Demand(agreement.Record(AgreePrices.Decide(command, agreement.State, plans.Select(plan => plan.Id).ToHashSet(), today), recorder.Now));
            return Answer.Created(View(clientId, agreement.State!), agreement.Version, $"/v1/clients/{clientId}/price-agreement");
        }, stop);

    private static Task<IResult> Get(string clientId, [AsParameters] Moment moment, Reading reading, CancellationToken stop) =>
        reading.One<PriceAgreement, PriceAgreementView>(
            clientId, PriceAgreement.StreamOf(clientId), moment, agreement => ValueTask.FromResult(View(clientId, agreement)), stop);

    private static PriceAgreementView View(string clientId, PriceAgreement agreement) => new(clientId, agreement.Versions);
}
