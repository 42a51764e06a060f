#!/usr/bin/env bash
# eSpeak NG, the voice that NVDA and Orca come with, reads a help line's number as millions.
#
# Guess before the run: a number written in groups, "080 005 005", is read group by group or digit by
# digit, as it begins with a zero and is no amount; which space stands between the groups is the same.
# Seen with the eSpeak NG of espeakng-loader 0.2.4: groups of three after a plain space are thousands,
# whatever comes first: the line for violence at home becomes "zero eighty million five thousand
# five", in Finnish and in Swedish, "116 006" is 116,006. With a no-break space the groups are
# read for themselves. What stands between two times is left out: "8–16" is "eight sixteen".
# For us: a number to call is written with no-break spaces, which also keeps it on one line; hours are
# safer with a word between.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv v; v/bin/pip install -q espeakng-loader==0.2.4 >/dev/null
v/bin/python - <<'PY'
import ctypes
import re

import espeakng_loader

voice = ctypes.CDLL(espeakng_loader.get_library_path())
voice.espeak_TextToPhonemes.restype = ctypes.c_char_p
RETRIEVAL, UTF8 = 1, 1
assert voice.espeak_Initialize(RETRIEVAL, 0, espeakng_loader.get_data_path().encode(), 0) > 0


def spoken(language, text):
    """The sounds of a clause, without stress and pauses."""
    assert voice.espeak_SetVoiceByName(language.encode()) == 0
    letters = ctypes.create_string_buffer(text.encode())
    place = ctypes.c_void_p(ctypes.addressof(letters))
    sounds = voice.espeak_TextToPhonemes(ctypes.byref(place), UTF8, 0).decode()
    return re.sub(r"[',_:!;]", "", sounds).lower()


MILLIONS = {"fi": "miljona", "sv": "miljuner"}
for language, word in MILLIONS.items():
    plain, kept = spoken(language, "080 005 005"), spoken(language, "080\u00a0005\u00a0005")
    print(language, plain, "|", kept)
    assert word in plain, "changed: no amount"
    assert word not in kept, "changed: the space makes no difference"
thousand = spoken("fi", "116 006")
print(thousand, "|", spoken("fi", "116\u00a0006"))
assert "tuhata" in thousand and "tuhata" not in spoken("fi", "116\u00a0006")
print(spoken("sv", "8–16"), "|", spoken("sv", "8 16"))
assert spoken("sv", "8–16") == spoken("sv", "8 16"), "changed: the dash is told"
PY
echo "as seen: millions after a plain space, groups after one that does not break"
