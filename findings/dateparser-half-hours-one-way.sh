#!/usr/bin/env bash
# dateparser reads "2,5 tuntia sitten" as two and a half hours ago and "2,5 tunnin päästä" as in five hours.
#
# Guess before the run: where the decimal comma is known in one direction of time it is in the other; a language
# whose numbers have a comma is read so throughout.
# Seen with dateparser 1.5.0 (PyPI): in Finnish what is past is right, and of what is to come the figure before the
# comma is gone: "1,5 tunnin kuluttua" is five hours, "1,5 minuutin kuluttua" five minutes. In Swedish "för 2,5 timmar
# sedan" and "om 1,5 timmar" are right and "2,5 timmar sedan", which means the same, is five hours. In Spanish it is
# the future again. English, German and French are right both ways. And "5/3" and "5.3.2027", which are the
# fifth of March to all who write Swedish, are the third of May. No error, no warning.
# Ours reads no dates out of text.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv v; v/bin/pip install -q dateparser==1.5.0 >/dev/null
v/bin/python - <<'PY'
from datetime import datetime

import dateparser

NOW = datetime(2027, 3, 10, 9)
SEEN = {  # what is read right, and what is not
    "en": ({"2.5 hours ago": "10.03. 06:30", "in 1.5 hours": "10.03. 10:30"}, {}),
    "de": ({"vor 2,5 Stunden": "10.03. 06:30", "in 1,5 Stunden": "10.03. 10:30"}, {}),
    "fr": ({"il y a 2,5 heures": "10.03. 06:30", "dans 1,5 heures": "10.03. 10:30"}, {}),
    "fi": (
        {"2,5 tuntia sitten": "10.03. 06:30", "5.3.2027": "05.03. 00:00"},
        {
            "2,5 tunnin päästä": "10.03. 14:00",
            "1,5 tunnin kuluttua": "10.03. 14:00",
            "1,5 minuutin kuluttua": "10.03. 09:05",
        },
    ),
    "sv": (
        {"för 2,5 timmar sedan": "10.03. 06:30", "om 1,5 timmar": "10.03. 10:30"},
        {"2,5 timmar sedan": "10.03. 04:00", "5/3": "03.05. 00:00", "5.3.2027": "03.05. 00:00"},
    ),
    "es": ({"hace 2,5 horas": "10.03. 06:30"}, {"en 1,5 horas": "10.03. 14:00"}),
}
for language, (right, wrong) in SEEN.items():
    for text, seen in (right | wrong).items():
        read = dateparser.parse(text, languages=[language], settings={"RELATIVE_BASE": NOW})
        told = f"{read:%d.%m. %H:%M}"
        print(language, text, "=", told, "" if text in right else "(wrong)")
        assert told == seen, f"changed: {text}"
PY
echo "as seen: half an hour is lost one way"
