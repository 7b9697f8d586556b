using System.ComponentModel.DataAnnotations;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Api.ServiceLevels.Terms;
using SBG.Domain.Kernel;
using SBG.Domain.ServiceLevels.Calendars;
using SBG.Domain.ServiceLevels.Policies;

namespace SBG.Api.ServiceLevels.Rehearsals;

/// <summary>Another promise on the same history: a calculation over timelines, nothing is stored.</summary>
public static class WhatIfEndpoint
{
    /// <summary>Both a published calendar and hours are proposed.</summary>
    public static readonly Refusal CalendarOrTerms = new("service-levels/calendar-or-terms");

    private const int DefaultPage = 50;

    internal static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/v1/clients/{clientId}/service-levels/what-if", Ask)
            .Asks<WhatIfView>("AskServiceLevelWhatIf", "What another policy or calendar would have given on the same history.", ComplianceEndpoints.Readers);
        api.MapPost("/v1/service-levels/what-if", AskAll)
            .Asks<WhatIfView>("AskServiceLevelWhatIfOfAll", "The same over any clients.", Role.ServiceManager, Role.Agent, Role.Auditor);
    }

    private static async Task<IResult> Ask(
        string clientId, WhatIfBody body, ClientTimelines timelines, Yardsticks yardsticks, WhatIf whatIf, CancellationToken stop)
    {
        await using var opened = await timelines.Open(clientId, null, stop);
        var days = opened.Days(body.From, body.To);
        return await Told(body, days, new() { [clientId] = days.Whole }, yardsticks, whatIf, opened.Now, stop);
    }

    private static async Task<IResult> AskAll(WhatIfOfAllBody body, Yardsticks yardsticks, WhatIf whatIf, TimeProvider clock, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var (days, clients) = await whatIf.Clients(body.Clients, body.From, body.To, now, stop);
        return await Told(body.Proposed, days, clients, yardsticks, whatIf, now, stop);
    }

    private static async Task<IResult> Told(
        WhatIfBody body, ReportDays days, Dictionary<string, Domain.Kernel.Period> clients, Yardsticks yardsticks, WhatIf whatIf, DateTimeOffset now, CancellationToken stop)
    {
        Demand(body);
        var proposal = new Proposal(body.Targets?.Select(target => target.Targets).ToArray(), body.PauseOnHold, await Hours(body, yardsticks, stop));
        var told = await whatIf.Ask(clients, (_, today) => proposal.Of(today), now, new(body.AfterClient, body.AfterIncident, body.Limit ?? DefaultPage), stop);
        return Answer.Ok(new WhatIfView(
            days.From, days.To, now, told.Total, told.Contracted.Told, told.Corrected.Told, told.Proposed.Told, told.Changes, told.Incidents, told.More));
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
/// <param name="Limit">The most incidents that are listed; 50 when absent.</param>
/// <param name="AfterClient">The client of the last incident of the page before.</param>
/// <param name="AfterIncident">The last incident of the page before.</param>
public sealed record WhatIfBody(
    DateOnly? From = null,
    DateOnly? To = null,
    [MaxLength(8)] IReadOnlyList<TargetsBody>? Targets = null,
    bool? PauseOnHold = null,
    Guid? CalendarId = null,
    [Range(1, 1_000_000)] int? CalendarVersion = null,
    CalendarTermsBody? Hours = null,
    [Range(1, 200)] int? Limit = null,
    [StringLength(60, MinimumLength = 1)] string? AfterClient = null,
    Guid? AfterIncident = null);

/// <summary>What is proposed, and to whom.</summary>
/// <param name="Proposed">What is proposed; its days are not read.</param>
/// <param name="From">First day, in each client's zone; absent: of the current month.</param>
/// <param name="To">First day after.</param>
/// <param name="Clients">Their codes; absent: all clients.</param>
public sealed record WhatIfOfAllBody(WhatIfBody Proposed, DateOnly? From = null, DateOnly? To = null, [MaxLength(500)] IReadOnlyList<string>? Clients = null);
