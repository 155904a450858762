"""Kills and failing disks, a small share of what `dev.py endurance kill disk` does."""

from __future__ import annotations

import pytest

from tests.endurance.__main__ import main
from tests.endurance.apart import may_trace

pytestmark = pytest.mark.skipif(not may_trace(), reason="strace cuts and refuses the calls")


def test_nothing_acknowledged_is_lost_and_no_file_is_half_when_the_app_is_killed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["kill", "--rounds", "10", "--seed", "7"]) == 0, capsys.readouterr().out


def test_a_disk_that_fails_is_told_in_a_sentence_and_takes_nothing_that_was_kept(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["disk", "--rounds", "20", "--seed", "7"]) == 0, capsys.readouterr().out
