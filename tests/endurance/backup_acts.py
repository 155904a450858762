"""Acts that make backups, remove older ones and put one back."""

from __future__ import annotations

import json
import shutil
import time
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from kap_companion.backups import LATEST, Backups
from kap_companion.system_clock import SystemClock
from kap_companion.vault.backup import BackupRun, check_backup, restore
from kap_companion.vault.errors import BackupError
from kap_companion.vault.journal import new_id
from tests.endurance import lying
from tests.endurance.act import Act, Hashes, Told, opening_one
from tests.endurance.apart import Tell
from tests.endurance.lying import BACKUP, NEW_PASSPHRASE, hashes_by_id
from tests.vault.made import PASSPHRASE, Place
from tests.vault.writer import keep_notes


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
        with lying.place_in(home).open() as vault:
            hashes = json.dumps(hashes_by_id(vault))
        (home / "before.json").write_text(hashes, encoding="utf-8")

    def _do(self, home: Path, tell: Tell) -> None:
        with lying.place_in(home).open(working=True) as vault:
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
        with lying.place_in(home).open(working=True) as vault:
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
