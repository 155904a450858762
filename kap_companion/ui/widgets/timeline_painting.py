"""Puts a timeline's shapes on the screen in the theme's colours."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from itertools import pairwise

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPixmap, QPolygonF

from kap_companion.session import timeline_drawing as drawing
from kap_companion.session import timeline_shapes as shapes_of
from kap_companion.session.timeline import RecordTimeline
from kap_companion.session.timeline_drawing import Measure
from kap_companion.session.timeline_geometry import Size, geometry
from kap_companion.session.timeline_shapes import Box, Diamond, Ink, Line, Round, Shape, Stage
from kap_companion.ui.theme import Look, Shade, Tone, Words
from kap_companion.ui.widgets import painting

_DASHES = [3.0, 3.0]


def colour(look: Look, ink: Ink, stage: Stage | None = None) -> QColor:
    """Return the theme's colour for an ink, of a phase as strong as its stage."""
    if stage is not None:
        return look.phase(Tone(ink), Shade(stage))
    return QColor(getattr(look.theme, ink))


def font(look: Look) -> QFont:
    """Return the font of all words on a timeline."""
    return look.font(Words.LABEL)


def measure(look: Look) -> Measure:
    """Return how wide words are on the screen; each is measured once."""
    metrics = QFontMetricsF(font(look))
    return lru_cache(maxsize=1024)(lambda text: float(math.ceil(metrics.horizontalAdvance(text))))


def paint(
    painter: QPainter, shapes: Iterable[Shape], look: Look, within: QRect | None = None
) -> None:
    """Paint shapes, each over those before it; of those beside `within` none."""
    painter.setFont(font(look))
    stamps = _Stamps(painter, look)
    inks = _Inks(look)
    for shape in shapes:
        if within is not None and not _reaches(shape, within):
            continue
        match shape:
            case Round(x=x, y=y, r=r, ink=ink, is_ring=is_ring):
                if x == round(x):
                    stamps.put(shape)
                    continue
                _fill_or_stroke(painter, inks[ink], is_ring)
                painter.drawEllipse(QPointF(x, y), r, r)
            case Line():
                _line(painter, shape, inks[shape.ink])
            case Box(x=x, y=y, width=wide, height=high, radius=radius):
                _fill_or_stroke(painter, colour(look, shape.ink, shape.stage), False)
                painter.drawRoundedRect(QRectF(x, y, wide, high), radius, radius)
            case Diamond(x=x, y=y, r=r, ink=ink):
                _fill_or_stroke(painter, inks[ink], False)
                corners = ((x, y - r), (x + r, y), (x, y + r), (x - r, y))
                painter.drawPolygon(QPolygonF([QPointF(*one) for one in corners]))
            case shapes_of.Words(x=x, y=y, width=wide, height=high, text=text, ink=ink):
                painter.setPen(inks[ink])
                where = QRectF(x, y, wide + 2, high)
                flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
                painter.drawText(where, int(flags | Qt.TextFlag.TextSingleLine), text)


def picture(shapes: Iterable[Shape], size: QSize, look: Look, ratio: float) -> QPixmap:
    """Return shapes on a clear ground, `size` in px of the screen's `ratio`."""
    made = QPixmap(QSize(math.ceil(size.width() * ratio), math.ceil(size.height() * ratio)))
    if made.isNull():
        return made  # before it was ever laid out there is nothing to paint on
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    with QPainter(made) as painter:
        painting.begin(painter)
        paint(painter, shapes, look)
    return made


def thumbnail(timeline: RecordTimeline, size: QSize, look: Look, ratio: float = 1.0) -> QPixmap:
    """Return a whole session without words, small, such as 240x64: phases, vitals and dots.

    It is made of the record alone: a psychotherapy note has no dot on it.
    """
    places = geometry(timeline, Size(size.width(), size.height(), line=0.0))
    words = measure(look)
    shapes = (
        *drawing.past(timeline, places, words, _as_it_is),
        *drawing.present(timeline, places, words, with_now=False),
    )
    return picture(shapes, size, look, ratio)


def _reaches(shape: Shape, within: QRect) -> bool:
    """Return whether a shape stands, even in part, between the sides of `within`."""
    match shape:
        case Line(path=path, width=width):
            left, right = path[0][0] - width, path[-1][0] + width
        case Round(x=x, r=r) | Diamond(x=x, r=r):
            left, right = x - r - 1, x + r + 1
        case Box(x=x, width=wide) | shapes_of.Words(x=x, width=wide):
            left, right = x, x + wide
    return left <= within.right() + 1 and right >= within.left()


def _as_it_is(at: datetime) -> datetime:
    return at


def _fill_or_stroke(painter: QPainter, ink: QColor, is_stroke: bool) -> None:
    if is_stroke:
        painter.setPen(QPen(ink, 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)


class _Inks(dict[Ink, QColor]):
    """The colours of inks, each asked for once."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look

    def __missing__(self, ink: Ink) -> QColor:
        found = self[ink] = colour(self._look, ink)
        return found


class _Stamps:
    """Dots on whole px, each kind painted once and then stamped: of them there may be many."""

    def __init__(self, painter: QPainter, look: Look) -> None:
        self._painter = painter
        self._look = look
        self._made: dict[tuple[Ink, float, float, bool], tuple[QPixmap, int]] = {}

    def put(self, dot: Round) -> None:
        key = (dot.ink, dot.y, dot.r, dot.is_ring)
        made = self._made.get(key)
        if made is None:
            made = self._made[key] = self._make(dot)
        stamp, half = made
        self._painter.drawPixmap(QPointF(dot.x - half, math.floor(dot.y) - half), stamp)

    def _make(self, dot: Round) -> tuple[QPixmap, int]:
        half = math.ceil(dot.r) + 2
        ratio = self._painter.device().devicePixelRatio()
        made = QPixmap(QSize(2 * half, 2 * half) * ratio)
        made.setDevicePixelRatio(ratio)
        made.fill(Qt.GlobalColor.transparent)
        with QPainter(made) as painter:
            painting.begin(painter)
            _fill_or_stroke(painter, colour(self._look, dot.ink), dot.is_ring)
            painter.drawEllipse(QPointF(half, half + dot.y - math.floor(dot.y)), dot.r, dot.r)
        return made, half


def _line(painter: QPainter, line: Line, ink: QColor) -> None:
    points = line.path
    if len(points) == 2:
        (x1, y1), (x2, y2) = points
        # Upright and level lines lie on whole px, so that they are not blurred.
        if x1 == x2:
            x1 = x2 = _crisp(x1, line.width)
        elif y1 == y2:
            y1 = y2 = _crisp(y1, line.width)
        if not line.is_dashed and (x1 == x2 or y1 == y2):
            half = line.width / 2
            box = (x1 - half, y1, line.width, y2 - y1)
            if y1 == y2:
                box = (x1, y1 - half, x2 - x1, line.width)
            painter.fillRect(QRectF(*box), ink)
            return
        points = ((x1, y1), (x2, y2))
    pen = QPen(ink, line.width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if line.is_dashed:
        pen.setDashPattern(_DASHES)
    painter.setPen(pen)
    # Piece by piece: as one path its outline is worked out first, which takes ten times as long.
    painter.drawLines([QLineF(*one, *next_one) for one, next_one in pairwise(points)])


def _crisp(at: float, width: float) -> float:
    if width == 1.0:
        return math.floor(at) + 0.5
    return round(at) if width == 2.0 else at
