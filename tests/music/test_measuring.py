"""Files are measured once, behind everything else, and no file stops the measuring of others."""

from __future__ import annotations

import hashlib
import os
import random
import signal
import sys
import time
import wave
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from kap_companion.beside import Priority
from kap_companion.music.loudness import PEAK_DBTP, TARGET_LUFS, gain_db
from kap_companion.music.measuring import Measured, Measurer, NotMeasured, Probed, Result
from kap_companion.music.measuring.measure import measure
from kap_companion.music.measuring.measurer import DEADLY, TOO_SLOW
from kap_companion.music.measuring.messages import answer_line, read_answer
from kap_companion.music.measuring.probe import probe
from kap_companion.music.measuring.reading import UnreadableError
from tests.music.sounds import RATE, Sound, tone, write

has_signals = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")
LONG_S, SOME_S = 1200, 300


@pytest.fixture
def measurer() -> Iterator[Measurer]:
    measurer = Measurer(Priority.BELOW, stalled_after_s=8.0)
    yield measurer
    measurer.close()


@pytest.fixture(scope="module")
def long_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that takes some seconds to measure."""
    return lasting(tmp_path_factory.mktemp("long") / "long.wav", LONG_S)


@pytest.fixture(scope="module")
def some_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that is still being measured while others are asked for."""
    return lasting(tmp_path_factory.mktemp("some") / "some.wav", SOME_S)


def lasting(path: Path, seconds: int) -> Path:
    minute = tone(60 * RATE).tobytes()
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(RATE)
        for _ in range(seconds // 60):
            file.writeframes(minute)
    return path


def until(
    measurer: Measurer, is_so: Callable[[list[Result]], bool], within_s: float = 60.0
) -> list[Result]:
    results: list[Result] = []
    ends_at = time.monotonic() + within_s
    while time.monotonic() < ends_at:
        results += measurer.pump()
        if is_so(results):
            return results
        time.sleep(0.01)
    raise AssertionError(f"not within {within_s} s; so far {results}")


def wait_for_worker(measurer: Measurer, unlike: int | None = None) -> int:
    ends_at = time.monotonic() + 30
    while time.monotonic() < ends_at:
        pid = measurer.pid
        if pid is not None and pid != unlike:
            return pid
        time.sleep(0.005)
    raise AssertionError("the measuring process was not started")


def noise(seconds: float, level_db: float, seed: int = 1) -> Sound:
    """Two unlike channels whose peaks are about 13 dB above their loudness."""
    sound = np.random.default_rng(seed).standard_normal((round(seconds * RATE), 2))
    sound = np.clip(sound * 32767 * 10 ** (level_db / 20), -32768, 32767)
    return np.rint(sound).astype(np.int16)


def now(path: Path) -> Measured | NotMeasured:
    try:
        return Measured(path, measure(path, lambda: None))
    except UnreadableError as error:
        return NotMeasured(path, str(error))


def test_a_full_scale_tone_is_as_loud_as_the_standard_says(tmp_path: Path) -> None:
    """EBU Tech 3341: a stereo tone of 1 kHz at -23 dBFS measures -23 LUFS."""
    times = np.arange(20 * RATE) / RATE
    sound = 32767 * 10 ** (-23 / 20) * np.sin(2 * np.pi * 1000 * times)
    stereo = np.repeat(np.rint(sound).astype(np.int16)[:, np.newaxis], 2, axis=1)
    measured = measure(write(tmp_path / "a.flac", stereo), lambda: None)
    assert measured.loudness is not None
    assert measured.loudness.integrated_lufs == pytest.approx(-23.0, abs=0.1)
    assert measured.loudness.true_peak_dbtp == pytest.approx(-23.0, abs=0.2)
    assert measured.length_s == pytest.approx(20.0)


def test_files_are_known_again_by_their_content(tmp_path: Path) -> None:
    for ending in ("mp3", "m4a", "flac"):
        path = write(tmp_path / f"a.{ending}", tone(3 * RATE))
        whole = hashlib.sha256(path.read_bytes()).hexdigest()
        assert measure(path, lambda: None).content_hash == whole


@pytest.mark.parametrize("ending", ["wav", "mp3", "m4a", "opus", "ogg"])
def test_unlike_channels_measure_alike_in_every_format(tmp_path: Path, ending: str) -> None:
    rate = 48_000 if ending == "opus" else RATE
    sound = noise(6, -20)
    flac = measure(write(tmp_path / "a.flac", sound, rate=rate), lambda: None)
    other = measure(write(tmp_path / f"a.{ending}", sound, rate=rate), lambda: None)
    assert flac.loudness is not None
    assert other.loudness is not None
    # The lossy ones leave out some of the noise.
    assert other.loudness.integrated_lufs == pytest.approx(flac.loudness.integrated_lufs, abs=1.5)
    assert other.loudness.true_peak_dbtp == pytest.approx(flac.loudness.true_peak_dbtp, abs=2.0)


def test_a_peak_in_the_last_hundredth_of_a_second_is_seen(tmp_path: Path) -> None:
    sound = tone(3 * RATE + 1234) // 8
    sound[-300:-290] = 20_000
    measured = measure(write(tmp_path / "a.flac", sound), lambda: None)
    assert measured.loudness is not None
    assert measured.loudness.true_peak_dbtp is not None
    assert measured.loudness.true_peak_dbtp > -5.0


def test_one_channel_is_measured_as_it_will_be_heard_on_both_ears(tmp_path: Path) -> None:
    stereo = write(tmp_path / "stereo.wav", tone(5 * RATE))
    mono = tmp_path / "mono.wav"
    with wave.open(str(mono), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(np.ascontiguousarray(tone(5 * RATE)[:, 0]).tobytes())
    both, one = (measure(path, lambda: None).loudness for path in (stereo, mono))
    assert both is not None
    assert one is not None
    assert one.integrated_lufs == pytest.approx(both.integrated_lufs, abs=0.05)


def test_twelve_files_from_very_quiet_to_very_loud_come_out_equally_loud(tmp_path: Path) -> None:
    heard: list[float] = []
    for number, level_db in enumerate(np.linspace(-38, -8, 12)):
        ending = ("flac", "wav", "mp3", "m4a")[number % 4]
        path = write(tmp_path / f"{number}.{ending}", noise(5, float(level_db), number))
        loudness = measure(path, lambda: None).loudness
        gain = gain_db(loudness, TARGET_LUFS, last_lufs=None)
        played = played_with(path, gain, tmp_path / "played.wav")
        after = measure(played, lambda: None).loudness
        assert after is not None
        assert after.true_peak_dbtp is not None
        assert after.true_peak_dbtp <= PEAK_DBTP
        heard.append(after.integrated_lufs)
    assert max(heard) - min(heard) < 0.5
    assert heard[0] == pytest.approx(TARGET_LUFS, abs=0.25)


def played_with(path: Path, gain: float, out: Path) -> Path:
    """What leaves the engine: decoded, turned up or down, rounded to 16 bits."""
    import av

    with av.open(str(path)) as container:
        resampler = av.AudioResampler("flt", "stereo", RATE)
        frames = [
            part.to_ndarray().reshape(-1, 2)
            for frame in container.decode(audio=0)
            for part in resampler.resample(frame)
        ]
    sound = np.concatenate(frames).astype(np.float64) * 10 ** (gain / 20)
    with wave.open(str(out), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(np.rint(np.clip(sound, -1, 1) * 32767).astype(np.int16).tobytes())
    return out


def test_silence_has_no_loudness_and_a_tick_of_sound_has_one(tmp_path: Path) -> None:
    silence = measure(write(tmp_path / "s.flac", tone(5 * RATE) * 0), lambda: None)
    assert silence.loudness is None
    assert silence.intensity == 0.0
    tick = measure(write(tmp_path / "t.flac", tone(RATE // 10)), lambda: None)
    assert tick.loudness is not None
    assert tick.loudness.integrated_lufs == pytest.approx(-8.7, abs=1.0)
    assert tick.intensity < 0.2


@pytest.fixture(scope="module")
def odd_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("odd")
    whole = {
        ending: write(folder / f"whole.{ending}", tone(20 * RATE)).read_bytes()
        for ending in ("mp3", "m4a", "flac", "wav", "ogg", "opus")
    }
    for ending in ("mp3", "flac", "wav", "ogg", "opus"):
        half = len(whole[ending]) // 2
        (folder / f"cut.{ending}").write_bytes(whole[ending][:half])
    (folder / "cut.m4a").write_bytes(whole["m4a"][: len(whole["m4a"]) // 2])
    (folder / "empty.mp3").touch()
    (folder / "zeros.mp3").write_bytes(bytes(200_000))
    (folder / "text.flac").write_text("#EXTM3U\nhttps://example.org/a.mp3\n" * 50)
    (folder / "noise.mp3").write_bytes(random.Random(1).randbytes(200_000))
    (folder / "folder.mp3").mkdir()
    endless = bytearray(whole["mp3"])
    header = max(endless.find(b"Xing"), endless.find(b"Info"))
    endless[header + 8 : header + 12] = b"\x7f\xff\xff\xff"
    (folder / "endless.mp3").write_bytes(endless)
    with (folder / "sparse.mp3").open("wb") as file:
        file.write(whole["mp3"][:50_000])
        file.truncate(2 << 30)
    with (folder / "hollow.wav").open("wb") as file:
        file.truncate(2 << 30)
    return folder


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("empty.mp3", "the file is empty"),
        ("zeros.mp3", "the file holds nothing but zeros"),
        ("hollow.wav", "the file holds nothing but zeros"),
        ("text.flac", "the file is damaged or protected, or is not music"),
        ("noise.mp3", "the file is damaged or protected, or is not music"),
        ("cut.m4a", "the file is damaged or protected, or is not music"),
        ("folder.mp3", "it is not a file"),
        ("gone.mp3", "the file is no longer there"),
        ("a\0b.mp3", "the file is damaged or protected, or is not music"),
    ],
)
def test_what_cannot_be_measured_is_given_up_at_once_in_plain_words(
    odd_files: Path, name: str, reason: str
) -> None:
    path = odd_files / name
    assert now(path) == NotMeasured(path, reason)
    assert probe(path, lambda: None) == Probed(path, reason)


@pytest.mark.skipif(not hasattr(os, "SEEK_HOLE"), reason="this system tells of no holes in files")
def test_two_gigabytes_that_were_never_written_are_given_up_at_once(odd_files: Path) -> None:
    began = time.monotonic()
    found = now(odd_files / "sparse.mp3")
    assert isinstance(found, NotMeasured)
    assert "most of the file is missing" in found.reason
    assert time.monotonic() - began < 2.0


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything"
)
def test_a_file_that_may_not_be_read_is_named_so(tmp_path: Path) -> None:
    path = write(tmp_path / "a.flac", tone(RATE))
    path.chmod(0)
    assert now(path) == NotMeasured(path, "the file may not be read")


@pytest.mark.parametrize("ending", ["mp3", "flac", "wav", "ogg", "opus"])
def test_a_file_that_breaks_off_is_measured_so_far_and_named_with_its_place(
    odd_files: Path, ending: str
) -> None:
    path = odd_files / f"cut.{ending}"
    found = now(path)
    assert isinstance(found, Measured)
    assert 5 < found.measurement.length_s < 15
    assert found.measurement.loudness is not None
    tried = probe(path, lambda: None)
    assert tried.stops_at_s == pytest.approx(found.measurement.length_s, abs=0.5)
    assert tried.problem is not None
    assert " after 0:" in tried.problem


@pytest.mark.parametrize("ending", ["mp3", "flac", "wav", "ogg", "opus", "m4a"])
def test_a_whole_file_has_no_problem(odd_files: Path, ending: str) -> None:
    path = odd_files / f"whole.{ending}"
    assert probe(path, lambda: None) == Probed(path, None)


def test_a_header_that_claims_days_is_not_believed(odd_files: Path) -> None:
    path = odd_files / "endless.mp3"
    found = now(path)
    assert isinstance(found, Measured)
    assert found.measurement.length_s == pytest.approx(20.0, abs=0.1)
    assert probe(path, lambda: None) == Probed(path, None)


def test_answers_survive_the_way_between_the_processes(tmp_path: Path) -> None:
    path = write(tmp_path / os.fsdecode(b"caf\xe9.flac"), tone(3 * RATE))
    for result in (
        now(path),
        NotMeasured(path, "it is not a file"),
        Probed(path, "it stops after 2:14 of 4:00", 134.2),
    ):
        assert read_answer(answer_line(result)) == result


def test_urgent_files_come_first_then_probes_then_the_rest(
    measurer: Measurer, odd_files: Path, some_file: Path
) -> None:
    measurer.measure(some_file)
    wait_for_worker(measurer)
    measurer.measure(odd_files / "whole.mp3")
    measurer.measure(odd_files / "whole.flac")
    measurer.probe(odd_files / "whole.mp3")
    measurer.measure(odd_files / "whole.flac", urgent=True)
    assert measurer.pending == 4
    results = until(measurer, lambda results: len(results) == 4)
    assert [(type(result).__name__, result.path.name) for result in results] == [
        ("Measured", "some.wav"),
        ("Measured", "whole.flac"),
        ("Probed", "whole.mp3"),
        ("Measured", "whole.mp3"),
    ]
    assert measurer.pending == 0


@has_signals
def test_a_process_that_dies_once_is_started_again_for_the_same_file(
    measurer: Measurer, some_file: Path, odd_files: Path
) -> None:
    measurer.measure(some_file)
    measurer.measure(odd_files / "whole.flac")
    os.kill(wait_for_worker(measurer), signal.SIGSEGV)
    results = until(measurer, lambda results: len(results) == 2)
    assert all(isinstance(result, Measured) for result in results)


@has_signals
def test_a_file_that_ends_the_process_twice_is_given_up_and_the_others_go_on(
    measurer: Measurer, long_file: Path, odd_files: Path
) -> None:
    measurer.measure(long_file)
    killed: int | None = None
    while measurer.pending:
        worker = wait_for_worker(measurer, unlike=killed)
        time.sleep(1.5)  # until it has begun and is at the file
        if measurer.pending:
            os.kill(worker, signal.SIGSEGV)
            killed = worker
            time.sleep(0.3)
    measurer.measure(odd_files / "whole.flac")
    results = until(measurer, lambda results: len(results) == 2)
    assert results[0] == NotMeasured(long_file, DEADLY)
    assert isinstance(results[1], Measured)


@has_signals
def test_a_file_with_which_nothing_moves_is_given_up_and_the_others_go_on(
    long_file: Path, odd_files: Path
) -> None:
    measurer = Measurer(Priority.BELOW, stalled_after_s=2.0)
    try:
        measurer.measure(odd_files / "whole.mp3")
        until(measurer, lambda results: len(results) == 1)
        measurer.measure(long_file)
        measurer.measure(odd_files / "whole.flac")
        time.sleep(0.2)
        os.kill(wait_for_worker(measurer), signal.SIGSTOP)
        results = until(measurer, lambda results: len(results) == 2)
        assert results[0] == NotMeasured(long_file, TOO_SLOW)
        assert isinstance(results[1], Measured)
    finally:
        measurer.close()


def test_closing_ends_the_process_in_the_middle_of_a_file(long_file: Path) -> None:
    measurer = Measurer(Priority.BELOW)
    measurer.measure(long_file)
    worker = wait_for_worker(measurer)
    began = time.monotonic()
    measurer.close()
    assert time.monotonic() - began < 3.0
    assert measurer.pid is None
    if sys.platform != "win32":
        with pytest.raises(ProcessLookupError):
            os.kill(worker, 0)
    assert measurer.pump() == []


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks Linux for the priority")
@pytest.mark.parametrize(("priority", "nice"), [(Priority.BELOW, 5), (Priority.IDLE, 19)])
def test_it_stands_behind_everything_else(priority: Priority, nice: int, long_file: Path) -> None:
    with closing(Measurer(priority)) as measurer:
        measurer.measure(long_file)
        worker = wait_for_worker(measurer)
        ends_at = time.monotonic() + 30
        while os.getpriority(os.PRIO_PROCESS, worker) != nice:
            assert time.monotonic() < ends_at
            time.sleep(0.01)


def test_what_was_cancelled_is_not_measured_and_may_be_asked_again(
    measurer: Measurer, some_file: Path, tmp_path: Path
) -> None:
    measurer.measure(some_file)
    wait_for_worker(measurer)
    short = [tmp_path / f"{n}.wav" for n in range(3)]
    for path in short:
        write(path, tone(RATE))
        measurer.measure(path)
    assert measurer.drop() == tuple(short)
    found = until(measurer, bool)
    assert [one.path for one in found] == [some_file], "the one in hand was ended"
    assert measurer.pending == 0
    measurer.measure(short[1])
    (again,) = until(measurer, bool)
    assert isinstance(again, Measured) and again.path == short[1]
