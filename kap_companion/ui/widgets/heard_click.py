"""Makes a tick by a screen reader a click: Qt's accessible act alone says nothing of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QAbstractButton

# A class may have one Qt base only: at run time this is none, and stands before the one it is for.
if TYPE_CHECKING:
    _Base = QAbstractButton
else:
    _Base = object


class HeardClick(_Base):
    """Comes before the button class; `clicked` follows whatever the person ticked it with.

    `setChecked` is the owner's doing and says nothing.
    """

    _is_clicked = _is_told = False

    def setChecked(self, checked: bool) -> None:
        self._is_told = True
        super().setChecked(checked)
        self._is_told = False

    def nextCheckState(self) -> None:
        self._is_clicked = True
        super().nextCheckState()
        self._is_clicked = False

    def _on_toggled(self, checked: bool) -> None:
        if self._is_clicked or self._is_told:
            return
        if not self.autoExclusive():
            self.setChecked(not checked)
            self.click()
        elif checked:
            self.click()  # it stays the chosen one
