"""The small window's face: the window as a bar, time since the dose, phase, next cue, saved."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from kap_companion.ui import theme
from kap_companion.ui.theme import Look, Tone, Words
from kap_companion.ui.widgets import painting
from kap_companion.ui.widgets.ring import RingFace
from kap_companion.ui.words import tr

_WIDE, _HIGH = 336, 44
_BAR_AT, _BAR = 0, 4
_GAP = 4
_MARKER, _MARKER_HIGH = 3, 8
_CLOCK_PX = 24
_LINES_AT = 10
_AFTER_CLOCK = 16
_LEFT_COLUMN = 84
_CUE_GAP = 12
_DOT, _DOT_GAP = 6, 6


@dataclass(frozen=True, slots=True)
class CompactFaceShown:
    """What the face shows. `message` stands in the place of phase and cue while there is one."""

    ring: RingFace = field(default_factory=RingFace)
    cue: str = ""
    when: str = ""
    cue_tone: Tone = Tone.SECOND
    saved: str = ""
    saved_tone: Tone = Tone.WELL
    message: str = ""
    message_tone: Tone = Tone.SECOND


class CompactFace(QLabel):
    """One painter for all of it; nothing is painted again that did not change."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = CompactFaceShown()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Time since the dose"))

    @property
    def shown(self) -> CompactFaceShown:
        return self._shown

    def show_face(self, shown: CompactFaceShown) -> None:
        """Show it."""
        if shown == self._shown:
            return
        self._shown = shown
        ring = shown.ring
        said = ", ".join(
            part
            for part in (
                ring.phase,
                f"{ring.clock} {ring.caption}".strip(),
                ring.left,
                f"{shown.cue} {shown.when}".strip(),
                shown.saved,
                shown.message,
            )
            if part
        )
        if said != self.accessibleDescription():
            self.setAccessibleDescription(said)
        self.update()

    def sizeHint(self) -> QSize:
        look = theme.look()
        return QSize(look.px(_WIDE), _LINES_AT + 2 * look.line(Words.LABEL))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.look_changed(event):
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.look()
        with QPainter(self) as painter:
            painting.begin(painter)
            self._paint_bar(painter, look)
            self._paint_words(painter, look)

    def _paint_bar(self, painter: QPainter, look: Look) -> None:
        ring, wide = self._shown.ring, self.width()
        painter.setPen(Qt.PenStyle.NoPen)
        top = (_MARKER_HIGH - _BAR) / 2
        for n, arc in enumerate(ring.arcs):
            before = ring.arcs[n - 1] if n else None
            after = ring.arcs[n + 1] if n + 1 < len(ring.arcs) else None
            left = arc.start * wide + (_GAP / 2 if before and before.phase != arc.phase else 0)
            right = arc.end * wide - (_GAP / 2 if after and after.phase != arc.phase else 0)
            if right > left:
                painter.setBrush(look.phase(arc.tone, arc.shade))
                painter.drawRoundedRect(QRectF(left, top, right - left, _BAR), 2, 2)
        if ring.marker is not None:
            x = min(wide - _MARKER / 2, max(_MARKER / 2, ring.marker * wide))
            painter.setBrush(look.colour(Tone.TEXT))
            painter.drawRoundedRect(QRectF(x - _MARKER / 2, 0, _MARKER, _MARKER_HIGH), 1.5, 1.5)

    def _paint_words(self, painter: QPainter, look: Look) -> None:
        shown, ring = self._shown, self._shown.ring
        line, label = look.line(Words.LABEL), look.font(Words.LABEL)
        upper = QRect(0, _LINES_AT, self.width(), line)
        clock = _clock_font(look)
        clock_wide = painting.width_of(ring.clock, clock)
        whole = QRect(0, _LINES_AT, clock_wide + 2, 2 * line)
        painting.line_of_text(painter, whole, ring.clock, clock, look.colour(Tone.TEXT))
        saved_wide = self._paint_saved(painter, look, upper, label)
        left = clock_wide + _AFTER_CLOCK
        if shown.message:
            room = self.width() - left - saved_wide
            self._paint_message(painter, look, QRect(left, _LINES_AT, room, 2 * line), label)
            return
        # What is left is never cut; the next cue gives way.
        needed = max(painting.width_of(text, label) for text in (ring.phase, ring.left))
        column = max(look.px(_LEFT_COLUMN), needed + _CUE_GAP // 2 + 1)
        for n, (text, tone) in enumerate(((ring.phase, ring.phase_tone), (ring.left, Tone.SECOND))):
            rect = QRect(left, upper.top() + n * line, column - _CUE_GAP // 2, line)
            painting.line_of_text(painter, rect, text, label, look.colour(_readable(tone)))
        cue_at = left + column
        for n, (text, tone, taken) in enumerate(
            ((shown.cue, shown.cue_tone, saved_wide), (shown.when, Tone.SECOND, 0))
        ):
            room = self.width() - cue_at - taken
            rect = QRect(cue_at, upper.top() + n * line, room, line)
            painting.line_of_text(painter, rect, text, label, look.colour(_readable(tone)))

    def _paint_saved(self, painter: QPainter, look: Look, upper: QRect, font: QFont) -> int:
        """Paint dot and word at the right; return the width they take, with the gap before."""
        shown = self._shown
        if not shown.saved:
            return 0
        wide = painting.width_of(shown.saved, font)
        colour = look.colour(shown.saved_tone)
        words = look.colour(Tone.SECOND) if shown.saved_tone is Tone.WELL else colour
        painting.line_of_text(painter, upper, shown.saved, font, words, painting.RIGHT)
        middle = upper.top() + upper.height() / 2
        at = QPointF(self.width() - wide - _DOT_GAP - _DOT / 2, middle)
        painting.dot(painter, at, _DOT, colour)
        return wide + _DOT_GAP + _DOT + _CUE_GAP

    def _paint_message(self, painter: QPainter, look: Look, rect: QRect, font: QFont) -> None:
        line = look.line(Words.LABEL)
        words = self._shown.message.split()
        laid = painting.paragraph(" ".join(words), font, rect.width(), line)
        while laid.lineCount() > 2 and len(words) > 1:
            words.pop()
            laid = painting.paragraph(" ".join(words) + "…", font, rect.width(), line)
        painter.setPen(QColor(look.colour(self._shown.message_tone)))
        painting.draw(painter, laid, QPointF(rect.left(), rect.top()))


def _clock_font(look: Look) -> QFont:
    font = look.font(Words.CLOCK)
    font.setPixelSize(look.px(_CLOCK_PX))
    return font


def _readable(tone: Tone) -> Tone:
    """A line's tone is too faint to be read."""
    return Tone.SECOND if tone is Tone.LINE else tone
