"""Says which pages of a vault's data file are damaged, even where SQLite cannot open it at all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver

from kap_companion.language import tr, trn
from kap_companion.vault.errors import VaultDamaged

PAGE_BYTES = 4096
SALT_BYTES = 16

_PLAIN_HEADER = b"SQLite format 3\0"
_PAGE = re.compile(r"\bpage (\d+)")
_MOST_RUNS = 20


def damaged_pages(connection: Any, name: str) -> list[str]:
    """Return what the cipher says of the pages of the file `name` behind a driver's connection."""
    rows = connection.execute("PRAGMA cipher_integrity_check").fetchall()
    told = [(row[0], _PAGE.search(row[0])) for row in rows]
    pages = [int(page[1]) for _, page in told if page is not None]
    others = [
        tr("{name} is damaged: {why}.", name=name, why=words)
        for words, page in told
        if page is None
    ]
    return [_of_pages(pages, name), *others] if pages else others


def why_unreadable(path: Path, data_key: bytes) -> list[str]:
    """Return where a data file that could not be opened with its key is damaged, if it shows.

    Nothing may have it open. Raises VaultDamaged where the disk does not give it.
    """
    name = path.name
    try:
        with path.open("rb") as file:
            header = file.read(len(_PLAIN_HEADER))
            size = file.seek(0, 2)
    except OSError as trouble:
        raise VaultDamaged(
            tr("{name} cannot be read: check the disk and that the file is yours.", name=name)
        ) from trouble
    if header == _PLAIN_HEADER:
        return [tr("{name} is not encrypted: another file lies in its place.", name=name)]
    whole, rest = divmod(size, PAGE_BYTES)
    if size == 0:
        return [tr("{name} is empty.", name=name)]
    findings, is_short = _failing(path, data_key, whole)
    if rest:
        findings.append(
            tr(
                "{name} is cut off or was added to: its page {page} has {rest} bytes, and "
                "not {whole}.",
                name=name,
                page=whole + 1,
                rest=rest,
                whole=PAGE_BYTES,
            )
        )
    if not findings and is_short:
        # Each page is sound, and the first one counts more of them.
        findings.append(
            tr(
                "{name} is cut off: pages are missing after its page {page}.",
                name=name,
                page=whole,
            )
        )
    return findings


def _failing(path: Path, data_key: bytes, count: int) -> tuple[list[str], bool]:
    """Return which of the `count` whole pages fail, and whether the database is short of pages.

    The pages are read without opening the database.
    """
    try:
        connection = driver.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
        try:
            for setting in (
                "cipher_log_level = NONE",
                f"key = \"x'{data_key.hex()}'\"",
                "cipher_compatibility = 4",
            ):
                connection.execute(f"PRAGMA {setting}").fetchall()
            rows = connection.execute("PRAGMA cipher_integrity_check").fetchall()
            is_short = _is_short(connection)
        finally:
            connection.close()
    except driver.Error:
        return [tr("{name} cannot be read page by page: check the disk.", name=path.name)], False
    found = {int(page[1]) for row in rows if (page := _PAGE.search(row[0]))}
    pages = sorted(page for page in found if page <= count)
    if count > 1 and len(pages) == count:
        # The salt of the pages' keys is all that they have in common.
        return [
            tr(
                "No page of {name} fits the key in keys.json: its first {count} bytes "
                "were changed, or one of the two files belongs to another vault.",
                name=path.name,
                count=SALT_BYTES,
            )
        ], False
    return [_of_pages(pages, path.name)] if pages else [], is_short


def _is_short(connection: Any) -> bool:
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchall()
    except driver.DatabaseError as trouble:
        return bool(trouble.sqlite_errorcode & 0xFF == driver.SQLITE_CORRUPT)
    return False


def _of_pages(pages: Sequence[int], name: str) -> str:
    runs: list[list[int]] = []
    for page in sorted(set(pages)):
        if runs and runs[-1][1] == page - 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    words = [
        str(first) if first == last else tr("{first} to {last}", first=first, last=last)
        for first, last in runs
    ]
    if len(words) > _MOST_RUNS:
        more = len(runs) - _MOST_RUNS
        words = [*words[:_MOST_RUNS], trn("1 more stretch", "{n} more stretches", more)]
    if len(words) == 1 and runs[0][0] == runs[0][1]:
        return tr("Page {page} of {name} is damaged.", page=words[0], name=name)
    if len(words) == 1:
        return tr("Pages {pages} of {name} are damaged.", pages=words[0], name=name)
    return tr(
        "Pages {pages} and {last} of {name} are damaged.",
        pages=", ".join(words[:-1]),
        last=words[-1],
        name=name,
    )
