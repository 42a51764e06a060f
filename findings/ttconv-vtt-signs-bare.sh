#!/usr/bin/env bash
# ttconv writes "<b>" and "&amp;" of a text into WebVTT as they are: the word becomes a mark, and is gone.
#
# Guess before the run: a converter between TTML and WebVTT, two formats with marks and escapes of
# their own, reads the escapes of the one and writes those of the other (WebVTT, "cue text span":
# no bare "<" or "&" in the text of a cue).
# Seen with ttconv 1.2.3: the reading is right, from WebVTT and from TTML alike, and what it writes as TTML is.
# What it writes as WebVTT is not: "Skriv <b> och &ouml;" stands there bare. Read again, by itself or by
# another, it is "Skriv  och ö": a lesson on HTML loses its subject, and "4 <6" its end. Nothing is said,
# and the exit code is 0. pycaption 2.3.14 writes the same cue with &lt; and &amp;, and reads it again whole.
# Ours has no subtitles.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv v; v/bin/pip install -q ttconv==1.2.3 pycaption==2.3.14 >/dev/null
cat > film.vtt <<'VTT'
WEBVTT

00:01.000 --> 00:04.000
Skriv &lt;b&gt; och &amp;ouml;

00:05.000 --> 00:08.000
Det är sant att 4 &lt;6
VTT
for step in film.vtt:film.ttml film.ttml:ttconv.vtt ttconv.vtt:again.srt film.ttml:right.srt; do
  v/bin/tt convert -i "${step%:*}" -o "${step#*:}" >/dev/null 2>&1
done
v/bin/python - <<'PY'
import re
from pathlib import Path

from pycaption import WebVTTReader, WebVTTWriter

WORDS = ["Skriv <b> och &ouml;", "Det är sant att 4 <6"]


def text(name):
    return Path(name).read_text(encoding="utf-8")


def srt(name):
    return [block.split("\n", 2)[2] for block in re.split(r"\n\n+", text(name).strip())]


def told(words):
    return [each.get_text() for each in WebVTTReader().read(words).get_captions("en-US")]


written = [re.sub(r"</?c[^>]*>", "", line) for line in text("ttconv.vtt").splitlines()]
peer = WebVTTWriter().write(WebVTTReader().read(text("film.vtt")))
print("ttconv ", written, srt("again.srt"), told(text("ttconv.vtt")))
print("pycaption", peer.splitlines(), told(peer))
assert told(text("film.vtt")) == WORDS and "Skriv &lt;b> och &amp;ouml;" in peer and told(peer) == WORDS
assert srt("right.srt") == WORDS and "Skriv &lt;b&gt; och &amp;ouml;" in text("film.ttml"), "changed: TTML"
assert all(each in written for each in WORDS), "changed: the signs are escaped"
assert srt("again.srt")[0].replace("<b>", "").replace("</b>", "").split() == ["Skriv", "och", "ö"], "changed"
assert told(text("ttconv.vtt"))[0].split() == ["Skriv", "och", "ö"], "changed: what another reads"
PY
echo "as seen: the signs are bare, and gone at the next reading"
