using Npgsql;

namespace SBG.Ops.Commands;

/// <summary>
/// The simulated target's own log: the database writes down each call that the target gets and each effect that it has, in the target's transaction and
/// not in the service's, so that it outlives the service; and its comparison with the service's events.
/// </summary>
internal static class ChaosTarget
{
    private const string Log = """
        create table public.target_log (seq bigint generated always as identity primary key, at timestamptz not null, order_id uuid not null, step_key text not null,
            attempt int not null, called boolean not null, before int not null, after int not null);
        create function public.target_writes() returns trigger language plpgsql as $$
        begin
            insert into public.target_log (at, order_id, step_key, attempt, called, before, after) values (clock_timestamp(), new.order_id, new.step_key, new.last_attempt,
                tg_op = 'INSERT' or new.calls > old.calls, case when tg_op = 'INSERT' then 0 else old.effects end, new.effects);
            return new;
        end $$;
        create trigger target_writes after insert or update on sbg.simulated_effects for each row execute function public.target_writes();
        """;

    private const string Net = "(select order_id, step_key, sum(after - before) as net, count(*) filter (where after > before) as did, count(*) filter (where called) as calls from public.target_log group by 1, 2)";

    private const string Steps = "(select o.id as order_id, o.data ->> 'status' as status, s -> 'step' ->> 'key' as step_key, s ->> 'status' as step_status, s -> 'step' ->> 'connector' as connector from sbg.mt_doc_provisioningorder o, jsonb_array_elements(o.data -> 'steps') s)";

    private static readonly (string What, string Sql)[] Comparisons =
    [
        ("Orders that are not over", "select count(*) from sbg.mt_doc_provisioningorder where data ->> 'status' not in ('completed', 'failed', 'cancelled')"),
        ("Orphans: effects at the target that no completed step of ours explains",
            $"select count(*) from {Net} n left join {Steps} s using (order_id, step_key) where n.net > 0 and s.step_status is distinct from 'completed'"),
        ("Steps that we call completed and the target does not hold",
            $"select count(*) from {Steps} s left join {Net} n using (order_id, step_key) where s.connector = 'simulated' and s.step_status = 'completed' and coalesce(n.net, 0) <> 1"),
        ("Steps done twice at the target", $"select count(*) from {Net} n where n.did > 1 or n.net > 1"),
        ("Calls for an attempt that we never recorded",
            "select count(*) from public.target_log l where l.called and not exists (select from sbg.mt_events e where e.stream_id = l.order_id and e.type = 'provisioning_step_started' and e.data ->> 'stepKey' = l.step_key and (e.data ->> 'attempt')::int = l.attempt)"),
        ("Calls after we had recorded that the step is done",
            "select count(*) from public.target_log l join sbg.mt_events e on e.stream_id = l.order_id and e.type = 'provisioning_step_completed' and e.data ->> 'stepKey' = l.step_key where l.called and l.at > e.timestamp"),
        ("Outcomes recorded twice",
            "select count(*) from (select 1 from sbg.mt_events where type in ('provisioning_step_started', 'provisioning_step_completed', 'provisioning_step_undone') group by stream_id, type, data ->> 'stepKey', data ->> 'attempt' having count(*) > 1) twice"),
    ];

    /// <summary>Begins the log.</summary>
    public static async Task Begin(string database, CancellationToken stop)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(Log);
        await command.ExecuteNonQueryAsync(stop);
    }

    /// <summary>Compares both logs.</summary>
    /// <returns>What was looked for, and how many there are: none should be.</returns>
    public static async Task<IReadOnlyList<(string What, long Found)>> Compare(string database, CancellationToken stop)
    {
        await using var source = NpgsqlDataSource.Create(database);
        var found = new List<(string, long)>();
        foreach (var (what, sql) in Comparisons)
        {
            await using var command = source.CreateCommand(sql);
            found.Add((what, (long)(await command.ExecuteScalarAsync(stop))!));
        }

        return found;
    }

    /// <summary>How much was at stake: calls, effects, undone effects, and orders by their end.</summary>
    public static async Task<string> Told(string database, CancellationToken stop)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(
            """
            select format('%s calls, %s effects, %s undone; orders: %s', count(*) filter (where called), count(*) filter (where after > before), count(*) filter (where after < before),
                (select string_agg(status || ' ' || n, ', ') from (select data ->> 'status' as status, count(*) as n from sbg.mt_doc_provisioningorder group by 1) by_status))
            from public.target_log
            """);
        return (string)(await command.ExecuteScalarAsync(stop))!;
    }
}
