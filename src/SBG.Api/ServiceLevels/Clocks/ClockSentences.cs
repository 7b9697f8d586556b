using System.Globalization;
using NodaTime;
using SBG.Domain.Incidents;
using SBG.Domain.ServiceLevels.Clocks;
using SBG.Domain.ServiceLevels.Policies;

namespace SBG.Api.ServiceLevels.Clocks;

/// <summary>Says in the caller's language why time counted or not; instants as the client's clocks show them.</summary>
/// <param name="language"><c>fr</c> or <c>en</c>.</param>
/// <param name="zone">The client's zone.</param>
internal sealed class ClockSentences(string language, DateTimeZone zone)
{
    private bool English => language == "en";

    /// <summary>A segment.</summary>
    public string Segment(ClockSegment segment)
    {
        var span = English ? $"From {Time(segment.From)} to {Time(segment.Until)}: " : $"Du {Time(segment.From)} au {Time(segment.Until)} : ";
        var version = segment.CalendarVersion is not { } number ? string.Empty
            : English ? string.Create(CultureInfo.InvariantCulture, $" (calendar, version {number})") : string.Create(CultureInfo.InvariantCulture, $" (calendrier, version {number})");
        return span + Cause(segment) + version + ".";
    }

    /// <summary>The promise that applies, and why.</summary>
    public string Rule(TargetRule? rule)
    {
        if (rule is null)
        {
            return English ? "Nothing is promised." : "Rien n'est promis.";
        }

        var of = (rule.Team, rule.Priority) switch
        {
            ({ } team, { } priority) => English ? $"for the team {team} and priority {priority}" : $"pour l'équipe {team} et la priorité {priority}",
            ({ } team, null) => English ? $"for the team {team}" : $"pour l'équipe {team}",
            (null, { } priority) => English ? $"for priority {priority}" : $"pour la priorité {priority}",
            _ => English ? "for all" : "pour tous",
        };
        var measure = rule.Unit switch
        {
            TargetUnit.BusinessDays => English ? $"until {rule.By:HH:mm} of business day {rule.Days}" : $"jusqu'à {rule.By:HH:mm} du {rule.Days}e jour ouvrable",
            TargetUnit.CalendarTime => English ? $"{Length(rule.Time!.Value)} of plain time" : $"{Length(rule.Time!.Value)} de temps civil",
            _ => English ? $"{Length(rule.Time!.Value)} of open time" : $"{Length(rule.Time!.Value)} de temps ouvrable",
        };
        return English ? $"Promised {of}: {measure}." : $"Promesse {of} : {measure}.";
    }

    /// <summary>The verdict.</summary>
    public string Verdict(ClockReading reading)
    {
        var used = Length(TimeSpan.FromSeconds(reading.Elapsed));
        var target = Length(TimeSpan.FromSeconds(reading.Target ?? 0));
        return reading.State switch
        {
            ClockState.Met => English ? $"Met: {used} used of {target}." : $"Respecté : {used} utilisées sur {target}.",
            ClockState.Breached => English ? $"Breached: {used} used, {target} promised." : $"Dépassé : {used} utilisées, {target} promises.",
            ClockState.Running when reading.Paused => English ? $"Paused: {used} used of {target}." : $"En pause : {used} utilisées sur {target}.",
            ClockState.Running => English ? $"Running: {used} used of {target}." : $"En cours : {used} utilisées sur {target}.",
            ClockState.Cancelled => English ? "Withdrawn: counts nowhere." : "Retiré : ne compte nulle part.",
            ClockState.Unmeasured => English ? "Over, but nothing tells when." : "Terminé, mais rien ne dit quand.",
            _ => English ? "Nothing is promised." : "Rien n'est promis.",
        };
    }

    private string Cause(ClockSegment segment) => segment.Cause switch
    {
        SegmentCause.OpenRange => English ? "counts, within the week's hours" : "compte, dans les heures de la semaine",
        SegmentCause.Opening => English ? $"counts, exceptional opening '{segment.Name}'" : $"compte, ouverture exceptionnelle « {segment.Name} »",
        SegmentCause.CalendarTime => English ? "counts, the target is in plain time" : "compte, la cible est en temps civil",
        SegmentCause.OutsideRanges => English ? "does not count, outside of the week's hours" : "ne compte pas, hors des heures de la semaine",
        SegmentCause.Holiday => English ? $"does not count, holiday '{segment.Name}'" : $"ne compte pas, jour férié « {segment.Name} »",
        SegmentCause.Closure => English ? $"does not count, exceptional closure '{segment.Name}'" : $"ne compte pas, fermeture exceptionnelle « {segment.Name} »",
        SegmentCause.Hold => English ? $"does not count, on hold: {Waiting(segment.Reason)}" : $"ne compte pas, en attente : {Waiting(segment.Reason)}",
        _ => English ? "does not count, in other hands" : "ne compte pas, en d'autres mains",
    };

    private string Waiting(HoldReason? reason) => reason switch
    {
        HoldReason.AwaitingUser => English ? "an answer of the user" : "réponse de l'utilisateur",
        HoldReason.AwaitingSupplier => English ? "a supplier" : "fournisseur externe",
        HoldReason.AwaitingProblem => English ? "an underlying problem" : "problème sous-jacent",
        HoldReason.AwaitingEvidence => English ? "proof" : "preuve de la panne",
        _ => English ? "a planned change" : "changement planifié",
    };

    private string Time(DateTimeOffset at) =>
        Instant.FromDateTimeOffset(at).InZone(zone).LocalDateTime.ToString("uuuu-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Length(TimeSpan span) => string.Create(CultureInfo.InvariantCulture, $"{(long)span.TotalHours} h {span.Minutes:00} min {span.Seconds:00} s");
}
