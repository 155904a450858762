"""The marks: one key, one observation."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from kap_companion.ui import theme
from kap_companion.ui.kept_words import kept
from kap_companion.ui.widgets import painting
from kap_companion.ui.widgets.chip import Chip
from kap_companion.ui.words import tr

_GAP = 8


class ChipRow(QWidget):
    """Chips numbered from 1, spread over the width; those that do not fit go on a next line.

    Choosing one emits `marked` with its words, and its menu `edit_asked` unless its words are
    hidden. Their keys, Ctrl+1 to Ctrl+9, live in the menu.
    """

    marked = Signal(str)
    edit_asked = Signal()

    def __init__(self, marks: tuple[str, ...] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._marks: tuple[str, ...] = ()
        self._names: tuple[str, ...] = ()
        self._chips: list[Chip] = []
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(tr("Marks"))
        self.set_marks(marks)

    @property
    def marks(self) -> tuple[str, ...]:
        return self._marks

    @property
    def names(self) -> tuple[str, ...]:
        """What the chips say, as it is kept; nothing where one shows its number alone."""
        return self._names

    def set_marks(self, marks: tuple[str, ...], names: tuple[str, ...] | None = None) -> None:
        """Offer `marks`, the first on key 1; `names` are what is shown of them, if less."""
        names = marks if names is None else names
        if (marks, names) == (self.marks, self.names):
            return
        self._marks, self._names = marks, names
        for chip in self._chips:
            chip.hide()
            chip.deleteLater()
        self._chips = []
        for n, (mark, name) in enumerate(zip(marks, names, strict=True), start=1):
            chip = Chip(str(n), kept(name), self)
            chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            chip.clicked.connect(partial(self._mark, mark))
            chip.show()
            self._chips.append(chip)
        self.updateGeometry()
        self._place(self.width())

    def sizeHint(self) -> QSize:
        wide = sum(chip.sizeHint().width() + _GAP for chip in self._chips)
        return QSize(max(0, wide - _GAP), theme.look().height(32))

    def minimumSizeHint(self) -> QSize:
        widest = max((chip.sizeHint().width() for chip in self._chips), default=0)
        return QSize(widest, theme.look().height(32))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        high = theme.look().height(32)
        return max(1, len(self._lines(width))) * (high + _GAP) - _GAP

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place(event.size().width())

    def changeEvent(self, event: QEvent) -> None:
        if theme.look_changed(event):
            self.updateGeometry()
            self._place(self.width())
        super().changeEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.names != self.marks:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(f"{tr('Edit marks')}\tCtrl+0", self.edit_asked.emit)
        menu.popup(event.globalPos())

    def _mark(self, mark: str, _checked: bool = False) -> None:
        self.marked.emit(mark)

    def _lines(self, width: int) -> list[list[Chip]]:
        lines: list[list[Chip]] = []
        left = 0
        for chip in self._chips:
            wide = chip.minimumSizeHint().width()
            if not lines or left < wide:
                lines.append([])
                left = width
            lines[-1].append(chip)
            left -= wide + _GAP
        return lines

    def _place(self, width: int) -> None:
        """Spread what fits on one line over the width; several lines keep their own widths."""
        lines = self._lines(width)
        high = theme.look().height(32)
        for n, line in enumerate(lines):
            wides = [chip.sizeHint().width() for chip in line]
            spare = width - sum(wides) - _GAP * (len(line) - 1)
            x = 0
            for m, (chip, wide) in enumerate(zip(line, wides, strict=True)):
                share = spare * (m + 1) // len(line) - spare * m // len(line)
                at = wide + min(_GAP, share)
                chip.setGeometry(painting.mirrored_part(self, x, n * (high + _GAP), at, high))
                x += at + _GAP
