"""A note that is withdrawn while its draft is at hand: no later saving brings its words back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit
from pytestqt.qtbot import QtBot

from kap_companion.session import entries as e
from kap_companion.ui.room import DRAFT, SESSION, SessionRoom
from tests.ui.desk import Desk, lay_desk


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    yield from lay_desk(tmp_path, qtbot)


def page(room: SessionRoom) -> str:
    texts = [one.toPlainText() for one in room.draft.findChildren(QTextEdit)]
    texts += [one.toPlainText() for one in room.draft.findChildren(QPlainTextEdit)]
    return "\n".join(texts)


@pytest.mark.parametrize("typed", ["", "My own thought of it. "])
def test_the_words_leave_the_page_and_what_was_typed_stays(desk: Desk, typed: str) -> None:
    room = desk.open()
    note = desk.companion.note("zinnoberrot came up")
    desk.companion.end("done")
    room.close_screen.draft_note()
    room.go_to(DRAFT)
    assert "zinnoberrot" in page(room)
    if typed:
        desk.type(typed)
    room.go_to(SESSION)
    desk.companion.withdraw(note.id, "mine alone")
    room.keep_half_typed()
    room.go_to(DRAFT)
    room.keep_half_typed()
    assert "zinnoberrot" not in page(room)
    assert typed in page(room)
    saved = desk.kept(e.DraftSaved)
    assert all("zinnoberrot" not in one.text for one in saved)
    assert "zinnoberrot" not in repr(desk.companion.draft_in_hand())
