"""What the guide names is there: each key, menu word, button and command, as the app has it."""

from __future__ import annotations

import re
from io import BytesIO

import guide
import pytest
from babel.messages.pofile import read_po
from guide_words import app_words

from kap_companion.ui.panels.tour_steps import STEPS
from tests.docs.keys_page import PAGE, page_of_keys
from tests.docs.named import literals, paths_not_there, wrong_in
from tests.docs.pages import pages
from tests.docs.shown import Shown, shown_by_the_app

_REMEDY = "If the app is right: python3 packaging/dev.py guide --extract"
_SHOWN = Shown(
    keys=frozenset({"Ctrl+L", "F5", "Alt+5"}),
    menu=frozenset({"Settings, passphrase"}),
    buttons=frozenset({"Dose taken"}),
    words=frozenset({"Ceiling"}),
    sheets={},
)


def test_every_key_word_and_command_that_the_guide_names_is_in_the_running_app() -> None:
    shown = shown_by_the_app()
    wrong = [f"{name}: {one}" for name, text in pages().items() for one in wrong_in(text, shown)]
    assert not wrong, "\n".join(wrong)
    told = PAGE.read_text(encoding="utf-8")
    assert told == page_of_keys(shown.sheets), f"The page of keys is not as F1 shows. {_REMEDY}"


@pytest.mark.parametrize(
    "right",
    [
        "Press {key}`Ctrl+L`, or Alt+5.",
        "In {menu}`Settings, passphrase` is {word}`Ceiling`; {button}`Dose taken`.",
        "Type {key}`Enter`; type `Ctrl+9` as text.",
        "```\nkap-companion verify --vault DIR --against HASH\n```",
        "`kap-companion verify` and `kap-companion [--vault DIR]`",
        "`python3 packaging/dev.py look --compare`",
        "{cmd}`kap-companion play`",
    ],
)
def test_what_is_there_is_not_complained_of(right: str) -> None:
    assert list(wrong_in(right, _SHOWN)) == []


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("Press {key}`Ctrl+9`.", "no key is called 'Ctrl+9'"),
        ("Press Ctrl+Shift+Y or F13.", "no key is called 'Ctrl+Shift+Y'"),
        ("Press F13.", "no key is called 'F13'"),
        ("Press {menu}`Settings`.", "no menu is called 'Settings'"),
        ("Press {button}`Dose`.", "no button is called 'Dose'"),
        ("See {word}`Ceilings of glass`.", "no word is called 'Ceilings of glass'"),
        ("{cmd}`some-program`", "no cmd is called 'some-program'"),
        ("`kap-companion verfiy --vault DIR`", "there is no command 'verfiy'"),
        ("```\nkap-companion verify --hash H\n```", "verify does not take '--hash'"),
        ("`python3 packaging/dev.py paint`", "dev.py has no command 'paint'"),
    ],
)
def test_what_is_not_there_is_told(wrong: str, told: str) -> None:
    assert told in list(wrong_in(wrong, _SHOWN))


def test_every_file_and_folder_that_the_pages_for_engineers_name_is_there() -> None:
    told = {name: text for name, text in pages().items() if "guide/engineer" in name}
    told |= {name: text for name, text in pages(".svg").items() if "guide/engineer" in name}
    assert len(told) >= 5
    wrong = [f"{name}: {one}" for name, text in told.items() for one in paths_not_there(text)]
    assert not wrong, "\n".join(wrong)
    assert list(paths_not_there("`session/stat.py`")) == ["there is no 'session/stat.py'"]


def test_a_word_of_the_window_that_no_picture_shows_is_found_in_the_code_as_a_whole() -> None:
    assert "Call-back number" in literals()
    assert "Call-back" not in literals()


def test_the_tour_and_the_guide_speak_the_same_words() -> None:
    headings = {
        heading
        for name, text in pages().items()
        if name.startswith("docs/guide/clinician/")
        for heading in re.findall(r"^#{1,3} (.+)$", text, re.MULTILINE)
    }
    assert {step.title for step in STEPS} <= headings


@pytest.mark.parametrize("language", guide.languages_there()[1:])
def test_the_tour_and_the_guide_speak_the_same_words_in_every_language(language: str) -> None:
    said = {
        str(one.id): one.string
        for path in (guide.LOCALE / language).rglob("*.po")
        for one in read_po(BytesIO(path.read_bytes()))
    }
    in_app = app_words(language)
    assert {step.title: said[step.title] for step in STEPS} == {
        step.title: in_app(step.title) for step in STEPS
    }
