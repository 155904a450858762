"""A choice of one among a few, side by side."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from kap_companion.ui import theme
from kap_companion.ui.widgets import painting
from kap_companion.ui.widgets.segment import Segment


class Segmented(QWidget):
    """Segments of (key, words). The arrows move along, and `chosen` says the new key."""

    chosen = Signal(str)

    def __init__(
        self,
        options: tuple[tuple[str, str], ...],
        chosen: str | None = None,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._segments: dict[str, Segment] = {}
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for n, (key, words) in enumerate(options):
            segment = Segment(words, is_first=n == 0, is_last=n == len(options) - 1)
            segment.clicked.connect(partial(self._choose, key))
            self._segments[key] = segment
            row.addWidget(segment, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        self._chosen: str | None = None
        self.set_chosen(chosen)

    def chosen_key(self) -> str | None:
        """Return the key that is chosen, None where none is."""
        return self._chosen

    def set_chosen(self, key: str | None) -> None:
        """Show `key` as chosen; None, or a key that is not offered, shows none."""
        self._chosen = key if key in self._segments else None
        for segment in self._segments.values():
            segment.setAutoExclusive(False)
        for other, segment in self._segments.items():
            segment.setChecked(other == self._chosen)
        # Tab comes to what is chosen, or to the first; the arrows go on from there.
        stop = self._segments.get(self._chosen or "") or next(iter(self._segments.values()), None)
        for segment in self._segments.values():
            segment.setAutoExclusive(True)
            policy = segment.focusPolicy() & ~Qt.FocusPolicy.TabFocus
            segment.setFocusPolicy(policy | Qt.FocusPolicy.TabFocus if segment is stop else policy)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(max(hint.width(), self._equal_width()), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.look_changed(event):
            self._share()

    def paintEvent(self, event: QPaintEvent) -> None:
        t = theme.look().theme
        edge = t.edge if self.isEnabled() else t.line
        with QPainter(self) as painter:
            painting.begin(painter)
            painting.box(painter, self.rect(), 8, edge=QColor(edge))

    def _equal_width(self) -> int:
        widest = max((one.sizeHint().width() for one in self._segments.values()), default=0)
        return widest * len(self._segments)

    def _share(self) -> None:
        """Give all the same width; where that is too little for one, each by its words."""
        is_equal = self.width() >= self._equal_width()
        for n, segment in enumerate(self._segments.values()):
            self._row.setStretch(n, 1 if is_equal else segment.sizeHint().width())

    def _choose(self, key: str, _checked: bool = False) -> None:
        if key != self._chosen:
            self._chosen = key
            self.chosen.emit(key)
