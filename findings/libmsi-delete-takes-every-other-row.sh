#!/usr/bin/env bash
# libmsi (msitools, which GNOME's and our MSIs are made with) deletes every other row of those that are asked for.
#
# Guess before the run: "DELETE FROM `T`" empties a table, and with WHERE it takes every row that fits,
# as SQL and Windows Installer's own MsiViewExecute do; the tool's exit code says whether it did.
# Seen with msitools 0.101+repack-1 (Debian 12): of three rows that fit the one in the middle stays, of two
# the second, and the tool ends with 0; UPDATE, asked with the same words, changes every row that fits.
# For us: a table that is mended after building is read back, and what must go is asked for until it is gone.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
version=0.101+repack-1
apt-get download -qq "msitools=$version" "libmsi0=$version" "libgcab-1.0-0" "libgsf-1-114" >/dev/null 2>&1 ||
  { echo "Debian 12's packages are not to be had here" >&2; exit 2; }
for package in ./*.deb; do dpkg-deb -x "$package" root; done
export LD_LIBRARY_PATH="$folder/root/usr/lib/$(uname -m)-linux-gnu" PATH="$folder/root/usr/bin:$PATH"
printf 'Name\tKind\r\ns72\ti2\r\nThing\tName\r\na\t1\r\nb\t1\r\nc\t1\r\nd\t2\r\n' >Thing.idt
msibuild some.msi -i Thing.idt
rows() { msiinfo export some.msi Thing | tr -d '\r\0' | tail -n +4 | cut -f1 | paste -sd ' '; }
echo "before: $(rows)"
msibuild some.msi -q 'UPDATE `Thing` SET `Kind` = 3 WHERE `Kind` = 1'
changed=$(msiinfo export some.msi Thing | tr -d '\r\0' | tail -n +4 | awk '$2 == 3' | wc -l)
echo "changed by one UPDATE: $changed"
msibuild some.msi -q 'DELETE FROM `Thing` WHERE `Kind` = 3'
left=$(rows)
echo "after a DELETE of a, b and c: $left"
[ "$changed" = 3 ] || { echo "changed: UPDATE" >&2; exit 1; }
[ "$left" = "b d" ] || { echo "changed: DELETE where" >&2; exit 1; }
msibuild some.msi -q 'DELETE FROM `Thing`'
echo "after a DELETE of all: $(rows)"
[ "$(rows)" = d ] || { echo "changed: DELETE of all" >&2; exit 1; }
echo "as seen: every other row stays, and no word of it"
