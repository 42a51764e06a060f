#!/bin/sh
# Installs Välitä! – Visa omtanke!, for one person or below a prefix. No network, no root needed.
#
#   ./install.sh                      into ~/.local, for whoever runs it
#   ./install.sh --prefix DIR         below DIR, such as /usr/local for everybody (as root)
#   ./install.sh --uninstall [--prefix DIR]
#
# Own data (favourites, packets, notes, settings) stand elsewhere and are never touched.
# Exit codes: 0 done · 1 it could not be done, and what was there is as before · 2 wrong usage
set -eu

say() { printf 'install.sh: %s\n' "$1" >&2; }
usage() { say "usage: install.sh [--prefix DIR] [--uninstall]"; exit 2; }

prefix=
remove=no
while [ $# -gt 0 ]; do
  case $1 in
    --prefix) [ $# -ge 2 ] || usage; prefix=$2; shift 2 ;;
    --prefix=*) prefix=${1#--prefix=}; shift ;;
    --uninstall) remove=yes; shift ;;
    -h | --help) sed -n '2,9s/^# \{0,1\}//p' "$0"; exit 0 ;;
    *) usage ;;
  esac
done
if [ -z "$prefix" ]; then
  [ -n "${HOME:-}" ] || { say "there is no HOME; name a folder with --prefix"; exit 2; }
  prefix=$HOME/.local
fi
case $prefix in
  /*) ;;
  *) prefix=$(pwd)/$prefix ;;
esac
prefix=${prefix%/}
case $prefix in
  *[\"\`\$\\%]*) say "a prefix cannot hold any of \" \` \$ \\ %"; exit 2 ;;
  *"
"*) say "a prefix cannot hold a line break"; exit 2 ;;
esac

home=$prefix/lib/valita
list=$home/installed-files

desktop_learns() {
  if command -v update-desktop-database >/dev/null 2>&1; then
    update-desktop-database -q "$prefix/share/applications" 2>/dev/null || :
  fi
  if command -v update-mime-database >/dev/null 2>&1 && [ -d "$prefix/share/mime/packages" ]; then
    update-mime-database "$prefix/share/mime" >/dev/null 2>&1 || :
  fi
  if command -v gtk-update-icon-cache >/dev/null 2>&1 && [ -f "$prefix/share/icons/hicolor/index.theme" ]; then
    gtk-update-icon-cache -q "$prefix/share/icons/hicolor" 2>/dev/null || :
  fi
}

# Removes the files of a list, and the folders that are empty then.
remove_listed() {
  while IFS= read -r file; do
    rm -f "$prefix/$file"
    folder=$(dirname "$prefix/$file")
    while [ "$folder" != "$prefix" ] && rmdir "$folder" 2>/dev/null; do
      folder=$(dirname "$folder")
    done
  done <"$1"
}

if [ "$remove" = yes ]; then
  [ -f "$list" ] || { say "nothing is installed in $prefix"; exit 1; }
  [ -w "$home" ] || { say "$prefix cannot be written; run this as the one who installed it"; exit 1; }
  kept=$(mktemp)
  cp "$list" "$kept"
  remove_listed "$kept"
  rm -f "$kept"
  rm -rf "$home"
  rmdir "$prefix/lib" "$prefix/bin" 2>/dev/null || :
  desktop_learns
  echo "removed from $prefix; own data are where they were"
  exit 0
fi

from=$(dirname "$0")/files
[ -d "$from/lib/valita" ] || { say "there is no folder 'files' beside it; unpack the whole archive"; exit 1; }
new=$prefix/lib/.valita-new-$$
old=$prefix/lib/.valita-old-$$
undo() {
  rm -rf "$new"
  if [ -d "$old" ] && [ ! -d "$home" ]; then mv "$old" "$home"; fi
}
trap undo EXIT
trap 'exit 1' HUP INT TERM
fail() { say "$1; what was there is as before"; exit 1; }

mkdir -p "$prefix/lib" "$prefix/bin" "$prefix/share" 2>/dev/null || fail "$prefix cannot be written"
if [ -d "$home" ] && [ ! -f "$list" ]; then
  fail "$home is there and was not installed by this script"
fi
cp -R "$from/lib/valita" "$new" || fail "the program could not be copied to $prefix"
cp "$0" "$new/install.sh" || fail "the program could not be copied to $prefix"
(cd "$from" && find bin share ! -type d) >"$new/installed-files" || fail "$prefix cannot be written"

# In the replacement of sed, & and the delimiter stand for something.
escaped=$(printf '%s' "$prefix" | sed 's/[&|]/\\&/g')
while IFS= read -r file; do
  mkdir -p "$(dirname "$prefix/$file")" || fail "$prefix/$file could not be written"
  case $file in
    bin/*) ln -sf "../lib/valita/${file#bin/}" "$prefix/$file" ;;
    *.desktop) sed "s|/@PREFIX@|$escaped|g" "$from/$file" >"$prefix/$file" ;;
    *) cp "$from/$file" "$prefix/$file" ;;
  esac || fail "$prefix/$file could not be written"
done <"$new/installed-files"

if [ -d "$home" ]; then
  grep -vxF -f "$new/installed-files" "$list" >"$new/no-longer" || :
  mv "$home" "$old"
fi
mv "$new" "$home"
if [ -f "$home/no-longer" ]; then
  remove_listed "$home/no-longer"
  rm -f "$home/no-longer"
fi
rm -rf "$old"
trap - EXIT
desktop_learns
echo "installed in $prefix; start it from the menu, or with $prefix/bin/valita-desktop"
case :${PATH:-}: in
  *:"$prefix/bin":*) ;;
  *) echo "$prefix/bin is not in PATH; add it to use 'valita' in a terminal" ;;
esac
