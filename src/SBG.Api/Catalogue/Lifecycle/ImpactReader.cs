using Npgsql;
using NpgsqlTypes;
using SBG.Domain.Catalogue;
using SBG.Projections.Kernel;

namespace SBG.Api.Catalogue.Lifecycle;

/// <summary>Finds what of all clients an offer touches, in the states as they are now: the one query of the catalogue across tenants, for the provider's staff.</summary>
/// <param name="database">The database.</param>
internal sealed class ImpactReader(NpgsqlDataSource database)
{
    // $1 the offer, $2 its price plans, $3 the start of the month: a seat that was given back in it is still charged.
    private const string Touched = $"""
        with touched as (
            select 'Cart' as kind, d.tenant_id as client_id, d.id, chosen.quantity, chosen.versions
            from {StoreConfiguration.Schema}.mt_doc_cart as d, lateral (
                select sum(quantity)::integer as quantity, array_agg(distinct version) as versions
                from (
                    select (line ->> 'quantity')::integer as quantity, (line ->> 'offerVersion')::integer as version
                    from jsonb_array_elements(d.data -> 'lines') as line where (line ->> 'offerId')::uuid = $1
                    union all
                    select (line ->> 'quantity')::integer * (part ->> 'quantity')::integer, (part ->> 'offerVersion')::integer
                    from jsonb_array_elements(d.data -> 'lines') as line, jsonb_array_elements(line -> 'parts') as part where (part ->> 'offerId')::uuid = $1) as units) as chosen
            where d.data ->> 'requestId' is null and coalesce((d.data ->> 'expired')::boolean, false) = false and chosen.quantity is not null
            union all
            select 'Request', d.tenant_id, d.id, asked.quantity, asked.versions
            from {StoreConfiguration.Schema}.mt_doc_servicerequest as d, lateral (
                select sum((line ->> 'quantity')::integer)::integer as quantity, array_agg(distinct (line ->> 'offerVersion')::integer) as versions
                from jsonb_array_elements(d.data -> 'lines') as line where (line ->> 'offerId')::uuid = $1) as asked
            where d.data ->> 'status' in ('acknowledged', 'inProgress') and asked.quantity is not null
            union all
            select 'Licence', d.tenant_id, d.id, 1, array[(o.data ->> 'offerVersion')::integer]
            from {StoreConfiguration.Schema}.mt_doc_licenceassignment as d
            join {StoreConfiguration.Schema}.mt_doc_provisioningorder as o on o.tenant_id = d.tenant_id and o.id = (d.data ->> 'orderId')::uuid
            where (o.data ->> 'offerId')::uuid = $1 and d.data ->> 'status' <> 'released'
            union all
            select 'ChargedSeat', d.tenant_id, d.id, 1, array[]::integer[]
            from {StoreConfiguration.Schema}.mt_doc_seatrecord as d
            where (d.data -> 'seat' ->> 'pricePlanId')::uuid = any($2) and (d.data ->> 'until' is null or (d.data ->> 'until')::timestamptz > $3)
            union all
            select 'Bundle', d.tenant_id, d.id, 1, bundles.versions
            from {StoreConfiguration.Schema}.mt_doc_offer as d, lateral (
                select array_agg((version ->> 'number')::integer) as versions
                from jsonb_array_elements(d.data -> 'versions') as version, jsonb_array_elements(version -> 'terms' -> 'parts') as part
                where (part ->> 'offerId')::uuid = $1 and coalesce(version ->> 'stage', 'published') in ('published', 'pilot', 'scheduled')) as bundles
            where bundles.versions is not null and d.data ->> 'status' <> 'retired')
        """;

    private const string ByClient = Touched + """
        select client_id,
            count(*) filter (where kind = 'Cart')::integer, count(*) filter (where kind = 'Cart' and versions && $4)::integer,
            count(*) filter (where kind = 'Request')::integer, coalesce(sum(quantity) filter (where kind = 'Request'), 0)::integer,
            count(*) filter (where kind = 'Licence')::integer, count(*) filter (where kind = 'ChargedSeat')::integer
        from touched where kind <> 'Bundle' and client_id > $5 group by client_id order by client_id limit $6
        """;

    private const string OneByOne = Touched + """
        select kind, client_id, id, quantity, versions from touched
        where ($4::text is null or kind = $4) and ($5::text is null or client_id = $5) and id < $6 order by id desc limit $7
        """;

    /// <summary>How much, client by client, in order of their codes.</summary>
    /// <param name="offer">The offer.</param>
    /// <param name="month">The start of the month (UTC).</param>
    /// <param name="repriced">The versions that cost something else than the draft would.</param>
    /// <param name="after">The last client of the page before; empty: none.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="stop">Cancels.</param>
    public async Task<List<OfferImpactView>> Clients(Offer offer, DateTimeOffset month, int[] repriced, string after, int most, CancellationToken stop)
    {
        await using var command = Command(ByClient, offer, month);
        command.Parameters.Add(new() { Value = repriced });
        command.Parameters.Add(new() { Value = after });
        command.Parameters.Add(new() { Value = most });
        await using var reader = await command.ExecuteReaderAsync(stop);
        var clients = new List<OfferImpactView>();
        while (await reader.ReadAsync(stop))
        {
            clients.Add(new(
                reader.GetString(0), reader.GetInt32(1), reader.GetInt32(2), reader.GetInt32(3), reader.GetInt32(4), reader.GetInt32(5), reader.GetInt32(6)));
        }

        return clients;
    }

    /// <summary>What, one by one, in descending order of ids.</summary>
    /// <param name="offer">The offer.</param>
    /// <param name="month">The start of the month (UTC).</param>
    /// <param name="filter">Which.</param>
    /// <param name="before">The last id of the page before.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="stop">Cancels.</param>
    public async Task<List<TouchedView>> Things(Offer offer, DateTimeOffset month, TouchedFilter filter, Guid before, int most, CancellationToken stop)
    {
        await using var command = Command(OneByOne, offer, month);
        command.Parameters.Add(new() { Value = (object?)filter.Kind?.ToString() ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = (object?)filter.ClientId ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = before });
        command.Parameters.Add(new() { Value = most });
        await using var reader = await command.ExecuteReaderAsync(stop);
        var things = new List<TouchedView>();
        while (await reader.ReadAsync(stop))
        {
            things.Add(TouchedView.Of(
                Enum.Parse<TouchedKind>(reader.GetString(0)), reader.GetString(1), reader.GetGuid(2), reader.GetInt32(3), await reader.GetFieldValueAsync<int[]>(4, stop)));
        }

        return things;
    }

    private NpgsqlCommand Command(string sql, Offer offer, DateTimeOffset month)
    {
        var command = database.CreateCommand(sql);
        command.Parameters.Add(new() { Value = offer.Id });
        command.Parameters.Add(new() { Value = offer.Versions.Select(version => version.Terms.PricePlanId).Append(offer.Draft.PricePlanId).Distinct().ToArray() });
        command.Parameters.Add(new() { Value = month });
        return command;
    }
}
