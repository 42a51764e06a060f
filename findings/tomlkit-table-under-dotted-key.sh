#!/usr/bin/env bash
# tomlkit, given a table under a dotted key, writes its heading in the middle: the lines below change owner.
#
# Guess before the run: a dict set in a parsed document adds what it says and leaves all else as it was ("style
# preserving"): what is read from the written text is what the document in memory holds.
# Seen with tomlkit 0.15.2: of "ruff.line-length = 100" and "pytest.addopts = ..." in [tool], once
# tool["ruff"]["lint"] = {...} is set, the heading [ruff.lint] stands between the two. It lacks "tool.", so lint is
# not where it was put, and pytest, below the heading, is in it too: tool.pytest is gone, ruff.lint.pytest is new.
# At the top of a file, whatever follows the dotted keys up to the next heading moves likewise. The document
# in memory shows nothing of it; an unrelated setting is lost at the next start. A dict set to replace a dotted
# value does the same; a number or a list of numbers does not. toml-edit-js 0.6.5 (Cargo's toml_edit) and
# @decimalturn/toml-patch 3.3.0 (npm), asked the same, keep all lines where they belong.
# Ours writes no TOML.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv v; v/bin/pip install -q tomlkit==0.15.2 >/dev/null
npm install --silent --no-save --no-audit @rainbowatcher/toml-edit-js@0.6.5 @decimalturn/toml-patch@3.3.0 >/dev/null 2>&1
cat > peers.mjs <<'JS'
import { readFileSync } from "node:fs";
import * as patching from "@decimalturn/toml-patch";
import init, { edit } from "@rainbowatcher/toml-edit-js";

await init();
const { text, at, value } = JSON.parse(readFileSync(0, "utf8"));
const wanted = patching.parse(text);
at.slice(0, -1).reduce((held, key) => held[key], wanted)[at.at(-1)] = value;
const leaf = Object.entries(value)[0];
console.log(JSON.stringify([patching.patch(text, wanted), edit(text, [...at, leaf[0]].join("."), leaf[1])]));
JS
v/bin/python - <<'PY'
import copy
import json
import subprocess
import tomllib

import tomlkit

PROJECT = '[tool]\nruff.line-length = 100\npytest.addopts = "-q"\n\n[other]\nx = 1\n'
TOP = 'window.width = 800\nwindow.height = 600\nlanguage = "fi"\n\n[other]\nx = 1\n'
CASES = {
    "in a table": (PROJECT, ("tool", "ruff", "lint"), {"select": ["E"]}),
    "at the top": (TOP, ("window", "place"), {"left": 10}),
}


def put(held, at, value):
    for key in at[:-1]:
        held = held[key]
    held[at[-1]] = copy.deepcopy(value)


seen = {}
for name, (text, at, value) in CASES.items():
    wanted = tomllib.loads(text)
    put(wanted, at, value)
    document = tomlkit.parse(text)
    put(document, at, value)
    assert document.unwrap() == wanted, f"in memory: {name}"
    written = tomlkit.dumps(document)
    seen[name] = tomllib.loads(written)
    print(f"--- {name}\n{written}read again: {seen[name]}")
    asked = json.dumps({"text": text, "at": at, "value": value})
    told = subprocess.run(["node", "peers.mjs"], input=asked, capture_output=True, text=True, check=True)
    for peer, out in zip(("toml-patch", "toml-edit-js"), json.loads(told.stdout), strict=True):
        assert tomllib.loads(out) == wanted, f"{peer}: {name}: {out}"
    plain = tomlkit.parse(text)
    put(plain, at, 7)
    put(wanted, at, 7)
    assert tomllib.loads(tomlkit.dumps(plain)) == wanted, f"a number: {name}"
assert seen["in a table"] == {
    "tool": {"ruff": {"line-length": 100}},
    "ruff": {"lint": {"select": ["E"], "pytest": {"addopts": "-q"}}},
    "other": {"x": 1},
}, "changed: in a table"
moved = {"left": 10, "window": {"height": 600}, "language": "fi"}
assert seen["at the top"] == {"window": {"width": 800, "place": moved}, "other": {"x": 1}}, "changed: at the top"
PY
echo "as seen: settings below the new heading are lost from their places"
