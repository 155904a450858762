"""Files that cannot be played are skipped in plain words, and the room never falls silent."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from kap_companion.music.events import PlayerEvent, PlaylistEnded, TrackSkipped, TrackStarted
from kap_companion.music.player import Player
from kap_companion.music.playlist import Track
from tests.music.sounds import RATE, cut_tone, longest_silence, sharpest, tone, write

Until = Callable[..., list[PlayerEvent]]


@pytest.fixture(scope="module")
def odd_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ten files in a bad state, numbered; half of them still hold sound."""
    folder = tmp_path_factory.mktemp("odd")
    whole = {
        ending: write(folder / f"whole.{ending}", tone(2 * RATE)).read_bytes()
        for ending in ("mp3", "m4a", "flac", "wav")
    }
    (folder / "01 empty.mp3").touch()
    (folder / "02 zeros.mp3").write_bytes(bytes(200_000))
    (folder / "03 text.flac").write_text("#EXTM3U\nhttps://example.org/a.mp3\n" * 50)
    (folder / "04 cut.m4a").write_bytes(whole["m4a"][: len(whole["m4a"]) // 2])
    (folder / "05 folder.mp3").mkdir()
    (folder / "06 cut.flac").write_bytes(whole["flac"][: len(whole["flac"]) // 2])
    (folder / "07 really a wav.mp3").write_bytes(whole["wav"])
    (folder / "08 cut.mp3").write_bytes(whole["mp3"][: len(whole["mp3"]) // 2])
    hole = bytearray(whole["mp3"])
    hole[len(hole) // 3 : len(hole) // 2] = random.Random(7).randbytes(
        len(hole) // 2 - len(hole) // 3
    )
    (folder / "09 hole.mp3").write_bytes(hole)
    (folder / "10 header only.wav").write_bytes(whole["wav"][:44])
    for ending in whole:
        (folder / f"whole.{ending}").unlink()
    return folder


def _tracks(folder: Path) -> list[Track]:
    return [Track(path, path.stem) for path in sorted(folder.iterdir())]


def test_each_bad_file_is_skipped_with_a_reason(scripted: Player, odd_files: Path) -> None:
    scripted.load([*_tracks(odd_files), Track(odd_files / "gone.mp3", "gone")], playing=True)
    events = scripted.advance(60)
    skipped = {e.track.title: e.reason for e in events if isinstance(e, TrackSkipped)}
    damaged = "the file is damaged or protected, or is not music"
    assert skipped == {
        "01 empty": "the file is empty",
        "02 zeros": "the file holds nothing but zeros",
        "03 text": damaged,
        "04 cut": damaged,
        "06 cut": "the file is cut short",
        "05 folder": "it is not a file",
        "10 header only": damaged,
        "gone": "the file is no longer there",
    }
    started = [e.track.title for e in events if isinstance(e, TrackStarted)]
    assert started == ["06 cut", "07 really a wav", "08 cut", "09 hole"]
    assert isinstance(events[-1], PlaylistEnded)
    assert 4 < events[-1].at_s < 7


def test_a_long_silence_in_a_whole_file_is_music(scripted: Player, tmp_path: Path) -> None:
    rest = np.zeros((20 * RATE, 2), np.int16)
    quiet = write(tmp_path / "quiet.wav", np.concatenate((tone(RATE), rest, tone(RATE))))
    scripted.load([Track(quiet, "quiet")], playing=True)
    assert scripted.advance(30)[-1] == PlaylistEnded(22.0)


def test_bad_files_between_good_ones_leave_no_gap(
    silent: Player, odd_files: Path, tmp_path: Path, until: Until
) -> None:
    cut_tone(tmp_path, "wav", (RATE, RATE))
    first, last = _tracks(tmp_path)
    bad = [t for t in _tracks(odd_files) if t.title[:2] in ("01", "02", "03", "04", "05", "10")]
    silent.load([first, *bad, last], playing=True)
    events = until(silent, lambda events: PlaylistEnded(2.0) in events)
    assert [event.at_s for event in events] == [0.0, *[1.0] * 8, 2.0, 2.0]


def test_a_file_that_never_answers_is_left_within_a_second(
    tracks: tuple[Track, ...],
) -> None:
    # A regular file that blocks cannot be made here: an engine whose reader never comes back
    # from opening it stands for a dead network drive.
    from kap_companion.music.engine import decode, source
    from kap_companion.music.engine.messages import Item, Load
    from kap_companion.music.engine.output import Silence
    from kap_companion.music.engine.process import Engine

    told: list[object] = []

    class Teller:
        def send(self, message: object) -> None:
            told.append(message)

        def flush(self, timeout_s: float) -> bool:
            return True

    read_through = decode.read_through

    def hang_on_first(path_of, *args, **kwargs):  # type: ignore[no-untyped-def]
        if path_of(0) == str(tracks[0].path):
            time.sleep(20)
        yield from read_through(path_of, *args, **kwargs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(source, "read_through", hang_on_first)
        engine = Engine(Silence(), Teller())
        items = [Item(number, str(track.path)) for number, track in enumerate(tracks, 1)]
        engine.obey(Load(items, 0, 0.0, True))
        began = time.monotonic()
        while not any(type(message).__name__ == "Started" for message in told):
            engine.feed()
            time.sleep(0.005)
            assert time.monotonic() - began < 1.0
    names = [type(message).__name__ for message in told]
    assert "Skipped" in names


def test_a_drive_that_stalls_in_the_middle_is_left_by_a_fade(tracks: tuple[Track, ...]) -> None:
    from kap_companion.music.engine import decode, pieces, source
    from kap_companion.music.engine import messages as m
    from tests.music.tape import TapeMachine

    read_through = decode.read_through

    def stall_after_a_second(path_of, *args, **kwargs):  # type: ignore[no-untyped-def]
        frames = 0
        for piece in read_through(path_of, *args, **kwargs):
            yield piece
            frames += piece.frames if isinstance(piece, pieces.Audio) else 0
            if frames > RATE and path_of(0) == str(tracks[0].path):
                time.sleep(20)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(source, "read_through", stall_after_a_second)
        tape = TapeMachine()
        tape.load(tracks)
        began = time.monotonic()
        while len(tape.port.blocks) < 3 * RATE // 2048:  # as fast as it would be heard
            if time.monotonic() - began > len(tape.port.blocks) * 2048 / RATE:
                tape.port.room = 2048
            tape.engine.feed()
            time.sleep(0.003)
            assert time.monotonic() - began < 10
    sound = np.concatenate(tape.port.blocks)
    assert [number for number, _ in tape.started()] == [1, 2]
    assert any(isinstance(told, m.Skipped) and "too long" in told.reason for told in tape.told)
    assert longest_silence(sound[RATE // 2 :]) < RATE // 4
    assert sharpest(sound) < 200
