using System.ComponentModel.DataAnnotations;
using NodaTime;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Domain.Kernel;
using SBG.Domain.ServiceLevels.Calendars;
using SBG.Domain.ServiceLevels.Clocks;
using SBG.Domain.ServiceLevels.Policies;
using SBG.Domain.ServiceLevels.Rehearsals;
using Period = SBG.Domain.Kernel.Period;

namespace SBG.Api.ServiceLevels.Rehearsals;

/// <summary>
/// Reads real history as a draft would have it. A draft of a policy concerns the incidents that bear the policy (a correction: those that bear what it corrects), or all of
/// the clients that are named, as if it had been agreed with them; a draft of a calendar concerns the incidents that were measured in its open time.
/// </summary>
/// <param name="whatIf">Reads the history.</param>
/// <param name="yardsticks">What incidents are measured by.</param>
public sealed class Rehearser(WhatIf whatIf, Yardsticks yardsticks)
{
    /// <summary>A client that is named is not registered.</summary>
    public static readonly Refusal UnknownClient = new("service-levels/unknown-client");

    private static readonly Period Ever = new(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(1000));

    /// <summary>Rehearses the draft of a policy.</summary>
    /// <param name="policy">The policy, with a draft.</param>
    /// <param name="asked">On which history.</param>
    /// <param name="now">When the clocks are read (UTC).</param>
    /// <param name="stop">Cancels.</param>
    public async Task<Rehearsal> OfPolicy(ServiceLevelPolicy policy, RehearseDraftBody asked, DateTimeOffset now, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(asked);
        var draft = policy.Draft!;
        var next = ServiceLevelPolicy.Evolve(policy, new PolicyVersionPublished(policy.Versions.Length + 1, draft.ValidFrom, draft.Terms, draft.Corrects), now)!;
        var would = Yardstick.Of(draft.Terms, (await yardsticks.Hours(draft.Terms.CalendarId, draft.Terms.CalendarVersion, stop))!);
        return await Read(asked, now, (row, _) => Concerns(row) ? would : null, stop);

        bool Concerns(TimelineRow row) => asked.Clients is not null
            || (row.PolicyId == policy.Id && (draft.Corrects is null || next.Corrected(row.PolicyVersion ?? 0)?.Number == next.Versions.Length));
    }

    /// <summary>Rehearses the draft of a calendar.</summary>
    /// <param name="calendar">The calendar, with a draft.</param>
    /// <param name="asked">On which history.</param>
    /// <param name="now">When the clocks are read (UTC).</param>
    /// <param name="stop">Cancels.</param>
    public Task<Rehearsal> OfCalendar(BusinessCalendar calendar, RehearseDraftBody asked, DateTimeOffset now, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        ArgumentNullException.ThrowIfNull(asked);
        var draft = calendar.Draft!;
        var next = BusinessCalendar.Evolve(calendar, new CalendarVersionPublished(calendar.Versions.Length + 1, draft.Terms, draft.ValidFrom, draft.Corrects), now)!;
        return Read(asked, now, (_, today) => today.CalendarId == calendar.Id ? today.Yardstick.With(null, null, Hours(today)) : null, stop);

        OpenHours Hours(SourcedYardstick today) => OpenHours.OfPieces(
            draft.Corrects is null ? next.Pieces(next.Versions.Length) : next.Pieces(today.CalendarVersion!.Value, corrected: true));
    }

    private async Task<Rehearsal> Read(RehearseDraftBody asked, DateTimeOffset now, Func<TimelineRow, SourcedYardstick, Yardstick?> propose, CancellationToken stop)
    {
        var to = asked.To ?? LocalDay.Of(now, DateTimeZone.Utc).AddDays(2); // today, in the easternmost zone too
        var (days, clients) = await whatIf.Clients(asked.Clients, asked.From ?? to.AddYears(-1), to, now, stop);
        if (asked.Clients?.FirstOrDefault(client => !clients.ContainsKey(client)) is { } unknown)
        {
            throw new ProblemException(UnknownClient.With("client", unknown));
        }

        var told = await whatIf.Ask(clients, propose, now, new(null, null, Rehearsal.Most), stop);
        if (told.Total == 0)
        {
            // No history at all, as of a new policy, is nothing to rehearse on; days without any, beside others, would be a way around it.
            var ever = await whatIf.Ask(clients.ToDictionary(client => client.Key, _ => Ever), propose, now, new(null, null, 1), stop);
            Recorder.Demand(ever.Total == 0 ? null : DraftRules.NothingRehearsed);
        }

        return told.Kept(days, asked.Clients, now);
    }
}

/// <summary>On which history a draft is rehearsed.</summary>
/// <param name="From">First day, in each client's zone; absent: a year before <paramref name="To"/>.</param>
/// <param name="To">First day after; absent: up to now.</param>
/// <param name="Clients">Their codes; absent: all clients.</param>
public sealed record RehearseDraftBody(
    DateOnly? From = null, DateOnly? To = null, [MaxLength(500)] IReadOnlyList<string>? Clients = null);
