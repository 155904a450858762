"""Writes documents into a folder: all of the formats asked for or none, overwriting nothing."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kap_companion.language import tr, tr_later
from kap_companion.notes.document import Document, PrivateDocument
from kap_companion.notes.export.leavings import Leaving, sweep
from kap_companion.notes.export.source import Source
from kap_companion.system_words import system_words

FORMATS = ("pdf", "docx", "md", "txt", "fhir", "csv", "json")
_ENDINGS = {"fhir": ("fhir.json",), "csv": ("csv", "vitals.csv")}
_NO_FHIR = tr_later(
    "Psychotherapy notes are no part of the record that FHIR hands on: choose another format."
)
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
    file: Iterable[Mapping[str, Any]] = (),
) -> Exported:
    """Write `document` into `folder` as NAME.EXT for each of `formats`.

    `lines` are the log's lines of the document's own stream, for JSON, CSV and FHIR, and `file`
    those of the client's file, for the measures in FHIR. The folder is made if it is missing. Files
    come into being whole or not at all, under names that were free.

    Raises ExportError where a format is unknown, a file stands in the way or cannot be written.
    """
    endings = endings_of(formats, of_record=isinstance(document, Document))
    targets = free_targets(endings, folder, name)
    source = Source(document, tuple(lines), tuple(file))
    contents: list[bytes] = []
    warnings = list(document.warnings)
    for ending in endings:
        content, told = content_of(ending, source)
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


def endings_of(formats: Sequence[str], *, of_record: bool) -> tuple[str, ...]:
    """Return how the names of the files of these formats end; some format makes more than one.

    Raises ExportError where a format is unknown, or none that psychotherapy notes can have.
    """
    for kind in formats:
        if kind not in FORMATS:
            raise ExportError(
                tr(
                    "'{kind}' is no format: choose among {formats}.",
                    kind=kind,
                    formats=", ".join(FORMATS),
                )
            )
    if not formats:
        formats = ", ".join(FORMATS)
        raise ExportError(tr("No format was chosen: choose among {formats}.", formats=formats))
    if not of_record and "fhir" in formats:
        raise ExportError(tr(_NO_FHIR))
    wanted = [ending for kind in formats for ending in _ENDINGS.get(kind, (kind,))]
    return tuple(ending for ending in dict.fromkeys(wanted) if of_record or ending != "vitals.csv")


def free_targets(endings: Sequence[str], folder: Path, name: str) -> list[Path]:
    """Return the file of each ending. Raises ExportError where one stands in the way."""
    if not name or name != Path(name).name or "\\" in name:
        raise ExportError(tr("A document's name may hold no slashes: choose a plain name."))
    targets = [folder / f"{name}.{ending}" for ending in endings]
    for target in targets:
        if os.path.lexists(target):
            raise _in_the_way(target)
    return targets


def content_of(ending: str, source: Source) -> tuple[bytes, tuple[str, ...]]:
    """Return the bytes of one file and its warnings; each format's library loads when needed."""
    document = source.document
    match ending:
        case "pdf":
            from kap_companion.notes.export.pdf import locked, pdf

            content, told = pdf(document)
            if source.password is None:
                return content, told
            content, about = locked(content, source.password)
            return content, (*told, about)
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

            return _encoded(json_text(document, source.lines)), ()
        case "fhir.json":
            from kap_companion.notes.export.fhir import fhir

            if not isinstance(document, Document):
                raise ExportError(tr(_NO_FHIR))
            return _encoded(fhir(document, source.record(), source.client_file())), ()
        case "csv":
            from kap_companion.notes.export.csv import log_table, private_table

            if isinstance(document, Document):
                return log_table(source.record()), ()
            return private_table(source.psychotherapy_notes()), ()
        case "vitals.csv":
            from kap_companion.notes.export.csv import vitals_table

            return vitals_table(source.record()), ()
        case _:
            raise ValueError(ending)


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def _write(files: Sequence[tuple[Path, bytes]], folder: Path) -> None:
    """Write all files under temporary names first, then give all of them theirs."""
    given: list[Path] = []
    with contextlib.ExitStack() as leavings:
        waiting = [
            (leavings.enter_context(Leaving(content, folder)), target) for target, content in files
        ]
        sweep(folder)
        try:
            for leaving, target in waiting:
                leaving.become(target)
                given.append(target)
        except OSError:
            for target in given:
                target.unlink(missing_ok=True)
            raise
    _sync_folder(folder)


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
        tr(
            "{name} is already there and is not overwritten: choose another folder or name.",
            name=target.name,
        )
    )


def _cannot_write(trouble: OSError, folder: Path) -> ExportError:
    if trouble.errno in _FULL:
        return ExportError(
            tr("The disk is full, nothing was exported: free some space, then export.")
        )
    if isinstance(trouble, PermissionError):
        return ExportError(
            tr("{folder} may not be written to: choose another folder.", folder=folder)
        )
    if isinstance(trouble, NotADirectoryError):
        return ExportError(tr("{folder} is not a folder: choose another folder.", folder=folder))
    why = system_words(trouble) or tr("the disk did not take it")
    return ExportError(
        tr(
            "Nothing could be exported to {folder} ({why}): choose another folder.",
            folder=folder,
            why=why,
        )
    )
