using System.Collections.Immutable;
using SBG.Domain.Catalogue;
using SBG.Domain.Clients;
using SBG.Domain.Kernel;
using SBG.Domain.Requests;
using SBG.Domain.Tests.Catalogue;

namespace SBG.Domain.Tests.Requests;

/// <summary>Carts and requests to start a test from.</summary>
internal static class Orders
{
    public static readonly DateTimeOffset Now = Offers.Now;
    public static readonly Guid CartId = Guid.Parse("0190a000-0000-7000-8000-000000000040");
    public static readonly Guid RequestId = Guid.Parse("0190a000-0000-7000-8000-000000000041");
    public static readonly Guid Beneficiary = Guid.Parse("0190a000-0000-7000-8000-000000000042");
    public static readonly Actor Requester = new("lise", "cegep-fjord", [Role.Requester]);
    public static readonly Actor Approver = new("omar", "cegep-fjord", [Role.Approver]);

    public static readonly OrderFacts Facts = FactsOf(Offers.Given(Offers.Published()));

    public static Guid Named(int number) => DerivedId.Of("essai", [number.ToString(System.Globalization.CultureInfo.InvariantCulture)]);

    public static ImmutableSortedDictionary<string, OptionValue> Choose(params (string Option, string Choice)[] chosen) =>
        chosen.ToImmutableSortedDictionary(pair => pair.Option, pair => (OptionValue)pair.Choice);

    public static OrderFacts FactsOf(Offer offer, bool departed = false) => new(
        new Dictionary<Guid, Offer> { [offer.Id] = offer },
        new Dictionary<Guid, Person> { [Beneficiary] = new(Beneficiary, new("p", "x"), new("p", "y"), "TI", departed, Now) })
    {
        Client = Client.Evolve(null, new ClientRegistered("cegep-fjord", "Cégep du Fjord", "1112345678", ClientCategory.Education, "America/Toronto", "fr"), Now),
        At = Now,
    };

    public static CartLine Line(int number = 1, int quantity = 1) => new(Named(number), Offers.Id, 1, Beneficiary, Choose(("taille", "16")), quantity);

    public static RequestLine Asked(int number) => new(Named(number), Offers.Id, 1, Beneficiary, Choose(("taille", "16")), 1, new(12.50m));

    public static Cart Given(params EventOf<Cart>[] history) =>
        history.Aggregate(Cart.Evolve(null, new CartOpened(CartId, Requester.Subject), Now)!, (cart, e) => Cart.Evolve(cart, e, Now)!);

    /// <summary>A request of as many lines, numbered from 1.</summary>
    public static ServiceRequest Submitted(int lines = 1, params EventOf<ServiceRequest>[] history)
    {
        ImmutableArray<RequestLine> asked = [.. Enumerable.Range(1, lines).Select(Asked)];
        var first = new RequestSubmitted(RequestId, "DS-2026-000123", Requester.Subject, CartId, asked, RequestContent.Hash(asked));
        return history.Aggregate(ServiceRequest.Evolve(null, first, Now)!, (request, e) => ServiceRequest.Evolve(request, e, Now)!);
    }

    public static ServiceRequest Approved(int lines = 1, params EventOf<ServiceRequest>[] history) =>
        Submitted(lines, [new RequestApproved(RequestId, Approver.Subject, Submitted(lines).ContentHash), .. history]);
}
