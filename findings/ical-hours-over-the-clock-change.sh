#!/usr/bin/env bash
# Five readers of calendars know one kind of duration: over the night of the clocks four of them stretch hours, one cuts days.
#
# Guess before the run: hours are hours and a day ends at the hour at which it began (RFC 5545, 3.3.6: durations of
# days are nominal, those of hours are accurate). Of a night at school that begins on 24 October 2026 at 20.00 in
# Helsinki, PT12H is over at 7.00 winter time; a camp of P1D from noon ends at noon.
# Seen with icalendar 7.2.2, ical 14.3.1 and ics 0.7.3 (PyPI) and ical.js 2.2.1 (npm): the night ends at 8.00, after
# thirteen hours; the camp is right. node-ical 0.27.2 (npm): the night is right, the camp ends at 11.00. ts-ics
# 2.4.6 (npm) has both right. In spring the same with an hour less: eleven hours, and 13.00.
# For us: we write no calendars; who does should write DTEND, which all six read alike.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv v; v/bin/pip install -q icalendar==7.2.2 ical==14.3.1 ics==0.7.3 tzdata >/dev/null
npm install --silent --no-save ical.js@2.2.1 node-ical@0.27.2 ts-ics@2.4.6 >/dev/null 2>&1
cat > read.mjs <<'JS'
import fs from "node:fs";
import ICAL from "ical.js";
import nodeIcal from "node-ical";
import { convertIcsCalendar, getEventEndFromDuration } from "ts-ics";

const ics = fs.readFileSync(0, "utf8");
const calendar = new ICAL.Component(ICAL.parse(ics));
const event = new ICAL.Event(calendar.getFirstSubcomponent("vevent"));
const [held] = convertIcsCalendar(undefined, ics).events;
const node = Object.values(nodeIcal.sync.parseICS(ics)).find(({ type }) => type === "VEVENT");
console.log(
  JSON.stringify({
    "ical.js": [event.startDate.toUnixTime(), event.endDate.toUnixTime()],
    "node-ical": [node.start.getTime() / 1000, node.end.getTime() / 1000],
    "ts-ics": [held.start.date, held.end?.date ?? getEventEndFromDuration(held.start.date, held.duration)].map(
      (date) => date.getTime() / 1000,
    ),
  }),
);
JS
TZ=Europe/Helsinki v/bin/python -W ignore - <<'PY'
import json
import subprocess
from datetime import datetime
from zoneinfo import ZoneInfo

import icalendar
import ics
from ical.calendar_stream import IcsCalendarStream

ZONE = """BEGIN:VTIMEZONE
TZID:Europe/Helsinki
BEGIN:DAYLIGHT
TZOFFSETFROM:+0200
TZOFFSETTO:+0300
TZNAME:EEST
DTSTART:19700329T030000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0300
TZOFFSETTO:+0200
TZNAME:EET
DTSTART:19701025T040000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE"""
STRETCH = ("icalendar", "ical", "ics", "ical.js")
HELSINKI = ZoneInfo("Europe/Helsinki")


def read(start, length):
    """The hour at which the event ends, by each reader."""
    text = f"""BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//koulu//fi
{ZONE}
BEGIN:VEVENT
UID:yo@example.org
DTSTAMP:20260101T000000Z
DTSTART;TZID=Europe/Helsinki:{start}
{length}
SUMMARY:Yökoulu
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n")
    told = json.loads(subprocess.check_output(["node", "read.mjs"], input=text, text=True))
    (held,) = icalendar.Calendar.from_ical(text).walk("VEVENT")
    told["icalendar"] = [held.start.timestamp(), held.end.timestamp()]
    (held,) = IcsCalendarStream.calendar_from_ics(text).events
    told["ical"] = [held.start_datetime.timestamp(), held.end_datetime.timestamp()]
    (held,) = ics.Calendar(text).events
    told["ics"] = [held.begin.timestamp(), held.end.timestamp()]
    begun = datetime.strptime(start, "%Y%m%dT%H%M%S").replace(tzinfo=HELSINKI).timestamp()
    assert {each[0] for each in told.values()} == {begun}, "they begin at different times"
    hours = {name: datetime.fromtimestamp(each[1], HELSINKI).hour for name, each in told.items()}
    print(start, length, hours)
    return hours


# The start, the duration, the hour that the standard means, those who have another and which.
for start, length, meant, others, other in (
    ("20261024T200000", "DURATION:PT12H", 7, STRETCH, 8),
    ("20261024T120000", "DURATION:P1D", 12, ("node-ical",), 11),
    ("20260328T200000", "DURATION:PT12H", 9, STRETCH, 8),
    ("20260328T120000", "DURATION:P1D", 12, ("node-ical",), 13),
    ("20261017T200000", "DURATION:PT12H", 8, (), 8),
    ("20261024T200000", "DTEND;TZID=Europe/Helsinki:20261025T070000", 7, (), 7),
):
    for name, hour in read(start, length).items():
        assert hour == (other if name in others else meant), f"changed: {name}, {length}: {hour}"
PY
echo "as seen: hours are stretched, or days are cut"
