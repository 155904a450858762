"""From one track to the next nothing is missing, nothing is heard twice."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from kap_companion.music.engine.decode import read_through
from kap_companion.music.engine.pieces import Audio, Begin, Piece
from tests.music.sounds import (
    CODECS,
    RATE,
    Sound,
    captured,
    cut_tone,
    disk_output,
    longest_silence,
    run_python,
    shift_of_tone,
    tone,
    write,
)

LENGTHS = (RATE + 1234, RATE // 2 + 77, 2 * RATE + 1)
PLAY = "import sys; from kap_companion.music.soundcheck import run; sys.exit(run(sys.argv[1:]))"
# Sound begins and ends with a ramp of 30 ms, and nothing else is touched.
RAMP = 1323 + 1


def _read(*paths: Path, index: int = 0, position_s: float = 0.0) -> list[Piece]:
    return list(
        read_through(
            lambda place: str(paths[place]) if place < len(paths) else None,
            index,
            position_s,
            known_bad={},
            on_reading=lambda _: None,
        )
    )


def _sound(pieces: list[Piece]) -> Sound:
    parts = [p.samples for p in pieces if isinstance(p, Audio) and p.samples is not None]
    return np.rint(np.concatenate(parts) * 32768).astype(np.int16)


@pytest.mark.parametrize("ending", CODECS)
def test_no_format_loses_or_adds_sound_at_a_joint(tmp_path: Path, ending: str) -> None:
    frames = cut_tone(tmp_path, ending, LENGTHS)
    pieces = _read(*sorted(tmp_path.iterdir()))
    sound = _sound(pieces)
    if ending in ("wav", "flac"):
        assert np.array_equal(sound, tone(frames))
    else:
        # The Vorbis encoder at hand is libavcodec's own, which pads and does not say so.
        assert abs(len(sound) - frames) <= (64 * 3 if ending != "ogg" else 1024 * 3)
    if ending != "ogg":
        shift, weakest = shift_of_tone(sound)
        assert shift < 2, f"{shift:.1f} frames off"
        assert weakest > 0.8


@pytest.mark.parametrize("frames", [2650, 4470])
def test_a_vorbis_file_of_one_page_ends_where_it_says(frames: int) -> None:
    # By libvorbis, which the encoders at hand are not; libav would give 3648 and 4342 frames.
    sound = _sound(_read(Path(__file__).parent / "files" / f"{frames} samples.ogg"))
    assert len(sound) == frames
    assert np.corrcoef(sound[:, 0], tone(frames)[:, 0])[0, 1] > 0.99


@pytest.mark.parametrize("is_tagged", [True, False])
def test_a_music_shops_own_tag_says_where_the_padding_lies(tmp_path: Path, is_tagged: bool) -> None:
    import av
    import mutagen

    frames, delay = 2 * RATE + 321, 1024
    write(tmp_path / "raw.m4a", tone(frames))
    path = tmp_path / "shop.m4a"
    with (
        av.open(str(tmp_path / "raw.m4a")) as source,
        av.open(str(path), "w", options={"use_editlist": "0"}) as shop,
    ):
        copy = shop.add_stream_from_template(source.streams.audio[0])
        for packet in source.demux(audio=0):
            if packet.dts is not None and packet.duration is not None:
                packet.pts = packet.dts = packet.dts + delay
                packet.duration = 1024
                packet.stream = copy
                shop.mux(packet)
    if is_tagged:
        tags: Any = mutagen.File(path)
        padding = -(frames + delay) % 1024
        tag = f" 00000000 {delay:08X} {padding:08X} {frames:016X} 00000000"
        tags["----:com.apple.iTunes:iTunSMPB"] = [tag.encode()]
        tags.save()
    extra = len(_sound(_read(path))) - frames
    assert extra == 0 if is_tagged else extra > delay


@pytest.mark.parametrize(("rate", "frames"), [(48_000, 24_160), (96_000, 48_320), (22_050, 11_025)])
def test_a_filter_for_another_rate_runs_on_through_a_joint(
    tmp_path: Path, rate: int, frames: int
) -> None:
    wave = tone(3 * frames)  # of another pitch at this rate
    paths = [
        write(tmp_path / f"{n}.wav", wave[n * frames : (n + 1) * frames], rate=rate)
        for n in range(3)
    ]
    apart, whole = _read(*paths), _read(write(tmp_path / "whole.wav", wave, rate=rate))
    assert np.array_equal(_sound(apart), _sound(whole))
    before = 0
    begins = []
    for piece in apart:
        if isinstance(piece, Begin):
            begins.append(before)
        elif isinstance(piece, Audio):
            before += piece.frames
    assert begins == [round(n * frames * RATE / rate) for n in range(3)]


def test_tracks_of_different_rates_follow_each_other_whole(tmp_path: Path) -> None:
    paths = [
        write(tmp_path / "1.wav", tone(48_000), rate=48_000),
        write(tmp_path / "2.wav", tone(RATE)),
        write(tmp_path / "3.wav", tone(22_050), rate=22_050),
    ]
    assert len(_sound(_read(*paths))) == 3 * RATE


@pytest.mark.parametrize("position_s", [0.5, 30.0])
def test_a_place_is_found_to_the_sample(tmp_path: Path, position_s: float) -> None:
    whole = np.random.default_rng(1).integers(-9000, 9000, (40 * RATE, 2), np.int16)
    for ending in ("wav", "flac"):
        path = write(tmp_path / f"a.{ending}", whole)
        found = _sound(_read(path, position_s=position_s))
        assert np.array_equal(found, whole[round(position_s * RATE) :]), ending


def test_one_channel_goes_to_both_ears_and_six_are_brought_down(tmp_path: Path) -> None:
    import av

    for layout, channels in (("mono", 1), ("5.1", 6)):
        path = tmp_path / f"{channels}.wav"
        with av.open(str(path), "w") as container:
            stream = container.add_stream("pcm_s16le", rate=RATE, layout=layout)
            data = np.full((1, RATE * channels), 5000, np.int16)
            frame = av.AudioFrame.from_ndarray(data, format="s16", layout=layout)
            frame.sample_rate = RATE
            container.mux(stream.encode(frame))
            container.mux(stream.encode(None))
        sound = _sound(_read(path))
        assert sound.shape == (RATE, 2)
        assert sound.min() > 4000
        if channels == 1:
            assert (sound == 5000).all()


def test_what_the_device_gets_is_every_sample_of_the_files(tmp_path: Path) -> None:
    lengths = (*LENGTHS, LENGTHS[0])
    whole = np.random.default_rng(1).integers(-9000, 9000, (sum(lengths), 2), np.int16)
    names = ("1.wav", "2.flac", "3.wav", "4.flac")
    ends = np.cumsum(lengths)
    for name, frames, end in zip(names, lengths, ends, strict=True):
        write(tmp_path / name, whole[end - frames : end])
    capture = tmp_path / "capture.raw"
    result = run_python(PLAY, tmp_path, env=disk_output(capture, fast=True))
    assert (result.returncode, result.stderr) == (0, "")

    heard = captured(capture)
    # The first and last few frames are made too quiet for a single bit by the ramp.
    inner = heard[RAMP:9000]
    eaten = next(n for n in range(99) if np.array_equal(inner, whole[RAMP + n : 9000 + n]))
    assert np.array_equal(heard[RAMP:-RAMP], whole[eaten:][: len(heard)][RAMP:-RAMP])
    assert 0 <= len(whole) - len(heard) - eaten < 100

    told = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(t["event"], t["file"], t["reason"]) for t in told] == [
        (event, name, None) for name in names for event in ("started", "ended")
    ]
    assert [t["at"] for t in told[::2]] == pytest.approx([0, *ends[:-1] / RATE], abs=1e-5)
    assert [t["at"] for t in told[1::2]] == pytest.approx(list(ends / RATE), abs=1e-5)


def test_a_sound_check_of_damaged_files_plays_what_is_whole(tmp_path: Path) -> None:
    cut_tone(tmp_path, "wav", (RATE, RATE))
    (tmp_path / "1b.mp3").write_text("not music at all\n" * 1000)
    capture = tmp_path / "capture.raw"
    result = run_python(PLAY, tmp_path, tmp_path / "no.wav", env=disk_output(capture, fast=True))
    assert (result.returncode, result.stderr) == (0, "")
    told = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(t["event"], t["file"]) for t in told] == [
        ("skipped", str(tmp_path / "no.wav")),
        *(("started", "1.wav"), ("ended", "1.wav"), ("skipped", "1b.mp3")),
        *(("started", "2.wav"), ("ended", "2.wav")),
    ]
    assert longest_silence(captured(capture)) < 10


@pytest.mark.parametrize(
    ("call", "code", "says"),
    [
        ("run(['x.wav'], events='nowhere.jsonl')", 2, "cannot be read"),
        ("run([])", 2, "name"),
        ("run(['nowhere.wav'])", 1, "no music"),
        ("run([__file__ if '__file__' in globals() else '/etc/hostname'])", 1, "Connect"),
    ],
)
def test_a_sound_check_that_cannot_be_says_why_in_one_line(call: str, code: int, says: str) -> None:
    program = f"import sys; from kap_companion.music.soundcheck import run; sys.exit({call})"
    result = run_python(program, env={"SDL_AUDIODRIVER": "no such driver"})
    assert result.returncode == code
    assert says in result.stderr
    assert len(result.stderr.splitlines()) == 1
