"""Our end of the engine: sends commands, listens, and starts it again should it die."""

from __future__ import annotations

import signal
import subprocess
import threading
import time
from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import replace
from typing import BinaryIO, cast

from kap_companion.language import tr_later
from kap_companion.music.engine.messages import (
    Answer,
    At,
    Command,
    Item,
    Load,
    Pace,
    Queue,
    Quit,
    Reading,
    Report,
    SetCeiling,
    SetCrossfade,
    SetGain,
    SetOutput,
    Started,
    from_line,
)
from kap_companion.music.engine.wire import Sender
from kap_companion.music.launch import start_engine

_DEATHS_TO_SKIP = 2
_EARLY_DEATH_S = 1.0
_LONGEST_PAUSE_S = 2.0
_GIVE_NOTICE_AFTER = 4
_QUIT_WITHIN_S = 2.0

CANNOT_START = tr_later(
    "The music player cannot start on this computer. The session goes on without it."
)


class Restarted:
    """Stands among the answers where the engine was started again."""


class EngineLink:
    """A running engine, whatever happens to its process.

    What the engine last reported, and the commands it has not yet confirmed, are kept: a new
    process is given both and stands where the old one stood. A thread watches, so this works
    also while the owner is busy.
    """

    def __init__(self, output: str) -> None:
        self._output = output
        self._changed = threading.Condition()
        self._answers: deque[Answer | Restarted] = deque()
        self._unconfirmed: deque[Command] = deque()
        self._loaded: Load | None = None
        self._settings: dict[type, Command] = {}
        self._scheduled: list[At] = []
        self._announced: int | None = None
        self._seq = 0
        self._report: Report | None = None
        self._report_time = 0.0
        self._suspect: str | None = None
        self._deaths: Counter[str] = Counter()
        self._early_deaths = 0
        self._is_new = False
        self._is_closing = False
        self._closing = threading.Event()
        self._began = time.monotonic()
        self._process: subprocess.Popen[bytes] | None = start_engine(output)
        self._sender = self._sender_to(self._process)
        self._watcher = threading.Thread(target=self._watch, name="music engine", daemon=True)
        self._watcher.start()

    @property
    def report(self) -> Report | None:
        """How the engine stands, as last told."""
        return self._report

    @property
    def report_age_s(self) -> float:
        """Seconds since it was told."""
        return time.monotonic() - self._report_time

    @property
    def cannot_start(self) -> bool:
        """Whether the engine's process died again and again right after its start."""
        return self._early_deaths >= _GIVE_NOTICE_AFTER and self._report_time < self._began

    @property
    def pid(self) -> int | None:
        """The process that plays now."""
        return self._process.pid if self._process else None

    def send(self, command: Command) -> int:
        """Send a command without waiting; returns its number."""
        with self._changed:
            self._seq += 1
            numbered = replace(command, seq=self._seq)
            self._unconfirmed.append(numbered)
            self._sender.send(numbered)
            return self._seq

    def take_answers(self) -> list[Answer | Restarted]:
        """What the engine told since the last time, without waiting."""
        with self._changed:
            answers = list(self._answers)
            self._answers.clear()
            return answers

    def wait_confirmed(self, seq: int, timeout_s: float) -> bool:
        """Whether the engine has done command `seq`, after at most `timeout_s`."""
        with self._changed:
            return self._changed.wait_for(
                lambda: self._report is not None and self._report.seq >= seq, timeout_s
            )

    def close(self) -> None:
        """End the engine: it falls silent without a click, or is ended if it does not answer."""
        with self._changed:
            if self._is_closing:
                return
            self._is_closing = True
            self._closing.set()
            self._sender.send(Quit())
            process = self._process
        if process is not None:
            try:
                process.wait(_QUIT_WITHIN_S)
            except subprocess.TimeoutExpired:
                process.kill()
        self._watcher.join(_QUIT_WITHIN_S)
        self._sender.close()

    def _watch(self) -> None:
        while True:
            process = self._process
            if process is not None:
                self._listen(process)
                self._note_death(process.wait())
            if not self._start_again():
                return

    def _listen(self, process: subprocess.Popen[bytes]) -> None:
        if process.stdout is None:
            raise RuntimeError("the engine's process has no pipe to listen to")
        with process.stdout as lines:
            for line in lines:
                if not line.endswith(b"\n"):
                    return  # cut off in the middle of a word: the process has died
                self._hear(cast("Answer", from_line(line)))

    def _hear(self, answer: Answer) -> None:
        with self._changed:
            if self._is_new:  # told once it speaks, so that one that never starts is no event
                self._is_new = False
                self._answers.append(Restarted())
            if isinstance(answer, Reading):
                self._suspect = answer.path
                return
            if isinstance(answer, Report):
                self._confirm(answer)
            else:
                self._answers.append(answer)
                if isinstance(answer, Started):
                    self._announced = answer.id
            self._changed.notify_all()

    def _confirm(self, report: Report) -> None:
        before = self._report
        self._report, self._report_time = report, time.monotonic()
        while self._unconfirmed and self._unconfirmed[0].seq <= report.seq:
            self._keep(self._unconfirmed.popleft(), before)
        if self._scheduled and self._scheduled[0].at_s <= report.at_s:
            due = [at for at in self._scheduled if at.at_s <= report.at_s]
            self._scheduled = self._scheduled[len(due) :]
            for at in due:
                self._keep(at.command, before)

    def _keep(self, command: Command, before: Report | None) -> None:
        """Remember what a new process has to be told besides the last report."""
        match command:
            case Load():
                self._loaded, self._announced = command, None
            case Queue() if self._loaded is not None:
                self._loaded = replace(
                    self._loaded, items=self._followed_by(command.items, self._loaded, before)
                )
            case SetGain() if self._loaded is not None:
                self._loaded = replace(
                    self._loaded,
                    items=tuple(
                        replace(item, gain_db=command.gain_db) if item.id == command.id else item
                        for item in self._loaded.items
                    ),
                )
            case SetCrossfade() | SetCeiling() | SetOutput() | Pace():
                self._settings[type(command)] = command
            case At():
                self._scheduled.append(command)
                self._scheduled.sort(key=lambda at: at.at_s)
            case _:
                pass  # the report says what came of it

    def _followed_by(
        self, following: Sequence[Item], loaded: Load, before: Report | None
    ) -> tuple[Item, ...]:
        """The engine's list after a queue. It was cut behind the item that played then: the one
        reported now, unless that is one of the new ones; then the one reported before.
        """
        known = {report.id for report in (self._report, before) if report is not None}
        places = [n for n, item in enumerate(loaded.items) if item.id in known]
        return (*loaded.items[: max(places, default=-1) + 1], *following)

    def _note_death(self, code: int) -> None:
        """Blame the file being read, unless the process was ended from outside."""
        is_own = code not in (-signal.SIGTERM, -9)
        if is_own and self._suspect is not None and not self._is_closing:
            self._deaths[self._suspect] += 1
        is_early = time.monotonic() - self._began < _EARLY_DEATH_S
        self._early_deaths = self._early_deaths + 1 if is_early else 0

    def _start_again(self) -> bool:
        if self._early_deaths > 1:
            self._closing.wait(min(_LONGEST_PAUSE_S, 0.1 * 2**self._early_deaths))
        with self._changed:
            self._sender.close()
            if self._is_closing:
                return False
            self._began = time.monotonic()
            try:
                self._process = start_engine(self._output)
            except OSError:  # no memory or no processes left for the moment: try again
                self._process = None
                self._early_deaths += 1
                return True
            self._sender = self._sender_to(self._process)
            self._is_new = True
            self._suspect = None
            for command in self._commands_to_resume():
                self._sender.send(command)
            self._changed.notify_all()
            return True

    def _commands_to_resume(self) -> list[Command]:
        """What brings a new process to where the old one stood."""
        bad = tuple(path for path, deaths in self._deaths.items() if deaths >= _DEATHS_TO_SKIP)
        commands: list[Command] = [
            *(replace(setting, seq=0) for setting in self._settings.values()),
            *(replace(at, seq=0) for at in self._scheduled),
        ]
        if self._report is not None and self._loaded is not None and self._loaded.items:
            is_news = self._announced != self._report.id
            commands.append(_load_from(self._report, self._loaded, announce=is_news))
        commands += self._unconfirmed
        return [
            replace(command, skip=bad) if isinstance(command, Load) else command
            for command in commands
        ]

    def _sender_to(self, process: subprocess.Popen[bytes]) -> Sender:
        if process.stdin is None:
            raise RuntimeError("the engine's process has no pipe for commands")
        return Sender(cast("BinaryIO", process.stdin))


def _load_from(report: Report, loaded: Load, *, announce: bool) -> Load:
    places = {item.id: place for place, item in enumerate(loaded.items)}
    return replace(
        loaded,
        index=places.get(report.id or 0, report.index),
        position_s=report.position_s,
        # In the middle of a fade to silence: silence is where it was going.
        playing=report.playing and not report.faded,
        volume=report.volume,
        lowered=report.lowered,
        faded=report.faded,
        announce=announce,
        at_s=report.at_s,
        seq=report.seq,
    )
