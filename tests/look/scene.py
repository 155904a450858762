"""A made-up practice on a made-up morning, brought to each screen of the app in turn.

All of it is synthetic: no client, clinician, number or note is or was anybody's.
"""

from __future__ import annotations

import wave
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication

from kap_companion import readiness, resources
from kap_companion.awake import KeptAwake
from kap_companion.music.player import Output, Player
from kap_companion.practice import Opening, Practice
from kap_companion.readiness import Readiness
from kap_companion.session import entries as e
from kap_companion.session.checklists import parse_checklists
from kap_companion.session.clock import ScriptedClock
from kap_companion.session.phases import parse_protocol
from kap_companion.ui.conductor import Conductor, Settings
from kap_companion.ui.entrance import Entrance
from kap_companion.ui.idle_watch import IdleWatch
from kap_companion.ui.room import CLOSE, DRAFT, PREPARE, SESSION
from kap_companion.ui.window import Window
from kap_companion.vault.keys import KeyCost
from kap_companion.vault.vault import Vault

TEN_DAYS_AGO = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
MORNING = datetime(2026, 3, 14, 10, 12, tzinfo=UTC)
PLANNED = Decimal(150)
LIMITS = e.Limits(150, 95, 100, 94, "Dr. P.N.", date(2026, 3, 3))
CLINICIAN = "A. Clinician, LCSW (synthetic)"
CODE = "7QK4-M2XN-9TRB-W6HC-3FJD-8ZVP-5LGS"
_CHEAP = KeyCost(memory_kib=64, passes=1, lanes=1)
_CONTACTS = (
    e.Contact("ride home", "Jo", "555 0142"),
    e.Contact("prescriber on call", "Dr. P.N.", "555 0199"),
)
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
    """One window and what lies behind it, in `folder`; all times are scripted."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._clock = ScriptedClock(TEN_DAYS_AGO)
        self._checklists = parse_checklists(resources.text("checklists/lozenge.json"))
        self._players: list[Player] = []
        self.window = self._open_window()

    def views(self) -> Iterator[str]:
        """Bring the window to each view, and yield its name once it is there."""
        yield from self._gate()
        yield from self._home()
        yield from self._session()

    def close(self) -> None:
        """Let all of it go."""
        self.window.close()
        self.window.close()
        self.window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    # --- the gate -------------------------------------------------------------------------------

    def _gate(self) -> Iterator[str]:
        gate = self.window.gate
        yield "create"
        gate.code.show_code(CODE)
        gate.setCurrentWidget(gate.code)
        gate.focus_first()
        yield "code"
        self._make_vault()
        gate.show_way_in()
        yield "unlock"
        gate.unlock.refuse("That is not the passphrase of this vault.")
        yield "unlock_refused"
        gate.setCurrentWidget(gate.recovery)
        gate.focus_first()
        yield "recovery"

    # --- home -----------------------------------------------------------------------------------

    def _home(self) -> Iterator[str]:
        vault = Vault.open(self._vault, "moss lantern harbour", state_folder=self._folder / "s")
        self.window.gate.opened.emit(vault)
        for watch in self.window.findChildren(IdleWatch):
            watch.set_minutes(0)  # hours go by here, and nobody touches a key
        home = self.window.home
        assert home is not None
        yield "home"
        client = self._practice(vault).vault.clients.by_code("M.R.")
        assert client is not None
        home.clients.select(client.id)
        yield "home_client"
        home.edit_client()
        yield "client_form"
        home.form.cancelled.emit()
        self._keep_course(self._practice(vault), client.id)
        home.open_course()
        yield "course"
        course = home.course
        course.head.view_chosen.emit("charts")
        yield "course_charts"
        course.head.view_chosen.emit("file")
        yield "course_file"
        for form in ("meeting", "supply", "measure", "export"):
            course.open_form(form)
            if form == "export":
                course.forms[form].fields["folder"].setText("/home/clinician/Documents")
            yield f"course_{form}"
        course.step_back()
        self._act("Home")
        self._act("Settings, passphrase")
        yield "settings"
        self._act("Home")

    # --- the session ----------------------------------------------------------------------------

    def _session(self) -> Iterator[str]:
        window = self.window
        conductor = window.conductor
        assert conductor is not None
        client = conductor.practice.vault.clients.by_code("M.R.")
        assert client is not None
        conductor.open_session(
            client,
            Opening(
                planned_dose_mg=PLANNED,
                dose_range=e.DoseRange.MODERATE,
                intention="To meet the part of me that keeps watch, and let it rest.",
                present=(e.Person(CLINICIAN, "clinician"), e.Person("Kim", "support person")),
            ),
        )
        session, room = conductor.companion, window.room
        assert room is not None
        items = [item for one in self._checklists if one.is_before_dose for item in one.items]
        for item in items[: len(items) // 2]:
            session.check(item)
        room.go_to(PREPARE)
        yield "prepare"
        conductor.music.choose([self._folder / "music"])
        for item in items:
            session.check(item)
        session.vitals("124/80 72 98")
        room.go_to(PREPARE)
        yield "prepare_music"
        room.go_to(SESSION)
        yield "before_dose"
        self._pass(minutes=11)
        session.dose(PLANNED)
        for minutes, seconds, text in (
            (3, 2, "Tingling, “a little floaty”."),
            (6, 13, "Says lips are numb, smiling."),
        ):
            self._pass(minutes=minutes, seconds=seconds)
            session.note(text)
        self._pass(minutes=2, seconds=47)
        session.spit()
        self._pass(minutes=1, seconds=3)
        session.vitals("132/84 78 97")
        self._pass(minutes=3)
        session.note("First long exhale; shoulders drop.")
        self._pass(minutes=2)
        session.note("My own pull to reassure; stayed silent.", private=True)
        self._pass(minutes=1, seconds=26)
        session.mark("Tears")
        self._pass(minutes=2)
        session.note("“It’s like the house is finally warm.”")
        self._pass(minutes=1, seconds=38)
        room.go_to(SESSION)
        yield "session"
        room.session.asking.end()
        yield "session_asking"
        room.session.asking.cancel()
        room.session.notes.take_keyboard()
        yield "session_notes"
        room.session.focus_first()
        window.lock()
        yield "locked"
        window.gate.uncovered.emit()
        self._act("Home")
        yield "home_running"
        window.home.resume() if window.home is not None else None
        self._pass(minutes=18)
        session.dose(Decimal(50), reason="as agreed")
        self._pass(minutes=6)
        yield "after_booster"
        session.adverse("Nausea", e.Severity.MILD, "Ginger tea")
        room.emergency.toggle()
        yield "emergency"
        room.emergency.close()
        self._pass(minutes=47)
        yield "integration"
        session.vitals("126/80 70 98")
        self._pass(minutes=9)
        session.end("the client asked to stop")
        room.go_to(CLOSE)
        yield "close"
        room.go_to(DRAFT)
        yield "draft"
        room.draft.sign()
        yield "draft_signing"

    # --- how it is done -------------------------------------------------------------------------

    @property
    def _vault(self) -> Path:
        return self._folder / "v"

    def _pass(self, **by: float) -> None:
        self._clock.advance(timedelta(**by))
        conductor = self.window.conductor
        if conductor is not None and conductor.has_session:
            # Its own timers go by the real second, which comes where it likes.
            for timer in conductor.findChildren(QTimer):
                timer.stop()
            conductor.beat.emit()
            conductor.music_moved.emit()

    def _act(self, words: str) -> None:
        """Do what the menu offers under these words."""
        window = self.window
        shown = window.room if window.room is not None and window.room.isVisible() else window.home
        assert shown is not None
        next(one for one in shown.actions() if one.text().split("\t")[0] == words).trigger()

    def _open_window(self) -> Window:
        entrance = Entrance(self._vault, self._folder / "s", self._clock, cost=lambda: _CHEAP)
        window = Window(entrance, self._conduct, self._folder / "settings")
        window.show()
        window.activateWindow()
        window.gate.focus_first()
        return window

    def _practice(self, vault: Vault) -> Practice:
        protocol = parse_protocol(resources.text("phases/lozenge.json"))
        return Practice(vault, self._clock, protocol, self._folder / "settings" / "templates")

    def _conduct(self, vault: Vault) -> Conductor:
        conductor = Conductor(self._practice(vault), Settings(self._checklists, self._new_player))
        conductor.awake = _Awake()
        return conductor

    def _new_player(self) -> Player:
        player = Player(Output.SCRIPTED)
        self._players.append(player)
        return player

    def _make_vault(self) -> None:
        """Fill a vault with four clients and what was held with them in the last ten days."""
        state = self._folder / "s"
        vault, _ = Vault.create(
            self._vault, "moss lantern harbour", state_folder=state, cost=_CHEAP
        )
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

    def _keep_course(self, practice: Practice, client_id: str) -> None:
        """Let a client's file say what lay between the sessions; nothing that flows into one."""
        acts = practice.course
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

    def _write_music(self) -> None:
        for phase, title, minutes in _MUSIC:
            path = self._folder / "music" / phase / f"{title}.wav"
            path.parent.mkdir(parents=True, exist_ok=True)
            with wave.open(str(path), "wb") as file:
                file.setnchannels(1)
                file.setsampwidth(1)
                file.setframerate(4_000)
                file.writeframes(b"\x80" * 4_000 * 60 * minutes)


class _Awake(KeptAwake):
    """A laptop that stays awake when asked, whatever runs the tests."""

    def hold(self) -> None:
        self._held = True

    def release(self) -> None:
        self._held = False


def look_at_no_machine() -> None:
    """Let Prepare find nothing in the way, whatever laptop this is."""
    readiness.check = lambda *_: Readiness((), ())
