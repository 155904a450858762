"""The open session's timeline: its music by the record and the plan, its entries, its keys."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kap_companion.music.arc import Placed
from kap_companion.music.cued import Joint
from kap_companion.music.planner import Slot
from kap_companion.music.track import Track
from kap_companion.session import entries as e
from kap_companion.session.entries import MusicAct
from kap_companion.session.phases import Phase
from kap_companion.session.standing import Standing
from kap_companion.session.timeline import MusicStretch
from kap_companion.session.timeline_music import heard
from kap_companion.ui.panels.session_timeline import SessionTimeline
from kap_companion.ui.panels.session_timeline_music import Sounding, music_stretches
from tests.ui.desk import Desk, lay_desk

BEGUN = datetime(2026, 3, 14, 10, 0, tzinfo=UTC)
LENGTH = timedelta(minutes=100)


def at(minutes: float) -> datetime:
    return BEGUN + timedelta(minutes=minutes)


def row(seq: int, minutes: float, body: Any) -> Standing[Any]:
    entry = e.Entry(f"{seq}", "s", e.Stream.RECORD, seq, at(minutes), "+00:00", body, "")
    return Standing(entry, body)


def started(title: str, minutes: float | None = 10, position: int = 0) -> e.TrackStarted:
    length = None if minutes is None else Decimal(str(minutes * 60))
    return e.TrackStarted(title, None, length, Decimal(position), track_id=title)


def rows(*told: tuple[float, Any]) -> list[Standing[Any]]:
    return [row(n, minutes, body) for n, (minutes, body) in enumerate(told, start=1)]


def told(laid: tuple[MusicStretch, ...]) -> list[tuple[str, float, float, bool]]:
    return [(one.title, minute(one.begin), minute(one.end), one.is_current) for one in laid]


def minute(moment: datetime) -> float:
    return round((moment - BEGUN) / timedelta(minutes=1), 2)


def laid(
    record: list[Standing[Any]],
    now: float,
    present: Sounding | None = None,
    slots: tuple[Slot, ...] = (),
) -> list[tuple[str, float, float, bool]]:
    return told(music_stretches(heard(record), present, slots, at(now), BEGUN + LENGTH))


def slot(title: str, begins: float, ends: float, crossfade_s: float = 0.0) -> Slot:
    placed = Placed(Track(Path(f"/{title}.flac"), title), None)
    return Slot(placed, begins * 60, ends * 60, Phase.PEAK, False, crossfade_s, Joint.CROSSFADE)


def test_a_track_ends_where_the_next_one_began() -> None:
    record = rows((5, started("Arrival")), (14.9, started("Drift", 7)))
    assert laid(record, 40) == [("Arrival", 5, 14.9, False), ("Drift", 14.9, 21.9, False)]


def test_a_pause_leaves_a_gap_and_the_track_goes_on_behind_it() -> None:
    record = rows(
        (5, started("Arrival")),
        (8, e.MusicChanged(MusicAct.PAUSE)),
        (20, e.MusicChanged(MusicAct.RESUME)),
    )
    assert laid(record, 60) == [("Arrival", 5, 8, False), ("Arrival", 20, 27, False)]


@pytest.mark.parametrize("act", [MusicAct.PAUSE, MusicAct.FADE])
def test_paused_or_faded_music_has_ended(act: MusicAct) -> None:
    record = rows((5, started("Arrival", None)), (8, e.MusicChanged(act)))
    assert laid(record, 60) == [("Arrival", 5, 8, False)]


def test_lowering_and_steering_end_nothing() -> None:
    record = rows(
        (5, started("Arrival")),
        (6, e.MusicChanged(MusicAct.LOWER)),
        (7, e.MusicChanged(MusicAct.GENTLER)),
    )
    assert laid(record, 60) == [("Arrival", 5, 15, False)]


def test_a_track_that_was_sought_in_lasts_until_something_ends_it() -> None:
    record = rows((5, started("Arrival")), (14, e.MusicChanged(MusicAct.SEEK)))
    assert laid(record, 30) == [("Arrival", 5, 30, False)]


def test_a_track_taken_up_in_its_middle_is_as_long_as_its_rest() -> None:
    assert laid(rows((5, started("Arrival", 10, 240))), 60) == [("Arrival", 5, 11, False)]


def test_music_from_elsewhere_ends_nothing_of_ours() -> None:
    record = rows((5, started("Arrival")), (6, e.MusicChanged(MusicAct.PAUSE, "Some Radio")))
    assert laid(record, 60) == [("Arrival", 5, 15, False)]


def test_what_sounds_is_current_to_its_end_and_the_plan_follows_behind_it() -> None:
    record = rows((5, started("Arrival")))
    present = Sounding("Arrival", "Arrival", 4 * 60, True)
    # The plan was made a little earlier: its own seconds do not count, its order does.
    slots = (slot("Drift", 4.05, 11.05, 6), slot("Tide", 10.95, 100))
    assert laid(record, 11, present, slots) == [
        ("Arrival", 5, 14.9, True),
        ("Drift", 14.9, 21.8, False),
        ("Tide", 21.8, 100, False),
    ]


def test_paused_music_is_shown_as_still_to_come() -> None:
    record = rows((5, started("Arrival")), (8, e.MusicChanged(MusicAct.PAUSE)))
    present = Sounding("Arrival", "Arrival", 7 * 60, False)
    assert laid(record, 20, present, (slot("Drift", 7, 14),)) == [
        ("Arrival", 5, 8, False),
        ("Arrival", 20, 27, False),
        ("Drift", 27, 34, False),
    ]


def test_while_two_tracks_cross_the_one_that_began_is_not_shown_twice() -> None:
    drift = slot("Drift", 0, 10)
    present = Sounding("Drift", drift.placed.key, 9.95 * 60, True, True)
    record = rows(
        (5, started("Arrival")),
        (14.9, e.TrackStarted("Drift", None, Decimal(600), track_id=drift.placed.key)),
    )
    found = laid(record, 14.95, present, (drift, slot("Tide", 10, 18)))
    assert [title for title, *_ in found] == ["Arrival", "Drift", "Tide"]


def test_before_anything_plays_the_plan_is_shown_as_it_is() -> None:
    assert laid([], 2, None, (slot("Arrival", 0, 10),)) == [("Arrival", 2, 12, False)]


def test_nothing_is_shown_beyond_the_session() -> None:
    slots = (slot("Hearth", 5, 30), slot("Again", 30, 60))
    assert laid([], 90, None, slots) == [("Hearth", 95, 100, False)]


# --- on the screen --------------------------------------------------------------------------------


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    yield from lay_desk(tmp_path, qtbot)


def shown(desk: Desk) -> SessionTimeline:
    assert desk.room is not None
    return desk.room.session.timeline


def titles(desk: Desk) -> list[str]:
    timeline = shown(desk).timeline
    return [one.title for one in timeline.music] if timeline is not None else []


def signs(desk: Desk) -> list[str]:
    timeline = shown(desk).timeline
    assert timeline is not None
    return [dot.sign.value for dot in timeline.kept.dots]


def test_it_shows_what_the_record_says_of_the_open_session(desk: Desk) -> None:
    desk.open()
    assert titles(desk) == []
    desk.companion.track_started("Arrival", None, 600.0, 0.0, track_id="a")
    desk.pass_time(minutes=5)
    assert titles(desk) == ["Arrival"]
    timeline = shown(desk).timeline
    assert timeline is not None
    assert timeline.music[0].end == timeline.now
    desk.conductor.leave()
    assert shown(desk).timeline is None


def test_each_entry_comes_onto_it_as_it_is_kept_and_goes_when_it_is_struck(desk: Desk) -> None:
    desk.open()
    assert signs(desk) == ["vitals", "dose"]
    note = desk.companion.note("Tears, quiet.")
    desk.companion.mark("Tears")
    assert signs(desk) == ["vitals", "dose", "note", "mark"]
    desk.companion.strike(note.id, "wrong client")
    assert signs(desk) == ["vitals", "dose", "mark"]


def test_a_resumed_session_shows_the_same_as_the_one_that_ran(desk: Desk) -> None:
    desk.open()
    desk.companion.note("first")
    desk.companion.note("my own pull", private=True)
    desk.companion.note("late", late_by=timedelta(minutes=3))
    desk.pass_time(seconds=1)
    before, private = signs(desk), shown(desk).private
    session = desk.companion.session_id
    desk.conductor.leave()
    desk.conductor.resume(session)
    # That it was taken up again is an entry of its own.
    assert sorted(signs(desk)) == sorted([*before, "other"])
    assert shown(desk).private == private and len(private) == 1


def test_a_private_note_is_beside_the_record_and_never_in_it(desk: Desk) -> None:
    desk.open()
    note = desk.companion.note("my own pull to reassure", private=True)
    assert signs(desk) == ["vitals", "dose"]
    assert [dot.entry_id for dot in shown(desk).private] == [note.id]


def test_the_keys_go_along_it_and_enter_goes_to_the_note(desk: Desk) -> None:
    room = desk.open()
    desk.pass_time(minutes=2)
    first = desk.companion.note("Tingling.")
    desk.pass_time(minutes=2)
    desk.companion.note("my own pull", private=True)
    timeline = shown(desk)
    timeline.setFocus()
    assert timeline.words == "4:00  my own pull  private"
    desk.press(Qt.Key.Key_Left)
    assert timeline.words == "2:00  Tingling."
    assert timeline.accessibleDescription() == "2:00  Tingling."
    desk.press(Qt.Key.Key_Home)
    assert timeline.words.endswith("vitals")
    desk.press(Qt.Key.Key_Right)
    desk.press(Qt.Key.Key_Right)
    desk.press(Qt.Key.Key_Return)
    assert room.session.notes.list.selected_key() == first.id
    assert room.session.notes.list.hasFocus()


def test_what_is_typed_over_it_goes_into_the_note_box_and_esc_goes_there(desk: Desk) -> None:
    room = desk.open()
    shown(desk).setFocus()
    desk.type("laughs")
    assert room.session.writing.box.text() == "laughs"
    shown(desk).setFocus()
    desk.press(Qt.Key.Key_Escape)
    assert desk.at_keyboard() is not shown(desk)


def test_out_of_sight_it_tells_nothing_that_was_noted(desk: Desk) -> None:
    room = desk.open()
    desk.companion.note("Her brother's name.")
    shown(desk).setFocus()
    assert "brother" in shown(desk).accessibleDescription()
    room.hide()
    assert shown(desk).words == ""
    assert "brother" not in shown(desk).accessibleDescription()


def test_a_struck_entry_is_pointed_at_no_more(desk: Desk) -> None:
    desk.open()
    note = desk.companion.note("a slip")
    shown(desk).setFocus()
    assert "a slip" in shown(desk).words
    desk.companion.strike(note.id, "slip")
    assert shown(desk).words == ""
