using SBG.Api.Billing.Usage;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Domain.Kernel;

namespace SBG.Api.Billing.Pulls;

/// <summary>Finance's pull of usage: everything that was recorded, of all clients, in order.</summary>
public static class UsagePullEndpoint
{
    /// <summary>Stored events that one page opens at most.</summary>
    private const int Opened = 20;

    private static readonly string[] Types = ["usage_received", "usage_amended", "usage_cancelled"];

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/v1/billing/usage", Pull)
            .Lists<PulledUsage>("PullUsage", "Usage of all clients as it was recorded: keep the last cursor and go on from it. JSON or CSV by `Accept`; a page can be short.", Role.Finance)
            .Produces(StatusCodes.Status200OK, contentType: CsvTable.MediaType);

    private static async Task<IResult> Pull([AsParameters] Paging paging, CsvDialect? dialect, HttpContext context, BillingLog log, CancellationToken stop)
    {
        var after = UsagePlace.Read(paging.Cursor) ?? throw new ProblemException("request/bad-cursor");
        var events = await log.Read(Types, after.Position, Opened, stop);
        var rows = events.SelectMany(PulledUsage.Of).Where(row => row.Place > after).Take(paging.Limit ?? Paging.DefaultLimit).ToArray();

        // Always told: what is recorded from now on is pulled by it.
        var next = (rows is [.., var last] ? last.Place : after).Write();
        context.LinkNext(next);
        if (!CsvTable.IsWanted(context.Request))
        {
            return Answer.Ok(new Page<PulledUsage>([.. rows.Select(row => row.Row)], next));
        }

        var table = new CsvTable(dialect ?? CsvDialect.Plain);
        table.Row(PulledUsage.Columns);
        foreach (var (_, row) in rows)
        {
            row.WriteTo(table);
        }

        return table.Answer();
    }
}
