#!/usr/bin/env bash
# PySide6 reads, and keeps in memory, the source of every Python module that is imported after it.
#
# Guess before the run: importing PySide6.QtCore leaves the import of other modules as it is; of the
# standard library's linecache nothing is filled before a traceback is shown.
# Seen with PySide6 6.11.3: builtins.__import__ is another function then (for its "feature" switch),
# which asks inspect for the source of the importing module. Seven modules of the standard library and
# what they import leave 2.4 million letters in linecache; imported before PySide6, 86,000.
# For us: with SQLAlchemy and the paper after Qt this was 15 MB of a window's memory.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv v; v/bin/pip install -q PySide6-Essentials==6.11.3 >/dev/null
cat > count.py <<'PY'
import builtins
import importlib
import linecache
import sys

OTHERS = "xml.dom.minidom email.mime.text http.cookiejar unittest.mock zipfile tarfile csv".split()
if sys.argv[1] == "after":
    import PySide6.QtCore
for name in OTHERS:
    importlib.import_module(name)
if sys.argv[1] == "before":
    import PySide6.QtCore
print(builtins.__import__.__name__, sum(map(lambda kept: kept[0], linecache.cache.values())))
PY
read -r name before < <(v/bin/python count.py before)
echo "imported before PySide6: $before letters of sources kept; __import__ is $name"
read -r name after < <(v/bin/python count.py after)
echo "imported after PySide6: $after letters of sources kept; __import__ is $name"
[ "$name" = __feature_import__ ] || { echo "changed: Python's own import stays" >&2; exit 1; }
[ "$after" -gt $((before + 300000)) ] || { echo "changed: no sources are kept" >&2; exit 1; }
echo "as seen: the sources of what is imported after PySide6 stay in memory"
