using System.Collections.Concurrent;
using System.Globalization;
using Npgsql;
using SBG.Projections.Kernel;

namespace SBG.Api.Kernel;

/// <summary>
/// Gives the numbers that people read, e.g. <c>DS-2026-000123</c>. Each node takes blocks, so that a busy series costs no
/// round trip per number; numbers are unique, and after a restart some are left out. (Invoices, which may not leave any out, do
/// not use this.)
/// </summary>
/// <param name="database">The database.</param>
/// <param name="clock">The clock.</param>
public sealed class Numbers(NpgsqlDataSource database, TimeProvider clock)
{
    private const int Block = 50;

    private static readonly TimeZoneInfo Quebec = TimeZoneInfo.FindSystemTimeZoneById("America/Toronto");
    private readonly ConcurrentDictionary<string, Series> _series = new();

    /// <summary>The next number.</summary>
    /// <param name="prefix">E.g. <c>DS</c>; the year is the civil year in Québec.</param>
    /// <param name="stop">Cancels.</param>
    public async ValueTask<string> Next(string prefix, CancellationToken stop)
    {
        var year = TimeZoneInfo.ConvertTime(clock.GetUtcNow(), Quebec).Year;
        var name = string.Create(CultureInfo.InvariantCulture, $"{prefix}-{year}");
        var number = await _series.GetOrAdd(name, _ => new()).Next(name, database, stop);
        return string.Create(CultureInfo.InvariantCulture, $"{name}-{number:D6}");
    }

    private sealed class Series
    {
        private readonly SemaphoreSlim _gate = new(1);
        private long _next;
        private long _end;

        public async ValueTask<long> Next(string name, NpgsqlDataSource database, CancellationToken stop)
        {
            await _gate.WaitAsync(stop);
            try
            {
                if (_next == _end)
                {
                    await using var command = database.CreateCommand(
                        $"insert into {StoreTables.NumberBlocks} as b (series, next_number) values ($1, 1 + $2) on conflict (series) do update set next_number = b.next_number + $2 returning next_number");
                    command.Parameters.Add(new() { Value = name });
                    command.Parameters.Add(new() { Value = (long)Block });
                    _end = (long)(await command.ExecuteScalarAsync(stop))!;
                    _next = _end - Block;
                }

                return _next++;
            }
            finally
            {
                _gate.Release();
            }
        }
    }
}
