"""What one guess of the passphrase costs: calibrated as a vault is made, raised as computers go."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from kap_companion.session.clock import ScriptedClock
from kap_companion.ui.entrance import Entrance
from kap_companion.vault import vault as vault_module
from kap_companion.vault.errors import VaultNotWritable, WrongPassphrase
from kap_companion.vault.keys import (
    RESTING_COST,
    KeyCost,
    Slot,
    calibrated_cost,
    load_keys,
)
from kap_companion.vault.vault import Vault
from tests.vault.made import CHEAP, PASSPHRASE

MORNING = datetime(2026, 3, 2, 10, 11, tzinfo=UTC)
TODAY = KeyCost(memory_kib=1024, passes=3, lanes=1)


def entrance(home: Path, cost: KeyCost = TODAY) -> Entrance:
    return Entrance(home / "v", home / "s", ScriptedClock(MORNING), cost=lambda: cost)


def make(home: Path, cost: KeyCost = CHEAP) -> str:
    vault, code = Vault.create(home / "v", PASSPHRASE, state_folder=home / "s", cost=cost)
    vault.close()
    assert code is not None
    return code


def cost_of(home: Path) -> KeyCost:
    return load_keys(home / "v").slots[Slot.PASSPHRASE].cost


def test_a_vault_from_a_slower_computer_costs_more_to_guess_after_it_was_unlocked(
    tmp_path: Path,
) -> None:
    code = make(tmp_path)
    entrance(tmp_path).unlock(PASSPHRASE).close()
    assert cost_of(tmp_path) == TODAY
    Vault.open(tmp_path / "v", PASSPHRASE, state_folder=tmp_path / "s").close()
    Vault.recover(tmp_path / "v", code, "another passphrase", state_folder=tmp_path / "s").close()
    assert cost_of(tmp_path) == TODAY, "the new passphrase costs as much"


def test_what_costs_about_as_much_already_is_not_written_anew(tmp_path: Path) -> None:
    make(tmp_path)
    before = (tmp_path / "v" / "keys.json").read_bytes()
    entrance(tmp_path, CHEAP).unlock(PASSPHRASE).close()
    assert (tmp_path / "v" / "keys.json").read_bytes() == before


def test_what_takes_long_here_is_not_even_measured(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path, RESTING_COST)
    monkeypatch.setattr(vault_module, "_QUICK_S", 0.0)
    entrance(tmp_path, KeyCost(memory_kib=2**30, passes=9, lanes=1)).unlock(PASSPHRASE).close()
    assert cost_of(tmp_path) == RESTING_COST


def test_a_wrong_passphrase_changes_nothing(tmp_path: Path) -> None:
    make(tmp_path)
    before = (tmp_path / "v" / "keys.json").read_bytes()
    with pytest.raises(WrongPassphrase):
        entrance(tmp_path).unlock("not it")
    assert (tmp_path / "v" / "keys.json").read_bytes() == before


def test_a_disk_that_takes_nothing_leaves_it_as_it_was_and_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path)

    def refuse(*_: object) -> None:
        raise VaultNotWritable

    monkeypatch.setattr(vault_module, "save_keys", refuse)
    entrance(tmp_path).unlock(PASSPHRASE).close()
    assert cost_of(tmp_path) == CHEAP
    Vault.open(tmp_path / "v", PASSPHRASE, state_folder=tmp_path / "s").close()


def test_a_calibrated_guess_takes_at_least_64_mib_and_more_passes_where_time_is_left() -> None:
    least = calibrated_cost(at_least_s=0.0)
    assert least.memory_kib >= RESTING_COST.memory_kib
    assert calibrated_cost(at_least_s=0.5).work >= least.work
