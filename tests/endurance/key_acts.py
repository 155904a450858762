"""Acts that change what opens the vault."""

from __future__ import annotations

from pathlib import Path

from kap_companion.vault.keys import KeyCost, Slot, load_keys
from kap_companion.vault.vault import Vault
from tests.endurance import lying
from tests.endurance.act import Act, Told, opening_one
from tests.endurance.apart import Tell
from tests.endurance.lying import NEW_PASSPHRASE
from tests.vault.made import CHEAP, PASSPHRASE

_DEARER = KeyCost(memory_kib=1024, passes=2, lanes=1)
_SECRET = "5e" * 32
_HOLDS = "was made before and holds"


class ChangingPassphrase(Act):
    """The passphrase is changed by who knows it."""

    name = "passphrase"

    def passphrases(self, told: Told) -> tuple[str, ...]:
        if any(line.get("changed") for line in told):
            return (NEW_PASSPHRASE,)
        refused = [str(line["refused"]) for line in told if "refused" in line]
        if refused:
            # Who is told that it is not changed goes on with the old one.
            return (NEW_PASSPHRASE,) if _HOLDS in refused[-1] else (PASSPHRASE,)
        return (PASSPHRASE, NEW_PASSPHRASE)

    def _do(self, home: Path, tell: Tell) -> None:
        was = opening_one(home)
        with lying.place_in(home, was).open(working=True) as vault:
            vault.change_passphrase(was, NEW_PASSPHRASE, cost=CHEAP)
            tell(changed=True)


class Recovering(ChangingPassphrase):
    """The vault is opened by its recovery code and given a new passphrase."""

    name, weight = "recovery", 2

    def _do(self, home: Path, tell: Tell) -> None:
        place = lying.place_in(home)
        code = (home / "code").read_text(encoding="utf-8")
        with Vault.recover(
            place.folder, code, NEW_PASSPHRASE, state_folder=place.state, cost=CHEAP
        ):
            tell(changed=True)

    def wrong(self, home: Path, told: Told) -> list[str]:
        place = lying.place_in(home)
        code = (home / "code").read_text(encoding="utf-8")
        Vault.open_with_recovery(place.folder, code, state_folder=place.state).close()
        return []


class Strengthening(Act):
    """After an unlocking one guess of the passphrase is made to cost more."""

    name = "stronger key"

    def wrong(self, home: Path, told: Told) -> list[str]:
        cost = load_keys(home / "vault").slots[Slot.PASSPHRASE].cost
        done = any(line.get("strengthened") for line in told)
        if cost not in (CHEAP, _DEARER):
            return [f"half a file: a guess costs {cost}"]
        return ["lost: the cost that was told"] if done and cost != _DEARER else []

    def _do(self, home: Path, tell: Tell) -> None:
        with lying.place_in(home).open(working=True) as vault:
            vault.strengthen(PASSPHRASE, _DEARER)
            tell(strengthened=True)


class UsingKeychain(Act):
    """The vault is let open by the system's keychain, and not any more."""

    name = "keychain"

    def wrong(self, home: Path, told: Told) -> list[str]:
        place = lying.place_in(home)
        opens = Slot.KEYCHAIN in load_keys(place.folder).slots
        if opens:
            Vault.open_with_keychain(place.folder, _SECRET, state_folder=place.state).close()
        wanted = [line["opens"] for line in told if "opens" in line]
        if len(wanted) == 2 and opens:
            return ["lost: the keychain still opens the vault"]
        return []

    def _do(self, home: Path, tell: Tell) -> None:
        with lying.place_in(home).open(working=True) as vault:
            vault.set_keychain(_SECRET)
            tell(opens=True)
            vault.set_keychain(None)
            tell(opens=False)
