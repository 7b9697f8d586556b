using Marten;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Domain.Kernel;
using SBG.Domain.Licences;

namespace SBG.Api.Licences.Purchases;

/// <summary>A purchase whose term ends.</summary>
/// <param name="PoolId">The pool.</param>
/// <param name="Pool">What people call it.</param>
/// <param name="Product">The product.</param>
/// <param name="Purchase">The purchase.</param>
/// <param name="Cost">What it cost in all, before taxes; null: not told.</param>
/// <param name="ShortBy">Seats that are held now and would not be bought any more when it ends, renewals and later purchases counted in; 0: none.</param>
public sealed record RenewalView(Guid PoolId, string Pool, string Product, SeatPurchaseView Purchase, Money? Cost, int ShortBy);

/// <summary>Which terms end.</summary>
/// <param name="Until">Up to when.</param>
/// <param name="Items">By when they end, the earliest first.</param>
public sealed record RenewalCalendarView(DateTimeOffset Until, IReadOnlyList<RenewalView> Items);

/// <summary>The renewal calendar: what ends, when, what it cost and what would be lacking.</summary>
public static class RenewalCalendarEndpoint
{
    private const int UsualDays = 90;

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/v1/licence-pools/renewals", Read)
            .Reads<RenewalCalendarView>(
                "GetLicenceRenewals", "List the purchases whose term ends, by when, with the day until which the supplier must be told; up to 90 days ahead when nothing is said. Also as an iCalendar.",
                LicencePoolEndpoints.Readers)
            .Produces(StatusCodes.Status200OK, contentType: RenewalCalendarText.MediaType);

    private static async Task<IResult> Read(DateTimeOffset? until, HttpContext context, IDocumentStore store, TimeProvider clock, CancellationToken stop)
    {
        var now = clock.Now();
        var last = until ?? now.AddDays(UsualDays);
        await using var session = store.QuerySession(Tenant.Provider);
        var pools = await session.Query<LicencePool>().ToListAsync(stop); // one for each product that the provider buys
        RenewalView[] ending = [.. pools.SelectMany(pool => Ending(pool, now, last)).OrderBy(item => item.Purchase.EndsAt).ThenBy(item => item.Purchase.Id)];
        return context.Request.Prefers(RenewalCalendarText.MediaType)
            ? Results.Bytes(RenewalCalendarText.Of(ending, now, Language.Of(context.Request)), RenewalCalendarText.MediaType + "; charset=utf-8")
            : Answer.Ok(new RenewalCalendarView(last, ending));
    }

    private static IEnumerable<RenewalView> Ending(LicencePool recorded, DateTimeOffset now, DateTimeOffset last)
    {
        var pool = recorded.At(now);
        return from purchase in pool.Purchases.Values
               where purchase.Terms.EndsAt <= last
               let end = purchase.Terms.EndsAt.GetValueOrDefault()
               select new RenewalView(
                   pool.Id, pool.Name, pool.Product, SeatPurchaseView.Of(purchase), purchase.Terms.UnitPrice * purchase.Quantity,
                   Math.Max(0, pool.Balance.Assigned + pool.Balance.Leased - pool.At(end).Balance.Purchased));
    }
}
