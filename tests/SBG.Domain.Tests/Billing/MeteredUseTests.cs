using CsCheck;
using FluentAssertions;
using NodaTime;
using SBG.Domain.Billing;
using SBG.Domain.Billing.Charges;
using SBG.Domain.Billing.Usage;
using SBG.Domain.Kernel;
using SBG.Domain.Tests.Billing.Charges;
using Xunit;

namespace SBG.Domain.Tests.Billing;

public sealed class MeteredUseTests
{
    private static readonly DateTimeZone Toronto = DateTimeZoneProviders.Tzdb["America/Toronto"];
    private static readonly BillingMonth November = new(2026, 11);
    private static readonly DateTimeOffset Later = new(2027, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Guid PlanId = Guid.Parse("0190a000-0000-7000-8000-0000000000aa");

    private static readonly Gen<UsageEntry[]> Reports =
        Gen.Select(Gen.Int[0, 40 * 24 * 60], Gen.Int[0, 1_000], Gen.Int[0, 2], Gen.Int[0, 2]).Array[0, 40].Select(all => all
            .Select((one, n) => Entry($"{n}", LocalDay.Start(new(2026, 10, 28), Toronto).AddMinutes(one.Item1), one.Item2 / 10m, $"cc-{one.Item3}", $"vol-{one.Item4}"))
            .ToArray());

    [Fact]
    public void Order_and_batching_of_use_never_change_an_invoice() =>
        Gen.Select(Reports, Gen.Enum<Aggregation>(), Charging.Any, Gen.Int, Gen.Int[1, 7]).Sample((reports, aggregation, charge, seed, size) =>
        {
            var shuffled = reports.ToArray();
            new Random(seed).Shuffle(shuffled);
            Said(shuffled, size).Should().Be(Said(reports, 1_000));

            string Said(UsageEntry[] entries, int batch) => System.Text.Json.JsonSerializer.Serialize(
                Preview(aggregation, charge, entries, batch).Metered.Select(line => new { line.Slice, line.Quantity, line.Amount, line.Dimensions, line.Rated!.Steps }));
        });

    [Fact]
    public void Lines_of_use_add_up_to_the_base_and_their_parts_to_each_line() =>
        Gen.Select(Reports, Gen.Enum<Aggregation>(), Charging.Any).Sample((reports, aggregation, charge) =>
        {
            var preview = Preview(aggregation, charge, reports, 5);
            preview.Base.Should().Be(preview.Metered.Aggregate(Money.Zero, (sum, line) => sum + line.Amount));
            preview.Metered.Where(line => line.Dimensions.Sum(part => part.Quantity) != line.Quantity.Units || !line.Rated!.Steps.All(step => step.AddsUp)).Should().BeEmpty();
        });

    [Theory]
    [InlineData(TimeUnit.Month, "GB-month", 30)]
    [InlineData(TimeUnit.Hour, "GB-hour", 30 * 721)]
    public void A_level_held_all_month_is_a_month_of_it_in_a_month_of_721_hours(TimeUnit over, string unit, int dollars)
    {
        var charge = new Charge("it", "storage", new PerUnitCharge(10m)) { Over = over };
        var line = Preview(Aggregation.TimeWeighted, charge, [Entry("1", LocalDay.Start(new(2026, 10, 28), Toronto), 3m)], 1).Metered.Single();
        (line.Unit, line.Amount).Should().Be((unit, new Money(dollars)));
        line.Logs.Should().ContainSingle("the level goes on from a log of October, which is named").Which.Day.Should().Be(new DateOnly(2026, 10, 28));
    }

    [Fact]
    public void A_price_that_changes_within_the_month_makes_two_lines()
    {
        var reports = Enumerable.Range(1, 30).Select(day => Entry($"{day}", LocalDay.Start(new(2026, 11, day), Toronto), 1m)).ToArray();
        var lines = Preview(Aggregation.Sum, new("it", "storage", new PerUnitCharge(1m)), reports, 7, (new(2026, 11, 11), new("it", "storage", new PerUnitCharge(2m)))).Metered;
        lines.Select(line => (line.Price!.Number, line.Amount.Amount)).Should().Equal((1, 10m), (2, 40m));
    }

    [Fact]
    public void Use_without_a_price_is_an_obstacle_and_use_of_no_plan_is_none()
    {
        UsageEntry[] reports = [Entry("1", LocalDay.Start(new(2026, 11, 3), Toronto), 1m)];
        var late = new PricePlan(PlanId, "Tarif fictif", [new(1, new(2026, 12, 1), Money.Zero, new("it", "storage", new PerUnitCharge(1m)))]);
        Of(Use(Aggregation.Sum, reports, 1), late).Obstacles.Should().ContainSingle().Which.Code.Should().Be(InvoicePreview.NoPriceInForce.Code);
        Of(Use(Aggregation.Sum, reports, 1) with { PlanOf = new Dictionary<string, Guid>() }, late).Obstacles.Should().BeEmpty();
    }

    [Fact]
    public void A_meter_is_priced_once()
    {
        var meter = new Meter(Meter.StreamOf("storage"), "storage", Aggregation.Sum, "GB");
        var charge = new Charge("storage", "storage", new PerUnitCharge(1m));
        var priced = new MeterPriced(meter.Id, PlanId);
        PriceMeter.Decide(new(PlanId, charge), meter).Events.Should().Equal(priced);
        var after = Meter.Evolve(meter, priced, Later);
        PriceMeter.Decide(new(PlanId, charge), after).Should().Be((Decision<Meter>)Decision.Nothing);
        PriceMeter.Decide(new(Guid.Empty, charge), after).Refusal!.Code.Should().Be(PriceMeter.AlreadyPriced.Code);
        PriceMeter.Decide(new(PlanId, charge), null).Refusal!.Code.Should().Be(UsageReport.UnknownMeter.Code);
    }

    private static InvoicePreview Preview(Aggregation aggregation, Charge charge, UsageEntry[] entries, int batch, params (DateOnly From, Charge Charge)[] later) => Of(
        Use(aggregation, entries, batch),
        new(PlanId, "Tarif fictif", [new(1, new(2026, 1, 1), Money.Zero, charge), .. later.Select((next, n) => new PriceVersion(n + 2, next.From, Money.Zero, next.Charge))]));

    private static InvoicePreview Of(MeteredUse use, PricePlan plan) =>
        InvoicePreview.Of(November, Toronto, Later, [], new Dictionary<Guid, PricePlan> { [PlanId] = plan }, TaxTreatment.Exempt, null, use);

    private static MeteredUse Use(Aggregation aggregation, UsageEntry[] entries, int batch)
    {
        var recorded = entries.Chunk(batch).SelectMany(chunk => chunk.GroupBy(entry => LocalDay.Of(entry.Time, Toronto)))
            .Select(told => new UsageReceived(UsageLog.StreamOf("cegep-fjord", "storage", told.Key), "storage", aggregation, "GB", told.Key, [.. told])).ToArray();
        var logs = recorded.GroupBy(e => e.LogId).Select(log => log.Aggregate((UsageLog?)null, (state, e) => UsageLog.Evolve(state, e, Later))!).Where(log => log.Day < new DateOnly(2026, 12, 1)).ToArray();
        var standings = recorded.GroupBy(e => e.LogId).ToDictionary(log => log.Key, log => UsageStanding.Of(log.Select((e, n) => new RecordedUsage(e, n + 1, Later))).ToArray());
        return new(new(logs, standings), new Dictionary<string, Guid> { ["storage"] = PlanId });
    }

    private static UsageEntry Entry(string id, DateTimeOffset time, decimal value, string? dimension = null, string? subject = null) =>
        new("/essai", id, time, value, dimension, subject, $"k-{value % 5}");
}
