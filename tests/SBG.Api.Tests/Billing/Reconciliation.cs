using Npgsql;
using SBG.Ops;
using Xunit;

namespace SBG.Api.Tests.Billing;

/// <summary>The query that anyone can run.</summary>
internal static class Reconciliation
{
    /// <summary>What is wrong.</summary>
    /// <param name="api">The service.</param>
    public static async Task<IReadOnlyList<string>> Wrong(Testing.Api api)
    {
        var stop = TestContext.Current.CancellationToken;
        await using var database = NpgsqlDataSource.Create(api.ConnectionString);
        await using var query = database.CreateCommand(await File.ReadAllTextAsync(Repository.Below("ops", "reconcile.sql"), stop));
        await using var rows = await query.ExecuteReaderAsync(stop);
        var wrong = new List<string>();
        while (await rows.ReadAsync(stop))
        {
            wrong.Add($"{rows.GetString(0)}: {rows.GetString(1)}");
        }

        return wrong;
    }

    /// <summary>Says that something was billed that was not: the query must see it.</summary>
    /// <param name="api">The service.</param>
    /// <param name="sql">A change of what is stored.</param>
    public static async Task Falsify(Testing.Api api, string sql)
    {
        await using var database = NpgsqlDataSource.Create(api.ConnectionString);
        await using var change = database.CreateCommand(sql);
        await change.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
