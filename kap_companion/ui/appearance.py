"""Gives the application the look that was chosen, and follows the system where it is asked to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

from kap_companion.ui import theme
from kap_companion.ui.preferences import AS_THE_SYSTEM, Preferences
from kap_companion.ui.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyle


class Appearance(QObject):
    """The look of the whole application; while it follows the system, it changes with it."""

    def __init__(self, app: QApplication, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._app = app
        self._worn: Preferences | None = None
        self._is_still = False
        app.styleHints().colorSchemeChanged.connect(self.follow)

    def wear(self, preferences: Preferences) -> None:
        """Put on the colours and the text size of `preferences`."""
        self._worn = preferences
        scheme = self._app.styleHints().colorScheme()
        self._put_on(preferences, scheme)

    def follow(self, scheme: Qt.ColorScheme) -> None:
        """Change with the system, if that was asked for."""
        if self._worn is not None and self._worn.theme == AS_THE_SYSTEM:
            self._put_on(self._worn, scheme)

    def heed_platform(self) -> None:
        """Hold still from now on if the platform asks for it: to be called before anything moves.

        Not earlier: asking takes longer than painting the gate, where nothing moves.
        """
        is_still = asks_for_stillness(self._app.style())
        if is_still is not self._is_still and self._worn is not None:
            self._is_still = is_still
            self.wear(self._worn)

    def _put_on(self, preferences: Preferences, scheme: Qt.ColorScheme) -> None:
        colours = colours_of(preferences.theme, scheme)
        follows = preferences.motion == AS_THE_SYSTEM
        still = self._is_still if follows else preferences.motion == "reduced"
        theme.apply(self._app, colours, preferences.text_size, still=still)


def colours_of(chosen: str, scheme: Qt.ColorScheme) -> Theme:
    """Return the colours of a choice; a system that says nothing of its own is taken for dark."""
    if chosen != AS_THE_SYSTEM:
        return theme.THEMES[chosen]
    return theme.LIGHT if scheme is Qt.ColorScheme.Light else theme.DARK


def asks_for_stillness(style: QStyle) -> bool:
    """Return whether the platform wants nothing to move by itself.

    Qt 6.11 passes this on only as a style's animations that take no time.
    """
    from PySide6.QtWidgets import QStyle

    return style.styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) == 0
