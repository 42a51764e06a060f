#!/usr/bin/env bash
# n2words tells the 200th day in Finnish as "kaksi satas", the 21st in Swedish as "tjugo-ettde".
#
# Guess before the run: the library has "all three forms" of each of its 71 languages, so the cardinal numbers are
# those of CLDR, which num2words says too, and a compound ordinal ends as its last part does: första, andra.
# Seen with n2words 4.0.0 (fi-FI, sv-SE): Finnish 200 is "kaksi sata" and 2 000 "kaksi tuhat", two words without
# the partitive that each of these numbers has ("kaksisataa"); the hundredth is "satas" (sadas), the 111th "sata
# yksitoistas", the thirty-first "kolmekymmentäensimmäinen", where every part is inflected. In Swedish the
# 21st is "tjugo-ettde" (tjugoförsta), the 31st "trettio-ettde", and two millions are "två miljon". A page that
# reads a date aloud says what is no word, on most days after the twentieth. num2words 0.5.14 (PyPI) has
# these right, and so does ICU by icu-rbnf 0.2.0, whose Swedish ordinals are figures ("21:a").
# Ours writes no numbers as words.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv v; v/bin/pip install -q num2words==0.5.14 icu-rbnf==0.2.0 >/dev/null
npm install --silent --no-save n2words@4.0.0 >/dev/null
cat > say.mjs <<'JS'
const langs = { fi: await import("n2words/fi-FI"), sv: await import("n2words/sv-SE") };
const [, , lang, form, number] = process.argv;
process.stdout.write(langs[lang][form === "ordinal" ? "toOrdinal" : "toCardinal"](Number(number)));
JS
v/bin/python - <<'PY'
import subprocess

from icu_rbnf import spellout, spellout_ordinal
from num2words import num2words

SEEN = {
    ("fi", "cardinal", 200): ("kaksi sata", "kaksisataa"),
    ("fi", "cardinal", 2000): ("kaksi tuhat", "kaksituhatta"),
    ("fi", "ordinal", 31): ("kolmekymmentäensimmäinen", "kolmaskymmenesensimmäinen"),
    ("fi", "ordinal", 100): ("satas", "sadas"),
    ("fi", "ordinal", 111): ("sata yksitoistas", "sadasyhdestoista"),
    ("fi", "ordinal", 200): ("kaksi satas", "kahdessadas"),
    ("sv", "ordinal", 12): ("tolfte", "tolfte"),
    ("sv", "ordinal", 21): ("tjugo-ettde", "tjugoförsta"),
    ("sv", "ordinal", 31): ("trettio-ettde", "trettioförsta"),
    ("sv", "cardinal", 2000000): ("två miljon", "två miljoner"),
}
for (lang, form, number), (seen, right) in SEEN.items():
    told = subprocess.check_output(["node", "say.mjs", lang, form, str(number)], text=True)
    icu = (spellout_ordinal if form == "ordinal" else spellout)(number, lang).replace("\u00ad", "")
    peer = num2words(number, lang=lang, to=form)
    print(lang, form, number, "n2words:", told, "num2words:", peer, "ICU:", icu)
    assert peer == right, "num2words says it otherwise"
    assert icu == right or (lang, form) == ("sv", "ordinal"), "ICU says it otherwise"
    assert told == seen, f"changed: {lang} {form} {number}"
PY
echo "as seen: kaksi satas, tjugo-ettde"
