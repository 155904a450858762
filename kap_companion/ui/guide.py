"""The guide that ships with the app: at the page of the place one is at, in the system's browser.

It lies on this computer, and nothing is fetched to show it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from kap_companion import resources
from kap_companion.language import ENGLISH, spoken
from kap_companion.ui.words import tr

Show = Callable[[Path], bool]
"""Shows a page to the person; False where nothing on this computer can."""

_LIBRARIES = "LD_LIBRARY_PATH"


class GuidePage(StrEnum):
    """A page of the guide, by its name without an ending."""

    BEFORE = "guide/clinician/before"
    SESSION = "guide/clinician/session"
    WRONG = "guide/clinician/wrong"
    AFTER = "guide/clinician/after"
    COURSE = "guide/clinician/course"
    BACKUPS = "backups"


def guide_file(page: GuidePage) -> Path | None:
    """Return where a page lies, in the language of the window where the guide has it, else None."""
    for language in dict.fromkeys((spoken().code, ENGLISH)):
        try:
            return resources.path(f"guide/{language}/{page.value}.html")
        except FileNotFoundError:
            continue
    return None


def page_of(place: QWidget | None) -> GuidePage:
    """Return the page that tells of what the window shows."""
    # Brought in once somebody asks: the window is to be there soon.
    from kap_companion.ui.room import DRAFT, SessionRoom
    from kap_companion.ui.screens.gate import Gate
    from kap_companion.ui.screens.home import HomeScreen

    match place:
        case Gate():
            shown = place.currentWidget()
            if shown is place.restoring:
                return GuidePage.BACKUPS
            return GuidePage.WRONG if shown is place.recovery else GuidePage.BEFORE
        case SessionRoom() if place.tab == DRAFT:
            return GuidePage.AFTER
        case HomeScreen() if place.is_in_course:
            return GuidePage.COURSE
        case HomeScreen() if place.is_in_settings:
            return GuidePage.BEFORE
        case _:
            return GuidePage.SESSION


def open_guide(place: QWidget | None, tell: Callable[[str], None], show: Show) -> None:
    """Show the page of `place`; `tell` hears in one sentence why not, or nothing."""
    path = guide_file(page_of(place))
    if path is None:
        tell(tr("The guide is not in this copy of the app. In a checkout dev.py guide makes it."))
    elif not show(path):
        tell(tr("No program here opens the guide. It lies in {path}.", path=path))
    else:
        tell("")


def show_in_browser(path: Path) -> bool:
    """Show a page in the system's browser; False where there is none."""
    with _libraries_of_the_system():
        return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


@contextmanager
def _libraries_of_the_system() -> Iterator[None]:
    """Let what is started here find the system's libraries, and not those of the frozen app."""
    frozen = os.environ.get(_LIBRARIES)
    if not getattr(sys, "frozen", False) or frozen is None:
        yield
        return
    before = os.environ.get(f"{_LIBRARIES}_ORIG")
    if before:
        os.environ[_LIBRARIES] = before
    else:
        del os.environ[_LIBRARIES]
    try:
        yield
    finally:
        os.environ[_LIBRARIES] = frozen
