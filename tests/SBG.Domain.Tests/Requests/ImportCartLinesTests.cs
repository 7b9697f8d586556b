using FluentAssertions;
using SBG.Domain.Kernel;
using SBG.Domain.Requests;
using Xunit;
using static SBG.Domain.Tests.Requests.Orders;

namespace SBG.Domain.Tests.Requests;

public sealed class ImportCartLinesTests
{
    private static readonly ImportedRow Good = new(2, Line(1));
    private static readonly ImportedRow Bad = new(3, Line(2, 0));
    private static readonly ImportedRow Unreadable = new(4, null, new("requests/row-malformed"));

    [Fact]
    public void Good_rows_are_put_in_or_all_are_refused()
    {
        ImportCartLines.Decide(new([Good, Bad, Unreadable], false), Given(), Requester, Facts).Events.Should().ContainSingle()
            .Which.Should().BeOfType<CartLinesAdded>().Which.Lines.Should().Equal(Line(1));
        ImportCartLines.Decide(new([Good, Bad, Unreadable], true), Given(), Requester, Facts).Refusal.Should().Be(ImportCartLines.RowsRefused.With("rows", 2));
        ImportCartLines.Judge(new([Good, Bad, Unreadable], true), Given(), Facts).Select(verdict => verdict.Refusal?.Code)
            .Should().Equal(null, "requests/quantity-out-of-range", "requests/row-malformed");
    }

    [Fact]
    public void What_is_there_already_stays_as_it_is()
    {
        Decision<Cart> nothing = Decision.Nothing;
        var cart = Given(new CartLinesAdded([Line(1)]), new CartLineChanged(Line(1, 9)));
        ImportCartLines.Decide(new([Good], true), cart, Requester, Facts).Should().Be(nothing);
        ImportCartLines.Judge(new([Good], true), cart, Facts).Should().ContainSingle().Which.Known.Should().BeTrue();
    }

    [Fact]
    public void Rows_beyond_the_room_are_refused_one_by_one()
    {
        var almost = Given(new CartLinesAdded([.. Enumerable.Range(100, CartRules.MostLines - 1).Select(number => Line(number))]));
        ImportCartLines.Judge(new([new(2, Line(1)), new(3, Line(100)), new(4, Line(2))], false), almost, Facts).Select(verdict => verdict.Refusal?.Code)
            .Should().Equal(null, null, "requests/cart-full");
    }

    [Fact]
    public void A_line_is_named_by_what_its_row_says()
    {
        var named = ImportCartLines.LineOf(CartId, Line(1), 0);
        named.Should().Be(ImportCartLines.LineOf(CartId, Line(2), 0), "the id that it had does not matter");
        new[]
        {
            ImportCartLines.LineOf(CartId, Line(), 1), ImportCartLines.LineOf(RequestId, Line(), 0), ImportCartLines.LineOf(CartId, Line(1, 2), 0),
            ImportCartLines.LineOf(CartId, Line() with { Options = Choose(("taille", "14")) }, 0), named,
        }.Should().OnlyHaveUniqueItems();
    }
}
