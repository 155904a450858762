"""One part of a segmented choice."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QSize
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QWidget

from kap_companion.ui import theme
from kap_companion.ui.theme import Look, Tone, Words
from kap_companion.ui.widgets import painting
from kap_companion.ui.widgets.bar_part import paint_part
from kap_companion.ui.widgets.heard_click import HeardClick

_PAD = 12
_INSET = 4
_SMALLEST = 0.8


class Segment(HeardClick, QRadioButton):
    """A radio button drawn as a part of a bar; in a bar too narrow its words become smaller."""

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
        return QSize(look.width(Words.STRONG, self.text()) + 2 * _PAD, look.height(36))

    def minimumSizeHint(self) -> QSize:
        words = self.sizeHint().width() - 2 * _PAD
        return QSize(round(words * _SMALLEST) + 2 * _INSET, self.sizeHint().height())

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
                self.rect().adjusted(_INSET, 0, -_INSET, 0),
                self.text(),
                self._font(look),
                look.colour(Tone.TEXT if self.isChecked() and self.isEnabled() else Tone.SECOND),
                painting.CENTRE,
            )

    def _font(self, look: Look) -> QFont:
        font = look.font(Words.STRONG if self.isChecked() else Words.BODY)
        # By the heavier weight, so that being chosen makes no word smaller.
        wide = painting.width_of(self.text(), look.font(Words.STRONG))
        share = (self.width() - 2 * _INSET) / max(1, wide)
        if share < 1.0:
            font.setPixelSize(max(int(font.pixelSize() * _SMALLEST), int(font.pixelSize() * share)))
        return font
