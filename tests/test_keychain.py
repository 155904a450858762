"""The system's keychain opens the vault where that was switched on, and never stands in the way."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import chainer, fail, null
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kap_companion import keychain
from kap_companion.keychain import KeychainError
from kap_companion.session.entries import KeychainChanged, VaultUnlocked
from kap_companion.ui.window import Window
from kap_companion.vault.errors import KeychainRefused, VaultNotWritable
from kap_companion.vault.vault import Vault
from tests.journeys.clinic import CTRL, PASSPHRASE, Clinic

Key = Qt.Key


class Kept(KeyringBackend):
    """A keychain of this test alone: it keeps, gives, takes away, and can be locked."""

    priority = 9

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.held: dict[tuple[str, str], str] = {}
        self.is_locked = False
        self.loses = False

    def get_password(self, service: str, username: str) -> str | None:
        self._ask()
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._ask()
        if not self.loses:
            self.held[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._ask()
        del self.held[service, username]

    def _ask(self) -> None:
        if self.is_locked:
            raise OSError("Failed to unlock the collection")


@pytest.fixture
def kept() -> Iterator[Kept]:
    before = keyring.get_keyring()
    made = Kept()
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


@pytest.fixture
def clinic(tmp_path: Path, qtbot: QtBot) -> Iterator[Clinic]:
    made = Clinic(tmp_path, qtbot)
    yield made
    made.close()


def slots(clinic: Clinic) -> set[str]:
    return set(json.loads((clinic.folder / "keys.json").read_bytes())["slots"])


def switch(clinic: Clinic, window: Window) -> Any:
    """Press the switch in the settings, and wait for what comes of it."""
    assert window.home is not None
    window.home.show_settings()
    window.home.settings.show_group("vault")
    panel = window.home.settings.keychain
    panel.opens.click()
    clinic.wait(lambda: not panel._background.is_busy)
    return panel


def test_it_is_off_until_it_is_asked_for(clinic: Clinic, kept: Kept) -> None:
    clinic.make_vault()
    window, home = clinic.at_home()
    home.show_settings()
    assert not home.settings.keychain.opens.isChecked()
    assert slots(clinic) == {"passphrase", "recovery"}
    window.close()
    assert clinic.open_window().gate.unlock._keychain.isHidden()
    assert kept.held == {}


def test_switched_on_it_opens_the_vault_and_holds_no_passphrase(clinic: Clinic, kept: Kept) -> None:
    clinic.add_clients("M.R.")
    window, _ = clinic.at_home()
    panel = switch(clinic, window)
    assert panel.message() == "The keychain opens the vault from now on."
    assert panel.opens.isChecked()
    assert slots(clinic) == {"passphrase", "recovery", "keychain"}
    (secret,) = kept.held.values()
    assert len(secret) == 64
    assert PASSPHRASE not in secret
    assert secret not in (clinic.folder / "keys.json").read_text()
    clinic.press(Key.Key_L, CTRL)
    clinic.press(Key.Key_K, CTRL)
    clinic.wait(lambda: window.home is not None)
    assert window.conductor is not None
    told = [one.body for one in window.conductor.practice.vault.journal.access()]
    assert told[-2:] == [KeychainChanged(True), VaultUnlocked(by="keychain")]


def test_switched_off_the_slot_and_the_secret_are_gone(clinic: Clinic, kept: Kept) -> None:
    clinic.make_vault()
    window, _ = clinic.at_home()
    switch(clinic, window)
    (secret,) = kept.held.values()
    panel = switch(clinic, window)
    assert panel.message() == "The keychain opens it no longer; its secret is gone."
    assert kept.held == {}
    assert slots(clinic) == {"passphrase", "recovery"}
    window.close()
    with pytest.raises(KeychainRefused):
        Vault.open_with_keychain(clinic.folder, secret, state_folder=clinic.state)


@pytest.mark.parametrize("trouble", ["locked", "empty", "another"])
def test_a_keychain_that_gives_nothing_is_one_sentence_and_the_passphrase_works(
    clinic: Clinic, kept: Kept, trouble: str
) -> None:
    clinic.make_vault()
    window, _ = clinic.at_home()
    switch(clinic, window)
    if trouble == "locked":
        kept.is_locked = True
    elif trouble == "empty":
        kept.held.clear()
    else:
        kept.held = dict.fromkeys(kept.held, "0" * 64)
    clinic.press(Key.Key_L, CTRL)
    clinic.press(Key.Key_K, CTRL)
    words = "does not open this vault" if trouble == "another" else "gave nothing"
    clinic.wait(lambda: words in window.gate.unlock.message.text())
    assert window.home is None
    clinic.unlock(window)


@pytest.mark.parametrize("trouble", ["locked", "loses"])
def test_a_keychain_that_keeps_nothing_is_not_switched_on(
    clinic: Clinic, kept: Kept, trouble: str
) -> None:
    clinic.make_vault()
    window, _ = clinic.at_home()
    setattr(kept, "is_locked" if trouble == "locked" else "loses", True)
    panel = switch(clinic, window)
    assert "the passphrase opens the vault as ever" in panel.message()
    assert not panel.opens.isChecked()
    assert slots(clinic) == {"passphrase", "recovery"}


def test_switched_off_with_a_locked_keychain_the_slot_is_gone_all_the_same(
    clinic: Clinic, kept: Kept
) -> None:
    clinic.make_vault()
    window, _ = clinic.at_home()
    switch(clinic, window)
    kept.is_locked = True
    panel = switch(clinic, window)
    assert "A secret that opens nothing is left in it" in panel.message()
    assert slots(clinic) == {"passphrase", "recovery"}


def test_a_disk_that_takes_nothing_leaves_it_as_it_was(
    clinic: Clinic, kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    clinic.make_vault()
    window, _ = clinic.at_home()

    def refuse(*_: object) -> None:
        raise VaultNotWritable

    monkeypatch.setattr("kap_companion.vault.vault.save_keys", refuse)
    panel = switch(clinic, window)
    assert "The disk is full" in panel.message()
    assert not panel.opens.isChecked()


def test_a_new_passphrase_leaves_the_keychain_as_it_is(clinic: Clinic, kept: Kept) -> None:
    clinic.make_vault()
    window, _ = clinic.at_home()
    switch(clinic, window)
    assert window.conductor is not None
    window.conductor.practice.vault.change_passphrase(PASSPHRASE, "another four quiet words")
    window.close()
    (secret,) = kept.held.values()
    Vault.open_with_keychain(clinic.folder, secret, state_folder=clinic.state).close()


@pytest.mark.parametrize("none", [fail.Keyring, null.Keyring, chainer.ChainerBackend])
def test_without_a_keychain_that_keeps_anything_it_says_so(
    none: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chainer.ChainerBackend, "backends", [])
    before = keyring.get_keyring()
    keyring.set_keyring(none())
    try:
        with pytest.raises(KeychainError, match="no keychain that can be used"):
            keychain.keep_new_secret("a vault")
        with pytest.raises(KeychainError, match="the passphrase opens the vault as ever"):
            keychain.forget_secret("a vault")
    finally:
        keyring.set_keyring(before)
