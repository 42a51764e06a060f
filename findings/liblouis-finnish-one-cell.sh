#!/usr/bin/env bash
# In Finnish braille a box to tick, an arrow, "š", "²" and a quotation mark are one and the same cell.
#
# Guess before the run: š, which Finnish spelling has, is an s with a sign before it; signs that the
# table lacks are told as such, differently from quotation marks, or left out.
# Seen with liblouis 3.24.0 (which NVDA and Orca use): in fi.utb, the table of six dots, quotation
# marks are dots 3-5, and so is whatever the table does not know: "šakki" reads as ”akki, "5 m²" as
# "5 m”", an empty box, a tick and an arrow alike. The table of eight dots, fi-fi-8dot.ctb, has no
# dash of a range and no euro: both come out as a number of the character set, "x2013", in the text. The Swedish
# sv-g0.utb spells š, arrow and dots, and has one cell of six dots and more for what it lacks.
# For us: a box to tick needs its word beside it for whoever reads by fingers, hours are safer with
# a word between.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
apt-get download -qq liblouis-bin=3.24.0-1 liblouis20=3.24.0-1 liblouis-data=3.24.0-1 2>/dev/null
for package in *.deb; do dpkg -x "$package" root; done
export LOUIS_TABLEPATH=$folder/root/usr/share/liblouis/tables
LD_LIBRARY_PATH=$(dirname "$(find "$folder/root" -name 'liblouis.so.20' | head -1)")
export LD_LIBRARY_PATH

braille() { echo "$2" | root/usr/bin/lou_translate -f "unicode.dis,$1"; }
same() { # TABLE TEXT WANTED
  local got
  got=$(braille "$1" "$2")
  echo "$1: $2 = $got"
  [ "$got" = "$3" ] || { echo "changed: $3 was seen" >&2; exit 1; }
}

same fi.utb '”hei”' '⠔⠓⠑⠊⠔'
same fi.utb 'šakki' '⠔⠁⠅⠅⠊'
same fi.utb 'm²' '⠍⠔'
for sign in '☐' '✓' '→' '…'; do same fi.utb "$sign" '⠔'; done
same sv-g0.utb 'šakki' '⠱⠁⠅⠅⠊'
same sv-g0.utb '→' '⠒⠕'
same fi-fi-8dot.ctb 'ma' '⠍⠁'
range=$(braille fi-fi-8dot.ctb 'ma–pe')
echo "fi-fi-8dot.ctb: ma–pe = $range"
[ "${#range}" -gt 8 ] || { echo "changed: the dash is a sign" >&2; exit 1; }
echo "as seen: one cell for six signs, and a number in place of a dash"
