"""Kills, power cuts and failing disks, a small share of what `dev.py endurance` does of them."""

from __future__ import annotations

import os
from pathlib import Path
from random import Random

import pytest

from tests.endurance.__main__ import main
from tests.endurance.apart import Tell, apart, may_trace
from tests.endurance.power_model import TRACED, Disk, steps_of

pytestmark = pytest.mark.skipif(not may_trace(), reason="strace cuts and refuses the calls")


def test_nothing_acknowledged_is_lost_and_no_file_is_half_when_the_app_is_killed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["kill", "--rounds", "10", "--seed", "7"]) == 0, capsys.readouterr().out


def test_a_disk_that_fails_is_told_in_a_sentence_and_takes_nothing_that_was_kept(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["disk", "--rounds", "20", "--seed", "7"]) == 0, capsys.readouterr().out


def test_what_was_acknowledged_was_synced_before_so_that_no_power_cut_takes_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["power", "--rounds", "8", "--seed", "7"]) == 0, capsys.readouterr().out


def test_a_power_cut_as_it_is_reckoned_spares_what_was_synced_and_nothing_else(
    tmp_path: Path,
) -> None:
    home = tmp_path / "home"
    home.mkdir()

    def write(_tell: Tell) -> None:
        for name, syncs in (("synced", True), ("not synced", False)):
            handle = os.open(home / name, os.O_CREAT | os.O_WRONLY)
            os.write(handle, b"whole words")
            if syncs:
                os.fsync(handle)
                folder = os.open(home, os.O_RDONLY)
                os.fsync(folder)
                os.close(folder)
            os.close(handle)

    steps = steps_of(apart(write, home, watch=TRACED).trace)
    left = set()
    for seed in range(30):
        for path in home.iterdir():
            path.unlink()
        disk = Disk(home)
        for step in steps:
            disk.take(step)
        disk.lay_after_cut(Random(seed))
        assert (home / "synced").read_bytes() == b"whole words"
        other = home / "not synced"
        left.add(other.read_bytes() if other.exists() else None)
    assert left == {None, b"", b"whole words"}
