"""Builds what is handed to a clinician: the frozen app, its Debian package, and the wheel.

Run by `dev.py build`, with the Python that has everything. It says how large each is.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import debian
from contents import is_to_be_stripped, megabytes

CHECKOUT = Path(__file__).resolve().parent.parent
OUTPUT = CHECKOUT / "dist"
APP, DEB, WHEEL = "app", "deb", "wheel"
_KINDS = (APP, DEB, WHEEL)


def main(arguments: Sequence[str]) -> int:
    """Build what is named, or all that this system can; return 0 when it is there."""
    parser = argparse.ArgumentParser(prog="dev.py build")
    parser.add_argument("kinds", nargs="*", metavar="KIND", help=", ".join(_KINDS))
    parser.add_argument("--try", dest="tried", action="store_true", help="install it and use it")
    asked = parser.parse_args(arguments)
    for kind in asked.kinds:
        if kind not in _KINDS:
            parser.error(f"there is no kind {kind!r}; there are {', '.join(_KINDS)}")
    kinds = asked.kinds or kinds_here(sys.platform, has_dpkg=shutil.which("dpkg-deb") is not None)
    OUTPUT.mkdir(exist_ok=True)
    _make_guide()
    epoch = when_changed(CHECKOUT)
    try:
        if APP in kinds or DEB in kinds:
            app = build_app(OUTPUT, epoch)
            _say(app, f"{megabytes(app):.0f} MB")
        if DEB in kinds:
            made = debian.make(app, OUTPUT, version(), epoch)
            _say(made, f"{made.stat().st_size / 1e6:.0f} MB")
        if WHEEL in kinds:
            made = build_wheel(OUTPUT, epoch)
            _say(made, f"{made.stat().st_size / 1e6:.0f} MB")
    except debian.PackingError as trouble:
        print(trouble, file=sys.stderr)
        return 1
    except subprocess.CalledProcessError as trouble:
        told = " ".join(str(word) for word in trouble.cmd[:3])
        print(f"It could not be built: {told} ended with {trouble.returncode}.", file=sys.stderr)
        return 1
    if asked.tried:
        import try_installed

        return try_installed.main([])
    return 0


def kinds_here(system: str, *, has_dpkg: bool) -> tuple[str, ...]:
    """Return what can be built on a system."""
    return (APP, DEB, WHEEL) if system == "linux" and has_dpkg else (APP, WHEEL)


def build_app(output: Path, epoch: int) -> Path:
    """Freeze the app into a folder of `output`, anew, and return it."""
    spec = CHECKOUT / "packaging" / "kap-companion.spec"
    with tempfile.TemporaryDirectory(prefix="kap-freeze-") as scratch:
        subprocess.run(
            [
                *(sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"),
                *("--distpath", str(output), "--workpath", scratch, str(spec)),
            ],
            check=True,
            cwd=CHECKOUT,
            env={**os.environ, "PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": str(epoch)},
        )
    app = output / ("KAP Companion.app" if sys.platform == "darwin" else "kap-companion")
    if sys.platform == "linux" and shutil.which("strip"):
        _strip(app)
    return app


def _strip(app: Path) -> None:
    """Take out of libraries what only a debugger reads: a fifth of the whole app."""
    files = (path for path in sorted(app.rglob("*")) if path.is_file() and not path.is_symlink())
    told = [str(path) for path in files if is_to_be_stripped(str(path.relative_to(app)))]
    subprocess.run(["strip", "--strip-debug", *told], check=True)


def build_wheel(output: Path, epoch: int) -> Path:
    """Build the wheel, with resources and music inside, by the backend that is installed."""
    from hatchling.builders.wheel import WheelBuilder

    os.environ["SOURCE_DATE_EPOCH"] = str(epoch)
    return Path(next(WheelBuilder(str(CHECKOUT)).build(directory=str(output))))


def version() -> str:
    """Return the app's version."""
    from kap_companion import __version__

    return __version__


def when_changed(checkout: Path) -> int:
    """Return when the source was last changed, in seconds since 1970: so builds can be compared."""
    told = os.environ.get("SOURCE_DATE_EPOCH")
    if told:
        return int(told)
    asked = ["git", "log", "-1", "--format=%ct"]
    try:
        done = subprocess.run(asked, cwd=checkout, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        # A copy of the source without its history.
        return int((checkout / "CHANGELOG.md").stat().st_mtime)
    return int(done.stdout)


def _make_guide() -> None:
    """The guide lies in the app as pages, built from docs/ each time: F1 opens them offline."""
    maker = CHECKOUT / "packaging" / "guide.py"
    subprocess.run([sys.executable, str(maker)], check=True, cwd=CHECKOUT)


def _say(path: Path, size: str) -> None:
    print(f"{path.relative_to(CHECKOUT)}  {size}", flush=True)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
