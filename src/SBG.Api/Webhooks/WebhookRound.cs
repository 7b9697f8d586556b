using Npgsql;

namespace SBG.Api.Webhooks;

/// <summary>
/// Serves every subscription from one node at a time. Whose turn it is, a lock of the database says that a connection holds: a node that is killed
/// loses it at once, and another goes on from what the database says.
/// </summary>
/// <param name="database">The database.</param>
/// <param name="messages">The messages.</param>
/// <param name="service">Serves one.</param>
/// <param name="clock">The clock.</param>
/// <param name="log">The log.</param>
internal sealed class WebhookRound(NpgsqlDataSource database, WebhookMessages messages, WebhookService service, TimeProvider clock, ILogger<WebhookRound> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Hold(stoppingToken);
            }
            catch (Exception away) when (away is NpgsqlException or TimeoutException or InvalidOperationException && !stoppingToken.IsCancellationRequested)
            {
                log.LogWarning("Webhooks wait for the database: {Reason}", away.GetType().Name);
                await Task.Delay(Pause, clock, stoppingToken);
            }
        }
    }

    private async Task Hold(CancellationToken stop)
    {
        await using var locks = await database.OpenConnectionAsync(stop);
        using var held = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var serving = new Dictionary<Guid, Task>();
        try
        {
            while (true)
            {
                foreach (var (id, over) in serving.Where(one => one.Value.IsCompleted).ToArray())
                {
                    await over;
                    await Run(locks, "select pg_advisory_unlock(hashtextextended($1, 0))", id, stop);
                    serving.Remove(id);
                }

                foreach (var (id, tenant) in (await messages.Active(stop)).Where(one => !serving.ContainsKey(one.Id)))
                {
                    if (await Run(locks, "select pg_try_advisory_lock(hashtextextended($1, 0))", id, stop) is true)
                    {
                        serving[id] = service.Serve(tenant, id, held.Token);
                    }
                }

                await Task.Delay(Pause, clock, stop);
                await Run(locks, "select length($1)", default, stop); // without the connection the locks are gone: then nobody may go on
            }
        }
        finally
        {
            await held.CancelAsync();
            await Task.WhenAll(serving.Values).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            if (locks.State == System.Data.ConnectionState.Open)
            {
                await Run(locks, "select pg_advisory_unlock_all(), $1", default, CancellationToken.None);
            }
        }
    }

    private static async Task<object?> Run(NpgsqlConnection connection, string sql, Guid id, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.Add(new() { Value = "webhook:" + id });
        return await command.ExecuteScalarAsync(stop);
    }
}
