"""The ground of one part of a bar of choices: what is chosen, where the keyboard is, the line."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from kap_companion.ui import theme
from kap_companion.ui.theme import Tone
from kap_companion.ui.widgets import painting

_RADIUS = 7.0


def paint_part(
    painter: QPainter,
    rect: QRect,
    *,
    is_first: bool,
    is_last: bool,
    is_chosen: bool,
    is_under_mouse: bool,
    has_keyboard: bool,
) -> None:
    """Paint the part that fills `rect`; what is painted after stays inside the bar's edge."""
    look = theme.look()
    painter.setClipPath(_shape(rect, is_first=is_first, is_last=is_last))
    if is_chosen:
        painter.fillRect(rect, QColor(look.theme.selection))
    elif is_under_mouse:
        painter.fillRect(rect, QColor(look.theme.block))
    if not is_last:
        painter.fillRect(rect.right(), 1, 1, rect.height() - 2, QColor(look.theme.line))
    if has_keyboard:
        inner = rect.adjusted(2, 3, -3, -3)
        painting.box(painter, inner, 5, edge=look.colour(Tone.NOW), width=2.0)


def _shape(rect: QRect, *, is_first: bool, is_last: bool) -> QPainterPath:
    """Return the inside of the bar's edge, round where this part is at an end."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    inside = QRectF(rect).adjusted(int(is_first), 1, -int(is_last), -1)
    path.addRoundedRect(inside, _RADIUS, _RADIUS)
    if not is_first:
        path.addRect(inside.adjusted(0, 0, -_RADIUS, 0))
    if not is_last:
        path.addRect(inside.adjusted(_RADIUS, 0, 0, 0))
    return path
