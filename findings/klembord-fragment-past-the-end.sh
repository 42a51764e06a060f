#!/usr/bin/env bash
# klembord puts rich text on the clipboard of Windows and tells programs to look for it behind its end.
#
# Guess before the run: at worst the four numbers of the "HTML Format" count letters and not bytes (Microsoft's text
# on it: offsets in bytes from the start of the data), so that what has an "ä" is cut by a letter or two.
# Seen with klembord 0.3.0: bytes are counted, but the head of numbers twice: StartFragment, EndFragment and EndHTML
# are 97 too many, whatever the text. A short fragment lies past the end of all, of a long one the beginning is
# missing and the end is markup; "StartHTML" alone is right. A program that goes by the marks <!--StartFragment-->
# pastes it, one that goes by the numbers nothing, or the wrong piece.
# The same text with the numbers of a reckoning by bytes is found whole, in ASCII and with "ä".
# Run on Linux: the part for Windows needs ctypes.windll when it is loaded, and for these numbers nothing of it.
# Ours copies plain words only.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv v; v/bin/pip install -q klembord==0.3.0 >/dev/null
v/bin/python - <<'PY'
import ctypes
import re
from unittest.mock import MagicMock

ctypes.windll = MagicMock()
from klembord.winclipboard import WinClipboard  # noqa: E402

NAMES = ("StartHTML", "EndHTML", "StartFragment", "EndFragment")
TEXTS = {
    "short": "<p>abc</p>",
    "with ä": "<p>Välitä <b>nyt</b></p>",
    "long": "<p>" + "abcdefghij" * 20 + "</p>",
}


def pieces(data: bytes) -> tuple[str, str]:
    """The page and the fragment that the numbers point at."""
    start, end, first, last = (int(re.search(rb"%s:(\d+)" % name.encode(), data)[1]) for name in NAMES)
    return data[start:end].decode(), data[first:last].decode()


def by_bytes(data: bytes) -> bytes:
    """The same with other numbers."""
    first = data.index(b"<!--StartFragment-->\r\n") + len(b"<!--StartFragment-->\r\n")
    right = (data.index(b"<html>"), len(data), first, data.index(b"\r\n<!--EndFragment-->"))
    for name, number in zip(NAMES, right, strict=True):
        data = re.sub(rb"%s:\d+" % name.encode(), b"%s:%08d" % (name.encode(), number), data)
    return data


for name, text in TEXTS.items():
    data = WinClipboard().wrap_html(text)
    page, fragment = pieces(data)
    end = int(re.search(rb"EndHTML:(\d+)", data)[1])
    print(f"{name}: {len(data)} bytes, the end said to be at {end}; fragment {fragment!r}")
    assert pieces(by_bytes(data))[1] == text, "by bytes"
    assert end - len(data) == 97 == data.index(b"<html>"), f"changed: the end of {name}"
    assert fragment != text, f"changed: {name}"
    assert fragment == data[(data.index(text.encode()) + 97) :][: len(text.encode())].decode(), f"changed: {name}"
PY
echo "as seen: the fragment is 97 bytes off"
