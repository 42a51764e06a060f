#!/usr/bin/env bash
# jsonfeed-util reads a valid JSON Feed and writes another one: a link is gone, a number is a list.
#
# Guess before the run: Feed.parse, then to_json, gives the same items; at most fields that the
# library does not know (extensions that begin with "_") are missing.
# Seen with jsonfeed-util 1.2.0: "external_url" is written as null although the item holds it, and
# "size_in_bytes" of an attachment becomes a tuple of one number when it is read, a list when it is written. A reader
# that follows the specification refuses what comes out.
# For us: our feed carries the address of a project as external_url; a site that passes feeds on
# through this library loses it.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv v; v/bin/pip install -q jsonfeed-util==1.2.0 >/dev/null
v/bin/python - <<'PY'
import json

import jsonfeed

sheet = {"url": "https://example.org/a.pdf", "mime_type": "application/pdf", "size_in_bytes": 120}
item = {
    "id": "h1",
    "external_url": "https://example.org/project",
    "content_text": "Hanke",
    "attachments": [sheet],
}
feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Hankkeet", "items": [item]}

read = jsonfeed.Feed.parse(feed)
written = json.loads(read.to_json())["items"][0]
print(written)
assert read.items[0].external_url == item["external_url"]
assert written["external_url"] is None, "changed: the link is kept"
assert read.items[0].attachments[0].size_in_bytes == (120,), "changed: a number"
assert written["attachments"][0]["size_in_bytes"] == [120], "changed: a number"
PY
echo "as seen: external_url is null, size_in_bytes a list"
