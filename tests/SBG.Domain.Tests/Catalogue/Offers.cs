using System.Collections.Immutable;
using SBG.Domain.Billing;
using SBG.Domain.Catalogue;
using SBG.Domain.Kernel;

namespace SBG.Domain.Tests.Catalogue;

/// <summary>Offers to start a test from.</summary>
internal static class Offers
{
    public static readonly DateTimeOffset Now = new(2026, 11, 23, 15, 0, 0, TimeSpan.Zero);
    public static readonly Guid Id = Guid.Parse("0190a000-0000-7000-8000-000000000030");
    public static readonly Guid Pool = Guid.Parse("0190a000-0000-7000-8000-000000000031");
    public static readonly PriceVersion Price = new(2, new(2026, 1, 1), new(12.50m));
    public static readonly OfferOption Size = new("taille", "Taille", ["14", "16"], Required: true);
    public static readonly OfferOption Colour = new("couleur", "Couleur", ["gris", "noir"], Required: false);

    public static readonly OfferTerms Terms = new(
        "Poste de travail", "Un portable", "postes", [Size, Colour], Guid.Parse("0190a000-0000-7000-8000-000000000032"), null, null, [Step("preparer")]);

    public static readonly Actor Anne = new("anne", Tenant.Provider, [Role.ServiceManager]);
    public static readonly Actor Ben = new("ben", Tenant.Provider, [Role.ServiceManager]);
    public static readonly Sealed<string> Because = new("ben", "x");

    /// <summary>Anne proposed the draft and Ben approved it.</summary>
    public static EventOf<Offer>[] Reviewed() => [new OfferReviewRequested(Id, "anne"), new OfferReviewApproved(Id, "ben")];

    public static PlanStep Step(string key, string connector = Connector.Simulated) =>
        new(key, key, connector, 3, TimeSpan.FromMinutes(5), Settings);

    public static Offer Given(params EventOf<Offer>[] history) =>
        history.Aggregate(Offer.Evolve(null, new OfferDrafted(Id, Terms), Now)!, (offer, e) => Offer.Evolve(offer, e, Now)!);

    public static OfferPublished Published(int version = 1, OfferTerms? terms = null) => new(Id, version, terms ?? Terms, Price.MonthlyPerSeat, Price.Number);

    /// <summary>Terms that say the same and share no array or dictionary with <see cref="Terms"/>, as when they come back from the store.</summary>
    public static OfferTerms Copied() => Terms with
    {
        Options = [.. Terms.Options.Select(option => option with { Choices = [.. option.Choices] })],
        Plan = [.. Terms.Plan.Select(step => step with { Settings = Settings })],
    };

    private static ImmutableSortedDictionary<string, string> Settings => ImmutableSortedDictionary.CreateRange([KeyValuePair.Create("fault", "failOnce")]);
}
