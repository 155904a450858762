"""F1: opens and closes the sheet of keys over whatever the window shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget

from kap_companion.ui.acts import act

if TYPE_CHECKING:
    from kap_companion.ui.panels.key_sheet import KeySheet


class KeyHelp(QObject):
    """`action` is the one on F1: a place puts it into its menu too."""

    def __init__(self, window: QMainWindow, stack: QStackedWidget) -> None:
        """Help at whatever `stack` shows in `window`."""
        super().__init__(window)
        self._stack = stack
        self._sheet: KeySheet | None = None
        self._before: QWidget | None = None
        self.action = act(window, "All keys", "F1", self.toggle, group="room")
        stack.currentChanged.connect(lambda _index: self._drop())

    @property
    def sheet(self) -> KeySheet | None:
        """Return the sheet that is open, if one is."""
        return self._sheet

    def toggle(self) -> None:
        """Open the sheet for where one is, or close it."""
        if self._sheet is not None:
            self.close()
            return
        # Not before it is asked for: the window is to be there soon.
        from kap_companion.ui.keys_shown import acts_of, key_groups
        from kap_companion.ui.panels.key_sheet import KeySheet

        place = self._stack.currentWidget()
        if place is None:
            return
        self._before = QApplication.focusWidget()
        sheet = KeySheet(place, key_groups(acts_of(place)))
        sheet.left.connect(self.close)
        self._sheet = sheet
        sheet.open()

    def close(self) -> None:
        """Close the sheet; the keyboard goes back to where it was, unless it is elsewhere."""
        sheet, before = self._sheet, self._before
        if sheet is None:
            return
        had_keyboard = sheet.has_keyboard()
        # First the keyboard: hiding the sheet would give it to anything.
        self._sheet = self._before = None
        if had_keyboard and before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.PopupFocusReason)
        sheet.hide()
        sheet.deleteLater()

    def _drop(self) -> None:
        sheet, self._sheet, self._before = self._sheet, None, None
        if sheet is not None:
            sheet.hide()
            sheet.deleteLater()
