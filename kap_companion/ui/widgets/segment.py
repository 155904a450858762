"""One part of a segmented choice."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QWidget

from kap_companion.ui import theme
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets import painting
from kap_companion.ui.widgets.bar_part import paint_part
from kap_companion.ui.widgets.heard_click import HeardClick

_PAD = 12


class Segment(HeardClick, QRadioButton):
    """A radio button drawn as a part of a bar."""

    def __init__(
        self, text: str, *, is_first: bool, is_last: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self._is_first = is_first
        self._is_last = is_last
        self.toggled.connect(self._on_toggled)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        look = theme.look()
        wide = painting.width_of(self.text(), look.font(Words.STRONG))
        return QSize(wide + 2 * _PAD, look.height(36))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.sizeHint().width() - _PAD, self.sizeHint().height())

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def changeEvent(self, event: QEvent) -> None:
        if theme.look_changed(event):
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.look()
        with QPainter(self) as painter:
            painting.begin(painter)
            paint_part(
                painter,
                self.rect(),
                is_first=self._is_first,
                is_last=self._is_last,
                is_chosen=self.isChecked(),
                is_under_mouse=self.underMouse(),
                has_keyboard=self.hasFocus(),
            )
            painting.line_of_text(
                painter,
                self.rect().adjusted(4, 0, -4, 0),
                self.text(),
                look.font(Words.STRONG if self.isChecked() else Words.BODY),
                look.colour(Tone.TEXT if self.isChecked() and self.isEnabled() else Tone.SECOND),
                painting.CENTRE,
            )
