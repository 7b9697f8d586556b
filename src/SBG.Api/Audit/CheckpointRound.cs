using Npgsql;

namespace SBG.Api.Audit;

/// <summary>Issues checkpoints when they are due and tells the witnesses. Every node makes the round; the database lets one act.</summary>
/// <param name="checkpoints">Issues.</param>
/// <param name="witnesses">Are told.</param>
/// <param name="clock">The clock.</param>
/// <param name="log">The log.</param>
internal sealed class CheckpointRound(CheckpointLog checkpoints, Witnesses witnesses, TimeProvider clock, ILogger<CheckpointRound> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await checkpoints.IssueIfDue(stoppingToken);
                await witnesses.Tell(stoppingToken);
            }
            catch (Exception away) when (away is NpgsqlException or InvalidOperationException)
            {
                log.LogWarning("No checkpoint in this round: {Reason}", away.Message);
            }
        }
    }
}
