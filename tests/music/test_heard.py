"""What this client heard before, and what was kept while it sounded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kap_companion.music.heard import Heard, heard_of, heard_words, name_key, played_before
from kap_companion.music.track import Track, track_key
from kap_companion.session import entries as e
from tests.made import START, bodies, entry

TIDE, STILL = track_key("/m/tide.flac"), track_key("/m/still.flac")


def _record(*told: tuple[float, Any], start: datetime = START) -> list[e.Entry[Any]]:
    """Entries at minutes from the start."""
    return [
        entry(body, start + timedelta(minutes=at), seq) for seq, (at, body) in enumerate(told, 1)
    ]


def _begins(title: str, key: str | None = None, length_s: float | None = 600) -> e.TrackStarted:
    length = None if length_s is None else Decimal(str(length_s))
    return e.TrackStarted(title, "A. Maker", length, track_id=key)


def _marks(*told: tuple[float, Any]) -> dict[str, tuple[str, ...]]:
    return {key: heard.marks for key, heard in played_before([_record(*told)]).items()}


def test_what_was_kept_counts_to_the_track_that_sounded() -> None:
    heard = played_before(
        [
            _record(
                (0, e.Marked("before")),
                (1, _begins("Tide", TIDE)),
                (2, e.Marked("tears")),
                (3, e.NoteTaken("Hands open.")),
                (4, e.AdverseEvent("nausea", e.Severity.MILD)),
                (11, _begins("Still", STILL)),
                (12, e.Marked("stillness")),
            )
        ]
    )
    at = START + timedelta(minutes=1)
    assert heard[TIDE] == Heard(1, at, ("tears",), ("nausea",), ("Hands open.",))
    assert heard[STILL].marks == ("stillness",)


def test_what_was_told_late_counts_to_what_sounded_when_it_happened() -> None:
    late = START + timedelta(minutes=2)
    marks = _marks((1, _begins("Tide", TIDE)), (11, _begins("Still", STILL)), (12, e.Marked("x")))
    assert marks == {TIDE: (), STILL: ("x",)}
    marks = _marks(
        (1, _begins("Tide", TIDE)), (11, _begins("Still", STILL)), (12, e.Marked("x", late))
    )
    assert marks == {TIDE: ("x",), STILL: ()}


def test_what_was_struck_or_withdrawn_is_gone_and_what_was_amended_has_its_new_words() -> None:
    record = _record(
        (1, _begins("Tide", TIDE)),
        (2, e.Marked("tears")),
        (3, e.Marked("laughter")),
        (4, e.NoteTaken("mine alone")),
        (5, e.EntryStruck("r2", "slip")),
        (6, e.EntryAmended("r3", "precision", {"tag": "smile"})),
        (7, e.EntryWithdrawn("r4", "private")),
        (8, e.BodyTakenOut("note_taken")),
    )
    heard = played_before([record])[TIDE]
    assert (heard.marks, heard.notes) == (("smile",), ())


def test_in_silence_nothing_is_put_down_to_a_track() -> None:
    for silence, back in (
        (e.MusicAct.PAUSE, e.MusicAct.RESUME),
        (e.MusicAct.FADE, e.MusicAct.FADE_BACK),
    ):
        assert _marks(
            (1, _begins("Tide", TIDE)),
            (2, e.MusicChanged(silence)),
            (3, e.Marked("in silence")),
            (14, e.MusicChanged(back)),
            (20, e.Marked("again")),
            (25, e.Marked("played to its end")),
        ) == {TIDE: ("again",)}


def test_music_from_elsewhere_changes_nothing_of_ours() -> None:
    marks = _marks(
        (1, _begins("Tide", TIDE)),
        (2, e.MusicChanged(e.MusicAct.PAUSE, "the room's player")),
        (3, e.Marked("tears")),
    )
    assert marks == {TIDE: ("tears",)}


def test_after_the_end_no_track_sounds() -> None:
    marks = _marks(
        (1, _begins("Tide", TIDE, None)), (9, e.SessionEnded()), (10, e.Marked("at the door"))
    )
    assert marks == {TIDE: ()}


def test_times_are_sessions_and_the_last_is_the_latest_in_the_clinicians_own_day() -> None:
    later = START + timedelta(days=7)
    first = _record((1, _begins("Tide", TIDE)), (12, _begins("Tide", TIDE)), (13, e.Marked("a")))
    second = [
        replace(each, utc_offset="-08:00")
        for each in _record((1, _begins("Tide", TIDE)), (2, e.Marked("b")), start=later)
    ]
    for records in ([first, second], [second, first]):
        heard = played_before(records)[TIDE]
        assert (heard.times, heard.marks) == (2, ("a", "b"))
        assert heard.last_at == later + timedelta(minutes=1)
        assert heard.last_at.utcoffset() == timedelta(hours=-8)


def test_older_entries_without_an_id_are_found_by_title_and_artist() -> None:
    old = _record((1, _begins("Tide")), (2, e.Marked("a")))
    new = _record((1, _begins("Tide", TIDE)), (2, e.Marked("b")), start=START + timedelta(days=1))
    before = played_before([new, old])
    assert set(before) == {TIDE, name_key("tide", "A. MAKER")}
    track = Track(Path("/m/tide.flac"), "Tide", "A. Maker")
    both = heard_of(track, before)
    assert both is not None
    assert (both.times, both.marks) == (2, ("a", "b"))
    assert both.last_at == START + timedelta(days=1, minutes=1)
    assert heard_of(Track(Path("/m/other.flac"), "Other"), before) is None
    assert (
        heard_of(replace(track, path=Path("/new/tide.flac")), before)
        == before[name_key("Tide", "A. Maker")]
    )


def test_one_line_says_it_all() -> None:
    assert heard_words(None) == ""
    assert heard_words(Heard(1, START)) == "Played in 1 session, on 14 March 2026"
    seen = Heard(3, START, ("tears", "smile", "tears"), ("nausea",), ("one", "two"))
    assert heard_words(seen) == (
        "Played in 3 sessions, last on 14 March 2026: nausea, tears (2), smile, 2 notes"
    )


@given(
    st.lists(
        st.tuples(
            st.floats(0, 300),
            bodies(e.Stream.RECORD)
            | st.builds(_begins, st.text(), st.sampled_from([None, TIDE, STILL]))
            | st.builds(e.Marked, st.just("mark")),
        ),
        max_size=30,
    )
)
def test_no_record_is_too_odd_and_no_mark_counts_twice(told: Sequence[tuple[float, Any]]) -> None:
    record = _record(*sorted(told, key=lambda pair: pair[0]))
    heard = played_before([record])
    counted = sum(each.marks.count("mark") for each in heard.values())
    assert counted <= sum(isinstance(each.body, e.Marked) for each in record)
    assert all(each.times == 1 for each in heard.values())
