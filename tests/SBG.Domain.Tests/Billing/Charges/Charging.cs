using System.Collections.Immutable;
using CsCheck;
using SBG.Domain.Billing.Charges;
using SBG.Domain.Kernel;

namespace SBG.Domain.Tests.Billing.Charges;

/// <summary>Generators of charges of every model, with prices to the millionth.</summary>
internal static class Charging
{
    public static readonly Gen<decimal> UnitPrice = Gen.Long[0, 50_000_000].Select(millionths => millionths / 1_000_000m);

    public static readonly Gen<Money> Amount = Gen.Long[0, 100_000].Select(cents => new Money(cents / 100m));

    public static readonly Gen<decimal> Units = Gen.Long[0, 40_000].Select(hundredths => hundredths / 100m);

    public static readonly Gen<ImmutableArray<Tier>> Tiers =
        Gen.Select(Gen.Int[1, 60], UnitPrice, Amount, (width, price, fee) => (width, price, fee)).Array[1, 5].Select(ranges =>
        {
            var end = 0m;
            return ranges.Select((range, n) => new Tier(n == ranges.Length - 1 ? null : end += range.width, range.price, range.fee)).ToImmutableArray();
        });

    public static readonly Gen<ChargeModel> Model = Gen.OneOf<ChargeModel>(
        Amount.Select(amount => (ChargeModel)new FlatCharge(amount)),
        Amount.Select(amount => (ChargeModel)new RecurringCharge(amount)),
        Amount.Select(amount => (ChargeModel)new OneOffCharge(amount)),
        UnitPrice.Select(price => (ChargeModel)new PerUnitCharge(price)),
        Tiers.Select(tiers => (ChargeModel)new GraduatedCharge(tiers)),
        Tiers.Select(tiers => (ChargeModel)new VolumeCharge(tiers)),
        Gen.Select(Gen.Int[1, 100], Amount, (size, price) => (ChargeModel)new PackageCharge(size, price)),
        Gen.Select(Gen.Int[0, 1_000], Amount, (percent, fee) => (ChargeModel)new PercentageCharge(percent / 10m, fee)),
        Gen.Select(Amount, Units, UnitPrice, (fee, included, price) => (ChargeModel)new AllowanceCharge(fee, included, price)));

    public static readonly Gen<Charge> Any =
        Gen.Select(Model, Gen.OneOf(Gen.Const(0m), Units), Gen.OneOf(Gen.Const((Money?)null), Amount.Select(amount => (Money?)amount)), Gen.Bool)
            .Select((model, free, minimum, feeAtZero) => new Charge("it", "units", model, free, minimum, feeAtZero));

    public static readonly Gen<Reduction> Reduced =
        Gen.Select(Gen.Int[0, 1_000], Gen.OneOf(Gen.Const((Money?)null), Amount.Select(amount => (Money?)amount)), (percent, cap) => new Reduction(percent / 10m, cap));

    public static readonly Gen<Share> Shares =
        Gen.Select(Gen.Long[1, 31 * TimeSpan.TicksPerDay], Gen.Long[0, 31 * TimeSpan.TicksPerDay], Gen.Long[0, 31 * TimeSpan.TicksPerDay])
            .Select((whole, part, held) => new Share(Math.Min(whole, part), whole, held > part ? null : Math.Min(whole, held)));
}
