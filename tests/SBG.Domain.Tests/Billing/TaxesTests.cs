using CsCheck;
using FluentAssertions;
using SBG.Domain.Billing;
using SBG.Domain.Kernel;
using Xunit;

namespace SBG.Domain.Tests.Billing;

public sealed class TaxesTests
{
    [Theory]
    [InlineData("100.00", "5.00", "9.98", "114.98")]
    [InlineData("20.00", "1.00", "2.00", "23.00")]
    [InlineData("60.00", "3.00", "5.99", "68.99")]
    [InlineData("0.10", "0.01", "0.01", "0.12")]
    [InlineData("0.00", "0.00", "0.00", "0.00")]
    public void Each_tax_is_rounded_on_its_own(string taxable, string tps, string tvq, string total) =>
        Taxes.On(Dollars(taxable), TaxTreatment.Taxable).Should().Be(new TaxedTotal(Dollars(taxable), Dollars(tps), Dollars(tvq), Dollars(total)));

    [Theory]
    [InlineData(TaxTreatment.SameRegistrant)]
    [InlineData(TaxTreatment.Exempt)]
    [InlineData(TaxTreatment.ZeroRated)]
    public void No_other_regime_is_taxed(TaxTreatment treatment) =>
        Taxes.On(new(100m), treatment).Should().Be(new TaxedTotal(new(100m), Money.Zero, Money.Zero, new(100m)));

    [Fact]
    public void Base_and_taxes_add_up_to_the_total_in_whole_cents() =>
        Gen.Select(Gen.Long[0, 1_000_000_000_000], Gen.Enum<TaxTreatment>()).Sample((cents, treatment) =>
        {
            var totals = Taxes.On(new(cents / 100m), treatment);
            return totals.Base + totals.Tps + totals.Tvq == totals.Total && totals.Total.ToCent() == totals.Total;
        });

    [Fact]
    public void Each_tax_is_rounded_as_whole_numbers_say() =>
        Gen.Long[0, 1_000_000_000_000].Sample(cents =>
        {
            // In cents: GST is n/20, QST 399n/4000; adding half and cutting off rounds half up.
            var totals = Taxes.On(new(cents / 100m), TaxTreatment.Taxable);
            return totals.Tps.Amount * 100m == (cents + 10) / 20 && totals.Tvq.Amount * 100m == ((399 * cents) + 2000) / 4000;
        });

    [Fact]
    public void Qst_ties_are_at_20_modulo_40_dollars_and_nowhere_else()
    {
        for (var cents = 0L; cents < 20_000; cents++)
        {
            var tie = (cents / 100m * Taxes.TvqRate * 100m) % 1m == 0.5m;
            tie.Should().Be(cents % 4000 == 2000);
        }
    }

    private static Money Dollars(string amount) => new(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture));
}
