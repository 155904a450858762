"""What rehearsals stand on, as the composition root hands it to the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kap_companion.music.player import Player
    from kap_companion.script import Script
    from kap_companion.session.clock import Clock
    from kap_companion.ui.conductor import Conductor
    from kap_companion.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class Ground:
    """Makers of all that a rehearsal needs: it has nothing of the clinician's own vault.

    `home` is where their throw-away vaults lie, `own_script` the app's own session, `music` its own
    music, None where it was not made. `try_script` plays a script once unseen, in a vault under
    `home`, and raises ScriptError where a line is refused. `conduct` makes the conductor of a
    vault by a clock, and `new_player` a player that is heard, or follows that clock in silence.
    """

    home: Path
    clock: Clock
    own_script: Callable[[], bytes]
    music: Callable[[], Path | None]
    try_script: Callable[[Script, Path], None]
    conduct: Callable[[Vault, Clock, Callable[[], Player]], Conductor]
    new_player: Callable[[bool], Player]
