#!/usr/bin/env bash
# scorm-again refuses an answer of two lines: of an essay in a course nothing is stored, not the first line either.
#
# Guess before the run: "long-fill-in" is there for answers of up to 4000 signs, and comments of a learner are text
# (SCORM 2004 4th edition, RTE: localized_string_type, of which the language before it is the only part with a form).
# Who presses Enter in it has an answer of two lines, and both are stored.
# Seen with scorm-again 3.4.3 (npm), on which learning platforms run their courses: a line break in the answer, in
# the description of a question, of an aim or in a comment is "406, type mismatch", and the value is empty. The
# same words with a blank in its stead, or with a tab, are stored. So is the break in an answer of the type "other",
# in suspend_data and in location, and in SCORM 1.2 in the comments, while its "fill-in" is refused (405). In a
# course that does not look at the return value the pupil has sent her essay, and the teacher sees none.
# Ours makes no SCORM.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm install --silent --no-save scorm-again@3.4.3 >/dev/null
cat > answer.mjs <<'JS'
import assert from "node:assert/strict";

globalThis.window = globalThis;
const found = (module, name) => module[name] ?? module.default?.[name] ?? module.default;
const Course = found(await import("scorm-again/scorm2004"), "Scorm2004API");
const Older = found(await import("scorm-again/scorm12"), "Scorm12API");
const quiet = { logLevel: 5, autocommit: false };
const LONG = "cmi.interactions.0.learner_response";
const TAKEN = ["cmi.interactions.1.learner_response", "cmi.suspend_data", "cmi.location"];
const LOST = [LONG, "cmi.interactions.0.description", "cmi.objectives.0.description", "cmi.comments_from_learner.0.comment"];
const send = (text) => {
  const course = new Course(quiet);
  course.Initialize("");
  const begin = { "interactions.0.id": "k0", "interactions.0.type": "long-fill-in", "interactions.1.id": "k1",
    "interactions.1.type": "other", "objectives.0.id": "o0" };
  for (const [name, value] of Object.entries(begin)) assert.equal(course.SetValue(`cmi.${name}`, value), "true");
  return Object.fromEntries([...TAKEN, ...LOST].map((name) => {
    const taken = course.SetValue(name, text), code = course.GetLastError();
    return [name, [String(taken), String(code), course.GetValue(name)]];
  }));
};
for (const text of ["Tvätta händerna. Torka dem.", "{lang=sv-FI}Tvätta händerna.\tTorka dem."])
  for (const [name, told] of Object.entries(send(text))) assert.deepEqual(told, ["true", "0", text], name);
for (const text of ["Tvätta händerna.\nTorka dem.", "{lang=sv-FI}Tvätta händerna.\r\nTorka dem."]) {
  const told = send(text);
  console.log(JSON.stringify(text), told);
  for (const name of TAKEN) assert.deepEqual(told[name], ["true", "0", text], name);
  for (const name of LOST) assert.deepEqual(told[name], ["false", "406", ""], `changed: ${name}`);
}
const older = new Older(quiet);
older.LMSInitialize("");
older.LMSSetValue("cmi.interactions.0.id", "k0");
older.LMSSetValue("cmi.interactions.0.type", "fill-in");
assert.equal(String(older.LMSSetValue("cmi.interactions.0.student_response", "a b")), "true");
assert.equal(String(older.LMSSetValue("cmi.interactions.0.student_response", "a\nb")), "false", "changed: 1.2");
assert.equal(String(older.LMSGetLastError()), "405", "changed: 1.2");
assert.equal(String(older.LMSSetValue("cmi.comments", "a\nb")), "true");
process.exit(0);
JS
node answer.mjs
echo "as seen: a line break and the answer is gone"
