using CsCheck;
using FluentAssertions;
using SBG.Domain.Kernel;
using Xunit;

namespace SBG.Domain.Tests.Kernel;

public sealed class RetryPolicyTests
{
    private static readonly Guid Order = Guid.Parse("0190a000-0000-7000-8000-000000000020");

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    [InlineData(4, 4)]
    [InlineData(10, 256)]
    [InlineData(11, 300)]
    [InlineData(20, 300)]
    [InlineData(int.MaxValue, 300)]
    public void Each_wait_doubles_up_to_five_minutes(int attempt, int seconds) =>
        RetryPolicy.Usual.Before(attempt, Order, "un").Should().Be(TimeSpan.FromSeconds(seconds));

    [Fact]
    public void Jitter_shortens_a_wait_by_its_share_at_most_and_is_the_same_for_ever() =>
        Gen.Select(Gen.Guid, Gen.Int[2, 30], Gen.Int[0, 100]).Sample((order, attempt, jitter) =>
        {
            var policy = RetryPolicy.Usual with { JitterPercent = jitter };
            var (wait, plain) = (policy.Before(attempt, order, "un"), RetryPolicy.Usual.Before(attempt, order, "un"));
            policy.Before(attempt, order, "un").Should().Be(wait);
            wait.Should().BeLessThanOrEqualTo(plain).And.BeGreaterThanOrEqualTo(plain * (100 - jitter) / 100);
        }, iter: 1_000);

    [Fact]
    public void Steps_that_failed_together_come_back_apart() =>
        Enumerable.Range(0, 50).Select(n => (RetryPolicy.Usual with { JitterPercent = 50 }).Before(6, Order, $"{n}")).Distinct().Should().HaveCountGreaterThan(20);
}
