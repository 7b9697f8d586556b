using SBG.Domain.Kernel;

namespace SBG.Domain.Billing.Usage;

/// <summary>Why a report is read otherwise than it was told. A closed list: free text could name a person.</summary>
public enum AmendmentReason
{
    /// <summary>The value was wrong.</summary>
    WrongQuantity,

    /// <summary>It was put down to the wrong cost centre, service or unit.</summary>
    WrongDimension,

    /// <summary>It happened at another time of the same day.</summary>
    WrongTime,

    /// <summary>It was never used.</summary>
    NotUsed,

    /// <summary>It was a trial of the producer.</summary>
    Test,

    /// <summary>Another reason.</summary>
    Other,
}

/// <summary>A report is read as this from now on. What was told stays in the event that told it.</summary>
/// <param name="LogId">The log.</param>
/// <param name="Entry">The report anew, under its source and id, of the same local day.</param>
/// <param name="Reason">Why.</param>
[StoredAs("usage_amended")]
public sealed record UsageAmended(Guid LogId, UsageEntry Entry, AmendmentReason Reason) : EventOf<UsageLog>;

/// <summary>A report counts no more. It can be amended later, which makes it count again.</summary>
/// <param name="LogId">The log.</param>
/// <param name="Source">Who told it.</param>
/// <param name="Id">Its name among all of the source.</param>
/// <param name="Reason">Why.</param>
[StoredAs("usage_cancelled")]
public sealed record UsageCancelled(Guid LogId, string Source, string Id, AmendmentReason Reason) : EventOf<UsageLog>;
