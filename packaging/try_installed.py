"""Tries what was built as its users will: on this system, on a bare Debian 12, in a fresh venv.

`dev.py build --try` runs it after building; alone it takes what lies in dist/. The bare Debian
needs root, debootstrap and a network; it is made in build/ once, and copied for each try.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
DIST = CHECKOUT / "dist"
BARE = CHECKOUT / "build" / "debian-12"
USER = "clinician"
_ENTRY = "/usr/share/applications/kap-companion.desktop"
_TOOLS = ("debootstrap", "unshare", "chroot", "Xvfb", "openbox", "xdotool")

# Enters a root of its own with what a desktop's session has: processes, devices and the screen.
_ENTER = """
root=$1; who=$2; shift 2
mount --bind /dev "$root/dev"
mount -t proc proc "$root/proc"
mkdir -p "$root/tmp/.X11-unix"
mount --bind /tmp/.X11-unix "$root/tmp/.X11-unix"
exec chroot --userspec="$who" "$root" "$@"
"""
# As a desktop does: what it started goes on by itself, and ends when it is closed.
_LAUNCH = """
gio "$@"
sleep 2
while ls -l /proc/[0-9]*/exe 2>/dev/null | grep -q 'kap-companion/kap-companion$'
do sleep 1; done
"""


class TryError(Exception):
    """What was tried did not go as it has to; the message says what."""


def main(arguments: Sequence[str]) -> int:
    """Try everything, or what is named: frozen, debian, wheel; 1 where one of them fails."""
    tries = {"frozen": try_frozen, "debian": try_on_debian, "wheel": try_wheel}
    for name in arguments:
        if name not in tries:
            print(f"There is no try {name!r}; there are {', '.join(tries)}.", file=sys.stderr)
            return 2
    failed = []
    for name in arguments or tries:
        print(f"\n== {name}", flush=True)
        began = time.monotonic()
        try:
            tries[name]()
        except (TryError, AssertionError, subprocess.CalledProcessError) as trouble:
            print(f"{name} failed: {trouble}", file=sys.stderr, flush=True)
            failed.append(name)
        else:
            print(f"{name}: fine, {time.monotonic() - began:.0f} s", flush=True)
    return 1 if failed else 0


def try_frozen() -> None:
    """The journeys by keys from outside, with the frozen app of dist/."""
    _journeys(str(_built("kap-companion/kap-companion")))


def try_wheel() -> None:
    """The wheel in a venv of its own, away from the checkout; then its commands and a journey."""
    wheel = _built("kap_companion-*.whl")
    with tempfile.TemporaryDirectory(prefix="kap-wheel-") as scratch:
        venv = Path(scratch, "venv")
        base = getattr(sys, "_base_executable", sys.executable)
        _quietly(base, "-m", "venv", str(venv))
        pip = (str(venv / "bin/python"), "-m", "pip", "--disable-pip-version-check", "-q")
        lock = str(CHECKOUT / "packaging" / "run.lock")
        _quietly(*pip, "install", "--no-deps", "-r", lock)
        _quietly(*pip, "install", str(wheel))
        _quietly(*pip, "check")
        print("Installed; nothing is missing that the wheel asks for.", flush=True)
        _journeys(str(venv / "bin/kap-companion"), "-k", "commands or rehearsal_from or kill")


def try_on_debian() -> None:
    """apt installs the package on a bare Debian 12; a session is held there; removing leaves it."""
    missing = [tool for tool in _TOOLS if shutil.which(tool) is None]
    if missing or os.geteuid() != 0:
        raise TryError(f"it needs root, and {', '.join(missing) or 'all it needs is there'}.")
    package = _built("kap-companion_*.deb")
    with _bare_debian() as root:
        shutil.copy(package, root / "root")
        _in(root, "apt-get", "update", "-q")
        apt = ("apt-get", "install", "-y", "-q", "--no-install-recommends")
        _in(root, *apt, f"/root/{package.name}")
        # What launches desktop entries and knows kinds of files is the desktop's own.
        _in(root, *apt, "libglib2.0-bin", "desktop-file-utils", "shared-mime-info")
        _in(root, "useradd", "--create-home", USER)
        kept = _hold_session(root)
        _in(root, "apt-get", "remove", "-y", "-q", "kap-companion")
        left = list(root.glob("usr/*/kap-companion*"))
        if left:
            raise TryError(f"the package left something of itself: {left}")
        if not (kept / "vault.db").is_file() or not (kept / "keys.json").is_file():
            raise TryError("the vault went with the package")
        print("Removed; the vault lies where it lay.")


def _hold_session(root: Path) -> Path:
    """Start it from its desktop entry, make a vault, rehearse, look at the PDF; return the vault.

    By keys, as somebody who has just installed it.
    """
    sys.path.insert(0, str(CHECKOUT))
    from tests.frozen.laptop import Laptop, Screen

    entering = ["unshare", "--mount", "sh", "-ec", _ENTER, "enter", str(root), USER]
    screen_folder = tempfile.mkdtemp(prefix="kap-screen-")
    screen = Screen(Path(screen_folder, "screen"))
    try:
        laptop = Laptop(
            root / "home" / USER / "laptop",
            screen,
            [*entering, "kap-companion"],
            root=root,
            opening=[*entering, "sh", "-c", _LAUNCH, "launch", "launch", _ENTRY],
            entering=len(entering),
        )
        _in(root, "chown", "-R", f"{USER}:", f"/home/{USER}")
        laptop.open()
        pdf = laptop.rehearse()
        assert pdf.read_bytes().startswith(b"%PDF-")
        print(f"Started from the desktop entry; rehearsed to {laptop.seen(pdf)}.", flush=True)
        laptop.make_vault()
        laptop.begin_session()
        laptop.enter("Tingling, a little floaty.")
        laptop.keys("F8")
        laptop.enter("enough for today")
        laptop.keys("ctrl+d")
        time.sleep(1)
        laptop.keys("ctrl+e")
        laptop.until(lambda: any(laptop.documents.glob("draft-*.pdf")), "a PDF")
        laptop.until(lambda: any(laptop.documents.glob("draft-*.docx")), "a Word document")
        laptop.quit()
        notes = [one["body"]["text"] for one in laptop.log() if one["kind"] == "note_taken"]
        assert notes == ["Tingling, a little floaty."], notes
        print("A vault made and a session held in it by keys; its draft exported.", flush=True)
        script = laptop.documents / "a session to try"
        shutil.copy(CHECKOUT / "resources/rehearsal/first_session.jsonl", script)
        laptop.opening = [*entering, "sh", "-c", _LAUNCH, "launch", "open", laptop.seen(script)]
        laptop.open()
        rehearsals = laptop.vault.parent / "state/rehearsals"
        assert not rehearsals.exists() or not any(rehearsals.iterdir())
        laptop.keys("Return")
        laptop.until(lambda: any(rehearsals.glob("*/*/vault.db")), "the script's own vault")
        laptop.keys("ctrl+shift+h", "ctrl+shift+h")
        laptop.until(lambda: not any(rehearsals.iterdir()), "the end of the rehearsal")
        laptop.quit()
        print("A session script opened from the desktop is rehearsed, and thrown away.", flush=True)
        assert laptop.said() == "", laptop.said()
    except AssertionError:
        seen = CHECKOUT / "build" / "try-failed.png"
        screen.keep_picture(seen)
        print(f"What was on the screen is in {seen}.", file=sys.stderr)
        raise
    finally:
        screen.close()
        shutil.rmtree(screen_folder)
    return laptop.vault


def _journeys(command: str, *more: str) -> None:
    """Run tests/frozen with an app, one test after the other: they have one keyboard each."""
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:xdist", "tests/frozen", *more],
        cwd=CHECKOUT,
        env={**os.environ, "KAP_FROZEN": command, "QT_QPA_PLATFORM": "offscreen"},
        check=False,
    )
    if done.returncode:
        raise TryError("a journey did not end as it has to")


def _built(pattern: str) -> Path:
    found = sorted(DIST.glob(pattern), key=lambda path: path.stat().st_mtime)
    if not found:
        raise TryError(f"nothing was built: there is no dist/{pattern}")
    return found[-1]


@contextmanager
def _bare_debian() -> Iterator[Path]:
    """A Debian 12 with nothing but what every Debian has, for one try."""
    if not (BARE / "etc/debian_version").exists():
        print("Making a bare Debian 12 in build/ (once)", flush=True)
        BARE.parent.mkdir(exist_ok=True)
        subprocess.run(
            ["debootstrap", "--variant=minbase", "bookworm", str(BARE)],
            check=True,
            stdout=subprocess.DEVNULL,
        )
    with tempfile.TemporaryDirectory(prefix="kap-debian-", dir=BARE.parent) as scratch:
        root = Path(scratch, "root")
        subprocess.run(["cp", "-a", "--reflink=auto", f"{BARE}/.", str(root)], check=True)
        for name in ("resolv.conf", "hosts"):
            shutil.copy(Path("/etc", name), root / "etc" / name)
        yield root


def _in(root: Path, *command: str) -> None:
    """Run a command as root in that root."""
    _quietly(
        *("unshare", "--mount", "sh", "-ec", _ENTER, "enter", str(root), "root"),
        *("env", "DEBIAN_FRONTEND=noninteractive", "LC_ALL=C.UTF-8", *command),
    )


def _quietly(*command: str) -> None:
    """Run a command away from the checkout; what it prints is told only where it fails."""
    done = subprocess.run(
        command, cwd="/", stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    if done.returncode:
        told = (done.stdout + done.stderr)[-1500:]
        raise TryError(f"{' '.join(command[-6:])} ended with {done.returncode}: {told}")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
