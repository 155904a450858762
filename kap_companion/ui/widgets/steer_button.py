"""One of the buttons that steer the music: words over its key, a part of a bar."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from kap_companion.ui import theme
from kap_companion.ui.theme import Look, Tone, Words
from kap_companion.ui.widgets import painting
from kap_companion.ui.widgets.key_button import is_bare_enter

_PAD, _INSET = 4, 2
_HEIGHT = 44
_RADIUS = 7.0
_AGAIN = ("press again: at once", "again: at once", "again: now", "again")


class SteerButton(QPushButton):
    """Shows whether it is asked for, and, while that waits, that pressing again hurries it.

    `short` stands in the place of its words where they do not fit.
    """

    def __init__(
        self,
        text: str,
        key: str,
        *,
        is_first: bool,
        is_last: bool,
        short: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._short = short or text
        self._key = key
        self._is_first, self._is_last = is_first, is_last
        self._is_asked = self._is_waiting = False
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._describe()

    def set_state(self, *, is_asked: bool, is_waiting: bool) -> None:
        """Show whether it is asked for, and whether that waits for the next boundary."""
        if (is_asked, is_waiting) != (self._is_asked, self._is_waiting):
            self._is_asked, self._is_waiting = is_asked, is_waiting
            self._describe()
            self.update()

    def sizeHint(self) -> QSize:
        look = theme.look()
        lines = look.line(Words.BODY) + look.line(Words.LABEL)
        return QSize(self._wide(look), _HEIGHT - Words.BODY.line - Words.LABEL.line + lines)

    def minimumSizeHint(self) -> QSize:
        look = theme.look()
        wide = painting.width_of(self._short, look.font(Words.BODY)) + 2 * _INSET
        return QSize(wide, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_bare_enter(event):
            self.click()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if theme.look_changed(event):
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.look()
        t = look.theme
        with QPainter(self) as painter:
            painting.begin(painter)
            painter.setClipPath(self._shape())
            if self._is_asked:
                painter.fillRect(self.rect(), QColor(t.selection))
            elif self.isEnabled() and (self.underMouse() or self.isDown()):
                painter.fillRect(self.rect(), QColor(t.block))
            if not self._is_last:
                painter.fillRect(self.width() - 1, 1, 1, self.height() - 2, QColor(t.line))
            if self.hasFocus():
                inner = self.rect().adjusted(2, 2, -3, -2)
                painting.box(painter, inner, 5, edge=look.colour(Tone.NOW), width=2.0)
            self._paint_words(painter, look)

    def _paint_words(self, painter: QPainter, look: Look) -> None:
        above, below = look.line(Words.BODY), look.line(Words.LABEL)
        top = (self.height() - above - below) // 2
        inside = self.rect().adjusted(_INSET, 0, -_INSET, 0)
        stands_out = self.isEnabled()
        strong, body = look.font(Words.STRONG), look.font(Words.BODY)
        fits = painting.width_of(self.text(), body) <= inside.width()
        shown = self.text() if fits else self._short
        fits_strong = painting.width_of(shown, strong) <= inside.width()
        painting.line_of_text(
            painter,
            QRect(inside.left(), top, inside.width(), above),
            shown,
            strong if self._is_asked and fits_strong else body,
            look.colour(Tone.TEXT if stands_out else Tone.SECOND),
            painting.CENTRE,
        )
        font = look.font(Words.LABEL)
        room = inside.width()
        words, tone = self._key, Tone.SECOND
        if self._is_waiting:
            fitting = (w for w in _AGAIN if painting.width_of(w, font) <= room)
            words, tone = next(fitting, _AGAIN[-1]), Tone.DUE
        if painting.width_of(words, font) <= room + 1:
            painting.line_of_text(
                painter,
                QRect(inside.left(), top + above, room, below),
                words,
                font,
                look.colour(tone),
                painting.CENTRE,
            )

    def _wide(self, look: Look) -> int:
        # In the heavier weight always, so that being asked for moves nothing.
        words = painting.width_of(self.text(), look.font(Words.STRONG))
        least = painting.width_of(_AGAIN[2], look.font(Words.LABEL))
        return max(words, least if self._is_first or self._is_last else 0) + 2 * _PAD

    def _shape(self) -> QPainterPath:
        """Return the inside of the bar's edge, round where this part is at an end."""
        path = QPainterPath()
        path.setFillRule(path.fillRule().WindingFill)
        left = 1 if self._is_first else 0
        right = 1 if self._is_last else 0
        inside = QRectF(self.rect()).adjusted(left, 1, -right, -1)
        path.addRoundedRect(inside, _RADIUS, _RADIUS)
        if not self._is_first:
            path.addRect(inside.adjusted(0, 0, -_RADIUS, 0))
        if not self._is_last:
            path.addRect(inside.adjusted(_RADIUS, 0, 0, 0))
        return path

    def _describe(self) -> None:
        state = "asked for" if self._is_asked else ""
        if self._is_waiting:
            state = "asked for, from the next track on; press again: at once"
        key = f"Key {self._key}" if self._key else ""
        self.setAccessibleDescription(". ".join(part for part in (state, key) if part))
