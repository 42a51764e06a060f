"""A WordPress site becomes drafts that an editor completes."""

from __future__ import annotations

import base64
import json
import re
import shutil
import tomllib
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest

from tests import pictures
from tests.sync import hostile
from valita_desktop.cli.wordpress import fetched
from valita_desktop.content.blocks import plain
from valita_desktop.content.markdown import parse, read
from valita_desktop.errors import (
    ContentError,
    ContentErrorCode,
    OutputError,
    PublishError,
    PublishErrorCode,
    SourceError,
    SourceErrorCode,
)
from valita_desktop.paths import write_whole
from valita_desktop.publishing import rest, wordpress
from valita_desktop.publishing.check import check
from valita_desktop.publishing.html import FoundPicture, markdown, text
from valita_desktop.publishing.page_tree import LeftOut
from valita_desktop.publishing.site_pictures import Fetched
from valita_desktop.publishing.site_posts import Asked, PassedOver
from valita_desktop.publishing.wordpress import Drafts, draft

if TYPE_CHECKING:
    from pathlib import Path

    from tests.sync.hostile import Exchange

Json = dict[str, Any]
PNG = pictures.saved(pictures.square())


def post(
    number: int,
    title: str = "Hyvä käytäntö",
    body: str = "<p>Teksti.</p>",
    **more: object,
) -> Json:
    """A post as WordPress gives it, with fields that nobody needs."""
    return {
        "id": number,
        "date": "2026-10-01T08:00:00",
        "modified_gmt": "2026-10-02T08:00:00",
        "slug": "hyva",
        "status": "publish",
        "link": f"https://example.invalid/{number}",
        "title": {"rendered": title},
        "content": {"rendered": body, "protected": False},
        "excerpt": {"rendered": "<p>Lyhyesti &hellip;</p>"},
        "author": 3,
        "_links": {"self": []},
        **more,
    }


class Site:
    """A small site that answers as WordPress does.

    Attributes:
        told: Whether it tells in the head of an answer how many pages there are.
        hidden: Posts of a page that somebody may not see: the page is short.
        broken: The number of a page that the server fails at.
    """

    def __init__(self, *posts: Json) -> None:
        self.posts = list(posts)
        self.pages: list[Json] = []
        self.pictures: dict[str, bytes] = {}
        self.asked: list[str] = []
        self.told = True
        self.hidden: set[int] = set()
        self.broken = 0

    def __call__(self, address: str, name: str, limit: int) -> Fetched:
        parts = urlsplit(name)
        self.asked.append(name)
        if parts.path in self.pictures:
            return Fetched(self.pictures[parts.path])
        query = parse_qs(parts.query)
        if "page" not in query:
            raise SourceError(address, SourceErrorCode.MISSING, name)
        page, size = int(query["page"][0]), int(query["per_page"][0])
        every = self.pages if parts.path.endswith("pages") else self.posts
        last = max(1, -(-len(every) // size))
        if page == self.broken:
            raise SourceError(address, SourceErrorCode.UNAVAILABLE, "HTTP 500")
        if page > last:
            told = 'HTTP 400 {"code":"rest_post_invalid_page_number","message":"…"}'
            raise SourceError(address, SourceErrorCode.UNAVAILABLE, told)
        shown = [p for p in every[(page - 1) * size : page * size] if p["id"] not in self.hidden]
        if "_fields" in query:
            shown = [{"id": each["id"]} for each in shown]
        head = {"x-wp-totalpages": str(last)} if self.told else {}
        return Fetched(json.dumps(shown).encode(), head)


SITE = "https://example.invalid/"


def test_a_post_becomes_a_draft(tmp_path: Path) -> None:
    done = draft(SITE, tmp_path, Site(post(7, body="<h2>Ensin</h2><p>Tee <b>näin</b>.</p>")))

    (folder,) = done.written
    assert folder.name == "w7-hyva-kaytanto"
    assert "## Ensin\n\nTee **näin**." in (folder / "fi.md").read_text("utf-8")


def test_a_draft_is_not_published_as_it_is(tmp_path: Path) -> None:
    draft(SITE, tmp_path, Site(post(7)))

    assert check(tmp_path).errors


def test_translations_become_one_item(tmp_path: Path) -> None:
    both = {"fi": 7, "sv": 8}
    site = Site(
        post(7, lang="fi", translations=both),
        post(8, "God praxis", lang="sv", translations=both),
    )

    (folder,) = draft(SITE, tmp_path, site).written

    assert sorted(file.name for file in folder.iterdir()) == ["fi.md", "item.toml", "sv.md"]
    assert "God praxis" in (folder / "item.toml").read_text("utf-8")


def test_what_an_editor_has_changed_is_kept(tmp_path: Path) -> None:
    site = Site(post(7))
    (folder,) = draft(SITE, tmp_path, site).written
    (folder / "fi.md").write_text("Oma teksti.", "utf-8")
    site.posts = [post(7, body="<p>Sivuston uusi teksti.</p>")]

    done = draft(SITE, tmp_path, site)

    assert done.kept == (folder,)
    assert (folder / "fi.md").read_text("utf-8") == "Oma teksti."
    assert "uusi" in (folder / "fi.wordpress.md").read_text("utf-8")


@pytest.mark.parametrize("name", ["fi.md", "a.png"])
def test_a_file_of_a_draft_that_cannot_be_read_is_named(tmp_path: Path, name: str) -> None:
    body = '<img src="/wp/a.png" alt="a">'
    _, done = drafted(tmp_path, body, a=PNG)
    file = done.written[0] / name
    file.unlink()
    file.mkdir()

    with pytest.raises(OutputError) as caught:
        drafted(tmp_path, body, a=PNG)

    assert caught.value.path == file


def test_where_only_the_editor_has_changed_a_text_nothing_is_written(tmp_path: Path) -> None:
    site = Site(post(7))
    (folder,) = draft(SITE, tmp_path, site).written
    (folder / "fi.md").write_text("Oma teksti.", "utf-8")

    done = draft(SITE, tmp_path, site)

    assert (done.written, done.kept) == ((), ())
    assert sorted(file.name for file in folder.iterdir()) == ["fi.md", "item.toml"]


def test_a_draft_that_was_moved_to_its_kind_is_gone_on_with_there(tmp_path: Path) -> None:
    site = Site(post(7))
    (folder,) = draft(SITE, tmp_path, site).written
    moved = tmp_path / "practices" / "w7-oma-nimi"
    moved.parent.mkdir()
    folder.rename(moved)
    site.posts = [post(7, body="<p>Uusi teksti.</p>")]

    done = draft(SITE, tmp_path, site)

    assert done.written == (moved,)
    assert "Uusi teksti." in (moved / "fi.md").read_text("utf-8")
    assert not folder.exists()


def test_a_draft_that_was_deleted_is_not_made_again_and_told(tmp_path: Path) -> None:
    site = Site(post(7), post(9, "Toinen"))
    folder, _ = draft(SITE, tmp_path, site).written
    shutil.rmtree(folder)

    done = draft(SITE, tmp_path, site)

    assert done.deleted == ("w7",)
    assert not folder.exists()
    site.posts.pop(0)
    assert draft(SITE, tmp_path, site).gone == ()


def test_what_is_gone_from_the_site_is_told(tmp_path: Path) -> None:
    site = Site(post(7), post(9))
    draft(SITE, tmp_path, site)
    site.posts.pop()

    assert draft(SITE, tmp_path, site).gone == ("w9",)


@pytest.fixture
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Five posts a page, so that a small site has several."""
    monkeypatch.setattr(rest, "PER_PAGE", 5)


@pytest.mark.usefixtures("small_pages")
def test_many_posts_are_read_page_by_page(tmp_path: Path) -> None:
    posts = [post(number, f"Otsikko {number}") for number in range(1, 13)]

    assert len(draft(SITE, tmp_path, Site(*posts)).written) == 12


@pytest.mark.usefixtures("small_pages")
@pytest.mark.parametrize("told", [True, False])
def test_a_short_page_is_not_the_last(tmp_path: Path, told: bool) -> None:  # noqa: FBT001
    site = Site(*(post(number, f"Otsikko {number}") for number in range(1, 13)))
    site.hidden, site.told = {3, 8}, told

    done = draft(SITE, tmp_path, site)

    assert len(done.written) == 10
    assert done.gone == ()


@pytest.mark.usefixtures("small_pages")
@pytest.mark.parametrize("broken", [1, 2, 3])
def test_a_page_that_fails_is_named_and_nothing_is_written(tmp_path: Path, broken: int) -> None:
    site = Site(*(post(number, f"Otsikko {number}") for number in range(1, 13)))
    site.broken = broken

    with pytest.raises(SourceError) as caught:
        draft(SITE, tmp_path / "in", site)

    assert f"&page={broken}&" in caught.value.source
    assert caught.value.detail == "HTTP 500"
    assert not (tmp_path / "in").exists()


def test_nothing_is_gone_where_a_site_was_not_read_whole(tmp_path: Path) -> None:
    site = Site(post(7), post(9))
    draft(SITE, tmp_path, site)
    site.posts = [post(7), {"id": "yhdeksän"}]

    done = draft(SITE, tmp_path, site)

    assert done.gone == ()
    assert [each.why for each in done.passed] == [PassedOver.UNREADABLE]


def test_of_a_file_nothing_is_told_as_gone(tmp_path: Path) -> None:
    draft(SITE, tmp_path, Site(post(7), post(9)))
    (tmp_path / "posts.json").write_text(json.dumps([post(7)]), "utf-8")

    assert draft(str(tmp_path / "posts.json"), tmp_path, None).gone == ()


def test_pages_are_taken_where_they_are_asked_for_and_posts_are_not_gone(tmp_path: Path) -> None:
    site = Site(post(7))
    site.pages = [post(20, "Sivu")]
    draft(SITE, tmp_path, site)

    done = draft(SITE, tmp_path, site, Asked(kinds=("page",)))

    assert [folder.name for folder in done.written] == ["w20-sivu"]
    assert done.gone == ()


def test_a_site_without_pretty_addresses_is_read(tmp_path: Path) -> None:
    site = Site(post(7))

    def read(address: str, name: str, limit: int) -> Fetched:
        if name.startswith("wp-json"):
            raise SourceError(address, SourceErrorCode.MISSING, "HTTP 404")
        return site(address, name, limit)

    assert len(draft(SITE, tmp_path, read).written) == 1
    assert site.asked[0].startswith("?rest_route=/wp/v2/posts&per_page=100&page=1&")


@pytest.mark.parametrize("site", [SITE, f"{SITE}wp-json/wp/v2/posts", f"{SITE}?lang=sv"])
def test_a_site_may_be_named_by_any_of_its_addresses(tmp_path: Path, site: str) -> None:
    asked: list[str] = []

    def read(address: str, name: str, limit: int) -> Fetched:
        asked.append(address)
        return Site(post(7))(address, name, limit)

    (folder,) = draft(site, tmp_path, read).written

    assert asked == [SITE]
    assert (folder / ("sv.md" if "lang=sv" in site else "fi.md")).exists()


FEATURED: dict[str, tuple[Json, str]] = {
    "with its answer": (
        {
            "featured_media": 9,
            "_embedded": {"wp:featuredmedia": [{"source_url": f"{SITE}aamu.jpg", "alt_text": "x"}]},
        },
        f"{SITE}aamu.jpg",
    ),
    "by number": ({"featured_media": 9}, f"{SITE}?attachment_id=9"),
    "deleted": (
        {"featured_media": 9, "_embedded": {"wp:featuredmedia": [{"code": "rest_forbidden"}]}},
        f"{SITE}?attachment_id=9",
    ),
}


@pytest.mark.parametrize("how", FEATURED)
def test_the_picture_chosen_for_a_post_comes_along_or_is_told(tmp_path: Path, how: str) -> None:
    said, address = FEATURED[how]

    done = draft(SITE, tmp_path, Site(post(7, **said)))

    assert [missed for _folder, missed in done.not_fetched] == [address]


PHP: tuple[Json, ...] = (
    {"lang": "fi", "translations": []},
    {"lang": False, "translations": []},
    {"lang": None, "translations": None},
    {"lang": "", "translations": {"fi": 7}},
    {"translations": {"fi": 7, "sv": False}},
    {"excerpt": False, "featured_media": []},
)


@pytest.mark.parametrize("said", PHP)
def test_an_empty_map_of_php_is_empty(tmp_path: Path, said: Json) -> None:
    done = draft(SITE, tmp_path, Site(post(7, **said), post(8, "Toinen")))

    assert [folder.name for folder in done.written] == ["w7-hyva-kaytanto", "w8-toinen"]


SAVED = {
    "a byte order mark": "utf-8-sig",
    "two bytes a letter": "utf-16",
}


@pytest.mark.parametrize("how", SAVED)
def test_a_file_is_read_however_it_was_saved(tmp_path: Path, how: str) -> None:
    file = tmp_path / "posts.json"
    file.write_text(json.dumps([post(7, "Yö")], ensure_ascii=False), SAVED[how])

    assert len(draft(str(file), tmp_path / "in", None).written) == 1


def test_one_post_will_do(tmp_path: Path) -> None:
    (tmp_path / "post.json").write_text(json.dumps(post(7)), "utf-8")

    assert len(draft(str(tmp_path / "post.json"), tmp_path / "in", None).written) == 1


def test_what_a_site_says_instead_of_posts_is_told(tmp_path: Path) -> None:
    file = tmp_path / "posts.json"
    file.write_text('{"code": "rest_no_route", "message": "Ei sellaista reittiä."}', "utf-8")

    with pytest.raises(PublishError) as caught:
        draft(str(file), tmp_path / "in", None)

    assert caught.value.detail == "posts.json: Ei sellaista reittiä."


def test_a_post_behind_a_password_is_passed_over_and_told(tmp_path: Path) -> None:
    hidden = post(7, content={"rendered": "", "protected": True})

    done = draft(SITE, tmp_path, Site(hidden, post(8, "Toinen")))

    assert [folder.name for folder in done.written] == ["w8-toinen"]
    assert [(each.address, each.why) for each in done.passed] == [
        ("https://example.invalid/7", PassedOver.PASSWORD)
    ]


TITLES = {
    "#MeToo ja tasa-arvo: tunti #2 (5 * 3)": "#MeToo ja tasa-arvo: tunti #2 (5 * 3)",
    "C# opintoihin": "C# opintoihin",
    "Musiikki #": "Musiikki #",
    "R&amp;D &#8211; _osa_ 1*": "R&D – _osa_ 1*",
}


@pytest.mark.parametrize("title", TITLES)
def test_a_title_stays_as_it_was_written(tmp_path: Path, title: str) -> None:
    (folder,) = draft(SITE, tmp_path, Site(post(7, title))).written

    fi = tomllib.loads((folder / "item.toml").read_text("utf-8"))["fi"]
    (_, sheet) = parse((folder / "fi.md").read_text("utf-8"))
    assert fi["title"] == TITLES[title]
    assert sheet.title is not None
    assert plain(sheet.title.text) == TITLES[title]


SUMMARIES = {
    "<p>Keskustelu alkaa näin [&hellip;]</p>": "",
    "<p>Alku &#8230; <a class='more-link' href='/42/'>Lue lisää</a></p>": "",
    '<p>Alku</p><p><a class="btn more-link" href="/42/">Lue</a></p>': "",
    "<p>Alku...</p>": "",
    "<p>Alku [...]</p>": "",
    "<p>Ensin … ja sitten *loppu*.</p>": "Ensin … ja sitten *loppu*.",
    "<p>Yksi &amp; kaksi.</p>\n": "Yksi & kaksi.",
}


@pytest.mark.parametrize("excerpt", SUMMARIES)
def test_a_teaser_that_breaks_off_is_no_summary(tmp_path: Path, excerpt: str) -> None:
    (folder,) = draft(SITE, tmp_path, Site(post(7, excerpt={"rendered": excerpt}))).written

    record = tomllib.loads((folder / "item.toml").read_text("utf-8"))
    assert record["fi"]["summary"] == SUMMARIES[excerpt]


def test_what_has_no_place_in_a_text_is_named_in_it_and_told(tmp_path: Path) -> None:
    written, done = drafted(
        tmp_path, '<p>Katso.</p><iframe src="https://video.invalid/x"></iframe>'
    )

    assert "Katso.\n\nTässä oli sisältöä toiselta sivustolta: https://video.invalid/x" in written
    assert done.left_out == ((done.written[0], LeftOut.FRAME, "https://video.invalid/x"),)


def test_drafts_that_were_broken_off_are_gone_on_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = Site(post(7, body='<img src="/wp/a.png" alt="a">'), post(8, "Toinen"))
    site.pictures["/wp/a.png"] = PNG
    whole = write_whole

    def full(file: Path, data: bytes) -> None:
        if "w8" in str(file):
            raise OutputError(file, "full")
        whole(file, data)

    with monkeypatch.context() as patched:
        patched.setattr("valita_desktop.publishing.wordpress.write_whole", full)
        with pytest.raises(OutputError):
            draft(SITE, tmp_path, site)

    done = draft(SITE, tmp_path, site)

    assert [folder.name for folder in done.written] == ["w7-hyva-kaytanto", "w8-toinen"]
    assert names(done) == ["a.png"]


def test_a_translation_that_comes_later_joins_its_item(tmp_path: Path) -> None:
    both = {"fi": 7, "sv": 8}
    site = Site(post(8, "God praxis", lang="sv"))
    (folder,) = draft(SITE, tmp_path, site).written
    site.posts = [post(7, lang="fi", translations=both), post(8, "God praxis", lang="sv")]

    done = draft(SITE, tmp_path, site)

    assert done.written == (folder,)
    assert (folder / "fi.md").exists()
    assert done.gone == ()


def test_only_what_changed_is_asked_for(tmp_path: Path) -> None:
    site = Site()

    draft(SITE, tmp_path, site, Asked(since="2026-11-01"))

    assert "modified_after=2026-11-01T00:00:00" in site.asked[0]


def drafted(tmp_path: Path, body: str, **at: bytes) -> tuple[str, Drafts]:
    """The text of a draft of a post, and what is told of it; ``at`` are pictures by name."""
    site = Site(post(7, body=body))
    site.pictures |= {f"/wp/{name}.png": data for name, data in at.items()}
    done = draft(SITE, tmp_path, site)
    (folder,) = done.written or done.kept
    return (folder / "fi.md").read_text("utf-8").partition("::::\n\n:::: sheet")[0], done


def names(done: Drafts) -> list[str]:
    return sorted(
        file.name for file in done.written[0].iterdir() if file.suffix in (".png", ".jpg")
    )


def test_pictures_of_the_site_come_along(tmp_path: Path) -> None:
    body = '<figure><img src="https://example.invalid/wp/Kuva%201.png" alt="Ryhmä [1]"></figure>'
    site = Site(post(7, body=body))
    site.pictures["/wp/Kuva%201.png"] = PNG

    (folder,) = draft(SITE, tmp_path, site).written

    assert (folder / "kuva-1.png").read_bytes() == PNG
    assert "![Ryhmä \\[1\\]](kuva-1.png)" in (folder / "fi.md").read_text("utf-8")


ADDRESSES = {
    "same site": "https://example.invalid/wp/a.png",
    "by http": "http://example.invalid/wp/a.png",
    "root": "/wp/a.png",
    "relative": "../wp/a.png",
    "without scheme": "//example.invalid/wp/a.png",
    "with a size": "https://example.invalid/wp/a.png?w=300",
    "with www": "https://www.example.invalid/wp/a.png",
}


@pytest.mark.parametrize("how", ADDRESSES)
def test_a_picture_is_found_however_it_is_addressed(tmp_path: Path, how: str) -> None:
    written, done = drafted(tmp_path, f'<p><img src="{ADDRESSES[how]}" alt="a"></p>', a=PNG)

    assert "![a](a.png)" in written
    assert (names(done), done.not_fetched) == (["a.png"], ())


def test_a_picture_is_of_the_kind_that_its_bytes_are(tmp_path: Path) -> None:
    written, _ = drafted(tmp_path, '<img src="/wp/c.png" alt="c">', c=pictures.photograph(1))

    assert "![c](c.jpg)" in written


def test_a_picture_that_is_loaded_late_is_found(tmp_path: Path) -> None:
    body = '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" data-src="/wp/a.png" alt="a">'

    assert "![a](a.png)" in drafted(tmp_path, body, a=PNG)[0]


def test_a_picture_inside_the_page_is_kept(tmp_path: Path) -> None:
    packed = base64.b64encode(PNG).decode()
    written, done = drafted(tmp_path, f'<img src="data:image/png;base64,{packed}" alt="a">')

    assert "![a](kuva.png)" in written
    assert (done.written[0] / "kuva.png").read_bytes() == PNG


MISSED = {
    "cdn": "https://cdn.invalid/wp/d.png",
    "gone": "https://example.invalid/wp/gone.png",
    "no picture": "https://example.invalid/wp/words.png",
    "of this computer": "http://127.0.0.1/d.png",
    "file": "file:///etc/d.png",
}


@pytest.mark.parametrize("how", MISSED)
def test_a_picture_that_is_not_fetched_is_told_and_asked_for(tmp_path: Path, how: str) -> None:
    address = MISSED[how]
    written, done = drafted(tmp_path, f'<p><img src="{address}" alt="d"></p>', words=b"<html>")

    assert done.not_fetched == ((done.written[0], address),)
    assert f"Tätä kuvaa ei haettu: {address}" in written
    (name,) = re.findall(r"!\[d\]\((.*)\)", written)
    assert not (done.written[0] / name).exists()


def test_no_other_computer_is_asked(tmp_path: Path) -> None:
    site = Site(
        post(7, body='<img src="http://127.0.0.1/x.png"><img src="https://cdn.invalid/y.png">')
    )

    draft(SITE, tmp_path, site)

    assert [each for each in site.asked if ".png" in each] == []


def test_without_the_web_each_picture_is_told(tmp_path: Path) -> None:
    body = '<img src="https://example.invalid/wp/a.png" alt="a">'
    (tmp_path / "posts.json").write_text(json.dumps([post(7, body=body)]), "utf-8")

    done = draft(str(tmp_path / "posts.json"), tmp_path / "in", None)

    assert [address for _, address in done.not_fetched] == ["https://example.invalid/wp/a.png"]


def test_two_pictures_of_one_name_stay_two(tmp_path: Path) -> None:
    both = {"fi": 7, "sv": 8}
    shown = '<img src="/wp/{}/kuva.png" alt="a">'
    site = Site(
        post(7, lang="fi", translations=both, body=shown.format(1)),
        post(8, "God praxis", lang="sv", translations=both, body=shown.format(2)),
    )
    other = pictures.saved(pictures.square("L"))
    site.pictures = {"/wp/1/kuva.png": PNG, "/wp/2/kuva.png": other}

    for _ in range(2):  # the next run gives them the same names
        (folder,) = draft(SITE, tmp_path, site).written
        assert "(kuva.png)" in (folder / "fi.md").read_text("utf-8")
        assert "(kuva-2.png)" in (folder / "sv.md").read_text("utf-8")
        assert [(folder / n).read_bytes() for n in ("kuva.png", "kuva-2.png")] == [PNG, other]


def test_a_picture_that_an_editor_changed_or_brought_is_kept(tmp_path: Path) -> None:
    body = '<img src="/wp/a.png" alt="a"><img src="/wp/gone.png" alt="b">'
    _, done = drafted(tmp_path, body, a=PNG)
    own = pictures.saved(pictures.square("L"))
    for name in ("a.png", "gone.png"):
        (done.written[0] / name).write_bytes(own)

    written, done = drafted(tmp_path, body, a=PNG)

    assert [(done.written[0] / name).read_bytes() for name in ("a.png", "gone.png")] == [own, own]
    assert "![b](gone.png)" in written
    assert done.not_fetched == ()


SHOWN = {
    '<figure><a href="https://e.invalid/iso.png"><img src="a"></a><figcaption>Ryhmä "A"'
    "</figcaption></figure><p>Jälkeen.</p>": '![](a.png "Ryhmä \\"A\\"")\n\nJälkeen.\n',
    '<p><strong>ennen <img src="a"> jälkeen</strong></p>': (
        "**ennen**\n\n![](a.png)\n\n**jälkeen**\n"
    ),
    '<p>ennen <a href="https://e.invalid/"><em>tässä <img src="a"></em></a> jälkeen</p>': (
        "ennen [*tässä*](https://e.invalid/)\n\n![](a.png)\n\n"
        "https://e.invalid/\n\njälkeen\n"
    ),
    '<ul class="g"><li><figure><img src="a"><figcaption>1</figcaption></figure></li>'
    '<li><figure><img src="b"></figure></li></ul>': '![](a.png "1")\n\n![](b.png)\n',
    '<ol><li>yksi <img src="a"></li><li>kaksi <img src="b"></li></ol><p>x</p>': (
        "1. yksi\n2. kaksi\n\n![](a.png)\n\n![](b.png)\n\nx\n"
    ),
    '<table><tr><th>a</th><th>b</th></tr><tr><td><img src="a"></td><td>1</td></tr></table>': (
        "| a | b |\n| --- | --- |\n| | 1 |\n\n![](a.png)\n"
    ),
    '<h2>Otsikko <img src="a"></h2>': "## Otsikko\n\n![](a.png)\n",
    '<figure><figcaption><p><img src="a"></p><figcaption>Alla</figcaption></figcaption></figure>': (
        '![](a.png "Alla")\n'
    ),
    '<figure><figcaption><img src="a"> Sisällä</figcaption></figure>': "![](a.png)\n\nSisällä\n",
    '<div class="wp-caption"><img src="a"><p class="wp-caption-text">Alla</p></div>': (
        '![](a.png "Alla")\n'
    ),
    '<dl class="gallery-item"><dt><a href="/x"><img src="a"></a></dt><dd class="gallery-caption">'
    "Alla</dd></dl>": '![](a.png "Alla")\n\n/x\n',
    '<figure><figure><img src="a"></figure><figure><img src="b"></figure><figcaption>Molemmat'
    "</figcaption></figure>": "![](a.png)\n\n![](b.png)\n\nMolemmat\n",
    '<p>Hei <img class="emoji" src="x" alt="🙂"></p>': "Hei 🙂\n",
    '<p><img src="a"></p><p></p>': "![](a.png)\n",
}  # fmt: skip


@pytest.mark.parametrize("page", SHOWN)
def test_a_picture_stands_alone_and_leaves_nothing_half(page: str) -> None:
    assert markdown(page, lambda address: FoundPicture(f"{address}.png")) == SHOWN[page]


def test_a_saved_file_will_do(tmp_path: Path) -> None:
    (tmp_path / "posts.json").write_text(json.dumps([post(7)]), "utf-8")

    assert len(draft(str(tmp_path / "posts.json"), tmp_path / "in", None).written) == 1


@pytest.mark.parametrize("content", [b"", b"<html>", b'{"code":"rest_no_route"}', b"[1]"])
def test_what_is_no_export_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "posts.json").write_bytes(content)

    with pytest.raises(PublishError) as caught:
        draft(str(tmp_path / "posts.json"), tmp_path / "in", None)

    assert caught.value.code is PublishErrorCode.NOT_WORDPRESS


@pytest.mark.loopback
@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("head", [{"X_WP_TotalPages": "1"}, {}])
def test_a_real_server_is_read_to_its_last_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, head: dict[str, str]
) -> None:
    for name in ("http_proxy", "HTTP_PROXY"):
        monkeypatch.delenv(name, raising=False)

    behind = '{"code":"rest_post_invalid_page_number","message":"…","data":{"status":400}}'

    def answer(exchange: Exchange) -> None:
        pages = json.dumps([post(7)]).encode()
        json_type = {"Content_Type": "application/json; charset=UTF-8"}
        if len(server.asked) == 1:
            exchange.reply("200 OK", pages, None, **json_type, **head)
        else:
            exchange.reply("400 Bad Request", behind.encode(), None, **json_type)

    with hostile.Server(tmp_path, {"wp-json/wp/v2/posts": answer}) as server:
        done = draft(server.address, tmp_path / "in", fetched)

    assert [folder.name for folder in done.written] == ["w7-hyva-kaytanto"]
    assert (len(server.asked) == 1) is bool(head)


HTML = {
    "<p>a<br>b<br></p>": "a\\\nb\n",
    "<p>a<br>--- b</p><p>---</p>": "a\\\n--- b\n\n\\---\n",
    "<p>Nimi: ____<br>Ikä: ____</p>": "Nimi: ____\\\nIkä: ____\n",
    "<ul><li>a<br>b</li></ul>": "- a\\\n  b\n",
    "<pre>a *\n  b</pre>": "a \\*\\\nb\n",
    "<p><code>*x*</code></p>": "\\*x\\*\n",
    "<p>1 &lt; 2 &amp; *x*</p>": "1 \\< 2 & \\*x\\*\n",
    "<ul><li>a</li><li><p>b</p></li></ul>": "- a\n- b\n",
    "<ol><li>a</li><li>b</li></ol>": "1. a\n2. b\n",
    '<a href="https://x.invalid/">x</a>': "[x](https://x.invalid/)\n",
    '<a href="javascript:alert(1)">x</a>': "x\n",
    "<script>alert(1)</script><p>a</p>": "a\n",
    "<style>p{}</style>a": "a\n",
    "<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>": (
        "| a | b |\n| --- | --- |\n| 1 | 2 |\n"
    ),
    "<p># ei otsikko</p>": "\\# ei otsikko\n",
    "<ul><li>6. joulukuuta</li><li>- 5 astetta</li></ul>": "- 6\\. joulukuuta\n- \\- 5 astetta\n",
    "<p>C:\\kansio ~~a~~ &amp;nbsp; b</p>": "C:\\kansio \\~~a\\~~ \\&nbsp; b\n",
    "<p>::: tip</p>": "\\::: tip\n",
    "<p>1. ei lista</p>": "1\\. ei lista\n",
    "<b></b><p>a <i>b </i>c</p>": "a *b* c\n",
    "<p>Nimi: ________</p>": "Nimi: ________\n",
    "<p>yksi</p><p>kaksi</p>": "yksi\n\nkaksi\n",
    '<a href="https://x.invalid/a b">x</a>': "[x](https://x.invalid/a%20b)\n",
    "<dl><dt>Termi</dt><dd>Selitys</dd></dl>": "Termi\n\nSelitys\n",
    "<ol><li><p>a</p><p>b</p></li><li>c</li></ol>": "1. a\\\n   b\n2. c\n",
    "<ol start=3><li>a</li><li value=7>b</li><li>c</li></ol>": "3. a\n7. b\n8. c\n",
    "<ol reversed><li>a</li><li>b</li><li>c</li></ol>": "3. a\n2. b\n1. c\n",
    "<ol reversed start=9><li>a</li><li value=5>b</li><li>c</li></ol>": "9. a\n5. b\n4. c\n",
    "<ul><li><h3>Ensin</h3>a</li></ul>": "- **Ensin**\\\n  a\n",
    "<ul>a<li>b</li></ul>": "- a\n- b\n",
    "<ul><li><input type=checkbox> a</li><li>☐ b</li><li>[ ] c</li></ul>": (
        "- [ ] a\n- [ ] b\n- [ ] c\n"
    ),
    "<table><tr><td><p>a</p><p>b</p></td></tr></table>": "| a b |\n| --- |\n",
    "<table><tr><td colspan=2>a</td></tr><tr><td><ul><li>x</li><li>y</li></ul></td></tr></table>": (
        "| a | |\n| --- | --- |\n| x; y | |\n"
    ),
    "<table><tr><th>a</th></tr><tr><td></td></tr></table>": "| a |\n| --- |\n| |\n",
    '<p>a<b>b</b>c <b>Nimi:</b>Maija <b>"häpeä"</b>kin</p>': (
        'abc **Nimi**:Maija "**häpeä**"kin\n'
    ),
    "<p><b>a</b><b>b</b> <b><b>c</b></b></p>": "**ab** **c**\n",
    "<strong><ul><li>a</li></ul><p>b</p></strong>": "- **a**\n\n**b**\n",
    "<p>m<sup>2</sup> CO<sub>2</sub> 1<sup>er</sup></p>": "m² CO₂ 1er\n",
    "<p><em>a<br></em>b</p>": "*a*\\\nb\n",
    "<p>&lt;!-- a --&gt;</p>": "\\<\\!-- a --\\>\n",
    '<p>Hei!<a href="https://x.invalid/">x</a></p>': "Hei\\![x](https://x.invalid/)\n",
    '<a href="HTTPS://x.invalid/a(b)">x</a>': "[x](https://x.invalid/a(b))\n",
    '<a href="https://x.invalid/a(b">x</a>': "[x](https://x.invalid/a%28b)\n",
    '<a href="mailto:a@b.fi?cc=c@b.fi">x</a>': "x (a@b.fi?cc=c@b.fi)\n",
    '<p>a</p><iframe src="https://x.invalid/v"></iframe>': "a\n\nhttps://x.invalid/v\n",
    '<a href="http://x.invalid/">x</a> y': "x (http://x.invalid/) y\n",
    '<a href="tel:+358 40">soita</a>': "soita (+358 40)\n",
    '<a href="tel:112">112</a>': "112\n",
    "<p>unclosed": "unclosed\n",
    "": "",
}  # fmt: skip


@pytest.mark.parametrize("html", HTML)
def test_html_becomes_plain_markdown(html: str) -> None:
    assert markdown(html) == HTML[html]


FOR_THE_EDITOR = {ContentErrorCode.LIST_NUMBER, ContentErrorCode.TABLE_SHAPE}
"""What a draft may have that only an editor can mend: a table of one row, numbers that jump."""


@pytest.mark.parametrize("html", [each for each in HTML if "::: tip" not in each and each])
def test_what_comes_out_can_be_read_back(html: str) -> None:
    reading = read(markdown(html))

    assert {each.code for each in reading.mistakes} <= FOR_THE_EDITOR
    assert reading.mistakes or any(part.blocks for part in reading.document)


def test_a_list_in_a_list_joins_no_words_and_is_told_to_the_editor() -> None:
    written = markdown(
        "<ol><li>a</li><li>b<ul><li>c</li><li>d</li></ul>e</li><li>f</li></ol><p>g</p>"
    )

    assert written == "1. a\n2. b\n   - c\n   - d\n   e\n3. f\n\ng\n"
    with pytest.raises(ContentError) as refused:
        parse(written)
    assert refused.value.code is ContentErrorCode.NESTED_LIST


def test_lists_in_lists_keep_their_numbers() -> None:
    page = "<ol start=3><li>a<ol><li>x</li><li>y</li></ol></li><ol><li>z</li></ol><li>b</li></ol>"

    assert markdown(page) == "3. a\n   1. x\n   2. y\n   1. z\n4. b\n"


def test_what_the_dialect_has_no_place_for_is_handed_on() -> None:
    told: list[tuple[LeftOut, str]] = []

    def note(what: LeftOut, address: str) -> str:
        told.append((what, address))
        return f"[{what}]" if address else ""

    page = (
        '<p>a</p><video><source src="/v.mp4"></video><form action="https://b.fi/"><input></form>'
        '<a href="/x"><svg></svg>c</a><svg><text>d</text></svg>'
    )

    written = markdown(page, None, note, "https://example.invalid/1/")

    assert written == ("a\n\n\\[video\\]\n\n\\[form\\]\n\n[c](https://example.invalid/x)\n")
    assert told == [
        (LeftOut.VIDEO, "https://example.invalid/v.mp4"),
        (LeftOut.FORM, "https://b.fi/"),
        (LeftOut.DRAWING, ""),
    ]


def test_titles_are_one_line_of_plain_text() -> None:
    assert (
        text("Hyv&auml; <em>k&auml;yt&auml;nt&ouml;</em>\n&#8211; osa 1") == "Hyvä käytäntö – osa 1"
    )


def test_a_page_limit_keeps_a_site_from_never_ending() -> None:
    assert rest.MAX_PAGES * rest.PER_PAGE == 20_000


LARGE = {
    "elements": "<p>a" * 20_001,
    "elements that never end": "<a " * 20_001,
    "notes that never end": "<!--" * 20_001,
    "pictures": "<img src=a>" * 1001,
    "letters": "a" * 2_000_001,
    "lists in lists": "<ul><li>a" * 200,
    "boxes in boxes": "<div>" * 10_000,
    "emphasis in emphasis": "<b>" * 10_000,
}


@pytest.mark.parametrize("name", LARGE)
def test_a_page_that_is_too_much_is_named_and_nothing_is_written(tmp_path: Path, name: str) -> None:
    file = tmp_path / "posts.json"
    file.write_text(json.dumps([post(1), post(2, body=LARGE[name])]), encoding="utf-8")

    with pytest.raises(PublishError) as caught:
        draft(str(file), tmp_path / "texts", None)

    assert caught.value.code is PublishErrorCode.PAGE_TOO_LARGE
    assert caught.value.detail == "https://example.invalid/2"
    assert not (tmp_path / "texts").exists()


@pytest.mark.parametrize("address", ["http://[", "https://[::1", "//[x]/a.png", "http://a]/b"])
def test_an_address_of_a_picture_that_is_none_is_told_as_not_fetched(
    tmp_path: Path, address: str
) -> None:
    file = tmp_path / "posts.json"
    body = f'<p>Teksti.</p><img src="{address}" alt="Kuva">'
    file.write_text(json.dumps([post(1, body=body)]), encoding="utf-8")

    drafts = draft(str(file), tmp_path / "texts", None)

    assert len(drafts.written) == len(drafts.not_fetched) == 1


@pytest.mark.parametrize("written", ["[]", '{"1": 2}', "[" * 100_000, "{"])
def test_what_was_noted_of_drafts_and_is_damaged_is_nothing(tmp_path: Path, written: str) -> None:
    file = tmp_path / "posts.json"
    file.write_text(json.dumps([post(1)]), encoding="utf-8")
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / wordpress.STATE_FILE).write_text(written, encoding="utf-8")

    assert len(draft(str(file), tmp_path / "texts", None).written) == 1
