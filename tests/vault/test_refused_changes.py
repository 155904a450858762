"""A passphrase that the disk would not take is not taken by half: what is told is what holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from kap_companion.vault import vault as vault_module
from kap_companion.vault.errors import ChangeHolds, VaultNotWritable
from kap_companion.vault.keys import Keys, save_keys
from kap_companion.vault.vault import Vault
from tests.endurance import lying
from tests.endurance.lying import NEW_PASSPHRASE
from tests.vault.made import CHEAP, PASSPHRASE, Place


def full(*_words: object, **_more: object) -> None:
    raise VaultNotWritable


def opens(place: Place, passphrase: str) -> bool:
    return lying.opens(Place(place.folder, place.state, passphrase))


def test_where_the_log_takes_no_line_the_old_passphrase_still_holds(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault, _ = place.create()
    with vault:
        monkeypatch.setattr(vault.journal, "append", full)
        with pytest.raises(VaultNotWritable) as told:
            vault.change_passphrase(PASSPHRASE, NEW_PASSPHRASE, cost=CHEAP)
        assert type(told.value) is VaultNotWritable
    assert opens(place, PASSPHRASE)
    assert not opens(place, NEW_PASSPHRASE)
    assert place.verify().is_fine


def test_where_it_cannot_be_taken_back_either_the_person_is_told_that_the_new_one_holds(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault, _ = place.create()

    def once(folder: Path, keys: Keys) -> None:
        monkeypatch.setattr(vault_module, "save_keys", full)
        save_keys(folder, keys)

    with vault:
        monkeypatch.setattr(vault.journal, "append", full)
        monkeypatch.setattr(vault_module, "save_keys", once)
        with pytest.raises(ChangeHolds, match="the change was made before and holds"):
            vault.change_passphrase(PASSPHRASE, NEW_PASSPHRASE, cost=CHEAP)
    assert opens(place, NEW_PASSPHRASE)
    assert not opens(place, PASSPHRASE)


def test_a_recovery_that_could_not_be_told_leaves_the_old_passphrase(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault, code = place.create()
    vault.close()
    monkeypatch.setattr("kap_companion.vault.journal.Journal.append", full)
    with pytest.raises(VaultNotWritable) as told:
        Vault.recover(place.folder, code, NEW_PASSPHRASE, state_folder=place.state, cost=CHEAP)
    assert type(told.value) is VaultNotWritable
    monkeypatch.undo()
    assert opens(place, PASSPHRASE)
    assert not opens(place, NEW_PASSPHRASE)


def test_what_the_keychain_opened_is_sealed_anew_when_it_opens_it_no_more(place: Place) -> None:
    vault, _ = place.create()
    with vault:
        vault.set_keychain("5e" * 32)
        vault.set_keychain(None)
    assert place.verify().is_fine
