"""The player's work against mpv's, and the measuring's against ffmpeg's: ratios in one run.

mpv plays at the pace of sound into its null output, which hands over large buffers, and once more
as we do: into SDL's silent driver, in buffers as short as ours. The second says what the player
costs, the first what a person could have instead. Neither talks to a sound server. All play at the
same moment, so that a busy machine is busy for all, and each once short and once long: the
difference is what a minute of music costs, without starting. CPU seconds are those of the whole
process tree.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np

from kap_companion.beside import Priority
from kap_companion.music.measuring import Measured, Measurer
from tests.bench.idle_bench import AS_WE_DO, MPV, SILENT
from tests.music.sounds import CODECS, RATE, Sound, write

_SHORT_S, _LONG_S = 4, 16
_MEASURED_S = 240

_OURS = (sys.executable, "-m", "kap_companion", "play", "--target", "off")


def main() -> int:
    """Print the ratios; it judges nothing, but what breaks raises."""
    with tempfile.TemporaryDirectory(prefix="kap-bench-") as name:
        _compare_playing(Path(name))
        _compare_measuring(Path(name))
    return 0


def _compare_playing(folder: Path) -> None:
    players: dict[str, tuple[Sequence[str], Mapping[str, str]]] = {
        "ours": (_OURS, SILENT),
        "ours, 2 s crossfades": ((*_OURS, "--crossfade", "2"), SILENT),
    }
    if shutil.which("mpv"):
        players["mpv"] = ((*MPV, "--ao=null"), {})
        players["mpv through SDL"] = ((*MPV, *AS_WE_DO), SILENT)
    else:
        print("mpv is not installed: our own work is shown alone.")
    cost = {}
    whole = {
        seconds: [
            str(write(folder / f"{seconds} s.{ending}", music(seconds, seed)))
            for seed, ending in enumerate(CODECS)
        ]
        for seconds in (_SHORT_S, _LONG_S)
    }
    short, long = (_cpu_seconds(players, whole[seconds]) for seconds in (_SHORT_S, _LONG_S))
    minutes = (_LONG_S - _SHORT_S) * len(CODECS) / 60
    for name in players:
        cost[name] = (long[name] - short[name]) / minutes
        print(
            f"{name}: {cost[name]:.2f} CPU seconds a minute of music; {long[name]:.2f} s for"
            f" {_LONG_S * len(CODECS)} s of it with starting and leaving"
        )
    for theirs in cost.keys() & {"mpv", "mpv through SDL"}:
        for name in ("ours", "ours, 2 s crossfades"):
            print(f"{name} against {theirs}: {cost[name] / cost[theirs]:.2f}")


def _cpu_seconds(
    players: Mapping[str, tuple[Sequence[str], Mapping[str, str]]], files: Sequence[str]
) -> dict[str, float]:
    """Let all players play these files at the same time; what each of them took."""
    running = {
        name: subprocess.Popen(
            [*command, *files],
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
        for name, (command, environment) in players.items()
    }
    took = {}
    for name, process in running.items():
        # The times of a process's own children count from when it has waited for them.
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise RuntimeError(f"{name} left with {process.returncode}")
        took[name] = used.ru_utime + used.ru_stime
    return took


def _compare_measuring(folder: Path) -> None:
    endings = ("flac", "mp3", "m4a", "opus")
    sound = music(_MEASURED_S, 99)
    files = [write(folder / f"measured.{ending}", sound) for ending in endings]
    ours = _measuring_s(files)
    seconds = _MEASURED_S * len(files)
    print(f"measuring loudness and intensity: {seconds / ours:.0f} times real time")
    if not shutil.which("ffmpeg"):
        print("ffmpeg is not installed: nothing to compare the measuring with.")
        return
    began = time.monotonic()
    for path in files:
        subprocess.run(
            [
                *("ffmpeg", "-nostdin", "-hide_banner", "-nostats", "-loglevel", "error"),
                *("-i", str(path), "-af", "ebur128=peak=true", "-f", "null", "-"),
            ],
            check=True,
        )
    theirs = time.monotonic() - began
    print(f"ffmpeg's ebur128 alone: {seconds / theirs:.0f} times real time")
    print(f"our measuring takes {ours / theirs:.2f} times as long as ffmpeg's loudness alone")


def _measuring_s(files: Sequence[Path]) -> float:
    """Seconds from asking to the last answer, without starting the process."""
    with closing(Measurer(Priority.IDLE)) as measurer:
        first = files[0].with_name("first.wav")
        write(first, music(1, 1))
        measurer.measure(first)
        _measured(measurer, 1)
        began = time.monotonic()
        for path in files:
            measurer.measure(path)
        _measured(measurer, len(files))
        return time.monotonic() - began


def _measured(measurer: Measurer, count: int) -> None:
    while count:
        for result in measurer.pump():
            if not isinstance(result, Measured):
                raise RuntimeError(f"not measured: {result}")
            count -= 1
        time.sleep(0.005)


def music(seconds: int, seed: int) -> Sound:
    """Chords and soft noise: what decoders and filters find in music, not in one tone."""
    random = np.random.default_rng(seed)
    at = np.arange(seconds * RATE) / RATE
    sound = random.normal(0, 300, (len(at), 2))
    for hertz in random.uniform(80, 2_000, 8):
        swell = 900 * (1 + np.sin(2 * np.pi * at / random.uniform(3, 9)))
        sound += (swell * np.sin(2 * np.pi * hertz * at))[:, np.newaxis]
    return np.clip(np.rint(sound), -32_768, 32_767).astype(np.int16)


if __name__ == "__main__":
    raise SystemExit(main())
