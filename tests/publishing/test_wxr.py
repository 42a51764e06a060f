"""The file that WordPress exports becomes drafts by the same rules as the answers of its site."""

from __future__ import annotations

import tomllib
import tracemalloc
from typing import TYPE_CHECKING

import pytest

from valita_desktop.content.markdown import read
from valita_desktop.errors import PublishError, PublishErrorCode
from valita_desktop.publishing import wxr
from valita_desktop.publishing.page_tree import LeftOut
from valita_desktop.publishing.site_posts import Asked, PassedOver
from valita_desktop.publishing.wordpress import Drafts, draft

if TYPE_CHECKING:
    from pathlib import Path

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
{before}<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:excerpt="http://wordpress.org/export/{version}/excerpt/"
 xmlns:wp="http://wordpress.org/export/{version}/">
<channel><title>Koesivusto</title><wp:wxr_version>{version}</wp:wxr_version>
<wp:term><wp:term_id>1</wp:term_id></wp:term>
"""
TAIL = "</channel></rss>"


def item(number: int | str, body: str = "<p>Teksti.</p>", title: str = "Aamu", **more: str) -> str:
    """An item as WordPress writes it; ``more`` are elements of its own, and categories."""
    own = {"post_type": "post", "status": "publish", "post_password": "", **more}
    domains = {name: own.pop(name) for name in ("language", "post_translations") if name in own}
    excerpt = own.pop("excerpt", "")
    link = own.pop("link", f"https://example.invalid/{number}/")
    told = "".join(f"<wp:{name}>{words}</wp:{name}>" for name, words in own.items())
    told += "".join(
        f'<category domain="{domain}" nicename="{name}"><![CDATA[x]]></category>'
        for domain, name in domains.items()
    )
    number = f"<wp:post_id>{number}</wp:post_id>" if number else ""
    return (
        f"<item><title>{title}</title><link>{link}</link>{number}{told}"
        f"<content:encoded><![CDATA[{body}]]></content:encoded>"
        f"<excerpt:encoded><![CDATA[{excerpt}]]></excerpt:encoded></item>\n"
    )


def export(
    folder: Path, *items: str, version: str = "1.2", before: str = "", tail: str = TAIL
) -> Path:
    file = folder / "vienti.xml"
    head = HEAD.format(version=version, before=before)
    file.write_text(head + "".join(items) + tail, "utf-8")
    return file


def drafted(folder: Path, *items: str, asked: Asked | None = None) -> Drafts:
    return draft(str(export(folder, *items)), folder / "in", None, asked)


def text(folder: Path, body: str, *more: str) -> str:
    """What of a post stands in its draft."""
    done = drafted(folder, item(61, body), *more)
    written = (done.written[0] / "fi.md").read_text("utf-8")
    return written.partition("facilitator\n")[2].partition("::::\n\n:::: sheet")[0]


@pytest.mark.parametrize("version", ["1.0", "1.1", "1.2"])
def test_an_export_becomes_drafts(tmp_path: Path, version: str) -> None:
    post = item(61, "<p>Herää ajoissa.</p>", "Aamu ilman kiirettä", excerpt="Rauhallinen aamu.")
    file = export(tmp_path, post, version=version)

    (folder,) = draft(str(file), tmp_path / "in", None).written

    assert folder.name == "w61-aamu-ilman-kiiretta"
    assert "Herää ajoissa." in (folder / "fi.md").read_text("utf-8")
    assert tomllib.loads((folder / "item.toml").read_text("utf-8"))["fi"] == {
        "title": "Aamu ilman kiirettä",
        "summary": "Rauhallinen aamu.",
        "keywords": [],
    }


META = "<wp:meta_key>{}</wp:meta_key><wp:meta_value>{}</wp:meta_value>"
CLOCK = item(
    9,
    post_type="attachment",
    attachment_url="https://example.invalid/uploads/aamu.jpg",
    postmeta=META.format("_wp_attachment_image_alt", "Herätyskello"),
)


@pytest.mark.parametrize(
    ("body", "more", "told"),
    [
        ("<p>a</p>", (CLOCK,), ("https://example.invalid/uploads/aamu.jpg",)),
        ("<p>a</p>", (), ("https://example.invalid/?attachment_id=9",)),
        (
            '<p>a</p><img alt="Kello" src="/uploads/aamu-300x200.jpg">',
            (CLOCK,),
            ("/uploads/aamu-300x200.jpg",),
        ),
    ],
)
def test_the_picture_chosen_for_a_post_comes_once(
    tmp_path: Path, body: str, more: tuple[str, ...], told: tuple[str, ...]
) -> None:
    post = item(61, body, postmeta=META.format("_thumbnail_id", 9))

    done = drafted(tmp_path, post, *more)

    assert tuple(address for _folder, address in done.not_fetched) == told


def test_what_is_written_once_for_several_posts_stands_in_each(tmp_path: Path) -> None:
    again = '<!-- wp:block {"ref":12} /-->'
    block = item(12, f"<p>Soita kuraattorille.</p>{again}", post_type="wp_block")

    written = text(tmp_path, f"<p>a</p>{again}<p>b</p>", block)

    assert written == (
        "a\n\nSoita kuraattorille.\n\nSivusto täyttää tämän kohdan itse: block 12\n\nb\n"
    )


def test_languages_and_translations_are_known_from_an_export(tmp_path: Path) -> None:
    done = drafted(
        tmp_path,
        item(1, language="fi", post_translations="pll_5"),
        item(2, language="sv", post_translations="pll_5"),
        item(3, language="en", post_translations="pll_5"),
    )

    (folder,) = done.written
    assert sorted(file.name for file in folder.iterdir()) == ["fi.md", "item.toml", "sv.md"]
    assert [(each.why, each.detail) for each in done.passed] == [(PassedOver.LANGUAGE, "en")]


def test_what_a_site_does_not_show_is_passed_over_and_told(tmp_path: Path) -> None:
    done = drafted(
        tmp_path,
        item(1),
        item(2, status="draft"),
        item(3, post_password="salainen"),  # noqa: S106 - of nobody
        item(4, post_type="page"),
        item(5, post_type="nav_menu_item"),
    )

    assert len(done.written) == 1
    assert [(each.why, each.detail) for each in done.passed] == [
        (PassedOver.STATUS, "draft"),
        (PassedOver.PASSWORD, ""),
        (PassedOver.KIND, "page"),
        (PassedOver.KIND, "nav_menu_item"),
    ]


def test_pages_are_taken_where_they_are_asked_for(tmp_path: Path) -> None:
    items = item(1), item(4, title="Sivu", post_type="page")

    done = drafted(tmp_path, *items, asked=Asked(kinds=("post", "page")))

    assert [folder.name for folder in done.written] == ["w1-aamu", "w4-sivu"]


def test_items_without_a_number_or_of_one_number_are_all_taken_and_stay_the_same(
    tmp_path: Path,
) -> None:
    items = item("", title="Yksi"), item(7, title="Kaksi"), item(7, title="Kolme", link="")

    first, again = drafted(tmp_path, *items), drafted(tmp_path, item(8), *items)

    assert len(first.written) == 3
    assert again.written[1:] == first.written


def test_the_same_item_twice_is_told(tmp_path: Path) -> None:
    done = drafted(tmp_path, item(7), item(7), item(7))

    assert len(done.written) + len(done.passed) == 3
    assert [each.why for each in done.passed] == [PassedOver.UNREADABLE]


RAW = {
    "Yksi\n\nkaksi\nkolme": "Yksi\n\nkaksi\\\nkolme\n",
    "Yksi\r\n\r\nkaksi": "Yksi\n\nkaksi\n",
    "<h2>Otsikko</h2>\nTeksti\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>\nloppu": (
        "## Otsikko\n\nTeksti\n\n- a\n- b\n\nloppu\n"
    ),
    "<strong>a</strong>\nb\n\n<pre>c\n\nd</pre>": "**a**\\\nb\n\nc\\\nd\n",
    "<!-- wp:paragraph -->\n<p>a</p>\n<!-- /wp:paragraph -->\n\n<!-- wp:paragraph -->\n<p>b</p>\n"
    "<!-- /wp:paragraph -->": "a\n\nb\n",
    "a\n<!--more-->\nb": "a\n\nb\n",
    "<div>a\n\nb</div>": "a\n\nb\n",
    "[tuntematon id=5]": "\\[tuntematon id=5\\]\n",
    "[embed]https://video.invalid/x[/embed]": "https://video.invalid/x\n",
    '[audio mp3="/a.mp3"][/audio]': "Tässä oli äänite: https://example.invalid/a.mp3\n",
    '<!-- wp:latest-posts {"postsToShow":3} /-->': (
        "Sivusto täyttää tämän kohdan itse: latest-posts\n"
    ),
    '<!-- wp:block {"ref":12} /-->': "Sivusto täyttää tämän kohdan itse: block 12\n",
    "<!-- wp:spacer /--><p>a</p>": "a\n",
    "": "",
}


@pytest.mark.parametrize("raw", RAW)
def test_a_post_is_read_as_its_site_would_show_it(tmp_path: Path, raw: str) -> None:
    assert text(tmp_path, raw) == RAW[raw]


PICTURE = {"post_type": "attachment", "status": "inherit", "post_parent": "61"}
PICTURES = {
    '[caption id="attachment_5" align="alignnone" width="300"]<a href="/wp/a.jpg">'
    '<img src="/wp/a-300.jpg" alt="Ryhmä"></a> Ryhmä työssä[/caption]': [
        '![Ryhmä](a-300.png "Ryhmä työssä")'
    ],
    '[gallery ids="70,71" columns="2"]': ["![](a.png)", "![](b.png)"],
    "[gallery]": ["![](a.png)", "![](b.png)"],
}


@pytest.mark.parametrize("raw", PICTURES)
def test_pictures_of_short_codes_are_pictures(tmp_path: Path, raw: str) -> None:
    files = (
        item(n, attachment_url=f"https://example.invalid/wp/{name}", **PICTURE)
        for n, name in ((70, "a.jpg"), (71, "b.jpg"))
    )

    written = text(tmp_path, raw, *files)

    assert [line for line in written.splitlines() if line.startswith("!")] == PICTURES[raw]
    assert "[" not in written.replace("![", "")


def test_a_gallery_whose_pictures_are_not_there_is_shown_to_the_editor(tmp_path: Path) -> None:
    assert text(tmp_path, '[gallery ids="5"]') == '\\[gallery ids="5"\\]\n'


def test_a_block_that_only_a_site_fills_in_is_counted(tmp_path: Path) -> None:
    done = drafted(tmp_path, item(1, "<!-- wp:latest-posts /-->"))

    assert done.left_out == ((done.written[0], LeftOut.PART, "latest-posts"),)


REFUSED = {
    "breaks off": ({"tail": ""}, PublishErrorCode.EXPORT_DAMAGED),
    "breaks off in a word": ({"tail": "<item><title>Aa"}, PublishErrorCode.EXPORT_DAMAGED),
    "another closing": ({"tail": "</rss></channel>"}, PublishErrorCode.EXPORT_DAMAGED),
    "document type": (
        {"before": '<!DOCTYPE rss [<!ENTITY a "aa">]>\n'},
        PublishErrorCode.NOT_WORDPRESS,
    ),
    "outside entity": (
        {"before": '<!DOCTYPE rss SYSTEM "file:///etc/hostname">\n'},
        PublishErrorCode.NOT_WORDPRESS,
    ),
}


@pytest.mark.parametrize("how", REFUSED)
def test_what_is_damaged_or_unsafe_is_refused_and_nothing_is_written(
    tmp_path: Path, how: str
) -> None:
    given, code = REFUSED[how]
    file = export(tmp_path, item(1), **given)

    with pytest.raises(PublishError) as caught:
        draft(str(file), tmp_path / "in", None)

    assert caught.value.code is code
    assert file.name in caught.value.detail
    assert not (tmp_path / "in").exists()


def test_no_entity_is_followed(tmp_path: Path) -> None:
    done = drafted(tmp_path, item(1, title="Aamu &kuka; ilta"))

    (folder,) = done.written
    assert 'title = "Aamu &kuka; ilta"' in (folder / "item.toml").read_text("utf-8")
    assert {each.why for each in done.passed} == {PassedOver.DAMAGED}


@pytest.mark.parametrize("other", ["<html><body>a</body></html>", "<feed/>", "<"])
def test_other_xml_is_no_export(tmp_path: Path, other: str) -> None:
    (tmp_path / "a.xml").write_text(other, "utf-8")

    with pytest.raises(PublishError) as caught:
        draft(str(tmp_path / "a.xml"), tmp_path / "in", None)

    assert caught.value.code is PublishErrorCode.NOT_WORDPRESS


def test_a_news_feed_is_no_export(tmp_path: Path) -> None:
    feed = "<rss><channel><item><title>a</title></item></channel></rss>"
    (tmp_path / "a.xml").write_text(feed, "utf-8")

    with pytest.raises(PublishError) as caught:
        draft(str(tmp_path / "a.xml"), tmp_path / "in", None)

    assert caught.value.code is PublishErrorCode.NOT_WORDPRESS


def test_a_sign_that_xml_does_not_allow_is_told_and_the_rest_is_read(tmp_path: Path) -> None:
    done = drafted(tmp_path, item(1, "<p>Ennen\x03 jälkeen.</p>"), item(2, title="Toinen"))

    assert len(done.written) == 2
    assert "Ennen jälkeen." in (done.written[0] / "fi.md").read_text("utf-8")
    assert done.passed == (("vienti.xml, 7", PassedOver.DAMAGED, "U+0003"),)


def test_a_file_that_is_too_large_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wxr, "MOST_BYTES", 100)

    with pytest.raises(PublishError) as caught:
        drafted(tmp_path, item(1))

    assert caught.value.code is PublishErrorCode.PAGE_TOO_LARGE


def test_a_large_export_is_never_held_as_a_whole(tmp_path: Path) -> None:
    body = "<p>Teksti, jota on paljon.</p>" * 400
    file = export(tmp_path, *(item(n, body, f"Otsikko {n}") for n in range(1, 1001)))
    tracemalloc.start()
    with file.open("rb") as opened:
        found = list(wxr.posts(file, opened))
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert len(found) == 1000
    assert most < file.stat().st_size / 3


def test_what_an_export_gives_can_be_read(tmp_path: Path) -> None:
    done = drafted(tmp_path, *(item(n, raw) for n, raw in enumerate(RAW, 1)))

    for folder in done.written:
        assert read((folder / "fi.md").read_text("utf-8")).mistakes == ()
