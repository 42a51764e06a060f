"""Which posts of a site belong together, in which language, and what is passed over."""

from __future__ import annotations

import pytest

from valita_desktop.publishing.site_posts import Asked, PassedOver, Post, Sorted, language, sort

FI = "https://example.invalid/"


def sorted_ids(done: Sorted) -> list[dict[str, int]]:
    return [{str(lang): post.id for lang, post in item.items()} for item in done.items]


LANGUAGES = {
    ("fi", ""): "fi",
    ("sv-FI", ""): "sv",
    ("fi_FI", ""): "fi",
    ("swe", ""): "sv",
    ("en-GB", f"{FI}sv/x/"): "en",
    ("", f"{FI}sv/veckoplan/"): "sv",
    ("", f"{FI}svenska/veckoplan/"): "sv",
    ("", f"{FI}SV/veckoplan/"): "sv",
    ("", f"{FI}en/topic/"): "en",
    ("", f"{FI}it/ohjeet/"): "",
    ("", f"{FI}svenska-veckan/"): "",
    ("", f"{FI}?p=5&lang=sv"): "sv",
    ("", f"{FI}sv/x/?lang=fi"): "fi",
    ("", "https://sv.example.invalid/x/"): "sv",
    ("", f"{FI}viikko/"): "",
    ("", "http://[::1"): "",
    ("", ""): "",
}


@pytest.mark.parametrize(("lang", "link"), LANGUAGES)
def test_a_language_is_what_a_post_says_else_what_its_address_says(lang: str, link: str) -> None:
    assert language(Post(1, lang=lang, link=link), Asked()) == LANGUAGES[lang, link]


def test_an_editor_names_the_part_of_an_address_that_is_of_a_language() -> None:
    asked = Asked(paths={"/pa-svenska/material": "sv"})

    assert language(Post(1, link=f"{FI}pa-svenska/material/x/"), asked) == "sv"
    assert language(Post(1, link=f"{FI}pa-svenska/materialet/x/"), asked) == "sv"
    assert language(Post(1, link=f"{FI}muu/material/x/"), asked) == ""


def test_a_post_whose_language_nobody_says_is_of_the_one_that_was_asked_for_and_told() -> None:
    done = sort([Post(1, link=f"{FI}a/"), Post(2, link=f"{FI}fi/b/")], Asked(default="sv"))

    assert sorted_ids(done) == [{"sv": 1}, {"fi": 2}]
    assert done.unsaid == (f"{FI}a/",)


def test_translations_are_one_item_and_other_languages_are_passed_over() -> None:
    every = (21, 22, 23)
    done = sort(
        [
            Post(21, lang="fi", translations=every),
            Post(22, lang="sv", translations=every),
            Post(23, lang="en", translations=every, link=f"{FI}23/"),
            Post(24, lang="en", link=f"{FI}24/"),
            Post(25, link=f"{FI}viikon-suunnitelma/"),
            Post(26, link=f"{FI}sv/veckoplan/"),
        ],
        Asked(),
    )

    assert sorted_ids(done) == [{"fi": 21, "sv": 22}, {"fi": 25}, {"sv": 26}]
    assert [each[:2] for each in done.passed] == [
        (f"{FI}23/", PassedOver.LANGUAGE),
        (f"{FI}24/", PassedOver.LANGUAGE),
    ]


TWINS = {
    "named by one of them": ({"lang": "fi"}, {"lang": "sv", "translations": (1,)}),
    "of one name": ({"lang": "fi", "together": "x"}, {"lang": "sv", "together": "x"}),
    "of one path": ({"link": f"{FI}viikko/"}, {"link": f"{FI}sv/viikko/"}),
    "of one path on two hosts": (
        {"link": "https://fi.e.invalid/viikko/"},
        {"link": "https://sv.e.invalid/viikko/"},
    ),
    "of one address": ({"link": f"{FI}?p=1"}, {"link": f"{FI}?p=1&lang=sv"}),
}


@pytest.mark.parametrize("how", TWINS)
def test_twins_are_joined(how: str) -> None:
    fi, sv = TWINS[how]

    assert sorted_ids(sort([Post(1, **fi), Post(2, **sv)], Asked())) == [{"fi": 1, "sv": 2}]  # type: ignore[arg-type]
    assert sorted_ids(sort([Post(2, **sv), Post(1, **fi)], Asked())) == [{"sv": 2, "fi": 1}]  # type: ignore[arg-type]


def test_two_posts_of_one_language_are_two_items() -> None:
    posts = [Post(1, lang="fi", together="x"), Post(2, lang="fi", together="x")]

    assert sorted_ids(sort([*posts, Post(3, lang="sv", together="x")], Asked())) == [
        {"fi": 1, "sv": 3},
        {"fi": 2},
    ]


def test_front_pages_of_two_languages_are_no_twins_by_an_empty_path() -> None:
    assert len(sort([Post(1, link=FI), Post(2, link=f"{FI}sv/")], Asked()).items) == 2


PASSED = {
    PassedOver.KIND: Post(1, kind="page"),
    PassedOver.STATUS: Post(1, status="draft"),
    PassedOver.PASSWORD: Post(1, protected=True),
    PassedOver.LANGUAGE: Post(1, lang="et"),
}


@pytest.mark.parametrize("why", PASSED)
def test_what_becomes_no_draft_is_told_with_its_reason(why: PassedOver) -> None:
    done = sort([PASSED[why]], Asked())

    assert done.items == ()
    assert [each.why for each in done.passed] == [why]
