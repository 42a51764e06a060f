#!/usr/bin/env bash
# deb-version-compare finds a package and its first revision equal, and 2026.03 and 2026.3 each older than the other.
#
# Guess before the run: "compare versions according to Debian policy" (its own words): a version without a revision
# stands before the same with one above 0, and numbers are compared as numbers, zeros before them or not (Debian
# policy, 5.6.12), as dpkg --compare-versions does.
# Seen with deb-version-compare 1.2.1 (npm): 1.0 and 1.0-1 are equal, and so are 1.0 and 1.0-1~bpo12+1, though with a
# revision in both it is heeded: whoever packages what was native before offers no update. "01.0" and "1.0", equal to
# dpkg, are each older than the other, as are 2026.03 and 2026.3, so that a list sorts as it came.
# univers 32.0.1 (PyPI) and dpkg agree on all of them, and the three on ~, +, epochs and letters.
# Ours leaves it to apt, and names its versions without zeros.
set -euo pipefail
command -v dpkg >/dev/null || { echo "needs dpkg" >&2; exit 2; }
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv v; v/bin/pip install -q univers==32.0.1 >/dev/null
npm install --silent --no-save --no-audit deb-version-compare@1.2.1 >/dev/null 2>&1
v/bin/python - <<'PY'
import json
import subprocess

from univers.versions import DebianVersion

AGREED = [("1.0~rc1", "1.0"), ("1.0", "1.0+b1"), ("1.0-1", "1.0-2"), ("2.0", "1:0.5"), ("1.0", "1.0a"), ("1.9", "1.10")]
ALONE = {
    ("1.0", "1.0-1"): 0,
    ("1.0", "1.0-1~bpo12+1"): 0,
    ("2026.03", "2026.3"): -1,
    ("2026.3", "2026.03"): -1,
    ("01.0", "1.0"): -1,
    ("1.0", "01.0"): -1,
}
pairs = [*AGREED, *ALONE]
script = """const lib = require("deb-version-compare"); const compare = lib.default ?? lib.compare ?? lib;
console.log(JSON.stringify(JSON.parse(process.argv[1]).map(([a, b]) => Math.sign(compare(a, b)))));"""
told = subprocess.run(["node", "-e", script, json.dumps(pairs)], capture_output=True, text=True, check=True)
seen = dict(zip(pairs, json.loads(told.stdout), strict=True))


def by_dpkg(first, second):
    def holds(sign):
        return subprocess.run(["dpkg", "--compare-versions", first, sign, second]).returncode == 0

    return -1 if holds("lt") else int(holds("gt"))


def by_univers(first, second):
    one, other = DebianVersion(first), DebianVersion(second)
    return (one > other) - (one < other)


for pair in pairs:
    print(*pair, {"deb-version-compare": seen[pair], "dpkg": by_dpkg(*pair), "univers": by_univers(*pair)})
    assert by_univers(*pair) == by_dpkg(*pair), f"the peers: {pair}"
for pair in AGREED:
    assert seen[pair] == by_dpkg(*pair) == -1, pair
for pair, was in ALONE.items():
    assert seen[pair] == was != by_dpkg(*pair), f"changed: {pair}"
PY
echo "as seen: a revision and a zero decide otherwise than for dpkg"
