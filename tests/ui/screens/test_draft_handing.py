"""Printing and copying the draft: no file in clear, no private word unasked, all of it told."""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from kap_companion.session import entries as e
from kap_companion.ui import clipboard, printing
from kap_companion.ui.clipboard import LentClipboard
from kap_companion.ui.room import DRAFT, SESSION
from kap_companion.ui.screens.draft import DraftScreen
from kap_companion.ui.widgets.label import Label
from tests.ui.desk import CTRL, SHIFT, Desk, lay_desk

Key = Qt.Key
PRIVATE = "zinnoberrot"

_LPSTAT = """#!/bin/sh
case "$1" in
  -e) printf 'Office\\nHall\\n' ;;
  -d) echo 'system default destination: Office' ;;
esac
"""
_NO_PRINTER = "#!/bin/sh\n[ \"$1\" = -d ] && echo 'no system default destination'\nexit 0\n"
_LP = """#!/bin/sh
printf '%s\\n' "$@" > "{out}/arguments"
cat > "{out}/printed.pdf"
"""
_LP_REFUSES = "#!/bin/sh\ncat > /dev/null\necho 'lp: The printer is on fire.' >&2\nexit 1\n"


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    yield from lay_desk(tmp_path, qtbot)


@pytest.fixture
def screen(desk: Desk) -> DraftScreen:
    """The draft of a session that has ended."""
    room = desk.open()
    desk.enter("Tingling in both hands")
    desk.companion.note(PRIVATE, private=True)
    desk.companion.end("over")
    room.go_to(DRAFT)
    return room.draft


@pytest.fixture
def printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A print service that takes what comes by the pipe; the folder that it puts it in."""
    out = tmp_path / "printer"
    out.mkdir()
    put_service(tmp_path, monkeypatch, _LPSTAT, _LP.format(out=out))
    return out


def put_service(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lpstat: str, lp: str) -> None:
    tools = tmp_path / "tools"
    tools.mkdir()
    for name, text in (("lpstat", lpstat), ("lp", lp)):
        tool = tools / name
        tool.write_text(text)
        tool.chmod(tool.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{tools}{os.pathsep}{os.environ['PATH']}")


def said(screen: QWidget) -> str:
    return "\n".join(label.text() for label in screen.findChildren(Label) if label.isVisible())


def wait_for(desk: Desk, screen: DraftScreen, words: str) -> None:
    desk.qtbot.waitUntil(lambda: words in said(screen))


def told(desk: Desk) -> list[e.AccessBody]:
    return [one.body for one in desk.vault.journal.access()]


def paper(folder: Path) -> str:
    pages = PdfReader(io.BytesIO((folder / "printed.pdf").read_bytes())).pages
    return " ".join(page.extract_text() for page in pages)


def do(screen: DraftScreen, words: str) -> None:
    next(one for one in screen.actions() if one.text() == words).trigger()


def pasted() -> str:
    return QGuiApplication.clipboard().text()


# --- printing -----------------------------------------------------------------------------------


def test_ctrl_p_asks_with_a_word_about_the_spool_then_prints_and_tells_for_whom(
    desk: Desk, screen: DraftScreen, printed: Path, tmp_path: Path
) -> None:
    before = set(tmp_path.rglob("*.pdf"))
    desk.press(Key.Key_P, CTRL)
    wait_for(desk, screen, "Print this record on Office?")
    assert "keeps what is printed in its spool, in clear" in said(screen)
    assert not (printed / "printed.pdf").exists()
    desk.enter("Dr. P.N.")
    wait_for(desk, screen, "It is with Office, to be printed.")
    text = paper(printed)
    assert "Tingling in both hands" in text
    assert PRIVATE not in text
    assert told(desk)[-1] == e.RecordPrinted(
        desk.companion.session_id, e.Stream.RECORD, "printer", "Dr. P.N."
    )
    made = set(tmp_path.rglob("*.pdf")) - before
    assert made == {printed / "printed.pdf"}


def test_the_print_queue_shows_no_name(desk: Desk, screen: DraftScreen, printed: Path) -> None:
    desk.press(Key.Key_P, CTRL)
    wait_for(desk, screen, "Print this record on Office?")
    desk.enter()
    wait_for(desk, screen, "It is with Office")
    arguments = (printed / "arguments").read_text().split()
    assert arguments == ["-d", "Office", "-t", "Document", "-"]
    assert isinstance(told(desk)[-1], e.RecordPrinted)


def test_esc_prints_nothing_and_nothing_is_told(
    desk: Desk, screen: DraftScreen, printed: Path
) -> None:
    before = told(desk)
    desk.press(Key.Key_P, CTRL)
    wait_for(desk, screen, "Print this record on Office?")
    desk.press(Key.Key_Escape)
    assert "Print this record" not in said(screen)
    assert list(printed.iterdir()) == []
    assert told(desk) == before


def test_without_a_printer_one_sentence_says_so(
    desk: Desk, screen: DraftScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_service(tmp_path, monkeypatch, _NO_PRINTER, _LP_REFUSES)
    desk.press(Key.Key_P, CTRL)
    wait_for(desk, screen, "No printer is set up on this computer")


def test_without_a_print_service_one_sentence_says_what_to_do(
    desk: Desk, screen: DraftScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    desk.press(Key.Key_P, CTRL)
    wait_for(desk, screen, "export a PDF (Ctrl+E) and print that")


def test_on_windows_it_says_plainly_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kap_companion.ui.printing.sys.platform", "win32")
    with pytest.raises(printing.PrintError, match="On Windows export a PDF"):
        printing.usual_printer()


def test_a_printer_that_takes_nothing_is_not_told_as_a_print(
    desk: Desk, screen: DraftScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_service(tmp_path, monkeypatch, _LPSTAT, _LP_REFUSES)
    before = told(desk)
    desk.press(Key.Key_P, CTRL)
    wait_for(desk, screen, "Print this record on Office?")
    desk.enter()
    wait_for(desk, screen, "Office did not take it (The printer is on fire)")
    assert told(desk) == before


def test_psychotherapy_notes_are_printed_only_when_asked_for_by_name(
    desk: Desk, screen: DraftScreen, printed: Path
) -> None:
    do(screen, "Print the psychotherapy notes apart")
    wait_for(desk, screen, "Print 1 psychotherapy note of this session, and nothing of the record")
    assert "not meant for the record’s readers" in said(screen)
    desk.enter()
    wait_for(desk, screen, "Psychotherapy notes are with Office")
    text = paper(printed)
    assert PRIVATE in text
    assert "Tingling" not in text
    last = told(desk)[-1]
    assert isinstance(last, e.RecordPrinted)
    assert last.of is e.Stream.PSYCHOTHERAPY_NOTES


# --- the clipboard ------------------------------------------------------------------------------


def test_the_note_is_copied_as_text_without_a_private_word_and_told(
    desk: Desk, screen: DraftScreen
) -> None:
    desk.press(Key.Key_C, CTRL | SHIFT)
    assert "Tingling in both hands" in pasted()
    assert PRIVATE not in pasted()
    assert "Session log" not in pasted()
    assert told(desk)[-1] == e.RecordPrinted(
        desk.companion.session_id, e.Stream.RECORD, "clipboard"
    )
    assert "taken off the clipboard after 60 seconds" in said(screen)


def test_leaving_the_page_takes_it_off_the_clipboard(desk: Desk, screen: DraftScreen) -> None:
    desk.press(Key.Key_C, CTRL | SHIFT)
    assert pasted()
    assert desk.room is not None
    desk.room.go_to(SESSION)
    assert pasted() == ""


def test_putting_the_session_away_takes_it_off_the_clipboard(
    desk: Desk, screen: DraftScreen
) -> None:
    desk.press(Key.Key_C, CTRL | SHIFT)
    desk.conductor.leave()
    assert pasted() == ""


def test_it_is_gone_after_its_time(qtbot: QtBot) -> None:
    assert clipboard.KEPT_S == 60
    lent = LentClipboard(kept_s=0.05)
    lent.put("Tingling in both hands")
    assert pasted() == "Tingling in both hands"
    qtbot.waitUntil(lambda: pasted() == "")
    assert not lent.is_lent


def test_what_was_copied_elsewhere_meanwhile_stays(qtbot: QtBot) -> None:
    lent = LentClipboard(kept_s=0.05)
    lent.put("Tingling in both hands")
    QGuiApplication.clipboard().setText("a telephone number")
    qtbot.wait(200)
    assert pasted() == "a telephone number"
    lent.take_back()
    assert pasted() == "a telephone number"
    QGuiApplication.clipboard().clear()


def test_programs_that_keep_a_history_are_asked_not_to(qtbot: QtBot) -> None:
    lent = LentClipboard()
    lent.put("Tingling")
    data = QGuiApplication.clipboard().mimeData()
    assert data is not None
    assert data.data("x-kde-passwordManagerHint").data() == b"secret"
    lent.take_back()


# --- for whom -----------------------------------------------------------------------------------


def test_an_export_is_told_with_its_files_and_for_whom(
    desk: Desk, screen: DraftScreen, tmp_path: Path
) -> None:
    for field in screen.findChildren(QLineEdit):
        if field.placeholderText() == "Folder":
            field.setText(str(tmp_path / "out"))
        elif field.placeholderText() == "For whom, if you like":
            field.setText("Dr. P.N.")
            to = field
    to.setFocus()
    desk.enter()
    desk.qtbot.waitUntil(lambda: isinstance(told(desk)[-1], e.RecordExported))
    last = told(desk)[-1]
    assert isinstance(last, e.RecordExported)
    assert last.to == "Dr. P.N."
    assert last.folder == str(tmp_path / "out")
    assert set(last.files) == {path.name for path in (tmp_path / "out").iterdir()}
