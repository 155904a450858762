"""Kills: SIGKILL at random instants of every act, and at every call that writes, in turn.

One round of an act in four is killed after a random share of the time that it takes, three right
before the N-th call that changes one of its files; N goes through all of them. After each the vault
opens, is fine, holds what was acknowledged, and the act can be done again.
"""

from __future__ import annotations

import os
from collections import Counter
from random import Random

from tests.endurance import looking
from tests.endurance.apart import Hit, apart, may_trace
from tests.endurance.rounds import Known, Sum, done_again, known_acts, laid, passing_home
from tests.endurance.tally import LEFT_OUT, Tally

FULL = 1_000


def run(rounds: int, seed: int) -> Tally:
    """Kill `rounds` times; an act that came to its end before is looked at, but not counted."""
    if not hasattr(os, "fork"):
        more = f"{LEFT_OUT}no process can split itself here"
        return Tally("kill", 0, "kills", more=more)
    summed, kills, seen = Sum(), Counter[str](), dict[str, Known]()
    with passing_home("kill") as home:
        for number, known in enumerate(known_acts(home, seed)):
            seen[known.act.name] = known
            was_killed, at, found = _round(known, Random(f"{seed}:{number}"))
            kills[known.act.name] += was_killed
            summed.add(f"seed {seed}, round {number}: {known.act.name}, {at}", found)
            if kills.total() >= rounds or number > 3 * rounds + 20:
                break
    met, places = map(sum, zip(*(one.places_met for one in seen.values()), strict=True))
    by_act = ", ".join(f"{count} {name}" for name, count in kills.most_common())
    more = f"{met} of {places} places between two writes; {by_act}"
    return summed.tally("kill", kills.total(), "kills", more)


def _round(known: Known, chance: Random) -> tuple[bool, str, list[str]]:
    """Kill the act once; return whether it was, where it was to be, and what is wrong."""
    act, home = known.act, known.home
    hit, at = _hit(known, chance)
    # It may end with all that it began, or leave them without anybody to work for.
    everyone = chance.random() < 0.5
    with laid(act, home, chance):
        was = looking.before(act, home)
        ended = apart(lambda tell: act.do(home, tell), home, hit, whole_group=everyone)
        # A process that it had begun died in a call: what it says of that is no trouble.
        was_killed = ended.was_killed or " = ?\n" in ended.trace
        found = list(ended.faults)
        if not was_killed and not any(line.get("done") for line in ended.told):
            found.append(f"it is refused: {ended.told[-1:]}")
        found += looking.after(act, home, ended.told, was, verify_first=chance.random() < 0.5)
        return was_killed, at, found or done_again(act, home)


def _hit(known: Known, chance: Random) -> tuple[Hit, str]:
    turn = known.turn()
    if turn % 4 == 0 or not may_trace():
        after_s = chance.uniform(0, known.took_s)
        return Hit(after_s=after_s), f"after {after_s:.4f} s of {known.took_s:.4f}"
    call = known.place(turn - turn // 4 - 1, chance)
    inject = f"{call.name}:signal=KILL:when={call.number}"
    hit = Hit(inject=inject, everyone=not call.is_first_process)
    return hit, f"at {call.name} {call.number} of {call.file or 'the home'}"
