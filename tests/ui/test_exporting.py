"""An export of a long session: it is made elsewhere, and the note box goes on taking each key."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kap_companion.notes import export as made_here
from kap_companion.notes.export import Exported
from kap_companion.notes.export import apart as made_apart
from kap_companion.notes.export.order import Order
from kap_companion.ui.exporting import Exporting, Outcome
from kap_companion.ui.room import SESSION
from kap_companion.ui.widgets.note_edit import NoteEdit
from tests.ui.desk import Desk, lay_desk


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    yield from lay_desk(tmp_path, qtbot)


def long_session(desk: Desk, notes: int) -> str:
    desk.open()
    for n in range(notes):
        desk.clock.advance(timedelta(seconds=3))
        desk.companion.note(f"{n} she speaks of the sea, and that the light is warm")
    return desk.companion.session_id


def test_notes_are_typed_and_kept_while_a_long_export_runs(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_what: object) -> None:
        raise AssertionError("a document was made in the window's own process")

    for module in (made_here, made_apart):
        monkeypatch.setattr(module, "content_of", never)
    session = long_session(desk, 600)
    practice = desk.conductor.practice
    order = practice.order_record(session, ("txt", "docx", "pdf"), tmp_path / "out")
    exporting = Exporting(desk.window)
    ended: list[Outcome] = []
    assert desk.room is not None
    desk.room.go_to(SESSION)
    box = desk.at_keyboard()
    assert isinstance(box, NoteEdit)
    exporting.start(order, lambda _order, outcome: ended.append(outcome))
    for n in range(12):
        words = f"typed meanwhile {n}"
        for k, letter in enumerate(words):
            desk.type(letter)
            assert box.text() == words[: k + 1], "a key waited for the export"
        desk.enter()
        QApplication.processEvents()
    assert exporting.is_busy, "the export was over before anything was typed"
    kept = [entry.body for entry in desk.vault.journal.record(session)]
    assert [getattr(body, "text", "") for body in kept][-12:] == [
        f"typed meanwhile {n}" for n in range(12)
    ]
    desk.qtbot.waitUntil(lambda: not exporting.is_busy)
    (done,) = ended
    assert isinstance(done, Exported)
    assert len(done.paths) == 3
    text = done.paths[0].read_text("utf-8")
    assert "typed meanwhile" not in text, "it shows the session as it stood when it was asked for"


def test_how_far_it_is_comes_in_steps(desk: Desk, tmp_path: Path) -> None:
    session = long_session(desk, 5)
    exporting = Exporting(desk.window)
    told: list[tuple[int, int]] = []
    exporting.moved.connect(lambda made, every: told.append((made, every)))
    order: Order = desk.conductor.practice.order_record(session, ("txt",), tmp_path / "out")
    exporting.start(order, lambda _order, _outcome: None)
    desk.qtbot.waitUntil(lambda: not exporting.is_busy)
    assert told[0] == (0, 1)
    assert told == sorted(told)
