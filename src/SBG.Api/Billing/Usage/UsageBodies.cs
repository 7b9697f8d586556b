using System.ComponentModel.DataAnnotations;
using SBG.Domain.Kernel;

namespace SBG.Api.Billing.Usage;

/// <summary>
/// A CloudEvent (1.0) that reports use. Attributes that are not named here are ignored, except <c>datacontenttype</c>, which must be JSON when it
/// is told, and <c>data_base64</c>, which is refused.
/// </summary>
/// <param name="Specversion"><c>1.0</c>.</param>
/// <param name="Id">Names it for ever among all that its source tells about the client.</param>
/// <param name="Source">Who tells it: a URI reference.</param>
/// <param name="Type">The key of a meter.</param>
/// <param name="Time">When it happened, from the year 2000 on, however late it is told; at most 5 minutes ahead. RFC 3339 with its offset.</param>
/// <param name="Data">How much.</param>
/// <param name="Subject">What the value is a level of (a volume, a pool), for meters that are weighted by time.</param>
public sealed record UsageEventBody(
    [StringLength(3, MinimumLength = 3)] string Specversion,
    [StringLength(UsageEventBody.Longest, MinimumLength = 1)] string Id,
    [StringLength(UsageEventBody.Longest, MinimumLength = 1)] string Source,
    [StringLength(60, MinimumLength = 1)] string Type,
    DateTimeOffset Time,
    UsageDataBody? Data = null,
    [StringLength(UsageEventBody.Longest)] string? Subject = null)
{
    /// <summary>The longest text of an event.</summary>
    public const int Longest = 200;
}

/// <summary>How much was used.</summary>
/// <param name="Value">In the meter's unit; needed unless reports or keys are counted.</param>
/// <param name="Dimension">The cost centre that bears it.</param>
/// <param name="Key">What is counted once; needed where different keys are counted.</param>
/// <param name="Service">The service that caused it.</param>
/// <param name="OrgUnit">The unit of whoever used it; never a person.</param>
/// <param name="Unit">Of the value; when it is told, it must be the meter's.</param>
public sealed record UsageDataBody(
    [Range(0, 1_000_000_000_000_000d)] decimal? Value = null,
    [StringLength(UsageEventBody.Longest)] string? Dimension = null,
    [StringLength(UsageEventBody.Longest)] string? Key = null,
    [StringLength(UsageEventBody.Longest)] string? Service = null,
    [StringLength(UsageEventBody.Longest)] string? OrgUnit = null,
    [StringLength(40, MinimumLength = 1)] string? Unit = null);

/// <summary>What became of an event.</summary>
public enum UsageOutcome
{
    /// <summary>It is kept.</summary>
    Received,

    /// <summary>It was kept before; nothing changed.</summary>
    Duplicate,

    /// <summary>It is not kept.</summary>
    Rejected,
}

/// <summary>What became of the events of a batch, each by itself.</summary>
/// <param name="Received">How many are kept by this call.</param>
/// <param name="Duplicates">How many were kept before.</param>
/// <param name="Rejected">How many are not kept.</param>
/// <param name="Events">In the order of the batch.</param>
public sealed record UsageBatchView(int Received, int Duplicates, int Rejected, IReadOnlyList<UsageEventView> Events);

/// <summary>What became of one event.</summary>
/// <param name="Id">Its id; null when it has none.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Status">As if it had been sent alone: 201 kept, 200 kept before, 409 kept before with another content, 422 not an event of a meter.</param>
/// <param name="Code">Why it is not kept.</param>
/// <param name="Detail">Why, in the caller's language.</param>
public sealed record UsageEventView(string? Id, UsageOutcome Outcome, int Status, string? Code, string? Detail)
{
    /// <summary>It has the source and id of an event that is kept, and tells something else.</summary>
    public static readonly Refusal Conflict = new("usage/other-content");
}
