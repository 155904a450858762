"""Tampers with what leaves a vault: backups, and the JSON exports of both streams."""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import random
import re
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from kap_companion.importing import ImportRefusedError, bring_in
from kap_companion.session.clock import ScriptedClock
from kap_companion.vault import hashes
from kap_companion.vault.backup import check_backup, restore
from kap_companion.vault.errors import VaultError
from tests.endurance.tamper_case import Attack, Case, flip
from tests.endurance.tamper_ground import Ground
from tests.made import START
from tests.vault.made import NOON, Place

_CHECKER = Path(__file__).parents[2] / "docs" / "check_export.py"
_MEMBERS = ("manifest.json", "keys.json", "vault.db")

# --- backups ------------------------------------------------------------------------------------


def backup_byte(ground: Ground, chance: random.Random) -> Case:
    """Any byte of a backup: headers, padding, members and tail alike."""
    path = _copied(ground)
    regions = _regions(path)
    name, first, size = chance.choice(regions)
    what = flip(path, first + chance.randrange(size), chance)
    named = re.escape(name.split()[-1]) if name != "end" else "end"
    return Case(f"backup, {name}: {what}", _said_of(ground, path, chance), (rf"backup.*{named}",))


def backup_cut(ground: Ground, chance: random.Random) -> Case:
    """A backup cut off or longer."""
    path = _copied(ground)
    whole = path.read_bytes()
    if chance.randrange(2):
        left = chance.randrange(len(whole))
        path.write_bytes(whole[:left])
        return Case(
            f"backup cut off at {left}", _said_of(ground, path, chance), (r"backup.*cut off",)
        )
    more = chance.randrange(1, 2000)
    path.write_bytes(whole + chance.choice((bytes(more), chance.randbytes(more))))
    want = rf"backup.*{more} bytes stand after its end"
    return Case(f"backup {more} longer", _said_of(ground, path, chance), (want,))


def manifest(ground: Ground, chance: random.Random) -> Case:
    """What a backup says of itself changed by somebody without the passphrase, checksum fitting."""
    path = _copied(ground)
    whole = path.read_bytes()
    _, first, size = next(region for region in _regions(path) if region[0] == "manifest.json")
    form = json.loads(whole[first : first + size])
    name = chance.choice(("vault_id", "made_at", "entries", "head", "schema", "mac", "app"))
    old = form[name]
    if name == "entries":
        form[name] = int("".join(reversed(str(old)))) if str(old)[0] != str(old)[-1] else old - 1
    else:
        at = chance.choice([at for at, one in enumerate(old) if one.isdigit()])
        form[name] = old[:at] + chance.choice("12345678".replace(old[at], "")) + old[at + 1 :]
    told = {key: value for key, value in form.items() if key != "checksum"}
    form["checksum"] = hashlib.sha256(hashes.canonical(told)).hexdigest()
    content = hashes.canonical(form)
    is_as_long = len(content) == size
    path.write_bytes(whole[:first] + content + whole[first + len(content) :])
    what = f"manifest: {name} {old} to {form[name]}"
    wants = r"backup.*(says of itself|two vaults|manifest\.json|header)"
    assert is_as_long, what
    return Case(what, _said_of(ground, path, chance), (wants,))


def members_of_another(ground: Ground, chance: random.Random) -> Case:
    """The key file or the data file of another vault's backup in its place."""
    path = _copied(ground)
    whole, other = path.read_bytes(), ground.other_backup.read_bytes()
    regions = {name: (first, size) for name, first, size in _regions(path)}
    others = {name: (first, size) for name, first, size in _regions(ground.other_backup)}
    name = chance.choice(_MEMBERS)
    (first, size), (there, length) = regions[name], others[name]
    content = other[there : there + length]
    content = content[:size].ljust(size, b"\0")
    path.write_bytes(whole[:first] + content + whole[first + size :])
    said = _said_of(ground, path, chance)
    return Case(f"backup: {name} of another", said, (rf"backup.*{re.escape(name)}",))


# --- exports ------------------------------------------------------------------------------------


def export_byte(ground: Ground, chance: random.Random) -> Case:
    """Any byte of an export; a blank that is another blank says the same and is let in."""
    path = _exported(ground, chance)
    before = path.read_bytes()
    at = chance.randrange(len(before))
    what = flip(path, at, chance)
    return _of_export(ground, path, what, _where(before, at), before)


def export_lines(ground: Ground, chance: random.Random) -> Case:
    """Entries of an export deleted, exchanged, said twice or replaced by another one's words."""
    path = _exported(ground, chance)
    before = path.read_bytes()
    told = json.loads(before)
    entries = told["entries"]
    at = chance.randrange(len(entries) - 1)
    how = chance.choice(("deleted", "exchanged", "twice", "words", "moved"))
    if how == "deleted":
        del entries[at]
    elif how == "exchanged":
        entries[at], entries[at + 1] = entries[at + 1], entries[at]
    elif how == "twice":
        entries.insert(at, dict(entries[at]))
        at += 1
    elif how == "moved":
        entries[at]["subject_id"] = "01a22204-b758-73c7-9438-dda97f2ba103"
    else:
        at = next(at for at, one in enumerate(entries) if "text" in one.get("body", {}))
        entries[at]["body"]["text"] += " and more"
    path.write_text(json.dumps(told))
    return _of_export(ground, path, f"entry {at + 1} {how}", rf"entry {at + 1}\b", before)


def export_forged(ground: Ground, chance: random.Random) -> Case:
    """An export cut off behind an entry, or its words changed and every hash made to fit.

    An import has nothing to tell it by: a chain may have been exported before it went on. The hash
    on the signed page tells it, looked for by the check that anybody can run.
    """
    path = ground.work / "altered.json"
    told = json.loads(ground.record.read_bytes())
    entries = told["entries"]
    signed = next(at for at, one in enumerate(entries) if one["hash"] == ground.signed)
    how = chance.choice(("cut off", "anew"))
    if how == "cut off":
        at = chance.randrange(1, signed + 1)
        told["entries"] = entries[:at]
    else:
        at = chance.choice([at for at in range(signed) if "text" in entries[at].get("body", {})])
        entries[at]["body"]["text"] += " and more"
        previous = hashes.NOTHING_BEFORE
        for one in entries:
            one["prev_hash"] = previous
            if "body" in one:
                body = hashes.canonical(one["body"])
                one["body_hash"] = hashes.body_hash(one["salt"], body)
            form = {name: one[name] for name in hashes.ENVELOPE}
            previous = one["hash"] = hashes.entry_hash(hashes.canonical(form))
    path.write_text(json.dumps(told))
    said = _checked(path, ground.signed)
    wants = r"printed hash is not in this chain|words of entry \d+ are missing"
    return Case(f"export {how} at {at + 1}", said, (wants,))


ATTACKS: tuple[Attack, ...] = (
    *(backup_byte, export_byte, manifest, export_lines, backup_cut, export_byte, backup_byte),
    *(export_forged, members_of_another, export_byte, backup_byte),
)


def _copied(ground: Ground) -> Path:
    path = ground.work / "altered.kapbackup"
    shutil.copy(ground.backup, path)
    return path


def _said_of(ground: Ground, path: Path, chance: random.Random) -> tuple[str, ...]:
    """Return what is said of a backup, and see that it is not put in the place of a vault."""
    try:
        said = check_backup(path, ground.whole.passphrase).findings
    except VaultError as trouble:
        said = (str(trouble),)
    if chance.randrange(3) == 0:
        place = ground.copy()
        try:
            restore(
                *(path, place.folder, place.passphrase),
                state_folder=place.state,
                at=NOON,
                utc_offset="+00:00",
            )
            said = ("it was put in the place of a vault",)
        except VaultError:
            if place.verify().findings:
                said = ("the vault that was there is not what it was",)
    return said


def _regions(path: Path) -> list[tuple[str, int, int]]:
    """Return the stretches of a backup: what lies there, the first byte and how many."""
    whole, at, regions = path.read_bytes(), 0, []
    for name in _MEMBERS:
        size = int(whole[at + 124 : at + 135], 8)
        regions += [(f"header of {name}", at, 512), (name, at + 512, size)]
        at += 512 + size
        if -size % 512:
            regions.append((f"padding after {name}", at, -size % 512))
        at += -size % 512
    return [*regions, ("end", at, len(whole) - at)]


def _exported(ground: Ground, chance: random.Random) -> Path:
    source = chance.choice((ground.record, ground.notes))
    path = ground.work / f"altered-{'record' if source is ground.record else 'notes'}.json"
    shutil.copy(source, path)
    return path


def _of_export(ground: Ground, path: Path, what: str, where: str, before: bytes) -> Case:
    """Have an altered export checked by a stranger's means, and imported."""
    checked = _checked(path, None)
    imported = _imported(ground, path)
    is_same = not checked and not imported and _says(path.read_bytes()) == _says(before)
    if bool(checked) != bool(imported) and not is_same:
        said: tuple[str, ...] = (f"only one told: {checked}, {imported}",)
        return Case(f"{path.name}, {what}", said, (r"^both",))
    return Case(f"{path.name}, {what}", imported, (where,), is_same)


def _says(content: bytes) -> Any:
    try:
        return json.loads(content)
    except ValueError:
        return None


def _where(before: bytes, at: int) -> str:
    """Return what must be named where the byte at `at` of an export is changed."""
    line = before.count(b"\n", 0, at) + 1
    first = before.count(b"\n", 0, before.index(b'"entries": [')) + 2
    entry = line - first + 1
    where = rf"at byte \d+\b|line ({line}|{line + 1})\b|not whole"
    if entry < 1:
        # What stands before the entries: format, version, stream, session and note.
        return (
            rf"{where}|no export of a session|newer version|note|stream|psychotherapy|is a record"
            r"|entry 1 belongs|a field|no entries"
        )
    return rf"{where}|entry ({entry}|{entry + 1})\b|a field"


def _checked(path: Path, printed: str | None) -> tuple[str, ...]:
    try:
        text = path.read_text("utf-8")
        with contextlib.redirect_stdout(io.StringIO()):
            check, once = _checker()
            check(json.loads(text, object_pairs_hook=once), printed)
    except (AttributeError, KeyError, RecursionError, TypeError, ValueError) as trouble:
        return (str(trouble) or "not as it was exported",)
    return ()


@cache
def _checker() -> tuple[Callable[..., None], Callable[..., Any]]:
    """Return the parts of the script that is handed out, as they stand before its last lines."""
    code = _CHECKER.read_text("utf-8").partition("\n\ntry:\n")[0]
    names: dict[str, Any] = {}
    exec(compile(code, str(_CHECKER), "exec"), names)
    return names["check"], names["once"]


def _imported(ground: Ground, path: Path) -> tuple[str, ...]:
    """Import into an empty vault; return why it was refused, nothing where it came in."""
    there = Place(ground.root / "there" / "vault", ground.root / "there" / "state")
    if not there.folder.exists():
        there.create()[0].close()
    is_record = path.name.endswith("record.json")
    files = (path, None) if is_record else (ground.record, path)
    with there.open() as vault:
        count = vault.journal.length()
        try:
            bring_in(vault, ScriptedClock(START), *files)
        except ImportRefusedError as trouble:
            if vault.journal.length() != count:
                return ("it was refused and came in all the same",)
            return (str(trouble),)
    shutil.rmtree(there.folder)
    shutil.rmtree(there.state)
    return ()
