"""Plays a session script through the live session: the window's own code on a scripted clock."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from kap_companion.accompaniment import Accompaniment
from kap_companion.collection import Collection
from kap_companion.companion import Companion
from kap_companion.language import tr
from kap_companion.music.measuring import NewMeasurer
from kap_companion.music.player import Player
from kap_companion.practice import Opening, Practice
from kap_companion.script import Line, Script, ScriptError
from kap_companion.script_acts import REFUSALS, ScriptActs
from kap_companion.session import entries as e
from kap_companion.session.checklists import Checklist
from kap_companion.session.clock import ScriptedClock
from kap_companion.vault.clients import ClientFile

_SLICE_S = 0.1
_MEASURED_EVERY_S = 0.05
_STEERING = (e.MusicAct.GENTLER, e.MusicAct.DEEPER)


class Rehearsal:
    """One run of a script; `acknowledge` is told of each line once all it wrote is durable."""

    def __init__(
        self,
        practice: Practice,
        clock: ScriptedClock,
        checklists: Sequence[Checklist],
        player: Player | None = None,
        music: Sequence[Path] = (),
        speed: float | None = None,
        new_measurer: NewMeasurer | None = None,
    ) -> None:
        """Play on `practice`; `speed` is script seconds a second, None as fast as can be.

        Music that is heard is measured meanwhile; before music that is steered it is waited for.
        """
        self._practice = practice
        self._clock = clock
        self._acts = ScriptActs(practice, clock, checklists, self)
        self._player = player
        self._music = music
        self._speed = speed
        self._new_measurer = new_measurer
        self._is_steered = False
        self._accompaniment: Accompaniment | None = None
        self._collection: Collection | None = None
        self._audio_s = 0.0

    @property
    def session_id(self) -> str | None:
        """Return the session that the script opened."""
        return self._acts.companion.session_id if self._acts.companion else None

    def play(
        self, script: Script, acknowledge: Callable[[Line, e.Entry[Any] | None], None]
    ) -> None:
        """Play every line. Raises ScriptError at the first refused; those before are kept."""
        begun = self._acts.time
        self._is_steered = any(line.keys.get("act") in _STEERING for line in script.lines)
        for line in script.lines:
            self._wait_until(begun + (line.at - script.lines[0].at))
            try:
                entry = self._acts.do(line)
            except REFUSALS as trouble:
                raise ScriptError(
                    tr(
                        "Line {number} of the script is refused: {why}",
                        number=line.number,
                        why=trouble,
                    )
                ) from trouble
            acknowledge(line, entry)
        if script.refused is not None:
            raise script.refused

    def open_session(self, client: ClientFile, opening: Opening) -> Companion:
        """Open the session that the script asks for, and let its music begin."""
        companion = self._practice.open_session(client, opening)
        if self._player is not None and self._music:
            is_heard = self._speed is not None and self._speed <= 1
            wanted = self._new_measurer if is_heard or self._is_steered else None
            self._collection = Collection(self._practice.vault.shelf, wanted)
            self._accompaniment = Accompaniment(self._player, companion, self._collection)
            self._accompaniment.choose(self._music)
            while self._is_steered and self._collection.is_measuring:
                time.sleep(_MEASURED_EVERY_S)
                self._accompaniment.pump()
            self._accompaniment.pump()
            self._player.play()
        return companion

    def do_music(
        self, companion: Companion, act: e.MusicAct, name: str | None, late_by: timedelta | None
    ) -> e.Entry[Any]:
        """Do to the music what a line says; without any it is only kept."""
        if self._accompaniment is None:
            return companion.music(act, name, late_by)
        return self._accompaniment.act(act, name, late_by)

    def close(self) -> None:
        """Let the music go."""
        if self._player is not None:
            self._player.close()
        if self._collection is not None:
            self._collection.close()

    def _wait_until(self, moment: datetime) -> None:
        """Let script time pass: the wall may have been moved, so it is counted, not compared."""
        still = moment - self._acts.time
        while still > timedelta(0):
            step = still
            if self._speed is not None:
                step = min(still, timedelta(seconds=_SLICE_S * self._speed))
                time.sleep(step.total_seconds() / self._speed)
            self._let_pass(step)
            still -= step

    def _let_pass(self, step: timedelta) -> None:
        """Advance clock and music together, so that each track is logged when it began to sound."""
        music = self._accompaniment
        if music is None or self._player is None:
            self._clock.advance(step)
            return
        music.follow()
        if self._speed is not None and self._speed <= 1:
            self._clock.advance(step)
            music.pump()
            return
        music.pass_scripted(step, self._clock, self._audio_s)
        self._audio_s += step.total_seconds()
