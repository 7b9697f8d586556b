namespace SBG.Domain.Incidents.Links;

/// <summary>How an incident stands to something else; told from its own side.</summary>
public enum LinkKind
{
    /// <summary>It is a part of the other.</summary>
    ChildOf,

    /// <summary>The other is a part of it.</summary>
    ParentOf,

    /// <summary>The other tells the same, and told it first.</summary>
    DuplicateOf,

    /// <summary>The other tells the same again.</summary>
    DuplicatedBy,

    /// <summary>It is what came back after the other could no longer be reopened.</summary>
    Follows,

    /// <summary>The other is what came back.</summary>
    FollowedBy,

    /// <summary>It was a part of what the other told.</summary>
    SplitFrom,

    /// <summary>The other was a part of what it told.</summary>
    SplitInto,

    /// <summary>A change of the environment caused it.</summary>
    CausedByChange,

    /// <summary>A problem is behind it.</summary>
    CausedByProblem,
}

/// <summary>A link of an incident.</summary>
/// <param name="Kind">How it stands to the other.</param>
/// <param name="Reference">What people call the other: an incident's or a problem's number, a change's key elsewhere.</param>
/// <param name="OtherId">The other, when it is known here; null for a change.</param>
public sealed record IncidentLink(LinkKind Kind, string Reference, Guid? OtherId);

/// <summary>What belongs together in links.</summary>
public static class LinkKinds
{
    /// <summary>How the other stands to this one; null when the other is no incident.</summary>
    /// <param name="kind">How this one stands to the other.</param>
    public static LinkKind? Mirror(this LinkKind kind) => kind switch
    {
        LinkKind.ChildOf => LinkKind.ParentOf,
        LinkKind.ParentOf => LinkKind.ChildOf,
        LinkKind.DuplicateOf => LinkKind.DuplicatedBy,
        LinkKind.DuplicatedBy => LinkKind.DuplicateOf,
        LinkKind.Follows => LinkKind.FollowedBy,
        LinkKind.FollowedBy => LinkKind.Follows,
        LinkKind.SplitFrom => LinkKind.SplitInto,
        LinkKind.SplitInto => LinkKind.SplitFrom,
        _ => null,
    };
}
