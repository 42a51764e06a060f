#!/usr/bin/env bash
# Two spelling checkers in JavaScript find no mistake in Swedish: any row of letters is a word.
#
# Guess before the run: with the Finland-Swedish dictionary they know most words; long compounds may be
# called wrong, as neither promises the whole of Hunspell's rules.
# Seen with nspell 2.1.5 and typo-js 1.4.0, dictionary-sv-fi 1.0.2 and dictionary-sv 4.0.0: "zzzz" is
# right. The dictionaries hold a rule of compounds that may be empty (for figures), and both
# libraries look for it anywhere in the word, where an empty one is always found. With the English and the
# Norwegian dictionary the same lines find the mistake; Hunspell finds it in all.
# For us: an editor's check by these would be a check that cannot fail.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm install --silent --no-save nspell@2.1.5 typo-js@1.4.0 dictionary-sv-fi@1.0.2 \
  dictionary-sv@4.0.0 dictionary-en@4.0.0 dictionary-nb@3.0.0 >/dev/null
cat > check.mjs <<'JS'
import assert from "node:assert";
import { readFileSync } from "node:fs";
import nspell from "nspell";
import Typo from "typo-js";

for (const name of ["sv-fi", "sv", "en", "nb"]) {
  const read = (part) => readFileSync(`node_modules/dictionary-${name}/index.${part}`, "utf8");
  const first = nspell(read("aff"), read("dic"));
  const second = new Typo(name, read("aff"), read("dic"));
  const right = [first.correct("zzzz"), second.check("zzzz")];
  console.log(name, "zzzz is a word:", ...right);
  const wanted = name.startsWith("sv");
  assert.deepEqual(right, [wanted, wanted], `changed: ${name}`);
}
JS
node check.mjs
echo "as seen: in Swedish every word is right"
