using Marten;
using NodaTime;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Domain.Billing.Usage;
using SBG.Domain.Clients;
using SBG.Domain.Kernel;

namespace SBG.Api.Billing.Usage;

/// <summary>Which events of usage.</summary>
/// <param name="Meter">Of one meter only; rejected ones are of the meter that they named.</param>
/// <param name="From">First day; for rejected ones, on which they came. The first of the month when absent.</param>
/// <param name="To">First day after; a month after the first when absent.</param>
/// <param name="State">Of one state only.</param>
public readonly record struct UsageEventFilter(string? Meter, DateOnly? From, DateOnly? To, UsageState? State);

/// <summary>Every event of usage of a client with its state.</summary>
public static class UsageEventsEndpoint
{
    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/v1/clients/{clientId}/usage/events", List).Lists<UsageRecordView>(
            "ListUsageEvents",
            "Usage events one by one, rejected ones too, each with its state, in the order of recording. A page can be short: follow its cursor.",
            Role.Finance,
            Role.ClientManager);

    private static async Task<IResult> List(
        string clientId, [AsParameters] UsageEventFilter filter, [AsParameters] Paging paging, HttpContext context, IDocumentStore store, TimeProvider clock, CancellationToken stop)
    {
        var after = UsagePlace.Read(paging.Cursor) ?? throw new ProblemException("request/bad-cursor");
        await using var session = store.QuerySession(clientId);
        var client = await session.LoadAsync<Client>(Client.StreamOf(clientId), stop) ?? throw new ProblemException("resource/not-found");
        var today = LocalDay.Of(clock.GetUtcNow(), DateTimeZoneProviders.Tzdb[client.TimeZone]);
        var from = filter.From ?? filter.To?.AddMonths(-1) ?? new(today.Year, today.Month, 1);
        var to = filter.To ?? from.AddMonths(1);
        if (from >= to || to.DayNumber - from.DayNumber > UsageEndpoint.MostDays)
        {
            throw new ProblemException(UsageEndpoint.BadPeriod.With("days", UsageEndpoint.MostDays));
        }

        var events = await UsageEvents.Load(session, filter.Meter, from, to, after, filter.State is null or UsageState.Rejected, stop);
        var language = Language.Of(context.Request);
        var rows = events.Rows(code => ProblemRegistry.Of(code).In(language).Title)
            .Where(row => row.Place > after && (filter.State is null || row.View.State == filter.State) && (filter.Meter is null || row.View.Meter == filter.Meter))
            .Take((paging.Limit ?? Paging.DefaultLimit) + 1).ToArray();
        var items = rows.Take(paging.Limit ?? Paging.DefaultLimit).ToArray();
        var next = rows.Length > items.Length ? items[^1].Place : events.End;
        if (next is { } place)
        {
            context.LinkNext(place.Write());
        }

        return Answer.Ok(new Page<UsageRecordView>([.. items.Select(row => row.View)], next?.Write()));
    }
}
