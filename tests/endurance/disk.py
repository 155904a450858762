"""Disks that fail: every write of every act refused in turn, a disk that gets full, one only read.

Three rounds in four strace answers a call with ENOSPC, EIO, EROFS or EDQUOT, once or from then on;
in the others the act is done on a small disk in memory that gets full meanwhile or may only be
read; and the window's own note has rounds of its own. The person gets one sentence, never a
traceback; what was acknowledged is there; and with room again the act can be done.
"""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

from tests.endurance import looking
from tests.endurance.act import Act
from tests.endurance.apart import Ended, Hit, Tell, apart, may_trace
from tests.endurance.rounds import Known, Sum, done_again, known_acts, laid, passing_home
from tests.endurance.small_disk import SmallDisk, may_mount
from tests.endurance.tally import LEFT_OUT, Tally

FULL = 500

Round = tuple[str, bool, list[str]]
"""Which fault was met, whether the person was told, and what is wrong."""

_ERRORS = ("ENOSPC", "EIO", "EROFS", "EDQUOT")
# The others are calls that the app makes of more than its own files, such as for what it imports.
_MAY_LAST = ("pwrite64", "fsync", "fdatasync", "ftruncate", "rename", "link")
_DISK_MB = 48
_WINDOW_EVERY = 60
_MOST_PAGES = 120
_LONGEST_SENTENCE = 400


def run(rounds: int, seed: int) -> Tally:
    """Let the disk fail `rounds` times; an act that met no fault is looked at, but not counted."""
    if not may_trace() and not may_mount():
        more = f"{LEFT_OUT}there is no strace, and no disk may be mounted"
        return Tally("disk", 0, "disk faults", more=more)
    summed, met, told = Sum(), Counter[str](), 0
    with passing_home("disk") as home:
        for number, known in enumerate(known_acts(home, seed)):
            chance, where = Random(f"{seed}:{number}"), f"seed {seed}, round {number}"
            at_window = number % _WINDOW_EVERY == _WINDOW_EVERY - 1 and may_trace()
            here = _in_window(chance) if at_window else [_round(known, chance)]
            for fault, was_told, found in here:
                met[fault.split(":")[0]] += bool(fault)
                told += was_told
                at = f"{known.act.name}, {fault or 'nothing met'}"
                summed.add(f"{where}: {at}", found)
            if met.total() >= rounds or number > 3 * rounds + 20:
                break
    by_fault = ", ".join(f"{count} {fault}" for fault, count in met.most_common() if count)
    more = f"{told} told in a sentence, the others got over; {by_fault}"
    if not may_mount():
        more += "; no small disk: the system lets us mount none"
    if not may_trace():
        more += "; no refused calls: there is no strace, or it may not look on"
    return summed.tally("disk", met.total(), "disk faults", more)


def _round(known: Known, chance: Random) -> Round:
    """Let one fault befall the act."""
    turn = known.turn()
    if not may_trace() or (may_mount() and turn % 4 == 0):
        return _on_small_disk(known, chance)
    act, home = known.act, known.home
    hit, fault = _refused_call(known, chance, turn)
    with laid(act, home, chance):
        was = looking.before(act, home)
        ended = apart(lambda tell: act.do(home, tell), home, hit)
        found = _wrongly_told(ended)
        found += looking.after(act, home, ended.told, was, verify_first=chance.random() < 0.5)
        found = found or done_again(act, home)
    return fault if ended.injected else "", _is_refused(ended.told), found


def _refused_call(known: Known, chance: Random, turn: int) -> tuple[Hit, str]:
    call = known.place(turn - turn // 4 - 1, chance)
    error = chance.choice(_ERRORS)
    lasts = call.name in _MAY_LAST and chance.random() < 0.5
    inject = f"{call.name}:error={error}:when={call.number}{'+' if lasts else ''}"
    at = f"{error}: {call.name} {call.number} of {call.file}{' and on' if lasts else ''}"
    return Hit(inject=inject, everyone=not call.is_first_process), at


def _in_window(chance: Random) -> list[Round]:
    """Open the real window once, and let its disk fail for eight acts."""
    errors = chance.sample(_ERRORS, len(_ERRORS))

    def do(tell: Tell) -> None:
        # Qt takes a second to come, and most runs of three rounds have no use for it.
        from tests.endurance.failing_window import try_out_in

        try_out_in(Path(name), errors, tell)

    with tempfile.TemporaryDirectory(prefix="kap-window-", ignore_cleanup_errors=True) as name:
        ended = apart(do, Path(name))
    met = [(str(line["fault"]), True, list(line["found"])) for line in ended.told]
    if ended.faults or not ended.told or ended.told[-1]["fault"]:
        met.append(("", False, [*ended.faults, "the window did not come to its end"]))
    return met


# --- a small disk ---------------------------------------------------------------------------------


def _on_small_disk(known: Known, chance: Random) -> Round:
    act, seconds = known.act, known.took_s
    way = chance.choice((_full_before, _full_meanwhile, _only_read))
    with tempfile.TemporaryDirectory(prefix="kap-small-", ignore_cleanup_errors=True) as name:

        def do(tell: Tell) -> None:
            disk = SmallDisk(Path(name) / "disk", _DISK_MB)
            tell(**way(disk, act, chance, seconds))

        # Its own home is of no use: each act on the disk has that as its home.
        ended = apart(do, Path(name))
    if ended.faults or not ended.told:
        return "a small disk", False, list(ended.faults) or ["it said nothing"]
    (told,) = ended.told
    return str(told["fault"]), bool(told["refused"]), list(told["found"])


def _full_before(disk: SmallDisk, act: Act, chance: Random, _took_s: float) -> dict[str, Any]:
    pages = chance.randrange(_MOST_PAGES)
    with laid(act, disk.at, chance):
        was = looking.before(act, disk.at)
        disk.fill(but_pages=pages)
        ended = apart(lambda tell: act.do(disk.at, tell), disk.at)
        return _looked_at(disk, act, was, ended, f"a full disk: but for {pages} pages")


def _full_meanwhile(disk: SmallDisk, act: Act, chance: Random, took_s: float) -> dict[str, Any]:
    after_s = chance.uniform(0, took_s)
    with laid(act, disk.at, chance):
        was = looking.before(act, disk.at)
        with disk.filled_after(after_s):
            ended = apart(lambda tell: act.do(disk.at, tell), disk.at)
        return _looked_at(disk, act, was, ended, f"a disk that gets full: after {after_s:.3f} s")


def _only_read(disk: SmallDisk, act: Act, chance: Random, _took_s: float) -> dict[str, Any]:
    with laid(act, disk.at, chance):
        was = looking.before(act, disk.at)
        with disk.only_read():
            ended = apart(lambda tell: act.do(disk.at, tell), disk.at)
        told = _looked_at(disk, act, was, ended, "a disk that may only be read:")
        if not told["refused"]:
            told["found"].append("missed: nothing could be written, and nobody was told")
        return told


def _looked_at(
    disk: SmallDisk, act: Act, was: looking.Before, ended: Ended, fault: str
) -> dict[str, Any]:
    disk.make_room()
    found = _wrongly_told(ended)
    found += looking.after(act, disk.at, ended.told, was, verify_first=True)
    found = found or done_again(act, disk.at)
    return {"fault": fault, "refused": _is_refused(ended.told), "found": found}


# --- what was told --------------------------------------------------------------------------------


def _is_refused(told: Sequence[dict[str, Any]]) -> bool:
    return any("refused" in line or "sentence" in line for line in told)


def _wrongly_told(ended: Ended) -> list[str]:
    """Return what is wrong with how the trouble was told: it is one plain sentence, or nothing."""
    found: list[str] = []
    lines = ended.errors.splitlines()
    if ended.hung or ended.left_behind or "Traceback" in ended.errors or ended.code:
        found += ended.faults
    elif len(lines) > 1:
        found.append(f"more than one line on stderr: {lines[:3]}")
    if not any("done" in line or "refused" in line for line in ended.told):
        found.append("missed: it ended, and said neither that it is done nor why not")
    sentences = [
        str(line[key]) for line in ended.told for key in ("refused", "sentence") if key in line
    ]
    for one in [*sentences, *lines]:
        if one.startswith("exit "):
            continue
        if not one.endswith(".") or os.linesep in one or len(one) > _LONGEST_SENTENCE:
            found.append(f"that is no sentence: {one[:200]}")
    return found
