#!/usr/bin/env bash
# textstat: five short calls to act are one sentence, so the easier a text is, the harder it is called.
#
# Guess before the run: "Ring 112. Vänta på hjälp. Gå ut. ..." counts as five sentences, and LIX
# (words a sentence + per cent of words over six letters) is 2.2 + 9.1 = 11.3; Finnish, which LIX needs no syllables for,
# can be chosen as a language.
# Seen with textstat 0.7.13: sentences of one or two words are left out of the count, and never
# fewer than one is given. Five sentences of 11 words are 1, LIX 20.1 in place of 11.3; the same words
# run together by "och" get 12.3, a better figure than with full stops. set_lang("fi"): KeyError.
# For us: steps in easy language are sentences of two words. A check of readability by this library
# would tell the editor to join them.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv v; v/bin/pip install -q textstat==0.7.13 >/dev/null
v/bin/python - <<'PY'
import textstat

textstat.set_lang("sv")
short = "Ring 112. Vänta på hjälp. Gå ut. Stäng dörren. Möt hjälparen."
joined = "Ring 112 och vänta. Gå ut och stäng dörren. Möt sedan hjälparen."
for text in (short, joined):
    print(textstat.sentence_count(text), round(textstat.lix(text), 1), text)
assert textstat.sentence_count(short) == 1, "changed: short sentences are counted"
assert textstat.sentence_count(joined) == 3
assert textstat.lix(short) > textstat.lix(joined) + 5, "changed: shorter is easier"
try:
    textstat.set_lang("fi")
    finnish = textstat.flesch_reading_ease("Soita heti numeroon. Odota sitten apua ulkona.")
except KeyError:
    finnish = None
print("Finnish:", finnish)
assert finnish is None, "changed: Finnish is known"
PY
echo "as seen: five sentences are one, and Finnish is not known"
