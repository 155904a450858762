"""A laptop of a test's own for the real app: every folder it may write to, and eyes outside it."""

from __future__ import annotations

import contextlib
import io
import json
import os
import pwd
import secrets
import string
import subprocess
import sys
import time
import wave
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pikepdf
from pypdf import PdfReader

from tests.journeys.traces import Trace, traces

ROOT = Path(__file__).parents[2]
_WAIT_S = 400
_LEAST_PASSPHRASE = 5
SAID = (
    *("client", "note", "private", "intention", "answer", "half typed", "veiled", "draft"),
    *("template", "search", "error"),
)
SECRETS = ("passphrase", "password", "code")
MUSIC = ("title", "playlist")
NAMES = "the names of files"
_SHARED = tuple(Path(one) for one in ("/tmp", "/var/tmp", "/dev/shm"))
_MOST_BYTES = 64 << 20
_ALL_OF_THE_PLAYER = (
    "--dest=org.mpris.MediaPlayer2.kapcompanion",
    "/org/mpris/MediaPlayer2",
    "org.freedesktop.DBus.Properties.GetAll",
    "string:org.mpris.MediaPlayer2.Player",
)
_LOOK_AT = """
import sys
from PySide6.QtGui import QClipboard, QGuiApplication
app = QGuiApplication([])
print(app.clipboard().text(getattr(QClipboard.Mode, sys.argv[1])), end="")
"""


def _folders_in(folder: Path) -> list[Path]:
    return [one for one in folder.iterdir() if one.is_dir()] if folder.is_dir() else []


def a_word() -> str:
    """Return what stands nowhere else, not even by chance."""
    return "".join(secrets.choice(string.ascii_lowercase) for _ in range(14))


@dataclass
class House:
    """A laptop of the test's own: everything that a program is told of where it may write."""

    folder: Path
    ending: str
    screen: str | None
    bus: str | None
    words: dict[str, str] = field(default_factory=dict)
    began: float = field(default_factory=time.time)

    def __post_init__(self) -> None:
        # Folders that were there before are other programs'. What they write is much, and theirs.
        self._of_others = {one for shared in _SHARED for one in _folders_in(shared)}
        self.told, self.below = self.folder / "told", self.folder / "laptop"
        for one in ("home", "config", "data", "cache", "state", "runtime", "tmp", "kap", "exports"):
            (self.below / one).mkdir(parents=True)
        (self.below / "runtime").chmod(0o700)
        self.told.mkdir()
        self.words = {one: a_word() for one in (*SAID, *MUSIC, "password", "account")}
        self.words["passphrase"] = " ".join(a_word() for _ in range(_LEAST_PASSPHRASE))
        self.words["ending"] = self.ending
        self.music = self.below / "music" / self.words["playlist"]
        self.music.mkdir(parents=True)
        with wave.open(str(self.music / f"{self.words['title']}.wav"), "wb") as file:
            file.setparams((1, 1, 8_000, 0, "NONE", ""))
            file.writeframes(b"\x80" * 8_000 * 60)
        files = {"music": str(self.music), "exports": str(self.below / "exports")}
        (self.told / "words.json").write_text(json.dumps(self.words))
        (self.told / "files.json").write_text(json.dumps(files))
        self._begin()

    def _begin(self) -> None:
        below = self.below
        environment = {
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "USER": self.words["account"],
            "LOGNAME": self.words["account"],
            "HOME": str(below / "home"),
            "XDG_CONFIG_HOME": str(below / "config"),
            "XDG_DATA_HOME": str(below / "data"),
            "XDG_CACHE_HOME": str(below / "cache"),
            "XDG_STATE_HOME": str(below / "state"),
            "XDG_RUNTIME_DIR": str(below / "runtime"),
            "TMPDIR": str(below / "tmp"),
            "KAP_HOME": str(below / "kap"),
            "SDL_AUDIODRIVER": "dummy",
            "SDL_VIDEODRIVER": "dummy",
            "PYTHONPATH": str(ROOT),
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        environment |= {"DISPLAY": self.screen} if self.screen else {"QT_QPA_PLATFORM": "offscreen"}
        if self.bus:
            environment["DBUS_SESSION_BUS_ADDRESS"] = self.bus
        with (self.told / "out").open("wb") as out:
            self.app = subprocess.Popen(
                [sys.executable, "-m", "tests.journeys.whole_session", str(self.told)],
                cwd=below,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
            )

    def at(self, moment: str) -> Any:
        """Wait until the session has come so far; return what the app tells of that moment."""
        until = time.monotonic() + _WAIT_S
        path = self.told / f"{moment}.json"
        while not path.exists():
            assert time.monotonic() < until, f"it never came to {moment!r}"
            if self.app.poll() is not None and not path.exists():
                trouble = self.told / "trouble.txt"
                said = trouble.read_text() if trouble.exists() else (self.told / "out").read_text()
                raise AssertionError(f"it ended before {moment!r}: {said[-4000:]}")
            time.sleep(0.02)
        return json.loads(path.read_text())

    def go_on(self, moment: str) -> None:
        """Let the session go on from there."""
        (self.told / f"{moment}.go").touch()

    def pass_by(self, moment: str) -> Any:
        """Look from outside at that moment, and let it go on."""
        told = self.at(moment)
        assert self.traces_outside() == []
        assert traces(self.secret, {"titles of windows": "\n".join(told["titles"]).encode()}) == []
        self.go_on(moment)
        return told

    @property
    def processes(self) -> list[int]:
        """The app's process and all that it started."""
        found, new = [], [self.app.pid]
        while new:
            found += new
            new = [
                int(child)
                for pid in new
                for tasks in Path(f"/proc/{pid}/task").glob("*/children")
                for child in tasks.read_text().split()
            ]
        return found

    def of(self, *names: str) -> list[str]:
        """Return the words that stand for these."""
        return [self.words[one] for one in names]

    @property
    def secret(self) -> list[str]:
        """What is to stand nowhere."""
        one_by_one = self.words["passphrase"].split()
        kept = [self.words[one] for one in (*SAID, *MUSIC, *SECRETS) if one in self.words]
        return [*kept, *one_by_one]

    def wait_for_helpers(self) -> None:
        """Wait until what was making a backup as the app ended has cleared it away."""
        until = time.monotonic() + 60
        while list((self.below / "kap/backups").glob(".*")):
            assert time.monotonic() < until, "a half backup was left"
            time.sleep(0.05)

    def traces_outside(self) -> list[Trace]:
        """Return what every other program can see of the processes."""
        places = {"sockets": Path("/proc/net/unix").read_bytes()}
        for pid in self.processes:
            for name in ("cmdline", "environ", "comm"):
                try:
                    places[f"{name} of {pid}"] = Path(f"/proc/{pid}/{name}").read_bytes()
                except (FileNotFoundError, ProcessLookupError):
                    assert pid != self.app.pid, "only a helper may have ended since"
        return traces(self.secret, places)

    def traces_made_elsewhere(self) -> list[Trace]:
        """Return the words in what was written since, in the folders that all programs share.

        And in the home that the account has, whatever the process was told of it.
        """
        home = Path(pwd.getpwuid(os.getuid()).pw_dir)
        own = [home / one for one in (".config", ".cache", ".local/share", ".local/state")]
        found: list[Trace] = []
        for path in self._written_since([*_SHARED, *own, home]):
            with contextlib.suppress(OSError):
                if path.is_file() and path.stat().st_size < _MOST_BYTES:
                    found += traces(self.secret, {str(path): path.read_bytes()})
                found += traces(self.secret, {NAMES: os.fsencode(path)})
        return found

    def _written_since(self, folders: list[Path]) -> Iterator[Path]:
        for folder in folders:
            with contextlib.suppress(OSError):
                for path in folder.iterdir():
                    if path == ROOT or path in self.folder.parents or path in self._of_others:
                        continue
                    if path.lstat().st_mtime < self.began - 1 or path.is_symlink():
                        continue
                    yield path
                    if path.is_dir():
                        yield from self._written_since([path])

    def exports(self) -> dict[str, bytes]:
        """Return what was exported; of a PDF, which opens with the password alone, what it says."""
        told: dict[str, bytes] = {}
        for path in (self.below / "exports").iterdir():
            told[path.name] = path.read_bytes()
            if path.suffix == ".pdf":
                with pikepdf.open(path, password=self.words["password"]) as document:
                    whole = io.BytesIO()
                    document.save(whole)
                told["the open PDF"] = whole.getvalue()
                reader = PdfReader(io.BytesIO(whole.getvalue()))
                text = "".join(page.extract_text() for page in reader.pages)
                told["what the PDF says"] = text.encode()
        return told

    def seen_by_others(self, where: str) -> str:
        """Return what another program finds on the clipboard or in the selection."""
        if self.screen is None:
            return ""
        environment = {**os.environ, "QT_QPA_PLATFORM": "xcb", "DISPLAY": self.screen}
        done = subprocess.run(
            [sys.executable, "-c", _LOOK_AT, where.title()],
            env=environment,
            capture_output=True,
            text=True,
            timeout=_WAIT_S,
            check=True,
        )
        return done.stdout

    def told_on_the_bus(self) -> dict[str, bytes]:
        """Return what a desktop is told of the music."""
        if self.bus is None:
            return {}
        done = subprocess.run(
            [*("dbus-send", f"--bus={self.bus}", "--print-reply"), *_ALL_OF_THE_PLAYER],
            capture_output=True,
            timeout=_WAIT_S,
            check=True,
        )
        assert b"PlaybackStatus" in done.stdout
        return {"the desktop's player": done.stdout}
