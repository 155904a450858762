"""Tampers with the files of a vault, as damage does and as somebody does who has no passphrase."""

from __future__ import annotations

import hashlib
import json
import random
import shutil
from typing import Any

from kap_companion.vault.errors import VaultError
from kap_companion.vault.hashes import canonical
from kap_companion.vault.vault import Vault
from tests.endurance.tamper_case import (
    NOT_FOUND,
    Attack,
    Case,
    flip,
    looked_at,
    unseen,
    verified,
)
from tests.endurance.tamper_ground import PAGE, Ground
from tests.vault.made import Place

_SALT = r"first 16 bytes.*another vault"
_CUT = r"vault\.db is cut off"
_HEAD_FILE = r"head kept outside the vault.*\.head"


def salt(ground: Ground, chance: random.Random) -> Case:
    """The first bytes, which the keys of all pages come from."""
    place = ground.copy()
    what = flip(place.data_file, chance.randrange(16), chance)
    return _told(place, what, chance, _SALT)


def header(ground: Ground, chance: random.Random) -> Case:
    """The rest of the first page, where SQLite's header lies."""
    place = ground.copy()
    what = flip(place.data_file, chance.randrange(16, 116), chance)
    return _told(place, what, chance, _page(1))


def content(ground: Ground, chance: random.Random) -> Case:
    """The content of any page."""
    place = ground.copy()
    page = chance.randrange(_pages(place))
    what = flip(place.data_file, page * PAGE + chance.randrange(16, PAGE - 80), chance)
    return _told(place, what, chance, _page(page + 1))


def reserve(ground: Ground, chance: random.Random) -> Case:
    """What the cipher keeps at the end of each page."""
    place = ground.copy()
    page = chance.randrange(_pages(place))
    what = flip(place.data_file, page * PAGE + PAGE - 80 + chance.randrange(80), chance)
    return _told(place, what, chance, _page(page + 1))


def pages(ground: Ground, chance: random.Random) -> Case:
    """Whole pages zeroed, filled, exchanged or said twice."""
    place = ground.copy()
    data = bytearray(place.data_file.read_bytes())
    one, other = chance.sample(range(1, len(data) // PAGE), 2)
    at, there = one * PAGE, other * PAGE
    how = chance.choice(("zeroed", "filled", "exchanged", "twice"))
    first, second = bytes(data[at : at + PAGE]), bytes(data[there : there + PAGE])
    wants = [_page(one + 1)]
    if how == "zeroed":
        data[at : at + PAGE] = bytes(PAGE)
    elif how == "filled":
        data[at : at + PAGE] = chance.randbytes(PAGE)
    else:
        data[at : at + PAGE] = second
        if how == "exchanged":
            data[there : there + PAGE] = first
            wants.append(_page(other + 1))
    place.data_file.write_bytes(data)
    return _told(place, f"pages {one + 1} and {other + 1}: {how}", chance, *wants)


def cut(ground: Ground, chance: random.Random) -> Case:
    """The file's end cut off, within a page or between two."""
    place = ground.copy()
    size = place.data_file.stat().st_size
    left = chance.choice((chance.randrange(size), PAGE * chance.randrange(size // PAGE)))
    with place.data_file.open("r+b") as file:
        file.truncate(left)
    want = r"vault\.db is empty" if left == 0 else _CUT
    if 0 < left < PAGE:
        want = rf"vault\.db.* page 1 has {left} bytes"
    return _told(place, f"cut off at {left}", chance, want)


def longer(ground: Ground, chance: random.Random) -> Case:
    """Bytes added to the file's end."""
    place = ground.copy()
    count = chance.choice((1, 80, PAGE, 2 * PAGE, 3 * PAGE + 7))
    page = _pages(place) + 1
    with place.data_file.open("ab") as file:
        file.write(chance.choice((bytes(count), chance.randbytes(count))))
    want = rf"\b{page}\b.*vault\.db|vault\.db.*\bpage {page + count // PAGE}\b"
    return _told(place, f"{count} bytes longer", chance, want)


def another_file(ground: Ground, chance: random.Random) -> Case:
    """Another file in the place of the data file."""
    place = ground.copy()
    how = chance.choice(("noise", "plain", "of the other vault", "missing"))
    size = place.data_file.stat().st_size
    want = _SALT
    if how == "noise":
        place.data_file.write_bytes(chance.randbytes(size))
    elif how == "plain":
        place.data_file.write_bytes(b"SQLite format 3\0" + chance.randbytes(size - 16))
        want = r"vault\.db is not encrypted"
    elif how == "missing":
        place.data_file.unlink()
        want = r"vault\.db is missing"
    else:
        shutil.copy(ground.other.data_file, place.data_file)
    return _told(place, f"data file: {how}", chance, want)


def earlier_page(ground: Ground, chance: random.Random) -> Case:
    """One page as it was earlier on: the cipher cannot tell, since it is a true page 7 of old.

    Where it holds nothing but what may be overwritten at will, such as the shelf, no log says so.
    """
    place = ground.copy()
    data, old = bytearray(place.data_file.read_bytes()), ground.older.data_file.read_bytes()
    changed = [
        page
        for page in range(min(len(data), len(old)) // PAGE)
        if data[page * PAGE : (page + 1) * PAGE] != old[page * PAGE : (page + 1) * PAGE]
    ]
    page = chance.choice(changed)
    data[page * PAGE : (page + 1) * PAGE] = old[page * PAGE : (page + 1) * PAGE]
    place.data_file.write_bytes(data)
    said = verified(place)
    is_same = not said and ground.dump(place) == ground.logged
    looked_at(place, working=bool(chance.randrange(2)))
    return Case(
        f"page {page + 1} as it was earlier",
        said,
        (r"vault\.db|[Ee]ntr(y|ies) \d|session|client|guard|index|table",),
        is_same,
    )


def key_byte(ground: Ground, chance: random.Random) -> Case:
    """Any byte of the key file: the checksum sees it, and no passphrase is even tried."""
    place = ground.copy()
    keys = place.folder / "keys.json"
    what = flip(keys, chance.randrange(keys.stat().st_size), chance)
    return _told(place, what, chance, r"keys\.json")


def key_field(ground: Ground, chance: random.Random) -> Case:
    """Any field of the key file changed, or left out, with or without its checksum made to fit.

    Where the checksum fits, a changed vault id or passphrase slot opens with no passphrase: it
    cannot be told from one that was made so. All else is under the seal.
    """
    place = ground.copy()
    keys = place.folder / "keys.json"
    form = json.loads(keys.read_text())
    path = chance.choice(_fields(form))
    if chance.randrange(4):
        _set(form, path, _changed(_get(form, path), chance))
        how = "changed"
    else:
        _remove(form, path)
        how = "left out"
    fits = bool(chance.randrange(2)) and path != ("checksum",)
    if fits:
        form.pop("checksum", None)
        form["checksum"] = hashlib.sha256(canonical(form)).hexdigest()
    keys.write_bytes(json.dumps(form, indent=2).encode() + b"\n")
    own = fits and (path[0] == "vault_id" or path[:2] == ("slots", "passphrase"))
    what = f"{'.'.join(path)} of keys.json {how}, checksum {'fits' if fits else 'does not fit'}"
    said = verified(place)
    looked_at(place, working=False)
    # A seal that is left out is what an earlier version wrote.
    is_same = fits and path == ("seal",) and how == "left out"
    newer = fits and path == ("format",)
    wants = r"keys\.json|newer version" if newer else r"keys\.json"
    if own:
        wants = rf"{wants}|wrong passphrase|MiB of free memory"
    return Case(what, said, (wants,), is_same, may_be_wrong=own)


def keys_of_another(ground: Ground, chance: random.Random) -> Case:
    """The key file of another vault, under the same passphrase."""
    place = ground.copy()
    shutil.copy(ground.other.folder / "keys.json", place.folder)
    return _told(place, "keys.json of another vault", chance, _SALT)


def keys_missing(ground: Ground, chance: random.Random) -> Case:
    """No key file, an empty one, or half of it."""
    place = ground.copy()
    keys = place.folder / "keys.json"
    left = chance.choice((None, 0, chance.randrange(keys.stat().st_size - 1)))
    if left is None:
        keys.unlink()
    else:
        keys.write_bytes(keys.read_bytes()[:left])
    return _told(place, f"keys.json cut off at {left}", chance, r"keys\.json")


def wal(ground: Ground, chance: random.Random) -> Case:
    """What a kill left beside the data file: bytes changed, cut off, zeroed, gone, or of old.

    Its checksums are under no key, so SQLite takes a damaged frame for the end. What was half done,
    such as a note in its box, is in no log: of it nothing is told.
    """
    place = ground.copy(ground.killed)
    log = place.folder / "vault.db-wal"
    size = log.stat().st_size
    how = chance.choice(("byte", "byte", "byte", "cut", "zeroed", "gone", "noise"))
    what = how
    if how == "byte":
        what = flip(log, chance.choice((chance.randrange(32), chance.randrange(size))), chance)
    elif how == "gone":
        log.unlink()
    else:
        at = chance.randrange(size)
        what = f"{how} from {at}"
        whole = log.read_bytes()
        rest = {"cut": b"", "zeroed": bytes(size - at), "noise": chance.randbytes(size - at)}[how]
        log.write_bytes(whole[:at] + rest)
    again = place.folder.parent / "again"
    shutil.rmtree(again, ignore_errors=True)
    shutil.copytree(place.folder, again)
    said = verified(place)
    is_same = not said and ground.dump(place) == ground.killed_logged
    # And as it lies there for whoever opens it without a look.
    shutil.rmtree(place.folder)
    again.rename(place.folder)
    warned = looked_at(place, working=True)
    if said and not warned:
        said = ("the window opened it without a word",)
    wants = r"[Ee]ntr(y|ies) \d+.* of the ledger|vault\.db"
    return Case(f"WAL: {what}", said, (wants,), is_same)


def rolled_back(ground: Ground, chance: random.Random) -> Case:
    """An older copy in the place of the vault; the head outside knows better.

    Where the head is rolled back too, only the hash on a signed page is left; without a head that
    is said.
    """
    place = ground.copy()
    last = len(ground.ledger)
    shutil.rmtree(place.folder)
    shutil.copytree(ground.older.folder, place.folder)
    how = chance.choice(("head kept", "head gone", "head of old"))
    if how == "head kept":
        case = _told(place, f"rolled back, {how}", chance, rf"Entries \d+ to {last} of the ledger")
        assert any("not in the vault" in one for one in case.said)
        return case
    shutil.rmtree(place.state)
    if how == "head gone":
        return Case(f"rolled back, {how}", unseen(place), (r"[Nn]o head of this ledger",))
    shutil.copytree(ground.older.state, place.state)
    signed = chance.choice([row for row in ground.ledger if row["kind"] == "record_signed"][1:])
    return Case(f"rolled back, {how}", verified(place, signed["hash"]), (NOT_FOUND,))


def head_byte(ground: Ground, chance: random.Random) -> Case:
    """Any byte of the head file."""
    place = ground.copy()
    what = flip(place.head_file, chance.randrange(place.head_file.stat().st_size), chance)
    return _told(place, what, chance, _HEAD_FILE)


def head_file(ground: Ground, chance: random.Random) -> Case:
    """The head file gone, empty, cut off, longer, of another vault, or an earlier one."""
    place = ground.copy()
    head = place.head_file
    how = chance.choice(("gone", "empty", "cut off", "longer", "of another vault", "earlier"))
    if how == "gone":
        head.unlink()
    elif how == "empty":
        head.write_bytes(b"")
    elif how == "cut off":
        head.write_bytes(head.read_bytes()[: chance.randrange(1, head.stat().st_size)])
    elif how == "longer":
        head.write_bytes(head.read_bytes() + chance.randbytes(chance.randrange(1, 300)))
    elif how == "of another vault":
        shutil.copy(ground.other.head_file, head)
    else:
        shutil.copy(ground.older.head_file, head)
    what = f"head file: {how}"
    if how in ("gone", "empty"):
        return Case(what, unseen(place), (r"[Nn]o head of this ledger is kept outside",))
    if how == "earlier":
        return Case(
            what, unseen(place), (r"head kept outside the vault is that after \d+ entries",)
        )
    return _told(place, what, chance, _HEAD_FILE)


def recovery_slot(ground: Ground, chance: random.Random) -> Case:
    """The way in by the recovery code: damage to its slot is damage, not a mistyped code."""
    place = ground.copy()
    keys = place.folder / "keys.json"
    text = keys.read_text()
    at = text.index('"recovery"') + chance.randrange(len(text) - text.index('"recovery"'))
    what = flip(keys, at, chance)
    said: tuple[str, ...]
    try:
        Vault.open_with_recovery(place.folder, ground.code, state_folder=place.state).close()
        said = ()
    except VaultError as trouble:
        said = (str(trouble),)
    # A blank that is another kind of blank is for verify alone.
    return Case(f"{what}, opened with the recovery code", said or verified(place), (r"keys\.json",))


ATTACKS: tuple[Attack, ...] = (
    *(content, key_byte, wal, rolled_back, salt, reserve, head_byte, key_field, header, wal),
    *(pages, earlier_page, recovery_slot, cut, longer, wal, head_file, another_file),
    *(keys_of_another, keys_missing, content, key_field, reserve, earlier_page),
)


def _told(place: Place, what: str, chance: random.Random, *wants: str) -> Case:
    said = verified(place)
    opened = looked_at(place, working=bool(chance.randrange(2)))
    wrong = tuple(one for one in opened if one.startswith("wrong"))
    return Case(what, (*said, *wrong), wants)


def _page(page: int) -> str:
    return rf"Page {page} of vault\.db|Pages .*\b{page}\b.* of vault\.db|Pages {page - 1} to \d+ of"


def _pages(place: Place) -> int:
    return place.data_file.stat().st_size // PAGE


def _fields(form: Any, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    found = []
    for key, value in form.items():
        found.append((*path, key))
        if isinstance(value, dict):
            found += _fields(value, (*path, key))
    return found


def _get(form: Any, path: tuple[str, ...]) -> Any:
    for key in path:
        form = form[key]
    return form


def _set(form: Any, path: tuple[str, ...], value: Any) -> None:
    _get(form, path[:-1])[path[-1]] = value


def _remove(form: Any, path: tuple[str, ...]) -> None:
    del _get(form, path[:-1])[path[-1]]


def _changed(value: Any, chance: random.Random) -> Any:
    match value:
        case int():
            return value + chance.choice((1, 2, -1))
        case str():
            other = list(value)
            at = chance.randrange(len(other))
            other[at] = "a" if other[at] != "a" else "b"
            return "".join(other)
        case _:
            return chance.choice((None, [], {}, "x", 7))
