"""Asks other programs' players beside the window's own work: one that hangs holds nothing up."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from kap_companion.ui.background import Background
from kap_companion.ui.elsewhere import OtherPlayers
from kap_companion.vault.errors import VaultError


class ElsewhereAsked(QObject):
    """Passes each act on and answers at once that it was; `answered` says later whether the player
    took it: its name, and that. `found` says the names of the players there are.
    """

    answered = Signal(str, bool)
    found = Signal(tuple)

    def __init__(self, players: OtherPlayers, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._players = players
        self._background = Background(self)

    def find(self) -> None:
        """Look which players there are; `found` says it, to whoever is still there then."""
        self._background.do(self._players.names, self.found.emit, _no_vault)

    def play(self, name: str) -> bool:
        """Let it play."""
        return self._pass_on(name, self._players.play)

    def pause(self, name: str) -> bool:
        """Let it pause."""
        return self._pass_on(name, self._players.pause)

    def lower(self, name: str) -> bool:
        """Make it quiet for talking."""
        return self._pass_on(name, self._players.lower)

    def raise_(self, name: str) -> bool:
        """Bring it back."""
        return self._pass_on(name, self._players.raise_)

    def _pass_on(self, name: str, act: Callable[[str], bool]) -> bool:
        self._background.do(
            lambda: act(name), lambda took: self.answered.emit(name, took), _no_vault
        )
        return True


def _no_vault(trouble: VaultError) -> None:
    raise trouble
