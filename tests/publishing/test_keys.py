"""Keys are behind passphrases, can be replaced, and never stand in the feed."""

from __future__ import annotations

import datetime as dt
import sys
from typing import TYPE_CHECKING

import pytest
from typing_extensions import override

from tests.makers import MOMENT, source_folder
from valita_desktop.errors import PublishError, PublishErrorCode
from valita_desktop.publishing.keys import KeyFolder
from valita_desktop.publishing.publish import build
from valita_desktop.publishing.repository import FeedRepository
from valita_desktop.publishing.status import status

if TYPE_CHECKING:
    from pathlib import Path


class Typed:
    """A person who types the same passphrase for every key, or a wrong one."""

    def __init__(self, passphrase: str = "correct horse battery") -> None:  # noqa: S107 - of no real key
        self.passphrase = passphrase
        self.asked: list[str] = []

    def __call__(self, name: str, *, new: bool) -> str:
        self.asked.append(name)
        return self.passphrase


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A folder with a feed in ``feed`` and its keys in ``keys``."""
    keys = KeyFolder(tmp_path / "keys", Typed())
    FeedRepository.init(tmp_path / "feed", keys, MOMENT, "maija").commit()
    source_folder(tmp_path / "source")
    return tmp_path


def opened(office: Path, typed: Typed | None = None, now: dt.datetime = MOMENT) -> FeedRepository:
    return FeedRepository(office / "feed", KeyFolder(office / "keys", typed or Typed()), now)


def snag_of(office: Path, typed: Typed | None = None) -> tuple[PublishErrorCode, str]:
    keys = KeyFolder(office / "keys", typed or Typed())
    with pytest.raises(PublishError) as caught:
        build(office / "source", office / "feed", keys, now=MOMENT)
    return caught.value.code, caught.value.detail


def test_a_program_that_cannot_sign_says_so_before_it_asks_for_anything(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "cryptography", None)
    typed = Typed()

    assert snag_of(office, typed)[0] is PublishErrorCode.NO_CRYPTOGRAPHY
    with pytest.raises(PublishError) as caught:
        FeedRepository.init(office / "new", KeyFolder(office / "new-keys", typed), MOMENT, "maija")
    assert caught.value.code is PublishErrorCode.NO_CRYPTOGRAPHY
    assert typed.asked == []


def test_an_editor_needs_two_keys_and_no_root_key(office: Path) -> None:
    for name in ("root-1", "root-2", "root-3"):
        (office / f"keys/{name}.pem").unlink()
    typed = Typed()

    build(office / "source", office / "feed", KeyFolder(office / "keys", typed), now=MOMENT)

    assert sorted(typed.asked) == ["maija", "online"]


def test_no_private_key_is_written_unencrypted(office: Path) -> None:
    for file in (office / "keys").glob("*.pem"):
        assert file.read_text("ascii").startswith("-----BEGIN ENCRYPTED PRIVATE KEY-----")
        assert file.stat().st_mode & 0o077 == 0


def test_a_wrong_passphrase_is_named_by_its_key(office: Path) -> None:
    assert snag_of(office, Typed("wrong")) == (PublishErrorCode.WRONG_PASSPHRASE, "maija")


def test_a_missing_key_is_named(office: Path) -> None:
    (office / "keys/online.pem").unlink()

    assert snag_of(office) == (PublishErrorCode.NO_KEY, "online")


@pytest.mark.parametrize("content", [b"", b"hello", b"-----BEGIN PRIVATE KEY-----\nxx\n"])
def test_a_damaged_key_is_named(office: Path, content: bytes) -> None:
    (office / "keys/maija.pem").write_bytes(content)

    assert snag_of(office)[1] == "maija"


def test_a_feed_is_not_begun_twice(office: Path) -> None:
    with pytest.raises(PublishError) as caught:
        FeedRepository.init(office / "feed", KeyFolder(office / "other", Typed()), MOMENT, "x")

    assert caught.value.code is PublishErrorCode.FEED_EXISTS


def test_a_key_is_never_written_over(office: Path) -> None:
    with pytest.raises(PublishError) as caught:
        KeyFolder(office / "keys", Typed()).make("maija")

    assert caught.value.code is PublishErrorCode.KEY_EXISTS


@pytest.mark.parametrize("name", ["", ".", "../feed/maija", "a/b", "a\\b", "maija\n", ".maija"])
def test_a_key_stands_nowhere_but_in_its_folder(tmp_path: Path, name: str) -> None:
    typed = Typed()

    with pytest.raises(PublishError) as caught:
        KeyFolder(tmp_path / "keys", typed).make(name)

    assert (caught.value.code, caught.value.detail) == (PublishErrorCode.KEY_NAME, name)
    assert typed.asked == []


def test_a_lost_root_key_is_replaced_with_the_two_others(office: Path) -> None:
    (office / "keys/root-2.pem").unlink()
    repository = opened(office)

    repository.replace_key("root-2", "root-2.2")
    repository.commit()

    assert status(office / "feed").roles[0].keys == ("root-1", "root-2.2", "root-3")


def test_two_lost_root_keys_are_one_too_many(office: Path) -> None:
    for name in ("root-2", "root-3"):
        (office / f"keys/{name}.pem").unlink()

    with pytest.raises(PublishError) as caught:
        opened(office).replace_key("root-2", "root-2.2")

    assert caught.value.code is PublishErrorCode.NO_KEY


def test_a_second_editor_can_publish_alone(office: Path) -> None:
    repository = opened(office)
    repository.add_editor("pekka")
    repository.commit()
    (office / "keys/maija.pem").unlink()
    typed = Typed()

    build(office / "source", office / "feed", KeyFolder(office / "keys", typed), now=MOMENT)

    assert "pekka" in typed.asked


def test_what_could_not_begin_leaves_no_keys_behind_that_would_be_in_the_way(
    tmp_path: Path,
) -> None:
    class Tired(Typed):
        @override
        def __call__(self, name: str, *, new: bool) -> str:
            return "short" if name == "root-3" else super().__call__(name, new=new)

    with pytest.raises(PublishError):
        FeedRepository.init(
            tmp_path / "feed", KeyFolder(tmp_path / "keys", Tired()), MOMENT, "maija"
        )

    assert not (tmp_path / "keys").exists()
    keys = KeyFolder(tmp_path / "keys", Typed())
    FeedRepository.init(tmp_path / "feed", keys, MOMENT, "maija").commit()


def test_a_key_that_was_not_replaced_can_be_replaced_once_the_root_keys_are_here(
    office: Path,
) -> None:
    away = office / "stick"
    away.mkdir()
    for name in ("root-2.pem", "root-3.pem"):
        (office / "keys" / name).rename(away / name)
    with pytest.raises(PublishError):
        opened(office).replace_key("maija", "maija.2")
    for file in away.iterdir():
        file.rename(office / "keys" / file.name)

    repository = opened(office)
    repository.replace_key("maija", "maija.2")
    repository.commit()

    assert (office / "keys/maija.2.pem").is_file()


def test_an_unknown_key_cannot_be_replaced(office: Path) -> None:
    with pytest.raises(PublishError) as caught:
        opened(office).replace_key("nobody", "x")

    assert (caught.value.code, caught.value.detail) == (PublishErrorCode.NO_KEY, "nobody")


def test_renewing_asks_for_the_online_key_only(office: Path) -> None:
    typed = Typed()
    later = MOMENT + dt.timedelta(days=100)
    repository = opened(office, typed, later)
    repository.refresh(force=True)
    repository.commit()

    assert typed.asked == ["online"]
    assert repository.timestamp().expires == later + dt.timedelta(days=180)


def test_a_feed_that_ends_soon_says_so(office: Path) -> None:
    assert not status(office / "feed", MOMENT).renew
    assert status(office / "feed", MOMENT + dt.timedelta(days=130)).renew


def test_a_feed_that_is_not_as_it_was_published_says_so(office: Path) -> None:
    keys = KeyFolder(office / "keys", Typed())
    build(office / "source", office / "feed", keys, now=MOMENT)
    (pack,) = (office / "feed/targets/packs").iterdir()
    pack.write_bytes(pack.read_bytes()[:-1])

    with pytest.raises(PublishError) as caught:
        status(office / "feed")

    assert caught.value.code is PublishErrorCode.FEED_DAMAGED


@pytest.mark.parametrize("passphrase", ["", "a", "elevenchars"])
def test_a_key_is_not_made_behind_a_short_passphrase(tmp_path: Path, passphrase: str) -> None:
    with pytest.raises(PublishError) as caught:
        KeyFolder(tmp_path / "keys", Typed(passphrase)).make("maija")

    assert caught.value.code is PublishErrorCode.WEAK_PASSPHRASE
    assert not (tmp_path / "keys").exists()


def test_what_the_publisher_has_not_made_stays_in_the_feeds_folder(office: Path) -> None:
    keys = KeyFolder(office / "keys", Typed())
    build(office / "source", office / "feed", keys, now=MOMENT)
    others = [
        office / "feed/targets/packs/README.txt",
        office / "feed/targets/feed/.htaccess",
        office / "feed/metadata/1 (kopio).root.json",
        office / "feed/metadata/1 (kopio).targets.json",
    ]
    for file in others:
        file.parent.mkdir(exist_ok=True)
        file.write_text("somebody's")
    source_folder(office / "source", "m11")

    build(office / "source", office / "feed", keys, now=MOMENT)

    assert [file.read_text() for file in others] == ["somebody's"] * 4
