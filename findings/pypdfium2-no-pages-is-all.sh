#!/usr/bin/env bash
# pypdfium2: a document that is to take no page of another takes them all.
#
# Guess before the run: import_pages(source, []) imports nothing; None, the default, imports all.
# Seen with pypdfium2 5.15.2: an empty list is the same as None. Who puts pages into two documents by
# a rule (fronts and backs, fi and sv) gets the whole of it wherever the rule finds none.
# For us: the backs of a paper with one page would be the fronts once more.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv v; v/bin/pip install -q pypdfium2==5.15.2 >/dev/null
v/bin/python - <<'PY'
import pypdfium2

source = pypdfium2.PdfDocument.new()
for side in (100, 200, 300):
    source.new_page(side, side)


def taken(pages):
    target = pypdfium2.PdfDocument.new()
    target.import_pages(source, pages)
    return [page.get_width() for page in target]


print(taken([2]), taken(None), taken([]))
assert taken([2]) == [300]
assert taken(None) == [100, 200, 300]
assert taken([]) == [100, 200, 300], "changed: no page is none"
PY
echo "as seen: an empty list imports every page"
