using System.Globalization;
using JasperFx.Events;

namespace SBG.Projections.Kernel;

/// <summary>What is told about an event beside its payload.</summary>
public static class EventMetadata
{
    /// <summary>Header: when it happened, only where that differs from when it was recorded (RFC 3339, UTC).</summary>
    public const string OccurredAtHeader = "occurred-at";

    /// <summary>Header: the subject on whose behalf the actor acted.</summary>
    public const string OnBehalfOfHeader = "on-behalf-of";

    /// <summary>Header: the versions that the decision used, e.g. <c>policy=3;calendar=1</c>.</summary>
    public const string VersionsHeader = "versions";

    /// <summary>When the event happened (UTC). Clocks and invoices run on this; report editions are cut on when it was recorded.</summary>
    /// <param name="happened">The event.</param>
    public static DateTimeOffset OccurredAt(this IEvent happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        return happened.Headers?.GetValueOrDefault(OccurredAtHeader) switch
        {
            null => happened.Timestamp.ToUniversalTime(),

            // Read back from the store, a text that looks like an instant has become one; as text again it would lose its fraction of a second.
            DateTime read => new(read.ToUniversalTime()),
            DateTimeOffset read => read.ToUniversalTime(),
            var told => DateTimeOffset.Parse(told.ToString()!, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal),
        };
    }

    /// <summary>States when the event happened.</summary>
    /// <param name="happened">The event.</param>
    /// <param name="at">UTC.</param>
    public static void SetOccurredAt(this IEvent happened, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(happened);
        happened.SetHeader(OccurredAtHeader, at.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture));
    }
}
