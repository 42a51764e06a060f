#!/usr/bin/env bash
# subsrt makes one cue of a whole film if its lines end as Unix ends them; it and its heir lose "5 < 7 och 8 > 3".
#
# Guess before the run: a SubRip file is read alike with either end of line; what stands between "<" and ">" is
# a mark if it looks like one, and a sum with a blank after the sign is not.
# Seen with subsrt 1.1.1 (npm): with "\n" the first cue has all that follows as its words, numbers and times too, and
# of a WebVTT file none is found; nothing is thrown. With "\r\n" all are there. subsrt-ts 2.1.2, the heir, reads
# both; in both "5 < 7 och 8 > 3" comes out as "5  3", and "Skriv {namn} här" as "Skriv  här", in what
# they write as SubRip and as WebVTT. srt 3.5.3, pysrt 1.1.2 and webvtt-py 0.6.0 (PyPI) keep the words in both kinds of
# file; pysubs2 1.8.1 keeps the sum and takes the braces for its own, as its maker says (issue 70).
# Ours has no subtitles.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv v; v/bin/pip install -q srt==3.5.3 pysrt==1.1.2 webvtt-py==0.6.0 >/dev/null
npm install --silent --no-save subsrt@1.1.1 subsrt-ts@2.1.2 >/dev/null
cat > read.cjs <<'JS'
const fs = require("node:fs");
const [old, heir] = [require("subsrt"), require("subsrt-ts")].map((each) => each.default ?? each);
const told = {};
for (const name of ["unix.srt", "dos.srt", "unix.vtt"]) {
  const text = fs.readFileSync(name, "utf8");
  told[name] = {};
  for (const [by, lib] of Object.entries({ subsrt: old, "subsrt-ts": heir }))
    told[name][by] = {
      words: lib.parse(text).filter(({ type }) => type === "caption").map((cue) => cue.text.trim()),
      vtt: lib.convert(text, { format: "vtt" }),
      srt: lib.convert(text, { format: "srt" }),
    };
}
console.log(JSON.stringify(told));
JS
v/bin/python - <<'PY'
import json
import subprocess

import pysrt
import srt
import webvtt

WORDS = ["Det är sant: 5 < 7 och 8 > 3", "Skriv {namn} här"]
CUES = "".join(f"{at}\n00:00:0{at},000 --> 00:00:0{at},900\n{text}\n\n" for at, text in enumerate(WORDS, 1))
FILES = {
    "unix.srt": CUES,
    "dos.srt": CUES.replace("\n", "\r\n"),
    "unix.vtt": "WEBVTT\n\n00:01.000 --> 00:01.900\nTvätta händerna.\n\n00:02.000 --> 00:02.900\nTorka dem.\n",
}
for name, text in FILES.items():
    with open(name, "w", encoding="utf-8", newline="") as file:
        file.write(text)
told = json.loads(subprocess.check_output(["node", "read.cjs"]))
for name in ("unix.srt", "dos.srt"):
    text = FILES[name]
    assert [each.content.strip() for each in srt.parse(text)] == WORDS
    assert [each.text for each in pysrt.from_string(text)] == WORDS
    assert [each.raw_text for each in webvtt.from_srt(name)] == WORDS
print(json.dumps({name: {by: each["words"] for by, each in read.items()} for name, read in told.items()}, indent=1))
LESS = ["Det är sant: 5  3", "Skriv  här"]
first, *others = told["unix.srt"]["subsrt"]["words"]
assert not others and "00:00:02,000 --> 00:00:02,900" in first, "changed: one cue"
assert told["unix.vtt"]["subsrt"]["words"] == [], "changed: subsrt finds cues in WebVTT"
assert len(told["unix.vtt"]["subsrt-ts"]["words"]) == 2
for name, by in (("dos.srt", "subsrt"), ("dos.srt", "subsrt-ts"), ("unix.srt", "subsrt-ts")):
    assert told[name][by]["words"] == LESS, f"changed: {by}"
    for kind in ("srt", "vtt"):
        written = told[name][by][kind]
        assert all(each in written for each in LESS) and "7" not in written and "namn" not in written, f"changed: {kind}"
PY
echo "as seen: one cue, and the sum is gone"
