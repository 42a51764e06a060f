#!/usr/bin/env bash
# ics (npm) writes the day on which a lesson is cancelled by another clock than the lesson: it takes place.
#
# Guess before the run: asked for times by the local clock (startOutputType: "local"), it writes those of a series and
# of its exceptions so; an exception takes out the start that it names (RFC 5545, 3.8.5.1). A day that is
# left out of a series of days is a day (VALUE=DATE), and a day's length is P1D.
# Seen with ics 3.12.0: DTSTART:20270301T080000, by whatever clock the reader has, and EXDATE:20270308T060000Z,
# which is no start of the series: icalendar with recurring-ical-events (PyPI) and ical.js have the
# lesson on that day. Of whole days the exception says no VALUE=DATE, over which ical.js throws, and the length is
# P1DT, a T with nothing after it (3.3.6); in weeks P1WT. ical-generator 10.2.0 (npm) writes the exception by the
# clock of the series, and both readers leave the lesson out.
# Ours writes no calendars.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv v; v/bin/pip install -q icalendar==7.2.2 recurring-ical-events==3.8.2 >/dev/null
npm install --silent --no-save ics@3.12.0 ical-generator@10.2.0 ical.js@2.2.1 >/dev/null
cat > write.mjs <<'JS'
import ICAL from "ical.js";
import ical from "ical-generator";
import { createEvent } from "ics";

const rule = { title: "Hygienia", recurrenceRule: "FREQ=WEEKLY;COUNT=3" };
const made = (parts) => createEvent({ ...rule, ...parts }).value;
const peer = ical();
peer.createEvent({
  summary: "Hygienia",
  start: new Date(Date.UTC(2027, 2, 1, 8)),
  end: new Date(Date.UTC(2027, 2, 1, 9)),
  floating: true,
  repeating: { freq: "WEEKLY", count: 3, exclude: [new Date(Date.UTC(2027, 2, 8, 8))] },
});
const written = {
  lesson: made({
    start: [2027, 3, 1, 8, 0],
    duration: { hours: 1 },
    exclusionDates: [[2027, 3, 8, 8, 0]],
    startInputType: "local",
    startOutputType: "local",
  }),
  days: made({ start: [2027, 3, 1], duration: { days: 1 }, exclusionDates: [[2027, 3, 8]] }),
  weeks: made({ start: [2027, 2, 22], duration: { weeks: 1 } }),
  peer: peer.toString(),
};
const found = {};
for (const [name, text] of Object.entries(written)) {
  try {
    const walk = new ICAL.Event(new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent("vevent")).iterator();
    found[name] = [];
    for (let next; (next = walk.next()); ) found[name].push(next.toString().slice(0, 10));
  } catch (error) {
    found[name] = error.message;
  }
}
console.log(JSON.stringify({ written, found }));
JS
TZ=Europe/Helsinki node write.mjs > told.json
v/bin/python - <<'PY'
import json
from datetime import date

import icalendar
import recurring_ical_events

with open("told.json", encoding="utf-8") as file:
    told = json.load(file)
written, found = told["written"], told["found"]


def lines(name):
    return [each for each in written[name].splitlines() if each.startswith(("DTSTART", "EXDATE", "DURATION"))]


def read(name):
    calendar = icalendar.Calendar.from_ical(written[name])
    events = recurring_ical_events.of(calendar).between(date(2027, 2, 1), date(2027, 5, 1))
    return [f"{each['DTSTART'].dt:%Y-%m-%d}" for each in events]


for name in written:
    print(name, lines(name), "ical.js:", found[name])
EACH = ["2027-03-01", "2027-03-08", "2027-03-15"]
assert lines("peer")[:2] == ["DTSTART:20270301T080000", "EXDATE:20270308T080000"]
assert read("peer") == found["peer"] == [EACH[0], EACH[2]], "a reader does not mind the exception"
assert lines("lesson")[:2] == ["DTSTART:20270301T080000", "EXDATE:20270308T060000Z"], "changed: the clock"
assert read("lesson") == found["lesson"] == EACH, "changed: the lesson is left out"
assert {"EXDATE:20270308", "DURATION:P1DT"} < set(lines("days")), "changed: whole days"
assert "invalid date-time value" in found["days"], "changed: ical.js reads them"
assert "DURATION:P1WT" in lines("weeks"), "changed: weeks"
PY
echo "as seen: the cancelled lesson takes place"
