"""The note box: it has the keyboard, grows to three lines, and turns lavender while private."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kap_companion.ui import theme
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets import painting
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.note_edit import NoteEdit
from kap_companion.ui.words import tr, tr_later

_ONE_LINE = 56
_MOST_LINES = 3
_PAD = 16
_GAP = 12
_RIM = 4
_RADIUS = 10
_TINT = 0.10
_HINT = tr_later("Note, then Enter")
_PRIVATE_HINT = tr_later("Private note, then Enter")


class NoteBox(QWidget):
    """Takes a note. Enter emits `kept(text, is_private)`, Shift+Enter begins a new line.

    The box never empties itself: its owner calls `clear` once the note is in the vault. Until
    then every letter stays, whatever else happens.
    """

    kept = Signal(str, bool)
    text_edited = Signal(str)
    private_changed = Signal(bool)

    def __init__(
        self,
        private_key: str = "Ctrl+Shift+P",
        parent: QWidget | None = None,
        *,
        one_line: int = _ONE_LINE,
    ) -> None:
        """`one_line` is its height in px at 100 % while it holds one line."""
        super().__init__(parent)
        self._private_key = private_key
        self._one_line = one_line
        self._is_private = False
        self._is_owner_writing = False
        self._when, self._can_be = "", True
        self._edit = NoteEdit(self)
        self._hint = Label(words=Words.LABEL, tone=Tone.SECOND, parent=self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(self._edit)
        self._edit.enter_pressed.connect(self._keep)
        self._edit.focus_changed.connect(self.update)
        self._edit.textChanged.connect(self._text_changed)
        self._say()

    @property
    def edit(self) -> NoteEdit:
        return self._edit

    @property
    def is_private(self) -> bool:
        return self._is_private

    def text(self) -> str:
        """Return what stands in the box, as typed."""
        return self._edit.text()

    def set_text(self, text: str) -> None:
        """Put `text` into the box, as after a restart; the cursor stands at its end."""
        self._is_owner_writing = True
        self._edit.setPlainText(text)
        self._edit.moveCursor(self._edit.textCursor().MoveOperation.End)
        self._is_owner_writing = False

    def clear(self) -> None:
        """Empty the box: its note is kept."""
        self.set_text("")

    def set_private(self, is_private: bool) -> None:
        """Make what stands in the box a private note, or one for the record."""
        if is_private == self._is_private:
            return
        self._is_private = is_private
        self._say()
        self.update()
        self.private_changed.emit(is_private)

    def say_when(self, words: str, *, can_be: bool = True) -> None:
        """Show when what stands in the box happened, in place of the key; '' shows that again."""
        if (words, can_be) != (self._when, self._can_be):
            self._when, self._can_be = words, can_be
            self._say()

    def toggle_private(self) -> None:
        """Go from record to private, or back."""
        self.set_private(not self._is_private)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.look()
        panel = QColor(look.theme.panel)
        has_focus = self._edit.hasFocus()
        if self._is_private:
            edge = look.colour(Tone.PRIVATE)
            fill = theme.mixed(edge, panel, _TINT)
        else:
            edge = look.colour(Tone.NOW) if has_focus else QColor(look.theme.edge)
            fill = panel
        with QPainter(self) as painter:
            painting.begin(painter)
            painting.box(
                painter,
                self.rect(),
                _RADIUS,
                fill=fill,
                edge=edge,
                width=2.0 if self._is_private and has_focus else 1.0,
                dashed=self._is_private and look.theme.dashes_private,
            )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()  # unseen it is not told how its words wrap

    def changeEvent(self, event: QEvent) -> None:
        if theme.look_changed(event):
            self._fit()
        super().changeEvent(event)

    def _keep(self) -> None:
        text = self.text()
        if text.strip():
            self.kept.emit(text, self._is_private)

    def _text_changed(self) -> None:
        self._fit()
        if not self._is_owner_writing:
            self.text_edited.emit(self.text())

    def _say(self) -> None:
        hint = tr(_PRIVATE_HINT) if self._is_private else tr(_HINT)
        self._edit.setPlaceholderText(hint)
        self._edit.setAccessibleName(hint)
        if not self._can_be:
            tone = Tone.DUE
        elif self._is_private:
            tone = Tone.PRIVATE
        else:
            tone = Tone.TEXT if self._when else Tone.SECOND
        self._hint.set_tone(tone)
        self._edit.setAccessibleDescription(self._hint_words()[0])
        self._fit()

    def _fit(self) -> None:
        """Give the text as many lines as it needs, up to three."""
        look = theme.look()
        line = QFontMetricsF(look.font(Words.NOTE)).lineSpacing()
        hint = self._choose_hint()
        room = self.width() - 2 * _PAD - 1 - (hint.width() + _GAP if self._hint.text() else 0)
        # First its width: the words wrap by it.
        self._edit.resize(max(1, room), self._edit.height())
        lines = min(_MOST_LINES, max(1, round(self._edit.document().size().height())))
        box = look.height(self._one_line, Words.NOTE) + math.ceil(line * (lines - 1))
        above = (box - math.ceil(line * lines)) // 2
        self._edit.setGeometry(
            painting.mirrored_part(self, _PAD + 1, above, max(1, room), box - above - _RIM)
        )
        hint_at = box - (look.height(self._one_line, Words.NOTE) + hint.height()) // 2
        at = self.width() - _PAD - hint.width()
        self._hint.setGeometry(
            painting.mirrored_part(self, at, hint_at, hint.width(), hint.height())
        )
        self._edit.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAsNeeded
            if self._edit.document().size().height() > _MOST_LINES
            else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        if self.height() != box or self.maximumHeight() != box:
            self.setFixedHeight(box)

    def _choose_hint(self) -> QSize:
        """Show the hint that leaves the note most of the room, and return its size."""
        share = 2 if self._when else 3
        for words in self._hint_words():
            self._hint.setText(words)
            if share * self._hint.sizeHint().width() < self.width():
                break
        return self._hint.sizeHint()

    def _hint_words(self) -> tuple[str, str]:
        """Return the hint and a shorter one; the word private is never left out."""
        if self._when and self._is_private:
            return tr("private · {when}", when=self._when), tr("private")
        if self._when:
            return self._when, ""
        if self._is_private:
            return tr("private · {key} back to the record", key=self._private_key), tr("private")
        return tr("{key} private", key=self._private_key), ""
