using System.Buffers.Text;
using System.Globalization;
using System.Reflection;
using System.Text;
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
/// <param name="LeaseId">The lease concerned, if there is one.</param>
/// <param name="ClientId">The client concerned, if there is one.</param>
/// <param name="OccurredAt">When it happened.</param>
/// <param name="RecordedAt">When it was recorded; null: it ended by itself and is not recorded yet.</param>
/// <param name="Actor">The subject who did it; null: nobody, it ended by itself.</param>
/// <param name="Balance">The balance after it.</param>
public sealed record PoolLedgerEntryView(
    long Version,
    string Type,
    int Quantity,
    Guid? OrderId,
    Guid? AssignmentId,
    Guid? LeaseId,
    string? ClientId,
    DateTimeOffset OccurredAt,
    DateTimeOffset? RecordedAt,
    string? Actor,
    PoolBalanceView Balance);

/// <summary>
/// A pool's ledger, the newest first, straight from its events. Each event says what it moves, so a page begins with the balance that the
/// page before ended with and reads no event but its own, however long the history. What ended by itself and is not recorded yet stands at the
/// place in which it will be: whoever next decides about the pool records it first, in the same order.
/// </summary>
public static class PoolLedgerEndpoint
{
    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/v1/licence-pools/{poolId:guid}/ledger", List)
            .Lists<PoolLedgerEntryView>(
                "ListLicencePoolLedger", "A pool's movements with the balance after each, the newest first; as of any instant.", LicencePoolEndpoints.Readers);

    private static async Task<IResult> List(
        Guid poolId, [AsParameters] Paging paging, DateTimeOffset? asOf, HttpContext context, IDocumentStore store, TimeProvider clock, CancellationToken stop)
    {
        await using var session = store.LightweightSession(Tenant.Provider);
        if (await Pool(session, poolId, paging.Cursor is null ? asOf : null, asOf ?? clock.Now(), stop) is not var (recorded, lapses))
        {
            return Problem.Of("resource/not-found");
        }

        var place = new Place(recorded.Version + lapses.Count, lapses.Aggregate(recorded.Balance, (balance, lapse) => balance + PoolBalance.Movement(lapse.Happened)));
        if (paging.Cursor is { } cursor)
        {
            if (Place.Read(cursor) is not { } read)
            {
                return Problem.Of("request/bad-cursor");
            }

            place = read;
        }

        var (upTo, balance) = (place.Version, place.Balance);
        var before = upTo - (paging.Limit ?? Paging.DefaultLimit);
        var entries = new List<PoolLedgerEntryView>();
        for (var i = (int)(Math.Min(upTo, recorded.Version + lapses.Count) - recorded.Version) - 1; i >= 0 && recorded.Version + i + 1 > before; i--)
        {
            var (happened, at) = lapses[i];
            entries.Add(Entry(happened, recorded.Version + i + 1, at, null, null, balance));
            balance -= PoolBalance.Movement(happened);
        }

        var newest = Math.Min(upTo, recorded.Version);
        foreach (var e in await session.Events.QueryAllRawEvents()
            .Where(e => e.StreamId == poolId && e.Version <= newest && e.Version > before).OrderByDescending(e => e.Version).ToListAsync(stop))
        {
            var happened = (EventOf<LicencePool>)e.Data;
            entries.Add(Entry(happened, e.Version, e.OccurredAt(), e.Timestamp.ToUniversalTime(), Lapse.IsOne(happened) ? null : e.UserName, balance));
            balance -= PoolBalance.Movement(happened);
        }

        var next = before > 0 ? new Place(before, balance).Write() : null;
        if (next is not null)
        {
            context.LinkNext(next);
        }

        return Answer.Ok(new Page<PoolLedgerEntryView>(entries, next));
    }

    private static async Task<PoolAt?> Pool(IDocumentSession session, Guid poolId, DateTimeOffset? asOf, DateTimeOffset instant, CancellationToken stop) =>
        asOf is not null ? await PoolAt.AsOf(session, poolId, asOf.Value, stop)
        : await session.LoadAsync<LicencePool>(poolId, stop) is { } recorded ? await PoolAt.Now(session, recorded, instant, stop)
        : null;

    private static PoolLedgerEntryView Entry(
        EventOf<LicencePool> happened, long version, DateTimeOffset at, DateTimeOffset? recordedAt, string? actor, PoolBalance after)
    {
        (int Quantity, Guid? Order, Guid? Assignment, Guid? Lease, string? Client) said = happened switch
        {
            SeatsPurchased e => (e.Quantity, null, null, null, null),
            SeatTermBegan e => (e.Quantity, null, null, null, null),
            SeatTermEnded e => (e.Quantity, null, null, null, null),
            SeatsReserved e => (e.Quantity, e.OrderId, null, null, e.ClientId),
            ReservationCancelled e => (e.Quantity, e.OrderId, null, null, null),
            ReservationExpired e => (e.Quantity, e.OrderId, null, null, null),
            SeatAssigned e => (1, e.OrderId, e.AssignmentId, null, e.ClientId),
            SeatReleased e => (1, null, e.AssignmentId, null, e.ClientId),
            SeatLeased e => (1, null, null, e.LeaseId, e.ClientId),
            SeatLeaseEnded e => (1, null, null, e.LeaseId, e.ClientId),
            UnitsConsumed e => (e.Quantity, null, null, null, e.ClientId),
            LeaseQueued e => (0, null, null, e.LeaseId, e.ClientId),
            LeaseUnqueued e => (0, null, null, e.LeaseId, e.ClientId),
            LeaseRefused e => (0, null, null, null, e.ClientId),
            _ => default,
        };
        var type = happened.GetType().GetCustomAttribute<StoredAsAttribute>()!.Name;
        return new(version, type, said.Quantity, said.Order, said.Assignment, said.Lease, said.Client, at, recordedAt, actor, PoolBalanceView.Of(after));
    }

    // Where a page begins: the version of its first entry and the balance after that.
    private readonly record struct Place(long Version, PoolBalance Balance)
    {
        public string Write() => Base64Url.EncodeToString(Encoding.ASCII.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"{Version} {Balance.Purchased} {Balance.Reserved} {Balance.Assigned} {Balance.Leased} {Balance.Consumed}")));

        public static Place? Read(string cursor)
        {
            if (cursor.Length > 80 || !Base64Url.IsValid(cursor))
            {
                return null;
            }

            var parts = Encoding.ASCII.GetString(Base64Url.DecodeFromChars(cursor)).Split(' ');
            return parts.Length == 6 && Number(parts[0]) is { } version and > 0 && Number(parts[1]) is { } purchased && Number(parts[2]) is { } reserved
                && Number(parts[3]) is { } assigned && Number(parts[4]) is { } leased && Number(parts[5]) is { } consumed
                ? new(version, new(purchased, reserved, assigned, leased, consumed))
                : null;
        }

        private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
