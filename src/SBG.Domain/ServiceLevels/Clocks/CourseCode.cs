using System.Text;
using SBG.Domain.Incidents;

namespace SBG.Domain.ServiceLevels.Clocks;

/// <summary>
/// A course as a short text: what reports over a hundred thousand incidents read instead of timelines. Numbers of variable length (as LEB128, zigzag for signs),
/// instants as seconds since the report, then Base64.
/// </summary>
public static class CourseCode
{
    /// <summary>Writes a course.</summary>
    /// <param name="course">The course.</param>
    public static string Write(in IncidentCourse course)
    {
        var bytes = new List<byte>(48);
        var start = course.Start;
        Number(start);
        Number(((long)course.End << 1) | (course.RespondedAt is null ? 0L : 1L));
        if (course.RespondedAt is { } responded)
        {
            Number(responded - start);
        }

        if (course.EndedAt is { } ended)
        {
            Number(ended - start);
        }

        Number((long)course.Turns[0].Priority);
        Number(course.Turns.Length - 1);
        foreach (var turn in course.Turns.AsSpan(1))
        {
            Number(turn.At - start);
            Number(((long)turn.Priority << 2) | (turn.Mode is { } mode ? (long)mode + 1 : 0));
        }

        Number(course.Holds.Length);
        foreach (var hold in course.Holds)
        {
            Span(hold.From, hold.Until);
            Number((long)hold.What);
        }

        Number(course.Updates.Length);
        foreach (var update in course.Updates)
        {
            Number(update - start);
        }

        Number(course.Teams.Length);
        foreach (var team in course.Teams)
        {
            Span(team.From, team.Until);
            var name = Encoding.UTF8.GetBytes(team.What);
            Number(name.Length);
            bytes.AddRange(name);
        }

        return Convert.ToBase64String([.. bytes]);

        void Span(long from, long until)
        {
            Number(from - start);
            Number(until == long.MaxValue ? -1 : until - from);
        }

        void Number(long value)
        {
            for (var left = (ulong)((value << 1) ^ (value >> 63)); ; left >>= 7)
            {
                if (left < 0x80)
                {
                    bytes.Add((byte)left);
                    return;
                }

                bytes.Add((byte)(left | 0x80));
            }
        }
    }

    /// <summary>Reads a course.</summary>
    /// <param name="code">What <see cref="Write"/> wrote.</param>
    /// <exception cref="FormatException">It is not that.</exception>
    public static IncidentCourse Read(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        Span<byte> buffer = code.Length <= 1024 ? stackalloc byte[768] : new byte[code.Length];
        if (!Convert.TryFromBase64String(code, buffer, out var length))
        {
            throw new FormatException("Not the code of a course.");
        }

        var reader = new Reader(buffer[..length]);
        var start = reader.Number();
        var ends = reader.Number();
        long? responded = (ends & 1) == 1 ? start + reader.Number() : null;
        var end = (CourseEnd)(ends >> 1);
        long? ended = end is CourseEnd.None ? null : start + reader.Number();
        var first = new Turn(start, (Priority)reader.Number(), null);
        var turns = new Turn[reader.Number() + 1];
        turns[0] = first;
        for (var i = 1; i < turns.Length; i++)
        {
            var at = start + reader.Number();
            var told = reader.Number();
            turns[i] = new(at, (Priority)(told >> 2), (told & 3) is > 0 and var mode ? (ChangeMode)(mode - 1) : null);
        }

        var holds = Many<Stretch<HoldReason>>(reader.Number());
        for (var i = 0; i < holds.Length; i++)
        {
            var (from, until) = reader.Span(start);
            holds[i] = new(from, until, (HoldReason)reader.Number());
        }

        var updates = Many<long>(reader.Number());
        for (var i = 0; i < updates.Length; i++)
        {
            updates[i] = start + reader.Number();
        }

        var teams = Many<Stretch<string>>(reader.Number());
        for (var i = 0; i < teams.Length; i++)
        {
            var (from, until) = reader.Span(start);
            teams[i] = new(from, until, reader.Text((int)reader.Number()));
        }

        return new(start, turns, responded, ended, end, holds, teams, updates);
    }

    private static T[] Many<T>(long count) => count == 0 ? [] : new T[count];

    private ref struct Reader(ReadOnlySpan<byte> bytes)
    {
        private ReadOnlySpan<byte> _left = bytes;

        public long Number()
        {
            var (value, shift, i) = (0UL, 0, 0);
            while (true)
            {
                var next = _left[i++];
                value |= (ulong)(next & 0x7F) << shift;
                if (next < 0x80)
                {
                    break;
                }

                shift += 7;
            }

            _left = _left[i..];
            return (long)(value >> 1) ^ -(long)(value & 1);
        }

        public (long From, long Until) Span(long start)
        {
            var from = start + Number();
            var length = Number();
            return (from, length < 0 ? long.MaxValue : from + length);
        }

        public string Text(int length)
        {
            var text = Encoding.UTF8.GetString(_left[..length]);
            _left = _left[length..];
            return text;
        }
    }
}
