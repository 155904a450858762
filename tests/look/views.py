"""The walk through the app: each of its screens, in each state that looks another way, in turn."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from PySide6.QtWidgets import QWidget

from kap_companion.session import entries as e
from kap_companion.ui.rehearsal_stage import RehearsalStage
from kap_companion.ui.room import CLOSE, DRAFT, PREPARE, SESSION, SessionRoom
from kap_companion.ui.screens.home import HomeScreen
from kap_companion.ui.screens.settings import SettingsScreen
from tests.look.scene import CODE, PLANNED, Scene

ON_PAPER = frozenset({"draft", "draft_signing", "rehearsal_draft"})
"""The views that look the same in every theme: a draft is always on paper."""
SMALL = frozenset({"compact", "compact_private", "rehearsal_compact"})
"""The views of the small window, which has a size of its own."""

Views = Iterator[str]


def views(scene: Scene) -> Views:
    """Bring the scene to each view, and yield its name once it is there."""
    yield from _gate(scene)
    yield from _home(scene, scene.unlock())
    yield from _prepare(scene)
    yield from _session(scene)
    yield from _apart(scene)
    yield from _afterwards(scene)


def seen_in(scene: Scene, view: str) -> QWidget:
    """Return the window in which a view is to be seen."""
    window = scene.window
    if view == "rehearsal_compact":
        strip = _rehearsal(scene).compact.strip
        assert strip is not None
        return strip
    if view in SMALL:
        assert window.compact is not None and window.compact.strip is not None
        return window.compact.strip
    return window


def _gate(scene: Scene) -> Views:
    gate = scene.window.gate
    yield "create"
    yield from _rehearsed(scene)
    gate.code.show_code(CODE)
    gate.setCurrentWidget(gate.code)
    gate.focus_first()
    yield "code"
    scene.make_vault()
    gate.show_way_in()
    yield "unlock"
    gate.unlock.refuse("That is not the passphrase of this vault.")
    yield "unlock_refused"
    gate.setCurrentWidget(gate.recovery)
    gate.focus_first()
    yield "recovery"
    gate.show_restore()
    gate.restoring.file.setText(str(scene.backup.path))
    gate.restoring.looked_into = scene.backup.path
    gate.restoring.show_info(scene.backup, scene.backup.made_at)
    yield "restore"
    gate.restoring.set_busy(True)
    gate.restoring.fraction = 0.5
    gate.restoring.show_progress()
    yield "restore_running"
    gate.restoring.tell_done(scene.backup, scene.backup.made_at, Path("before-restore-2026-03-14"))
    yield "restore_done"


def _rehearsed(scene: Scene) -> Views:
    """A rehearsal from the gate, and back to it."""
    window = scene.window
    window.rehearse()
    assert window.rehearsing is not None and window.rehearsing.screen is not None
    screen = window.rehearsing.screen
    screen.speed.set_chosen("60")
    screen.speed.chosen.emit("60")
    yield "rehearsal_asked"
    stage = scene.rehearse()
    scene.pass_rehearsal(stage, minutes=37)
    assert stage.room is not None
    stage.room.session.focus_first()
    yield "rehearsal"
    stage.ask_leave()
    yield "rehearsal_leaving"
    stage.band.say("")
    stage.room.compact_asked.emit()
    yield "rehearsal_compact"
    stage.compact.put_away()
    scene.pass_rehearsal(stage, minutes=60)
    stage.room.go_to(DRAFT)
    yield "rehearsal_draft"
    stage.left.emit()


def _rehearsal(scene: Scene) -> RehearsalStage:
    rehearsing = scene.window.rehearsing
    assert rehearsing is not None and rehearsing.stage is not None
    return rehearsing.stage


def _home(scene: Scene, home: HomeScreen) -> Views:
    yield "home"
    home.clients.select(scene.client().id)
    yield "home_client"
    home.begin_tour()
    yield "tour"
    home.tour.next.click()
    home.tour.next.click()
    yield "tour_session"
    home.tour.end()
    home.edit_client()
    yield "client_form"
    home.form.cancelled.emit()
    scene.keep_course()
    yield from _papers(scene, home)
    yield from _course(home)
    scene.act("Home")
    scene.act("Find")
    home.clients.search.setText("warmth")
    yield "home_found"
    home.clients.search.clear()
    scene.act("Settings, passphrase")
    yield from _settings(scene, home.settings)
    scene.act("Home")
    scene.window.keys.toggle()
    yield "keys"
    scene.window.keys.close()


def _papers(scene: Scene, home: HomeScreen) -> Views:
    home.open_superbill()
    home.papers.superbill.rows[0].tick.click()
    yield "superbill"
    home.papers.superbill.cancelled.emit()
    home.papers.open_destroying(scene.client())
    home.papers.destroying.reason.setText("its time is over")
    home.papers.destroying.reason.entered.emit("")
    yield "destroying"
    home.papers.destroying.cancelled.emit()


def _course(home: HomeScreen) -> Views:
    home.open_course()
    yield "course"
    course = home.course
    for view in ("charts", "file"):
        course.head.view_chosen.emit(view)
        yield f"course_{view}"
    for form in ("meeting", "supply", "measure", "export"):
        course.open_form(form)
        if form == "export":
            course.forms[form].fields["folder"].setText("/home/clinician/Documents")
        yield f"course_{form}"
        course.step_back()


def _settings(scene: Scene, settings: SettingsScreen) -> Views:
    for key in settings.groups:
        settings.show_group(key)
        yield f"settings_{key}"
    settings.show_group("backups")
    settings.backups.settle()
    settings.backups.show_found((scene.backup,), False)
    yield "settings_backups_made"
    settings.search.setText("lock")
    yield "settings_found"
    settings.search.clear()


def _prepare(scene: Scene) -> Views:
    session, room = scene.open_session()
    items = scene.before_the_dose
    for item in items[: len(items) // 2]:
        session.check(item)
    room.go_to(PREPARE)
    yield "prepare"
    scene.choose_music()
    for item in items[len(items) // 2 :]:
        session.check(item)
    session.vitals("124/80 72 98")
    room.go_to(PREPARE)
    yield "prepare_music"
    scene.act("Library")
    yield "prepare_library"
    scene.act("Library")
    scene.act("Arcs: keep, assign, save")
    yield "prepare_arcs"
    scene.act("Arcs: keep, assign, save")


def _session(scene: Scene) -> Views:
    session, room = scene.conductor.companion, _room(scene)
    room.go_to(SESSION)
    yield "before_dose"
    scene.pass_time(minutes=11)
    session.dose(PLANNED)
    for minutes, seconds, text in (
        (3, 2, "Tingling, “a little floaty”."),
        (6, 13, "Says lips are numb, smiling."),
    ):
        scene.pass_time(minutes=minutes, seconds=seconds)
        session.note(text)
    scene.pass_time(minutes=2, seconds=47)
    session.spit()
    scene.pass_time(minutes=1, seconds=3)
    session.vitals("132/84 78 97")
    scene.pass_time(minutes=3)
    session.note("First long exhale; shoulders drop.")
    scene.pass_time(minutes=2)
    session.note("My own pull to reassure; stayed silent.", private=True)
    scene.pass_time(minutes=1, seconds=26)
    session.mark("Tears")
    scene.pass_time(minutes=2)
    session.note("“It’s like the house is finally warm.”")
    scene.pass_time(minutes=1, seconds=38)
    scene.hear("Open water", 101)
    room.go_to(SESSION)
    yield "session"
    scene.steer(e.MusicAct.GENTLER)
    yield "session_steered"
    scene.steer(e.MusicAct.AS_PLANNED)
    room.session.writing.box.set_private(True)
    room.session.writing.box.set_text("The wish to hold the hand is mine, too")
    yield "session_private"
    room.session.writing.box.set_text("")
    room.session.writing.box.set_private(False)
    room.session.asking.end()
    yield "session_asking"
    room.session.asking.adverse()
    yield "session_event"
    room.session.asking.cancel()
    room.session.notes.open_finding()
    yield "session_finding"
    scene.escape()
    room.session.music.open_chooser()
    yield "session_choosing"
    scene.escape()
    scene.window.keys.toggle()
    yield "session_keys"
    scene.window.keys.close()


def _apart(scene: Scene) -> Views:
    """Where the session goes on behind something else."""
    window, room = scene.window, _room(scene)
    room.session.notes.take_keyboard()
    yield "session_notes"
    room.session.focus_first()
    window.lock()
    yield "locked"
    scene.lift_veil()
    window.shrink()
    yield "compact"
    assert window.compact is not None and window.compact.strip is not None
    window.compact.strip.writing.box.set_private(True)
    yield "compact_private"
    window.compact.strip.writing.box.set_private(False)
    window.compact.put_away()
    window.veil()
    yield "veiled"
    assert window.curtain is not None
    window.curtain.draw()
    yield "veiled_asking"
    scene.lift_veil()
    scene.act("Home")
    yield "home_running"
    if window.home is not None:
        window.home.resume()


def _afterwards(scene: Scene) -> Views:
    session, room = scene.conductor.companion, _room(scene)
    scene.steer(e.MusicAct.FADE)
    scene.pass_time(minutes=18)
    session.dose(Decimal(50), reason="as agreed")
    scene.pass_time(minutes=6)
    yield "after_booster"
    session.adverse("Nausea", e.Severity.MILD, "Ginger tea")
    room.emergency.toggle()
    yield "emergency"
    room.emergency.close()
    scene.pass_time(minutes=47)
    yield "integration"
    session.vitals("126/80 70 98")
    scene.pass_time(minutes=9)
    session.end("the client asked to stop")
    room.go_to(CLOSE)
    yield "close"
    room.go_to(DRAFT)
    yield "draft"
    room.draft.sign()
    yield "draft_signing"


def _room(scene: Scene) -> SessionRoom:
    assert scene.window.room is not None
    return scene.window.room
