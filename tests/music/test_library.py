"""The library: found as the clinician types, kept whatever the names, shown with all its facts."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kap_companion.music import library as library_module
from kap_companion.music.heard import Heard
from kap_companion.music.library import (
    Kept,
    Library,
    Stamp,
    facts,
    row_from_form,
    row_to_form,
    stamp_of,
)
from kap_companion.music.measurement import Measurement
from kap_companion.music.track import Loudness, Track, track_key


def _row(title: str, artist: str = "", album: str = "", path: str = "") -> Kept:
    return Kept(Track(Path(path or f"/m/{title}.flac"), title, artist or None, album or None))


ROWS = (
    _row("Été à la mer", "Zoë Keating", "One Cello", "/m/01-summer.flac"),
    _row("The Été", "A. Maker"),
    _row("Still Water", "Été Band"),
    _row("Don’t stop", "Sigur Rós", "Ágætis byrjun"),
    _row("Øresund", "Łódź Trio", path="/m/weiß_nacht.mp3"),
)


def _titles(text: str, **options: bool) -> list[str]:
    return [kept.track.title for kept in Library(ROWS).search(text, **options)]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ete", ["Été à la mer", "The Été", "Still Water"]),
        ("ÉTÉ", ["Été à la mer", "The Été", "Still Water"]),
        ("ete\u0301", ["Été à la mer", "The Été", "Still Water"]),
        ("wat", ["Still Water"]),
        ("ater sti", ["Still Water"]),
        ("cello zoe", ["Été à la mer"]),
        ("summer", ["Été à la mer"]),
        ("dont", ["Don’t stop"]),
        ("don't", ["Don’t stop"]),
        ("agaetis ros", ["Don’t stop"]),
        ("oresund lodz", ["Øresund"]),
        ("WEISS", ["Øresund"]),
        ("still cello", []),
        ("waterete", []),
    ],
)
def test_every_word_counts_wherever_it_stands_and_accents_do_not(
    typed: str, found: list[str]
) -> None:
    assert _titles(typed) == found


@pytest.mark.parametrize("typed", ["", "   "])
def test_nothing_typed_shows_everything_by_title(typed: str) -> None:
    assert _titles(typed) == ["Don’t stop", "Été à la mer", "Øresund", "Still Water", "The Été"]


def test_favourites_come_first_on_request() -> None:
    library = Library(ROWS)
    library.put([replace(ROWS[2], favourite=True)])
    first = library.search("ete", favourites_first=True)
    assert [kept.track.title for kept in first] == ["Still Water", "Été à la mer", "The Été"]
    assert library.search("ete")[0].track.title == "Été à la mer"


def test_typing_on_and_back_finds_what_typing_anew_does() -> None:
    library = Library(ROWS)
    for typed in ("e", "et", "ete", "ete b", "ete", "e", "", "s", "st", "sto", "stop"):
        assert library.search(typed) == Library(ROWS).search(typed)


def test_what_is_put_and_removed_is_found_at_once() -> None:
    library = Library(ROWS)
    assert library.search("tide") == ()
    library.put([_row("Tide")])
    assert [kept.track.title for kept in library.search("tide")] == ["Tide"]
    library.put([_row("Ebb", path="/m/Tide.flac")])
    assert [kept.track.title for kept in library.search("tide")] == ["Ebb"]
    assert [kept.track.title for kept in library.search("ebb")] == ["Ebb"]
    library.remove([track_key("/m/Tide.flac"), "unknown"])
    assert library.search("ebb") == ()
    assert len(library) == len(ROWS)
    assert ROWS[0].key in library
    assert library.get(ROWS[0].key) == ROWS[0]
    assert library.get("unknown") is None


def test_a_track_is_known_by_its_absolute_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir("/")
    assert track_key("a/../b.mp3") == track_key(Path("/b.mp3")) == _row("x", path="/b.mp3").key
    assert len(track_key(os.fsdecode(b"/caf\xe9"))) == 16


def test_a_keystroke_folds_what_was_typed_and_no_track_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rows = [Kept(Track(Path(f"/m/{n}.flac"), f"Träumerei {n}", "Clara", None)) for n in range(500)]
    library = Library(rows)
    library.search("")
    folded: list[str] = []
    fold = library_module._folded

    def counted(text: str) -> str:
        folded.append(text)
        return fold(text)

    monkeypatch.setattr(library_module, "_folded", counted)
    for typed in ("t", "tr", "tra", "trau 49"):
        assert library.search(typed)
    assert folded == ["t", "tr", "tra", "trau 49"]


MEASURED = Measurement(
    "abc", 61.5, Loudness(-18.5, -1.2), 4.0, 1.0, 900.0, 0.1, intensity=0.5, curve=(0.4, 0.6)
)


def test_tags_are_shown_until_a_track_was_measured() -> None:
    kept = Kept(Track(Path("/a.mp3"), "Still", length_s=60.0, tagged=Loudness(-14.0)))
    shown = facts(kept)
    assert (shown.loudness, shown.is_measured, shown.step) == (Loudness(-14.0), False, None)
    assert (shown.length_s, shown.curve, shown.played_before) == (60.0, (), "")
    shown = facts(kept, MEASURED)
    assert (shown.loudness, shown.is_measured, shown.step) == (Loudness(-18.5, -1.2), True, 3)
    assert (shown.length_s, shown.curve) == (61.5, (0.4, 0.6))


def test_an_intensity_corrected_by_hand_is_the_one_shown() -> None:
    kept = Kept(Track(Path("/a.mp3"), "Still"), favourite=True, intensity=0.95)
    shown = facts(kept, MEASURED, Heard(1, datetime(2026, 5, 3, tzinfo=UTC), ("tears",)))
    assert (shown.step, shown.is_corrected, shown.favourite) == (5, True, True)
    assert shown.played_before == "Played in 1 session, on 3 May 2026: tears"


_TEXTS = st.text() | st.binary(max_size=20).map(lambda raw: raw.decode("utf-8", "surrogateescape"))
_NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
_LOUDNESS = st.builds(Loudness, _NUMBERS, *[st.none() | _NUMBERS] * 3)
_KEPT = st.builds(
    Kept,
    track=st.builds(
        Track,
        path=_TEXTS.filter(lambda text: "\0" not in text).map(Path),
        title=_TEXTS,
        artist=st.none() | _TEXTS,
        album=st.none() | _TEXTS,
        length_s=st.none() | _NUMBERS,
        tagged=st.none() | _LOUDNESS,
    ),
    favourite=st.booleans(),
    intensity=st.none() | st.floats(0, 1),
    content_hash=st.none() | st.text(),
    stamp=st.none() | st.builds(Stamp, st.integers(0), st.integers()),
    added_at=st.none() | st.datetimes(timezones=st.just(UTC)),
)


@given(_KEPT)
def test_a_row_comes_back_from_the_shelf_as_it_was(kept: Kept) -> None:
    text = json.dumps(row_to_form(kept), allow_nan=False, ensure_ascii=False)
    text.encode("utf-8")
    again = row_from_form(json.loads(text))
    assert again == kept
    assert again.key == kept.key


@given(
    st.dictionaries(
        st.sampled_from(
            [
                *("path", "title", "artist", "album", "length_s", "tagged", "favourite"),
                *("intensity", "content_hash", "stamp", "added_at"),
            ]
        ),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.text(),
            lambda inner: st.lists(inner) | st.dictionaries(st.just("bytes") | st.text(), inner),
        ),
    )
)
def test_what_is_no_row_is_refused(form: dict[str, object]) -> None:
    try:
        kept = row_from_form(form)
    except ValueError:
        return
    assert isinstance(kept, Kept)


def test_a_stamp_tells_whether_a_file_changed(tmp_path: Path) -> None:
    path = tmp_path / "a.mp3"
    assert stamp_of(path) is None
    assert stamp_of(Path("a\0b")) is None
    path.write_bytes(b"x")
    before = stamp_of(path)
    path.write_bytes(b"xy")
    assert before != stamp_of(path)
    assert before is not None
    assert before.size_bytes == 1
