using SBG.Projections.Kernel;

namespace SBG.Projections.Audit;

/// <summary>
/// The form of an event that is hashed: the line that PostgreSQL's <c>COPY ... TO STDOUT</c> writes for these columns, without its line feed.
/// <c>docs/audit-log.md</c> tells it byte by byte.
/// </summary>
public static class CanonicalEvents
{
    /// <summary>The columns, in order; the position first.</summary>
    public const string Columns =
        """seq_id, id, tenant_id, stream_id, version, type, to_char("timestamp" at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), user_name, correlation_id, causation_id, headers, data""";

    /// <summary>Where they are.</summary>
    public const string Table = StoreConfiguration.Schema + ".mt_events";

    /// <summary>The statement that writes events of a stretch of positions, in order.</summary>
    /// <param name="after">Behind this position.</param>
    /// <param name="until">Up to this position.</param>
    /// <param name="most">At most so many.</param>
    /// <param name="tenant">Whose; null: everyone's. COPY takes no parameters: only a code of letters, digits and hyphens is let through.</param>
    public static string Copy(long after, long until, int most, string? tenant = null)
    {
        if (tenant?.All(character => char.IsAsciiLetterOrDigit(character) || character == '-') is false)
        {
            throw new ArgumentException("Not a tenant's code.", nameof(tenant));
        }

        var whose = tenant is null ? string.Empty : $"tenant_id = '{tenant}' and ";
        return FormattableString.Invariant($"copy (select {Columns} from {Table} where {whose}seq_id > {after} and seq_id <= {until} order by seq_id limit {most}) to stdout");
    }

    /// <summary>The position that a line begins with.</summary>
    /// <param name="line">A line.</param>
    public static long PositionOf(ReadOnlySpan<char> line) => long.Parse(line[..line.IndexOf('\t')], System.Globalization.CultureInfo.InvariantCulture);
}
