using SBG.Domain.Kernel;

namespace SBG.Domain.Approvals;

/// <summary>What makes the terms of an approval usable.</summary>
public static class ApprovalTermsRules
{
    /// <summary>The most steps.</summary>
    public const int MostSteps = 20;

    /// <summary>The most voters of a step, and the most to whom a policy escalates.</summary>
    public const int MostVoters = 50;

    /// <summary>The highest priority: the provider's only, so that it can bind clients.</summary>
    public const int ProvidersPriority = 1000;

    /// <summary>The shortest time before a reminder.</summary>
    public static readonly TimeSpan ShortestWait = TimeSpan.FromMinutes(1);

    /// <summary>The longest time before an escalation.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromDays(90);

    /// <summary>Two steps have the same key.</summary>
    public static readonly Refusal StepTwice = new("approvals/step-twice");

    /// <summary>A step follows one that does not stand before it: so no steps wait for each other.</summary>
    public static readonly Refusal UnknownStep = new("approvals/unknown-step");

    /// <summary>A percentage is told where it says nothing, or is not told where it is needed.</summary>
    public static readonly Refusal PercentageMisplaced = new("approvals/percentage-misplaced");

    /// <summary>A voter by person names no subject, one by role none of the roles that decide, or another names either.</summary>
    public static readonly Refusal VoterUnclear = new("approvals/voter-unclear");

    /// <summary>A reminder is not before its escalation, or a time is out of range.</summary>
    public static readonly Refusal TimesOutOfRange = new("approvals/times-out-of-range");

    /// <summary>A client's policy names clients: it is for that client's requests only.</summary>
    public static readonly Refusal ForeignClients = new("approvals/foreign-clients");

    /// <summary>A client's policy claims the priority that is the provider's.</summary>
    public static readonly Refusal PriorityOfProvider = new("approvals/priority-of-provider");

    /// <summary>What forbids the terms; null when nothing does.</summary>
    /// <param name="terms">The terms.</param>
    /// <param name="owner">Who keeps the policy.</param>
    public static Refusal? Fault(ApprovalTerms terms, string owner)
    {
        ArgumentNullException.ThrowIfNull(terms);
        if (owner != Tenant.Provider && !terms.Scope.Clients.IsEmpty)
        {
            return ForeignClients;
        }

        if (owner != Tenant.Provider && terms.Priority >= ProvidersPriority)
        {
            return PriorityOfProvider.With("priority", ProvidersPriority);
        }

        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var step in terms.Steps)
        {
            if (step.After.FirstOrDefault(key => !known.Contains(key)) is { } unknown)
            {
                return UnknownStep.With("step", step.Key).With("after", unknown);
            }

            if (!known.Add(step.Key))
            {
                return StepTwice.With("step", step.Key);
            }

            if (Fault(step) is { } fault)
            {
                return fault.With("step", step.Key);
            }
        }

        return terms.EscalateTo.All(IsClear) ? null : VoterUnclear.With("step", "escalateTo");
    }

    private static Refusal? Fault(ApprovalStepTerms step)
    {
        if (step.Rule == ApprovalRule.Percentage ? step.Percentage is not (>= 1 and <= 100) : step.Percentage is not null)
        {
            return PercentageMisplaced;
        }

        if (step.RemindAfter < ShortestWait || step.RemindAfter >= step.EscalateAfter || step.EscalateAfter > LongestWait)
        {
            return TimesOutOfRange;
        }

        return step.Voters.All(IsClear) ? null : VoterUnclear;
    }

    private static bool IsClear(VoterRule voter) => voter.By switch
    {
        VoterKind.Person => voter is { Subject.Length: > 0, Role: null },
        VoterKind.Role => voter is { Subject: null, Role: Role.Approver or Role.ClientManager or Role.ServiceManager },
        _ => voter is { Subject: null, Role: null },
    };
}
