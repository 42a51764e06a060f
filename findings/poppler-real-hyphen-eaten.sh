#!/usr/bin/env bash
# pdftotext takes a real hyphen at the end of a line away, and leaves a soft one as a break.
#
# Guess before the run: the other way round. U+002D is part of a word ("linja-auto", "EU-maa")
# and stays; U+00AD is there only for the line and goes, the word is joined.
# Seen with poppler 22.12.0 (Debian 12): "linja-" + "auto" comes out as "linjaauto", a word that
# does not exist, and "yhteis" U+00AD + "työ" stays two words on two lines. -layout keeps both.
# For us: a test that compares words of a page uses -layout, or our own tags.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
chmod 755 "$folder"
# The program and all it needs, unpacked here; nothing is installed on the computer.
needed=$(apt-cache depends --recurse --no-recommends --no-suggests --no-conflicts --no-breaks \
  --no-replaces --no-enhances poppler-utils | grep -E '^(lib|poppler)[a-z0-9.+-]*$' | grep -vE '^libc6$|^libgcc' | sort -u)
# shellcheck disable=SC2086 # a list of names
apt-get download -qq $needed 2>/dev/null
for each in *.deb; do dpkg -x "$each" root; done
python3 -m venv v; v/bin/pip install -q reportlab==5.1.0 >/dev/null
libraries=$(find "$folder/root" -name '*.so*' -printf '%h\n' | sort -u | paste -sd:)
say() { LD_LIBRARY_PATH="$libraries" root/usr/bin/pdftotext "$@"; }
say -v 2>&1 | sed -n 1p
v/bin/python - <<'PY'
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

registerFont(TTFont("Vera", "Vera.ttf"))  # ships with reportlab
page = Canvas("a.pdf")
page.setFont("Vera", 14)
for y, line in ((700, "Odota linja-"), (680, "auto ja yhteis\u00ad"), (660, "ty\u00f6 jatkuu")):
    page.drawString(100, y, line)
page.save()
PY
say a.pdf - | tee plain.txt
say -layout a.pdf - | tee layout.txt
grep -q $'yhteis\u00ad$' plain.txt || { echo "changed: the soft hyphen" >&2; exit 1; }
grep -q 'linjaauto' plain.txt || { echo "changed: the hyphen stays" >&2; exit 1; }
grep -q 'linja-$' layout.txt || { echo "changed: -layout" >&2; exit 1; }
echo "as seen: linjaauto, and the soft hyphen with its line end"
