using System.Diagnostics;
using Npgsql;
using SBG.Ops.Demo;

namespace SBG.Ops.Commands;

/// <summary>
/// A thousand people at once want one of a hundred shared licences, over two nodes on one database, while one of the nodes is killed; then the events alone say whether
/// more were ever lent than bought.
/// </summary>
internal static class ChaosLeases
{
    private const int Seats = 100;
    private const int Clients = 10;
    private const int PeopleOfAClient = 100;
    private const int Rounds = 3;

    private const string Ends = "('licence_lease_released', 'licence_lease_expired', 'licence_lease_passed')";

    private static readonly (string What, string Sql)[] Comparisons =
    [
        ("Entries of the ledger after which more are lent than bought",
            $"select count(*) from (select sum(case type when 'licence_seat_leased' then 1 when 'licence_seat_lease_ended' then -1 else 0 end) over (partition by stream_id order by version) as lent from sbg.mt_events where type like 'licence\\_%') l where lent > {Seats} or lent < 0"),
        ("Instants at which more leases hold a seat than were bought, by the leases' own streams",
            $"select count(*) from (select sum(sum(by)) over (order by at) as held from (select coalesce((headers ->> 'occurred-at')::timestamptz, timestamp) as at, case when type in {Ends} then -1 else 1 end as by from sbg.mt_events where type in ('licence_lease_granted', 'licence_lease_offered') or type in {Ends}) moves group by at) s where held > {Seats}"),
        ("Leases that ended twice", $"select count(*) from (select 1 from sbg.mt_events where type in {Ends} group by stream_id having count(*) > 1) twice"),
        ("Entries of the ledger that go back in time",
            "select count(*) from (select coalesce((headers ->> 'occurred-at')::timestamptz, timestamp) < lag(coalesce((headers ->> 'occurred-at')::timestamptz, timestamp)) over (partition by stream_id order by version) as back from sbg.mt_events where stream_id in (select id from sbg.mt_doc_licencepool)) b where back"),
        ("Seats that the pool calls lent and no lease holds, or the reverse",
            "select abs((select coalesce(sum((data -> 'balance' ->> 'leased')::int), 0) from sbg.mt_doc_licencepool) - (select count(*) from sbg.mt_doc_licencelease where held_until is not null))"),
        ("People who hold two", "select count(*) from (select 1 from sbg.mt_doc_licencelease where held_until is not null group by data ->> 'personId' having count(*) > 1) twice"),
    ];

    public static async Task<int> Run(int kills, Random chance, Func<int, Service> start, string database, CancellationToken stop)
    {
        Service[] nodes = [start(0), start(1)];
        try
        {
            await nodes[0].Ready(stop);
            await nodes[1].Ready(stop);
            using DemoApi one = new(nodes[0].Url), other = new(nodes[1].Url);
            var (pool, people) = await Prepare(one);
            Console.WriteLine($"{people.Count} people, {Seats} shared licences, two nodes.");
            var (since, load) = (Stopwatch.StartNew(), Task.WhenAll(people.Select((person, number) => Use(number % 2 == 0 ? (one, other) : (other, one), pool, person, chance.Next()))));
            for (var kill = 1; kill <= kills; kill++)
            {
                await Task.Delay(500 + chance.Next(1_500), stop);
                nodes[1].Process.Kill();
                await nodes[1].Process.WaitForExitAsync(stop);
                await nodes[1].DisposeAsync();
                Console.WriteLine($"Killed a node ({kill} of {kills}) after {since.Elapsed.TotalSeconds:0.0} s; starting it again.");
                nodes[1] = start(1);
                await nodes[1].Ready(stop);
            }

            var calls = (await load).SelectMany(each => each).ToArray();
            Console.WriteLine(FormattableString.Invariant($"{calls.Length} calls in {since.Elapsed.TotalSeconds:0.0} s: {string.Join(", ", calls.GroupBy(call => call).OrderBy(call => call.Key).Select(call => $"{call.Count()} x {(call.Key == 0 ? "no answer" : call.Key)}"))}."));
            await one.Until(Cast.ServiceManager, $"/v1/licence-pools/{pool}", told => told.GetProperty("waiting").GetInt32() == 0 && told.GetProperty("balance").GetProperty("leased").GetInt32() == 0);
            return await Look(database, stop);
        }
        finally
        {
            await nodes[0].DisposeAsync();
            await nodes[1].DisposeAsync();
        }
    }

    private static async Task<(string PoolId, IReadOnlyList<(string ClientPath, string PersonId)> People)> Prepare(DemoApi api)
    {
        var price = await api.Post(Cast.Finance, "/v1/price-plans", new { name = "Essai", validFrom = "2020-01-01", monthlyPerSeat = new { amount = "1.00", currency = "CAD" } });
        var pool = await api.Post(Cast.ServiceManager, "/v1/licence-pools", new { name = "Essai", product = "essai", pricePlanId = price.Id, seats = Seats, kind = "shared" });
        await api.Post(Cast.ServiceManager, $"{pool.Location}/lease-terms", new { length = "PT10S", takeWithin = "PT2S" }, pool);
        var people = new List<(string, string)>();
        for (var number = 1; number <= Clients; number++)
        {
            var client = await api.Post(Cast.Admin, "/v1/clients", new { id = $"essai-{number}", name = "Organisme d'essai", neq = "1112345678", category = "agency" });
            foreach (var some in Enumerable.Range(1, PeopleOfAClient).Chunk(20))
            {
                var made = await Task.WhenAll(some.Select(person => api.Post(Cast.Admin, $"{client.Location}/people", new { name = $"Essai {person}", email = $"essai{person}@essai.example", unit = "TI" })));
                people.AddRange(made.Select(person => (client.Location, person.Id)));
            }
        }

        return (pool.Id, people);
    }

    // Asks, some of them ready to wait; who gets a seat uses it for a moment and gives it back through the other node, or forgets to.
    private static async Task<List<int>> Use((DemoApi One, DemoApi Other) nodes, string poolId, (string ClientPath, string PersonId) person, int seed)
    {
        var (chance, statuses) = (new Random(seed), new List<int>());
        for (var round = 0; round < Rounds; round++)
        {
            var (status, lease) = await Call(() => nodes.One.Try(Cast.Agent, $"{person.ClientPath}/leases", new { poolId, personId = person.PersonId, wait = chance.Next(2) == 0 }));
            statuses.Add(status);
            await Task.Delay(chance.Next(300));
            if (status == 201 && lease!["status"] == "active" && chance.Next(10) > 0)
            {
                statuses.Add((await Call(() => nodes.Other.Try(Cast.Agent, $"{lease.Location}/release", at: lease))).Status);
            }
        }

        return statuses;
    }

    private static async Task<(int Status, DemoAnswer? Answer)> Call(Func<Task<(int Status, DemoAnswer Answer)>> call)
    {
        try
        {
            return await call();
        }
        catch (Exception killed) when (killed is HttpRequestException or TaskCanceledException)
        {
            return (0, null);
        }
    }

    private static async Task<int> Look(string database, CancellationToken stop)
    {
        var story = new Story(quiet: false);
        await using var source = NpgsqlDataSource.Create(database);
        await using var told = source.CreateCommand(
            """
            select format('%s seats lent, %s of them to who waited; %s refused; at most %s at once',
                count(*) filter (where type = 'licence_seat_leased'), count(*) filter (where type = 'licence_seat_leased' and data ? 'waitingSince'),
                count(*) filter (where type = 'licence_lease_refused'),
                (select max(lent) from (select sum(case type when 'licence_seat_leased' then 1 when 'licence_seat_lease_ended' then -1 else 0 end) over (order by version) as lent from sbg.mt_events where stream_id in (select id from sbg.mt_doc_licencepool)) l))
            from sbg.mt_events where type like 'licence\_%'
            """);
        Console.WriteLine(await told.ExecuteScalarAsync(stop) + ".");
        foreach (var (what, sql) in Comparisons)
        {
            await using var command = source.CreateCommand(sql);
            story.Check(what, 0L, Convert.ToInt64(await command.ExecuteScalarAsync(stop), System.Globalization.CultureInfo.InvariantCulture));
        }

        return story.Differences == 0 ? 0 : 1;
    }
}
