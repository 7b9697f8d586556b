using System.Collections.Concurrent;
using System.Collections.Immutable;
using Marten;
using SBG.Domain.Kernel;
using SBG.Domain.ServiceLevels.Calendars;
using SBG.Domain.ServiceLevels.Clocks;
using SBG.Domain.ServiceLevels.Policies;
using SBG.Domain.ServiceLevels.Reports;

namespace SBG.Api.ServiceLevels;

/// <summary>What history is read by.</summary>
public enum LevelReading
{
    /// <summary>As contracted: the versions that each incident bears.</summary>
    Contracted,

    /// <summary>As corrected: the same, with what was corrected since in place of what was wrong.</summary>
    Corrected,
}

/// <summary>A yardstick, and the versions that it comes from.</summary>
/// <param name="Yardstick">By what is measured.</param>
/// <param name="CalendarId">The calendar; null when nothing is promised.</param>
/// <param name="CalendarVersion">Its version.</param>
public sealed record SourcedYardstick(Yardstick Yardstick, Guid? CalendarId, int? CalendarVersion)
{
    /// <summary>Nothing is promised.</summary>
    public static SourcedYardstick None { get; } = new(Yardstick.None, null, null);
}

/// <summary>
/// The yardsticks that published versions give. As contracted they never change, so that what was read once is kept; as corrected they are read anew by each
/// <see cref="YardstickReader"/>.
/// </summary>
/// <param name="store">The store.</param>
public sealed class Yardsticks(IDocumentStore store)
{
    private readonly ConcurrentDictionary<(Guid Policy, int Version), SourcedYardstick> _contracted = new();
    private readonly ConcurrentDictionary<(Guid Calendar, int Version), OpenHours> _hours = new();

    /// <summary>As contracted: the version that the incident bears.</summary>
    /// <param name="policyId">The incident's policy; null: none.</param>
    /// <param name="policyVersion">Its version.</param>
    /// <param name="stop">Cancels.</param>
    public ValueTask<SourcedYardstick> Contracted(Guid? policyId, int? policyVersion, CancellationToken stop)
    {
        if (policyId is not { } policy || policyVersion is not { } version)
        {
            return ValueTask.FromResult(SourcedYardstick.None);
        }

        return _contracted.TryGetValue((policy, version), out var known) ? ValueTask.FromResult(known) : Load(policy, version, stop);
    }

    /// <summary>As corrected since.</summary>
    /// <param name="policyId">The incident's policy; null: none.</param>
    /// <param name="policyVersion">Its version.</param>
    /// <param name="stop">Cancels.</param>
    public async Task<SourcedYardstick> Corrected(Guid? policyId, int? policyVersion, CancellationToken stop)
    {
        await using var session = store.QuerySession(Tenant.Provider);
        if (policyId is not { } policy || policyVersion is not { } version
            || (await session.LoadAsync<ServiceLevelPolicy>(policy, stop))?.Corrected(version) is not { Terms: { } terms } found
            || await session.LoadAsync<BusinessCalendar>(terms.CalendarId, stop) is not { } calendar
            || calendar.Version(terms.CalendarVersion) is null)
        {
            return SourcedYardstick.None;
        }

        var pieces = calendar.Pieces(terms.CalendarVersion, corrected: true);
        if (found.Number == version && pieces.Select(piece => piece.Version).SequenceEqual(calendar.Pieces(terms.CalendarVersion).Select(piece => piece.Version)))
        {
            return await Contracted(policyId, policyVersion, stop); // nothing was corrected: the very same
        }

        return new(Yardstick.Of(terms, OpenHours.OfPieces(pieces)), terms.CalendarId, pieces[^1].Version);
    }

    /// <summary>The versions that count for incidents, by what they bear; those that bear none are left out.</summary>
    /// <param name="borne">The policies and versions that incidents bear.</param>
    /// <param name="corrected">Whether history is read as corrected.</param>
    /// <param name="stop">Cancels.</param>
    public async Task<ImmutableArray<UsedVersions>> Used(IEnumerable<(Guid? Policy, int? Version)> borne, bool corrected, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(borne);
        await using var session = store.QuerySession(Tenant.Provider);
        var used = new List<UsedVersions>();
        foreach (var (policyId, number) in borne)
        {
            if (policyId is { } id && number is { } version && await session.LoadAsync<ServiceLevelPolicy>(id, stop) is { } policy
                && (corrected ? policy.Corrected(version) : policy.Version(version)) is { } counts
                && await session.LoadAsync<BusinessCalendar>(counts.Terms.CalendarId, stop) is { } calendar)
            {
                used.Add(new(id, version, counts.Number, calendar.Id, [.. calendar.Pieces(counts.Terms.CalendarVersion, corrected).Select(piece => piece.Version)]));
            }
        }

        return [.. used.OrderBy(each => each.PolicyId).ThenBy(each => each.PolicyVersion)];
    }

    /// <summary>The yardstick that versions make.</summary>
    /// <param name="used">The versions.</param>
    /// <param name="stop">Cancels.</param>
    public async Task<Yardstick> Of(UsedVersions used, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(used);
        await using var session = store.QuerySession(Tenant.Provider);
        var policy = await session.LoadAsync<ServiceLevelPolicy>(used.PolicyId, stop);
        var calendar = await session.LoadAsync<BusinessCalendar>(used.CalendarId, stop);
        return Yardstick.Of(policy!.Version(used.UsedVersion)!.Terms, OpenHours.OfPieces(calendar!.PiecesOf(used.CalendarVersions)));
    }

    /// <summary>The open time of a calendar's version.</summary>
    /// <param name="calendarId">The calendar.</param>
    /// <param name="version">Its version.</param>
    /// <param name="stop">Cancels.</param>
    /// <returns>Null when there is none.</returns>
    public async ValueTask<OpenHours?> Hours(Guid calendarId, int version, CancellationToken stop)
    {
        if (_hours.TryGetValue((calendarId, version), out var known))
        {
            return known;
        }

        await using var session = store.QuerySession(Tenant.Provider);
        return await session.LoadAsync<BusinessCalendar>(calendarId, stop) is { } calendar && calendar.Version(version) is not null
            ? _hours.GetOrAdd((calendarId, version), OpenHours.OfPieces(calendar.Pieces(version)))
            : null;
    }

    private async ValueTask<SourcedYardstick> Load(Guid policyId, int version, CancellationToken stop)
    {
        await using var session = store.QuerySession(Tenant.Provider);
        if ((await session.LoadAsync<ServiceLevelPolicy>(policyId, stop))?.Version(version) is not { Terms: { } terms }
            || await Hours(terms.CalendarId, terms.CalendarVersion, stop) is not { } hours)
        {
            return SourcedYardstick.None;
        }

        return _contracted.GetOrAdd((policyId, version), new SourcedYardstick(Yardstick.Of(terms, hours), terms.CalendarId, terms.CalendarVersion));
    }
}

/// <summary>Reads the yardsticks of one report: each once, and all alike whatever is published meanwhile.</summary>
/// <param name="yardsticks">What was published.</param>
/// <param name="reading">By what history is read.</param>
public sealed class YardstickReader(Yardsticks yardsticks, LevelReading reading)
{
    private readonly Dictionary<(Guid?, int?), SourcedYardstick> _read = [];

    /// <summary>By what history is read.</summary>
    public LevelReading Reading => reading;

    /// <summary>The yardstick of an incident.</summary>
    /// <param name="policyId">The policy that it bears.</param>
    /// <param name="policyVersion">Its version.</param>
    /// <param name="stop">Cancels.</param>
    public async ValueTask<SourcedYardstick> Of(Guid? policyId, int? policyVersion, CancellationToken stop)
    {
        if (!_read.TryGetValue((policyId, policyVersion), out var known))
        {
            known = reading is LevelReading.Corrected
                ? await yardsticks.Corrected(policyId, policyVersion, stop)
                : await yardsticks.Contracted(policyId, policyVersion, stop);
            _read[(policyId, policyVersion)] = known;
        }

        return known;
    }
}
