#!/usr/bin/env bash
# pandoc numbers an ODT list anew that says at which number it goes on.
#
# Guess before the run: a list item with text:start-value="3" is number 3, as ODF means it
# and as every office shows it; a list that continues the numbering goes on with 4.
# Seen with pandoc 3.9 (pypandoc_binary 1.17), file made by odfdo 3.27.3: the item is number 1, and
# the list that goes on after it begins with 2. Nothing is said. Only the start value of the list's
# style counts.
# For us: "look at item 3" points at another item once our document was turned into a page. Our
# ODT says the number in both places.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv v; v/bin/pip install -q pypandoc_binary==1.17 odfdo==3.27.3 >/dev/null
v/bin/python - <<'PY'
import pypandoc
from odfdo import Document, Element

STYLE = (
    '<text:list-style style:name="N"><text:list-level-style-number text:level="1" '
    'style:num-format="1" style:num-suffix="."/></text:list-style>'
)
LISTS = (
    '<text:list text:style-name="N"><text:list-item><text:p>one</text:p></text:list-item>'
    "<text:list-item><text:p>two</text:p></text:list-item></text:list>",
    "<text:p>pause</text:p>",
    '<text:list text:style-name="N"><text:list-item text:start-value="3"><text:p>three</text:p>'
    "</text:list-item></text:list>",
    "<text:p>pause</text:p>",
    '<text:list text:style-name="N" text:continue-numbering="true"><text:list-item>'
    "<text:p>four</text:p></text:list-item></text:list>",
)
document = Document("text")
document.body.clear()
document.insert_style(Element.from_tag(STYLE), automatic=True)
for each in LISTS:
    document.body.append(Element.from_tag(each))
document.save("steps.odt")

read = [line.split() for line in pypandoc.convert_file("steps.odt", "plain").splitlines() if line]
numbers = {words[-1]: words[0] for words in read if len(words) > 1}
print(pypandoc.get_pandoc_version(), numbers)
assert numbers == {"one": "1.", "two": "2.", "three": "1.", "four": "2."}, "changed"
PY
echo "as seen: three is number 1 and four is number 2"
