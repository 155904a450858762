"""The ring: the window since the latest dose as phases, and in its middle the time since then."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen, QPixmap, QRegion, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from kap_companion.ui import theme
from kap_companion.ui.theme import Look, Shade, Tone, Words
from kap_companion.ui.widgets import painting
from kap_companion.ui.widgets.stamped_line import StampedLine, shape_of
from kap_companion.ui.words import tr, tr_later


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
_LINES = (
    (_PHASE_AT, Words.CAPITALS),
    (_CLOCK_AT, Words.CLOCK),
    (_CAPTION_AT, Words.BODY),
    (_LEFT_AT, Words.STRONG),
)
_CLOCK_REACH = 100
_MOST_PX = 20
_AROUND_MARKER = 3
_NO_WORDS = tr_later("Time since the dose")


class Ring(QLabel):
    """Phases as arcs, a marker where the client is now, and in a large ring the words.

    Only what changed is painted again: each second the clock, and the marker's place once it is
    off by a device pixel. A large one stands on the ground of its screen. (A label to Qt, so that a
    screen reader finds words here; they change with the minute, not with the second.)
    """

    def __init__(self, *, small: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._measures = _SMALL if small else _LARGE
        self._is_small = small
        self._gives = False
        self._face = self._drawn = RingFace()
        self._clock = self._left = ""
        self._fresh: tuple[QRegion, list[tuple[QRect, QPixmap]]] | None = None
        self._rects: dict[int, QRect] = {}
        self._inside: QRegion | None = None
        self._painted: dict[int, StampedLine] = {}
        self._stamped: tuple[Look, dict[tuple[int, str], StampedLine]] | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(False)
        self.setSizePolicy(policy)
        self.setAccessibleName(tr(_NO_WORDS))
        # It paints its ground itself: what lies below need not be painted each second.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, not small)

    @property
    def face(self) -> RingFace:
        return replace(self._face, clock=self._clock, left=self._left)

    def set_face(self, face: RingFace) -> None:
        """Show `face`."""
        old, self._face = self.face, face
        self.set_time(face.clock, face.left)
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
                (_CAPTION_AT, Words.BODY, old.caption, face.caption),
            ):
                if before != now:
                    self.update(self._line_rect(middle, words))
        spoken = face.spoken or tr(_NO_WORDS)
        if spoken != self.accessibleName():
            self.setAccessibleName(spoken)

    def set_time(self, clock: str, left: str | None) -> None:
        """Show another second of the same face; without `left` what stands there stays."""
        fresh: list[tuple[QRect, QPixmap]] = []
        region, is_stamped = QRegion(), True
        left = self._left if left is None else left
        for middle, words, old, new in (
            (_CLOCK_AT, Words.CLOCK, self._clock, clock),
            (_LEFT_AT, Words.STRONG, self._left, left),
        ):
            if old != new:
                line = self._painted.get(middle)
                found = line.changed(old, new) if line is not None else None
                if found is None:
                    region += self._line_rect(middle, words)
                    is_stamped = False
                for one in found or ():
                    region += one[0]
                    fresh.append(one)
        self._clock, self._left = clock, left
        if not region.isEmpty():
            self._fresh = (region, fresh) if is_stamped else None
            self.update(region)

    def steps(self) -> int:
        """Return at how many places around the ring a screen shows the marker apart."""
        return max(
            1, int(math.tau * self._measures.radius * self._scale() * self.devicePixelRatioF())
        )

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

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._rects, self._inside, self._stamped, self._painted = {}, None, None, {}

    def paintEvent(self, event: QPaintEvent) -> None:
        region, fresh, self._fresh = event.region(), self._fresh, None
        if fresh is not None and region == fresh[0]:
            with QPainter(self) as painter:
                for place, stamp in fresh[1]:
                    painter.drawPixmap(place.topLeft(), stamp)
            return
        look, face = theme.look(), self._drawn
        with QPainter(self) as painter:
            if not self._is_small:
                painter.fillRect(event.rect(), QColor(look.theme.ground))
            around = region if self._is_small else region.subtracted(self._lines())
            if not around.isEmpty():
                painting.begin(painter)
                self._paint_ring(painter, look, face, around)
            if not self._is_small:
                self._paint_words(painter, look, region)

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

    def _paint_arc(self, painter: QPainter, look: Look, arc: Arc, before: Arc, after: Arc) -> None:
        half_gap = self._measures.gap / 2 / self._measures.radius / math.tau
        start = arc.start + (0 if before.phase == arc.phase else half_gap)
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

    def _paint_words(self, painter: QPainter, look: Look, region: QRegion) -> None:
        face = self._face
        for middle, words, text, tone in (
            (_PHASE_AT, Words.CAPITALS, face.phase, face.phase_tone),
            (_CLOCK_AT, Words.CLOCK, self._clock, Tone.TEXT),
            (_CAPTION_AT, Words.BODY, face.caption, Tone.SECOND),
            (_LEFT_AT, Words.STRONG, self._left, Tone.SECOND),
        ):
            if text and region.intersects(self._line_rect(middle, words)):
                self._line(look, middle, words, tone, text).paint(painter, text, region)

    def _lines(self) -> QRegion:
        """Return where words stand: within the ring, of which nothing is painted as they change."""
        if self._inside is None:
            self._inside = QRegion()
            for middle, words in _LINES:
                self._inside += self._line_rect(middle, words)
        return self._inside

    def _paint_ring(self, painter: QPainter, look: Look, face: RingFace, around: QRegion) -> None:
        """Paint the arcs and the marker; where only it has moved, the arcs that it stands on."""
        near: tuple[float, float] | None = None
        if face.marker is not None:
            beside = self._marker_rect(face.marker).adjusted(-4, -4, 4, 4)
            if beside.contains(around.boundingRect()):
                off = beside.width() / 2 / self._scale() / self._measures.radius / math.tau
                near = face.marker - off, face.marker + off
        for n, arc in enumerate(face.arcs):
            if near is None or _meet(arc, near):
                before, after = face.arcs[n - 1], face.arcs[(n + 1) % len(face.arcs)]
                self._paint_arc(painter, look, arc, before, after)
        if face.marker is not None:
            self._paint_marker(painter, look, face.marker)

    def _line(self, look: Look, middle: int, words: Words, tone: Tone, text: str) -> StampedLine:
        """Return the line on which `text` stands, as all words do that lie alike."""
        if self._stamped is None or self._stamped[0] is not look:
            self._stamped = (look, {})
        key = (middle, tone.value + shape_of(text))
        found = self._stamped[1].get(key)
        if found is None:
            rect = self._line_rect(middle, words)
            font = self._font(look, words, text, rect.width())
            ink = look.colour(Tone.SECOND if tone is Tone.LINE else tone)
            ground = QColor(look.theme.ground)
            above = self._above(look, words)
            found = StampedLine(rect, font, ink, ground, self.devicePixelRatioF(), above=above)
            self._stamped[1][key] = found
        self._painted[middle] = found
        return found

    def _font(self, look: Look, words: Words, text: str, room: int) -> QFont:
        """Return the font of a line: it grows with the ring, and in a small ring stays legible."""
        scale = self._scale()
        font = Look(look.theme, scale).font(words)
        if words is not Words.CLOCK:
            font.setPixelSize(self._px(look, words))
        wide = painting.width_of(text, font)
        if wide > room:
            font.setPixelSize(max(8, font.pixelSize() * room // wide))
        return font

    def _px(self, look: Look, words: Words) -> int:
        """Return the px of a line's letters, where all its words have room."""
        scale = self._scale()
        wanted = max(Look(look.theme, scale).font(words).pixelSize(), look.px(words.px))
        return max(8, min(wanted, round(_MOST_PX * scale)))

    def _above(self, look: Look, words: Words) -> int:
        """Return the px that accents on capitals need over a line that is lower than its font."""
        if words is not Words.CAPITALS:
            return 0
        line = self._px(look, words) * words.line / words.px
        return max(0, math.ceil((line - words.line * self._scale()) / 2))

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
        found = self._rects.get(middle)
        if found is None:
            scale = self._scale()
            high = words.line * scale
            at = self._middle().y() + middle * scale
            # As wide as the ring is inside at this height.
            above = self._above(theme.look(), words)
            off = (abs(middle) + words.line / 2) * scale + above
            inside = (self._measures.radius - self._measures.stroke) * scale
            half = (
                math.sqrt(max(0.0, inside**2 - off**2))
                if words is not Words.CLOCK
                else (_CLOCK_REACH * scale)
            )
            left = self._middle().x() - half
            found = QRectF(left, at - high / 2, 2 * half, high).toAlignedRect()
            found.setTop(found.top() - above)
            self._rects[middle] = found
        return found


def _meet(arc: Arc, near: tuple[float, float]) -> bool:
    """Say whether an arc has a part within `near`, which may go on over twelve o'clock."""
    return any(arc.start <= near[1] + by and arc.end >= near[0] + by for by in (-1, 0, 1))


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
