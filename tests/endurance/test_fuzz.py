"""A share of the odd inputs in the test command; `dev.py endurance fuzz` gives all of them."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from tests.endurance import fuzz, fuzz_child, fuzz_mutate
from tests.endurance.fuzz_target import Target


def test_whatever_is_read_takes_two_thousand_odd_inputs_or_refuses_them_in_a_sentence() -> None:
    tally = fuzz.run(2_000, seed=1)
    assert tally.is_clean, tally.line(0)
    assert tally.done == 2_000


def test_an_input_is_the_same_for_the_same_seed_and_number() -> None:
    seeds = [b'{"at": "-12:00", "do": "open"}', b"[1, 2, 3]"]
    mutators = (
        fuzz_mutate.of_bytes,
        fuzz_mutate.of_json,
        fuzz_mutate.of_lines,
        fuzz_mutate.of_words,
    )
    for mutate in mutators:
        made = [mutate(seeds, random.Random(f"1:{index}")) for index in range(50)]
        assert made == [mutate(seeds, random.Random(f"1:{index}")) for index in range(50)]
        assert len(set(made)) > 10


def _takes(data: bytes) -> None:
    match data:
        case b"bug":
            raise KeyError("x")
        case b"lines":
            raise ValueError("one\ntwo")
        case b"long":
            while True:
                pass
        case b"large":
            raise MemoryError
        case b"left":
            raise SystemExit(3)
        case _:
            raise ValueError("It is no such thing.")


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"fine", None),
        (b"bug", "KeyError"),
        (b"lines", "no one sentence"),
        (b"long", "longer than"),
        (b"large", "MiB"),
        (b"left", "SystemExit"),
    ],
)
def test_what_an_input_may_not_do_is_a_fault(
    data: bytes, told: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    import signal

    monkeypatch.setattr(fuzz_child, "ALLOWED_S", 0.2)
    before = signal.signal(signal.SIGPROF, fuzz_child._too_long)
    try:
        target = Target("any", 1, lambda _: ([b""], _takes), fuzz_mutate.of_bytes, (ValueError,))
        fault = fuzz_child._fault(target, _takes, data)
    finally:
        signal.signal(signal.SIGPROF, before)
    assert (fault is None) if told is None else (fault is not None and told in fault)


def test_a_process_that_ends_is_a_fault_and_the_inputs_after_it_are_given(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The third input ends the process; the rest is given to another one."""

    def child(rounds: int, seed: int, first: int, home: Path) -> str | None:
        last = 3 if first == 0 else rounds
        (home / fuzz_child.NUMBER).write_bytes((last - 1).to_bytes(8, "little"))
        (home / fuzz_child.COUNTS).write_text(json.dumps({"any": last - first}))
        (home / fuzz_child.FAULTS).touch()
        return "the process ended with -11: " if first == 0 else None

    monkeypatch.setattr(fuzz, "_watched", child)
    tally = fuzz.run(10, seed=1)
    assert (tally.done, tally.crashed) == (10, 1)
    assert "round 2 of seed 1" in tally.faults[0]
    assert not tally.is_clean
