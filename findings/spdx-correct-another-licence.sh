#!/usr/bin/env bash
# spdx-correct makes of the European Union's licence, shortly "EUPL", Oracle's UPL, and of the GNU FDL the GPL.
#
# Guess before the run: where the spelling of a licence is not SPDX's, the nearest id of the same licence comes out,
# or null, as the guide says of what is not known: a wrong one would be worse than none.
# Seen with spdx-correct 3.2.0 (npm; npm's own tools and licence checkers call it): "EUPL", in use by Finnish
# authorities, is "UPL-1.0", and so is "EUPL-1.2-or-later": letters within a word are enough. A licence that asks for
# the same one of what is made from it is told as one that asks for nothing, and spdx-satisfies 6.0.0 lets it
# pass a list of MIT and UPL-1.0. validate-npm-package-license 3.0.4 recommends that id to the author. The text
# "GNU Free Documentation License" becomes GPL-3.0-or-later, "LGPL-LR" LGPL-3.0-or-later, "UNLICENSED",
# npm's word for all rights reserved, the public domain, and "Non-MIT" MIT. "EUPL 1.2" and "GFDL 1.3" are right.
# license-expression 30.4.4 and packaging 26.0 (PyPI) call each of these six unknown.
# Ours names its licences as SPDX does.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv v; v/bin/pip install -q license-expression==30.4.4 packaging==26.0 >/dev/null
npm install --silent --no-save --no-audit spdx-correct@3.2.0 spdx-satisfies@6.0.0 validate-npm-package-license@3.0.4 >/dev/null 2>&1
cat > ask.cjs <<'JS'
const correct = require("spdx-correct");
const satisfies = require("spdx-satisfies");
const validate = require("validate-npm-package-license");
const asked = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
const passes = (id) => id !== null && satisfies(id, ["MIT", "UPL-1.0"]);
console.log(JSON.stringify(asked.map((one) => [correct(one), passes(correct(one)), validate(one).warnings ?? []])));
JS
v/bin/python - <<'PY'
import json
import subprocess

from license_expression import get_spdx_licensing
from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

RIGHT = {"mit": "MIT", "Apache 2": "Apache-2.0", "EUPL 1.2": "EUPL-1.2", "EUPL v1.1": "EUPL-1.1", "GFDL 1.3": "GFDL-1.3"}
NONE = ["European Union Public Licence", "Oma lisenssi"]
WRONG = {
    "EUPL": "UPL-1.0",
    "EUPL-1.2-or-later": "UPL-1.0",
    "GNU Free Documentation License": "GPL-3.0-or-later",
    "LGPL-LR": "LGPL-3.0-or-later",
    "UNLICENSED": "Unlicense",
    "Non-MIT": "MIT",
}
asked = [*RIGHT, *NONE, *WRONG]
told = subprocess.run(["node", "ask.cjs"], input=json.dumps(asked), capture_output=True, text=True, check=True)
seen = dict(zip(asked, json.loads(told.stdout), strict=True))
for text, (found, passes, warnings) in seen.items():
    print(f"{text!r:34} {found!s:20} passes {passes!s:6} {[each for each in warnings if 'similar' in each]}")
for text, wanted in RIGHT.items():
    assert seen[text][0] == wanted, text
for text in NONE:
    assert seen[text][0] is None, text
for text, was in WRONG.items():
    assert seen[text][0] == was, f"changed: {text}"
    assert get_spdx_licensing().validate(text).normalized_expression is None, f"license-expression knows {text}"
    try:
        canonicalize_license_expression(text)
    except InvalidLicenseExpression:
        continue
    raise SystemExit(f"packaging knows {text}")
assert seen["EUPL"][1] and seen["EUPL-1.2-or-later"][1] and not seen["EUPL 1.2"][1], "changed: what passes"
assert any("UPL-1.0" in each for each in seen["EUPL"][2]), "changed: what is recommended"
PY
echo "as seen: one licence is taken for another"
