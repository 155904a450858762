"""Asks an installed spelling program of this machine about single words, beside the window's work.

Hunspell, Aspell and Enchant answer to the same few lines of text. On macOS and Windows the system's
own speller is out of reach of this toolkit: there it is off unless one of the three is installed.
"""

from __future__ import annotations

import re
import unicodedata
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLocale, QObject, QProcess, QStandardPaths, Signal

_PROGRAMS = ("hunspell", "aspell", "enchant-2", "enchant")
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")
_MOST_KNOWN = 5_000
_MOST_SUGGESTED = 6
_REST_MS = 500
_SCRIPTS = {
    QLocale.Script.LatinScript: "LATIN",
    QLocale.Script.CyrillicScript: "CYRILLIC",
    QLocale.Script.GreekScript: "GREEK",
    QLocale.Script.HebrewScript: "HEBREW",
    QLocale.Script.ArabicScript: "ARABIC",
}


@dataclass(frozen=True, slots=True)
class Tool:
    """One spelling program with one of its dictionaries."""

    program: str
    arguments: tuple[str, ...]
    script: str = ""
    """What the names of the letters begin with that it knows; '' where that is not known."""


def words_in(text: str) -> list[tuple[int, str]]:
    """Return the words worth asking about and where each begins: no abbreviations, no snippets."""
    found = []
    for match in _WORD.finditer(text):
        start, word = match.start(), match[0]
        before = text[start - 1 : start]
        after = text[match.end() : match.end() + 1]
        is_part = before in (";", "@", "_") or before.isdigit() or after == "_" or after.isdigit()
        if len(word) > 1 and not word.isupper() and not is_part:
            found.append((start, word))
    return found


def installed(locales: Sequence[str] | None = None) -> list[Tool]:
    """Return the programs that are installed, with a dictionary each for the person's languages."""
    names = locales if locales is not None else QLocale.system().uiLanguages()
    languages = dict.fromkeys(
        name.replace("-", "_") for name in names if name not in ("C", "POSIX")
    )
    tools = []
    for name in _PROGRAMS:
        program = QStandardPaths.findExecutable(name)
        for language in languages if program else ():
            script = _SCRIPTS.get(QLocale(language).script(), "")
            tools.append(Tool(program, _arguments(name, language), script))
    return tools


class Speller(QObject):
    """`known` says that more words are known. Nothing is asked, and nothing runs, before `wrong`.

    Words go to a process of this machine and nowhere else, one by one, without their sentence.
    """

    known = Signal()

    def __init__(self, parent: QObject | None = None, tools: Sequence[Tool] | None = None) -> None:
        """Use the first of `tools` that works; those that are installed where none are given."""
        super().__init__(parent)
        self._tools = None if tools is None else list(tools)
        self._process: QProcess | None = None
        self._script = ""
        self._read = b""
        self._has_greeted = False
        self._asked: deque[str] = deque()
        self._answer: tuple[str, ...] | None = None
        self._words: dict[str, tuple[str, ...] | None] = {}

    @property
    def is_off(self) -> bool:
        """Whether it is known by now that no dictionary can be had."""
        return self._tools is not None and not self._tools

    def wrong(self, words: Iterable[str]) -> frozenset[str]:
        """Return which of `words` no dictionary has; of those not known yet `known` will say."""
        found = set()
        for word in words:
            plain = word.replace("\u2019", "'")
            if plain in self._words:
                if self._words[plain] is not None:
                    found.add(word)
            else:
                self._ask(plain)
        return frozenset(found)

    def suggestions(self, word: str) -> tuple[str, ...]:
        """Return what could stand in place of a wrong word."""
        return self._words.get(word.replace("\u2019", "'")) or ()

    def rest(self) -> None:
        """Let the process go; it comes back when it is asked again."""
        process, self._process = self._process, None
        self._asked.clear()
        if process is not None:
            process.readyReadStandardOutput.disconnect(self._on_read)
            process.finished.disconnect(self._on_finished)
            process.errorOccurred.disconnect(self._on_error)
            process.kill()
            process.waitForFinished(_REST_MS)
            process.deleteLater()

    # --- how it is done -------------------------------------------------------------------------

    def _ask(self, word: str) -> None:
        if self._tools is None:
            self._tools = installed()
        if not self._tools or word in self._asked:
            return
        if self._process is None:
            self._start()
        if self._script and not unicodedata.name(word[0], "").startswith(self._script):
            return
        self._asked.append(word)
        if self._has_greeted:
            self._send(word)

    def _start(self) -> None:
        assert self._tools
        tool = self._tools[0]
        self._script, self._read, self._has_greeted = tool.script, b"", False
        self._answer = None
        process = QProcess(self)
        process.setProgram(tool.program)
        process.setArguments(list(tool.arguments))
        process.readyReadStandardOutput.connect(self._on_read)
        process.finished.connect(self._on_finished)
        process.errorOccurred.connect(self._on_error)
        process.setStandardErrorFile(QProcess.nullDevice())
        self._process = process
        process.start()

    def _send(self, word: str) -> None:
        assert self._process is not None
        # The caret says that a word follows, whatever it begins with.
        self._process.write(f"^{word}\n".encode())

    def _on_read(self) -> None:
        assert self._process is not None
        self._read += bytes(self._process.readAllStandardOutput().data())
        *lines, self._read = self._read.split(b"\n")
        is_new = False
        for line in lines:
            is_new = self._take(line.decode("utf-8", "replace").rstrip("\r")) or is_new
        if is_new:
            self.known.emit()

    def _take(self, line: str) -> bool:
        """Take one line of an answer; return whether a word is known now."""
        if not self._has_greeted:
            self._has_greeted = True
            for word in self._asked:
                self._send(word)
            return False
        if line[:1] == "&":
            _, _, told = line.partition(": ")
            self._answer = tuple(one.strip() for one in told.split(","))[:_MOST_SUGGESTED]
        elif line[:1] == "#":
            self._answer = self._answer or ()
        elif not line and self._asked:
            if len(self._words) >= _MOST_KNOWN:
                self._words.clear()
            self._words[self._asked.popleft()] = self._answer
            self._answer = None
            return True
        return False

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._on_finished()

    def _on_finished(self) -> None:
        """It has no such dictionary, or died: go on with the next program, if there is one."""
        assert self._process is not None and self._tools is not None
        self._process.deleteLater()
        self._process = None
        self._tools = self._tools[1:]
        if self._asked and self._tools:
            self._start()
        else:
            self._asked.clear()


def _arguments(name: str, language: str) -> tuple[str, ...]:
    match name:
        case "hunspell":
            return ("-a", "-i", "utf-8", "-d", language)
        case "aspell":
            return ("-a", "--encoding=utf-8", f"--lang={language}")
        case _:
            return ("-a", "-d", language)
