"""The small window's button that fades the music, with its key below its words."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kap_companion.ui import theme
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets import painting
from kap_companion.ui.widgets.key_button import KeyButton
from kap_companion.ui.words import tr

_WIDE, _WIDEST, _PAD, _AIR = 112, 148, 12, 4
_AROUND, _CLOSER = 20, 14
"""What the words have around them; less where they are long, so that the note keeps its room."""
_RADIUS = 8


class CompactFade(KeyButton):
    """'Fade to silence' over 'Esc Esc'."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Fade to silence"), tr("Esc Esc"), parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolTip(self.text())

    def show_faded(self, faded: bool) -> None:
        """Offer to fade, or to come back."""
        words = tr("Bring it back") if faded else tr("Fade to silence")
        if words != self.text():
            self.setText(words)
            self.setToolTip(words)

    def sizeHint(self) -> QSize:
        look = theme.look()
        # By the longer words, so that to come back moves nothing.
        both = (tr("Fade to silence"), tr("Bring it back"))
        words = max(look.width(Words.LABEL, one) for one in both)
        least = look.px(_WIDE)
        wide = least if words <= least - _AROUND else min(words + _CLOSER, look.px(_WIDEST))
        return QSize(wide, 2 * look.line(Words.LABEL) + _AIR)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.look()
        t = look.theme
        enabled = self.isEnabled()
        edge = look.colour(Tone.DUE) if enabled else QColor(t.line)
        if self.hasFocus():
            edge = look.colour(Tone.NOW)
        fill = QColor(t.block if enabled and (self.isDown() or self.underMouse()) else t.panel)
        line, label = look.line(Words.LABEL), look.font(Words.LABEL)
        with QPainter(self) as painter:
            painting.begin(painter)
            width = 2.0 if self.hasFocus() else 1.0
            painting.box(painter, self.rect(), _RADIUS, fill=fill, edge=edge, width=width)
            top = (self.height() - 2 * line) // 2
            words = look.colour(Tone.DUE if enabled else Tone.SECOND)
            is_close = painting.width_of(self.text(), label) > self.width() - _AROUND
            pad = _CLOSER // 2 if is_close else _PAD
            inside = QRect(pad, top, self.width() - pad - min(pad, _AROUND - _PAD), line)
            painting.line_of_text(painter, inside, self.text(), label, words)
            inside.translate(0, line)
            painting.line_of_text(painter, inside, self.key, label, look.colour(Tone.SECOND))
