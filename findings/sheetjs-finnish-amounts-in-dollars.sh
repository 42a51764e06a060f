#!/usr/bin/env bash
# SheetJS shows an amount whose format names a language and no currency in dollars: 1 234,50 in Finnish is $1,234.50.
#
# Guess before the run: [$€-40B] in the format of a cell is a sign and a language (40B is Finnish), and [$-40B] is a
# language alone (ECMA-376 part 1, 18.8.31): no sign, at most another comma.
# Seen with xlsx 0.18.5, the last of SheetJS on npm: where the sign is missing a dollar stands. So it is in the
# CSV and in the text of a cell; the value stays a number. With Finland-Swedish (81D) it is the same.
# numfmt 4.0.1 (npm), by the same part of the standard, says "1 234,50" and "12". In the same sheet the dates have
# no text at all: "d.m.yyyy" throws at the point inside, and the CSV has the number of the day, 46447 for
# 1.3.2027; with the points escaped (d\.m\.yyyy) it is right.
# That points do so is known there for Hungarian (ssf, issues 96 and 97); of the dollar nothing is.
# Ours reads no sheets.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm install --silent --no-save xlsx@0.18.5 numfmt@4.0.1 >/dev/null
cat > read.mjs <<'JS'
import assert from "node:assert/strict";
import XLSX from "xlsx";
import { format } from "numfmt";

const SEEN = [
  ["[$-40B]#,##0.00", 1234.5, "$1,234.50", "1 234,50"],
  ["[$-81D]0", 12, "$12", "12"],
  ["[$€-40B]0", 12, "€12", "€12"],
  ["0", 12, "12", "12"],
  ["d.m.yyyy", 46447, "46447", "1.3.2027"],
  ["d\\.m\\.yyyy", 46447, "1.3.2027", "1.3.2027"],
];
const cells = SEEN.map(([z, v]) => ({ t: "n", v, z }));
const made = XLSX.utils.aoa_to_sheet(cells.map((cell) => [cell]));
const file = XLSX.write({ SheetNames: ["A"], Sheets: { A: made } }, { type: "buffer", bookType: "xlsx" });
const sheet = XLSX.read(file, { cellNF: true }).Sheets.A;
const lines = XLSX.utils.sheet_to_csv(sheet, { FS: "\t" }).trimEnd().split("\n");
SEEN.forEach(([code, value, seen, right], at) => {
  const cell = sheet[`A${at + 1}`];
  const peer = format(code, value).replaceAll("\u00a0", " ");
  console.log(code, value, "SheetJS:", lines[at], "numfmt:", peer);
  assert.equal(cell.z, code);
  assert.equal(cell.v, value);
  assert.equal(peer, right, "numfmt shows it otherwise");
  assert.equal(lines[at].replaceAll('"', ""), seen, "changed");
});
JS
node read.mjs
echo "as seen: amounts in dollars"
