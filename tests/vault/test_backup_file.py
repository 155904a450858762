"""One backup is one file, that any tar program unpacks and of which no byte changes unseen."""

from __future__ import annotations

import hashlib
import json
import tarfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kap_companion.vault import checks
from kap_companion.vault.backup import BackupError, back_up, check_backup, read_info
from kap_companion.vault.backup_file import (
    Member,
    data_of,
    facts_of,
    read_contents,
    write_backup,
)
from kap_companion.vault.errors import (
    BackupDamaged,
    BackupMissing,
    VaultError,
    VaultNewer,
    WrongBackupPassphrase,
)
from kap_companion.vault.hashes import canonical
from kap_companion.vault.schema import HEAD
from tests.vault.made import NOON, Keep, Place

MAC_KEY = b"k" * 32
FACTS = facts_of("0199-ab", NOON, 12, "ab" * 32, "0003")


def written(folder: Path, data: bytes = b"encrypted " * 100, **more: object) -> Path:
    """A backup whose data file is no vault: enough for its frame."""
    source, path = folder / "data", folder / "one.kapbackup"
    source.write_bytes(data)
    member = Member(len(data), hashlib.sha256(data).hexdigest())
    path.unlink(missing_ok=True)
    with path.open("xb", buffering=0) as file:
        size = write_backup(
            file, source, b'{"keys": 1}', member, {**FACTS, **more}, MAC_KEY, lambda _: None
        )
    assert size == path.stat().st_size
    return path


def read_all(path: Path) -> bytes:
    return b"".join(data_of(read_contents(path)))


@pytest.fixture(scope="module")
def frame(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("frame"))


@pytest.fixture
def backup(place: Place, keep: Keep, session_id: str, vault: object, tmp_path: Path) -> Path:
    """A backup of a real vault."""
    path = tmp_path / "one.kapbackup"
    back_up(vault, path, at=NOON, utc_offset="-08:00")  # type: ignore[arg-type]
    return path


def test_any_tar_program_unpacks_it(frame: Path, tmp_path: Path) -> None:
    with tarfile.open(frame) as archive:
        assert archive.getnames() == ["manifest.json", "keys.json", "vault.db"]
        assert [one.mode for one in archive.getmembers()] == [0o600] * 3
        assert {one.mtime for one in archive.getmembers()} == {int(NOON.timestamp())}
        archive.extractall(tmp_path, filter="data")
    assert (tmp_path / "vault.db").read_bytes() == b"encrypted " * 100
    manifest = json.loads((tmp_path / "manifest.json").read_bytes())
    told = manifest["members"]["keys.json"]
    assert told["sha256"] == hashlib.sha256((tmp_path / "keys.json").read_bytes()).hexdigest()


@pytest.mark.parametrize("size", [0, 1, 511, 512, 513, (1 << 20) - 1, 1 << 20, (1 << 20) + 1])
def test_what_is_read_is_what_was_written_whatever_its_size(tmp_path: Path, size: int) -> None:
    data = bytes(step % 251 for step in range(size))
    path = written(tmp_path, data)
    assert read_all(path) == data
    with tarfile.open(path) as archive:
        assert archive.getmember("vault.db").size == size


@pytest.mark.parametrize("first", [0, 1, 2])
def test_each_byte_of_it_counts(frame: Path, tmp_path: Path, first: int) -> None:
    """Every seventh byte in all; the endurance run flips the others."""
    whole = frame.read_bytes()
    path = tmp_path / frame.name
    for position in range(first, len(whole), 21):
        changed = bytearray(whole)
        changed[position] ^= 1 << position % 8
        path.write_bytes(changed)
        with pytest.raises((BackupDamaged, VaultNewer)) as told:
            read_all(path)
        assert told.type is BackupDamaged, f"byte {position}: {told.value}"
        assert frame.name in str(told.value)
        assert "\n" not in str(told.value)


def test_a_cut_is_told_wherever_it_is_and_so_is_what_was_added(frame: Path, tmp_path: Path) -> None:
    whole = frame.read_bytes()
    path = tmp_path / frame.name
    for length in range(0, len(whole), 23):
        path.write_bytes(whole[:length])
        with pytest.raises(BackupDamaged):
            read_info(path)
    for more in (b"\0", b"\0" * 512, whole):
        path.write_bytes(whole + more)
        with pytest.raises(BackupDamaged, match=f"{len(more)} bytes stand after its end"):
            read_info(path)
    path.write_bytes(whole[:-3])
    with pytest.raises(BackupDamaged, match="3 bytes are missing"):
        read_info(path)


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_no_file_whatever_ends_in_anything_but_a_sentence(
    frame: Path, tmp_path: Path, data: st.DataObject
) -> None:
    whole = frame.read_bytes()
    start = data.draw(st.integers(0, len(whole)))
    content = data.draw(
        st.one_of(
            st.binary(max_size=2000),
            st.binary(max_size=600).map(lambda some: whole[:start] + some + whole[start + 9 :]),
        )
    )
    path = tmp_path / "some.kapbackup"
    path.write_bytes(content)
    try:
        assert read_all(path) and content == whole
    except VaultError as told:
        assert str(told).endswith(".")
        assert "\n" not in str(told)


@pytest.mark.parametrize(
    "change",
    [
        {"format": 2},
        {"made_at": "yesterday"},
        {"made_at": "2026-03-02T12:00:00"},
        {"made_at": "9999-99-99T00:00:00Z"},
        {"entries": "many"},
        {"members": {}},
        {"members": {"keys.json": {"size": -1, "sha256": ""}, "vault.db": 3}},
        {"members": [1]},
    ],
)
def test_a_manifest_that_was_written_anew_says_nothing_that_cannot_be(
    frame: Path, tmp_path: Path, change: dict[str, object]
) -> None:
    """Whoever rewrites it can make its checksum right, and then has to make sense."""
    whole = frame.read_bytes()
    size = int(whole[124:135], 8)
    form = json.loads(whole[512 : 512 + size]) | change
    form.pop("checksum")
    form["checksum"] = hashlib.sha256(canonical(form)).hexdigest()
    content = canonical(form)
    header = bytearray(whole[:512])
    header[124:135] = f"{len(content):011o}".encode()
    header[148:156] = b" " * 8
    header[148:156] = f"{sum(header):06o}\0 ".encode()
    path = tmp_path / frame.name
    path.write_bytes(bytes(header) + content + bytes(-len(content) % 512) + whole[1536:])
    with pytest.raises((BackupDamaged, VaultNewer)) as told:
        read_info(path)
    assert (told.type is VaultNewer) == (change == {"format": 2})


def test_a_backup_says_of_itself_what_it_holds_without_a_passphrase(
    backup: Path, vault: object
) -> None:
    info = read_info(backup)
    assert info.path == backup
    assert info.vault_id == vault.id  # type: ignore[attr-defined]
    assert info.made_at == NOON == info.made_at.astimezone(UTC)
    assert (info.entries, info.schema) == (4, HEAD)
    assert info.size_bytes == backup.stat().st_size


def test_a_backup_in_order_passes_and_another_passphrase_is_told_apart(
    place: Place, backup: Path
) -> None:
    verdict = check_backup(backup, place.passphrase)
    assert (verdict.findings, verdict.entries) == ((), 4)
    with pytest.raises(WrongBackupPassphrase, match="2 March 2026"):
        check_backup(backup, "another one")


def test_how_far_a_check_is_grows_with_the_entries(
    place: Place, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checks, "_CHUNK", 1)
    far: list[float] = []
    check_backup(backup, place.passphrase, progress=far.append)
    assert far == sorted(far)
    assert [round(part, 3) for part in far[-5:]] == [0.625, 0.75, 0.875, 1.0, 1.0]


def test_a_flipped_byte_in_the_vault_within_is_found_with_its_place(
    place: Place, backup: Path
) -> None:
    whole = bytearray(backup.read_bytes())
    at = read_contents(backup).data_at
    whole[at + 3 * 4096 + 100] ^= 1
    backup.write_bytes(whole)
    findings = check_backup(backup, place.passphrase).findings
    assert "vault.db in it is not as it was written" in findings[0]
    assert any("age 4" in finding for finding in findings[1:]), findings


def test_a_backup_put_together_anew_without_the_data_key_is_found(
    place: Place, backup: Path, tmp_path: Path
) -> None:
    """All hashes right, as anybody can make them; but not what only the vault could write."""
    contents = read_contents(backup)
    data = tmp_path / "vault.db"
    data.write_bytes(read_all(backup))
    forged = tmp_path / "forged.kapbackup"
    facts = {name: contents.form[name] for name in FACTS} | {
        "made_at": "2026-10-01T00:00:00.000000Z"
    }
    with forged.open("xb", buffering=0) as file:
        write_backup(file, data, contents.key_file, contents.data, facts, MAC_KEY, lambda _: None)
    assert read_info(forged).made_at == datetime(2026, 10, 1, tzinfo=UTC)
    (finding,) = check_backup(forged, place.passphrase).findings
    assert "changed after it was made" in finding


def test_no_backup_where_one_is_looked_for_is_said(tmp_path: Path) -> None:
    with pytest.raises(BackupMissing, match="no backup at"):
        read_info(tmp_path / "none.kapbackup")
    with pytest.raises(BackupMissing):
        read_info(Path(__file__) / "none.kapbackup")
    with pytest.raises(BackupError):
        read_info(tmp_path)
