"""Where the sound goes: the output by name, and a list that opens in place for another."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from kap_companion.ui import theme
from kap_companion.ui.theme import Tone
from kap_companion.ui.widgets.inline_message import InlineMessage
from kap_companion.ui.widgets.key_button import KeyButton, is_bare_enter
from kap_companion.ui.words import tr

_ROW = 28
_LEAST = 160
_MOST_ROWS = 6
_FRAME = 10


@dataclass(frozen=True, slots=True)
class Outputs:
    """The output in use by name, the others there are, and, where it has gone, a sentence."""

    name: str = ""
    offered: tuple[str, ...] = ()
    lost: str = ""
    """Such as '‘WH-1000XM4’ has gone. The music waits for it, or choose another output.'"""
    aside: str = ""
    """A few quiet words of the one in use, such as 'Bluetooth'."""


class OutputPicker(QWidget):
    """Shows the output's name; Enter, Space or Down opens the list, Esc closes it.

    `output_chosen` says a name of those offered; nothing is chosen by moving through the list.
    `put_away`: Esc closed the list, or what is in use was chosen.
    """

    output_chosen = Signal(str)
    put_away = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._outputs = Outputs()
        self._button = _NameButton("", tr("change"))
        self._lost = InlineMessage("", Tone.DUE)
        self._list = _Names()
        self._list.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._lost)
        column.addWidget(self._button)
        column.addWidget(self._list)
        self.setFocusProxy(self._button)
        self.setAccessibleName(tr("Output of the sound"))
        self._button.clicked.connect(self._open_or_close)
        self._button.open_asked.connect(self.open)
        self._list.itemClicked.connect(self._choose)
        self._list.chosen.connect(self._choose)
        self._list.closed.connect(self.close_list)
        self._list.closed.connect(self.put_away)
        self.set_outputs(self._outputs)

    @property
    def is_open(self) -> bool:
        return not self._list.isHidden()

    def set_outputs(self, outputs: Outputs) -> None:
        """Show what is in use and what is offered; an open list keeps its place."""
        was, self._outputs = self._outputs, outputs
        name = outputs.name or tr("No output")
        self._button.setText(f"{name}, {outputs.aside}" if outputs.aside else name)
        self._button.setAccessibleName(tr("Output: {name}", name=self._button.text()))
        self._lost.say(outputs.lost, Tone.DUE)
        if was.offered != outputs.offered or was.name != outputs.name or not self._list.count():
            self._fill()

    def open(self) -> None:
        """Open the list under the name, with the keyboard at what is in use."""
        if self._outputs.offered:
            self._list.show()
            self._button.set_key(tr("close"))
            self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_list(self) -> None:
        """Close the list without choosing."""
        had_keyboard = self._list.hasFocus()
        self._list.hide()
        self._button.set_key(tr("change"))
        if had_keyboard:
            self._button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_or_close(self) -> None:
        if self.is_open:
            self.close_list()
        else:
            self.open()

    def _choose(self, item: QListWidgetItem) -> None:
        name = item.data(Qt.ItemDataRole.UserRole)
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.close_list()
        if name != self._outputs.name or self._outputs.lost:
            self.output_chosen.emit(name)
        else:
            self.put_away.emit()

    def _fill(self) -> None:
        kept = self._list.selectedItems()
        current = kept[0].data(Qt.ItemDataRole.UserRole) if kept else self._outputs.name
        self._list.clear()
        for name in self._outputs.offered:
            in_use = name == self._outputs.name
            item = QListWidgetItem(tr("{name}  ·  in use", name=name) if in_use else name)
            item.setData(Qt.ItemDataRole.UserRole, name)
            self._list.addItem(item)
            if name == current:
                self._list.setCurrentItem(item)
        if not self._list.selectedItems() and self._list.count():
            self._list.setCurrentRow(0)
        self._list.fit()


class _NameButton(KeyButton):
    """Down opens, as in a field with a list."""

    open_asked = Signal()

    def minimumSizeHint(self) -> QSize:
        # A long name ends in an ellipsis rather than widen what it stands in.
        return QSize(min(_LEAST, self.sizeHint().width()), super().minimumSizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.open_asked.emit()
        else:
            super().keyPressEvent(event)


class _Names(QListWidget):
    """As high as its rows, up to six; then it scrolls inside itself."""

    chosen = Signal(QListWidgetItem)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setProperty("choice", "true")
        self.setAccessibleName(tr("Outputs"))

    def fit(self) -> None:
        """Be as high as the rows need."""
        row = theme.look().height(_ROW)
        for n in range(self.count()):
            self.item(n).setSizeHint(QSize(0, row))
        self.setFixedHeight(min(_MOST_ROWS, max(1, self.count())) * row + _FRAME)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        items = self.selectedItems()
        if items and (is_bare_enter(event) or event.key() == Qt.Key.Key_Space):
            self.chosen.emit(items[0])
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.look_changed(event):
            self.fit()
