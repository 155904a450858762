"""The size of a widget that is one row of words at the left and a few at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QSizePolicy, QWidget

from kap_companion.ui import theme
from kap_companion.ui.widgets.two_sided import TwoSided

# A class may have one Qt base only: at run time this is none, and stands before the one it is for.
if TYPE_CHECKING:
    _Base = QWidget
else:
    _Base = object


class RowSize(_Base):
    """Stands before the Qt class among the bases; `_row` says how the row is laid out."""

    def _row(self) -> TwoSided:
        raise NotImplementedError

    def _size_by_row(self) -> None:
        """Let the height follow the width."""
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        row = self._row()
        return QSize(row.width(), row.height(row.width()))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self._row().height(self.width()))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._row().height(width)

    def changeEvent(self, event: QEvent) -> None:
        if theme.look_changed(event):
            self.updateGeometry()
        super().changeEvent(event)
