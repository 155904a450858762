"""Writes documents into a folder: all of the formats asked for or none, overwriting nothing."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kap_companion.notes.document import Document, PrivateDocument

FORMATS = ("pdf", "docx", "md", "txt", "json")
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class ExportError(Exception):
    """Nothing was exported; the message is one sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class Exported:
    """The files that were written, and what the person should know about them."""

    paths: tuple[Path, ...]
    warnings: tuple[str, ...]


def export(
    document: Document | PrivateDocument,
    lines: Iterable[Mapping[str, Any]],
    formats: Sequence[str],
    folder: Path,
    name: str,
) -> Exported:
    """Write `document` into `folder` as NAME.EXT for each of `formats`.

    `lines` are the log's lines of the document's own stream, for JSON. The folder is made if it is
    missing. Files come into being whole or not at all, under names that were free.

    Raises ExportError where a format is unknown, a file stands in the way or cannot be written.
    """
    wanted = tuple(dict.fromkeys(formats))
    targets = free_targets(wanted, folder, name)
    contents: list[bytes] = []
    warnings = list(document.warnings)
    for kind in wanted:
        content, told = content_of(kind, document, lines if kind == "json" else ())
        contents.append(content)
        warnings.extend(told)
    put_down(targets, contents, folder)
    return Exported(tuple(targets), tuple(dict.fromkeys(warnings)))


def put_down(targets: Sequence[Path], contents: Sequence[bytes], folder: Path) -> None:
    """Write each content into its file in `folder`: all of them or none. Raises ExportError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _write(list(zip(targets, contents, strict=True)), folder)
    except FileExistsError as trouble:
        raise _in_the_way(Path(str(trouble.filename2 or trouble.filename or folder))) from trouble
    except OSError as trouble:
        raise _cannot_write(trouble, folder) from trouble


def free_targets(formats: Sequence[str], folder: Path, name: str) -> list[Path]:
    """Return the file of each format. Raises ExportError where one stands in the way."""
    for kind in formats:
        if kind not in FORMATS:
            raise ExportError(f"'{kind}' is no format: choose among {', '.join(FORMATS)}.")
    if not formats:
        raise ExportError(f"No format was chosen: choose among {', '.join(FORMATS)}.")
    if not name or name != Path(name).name or "\\" in name:
        raise ExportError("A document's name may hold no slashes: choose a plain name.")
    targets = [folder / f"{name}.{kind}" for kind in formats]
    for target in targets:
        if os.path.lexists(target):
            raise _in_the_way(target)
    return targets


def content_of(
    kind: str, document: Document | PrivateDocument, lines: Iterable[Mapping[str, Any]]
) -> tuple[bytes, tuple[str, ...]]:
    """Return the bytes of one format and its warnings; each format's library loads when needed."""
    match kind:
        case "pdf":
            from kap_companion.notes.export.pdf import pdf

            return pdf(document)
        case "docx":
            from kap_companion.notes.export.docx import docx

            return docx(document)
        case "md":
            from kap_companion.notes.export.markdown import markdown

            return _encoded(markdown(document)), ()
        case "txt":
            from kap_companion.notes.export.text import plain_text

            return _encoded(plain_text(document)), ()
        case "json":
            from kap_companion.notes.export.json import json_text

            return _encoded(json_text(document, lines)), ()
        case _:
            raise ValueError(kind)


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def _write(files: Sequence[tuple[Path, bytes]], folder: Path) -> None:
    """Write all files under temporary names first, then give all of them theirs."""
    given: list[Path] = []
    with contextlib.ExitStack() as leavings:
        waiting = []
        for target, content in files:
            waiting.append((leavings.enter_context(_written(content, folder)), target))
        try:
            for temporary, target in waiting:
                _give_name(temporary, target)
                given.append(target)
        except OSError:
            for target in given:
                target.unlink(missing_ok=True)
            raise
    _sync_folder(folder)


@contextlib.contextmanager
def _written(content: bytes, folder: Path) -> Iterator[Path]:
    """Give a durable file of `content` in `folder` that is gone afterwards unless renamed."""
    handle, name = tempfile.mkstemp(prefix=".export-", suffix=".part", dir=folder)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        yield temporary
    finally:
        temporary.unlink(missing_ok=True)


def _give_name(temporary: Path, target: Path) -> None:
    """Give a file its name, in one step, and never in the place of another."""
    try:
        os.link(temporary, target)
    except FileExistsError:
        raise
    except (OSError, NotImplementedError):
        # No hard links here (an exFAT stick, some network folders): hold the name, then take it.
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        try:
            temporary.replace(target)
        except OSError:
            target.unlink(missing_ok=True)
            raise


def _sync_folder(folder: Path) -> None:
    """Make the names durable where a folder can be synced (not on Windows)."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as trouble:
        if trouble.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(handle)


def _in_the_way(target: Path) -> ExportError:
    return ExportError(
        f"{target.name} is already there and is not overwritten: choose another folder or name."
    )


def _cannot_write(trouble: OSError, folder: Path) -> ExportError:
    if trouble.errno in _FULL:
        return ExportError("The disk is full, nothing was exported: free some space, then export.")
    if isinstance(trouble, PermissionError):
        return ExportError(f"{folder} may not be written to: choose another folder.")
    if isinstance(trouble, NotADirectoryError):
        return ExportError(f"{folder} is not a folder: choose another folder.")
    why = os.strerror(trouble.errno) if trouble.errno else "the disk did not take it"
    return ExportError(f"Nothing could be exported to {folder} ({why}): choose another folder.")
