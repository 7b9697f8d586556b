using System.Buffers.Text;
using System.Globalization;
using System.Text;
using JasperFx.Events;
using Marten;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Domain.Kernel;
using SBG.Domain.Licences;
using SBG.Projections.Kernel;

namespace SBG.Api.Licences;

/// <summary>One movement of a pool.</summary>
/// <param name="Version">Its place in the pool's history, from 1.</param>
/// <param name="Type">The event's stored name.</param>
/// <param name="Quantity">Seats moved.</param>
/// <param name="OrderId">The provisioning order concerned, if there is one.</param>
/// <param name="AssignmentId">The assignment concerned, if there is one.</param>
/// <param name="ClientId">The client concerned, if there is one.</param>
/// <param name="OccurredAt">When it happened.</param>
/// <param name="RecordedAt">When it was recorded.</param>
/// <param name="Actor">The subject who did it.</param>
/// <param name="Balance">The balance after it.</param>
public sealed record PoolLedgerEntryView(
    long Version,
    string Type,
    int Quantity,
    Guid? OrderId,
    Guid? AssignmentId,
    string? ClientId,
    DateTimeOffset OccurredAt,
    DateTimeOffset RecordedAt,
    string? Actor,
    PoolBalanceView Balance);

/// <summary>
/// A pool's ledger, the newest first, straight from its events. Each event says what it moves, so a page begins with the balance that the
/// page before ended with and reads no event but its own, however long the history.
/// </summary>
public static class PoolLedgerEndpoint
{
    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/v1/licence-pools/{poolId:guid}/ledger", List)
            .Lists<PoolLedgerEntryView>("ListLicencePoolLedger", "A pool's movements with the balance after each, the newest first.", LicencePoolEndpoints.Readers);

    private static async Task<IResult> List(Guid poolId, [AsParameters] Paging paging, HttpContext context, IDocumentStore store, CancellationToken stop)
    {
        await using var session = store.LightweightSession(Tenant.Provider);
        var pool = await session.Events.FetchForWriting<LicencePool>(poolId, stop);
        if (pool.Aggregate is null)
        {
            return Problem.Of("resource/not-found");
        }

        var place = new Place(pool.CurrentVersion ?? 0, pool.Aggregate.Balance);
        if (paging.Cursor is { } cursor)
        {
            if (Place.Read(cursor) is not { } read)
            {
                return Problem.Of("request/bad-cursor");
            }

            place = read;
        }

        var limit = paging.Limit ?? Paging.DefaultLimit;
        var (upTo, balance) = (place.Version, place.Balance);
        var before = upTo - limit;
        var events = await session.Events.QueryAllRawEvents()
            .Where(e => e.StreamId == poolId && e.Version <= upTo && e.Version > before)
            .OrderByDescending(e => e.Version)
            .ToListAsync(stop);
        var entries = new List<PoolLedgerEntryView>(events.Count);
        foreach (var e in events)
        {
            entries.Add(Entry(e, balance));
            balance -= PoolBalance.Movement((EventOf<LicencePool>)e.Data);
        }

        var next = before > 0 ? new Place(before, balance).Write() : null;
        if (next is not null)
        {
            context.LinkNext(next);
        }

        return Answer.Ok(new Page<PoolLedgerEntryView>(entries, next));
    }

    private static PoolLedgerEntryView Entry(IEvent e, PoolBalance after)
    {
        var (quantity, order, assignment, client) = e.Data switch
        {
            SeatsPurchased purchased => (purchased.Quantity, null, null, null),
            SeatsReserved reserved => (reserved.Quantity, reserved.OrderId, null, null),
            ReservationCancelled cancelled => (cancelled.Quantity, cancelled.OrderId, null, null),
            SeatAssigned assigned => (1, assigned.OrderId, assigned.AssignmentId, assigned.ClientId),
            SeatReleased released => (1, null, released.AssignmentId, released.ClientId),
            _ => (0, (Guid?)null, (Guid?)null, (string?)null),
        };
        return new(e.Version, e.EventTypeName, quantity, order, assignment, client, e.OccurredAt(), e.Timestamp.ToUniversalTime(), e.UserName, PoolBalanceView.Of(after));
    }

    // Where a page begins: the version of its first entry and the balance after that.
    private readonly record struct Place(long Version, PoolBalance Balance)
    {
        public string Write() => Base64Url.EncodeToString(Encoding.ASCII.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"{Version} {Balance.Purchased} {Balance.Reserved} {Balance.Assigned}")));

        public static Place? Read(string cursor)
        {
            if (cursor.Length > 80 || !Base64Url.IsValid(cursor))
            {
                return null;
            }

            var parts = Encoding.ASCII.GetString(Base64Url.DecodeFromChars(cursor)).Split(' ');
            return parts.Length == 4 && Number(parts[0]) is { } version and > 0 && Number(parts[1]) is { } purchased && Number(parts[2]) is { } reserved && Number(parts[3]) is { } assigned
                ? new(version, new(purchased, reserved, assigned))
                : null;
        }

        private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
