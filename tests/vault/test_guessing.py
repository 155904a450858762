"""Who guesses waits longer and longer; who only mistypes hardly does, and nobody for good."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kap_companion.session.entries import VaultUnlocked
from kap_companion.vault import guessing
from kap_companion.vault.errors import VaultNotWritable, WrongPassphrase
from kap_companion.vault.guessing import (
    FAILURES_FILE,
    TooSoon,
    count_failure,
    failures,
    forget_failures,
    wait_left_s,
)
from kap_companion.vault.vault import Vault
from tests.vault.made import CHEAP, PASSPHRASE

NOON = datetime(2026, 3, 2, 12, tzinfo=timezone(timedelta(hours=-8)))


def fail(folder: Path, times: int, at: datetime = NOON) -> None:
    for _ in range(times):
        count_failure(folder, at)


@pytest.mark.parametrize(
    ("wrong", "waits"),
    [(0, 0), (1, 0), (2, 0), (3, 1), (4, 2), (5, 4), (8, 32), (9, 60), (10, 60), (500, 60)],
)
def test_from_the_third_on_each_wrong_one_doubles_the_wait_up_to_a_minute(
    tmp_path: Path, wrong: int, waits: int
) -> None:
    if wrong:
        fail(tmp_path, 1)
        form = (
            (tmp_path / FAILURES_FILE).read_text().replace('"failures": 1', f'"failures": {wrong}')
        )
        (tmp_path / FAILURES_FILE).write_text(form)
    assert wait_left_s(tmp_path, NOON) == waits
    assert wait_left_s(tmp_path, NOON + timedelta(seconds=waits)) == 0
    if waits:
        assert wait_left_s(tmp_path, NOON + timedelta(seconds=waits - 0.5)) == 0.5


@given(st.integers(min_value=3, max_value=40), st.timedeltas(timedelta(0), timedelta(days=9000)))
def test_a_clock_that_is_set_back_never_locks_for_good(wrong: int, back: timedelta) -> None:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        fail(place, wrong)
        now = NOON.astimezone(UTC) - back
        waits = wait_left_s(place, now)
        assert 0 <= waits <= 60
        assert wait_left_s(place, now + timedelta(seconds=60)) == 0


def test_a_clock_that_is_set_back_on_a_disk_that_takes_nothing_does_not_either(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail(tmp_path, 5)

    def refuse(*_: object) -> None:
        raise VaultNotWritable

    monkeypatch.setattr(guessing, "write_whole", refuse)
    assert wait_left_s(tmp_path, NOON - timedelta(days=365)) == 0


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"failures": -1}', b'{"failures": true}', b'{"failures": "9"}']
)
def test_a_count_that_cannot_be_read_is_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FAILURES_FILE).write_bytes(content)
    assert failures(tmp_path) == 0
    assert wait_left_s(tmp_path, NOON) == 0


@pytest.mark.parametrize("at", ["", ', "at": 7', ', "at": "noon"', ', "at": "2026-03-02T12:00:00"'])
def test_a_count_without_a_time_is_kept_and_waits_for_nothing(tmp_path: Path, at: str) -> None:
    (tmp_path / FAILURES_FILE).write_text(f'{{"failures": 9{at}}}')
    assert failures(tmp_path) == 9
    assert wait_left_s(tmp_path, NOON) == 0


def test_while_it_waits_not_even_the_right_passphrase_is_looked_at(tmp_path: Path) -> None:
    folder, state = tmp_path / "v", tmp_path / "s"
    vault, code = Vault.create(folder, PASSPHRASE, state_folder=state, cost=CHEAP)
    vault.close()
    assert code is not None
    for _ in range(3):
        with pytest.raises(WrongPassphrase):
            Vault.open(folder, "not it", state_folder=state, at=NOON)
    with pytest.raises(TooSoon, match="3 wrong passphrases were tried: wait 1 s, then try again"):
        Vault.open(folder, PASSPHRASE, state_folder=state, at=NOON)
    assert failures(folder) == 3, "it was not looked at, so it does not count"
    after = NOON + timedelta(seconds=1)
    with Vault.open(folder, PASSPHRASE, state_folder=state, working=True, at=after) as opened:
        assert opened.journal.access()[-1].body == VaultUnlocked(failures_before=3)
    assert failures(folder) == 0


def test_the_recovery_code_waits_for_nothing(tmp_path: Path) -> None:
    folder, state = tmp_path / "v", tmp_path / "s"
    vault, code = Vault.create(folder, PASSPHRASE, state_folder=state, cost=CHEAP)
    vault.close()
    assert code is not None
    fail(folder, 9)
    Vault.recover(folder, code, "another passphrase", state_folder=state, at=NOON).close()
    assert failures(folder) == 0


def test_changing_the_passphrase_waits_too(tmp_path: Path) -> None:
    folder, state = tmp_path / "v", tmp_path / "s"
    with Vault.create(folder, PASSPHRASE, state_folder=state, cost=CHEAP)[0] as vault:
        fail(folder, 6)
        with pytest.raises(TooSoon):
            vault.change_passphrase(PASSPHRASE, "another passphrase", at=NOON)
        forget_failures(folder)
        vault.change_passphrase(PASSPHRASE, "another passphrase", at=NOON)
