"""One backup is one file: a tar of a manifest, the key file and the data file, read strictly.

Any tar program unpacks it. We read it more strictly than any: every byte is one that this module
would have written, is hashed in the manifest, or is named as damage. The data file is encrypted
already and the key file holds nothing that is secret, so nothing is encrypted here.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from kap_companion import __version__
from kap_companion.language import tr
from kap_companion.session.codec import instant_text
from kap_companion.system_words import system_words
from kap_companion.vault.errors import BackupDamaged, BackupError, BackupMissing, VaultNewer
from kap_companion.vault.files import CHUNK_BYTES, SYNC_EVERY_BYTES, write_all
from kap_companion.vault.hashes import canonical
from kap_companion.vault.keys import KEY_FILE

SUFFIX = ".kapbackup"
MANIFEST = "manifest.json"
DATA_FILE = "vault.db"
MAC_PURPOSE = "manifest of a backup"

_FORMAT = 1
_BLOCK_BYTES = 512
_END = bytes(2 * _BLOCK_BYTES)
_MOST_MANIFEST_BYTES = _MOST_KEYS_BYTES = 1 << 20

Told = Callable[[int], None]
"""Called with how many bytes of the data file are done."""


@dataclass(frozen=True, slots=True)
class BackupInfo:
    """What a backup says of itself. `entries` and `head` are the ledger's at that moment."""

    path: Path
    vault_id: str
    made_at: datetime
    entries: int
    head: str
    schema: str
    size_bytes: int


@dataclass(frozen=True, slots=True)
class Member:
    """A file in a backup: its size in bytes and its SHA-256 in hex."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Contents:
    """A backup whose frame is sound: what it says, its key file, and where its data file lies."""

    info: BackupInfo
    form: Mapping[str, Any]
    key_file: bytes
    data: Member
    data_at: int

    def is_made_with(self, mac_key: bytes) -> bool:
        """Whether the manifest was written by somebody who had the vault's data key."""
        return hmac.compare_digest(str(self.form["mac"]), _mac(self.form, mac_key))


def write_backup(
    file: IO[bytes],
    data_file: Path,
    key_file: bytes,
    data: Member,
    facts: Mapping[str, Any],
    mac_key: bytes,
    told: Told,
) -> int:
    """Write a whole backup into the unbuffered `file`, durably; return its size in bytes.

    `facts` are vault_id, made_at, entries, head and schema. Raises OSError, and BackupError where
    the data file is not the one that `data` describes.
    """
    made_at = datetime.fromisoformat(facts["made_at"])
    manifest = _manifest(facts, {KEY_FILE: _member(key_file), DATA_FILE: data}, mac_key)
    for name, content in ((MANIFEST, manifest), (KEY_FILE, key_file)):
        write_all(file, _header(name, len(content), made_at) + content + _padding(len(content)))
    write_all(file, _header(DATA_FILE, data.size, made_at))
    hashed, done = hashlib.sha256(), 0
    with data_file.open("rb", buffering=0) as read:
        while chunk := read.read(CHUNK_BYTES):
            hashed.update(chunk)
            write_all(file, chunk)
            done += len(chunk)
            if done % SYNC_EVERY_BYTES == 0:
                os.fsync(file.fileno())
            told(done)
    if (done, hashed.hexdigest()) != (data.size, data.sha256):
        raise BackupError(tr("The copy changed while the backup was made: check that disk."))
    write_all(file, _padding(data.size) + _END)
    os.fsync(file.fileno())
    return file.tell()


def read_contents(path: Path) -> Contents:
    """Read all of a backup but what is in its data file.

    Raises BackupMissing, BackupDamaged, or VaultNewer.
    """
    with opened(path) as file:
        return _Reader(path, file).contents()


def data_of(contents: Contents) -> Iterator[bytes]:
    """Give the data file in pieces. Raises BackupDamaged at its end where it is not as written."""
    path, hashed = contents.info.path, hashlib.sha256()
    with opened(path) as file:
        file.seek(contents.data_at)
        left = contents.data.size
        while left:
            chunk = file.read(min(CHUNK_BYTES, left))
            if not chunk:
                break
            hashed.update(chunk)
            left -= len(chunk)
            yield chunk
    if left or hashed.hexdigest() != contents.data.sha256:
        raise _damaged(path, tr("{file} in it is not as it was written", file=DATA_FILE))


class opened:
    """The file of a backup to be read. Raises BackupMissing, and BackupError for a bad disk."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> IO[bytes]:
        try:
            self._file: IO[bytes] = self._path.open("rb", buffering=0)
        except (FileNotFoundError, NotADirectoryError) as trouble:
            raise BackupMissing(
                tr("There is no backup at {path}: look for it, or choose another.", path=self._path)
            ) from trouble
        except OSError as trouble:
            raise self._unreadable(trouble) from trouble
        return self._file

    def __exit__(self, _kind: object, trouble: BaseException | None, _where: object) -> None:
        self._file.close()
        if isinstance(trouble, OSError):
            raise self._unreadable(trouble) from trouble

    def _unreadable(self, trouble: OSError) -> BackupError:
        return BackupError(
            tr(
                "The backup {path} cannot be read ({why}): check that disk, or choose "
                "another backup.",
                path=self._path,
                why=system_words(trouble),
            )
        )


class _Reader:
    """Reads a backup from its beginning, comparing each byte with what should stand there."""

    def __init__(self, path: Path, file: IO[bytes]) -> None:
        self._path = path
        self._file = file
        self._at = 0
        self._size = os.fstat(file.fileno()).st_size

    def contents(self) -> Contents:
        header = self._take(_BLOCK_BYTES, tr("the header of {file}", file=MANIFEST))
        size = self._size_in(header)
        manifest = self._take(size, MANIFEST)
        form = self._read_manifest(manifest)
        try:
            made_at = datetime.fromisoformat(form["made_at"])
            members = {
                name: Member(int(one["size"]), str(one["sha256"]))
                for name, one in form["members"].items()
            }
            info = BackupInfo(
                path=self._path,
                vault_id=str(form["vault_id"]),
                made_at=made_at,
                entries=int(form["entries"]),
                head=str(form["head"]),
                schema=str(form["schema"]),
                size_bytes=self._size,
            )
            keys, data = members[KEY_FILE], members[DATA_FILE]
            if made_at.tzinfo is None or len(members) != 2:
                raise ValueError
            if not 0 <= keys.size <= _MOST_KEYS_BYTES or data.size < 0:
                raise ValueError
            self._compare(
                0,
                header,
                _header(MANIFEST, size, made_at),
                tr("the header of {file}", file=MANIFEST),
            )
        except (ValueError, TypeError, KeyError, AttributeError, OverflowError) as trouble:
            raise _damaged(
                self._path, tr("its {file} says what cannot be", file=MANIFEST)
            ) from trouble
        self._expect(_padding(size), tr("the padding after {file}", file=MANIFEST))
        self._expect(
            _header(KEY_FILE, keys.size, made_at), tr("the header of {file}", file=KEY_FILE)
        )
        key_file = self._take(keys.size, KEY_FILE)
        if _member(key_file) != keys:
            raise _damaged(self._path, tr("{file} in it is not as it was written", file=KEY_FILE))
        self._expect(_padding(keys.size), tr("the padding after {file}", file=KEY_FILE))
        self._expect(
            _header(DATA_FILE, data.size, made_at), tr("the header of {file}", file=DATA_FILE)
        )
        data_at = self._at
        tail = _padding(data.size) + _END
        whole = data_at + data.size + len(tail)
        if self._size < whole:
            raise _damaged(
                self._path,
                tr("it was cut off, {missing} bytes are missing", missing=whole - self._size),
            )
        if self._size > whole:
            raise _damaged(
                self._path, tr("{more} bytes stand after its end", more=self._size - whole)
            )
        self._file.seek(data_at + data.size)
        self._at = data_at + data.size
        self._expect(tail, tr("the end"))
        return Contents(info, form, key_file, data, data_at)

    def _read_manifest(self, content: bytes) -> dict[str, Any]:
        try:
            form: dict[str, Any] = json.loads(content)
            checksum = form["checksum"]
            is_whole = canonical(form) == content and _checksum(form) == checksum
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as trouble:
            raise _damaged(self._path, tr("its {file} cannot be read", file=MANIFEST)) from trouble
        if not is_whole:
            raise _damaged(self._path, tr("its {file} is not as it was written", file=MANIFEST))
        if form.get("format") != _FORMAT:
            raise VaultNewer
        return form

    def _size_in(self, header: bytes) -> int:
        if not header.startswith(MANIFEST.encode() + b"\0"):
            raise _damaged(
                self._path,
                tr("the header of {file} is not as it was written", file=MANIFEST),
            )
        try:
            size = int(header[124:135].decode("ascii"), 8)
        except ValueError as trouble:
            raise _damaged(
                self._path, tr("the header of {file} gives no size", file=MANIFEST)
            ) from trouble
        if not 0 < size <= _MOST_MANIFEST_BYTES:
            raise _damaged(
                self._path,
                tr("the header of {file} gives a size that cannot be", file=MANIFEST),
            )
        return size

    def _take(self, count: int, part: str) -> bytes:
        taken = b""
        while len(taken) < count and (more := self._file.read(count - len(taken))):
            taken += more
        if len(taken) < count:
            raise _damaged(self._path, tr("it was cut off within {part}", part=part))
        self._at += count
        return taken

    def _expect(self, wanted: bytes, part: str) -> None:
        at = self._at
        self._compare(at, self._take(len(wanted), part), wanted, part)

    def _compare(self, at: int, found: bytes, wanted: bytes, part: str) -> None:
        for step, (one, other) in enumerate(zip(found, wanted, strict=True)):
            if one != other:
                raise _damaged(
                    self._path,
                    tr("{part} is not as it was written, at byte {at}", part=part, at=at + step),
                )


def _damaged(path: Path, why: str) -> BackupDamaged:
    return BackupDamaged(
        tr(
            "The backup {name} is damaged: {why}. Choose another backup.",
            name=path.name,
            why=why,
        )
    )


def _manifest(facts: Mapping[str, Any], members: Mapping[str, Member], mac_key: bytes) -> bytes:
    form: dict[str, Any] = {
        "format": _FORMAT,
        "app": __version__,
        **facts,
        "members": {
            name: {"size": one.size, "sha256": one.sha256} for name, one in members.items()
        },
    }
    form["mac"] = _mac(form, mac_key)
    form["checksum"] = _checksum(form)
    return canonical(form)


def _mac(form: Mapping[str, Any], mac_key: bytes) -> str:
    told = {key: value for key, value in form.items() if key not in ("mac", "checksum")}
    return hmac.new(mac_key, canonical(told), hashlib.sha256).hexdigest()


def _checksum(form: Mapping[str, Any]) -> str:
    told = {key: value for key, value in form.items() if key != "checksum"}
    return hashlib.sha256(canonical(told)).hexdigest()


def _member(content: bytes) -> Member:
    return Member(len(content), hashlib.sha256(content).hexdigest())


def _padding(size: int) -> bytes:
    return bytes(-size % _BLOCK_BYTES)


def _header(name: str, size: int, made_at: datetime) -> bytes:
    """Return a header of the ustar form.

    Written out here, since what `tarfile` writes has changed from one Python to the next, and each
    byte is to be the same in ten years.
    """
    fields = (
        (name.encode(), 100),
        (b"0000600\0", 8),  # for its owner alone
        (b"0000000\0", 8),
        (b"0000000\0", 8),
        (f"{size:011o}\0".encode(), 12),  # beyond 8 GiB the NUL makes room for a digit
        (f"{int(made_at.timestamp()):011o}\0".encode(), 12),
        (b" " * 8, 8),  # the checksum, counted as blanks
        (b"0", 1),  # a plain file
        (b"", 100),
        (b"ustar\0", 6),
        (b"00", 2),
    )
    block = b"".join(value[:width].ljust(width, b"\0") for value, width in fields)
    block = block.ljust(_BLOCK_BYTES, b"\0")
    return block[:148] + f"{sum(block):06o}\0 ".encode() + block[156:]


def facts_of(
    vault_id: str, made_at: datetime, entries: int, head: str, schema: str
) -> dict[str, Any]:
    """Return what a backup is to say of itself."""
    return {
        "vault_id": vault_id,
        "made_at": instant_text(made_at.astimezone(UTC)),
        "entries": entries,
        "head": head,
        "schema": schema,
    }
