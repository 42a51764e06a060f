#!/usr/bin/env bash
# svgelements paints black what an SVG's own style sheet colours by anything but a simple selector.
#
# Guess before the run: a library that reads <style> follows CSS as far as drawing programs write
# it: wherever the sheet stands, with classes joined (.a.b) and within groups (g .a).
# Seen with svgelements 1.9.6: only .name, #name and element names count, and only for what comes
# after the sheet. A sheet at the end, ".a.b" and "g .a" are passed over without a word: the fill
# is black, not unknown. Browsers, Inkscape and resvg paint all four.
# For us: a drawing whose sheet has other selectors is refused rather than printed in black.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv v; v/bin/pip install -q svgelements==1.9.6 >/dev/null
v/bin/python - <<'PY'
import io

from svgelements import SVG, Rect

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
BOX = '<g><rect class="a b" width="5" height="5"/></g>'
DRAWINGS = {
    "simple, before": "<style>.a{fill:#ff0000}</style>" + BOX,
    "simple, after": BOX + "<style>.a{fill:#ff0000}</style>",
    "joined": "<style>.a.b{fill:#ff0000}</style>" + BOX,
    "within a group": "<style>g .a{fill:#ff0000}</style>" + BOX,
}
seen = {}
for name, inner in DRAWINGS.items():
    parsed = SVG.parse(io.StringIO(f"{HEAD}{inner}</svg>"))
    (box,) = (each for each in parsed.elements() if isinstance(each, Rect))
    seen[name] = box.fill.hex
print(seen)
assert seen["simple, before"] == "#ff0000", "changed"
assert {seen[name] for name in list(DRAWINGS)[1:]} == {"#000000"}, "changed: it follows more of CSS"
PY
echo "as seen: one of four drawings has its colour"
