using System.Diagnostics.Metrics;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;
using SBG.Projections.Kernel;

namespace SBG.Api.Hosting;

/// <summary>
/// Looks every few seconds how far each view has come, whether the log was passed over somewhere, and how many messages were set aside:
/// a view that stops shows old numbers without an error anywhere. Told as metrics and as a health check.
/// </summary>
/// <param name="database">The database.</param>
/// <param name="meters">Makes the meter.</param>
/// <param name="clock">The clock.</param>
/// <param name="log">The log.</param>
internal sealed class StoreWatch(NpgsqlDataSource database, IMeterFactory meters, TimeProvider clock, ILogger<StoreWatch> log) : BackgroundService, IHealthCheck
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    // A view's name ends with its part of the log; the high-water mark is how far the log is known to be whole, not a view.
    private const string Look =
        $"""
        select p.name, p.last_seq_id, (select coalesce(max(seq_id), 0) from {StoreConfiguration.Schema}.mt_events),
          (select count(*) from {StoreConfiguration.Schema}.mt_high_water_skips), (select count(*) from wolverine.wolverine_dead_letters)
        from {StoreConfiguration.Schema}.mt_event_progression p where p.name like '%:All'
        """;

    private volatile IReadOnlyDictionary<string, ViewProgress> _views = new Dictionary<string, ViewProgress>();
    private long _skips;
    private long _deadLetters;

    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var stopped = _views.Where(view => view.Value.HasStopped(clock.GetUtcNow())).Select(view => view.Key).ToArray();
        return Task.FromResult(stopped.Length == 0 && _skips == 0
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Degraded($"Stopped: {string.Join(", ", stopped)}. Ranges of the log passed over: {_skips}."));
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var meter = meters.Create("SBG");
        meter.CreateObservableGauge(
            "sbg.views.lag", () => _views.Select(view => new Measurement<long>(view.Value.Lag, new KeyValuePair<string, object?>("view", view.Key[..^":All".Length]))),
            "{event}", "Events that a view has not taken in yet.");
        meter.CreateObservableGauge("sbg.log.skips", () => _skips, "{range}", "Ranges of the log that were passed over; 0, or an event may be missing from the views.");
        meter.CreateObservableGauge("sbg.messages.dead", () => _deadLetters, "{message}", "Messages that were set aside.");
        using var timer = new PeriodicTimer(Pause, clock);
        do
        {
            try
            {
                await Observe(stoppingToken);
            }
            catch (Exception failed) when (failed is NpgsqlException or TimeoutException)
            {
                log.LogDebug(failed, "The store cannot be looked at"); // the watch of the database says so already
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task Observe(CancellationToken stop)
    {
        await using var command = database.CreateCommand(Look);
        await using var reader = await command.ExecuteReaderAsync(stop);
        var (known, seen, now) = (_views, new Dictionary<string, ViewProgress>(), clock.GetUtcNow());
        while (await reader.ReadAsync(stop))
        {
            var name = reader.GetString(0);
            seen[name] = ViewProgress.Seen(known.GetValueOrDefault(name), reader.GetInt64(1), reader.GetInt64(2), now);
            (_skips, _deadLetters) = (reader.GetInt64(3), reader.GetInt64(4));
        }

        _views = seen;
    }
}
