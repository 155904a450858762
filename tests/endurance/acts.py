"""What a person does that may be cut short, each as a process does it, and what must then hold."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from kap_companion import cli
from kap_companion.importing import bring_in
from kap_companion.notes.export import FORMATS
from kap_companion.notes.export.apart import ExportApart
from kap_companion.practice import Practice
from kap_companion.system_clock import SystemClock
from kap_companion.vault.database import Database
from kap_companion.vault.journal import new_id
from kap_companion.vault.migrations.copying import COPY_FILE
from kap_companion.vault.opening import is_vault
from kap_companion.vault.schema import HEAD
from kap_companion.vault.vault import Vault
from tests.endurance import lying, whole
from tests.endurance.act import Act, Told, ids_of, practice_of
from tests.endurance.apart import Tell
from tests.endurance.backup_acts import BackingUp, BackingUpByItself, Restoring
from tests.endurance.key_acts import ChangingPassphrase, Recovering, Strengthening, UsingKeychain
from tests.endurance.lying import hashes_by_id
from tests.endurance.random_script import random_script
from tests.vault.made import PASSPHRASE, Place
from tests.vault.writer import keep_notes


class Rehearsing(Act):
    """A whole session by a script, each line acknowledged."""

    name, weight = "rehearsal", 9

    def lay(self, home: Path, chance: Random) -> None:
        super().lay(home, chance)
        (home / "script.jsonl").write_text(random_script(chance), encoding="utf-8")

    def do(self, home: Path, tell: Tell) -> None:
        self._rehearse(home, home / "script.jsonl", tell)

    def again(self, home: Path, tell: Tell) -> None:
        script = home / "again.jsonl"
        script.write_text(random_script(Random(1), acts=4), encoding="utf-8")
        self._rehearse(home, script, tell)

    def wrong(self, home: Path, told: Told) -> list[str]:
        lines = (home / "script.jsonl").read_text(encoding="utf-8").splitlines()
        said = {line["id"]: json.loads(lines[line["ack"] - 1]) for line in told if line.get("ack")}
        texts = {key: act["text"] for key, act in said.items() if act["do"] == "note"}
        with lying.place_in(home).open() as vault:
            kept = dict(_words_of(vault, list(texts)))
        return [
            f"lost: note {key} reads {kept.get(key)!r}"
            for key, text in texts.items()
            if kept.get(key) not in (text, None)
        ]

    def _rehearse(self, home: Path, script: Path, tell: Tell) -> None:
        os.environ["KAP_PASSPHRASE"] = PASSPHRASE
        words = ["rehearse", "--script", script, "--vault", home / "vault"]
        code = cli.main([*map(str, words), "--speed", "max", "--ack"])
        tell(**({"done": True} if code == cli.FINE else {"refused": f"exit {code}"}))


class Keeping(Act):
    """Notes one after the other, as fast as can be, the note box saved with each."""

    name, weight = "notes", 4
    notes = 12

    def _do(self, home: Path, tell: Tell) -> None:
        with lying.place_in(home).open(working=True) as vault:
            keep_notes(vault, new_id(), range(self.notes), tell)

    def wrong(self, home: Path, told: Told) -> list[str]:
        saved = [line["box"] for line in told if "box" in line]
        with lying.place_in(home).open() as vault:
            box = vault.scratch.load("notes") or {"number": -1}
        last = saved[-1] if saved else -1
        return [] if box["number"] >= last else [f"lost: the box holds {box}, {last} was saved"]


class BringingUp(Act):
    """A vault of an earlier schema is opened to work in it."""

    def __init__(self, schema: str) -> None:
        self.name, self._schema = f"migration from {schema}", schema

    def lay(self, home: Path, chance: Random) -> None:
        lying.lay(lying.older(self._schema), home)

    def passphrases(self, told: Told) -> tuple[str, ...]:
        return (lying.KEPT_PASSPHRASE,)

    def _do(self, home: Path, tell: Tell) -> None:
        with self._place(home).open(working=True) as vault:
            if vault._database.revision != HEAD:
                raise AssertionError("it was opened to work in it, and is an older one")
            tell(opened=True)

    def wrong(self, home: Path, told: Told) -> list[str]:
        copy = home / "vault" / COPY_FILE
        if not copy.exists():
            done = any(line.get("opened") for line in told)
            return ["lost: it was brought up without a copy"] if done else []
        elsewhere = Place(home / "copy", home / "copy state", lying.KEPT_PASSPHRASE)
        elsewhere.folder.mkdir()
        shutil.copy(copy, elsewhere.data_file)
        shutil.copy(home / "vault/keys.json", elsewhere.folder)
        found = [f"half a file: the copy: {one}" for one in elsewhere.verify().findings]
        text = (home / "expected.jsonl").read_text(encoding="utf-8")
        expected = {line["id"]: line["hash"] for line in map(json.loads, text.splitlines())}
        with elsewhere.open() as vault:
            if not expected.items() <= hashes_by_id(vault).items():
                found.append("half a file: the copy lacks entries")
        shutil.rmtree(elsewhere.folder)
        return found

    def _place(self, home: Path) -> Place:
        return lying.place_in(home, lying.KEPT_PASSPHRASE)


class Signing(Act):
    """A session that ended is drafted, signed and added to."""

    name = "signing"

    def _do(self, home: Path, tell: Tell) -> None:
        with lying.place_in(home).open(working=True) as vault:
            practice = practice_of(vault)
            session = practice.resume(_latest(vault))
            if not session.state.is_signed:
                drafted = session.draft(practice.template(None))
                if drafted is not None:
                    tell(kept=ids_of([drafted]))
                tell(kept=ids_of([session.sign("A. Clinician, LCSW", practice.template(None))]))
                tell(signed=True)
            tell(kept=ids_of([session.addendum("called the next day, well")]))

    def wrong(self, home: Path, told: Told) -> list[str]:
        with lying.place_in(home).open() as vault:
            row = vault.sessions.all()[0]
            signed = row.signed_at is not None
            if any(line.get("signed") for line in told) and not signed:
                return ["lost: the signature"]
            kinds = [entry.body.kind for entry in vault.journal.record(row.id)]
        return ["lost: signed twice or in part"] if kinds.count("record_signed") != signed else []


class Exporting(Act):
    """A signed session goes out in every format, and its psychotherapy notes."""

    name, weight = "export", 8

    def again(self, home: Path, tell: Tell) -> None:
        # What is there already is never overwritten.
        (home / "out").rename(home / "first") if (home / "out").exists() else None
        self.do(home, tell)
        found = [*whole.files_wrong(home / "out")]
        if found:
            raise AssertionError(found)

    def wrong(self, home: Path, told: Told) -> list[str]:
        out = home / "out"
        lost = [
            f"lost: {name}"
            for line in told
            for name in line.get("files", ())
            if not (out / name).exists()
        ]
        return [*lost, *whole.files_wrong(out)]

    def _do(self, home: Path, tell: Tell) -> None:
        with lying.place_in(home).open(working=True) as vault:
            practice = practice_of(vault)
            session = vault.sessions.all()[1].id
            self._export(practice, session, home / "out", tell)
            notes = [kind for kind in FORMATS if kind != "fhir"]
            done = practice.export_psychotherapy_notes(session, notes, home / "out")
            tell(files=[path.name for path in done.paths])

    def _export(self, practice: Practice, session: str, out: Path, tell: Tell) -> None:
        done = practice.export_record(session, FORMATS, out)
        tell(files=[path.name for path in done.paths])


class ExportingApart(Exporting):
    """As the window exports: the documents are made in a process of their own."""

    name, weight = "export from the window", 5

    def _do(self, home: Path, tell: Tell) -> None:
        with lying.place_in(home).open(working=True) as vault:
            practice = practice_of(vault)
            order = practice.order_record(vault.sessions.all()[1].id, FORMATS, home / "out")
            done = ExportApart(order).run(lambda _made, _every: None)
            practice.tell_exported(order, done.paths)
            tell(files=[path.name for path in done.paths])


class Importing(Act):
    """A session comes in from its export: all of it or nothing."""

    name, weight = "import", 2

    def lay(self, home: Path, chance: Random) -> None:
        super().lay(home, chance)
        shutil.copytree(lying.exported(), home / "exported")

    def _do(self, home: Path, tell: Tell) -> None:
        with lying.place_in(home).open(working=True) as vault:
            files = home / "exported"
            came = bring_in(vault, SystemClock(), files / "record.json", files / "notes.json")
            tell(imported=came.entries + came.notes)

    def wrong(self, home: Path, told: Told) -> list[str]:
        wanted: dict[str, str] = {}
        for name in ("record.json", "notes.json"):
            form = json.loads((home / "exported" / name).read_text(encoding="utf-8"))
            wanted |= {line["id"]: line["hash"] for line in form["entries"]}
        with lying.place_in(home).open() as vault:
            here = wanted.items() & hashes_by_id(vault).items()
        if here and len(here) != len(wanted):
            return [f"half an import: {len(here)} of {len(wanted)} entries"]
        done = any(line.get("imported") for line in told)
        return ["lost: what was imported"] if done and not here else []


class Destroying(Act):
    """A client's file is destroyed after its time: all of it or nothing."""

    name = "destroying a file"

    def _do(self, home: Path, tell: Tell) -> None:
        with lying.place_in(home).open(working=True) as vault:
            client = vault.clients.by_code("B.B.")
            if client is not None:
                practice_of(vault).destroying.destroy(client.id, "B.B.", "its time is over")
            tell(destroyed=True)

    def wrong(self, home: Path, told: Told) -> list[str]:
        with lying.place_in(home).open() as vault:
            client = vault.clients.by_code("B.B.")
            rows = [row for row in vault.sessions.all() if row.client == "B.B."]
            standing = len(rows) + len(vault.search.record("B.B. says"))
        if client is None and standing:
            return ["half destroyed: sessions or words still stand"]
        if client is not None and not rows:
            return ["lost: the sessions of a file that was not destroyed"]
        done = any(line.get("destroyed") for line in told)
        return ["what was destroyed is there again"] if done and client is not None else []


class Making(Act):
    """A vault is made where none was."""

    name, weight = "making a vault", 5

    def lay(self, home: Path, chance: Random) -> None:
        home.mkdir(exist_ok=True)

    def _do(self, home: Path, tell: Tell) -> None:
        place = lying.place_in(home)
        if is_vault(place.folder):
            place.open(working=True).close()
            tell(made=True)
            return
        vault, code = place.create()
        tell(made=True, code=code)
        with vault:
            vault.scratch.save("box", lying.BOX)

    def wrong(self, home: Path, told: Told) -> list[str]:
        place = lying.place_in(home)
        codes = [line["code"] for line in told if line.get("code")]
        if not is_vault(place.folder):
            return ["lost: the vault that was made"] if codes else []
        for code in codes:
            Vault.open_with_recovery(place.folder, code, state_folder=place.state).close()
        return []


def acts() -> tuple[Act, ...]:
    """Return every act, the quickest first."""
    return (
        Rehearsing(),
        ChangingPassphrase(),
        Recovering(),
        Strengthening(),
        UsingKeychain(),
        Signing(),
        Exporting(),
        Importing(),
        Destroying(),
        Making(),
        BackingUp(),
        BackingUpByItself(),
        Restoring(),
        Keeping(),
        ExportingApart(),
        *(BringingUp(schema) for schema in lying.older_schemas()),
    )


# --- what they share ------------------------------------------------------------------------------


def _latest(vault: Vault) -> str:
    return vault.sessions.all()[0].id


def _words_of(vault: Vault, ids: Sequence[str]) -> Iterator[tuple[str, str]]:
    wanted = set(ids)
    database: Database = vault._database
    with database.reading() as connection:
        rows = connection.exec_driver_sql(
            "SELECT entries.id, bodies.body FROM entries JOIN bodies USING (n)"
        ).all()
    for row in rows:
        if row.id in wanted:
            yield row.id, str(json.loads(row.body).get("text"))
