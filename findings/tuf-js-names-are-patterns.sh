#!/usr/bin/env bash
# To tuf-js a role that signs "kuva+(1).pdf" is not the one for a file of that very name; to python-tuf it is.
#
# Guess before the run: the paths of a delegation are file names, or patterns with the wildcards of a shell (TUF
# specification, "paths"), which glob(7) lists: *, ? and [ ]. Braces, brackets with a sign before them
# and "#" are letters like others; two clients that read the same metadata look for a file in the same role.
# Seen with @tufjs/models 5.0.2, which tuf-js 6.0.2 (the client of npm's and sigstore's tools) matches
# with: the names are patterns of minimatch. A role is not asked for the file that it names where the name has
# +( ), @( ), or { , }, or starts with "#" (a comment); nor is "*(1).pdf" asked for "kuva(1).pdf", as
# a browser names what it loads a second time. tuf 7.0.1 (PyPI) and sh agree on all of them. (Whether * takes
# a name that starts with a full stop is left out here: glob(7) is on tuf-js's side.)
# For us: our feed has no delegations (docs/feed-format.md); whoever adds one must name paths without such letters.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv v; v/bin/pip install -q tuf==7.0.1 >/dev/null
npm install --silent --no-save --no-audit tuf-js@6.0.2 @tufjs/models@5.0.2 >/dev/null 2>&1
cat > match.cjs <<'JS'
const fs = require("node:fs");
const { DelegatedRole } = require(`${require("node:path").dirname(require.resolve("@tufjs/models"))}/role.js`);
const asked = ([pattern, name]) =>
  new DelegatedRole({ keyIDs: ["a"], threshold: 1, name: "r", terminating: false, paths: [pattern] }).isDelegatedPath(name);
console.log(JSON.stringify(JSON.parse(fs.readFileSync(0, "utf8")).map(asked)));
JS
v/bin/python - <<'PY'
import json
import subprocess

from tuf.api.metadata import DelegatedRole

AGREED = [
    ("aineistot/*", "aineistot/a.pdf"),
    ("aineistot/?.pdf", "aineistot/d.pdf"),
    ("aineistot/[a-c].pdf", "aineistot/b.pdf"),
    ("aineistot/kuva(1).pdf", "aineistot/kuva(1).pdf"),
    ("aineistot/c++.pdf", "aineistot/c++.pdf"),
]
ALONE = [
    ("aineistot/kuva+(1).pdf", "aineistot/kuva+(1).pdf"),
    ("aineistot/lehti@(a).pdf", "aineistot/lehti@(a).pdf"),
    ("aineistot/{fi,sv}.pdf", "aineistot/{fi,sv}.pdf"),
    ("#7/*", "#7/a.pdf"),
    ("aineistot/*(1).pdf", "aineistot/kuva(1).pdf"),
]


def by_shell(pattern, name):
    script = 'case "$2" in $1) exit 0 ;; esac; exit 1'
    pairs = zip(pattern.split("/"), name.split("/"), strict=True)
    return all(subprocess.run(["sh", "-c", script, "sh", *pair]).returncode == 0 for pair in pairs)


def by_python(pattern, name):
    return DelegatedRole("r", ["a"], 1, False, paths=[pattern]).is_delegated_path(name)


asked = [*AGREED, *ALONE]
told = subprocess.run(["node", "match.cjs"], input=json.dumps(asked), capture_output=True, text=True, check=True)
seen = dict(zip(asked, json.loads(told.stdout), strict=True))
for each in asked:
    print(*each, {"tuf-js": seen[each], "python-tuf": by_python(*each), "sh": by_shell(*each)})
for each in AGREED + ALONE:
    assert by_python(*each) and by_shell(*each), f"the peers: {each}"
for each in AGREED:
    assert seen[each], f"tuf-js: {each}"
for each in ALONE:
    assert not seen[each], f"changed: {each}"
PY
echo "as seen: a name with such letters does not match itself"
