"""A sound check with events: each lands at its moment in what the device gets, without a click."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from kap_companion.music.sound_events import Do, EventsError, SoundEvent, read_events, rests_from
from tests.music.sounds import (
    RATE,
    Sound,
    captured,
    disk_output,
    longest_silence,
    run_python,
    tone,
    write,
)

PLAY = (
    "import json, sys; from kap_companion.music.soundcheck import run; "
    "sys.exit(run(**json.loads(sys.argv[1])))"
)
# The loudest second difference of the tone itself is 51; a step of a hundredth of full scale in
# it would be 300 more.
LOUDEST_CURVE = 90
LATEST = round(0.05 * RATE)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two tracks of 6 and 5 s whose tone goes on from one to the other."""
    music = tmp_path / "music"
    music.mkdir()
    write(music / "1.wav", tone(6 * RATE))
    write(music / "2.wav", tone(5 * RATE, 6 * RATE))
    return music


Played = tuple[list[dict[str, Any]], Sound]


@pytest.fixture
def play(tmp_path: Path, folder: Path) -> Callable[..., Played]:
    """Play the folder with events; returns what was told and what the device got."""

    def run(*events: dict[str, Any], **more: Any) -> Played:
        capture, script = tmp_path / "capture.raw", tmp_path / "events.jsonl"
        script.write_text("".join(json.dumps(event) + "\n" for event in events))
        asked = {"paths": [str(folder)], "events": str(script), **more}
        result = run_python(PLAY, json.dumps(asked), env=disk_output(capture, fast=True))
        assert (result.returncode, result.stderr) == (0, "")
        told = [json.loads(line) for line in result.stdout.splitlines()]
        assert [line["at"] for line in told] == sorted(line["at"] for line in told)
        return told, captured(capture)

    return run


def _loudness(sound: Sound) -> NDArray[np.float64]:
    """The amplitude of the tone, for each of its periods of 100 frames (full is 13,000)."""
    whole = sound[: len(sound) // 100 * 100, 0].astype(float).reshape(-1, 100)
    loudness: NDArray[np.float64] = np.sqrt(2 * np.mean(whole**2, axis=1))
    return loudness


def _at(loudness: NDArray[np.float64], seconds: float) -> float:
    return float(loudness[round(seconds * RATE / 100)])


def _has_no_click(sound: Sound) -> bool:
    return bool(np.abs(np.diff(sound[:, 0].astype(int), 2)).max() < LOUDEST_CURVE)


def _told(lines: Sequence[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(line["event"], line["file"]) for line in lines]


def test_the_music_rests_between_pause_and_resume_and_goes_on_at_its_place(
    play: Callable[..., Played],
) -> None:
    told, heard = play({"at": 2.0, "do": "pause"}, {"at": 3.5, "do": "resume"})
    loudness = _loudness(heard)
    assert _at(loudness, 1.99) == pytest.approx(13_000, rel=0.01)
    assert _at(loudness, 2.04) == 0
    assert _at(loudness, 3.49) == 0
    assert _at(loudness, 3.54) == pytest.approx(13_000, rel=0.01)
    ramp = round(0.03 * RATE)
    assert len(heard) == pytest.approx(12.47 * RATE, abs=40)
    assert longest_silence(heard) == pytest.approx(1.5 * RATE - ramp, abs=60)
    assert _has_no_click(heard)
    assert _told(told) == [
        *(("started", "1.wav"), ("ended", "1.wav"), ("started", "2.wav"), ("ended", "2.wav")),
    ]
    # Silent frames of the pause but for its ramp, which is played: the place holds to the frame.
    assert [line["at"] for line in told] == pytest.approx([0, 7.47, 7.47, 12.47], abs=1e-3)


def test_volume_and_lowering_change_by_ramps_at_their_moments(
    play: Callable[..., Played],
) -> None:
    _, heard = play(
        {"at": 1.0, "do": "volume", "volume": 0.5},
        {"at": 2.0, "do": "volume", "volume": 1},
        {"at": 3.0, "do": "lower"},
        {"at": 5.0, "do": "raise"},
    )
    loudness = _loudness(heard) / 13_000
    for seconds, gain in (
        *((0.98, 1.0), (1.06, 0.5), (1.98, 0.5), (2.06, 1.0), (2.98, 1.0)),
        *((3.52, 0.178), (4.98, 0.178), (7.02, 1.0)),
    ):
        assert _at(loudness, seconds) == pytest.approx(gain, abs=0.01), seconds
    assert _has_no_click(heard)


def test_a_fade_falls_all_the_way_and_comes_back_at_the_same_place(
    play: Callable[..., Played],
) -> None:
    told, heard = play(
        {"at": 1.0, "do": "fade", "seconds": 2}, {"at": 4.0, "do": "fade_back", "seconds": 2}
    )
    loudness = _loudness(heard)
    falling = loudness[round(1.01 * RATE / 100) : round(3.0 * RATE / 100)]
    assert (np.diff(falling) <= 3).all()
    assert _at(loudness, 3.01) == 0
    assert _at(loudness, 6.01) == pytest.approx(13_000, rel=0.01)
    assert _has_no_click(heard)
    assert told[-1]["at"] == pytest.approx(12.0, abs=0.1)


def test_next_previous_and_seek_act_at_once(play: Callable[..., Played]) -> None:
    told, heard = play(
        {"at": 1.0, "do": "next"},
        {"at": 2.5, "do": "previous"},
        {"at": 4.0, "do": "seek", "seconds": 4.5},
    )
    assert _told(told) == [
        *(("started", "1.wav"), ("ended", "1.wav"), ("started", "2.wav"), ("ended", "2.wav")),
        *(("started", "1.wav"), ("ended", "1.wav"), ("started", "2.wav"), ("ended", "2.wav")),
    ]
    assert [line["at"] for line in told] == pytest.approx(
        [0, 1.05, 1.05, 2.55, 2.55, 5.55, 5.55, 10.55], abs=0.1
    )
    assert _has_no_click(heard)


def test_started_lines_match_the_capture(tmp_path: Path) -> None:
    rng = np.random.default_rng(3)
    parts = [rng.integers(-9000, 9000, (4 * RATE, 2), np.int16) for _ in range(3)]
    for number, part in enumerate(parts):
        write(tmp_path / f"{number}.flac", part)
    capture = tmp_path / "capture.raw"
    (tmp_path / "events.jsonl").write_text(
        '{"at": 1.5, "do": "pause"}\n{"at": 2.0, "do": "resume"}\n'
    )
    asked = {"paths": [str(tmp_path / f"{n}.flac") for n in range(3)]}
    events = {"crossfade_s": 1.0, "events": str(tmp_path / "events.jsonl")}
    result = run_python(PLAY, json.dumps(asked | events), env=disk_output(capture, fast=True))
    told = [json.loads(line) for line in result.stdout.splitlines()]
    assert _told(told) == [
        *(("started", "0.flac"), ("started", "1.flac"), ("ended", "0.flac")),
        *(("started", "2.flac"), ("ended", "1.flac"), ("ended", "2.flac")),
    ]
    raw = np.fromfile(capture, np.int16)
    heard = raw[: len(raw) // 2 * 2].reshape(-1, 2)[:, 0].astype(float)
    for line in told:
        if line["event"] == "started":
            part = parts[int(line["file"][0])][:, 0].astype(float)
            begins = _begins_at(heard, part, after=2 * RATE)
            # The first is looked for behind its pause, of which the ramp is played.
            rested = 0.47 if line["file"] == "0.flac" else 0.0
            assert abs(begins - (line["at"] + rested) * RATE) < LATEST


def _begins_at(heard: NDArray[np.float64], part: NDArray[np.float64], after: int) -> int:
    """Where in the capture a track's first frame lies, by its sound from `after` on."""
    size = 1 << (len(heard) + len(part)).bit_length()
    piece = part[after : after + RATE]
    spectrum = np.fft.rfft(heard, size) * np.conj(np.fft.rfft(piece, size))
    return int(np.argmax(np.fft.irfft(spectrum, size))) - after


@pytest.mark.parametrize(
    ("events", "ends_at"),
    [
        ([{"at": 1.0, "do": "pause"}, {"at": 2.0, "do": "volume", "volume": 0.5}], 2.0),
        ([{"at": 1.0, "do": "fade", "seconds": 3}], 4.0),
    ],
)
def test_music_that_is_left_resting_ends_there(
    play: Callable[..., Played], events: list[dict[str, Any]], ends_at: float
) -> None:
    told, _ = play(*events)
    assert _told(told) == [("started", "1.wav"), ("ended", "1.wav")]
    assert told[-1]["at"] == pytest.approx(ends_at, abs=0.2)


def test_a_sound_check_with_events_is_the_same_sound_where_nothing_happens(
    play: Callable[..., Played],
) -> None:
    _, heard = play({"at": 100.0, "do": "next"})
    assert len(heard) == pytest.approx(11 * RATE, abs=60)
    assert _has_no_click(heard)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('{"at": 1, "do": "sing"}', "unknown verb 'sing'"),
        ('{"at": 1}', "it has no verb"),
        ('{"do": "pause"}', "'at' is missing"),
        ('{"at": -1, "do": "pause"}', "'at' must be from 0"),
        ('{"at": "1", "do": "pause"}', "'at' must be a number"),
        ('{"at": true, "do": "pause"}', "'at' must be a number"),
        ('{"at": NaN, "do": "pause"}', "it is not JSON"),
        ('{"at": 1e999, "do": "pause"}', "'at' must be from 0"),
        ('{"at": 1, "do": "pause", "seconds": 3}', "unknown key 'seconds'"),
        ('{"at": 1, "do": "seek"}', "'seconds' is missing"),
        ('{"at": 1, "do": "seek", "seconds": -1}', "'seconds' must be from 0"),
        ('{"at": 1, "do": "seek", "seconds": 1, "loud": 1}', "unknown key 'loud'"),
        ('{"at": 1, "do": "volume"}', "'volume' is missing"),
        ('{"at": 1, "do": "volume", "volume": 1.5}', "'volume' must be from 0 to 1"),
        ('{"at": 1, "do": "volume", "volume": null}', "'volume' must be a number"),
        ('{"at": 1, "do": "fade", "seconds": 0.5}', "'seconds' must be from 2 to 30"),
        ('{"at": 0.5, "do": "pause"}', "its time runs backwards"),
        ('["at", 1]', "it is not a JSON object"),
        ("pause at 3", "it is not JSON"),
        ("[" * 100_000, "it is not JSON"),
        ('{"at": 1, "do": "pau\udcffse"}', "it is not UTF-8 text"),
    ],
)
def test_a_bad_line_of_an_events_file_is_refused_by_its_number(
    tmp_path: Path, line: str, says: str
) -> None:
    script = tmp_path / "events.jsonl"
    text = '{"at": 0.75, "do": "lower"}\n\n' + line + "\n"
    script.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(EventsError, match="Line 3 of the events is refused") as refused:
        read_events(script)
    assert says in str(refused.value)
    assert len(str(refused.value)) < 120


def test_a_refused_events_file_is_one_line_and_nothing_plays(tmp_path: Path, folder: Path) -> None:
    script = tmp_path / "events.jsonl"
    script.write_text('{"at": 1, "do": "pause"}\n{"at": 0, "do": "resume"}\n')
    asked = {"paths": [str(folder)], "events": str(script)}
    result = run_python(PLAY, json.dumps(asked), env={"SDL_AUDIODRIVER": "dummy"})
    refused = "Line 2 of the events is refused: its time runs backwards.\n"
    assert (result.returncode, result.stdout, result.stderr) == (2, "", refused)


def test_an_events_file_says_when_the_music_rests_for_good() -> None:
    pause, resume = SoundEvent(1.0, Do.PAUSE), SoundEvent(2.0, Do.RESUME)
    fade, back = SoundEvent(3.0, Do.FADE, 8.0), SoundEvent(20.0, Do.FADE_BACK, 8.0)
    later = SoundEvent(30.0, Do.VOLUME, 0.5)
    assert rests_from([]) is None
    assert rests_from([pause]) == 1.0
    assert rests_from([pause, resume]) is None
    assert rests_from([pause, resume, fade]) == 11.0
    assert rests_from([fade, SoundEvent(4.0, Do.PAUSE)]) == 4.0
    assert rests_from([pause, resume, fade, back]) is None
    assert rests_from([pause, later]) == 30.0
