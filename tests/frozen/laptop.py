"""A laptop with a screen, a keyboard and a sound card of its own, for an app that knows no test."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PASSPHRASE = "meadow copper lantern drift seventy"
_WAIT_S = 90.0
_STILL_LOOKS = 6  # a twentieth of a second apart
_LAUNCHERS = (b"sh", b"gio", b"sleep", b"ls", b"grep")
_BESIDE = (b"--music-", b"--make-")
_REHEARSAL_S = 105.0
_SCREEN, _TRIES = "1280x800x24", 20


class Screen:
    """A screen without a desk: Xvfb with a window manager, and what it shows as a file."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        self._pixels = folder / "Xvfb_screen0"
        told, tell = os.pipe()
        command = ["Xvfb", "-displayfd", str(tell), "-screen", "0", _SCREEN, "-fbdir", str(folder)]
        self._server = subprocess.Popen(command, pass_fds=[tell], stderr=subprocess.DEVNULL)
        os.close(tell)
        with os.fdopen(told) as numbered:
            self.name = f":{int(numbered.readline())}"
        for _ in range(_TRIES):  # now and then a new screen refuses its first client
            self._manager = self._manage()
            if not self._gave_up(self._manager):
                break

    def digest(self) -> bytes:
        """Return a digest of what is shown now."""
        return hashlib.sha256(self._pixels.read_bytes()).digest()

    def keep_picture(self, path: Path) -> None:
        """Write what is shown now as a PNG, where ImageMagick is there to do it."""
        if shutil.which("convert"):
            subprocess.run(["convert", f"xwd:{self._pixels}", str(path)], check=True)

    def _manage(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            ["openbox", "--sm-disable"],
            env={**os.environ, "DISPLAY": self.name},
            stderr=subprocess.DEVNULL,
        )

    @staticmethod
    def _gave_up(manager: subprocess.Popen[bytes]) -> bool:
        with contextlib.suppress(subprocess.TimeoutExpired):
            manager.wait(0.5)
        return manager.poll() is not None

    def close(self) -> None:
        """Take the screen away."""
        for one in (self._manager, self._server):
            one.terminate()
            one.wait()


@dataclass
class Laptop:
    """What a test does is what hands do; `command` starts the app, whatever it is made of.

    `root` is where the app sees the root of all folders and `entering` how many words of a command
    lead there; `opening` is what opens the window where that is not the command.
    """

    folder: Path
    screen: Screen
    command: Sequence[str]
    variables: dict[str, str] = field(default_factory=dict)
    root: Path = Path("/")
    opening: Sequence[str] = ()
    entering: int = 0
    process: subprocess.Popen[bytes] | None = None

    def __post_init__(self) -> None:
        for name in ("home/Documents", "runtime"):
            (self.folder / name).mkdir(parents=True)
        (self.folder / "runtime").chmod(0o700)

    @property
    def vault(self) -> Path:
        """Where the vault lies, as no option says otherwise."""
        return self.folder / "kap" / "vault"

    @property
    def documents(self) -> Path:
        """Where documents are exported to, as nobody chose another folder."""
        return self.folder / "home" / "Documents"

    @property
    def sound(self) -> Path:
        """What the sound card was given: 16-bit stereo at 44,100 Hz."""
        return self.folder / "heard.raw"

    # --- the window -----------------------------------------------------------------------------

    def open(self) -> None:
        """Start the app, and wait for its window."""
        with (self.folder / "stderr.txt").open("ab") as said:
            self.process = subprocess.Popen(
                self._with_variables(self.opening or self.command),
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
            )
        self.until(lambda: bool(self._windows()), "a window")
        self._xdotool("windowactivate", "--sync", self._windows()[-1])
        self.settle()

    def keys(self, *keys: str) -> None:
        """Press keys, by the names that X gives them: Return, ctrl+l, F5."""
        for key in keys:
            self._xdotool("key", "--clearmodifiers", key)
            self.settle()

    def type(self, text: str) -> None:
        """Type a text letter by letter."""
        self._xdotool("type", "--delay", "15", text)
        self.settle()

    def enter(self, text: str) -> None:
        """Type a text and press Enter."""
        self.type(text)
        self.keys("Return")

    def settle(self, at_most_s: float = 15.0) -> None:
        """Wait until the window has done what it was asked: it sleeps, and the screen is still."""
        ours = [pid for pid in self.processes() if not _is_beside(pid)]
        until = time.monotonic() + at_most_s
        before, still = self.screen.digest(), 0
        while time.monotonic() < until and still < _STILL_LOOKS:
            time.sleep(0.05)
            now = self.screen.digest()
            still = 0 if now != before or any(map(_is_at_work, ours)) else still + 1
            before = now

    def until(self, claim: Callable[[], bool], what: str, at_most_s: float = _WAIT_S) -> None:
        """Wait until a claim holds; fail with a picture of the screen where it never does."""
        deadline = time.monotonic() + at_most_s
        while not claim():
            if time.monotonic() > deadline:
                self.screen.keep_picture(self.folder / "failed.png")
                raise AssertionError(f"there never was {what}; see {self.folder / 'failed.png'}")
            time.sleep(0.1)

    def kill(self) -> None:
        """End the app as a dead battery would, with all that it started."""
        assert self.process is not None
        for pid in {self.process.pid, *self.processes()}:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.wait()
        self.process = None

    def quit(self) -> None:
        """Close the window as a desktop does; it may back up first."""
        assert self.process is not None
        self._xdotool("key", "alt+F4")
        self.process.wait(_WAIT_S)
        assert self.process.returncode == 0, self.said()
        self.process = None

    def said(self) -> str:
        """Return all that the window printed: a person sees none of it."""
        return (self.folder / "stderr.txt").read_text(encoding="utf-8", errors="replace")

    def processes(self) -> list[int]:
        """Return all processes of the app, whoever started them: they are told where its home is.

        A desktop that launches it lets it go.
        """
        home = f"KAP_HOME={self.seen(self.folder / 'kap')}\0".encode()
        found = []
        for path in Path("/proc").glob("[0-9]*/environ"):
            with contextlib.suppress(OSError):
                if home in path.read_bytes():
                    found.append(int(path.parent.name))
        return found

    # --- from an empty laptop on ----------------------------------------------------------------

    def make_vault(self) -> None:
        """Choose a passphrase, confirm the recovery code, and leave the tour for another day."""
        self.enter(PASSPHRASE)
        self.enter(PASSPHRASE)
        self.until((self.vault / "vault.db").exists, "a vault")
        self.settle()
        self.keys("Tab", "Tab", "space", "Return")
        time.sleep(1)
        self.settle()
        self.keys("Escape")

    def rehearse(self) -> Path:
        """At the gate, rehearse the app's own session at 60 times, join in, export; return the PDF.

        It goes on for a minute and a half, by the app's own clock.
        """
        self.keys("ctrl+shift+h")
        time.sleep(1)
        self.keys("shift+Tab", "Right", "Right", "Return")
        began = time.monotonic()
        while time.monotonic() < began + 30:
            time.sleep(1)
        self._xdotool("type", "--delay", "15", "I sit beside and listen.")
        self._xdotool("key", "Return")
        while time.monotonic() < began + _REHEARSAL_S:
            time.sleep(1)
        self.keys("ctrl+d")
        time.sleep(2)
        self.keys("ctrl+e")
        self.until(lambda: any(self.documents.glob("rehearsal-*.pdf")), "a PDF of the rehearsal")
        self.until(lambda: any(self.documents.glob("rehearsal-*.docx")), "its Word document")
        (pdf,) = self.documents.glob("rehearsal-*.pdf")
        time.sleep(1)
        self.keys("ctrl+shift+h", "ctrl+shift+h")
        time.sleep(1)
        return pdf

    def unlock(self, passphrase: str = PASSPHRASE) -> None:
        """Type the passphrase, and wait for what comes."""
        self.enter(passphrase)
        time.sleep(1)
        self.settle()

    def begin_session(self, client: str = "M.R.") -> None:
        """From Home without a client to the session, with vitals and the dose taken."""
        self.keys("Return")
        self.enter(client)
        self.keys("Return", "Return")
        time.sleep(1)
        self.keys("F2")
        self.enter("124/80 72 98")
        self.keys("ctrl+Tab", "F5", "ctrl+a")
        self.enter("150")
        self.enter("checklist done on paper")
        time.sleep(0.5)

    # --- the command line -----------------------------------------------------------------------

    def run(
        self, *arguments: str, passphrase: str = PASSPHRASE
    ) -> subprocess.CompletedProcess[str]:
        """Run one of the app's commands."""
        return subprocess.run(
            self._with_variables([*self.command, *arguments], KAP_PASSPHRASE=passphrase),
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )

    def told(self, *arguments: str) -> str:
        """Run a command that has to go well and quietly; return what it printed."""
        done = self.run(*arguments)
        assert (done.returncode, done.stderr) == (0, ""), f"{done.stderr} {done.stdout}"
        return done.stdout

    def log(self, *options: str) -> list[dict[str, Any]]:
        """Return the entries of the last session."""
        vault = self.seen(self.vault)
        printed = self.told("log", "--vault", vault, "--session", "last", *options)
        return [json.loads(line) for line in printed.splitlines()]

    def seen(self, path: Path) -> str:
        """Return a path as the app sees it."""
        return str(Path("/", path.relative_to(self.root)))

    def _windows(self) -> list[str]:
        # By the name alone: what is in front of a window on some systems has no process id.
        found = self._xdotool("search", "--onlyvisible", "--name", "KAP Companion", check=False)
        return found.split()

    def _xdotool(self, *arguments: str, check: bool = True) -> str:
        done = subprocess.run(
            ["xdotool", *arguments],
            env={**os.environ, "DISPLAY": self.screen.name},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert not check or done.returncode == 0, done.stderr
        return done.stdout

    def _with_variables(self, command: Sequence[str], **more: str) -> list[str]:
        """Return a command line that starts with nothing but what is named here."""
        variables = {
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "HOME": self.seen(self.folder / "home"),
            "XDG_RUNTIME_DIR": self.seen(self.folder / "runtime"),
            "KAP_HOME": self.seen(self.folder / "kap"),
            "DISPLAY": self.screen.name,
            "SDL_AUDIODRIVER": "disk",
            "SDL_DISKAUDIOFILE": self.seen(self.sound),
            **self.variables,
            **more,
        }
        told = [f"{name}={value}" for name, value in variables.items()]
        if self.root == Path("/"):
            return ["env", "-i", *told, *command]
        # Other roots are entered first: what they hold is not there before.
        return [*command[: self.entering], "env", "-i", *told, *command[self.entering :]]


def _is_beside(pid: int) -> bool:
    """Whether a process only works beside the window, or launched it: these hardly ever rest."""
    with contextlib.suppress(OSError):
        told = Path(f"/proc/{pid}/cmdline").read_bytes()
        words = told.split(b"\0")
        return words[0] in _LAUNCHERS or any(one.startswith(_BESIDE) for one in words)
    return True


def _is_at_work(pid: int) -> bool:
    """Whether a thread of the process works, or waits for a disk or for its turn."""
    for path in Path(f"/proc/{pid}/task").glob("*/stat"):
        with contextlib.suppress(OSError):
            # The state comes after the name, which stands in brackets.
            if path.read_text(errors="replace").rpartition(")")[2].split()[0] in "RD":
                return True
    return False
