"""Manual pages and completion, read by the programs that people read them with."""

from __future__ import annotations

import re
import shutil
import subprocess
from functools import cache
from typing import TYPE_CHECKING

import pytest

from resources.desktop import completion, manual
from valita_desktop.cli.arguments import every_command
from valita_desktop.cli.placeholders import MEANINGS
from valita_desktop.cli.program import parser
from valita_desktop.i18n import UI_LANGS, set_language, standard_library_words

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from resources.desktop.completion import Shell
    from valita_desktop.i18n import UiLang

pages = cache(manual.pages)
script = cache(completion.script)


def run(tool: str, *words: str, package: str = "", **variables: str) -> str:
    """What a tool says; the test fails where it complains."""
    program = shutil.which(tool)
    if program is None:
        pytest.skip(f"{tool} ({package or tool}) is not installed")
    variables |= {"PATH": variables.get("PATH", "/usr/bin:/bin")}
    done = subprocess.run(
        [program, *words], capture_output=True, text=True, check=False, env=variables
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stdout + done.stderr
    return done.stdout


def arguments(whole: argparse.ArgumentParser) -> list[tuple[str, argparse.Action]]:
    return [
        (command.prog, action)
        for command in every_command(whole)
        for action in command._actions
        if action.nargs != 0 and not isinstance(action.choices, dict)
    ]


@pytest.mark.parametrize("lang", UI_LANGS)
def test_man_shows_every_page_without_a_warning(lang: UiLang, tmp_path: Path) -> None:
    for name, page in pages(lang).items():
        file = tmp_path / f"{name}.1"
        file.write_text(page, "utf-8")
        shown = run(
            *("man", "--warnings", "-l", "-Tutf8", "-P", "cat", str(file)),
            package="man-db",
            LC_ALL="C.UTF-8",
        )
        assert name.replace("-", "") in re.sub(r"[-\s]|.\x08", "", shown)


@pytest.mark.parametrize("lang", UI_LANGS)
def test_mandoc_finds_nothing_wrong_with_a_page(lang: UiLang, tmp_path: Path) -> None:
    for name, page in pages(lang).items():
        (tmp_path / f"{name}.1").write_text(page, "utf-8")

    run("mandoc", "-Tlint", "-W", "warning", *map(str, tmp_path.glob("*.1")))


def test_every_command_has_its_page_and_every_option_is_on_it() -> None:
    for command in every_command(parser()):
        words = command.prog.split(" ")
        page = pages("en")["-".join(words[:2])].replace("\\", "")
        own = [each for each in command._actions if each.dest not in ("help", "json")]
        for action in own:
            assert all(f"fB{name}fR" in page for name in action.option_strings), command.prog


@pytest.mark.parametrize("lang", ["fi", "sv"])
def test_pages_are_in_the_language_that_they_are_for(lang: UiLang) -> None:
    for name, page in pages(lang).items():
        english = pages("en")[name]
        headings = re.findall(r"^\.SH (.*)$", page, re.MULTILINE)
        assert not set(headings) & set(re.findall(r"^\.SH (.*)$", english, re.MULTILINE))
        prose = {line for line in page.splitlines() if re.match(r"\w+ \w+ \w+", line)}
        assert not prose & set(english.splitlines()), name


@pytest.mark.parametrize("lang", UI_LANGS)
def test_every_placeholder_is_named_and_every_argument_has_a_help(lang: UiLang) -> None:
    set_language(lang)
    with standard_library_words(lang):
        told = arguments(parser())

    assert len(told) > 80
    assert [(prog, action.dest) for prog, action in told if not action.help] == []
    if lang == "en":
        named = {key for _prog, action in told for key in str(action.metavar).split("|")}
        assert named | {"COMMAND"} == set(MEANINGS)


def test_a_shell_is_told_what_it_may_offer_wherever_it_can_be_known() -> None:
    for prog, action in arguments(completion.offering(parser())):
        known = action.choices is not None or hasattr(action, "complete")
        assert known != (str(action.metavar) in completion.FREE), (prog, action.metavar)


@pytest.mark.parametrize("shell", completion.SHELLS)
def test_a_shell_reads_its_completion(shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "valita"
    file.write_text(script(shell), "utf-8")

    assert run(shell, "-n", str(file)) == ""


def bash_offers(tmp_path: Path, *words: str) -> list[str]:
    """What bash offers for the last word, with a library of two materials."""
    program = tmp_path / "bin/valita"
    program.parent.mkdir(exist_ok=True)
    program.write_text('#!/bin/sh\nprintf "m05      fi·sv  Viikko\\nm09      fi·sv  Budjetti\\n"\n')
    program.chmod(0o755)
    (tmp_path / "kit.valita").touch()
    (tmp_path / "completion").write_text(script("bash"), "utf-8")
    asked = tmp_path / "ask.sh"
    asked.write_text(
        f'cd "{tmp_path}"; source ./completion\n'
        'COMP_WORDS=(valita "$@"); COMP_CWORD=$#; COMP_LINE="${COMP_WORDS[*]}"\n'
        "COMP_POINT=${#COMP_LINE}\n"
        '$(complete -p valita | sed \'s/.*-F \\([^ ]*\\).*/\\1/\') valita "${!#}" ""\n'
        'printf "%s\\n" "${COMPREPLY[@]}"\n'
    )
    return run("bash", str(asked), *words, PATH=f"{program.parent}:/usr/bin:/bin").split()


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (["sel"], {"selftest"}),
        (["packet", "sh"], {"show"}),
        (["print", "--lay"], {"--layout"}),
        (["print", "--layout", "p"], {"poster", "packet"}),
        (["list", "--theme", "e"], {"equality", "everyday"}),
        (["print", "m0"], {"m05", "m09"}),
        (["show", "m09"], {"m09"}),
        (["import", "ki"], {"kit.valita"}),
    ],
)
def test_bash_completes_what_was_begun(words: list[str], offered: set[str], tmp_path: Path) -> None:
    assert set(bash_offers(tmp_path, *words)) == offered
