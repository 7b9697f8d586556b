using SBG.Domain.Incidents;

namespace SBG.Domain.ServiceLevels.Clocks;

/// <summary>Hears the marks of a timeline in the order of recording, and tells the course.</summary>
internal sealed class CourseTelling
{
    private readonly long _start;
    private List<Turn>? _turns;
    private readonly Turn _first;
    private List<Stretch<HoldReason>>? _holds;
    private List<Stretch<string>>? _teams;
    private List<long>? _updates;
    private (long Since, HoldReason Reason)? _held;
    private (long Since, string Team)? _inHand;
    private long? _responded;
    private long? _ended;
    private CourseEnd _end;
    private long? _merged;

    public CourseTelling(TimelineMark reported)
    {
        _start = reported.OccurredAt.ToUnixTimeSeconds();
        _first = new(_start, reported.Priority!.Value, null);
    }

    public void Hear(TimelineMark mark)
    {
        var at = mark.OccurredAt.ToUnixTimeSeconds();
        switch (mark.Kind)
        {
            case MarkKind.Prioritised:
                (_turns ??= [_first]).Add(new(at, mark.Priority!.Value, mark.Mode));
                break;
            case MarkKind.Responded:
                _responded ??= at;
                break;
            case MarkKind.Held when _held?.Reason != mark.Reason:
                Release(at);
                _held = (at, mark.Reason ?? HoldReason.AwaitingUser);
                break;
            case MarkKind.Resumed:
                Release(at);
                break;
            case MarkKind.Resolved:
                Over(at, CourseEnd.Resolved);
                break;
            case MarkKind.Reopened:
                (_ended, _end) = (null, CourseEnd.None);
                break;
            case MarkKind.Closed when _end is CourseEnd.None:
                Over(at, CourseEnd.ClosedUnresolved);
                break;
            case MarkKind.Cancelled:
                Over(at, CourseEnd.Cancelled);
                break;
            case MarkKind.Assigned when _inHand?.Team != mark.Team:
                HandOver(at);
                _inHand = mark.Team is { } team ? (at, team) : null;
                break;
            case MarkKind.Updated:
                (_updates ??= []).Add(at);
                break;
            case MarkKind.Merged:
                _merged = at;
                break;
            case MarkKind.Unmerged:
                _merged = null;
                break;
            default:
                break;
        }
    }

    public IncidentCourse Course()
    {
        if (_merged is { } merged)
        {
            Over(merged, CourseEnd.Cancelled);
            HandOver(merged);
        }

        Release(long.MaxValue);
        HandOver(long.MaxValue);
        _updates?.Sort();
        return new(
            _start, _turns?.ToArray() ?? [_first], _responded, _ended, _end,
            _holds?.OrderBy(hold => hold.From).ToArray() ?? [], _teams?.OrderBy(team => team.From).ToArray() ?? [], _updates?.ToArray() ?? []);
    }

    private void Over(long at, CourseEnd end)
    {
        Release(at);
        (_ended, _end) = (at, end);
    }

    private void Release(long at)
    {
        // A log can tell a hold out of order, or before the report.
        if (_held is { } held && Math.Max(held.Since, _start) < at)
        {
            (_holds ??= []).Add(new(Math.Max(held.Since, _start), at, held.Reason));
        }

        _held = null;
    }

    private void HandOver(long at)
    {
        if (_inHand is { } hand && Math.Max(hand.Since, _start) < at)
        {
            (_teams ??= []).Add(new(Math.Max(hand.Since, _start), at, hand.Team));
        }

        _inHand = null;
    }
}
