"""Plays damaged files among whole ones, and says what was wrong with how that went."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.music.damaged import Damaged, Workshop
from tests.music.sounds import RATE, captured, disk_output, longest_silence

GOOD_EVERY = 6


@dataclass(slots=True)
class Abuse:
    """What became of it; `wrongs` is empty where all went well."""

    wrongs: list[str] = field(default_factory=list)
    played: int = 0
    skipped: int = 0
    silence_s: float = 0.0


def abuse(folder: Path, seeds: Sequence[int], seconds: float, within_s: float) -> Abuse:
    """Play the files of these seeds, and a good one behind every few, into SDL's file driver."""
    workshop = Workshop(folder / "files", seconds)
    damaged = workshop.make_all(seeds)
    order = [workshop.good("good at first")]
    for number, one in enumerate(damaged, 1):
        order.append(one.path)
        if number % GOOD_EVERY == 0 or number == len(damaged):
            order.append(workshop.good(f"good {number:03}"))
    playlist = folder / "all.m3u8"
    playlist.write_text("\n".join(f"files/{path.name}" for path in order) + "\n", encoding="utf-8")
    capture = folder / "capture.raw"
    command = [sys.executable, "-m", "kap_companion", "play", str(playlist)]
    try:
        done = subprocess.run(
            command,
            env={**os.environ, **disk_output(capture, fast=True)},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=within_s,
            check=False,
        )
    except subprocess.TimeoutExpired as hung:
        last = str(hung.stdout)[-200:]
        return Abuse([f"It hung; the last it told was {last}."])
    finally:
        for one in damaged:
            if one.kind == "unreadable":
                one.path.chmod(0o600)
    return _judged(done, damaged, order, capture)


def _judged(
    done: subprocess.CompletedProcess[str],
    damaged: Sequence[Damaged],
    order: Sequence[Path],
    capture: Path,
) -> Abuse:
    result = Abuse()
    if done.returncode or done.stderr:
        result.wrongs.append(f"It left with {done.returncode}: {done.stderr[-600:]}")
    started: set[str] = set()
    reasons: dict[str, str] = {}
    for event in map(json.loads, done.stdout.splitlines()):
        name = Path(event["file"]).name
        if event["event"] == "started":
            started.add(name)
        elif event["event"] == "skipped":
            reasons[name] = event["reason"]
    for path in order:
        if path.name not in started | reasons.keys():
            result.wrongs.append(f"{path.name} was never told of.")
    for one in damaged:
        name = one.path.name
        if one.sounds is True and name not in started:
            result.wrongs.append(f"{name} could be played, but: {reasons.get(name)}.")
        if one.sounds is False and (name in started or not reasons.get(name)):
            result.wrongs.append(f"{name} holds no music, but was not skipped with a reason.")
    for path in order:
        if path.name.startswith("good") and path.name not in started:
            result.wrongs.append(f"{path.name} is whole, but was not played.")
    if capture.exists():
        result.silence_s = longest_silence(captured(capture)) / RATE
    if result.silence_s > 1.0:
        result.wrongs.append(f"There were {result.silence_s:.2f} s of silence.")
    result.played, result.skipped = len(started), len(reasons)
    return result
