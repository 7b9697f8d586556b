using CsCheck;
using FluentAssertions;
using SBG.Domain.Kernel;
using SBG.Domain.Licences.Leases;
using Xunit;
using static SBG.Domain.Tests.Licences.Pools;

namespace SBG.Domain.Tests.Licences;

public sealed class ConcurrencyTests
{
    private static readonly Period Hour = new(Now, Now.AddHours(1));

    [Fact]
    public void A_seat_that_goes_from_one_to_the_next_is_one_at_once() =>
        Concurrency.Of([new(Now, Now.AddMinutes(20)), new(Now.AddMinutes(20), Now.AddMinutes(50))], Hour).Should().Be(new Concurrency(TimeSpan.FromMinutes(50), 1, Now));

    [Fact]
    public void Only_what_lies_within_counts() =>
        Concurrency.Of([new(Now.AddHours(-2), Now.AddMinutes(30)), new(Now.AddMinutes(10), Now.AddDays(1)), new(Now.AddHours(1), Now.AddHours(2))], Hour)
            .Should().Be(new Concurrency(TimeSpan.FromMinutes(80), 2, Now.AddMinutes(10)));

    [Fact]
    public void Nothing_used_has_no_peak() => Concurrency.Of([], Hour).Should().Be(new Concurrency(TimeSpan.Zero, 0, null));

    [Fact]
    public void The_peak_is_what_counting_at_each_minute_finds_and_the_time_is_the_sum() =>
        Gen.Select(Gen.Int[0, 59], Gen.Int[1, 40]).Array[0, 20].Sample(drawn =>
        {
            Period[] uses = [.. drawn.Select(one => new Period(Now.AddMinutes(one.Item1), Now.AddMinutes(one.Item1 + one.Item2)))];
            var told = Concurrency.Of(uses, Hour);
            var counts = Enumerable.Range(0, 60).Select(minute => uses.Count(use => use.Contains(Now.AddMinutes(minute)))).ToArray();
            told.Peak.Should().Be(counts.Max());
            told.Time.Should().Be(TimeSpan.FromMinutes(counts.Sum()));
            told.PeakAt.Should().Be(told.Peak == 0 ? null : Now.AddMinutes(Array.IndexOf(counts, told.Peak)));
        }, iter: 1_000);
}
