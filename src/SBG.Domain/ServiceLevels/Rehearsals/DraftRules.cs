using SBG.Domain.Kernel;

namespace SBG.Domain.ServiceLevels.Rehearsals;

/// <summary>The way of a draft, of a policy and of a calendar alike: it is rehearsed on real history before it can be published, and again after each revision.</summary>
public static class DraftRules
{
    /// <summary>There is no draft.</summary>
    public static readonly Refusal NoDraft = new("service-levels/no-draft");

    /// <summary>The draft, as it is now, was not rehearsed.</summary>
    public static readonly Refusal NotRehearsed = new("service-levels/not-rehearsed");

    /// <summary>The rehearsal read no incident, while other days have some.</summary>
    public static readonly Refusal NothingRehearsed = new("service-levels/nothing-rehearsed");

    /// <summary>What stands in the way of a rehearsal.</summary>
    /// <param name="isDrafted">Whether there is a draft.</param>
    public static Refusal? ToRehearse(bool isDrafted) => isDrafted ? null : NoDraft;

    /// <summary>What stands in the way of a publication.</summary>
    /// <param name="isDrafted">Whether there is a draft.</param>
    /// <param name="rehearsal">Its rehearsal.</param>
    public static Refusal? ToPublish(bool isDrafted, Rehearsal? rehearsal) => ToRehearse(isDrafted) ?? (rehearsal is null ? NotRehearsed : null);
}
