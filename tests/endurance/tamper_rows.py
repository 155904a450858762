"""Tampers with the rows of a vault, as only somebody can who has the passphrase.

What may be overwritten at will, the shelf and what is half done, is in no log: another value there
is not told from the clinician's own, and only what cannot be read is.
"""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection

from kap_companion.vault import hashes
from kap_companion.vault.database import Database
from kap_companion.vault.head import Head, OutsideHead
from kap_companion.vault.keys import derived_key
from kap_companion.vault.schema import TRIGGERS
from tests.endurance.tamper_case import NOT_FOUND, Attack, Case, looked_at, unseen, verified
from tests.endurance.tamper_ground import Ground
from tests.vault.made import Place

Rows = list[dict[str, Any]]

_OUTSIDE = r"The ledger as it stood after \d+ entries is not in the vault"


def deleted(ground: Ground, chance: random.Random) -> Case:
    """Entries taken out of the middle."""
    first = chance.randrange(2, len(ground.ledger) - 3)
    last = first + chance.randrange(3)
    place = ground.copy()
    with ground.behind_the_guards(place) as connection:
        for table in ("bodies", "entries"):
            connection.exec_driver_sql(f"DELETE FROM {table} WHERE n BETWEEN {first} AND {last}")
    missing = f"entry {first} is" if first == last else f"entries {first} to {last} are"
    return _told(ground, place, f"entries {first} to {last} deleted", chance, f"{missing} missing")


def tail_deleted(ground: Ground, chance: random.Random) -> Case:
    """The last entries taken away: the chains end sound, and the head outside knows more."""
    last = len(ground.ledger)
    kept = chance.randrange(1, last)
    place = ground.copy()
    with ground.behind_the_guards(place) as connection:
        for table in ("bodies", "entries"):
            connection.exec_driver_sql(f"DELETE FROM {table} WHERE n > {kept}")
    what = f"Entr(y {last}|ies {kept + 1} to {last}) of the ledger"
    return _told(ground, place, f"entries after {kept} deleted", chance, what)


def closed_up(ground: Ground, chance: random.Random) -> Case:
    """An entry taken out and the gap closed by numbering the rest anew."""
    n = chance.randrange(2, len(ground.ledger) - 1)
    rows = [row for row in _rows(ground) if row["n"] != n]
    return _rewritten(ground, chance, f"entry {n} out, gap closed", _numbered(rows), n)


def reordered(ground: Ground, chance: random.Random) -> Case:
    """Two entries in each other's place."""
    one = chance.randrange(1, len(ground.ledger) - 1)
    other = chance.randrange(one + 1, len(ground.ledger) + 1)
    rows = _rows(ground)
    rows[one - 1], rows[other - 1] = rows[other - 1], rows[one - 1]
    return _rewritten(ground, chance, f"entries {one} and {other}", _numbered(rows), one)


def twice(ground: Ground, chance: random.Random) -> Case:
    """An entry said once more, right behind itself or at the end."""
    n = chance.randrange(1, len(ground.ledger) + 1)
    at = chance.choice((n, len(ground.ledger)))
    rows = _rows(ground)
    rows.insert(at, dict(rows[n - 1]))
    return _rewritten(ground, chance, f"entry {n} twice, at {at + 1}", _numbered(rows), at + 1)


def envelope(ground: Ground, chance: random.Random) -> Case:
    """A field of an envelope changed, with or without its own hash made to fit."""
    n = chance.randrange(1, len(ground.ledger))
    rows = _rows(ground)
    row = rows[n - 1]
    form = json.loads(row["envelope"])
    name = chance.choice([*form, "more"])
    if name == "more":
        form["more"] = "x"
    elif isinstance(form[name], int):
        form[name] += 1
    else:
        form[name] = _other(form[name], chance)
    _put(row, form)
    fits = bool(chance.randrange(2))
    if fits:
        row["hash"] = hashes.entry_hash(row["envelope"].encode())
    what = f"{name} of entry {n} changed, its hash {'fits' if fits else 'does not'}"
    return _rewritten(ground, chance, what, rows, n)


def own_column(ground: Ground, chance: random.Random) -> Case:
    """The hash, the head, the salt, the body or the blanks of an entry changed."""
    row = chance.choice([row for row in ground.ledger if row["body"] is not None])
    n = row["n"]
    column = chance.choice(("hash", "head", "salt", "body", "blanks", "upper case"))
    place = ground.copy()
    with ground.behind_the_guards(place) as connection:
        if column in ("hash", "head"):
            value = chance.choice(("00", "", _other(row[column], chance), "x" * 64))
            _set(connection, "entries", n, column, value)
        elif column == "blanks":
            _set(connection, "entries", n, "envelope", row["envelope"].replace(":", ": ", 1))
        elif column == "upper case":
            name = chance.choice(("hash", "head", "salt"))
            table = "bodies" if name == "salt" else "entries"
            _set(connection, table, n, name, row[name].upper())
        else:
            value = _other(row[column], chance) if column == "salt" else _worded(row["body"])
            _set(connection, "bodies", n, column, value)
    return _told(ground, place, f"{column} of entry {n}", chance, rf"Entry {n}\b")


def bodies_swapped(ground: Ground, chance: random.Random) -> Case:
    """The bodies of two entries in each other's place, with their salts or without."""
    told = [row for row in ground.ledger if row["body"] is not None]
    one, other = chance.sample(told, 2)
    columns = chance.choice((("body",), ("salt",), ("salt", "body")))
    if all(one[column] == other[column] for column in columns):
        columns = ("salt", "body")
    place = ground.copy()
    with ground.behind_the_guards(place) as connection:
        for column in columns:
            _set(connection, "bodies", one["n"], column, other[column])
            _set(connection, "bodies", other["n"], column, one[column])
    what = f"{columns} of entries {one['n']} and {other['n']} exchanged"
    return _told(ground, place, what, chance, rf"Entry {one['n']}\b", rf"Entry {other['n']}\b")


def body_gone(ground: Ground, chance: random.Random) -> Case:
    """A body taken out that no entry tells of, or one that belongs to no entry put in."""
    place = ground.copy()
    if chance.randrange(4) == 0:
        n = len(ground.ledger) + chance.randrange(1, 9)
        database = Database(place.data_file, ground.data_key)
        database.raw.execute("PRAGMA foreign_keys = OFF")
        database.raw.execute("INSERT INTO bodies VALUES (?, ?, ?)", (n, "ab" * 16, "{}"))
        database.close()
        return _told(ground, place, f"a body {n} of no entry", chance, rf"Body {n} belongs to no")
    withdrawn = max(row["n"] for row in ground.ledger if row["kind"] == "entry_withdrawn")
    may_go = ("draft_saved", "entry_amended", "note_taken", "marked")
    told = [
        row
        for row in ground.ledger
        if row["body"] is not None and (row["n"] > withdrawn or row["kind"] not in may_go)
    ]
    n = chance.choice(told)["n"]
    with ground.behind_the_guards(place) as connection:
        connection.exec_driver_sql(f"DELETE FROM bodies WHERE n = {n}")
    return _told(ground, place, f"the body of entry {n} taken out", chance, rf"\b{n}\b")


def put_back(ground: Ground, chance: random.Random) -> Case:
    """A body back that was withdrawn or destroyed: another one, or the very one."""
    gone = [row for row in ground.ledger if row["body"] is None]
    row = chance.choice(gone)
    n = row["n"]
    place = ground.copy()
    notes = [one for one in gone if one["kind"] == "note_taken"]
    withdrawn = next((one["id"] for one in notes if one["subject_id"] == row["subject_id"]), "")
    amended = {"changes": {"text": "back"}, "reason": "x", "target": withdrawn}
    body = json.dumps(amended if row["kind"] == "entry_amended" else {"text": "back"})
    if bool(chance.randrange(2)):
        # The words that fit: known to whoever has an earlier backup. Its hash is made to fit here,
        # which changes the chain too, so the rest is said anew as well.
        rows = _rows(ground)
        one = rows[n - 1]
        one["salt"], one["body"] = "ab" * 16, body
        _recomputed(rows)
        place = _written(ground, rows)
        _forge_head(ground, place, rows)
        return _told(ground, place, f"what fits back in entry {n}", chance, rf"Entry {n}\b")
    with ground.behind_the_guards(place) as connection:
        connection.exec_driver_sql(
            "INSERT INTO bodies (n, salt, body) VALUES (?, ?, ?)", (n, "ab" * 16, body)
        )
    return _told(ground, place, f"a body in entry {n} again", chance, rf"Entry {n}\b")


def moved(ground: Ground, chance: random.Random) -> Case:
    """An entry moved to another session or stream, the rest as it was or all of it anew."""
    of_sessions = [row for row in ground.ledger if row["stream"] in _OF_SESSIONS]
    row = chance.choice([row for row in of_sessions if row["n"] < len(ground.ledger) - 1])
    n = row["n"]
    others = sorted({one["subject_id"] for one in of_sessions} - {row["subject_id"]})
    changes: dict[str, Any] = {"subject_id": chance.choice(others)}
    if chance.randrange(2):
        stream = next(one for one in _OF_SESSIONS if one != row["stream"])
        changes = {"stream": stream}
    rows = _rows(ground)
    _put(rows[n - 1], json.loads(rows[n - 1]["envelope"]) | changes)
    what = f"entry {n} moved: {list(changes)}"
    if chance.randrange(2):
        _recomputed(rows)
        return _told(ground, _written(ground, rows), f"{what}, all anew", chance, _OUTSIDE)
    return _rewritten(ground, chance, what, rows, n)


def chain_anew(ground: Ground, chance: random.Random) -> Case:
    """A word of a signed record changed, and every hash after it said anew.

    Only what lies outside shows it: the head, and where that is forged too, the signed page.
    """
    signed = next(row for row in ground.ledger if row["hash"] == ground.signed)
    before = [
        row
        for row in ground.ledger
        if (row["stream"], row["subject_id"]) == (signed["stream"], signed["subject_id"])
        and row["n"] < signed["n"]
        and row["body"] is not None
    ]
    row = chance.choice(before)
    n = row["n"]
    rows = _rows(ground)
    how = chance.choice(("body", "at", "only its chain"))
    if how == "at":
        form = json.loads(rows[n - 1]["envelope"])
        form["at"] = form["at"].replace("2026-03", "2026-02", 1)
        _put(rows[n - 1], form)
    else:
        rows[n - 1]["body"] = _worded(row["body"])
    _recomputed(rows, ledger=how != "only its chain")
    place = _written(ground, rows)
    what = f"entry {n} changed, {how}, all hashes anew"
    if how == "only its chain":
        return _told(ground, place, what, chance, rf"Entry {n} of the ledger.*broken")
    if chance.randrange(2):
        return _told(ground, place, what, chance, _OUTSIDE)
    _forge_head(ground, place, rows)
    return Case(f"{what}, head forged", verified(place, ground.signed), (NOT_FOUND,))


def guards(ground: Ground, chance: random.Random) -> Case:
    """A guard dropped, made toothless, or one more."""
    name = chance.choice(sorted(TRIGGERS))
    how = chance.choice(("dropped", "toothless", "one more", "index"))
    place = ground.copy()
    with _plain(ground, place) as connection:
        if how == "one more":
            name = "own_guard"
            connection.exec_driver_sql(
                f"CREATE TRIGGER {name} BEFORE INSERT ON scratch BEGIN SELECT 1; END"
            )
        elif how == "index":
            name = chance.choice(("entries_by_id", "entries_by_subject"))
            connection.exec_driver_sql(f"DROP INDEX {name}")
        else:
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        if how == "toothless":
            table = "bodies" if name.startswith("bodies") else "entries"
            connection.exec_driver_sql(
                f"CREATE TRIGGER {name} BEFORE DELETE ON {table} BEGIN SELECT 1; END"
            )
    return _told(ground, place, f"guard {name} {how}", chance, rf"\b{name}\b")


def tables(ground: Ground, chance: random.Random) -> Case:
    """A table dropped, or another schema claimed."""
    place = ground.copy()
    name = chance.choice(("sessions", "shelf", "scratch", "search_state", "record_words", "schema"))
    with _plain(ground, place) as connection:
        if name == "schema":
            version = chance.choice(("0001", "0002", "9999", ""))
            connection.exec_driver_sql("UPDATE alembic_version SET version_num = ?", (version,))
        else:
            connection.exec_driver_sql(f"DROP TABLE {name}")
    wants = rf"The table {name} is missing"
    if name == "schema":
        wants = r"does not say which schema|guard \w+ is missing|newer version|data file is damaged"
    return _told(ground, place, f"{name} dropped or changed", chance, wants)


def summary(ground: Ground, chance: random.Random) -> Case:
    """Home's row of a session changed, gone or made up."""
    place = ground.copy()
    rows = ground.logged["sessions"]
    session = chance.choice(rows)[0]
    how = chance.choice(("changed", "gone", "made up"))
    want = session
    with ground.behind_the_guards(place) as connection:
        columns = [row[1] for row in connection.exec_driver_sql("PRAGMA table_info(sessions)")]
        column = chance.choice(columns[1:])
        if how == "changed":
            whole = column in ("session_number", "planned_minutes", "rehearsal", "entries")
            value = f"{column} + 1" if whole else "'2026-03-01T00:00:00.000000Z'"
            connection.exec_driver_sql(
                f"UPDATE sessions SET {column} = {value} WHERE id = ?", (session,)
            )
            want = rf"{session}.*\b{column}\b"
        elif how == "gone":
            connection.exec_driver_sql("DELETE FROM sessions WHERE id = ?", (session,))
        else:
            want = _other(session, chance)
            rest = ", ".join(columns[1:])
            connection.exec_driver_sql(
                f"INSERT INTO sessions (id, {rest}) SELECT ?, {rest} FROM sessions WHERE id = ?",
                (want, session),
            )
    return _told(ground, place, f"Home's row of {session}: {how} {column}", chance, want)


def client(ground: Ground, chance: random.Random) -> Case:
    """What Home shows of a client changed, gone or made up."""
    place = ground.copy()
    one = chance.choice(ground.logged["clients"])[0]
    how = chance.choice(("changed", "gone", "made up"))
    with ground.behind_the_guards(place) as connection:
        if how == "changed":
            connection.exec_driver_sql("UPDATE clients SET file = ? WHERE id = ?", ("{}", one))
        elif how == "gone":
            connection.exec_driver_sql("DELETE FROM clients WHERE id = ?", (one,))
        else:
            made_up = _other(one, chance)
            connection.exec_driver_sql(
                "INSERT INTO clients (id, file) SELECT ?, file FROM clients WHERE id = ?",
                (made_up, one),
            )
            one = made_up
    return _told(ground, place, f"Home's row of client {one} {how}", chance, rf"client {one}")


def search(ground: Ground, chance: random.Random) -> Case:
    """Words of the search index changed, gone, made up, or in the other stream's index."""
    place = ground.copy()
    table = chance.choice(("record_words", "private_words"))
    other = "private_words" if table == "record_words" else "record_words"
    row = chance.choice(ground.logged[table])
    n = row[0]
    how = chance.choice(("changed", "gone", "moved", "made up", "far", "of another session"))
    want = rf"search index.*\b{n}\b"
    insert = "INSERT INTO {} (rowid, words, entry_id, session_id, at) VALUES (?, ?, ?, ?, ?)"
    with ground.behind_the_guards(place) as connection:
        if how == "changed":
            connection.exec_driver_sql(f"UPDATE {table} SET words = 'kept' WHERE rowid = {n}")
        elif how == "of another session":
            connection.exec_driver_sql(f"UPDATE {table} SET session_id = 'x' WHERE rowid = {n}")
        elif how == "made up":
            n = len(ground.ledger) + 1
            connection.exec_driver_sql(insert.format(table), (n, *row[1:]))
            want = rf"search index.*\b{n}\b"
        elif how == "far":
            reached = chance.choice((-1, len(ground.ledger) + 5, n - 1))
            connection.exec_driver_sql(f"UPDATE search_state SET indexed_to = {reached}")
            want = r"search index"
        else:
            connection.exec_driver_sql(f"DELETE FROM {table} WHERE rowid = {n}")
            if how == "moved":
                connection.exec_driver_sql(insert.format(other), row)
    if how == "gone":
        # The first version did not index amendments, up to the first that is there.
        kinds = ("entry_amended", "private_note_amended")
        amended = [one["n"] for one in ground.ledger if one["kind"] in kinds]
        if n == min(amended):
            return Case("the first amendment's words, not told apart", (), (), is_same=True)
    return _told(ground, place, f"words of entry {n} in {table}: {how}", chance, want)


def beside(ground: Ground, chance: random.Random) -> Case:
    """Something on the shelf or half done that cannot be read any more."""
    place = ground.copy()
    table, name = chance.choice((("shelf", "outputs|shelf"), ("scratch", "box|anchor|half done")))
    value = chance.choice(("no JSON", "[1]", "", '"x"', "{"))
    with ground.behind_the_guards(place) as connection:
        connection.exec_driver_sql(f"UPDATE {table} SET value = ?", (value,))
    return _told(ground, place, f"{table} set to {value!r}", chance, name)


def another_head(ground: Ground, chance: random.Random) -> Case:
    """The head outside rewritten by somebody with the passphrase, to what it never was."""
    place = ground.copy()
    n = chance.choice((len(ground.ledger) + 3, chance.randrange(1, len(ground.ledger))))
    _keep_outside(ground, place, Head(n, _other("ab" * 32, chance)))
    return _told(ground, place, f"a head after {n} that never was", chance, rf"after {n} entries")


def unseen_is_said(ground: Ground, chance: random.Random) -> Case:
    """A whole vault with its chain anew, in a place that has no head: that it has none is said."""
    rows = _rows(ground)
    _recomputed(rows)
    place = _written(ground, rows)
    shutil.rmtree(place.state)
    return Case(f"moved away, {chance.random():.3f}", unseen(place), (r"No head of this ledger",))


_OF_SESSIONS = ("record", "psychotherapy_notes")

ATTACKS: tuple[Attack, ...] = (
    *(deleted, tail_deleted, closed_up, reordered, twice, envelope, own_column, bodies_swapped),
    *(body_gone, put_back, moved, chain_anew, guards, tables, summary, client, search, beside),
    *(another_head, envelope, own_column, chain_anew, search, summary, unseen_is_said),
)


def _told(ground: Ground, place: Place, what: str, chance: random.Random, *wants: str) -> Case:
    said = verified(place)
    opened = looked_at(place, working=bool(chance.randrange(2)))
    return Case(what, (*said, *(one for one in opened if one.startswith("wrong"))), wants)


def _rewritten(ground: Ground, chance: random.Random, what: str, rows: Rows, n: int) -> Case:
    return _told(ground, _written(ground, rows), what, chance, rf"Entry {n}\b")


def _rows(ground: Ground) -> Rows:
    return [dict(row) for row in ground.ledger]


def _numbered(rows: Rows) -> Rows:
    for n, row in enumerate(rows, start=1):
        row["n"] = n
    return rows


def _put(row: dict[str, Any], form: dict[str, Any]) -> None:
    row["envelope"] = hashes.canonical(form).decode()


def _recomputed(rows: Rows, *, ledger: bool = True) -> None:
    """Make every number and hash fit again."""
    tips: dict[tuple[str, str], tuple[int, str]] = {}
    head = hashes.NOTHING_BEFORE
    for row in rows:
        form = json.loads(row["envelope"])
        place = (form["stream"], form["subject_id"])
        seq, previous = tips.get(place, (0, hashes.NOTHING_BEFORE))
        form |= {"seq": seq + 1, "prev_hash": previous}
        if row["body"] is not None:
            form["body_hash"] = hashes.body_hash(row["salt"], row["body"].encode())
        _put(row, form)
        row["hash"] = hashes.entry_hash(row["envelope"].encode())
        tips[place] = (seq + 1, row["hash"])
        head = hashes.ledger_head(head, row["hash"])
        if ledger:
            row["head"] = head


def _written(ground: Ground, rows: Rows) -> Place:
    """Return a copy of the vault that holds `rows`, whatever they say."""
    place = ground.copy()
    with ground.behind_the_guards(place) as connection:
        indexes = connection.exec_driver_sql(
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'entries'"
        ).all()
        for name, _ in indexes:
            connection.exec_driver_sql(f"DROP INDEX {name}")
        for table in ("bodies", "entries"):
            connection.exec_driver_sql(f"DELETE FROM {table}")
        for row in rows:
            connection.exec_driver_sql(
                "INSERT INTO entries (n, envelope, hash, head) VALUES (?, ?, ?, ?)",
                (row["n"], row["envelope"], row["hash"], row["head"]),
            )
            if row["body"] is not None:
                connection.exec_driver_sql(
                    "INSERT INTO bodies (n, salt, body) VALUES (?, ?, ?)",
                    (row["n"], row["salt"], row["body"]),
                )
        for _, sql in indexes:
            _made_again(connection, sql)
    return place


def _made_again(connection: Connection, sql: str) -> None:
    """Make an index again, as it was or, where something is there twice, without `UNIQUE`."""
    try:
        connection.exec_driver_sql(sql)
    except Exception:
        connection.exec_driver_sql(sql.replace("UNIQUE ", ""))


def _forge_head(ground: Ground, place: Place, rows: Rows) -> None:
    _keep_outside(ground, place, Head(len(rows), rows[-1]["head"]))


def _keep_outside(ground: Ground, place: Place, head: Head) -> None:
    key = derived_key(ground.data_key, "head of the ledger, kept outside")
    vault_id = place.head_file.name.rsplit("-", 1)[0]
    outside = OutsideHead(place.state, vault_id, place.folder, key)
    outside.keep(head)
    outside.close()


@contextmanager
def _plain(ground: Ground, place: Place) -> Iterator[Connection]:
    database = Database(place.data_file, ground.data_key)
    try:
        with database.writing() as connection:
            yield connection
    finally:
        database.close()


def _set(connection: Connection, table: str, n: int, column: str, value: str) -> None:
    connection.exec_driver_sql(f"UPDATE {table} SET {column} = ? WHERE n = ?", (value, n))


def _other(text: str, chance: random.Random) -> str:
    """Return `text` with one letter or digit changed."""
    at = chance.choice([at for at, one in enumerate(text) if one.isalnum()])
    other = chance.choice([one for one in "0123456789abcdef" if one != text[at].lower()])
    return text[:at] + other + text[at + 1 :]


def _worded(body: str) -> str:
    """Return the body with one more or another word in it."""
    form = json.loads(body)
    key = next((key for key, value in form.items() if isinstance(value, str)), "text")
    return hashes.canonical(form | {key: f"{form.get(key, '')} never said"}).decode()
