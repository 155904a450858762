"""One track of the list of what plays next."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from kap_companion.ui import theme
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets import painting
from kap_companion.ui.words import tr

_ROW = 28
_PHASE = 72
_LENGTH = 52
_GAP = 8
_DOT = 8


class TrackRow(QLabel):
    """Title, phase and length in three columns; the next one in full text colour.

    The one that was announced has a dot before it.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = ("", "", "", False, False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_track(
        self, title: str, phase: str, length: str, *, is_next: bool, is_announced: bool = False
    ) -> None:
        """Show one track."""
        shown = (title, phase, length, is_next, is_announced)
        if shown != self._shown:
            self._shown = shown
            spoken = (title, phase, length, tr("announced") if is_announced else "")
            self.setAccessibleName(", ".join(part for part in spoken if part))
            self.setToolTip(title)
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, theme.look().height(_ROW))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, theme.look().height(_ROW))

    def changeEvent(self, event: QEvent) -> None:
        if theme.look_changed(event):
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.look()
        title, phase, length, is_next, is_announced = self._shown
        title_at = _DOT + _GAP if is_announced else 0
        second = look.colour(Tone.SECOND)
        length_at = self.width() - look.px(_LENGTH)
        phase_at = length_at - look.px(_PHASE) if phase else length_at
        if title_at + painting.width_of(title, look.font(Words.BODY)) > phase_at - _GAP:
            # The title matters more than its phase.
            phase, phase_at = "", length_at
        with QPainter(self) as painter:
            painting.begin(painter)
            if is_announced:
                middle = QPointF(_DOT / 2, self.height() / 2)
                painting.dot(painter, middle, _DOT, look.colour(Tone.NOW))
            painting.line_of_text(
                painter,
                QRect(title_at, 0, max(0, phase_at - _GAP - title_at), self.height()),
                title,
                look.font(Words.BODY),
                look.colour(Tone.TEXT) if is_next else second,
            )
            painting.line_of_text(
                painter,
                QRect(phase_at, 0, length_at - phase_at - 2, self.height()),
                phase,
                look.font(Words.LABEL),
                second,
            )
            painting.line_of_text(
                painter,
                QRect(length_at, 0, look.px(_LENGTH), self.height()),
                length,
                look.font(Words.BODY),
                second,
                painting.RIGHT,
            )
