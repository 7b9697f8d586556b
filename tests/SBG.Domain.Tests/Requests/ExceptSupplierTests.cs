using FluentAssertions;
using SBG.Domain.Catalogue;
using SBG.Domain.Kernel;
using SBG.Domain.Requests;
using SBG.Domain.Tests.Catalogue;
using Xunit;
using static SBG.Domain.Tests.Requests.Orders;

namespace SBG.Domain.Tests.Requests;

public sealed class ExceptSupplierTests
{
    private static readonly Sealed<string> Reason = new("ben", "x");
    private static readonly OfferTerms Terms = Offers.Terms with { Suppliers = [new("nord", "Nord", null, []), new("sud", "Sud", null, [])] };

    [Fact]
    public void A_line_is_delivered_by_the_first_supplier_until_an_exception_says_otherwise()
    {
        var request = Submitted(2);
        request.SupplierOf(Named(1), Terms).Should().Be("nord");
        request.SupplierOf(Named(1), Offers.Terms).Should().BeNull();
        var excepted = Decide("sud", request).Events;
        excepted.Should().Equal(new SupplierExcepted(RequestId, Named(1), "sud", Reason, "ben"));
        var after = ServiceRequest.Evolve(request, excepted[0], Now)!;
        (after.SupplierOf(Named(1), Terms), after.SupplierOf(Named(2), Terms), after.ContentHash).Should().Be(("sud", "nord", request.ContentHash));
        Decide("nord", after).Events.Should().ContainSingle("an exception can be taken back, in writing too");
    }

    [Fact]
    public void It_stays_quiet_when_that_supplier_delivers_already()
    {
        Decide("nord", Submitted()).Events.Should().BeEmpty();
        Decide("sud", Submitted(1, new SupplierExcepted(RequestId, Named(1), "sud", Reason, "ben"))).Events.Should().BeEmpty();
    }

    [Fact]
    public void It_is_refused_without_another_supplier_or_once_delivery_began()
    {
        Decide("est", Submitted()).Refusal!.Code.Should().Be("requests/unknown-supplier");
        ExceptSupplier.Decide(new(Named(1), "sud", Reason), Submitted(), Offers.Terms, Offers.Ben).Refusal!.Code.Should().Be("requests/no-other-supplier");
        ExceptSupplier.Hindrance(Submitted(), Terms).Should().BeNull();
        ExceptSupplier.Hindrance(Approved(), Terms)!.Code.Should().Be("requests/supplier-decided");
    }

    private static Decision<ServiceRequest> Decide(string supplier, ServiceRequest request) => ExceptSupplier.Decide(new(Named(1), supplier, Reason), request, Terms, Offers.Ben);
}
