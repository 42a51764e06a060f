"""A mirror on a Windows web server: IIS answers 404 for an ending that it does not know.

Source:
    Microsoft, IIS configuration reference, ``<mimeMap>``: "IIS 7 will not return file types that
    are not added to the <staticContent> element"; ``<hiddenSegments>``: the names that are never
    served; the applicationHost.config that IIS 10 (Windows Server 2016 and later) comes with, for
    what it knows by itself: of its 370 endings `KNOWN` are those that a feed could need.
"""

from __future__ import annotations

import functools
import http.server
import re
import threading
import xml.etree.ElementTree as ET
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import pytest
from typing_extensions import override

from tests.sync.test_updater import PICTURE, with_picture
from valita_desktop.feed.sources import FolderSource
from valita_desktop.sync.export import FolderSink, copy_feed
from valita_desktop.sync.fetch import WebSource

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.makers import Publisher
    from tests.sync.reading import Reader

KNOWN = {".css", ".gz", ".htm", ".html", ".jpeg", ".jpg", ".js", ".json", ".png", ".txt", ".xml"}
HIDDEN = {"web.config", "bin", "app_code", "app_globalresources", "app_localresources"} | {
    "app_webreferences",
    "app_data",
    "app_browsers",
}
OPERATIONS = Path(__file__).parents[2] / "docs/operations.md"


def mapped() -> set[str]:
    """The endings that the ``web.config`` of the documentation teaches."""
    (written,) = re.findall(r"```xml\n(.*?)```", OPERATIONS.read_text("utf-8"), re.DOTALL)
    config = ET.fromstring(written)  # noqa: S314 - our own documentation
    content = config.find("system.webServer/staticContent")
    assert content is not None
    removed = {each.get("fileExtension") for each in content.iter("remove")}
    added = {str(each.get("fileExtension")) for each in content.iter("mimeMap")}
    assert added == removed, "an ending that is mapped twice stops the site with 500.19"
    return added


def is_served(name: str, known: set[str]) -> bool:
    """Whether IIS sends the file of this name."""
    return PurePosixPath(name).suffix in known and not HIDDEN & set(name.lower().split("/"))


@pytest.fixture
def mirror(publisher: Publisher, tmp_path: Path) -> Path:
    """A mirror of two releases, the second one with a picture."""
    publisher.publish("m10")
    with_picture(publisher)
    publisher.publish()
    folder = tmp_path / "mirror"
    trust = publisher.trust(folder="mirror")
    copy_feed(FolderSource(publisher.folder), trust, FolderSink(folder))
    return folder


@pytest.fixture
def windows_server(mirror: Path) -> Iterator[str]:
    """The mirror's address on a server that has IIS's rule about endings."""

    class OneOfIis(http.server.SimpleHTTPRequestHandler):
        @override
        def do_GET(self) -> None:
            if is_served(self.path.partition("?")[0], KNOWN):
                super().do_GET()
            else:
                self.send_error(404)

        @override
        def log_message(self, format: str, *args: object) -> None:
            """Nobody reads it."""

    handler = functools.partial(OneOfIis, directory=str(mirror))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(("where", "more"), [("feed", {".xml"}), ("mirror", set())])
def test_iis_sends_every_file_that_is_published(where: str, more: set[str], mirror: Path) -> None:
    folder = mirror.with_name(where)
    names = [each.relative_to(folder).as_posix() for each in folder.rglob("*") if each.is_file()]

    assert {PurePosixPath(name).suffix for name in names} == {".gz", ".json", ".png"} | more
    assert [name for name in names if not is_served(name, KNOWN)] == []


def test_the_documented_settings_teach_what_an_older_one_lacks() -> None:
    older = KNOWN - {".json"} | mapped()

    assert is_served("metadata/timestamp.json", older)
    assert is_served("materials.valita", older)
    assert not is_served("targets/bin/1.json", older)


@pytest.mark.loopback
@pytest.mark.usefixtures("qapp")
def test_a_picture_comes_from_a_windows_web_server(windows_server: str, reader: Reader) -> None:
    reader.source = WebSource(windows_server)

    reader.apply()

    (attachment,) = reader.library.item("m09").attachments
    assert reader.library.image(attachment.sha256) == PICTURE
