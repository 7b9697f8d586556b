using System.Collections.Immutable;
using SBG.Domain.Kernel;

namespace SBG.Domain.Billing;

/// <summary>What is agreed about the prices of one plan.</summary>
/// <param name="PricePlanId">The plan.</param>
/// <param name="DiscountPercent">0 to 100, off what the plan's tiers give.</param>
/// <param name="MonthlyCap">What the plan costs at most in a month, over all pools; null: no cap.</param>
public sealed record AgreedPrice(Guid PricePlanId, decimal DiscountPercent, Money? MonthlyCap);

/// <summary>A version of what is agreed; it replaces the one before it as a whole.</summary>
/// <param name="Number">1, 2, 3 ... in the order of recording.</param>
/// <param name="ValidFrom">First day, in the client's zone.</param>
/// <param name="Prices">One for each plan about which something is agreed.</param>
public sealed record AgreementVersion(int Number, DateOnly ValidFrom, ImmutableArray<AgreedPrice> Prices)
{
    /// <summary>What is agreed about a plan; null for nothing.</summary>
    /// <param name="planId">The plan.</param>
    public AgreedPrice? About(Guid planId) => Prices.FirstOrDefault(price => price.PricePlanId == planId);
}

/// <summary>Prices were agreed with a client, from a day on.</summary>
/// <param name="AgreementId">Derived from the client.</param>
/// <param name="Number">1, 2, 3 ... in the order of recording.</param>
/// <param name="ValidFrom">First day, in the client's zone.</param>
/// <param name="Prices">One for each plan about which something is agreed; all others are at the plan's own prices.</param>
[StoredAs("prices_agreed")]
public sealed record PricesAgreed(Guid AgreementId, int Number, DateOnly ValidFrom, ImmutableArray<AgreedPrice> Prices) : EventOf<PriceAgreement>;

/// <summary>What is agreed with one client about prices: effective-dated versions that are never edited.</summary>
/// <param name="Id">Derived from the client.</param>
/// <param name="Versions">In the order of recording.</param>
public sealed record PriceAgreement(Guid Id, ImmutableArray<AgreementVersion> Versions) : IState<PriceAgreement>
{
    /// <summary>The stream of a client.</summary>
    /// <param name="clientId">The client.</param>
    public static Guid StreamOf(string clientId) => DerivedId.Of("price-agreement", clientId);

    /// <summary>The version in force on a day: of those that have begun, the one that began last, and of two of one day the one recorded last.</summary>
    /// <param name="day">A day in the client's zone.</param>
    public AgreementVersion? On(DateOnly day) =>
        Versions.Where(version => version.ValidFrom <= day).OrderBy(version => version.ValidFrom).ThenBy(version => version.Number).LastOrDefault();

    /// <inheritdoc/>
    public static PriceAgreement? Evolve(PriceAgreement? state, EventOf<PriceAgreement> happened, DateTimeOffset at) =>
        happened is PricesAgreed e
            ? new(state?.Id ?? e.AgreementId, (state?.Versions ?? []).Add(new(e.Number, e.ValidFrom, e.Prices)))
            : state;
}
