"""Looks at what an act left: does the vault open, is it fine, and is all there that was told."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kap_companion.vault.errors import VaultError
from kap_companion.vault.opening import is_vault
from kap_companion.vault.verify import verify
from tests.endurance import lying
from tests.endurance.act import Act, Told
from tests.endurance.lying import hashes_by_id
from tests.vault.made import Place

# What may lie in a vault's folder once an act was done to its end.
_FILES = re.compile(
    r"keys\.json|vault\.db|vault\.lock|unlocks\.json|before-\d{4}\.vault|before-restore-[\dT-]+.*"
)


@dataclass(frozen=True, slots=True)
class Before:
    """What lay in the vault before the act: entries by id, and what stood in the note box."""

    hashes: dict[str, str]
    box: dict[str, Any] | None


def before(act: Act, home: Path) -> Before:
    """Look at what `act.lay` put down, right before the act."""
    found = _before(act, home)
    act.last_touch(home)
    return found


def _before(act: Act, home: Path) -> Before:
    for passphrase in act.passphrases(()):
        place = lying.place_in(home, passphrase)
        if not is_vault(place.folder):
            return Before({}, None)
        if lying.opens(place):
            with place.open() as vault:
                return Before(hashes_by_id(vault), vault.scratch.load("box"))
    raise AssertionError("no passphrase opens what was laid down")


def after(act: Act, home: Path, told: Told, was: Before, *, verify_first: bool) -> list[str]:
    """Return what is wrong; each fault begins with 'lost' where it is what was acknowledged."""
    folder = home / "vault"
    acked: dict[str, str | None] = {}
    for line in told:
        acked |= line.get("kept", {})
        if line.get("id"):
            acked[line["id"]] = None
    if not is_vault(folder):
        return ["lost: the vault"] if acked or was.hashes else act.wrong(home, told)
    found: list[str] = []
    opened = [one for one in act.passphrases(told) if _opens(lying.place_in(home, one), found)]
    if len(opened) != 1:
        return [*found, f"the vault does not open: {len(opened)} passphrases do"]
    place = lying.place_in(home, opened[0])
    try:
        if verify_first:
            found += [f"verify: {one}" for one in _verified(place)]
        with place.open() as vault:
            hashes = hashes_by_id(vault)
            standings = act.standings(home, told, was.hashes)
            lost: list[list[str]] = [_lost({**one, **acked}, hashes) for one in standings]
            found += sorted(lost, key=len)[0]
            if vault.warning is not None:
                found.append(f"it warns of a loss: {vault.warning}")
            if was.box is not None and vault.scratch.load("box") != was.box:
                found.append("lost: what stood in the note box")
        found += act.wrong(home, told)
        if not verify_first:
            found += [f"verify: {one}" for one in _verified(place)]
    except VaultError as trouble:
        found.append(f"the vault does not open: {type(trouble).__name__}: {trouble}")
    return found


def leftovers(home: Path) -> list[str]:
    """Return files that no act leaves in the vault's folder once it came to its end."""
    names = [path.name for path in (home / "vault").iterdir()] if (home / "vault").exists() else []
    return [f"left lying: {name}" for name in sorted(names) if not _FILES.fullmatch(name)]


def _lost(wanted: Mapping[str, str | None], hashes: Mapping[str, str]) -> list[str]:
    missing = [key for key in wanted if key not in hashes]
    changed = [key for key, one in wanted.items() if one not in (None, hashes.get(key))]
    lost = [f"lost: {len(missing)} entries, {missing[0]}"] if missing else []
    return lost + ([f"lost: an entry has another hash, {changed[0]}"] if changed else [])


def _opens(place: Place, found: list[str]) -> bool:
    try:
        return lying.opens(place)
    except VaultError as trouble:
        found.append(f"the vault does not open: {type(trouble).__name__}: {trouble}")
        return False


def _verified(place: Place) -> tuple[str, ...]:
    return verify(place.folder, place.passphrase, state_folder=place.state).findings
