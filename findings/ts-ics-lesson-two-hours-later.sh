#!/usr/bin/env bash
# ts-ics reads a calendar and writes another: a lesson at eight is at ten, of two attachments one is left.
#
# Guess before the run: read and written with nothing changed, times and names stay. "DTSTART:20270301T080000"
# without a zone and without Z is eight o'clock by the clock of whoever reads it (RFC 5545, 3.3.5, form 1);
# CATEGORIES, ATTACH and COMMENT may come more than once; in quotation marks a ";" is a sign like any other.
# Seen with ts-ics 2.4.6 (npm): a Z is put to the time, so in Finland the lesson begins at ten; of each property that
# comes twice only the last is left. CN="Virtanen; ope" is cut at the sign, and its quotation mark is written
# without the closing one: icalendar finds no participant in what is written.
# node-ical 0.26.1 (npm) cuts the name in the same way and keeps the rest. icalendar 7.2.2 (PyPI) and
# ical.js 2.2.1 (npm) read and write all of it. Nothing is thrown by any of them.
# Ours writes no calendars.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv v; v/bin/pip install -q icalendar==7.2.2 >/dev/null
npm install --silent --no-save ts-ics@2.4.6 node-ical@0.26.1 ical.js@2.2.1 >/dev/null
cat > write.mjs <<'JS'
import fs from "node:fs";
import ICAL from "ical.js";
import ical from "node-ical";
import { convertIcsCalendar, generateIcsCalendar } from "ts-ics";

const ics = fs.readFileSync(0, "utf8");
const event = ical.sync.parseICS(ics)["tunti@example.org"];
console.log(
  JSON.stringify({
    "ts-ics": generateIcsCalendar(convertIcsCalendar(undefined, ics)),
    "ical.js": new ICAL.Component(ICAL.parse(ics)).toString(),
    "node-ical": { name: event.attendee.params.CN, attached: event.attach, categories: event.categories },
  }),
);
JS
v/bin/python - <<'PY'
import json
import subprocess

import icalendar

LINES = [
    "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//koulu//fi", "BEGIN:VEVENT", "UID:tunti@example.org",
    "DTSTAMP:20260101T000000Z", "DTSTART:20270301T080000", "DTEND:20270301T093000", "SUMMARY:Hygienia",
    "CATEGORIES:Koulu", "CATEGORIES:Hoito", "ATTACH:https://example.org/a.pdf", "ATTACH:https://example.org/b.pdf",
    'ATTENDEE;CN="Virtanen; ope";ROLE=CHAIR:mailto:ope@example.org', "END:VEVENT", "END:VCALENDAR", "",
]  # fmt: skip


def read(text):
    (event,) = icalendar.Calendar.from_ical(text).events
    attached, categories = event["ATTACH"], event["CATEGORIES"]
    return {
        "start": event["DTSTART"].dt.isoformat(),
        "attached": [str(each)[-5:] for each in (attached if isinstance(attached, list) else [attached])],
        "categories": [str(cat) for each in (categories if isinstance(categories, list) else [categories]) for cat in each.cats],
        "name": str(event["ATTENDEE"].params["CN"]),
        "address": str(event["ATTENDEE"]),
    }


WHOLE = {
    "start": "2027-03-01T08:00:00",
    "attached": ["a.pdf", "b.pdf"],
    "categories": ["Koulu", "Hoito"],
    "name": "Virtanen; ope",
    "address": "mailto:ope@example.org",
}
ics = "\r\n".join(LINES)
told = json.loads(subprocess.check_output(["node", "write.mjs"], input=ics, text=True))
print(told["ts-ics"], told["node-ical"])
assert read(ics) == WHOLE == read(told["ical.js"]) == read(icalendar.Calendar.from_ical(ics).to_ical())
seen = told["ts-ics"].splitlines()
assert "DTSTART;VALUE=DATE-TIME:20270301T080000Z" in seen, "changed: the time"
assert [each for each in seen if each.startswith(("ATTACH", "CATEGORIES"))] == [
    "CATEGORIES:Hoito",
    "ATTACH:https://example.org/b.pdf",
], "changed: what comes twice"
assert 'ATTENDEE;ROLE=CHAIR;CN="Virtanen:MAILTO:ope@example.org' in seen, "changed: the name"
assert told["node-ical"]["name"] == '"Virtanen', "changed: the name in node-ical"
assert len(told["node-ical"]["attached"]) == len(told["node-ical"]["categories"]) == 2
(event,) = icalendar.Calendar.from_ical(told["ts-ics"]).events
assert "ATTENDEE" not in event, "changed: what is read of it"
PY
echo "as seen: at ten, one attachment, half a name"
