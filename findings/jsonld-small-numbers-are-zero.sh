#!/usr/bin/env bash
# jsonld.js makes a zero of 0.0000005, of 0.000000001 and of each small number that has one figure.
#
# Guess before the run: from JSON-LD to RDF a number with a fraction is a double, written out in full: 5.0E-7
# (JSON-LD 1.1 API, "Data Round Tripping"); only a number without a fraction is an integer.
# Seen with jsonld 9.0.0 (npm), which the signing of linked data rests on: a number has a fraction if there is a
# point in what JavaScript writes for it. 1.5e-7 has one, "5e-7" and "1e-9" have none, so they are integers, and
# as such "0". The other way they come back as 0, and all of them have one canonical form: half a microgram, a
# nanogram and nothing are the same, without a word. 0.000001 and more are right.
# PyLD 3.3.0 and rdflib 7.6.0 (PyPI) keep them.
# Ours writes JSON-LD, with no such number, and reads none.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv v; v/bin/pip install -q PyLD==3.3.0 rdflib==7.6.0 >/dev/null
npm install --silent --no-save jsonld@9.0.0 >/dev/null
cat > convert.mjs <<'JS'
import jsonld from "jsonld";

const grams = "https://example.org/grams";
const told = {};
for (const number of [1.5, 1e-6, 1.5e-7, 5e-7, 1e-9]) {
  const doc = { "@id": "https://example.org/dose", [grams]: number };
  const quads = await jsonld.toRDF(doc);
  const [back] = await jsonld.fromRDF(quads, { useNativeTypes: true });
  const { value, datatype } = quads[0].object;
  told[number] = [value, datatype.value.split("#")[1], back[grams][0]["@value"], await jsonld.canonize(doc)];
}
console.log(JSON.stringify(told));
JS
v/bin/python - <<'PY'
import json
import subprocess

import rdflib
from pyld import jsonld

GRAMS = "https://example.org/grams"
own = json.loads(subprocess.check_output(["node", "convert.mjs"]))
forms = {number: values.pop() for number, values in own.items()}
for written, values in own.items():
    number = float(written)
    doc = {"@id": "https://example.org/dose", GRAMS: number}
    (quad,) = jsonld.to_rdf(doc)["@default"]
    ((_, _, literal),) = rdflib.Graph().parse(data=json.dumps(doc), format="json-ld")
    print(written, "jsonld.js", values, "pyld", quad["object"]["value"], "rdflib", literal.n3())
    assert float(quad["object"]["value"]) == float(literal) == number, "a peer reads it otherwise"
    if written in ("5e-7", "1e-9"):
        assert values == ["0", "integer", 0], f"changed: {written}"
    else:
        assert float(values[0]) == values[2] == number and values[1] == "double", f"changed: {written}"
assert forms["5e-7"] == forms["1e-9"] != forms["1.5e-7"], "changed: the canonical form"
PY
echo "as seen: small numbers are zero"
