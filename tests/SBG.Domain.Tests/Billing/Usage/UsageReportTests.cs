using FluentAssertions;
using SBG.Domain.Billing.Usage;
using SBG.Domain.Kernel;
using Xunit;

namespace SBG.Domain.Tests.Billing.Usage;

public sealed class UsageReportTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 15, 0, 0, TimeSpan.Zero);
    private static readonly UsageReport Told = new("/sauvegardes", "1", "storage", Now.AddYears(-1), 12.5m, "cc-100", "vol-1", "k");

    [Fact]
    public void A_report_is_taken_in_however_late() => Told.Flaw(Of(Aggregation.Sum), Now).Should().BeNull();

    [Fact]
    public void A_report_of_nothing_is_refused() => Told.Flaw(null, Now).Should().Be(UsageReport.UnknownMeter.With("meter", "storage"));

    [Fact]
    public void A_clock_may_be_five_minutes_ahead()
    {
        (Told with { Time = Now.AddMinutes(5) }).Flaw(Of(Aggregation.Sum), Now).Should().BeNull();
        (Told with { Time = Now.AddMinutes(5).AddTicks(1) }).Flaw(Of(Aggregation.Sum), Now)!.Code.Should().Be(UsageReport.InTheFuture.Code);
    }

    [Fact]
    public void A_value_is_a_quantity_where_the_meter_needs_one()
    {
        (Told with { Value = -0.01m }).Flaw(Of(Aggregation.Sum), Now).Should().Be(UsageReport.Negative);
        (Told with { Value = -1m }).Flaw(Of(Aggregation.Count), Now).Should().Be(UsageReport.Negative);
        (Told with { Value = null }).Flaw(Of(Aggregation.Max), Now).Should().Be(UsageReport.NotAQuantity);
        (Told with { Value = 1e16m }).Flaw(Of(Aggregation.Max), Now).Should().Be(UsageReport.NotAQuantity);
        (Told with { Value = null }).Flaw(Of(Aggregation.Count), Now).Should().BeNull();
        (Told with { Key = null }).Flaw(Of(Aggregation.UniqueCount), Now).Should().Be(UsageReport.NoKey);
    }

    [Fact]
    public void The_payload_is_what_is_told_beside_the_name()
    {
        (Told with { Id = "2", Source = "/autre", Value = 12.50m }).Payload().Should().Be(Told.Payload());
        new[] { Told with { Value = 12m }, Told with { Dimension = null }, Told with { Subject = "k", Key = "vol-1" }, Told with { Time = Now }, Told with { Meter = "m" } }
            .Select(other => other.Payload()).Should().OnlyHaveUniqueItems().And.NotContain(Told.Payload());
    }

    [Fact]
    public void A_meter_is_defined_once_and_for_ever()
    {
        var defined = new MeterDefined(Meter.StreamOf("storage"), "storage", Aggregation.Sum, "GB");
        DefineMeter.Decide(new("storage", Aggregation.Sum, "GB"), null).Events.Should().Equal(defined);
        DefineMeter.Decide(new("storage", Aggregation.Sum, "GB"), Of(Aggregation.Sum)).Should().Be((Decision<Meter>)Decision.Nothing);
        DefineMeter.Decide(new("storage", Aggregation.Max, "GB"), Of(Aggregation.Sum)).Refusal.Should().Be(DefineMeter.Taken.With("meter", "storage"));
        DefineMeter.Decide(new("seat-seconds", Aggregation.Sum, "s"), null).Refusal!.Code.Should().Be(DefineMeter.Taken.Code);
    }

    private static Meter Of(Aggregation aggregation) =>
        Meter.Evolve(null, new MeterDefined(Meter.StreamOf("storage"), "storage", aggregation, "GB"), Now)!;
}
