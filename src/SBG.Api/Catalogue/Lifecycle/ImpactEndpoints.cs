using System.Buffers.Text;
using System.Text;
using Marten;
using NodaTime;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Domain.Billing;
using SBG.Domain.Catalogue;
using SBG.Domain.Kernel;

namespace SBG.Api.Catalogue.Lifecycle;

/// <summary>What a new version would touch, before it is published.</summary>
internal static class ImpactEndpoints
{
    private const int LongestCursor = 200;

    private static readonly DateTimeZone Quebec = DateTimeZoneProviders.Tzdb["America/Toronto"];

    internal static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/v1/offers/{offerId:guid}/impact", Clients)
            .Lists<OfferImpactView>("GetOfferImpact", "Count what the offer touches, client by client, in order of their codes.", Role.ServiceManager);
        api.MapGet("/v1/offers/{offerId:guid}/impact/items", Things)
            .Lists<TouchedView>("ListOfferImpact", "List the carts, requests in flight, licences held, charged seats and bundles that the offer touches.", Role.ServiceManager);
    }

    private static async Task<IResult> Clients(
        Guid offerId, [AsParameters] Paging paging, HttpContext context, ImpactReader impact, IDocumentStore store, TimeProvider clock, CancellationToken stop)
    {
        await using var session = store.QuerySession(Tenant.Provider);
        if (await session.LoadAsync<Offer>(offerId, stop) is not { } offer)
        {
            return Problem.Of("resource/not-found");
        }

        var (today, limit) = (LocalDay.Of(clock.Now(), Quebec), paging.Limit ?? Paging.DefaultLimit);
        var price = (await session.LoadAsync<PricePlan>(offer.Draft.PricePlanId, stop))?.On(today);
        int[] repriced = [.. offer.Versions.Where(version => version.MonthlyPrice != price?.MonthlyPerSeat || version.Charge != price.Charge).Select(version => version.Number)];
        var found = await impact.Clients(offer, Month(today), repriced, Read(paging.Cursor), limit + 1, stop);
        var next = found.Count > limit ? Base64Url.EncodeToString(Encoding.ASCII.GetBytes(found[limit - 1].ClientId)) : null;
        return Page(context, found, limit, next);
    }

    private static async Task<IResult> Things(
        Guid offerId,
        [AsParameters] Paging paging,
        [AsParameters] TouchedFilter filter,
        HttpContext context,
        ImpactReader impact,
        IDocumentStore store,
        TimeProvider clock,
        CancellationToken stop)
    {
        var before = Guid.AllBitsSet;
        if (paging.Cursor is { } cursor && !Cursor.TryRead(cursor, out before))
        {
            return Problem.Of("request/bad-cursor");
        }

        await using var session = store.QuerySession(Tenant.Provider);
        if (await session.LoadAsync<Offer>(offerId, stop) is not { } offer)
        {
            return Problem.Of("resource/not-found");
        }

        var limit = paging.Limit ?? Paging.DefaultLimit;
        var found = await impact.Things(offer, Month(LocalDay.Of(clock.Now(), Quebec)), filter, before, limit + 1, stop);
        return Page(context, found, limit, found.Count > limit ? Cursor.Write(found[limit - 1].Id) : null);
    }

    private static Answer Page<TItem>(HttpContext context, List<TItem> found, int limit, string? next)
    {
        if (next is not null)
        {
            context.LinkNext(next);
        }

        return Answer.Ok(new Page<TItem>([.. found.Take(limit)], next));
    }

    private static DateTimeOffset Month(DateOnly today) => LocalDay.Start(new(today.Year, today.Month, 1), Quebec);

    private static string Read(string? cursor)
    {
        Span<byte> bytes = stackalloc byte[LongestCursor];
        return cursor is null ? string.Empty
            : cursor.Length < LongestCursor && Base64Url.IsValid(cursor) && Base64Url.TryDecodeFromChars(cursor, bytes, out var written) && Ascii.IsValid(bytes[..written]) && !bytes[..written].Contains((byte)0)
                ? Encoding.ASCII.GetString(bytes[..written])
                : throw new ProblemException("request/bad-cursor");
    }
}
