"""Spelling: words alone go to a program of this machine; nothing changes by itself."""

from __future__ import annotations

import shutil
import stat
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from kap_companion.ui.spell_marks import SpellMarks
from kap_companion.ui.spelling import Speller, Tool, installed, words_in
from kap_companion.ui.widgets.note_box import NoteBox

Show = Callable[..., None]

# Speaks as Hunspell, Aspell and Enchant do, knows five words, and writes down what it was asked.
_DICTIONARY = """#!{python}
import sys
known = {{"she", "laughed", "quietly", "don't", "straße"}}
print("@(#) International Ispell Version 3.2.06 (but really a dictionary for tests)", flush=True)
for line in sys.stdin:
    with open({log!r}, "a", encoding="utf-8") as log:
        log.write(line)
    word = line.strip()[1:]
    if word.lower() in known:
        print("*")
    elif word.startswith("la"):
        print(f"& {{word}} 2 1: laughed, laugh ed")
    else:
        print(f"# {{word}} 1")
    print(flush=True)
"""


@pytest.fixture
def asked(tmp_path: Path) -> Path:
    """What the dictionary was asked is written here."""
    return tmp_path / "asked"


@pytest.fixture
def tool(tmp_path: Path, asked: Path) -> Tool:
    program = tmp_path / "hunspell"
    text = _DICTIONARY.format(python=sys.executable, log=str(asked))
    program.write_text(text, encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return Tool(str(program), (), "LATIN")


@pytest.fixture
def speller(tool: Tool) -> Iterator[Speller]:
    speller = Speller(tools=[tool])
    yield speller
    speller.rest()


def known(qtbot: QtBot, speller: Speller, *words: str) -> frozenset[str]:
    """Return which are wrong, once that is known."""
    with qtbot.waitSignal(speller.known):
        speller.wrong(words)
    qtbot.waitUntil(lambda: not speller._asked)
    return speller.wrong(words)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("She laughed, quietly.", ["She", "laughed", "quietly"]),
        ("BP 124/80; SpO2 97", []),
        (";br x a1b 3rd", []),
        ("don’t @jo", ["don’t"]),
        ("😀 Straße", ["Straße"]),
    ],
)
def test_abbreviations_figures_and_snippets_are_no_words(text: str, words: list[str]) -> None:
    found = words_in(text)
    assert [word for _, word in found] == words
    assert all(text[start : start + len(word)] == word for start, word in found)


def test_only_what_no_dictionary_has_is_wrong(speller: Speller, qtbot: QtBot) -> None:
    wrong = known(qtbot, speller, "she", "lauhged", "Straße", "don’t", "xyzzy")
    assert wrong == {"lauhged", "xyzzy"}
    assert speller.suggestions("lauhged") == ("laughed", "laugh ed")
    assert speller.suggestions("xyzzy") == ()


def test_words_go_out_one_by_one_and_each_but_once(
    speller: Speller, qtbot: QtBot, asked: Path
) -> None:
    known(qtbot, speller, "she", "lauhged")
    speller.wrong(["she", "lauhged"])
    known(qtbot, speller, "she", "quietly")
    assert sorted(asked.read_text().split()) == ["^lauhged", "^quietly", "^she"]


def test_words_of_another_script_are_let_be(speller: Speller, qtbot: QtBot) -> None:
    assert known(qtbot, speller, "she", "שלום", "тепло") == frozenset()


def test_without_a_dictionary_it_is_off_and_nothing_is_wrong(qtbot: QtBot, tmp_path: Path) -> None:
    speller = Speller(tools=[])
    assert speller.wrong(["lauhged"]) == frozenset()
    assert speller.is_off
    broken = tmp_path / "aspell"
    broken.write_text("#!/bin/sh\necho No word lists can be found >&2\nexit 1\n")
    broken.chmod(0o755)
    gone = Tool(str(tmp_path / "gone"), ())
    speller = Speller(tools=[Tool(str(broken), ()), gone])
    assert speller.wrong(["lauhged"]) == frozenset()
    qtbot.waitUntil(lambda: speller.is_off)
    assert speller.wrong(["lauhged"]) == frozenset()


def test_where_one_program_has_no_dictionary_the_next_is_asked(
    qtbot: QtBot, tmp_path: Path, tool: Tool
) -> None:
    broken = tmp_path / "enchant"
    broken.write_text("#!/bin/sh\nexit 1\n")
    broken.chmod(0o755)
    speller = Speller(tools=[Tool(str(broken), ()), tool])
    assert known(qtbot, speller, "lauhged") == {"lauhged"}
    speller.rest()


def test_what_is_installed_is_asked_in_the_persons_languages(
    tool: Tool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(Path(tool.program).parent))
    told = installed(["de-DE", "en-US", "C"])
    assert [one.arguments[-1] for one in told] == ["de_DE", "en_US"]
    assert {one.script for one in told} == {"LATIN"}
    monkeypatch.setenv("PATH", "/nowhere")
    assert installed(["de-DE"]) == []


@pytest.mark.skipif(
    not QStandardPaths.findExecutable("hunspell") or not shutil.which("hunspell"),
    reason="Hunspell is not installed here",
)
def test_a_real_hunspell_says_the_same(qtbot: QtBot) -> None:
    tools = [one for one in installed(["en-US"]) if "hunspell" in one.program]
    speller = Speller(tools=tools)
    assert known(qtbot, speller, "laughed", "lauhged", "don’t") == {"lauhged"}
    assert "laughed" in speller.suggestions("lauhged")
    speller.rest()


# --- in the box -----------------------------------------------------------------------------------


@pytest.fixture
def box(show: Show) -> NoteBox:
    box = NoteBox()
    show(box)
    box.setFocus()
    return box


def underlined(box: NoteBox) -> list[str]:
    return [one.cursor.selectedText() for one in box.edit.extraSelections()]


def test_a_wrong_word_is_underlined_once_it_is_left_and_not_while_it_is_typed(
    box: NoteBox, speller: Speller, qtbot: QtBot
) -> None:
    marks = SpellMarks(box.edit, speller)
    changed: list[str] = []
    box.text_edited.connect(changed.append)
    box.set_text("😀 she lauhged")
    qtbot.waitUntil(lambda: not marks._rested.isActive())
    assert underlined(box) == []
    qtbot.keyClicks(box.edit, " quietly")
    qtbot.waitUntil(lambda: underlined(box) == ["lauhged"])
    # An underline is no change of the text: nothing is saved anew for it.
    assert changed[-1] == "😀 she lauhged quietly" == box.text()
    count = len(changed)
    qtbot.wait(400)
    assert len(changed) == count
    box.clear()
    assert underlined(box) == []


def test_other_words_are_offered_and_one_is_put_in_only_when_chosen(
    box: NoteBox, speller: Speller, qtbot: QtBot
) -> None:
    marks = SpellMarks(box.edit, speller)
    box.set_text("she lauhged quietly")
    qtbot.waitUntil(lambda: underlined(box) == ["lauhged"])
    assert marks.suggest() == "There is nothing to suggest here."
    cursor = box.edit.textCursor()
    cursor.setPosition(6)
    box.edit.setTextCursor(cursor)
    with pytest.MonkeyPatch.context() as patch:
        shown: list[QMenu] = []
        patch.setattr(QMenu, "popup", lambda menu, *_: shown.append(menu))
        assert marks.suggest() == ""
    (menu,) = shown
    assert [one.text() for one in menu.actions()] == ["laughed", "laugh ed"]
    assert box.text() == "she lauhged quietly"
    menu.actions()[0].trigger()
    assert box.text() == "she laughed quietly"
    qtbot.keyClick(box.edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert box.text() == "she lauhged quietly"


def test_without_a_dictionary_the_key_says_so(box: NoteBox) -> None:
    speller = Speller(tools=[])
    marks = SpellMarks(box.edit, speller)
    box.set_text("lauhged ")
    assert marks.suggest() == "No dictionary for your language is installed."
