#!/usr/bin/env python3
"""Verdicts on the historical incident log, worked out once more: from the rows themselves, with Python's standard library only.

usage: service_levels.py LOG.csv HOLIDAYS.csv

Prints a line for each reading and incident: reading number state seconds. It shares no code with the service, and reads neither its
policies nor its calendars: both are told again below. Times of the log are UTC.
"""
import csv
import sys
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

TARGETS = {"1": 5 * 60, "2": 15, "3": 88 * 60 + 5, "4": 96 * 60}  # minutes, by priority
READINGS = {
    "always": (None, True),
    "always-unpaused": (None, False),
    "office": ("office", True),
    "office-unpaused": ("office", False),
    "nights": ("nights", True),
}
ZONE = ZoneInfo("America/Toronto")


def moment(text):
    return None if text in ("?", "") else datetime.strptime(text, "%d-%m-%Y %H:%M").replace(tzinfo=timezone.utc)


def open_spans(calendar, start, end, holidays):
    """The open spans that touch [start, end), as UTC instants."""
    if calendar is None:
        return [(start, end)]
    spans = []
    day = start.astimezone(ZONE).date() - timedelta(days=2)
    while day <= end.astimezone(ZONE).date() + timedelta(days=1):
        for first, last, on in week(calendar, day):
            # A holiday takes its own date out of a span that goes over midnight.
            for opens, closes, of in pieces(first, last, on):
                if of not in holidays:
                    spans.append((opens.astimezone(timezone.utc), closes.astimezone(timezone.utc)))
        day += timedelta(days=1)
    return [(max(a, start), min(b, end)) for a, b in spans if a < end and b > start]


def week(calendar, day):
    local = lambda on, hour: datetime(on.year, on.month, on.day, hour, tzinfo=ZONE)
    if calendar == "office" and day.weekday() < 5:
        yield local(day, 8), local(day, 12), day
        yield local(day, 13), local(day, 17), day
    if calendar == "nights" and day.weekday() < 6:
        yield local(day, 18), local(day + timedelta(days=1), 4), day


def pieces(first, last, on):
    midnight = datetime(on.year, on.month, on.day, tzinfo=ZONE) + timedelta(days=1)
    if last.date() == on:
        yield first, last, on
    else:
        yield first, midnight, on
        yield midnight, last, on + timedelta(days=1)


def waits(rows, start, end):
    """The spans on hold: from a row that says Awaiting to the next that does not."""
    spans, since = [], None
    for row in rows:
        at = moment(row["sys_updated_at"])
        if row["incident_state"].startswith("Awaiting"):
            since = since or at
        elif since:
            spans.append((since, at))
            since = None
    if since:
        spans.append((since, end))
    return [(max(a, start), min(b, end)) for a, b in spans if a < end and b > start and max(a, start) < min(b, end)]


def minutes(spans):
    return sum(int((b - a).total_seconds()) // 60 for a, b in spans if b > a)


def shared(left, right):
    return [(max(a, c), min(b, d)) for a, b in left for c, d in right if max(a, c) < min(b, d)]


def merged(spans):
    out = []
    for a, b in sorted(spans):
        if out and a <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], b))
        else:
            out.append((a, b))
    return out


def main():
    incidents = {}
    with open(sys.argv[1], encoding="utf-8-sig", newline="") as log:
        for row in csv.DictReader(log):
            incidents.setdefault(row["number"], []).append(row)
    with open(sys.argv[2], encoding="utf-8-sig", newline="") as file:
        # The holidays of the list come every year here: the log is older than the list.
        named = {date.fromisoformat(row["date"]) for row in csv.DictReader(file)}
    holidays = {date(year, day.month, day.day) for year in range(2015, 2019) for day in named}
    for reading, (calendar, pauses) in READINGS.items():
        for number, rows in incidents.items():
            start, end = moment(rows[0]["opened_at"]), moment(rows[-1]["resolved_at"])
            if end is None or not any(row["incident_state"] in ("Resolved", "Closed") for row in rows):
                continue
            spans = open_spans(calendar, start, end, holidays)
            used = minutes(spans)
            if pauses:
                used -= minutes(shared(spans, merged(waits(rows, start, end))))
            state = "met" if used <= TARGETS[rows[-1]["priority"][0]] else "breached"
            print(reading, number, state, used * 60)


main()
