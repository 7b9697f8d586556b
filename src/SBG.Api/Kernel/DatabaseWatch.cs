using System.Diagnostics.CodeAnalysis;
using Npgsql;

namespace SBG.Api.Kernel;

/// <summary>
/// Knows within 2 s that the database does not answer, also when its machine or its processes are frozen: a connection to these stays
/// open, nothing fails, and a query waits for ever. One statement every half second, on a connection and a thread of its own, so that
/// a busy pool of connections or threads is never taken for a database that is away.
/// </summary>
/// <param name="configuration"><c>ConnectionStrings:Sbg</c>.</param>
/// <param name="log">The log.</param>
internal sealed class DatabaseWatch(IConfiguration configuration, ILogger<DatabaseWatch> log) : IHostedService, IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(1250);

    private readonly Lock _turn = new();
    private readonly ManualResetEventSlim _stopping = new();
    private CancellationTokenSource _away = new();

    /// <summary>Whether the database answered the last time that it was asked.</summary>
    public bool Answers { get; private set; }

    /// <summary>Cancelled as soon as the database is known not to answer; when it answers again, there is a new one.</summary>
    public CancellationToken Away
    {
        get
        {
            lock (_turn)
            {
                return _away.Token;
            }
        }
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        new Thread(Watch) { IsBackground = true, Name = "database watch" }.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _stopping.Set();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        _stopping.Set();
        _away.Dispose();
    }

    private void Watch()
    {
        // A query that waits longer than its time-out first asks the server to end it: that waits too, for as long as connecting may.
        var connectionString = new NpgsqlConnectionStringBuilder(configuration.GetConnectionString("Sbg"))
        {
            Pooling = false,
            Timeout = 2,
            CommandTimeout = 5,
            CancellationTimeout = -1,
            ApplicationName = "sbg-watch",
        }.ConnectionString;
        using var late = new Timer(_ => Tell(answers: false));
        NpgsqlConnection? connection = null;
        do
        {
            late.Change(Patience, Timeout.InfiniteTimeSpan);
            var answers = Ask(connectionString, ref connection);
            late.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            Tell(answers);
        }
        while (!_stopping.Wait(Pause));

        connection?.Dispose();
    }

    private static bool Ask(string connectionString, ref NpgsqlConnection? connection)
    {
        // A connection that was ended says nothing of the database: a new one does.
        for (var isFresh = connection is null; ; isFresh = true)
        {
            try
            {
                if (connection is null)
                {
                    connection = new(connectionString);
                    connection.Open();
                }

                using var command = new NpgsqlCommand("select 1", connection);
                command.ExecuteScalar();
                return true;
            }
            catch (Exception failed) when (failed is NpgsqlException or TimeoutException or InvalidOperationException)
            {
                connection?.Dispose();
                connection = null;
                if (isFresh)
                {
                    // Class 57: it starts or stops. Whatever else it refuses, it answers.
                    return failed is PostgresException { SqlState: not ['5', '7', ..] };
                }
            }
        }
    }

    [SuppressMessage("Reliability", "CA2000", Justification = "Requests that still wait hold the token of the one before; it has no timer and no handle to free.")]
    private void Tell(bool answers)
    {
        CancellationTokenSource? left = null;
        lock (_turn)
        {
            if (answers && _away.IsCancellationRequested)
            {
                _away = new();
                log.LogInformation("The database answers again");
            }
            else if (!answers && !_away.IsCancellationRequested)
            {
                left = _away;
                log.LogWarning("The database does not answer");
            }

            Answers = answers;
        }

        left?.Cancel();
    }
}
