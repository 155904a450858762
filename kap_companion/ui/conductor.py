"""The one object behind the screens: it holds the open session, beats time, passes acts on.

Screens read `companion.state`, call `companion`'s acts through `attempt`, and repaint on the
signals here. No widget writes to the vault, keeps clinical state of its own or reads a clock.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from kap_companion.accompaniment import Accompaniment
from kap_companion.awake import KeptAwake
from kap_companion.collection import Collection
from kap_companion.companion import ActError, Change, Companion
from kap_companion.music.events import (
    EngineRestarted,
    OutputBack,
    OutputLost,
    PlaylistEnded,
    TrackSkipped,
    TrackStarted,
)
from kap_companion.music.measuring import NewMeasurer
from kap_companion.music.player import Player
from kap_companion.music.playlist import Playlist
from kap_companion.notes.draft import DraftError
from kap_companion.notes.export import ExportError
from kap_companion.practice import Opening, Practice
from kap_companion.session.checklists import Checklist
from kap_companion.session.codec import CodecError
from kap_companion.session.entries import MusicAct, MusicChanged
from kap_companion.session.late import LateError
from kap_companion.session.marks import MarksError
from kap_companion.session.snippets import SnippetError
from kap_companion.session.vitals import VitalsError
from kap_companion.session.wording import sentence
from kap_companion.ui import clipboard
from kap_companion.ui.backing_up import BackingUp
from kap_companion.ui.elsewhere import OtherPlayers
from kap_companion.ui.elsewhere_asked import ElsewhereAsked
from kap_companion.ui.own_words import OwnWords
from kap_companion.ui.spelling import Speller
from kap_companion.ui.times import clock_words
from kap_companion.ui.words import tr
from kap_companion.vault.clients import ClientFile
from kap_companion.vault.errors import VaultError, VaultNotWritable

T = TypeVar("T")

# What the person can meet and mend: shown in one line. Anything else is a bug.
REFUSALS = (
    ActError,
    VitalsError,
    CodecError,
    DraftError,
    ExportError,
    VaultError,
    LateError,
    MarksError,
    SnippetError,
)

_BEAT_MS = 1000
_MUSIC_MS, _MEASURING_MS = 100, 500
# So many tenths sound is waited for; after that a beat is enough to notice it.
_WAIT_FOR_SOUND = 20
_NOW_AND_THEN = 5  # beats
_PLACE_EVERY = 30  # beats of the music: the place is at most 3 s old


@dataclass(frozen=True, slots=True)
class Settings:
    """What the composition root hands to the window beside the practice."""

    checklists: Sequence[Checklist]
    new_player: Callable[[], Player]
    new_measurer: NewMeasurer | None = None
    backs_up: bool = False
    """Whether backups are made by themselves, or only when asked for."""
    is_rehearsal: bool = False
    """Whether all that is done is a rehearsal: each window says so."""


class Conductor(QObject):
    """Signals: `opened` a session was opened or resumed, `left` it was put away, `changed` one
    entry was kept (a Change), `beat` a second went by, `music_moved` the player's status may have
    changed, `refused` and `told` a sentence for the person, `not_kept` one that says that the disk
    took nothing.
    """

    opened = Signal()
    left = Signal()
    changed = Signal(object)
    beat = Signal()
    music_moved = Signal()
    refused = Signal(str)
    told = Signal(str)
    not_kept = Signal(str)

    def __init__(
        self, practice: Practice, settings: Settings, parent: QObject | None = None
    ) -> None:
        """Conduct for `practice`; the player is made when a session first needs it."""
        super().__init__(parent)
        self.practice = practice
        self.awake = KeptAwake()
        self.collection = Collection(practice.vault.shelf, settings.new_measurer)
        self.elsewhere = ElsewhereAsked(OtherPlayers(), self)
        self.own_words = OwnWords(practice.vault.shelf, self)
        self.speller = Speller(self)
        self.backing_up = BackingUp(practice, by_itself=settings.backs_up, parent=self)
        self.changed.connect(self.backing_up.heed)
        self.new_player = settings.new_player
        self.is_rehearsal = settings.is_rehearsal
        self._companion: Companion | None = None
        self._music: Accompaniment | None = None
        self._beats = self._music_beats = self._silent_beats = 0
        self._went_back = self._was_playing = False
        self._seconds = QTimer(self)
        self._seconds.setTimerType(Qt.TimerType.CoarseTimer)
        self._seconds.timeout.connect(self._on_second)
        self._tenths = QTimer(self)
        self._tenths.timeout.connect(self._on_tenth)

    # --- what is open ---------------------------------------------------------------------------

    @property
    def companion(self) -> Companion:
        """Return the open session."""
        assert self._companion is not None
        return self._companion

    @property
    def has_session(self) -> bool:
        """Whether a session is open on the screens."""
        return self._companion is not None

    @property
    def checklists(self) -> Sequence[Checklist]:
        """Return the checklists that the open session rests on, else those for sessions to come."""
        opened = self._companion.state.facts.opened if self._companion is not None else None
        own = opened.checklists if opened is not None else None
        return self.practice.defaults.checklists if own is None else own

    def clock_words(self, at: datetime) -> str:
        """Return a moment as the clinician's clock shows it: '10:12'."""
        return clock_words(at, self.practice.clock)

    @property
    def music(self) -> Accompaniment:
        """Return the music of the open session."""
        assert self._music is not None
        return self._music

    def open_session(self, client: ClientFile, opening: Opening) -> None:
        """Open a session and show it. Raises ActError while another has not been ended."""
        self._show(self.practice.open_session(client, opening))

    def resume(self, session_id: str) -> None:
        """Take a session up again: its times, its half-typed note, its music at its place."""
        self._show(self.practice.resume(session_id))
        if self.companion.state.is_running:
            self.music.restore()
            self.music_moved.emit()

    def leave(self) -> None:
        """Put the session away; it stays as it is in the vault."""
        if self._companion is None:
            return
        self._seconds.stop()
        self._tenths.stop()
        if self._music is not None:
            self._music.close()
        self.awake.release()
        self.speller.rest()
        self._companion = self._music = None
        self.left.emit()

    def close(self) -> None:
        """Put the session away, and let all that runs beside the window go."""
        self.leave()
        clipboard.let_go_of_all()
        self.backing_up.let_go()
        self.collection.close()

    # --- acts -----------------------------------------------------------------------------------

    def attempt(self, act: Callable[[], T]) -> T | None:
        """Do an act; where it is refused, say why in one line and answer None. Nothing is lost."""
        try:
            return act()
        except VaultNotWritable as trouble:
            self.not_kept.emit(str(trouble))
        except REFUSALS as trouble:
            self.refused.emit(str(trouble))
        return None

    def take_music(self, playlist: Playlist, paths: Sequence[Path]) -> None:
        """Let what was read from `paths` be the session's music."""
        self.attempt(lambda: self.music.take_playlist(playlist, paths))
        self._wait_for_sound()
        self.music_moved.emit()

    def do_music(self, act: MusicAct, to: float | None = None) -> None:
        """Do to the music what was asked, and keep that it was; `to` is where, as for `act`."""
        self._went_back = act is MusicAct.PREVIOUS
        self.attempt(lambda: self.music.act(act, to=to))
        self._wait_for_sound()
        self.music_moved.emit()

    def do_elsewhere(self, act: MusicAct) -> None:
        """Do to the music from elsewhere what was asked, where it lets us, and keep that."""
        name = self.music.outside.name
        self.attempt(lambda: self.music.act(act, name=name))
        self.music_moved.emit()

    def change_player(self) -> None:
        """Let the music go on at its place in a player made anew: in a rehearsal one that is heard,
        or one that follows the rehearsal's clock in silence.
        """
        if self._companion is None or self._music is None:
            return
        self.attempt(self._music.save_place)
        volume = self._music.player.status.volume
        self._music.close()
        self._music = Accompaniment(
            self.new_player(), self._companion, self.collection, self.elsewhere
        )
        self._music.player.set_volume(volume)
        self._music.restore()
        self._wait_for_sound()
        self.music_moved.emit()

    # --- how it is done -------------------------------------------------------------------------

    def _show(self, companion: Companion) -> None:
        self.leave()
        self._companion = companion
        self._music = Accompaniment(self.new_player(), companion, self.collection, self.elsewhere)
        companion.subscribe(self._on_change)
        self._follow_awake()
        self._seconds.start(_BEAT_MS)
        self._wait_for_sound()
        self.opened.emit()

    def _on_change(self, change: Change) -> None:
        self._follow_awake()
        if isinstance(change.row.body, MusicChanged):
            self._wait_for_sound()
        self.changed.emit(change)

    def _on_second(self) -> None:
        self._beats += 1
        # The laptop's clock and music that is silent need no look each second.
        if self._beats % _NOW_AND_THEN == 0:
            self.attempt(self.companion.notice_clock)
        elif self._beats % _NOW_AND_THEN == 1 and not self._tenths.isActive():
            self._on_tenth()
        search = self.practice.vault.search
        if search.wants_settling:
            self.attempt(search.settle)
        self.beat.emit()

    def _on_tenth(self) -> None:
        told = self.attempt(self.music.pump) or []
        for event in told:
            self._say(event)
        playing = self.music.player.status.playing
        self._music_beats += playing
        if playing != self._was_playing or (playing and self._music_beats % _PLACE_EVERY == 0):
            self._was_playing = playing
            self.attempt(self.music.save_place)
        self._silent_beats = 0 if playing else self._silent_beats + 1
        self._look_again()
        self.music_moved.emit()

    def _wait_for_sound(self) -> None:
        """Look at the music ten times a second for a while: it is about to sound."""
        self._silent_beats = 0
        self._look_again()

    def _look_again(self) -> None:
        """Look at the music as often as something of it can be new."""
        if self._silent_beats < _WAIT_FOR_SOUND:
            every_ms = _MUSIC_MS
        elif self.collection.is_measuring:
            every_ms = _MEASURING_MS
        else:
            self._tenths.stop()
            return
        if not self._tenths.isActive() or self._tenths.interval() != every_ms:
            self._tenths.start(every_ms)

    def _say(self, event: Any) -> None:
        match event:
            case TrackSkipped(track=track, reason=reason):
                self.told.emit(
                    sentence(tr("{title} was skipped: {reason}", title=track.title, reason=reason))
                )
            case OutputLost(reason=reason):
                self.told.emit(reason)
            case OutputBack(device=device):
                self.told.emit(
                    sentence(
                        tr("Sound leaves again, by {device}", device=device)
                        if device
                        else tr("Sound leaves again")
                    )
                )
            case EngineRestarted():
                self.told.emit(
                    tr("The music stopped by itself and was started again at its place.")
                )
            case TrackStarted(again=True, track=track) if not self._went_back:
                self.told.emit(
                    tr(
                        "{title} plays again: no unplayed music that fits is left.",
                        title=track.title,
                    )
                )
                self.attempt(self.music.save_place)
            case PlaylistEnded():
                self.told.emit(tr("The music has ended."))
            case TrackStarted():
                self._went_back = False
                self.attempt(self.music.save_place)
            case _:
                pass

    def _follow_awake(self) -> None:
        """Keep the laptop awake from the first dose to the end."""
        state = self.companion.state
        if state.first_dose is not None and state.is_running:
            self.awake.hold()
        else:
            self.awake.release()
