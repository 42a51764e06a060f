#!/usr/bin/env bash
# From JSON Feed to Atom and RSS: the converters add a copyright, a date and a language of their own.
#
# Guess before the run: a field that the feed lacks is missing in Atom and RSS too; a feed of version
# 1.1 (2020) is read as the one of version 1 that it extends.
# Seen with jsonfeed-to-atom 1.2.5 and jsonfeed-to-rss 3.0.8: version 1.1 is refused ("JSON feed
# version 1 required"). A feed of version 1 without rights gets "© <this year> <author>"; an item
# without a date, which the specification allows, is "updated" at the moment of the run in Atom (new
# again in every reader after each run) and has "Invalid Date" as its pubDate in RSS; RSS says en-us.
# For us: materials under CC BY would reach readers with a © and, in Finnish, marked as American.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm install --silent --no-save jsonfeed-to-atom@1.2.5 jsonfeed-to-rss@3.0.8 >/dev/null
cat > convert.mjs <<'JS'
import assert from "node:assert";
import atom from "jsonfeed-to-atom";
import rss from "jsonfeed-to-rss";

const feed = {
  version: "https://jsonfeed.org/version/1",
  title: "Arjenhallinta",
  home_page_url: "https://example.org/",
  feed_url: "https://example.org/feed.json",
  author: { name: "Verkosto" },
  items: [{ id: "h1", title: "Hanke", content_text: "Hanke ilman päivää" }],
};
const year = new Date().getFullYear();
const first = atom(feed);
await new Promise((done) => setTimeout(done, 20));
const second = atom(feed);
const updated = (text) => text.split("<entry>")[1].match(/<updated>(.*?)</)[1];
console.log(first, updated(second), rss(feed));
assert(first.includes(`<rights>© ${year} Verkosto</rights>`), "changed: no rights invented");
assert.notEqual(updated(first), updated(second), "changed: an item without a date stays as it is");
assert(rss(feed).includes("<pubDate>Invalid Date</pubDate>"), "changed: RSS without a date");
assert(rss(feed).includes("<language>en-us</language>"), "changed: RSS without a language");
const newer = { ...feed, version: "https://jsonfeed.org/version/1.1", language: "fi" };
for (const convert of [atom, rss])
  assert.throws(() => convert(newer), /version 1 required/, "changed: version 1.1 is read");

JS
node convert.mjs
echo "as seen: a copyright, a date and a language that nobody wrote; version 1.1 refused"
