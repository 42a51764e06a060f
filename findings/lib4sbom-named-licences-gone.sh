#!/usr/bin/env bash
# lib4sbom reads a CycloneDX list of parts and writes one without the licences that have only a name.
#
# Guess before the run: read, then written in the same format with nothing changed, a part keeps its
# licences: those of the SPDX list by id, others by the name that CycloneDX has for them; what comes out
# is valid, and says nothing that was not said.
# Seen with lib4sbom 0.10.4: a part whose licence is {"name": "Oma lisenssi"} has none at all afterwards.
# Two licences come out without the "license" around each, which the format's own schema refuses, and a name
# among them is "UNKNOWN". A part with a supplier gets a CPE made of the supplier's name, by which scanners
# look for vulnerabilities; nobody had given it one. cyclonedx-python-lib 11.12.0 reads and writes all of it.
# For us: our list of parts is written and checked by cyclonedx-python-lib; whoever merges it with other
# lists should count the licences before and after.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv v
v/bin/pip install -q lib4sbom==0.10.4 'cyclonedx-python-lib[json-validation]==11.12.0' >/dev/null
v/bin/python - <<'PY'
import json
from pathlib import Path

from cyclonedx.model.bom import Bom
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from lib4sbom.generator import SBOMGenerator
from lib4sbom.parser import SBOMParser

NAMED = {"license": {"name": "Oma lisenssi"}}
PARTS = {
    "by-id": {"licenses": [{"license": {"id": "MIT"}}]},
    "by-name": {"licenses": [NAMED]},
    "by-both": {"licenses": [{"license": {"id": "MIT"}}, NAMED]},
    "supplied": {"supplier": {"name": "Toimittaja Oy"}},
}


def told(name):
    """A list of one part."""
    part = {"type": "library", "bom-ref": name, "name": name, "version": "1.0", **PARTS[name]}
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "serialNumber": "urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79",
        "metadata": {"component": {"type": "application", "bom-ref": "app", "name": "app"}},
        "components": [part],
        "dependencies": [{"ref": "app", "dependsOn": [name]}],
    }


def valid(text):
    version = SchemaVersion.from_version(json.loads(text)["specVersion"])
    return JsonStrictValidator(version).validate_str(text) is None


def by_lib4sbom(text):
    Path("in.json").write_text(text)
    parser = SBOMParser()
    parser.parse_file("in.json")
    writer = SBOMGenerator(False, sbom_type="cyclonedx", format="json")
    writer.generate("app", parser.get_sbom(), filename="out.json")
    return Path("out.json").read_text()


def by_peer(text):
    return JsonV1Dot6(Bom.from_json(json.loads(text))).output_as_string()


def licences(part):
    return sorted(map(json.dumps, part.get("licenses", ())))


seen, as_valid = {}, {}
for name in PARTS:
    text = json.dumps(told(name))
    assert valid(text), name
    out = by_lib4sbom(text)
    (seen[name],), as_valid[name] = json.loads(out)["components"], valid(out)
    (peer,) = json.loads(by_peer(text))["components"]
    assert licences(peer) == licences(PARTS[name]) and "cpe" not in peer, "the peer loses it too"
    print(name, as_valid[name], {key: seen[name].get(key) for key in ("licenses", "cpe")})
assert seen["by-id"]["licenses"][0]["license"]["id"] == "MIT"
assert "licenses" not in seen["by-name"], "changed: the name is kept"
assert "Oma lisenssi" not in json.dumps(seen["by-both"]), "changed: the name beside an id is kept"
assert not as_valid["by-both"] and all(as_valid[name] for name in PARTS if name != "by-both"), "changed: validity"
assert seen["supplied"]["cpe"] == "cpe:/a:Toimittaja_Oy:supplied:1.0", "changed: no CPE of its own"
PY
echo "as seen: licences that have only a name are gone, and a CPE is there"
