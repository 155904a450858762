"""Walks a window that is shown and says what is cut, squeezed, laid over another or off the grid.

What scrolls may be larger than what shows it; everything else has to fit where it stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QBoxLayout,
    QGridLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QScrollArea,
    QScrollBar,
    QStackedWidget,
    QWidget,
)

from kap_companion.ui import theme
from kap_companion.ui.theme import Words
from kap_companion.ui.widgets import painting
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.side_sheet import SideSheet

GRID = 4
# A line of its own; and beside the notes 24 less their list's bar and the edge of a selection.
_OFF_GRID = frozenset({1, 2, 6, 18})
_SLACK = 1


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one widget: `kind`, where it stands in the tree, and the measure."""

    kind: str
    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.where}: {self.what}"


def faults(window: QWidget, *, on_grid: bool = True) -> list[Fault]:
    """Return all that is wrong in `window`; the grid holds at 100 % text only (`on_grid`)."""
    found: list[Fault] = []
    for widget in shown(window):
        found += _cut(widget)
        found += _squeezed(widget)
        found += _outside(widget, window)
        found += _laid_over(widget)
        if on_grid:
            found += _off_grid(widget)
    return found


def shown(root: QWidget) -> Iterator[QWidget]:
    """Return `root` and all that can be seen in it, each before its children."""
    yield root
    for child in root.children():
        if isinstance(child, QWidget) and child.isVisible() and not child.isWindow():
            yield from shown(child)


def path_of(widget: QWidget) -> str:
    """Return where a widget stands: its class and words, and the classes around it."""
    words = widget.accessibleName()
    if isinstance(widget, QLabel | QAbstractButton):
        words = widget.text() or words
    elif isinstance(widget, QLineEdit):
        words = widget.placeholderText() or words
    own = type(widget).__name__ + (f" {words[:40]!r}" if words else "")
    around: list[str] = []
    parent = widget.parentWidget()
    while parent is not None and len(around) < 4:
        if type(parent) is not QWidget:
            around.append(type(parent).__name__)
        parent = parent.parentWidget()
    return f"{own} in {' < '.join(around)}" if around else own


# --- words --------------------------------------------------------------------------------------


def _cut(widget: QWidget) -> Iterator[Fault]:
    if isinstance(widget, Label):
        yield from _cut_label(widget)
    elif isinstance(widget, QAbstractButton):
        needed = widget.minimumSizeHint()
        if widget.text() and not _is_told(widget, widget.text()):
            if needed.width() > widget.width() + _SLACK:
                yield Fault("cut", path_of(widget), f"{needed.width()} px in {widget.width()}")
            if widget.hasHeightForWidth():
                needed.setHeight(widget.heightForWidth(widget.width()))
            if needed.height() > widget.height() + _SLACK:
                yield Fault("cut", path_of(widget), f"{needed.height()} px in {widget.height()}")
    elif isinstance(widget, QLineEdit):
        yield from _cut_field(widget)


def _cut_label(label: Label) -> Iterator[Fault]:
    look, text = theme.look(), label.text()
    words = next(one for one in Words if one.key == label.property("words"))
    if not text or _is_told(label, text):
        return
    if label.height() + _SLACK < look.line(words):
        yield Fault("cut", path_of(label), f"a line of {look.line(words)} px in {label.height()}")
    if label.wordWrap():
        needed = label.heightForWidth(label.width())
        if needed > label.height() + _SLACK:
            yield Fault("cut", path_of(label), f"{needed} px high in {label.height()}")
        return
    wide = painting.width_of(text, look.font(words))
    if wide > label.width() + _SLACK:
        yield Fault("cut", path_of(label), f"{wide} px wide in {label.width()}")


def _cut_field(field: QLineEdit) -> Iterator[Fault]:
    hint = field.placeholderText()
    if field.text() or not hint or _is_told(field, hint):
        return
    margins = field.textMargins()
    around = 24 if field.property("bare") is None else 0
    room = field.width() - margins.left() - margins.right() - around
    wide = QFontMetricsF(field.font()).horizontalAdvance(hint)
    if wide > room + _SLACK:
        yield Fault("cut", path_of(field), f"a hint of {wide:.0f} px in {room}")
    if field.height() + _SLACK < field.minimumSizeHint().height():
        yield Fault("cut", path_of(field), f"{field.height()} px high")


def _is_told(widget: QWidget, text: str) -> bool:
    """Return whether a shortened text can be read whole: it is the widget's tooltip."""
    return text in widget.toolTip()


# --- boxes --------------------------------------------------------------------------------------


def _squeezed(widget: QWidget) -> Iterator[Fault]:
    if isinstance(widget, QScrollArea):
        inside, off = widget.widget(), Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        seen = widget.viewport().width()
        is_fixed = widget.horizontalScrollBarPolicy() is off
        if inside is not None and is_fixed and inside.width() > seen + _SLACK:
            yield Fault("squeezed", path_of(widget), f"{inside.width()} px wide in {seen}")
        return
    if isinstance(widget, QStackedWidget):
        # It asks for the largest of its pages, shown or not: so the window would grow.
        room = widget.size()
        for n in range(widget.count()):
            page = widget.widget(n)
            assert page is not None
            needed = page.minimumSizeHint()
            # A stack that was given its least size does not ask its pages for theirs.
            is_wide = needed.width() > room.width() and not widget.minimumWidth()
            is_high = needed.height() > room.height() and not widget.minimumHeight()
            if is_wide or is_high:
                what = f"{needed.width()}×{needed.height()} in {room.width()}×{room.height()}"
                yield Fault("squeezed", path_of(page), what)
        return
    layout = widget.layout()
    if layout is None or layout.sizeConstraint() is QLayout.SizeConstraint.SetFixedSize:
        return
    room = widget.size()
    needed = layout.minimumSize()
    if needed.width() > room.width() + _SLACK and not _lies_low(widget):
        yield Fault("squeezed", path_of(widget), f"{needed.width()} px wide in {room.width()}")
    # What a stack of pages asks for by its width is the most of its pages, shown or not.
    by_width = layout.hasHeightForWidth() and not _holds_stack(widget)
    high = layout.minimumHeightForWidth(room.width()) if by_width else needed.height()
    if high > room.height() + _SLACK and not _lies_low(widget):
        yield Fault("squeezed", path_of(widget), f"{high} px high in {room.height()}")


def _holds_stack(widget: QWidget) -> bool:
    return bool(widget.findChildren(QStackedWidget))


def _lies_low(widget: QWidget) -> bool:
    """Return whether the widget says itself that it can be smaller than its parts ask for.

    Its parts fold then, and each of them is looked at by itself.
    """
    layout = widget.layout()
    assert layout is not None
    own, parts = widget.minimumSizeHint(), layout.minimumSize()
    return own.width() < parts.width() or own.height() < parts.height()


def _outside(widget: QWidget, window: QWidget) -> Iterator[Fault]:
    parent = widget.parentWidget()
    if widget is window or parent is None or widget.size().isEmpty():
        return
    if _is_viewport(parent):
        return
    if not parent.rect().contains(widget.geometry()):
        yield Fault("outside", path_of(widget), f"{_at(widget.geometry())} of {_at(parent.rect())}")
        return
    if _scrolls(widget, window):
        return
    there = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
    if not window.rect().contains(there):
        yield Fault("outside the window", path_of(widget), _at(there))


def _laid_over(widget: QWidget) -> Iterator[Fault]:
    if isinstance(widget, QAbstractScrollArea):
        return
    children = [
        one
        for one in widget.children()
        if isinstance(one, QWidget)
        and one.isVisible()
        and not one.isWindow()
        # A sheet lies over a part of its place on purpose.
        and not isinstance(one, QScrollBar | SideSheet)
        and not one.size().isEmpty()
    ]
    for n, one in enumerate(children):
        for other in children[n + 1 :]:
            both = one.geometry().intersected(other.geometry())
            if not both.isEmpty():
                yield Fault("laid over", path_of(one), f"{path_of(other)} by {_at(both)}")


def _is_viewport(widget: QWidget) -> bool:
    area = widget.parentWidget()
    return isinstance(area, QAbstractScrollArea) and area.viewport() is widget


def _scrolls(widget: QWidget, window: QWidget) -> bool:
    parent = widget.parentWidget()
    while parent is not None and parent is not window:
        if _is_viewport(parent):
            return True
        parent = parent.parentWidget()
    return False


# --- the grid -----------------------------------------------------------------------------------


def _off_grid(widget: QWidget) -> Iterator[Fault]:
    layout = widget.layout()
    if isinstance(layout, QBoxLayout | QGridLayout):
        # Where its bar is shown, a column that scrolls lets it stand in the margin.
        bar = _bar_beside(widget)
        for gap in sorted(set(_gaps(layout))):
            if gap % GRID and (gap + bar) % GRID and gap not in _OFF_GRID:
                yield Fault("off the grid", path_of(widget), f"a gap of {gap} px")


def _bar_beside(widget: QWidget) -> int:
    viewport = widget.parentWidget()
    area = viewport.parentWidget() if viewport is not None else None
    if not isinstance(area, QScrollArea) or area.widget() is not widget:
        return 0
    bar = area.verticalScrollBar()
    return bar.width() if bar.isVisible() else 0


def _gaps(layout: QLayout) -> Iterator[int]:
    margins = layout.contentsMargins()
    yield from (margins.left(), margins.top(), margins.right(), margins.bottom())
    count = layout.count()
    if isinstance(layout, QBoxLayout) and count > 1:
        yield layout.spacing()
    elif isinstance(layout, QGridLayout):
        if layout.columnCount() > 1:
            yield layout.horizontalSpacing()
        if layout.rowCount() > 1:
            yield layout.verticalSpacing()
    for n in range(count):
        item = layout.itemAt(n)
        spacer = item.spacerItem() if item is not None else None
        if spacer is not None:
            yield from (spacer.sizeHint().width(), spacer.sizeHint().height())
    for below in layout.children():
        if isinstance(below, QBoxLayout | QGridLayout):
            yield from _gaps(below)


def _at(rect: QRect) -> str:
    return f"{rect.x()},{rect.y()} {rect.width()}×{rect.height()}"
