using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;
using Marten;
using Npgsql;
using SBG.Domain.Incidents;
using SBG.Domain.ServiceLevels.Notices;
using SBG.Projections.Kernel;
using Wolverine;
using Wolverine.Marten.Subscriptions;

namespace SBG.Api.ServiceLevels.Notices;

/// <summary>Look at the clocks of an incident.</summary>
/// <param name="IncidentId">The incident.</param>
/// <param name="At">When something is expected to be reached (UTC).</param>
public sealed record WatchClocks(Guid IncidentId, DateTimeOffset At);

/// <summary>
/// Follows the log behind the commands, page by page, and schedules a look at each incident that goes on for when its clocks reach the next share of a target.
/// The messages are durable with the place in the log; a command writes nothing for it.
/// </summary>
public sealed class ClockWatch : BatchSubscription
{
    private readonly IServiceProvider _services;

    /// <summary>Names it.</summary>
    /// <param name="services">Asked when there is something to do: the store is made with its subscriptions, so they cannot be made with the store.</param>
    public ClockWatch(IServiceProvider services)
        : base("ClockWatch")
    {
        _services = services;
        foreach (var (type, _) in StoreConfiguration.EventsOf<Incident>())
        {
            IncludeType(type);
        }
    }

    /// <inheritdoc/>
    public override async Task ProcessEventsAsync(
        EventRange page, ISubscriptionController controller, IDocumentOperations operations, IMessageBus bus, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(page);
        ArgumentNullException.ThrowIfNull(bus);
        var (yardsticks, now) = (_services.GetRequiredService<Yardsticks>(), _services.GetRequiredService<TimeProvider>().GetUtcNow());
        await using var connection = await _services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync(cancellationToken);
        await foreach (var row in TimelineRows.GoingOn(connection, [.. page.Events.Select(e => e.StreamId).Distinct()], cancellationToken))
        {
            var by = await yardsticks.Contracted(row.PolicyId, row.PolicyVersion, cancellationToken);
            foreach (var at in Looks(ClockThresholds.Of(row.Course, by.Yardstick, now.ToUnixTimeSeconds()), now))
            {
                await bus.PublishAsync(new WatchClocks(row.IncidentId, at), new() { TenantId = row.ClientId, ScheduledTime = at > now ? at : null });
            }
        }
    }

    // What was reached can be announced at once; what will be, when it is.
    private static IEnumerable<DateTimeOffset> Looks(IReadOnlyList<Threshold> thresholds, DateTimeOffset now)
    {
        var instants = thresholds.Select(threshold => DateTimeOffset.FromUnixTimeSeconds(threshold.ReachedAt)).Order().ToArray();
        if (instants is [var first, ..] && first <= now)
        {
            yield return first;
        }

        foreach (var next in instants.Where(instant => instant > now).Take(1))
        {
            yield return next;
        }
    }
}
