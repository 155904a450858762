"""What Home opens about a client beside the list: their superbill, and the end of their file."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget

from kap_companion.language import day_words
from kap_companion.ui.conductor import Conductor
from kap_companion.ui.words import tr
from kap_companion.vault.clients import ClientFile

if TYPE_CHECKING:
    from kap_companion.ui.panels.destroy_page import DestroyPage
    from kap_companion.ui.screens.superbill import SuperbillScreen


class ClientPapers(QObject):
    """Pages in `stack`, each made when it is first asked for.

    Emits `left` when one is left, `destroyed` when a file is gone.
    """

    left = Signal()
    destroyed = Signal()

    def __init__(
        self, conductor: Conductor, stack: QStackedWidget, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self._stack = stack

    @cached_property
    def superbill(self) -> SuperbillScreen:
        """Where a superbill is made."""
        from kap_companion.ui.screens.superbill import SuperbillScreen

        screen = SuperbillScreen(self._conductor)
        self._stack.addWidget(screen)
        screen.cancelled.connect(self.left)
        return screen

    @cached_property
    def destroying(self) -> DestroyPage:
        """Where a file is destroyed after its time."""
        from kap_companion.ui.panels.destroy_page import DestroyPage

        page = DestroyPage(self._conductor)
        self._stack.addWidget(page)
        page.cancelled.connect(self.left)
        page.destroyed.connect(self.destroyed)
        return page

    @property
    def page(self) -> SuperbillScreen | DestroyPage | None:
        """Return the page that is open, None where none is."""
        shown = self._stack.currentWidget()
        for name in ("superbill", "destroying"):
            page: SuperbillScreen | DestroyPage | None = self.__dict__.get(name)
            if page is not None and page is shown:
                return page
        return None

    def services(self) -> tuple[int, ...] | None:
        """Return which services are chosen on the superbill that is open, None where none is."""
        page = self.page
        if page is None or page is not self.__dict__.get("superbill"):
            return None
        return tuple(n for n, row in enumerate(self.superbill.rows) if row.is_chosen)

    def choose_services(self, chosen: tuple[int, ...]) -> None:
        """Choose services again on a superbill that was made anew."""
        for n, row in enumerate(self.superbill.rows):
            row.tick.setChecked(n in chosen)

    def open_superbill(self, client: ClientFile) -> None:
        """Begin a superbill for a client, or go on with the one that was not closed."""
        if not self.superbill.is_begun_for(client):
            self.superbill.show_client(client)
        self._stack.setCurrentWidget(self.superbill)
        self.superbill.focus_first()

    def open_destroying(self, client: ClientFile) -> None:
        """Ask whether a client's file is to be destroyed."""
        self.destroying.show_client(client)
        self._stack.setCurrentWidget(self.destroying)
        self.destroying.focus_first()

    def retention_words(self, client: ClientFile) -> tuple[str, bool]:
        """Return until when a client's file is kept, in words, and whether that is over."""
        destroying = self._conductor.practice.destroying
        kept = destroying.retention(client.id)
        if kept is None:
            return "", False
        years = destroying.keep_years
        told = tr(
            "{day}, {years} years from {because}.",
            day=day_words(kept.keep_until),
            years=years,
            because=kept.because,
        )
        if destroying.may_destroy(client.id):
            return tr("Was to be kept until {told}", told=told), True
        return tr("Kept until {told}", told=told), False
