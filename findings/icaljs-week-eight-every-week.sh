#!/usr/bin/env bash
# ical.js, which Thunderbird and Nextcloud read calendars with, finds the holiday of week 8 in each week but the first.
#
# Guess before the run: FREQ=YEARLY;BYWEEKNO=8;BYDAY=MO is the Monday of week 8, once a year (RFC 5545, 3.3.10,
# weeks as ISO 8601 numbers them); Finnish schools tell their holidays by that number. What the library
# cannot do it refuses, as it does a BYWEEKNO beside a BYMONTHDAY.
# Seen with ical.js 2.2.1 (npm): each Monday after the start, fifty times too often, and the start itself, the one
# Monday that is in week 8, does not come. Nothing is thrown. ical-expander 3.2.0, which is built on it, says
# the same. rrule 2.8.1 and rrule-temporal 2.2.8 (npm) and recurring-ical-events 3.8.2 (PyPI) find the one week.
# For us: we write no calendars; a school that does should name the dates themselves (RDATE, or an event each).
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv v; v/bin/pip install -q recurring-ical-events==3.8.2 icalendar==7.2.2 >/dev/null
npm install --silent --no-save ical.js@2.2.1 ical-expander@3.2.0 rrule@2.8.1 rrule-temporal@2.2.8 >/dev/null
cat > read.mjs <<'JS'
import fs from "node:fs";
import ICAL from "ical.js";
import IcalExpander from "ical-expander";
import rrule from "rrule";
import { RRuleTemporal } from "rrule-temporal";

const ics = fs.readFileSync(0, "utf8");
const rule = ics.split("\r\n").filter((line) => /^(DTSTART|RRULE)/.test(line)).join("\n");
const day = (time) => time.toString().slice(0, 10);
const event = new ICAL.Event(new ICAL.Component(ICAL.parse(ics)).getFirstSubcomponent("vevent"));
const walk = event.iterator();
const own = [];
for (let next; own.length < 4 && (next = walk.next()); ) own.push(day(next));
const { occurrences } = new IcalExpander({ ics }).between(new Date("2026-01-01"), new Date("2029-12-31"));
console.log(
  JSON.stringify({
    "ical.js": own,
    "ical-expander": occurrences.slice(0, 4).map(({ startDate }) => day(startDate)),
    rrule: rrule.rrulestr(rule).all().map((date) => day(date.toISOString())),
    "rrule-temporal": new RRuleTemporal({ rruleString: rule }).all().map(day),
  }),
);
JS
v/bin/python - <<'PY'
import json
import subprocess
from datetime import date, datetime, timedelta

import icalendar
import recurring_ical_events

START = date(2026, 2, 16)  # the Monday of week 8
YEARS = ["2026-02-16", "2027-02-22", "2028-02-21", "2029-02-19"]
assert [date.fromisoformat(each).isocalendar()[1:] for each in YEARS] == 4 * [(8, 1)]


def read(rule):
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//koulu//fi", "BEGIN:VEVENT", "UID:talviloma@example.org",
        "DTSTAMP:20260101T000000Z", f"DTSTART:{START:%Y%m%d}T070000Z", "DURATION:PT8H", "SUMMARY:Talviloma",
        f"RRULE:{rule}", "END:VEVENT", "END:VCALENDAR", "",
    ]  # fmt: skip
    ics = "\r\n".join(lines)
    told = json.loads(subprocess.check_output(["node", "read.mjs"], input=ics, text=True))
    found = recurring_ical_events.of(icalendar.Calendar.from_ical(ics)).between(START, date(2029, 12, 31))
    told["recurring"] = [f"{each['DTSTART'].dt:%Y-%m-%d}" for each in found]
    print(rule, told)
    for peer in ("rrule", "rrule-temporal", "recurring"):
        assert told[peer] == YEARS, f"{peer} reads it otherwise"
    return told["ical.js"], told["ical-expander"]


weekly = [f"{START + timedelta(weeks=at)}" for at in range(1, 5)]
for seen in read("FREQ=YEARLY;BYWEEKNO=8;BYDAY=MO;COUNT=4"):
    assert seen == weekly, "changed: not every Monday"
PY
echo "as seen: every Monday but that of week 8"
