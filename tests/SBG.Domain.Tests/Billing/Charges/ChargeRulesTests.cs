using FluentAssertions;
using SBG.Domain.Billing.Charges;
using SBG.Domain.Kernel;
using Xunit;

namespace SBG.Domain.Tests.Billing.Charges;

public sealed class ChargeRulesTests
{
    /// <summary>Charges with one flaw each.</summary>
    public static TheoryData<Charge, string> Flawed => new()
    {
        { Of(new PerUnitCharge(0.0000001m)), "unitPrice" },
        { Of(new PerUnitCharge(-1m)), "unitPrice" },
        { Of(new FlatCharge(new(0.001m))), "amount" },
        { Of(new RecurringCharge(new(1_000_000.01m))), "amount" },
        { Of(new OneOffCharge(new(-1m))), "amount" },
        { Of(new PackageCharge(0m, new(1m))), "packageSize" },
        { Of(new PackageCharge(1m, new(-1m))), "amount" },
        { Of(new PercentageCharge(100.5m, default)), "percent" },
        { Of(new PercentageCharge(1m, new(-1m))), "perTransaction" },
        { Of(new AllowanceCharge(new(-1m), 1m, 1m)), "amount" },
        { Of(new AllowanceCharge(new(1m), -1m, 1m)), "included" },
        { Of(new AllowanceCharge(new(1m), 1m, -1m)), "unitPrice" },
        { Of(new GraduatedCharge([])), "tiers" },
        { Of(new GraduatedCharge([new(5, 1m, default)])), "tiers" },
        { Of(new GraduatedCharge([new(null, 1m, default), new(null, 1m, default)])), "tiers" },
        { Of(new VolumeCharge([new(5, 1m, default), new(5, 1m, default), new(null, 1m, default)])), "tiers" },
        { Of(new VolumeCharge([new(5, -1m, default), new(null, 1m, default)])), "tiers" },
        { Of(new VolumeCharge([.. Enumerable.Range(1, 20).Select(n => new Tier(n, 1m, default)), new(null, 1m, default)])), "tiers" },
        { Of(new PerUnitCharge(1m)) with { FreeUnits = -1m }, "freeUnits" },
        { Of(new PerUnitCharge(1m)) with { Minimum = new(0.005m) }, "minimum" },
        { Of(new PerUnitCharge(1m)) with { Meter = null }, "meter" },
    };

    [Theory]
    [MemberData(nameof(Flawed))]
    public void A_flaw_is_named(Charge charge, string member) => ChargeRules.Flaw(charge).Should().Be(member);

    [Fact]
    public void A_fee_needs_no_meter() => ChargeRules.Flaw(Of(new RecurringCharge(new Money(1m))) with { Meter = null }).Should().BeNull();

    private static Charge Of(ChargeModel model) => new("it", "units", model);
}
