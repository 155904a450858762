"""A made-up practice on a made-up morning, and what goes on in its one window.

All of it is synthetic: no client, clinician, number or note is or was anybody's.
"""

from __future__ import annotations

import wave
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QThread, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from kap_companion import readiness, resources
from kap_companion.app import rehearsal_ground
from kap_companion.awake import KeptAwake
from kap_companion.companion import Companion
from kap_companion.music.player import Output, Player
from kap_companion.paths import Paths
from kap_companion.practice import Opening, Practice
from kap_companion.readiness import Readiness
from kap_companion.session import entries as e
from kap_companion.session.checklists import parse_checklists
from kap_companion.session.clock import Clock, ScriptedClock
from kap_companion.session.phases import Protocol, parse_protocol
from kap_companion.ui.conductor import Conductor, Settings
from kap_companion.ui.entrance import Entrance
from kap_companion.ui.preferences import Preferences, save_preferences
from kap_companion.ui.rehearsal_ground import Ground
from kap_companion.ui.rehearsal_stage import RehearsalStage
from kap_companion.ui.room import SessionRoom
from kap_companion.ui.screens.home import HomeScreen
from kap_companion.ui.window import Window
from kap_companion.ui.words import tr
from kap_companion.vault.backup import BackupInfo
from kap_companion.vault.clients import ClientFile
from kap_companion.vault.keys import KeyCost
from kap_companion.vault.vault import Vault

TEN_DAYS_AGO = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
MORNING = datetime(2026, 3, 14, 10, 12, tzinfo=UTC)
PLANNED = Decimal(150)
LIMITS = e.Limits(150, 95, 100, 94, "Dr. P.N.", date(2026, 3, 3))
CLINICIAN = "A. Clinician, LCSW (synthetic)"
CODE = "7QK4-M2XN-9TRB-W6HC-3FJD-8ZVP-5LGS"
_PASSPHRASE = "moss lantern harbour"
_CHEAP = KeyCost(memory_kib=64, passes=1, lanes=1)
_CONTACTS = (
    e.Contact("ride home", "Jo", "555 0142"),
    e.Contact("prescriber on call", "Dr. P.N.", "555 0199"),
)
_INTENSITY = {
    "Arrival": 0.12,
    "Drift": 0.35,
    "Open water": 0.72,
    "Horizon": 0.9,
    "Shoreline": 0.45,
    "Ember": 0.3,
    "Morning": 0.2,
    "Hearth": 0.1,
}
_MUSIC = (
    ("1 hold", "Arrival", 10),
    ("2 onset", "Drift", 9),
    ("3 peak", "Open water", 12),
    ("3 peak", "Horizon", 9),
    ("4 return", "Shoreline", 10),
    ("5 integration", "Ember", 12),
    ("5 integration", "Morning", 12),
    ("5 integration", "Hearth", 15),
)


class Scene:
    """One window and what lies behind it, in `folder`; all times are scripted.

    The window has the look that the clinician prefers, whatever the system has.
    """

    def __init__(self, folder: Path, theme: str, text_size: float) -> None:
        self._folder = folder
        # Hours go by here, and nobody touches a key: the window does not lock for that.
        prefers = Preferences(theme, text_size, motion="moving", idle_minutes=0, tour_seen=True)
        assert save_preferences(folder / "settings", prefers)
        self._clock = ScriptedClock(TEN_DAYS_AGO)
        self._checklists = parse_checklists(resources.text("checklists/lozenge.json"))
        self._players: list[Player] = []
        self.window = self._open_window()

    def close(self) -> None:
        """Let all of it go."""
        self.window.close()
        self.window.close()
        self.window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    # --- what goes on in it ---------------------------------------------------------------------

    def unlock(self) -> HomeScreen:
        """Come home, with a vault in which some sessions were held."""
        vault = Vault.open(self._vault, _PASSPHRASE, state_folder=self._folder / "s")
        self.window.gate.opened.emit(vault)
        assert self.window.home is not None
        return self.window.home

    def client(self) -> ClientFile:
        """Return the client of the session."""
        found = self.conductor.practice.vault.clients.by_code("M.R.")
        assert found is not None
        return found

    def keep_course(self) -> None:
        """Let a client's file say what lay between the sessions; nothing that flows into one."""
        acts, client_id = self.conductor.practice.course, self.client().id
        day, by = acts.today, "A. Clinician, LCSW"
        before = [day - timedelta(days=days) for days in (12, 11, 9, 6, 2)]
        acts.hold_meeting(
            client_id, e.MeetingHeld(e.MeetingKind.CONSULTATION, before[0], minutes=50, by=by)
        )
        acts.hold_meeting(
            client_id, e.MeetingHeld(e.MeetingKind.EVALUATION, before[1], by="Dr. P.N.")
        )
        for key, totals in (("phq9", (17, 14, 9)), ("gad7", (13, 12, 8))):
            scale = acts.scale(key)
            assert scale is not None
            for on, total in zip((before[2], before[3], before[4]), totals, strict=True):
                scored = sum(item.scored for item in scale.items)
                told = [total // scored + (n < total % scored) for n in range(scored)]
                answer = "asked; no plan, no intent" if key == "phq9" and told[-1] else None
                acts.take_measure(client_id, scale, on, [*told, 1], notice_answer=answer)
        acts.plan_meeting(
            client_id, e.MeetingPlanned(e.MeetingKind.INTEGRATION, day + timedelta(days=3))
        )

    def open_session(self) -> tuple[Companion, SessionRoom]:
        """Open the session, and return it with its room."""
        self.conductor.open_session(
            self.client(),
            Opening(
                planned_dose_mg=PLANNED,
                dose_range=e.DoseRange.MODERATE,
                intention="To meet the part of me that keeps watch, and let it rest.",
                present=(e.Person(CLINICIAN, "clinician"), e.Person("Kim", "support person")),
            ),
        )
        assert self.window.room is not None
        return self.conductor.companion, self.window.room

    @property
    def conductor(self) -> Conductor:
        """Return what conducts the vault that is open."""
        assert self.window.conductor is not None
        return self.window.conductor

    @property
    def backup(self) -> BackupInfo:
        """Return what a backup of some days ago says of itself."""
        name = "kap-2026-03-08T180512Z-b3da0262.kapbackup"
        made_at = TEN_DAYS_AGO + timedelta(days=4, hours=9, minutes=5, seconds=12)
        return BackupInfo(Path("/media/stick") / name, "", made_at, 1204, "", "0003", 3_412_000)

    @property
    def before_the_dose(self) -> list[str]:
        """Return all that is ticked before the dose."""
        return [item for one in self._checklists if one.is_before_dose for item in one.items]

    def choose_music(self) -> None:
        """Take the music for the session, each track with an intensity of the clinician's own."""
        music = self.conductor.music
        music.choose([self._folder / "music"])
        for track in music.tracks:
            music.correct(track, _INTENSITY[track.title])

    def pass_time(self, **by: float) -> None:
        """Let some time go by, for the clock alone: no file is decoded for it."""
        self._clock.advance(timedelta(**by))
        conductor = self.window.conductor
        if conductor is not None and conductor.has_session:
            # Its own timers go by the real second, which comes where it likes.
            for timer in conductor.findChildren(QTimer):
                timer.stop()
            conductor.beat.emit()
            conductor.music_moved.emit()

    def hear(self, title: str, seconds: float) -> None:
        """Let a track play, and so much of it be heard."""
        music = self.conductor.music
        music.act(e.MusicAct.PLAY)
        for _ in range(len(music.tracks)):
            self._hear(self.conductor, 0.5)
            if music.player.status.track is None or music.player.status.track.title == title:
                break
            music.act(e.MusicAct.NEXT)
        self._hear(self.conductor, seconds)
        self._let_music_rest(self.conductor)

    def steer(self, act: e.MusicAct) -> None:
        """Ask something of the music, and wait until it is decided what follows."""
        self.conductor.music.act(act)
        self._let_music_rest(self.conductor)

    def act(self, words: str) -> None:
        """Do what the menu offers under these words, in whichever language they are said."""
        said, window = tr(words), self.window
        shown = window.room if window.room is not None and window.room.isVisible() else window.home
        assert shown is not None
        next(one for one in shown.actions() if one.text().split("\t")[0] == said).trigger()

    def escape(self) -> None:
        """Press Esc where the keyboard is."""
        where = self.window.focusWidget()
        assert where is not None
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            key = QKeyEvent(kind, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
            QApplication.sendEvent(where, key)

    def rehearse(self) -> RehearsalStage:
        """Begin the rehearsal that is asked for; its time passes by hand."""
        rehearsing = self.window.rehearsing
        assert rehearsing is not None and rehearsing.screen is not None
        rehearsing.screen.ask()
        _wait(lambda: rehearsing.stage is not None)
        assert rehearsing.stage is not None
        rehearsing.stage.time.stop()
        return rehearsing.stage

    def pass_rehearsal(self, stage: RehearsalStage, minutes: int) -> None:
        """Let some of a rehearsal go by at sixty, and then let it rest."""
        stage.time.pass_time(timedelta(seconds=minutes))
        for timer in stage.conductor.findChildren(QTimer):
            timer.stop()
        stage.conductor.beat.emit()
        self._let_music_rest(stage.conductor)

    def lift_veil(self) -> None:
        """Open the veil, by the passphrase."""
        curtain = self.window.curtain
        assert curtain is not None and curtain.screen is not None
        curtain.screen.panel.field.setText(_PASSPHRASE)
        curtain.screen.panel.field.entered.emit(_PASSPHRASE)
        _wait(lambda: curtain.screen is None)

    def make_vault(self) -> None:
        """Fill a vault with four clients and what was held with them in the last ten days."""
        state = self._folder / "s"
        vault, _ = Vault.create(self._vault, _PASSPHRASE, state_folder=state, cost=_CHEAP)
        self._write_music()
        with vault:
            practice = self._practice(vault)
            practice.name_clinician(CLINICIAN)
            for code, planned in (("A.L.", 6), ("M.R.", 8), ("S.B.", 4), ("T.K.", 8)):
                file = e.ClientSaved(code, None, "Dr. P.N.", planned, _CONTACTS)
                client = practice.save_client(None, file)
                practice.give_limits(client.id, LIMITS)
            for days, code, signs in ((1, "M.R.", True), (3, "A.L.", True), (4, "M.R.", True)):
                self._clock.advance(TEN_DAYS_AGO + timedelta(days=days) - self._clock.now().wall)
                self._hold(practice, code, signs=signs)
            self._hold(practice, "T.K.", signs=False)
        self._clock.advance(MORNING - self._clock.now().wall)

    # --- how it is done -------------------------------------------------------------------------

    @property
    def _vault(self) -> Path:
        return self._folder / "v"

    def _let_music_rest(self, conductor: Conductor) -> None:
        # What follows is looked for as it is pumped, and told by the engine once it has it.
        for _ in range(3):
            conductor.music.pump()
            self._hear(conductor, 0.02)
        conductor.music_moved.emit()

    def _hear(self, conductor: Conductor, seconds: float) -> None:
        music = conductor.music
        for event in music.player.advance(seconds):
            music.take(event)

    def _open_window(self) -> Window:
        entrance = Entrance(self._vault, self._folder / "s", self._clock, cost=lambda: _CHEAP)
        window = Window(
            entrance, self._conduct, self._folder / "settings", rehearsals=self._rehearsals()
        )
        window.show()
        window.activateWindow()
        window.gate.focus_first()
        return window

    def _practice(self, vault: Vault) -> Practice:
        return Practice(vault, self._clock, _protocol(), self._folder / "settings" / "templates")

    def _conduct(self, vault: Vault) -> Conductor:
        conductor = Conductor(self._practice(vault), Settings(self._checklists, self._new_player))
        conductor.awake = _Awake()
        return conductor

    def _rehearsals(self) -> Ground:
        """Return what rehearsals stand on: the app's own session, with this scene's music."""
        paths = Paths(self._vault, self._folder / "settings", self._folder / "s")

        def conduct(vault: Vault, clock: Clock, new_player: Callable[[], Player]) -> Conductor:
            settings = Settings(self._checklists, new_player, is_rehearsal=True)
            conductor = Conductor(Practice(vault, clock, _protocol()), settings)
            conductor.awake = _Awake()
            return conductor

        def music() -> Path:
            self._write_music()
            return self._folder / "music"

        ground = rehearsal_ground(paths, self._clock)
        return replace(
            ground,
            conduct=conduct,
            music=music,
            new_player=lambda _heard: self._new_player(),
        )

    def _new_player(self) -> Player:
        player = Player(Output.SCRIPTED)
        self._players.append(player)
        return player

    def _hold(self, practice: Practice, code: str, *, signs: bool) -> None:
        client = practice.vault.clients.by_code(code)
        assert client is not None
        session = practice.open_session(client, Opening(planned_dose_mg=PLANNED))
        session.vitals("122/78 70 98")
        self._clock.advance(timedelta(minutes=12))
        session.dose(PLANNED)
        self._clock.advance(timedelta(minutes=20))
        session.note("Warmth in the hands.")
        self._clock.advance(timedelta(minutes=60))
        session.end("as planned")
        if signs:
            session.sign(CLINICIAN, practice.template(None))

    def _write_music(self) -> None:
        for phase, title, minutes in _MUSIC:
            path = self._folder / "music" / phase / f"{title}.wav"
            path.parent.mkdir(parents=True, exist_ok=True)
            with wave.open(str(path), "wb") as file:
                file.setnchannels(1)
                file.setsampwidth(1)
                file.setframerate(4_000)
                file.writeframes(b"\x80" * 4_000 * 60 * minutes)


def _protocol() -> Protocol:
    return parse_protocol(resources.text("phases/lozenge.json"))


def _wait(until: Callable[[], bool]) -> None:
    while not until():
        QApplication.processEvents()
        QThread.msleep(1)


class _Awake(KeptAwake):
    """A laptop that stays awake when asked, whatever runs the tests."""

    def hold(self) -> None:
        self._held = True

    def release(self) -> None:
        self._held = False


def look_at_no_machine() -> None:
    """Let Prepare find nothing in the way, whatever laptop this is."""
    readiness.check = lambda *_: Readiness((), ())
