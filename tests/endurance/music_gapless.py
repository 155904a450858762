"""Hours of unbroken material, cut into flac and wav files: not one sample is missing or repeated.

SDL's file driver writes into a pipe here, and what comes out is compared as it comes: two hours
of sound are never held anywhere. The memory of the engine is watched meanwhile.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

import numpy as np

from tests.endurance.memory import MOST_GROWTH_MIB, resident_mib
from tests.endurance.tally import LEFT_OUT, Tally
from tests.music.sounds import RATE, Sound, disk_output, write

FULL = 23
_KIND, _WHAT = "music_gapless", "joints of music"
_FILE_S, _SHORT_FILE_S = 300, 6
_LEAVES_WITHIN_S = 60
_RAMP = RATE // 20
"""The player begins and ends with a ramp of at most 50 ms."""
_CHUNK = RATE * 10
_KNOWN = 200
"""So many frames of the material are at no other place."""
_FASTER = 11
_PACE = {"SDL_DISKAUDIODELAY": "1"}
"""Milliseconds that SDL waits for each 11.6 ms of sound: two hours take about 12 minutes."""


def run(rounds: int, seed: int) -> Tally:
    """Play so many joints, and say where what was heard differs from what was written."""
    if sys.platform == "win32":
        return Tally(_KIND, 0, _WHAT, more=f"{LEFT_OUT}SDL's file driver writes into no pipe here")
    file_s = _FILE_S if rounds >= FULL else _SHORT_FILE_S
    # Not a whole number of anything: joints fall inside blocks and packets.
    beyond = 10_000 + seed * 1_117 % 20_000
    with tempfile.TemporaryDirectory(prefix="kap-endurance-") as name:
        frames = (rounds + 1) * file_s * RATE
        files = _written(Path(name), frames, file_s * RATE, beyond)
        return _played(files, Path(name), frames)


def material(start: int, frames: int) -> Sound:
    """A hum with a pattern on it that does not come again for 27 hours."""
    at = np.arange(start, start + frames, dtype=np.int64)
    hum = 8_000 * np.sin(2 * np.pi * 110 * (at % RATE) / RATE)
    pattern = ((at * 2_654_435_761) >> 16) & 255
    left = np.rint(hum).astype(np.int64) + pattern
    return np.stack((left, left ^ 1), axis=1).astype(np.int16)


def _written(folder: Path, frames: int, length: int, beyond: int) -> list[Path]:
    files = []
    for number, start in enumerate(range(0, frames, length)):
        ending = ("flac", "wav")[number % 2]
        begin = start + (number and beyond)
        end = frames if start + length >= frames else start + length + beyond
        path = folder / f"{number:03}.{ending}"
        files.append(write(path, material(begin, end - begin)))
    return files


@dataclass(slots=True)
class _Heard:
    frames: int = 0
    wrong: int = 0
    first_wrong_s: float | None = None
    what_is_wrong: str = ""
    ran_dry: list[tuple[float, int]] = field(default_factory=list)
    was_silence: int = 0


def _played(files: list[Path], folder: Path, frames: int) -> Tally:
    pipe = folder / "sound"
    os.mkfifo(pipe)
    began = time.monotonic()
    player = subprocess.Popen(
        [sys.executable, "-m", "kap_companion", "play", "--target", "off", *map(str, files)],
        env={**os.environ, **disk_output(pipe, fast=True), **_PACE},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
    )
    memory: list[float] = []
    heard = _Heard()
    with pipe.open("rb") as sound:
        for seconds in _compared(sound, heard, frames):
            if seconds >= 60:
                memory.append(_engine_mib(player.pid))
    try:
        told = player.communicate(timeout=_LEAVES_WITHIN_S)[0]
    except subprocess.TimeoutExpired:
        player.kill()
        told = player.communicate()[0]
    spent = time.monotonic() - began
    growth = max(memory, default=0.0) - (memory[0] if memory else 0.0)
    faults = list(_faults(heard, frames, player.returncode))
    if growth >= MOST_GROWTH_MIB:
        faults.append(f"the engine held {growth:.1f} MiB more than after the first minute")
    if not told.count('"started"') == told.count('"ended"') == len(files):
        faults.append(f"not every file was told of once: {told[-300:]}")
    longest = max((quiet for _, quiet in heard.ran_dry), default=0)
    return Tally(
        _KIND,
        len(files) - 1,
        _WHAT,
        lost=abs(frames - heard.frames) + heard.wrong,
        crashed=int(player.returncode != 0),
        missed=len(faults),
        more=(
            f"{heard.frames} of {frames} frames, {heard.wrong} of them wrong; memory grew by"
            f" {growth:.1f} MiB; {frames / RATE / spent:.1f} times real time; the driver,"
            f" {_FASTER} times as fast as a sound card, waited {len(heard.ran_dry)} times for a"
            f" busy machine, {longest} frames at most, and the music went on where it was"
        ),
        faults=tuple(faults),
    )


def _faults(heard: _Heard, frames: int, code: int) -> Iterator[str]:
    if heard.frames != frames or heard.wrong:
        yield f"{heard.frames} of {frames} frames were heard, {heard.wrong} of them wrong"
    if heard.first_wrong_s is not None:
        yield f"the first at {heard.first_wrong_s:.3f} s: {heard.what_is_wrong}"
    if code:
        # An engine that gets no turn for two seconds is started again, and then has no reader.
        yield f"the player left with {code}: killed a minute after its sound ended; a busy machine?"


def _compared(sound: BinaryIO, heard: _Heard, frames: int) -> Iterator[float]:
    """Compare as it comes; yields the seconds heard so far, a few times a minute."""
    begun = False
    kept: Sound | None = None
    while chunk := sound.read(_CHUNK * 4):
        got = np.frombuffer(chunk[: len(chunk) // 4 * 4], np.int16).reshape(-1, 2)
        if not begun:
            # The material is never zero on both sides, but the ramp's first samples may be.
            (found,) = np.nonzero(got.any(axis=1))
            if not len(found):
                continue
            got = got[_begin(got, int(found[0])) :]
            begun = True
        kept = _compare(got if kept is None else np.concatenate((kept, got)), heard, frames)
        yield heard.frames / RATE
    # Missing frames at the end would be silence that was taken for music.
    heard.wrong += heard.was_silence


def _compare(got: Sound, heard: _Heard, frames: int) -> Sound:
    """Compare, and return what can only be told from silence once more was heard."""
    while len(got):
        music, behind = got[: frames - heard.frames], got[frames - heard.frames :]
        wrong = (music != material(heard.frames, len(music))).any(axis=1)
        at = np.arange(heard.frames, heard.frames + len(music))
        wrong &= (at >= _RAMP) & (at < frames - _RAMP)
        first = int(np.argmax(wrong)) if wrong.any() else len(music)
        heard.frames += first
        if first == len(music):
            heard.was_silence += int(behind.any())
            return got[:0]
        got = got[first:]
        quiet = _quiet(got)
        if quiet and quiet + _KNOWN > len(got):
            return got
        if quiet and np.array_equal(got[quiet : quiet + _KNOWN], material(heard.frames, _KNOWN)):
            # The driver ran dry: nothing is lost. A sound card leaves ten times as long.
            heard.ran_dry.append((heard.frames / RATE, quiet))
            got = got[quiet:]
            continue
        if heard.first_wrong_s is None:
            heard.first_wrong_s = heard.frames / RATE
            heard.what_is_wrong = _what_is_wrong(got, heard.frames)
        rest = min(len(got), frames - heard.frames)
        heard.wrong += int(wrong[first : first + rest].sum())
        heard.frames += rest
        got = got[rest:]
    return got


def _quiet(got: Sound) -> int:
    """How many frames of silence it begins with."""
    loud = got.any(axis=1)
    return int(np.argmax(loud)) if loud.any() else len(got)


def _what_is_wrong(got: Sound, place: int) -> str:
    """Say how the music goes on: elsewhere, or not at all."""
    quiet = _quiet(got)
    around = material(place - 2 * RATE, 4 * RATE).tobytes()
    found = around.find(got[quiet : quiet + _KNOWN].tobytes())
    if found >= 0:
        moved = found // 4 - 2 * RATE
        return f"{quiet} frames of silence, then {moved} are missing"
    return f"unknown sound: {got[:5].tolist()} and on"


def _begin(got: Sound, first: int) -> int:
    """Where the material's first frame lies: near the first sound, found behind the ramp."""
    expected = material(2 * _RAMP, 200)
    for shift in range(-_RAMP, _RAMP):
        place = first + shift + 2 * _RAMP
        if place >= 0 and np.array_equal(got[place : place + 200], expected):
            return max(0, first + shift)
    return first


def _engine_mib(pid: int) -> float:
    """The memory of the largest process under the player's, which is the engine."""
    if not Path(f"/proc/{pid}/task").exists():
        return 0.0
    found = [0.0]
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        found += [resident_mib(int(child)) for child in children.read_text().split()]
    return max(found)
