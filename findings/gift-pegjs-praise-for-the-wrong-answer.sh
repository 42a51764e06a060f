#!/usr/bin/env bash
# gift-pegjs gives the words for a wrong answer to whoever answers rightly that a sentence is true.
#
# Guess before the run: in Moodle's GIFT "{T#wrong#right}" has first the words for a wrong answer, then those for the
# right one. A parser that names the two by the answer, trueFeedback and falseFeedback, turns them where the right
# answer is true, as Moodle's own import does (question/format/gift/format.php, "truefalse").
# Seen with gift-pegjs 1.0.2 (npm): it does not turn them. Of {T#...#...} trueFeedback has the words for a
# wrong answer, so a pupil who says rightly "true" reads "No, it is ..."; of {F#...#...} all is right. Releases
# before 1.0 named them incorrectFeedback and correctFeedback, and had them right in both (its issue 62
# took the new names from another program). pygiftparser 1.1 (PyPI) has feedbackWrong and feedbackCorrect.
# Ours writes no GIFT.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv v; v/bin/pip install -q pygiftparser==1.1 >/dev/null
npm install --silent --no-save gift-pegjs@1.0.2 gift-old@npm:gift-pegjs@0.2.1 >/dev/null
cat > quiz.gift <<'GIFT'
::sant::Man tvättar händerna före maten. {T#Nej, före maten också.#Just det!}

::osant::Ett piller hjälper mot allt. {F#Nej, inte mot allt.#Just det!}

GIFT
cat > read.cjs <<'JS'
const fs = require("node:fs");
const text = fs.readFileSync("quiz.gift", "utf8");
const told = {};
for (const name of ["gift-pegjs", "gift-old"]) told[name] = require(name).parse(text);
console.log(JSON.stringify(told));
JS
v/bin/python - <<'PY'
import json
import subprocess

from pygiftparser import parser

WRONG = {"sant": "Nej, före maten också.", "osant": "Nej, inte mot allt."}
RIGHT = "Just det!"
told = json.loads(subprocess.check_output(["node", "read.cjs"]))
with open("quiz.gift", encoding="utf-8") as file:
    peers = {each.title: each.answers for each in parser.parseFile(file)}
for own, old in zip(told["gift-pegjs"], told["gift-old"]):
    title, answer = own["title"], own["isTrue"]
    by_answer = {True: own["trueFeedback"]["text"], False: own["falseFeedback"]["text"]}
    peer = peers[title]
    print(title, "is", answer, "| said true:", by_answer[True], "| said false:", by_answer[False])
    assert (peer.feedbackWrong, peer.feedbackCorrect) == (WRONG[title], RIGHT), "pygiftparser reads it otherwise"
    assert old["incorrectFeedback"]["text"] == WRONG[title] and old["correctFeedback"]["text"] == RIGHT
    assert by_answer[answer] == (WRONG[title] if answer else RIGHT), f"changed: {title}"
    assert by_answer[not answer] == (RIGHT if answer else WRONG[title]), f"changed: {title}"
    assert answer == (title == "sant")
PY
echo "as seen: who is right is told no"
