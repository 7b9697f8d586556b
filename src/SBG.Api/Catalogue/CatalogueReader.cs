using System.Buffers.Binary;
using System.Buffers.Text;
using Marten;
using Marten.Linq.MatchesSql;
using Npgsql;
using NpgsqlTypes;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Domain.Catalogue;
using SBG.Domain.Kernel;
using SBG.Projections.Catalogue;
using SBG.Projections.Kernel;

namespace SBG.Api.Catalogue;

/// <summary>A page of what a client sees of the catalogue.</summary>
/// <param name="Offers">The offers, in order.</param>
/// <param name="Next">Where to go on; null on the last page.</param>
internal sealed record CataloguePage(IReadOnlyList<Offer> Offers, string? Next);

/// <summary>Finds what a client sees of the catalogue: now, as it stood, or by words. Each offer has a version for that client.</summary>
/// <param name="store">The store.</param>
/// <param name="database">The database.</param>
internal sealed class CatalogueReader(IDocumentStore store, NpgsqlDataSource database)
{
    /// <summary>As <see cref="Offer.CurrentFor"/> says it: published, due to be published, or tried by the client.</summary>
    private const string Shown = """
        exists (select from jsonb_array_elements(d.data -> 'versions') as v
                where coalesce(v ->> 'stage', 'published') = 'published' or (v ->> 'publishesAt')::timestamptz <= ?
                   or (v ->> 'stage' = 'pilot' and jsonb_exists(v -> 'pilotClients', ?)))
        """;

    private const string Matching = $"""
        select w.offer_id, w.version, ts_rank_cd(w.words, looked_for)
        from {OfferWords.Table} as w, websearch_to_tsquery('{OfferWords.Configuration}', $1) as looked_for
        where w.words @@ looked_for
        """;

    private const int Chunk = 200;

    /// <summary>What a client sees now, the newest first.</summary>
    public async Task<CataloguePage> Now(string clientId, DateTimeOffset now, Paging paging, CancellationToken stop)
    {
        await using var session = store.QuerySession(Tenant.Provider);
        var limit = paging.Limit ?? Paging.DefaultLimit;
        var after = After(paging);
        var found = await session.Query<Offer>()
            .Where(offer => offer.MatchesSql(Shown, now, clientId) && offer.MatchesSql("d.id < ?", after))
            .OrderByDescending(offer => offer.Id).Take(limit + 1).ToListAsync(stop);
        return Page(found, limit);
    }

    /// <summary>What a client saw at an instant, as the log had it then: its offers are folded anew, without what was recorded later.</summary>
    public async Task<CataloguePage> Then(string clientId, DateTimeOffset asOf, Paging paging, CancellationToken stop)
    {
        await using var session = store.QuerySession(Tenant.Provider);
        var limit = paging.Limit ?? Paging.DefaultLimit;
        var (after, seen) = (After(paging), new List<Offer>());
        while (seen.Count <= limit)
        {
            var before = after;
            var ids = await session.Query<Offer>().Where(offer => offer.MatchesSql("d.id < ?", before)).OrderByDescending(offer => offer.Id).Take(Chunk).Select(offer => offer.Id).ToListAsync(stop);
            if (ids.Count == 0)
            {
                break;
            }

            var folded = (await Folded(session, [.. ids], asOf, stop)).ToDictionary(offer => offer.Id);
            seen.AddRange(ids.Select(id => folded.GetValueOrDefault(id)).OfType<Offer>().Where(offer => offer.CurrentFor(clientId, asOf) is not null));
            after = ids[^1];
        }

        return Page(seen, limit);
    }

    /// <summary>Offers as the log had them at an instant; those that it did not know then are absent.</summary>
    public async Task<IReadOnlyList<Offer>> Then(Guid[] offers, DateTimeOffset asOf, CancellationToken stop)
    {
        await using var session = store.QuerySession(Tenant.Provider);
        return await Folded(session, offers, asOf, stop);
    }

    private static async Task<IReadOnlyList<Offer>> Folded(IQuerySession session, Guid[] streams, DateTimeOffset asOf, CancellationToken stop)
    {
        var events = await session.Events.QueryAllRawEvents().Where(e => e.StreamId.IsOneOf(streams) && e.Timestamp <= asOf).ToListAsync(stop);
        return
        [
            .. events.GroupBy(e => e.StreamId).Select(stream => stream.OrderBy(e => e.Version).Aggregate(
                (Offer?)null, (offer, e) => e.Data is EventOf<Offer> happened ? Offer.Evolve(offer, happened, e.OccurredAt()) : offer)).OfType<Offer>(),
        ];
    }

    /// <summary>What a client sees now that has the words, the best match first: words are stemmed as French, accents do not count.</summary>
    public async Task<CataloguePage> Search(string clientId, DateTimeOffset now, string words, Paging paging, CancellationToken stop)
    {
        var matches = await Matches(words, stop);
        await using var session = store.QuerySession(Tenant.Provider);
        var offers = (await session.LoadManyAsync<Offer>(stop, matches.Select(match => match.Offer).Distinct())).ToDictionary(offer => offer.Id);
        var limit = paging.Limit ?? Paging.DefaultLimit;
        var after = paging.Cursor is { } cursor ? Read(cursor) : (float.PositiveInfinity, default);
        (Offer Offer, float Rank)[] found =
        [
            .. from match in matches
               where offers.GetValueOrDefault(match.Offer)?.CurrentFor(clientId, now)?.Number == match.Version
               where (match.Rank, match.Offer).CompareTo(after) < 0
               orderby match.Rank descending, match.Offer descending
               select (offers[match.Offer], match.Rank),
        ];
        return new([.. found.Take(limit).Select(match => match.Offer)], found.Length > limit ? Write(found[limit - 1].Rank, found[limit - 1].Offer.Id) : null);
    }

    private async Task<List<(Guid Offer, int Version, float Rank)>> Matches(string words, CancellationToken stop)
    {
        await using var command = database.CreateCommand(Matching);
        command.Parameters.Add(new() { Value = OfferWords.Fold(words), NpgsqlDbType = NpgsqlDbType.Text });
        await using var reader = await command.ExecuteReaderAsync(stop);
        var matches = new List<(Guid, int, float)>();
        while (await reader.ReadAsync(stop))
        {
            matches.Add((reader.GetGuid(0), reader.GetInt32(1), reader.GetFloat(2)));
        }

        return matches;
    }

    private static CataloguePage Page(IReadOnlyList<Offer> found, int limit) =>
        found.Count > limit ? new([.. found.Take(limit)], Cursor.Write(found[limit - 1].Id)) : new(found, null);

    private static Guid After(Paging paging) =>
        paging.Cursor is not { } cursor ? Guid.AllBitsSet : Cursor.TryRead(cursor, out var after) ? after : throw new ProblemException("request/bad-cursor");

    // How well the last item of a page matches, and its id: what is added meanwhile moves nothing.
    private static string Write(float rank, Guid id)
    {
        Span<byte> bytes = stackalloc byte[20];
        BinaryPrimitives.WriteSingleBigEndian(bytes, rank);
        id.TryWriteBytes(bytes[4..], bigEndian: true, out _);
        return Base64Url.EncodeToString(bytes);
    }

    private static (float Rank, Guid Offer) Read(string cursor)
    {
        Span<byte> bytes = stackalloc byte[20];
        return cursor.Length == 27 && Base64Url.IsValid(cursor) && Base64Url.TryDecodeFromChars(cursor, bytes, out var written) && written == 20
            ? (BinaryPrimitives.ReadSingleBigEndian(bytes), new Guid(bytes[4..], bigEndian: true))
            : throw new ProblemException("request/bad-cursor");
    }
}
