#!/usr/bin/env bash
# open-graph-scraper gives one picture the words and the size of another.
#
# Guess before the run: og:image:alt and its like belong to the og:image that stands before them, as
# ogp.me says; a picture without words has none (of three pictures ogp.me's own example leaves the
# middle one without a size).
# Seen with open-graph-scraper 6.12.0: each property is gathered in a list of its own, and the n-th
# words are given to the n-th picture. Where the first is a logo without words, the logo is
# described as "Ryhmä istuu piirissä" and is 600 wide, and the photograph is described by
# nothing. ogp.me's example comes out with the last picture's height in the middle. Of og:locale:alternate
# the last of several is told. unfurl.js 6.4.0 gives each picture its own, and of the languages the first.
# For us: a page of ours names one picture, with its words right after it, so nothing can slip.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm install --silent --no-save open-graph-scraper@6.12.0 unfurl.js@6.4.0 >/dev/null
cat > look.cjs <<'JS'
const assert = require("node:assert");
const http = require("node:http");
const scrape = require("open-graph-scraper");
const { unfurl } = require("unfurl.js");

const meta = (name, content) => `<meta property="og:${name}" content="${content}">`;
const page = (...images) =>
  `<!DOCTYPE html><html lang="fi"><head><meta charset="utf-8"><title>T</title>${meta("title", "T")}
  ${images.join("\n")}${meta("locale:alternate", "sv_FI")}${meta("locale:alternate", "en_GB")}
  </head><body><p>T</p></body></html>`;
const at = "https://example.org/";
const kit = page(
  meta("image", `${at}logo.png`),
  meta("image", `${at}ryhma.png`),
  meta("image:alt", "Ryhmä istuu piirissä") + meta("image:width", 600) + meta("image:height", 400),
);
const sizes = page(
  meta("image", `${at}1.jpg`) + meta("image:width", 300) + meta("image:height", 300),
  meta("image", `${at}2.jpg`),
  meta("image", `${at}3.jpg`) + meta("image:height", 1000),
);

async function both(html) {
  const { result } = await scrape({ html });
  const server = http.createServer((_, answer) => {
    answer.setHeader("content-type", "text/html; charset=utf-8");
    answer.end(html);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const { open_graph } = await unfurl(`http://127.0.0.1:${server.address().port}/`);
  server.close();
  server.closeAllConnections();
  return [result, open_graph];
}
const found = (images, name, key) => images.find(({ url }) => url === at + name)[key];

(async () => {
  let [scraped, peer] = await both(kit);
  console.log(scraped.ogImage, peer.images, scraped.ogLocaleAlternate, peer.locale_alt);
  const words = "Ryhmä istuu piirissä";
  assert.equal(found(scraped.ogImage, "logo.png", "alt"), words, "changed: the logo has no words");
  assert.equal(found(scraped.ogImage, "ryhma.png", "alt"), undefined, "changed: it has its words");
  assert.equal(found(scraped.ogImage, "logo.png", "width"), "600", "changed: the logo has no size");
  assert.equal(found(peer.images, "ryhma.png", "alt"), words);
  assert.equal(found(peer.images, "logo.png", "alt"), undefined);
  assert.equal(scraped.ogLocaleAlternate, "en_GB", "changed: another language, or all of them");
  [scraped, peer] = await both(sizes);
  console.log(scraped.ogImage, peer.images);
  assert.equal(found(scraped.ogImage, "2.jpg", "height"), "1000", "changed: no size in the middle");
  assert.equal(found(scraped.ogImage, "3.jpg", "height"), undefined, "changed: the last has its own");
  assert.equal(found(peer.images, "3.jpg", "height"), 1000);
})();
JS
node look.cjs
echo "as seen: the words of the second picture are told of the first"
