using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace SBG.Domain.Kernel;

/// <summary>A step runs only when an option was chosen so; otherwise it is skipped.</summary>
/// <param name="Option">The option's key.</param>
/// <param name="AnyOf">The choices under which the step runs; at least one.</param>
public sealed record StepCondition(string Option, ImmutableArray<string> AnyOf)
{
    /// <summary>Whether the step runs.</summary>
    /// <param name="options">Option to choice; an option that was not chosen fulfils nothing.</param>
    public bool Holds(ImmutableSortedDictionary<string, OptionValue> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.TryGetValue(Option, out var chosen) && AnyOf.Any(chosen.Is);
    }

    /// <summary>Compares what is said, choices included.</summary>
    /// <param name="other">Another condition.</param>
    public bool Equals(StepCondition? other) => other is not null && Option == other.Option && AnyOf.SequenceEqual(other.AnyOf);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Option, AnyOf.Length);
}

/// <summary>How long to wait before another attempt at a step: each wait is longer than the one before, up to a cap.</summary>
/// <param name="FirstDelay">The wait before the second attempt.</param>
/// <param name="FactorPercent">How much longer each wait is than the one before, in percent: 200 doubles it; at least 100.</param>
/// <param name="Cap">The longest wait, before jitter.</param>
/// <param name="JitterPercent">By how much at most a wait is shortened, in percent (0 to 100), so that many that failed together do not come back together.</param>
public sealed record RetryPolicy(TimeSpan FirstDelay, int FactorPercent, TimeSpan Cap, int JitterPercent)
{
    /// <summary>What applies when a plan says nothing: one second, doubled up to five minutes, no jitter.</summary>
    public static RetryPolicy Usual { get; } = new(TimeSpan.FromSeconds(1), 200, TimeSpan.FromMinutes(5), 0);

    /// <summary>The wait before an attempt: the same whenever it is asked, so that a restart waits no second time for something else.</summary>
    /// <param name="attempt">The attempt that follows it, from 1; the first waits for nothing.</param>
    /// <param name="order">The order; with step and attempt the seed of the jitter.</param>
    /// <param name="step">The step.</param>
    public TimeSpan Before(int attempt, Guid order, string step)
    {
        if (attempt <= 1)
        {
            return TimeSpan.Zero;
        }

        var (wait, longest) = ((decimal)FirstDelay.Ticks, (decimal)Cap.Ticks);
        for (var i = 2; i < attempt && wait < longest && FactorPercent > 100; i++)
        {
            wait = wait * FactorPercent / 100;
        }

        wait = Math.Min(wait, longest);
        return JitterPercent == 0 ? new((long)wait) : new((long)(wait * (10_000 - (JitterPercent * Draw(order, step, attempt))) / 10_000));
    }

    // 0 to 100, evenly enough, the same for ever.
    private static int Draw(Guid order, string step, int attempt)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{order:N}/{step}/{attempt}"));
        return ((hash[0] << 8) | hash[1]) % 101;
    }
}

/// <summary>What happens when the last attempt at a step failed.</summary>
public enum GivenUp
{
    /// <summary>An agent decides, from the work queue: again, without it, or undo.</summary>
    FallOut,

    /// <summary>The order fails; what it did is undone.</summary>
    Compensate,
}
