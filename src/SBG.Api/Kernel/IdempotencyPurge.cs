using Npgsql;

namespace SBG.Api.Kernel;

/// <summary>Removes kept answers whose day is over: when the service starts and every hour, on one node at a time.</summary>
/// <param name="idempotency">The kept answers.</param>
/// <param name="clock">The clock.</param>
/// <param name="log">The log.</param>
internal sealed class IdempotencyPurge(Idempotency idempotency, TimeProvider clock, ILogger<IdempotencyPurge> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        do
        {
            try
            {
                await idempotency.PurgeInTurn(stoppingToken);
            }
            catch (NpgsqlException away)
            {
                log.LogWarning("Old answers stay for another hour: {Reason}", away.GetType().Name);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
