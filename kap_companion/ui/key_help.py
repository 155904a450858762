"""F1: opens and closes the sheet of keys over whatever the window shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from kap_companion.ui.acts import act
from kap_companion.ui.words import tr

if TYPE_CHECKING:
    from kap_companion.ui.panels.key_sheet import KeySheet
    from kap_companion.ui.sheet_opener import SheetOpener


class KeyHelp(QObject):
    """`action` is the one on F1: a place puts it into its menu too."""

    def __init__(self, window: QMainWindow, stack: QStackedWidget) -> None:
        """Help at whatever `stack` shows in `window`."""
        super().__init__(window)
        self._stack = stack
        self._opener: SheetOpener | None = None
        self.action = act(window, tr("All keys"), "F1", self.toggle, group="room")

    @property
    def sheet(self) -> KeySheet | None:
        """Return the sheet that is open, if one is."""
        return cast("KeySheet | None", self._opener.sheet) if self._opener is not None else None

    def toggle(self) -> None:
        """Open the sheet for where one is, or close it."""
        if self._opener is None:
            # Not before it is asked for: the window is to be there soon.
            from kap_companion.ui.sheet_opener import SheetOpener

            self._opener = SheetOpener(self._stack, _sheet_of, self)
        self._opener.toggle()

    def close(self) -> None:
        """Close the sheet, if one is open."""
        if self._opener is not None:
            self._opener.close()


def _sheet_of(place: QWidget) -> KeySheet:
    from kap_companion.ui.keys_shown import acts_of, key_groups
    from kap_companion.ui.panels.key_sheet import KeySheet

    return KeySheet(place, key_groups(acts_of(place)))
