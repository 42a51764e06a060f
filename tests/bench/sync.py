"""What a sync costs with 10,000 items in two languages: bytes, seconds, a free window.

Publishes the feed with the real publisher's code, then reads it as a program does: from the
web (a server on this computer), from a folder, from one file. With nginx and wrk at hand
it also tells how many computers one small server can answer.

    python -m tests.bench.sync [--items 10000] [--json FILE] [--quick]
"""

from __future__ import annotations

import argparse
import datetime as dt
import gc
import json
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from tests.makers import MOMENT, item
from tests.sync import hostile, nginx
from valita_desktop.content.model import Item, Text, item_hash, state_root
from valita_desktop.feed import packs
from valita_desktop.feed.sources import BundleSource, FolderSource
from valita_desktop.feed.trust import Trust
from valita_desktop.library.store import Library
from valita_desktop.publishing import publish
from valita_desktop.publishing.keys import ThrowawayKeys
from valita_desktop.publishing.release import PlannedRelease, Published
from valita_desktop.publishing.repository import FeedRepository
from valita_desktop.sync import updater
from valita_desktop.sync.export import BundleSink, copy_feed
from valita_desktop.sync.fetch import WebSource

if TYPE_CHECKING:
    from valita_desktop.feed.sources import Source

A_DAY = 11
"""Items that change in a release: 4,000 a year."""
DAYS = 365
_MARKS = frozenset("_*[\\|")
"""In lines that are no sentence by themselves, or none any more when they are cut."""
_ROOT = Path(__file__).resolve().parents[2]


class Words:
    """Texts made of the kit's own sentences, of a length that makes a base of some 16 MB."""

    def __init__(self) -> None:
        self._chance = random.Random(20261124)
        self._lines = {lang: self._sentences(lang) for lang in ("fi", "sv")}

    def _sentences(self, lang: str) -> list[str]:
        texts = (_ROOT / "resources/content").rglob(f"{lang}.md")
        lines = {line.strip() for file in texts for line in file.read_text("utf-8").splitlines()}
        plain = (line for line in lines if line[:1].isalpha() and not _MARKS & set(line))
        return sorted(plain)

    def item(self, number: int, version: int) -> Item:
        """An item; another version has other words."""
        made = item(f"x{number}", version=version)
        texts = {lang: self._text(text, lang, version) for lang, text in made.texts.items()}
        return msgspec.structs.replace(made, texts=texts)

    def _text(self, like: Text, lang: str, version: int) -> Text:
        lines = self._chance.sample(self._lines[lang], 16)
        sheet = "\n\n".join(lines[8:])
        body = "\n\n".join(lines[:8])
        parts = f":::: facilitator\n{body}\n::::\n\n:::: sheet\n# {lines[0][:60]}\n\n"
        return msgspec.structs.replace(
            like,
            title=f"{lines[1][:70]} {version}",
            summary=lines[2][:200],
            keywords=tuple(lines[3].split()[:8]),
            markdown=f"{parts}{sheet}\n::::\n",
        )


class Press:
    """Publishes releases straight from items, by the publisher's own code."""

    def __init__(self, folder: Path, count: int) -> None:
        self.folder = folder
        self.keys = ThrowawayKeys()
        self._words = Words()
        self._chance = random.Random(7)
        self._count = count
        self._now = MOMENT - dt.timedelta(days=DAYS)
        self.items = {f"x{n}": self._words.item(n, 1) for n in range(count)}
        FeedRepository.init(folder, self.keys, MOMENT, "editor").commit()
        self.root = (folder / "metadata/root.json").read_bytes()
        self._publish(tuple(self.items), ())

    def day(self) -> None:
        """One more release with `A_DAY` changed items."""
        chosen = self._chance.sample(range(self._count), A_DAY)
        fresh = {}
        for number in chosen:
            version = self.items[f"x{number}"].record.version + 1
            fresh[f"x{number}"] = self._words.item(number, version)
        self.items |= fresh
        self._now += dt.timedelta(days=1)
        self._publish((), tuple(sorted(fresh)))

    def _publish(self, new: tuple[str, ...], changed: tuple[str, ...]) -> None:
        repository = FeedRepository(self.folder, self.keys, MOMENT)
        before = _Standing(repository)
        root = state_root((i, item_hash(each)) for i, each in self.items.items())
        done = Published(before.seq + 1, new, changed, (), len(self.items))
        publish._publish(
            PlannedRelease(done, self.items, self._now, root),
            publish.FeedState(before.seq, {}, before.packs, before.about),
            repository,
            {},
        )


class _Standing:
    """What is published, without reading all of it again."""

    def __init__(self, repository: FeedRepository) -> None:
        self.packs, self.about = {}, {}
        for path, target in repository.targets().targets.items():
            name = packs.of_target(path, target.hashes["sha256"])
            if name:
                self.packs[name], self.about[name] = target.length, dict(target.custom or {})
        self.seq = max((name.to_seq for name in self.packs), default=0)


class Computer:
    """One computer with a library of its own."""

    def __init__(self, folder: Path, root: bytes) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self._root = root

    def sync(self, source: Source) -> dict[str, float]:
        """Check and apply; seconds of each."""
        with closing(Library(self.folder / "content.db")) as library:
            trust = Trust(self._root, self.folder / "trust", now=MOMENT)
            began = time.perf_counter()
            update = updater.check(source, library, trust)
            checked = time.perf_counter()
            updater.apply(update, source, library, self.folder / "fetched")
            return {
                "check": round(checked - began, 3),
                "apply": round(time.perf_counter() - checked, 3),
                "bytes": update.size,
            }

    def sync_beside_a_window(self, source: Source) -> float:
        """Apply on another thread; the longest that this one had to wait, in seconds."""
        gc.freeze()  # the publisher's ten thousand items are in no program
        worker = threading.Thread(target=self.sync, args=(source,))
        longest, last = 0.0, time.perf_counter()
        worker.start()
        while worker.is_alive():
            worker.join(0.005)
            now = time.perf_counter()
            longest, last = max(longest, now - last), now
        return round(longest, 3)


def over_the_web(press: Press, computer: Computer) -> int:
    """Bytes that a sync takes over the web, headers included."""
    with hostile.Server(press.folder) as server:
        source = WebSource(server.address)
        computer.sync(source)
        return server.sent


def copied(computer: Computer, to: Path) -> Computer:
    shutil.copytree(computer.folder, to)
    return Computer(to, computer._root)


def run(folder: Path, count: int, days: int) -> dict[str, Any]:
    began = time.perf_counter()
    press = Press(folder / "feed", count)
    old = Computer(folder / "old", press.root)
    result: dict[str, Any] = {"items": count, "days": days}
    result["first apply from a folder"] = old.sync(FolderSource(press.folder))
    result["content.db"] = (folder / "old/content.db").stat().st_size
    for _day in range(days - 1):
        press.day()
    yesterday = copied(old, folder / "yesterday")
    yesterday.sync(FolderSource(press.folder))
    press.day()
    result["published in seconds"] = round(time.perf_counter() - began, 1)
    today = copied(yesterday, folder / "today")
    result["bytes, one day behind"] = over_the_web(press, copied(yesterday, folder / "web day"))
    result["bytes, a year behind"] = over_the_web(press, copied(old, folder / "web year"))
    result["delta apply"] = today.sync(FolderSource(press.folder))
    result["bytes, nothing new"] = over_the_web(press, today)
    result["a year behind, apply"] = copied(old, folder / "year").sync(FolderSource(press.folder))
    with BundleSink(folder / "kit.valita") as sink:
        copy_feed(
            FolderSource(press.folder),
            Trust(press.root, folder / "hand", now=MOMENT),
            sink,
            since=0,
        )
    result["bundle bytes"] = (folder / "kit.valita").stat().st_size
    with closing(BundleSource(folder / "kit.valita")) as bundle:
        result["bundle onto yesterday's library"] = copied(yesterday, folder / "usb").sync(bundle)
    waits = copied(yesterday, folder / "window")
    result["longest wait of a window"] = waits.sync_beside_a_window(FolderSource(press.folder))
    result["longest wait, first apply"] = Computer(
        folder / "window first", press.root
    ).sync_beside_a_window(FolderSource(press.folder))
    result["polling"] = polling(press.folder)
    return result


def polling(feed: Path) -> dict[str, str] | None:
    """What one nginx answers to computers that look for news; ``None`` without nginx and wrk."""
    wrk = shutil.which("wrk")
    if not nginx.PROGRAM or not wrk:
        return None
    with tempfile.TemporaryDirectory() as folder:
        home, site = Path(folder), Path(folder, "site")
        site.mkdir()
        (site / "kit").symlink_to(feed)
        feed.chmod(0o755)
        with nginx.Nginx(home, site, workers=2, logged=False) as server:
            told = {}
            for name in ("metadata/timestamp.json", "metadata/2.root.json"):
                run = [wrk, "-t2", "-c64", "-d5s", "--latency", f"{server.address}{name}"]
                said = subprocess.run(run, capture_output=True, text=True, check=True).stdout
                if name.endswith("timestamp.json") and "Non-2xx" in said:
                    raise RuntimeError(said)
                told[name] = next(
                    line for line in said.splitlines() if "Requests/sec" in line
                ).strip()
    return told


def table(result: dict[str, Any]) -> str:
    """The figures, a line each: how many bytes, or how many seconds to check and to apply."""

    def told(found: object) -> str:
        if isinstance(found, dict):
            return "  ".join(f"{key} {value}" for key, value in found.items())
        return f"{found:,}" if isinstance(found, int) else str(found)

    return "\n".join(f"{name:34} {told(found)}" for name, found in result.items())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=10_000)
    parser.add_argument("--days", type=int, default=DAYS)
    parser.add_argument("--quick", action="store_true", help="300 items, 40 days")
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    count, days = (300, 40) if given.quick else (given.items, given.days)
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        result = run(Path(folder), count, days)
    print(table(result))
    print(json.dumps(result))
    if given.json:
        given.json.write_text(json.dumps(result, indent=1), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
