using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using SBG.Domain.Catalogue;
using SBG.Domain.Kernel;

namespace SBG.Api.Catalogue;

/// <summary>One step of a delivery.</summary>
/// <param name="Key">Its name within the plan.</param>
/// <param name="Title">What people see.</param>
/// <param name="Connector"><c>simulated</c>, <c>manual</c>, <c>licence</c>; of a registered target: <c>webhook</c>, <c>osb</c>, <c>scim</c>.</param>
/// <param name="MaxAttempts">After so many failed attempts the step is given up.</param>
/// <param name="TimeOut">An attempt that takes longer has failed (ISO 8601).</param>
/// <param name="Settings">What the connector is told.</param>
/// <param name="DependsOn">Keys of the steps that come before it; absent: the one before it in the plan; empty: none.</param>
/// <param name="Condition">When it runs; absent: always.</param>
/// <param name="Estimate">How long it takes as a rule (ISO 8601).</param>
/// <param name="NoReturn">Whether what came before and the step itself cannot be undone any more once it is done.</param>
/// <param name="Retry">How long to wait between attempts; absent: a second, doubled up to five minutes.</param>
/// <param name="Compensable">Whether there is something to undo; absent: yes.</param>
/// <param name="Uses">The options that the step looks at, and <c>quantity</c>: only their change does it again; absent: all.</param>
/// <param name="GivenUp">After the last failed attempt an agent decides (<c>fallOut</c>), or the order fails and is undone (<c>compensate</c>).</param>
/// <param name="Target">The registered outside system that carries it out.</param>
/// <param name="UpdatedInPlace">Whether a change on the way is told to it as a change, instead of undoing the step and doing it again.</param>
public sealed record PlanStepBody(
    [StringLength(40, MinimumLength = 1), RegularExpression("^[a-z][a-zA-Z0-9-]*$")] string Key,
    [StringLength(120, MinimumLength = 1)] string Title,
    [StringLength(40, MinimumLength = 1)] string Connector,
    [Range(1, OfferRules.MostAttempts)] int MaxAttempts,
    TimeSpan TimeOut,
    [MaxLength(20)] IReadOnlyDictionary<string, string>? Settings = null,
    [MaxLength(20)] IReadOnlyList<string>? DependsOn = null,
    StepConditionBody? Condition = null,
    TimeSpan? Estimate = null,
    bool NoReturn = false,
    RetryPolicyBody? Retry = null,
    bool Compensable = true,
    [MaxLength(31)] IReadOnlyList<string>? Uses = null,
    GivenUp GivenUp = GivenUp.FallOut,
    Guid? Target = null,
    bool UpdatedInPlace = false)
{
    internal PlanStep Step => new(
        Key, Title, Connector, MaxAttempts, TimeOut,
        (Settings ?? ImmutableSortedDictionary<string, string>.Empty).ToImmutableSortedDictionary(StringComparer.Ordinal),
        DependsOn?.ToImmutableArray(), Condition?.Condition, Estimate, NoReturn, Retry?.Policy, Compensable, Uses?.ToImmutableArray(), GivenUp, Target, UpdatedInPlace);
}

/// <summary>When a step runs; otherwise it is skipped.</summary>
/// <param name="Option">The option's key.</param>
/// <param name="AnyOf">The choices under which it runs.</param>
public sealed record StepConditionBody(
    [StringLength(40, MinimumLength = 1)] string Option, [MinLength(1), MaxLength(100)] IReadOnlyList<string> AnyOf)
{
    internal StepCondition Condition => new(Option, [.. AnyOf]);
}

/// <summary>How long to wait between attempts.</summary>
/// <param name="FirstDelay">Before the second attempt (ISO 8601).</param>
/// <param name="FactorPercent">How much longer each wait is than the one before, in percent.</param>
/// <param name="Cap">The longest wait (ISO 8601).</param>
/// <param name="JitterPercent">By how much at most a wait is shortened, in percent.</param>
public sealed record RetryPolicyBody(TimeSpan FirstDelay, [Range(100, 1000)] int FactorPercent, TimeSpan Cap, [Range(0, 100)] int JitterPercent = 0)
{
    internal RetryPolicy Policy => new(FirstDelay, FactorPercent, Cap, JitterPercent);
}
