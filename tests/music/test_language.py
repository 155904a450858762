"""What goes wrong with music is said in the language of the window, whichever process says it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kap_companion.beside import Priority
from kap_companion.language import Spoken, language, speak
from kap_companion.music.events import TrackSkipped
from kap_companion.music.heard import Heard, heard_words
from kap_companion.music.measuring import Measurer, NotMeasured, Result
from kap_companion.music.planner import Borrowed, Coverage, coverage_words, shortfall_words
from kap_companion.music.player import Output, Player
from kap_companion.music.playlist import read_playlist
from kap_companion.music.playlist_writing import write_playlist
from kap_companion.music.track import Track
from kap_companion.session.phases import Phase


@pytest.fixture(autouse=True)
def _spanish() -> Iterator[None]:
    speak(language("es"))
    yield
    speak(Spoken())


def test_the_process_that_measures_says_in_spanish_why_it_cannot(tmp_path: Path) -> None:
    (tmp_path / "empty.flac").touch()
    measurer = Measurer(Priority.BELOW)
    try:
        measurer.measure(tmp_path / "empty.flac")
        told: list[Result] = []
        until = time.monotonic() + 60
        while not told and time.monotonic() < until:
            time.sleep(0.02)
            told = measurer.pump()
    finally:
        measurer.close()
    assert told == [NotMeasured(tmp_path / "empty.flac", "el archivo está vacío")]


def test_the_engine_says_in_spanish_why_it_skips(tmp_path: Path) -> None:
    (tmp_path / "empty.mp3").touch()
    with Player(Output.SCRIPTED) as player:
        player.load([Track(tmp_path / "empty.mp3", "empty")], playing=True)
        events = player.advance(2)
    reasons = [event.reason for event in events if isinstance(event, TrackSkipped)]
    assert reasons == ["el archivo está vacío"]


def test_a_list_that_cannot_be_read_is_one_spanish_sentence(tmp_path: Path) -> None:
    (tmp_path / "broken.xspf").write_text("<playlist>")
    (tmp_path / "gone.m3u").write_text("not there.mp3\n")
    lost = read_playlist([tmp_path / "broken.xspf", tmp_path / "gone.m3u"]).lost
    assert [one.reason for one in lost] == [
        "esta lista está dañada: no es XML completo",
        "no está ahí",
    ]


def test_a_saved_playlist_is_the_same_file_in_every_language(tmp_path: Path) -> None:
    track = Track(tmp_path / "one.mp3", "One", None, None, 60.0)
    write_playlist(tmp_path / "es.xspf", [track])
    speak(Spoken())
    write_playlist(tmp_path / "en.xspf", [track])
    assert (tmp_path / "es.xspf").read_bytes() == (tmp_path / "en.xspf").read_bytes()


def test_how_often_a_track_was_heard_is_counted_as_spanish_counts() -> None:
    last = datetime(2026, 5, 3, 12, 0, tzinfo=UTC)
    once = Heard(1, last, ("tears", "tears", "My own"), ("Nausea",), ("a note",))
    twice = Heard(2, last, (), (), ("a note", "another"))
    assert heard_words(once) == (
        "Sonó en 1 sesión, el 3 de mayo de 2026: Náusea, llanto (2), My own, 1 nota"
    )
    assert heard_words(twice) == "Sonó en 2 sesiones, la última el 3 de mayo de 2026: 2 notas"


def test_a_phase_without_enough_music_is_named_in_spanish() -> None:
    short = Coverage(
        covers=False,
        spare_s=-360.0,
        planned_end_s=600.0,
        short_by_phase=((Phase.PEAK, 360.0),),
        borrowed=(Borrowed(Phase.ONSET, 120.0, (Phase.RETURN, None)),),
        unknown=2,
    )
    assert coverage_words(short) == (
        "Repite 6 min de música antes del final previsto; 2 pistas de duración desconocida"
    )
    assert shortfall_words(short) == (
        "Pico: faltan 6 min",
        "Inicio toma 2 min de retorno y pistas sin fase",
    )
