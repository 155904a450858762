"""What a synced folder does to a vault is noticed, and nothing else is taken for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kap_companion.vault.conflicts import (
    conflict_copies,
    synced_by,
    told_of_conflicts,
    told_of_syncing,
)
from tests.vault.made import Place

MADE_BY_SERVICES = [
    "vault (conflicted copy 2026-01-02).db",
    "vault (Anna's conflicted copy 2026-01-02).db",
    "vault (DESKTOP-8J2K1's conflicted copy 2026-01-02 (1)).db",
    "keys (In Konflikt stehende Kopie von Anna 2026-01-02).json",
    "vault (copie en conflit de Anna 2026-01-02).db",
    "vault (Copia en conflicto de Anna 2026-01-02).db",
    "vault-DESKTOP-8J2K1.db",
    "vault-Annas-MacBook-Pro-2.db",
    "keys-DESKTOP-1.json",
    "vault 2.db",
    "keys 3.json",
    "keys.sync-conflict-20260101-101010-ABC.json",
    "vault.sync-conflict-20260101-101010-ABCDEFG.db",
    "vault.sync-conflict-20260101-101010-ABCDEFG.db-wal",
    "vault (1).db",
    "vault(1).db",
    "vault.db (1)",
    "vault_conf(1).db",
    "vault (conflicted copy 2026-01-02 101010).db",
    "vault (conflicted copy Anna 2026-01-02 101010).db",
    "vault_conflict-20260102-101010.db",
    "vault (SFConflict anna@example.org 2026-01-02-10-10-10).db",
    "vault_Andy-PC_Jan-03-0901-2026_CaseConflict_1.db",
    "vault.Conflict.db",
    "vault(Conflict_anna (Web browser)_2026-01-02-10-10-10).db",
    "Vault (conflicted copy 2026-01-02).DB",
]

NOT_A_CONFLICT = [
    "vault.db",
    "vault.db-wal",
    "vault.db-shm",
    "vault.db-journal",
    "vault.db.new",
    "vault.db.new-wal",
    "keys.json",
    "keys.json.new",
    "unlocks.json",
    "unlocks.json.new",
    "vault.lock",
    "restore.json",
    "before-0003.vault",
    "before-0003.vault.new",
    "my vault.db",
    "vault.db.bak",
    "vaults.db",
    "keys.txt",
    "kap-2026-11-29T013000Z-531cf2e2.kapbackup",
]


@pytest.mark.parametrize("name", MADE_BY_SERVICES)
def test_a_copy_that_a_service_made_is_found(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"")
    assert conflict_copies(tmp_path) == (tmp_path / name,)


@pytest.mark.parametrize("name", NOT_A_CONFLICT)
def test_what_the_app_or_the_clinician_put_there_is_not_taken_for_one(
    tmp_path: Path, name: str
) -> None:
    (tmp_path / name).write_bytes(b"")
    assert conflict_copies(tmp_path) == ()
    assert told_of_conflicts(tmp_path) is None


def test_all_that_the_app_writes_in_a_vaults_folder_is_no_conflict(
    place: Place, session_id: str
) -> None:
    assert (place.folder / "vault.db-wal").exists()
    (place.folder / "vault (1).db").mkdir()  # a folder is no copy of a file
    assert conflict_copies(place.folder) == ()
    assert conflict_copies(place.folder / "nowhere") == ()


def test_it_is_said_in_one_sentence_who_did_it_and_what_not_to_do(tmp_path: Path) -> None:
    folder = tmp_path / "Dropbox" / "practice"
    folder.mkdir(parents=True)
    (folder / "vault-B.db").write_bytes(b"")
    assert told_of_conflicts(folder) is None
    (folder / "vault (conflicted copy 2026-01-02).db").write_bytes(b"")
    told = told_of_conflicts(folder)
    assert told is not None
    assert told.startswith("Dropbox has made a second copy of this vault (vault (conflicted copy")
    assert "remove neither" in told
    (folder / "keys (conflicted copy 2026-01-02).json").write_bytes(b"")
    told = told_of_conflicts(folder)
    assert told is not None
    assert "(keys (conflicted copy 2026-01-02).json and 1 more)" in told


@pytest.mark.parametrize(
    ("place", "service"),
    [
        ("Dropbox/a/vault", "Dropbox"),
        ("Dropbox (Personal)/vault", "Dropbox"),
        ("OneDrive/vault", "OneDrive"),
        ("OneDrive - The Practice/Documents/vault", "OneDrive"),
        ("Library/CloudStorage/OneDrive-Personal/vault", "OneDrive"),
        ("Library/CloudStorage/GoogleDrive-anna@example.org/My Drive/vault", "Google Drive"),
        ("Google Drive/vault", "Google Drive"),
        ("Library/Mobile Documents/com~apple~CloudDocs/vault", "iCloud"),
        ("iCloudDrive/vault", "iCloud"),
        ("Nextcloud/vault", "Nextcloud"),
        ("Nextcloud2/vault", None),
        ("Box/vault", "Box"),
        ("box of letters/vault", None),
        ("Boxes/vault", None),
        ("megaphone/vault", None),
        ("Documents/vault", None),
        ("dropboxes/vault", None),
    ],
)
def test_a_synced_folder_is_known_by_its_name(
    tmp_path: Path, place: str, service: str | None
) -> None:
    folder = tmp_path / place
    folder.mkdir(parents=True)
    assert synced_by(folder, {}) == service
    told = told_of_syncing(folder)
    assert (told is None) == (service is None)
    assert told is None or told.startswith(f"{service} copies this vault's folder")


@pytest.mark.parametrize(
    ("mark", "service"),
    [
        (".dropbox", "Dropbox"),
        (".stfolder", "Syncthing"),
        (".sync_0a1b2c.db", "Nextcloud"),
        ("._sync_0a1b2c.db", "Nextcloud"),
        (".tmp.driveupload", "Google Drive"),
    ],
)
def test_a_synced_folder_is_known_by_what_the_service_leaves_in_it(
    tmp_path: Path, mark: str, service: str
) -> None:
    folder = tmp_path / "mine" / "deep" / "vault"
    folder.mkdir(parents=True)
    assert synced_by(folder, {}) is None
    (tmp_path / "mine" / mark).write_bytes(b"")
    assert synced_by(folder, {}) == service


def test_where_the_system_says_onedrive_lies_it_is_believed(tmp_path: Path) -> None:
    folder = tmp_path / "files" / "vault"
    folder.mkdir(parents=True)
    assert synced_by(folder, {"OneDriveCommercial": str(tmp_path / "files")}) == "OneDrive"
    assert synced_by(folder, {"OneDrive": str(tmp_path / "other")}) is None
    assert synced_by(tmp_path / "nowhere", {}) is None
