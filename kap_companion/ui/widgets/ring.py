"""The ring: the window since the latest dose as phases, and in its middle the time since then."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from kap_companion.ui import theme
from kap_companion.ui.theme import Look, Shade, Tone, Words
from kap_companion.ui.widgets import painting


@dataclass(frozen=True, slots=True)
class Arc:
    """A part of the ring from `start` to `end`, fractions of the whole from twelve o'clock.

    Arcs of one phase that touch are drawn without a gap between them.
    """

    phase: str
    start: float
    end: float
    shade: Shade
    tone: Tone


@dataclass(frozen=True, slots=True)
class RingFace:
    """What a ring shows. `marker` is a fraction from twelve o'clock; None shows no marker.

    `spoken` is what a screen reader says of it, in whole minutes.
    """

    arcs: tuple[Arc, ...] = ()
    marker: float | None = None
    phase: str = ""
    phase_tone: Tone = Tone.NOW
    clock: str = ""
    caption: str = ""
    left: str = ""
    spoken: str = ""


@dataclass(frozen=True, slots=True)
class _Measures:
    box: int
    radius: float
    stroke: float
    gap: float
    marker: float
    rim: float


# The arcs fill 256 px, on Home 80; the box leaves room for the marker, which is wider than an arc.
_LARGE = _Measures(box=266, radius=123, stroke=10, gap=4, marker=8, rim=2.7)
_SMALL = _Measures(box=86, radius=37, stroke=6, gap=3, marker=5, rim=2)
# The lines in the middle of a large ring: words, and their middle in px from the ring's own.
_PHASE_AT, _CLOCK_AT, _CAPTION_AT, _LEFT_AT = -52, -8, 42, 66
_CLOCK_REACH = 100
_MOST_PX = 20
_AROUND_MARKER = 3
_NO_WORDS = "Time since the dose"


class Ring(QLabel):
    """Phases as arcs, a marker where the client is now, and in a large ring the words.

    Only what changed is painted again: each second the clock, and the marker's place once it is
    off by a device pixel. (A label to Qt, so that a screen reader finds words here; they change
    with the minute, not with the second.)
    """

    def __init__(self, *, small: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._measures = _SMALL if small else _LARGE
        self._is_small = small
        self._gives = False
        self._face = self._drawn = RingFace()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(False)
        self.setSizePolicy(policy)
        self.setAccessibleName(_NO_WORDS)

    @property
    def face(self) -> RingFace:
        return self._face

    def set_face(self, face: RingFace) -> None:
        """Show `face`."""
        old, self._face = self._face, face
        if face == old:
            return
        self._draw(face)
        if not self._is_small:
            for middle, words, before, now in (
                (
                    _PHASE_AT,
                    Words.CAPITALS,
                    (old.phase, old.phase_tone),
                    (face.phase, face.phase_tone),
                ),
                (_CLOCK_AT, Words.CLOCK, old.clock, face.clock),
                (_CAPTION_AT, Words.BODY, old.caption, face.caption),
                (_LEFT_AT, Words.STRONG, old.left, face.left),
            ):
                if before != now:
                    self.update(self._line_rect(middle, words))
        spoken = face.spoken or _NO_WORDS
        if spoken != self.accessibleName():
            self.setAccessibleName(spoken)

    def set_gives(self, gives: bool) -> None:
        """Leave its height to what stands under it, down to its least, or ask for all of it."""
        if gives != self._gives:
            self._gives = gives
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        if self._gives:
            return self.minimumSizeHint()
        look = theme.look()
        side = self._measures.box if self._is_small else look.px(self._measures.box)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        side = self._measures.box if self._is_small else 160
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.look()
        face = self._drawn
        with QPainter(self) as painter:
            painting.begin(painter)
            painter.setClipRegion(event.region())
            for n, arc in enumerate(face.arcs):
                before = face.arcs[n - 1] if face.arcs else None
                after = face.arcs[(n + 1) % len(face.arcs)]
                self._paint_arc(painter, look, arc, before, after)
            if face.marker is not None:
                self._paint_marker(painter, look, face.marker)
            if not self._is_small:
                self._paint_words(painter, look)

    def _draw(self, face: RingFace) -> None:
        """Have the arcs and the marker painted again where they are not what is drawn."""
        drawn = self._drawn
        has_moved = drawn.marker != face.marker
        if not _same_phases(drawn.arcs, face.arcs) or (drawn.marker is None) != (
            face.marker is None
        ):
            self.update()
        elif drawn.marker is None or face.marker is None or not has_moved:
            return
        elif self._is_seen(drawn.marker, face.marker):
            self.update(self._marker_rect(drawn.marker))
            self.update(self._marker_rect(face.marker))
        else:
            return
        self._drawn = face

    def _is_seen(self, one: float, other: float) -> bool:
        """Return whether two places of the marker are a device pixel apart."""
        off = abs(other - one) * math.tau * self._measures.radius * self._scale()
        return off * self.devicePixelRatioF() >= 1

    def _paint_arc(
        self, painter: QPainter, look: Look, arc: Arc, before: Arc | None, after: Arc
    ) -> None:
        half_gap = self._measures.gap / 2 / self._measures.radius / math.tau
        start = arc.start + (0 if before and before.phase == arc.phase else half_gap)
        end = arc.end - (0 if after.phase == arc.phase else half_gap)
        if end <= start:
            return
        pen = QPen(look.phase(arc.tone, arc.shade), self._measures.stroke * self._scale())
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        reach = self._measures.radius * self._scale()
        middle = self._middle()
        around = QRectF(middle.x() - reach, middle.y() - reach, 2 * reach, 2 * reach)
        # Qt counts sixteenths of a degree, against the clock, from three o'clock.
        painter.drawArc(around, round((0.25 - start) * 360 * 16), round((start - end) * 360 * 16))

    def _paint_marker(self, painter: QPainter, look: Look, at: float) -> None:
        scale = self._scale()
        radius = self._measures.marker * scale
        painter.setPen(QPen(QColor(look.theme.ground), self._measures.rim * scale))
        painter.setBrush(look.colour(Tone.TEXT))
        painter.drawEllipse(self._point(at), radius, radius)

    def _paint_words(self, painter: QPainter, look: Look) -> None:
        face = self._face
        for middle, words, text, tone in (
            (_PHASE_AT, Words.CAPITALS, face.phase, face.phase_tone),
            (_CLOCK_AT, Words.CLOCK, face.clock, Tone.TEXT),
            (_CAPTION_AT, Words.BODY, face.caption, Tone.SECOND),
            (_LEFT_AT, Words.STRONG, face.left, Tone.SECOND),
        ):
            if not text:
                continue
            colour = look.colour(Tone.SECOND if tone is Tone.LINE else tone)
            font = self._font(look, words)
            rect = self._line_rect(middle, words)
            wide = painting.width_of(text, font)
            if wide > rect.width():
                font.setPixelSize(max(8, font.pixelSize() * rect.width() // wide))
            painting.line_of_text(painter, rect, text, font, colour, painting.CENTRE)

    def _font(self, look: Look, words: Words) -> QFont:
        """Return the font of a line: it grows with the ring, and in a small ring stays legible."""
        scale = self._scale()
        font = Look(look.theme, scale).font(words)
        if words is not Words.CLOCK:
            wanted = max(font.pixelSize(), look.px(words.px))
            font.setPixelSize(max(8, min(wanted, round(_MOST_PX * scale))))
        return font

    def _scale(self) -> float:
        return min(self.width(), self.height()) / self._measures.box

    def _middle(self) -> QPointF:
        return QPointF(self.width() / 2, self.height() / 2)

    def _point(self, fraction: float) -> QPointF:
        angle = fraction * math.tau
        reach = self._measures.radius * self._scale()
        middle = self._middle()
        return QPointF(middle.x() + reach * math.sin(angle), middle.y() - reach * math.cos(angle))

    def _marker_rect(self, at: float) -> QRect:
        reach = self._measures.marker * self._scale() + _AROUND_MARKER
        point = self._point(at)
        return QRectF(point.x() - reach, point.y() - reach, 2 * reach, 2 * reach).toAlignedRect()

    def _line_rect(self, middle: int, words: Words) -> QRect:
        scale = self._scale()
        high = words.line * scale
        at = self._middle().y() + middle * scale
        # As wide as the ring is inside at this height.
        off = (abs(middle) + words.line / 2) * scale
        inside = (self._measures.radius - self._measures.stroke) * scale
        half = (
            math.sqrt(max(0.0, inside**2 - off**2))
            if words is not Words.CLOCK
            else (_CLOCK_REACH * scale)
        )
        return QRectF(self._middle().x() - half, at - high / 2, 2 * half, high).toAlignedRect()


def _same_phases(old: tuple[Arc, ...], new: tuple[Arc, ...]) -> bool:
    """Say whether all but the boundary under the marker is where it was."""
    if len(old) != len(new):
        return False
    for n, (was, now) in enumerate(zip(old, new, strict=True)):
        if (was.phase, was.shade, was.tone) != (now.phase, now.shade, now.tone):
            return False
        within_before = n > 0 and new[n - 1].phase == now.phase
        within_after = n + 1 < len(new) and new[n + 1].phase == now.phase
        if was.start != now.start and not within_before:
            return False
        if was.end != now.end and not within_after:
            return False
    return True
