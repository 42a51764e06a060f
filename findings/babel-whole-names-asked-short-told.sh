#!/usr/bin/env bash
# Babel, asked for the whole name of a day or a month, tells a short one: "EEEE" is "ma", "MMMM" is "maalis".
#
# Guess before the run: a skeleton says which parts are wanted and how long each is. Where the
# language has no such shape of its own, the nearest is taken and its parts are made as long as was
# asked (CLDR, UTS 35, "Matching Skeletons": the field lengths are then adjusted).
# Seen with Babel 2.19.0: format_skeleton takes the nearest shape as it is. "EEEE" comes out as "ma", "mån"
# and "Mon", "MMMM" as "maalis", which is no word, and "MMMMEEEEd" as "ma 15. maaliskuuta" and "mån 15
# mars". That a whole date comes out right in Finnish is luck: the language has that shape, and
# Swedish and English do not. Node 20 (ICU inside; "node" must be there) says "maanantai" and "maaliskuu".
# Known to its makers (their issue 803), not said in its manual. Ours asks for no skeletons.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv v; v/bin/pip install -q babel==2.19.0 >/dev/null
v/bin/python - <<'PY' | tee babel.txt
from datetime import date

from babel.dates import format_skeleton

for language in ("fi", "sv", "en"):
    for skeleton in ("EEEE", "MMMM", "MMMMEEEEd", "yMMMMEEEEd"):
        print(language, skeleton, format_skeleton(skeleton, date(2027, 3, 15), locale=language))
PY
node - <<'JS' | tee node.txt
const weekday = "long", month = "long", day = "numeric", year = "numeric";
const asked = { EEEE: { weekday }, MMMM: { month }, MMMMEEEEd: { month, weekday, day }, yMMMMEEEEd: { year, month, weekday, day } };
for (const language of ["fi", "sv", "en"])
  for (const [skeleton, parts] of Object.entries(asked))
    console.log(language, skeleton, new Intl.DateTimeFormat(language, parts).format(new Date(2027, 2, 15)));
JS
told() { grep -qxF "$2" "$1" || { echo "changed: $1 lacks $2" >&2; exit 1; }; }
told babel.txt 'fi EEEE ma'; told node.txt 'fi EEEE maanantai'
told babel.txt 'fi MMMM maalis'; told node.txt 'fi MMMM maaliskuu'
told babel.txt 'fi MMMMEEEEd ma 15. maaliskuuta'; told node.txt 'fi MMMMEEEEd maanantai 15. maaliskuuta'
told babel.txt 'sv yMMMMEEEEd mån 15 mars 2027'; told node.txt 'sv yMMMMEEEEd måndag 15 mars 2027'
told babel.txt 'en EEEE Mon'; told node.txt 'en EEEE Monday'
echo "as seen: short names for the whole ones that were asked for"
