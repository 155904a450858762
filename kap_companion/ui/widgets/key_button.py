"""A button with its key shown at the right."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QTextLayout
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from kap_companion.ui import theme
from kap_companion.ui.theme import Look, Tone, Words
from kap_companion.ui.widgets import painting
from kap_companion.ui.words import key_words, tr

_PAD = 13
_GAP = 12
_QUIET_GAP = 8
_LEAST_GAP = 6
_RADIUS = 8
_BARE_HEIGHT = 28
_LEAST_WRAPPED = 120


class ButtonTone(StrEnum):
    """How a button asks to be seen."""

    NORMAL = "normal"
    PRIMARY = "primary"
    """The one thing this screen is for."""
    CURRENT = "current"
    """What comes next by itself: edged in the colour of now."""
    DUE = "due"
    QUIET = "quiet"
    """Words alone, without a box."""
    LINK = "link"
    """Words alone, in the colour of now."""

    @property
    def has_box(self) -> bool:
        """Whether the button stands in a box."""
        return self not in (ButtonTone.QUIET, ButtonTone.LINK)


class KeyButton(QPushButton):
    """A button that names its key: words at the left and key at the right, or words centred.

    The key is only shown: the action that owns it lives in the menu. One that `wraps` has no key
    and takes as many lines as its words need; one that gives its key asks for no room for it.
    """

    def __init__(
        self,
        text: str,
        key: str = "",
        tone: ButtonTone = ButtonTone.NORMAL,
        *,
        height: int = 40,
        wraps: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._key = key_words(key)
        self._tone = tone
        self._height = height
        self._wraps = wraps
        self._gives_key = False
        # How much higher than a line it is in so much width, for one text in one look.
        self._measured: tuple[int, Look, Words] | None = None
        self._heights: dict[int, int] = {}
        high = QSizePolicy.Policy.Preferred if wraps else QSizePolicy.Policy.Fixed
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, high)
        policy.setHeightForWidth(wraps)
        self.setSizePolicy(policy)
        self.setAutoDefault(False)
        self._describe()

    @property
    def key(self) -> str:
        return self._key

    @property
    def tone(self) -> ButtonTone:
        return self._tone

    def set_key(self, key: str) -> None:
        """Show another key."""
        if (said := key_words(key)) != self._key:
            self._key = said
            self._describe()
            self.updateGeometry()
            self.update()

    def set_gives_key(self, gives_key: bool) -> None:
        """Ask for room for the words alone, or for the key too."""
        if gives_key != self._gives_key:
            self._gives_key = gives_key
            self.updateGeometry()

    def set_tone(self, tone: ButtonTone) -> None:
        """Ask to be seen in another way."""
        if tone is not self._tone:
            self._tone = tone
            self.update()

    def sizeHint(self) -> QSize:
        return self._size(_GAP if self._tone.has_box else _QUIET_GAP)

    def minimumSizeHint(self) -> QSize:
        size = self._size(_LEAST_GAP)
        if self._gives_key or not self._tone.has_box:
            # The key goes before a word is cut.
            size.setWidth(self.bare_width())
        if self._wraps:
            size.setWidth(min(size.width(), theme.look().px(_LEAST_WRAPPED)))
        return size

    def hasHeightForWidth(self) -> bool:
        return self._wraps

    def heightForWidth(self, width: int) -> int:
        if not self._wraps:
            return self.sizeHint().height()
        look = theme.look()
        measured = (hash(self.text()), look, self._words())
        if self._measured != measured:
            self._measured = measured
            self._heights.clear()
        more = self._heights.get(width)
        if more is None:
            line = look.line(Words.BODY)
            more = painting.paragraph_height(self._paragraph(width), line) - line
            self._heights[width] = more
        return self.sizeHint().height() + more

    def least_width(self, text: str) -> int:
        """Return the px that it would need at least with `text` on it."""
        return self._size(_LEAST_GAP, text).width()

    def bare_width(self) -> int:
        """Return the px that its words need without the key."""
        pads = 2 * _PAD if self._tone.has_box else 0
        return theme.look().width(Words.STRONG, self._plain_text()) + pads

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # By itself only Space would press it: Enter presses default buttons of dialogs alone.
        if is_bare_enter(event):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.look()
        with QPainter(self) as painter:
            painting.begin(painter)
            self._paint_box(painter, look)
            words = self._words()
            colour = self._text_colour(look)
            pad = _PAD if self._tone.has_box else 0
            inside = self.rect().adjusted(pad, 0, -pad, 0)
            wide = painting.width_of(self._plain_text(), look.font(words))
            if self._wraps and wide > self.width():
                laid = self._paragraph(self.width())
                painter.setPen(colour)
                high = painting.paragraph_height(laid, look.line(words))
                painting.draw(painter, laid, QPointF(0.0, (self.height() - high) / 2))
                return
            if not self._key:
                align = painting.CENTRE if self._tone.has_box else painting.LEFT
                inside = self.rect().adjusted(min(pad, 4), 0, -min(pad, 4), 0)
                painting.line_of_text(
                    painter, inside, self._plain_text(), look.font(words), colour, align
                )
                return
            key_font = look.font(Words.LABEL)
            key_wide = painting.width_of(self._key, key_font)
            text_wide = painting.width_of(self._plain_text(), look.font(words))
            if text_wide + _LEAST_GAP + key_wide > inside.width():
                # The words matter more; the key stands in the menu too.
                painting.line_of_text(painter, inside, self._plain_text(), look.font(words), colour)
                return
            text_rect = QRect(inside)
            text_rect.setRight(inside.right() - key_wide - _LEAST_GAP)
            painting.line_of_text(painter, text_rect, self._plain_text(), look.font(words), colour)
            painting.line_of_text(
                painter, inside, self._key, key_font, self._key_colour(look), painting.RIGHT
            )

    def _paint_box(self, painter: QPainter, look: Look) -> None:
        t = look.theme
        fill: str | None = t.panel
        edge: str | None = t.line
        if not self.isEnabled():
            fill = None
        elif self._tone is ButtonTone.PRIMARY:
            fill, edge = t.primary, t.now
        elif self._tone is ButtonTone.CURRENT:
            edge = t.now
        elif self._tone is ButtonTone.DUE:
            edge = t.due
        if self.isEnabled() and (self.isDown() or self.underMouse()):
            over = t.selection if self.isDown() else t.block
            fill = over if self._tone is not ButtonTone.PRIMARY else fill
        width = 1.0
        if self.hasFocus():
            # On a primary button of the light theme the fill has the focus colour itself.
            edge = t.text if self._tone is ButtonTone.PRIMARY and t.primary == t.now else t.now
            width = 2.0
        if not self._tone.has_box:
            if self.hasFocus():
                # A box would stand on the words: they have no room around them.
                under = min(self.width(), self.sizeHint().width())
                line = painting.mirrored(painter, QRect(0, self.height() - 2, under, 2))
                painter.fillRect(line, QColor(t.now))
            return
        painting.box(
            painter,
            self.rect(),
            _RADIUS,
            fill=QColor(fill) if fill else None,
            edge=QColor(edge) if edge else None,
            width=width,
        )

    def _text_colour(self, look: Look) -> QColor:
        if not self.isEnabled():
            return look.colour(Tone.SECOND)
        if self._tone is ButtonTone.PRIMARY:
            return QColor(look.theme.on_primary)
        if self._tone is ButtonTone.DUE:
            return look.colour(Tone.DUE)
        if self._tone is ButtonTone.LINK:
            return look.colour(Tone.NOW)
        if self._tone is ButtonTone.QUIET:
            return look.colour(Tone.TEXT if self.underMouse() else Tone.SECOND)
        return look.colour(Tone.TEXT)

    def _key_colour(self, look: Look) -> QColor:
        if self._tone is ButtonTone.PRIMARY and self.isEnabled():
            return QColor(look.theme.on_primary)
        return look.colour(Tone.SECOND)

    def _words(self) -> Words:
        quiet = not self._tone.has_box or not self.isEnabled()
        return Words.BODY if quiet else Words.STRONG

    def _size(self, gap: int, text: str | None = None) -> QSize:
        look = theme.look()
        # Measured in the heavier weight always, so that a disabled button keeps its width.
        words = self._plain_text() if text is None else text
        wide = look.width(Words.STRONG, words)
        if self._key:
            wide += gap + look.width(Words.LABEL, self._key)
        pad = _PAD if self._tone.has_box else 0
        height = look.height(self._height if self._tone.has_box else _BARE_HEIGHT)
        return QSize(wide + 2 * pad, height)

    def _paragraph(self, width: int) -> QTextLayout:
        look = theme.look()
        line = look.line(Words.BODY)
        return painting.paragraph(self._plain_text(), look.font(self._words()), width, line)

    def _plain_text(self) -> str:
        return self.text().replace("&&", "&")

    def _describe(self) -> None:
        self.setAccessibleDescription(tr("Key {key}", key=self._key) if self._key else "")


def is_bare_enter(event: QKeyEvent) -> bool:
    """Say whether a key is Enter alone, and not held down."""
    is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    is_bare = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return is_enter and is_bare and not event.isAutoRepeat()
