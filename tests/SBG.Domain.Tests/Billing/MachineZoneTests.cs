using CsCheck;
using FluentAssertions;
using NodaTime;
using SBG.Domain.Billing;
using SBG.Domain.Billing.Charges;
using Xunit;

namespace SBG.Domain.Tests.Billing;

/// <summary>Changes the process's local zone, so it runs alone.</summary>
[Collection(nameof(MachineZone))]
public sealed class MachineZoneTests
{
    [Fact]
    public void The_machines_zone_changes_nothing()
    {
        var before = Environment.GetEnvironmentVariable("TZ");
        try
        {
            Gen.Select(Seats.Several, Seats.Zone).Sample(
                (seats, zone) => Told("Pacific/Kiritimati", seats, zone).Should().Be(Told("America/Vancouver", seats, zone)), threads: 1, iter: 20);
        }
        finally
        {
            Environment.SetEnvironmentVariable("TZ", before);
            TimeZoneInfo.ClearCachedData();
        }
    }

    private static string Told(string machineZone, SeatHistory[] seats, DateTimeZone zone)
    {
        Environment.SetEnvironmentVariable("TZ", machineZone);
        TimeZoneInfo.ClearCachedData();
        TimeZoneInfo.Local.Id.Should().Be(machineZone);
        var month = new BillingMonth(2026, 11);
        var days = SeatTime.ByDay(seats, month.In(zone), zone);
        var charge = new Charge("seats", Charge.SeatMonths, new AllowanceCharge(new(100m), 0.5m, 12.345678m)) { Minimum = new(40m) };
        var plan = PricePlan.Evolve(PricePlanTests.Given((1, new(2026, 1, 1), 9m)), new PriceVersionAdded(2, new(2026, 11, 9), new(9m), charge), DateTimeOffset.UnixEpoch)!;
        var plans = Seats.Plans.ToDictionary(id => id, id => plan with { Id = id });
        var preview = InvoicePreview.Of(month, zone, month.In(zone).Until, seats, plans, TaxTreatment.Taxable);
        return System.Text.Json.JsonSerializer.Serialize((object[])[days, preview]);
    }
}

/// <summary>The process's zone is shared: nothing else runs while it is changed.</summary>
[CollectionDefinition(nameof(MachineZone), DisableParallelization = true)]
public sealed class MachineZone;
