"""What a person does that may be cut short, each as a process does it, and what must then hold."""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

from kap_companion import cli
from kap_companion.backups import LATEST, Backups
from kap_companion.companion import ActError
from kap_companion.importing import ImportRefusedError, bring_in
from kap_companion.notes.export import FORMATS, ExportError
from kap_companion.notes.export.apart import ExportApart
from kap_companion.practice import Practice
from kap_companion.session.entries import Entry
from kap_companion.system_clock import SystemClock
from kap_companion.vault.backup import BackupRun, check_backup, restore
from kap_companion.vault.database import Database
from kap_companion.vault.errors import BackupError, VaultError
from kap_companion.vault.journal import new_id
from kap_companion.vault.keys import KeyCost, Slot, load_keys
from kap_companion.vault.migrations.copying import COPY_FILE
from kap_companion.vault.opening import is_vault
from kap_companion.vault.schema import HEAD
from kap_companion.vault.vault import Vault
from tests.endurance import lying, whole
from tests.endurance.apart import Tell
from tests.endurance.lying import BACKUP, NEW_PASSPHRASE, hashes_by_id
from tests.endurance.random_script import random_script
from tests.made import PROTOCOL
from tests.vault.made import CHEAP, PASSPHRASE, Place
from tests.vault.writer import keep_notes

Told = Sequence[Mapping[str, Any]]
Hashes = Mapping[str, str]
_DEARER = KeyCost(memory_kib=1024, passes=2, lanes=1)
_SECRET = "5e" * 32
_HOLDS = "was made before and holds"
_REFUSALS = (VaultError, ExportError, ImportRefusedError, ActError)


class Act:
    """One act. `lay` prepares a home, `do` is the act itself, `wrong` looks at what it left."""

    name = ""
    weight = 3
    """How often it comes in a turn: about once for twelve places where it can be cut."""

    def lay(self, home: Path, chance: Random) -> None:
        """Put into `home` what must be there before."""
        lying.lay(lying.practice(), home)

    def last_touch(self, home: Path) -> None:
        """Change what was laid into `home`, once it was looked at and before the act."""

    def do(self, home: Path, tell: Tell) -> None:
        """Do it; `tell` says what was acknowledged, and in which sentence it was refused."""
        try:
            self._do(home, tell)
        except _REFUSALS as trouble:
            tell(refused=str(trouble))
        else:
            tell(done=True)

    def again(self, home: Path, tell: Tell) -> None:
        """Do it once more after it was cut short."""
        self.do(home, tell)

    def wrong(self, home: Path, told: Told) -> list[str]:
        """Return what is not as it must be; the vault itself is looked at elsewhere."""
        return []

    def passphrases(self, told: Told) -> tuple[str, ...]:
        """Return those of which exactly one must open the vault."""
        return (PASSPHRASE,)

    def standings(self, home: Path, told: Told, was: Hashes) -> tuple[Hashes, ...]:
        """Return the states of which one must be in the vault: hashes of entries by id."""
        return (was,)

    def _do(self, home: Path, tell: Tell) -> None:
        raise NotImplementedError


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
        with _opened(lying.place_in(home)) as vault:
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
        with _opened(lying.place_in(home), working=True) as vault:
            keep_notes(vault, new_id(), range(self.notes), tell)

    def wrong(self, home: Path, told: Told) -> list[str]:
        saved = [line["box"] for line in told if "box" in line]
        with _opened(lying.place_in(home)) as vault:
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
        with _opened(self._place(home), working=True) as vault:
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
        with _opened(lying.place_in(home, was), working=True) as vault:
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
        with _opened(lying.place_in(home), working=True) as vault:
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
        with _opened(lying.place_in(home), working=True) as vault:
            vault.set_keychain(_SECRET)
            tell(opens=True)
            vault.set_keychain(None)
            tell(opens=False)


class Signing(Act):
    """A session that ended is drafted, signed and added to."""

    name = "signing"

    def _do(self, home: Path, tell: Tell) -> None:
        with _opened(lying.place_in(home), working=True) as vault:
            practice = _practice(vault)
            session = practice.resume(_latest(vault))
            if not session.state.is_signed:
                drafted = session.draft(practice.template(None))
                if drafted is not None:
                    tell(kept=_ids([drafted]))
                tell(kept=_ids([session.sign("A. Clinician, LCSW", practice.template(None))]))
                tell(signed=True)
            tell(kept=_ids([session.addendum("called the next day, well")]))

    def wrong(self, home: Path, told: Told) -> list[str]:
        with _opened(lying.place_in(home)) as vault:
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
        with _opened(lying.place_in(home), working=True) as vault:
            practice = _practice(vault)
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
        with _opened(lying.place_in(home), working=True) as vault:
            practice = _practice(vault)
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
        with _opened(lying.place_in(home), working=True) as vault:
            files = home / "exported"
            came = bring_in(vault, SystemClock(), files / "record.json", files / "notes.json")
            tell(imported=came.entries + came.notes)

    def wrong(self, home: Path, told: Told) -> list[str]:
        wanted: dict[str, str] = {}
        for name in ("record.json", "notes.json"):
            form = json.loads((home / "exported" / name).read_text(encoding="utf-8"))
            wanted |= {line["id"]: line["hash"] for line in form["entries"]}
        with _opened(lying.place_in(home)) as vault:
            here = wanted.items() & hashes_by_id(vault).items()
        if here and len(here) != len(wanted):
            return [f"half an import: {len(here)} of {len(wanted)} entries"]
        done = any(line.get("imported") for line in told)
        return ["lost: what was imported"] if done and not here else []


class Destroying(Act):
    """A client's file is destroyed after its time: all of it or nothing."""

    name = "destroying a file"

    def _do(self, home: Path, tell: Tell) -> None:
        with _opened(lying.place_in(home), working=True) as vault:
            client = vault.clients.by_code("B.B.")
            if client is not None:
                _practice(vault).destroying.destroy(client.id, "B.B.", "its time is over")
            tell(destroyed=True)

    def wrong(self, home: Path, told: Told) -> list[str]:
        with _opened(lying.place_in(home)) as vault:
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
            _opened_once(place)
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


class BackingUp(Act):
    """A backup is made while notes are kept."""

    name, weight = "backup", 8

    def again(self, home: Path, tell: Tell) -> None:
        for path in (home / "backups").glob("now.*"):
            path.rename(path.with_name("first.kapbackup"))
        self.do(home, tell)

    def wrong(self, home: Path, told: Told) -> list[str]:
        path = home / "backups/now.kapbackup"
        others = [one.name for one in (home / "backups").glob("[!.]*") if one != path]
        found = [f"left lying: {name}" for name in others]
        if not path.exists():
            done = any(line.get("backed_up") for line in told)
            return [*found, "lost: the backup"] if done else found
        verdict = check_backup(path, PASSPHRASE)
        found += [f"half a file: the backup: {one}" for one in verdict.findings]
        least = len(json.loads((home / "before.json").read_text(encoding="utf-8")))
        if verdict.entries < least:
            found.append(f"half a file: the backup holds {verdict.entries} of {least} entries")
        return found

    def lay(self, home: Path, chance: Random) -> None:
        super().lay(home, chance)
        with _opened(lying.place_in(home)) as vault:
            hashes = json.dumps(hashes_by_id(vault))
        (home / "before.json").write_text(hashes, encoding="utf-8")

    def _do(self, home: Path, tell: Tell) -> None:
        with _opened(lying.place_in(home), working=True) as vault:
            to, session = home / "backups/now.kapbackup", new_id()
            run = BackupRun(vault, to, at=datetime.now(UTC), utc_offset="+00:00")
            try:
                run.start()
                number = 0
                while not run.poll():
                    keep_notes(vault, session, (number,), tell)
                    number += 1
                    time.sleep(0.1)
            finally:
                run.stop()
            if run.failed is not None:
                raise BackupError(run.failed)
            tell(backed_up=True)


class BackingUpByItself(Act):
    """A backup is made as at a session's end, and older ones that need not be kept are removed."""

    name = "automatic backup"

    def lay(self, home: Path, chance: Random) -> None:
        lying.lay(lying.backed_up_often(), home)

    def wrong(self, home: Path, told: Told) -> list[str]:
        was = {path.name for path in (lying.backed_up_often() / "backups").iterdir()}
        found = []
        names = {path.name for path in (home / "backups").glob("[!.]*")}
        found += [f"lost: {name}" for name in was - names if not name.startswith("kap-")]
        if lying.OF_ANOTHER not in names:
            found.append("lost: the backup of another vault")
        own = sorted(names - {lying.OF_ANOTHER, "my own.txt"})
        for name in own:
            findings = check_backup(home / "backups" / name, PASSPHRASE).findings
            found += [f"half a file: {name}: {one}" for one in findings]
        if len(own) < LATEST:
            found.append(f"lost: {LATEST - len(own)} of the {LATEST} latest backups")
        done = any(line.get("backed_up") for line in told)
        if done and not set(own) - was:
            found.append("lost: the new backup")
        return found

    def _do(self, home: Path, tell: Tell) -> None:
        with _opened(lying.place_in(home), working=True) as vault:
            session, number = new_id(), 0
            backups = Backups(vault, SystemClock(), home / "backups")
            backups.ask()
            while backups.poll():
                keep_notes(vault, session, (number,), tell)
                number += 1
                time.sleep(0.1)
            if backups.trouble is not None:
                raise BackupError(backups.trouble)
            tell(backed_up=True)
            backups.wait_for_tidying()


class Restoring(Act):
    """A backup comes into the place of a vault that was used on since, and was left by a kill."""

    name, weight = "restore", 5

    def lay(self, home: Path, chance: Random) -> None:
        lying.lay(lying.backed_up(), home)

    def last_touch(self, home: Path) -> None:
        # Whoever restores may well do it since the app had died.
        lying.lay(home / lying.AS_KILLED, home / "vault")

    def passphrases(self, told: Told) -> tuple[str, ...]:
        if any(line.get("restored") for line in told):
            return (PASSPHRASE,)
        return (PASSPHRASE, NEW_PASSPHRASE)

    def standings(self, home: Path, told: Told, was: Hashes) -> tuple[Hashes, ...]:
        text = (home / "backed_up.json").read_text(encoding="utf-8")
        return (was, json.loads(text))

    def wrong(self, home: Path, told: Told) -> list[str]:
        found = []
        for kept in (home / "vault").glob("before-restore-*"):
            old = Place(home / "kept", home / "kept state", NEW_PASSPHRASE)
            shutil.copytree(kept, old.folder)
            found += [f"lost: the old vault: {one}" for one in old.verify().findings]
            shutil.rmtree(old.folder)
        by_old = opening_one(home) == NEW_PASSPHRASE
        if not by_old and not list((home / "vault").glob("before-restore-*")):
            found.append("lost: the old vault is not beside the restored one")
        return found

    def again(self, home: Path, tell: Tell) -> None:
        if opening_one(home) == PASSPHRASE:
            # It came to its end at this opening: once more it would move the restored one aside.
            tell(done=True)
            return
        self.do(home, tell)

    def _do(self, home: Path, tell: Tell) -> None:
        place = lying.place_in(home)
        restore(
            home / BACKUP,
            place.folder,
            PASSPHRASE,
            state_folder=place.state,
            at=datetime.now(UTC),
            utc_offset="+00:00",
        )
        tell(restored=True)


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


def opening_one(home: Path) -> str:
    """Return the passphrase that opens the vault in `home`."""
    for passphrase in (PASSPHRASE, NEW_PASSPHRASE):
        if lying.opens(lying.place_in(home, passphrase)):
            return passphrase
    raise AssertionError("no passphrase opens it")


@contextmanager
def _opened(place: Place, *, working: bool = False) -> Iterator[Vault]:
    with place.open(working=working) as vault:
        yield vault


def _opened_once(place: Place) -> None:
    place.open(working=True).close()


def _practice(vault: Vault) -> Practice:
    return Practice(vault, SystemClock(), PROTOCOL)


def _latest(vault: Vault) -> str:
    return vault.sessions.all()[0].id


def _ids(entries: Sequence[Entry[Any]]) -> dict[str, str]:
    return {entry.id: entry.hash for entry in entries}


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
