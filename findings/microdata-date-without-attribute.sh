#!/usr/bin/env bash
# Three readers of microdata find no date in <time>2026-03-01</time>.
#
# Guess before the run: the value of a <time> is its datetime attribute and, where it has none, its
# text (HTML, 4.5.14 and 5.2.4), since a text that is a date already needs no attribute; and an author who
# stands elsewhere on the page and is fetched by itemref is the author.
# Seen with extruct 0.18.0 and microdata 0.8.0 (PyPI) and microdata-node 2.0.0 (npm): the date is "", as if
# it had been said that there is none, and a date with the attribute is read by all three. extruct's author
# is null, and the person is told as an item of her own, though it knows itemref: a keyword fetched
# by the same attribute comes. microdata-rdf-streaming-parser 3.0.0 (npm) reads all of it.
# For us: our pages say these things in JSON-LD, where a date is a date; who marks up a page for catalogues
# of learning materials should write the attribute even where it repeats the text.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv v; v/bin/pip install -q extruct==0.18.0 microdata==0.8.0 >/dev/null
npm install --silent --no-save microdata-node@2.0.0 microdata-rdf-streaming-parser@3.0.0 >/dev/null
cat > page.html <<'HTML'
<!DOCTYPE html>
<html lang="fi"><head><meta charset="utf-8"><title>Turvataidot</title></head><body>
<p id="author" itemprop="author" itemscope itemtype="https://schema.org/Person">
<span itemprop="name">Aino Virta</span></p>
<article itemscope itemtype="https://schema.org/LearningResource" itemid="https://example.org/1" itemref="author words">
<h1 itemprop="name">Turvataidot</h1>
<p>Julkaistu <time itemprop="datePublished">2026-03-01</time>,
muutettu <time itemprop="dateModified" datetime="2026-04-02">huhtikuussa</time>.</p>
</article>
<p id="words"><span itemprop="keywords">rauha</span></p>
</body></html>
HTML
cat > read.mjs <<'JS'
import fs from "node:fs";
import { toJson } from "microdata-node";
import { MicrodataRdfParser } from "microdata-rdf-streaming-parser";

const html = fs.readFileSync("page.html", "utf8");
const base = { base: "https://example.org/" };
const peer = {};
const parser = new MicrodataRdfParser({ baseIRI: base.base });
parser.on("data", ({ subject, predicate, object }) => {
  if (subject.value === "https://example.org/1") peer[predicate.value.split("/").pop()] = object;
});
parser.on("end", () => {
  const [item] = toJson(html, base).items;
  const dates = ["datePublished", "dateModified"];
  console.log(
    JSON.stringify({
      "microdata-node": dates.map((name) => item.properties[name][0]),
      streaming: dates.map((name) => peer[name].value),
      author: peer.author.termType,
    }),
  );
});
parser.end(html);
JS
v/bin/python - <<'PY'
import json
import subprocess
from pathlib import Path

import extruct
import microdata

html = Path("page.html").read_text(encoding="utf-8")
items = extruct.extract(html, base_url="https://example.org/", syntaxes=["microdata"])["microdata"]
(resource,) = (item["properties"] for item in items if item.get("id"))
(held,) = (item.json_dict()["properties"] for item in microdata.get_items(html) if item.itemid)
dates = ("datePublished", "dateModified")
seen = json.loads(subprocess.check_output(["node", "read.mjs"], text=True))
seen["extruct"] = [resource[name] for name in dates]
seen["microdata"] = [held[name][0] for name in dates]
print(seen, resource, [item["type"] for item in items], sep="\n")
whole, half = ["2026-03-01", "2026-04-02"], ["", "2026-04-02"]
assert seen["streaming"] == whole and seen["author"] == "BlankNode", "the peer reads it otherwise"
for name in ("extruct", "microdata", "microdata-node"):
    assert seen[name] == half, f"changed: {name} finds the date"
assert resource["author"] is None, "changed: extruct has the author"
assert resource["keywords"] == "rauha" and len(items) == 2, "changed: extruct's itemref"
PY
echo "as seen: a date that is its own text is no date"
