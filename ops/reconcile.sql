-- Is everything that was used billed once, and every invoice in order? Straight over the events; no view, no document and no code of the service is read.
-- Each row is something that is wrong; none is the answer. Run it with any role that may read: psql "$ConnectionString" -f ops/reconcile.sql
--
-- How far use is billed is told by the invoices themselves: each line names the usage logs behind it and the version up to which it read them.
with issued as (
    select tenant_id, stream_id, data ->> 'number' as number, data -> 'content' as content from sbg.mt_events where type = 'invoice_issued'
), lines as (
    select i.tenant_id, i.stream_id, i.number, i.content, l.line from issued i, jsonb_array_elements(i.content -> 'lines') as l(line)
), billed as (
    select l.tenant_id, (s.log ->> 'logId')::uuid as log_id, max((s.log ->> 'version')::bigint) as version
    from lines l, jsonb_array_elements(l.line -> 'logs') as s(log) group by 1, 2
), charged as (
    -- The orders behind lines: each names what it was charged by, how far that was known and its part of the units.
    select l.tenant_id, l.number, l.line, (s.named ->> 'chargeId')::uuid as charge_id, (s.named ->> 'units')::numeric as units
    from lines l, jsonb_array_elements(l.line #> '{ordered,orders}') as s(named)
), due as (
    -- What is due once for a delivery, and the month of the client in which it was delivered.
    select e.tenant_id, e.stream_id, e.timestamp, p.price ->> 'option' as option, p.price ->> 'choice' as choice, (p.price ->> 'count')::numeric as count,
        coalesce(e.headers ->> 'occurred-at', to_char(e.timestamp at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.USZ'))::timestamptz as at
    from sbg.mt_events e, jsonb_array_elements(e.data -> 'prices') as p(price)
    where e.type = 'order_charge_begun' and (p.price #>> '{oneOff,amount}')::numeric <> 0
), notes as (
    select tenant_id, stream_id, type, data from sbg.mt_events where type in ('credit_note_issued', 'debit_note_issued')
), numbered as (
    select data ->> 'number' as number from sbg.mt_events where type in ('invoice_issued', 'credit_note_issued', 'debit_note_issued')
), numbers as (
    select left(number, length(number) - 7) as series, right(number, 6)::bigint as place from numbered
), amended as (
    -- What was said of a report later: it reads otherwise, or counts no more.
    select tenant_id, stream_id, version, coalesce(data #>> '{entry,source}', data ->> 'source') as source, coalesce(data #>> '{entry,id}', data ->> 'id') as id,
        type = 'usage_cancelled' as cancelled, (data #>> '{entry,value}')::numeric as value
    from sbg.mt_events where type in ('usage_amended', 'usage_cancelled')
), read as (
    -- What the newest document of a line says that it read. A price change cuts a month in two lines, each with its own logs.
    select distinct on (tenant_id, month, line_id) tenant_id, month, line_id, meter, units, logs from (
        select l.tenant_id, coalesce(l.line -> 'adjusts' ->> 'period', l.content ->> 'period') as month, coalesce(l.line -> 'adjusts' ->> 'lineId', l.line ->> 'id') as line_id,
            l.line ->> 'meter' as meter, (l.line ->> 'units')::numeric as units, l.line -> 'logs' as logs, l.content ->> 'recordedThrough' as at
        from lines l where l.line ->> 'meter' is not null) each
    order by tenant_id, month, line_id, at desc
), compared as (
    -- Report by report, as each read up to the version that the line names: sums and counts can be added up without the service.
    select r.tenant_id, r.month, r.line_id, r.units,
        case when e.data ->> 'aggregation' = 'count' then count(*) filter (where not coalesce(a.cancelled, false))
            else coalesce(sum(case when a.version is null then (t.report ->> 'value')::numeric when a.cancelled then 0 else a.value end), 0) end as summed
    from read r
    cross join jsonb_array_elements(r.logs) as s(log)
    join sbg.mt_events e on e.tenant_id = r.tenant_id and e.stream_id = (s.log ->> 'logId')::uuid and e.type = 'usage_received' and e.version <= (s.log ->> 'version')::bigint
    cross join jsonb_array_elements(e.data -> 'entries') as t(report)
    left join lateral (select x.version, x.cancelled, x.value from amended x
        where x.tenant_id = e.tenant_id and x.stream_id = e.stream_id and x.source = t.report ->> 'source' and x.id = t.report ->> 'id' and x.version <= (s.log ->> 'version')::bigint
        order by x.version desc limit 1) a on true
    where e.data ->> 'aggregation' in ('sum', 'count')
    group by r.tenant_id, r.month, r.line_id, r.units, e.data ->> 'aggregation'
), closed as (
    select data ->> 'year' as year from sbg.mt_events where type = 'fiscal_year_closed'
), forgotten as (
    -- Use of an invoiced month that came before a later invoice of the client, and is in none. A meter that no plan charged when the month was invoiced is not charged, nor is a closed
    -- fiscal year; cancelled reports leave nothing to charge, and a level of zero neither.
    select distinct e.tenant_id, e.stream_id, e.data ->> 'day' as day
    from sbg.mt_events e
    join sbg.mt_events k on k.tenant_id = e.tenant_id and k.type = 'invoice_issued' and k.data #>> '{content,period}' = left(e.data ->> 'day', 7)
    join sbg.mt_events d on d.type = 'meter_defined' and d.data ->> 'key' = e.data ->> 'meter'
    join sbg.mt_events m on m.type = 'meter_priced' and m.stream_id = d.stream_id and m.seq_id < k.seq_id
    left join billed b on b.tenant_id = e.tenant_id and b.log_id = e.stream_id
    where e.type = 'usage_received' and e.data ->> 'aggregation' <> 'timeWeighted' and e.version > coalesce(b.version, 0)
      and exists (select from sbg.mt_events j where j.tenant_id = e.tenant_id and j.type = 'invoice_issued' and j.seq_id > e.seq_id)
      and not exists (select from amended a where a.tenant_id = e.tenant_id and a.stream_id = e.stream_id and a.cancelled)
      and not exists (select from closed c where left(e.data ->> 'day', 7) >= left(c.year, 4) || '-04' and left(e.data ->> 'day', 7) < right(c.year, 4) || '-04')
)
select 'a number is missing or given twice' as wrong, series as what from numbers group by series having count(*) <> max(place) or count(distinct place) <> count(*) or min(place) <> 1
union all
select 'a month of a client is invoiced twice', tenant_id || ' ' || (content ->> 'period') from issued group by tenant_id, content ->> 'period' having count(*) > 1
union all
select 'lines do not add up to the base', number from issued i
where (i.content #>> '{totals,base,amount}')::numeric <> (select coalesce(sum((l ->> 'amount')::numeric), 0) from jsonb_path_query(i.content, '$.lines[*].amount') l)
union all
select 'a tax is not what the base gives', number from issued
where content ->> 'taxRegime' = 'taxable'
  and ((content #>> '{totals,tps,amount}')::numeric <> round((content #>> '{totals,base,amount}')::numeric * 0.05, 2)
    or (content #>> '{totals,tvq,amount}')::numeric <> round((content #>> '{totals,base,amount}')::numeric * 0.09975, 2))
union all
select 'a tax is charged where none is due', number from issued
where content ->> 'taxRegime' <> 'taxable' and ((content #>> '{totals,tps,amount}')::numeric <> 0 or (content #>> '{totals,tvq,amount}')::numeric <> 0)
union all
select 'base and taxes are not the total', number from issued
where (content #>> '{totals,total,amount}')::numeric
   <> (content #>> '{totals,base,amount}')::numeric + (content #>> '{totals,tps,amount}')::numeric + (content #>> '{totals,tvq,amount}')::numeric
union all
select 'the last step of a line is not its amount', number || ' ' || (line ->> 'id') from lines where (line #>> '{steps,-1,outcome}')::numeric <> (line #>> '{amount,amount}')::numeric
union all
select 'the seats of a line are not its quantity', number || ' ' || (line ->> 'id') from lines
where line ->> 'poolId' is not null and (line ->> 'units')::numeric <> (select coalesce(sum((s ->> 'ticks')::numeric), 0) from jsonb_array_elements(line -> 'seats') s)
union all
select 'the orders of a line are not its quantity', number || ' ' || (line ->> 'id') from lines
where line -> 'ordered' is not null and (line ->> 'units')::numeric <> (select coalesce(sum((s ->> 'units')::numeric), 0) from jsonb_array_elements(line #> '{ordered,orders}') s)
union all
select 'what an order costs once is not billed, or billed otherwise', d.tenant_id || ' ' || d.stream_id || ' ' || coalesce(d.option, '') from due d
where exists (select from issued i where i.tenant_id = d.tenant_id and (i.content ->> 'recordedThrough')::timestamptz >= d.timestamp
        and i.content ->> 'period' >= to_char(d.at at time zone (i.content ->> 'timeZone'), 'YYYY-MM'))
  and d.count is distinct from (select max(c.units) from charged c where c.tenant_id = d.tenant_id and c.charge_id = d.stream_id and c.line #>> '{ordered,kind}' = 'oneOff'
        and c.line #>> '{ordered,option}' is not distinct from d.option and c.line #>> '{ordered,choice}' is not distinct from d.choice)
  and not exists (select from sbg.mt_events e where e.tenant_id = d.tenant_id and e.stream_id = d.stream_id and e.type = 'order_charge_changed')
union all
select 'what an order costs once is billed twice', tenant_id || ' ' || charge_id from charged
where line #>> '{ordered,kind}' = 'oneOff' and line -> 'adjusts' is null group by tenant_id, charge_id, line #>> '{ordered,option}', line #>> '{ordered,choice}' having count(*) > 1
union all
select 'an invoice names an order that was never delivered', tenant_id || ' ' || charge_id from charged c
where not exists (select from sbg.mt_events e where e.tenant_id = c.tenant_id and e.stream_id = c.charge_id and e.type = 'order_charge_begun')
union all
select 'the parts of an adjustment do not add up to it', number || ' ' || (line ->> 'id') from lines
where line -> 'allocated' is not null and (line #>> '{amount,amount}')::numeric <> (select coalesce(sum((s #>> '{amount,amount}')::numeric), 0) from jsonb_array_elements(line -> 'allocated') s)
union all
select 'the quantities of cost centres do not add up to their line', number || ' ' || (line ->> 'id') from lines
where jsonb_array_length(line -> 'dimensions') > 0 and (line ->> 'units')::numeric <> (select sum((s ->> 'units')::numeric) from jsonb_array_elements(line -> 'dimensions') s)
union all
select 'more is credited than was due', i.number from issued i
where (i.content #>> '{totals,total,amount}')::numeric + (select coalesce(sum((n.data #>> '{totals,total,amount}')::numeric * case n.type when 'credit_note_issued' then -1 else 1 end), 0)
    from notes n where n.tenant_id = i.tenant_id and n.stream_id = i.stream_id) < least(0, (i.content #>> '{totals,total,amount}')::numeric)
union all
select 'an invoice names use that was never recorded', b.tenant_id || ' ' || b.log_id from billed b
where b.version > coalesce((select max(e.version) from sbg.mt_events e where e.tenant_id = b.tenant_id and e.stream_id = b.log_id), 0)
union all
select 'use that was read is not the quantity that was billed', tenant_id || ' ' || month || ' ' || line_id || ': ' || units || ' instead of ' || summed from compared where units <> summed
union all
select 'use that came before a later invoice is in none', tenant_id || ' ' || day || ' ' || stream_id from forgotten;
