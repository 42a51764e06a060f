#!/usr/bin/env bash
# Three readers of saved letters (.eml) lose the ends of a subject, a blank in it, or the name of what is attached.
#
# Guess before the run: a long subject with "ä" has encoded words and plain ones, on more lines than one (RFC 2047; 5322,
# 2.2.3 on folding), a file name with "ä" is in parts (RFC 2231); mail programs write them each day, so readers
# put them together.
# Seen with a letter from Python's own email package:
#   - eml-format 0.6.1 (npm): the subject is its first encoded word, "Välitä! –"; what stands before and after is away,
#     and so is the second of two encoded words. The attachment has no name;
#   - eml-parse-js 1.1.15 (npm): where the line is folded between two plain words they are one ("huolenpidonviikko"),
#     and two encoded words on one line, between which nothing belongs, get a blank. A comma in a file name is "%2C";
#   - letterparser 0.1.8 (npm): the subject is whole, the attachment has no name.
# postal-mime 4.0.0 and mailparser 3.14.2 (npm) read all of it, as Python does. A short subject and an ASCII name are
# right in all five.
# Ours writes and reads no letters.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm install --silent --no-save --no-audit eml-format@0.6.1 letterparser@0.1.8 eml-parse-js@1.1.15 postal-mime@4.0.0 \
  mailparser@3.14.2 >/dev/null 2>&1
cat > read.mjs <<'JS'
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import PostalMime from "postal-mime";

const require = createRequire(import.meta.url);
const { simpleParser } = require("mailparser");
const letterparser = require("letterparser");
const called = (read, text) => new Promise((done, no) => read(text, (error, found) => (error ? no(error) : done(found))));
const told = [];
for (const text of JSON.parse(readFileSync(0, "utf8"))) {
  const found = {
    "postal-mime": await PostalMime.parse(text),
    mailparser: await simpleParser(text),
    letterparser: letterparser.extract(text),
    "eml-format": await called(require("eml-format").read, text),
    "eml-parse-js": await called(require("eml-parse-js").readEml, text),
  };
  const pair = ([name, { subject, attachments: [a] }]) => [name, [subject, a.filename ?? a.name ?? null]];
  told.push(Object.fromEntries(Object.entries(found).map(pair)));
}
console.log(JSON.stringify(told));
JS
python3 - <<'PY'
import json
import re
import subprocess
from email import message_from_bytes, policy
from email.message import EmailMessage

SHORT = "Välitä", "tyo.pdf"
LONG = (
    "Kutsu vanhempainiltaan: Välitä! – huolenpidon viikko ja lukujärjestyksen muutokset",
    "lukujärjestys ja pöytäkirja, kevät 2026.pdf",
)


def letter(subject, name):
    made = EmailMessage(policy=policy.SMTP)
    made["From"], made["To"], made["Subject"] = "a@example.org", "b@example.org", subject
    made.set_content("yksi")
    made.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename=name)
    return made.as_bytes()


short, long = letter(*SHORT), letter(*LONG)
# The same subject in two encoded words, with nothing between them when read (RFC 2047, 6.2).
twice = b"Subject: =?utf-8?q?V=C3=A4?= =?utf-8?q?lit=C3=A4?=\r\n"
split = re.sub(rb"Subject: .*\r\n", twice, short)
letters = [short, long, split]
wanted = [SHORT, LONG, SHORT]
asked = json.dumps([each.decode() for each in letters])
told = subprocess.run(["node", "read.mjs"], input=asked, capture_output=True, text=True, check=True)
seen = [{name: tuple(pair) for name, pair in each.items()} for each in json.loads(told.stdout)]
for raw, whole, found in zip(letters, wanted, seen, strict=True):
    own = message_from_bytes(raw, policy=policy.default)
    (attached,) = own.iter_attachments()
    assert (own["subject"], attached.get_filename()) == whole, "Python"
    for name, pair in found.items():
        print(f"{name:13} {pair}")
    assert found["postal-mime"] == found["mailparser"] == whole, "the peers"
assert seen[0] == dict.fromkeys(seen[0], SHORT), "the short one"
assert seen[1]["eml-format"] == ("Välitä! –", None), "changed: eml-format"
assert seen[1]["letterparser"] == (LONG[0], None), "changed: letterparser"
joined = LONG[0].replace("huolenpidon viikko", "huolenpidonviikko")
assert seen[1]["eml-parse-js"] == (joined, LONG[1].replace(",", "%2C")), "changed: eml-parse-js"
assert seen[2]["eml-parse-js"][0] == "Vä litä", "changed: eml-parse-js, two words"
assert seen[2]["eml-format"][0] == "Vä", "changed: eml-format, two words"
PY
echo "as seen: long subjects and names are not what was sent"
