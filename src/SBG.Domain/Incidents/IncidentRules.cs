using SBG.Domain.Kernel;

namespace SBG.Domain.Incidents;

/// <summary>Rules and refusals that several commands on an incident share.</summary>
public static class IncidentRules
{
    /// <summary>It is closed or cancelled.</summary>
    public static readonly Refusal Over = new("incidents/over");

    /// <summary>It is resolved: reopen it first.</summary>
    public static readonly Refusal AlreadyResolved = new("incidents/already-resolved");

    /// <summary>It is told to have happened later than now.</summary>
    public static readonly Refusal InTheFuture = new("incidents/in-the-future");

    /// <summary>It is told to have happened before the last change of the incident's course.</summary>
    public static readonly Refusal BeforeTheLastChange = new("incidents/before-the-last-change");

    /// <summary>Only the provider may tell that something happened earlier than it is recorded.</summary>
    public static readonly Refusal OnlyTheProviderDatesBack = new("incidents/only-the-provider-dates-back");

    /// <summary>What forbids to work on the incident: only one that is neither resolved nor over is worked on.</summary>
    /// <param name="incident">The incident.</param>
    public static Refusal? NotWorkedOn(Incident incident)
    {
        ArgumentNullException.ThrowIfNull(incident);
        return incident.IsOver ? Over.With("number", incident.Number)
            : incident.Status is IncidentStatus.Resolved ? AlreadyResolved.With("number", incident.Number)
            : null;
    }

    /// <summary>What forbids a fact to have happened when it is said to.</summary>
    /// <param name="incident">The incident.</param>
    /// <param name="actor">Who tells it.</param>
    /// <param name="occurredAt">When it is said to have happened (UTC); null for now.</param>
    /// <param name="now">UTC.</param>
    public static Refusal? Untimely(Incident incident, Actor actor, DateTimeOffset? occurredAt, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(incident);
        ArgumentNullException.ThrowIfNull(actor);
        if (occurredAt is not { } told)
        {
            return null;
        }

        return !actor.IsProvider ? OnlyTheProviderDatesBack
            : told > now ? InTheFuture.With("occurredAt", Rfc3339(told))
            : told < incident.ChangedAt ? BeforeTheLastChange.With("occurredAt", Rfc3339(told)).With("changedAt", Rfc3339(incident.ChangedAt))
            : null;
    }

    /// <summary>The provider's first act, to be recorded before what it does; none when it has already acted, or when the client acts.</summary>
    /// <param name="incident">The incident.</param>
    /// <param name="actor">Who acts.</param>
    /// <param name="acts">What is done.</param>
    public static EventOf<Incident>[] FirstAct(Incident incident, Actor actor, params EventOf<Incident>[] acts)
    {
        ArgumentNullException.ThrowIfNull(incident);
        ArgumentNullException.ThrowIfNull(actor);
        return incident.RespondedAt is null && actor.IsProvider ? [new IncidentResponded(), .. acts] : acts;
    }

    private static string Rfc3339(DateTimeOffset instant) =>
        instant.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
