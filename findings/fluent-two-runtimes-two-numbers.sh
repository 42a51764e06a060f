#!/usr/bin/env bash
# One Fluent message, two numbers: Python's runtime says 12 300 where JavaScript's says 12 345,678.
#
# Guess before the run: the options of NUMBER are those of JavaScript's Intl.NumberFormat, as Fluent has it, so a
# program with a part in each language shows one number. A least number of significant digits adds
# noughts and takes no digit; what is chosen by a number goes by the number as it is shown ("1,0" is other in Finnish).
# Seen with fluent.runtime 0.4.0 (PyPI) and @fluent/bundle 0.19.1 (npm), in Finnish, Swedish and English:
# minimumSignificantDigits: 3 makes 12 300 of 12345.678 in Python, without an error. 2.5 with no decimals is 2 in
# Python and 3 in JavaScript, and with one decimal at least 1 is "one" in Python and "other" in JavaScript, as
# Babel 2.19.0 and CLDR have it for "1.0".
# Ours has gettext.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv v; v/bin/pip install -q fluent.runtime==0.4.0 babel==2.19.0 >/dev/null
npm install --silent --no-save @fluent/bundle@0.19.1 >/dev/null
cat > words.ftl <<'FTL'
digits = { NUMBER($n, minimumSignificantDigits: 3) }
whole = { NUMBER($n, maximumFractionDigits: 0) }
choice = { NUMBER($n, minimumFractionDigits: 1) ->
    [one] one
   *[other] other
}
FTL
cat > show.mjs <<'JS'
import fs from "node:fs";
import { FluentBundle, FluentResource } from "@fluent/bundle";

const told = {};
for (const language of ["fi", "sv", "en"]) {
  const bundle = new FluentBundle(language, { useIsolating: false });
  bundle.addResource(new FluentResource(fs.readFileSync("words.ftl", "utf8")));
  const show = (name, n) => bundle.formatPattern(bundle.getMessage(name).value, { n });
  told[language] = [show("digits", 12345.678), show("digits", 1.5), show("whole", 2.5), show("choice", 1)];
}
console.log(JSON.stringify(told));
JS
v/bin/python - <<'PY'
import json
import subprocess
from decimal import Decimal

from babel import Locale
from fluent.runtime import FluentBundle, FluentResource

with open("words.ftl", encoding="utf-8") as file:
    words = file.read()
peer = json.loads(subprocess.check_output(["node", "show.mjs"]))
SEEN = {
    "fi": (["12 300", "1,50", "2", "one"], ["12 345,678", "1,50", "3", "other"]),
    "sv": (["12 300", "1,50", "2", "one"], ["12 345,678", "1,50", "3", "other"]),
    "en": (["12,300", "1.50", "2", "one"], ["12,345.678", "1.50", "3", "other"]),
}
for language, (own_seen, peer_seen) in SEEN.items():
    bundle = FluentBundle([language], use_isolating=False)
    bundle.add_resource(FluentResource(words))
    own = []
    for name, number in (("digits", 12345.678), ("digits", 1.5), ("whole", 2.5), ("choice", 1)):
        text, errors = bundle.format_pattern(bundle.get_message(name).value, {"n": number})
        assert not errors
        own.append(text.replace("\u00a0", " "))
    other = [each.replace("\u00a0", " ") for each in peer[language]]
    print(language, "Python", own, "JavaScript", other)
    assert other == peer_seen, "JavaScript shows it otherwise"
    assert own == own_seen, "changed"
    assert Locale(language).plural_form(Decimal("1.0")) == "other"
PY
echo "as seen: two numbers of one message"
