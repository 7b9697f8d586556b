#!/usr/bin/env python3
"""Recomputes an exported invoice from its events, to the cent, by itself: Python's standard library and nothing of the service.

    curl -H "Authorization: Bearer $token" $url/v1/clients/$client/invoices/$invoice/export > invoice.json
    python3 ops/recompute.py invoice.json

Prints each line with both amounts. Ends with 0 when all of them, the taxes and the total are the same; with 1 when something differs.
Arithmetic is exact (fractions); money is rounded once, at the end of a line, half away from zero.
"""
import json
import sys
from datetime import datetime, timezone
from decimal import Decimal
from fractions import Fraction

EPOCH = datetime(1, 1, 1, tzinfo=timezone.utc)


def ticks(text):
    """An RFC 3339 instant in ticks of 100 ns, all seven decimals kept."""
    whole, _, rest = text.replace("Z", "+00:00").partition(".")
    decimals, zone = "", whole[19:]
    if rest:
        cut = next(n for n, c in enumerate(rest) if not c.isdigit())
        decimals, zone = rest[:cut], rest[cut:]
    span = datetime.fromisoformat(whole[:19] + zone).astimezone(timezone.utc) - EPOCH
    return (span.days * 86400 + span.seconds) * 10_000_000 + int(decimals.ljust(7, "0") or 0)


def number(value):
    return Fraction(Decimal(str(value["amount"] if isinstance(value, dict) else value)))


def cents(amount):
    """Half away from zero."""
    whole = (abs(amount) * 100 + Fraction(1, 2)).__floor__()
    return Fraction(whole if amount >= 0 else -whole, 100)


def intervals(changes):
    """When a seat was held: from its assignment to its release, the earliest of each that is told."""
    given = [ticks(c["at"]) for c in changes if c["kind"] == "assigned"]
    back = [ticks(c["at"]) for c in changes if c["kind"] == "released"]
    return [] if not given else [(min(given), min(back) if back else None)]


def seat_ticks(changes, start, end):
    held = [(max(a, start), min(end if b is None else b, end)) for a, b in intervals(changes)]
    return sorted((a, b) for a, b in held if a < b)


def covered(spans):
    total, until = 0, 0
    for a, b in sorted(spans):
        total += max(0, b - max(a, until))
        until = max(until, b)
    return total


def reports(log):
    """The reports of a log as they read after every amendment, in the order of reception."""
    read = {}
    for event in log["events"]:
        data = event["data"]
        if event["type"] == "usage_received":
            for entry in data["entries"]:
                read[(entry["source"], entry["id"])] = entry
        elif event["type"] == "usage_amended":
            read[(data["entry"]["source"], data["entry"]["id"])] = data["entry"]
        elif event["type"] == "usage_cancelled":
            read[(data["source"], data["id"])] = None
    return [entry for entry in read.values() if entry is not None]


def dimension(entry):
    parts = [entry.get("dimension"), entry.get("service"), entry.get("orgUnit")]
    return parts[0] or "" if parts[1] is None and parts[2] is None else "\u001e".join(p or "" for p in parts)


def metered(logs, start, end):
    """What the meter reads: each dimension by itself, then added up."""
    if not logs:
        return Fraction(0)
    aggregation, series = logs[0]["aggregation"], {}
    for log in logs:
        for entry in reports(log):
            key = (dimension(entry), entry.get("subject") if aggregation == "timeWeighted" else None)
            series.setdefault(key, []).append(entry)
    value = lambda entry: number(entry.get("value") or 0)
    name = lambda entry: (ticks(entry["time"]), entry["source"] + "\u001f" + entry["id"])
    if aggregation == "count":
        return Fraction(sum(len(all_) for all_ in series.values()))
    if aggregation == "sum":
        return sum((value(e) for all_ in series.values() for e in all_), Fraction(0))
    if aggregation == "max":
        return sum((max(map(value, all_)) for all_ in series.values()), Fraction(0))
    if aggregation == "latest":
        return sum((value(max(all_, key=name)) for all_ in series.values()), Fraction(0))
    if aggregation == "uniqueCount":
        return Fraction(sum(len({e.get("key") for e in all_}) for all_ in series.values()))
    total = Fraction(0)
    for all_ in series.values():
        told = sorted(all_, key=name)
        for n, entry in enumerate(told):
            a = max(ticks(entry["time"]), start)
            b = min(ticks(told[n + 1]["time"]) if n + 1 < len(told) else end, end)
            total += value(entry) * max(0, b - a)
    return total / 10_000_000


def tiers(model):
    return [(None if t.get("upTo") is None else number(t["upTo"]), number(t["unitPrice"]), number(t["fee"])) for t in model["tiers"]]


def by_model(charge, units, slice_ticks, month_ticks, held_ticks, count):
    """The model's own arithmetic: free units first, no rounding."""
    model = charge["model"]
    kind = model["model"]
    units = max(Fraction(0), units - number(charge["freeUnits"]))
    first_fee = charge.get("firstTierFeeAtZero", False)
    if kind == "flat":
        return number(model["amount"]) * slice_ticks / month_ticks
    if kind == "recurring":
        return number(model["amount"]) * held_ticks / month_ticks
    if kind == "oneOff":
        return units * number(model["amount"])
    if kind == "perUnit":
        return units * number(model["unitPrice"])
    if kind == "package":
        return -(-units // number(model["size"])) * number(model["price"])
    if kind == "percentage":
        return units * number(model["percent"]) / 100 + count * number(model["perTransaction"])
    if kind == "allowance":
        return number(model["fee"]) * held_ticks / month_ticks + max(Fraction(0), units - number(model["included"])) * number(model["overagePrice"])
    if units == 0:
        return tiers(model)[0][2] if first_fee else Fraction(0)
    if kind == "volume":
        _, price, fee = next(t for t in tiers(model) if t[0] is None or units <= t[0])
        return units * price + fee
    if kind == "graduated":
        total, begin = Fraction(0), Fraction(0)
        for end, price, fee in tiers(model):
            within = (units if end is None else min(units, end)) - begin
            if within <= 0:
                break
            total, begin = total + within * price + fee, begin if end is None else end
        return total
    raise SystemExit("unknown model " + kind)


def ordered(line, export, start, end):
    """How often a price of orders was due once, or for how many ticks times how often it was held: from the deliveries themselves."""
    price, total = line["ordered"], Fraction(0)
    charges = {o["id"]: o["changes"] for o in export["orders"]}
    for order in price["orders"]:
        changes, had = sorted(charges[order["chargeId"]][: order["changes"]], key=lambda change: ticks(change["at"])), Fraction(0)
        for n, change in enumerate(changes):
            at = ticks(change["at"])
            until = ticks(changes[n + 1]["at"]) if n + 1 < len(changes) else end
            for one in change["prices"]:
                if (one.get("option"), one.get("choice")) != (price.get("option"), price.get("choice")):
                    continue
                count = number(one["count"])
                if price["kind"] == "monthly":
                    total += count * max(0, min(until, end) - max(at, start))
                elif count > had:
                    total += count - had if start <= at < end else 0
                    had = count
    return total


def quantity(line, export, start, end):
    """Units of the price, for how long something was held, and how many reports are behind it."""
    if line.get("ordered"):
        return ordered(line, export, start, end) / number(line["per"]), end - start, 0
    if line.get("poolId"):
        seats = {s["assignmentId"]: s["changes"] for s in export["seats"]}
        spans = [span for s in line["seats"] for span in seat_ticks(seats[s["assignmentId"]][: s["changes"]], start, end)]
        return Fraction(sum(b - a for a, b in spans)) / number(line["per"]), covered(spans), 0
    known = {log["logId"]: log["version"] for log in line["logs"]}
    logs = [dict(log, events=[e for e in log["events"] if e["version"] <= known[log["logId"]]]) for log in export["logs"] if log["logId"] in known]
    return metered(logs, start, end) / number(line["per"]), end - start, sum(len(reports(log)) for log in logs)


def amount(line, export, used, month_ticks):
    start, end = ticks(line["from"]), ticks(line["until"])
    charge = line["price"].get("charge") or {"freeUnits": 0, "model": {"model": "perUnit", "unitPrice": line["price"]["monthlyPerSeat"]}}
    units, held, count = quantity(line, export, start, end)
    total = by_model(charge, units, end - start, month_ticks, held, count)
    agreed = line.get("agreed")
    if agreed:
        total -= total * number(agreed["discountPercent"]) / 100
    if charge.get("minimum"):
        total = max(total, number(charge["minimum"]) * (end - start) / month_ticks)
    if agreed and agreed.get("monthlyCap"):
        total = min(total, max(Fraction(0), number(agreed["monthlyCap"]) - used))
    return cents(total)


def main(path):
    with open(path, encoding="utf-8") as file:
        export = json.load(file, parse_float=Decimal)
    content, wrong, used, base = export["content"], 0, {}, Fraction(0)
    for line in content["lines"]:
        adjusts = line.get("adjusts")
        month = adjusts["period"] if adjusts else content["period"]
        span = export["months"][month]
        key = (month, line["pricePlanId"])
        # An adjustment shares its cap with lines that are not all on this invoice: what they used is in its own steps.
        shared = next((number(i["value"]) for s in line["steps"] if s["rule"] == "capLeft" for i in s["inputs"] if i["name"] == "used"), Fraction(0))
        all_ = amount(line, export, shared if adjusts else used.get(key, Fraction(0)), ticks(span["until"]) - ticks(span["from"]))
        used[key] = used.get(key, Fraction(0)) + all_
        due = all_ - number(adjusts["booked"]) if adjusts else all_
        same = due == number(line["amount"])
        wrong += not same
        base += due
        print(f"{line['id']}  {line['pricePlanName']:<40} {float(due):>14.2f} {float(number(line['amount'])):>14.2f} {'' if same else ' DIFFERS'}")
    taxed = content["taxRegime"] == "taxable"
    tps = cents(base * Fraction(5, 100)) if taxed else Fraction(0)
    tvq = cents(base * Fraction(9975, 100000)) if taxed else Fraction(0)
    for name, mine in (("base", base), ("tps", tps), ("tvq", tvq), ("total", base + tps + tvq)):
        theirs = number(content["totals"][name])
        wrong += mine != theirs
        print(f"{name:<78} {float(mine):>14.2f} {float(theirs):>14.2f} {'' if mine == theirs else ' DIFFERS'}")
    print("The same to the cent." if not wrong else f"{wrong} amounts differ.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]) if len(sys.argv) == 2 else __doc__)
