"""Backups on the command line: what is printed, which code it ends with, and never a traceback."""

from __future__ import annotations

import json
import shutil
import tarfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kap_companion.vault import read_only
from kap_companion.vault.backup import back_up
from kap_companion.vault.vault import Vault
from tests.test_cli import Run, in_a_process, in_this_process, rehearse
from tests.vault.made import CHEAP


@pytest.fixture(scope="module")
def rehearsed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("backed up")
    rehearse(in_a_process(folder), folder)
    done = in_this_process(folder)(
        "backup", "--vault", folder / "v", "--to", folder / "one.kapbackup"
    )
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def home(rehearsed: Path, tmp_path: Path) -> Path:
    """A home with the vault of one session and its backup, for one test alone."""
    home = tmp_path / "home ü"
    shutil.copytree(rehearsed / "v", home / "v")
    shutil.copyfile(rehearsed / "one.kapbackup", home / "one.kapbackup")
    return home


@pytest.fixture
def within(home: Path) -> Run:
    return in_this_process(home)


def log_of(within: Run, vault: Path) -> str:
    done = within("log", "--vault", vault, "--session", "last")
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_backup_brings_a_session_back_entry_for_entry(home: Path, within: Run) -> None:
    """Each as a program of its own, as scripts run it; also by another name for the same act."""
    run = in_a_process(home)
    before = log_of(within, home / "v")
    done = run("backup", "--vault", home / "v", "--to", home / "two.kapbackup")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Backed up ")
    assert str(home / "two.kapbackup") in done.stdout
    done = run("restore", "--from", home / "two.kapbackup", "--vault", home / "other")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Restored ")
    assert len(done.stdout.splitlines()) == 1
    assert log_of(within, home / "other") == before
    assert within("verify", "--vault", home / "other").returncode == 0


def test_restoring_over_a_vault_says_where_the_old_one_lies(home: Path, within: Run) -> None:
    done = within("restore", "--from", home / "one.kapbackup", "--vault", home / "v")
    assert done.returncode == 0, done.stderr
    kept = Path(
        done.stdout.splitlines()[-1].removeprefix("The vault that was there lies whole in ")
    )
    assert kept.parent == home / "v"
    assert within("verify", "--vault", kept).returncode == 0
    assert log_of(within, kept) == log_of(within, home / "v")


def test_a_backup_is_verified_as_a_vault_is(home: Path, within: Run) -> None:
    backup = home / "one.kapbackup"
    done = within("verify", "--vault", backup)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Fine: a backup of ")
    signed = json.loads(log_of(within, home / "v").splitlines()[-1])["hash"]
    assert within("verify", "--vault", backup, "--against", signed.upper()).returncode == 0
    done = within("verify", "--vault", backup, "--against", "ab" * 32)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    whole = bytearray(backup.read_bytes())
    whole[-5000] ^= 1
    backup.write_bytes(whole)
    done = within("verify", "--vault", backup)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "one.kapbackup is damaged: vault.db in it" in done.stdout


def test_refusals_have_their_exit_codes_and_one_line(home: Path, within: Run) -> None:
    backup, vault = home / "one.kapbackup", home / "v"
    damaged = home / "damaged.kapbackup"
    damaged.write_bytes(backup.read_bytes()[:-1])
    (home / "letter").write_text("Dear ...")
    before = {path: path.read_bytes() for path in vault.iterdir() if path.name != "unlocks.json"}
    told = [
        (within("backup", "--vault", vault, "--to", backup), 2, "not overwritten"),
        (within("backup", "--vault", vault), 2, "--to"),
        (within("backup", "--to", home / "x"), 2, "--vault"),
        (within("backup", "--vault", vault, "--to", home / "a/b/c"), 2, "not there"),
        (within("backup", "--vault", home / "none", "--to", home / "x"), 4, "no vault"),
        (
            within("backup", "--vault", vault, "--to", home / "x", KAP_PASSPHRASE="no"),
            3,
            "keyboard",
        ),
        (within("restore", "--from", home / "none", "--vault", vault), 4, "no backup"),
        (within("restore", "--from", damaged, "--vault", vault), 4, "is damaged"),
        (within("restore", "--from", home / "letter", "--vault", vault), 4, "is damaged"),
        (within("restore", "--from", home, "--vault", vault), 2, "cannot be read"),
        (within("restore", "--from", backup), 2, "--vault"),
        (
            within("restore", "--from", backup, "--vault", vault, KAP_PASSPHRASE="no"),
            3,
            "opens with the one the vault had",
        ),
        (within("restore", "--from", backup, "--vault", home / "letter"), 2, "is not a folder"),
        (within("verify", "--vault", backup, KAP_PASSPHRASE="no"), 3, "this backup"),
        (within("verify", "--vault", damaged), 1, "keep another one"),
    ]
    for done, code, words in told:
        assert done.returncode == code, done
        assert len(done.stderr.splitlines()) == 1, done
        assert words in done.stderr, done
        assert "Traceback" not in done.stderr
    after = {path: path.read_bytes() for path in vault.iterdir() if path.name != "unlocks.json"}
    # What failed is in the vault's own log, and nothing else has changed.
    assert set(after) == set(before)
    assert before[vault / "keys.json"] == after[vault / "keys.json"]
    assert not (home / "x").exists()


def test_the_recovery_code_of_then_restores_too(home: Path, within: Run) -> None:
    vault, code = Vault.create(home / "r", "forgotten", state_folder=home / "s", cost=CHEAP)
    assert code is not None
    with vault:
        back_up(vault, home / "r.kapbackup", at=datetime.now(UTC), utc_offset="+00:00")
    assert within("verify", "--vault", home / "r.kapbackup", KAP_PASSPHRASE=code).returncode == 0
    asked = ("restore", "--from", home / "r.kapbackup", "--vault", home / "again")
    assert within(*asked, KAP_PASSPHRASE=code.lower().replace("-", " ")).returncode == 0
    done = within("verify", "--vault", home / "again", KAP_PASSPHRASE="forgotten")
    assert done.returncode == 0, done.stderr


def test_a_vault_that_can_only_be_read_is_backed_up_too(
    home: Path, within: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {path.name: path.read_bytes() for path in (home / "v").iterdir()}
    # Whoever is root may write all the same.
    monkeypatch.setattr(read_only, "is_read_only", lambda *_: True)
    done = within("backup", "--vault", home / "v", "--to", home / "two.kapbackup")
    assert (done.returncode, done.stderr) == (0, "")
    monkeypatch.undo()
    assert {path.name: path.read_bytes() for path in (home / "v").iterdir()} == before
    assert within("verify", "--vault", home / "two.kapbackup").returncode == 0


def test_any_tar_program_takes_the_vault_out_and_it_opens(home: Path, within: Run) -> None:
    """Should this app be gone in ten years, what it kept is not."""
    with tarfile.open(home / "one.kapbackup") as archive:
        archive.extractall(home / "by hand", filter="data")
    assert within("verify", "--vault", home / "by hand").returncode == 0
    assert log_of(within, home / "by hand") == log_of(within, home / "v")
