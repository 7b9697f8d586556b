using System.Collections.Immutable;
using CsCheck;
using FluentAssertions;
using SBG.Domain.Billing.Usage;
using SBG.Domain.Kernel;
using Xunit;

namespace SBG.Domain.Tests.Billing.Usage;

public sealed class UsageStandingTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 15, 0, 0, TimeSpan.Zero);
    private static readonly Guid Log = UsageLog.StreamOf("cegep-fjord", "storage", new(2026, 11, 23));
    private static readonly Meter Storage = new(Meter.StreamOf("storage"), "storage", Aggregation.Sum, "GB");
    private static readonly UsageReport Told = new("/sauvegardes", "1", "storage", Now, 12.5m, "cc-100", null, null);
    private static readonly UsageStanding Kept = new(Told.Entry(), false, Now, 1);

    [Fact]
    public void An_amendment_says_what_the_report_should_have_been() =>
        AmendUsage.Decide(new(Told with { Value = 2m }, false, AmendmentReason.WrongQuantity), Log, Kept, Storage, Now)
            .Events.Should().Equal(new UsageAmended(Log, Told.Entry() with { Value = 2m }, AmendmentReason.WrongQuantity));

    [Fact]
    public void A_report_that_nobody_told_is_not_amended() =>
        AmendUsage.Decide(new(Told, false, AmendmentReason.Other), Log, null, Storage, Now).Refusal!.Code.Should().Be(AmendUsage.NoSuchEvent.Code);

    [Fact]
    public void An_amendment_is_as_sound_as_a_report() =>
        AmendUsage.Decide(new(Told with { Value = -2m }, false, AmendmentReason.Other), Log, Kept, Storage, Now).Refusal.Should().Be(UsageReport.Negative);

    [Fact]
    public void What_is_already_so_is_not_recorded_again()
    {
        AmendUsage.Decide(new(Told, false, AmendmentReason.Other), Log, Kept, Storage, Now).Should().Be((Decision<UsageLog>)Decision.Nothing);
        AmendUsage.Decide(new(Told, true, AmendmentReason.Other), Log, Kept with { Cancelled = true }, Storage, Now).Should().Be((Decision<UsageLog>)Decision.Nothing);
        AmendUsage.Decide(new(Told, false, AmendmentReason.Other), Log, Kept with { Cancelled = true }, Storage, Now).Events.Should().HaveCount(1, "an amendment makes it count again");
    }

    [Theory]
    [InlineData(false, false, 0, UsageState.Received)]
    [InlineData(true, false, 0, UsageState.Rated)]
    [InlineData(true, true, 0, UsageState.Rerated)]
    [InlineData(true, false, 1, UsageState.Billed)]
    [InlineData(true, true, 1, UsageState.Rerated)]
    [InlineData(true, true, 2, UsageState.Billed)]
    public void A_state_follows_from_prices_amendments_and_invoices(bool isPriced, bool amended, long billedThrough, UsageState expected) =>
        (amended ? Kept.After(new(new UsageAmended(Log, Kept.Entry, AmendmentReason.Other), 2, Now)) : Kept).State(isPriced, billedThrough).Should().Be(expected);

    [Fact]
    public void A_cancelled_report_is_rejected_once_no_invoice_says_otherwise()
    {
        var cancelled = Kept.After(new(new UsageCancelled(Log, "/sauvegardes", "1", AmendmentReason.Test), 2, Now));
        cancelled.State(true, 0).Should().Be(UsageState.Rejected);
        cancelled.State(true, 1).Should().Be(UsageState.Rerated);
        cancelled.State(true, 2).Should().Be(UsageState.Rejected);
    }

    [Fact]
    public void A_log_recounts_to_what_its_reports_would_have_told_in_the_first_place() =>
        Gen.Select(Gen.Int[0, 9], Gen.Int[0, 100], Gen.Bool, (id, value, cancel) => (id, value, cancel)).Array[0, 30].Sample(changes =>
        {
            var entries = Enumerable.Range(0, 10).Select(n => Told.Entry() with { Id = $"{n}", Value = n, Time = Now.AddMinutes(n) }).ToArray();
            EventOf<UsageLog>[] events =
            [
                new UsageReceived(Log, "storage", Aggregation.Sum, "GB", new(2026, 11, 23), [.. entries]),
                .. changes.Select(change => (EventOf<UsageLog>)(change.cancel
                    ? new UsageCancelled(Log, "/sauvegardes", $"{change.id}", AmendmentReason.Test)
                    : new UsageAmended(Log, entries[change.id] with { Value = change.value }, AmendmentReason.WrongQuantity))),
            ];
            var standings = UsageStanding.Of(events.Select((happened, n) => new RecordedUsage(happened, n + 1, Now)));
            var expected = entries.Select((entry, n) => changes.Where(change => change.id == n).Select(change => (decimal?)(change.cancel ? null : change.value)).DefaultIfEmpty(entry.Value).Last()).OfType<decimal>().ToArray();
            var log = events.Aggregate((UsageLog?)null, (state, happened) => UsageLog.Evolve(state, happened, Now))!;
            log.Version.Should().Be(events.Length);
            var tally = log.Recounted(standings).Tallies.GetValueOrDefault("cc-100");
            (tally?.Count ?? 0, tally?.Sum ?? 0m, tally?.Max ?? 0m).Should().Be((expected.Length, expected.Sum(), expected.DefaultIfEmpty().Max()));
        });

    [Fact]
    public void A_day_keeps_so_many_rejections_and_counts_the_rest()
    {
        var (id, day) = (UsageRejections.StreamOf("cegep-fjord", new(2026, 11, 23)), new DateOnly(2026, 11, 23));
        ImmutableArray<RejectedReport> thousand = [.. Enumerable.Repeat(new RejectedReport("/a", "1", "m", Now, "usage/negative"), 1_000)];
        var full = Enumerable.Range(0, 7).Aggregate((UsageRejections?)null, (state, _) =>
            UsageRejections.Decide(id, day, thousand, state).Events.Aggregate(state, (before, happened) => UsageRejections.Evolve(before, happened, Now)))!;
        (full.Kept, full.NotKept).Should().Be((UsageRejections.MostPerDay, 2_000));
        UsageRejections.Decide(id, day, [], full).Should().Be((Decision<UsageRejections>)Decision.Nothing);
    }
}
