using System.ComponentModel.DataAnnotations;
using Marten;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Domain.Kernel;
using SBG.Domain.ServiceLevels;

namespace SBG.Api.ServiceLevels;

/// <summary>Another promise on the same history: a calculation over timelines, nothing is stored.</summary>
public static class WhatIfEndpoint
{
    /// <summary>Both a published calendar and hours are proposed.</summary>
    public static readonly Refusal CalendarOrTerms = new("service-levels/calendar-or-terms");

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/v1/clients/{clientId}/service-levels/what-if", Ask)
            .Asks<WhatIfView>("AskServiceLevelWhatIf", "What another policy or calendar would have given on the same history.", ComplianceEndpoints.Readers);

    private static async Task<IResult> Ask(
        string clientId, WhatIfBody body, IDocumentStore store, Yardsticks yardsticks, TimeProvider clock, CancellationToken stop)
    {
        await using var session = store.QuerySession(clientId);
        var (_, zone) = await session.ClientOf(clientId, stop);
        var now = clock.GetUtcNow();
        var days = ReportDays.Of(body.From, body.To, zone, now);
        var hours = await Hours(body, yardsticks, stop);
        Demand(body);
        var targets = body.Targets?.ToDictionary(target => target.Priority, target => target.Targets);

        var (contracted, proposed, changes, count, at) =
            (new ComplianceTally(), new ComplianceTally(), new Dictionary<(TargetKind, ClockState, ClockState), int>(), 0, now.ToUnixTimeSeconds());
        await foreach (var timeline in session.Timelines(days.Whole).ToAsyncEnumerable(stop))
        {
            count++;
            var course = IncidentCourse.Of(timeline);
            var today = await yardsticks.Contracted(timeline, stop);
            var other = new Yardstick(targets ?? today.Targets, body.PauseOnHold ?? today.PauseOnHold, hours ?? today.Hours, null, null);
            foreach (var kind in (ReadOnlySpan<TargetKind>)[TargetKind.Response, TargetKind.Resolution])
            {
                var (is_, would) = (today.StateOf(course, kind, at), other.StateOf(course, kind, at));
                contracted.Add(course.Priority, kind, is_);
                proposed.Add(course.Priority, kind, would);
                if (is_ != would)
                {
                    changes[(kind, is_, would)] = changes.GetValueOrDefault((kind, is_, would)) + 1;
                }
            }
        }

        return Answer.Ok(new WhatIfView(
            clientId, days.From, days.To, now, count, contracted.Told, proposed.Told,
            [.. changes.OrderBy(change => change.Key).Select(change => new VerdictChange(change.Key.Item1, change.Key.Item2, change.Key.Item3, change.Value))]));
    }

    private static void Demand(WhatIfBody body)
    {
        // Held to what a published version is held to; the calendar is looked up on its own.
        var fault = body.Targets is { } targets
            ? PolicyRules.Fault(new(Domain.Incidents.PriorityMatrix.Default, [.. targets.Select(target => target.Targets)], true, default, 1), calendarVersionExists: true)
            : null;
        Recorder.Demand(fault);
    }

    private static async Task<OpenHours?> Hours(WhatIfBody body, Yardsticks yardsticks, CancellationToken stop)
    {
        if (body.Hours is { } proposed)
        {
            Recorder.Demand(body.CalendarId is null ? CalendarRules.Fault(proposed.Terms) : CalendarOrTerms);
            return OpenHours.Of(proposed.Terms);
        }

        return body.CalendarId is not { } calendar
            ? null
            : await yardsticks.Hours(calendar, body.CalendarVersion ?? 1, stop) ?? throw new ProblemException(PolicyRules.UnknownCalendarVersion);
    }
}

/// <summary>What is proposed; what is not told stays as contracted.</summary>
/// <param name="From">First day, in the client's zone; absent: of the current month.</param>
/// <param name="To">First day after.</param>
/// <param name="Targets">Other targets, for all priorities at once.</param>
/// <param name="PauseOnHold">Whether time on hold would not count.</param>
/// <param name="CalendarId">A published calendar.</param>
/// <param name="CalendarVersion">Its version; 1 when absent.</param>
/// <param name="Hours">Or hours that no calendar has.</param>
public sealed record WhatIfBody(
    DateOnly? From = null,
    DateOnly? To = null,
    [MaxLength(8)] IReadOnlyList<TargetsBody>? Targets = null,
    bool? PauseOnHold = null,
    Guid? CalendarId = null,
    [Range(1, 1_000_000)] int? CalendarVersion = null,
    CalendarTermsBody? Hours = null);
