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

_WIDE, _PAD, _AIR = 112, 12, 4
_RADIUS = 8


class CompactFade(KeyButton):
    """'Fade to silence' over 'Esc Esc'."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Fade to silence"), tr("Esc Esc"), parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def show_faded(self, faded: bool) -> None:
        """Offer to fade, or to come back."""
        words = tr("Bring it back") if faded else tr("Fade to silence")
        if words != self.text():
            self.setText(words)

    def sizeHint(self) -> QSize:
        look = theme.look()
        return QSize(look.px(_WIDE), 2 * look.line(Words.LABEL) + _AIR)

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
            inside = QRect(_PAD, top, self.width() - 2 * _PAD + 4, line)
            painting.line_of_text(painter, inside, self.text(), label, words)
            inside.translate(0, line)
            painting.line_of_text(painter, inside, self.key, label, look.colour(Tone.SECOND))
