"""Home under the veil: nothing but what opens it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kap_companion.ui.acts import act
from kap_companion.ui.clipboard import let_go_of_selection
from kap_companion.ui.conductor import Conductor
from kap_companion.ui.panels.veil_panel import VeilPanel
from kap_companion.ui.veil import Veil
from kap_companion.ui.widgets.header_bar import HeaderBar
from kap_companion.ui.words import tr


class VeiledHome(QWidget):
    """Stands in for Home while the veil is drawn."""

    lock_asked = Signal()

    def __init__(self, conductor: Conductor, veil: Veil, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        let_go_of_selection()
        self.header, self.panel = HeaderBar(), VeilPanel(veil)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.panel, 1)
        self.header.set_title(tr("Veiled"))
        act(self, tr("Open the veil"), "F12", self.ask_to_open)
        act(self, tr("Lock"), "Ctrl+L", self.lock_asked.emit)
        conductor.beat.connect(self.panel.beat)

    def ask_to_open(self) -> None:
        """Ask for what opens the veil."""
        self.panel.ask_to_open()

    def say_why(self, why: str) -> None:
        """Say in one sentence why the veil was drawn where a lock was meant."""
        self.panel.say_why(why)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.ask_to_open()
