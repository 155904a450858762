"""What the app is and whose work it stands on, from Home's menu."""

from __future__ import annotations

from PySide6.QtCore import QObject

from kap_companion.ui.acts import act, let_words_breathe
from kap_companion.ui.screens.home import HomeScreen
from kap_companion.ui.screens.settings import ABOUT
from kap_companion.ui.words import tr

_GROUP, _GROUP_AFTER = "help", "leave"


class HomeAbout(QObject):
    """Adds its act to Home's menu, as the last of those that help."""

    def __init__(self, home: HomeScreen) -> None:
        super().__init__(home)
        self._home = home
        actions = home.menu.actions()
        after = next(n for n, one in enumerate(actions) if one.property("group") == _GROUP_AFTER)
        about = act(home, tr("About KAP Companion"), (), self.show, group=_GROUP)
        home.menu.insertAction(actions[after - 1], about)
        let_words_breathe(home.menu)

    def show(self) -> None:
        """Show the version and the licences, with the keyboard on their list."""
        self._home.show_settings()
        self._home.settings.show_group(ABOUT)
        self._home.settings.about.pieces.setFocus()
