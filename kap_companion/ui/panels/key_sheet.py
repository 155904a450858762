"""The sheet of keys: what can be done where one is, on which key; found as one types."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from kap_companion.ui.keys_shown import KeyGroup, matching
from kap_companion.ui.panels.key_sheet_rows import KeySheetRows
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets.hint_field import HintField
from kap_companion.ui.widgets.key_button import ButtonTone, KeyButton
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.scroll_area import ScrollArea
from kap_companion.ui.widgets.side_sheet import SideSheet
from kap_companion.ui.words import tr


class KeySheet(SideSheet):
    """Shows `groups` of acts with their keys; its search has the keyboard.

    `guide_asked` wants the guide, which tells the rest.
    """

    guide_asked = Signal()

    def __init__(self, place: QWidget, groups: Sequence[KeyGroup], guide_key: str) -> None:
        super().__init__(place, tr("Keys"), tr("Close the keys"))
        self._groups = tuple(groups)
        self.search = HintField(tr("Find an act or a key"))
        self._rows = KeySheetRows()
        self._nothing = Label("", Words.BODY, Tone.SECOND, wrap=True)
        self._nothing.hide()
        self.guide = KeyButton(tr("Open the guide"), guide_key, ButtonTone.LINK)
        self._scroll = ScrollArea()
        self._scroll.setWidget(self._rows)
        self._scroll.setAccessibleName(tr("Keys"))
        self.column.addWidget(self.search)
        self.column.addWidget(self._nothing)
        self.column.addWidget(self._scroll, 1)
        self.column.addWidget(self.guide, 0, Qt.AlignmentFlag.AlignLeft)
        self.guide.clicked.connect(self.guide_asked)
        self.search.textChanged.connect(self._show)
        self._show("")

    def take_keyboard(self) -> None:
        """Put the keyboard on the search."""
        self.search.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self._scroll.verticalScrollBar()
        steps = {
            Qt.Key.Key_Down: bar.singleStep(),
            Qt.Key.Key_Up: -bar.singleStep(),
            Qt.Key.Key_PageDown: bar.pageStep(),
            Qt.Key.Key_PageUp: -bar.pageStep(),
        }
        by = steps.get(Qt.Key(event.key()))
        if by is not None:
            bar.setValue(bar.value() + by)
        elif event.text().isprintable() and event.text():
            event.accept()  # a letter is never for what lies below
        else:
            super().keyPressEvent(event)

    def _show(self, typed: str) -> None:
        found = matching(self._groups, typed)
        self._rows.show_groups(found)
        self._nothing.setText(tr("No act here speaks of ‘{words}’.", words=typed.strip()))
        self._nothing.setVisible(not found)
        self._scroll.verticalScrollBar().setValue(0)
