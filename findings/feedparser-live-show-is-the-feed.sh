#!/usr/bin/env bash
# feedparser takes the link, the words and the id of one live broadcast, or of a removed entry, for those of the whole feed.
#
# Guess before the run: what stands inside an element of a namespace that the library does not know belongs to
# that element; the feed keeps the link and the description that it has of its own.
# Seen with feedparser 6.0.14 (PyPI): <podcast:liveItem> of Podcasting 2.0 holds the elements of an item in
# the channel; the channel's link, subtitle, id and enclosure are then the broadcast's, the title stays. A tombstone
# of Atom (RFC 6721, whose schema lets it hold atom:link) gives the feed the link of the page that is gone.
# bozo is False. Where they stand before the feed's own link, that one wins. feedparser 2.6.0, rss-parser
# 3.13.0, feedsmith 3.0.1 and @rowanmanning/feed-parser 2.1.5 (npm) keep the feed's in all of these.
# For us: what we leave out of our feed is left out, without a tombstone. Who tells of removed materials in
# Atom by one should name no link in it, or put the tombstones before the feed's own link.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv v; v/bin/pip install -q feedparser==6.0.14 >/dev/null
npm install --silent --no-save feedparser@2.6.0 rss-parser@3.13.0 feedsmith@3.0.1 @rowanmanning/feed-parser@2.1.5 >/dev/null
cat > read.mjs <<'JS'
import { Readable } from "node:stream";
import fs from "node:fs";
import { parseFeed as byRowan } from "@rowanmanning/feed-parser";
import FeedParser from "feedparser";
import { parseFeed } from "feedsmith";
import Parser from "rss-parser";

const xml = fs.readFileSync(0, "utf8");
const meta = await new Promise((done, fail) => {
  const reader = new FeedParser({});
  reader.on("meta", done);
  reader.on("error", fail);
  Readable.from([xml]).pipe(reader);
});
const { feed } = parseFeed(xml);
const told = {
  feedparser: [meta.link, meta.description],
  feedsmith: [feed.link ?? feed.links[0].href, feed.description ?? feed.subtitle.value],
  "feed-parser": [byRowan(xml).url, byRowan(xml).description],
};
const plain = await new Parser().parseString(xml);
console.log(JSON.stringify({ ...told, "rss-parser": [plain.link, plain.description ?? told.feedparser[1]] }));
JS
v/bin/python - <<'PY'
import json
import subprocess

import feedparser

AT = "https://example.org/"
OWN = [AT, "Koulun ohjelmat"]
SHOW = f"""<podcast:liveItem status="pending" start="2026-03-01T10:00:00+02:00" end="2026-03-01T11:00:00+02:00">
<title>Suora lähetys</title><description>Vieras käy</description><link>{AT}suora</link>
<guid isPermaLink="false">suora-1</guid><enclosure url="{AT}suora.mp3" type="audio/mpeg" length="312"/>
<podcast:contentLink href="{AT}suora">Kuuntele</podcast:contentLink></podcast:liveItem>"""
REMOVED = f"""<at:deleted-entry ref="urn:x:3" when="2026-03-02T00:00:00Z"><at:comment>Vanhentunut</at:comment>
<link href="{AT}poistettu"/></at:deleted-entry>"""
HEAD = '<?xml version="1.0" encoding="utf-8"?>'


def rss(before="", after=""):
    return f"""{HEAD}<rss version="2.0" xmlns:podcast="https://podcastindex.org/namespace/1.0"><channel>{before}
<title>Kouluradio</title><link>{OWN[0]}</link><description>{OWN[1]}</description>
<item><title>Jakso 1</title><link>{AT}1</link><guid>{AT}1</guid></item>{after}</channel></rss>"""


def atom(before="", after=""):
    return f"""{HEAD}<feed xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0">
{before}<id>urn:x:1</id><title>Kouluradio</title><subtitle>{OWN[1]}</subtitle><updated>2026-03-02T00:00:00Z</updated>
<author><name>Koulu</name></author><link href="{OWN[0]}"/><entry><id>urn:x:2</id><title>Jakso 1</title>
<updated>2026-03-01T00:00:00Z</updated><link href="{AT}1"/></entry>{after}</feed>"""


def read(xml):
    peers = json.loads(subprocess.check_output(["node", "read.mjs"], input=xml, text=True))
    for name, told in peers.items():
        assert told == OWN, f"{name} reads it otherwise: {told}"
    feed = feedparser.parse(xml.encode())
    assert not feed.bozo and [each.link for each in feed.entries] == [f"{AT}1"]
    print([feed.feed.get(key) for key in ("title", "link", "subtitle", "id")])
    return feed.feed


for plain in (rss(), atom()):
    feed = read(plain)
    assert [feed.link, feed.subtitle] == OWN
live = read(rss(after=SHOW))
assert live.title == "Kouluradio", "changed: the title is the show's too"
assert [live.link, live.subtitle] == [f"{AT}suora", "Vieras käy"], "changed: the feed keeps its own"
assert live.id == "suora-1" and live.links[-1].href == f"{AT}suora.mp3", "changed: the id, the sound"
removed = read(atom(after=REMOVED))
assert removed.link == f"{AT}poistettu", "changed: the feed keeps its own link"
for first in (rss(before=SHOW), atom(before=REMOVED)):
    feed = read(first)
    assert [feed.link, feed.subtitle] == OWN, "changed: the order does not matter"
PY
echo "as seen: the feed leads to one broadcast, or to a page that is gone"
