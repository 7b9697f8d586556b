using Marten;
using Marten.Events;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SBG.Api.Audit;
using SBG.Projections.Audit;

namespace SBG.Api.Tests.Audit;

/// <summary>A service whose checkpoints are due at once.</summary>
internal sealed class AuditedApi : Testing.Api
{
    /// <summary>Runs SQL as the owner of the database, who can do anything.</summary>
    public async Task<object?> Sql(string sql)
    {
        await using var owner = NpgsqlDataSource.Create(ConnectionString);
        await using var command = owner.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }

    /// <summary>Waits until everything is logged and covered by a checkpoint, then ends what runs by itself.</summary>
    public async Task Settle()
    {
        await Services.GetRequiredService<IDocumentStore>().WaitForNonStaleProjectionDataAsync(TimeSpan.FromSeconds(30));
        await StopServing();
        await Cover();
    }

    /// <summary>Logs what is left, and signs.</summary>
    public async Task Cover()
    {
        await Services.GetRequiredService<LogWriter>().CatchUp(long.MaxValue, CancellationToken.None);
        await Services.GetRequiredService<CheckpointLog>().IssueIfDue(CancellationToken.None);
    }

    /// <summary>Settings beside the usual ones, from the next start on.</summary>
    public Dictionary<string, string?> Settings { get; } = new() { ["Audit:CheckpointEvery"] = "00:00:00" };

    protected override void Configure(WebApplicationBuilder builder) => builder.Configuration.AddInMemoryCollection(Settings);
}
