"""One question of a scale: its number, its words, and its answers as digits beside it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from kap_companion.session.scales import Item
from kap_companion.ui import theme
from kap_companion.ui.theme import Words
from kap_companion.ui.widgets import painting
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.segment import Segment
from kap_companion.ui.widgets.segmented import Segmented
from kap_companion.ui.words import tr


class ScaleItem(QWidget):
    """A digit answers it and `went_on` asks for the next; `answered` says that it changed."""

    answered = Signal()
    went_on = Signal()

    def __init__(self, number: int, item: Item, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._item = item
        values = tuple((str(one.value), str(one.value)) for one in item.choices)
        self._question = Label(f"{number}  {item.words}", Words.BODY, wrap=True)
        self._said = Label("", Words.LABEL, keeps_whole=True)
        self._bar = Segmented(values, name=f"{number}. {item.words}")
        for segment, choice in zip(self._bar.findChildren(Segment), item.choices, strict=True):
            segment.setAccessibleName(f"{choice.value}, {choice.words}")
            segment.setAccessibleDescription(
                tr("Question {number}: {words}", number=number, words=item.words)
            )
            segment.setToolTip(choice.words)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(0)
        grid.addWidget(self._question, 0, 0, 2, 1, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(self._bar, 0, 1)
        grid.addWidget(self._said, 1, 1)
        grid.setColumnStretch(0, 1)
        self._grid = grid
        self._make_room()
        self._bar.chosen.connect(lambda _: self._on_chosen())

    def value(self) -> int | None:
        """Return the answer, None where there is none yet."""
        key = self._bar.chosen_key()
        return int(key) if key is not None else None

    def set_value(self, value: int | None) -> None:
        """Show an answer, or none."""
        self._bar.set_chosen(None if value is None else str(value))
        self._show()

    def stops(self) -> list[QWidget]:
        """Return what the keyboard can come to, in its order."""
        return list(self._bar.findChildren(Segment))

    def focus(self) -> None:
        """Put the keyboard on the answers."""
        segments = self._bar.findChildren(Segment)
        chosen = next((one for one in segments if one.isChecked()), segments[0])
        chosen.setFocus(Qt.FocusReason.TabFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.look_changed(event):
            self._make_room()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed = event.text()
        if typed in [str(one.value) for one in self._item.choices]:
            self._bar.set_chosen(typed)
            self._on_chosen()
            self.went_on.emit()
            return
        super().keyPressEvent(event)

    def _on_chosen(self) -> None:
        self._show()
        self.answered.emit()

    def _make_room(self) -> None:
        """Keep the answers at their place, however long the words of the one that is chosen."""
        font = theme.look().font(Words.LABEL)
        wide = max(painting.width_of(one.words, font) for one in self._item.choices)
        self._grid.setColumnMinimumWidth(1, wide + 2)

    def _show(self) -> None:
        value = self.value()
        self._said.setText("" if value is None else self._item.answer(value).words)
