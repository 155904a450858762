"""F1: the sheet of keys over whatever the window shows; Shift+F1: the guide at that place."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QStackedWidget, QWidget

from kap_companion.ui.acts import act
from kap_companion.ui.words import tr

if TYPE_CHECKING:
    from kap_companion.ui.guide import Show
    from kap_companion.ui.panels.key_sheet import KeySheet
    from kap_companion.ui.sheet_opener import SheetOpener
    from kap_companion.ui.window import Window

GUIDE_KEY = "Shift+F1"


class KeyHelp(QObject):
    """`action` is the one on F1, `guide` the one on Shift+F1: a place puts both into its menu.

    `show_page` shows a page of the guide; the system's browser where there is none.
    """

    def __init__(self, window: Window, stack: QStackedWidget) -> None:
        """Help at whatever `stack` shows in `window`."""
        super().__init__(window)
        self._window = window
        self._stack = stack
        self._opener: SheetOpener | None = None
        self.show_page: Show | None = None
        self.action = act(window, tr("All keys"), "F1", self.toggle, group="room")
        self.guide = act(window, tr("Open the guide"), GUIDE_KEY, self.open_guide, group="room")

    @property
    def sheet(self) -> KeySheet | None:
        """Return the sheet that is open, if one is."""
        return cast("KeySheet | None", self._opener.sheet) if self._opener is not None else None

    def toggle(self) -> None:
        """Open the sheet for where one is, or close it."""
        if self._opener is None:
            # Not before it is asked for: the window is to be there soon.
            from kap_companion.ui.sheet_opener import SheetOpener

            self._opener = SheetOpener(self._stack, self._sheet_of, self)
        self._opener.toggle()

    def open_guide(self) -> None:
        """Open the guide at the page of where one is; where it cannot be, the window says why."""
        from kap_companion.ui.guide import open_guide, show_in_browser

        show = self.show_page or show_in_browser
        open_guide(self._stack.currentWidget(), self._window.show_notice, show)

    def close(self) -> None:
        """Close the sheet, if one is open."""
        if self._opener is not None:
            self._opener.close()

    def _sheet_of(self, place: QWidget) -> KeySheet:
        from kap_companion.ui.keys_shown import acts_of, key_groups
        from kap_companion.ui.panels.key_sheet import KeySheet

        sheet = KeySheet(place, key_groups(acts_of(place)), GUIDE_KEY)
        sheet.guide_asked.connect(self.open_guide)
        return sheet
