"""Makes documents in a process of its own, so that nothing that is typed meanwhile has to wait.

A page of two thousand entries takes seconds of a processor, and in a thread of the window's own
process each key would wait for the interpreter. What is exported goes through a pipe and never over
the disk; to stop it the process is ended, and nothing was written yet.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from kap_companion.language import language, speak, spoken, tr, tr_later
from kap_companion.notes.draft import DraftError
from kap_companion.notes.export import (
    Exported,
    ExportError,
    content_of,
    endings_of,
    free_targets,
    put_down,
)
from kap_companion.notes.export.order import Order, document_of
from kap_companion.notes.export.source import Source
from kap_companion.notes.launch import start_maker
from kap_companion.session.entries import Stream

Progress = Callable[[int, int], None]
"""Called with how many documents are made, and of how many."""

_DIED = tr_later("The documents could not be made: try again, or with fewer formats.")


class ExportStopped(Exception):
    """The export was stopped; nothing was written."""


class ExportApart:
    """One export. `run` is for a thread that may wait; `stop` may be called from any other."""

    def __init__(self, order: Order) -> None:
        self._order = order
        self._turn = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._is_stopped = self._is_writing = False

    @property
    def every(self) -> int:
        """How many documents are to be made; none where the order is refused."""
        try:
            return len(_endings(self._order))
        except ExportError:
            return 0

    def stop(self) -> bool:
        """Stop it; False where its files are being given their names already, and it is done."""
        with self._turn:
            if self._is_writing:
                return False
            self._is_stopped = True
            if self._process is not None:
                self._process.kill()
            return True

    def run(self, on_progress: Progress) -> Exported:
        """Make all documents, then write them: all or none.

        Raises ExportError where one cannot be made or written, ExportStopped where it was stopped.
        """
        order = self._order
        endings = _endings(order)
        targets = free_targets(endings, order.folder, order.name)
        contents, warnings = self.make(on_progress)
        with self._turn:
            if self._is_stopped:
                raise ExportStopped
            self._is_writing = True
        put_down(targets, contents, order.folder)
        return Exported(tuple(targets), tuple(dict.fromkeys(warnings)))

    def make(self, on_progress: Progress) -> tuple[list[bytes], list[str]]:
        """Make all documents and write none; return what is in each, and what is to be known.

        Raises ExportError where one cannot be made, ExportStopped where it was stopped.
        """
        every = len(_endings(self._order))
        process = self._begin()
        assert process.stdin is not None and process.stdout is not None
        contents: list[bytes] = []
        warnings: list[str] = []
        try:
            # Where it died meanwhile, what it said last tells why.
            with contextlib.suppress(BrokenPipeError), process.stdin as pipe:
                _send_order(pipe, self._order)
            while len(contents) < every:
                told = json.loads(process.stdout.readline() or b'{"died": true}')
                if self._is_stopped:
                    raise ExportStopped
                if "made" in told:
                    contents.append(process.stdout.read(told["made"]))
                    on_progress(len(contents), every)
                elif "warnings" not in told:
                    raise ExportError(told.get("failed") or tr(_DIED))
                warnings += told["warnings"]
            if self._is_stopped:
                raise ExportStopped
        finally:
            process.kill()
            process.stdout.close()
            process.wait()
        return contents, warnings

    def _begin(self) -> subprocess.Popen[bytes]:
        with self._turn:
            if self._is_stopped:
                raise ExportStopped
            self._process = start_maker()
            return self._process


def serve() -> None:
    """Read an order, make its documents, and answer with each as soon as it is made."""
    if hasattr(os, "nice"):
        os.nice(10)
    # What a library prints must not stand among the answers.
    with os.fdopen(os.dup(1), "wb") as answers:
        os.dup2(2, 1)
        try:
            order = _read_order(sys.stdin.buffer)
            speak(language(order.language))
            document = document_of(order)
            _answer(answers, {"warnings": document.warnings})
            source = Source(document, order.lines, order.file, order.password)
            for ending in _endings(order):
                content, warnings = content_of(ending, source)
                _answer(answers, {"made": len(content), "warnings": warnings}, content)
        except (DraftError, ExportError) as trouble:
            _answer(answers, {"failed": str(trouble)})


def _endings(order: Order) -> tuple[str, ...]:
    return endings_of(order.formats, of_record=order.stream is Stream.RECORD)


def _send_order(pipe: IO[bytes], order: Order) -> None:
    head = {
        "session_id": order.session_id,
        "stream": order.stream.value,
        "formats": order.formats,
        "folder": str(order.folder),
        "name": order.name,
        "subject": order.subject,
        "appendix": order.appendix,
        "password": order.password,
        "text": order.text,
        "template": order.template,
        "language": order.language or spoken().code,
        "is_rehearsal": order.is_rehearsal,
        "lines": len(order.lines),
    }
    # A line at a time: a long session in one piece would hold the interpreter.
    for part in (head, *order.lines, *order.file):
        pipe.write(json.dumps(part).encode("ascii") + b"\n")


def _read_order(pipe: IO[bytes]) -> Order:
    head = json.loads(pipe.readline())
    told = [json.loads(line) for line in pipe]
    return Order(
        session_id=head["session_id"],
        stream=Stream(head["stream"]),
        lines=tuple(told[: head["lines"]]),
        formats=tuple(dict.fromkeys(head["formats"])),
        folder=Path(head["folder"]),
        name=head["name"],
        subject=head["subject"],
        appendix=head["appendix"],
        file=tuple(told[head["lines"] :]),
        password=head["password"],
        text=head["text"],
        template=head["template"],
        language=head["language"],
        is_rehearsal=head["is_rehearsal"],
    )


def _answer(answers: IO[bytes], told: dict[str, Any], content: bytes = b"") -> None:
    answers.write(json.dumps(told).encode("ascii") + b"\n" + content)
    answers.flush()
