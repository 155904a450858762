"""The note box with its marks, the line that offers to undo, and the line that says what happened.

What stands in the box is in the scratch within half a second of the last key, and a note is in the
vault before its box clears.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kap_companion.companion import Change, Companion
from kap_companion.session import entries as e
from kap_companion.session.late import Ago, at_start, may_tell_late
from kap_companion.session.marks import MARKS
from kap_companion.session.snippets import Expansion, expansion
from kap_companion.session.standing import Standing
from kap_companion.session.wording import UNDONE
from kap_companion.ui import presenting
from kap_companion.ui.conductor import Conductor
from kap_companion.ui.spell_marks import SpellMarks
from kap_companion.ui.telling import keep_note, late_by, preview
from kap_companion.ui.theme import Tone
from kap_companion.ui.widgets.chip_row import ChipRow
from kap_companion.ui.widgets.inline_message import InlineMessage
from kap_companion.ui.widgets.note_box import NoteBox
from kap_companion.ui.widgets.undo_line import UndoLine
from kap_companion.ui.words import tr

_SCRATCH_MS = 400
_UNDO_FOR = timedelta(seconds=10)
_TOLD_BEATS = 30
_LINE = 28
_UNDOABLE = (
    e.NoteTaken,
    e.PrivateNoteTaken,
    e.Marked,
    e.VitalsTaken,
    e.DoseTaken,
    e.Spat,
    e.PhaseMarked,
    e.AdverseEvent,
    e.TouchAsked,
    e.PersonArrived,
    e.PersonLeft,
    e.CueAnswered,
)


class WritingPanel(QWidget):
    """Chips, the box and what was last done. `up_pressed`: Up was pressed in an empty box.

    `marks_changed`: there are other marks. A private note is one note: then the box is the
    record's again, and says so. Whoever forgot the box private would keep the course of the
    session out of the record; the lavender box and its word stand against the other mistake.
    """

    up_pressed = Signal()
    marks_changed = Signal()

    def __init__(
        self, conductor: Conductor, parent: QWidget | None = None, *, slim: int | None = None
    ) -> None:
        """`slim` is the height in px of a box that stands alone, without chips and lines."""
        super().__init__(parent)
        self._conductor = conductor
        self._companion: Companion | None = None
        self._undo_row: Standing[Any] | None = None
        self._undo_until: datetime | None = None
        self._told_beats = 0
        self._has_typed_since = self._is_time_told = False
        self._is_veiled = False
        self.undo_line = UndoLine()
        self.message = InlineMessage()
        self.chips = ChipRow(conductor.own_words.marks())
        self.box = NoteBox() if slim is None else NoteBox(one_line=slim)
        self._scratch = QTimer(self)
        self._scratch.setSingleShot(True)
        self._scratch.setInterval(_SCRATCH_MS)
        self._scratch.timeout.connect(self.keep_half_typed)
        line = QWidget()
        line.setMinimumHeight(_LINE)
        inside = QVBoxLayout(line)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addStretch(1)
        inside.addWidget(self.message)
        inside.addWidget(self.undo_line)
        inside.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(line)
        column.addWidget(self.chips)
        column.addSpacing(0 if slim is not None else 16)
        column.addWidget(self.box)
        line.setVisible(slim is None)
        self.chips.setVisible(slim is None)
        self.box.kept.connect(self._keep)
        self.box.text_edited.connect(self._on_typed)
        self.box.private_changed.connect(lambda _private: self._scratch.start())
        self.box.edit.set_expander(self._expand)
        self._spelling = SpellMarks(self.box.edit, conductor.speller, self)
        conductor.own_words.changed.connect(self._show_marks)
        self.chips.marked.connect(self.mark)
        self.undo_line.undo.connect(self.undo)
        self._edit = self.box.edit
        self._edit.installEventFilter(self)

    # --- what is open ---------------------------------------------------------------------------

    def begin(self) -> None:
        """Take up the open session: what was half typed stands in the box again."""
        self._companion = self._conductor.companion
        self._withdraw()
        self.message.say("")
        self._show_marks()
        self.read_again()

    def read_again(self) -> None:
        """Show what is half typed as the scratch has it: Close may have gone on with it."""
        if self._companion is not None:
            text, private = self._companion.box()
            self.box.set_text(text)
            self.box.set_private(private)
            self._show_when()
            self._scratch.stop()

    def end(self) -> None:
        """Let the session go; what is half typed is in the vault first."""
        if self.isVisible() or self._scratch.isActive():
            self.keep_half_typed()
        self._companion = None
        self.box.clear()
        self.box.say_when("")
        self.box.set_private(False)
        self._scratch.stop()
        self._withdraw()

    def keep_half_typed(self) -> None:
        """Keep what stands in the box, if it is not kept yet."""
        companion = self._companion
        self._scratch.stop()
        if companion is None:
            return
        text, private = self.box.text(), self.box.is_private
        if (text, private) != companion.box():
            self._conductor.attempt(lambda: companion.save_box(text, private))

    def set_veiled(self, is_veiled: bool) -> None:
        """Say nothing of the client: their own marks by number alone, and no words of an act."""
        if is_veiled != self._is_veiled:
            self._is_veiled = is_veiled
            self._withdraw()
            self.message.say("")
            self._show_marks()

    # --- acts -----------------------------------------------------------------------------------

    def take_keyboard(self) -> None:
        """Give the box the keyboard."""
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def add_typed(self, text: str) -> None:
        """Take what was typed elsewhere."""
        self.take_keyboard()
        self.box.set_text(self.box.text() + text)
        self._show_when()
        self._scratch.start()

    @property
    def marks(self) -> tuple[str, ...]:
        """The marks in use, the first on key 1."""
        return self.chips.marks

    def mark(self, tag: str) -> None:
        """Keep a mark, at the time that stands in the box where nothing else does."""
        self.do_at_time(lambda late: self._conductor.companion.mark(tag, late))
        self.take_keyboard()

    def mark_by_key(self, number: int) -> None:
        """Keep the mark on Ctrl+`number`, where there is one."""
        if 1 <= number <= len(self.marks):
            self.mark(self.marks[number - 1])

    def do_at_time(self, act: Callable[[timedelta | None], object]) -> bool:
        """Do `act`, told late by the time that stands alone in the box; say whether it was done.

        The box is empty after that.
        """
        ago = self._time_alone()
        done = self._conductor.attempt(lambda: act(late_by(self._conductor, ago)))
        if done is not None and ago is not None:
            self._empty()
        return done is not None

    def take_time(self) -> str:
        """Take the time out of a box in which it stands alone, as typed, for another line."""
        if self._time_alone() is None:
            return ""
        text = self.box.text().strip()
        self._empty()
        return text

    def suggest(self) -> None:
        """Offer other words for the one at the cursor, where a dictionary does not have it."""
        self.take_keyboard()
        self.say(self._spelling.suggest())

    def undo(self) -> None:
        """Strike what was just kept, while that is offered."""
        row = self._undo_row
        if row is None:
            return
        struck = self._conductor.attempt(
            lambda: self._conductor.companion.strike(row.entry.id, UNDONE)
        )
        if struck is not None:
            self._withdraw()
            self.say(tr("Undone: it is struck, and still readable."), Tone.SECOND)
        self.take_keyboard()

    def say(self, text: str, tone: Tone = Tone.SECOND) -> None:
        """Show one line; what was only told goes by itself after half a minute."""
        self._told_beats = 0 if tone is Tone.ROSE else _TOLD_BEATS
        self.undo_line.setVisible(not text and self._undo_row is not None)
        self.message.say(text, tone)

    def kept_key(self) -> str | None:
        """Return the id of what was just kept, while it can be undone; None where nothing can."""
        return self._undo_row.entry.id if self._undo_row is not None else None

    def kept_words(self) -> str:
        """Return what was just kept, while that can be undone; else nothing."""
        row = self._undo_row
        if row is None:
            return ""
        return " ".join((self._undo_words(row), tr("Ctrl+Z undoes it.")))

    # --- what happens ---------------------------------------------------------------------------

    def take(self, change: Change) -> None:
        """Offer to undo what was just kept."""
        row = change.row
        was_moved = isinstance(row.body, e.PrivateNoteTaken) and row.body.withdrawn_from
        if change.is_new_row and isinstance(row.body, _UNDOABLE) and not was_moved:
            self.message.say("")
            self._has_typed_since = False
            self._undo_row = row
            self._undo_until = row.entry.at + _UNDO_FOR
            self.beat()
        elif self._undo_row is not None and row.entry.id == self._undo_row.entry.id:
            self._withdraw()

    def beat(self) -> None:
        """Let what is offered and told run out, and a time in the box move on."""
        if self._is_time_told:
            self._show_when()
        if self._told_beats:
            self._told_beats -= 1
            if not self._told_beats:
                self.message.say("")
        if self._undo_row is None or self._undo_until is None:
            return
        left = self._undo_until - self._conductor.companion.now()
        seconds = -(-left // timedelta(seconds=1))
        if seconds <= 0:
            self._withdraw()
        elif self.message.isHidden():
            is_withdrawable = isinstance(self._undo_row.body, e.NoteTaken | e.Marked)
            self.undo_line.offer(
                self._undo_words(self._undo_row), f"{seconds} s", can_be_private=is_withdrawable
            )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In an empty box Ctrl+Z undoes the last act and Up goes to the notes."""
        if watched is self._edit and isinstance(event, QKeyEvent) and not self.box.text():
            kind = event.type()
            is_undo = event.matches(QKeySequence.StandardKey.Undo)
            # Once something was typed Ctrl+Z is about that, also when it has emptied the box.
            if kind is QEvent.Type.ShortcutOverride and is_undo and not self._has_typed_since:
                event.ignore()
                return True
            plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if (
                kind is QEvent.Type.KeyPress
                and event.key() == Qt.Key.Key_Up
                and plain == Qt.KeyboardModifier.NoModifier
            ):
                self.up_pressed.emit()
                return True
        return super().eventFilter(watched, event)

    def _keep(self, text: str, private: bool) -> None:
        if self._conductor.attempt(lambda: keep_note(self._conductor, text, private)) is None:
            self.keep_half_typed()
            return
        self.box.clear()
        self.box.say_when("")
        self.box.set_private(False)
        self._scratch.stop()
        self.beat()
        self.take_keyboard()

    def _on_typed(self, _text: str) -> None:
        self._has_typed_since = True
        self._show_when()
        self._scratch.start()

    def _time_alone(self) -> Ago | None:
        ago, rest = at_start(self.box.text())
        return None if rest.strip() else ago

    def _show_when(self) -> None:
        if self._companion is not None:
            text = self.box.text()
            self._is_time_told = may_tell_late(text)
            words, can_be = preview(self._conductor, text)
            self.box.say_when(words, can_be=can_be)

    def _empty(self) -> None:
        self.box.clear()
        self.box.say_when("")
        self.keep_half_typed()

    def _expand(self, before: str) -> Expansion | None:
        return expansion(before, self._conductor.own_words.snippets)

    def _show_marks(self) -> None:
        if self._companion is None:
            return
        opened = self._companion.state.facts.opened
        marks = self._conductor.own_words.marks(opened.client_id if opened is not None else None)
        # The usual words say nothing of anybody; what was written for a client may.
        names = tuple(one if one in MARKS or not self._is_veiled else "" for one in marks)
        if (marks, names) != (self.chips.marks, self.chips.names):
            self.chips.set_marks(marks, names)
            self.marks_changed.emit()

    def _undo_words(self, row: Standing[Any]) -> str:
        is_hidden = self._is_veiled and isinstance(row.body, e.Marked)
        words = tr("Mark kept.") if is_hidden else presenting.undo_words(row)
        if row.is_late:
            happened = self._conductor.clock_words(row.happened_at)
            words = tr("{act}, happened {time}.", act=words.rstrip("."), time=happened)
        if isinstance(row.body, e.PrivateNoteTaken) and not self.box.is_private:
            words = " ".join((words, tr("Back to the record.")))
        return words

    def _withdraw(self) -> None:
        self._undo_row = self._undo_until = None
        self.undo_line.withdraw()
