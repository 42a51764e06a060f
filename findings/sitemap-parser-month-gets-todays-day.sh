#!/usr/bin/env bash
# ultimate-sitemap-parser gives a page that was changed "in March 2028" the day of the month on which it is read.
#
# Guess before the run: <lastmod> takes each form of the W3C's dates (sitemaps.org; "YYYY" and "YYYY-MM" are the first
# two). What is not said is the beginning of the year or month, or nothing.
# Seen with ultimate-sitemap-parser 1.8.1 (PyPI): "2028-03" read on the 29th is the 29th of March, read on the 30th it is
# the 30th, and "2028" is today's day and month of that year. So each page that tells no day has changed anew with
# each day that a crawler comes, by one day, and is fetched again. Nothing is said. The dates of news are read so too.
# isoparse of dateutil 2.9.0, whose other parser it takes, and JavaScript (node must be there) say the first day.
# For us: our sitemap has whole days.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv v; v/bin/pip install -q ultimate-sitemap-parser==1.8.1 python-dateutil==2.9.0.post0 >/dev/null
v/bin/python - <<'PY'
import subprocess
from datetime import datetime

from dateutil.parser import isoparse
from usp.tree import sitemap_from_str

MOMENTS = ["2028", "2028-03", "2028-03-05", "2028-03-05T08:00:00+00:00"]
urls = "".join(f"<url><loc>https://example.org/{at}</loc><lastmod>{each}</lastmod></url>" for at, each in enumerate(MOMENTS))
space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
before = datetime.now()
pages = list(sitemap_from_str(f'<?xml version="1.0" encoding="UTF-8"?><urlset {space}>{urls}</urlset>').all_pages())
today = datetime.now()
assert before.date() == today.date(), "midnight: run it again"
read = [f"{page.last_modified:%Y-%m-%d}" for page in pages]
peer = [f"{isoparse(each):%Y-%m-%d}" for each in MOMENTS]
code = f"console.log({MOMENTS!r}.map((each) => new Date(each).toISOString().slice(0, 10)).join())"
node = subprocess.check_output(["node", "-e", code], text=True).strip().split(",")
for moment, own, other in zip(MOMENTS, read, peer):
    print(moment, "=", own, "isoparse:", other)
assert peer == node == ["2028-01-01", "2028-03-01", "2028-03-05", "2028-03-05"], "a peer reads it otherwise"
assert read[2:] == ["2028-03-05", "2028-03-05"]
assert read[:2] == [f"2028-{today:%m-%d}", f"2028-03-{today:%d}"], "changed: not today's day"
PY
echo "as seen: the day of the month is today's"
