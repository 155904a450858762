"""Paints the arc: phases, tracks on the clock, the minutes, the planned end, where a track goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from kap_companion.ui.theme import Look, Shade, Tone, Words
from kap_companion.ui.widgets import painting
from kap_companion.ui.widgets.arc_blocks import ArcShown, Block, Laid, PhaseSpan, Spot, line_of
from kap_companion.ui.widgets.intensity_curve import MARKS, paint_marks
from kap_companion.ui.words import tr

_BAR = 6
_GAP = 4
_PAD, _LEAST_PAD = 6, 4
_RADIUS = 4.0
_SILENCE = 12
_NOW = 1.5
_LABEL_GAP = 8
_LINE_ABOVE = 3
_AXIS_TICK = 6
_WRONG = "!"
"""Stands where the word that says what is wrong does not fit: colour is never the only sign."""


@dataclass(frozen=True, slots=True)
class Hand:
    """What the person does with the arc: what is selected, and what is on its way to where."""

    selected: str | None = None
    has_keyboard: bool = False
    moving: frozenset[str] = frozenset()
    spot: Spot | None = None


def paint_arc(painter: QPainter, look: Look, arc: ArcShown, laid: Laid, hand: Hand) -> None:
    """Paint the whole arc."""
    end = _paint_end(painter, look, arc, laid)
    _paint_phases(painter, look, arc, laid, hand.spot, end)
    for n in sorted(laid.boxes, key=lambda n: (_layer(arc.blocks[n], hand), laid.boxes[n].left())):
        block, box = arc.blocks[n], laid.boxes[n]
        _paint_block(painter, look, block, box, hand)
        is_moving = block.key in hand.moving and not block.is_again
        _paint_words(painter, look, block, box, is_quiet=is_moving)
    _paint_axis(painter, look, arc, laid)
    if arc.now_s is not None:
        x = laid.x(arc.now_s)
        painter.setPen(QPen(look.colour(Tone.TEXT), _NOW))
        # It stops at the tracks, so that it strikes no title through, and goes on below them.
        top, foot = laid.rows.blocks, laid.rows.blocks + laid.rows.block_height
        painter.drawLine(QPointF(x, laid.rows.bars - _LINE_ABOVE), QPointF(x, top - 1))
        painter.drawLine(QPointF(x, foot + 1), QPointF(x, foot + _AXIS_TICK))
    if hand.spot is not None:
        painter.fillRect(line_of(arc, laid, hand.spot), look.colour(Tone.NOW))


def label_box(look: Look, arc: ArcShown, laid: Laid, n: int) -> QRectF:
    """Return the box of a phase's label and bar: what a press on the phase falls into."""
    span = arc.phases[n]
    left, right = laid.x(span.begins_s), laid.x(span.ends_s)
    return QRectF(left, 0, max(0.0, right - left), laid.rows.bars + _BAR + 2)


def _paint_end(painter: QPainter, look: Look, arc: ArcShown, laid: Laid) -> tuple[float, float]:
    """Paint the planned end; return from where to where its line and words reach."""
    if arc.planned_end is None:
        return laid.width, laid.width
    at_s, words = arc.planned_end
    x = min(max(0.5, round(laid.x(at_s)) + 0.5), laid.width - 0.5)
    pen = QPen(look.colour(Tone.TEXT), 1)
    pen.setDashPattern([3.0, 3.0])
    painter.setPen(pen)
    painter.drawLine(QPointF(x, 0), QPointF(x, laid.rows.bars + _BAR + _GAP))
    font = look.font(Words.LABEL)
    wide = painting.width_of(words, font)
    high = look.line(Words.LABEL)
    left = x + _LABEL_GAP if x + _LABEL_GAP + wide <= laid.width else x - _LABEL_GAP - wide
    painting.line_of_text(
        painter, QRect(round(left), 0, wide + 1, high), words, font, look.colour(Tone.SECOND)
    )
    return min(left, x) - _LABEL_GAP, max(left + wide, x) + _LABEL_GAP


def _paint_phases(
    painter: QPainter,
    look: Look,
    arc: ArcShown,
    laid: Laid,
    spot: Spot | None,
    end: tuple[float, float],
) -> None:
    font, high = look.font(Words.LABEL), look.line(Words.LABEL)
    reached = 0.0
    for n, span in enumerate(arc.phases):
        left, right = laid.x(span.begins_s), laid.x(span.ends_s)
        until = laid.x(arc.phases[n + 1].begins_s) if n + 1 < len(arc.phases) else laid.width
        if left < end[0] < until:
            until = end[0]
        elif end[0] <= left < end[1]:
            reached = max(reached, end[1])
        _paint_bar(painter, look, span, QRectF(left, laid.rows.bars, right - left, _BAR), arc.now_s)
        begin = max(left, reached)
        words = _phase_words(span, font, until - begin - _GAP)
        wide = painting.width_of(words, font)
        if not words:
            continue
        is_aim = spot is not None and spot.phase == span.key
        painting.line_of_text(
            painter,
            QRect(round(begin), 0, wide + 1, high),
            words,
            font,
            look.colour(Tone.NOW if is_aim else Tone.SECOND),
        )
        reached = begin + wide + _LABEL_GAP


def _phase_words(span: PhaseSpan, font: QFont, room: float) -> str:
    """Return the longest words for a phase that fit: its silence is a sign on the bar too."""
    offered: tuple[str, ...] = (
        (tr("{label}, from silence", label=span.label),) if span.is_silent else ()
    )
    return _first_fitting((*offered, span.label), font, room)


def _paint_bar(
    painter: QPainter, look: Look, span: PhaseSpan, box: QRectF, now_s: float | None
) -> None:
    right = box.right() - _GAP
    left = box.left()
    if right <= left:
        return
    if span.is_silent and right - left > 2 * _SILENCE:
        # A gap with two strokes, as on a paused player: here the music begins out of silence.
        painter.setPen(QPen(look.colour(Tone.SECOND), 1.5))
        for x in (left + 2, left + 6):
            painter.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom()))
        left += _SILENCE
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.phase(span.tone, _shade(span, now_s)))
    painter.drawRoundedRect(QRectF(left, box.top(), right - left, box.height()), 3, 3)


def _shade(span: PhaseSpan, now_s: float | None) -> Shade:
    if now_s is None or span.ends_s <= now_s:
        return Shade.PAST
    return Shade.NOW if span.begins_s <= now_s else Shade.TO_COME


def _layer(block: Block, hand: Hand) -> int:
    """Return how far up a block lies: what has an edge is not covered by its neighbour."""
    if block.key == hand.selected and not block.is_again:
        return 2
    return 1 if block.problem else 0


def _paint_block(painter: QPainter, look: Look, block: Block, box: QRectF, hand: Hand) -> None:
    t = look.theme
    is_selected = block.key == hand.selected and not block.is_again
    is_moving = block.key in hand.moving and not block.is_again
    fill: QColor | None = QColor(t.block)
    edge: QColor | None = None
    width = 1.0
    if block.is_current:
        fill = QColor(t.current)
    if block.is_again or is_moving:
        fill, edge = None, QColor(t.edge if is_moving else t.line)
    if block.problem:
        edge = look.colour(Tone.DUE)
    if is_selected:
        fill = QColor(t.selection)
        edge = look.colour(Tone.NOW)
        width = 2.0 if hand.has_keyboard else 1.0
    if block.fades_in:
        # It lies over the one before: a rim of ground parts the two.
        rim = box.adjusted(-1.5, -0.5, 0, 0.5)
        rim.setRight(box.left() + 2 * _RADIUS)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(t.ground))
        painter.drawRoundedRect(rim, _RADIUS + 1, _RADIUS + 1)
    pen = QPen(edge, width) if edge is not None else QPen(Qt.PenStyle.NoPen)
    if edge is not None and is_moving:
        pen.setDashPattern([3.0, 3.0])
    half = width / 2 if edge is not None else 0.0
    painter.setPen(pen)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box.adjusted(half, half, -half, -half), _RADIUS, _RADIUS)


def _paint_words(
    painter: QPainter, look: Look, block: Block, box: QRectF, *, is_quiet: bool
) -> None:
    font, line = look.font(Words.LABEL), look.line(Words.LABEL)
    pad, room = _PAD, box.width() - 2 * _PAD
    closer = box.width() - _LEAST_PAD - 2
    if room < max(painting.width_of(w, font) for w in (block.title, block.problem)) <= closer:
        pad, room = _LEAST_PAD, closer
    left, wide = round(box.left()) + pad, max(0, int(room) + 1)
    second = look.colour(Tone.SECOND)
    is_second = is_quiet or block.is_again or block.is_past or block.begins_s is None
    title_colour = second if is_second else look.colour(Tone.TEXT)
    if block.begins_s is None:
        words, colour = painting.whole_words(block.title, font, room), title_colour
        if block.problem:
            whole, short = f"{block.title}, {block.problem}", f"{block.title} {_WRONG}"
            words = _first_fitting((whole, block.problem, short, _WRONG), font, room)
            colour = look.colour(Tone.DUE)
        middle = QRect(left, round(box.top()), wide, round(box.height()))
        painting.line_of_text(painter, middle, words, font, colour)
        return
    title = painting.whole_words(block.title, font, room)
    top = round(box.top()) + (round(box.height()) - 2 * line) // 2
    painting.line_of_text(painter, QRect(left, top, wide, line), title, font, title_colour)
    below = QRect(left, top + line, wide, line)
    offered = (block.problem, _WRONG) if block.problem else (block.length,)
    words = _first_fitting((tr("again"),) if block.is_again else offered, font, room)
    if not words:
        return
    colour = look.colour(Tone.DUE) if block.problem else _readable(look, block, second)
    painting.line_of_text(painter, below, words, font, colour)
    fits = painting.width_of(words, font) + _LABEL_GAP + MARKS.width() <= room
    if fits and not block.is_again and not block.problem:
        marks = QRect(below.right() - MARKS.width() + 1, below.top(), MARKS.width(), line)
        paint_marks(painter, marks, block.step, stands_out=block.is_current)


def _first_fitting(offered: Sequence[str], font: QFont, room: float) -> str:
    return next((w for w in offered if painting.width_of(w, font) <= room), "")


def _readable(look: Look, block: Block, second: QColor) -> QColor:
    """Return what the length is said in: on the current track the second grey is too faint."""
    return look.colour(Tone.TEXT) if block.is_current else second


def _paint_axis(painter: QPainter, look: Look, arc: ArcShown, laid: Laid) -> None:
    font, high = look.font(Words.LABEL), look.line(Words.LABEL)
    reached = -float(_LABEL_GAP)
    for at_s, words in arc.ticks:
        wide = painting.width_of(words, font)
        left = min(max(0.0, laid.x(at_s) - wide / 2), laid.width - wide)
        if left < reached + _LABEL_GAP:
            continue
        reached = left + wide
        painting.line_of_text(
            painter,
            QRect(round(left), round(laid.rows.axis), wide + 1, high),
            words,
            font,
            look.colour(Tone.SECOND),
        )
