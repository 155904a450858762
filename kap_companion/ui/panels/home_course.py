"""The course beside Home: made when it is first asked for, with its acts in Home's menu."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from kap_companion.session.course_words import stage_words
from kap_companion.ui.conductor import Conductor
from kap_companion.ui.words import tr
from kap_companion.vault.clients import ClientFile

if TYPE_CHECKING:
    from kap_companion.ui.screens.course import CourseScreen


class HomeCourse(QObject):
    """Emits `session_asked` with a session's id, and `changed` when a course was added to."""

    session_asked = Signal(str)
    changed = Signal()

    def __init__(
        self, conductor: Conductor, pages: QStackedWidget, menu: QMenu, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self._pages = pages
        self._menu = menu
        self._screen: CourseScreen | None = None
        self._acts: QMenu | None = None

    @property
    def screen(self) -> CourseScreen:
        """The course's screen."""
        if self._screen is None:
            from kap_companion.ui.screens.course import CourseScreen

            made = self._screen = CourseScreen(self._conductor)
            self._pages.addWidget(made)
            made.session_asked.connect(self.session_asked)
            made.changed.connect(self.changed)
            self._acts = self._menu.addMenu(tr("Course"))
            self._acts.addActions(made.actions())
        return self._screen

    @property
    def has_client(self) -> bool:
        """Whether a client's course was opened."""
        return self._screen is not None and self._screen.client is not None

    @property
    def is_shown(self) -> bool:
        """Whether it is the page that is shown."""
        return self._screen is not None and self._pages.currentWidget() is self._screen

    @property
    def is_in_form(self) -> bool:
        """Whether an entry of it is being written."""
        return self._screen is not None and self._screen.is_in_form

    def title(self) -> tuple[str, tuple[str, ...]]:
        """Return whose course it is, where it is, and who prescribes."""
        client, told = self.screen.client, self.screen.course
        if client is None or told is None:
            return "", ()
        by = (
            (tr("prescriber {prescriber}", prescriber=client.prescriber),)
            if client.prescriber
            else ()
        )
        return client.code, (stage_words(told), *by)

    def follow(self, find: Callable[[str], ClientFile | None]) -> None:
        """Follow the vault; a course whose client is gone is left."""
        if self._screen is None or self._screen.client is None or not self.is_shown:
            return
        found = find(self._screen.client.id)
        if found is None:
            self._pages.setCurrentIndex(0)
        elif not self._screen.is_in_form:
            self._screen.show_client(found)

    def show(self) -> None:
        """Show the page."""
        self.screen.refresh()
        self._pages.setCurrentWidget(self.screen)

    def let_acts(self) -> None:
        """Let its acts be chosen from the menu while it is shown, and not else."""
        if self._acts is not None:
            self._acts.setEnabled(self.is_shown)
