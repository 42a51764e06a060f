#!/usr/bin/env bash
# Two readers of Atom open whatever link of an entry comes first: a related page, a PDF.
#
# Guess before the run: the link of an entry is its "alternate", and one without a rel is that (RFC
# 4287, 4.2.7.2), in whichever order the links stand; the link of the feed is its page.
# Seen with rss-parser 3.13.0 and @extractus/feed-extractor 8.0.3 (npm): where a related page or a PDF
# (enclosure) stands before a link without rel, the entry leads there; the page of the feed is the feed
# itself, whose rel="self" stands first. With rel="alternate" written out rss-parser finds it;
# feed-extractor takes the first even then. feedparser 2.6.0 and @rowanmanning/feed-parser 2.1.5 (npm)
# and feedparser 6.0.12 (PyPI) read all three as the standard says.
# For us: our entries name their page first, with its rel; our feed named itself first, and those who
# take the first opened XML in the place of the page. It names the page first now.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm install --silent --no-save rss-parser@3.13.0 @extractus/feed-extractor@8.0.3 feedparser@2.6.0 @rowanmanning/feed-parser@2.1.5 >/dev/null
python3 -m venv v; v/bin/pip install -q feedparser==6.0.12 >/dev/null
cat > read.mjs <<'JS'
import { spawnSync } from "node:child_process";
import assert from "node:assert";
import { Readable } from "node:stream";
import { extractFromXml } from "@extractus/feed-extractor";
import { parseFeed } from "@rowanmanning/feed-parser";
import FeedParser from "feedparser";
import Parser from "rss-parser";

const at = "https://example.org/";
const feed = (links) => `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fi"><id>urn:x:1</id><title>Aineistot</title>
<updated>2026-03-01T00:00:00Z</updated><author><name>Verkosto</name></author>
<link rel="self" type="application/atom+xml" href="${at}atom.xml"/><link href="${at}"/>
<entry><id>urn:x:2</id><title>Turvataidot</title><updated>2026-03-01T00:00:00Z</updated>
${links}<content type="text">Sanat</content></entry></feed>`;
const told = {
  related: `<link rel="related" href="${at}hanke"/><link href="${at}sivu"/>`,
  enclosure: `<link rel="enclosure" type="application/pdf" href="${at}a.pdf"/><link href="${at}sivu"/>`,
  written: `<link rel="related" href="${at}hanke"/><link rel="alternate" href="${at}sivu"/>`,
};
const python = "import feedparser, sys; f = feedparser.parse(sys.stdin.buffer.read()); print(f.entries[0].link, f.feed.link)";

async function links(xml) {
  const parsed = await new Parser().parseString(xml);
  const extracted = extractFromXml(xml);
  const rowan = parseFeed(xml);
  const node = await new Promise((done, fail) => {
    const reader = new FeedParser({});
    reader.on("readable", () => {
      for (let item; (item = reader.read()); ) done([item.link, item.meta.link]);
    });
    reader.on("error", fail);
    Readable.from([xml]).pipe(reader);
  });
  return {
    "rss-parser": [parsed.items[0].link, parsed.link],
    "feed-extractor": [extracted.entries[0].link, extracted.link],
    feedparser: node,
    "feed-parser": [rowan.items[0].url, rowan.url],
    "feedparser (PyPI)": spawnSync("v/bin/python", ["-c", python], { input: xml }).stdout.toString().trim().split(" "),
  };
}
for (const [name, written] of Object.entries(told)) {
  const seen = await links(feed(written));
  console.log(name, seen);
  const { "rss-parser": parser, "feed-extractor": extractor, ...peers } = seen;
  for (const [who, [entry, home]] of Object.entries(peers))
    assert.deepEqual([entry, home], [`${at}sivu`, at], `${who} reads it otherwise`);
  const first = name === "enclosure" ? `${at}a.pdf` : `${at}hanke`;
  assert.equal(extractor[0], first, "changed: feed-extractor opens the page");
  assert.equal(parser[0], name === "written" ? `${at}sivu` : first, "changed: rss-parser");
  for (const home of [parser[1], extractor[1]])
    assert.equal(home, `${at}atom.xml`, "changed: the feed leads to its page");
}
JS
node read.mjs
echo "as seen: the first link is opened, whatever it is"
