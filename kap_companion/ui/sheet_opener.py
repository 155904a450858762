"""Opens and closes a sheet at the right of whatever a stack shows, and gives the keyboard back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from kap_companion.ui.widgets.side_sheet import SideSheet


class SheetOpener(QObject):
    """Makes a sheet only when it is asked for, and lets go of it when it is closed."""

    def __init__(
        self,
        stack: QStackedWidget,
        make: Callable[[QWidget], SideSheet],
        parent: QObject,
    ) -> None:
        """Open what `make` makes for the page that `stack` shows."""
        super().__init__(parent)
        self._stack = stack
        self._make = make
        self._sheet: SideSheet | None = None
        self._before: QWidget | None = None
        stack.currentChanged.connect(lambda _index: self._drop())

    @property
    def sheet(self) -> SideSheet | None:
        """Return the sheet that is open, if one is."""
        return self._sheet

    def toggle(self) -> None:
        """Open the sheet for where one is, or close it."""
        if self._sheet is not None:
            self.close()
            return
        place = self._stack.currentWidget()
        if place is None:
            return
        self._before = QApplication.focusWidget()
        sheet = self._make(place)
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
