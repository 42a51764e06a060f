#!/usr/bin/env bash
# pyseeyou says "Nobody comes" of one guest and "Anna comes" of two: an offset is taken off the exact numbers too.
#
# Guess before the run: in an ICU message =1 is the number itself, whatever the offset ("explicit value", ICU
# MessageFormat and PluralFormat: compared before the offset is subtracted); offset:1 is there for the
# words and for "#".
# Seen with pyseeyou 1.0.2 (PyPI): the number is diminished first, and =0 and =1 are compared with what is left. And
# '' (one apostrophe, in any ICU message) stays two.
# intl-messageformat 12.1.5, @messageformat/core 3.4.1 and format-message 6.2.4 (npm) have it as ICU does.
# Ours has gettext.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv v; v/bin/pip install -q pyseeyou==1.0.2 >/dev/null
npm install --silent --no-save intl-messageformat@12.1.5 @messageformat/core@3.4.1 format-message@6.2.4 >/dev/null
cat > say.mjs <<'JS'
import { createRequire } from "node:module";
import { IntlMessageFormat } from "intl-messageformat";

const require = createRequire(import.meta.url);
const core = require("@messageformat/core");
const MessageFormat = core.default ?? core;
const format = require("format-message");
format.setup({ missingTranslation: "ignore" });
const [guests, quoted] = process.argv.slice(2);
const say = {
  "intl-messageformat": (text, n) => new IntlMessageFormat(text, "fi").format({ n }),
  "@messageformat/core": (text, n) => new MessageFormat("fi").compile(text)({ n }),
  "format-message": (text, n) => format(text, { n }, "fi"),
};
const told = {};
for (const [name, words] of Object.entries(say))
  told[name] = [...[0, 1, 2, 3].map((n) => words(guests, n)), words(quoted, 1)];
console.log(JSON.stringify(told));
JS
v/bin/python - <<'PY'
import json
import subprocess

from pyseeyou import format as icu_format

GUESTS = (
    "{n, plural, offset:1 =0 {Kukaan ei tule.} =1 {Anna tulee.} "
    "one {Anna ja # muu tulevat.} other {Anna ja # muuta tulevat.}}"
)
QUOTED = "Sano ''hei'' {n}"
RIGHT = ["Kukaan ei tule.", "Anna tulee.", "Anna ja 1 muu tulevat.", "Anna ja 2 muuta tulevat.", "Sano 'hei' 1"]
peers = json.loads(subprocess.check_output(["node", "say.mjs", GUESTS, QUOTED]))
own = [*(icu_format(GUESTS, {"n": n}, "fi") for n in range(4)), icu_format(QUOTED, {"n": 1}, "fi")]
print("pyseeyou", own, peers)
for peer, told in peers.items():
    assert told == RIGHT, f"{peer} says it otherwise"
assert own[1:3] == ["Kukaan ei tule.", "Anna tulee."], "changed: one and two"
assert own[0] == RIGHT[0] and own[3] == RIGHT[3] and own[4] == "Sano ''hei'' 1", "changed"
PY
echo "as seen: one guest is nobody"
