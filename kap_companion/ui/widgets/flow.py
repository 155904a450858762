"""Parts side by side, those that do not fit on a next line: for large text and narrow columns."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kap_companion.ui.widgets import painting

# A part that was hidden on purpose, and not only because it stood nowhere yet.
_SAID_SO = Qt.WidgetAttribute.WA_WState_ExplicitShowHide


class Flow(QWidget):
    """Lines of parts `gap` px apart, from the left, each part as wide as it asks to be.

    A widget and not a layout: a layout's items, kept here, would not outlive those of Qt.
    """

    def __init__(self, *parts: QWidget, gap: int = 8, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: list[QWidget] = []
        self._gap = gap
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for part in parts:
            self.add(part)

    def add(self, part: QWidget) -> None:
        """Put one more part at the end."""
        was_hidden = part.isHidden() and part.testAttribute(_SAID_SO)
        part.setParent(self)
        part.setVisible(not was_hidden)
        self._parts.append(part)
        self.updateGeometry()

    def clear(self) -> None:
        """Let all parts go."""
        for part in self._parts:
            part.hide()
            part.deleteLater()
        self._parts = []
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        shown = [part.sizeHint() for part in self._shown()]
        wide = sum(size.width() for size in shown) + self._gap * max(0, len(shown) - 1)
        return QSize(wide, max((size.height() for size in shown), default=0))

    def minimumSizeHint(self) -> QSize:
        shown = [part.minimumSizeHint() for part in self._shown()]
        return QSize(
            max((size.width() for size in shown), default=0),
            max((size.height() for size in shown), default=0),
        )

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._lay(width, move=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay(event.size().width(), move=True)

    def showEvent(self, event: QShowEvent) -> None:
        # A part shown or hidden while none of it was in sight asked nobody for its room.
        self._lay(self.width(), move=True)
        super().showEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.StyleChange):
            self.updateGeometry()
            self._lay(self.width(), move=True)
        return super().event(event)

    def _shown(self) -> list[QWidget]:
        return [part for part in self._parts if not part.isHidden()]

    def _lay(self, width: int, *, move: bool) -> int:
        """Place the parts, or only say how high that would be."""
        x, y, high = 0, 0, 0
        line: list[tuple[QWidget, QRect]] = []
        for part in self._shown():
            size = part.sizeHint()
            wide = min(max(size.width(), part.minimumWidth()), width)
            if x and x + wide > width:
                if move:
                    _place(line, high)
                x, y, high, line = 0, y + high + self._gap, 0, []
            line.append((part, QRect(x, y, wide, size.height())))
            x += wide + self._gap
            high = max(high, size.height())
        if move:
            _place(line, high)
        return y + high


def _place(line: Sequence[tuple[QWidget, QRect]], high: int) -> None:
    """Place the parts of one line, `high` px high, each in the middle of it."""
    for part, place in line:
        at = place.translated(0, (high - place.height()) // 2)
        around = part.parentWidget()
        if around is not None:
            at = painting.mirrored_part(around, at.x(), at.y(), at.width(), at.height())
        part.setGeometry(at)
