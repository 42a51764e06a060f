#!/usr/bin/env bash
# ical-generator puts a backslash before each comma and semicolon of a link: in Thunderbird it leads elsewhere.
#
# Guess before the run: what is text is escaped, and a link is not text: "no additional content value encoding"
# (RFC 5545, 3.3.13 and 3.8.4.6), so URL has the address as it was given.
# Seen with ical-generator 10.2.0 (npm): "https://example.org/a,12;b" is written as https://example.org/a\,12\;b,
# with VALUE=URI beside it. ical.js 2.2.1 (npm), by which Thunderbird and Nextcloud read, has it as it stands there,
# as it should: a page whose address has a comma is not found. icalendar 7.2.2 (PyPI) and node-ical 0.26.1 (npm)
# take the backslashes away. ics 3.12.0 (npm) and icalendar write the address right.
# Both, ics and ical-generator, put \" into a name in quotation marks, where no mark can stand (3.2; RFC 6868 has ^'
# for it): of 'Virtanen "Ville" Aho' the readers have the first word and a backslash.
# Ours writes no calendars.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv v; v/bin/pip install -q icalendar==7.2.2 >/dev/null
npm install --silent --no-save ical-generator@10.2.0 ics@3.12.0 ical.js@2.2.1 node-ical@0.26.1 >/dev/null
cat > write.mjs <<'JS'
import ICAL from "ical.js";
import ical from "ical-generator";
import { createEvent } from "ics";
import node from "node-ical";

const [url, name, email] = ["https://example.org/a,12;b", 'Virtanen "Ville" Aho', "ope@example.org"];
const calendar = ical();
calendar.createEvent({ start: new Date(), end: new Date(), summary: "a, b; c", url, organizer: { name, email } });
const written = {
  own: calendar.toString(),
  ics: createEvent({ start: [2027, 3, 1], end: [2027, 3, 2], title: "a, b; c", url, organizer: { name, email } }).value,
};
const read = {};
for (const [by, text] of Object.entries(written)) {
  const event = new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent("vevent");
  const organizer = event.getFirstProperty("organizer");
  read[by] = [event.getFirstPropertyValue("summary"), event.getFirstPropertyValue("url"), organizer.getParameter("cn")];
  const [other] = Object.values(node.sync.parseICS(text)).filter(({ type }) => type === "VEVENT");
  read[by].push(other.url.val ?? other.url);
}
console.log(JSON.stringify({ url, name, written, read }));
JS
node write.mjs > told.json
v/bin/python - <<'PY'
import json

import icalendar

with open("told.json", encoding="utf-8") as file:
    told = json.load(file)
url, name, written, read = (told[each] for each in ("url", "name", "written", "read"))


def by_icalendar(text):
    (event,) = icalendar.Calendar.from_ical(text).events
    return str(event["SUMMARY"]), str(event["URL"])


event = icalendar.Event()
event.add("summary", "a, b; c")
event.add("url", icalendar.vUri(url))
organizer = icalendar.vCalAddress("mailto:ope@example.org")
organizer.params["CN"] = name
event.add("organizer", organizer)
peer = icalendar.Event.from_ical(event.to_ical())
print(read, by_icalendar(written["own"]))
assert str(peer["URL"]) == url and "URL:" + url in event.to_ical().decode().splitlines()
assert by_icalendar(written["ics"]) == ("a, b; c", url) == tuple(read["ics"][:2]), "ics writes it otherwise"
broken = r"https://example.org/a\,12\;b"
assert f"URL;VALUE=URI:{broken}" in written["own"].splitlines(), "changed: the link"
assert tuple(read["own"][:2]) == ("a, b; c", broken), "changed: what is read"
assert by_icalendar(written["own"]) == ("a, b; c", url) and read["own"][3] == url, "changed: the lenient"
assert read["own"][2] == read["ics"][2] == "Virtanen \\", "changed: the name"
print("icalendar keeps the name as", peer["ORGANIZER"].params["CN"])
PY
echo "as seen: a link with backslashes"
