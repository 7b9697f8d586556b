using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SBG.Domain.Kernel;

namespace SBG.Domain.Billing.Usage;

/// <summary>One report of use, as a producer tells it.</summary>
/// <param name="Source">Who tells it.</param>
/// <param name="Id">Names it for ever among all that its source tells about a client.</param>
/// <param name="Meter">The key of the meter.</param>
/// <param name="Time">When it happened (UTC), however late it is told.</param>
/// <param name="Value">Of the meter's unit; null where only the report counts.</param>
/// <param name="Dimension">The cost centre that bears it.</param>
/// <param name="Subject">What the value is a level of.</param>
/// <param name="Key">What is counted once.</param>
/// <param name="Service">The service that caused it.</param>
/// <param name="OrgUnit">The unit of whoever used it; never a person.</param>
/// <param name="Unit">Of the value, where the producer says it.</param>
public sealed record UsageReport(
    string Source,
    string Id,
    string Meter,
    DateTimeOffset Time,
    decimal? Value,
    string? Dimension,
    string? Subject,
    string? Key,
    string? Service = null,
    string? OrgUnit = null,
    string? Unit = null)
{
    /// <summary>How far ahead of the service a producer's clock may be.</summary>
    public static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    /// <summary>There is no such meter.</summary>
    public static readonly Refusal UnknownMeter = new("usage/unknown-meter");

    /// <summary>It has not happened yet.</summary>
    public static readonly Refusal InTheFuture = new("usage/in-the-future");

    /// <summary>The value is missing or not within 0 and 1,000,000,000,000,000.</summary>
    public static readonly Refusal NotAQuantity = new("usage/not-a-quantity");

    /// <summary>A value is below zero.</summary>
    public static readonly Refusal Negative = new("usage/negative");

    /// <summary>The producer measures in another unit than the meter.</summary>
    public static readonly Refusal WrongUnit = new("usage/wrong-unit");

    /// <summary>The meter counts different keys, and none is named.</summary>
    public static readonly Refusal NoKey = new("usage/no-key");

    /// <summary>Why the report is not taken in; null when it is.</summary>
    /// <param name="meter">The meter that it names, if there is one.</param>
    /// <param name="now">When it is told (UTC).</param>
    public Refusal? Flaw(Meter? meter, DateTimeOffset now) => this switch
    {
        _ when meter is null => UnknownMeter.With("meter", Meter),
        _ when Time > now + ClockTolerance => InTheFuture.With("time", Time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)),
        { Unit: { } unit } when unit != meter.Unit => WrongUnit.With("unit", meter.Unit),
        { Value: < 0m } => Negative,
        { Value: > 1_000_000_000_000_000m } => NotAQuantity,
        { Value: null } when meter.Aggregation is not (Aggregation.Count or Aggregation.UniqueCount) => NotAQuantity,
        { Key: null } when meter.Aggregation == Aggregation.UniqueCount => NoKey,
        _ => null,
    };

    /// <summary>The report as it is kept.</summary>
    public UsageEntry Entry() => new(Source, Id, Time, Value, Dimension, Subject, Key, Service, OrgUnit);

    /// <summary>
    /// What the report says beside its name: two with the same name and the same of this are one report told twice. (The first half of a
    /// SHA-256: the same whatever the JSON looked like.)
    /// </summary>
    public Guid Payload()
    {
        var text = string.Join('\u001f', Meter, Value?.ToString("G29", CultureInfo.InvariantCulture), new UsageDimension(Dimension, Service, OrgUnit).Key, Subject, Key);
        var length = Encoding.UTF8.GetMaxByteCount(text.Length) + sizeof(long);
        var bytes = length <= 1024 ? stackalloc byte[length] : new byte[length];
        BinaryPrimitives.WriteInt64BigEndian(bytes, Time.UtcTicks);
        var written = sizeof(long) + Encoding.UTF8.GetBytes(text, bytes[sizeof(long)..]);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes[..written], hash);
        return new(hash[..16], bigEndian: true);
    }
}
