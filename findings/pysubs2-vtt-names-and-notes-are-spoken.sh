#!/usr/bin/env bash
# pysubs2 puts the names of cues and the notes of a WebVTT file into the words that the viewer reads.
#
# Guess before the run: a cue may have a name of any kind on the line above its times, and a NOTE is never
# shown (WebVTT: "cue identifier", "comment block"). A reader that has no place for them leaves both out, as
# pysubs2 does with the notes before the first cue and with names that are numbers.
# Seen with pysubs2 1.8.1: the name "fraga-2" is the last line of the cue before it, for as long as that is
# shown, and so is a note, with the word NOTE before it: the right answer, which the teacher had
# noted down for herself, stands under the question. Written as SubRip or as WebVTT again both have become
# text for good. webvtt-py 0.6.0, pycaption 2.3.14 and ttconv 1.2.3 give the words alone.
# Ours has no subtitles.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv v; v/bin/pip install -q pysubs2==1.8.1 webvtt-py==0.6.0 pycaption==2.3.14 ttconv==1.2.3 >/dev/null
cat > film.vtt <<'VTT'
WEBVTT

NOTE Granskad i mars

borjan
00:01.000 --> 00:04.000
Tvätta händerna.

fraga-2
00:05.000 --> 00:08.000
Hur många milliliter?

NOTE Rätt svar: 12 ml

3
00:09.000 --> 00:10.000
Tack!
VTT
v/bin/tt convert -i film.vtt -o ttconv.srt >/dev/null 2>&1
v/bin/python - <<'PY'
import re

import pycaption
import pysubs2
import webvtt

WORDS = ["Tvätta händerna.", "Hur många milliliter?", "Tack!"]
with open("film.vtt", encoding="utf-8") as file:
    film = file.read()
with open("ttconv.srt", encoding="utf-8") as file:
    srt = file.read()
peers = {
    "webvtt-py": [each.text for each in webvtt.from_string(film)],
    "pycaption": [each.get_text() for each in pycaption.WebVTTReader().read(film).get_captions("en-US")],
    "ttconv": [block.split("\n", 2)[2] for block in re.split(r"\n\n+", srt.strip())],
}
read = pysubs2.SSAFile.from_string(film)
own = [each.plaintext for each in read]
print("pysubs2", own, peers)
for peer, words in peers.items():
    assert words == WORDS, f"{peer} reads it otherwise"
assert own[0] == "Tvätta händerna.\n\nfraga-2", "changed: the name of the next cue"
assert own[1] == "Hur många milliliter?\n\nNOTE Rätt svar: 12 ml", "changed: the note"
assert own[2] == "Tack!", "changed: a name that is a number"
for kind in ("srt", "vtt"):
    written = read.to_string(kind)
    assert "händerna.\nfraga-2\n" in written and "milliliter?\nNOTE Rätt svar" in written, f"changed: {kind}"
    assert "borjan" not in written and "Granskad" not in written, f"changed: what is before the first, in {kind}"
PY
echo "as seen: the names and the notes are among the words"
