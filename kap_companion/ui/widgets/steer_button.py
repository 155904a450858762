"""One of the buttons that steer the music: words over its key, a part of a bar."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from kap_companion.ui import theme
from kap_companion.ui.theme import Look, Tone, Words
from kap_companion.ui.widgets import painting
from kap_companion.ui.widgets.bar_part import paint_part
from kap_companion.ui.widgets.key_button import is_bare_enter
from kap_companion.ui.words import key_words, tr, tr_later

_PAD, _INSET = 4, 2
_HEIGHT = 44
_LEAST_WIDTH = 64
_AGAIN = (
    tr_later("press again: at once"),
    tr_later("again: at once"),
    tr_later("again: now"),
    tr_later("again"),
)


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
        self._key = key_words(key)
        self._is_first, self._is_last = is_first, is_last
        self._is_asked = self._is_waiting = False
        self._has_key = True
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._describe()

    def set_state(self, *, is_asked: bool, is_waiting: bool) -> None:
        """Show whether it is asked for, and whether that waits for the next boundary."""
        if (is_asked, is_waiting) != (self._is_asked, self._is_waiting):
            self._is_asked, self._is_waiting = is_asked, is_waiting
            self._describe()
            self.update()

    def set_has_key(self, has_key: bool) -> None:
        """Show its key below its words, or the words alone where there is little room."""
        if has_key != self._has_key:
            self._has_key = has_key
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        look = theme.look()
        around = _HEIGHT - Words.BODY.line - Words.LABEL.line
        below = look.line(Words.LABEL) if self._has_key else 0
        return QSize(self._wide(look), around + look.line(Words.BODY) + below)

    def minimumSizeHint(self) -> QSize:
        least = min(_LEAST_WIDTH, self.least_width(theme.look(), is_short=True))
        return QSize(least, self.sizeHint().height())

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
        with QPainter(self) as painter:
            painting.begin(painter)
            paint_part(
                painter,
                self.rect(),
                is_first=self._is_first,
                is_last=self._is_last,
                is_chosen=self._is_asked,
                is_under_mouse=self.isEnabled() and (self.underMouse() or self.isDown()),
                has_keyboard=self.hasFocus(),
            )
            self._paint_words(painter, look)

    def _paint_words(self, painter: QPainter, look: Look) -> None:
        above = look.line(Words.BODY)
        below = look.line(Words.LABEL) if self._has_key else 0
        top = (self.height() - above - below) // 2
        inside = self.rect().adjusted(_INSET, 0, -_INSET, 0)
        words, font = self._fitting(inside.width(), look)
        painting.line_of_text(
            painter,
            QRect(inside.left(), top, inside.width(), above),
            words,
            font,
            look.colour(Tone.TEXT if self.isEnabled() else Tone.SECOND),
            painting.CENTRE,
        )
        if below:
            self._paint_below(painter, QRect(inside.left(), top + above, inside.width(), below))

    def _paint_below(self, painter: QPainter, rect: QRect) -> None:
        """Paint the key, or, while what was asked waits, that pressing again hurries it."""
        look = theme.look()
        font = look.font(Words.LABEL)
        words, tone = self._key, Tone.SECOND
        if self._is_waiting:
            offered = [tr(one) for one in _AGAIN]
            fitting = (w for w in offered if painting.width_of(w, font) <= rect.width())
            words, tone = next(fitting, offered[-1]), Tone.DUE
        if painting.width_of(words, font) <= rect.width() + 1:
            painting.line_of_text(painter, rect, words, font, look.colour(tone), painting.CENTRE)

    def _fitting(self, room: int, look: Look) -> tuple[str, QFont]:
        """Return the words and the font in which they fit: shorter words first, then smaller."""
        body = look.font(Words.BODY)
        for words in (self.text(), self._short):
            strong = look.font(Words.STRONG)
            if self._is_asked and painting.width_of(words, strong) <= room:
                return words, strong
            if painting.width_of(words, body) <= room:
                return words, body
        share = room / max(1, painting.width_of(self._short, body))
        body.setPixelSize(max(Words.LABEL.px, int(body.pixelSize() * share)))
        return self._short, body

    def least_width(self, look: Look, *, is_short: bool) -> int:
        """Return the px that its words need at least, or its short ones."""
        words = self._short if is_short else self.text()
        return painting.width_of(words, look.font(Words.STRONG)) + 2 * _INSET + 1

    def _wide(self, look: Look) -> int:
        # In the heavier weight always, so that being asked for moves nothing.
        words = painting.width_of(self.text(), look.font(Words.STRONG))
        least = painting.width_of(tr(_AGAIN[2]), look.font(Words.LABEL))
        return max(words, least if self._is_first or self._is_last else 0) + 2 * _PAD

    def _describe(self) -> None:
        state = tr("asked for") if self._is_asked else ""
        if self._is_waiting:
            state = tr("asked for, from the next track on; press again: at once")
        key = tr("Key {key}", key=self._key) if self._key else ""
        self.setAccessibleDescription(". ".join(part for part in (state, key) if part))
