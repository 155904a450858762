"""Sets the project up and runs it or its checks: `python3 packaging/dev.py run`, or `test`.

Python's standard library only: this is what runs before anything else is installed.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import system_packages
from system_packages import SetUpStoppedError, do, say

if TYPE_CHECKING:
    from system_packages import Names

CHECKOUT = Path(__file__).resolve().parent.parent
OLDEST, NEWEST = (3, 11), (3, 14)

USAGE = """python3 packaging/dev.py COMMAND

  run [ARGUMENTS]   set up, then open the window; without a screen, play the built-in rehearsal
  test [ARGUMENTS]  set up, then run every check; arguments go to pytest, such as --cov for
                    coverage, which takes half as long again
  env               set up, then print the path of the Python that has everything
  endurance [KIND...] [--rounds N] [--seed S]
                    set up, then run what takes hours: kills, full disks, tampering, odd input,
                    moved clocks, days of sessions and of music; N rounds of each are quicker
  look [--compare] [SHAPE...]
                    set up, then paint every screen in every size and theme, say what differs from
                    the golden pictures and what is cut, and keep the new ones but with --compare
  guide [--extract] set up, then build the guide out of docs/ into resources/guide, which the app
                    opens; --extract brings its page of keys and its catalogues up to date
  words extract|check|missing CODE|fill CODE FILE
                    set up, then gather the app's words into resources/languages, say what is not
                    translated or left over, or take translations in
  bench [--quick]   set up, then print one table of speed, each row against its reference, and how
                    it grows up to 1,000,000 entries; --quick measures less often and less far
  bench NAME [ARGUMENTS]
                    set up, then run one bench by itself: table ROW, or one of tests/bench
  build [app|deb|wheel...] [--try]
                    set up, then build the frozen app, its Debian package and the wheel into dist/,
                    all that this system can or those that are named, and say how large each is;
                    --try installs them on a Debian of their own, away from here, and uses them
  lock [--upgrade]  write packaging/*.lock anew from pyproject.toml"""


def main(arguments: Sequence[str]) -> int:
    """Carry out one command and return the process's exit code."""
    commands: dict[str, Callable[[list[str]], int]] = {
        "run": run,
        "test": test,
        "env": env,
        "endurance": endurance,
        "bench": bench,
        "look": look,
        "guide": guide,
        "words": words,
        "build": build,
        "lock": lock,
    }
    name, rest = (arguments[0] if arguments else ""), list(arguments[1:])
    if name in ("-h", "--help"):
        print(USAGE)
        return 0
    if name not in commands:
        asked = f"There is no command {name!r}." if name else "Name a command."
        print(f"{asked} There are: {', '.join(commands)}.\n\n{USAGE}", file=sys.stderr)
        return 2
    try:
        if refusal := refusal_of_python(sys.version_info[:2]):
            raise SetUpStoppedError(refusal)
        return commands[name](rest)
    except SetUpStoppedError as stopped:
        print(stopped, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return 130


def run(arguments: list[str]) -> int:
    """Open the window, or play the rehearsal where there is no screen to open it on."""
    python = set_up(with_tests=False)
    is_a_command = bool(arguments) and not arguments[0].startswith("-")
    if is_a_command or has_screen(sys.platform, os.environ):
        return _become([str(python), "-m", "kap_companion", *arguments])
    folder = _rehearsal_folder(datetime.now())
    print("There is no screen here, so the built-in rehearsal plays instead of the window.")
    sys.stdout.flush()
    quiet = {
        "QT_QPA_PLATFORM": "offscreen",
        "SDL_VIDEODRIVER": "dummy",
        "SDL_AUDIODRIVER": "dummy",
        "KAP_PASSPHRASE": os.environ.get("KAP_PASSPHRASE") or secrets.token_urlsafe(),
    }
    command = [str(python), "-m", "kap_companion", "rehearse", "--speed", "max"]
    code = subprocess.call([*command, "--out", str(folder)], env={**os.environ, **quiet})
    if code:
        return code
    notes = sorted(path for path in folder.rglob("*") if path.suffix in (".pdf", ".docx"))
    if not notes:
        raise SetUpStoppedError(f"The rehearsal ended, but wrote no note into {folder}.")
    print("The rehearsed session's note lies in:")
    for path in notes:
        print(f"  {path}")
    return 0


def test(arguments: list[str]) -> int:
    """Run every check and return 0 when all of them passed."""
    python = set_up(with_tests=True)
    tools = python.parent
    environment = {**os.environ, "PATH": f"{tools}{os.pathsep}{os.environ.get('PATH', '')}"}
    cache_dir: list[str] = []
    # Some five hundred processes are started: each would compile all of the app anew.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    if not os.access(CHECKOUT, os.W_OK):
        caches = tools.parent / "caches"
        environment["RUFF_CACHE_DIR"] = str(caches / "ruff")
        environment["MYPY_CACHE_DIR"] = str(caches / "mypy")
        environment["COVERAGE_FILE"] = str(caches / "coverage")
        cache_dir = ["-o", f"cache_dir={caches / 'pytest'}"]
    checks = {
        "ruff check": [str(python), "-m", "ruff", "check", "."],
        "ruff format": [str(python), "-m", "ruff", "format", "--check", "."],
        "import-linter": [str(tools / "lint-imports"), "--no-cache"],
    }
    mypy = [str(python), "-m", "mypy", "--strict", "kap_companion", "tests", "packaging"]
    # One more than there are cores: some tests wait for sound, and others go on meanwhile.
    spread = ["-n", str(cores() + 1), "--dist", "worksteal"]
    pytest = [str(python), "-m", "pytest", "-q", *spread, *cache_dir, *arguments]
    failed = []
    for name, command in checks.items():
        print(f"\n== {name}", flush=True)
        if subprocess.call(command, cwd=CHECKOUT, env=environment):
            failed.append(name)
    # Of mypy's half a minute most is over while the tests begin; what it says stands after theirs.
    with (
        tempfile.TemporaryFile() as said,
        subprocess.Popen(
            mypy, cwd=CHECKOUT, env=environment, stdout=said, stderr=subprocess.STDOUT
        ) as beside,
    ):
        print("\n== pytest, with mypy beside it", flush=True)
        if subprocess.call(pytest, cwd=CHECKOUT, env=environment):
            failed.append("pytest")
        if beside.wait():
            failed.append("mypy")
        said.seek(0)
        print(f"\n== mypy\n{said.read().decode(errors='replace')}", end="", flush=True)
    if failed:
        print(f"Failed: {', '.join(failed)}.", file=sys.stderr)
    return 1 if failed else 0


def env(_arguments: list[str]) -> int:
    """Print the path of the Python that has everything the app needs."""
    print(set_up(with_tests=False))
    return 0


def endurance(arguments: list[str]) -> int:
    """Run all that takes too long for `test`; 1 where anything was lost, crashed or missed."""
    python = set_up(with_tests=True)
    return subprocess.call([str(python), "-m", "tests.endurance", *arguments], cwd=CHECKOUT)


def look(arguments: list[str]) -> int:
    """Paint every screen in every theme and size into tests/look/golden, or compare only.

    1 where something on one is wrong, or where with --compare one differs.
    """
    python = set_up(with_tests=True)
    return subprocess.call([str(python), "-m", "tests.look.build", *arguments], cwd=CHECKOUT)


def words(arguments: list[str]) -> int:
    """Gather the words of the app, check their translations, or take some in."""
    python = set_up(with_tests=True)
    return subprocess.call([str(python), "packaging/words.py", *arguments], cwd=CHECKOUT)


def guide(arguments: list[str]) -> int:
    """Build the guide that the app opens; 1 where a page of it is not right."""
    python = set_up(with_tests=True)
    return subprocess.call([str(python), str(CHECKOUT / "packaging" / "guide.py"), *arguments])


def bench(arguments: list[str]) -> int:
    """Print the table of speed, or run the one bench that is named; it does not judge."""
    python = set_up(with_tests=True)
    name, rest = "table", arguments
    if arguments and not arguments[0].startswith("-"):
        name, rest = arguments[0], arguments[1:]
    known = {path.stem.removesuffix("_bench") for path in _benches()}
    if name not in {*known, "table"}:
        told = ", ".join(["table", *sorted(known)])
        print(f"There is no bench {name!r}. There are: {told}.", file=sys.stderr)
        return 2
    module = "table" if name == "table" else f"{name}_bench"
    return subprocess.call([str(python), "-m", f"tests.bench.{module}", *rest], cwd=CHECKOUT)


def build(arguments: list[str]) -> int:
    """Build the installers into dist/; 1 where one could not be built, or failed when tried."""
    python = set_up(with_tests=True)
    command = [str(python), "packaging/installers.py", *arguments]
    return subprocess.call(command, cwd=CHECKOUT)


def lock(arguments: list[str]) -> int:
    """Write the two locks anew: one version of each package, with the hashes of all its files."""
    upgrade = ["--upgrade"] if "--upgrade" in arguments else []
    compile_ = ["pip", "compile", "pyproject.toml", "--universal", "--python-version", "3.11"]
    plain = ["--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links", "-q"]
    rules = ["--generate-hashes", "--fork-strategy", "fewest", "--only-binary", ":all:"]
    with tempfile.TemporaryDirectory(prefix="kap-lock-") as scratch:
        uv = shutil.which("uv")
        if uv is None:
            say("Fetching uv, which reads all platforms' packages at once")
            do([sys.executable, "-m", "venv", scratch], "A virtual environment could not be made.")
            python = _python_in(Path(scratch))
            do([str(python), "-m", "pip", "install", "uv"], "uv could not be fetched.")
            uv = str(python.parent / "uv")
        first = [uv, *compile_, *plain, *rules, *upgrade]
        for name, more in (("run", []), ("test", ["--group", "test", "-c", "packaging/run.lock"])):
            say(f"Writing packaging/{name}.lock")
            output = ["-o", f"packaging/{name}.lock"]
            do([*first, *more, *output], f"packaging/{name}.lock could not be made.", cwd=CHECKOUT)
    return 0


def _benches() -> list[Path]:
    return list((CHECKOUT / "tests" / "bench").glob("*_bench.py"))


# Decisions: plain functions, so that they can be tested without installing anything.


def refusal_of_python(version: tuple[int, int]) -> str | None:
    """Return why this Python cannot serve, or None where it can."""
    if OLDEST <= version <= NEWEST:
        return None
    span = f"{OLDEST[0]}.{OLDEST[1]} to {NEWEST[0]}.{NEWEST[1]}"
    return (
        f"KAP Companion needs Python {span}, and this is {version[0]}.{version[1]}: "
        f"start packaging/dev.py with one of those, for example python3.{NEWEST[1] - 1}."
    )


def has_screen(system: str, environment: Mapping[str, str]) -> bool:
    """Return whether a window can be opened: macOS and Windows always have a screen."""
    if not system.startswith("linux"):
        return True
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def stamp_of(locks: Mapping[str, bytes], *, python: str, checkout: Path) -> dict[str, str]:
    """Return what a set-up stands on; another stamp means that it has to be made anew."""
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in locks.items()}
    return {"python": python, "checkout": str(checkout), **hashes}


def is_current(found: Mapping[str, str] | None, wanted: Mapping[str, str]) -> bool:
    """Return whether the set-up `found` holds all that is `wanted`, and perhaps the tests too."""
    return found is not None and all(found.get(name) == value for name, value in wanted.items())


def home_of_venv(checkout: Path, *, is_writable: bool, cache: Path) -> Path:
    """Return the folder the virtual environment goes into: the checkout, or one in the cache."""
    if is_writable:
        return checkout
    return cache / "kap-companion" / hashlib.sha256(os.fsencode(checkout)).hexdigest()[:12]


def cache_folder(system: str, environment: Mapping[str, str], home: Path) -> Path:
    """Return where this system keeps what can be made again."""
    if system == "darwin":
        return home / "Library" / "Caches"
    if system == "win32":
        return Path(environment.get("LOCALAPPDATA") or home / "AppData" / "Local")
    return Path(environment.get("XDG_CACHE_HOME") or home / ".cache")


def home_of_music(checkout: Path, venv: Path, *, is_writable: bool) -> Path:
    """Return the folder the app's own music is made in, where kap_companion.resources looks."""
    if is_writable:
        return checkout / "resources" / "music"
    return venv / "share" / "kap-companion" / "music"


def path_line(folder: Path) -> str:
    """Return the .pth line that puts `folder` on the path: ASCII, since its encoding varies."""
    return f"import sys; sys.path.append({str(folder)!a})"


# The set-up.


def set_up(*, with_tests: bool) -> Path:
    """Make the environment and the app's own music unless both are there; return its Python."""
    python = _set_up_environment(with_tests=with_tests)
    _set_up_music(python)
    return python


def _set_up_environment(*, with_tests: bool) -> Path:
    names = ("run", "test") if with_tests else ("run",)
    locks = {name: (CHECKOUT / "packaging" / f"{name}.lock").read_bytes() for name in names}
    # Not the full version: apt may bring a newer build of the same Python in the midst of it.
    python = f"{sys.version_info[0]}.{sys.version_info[1]} {sys.base_prefix}"
    wanted = stamp_of(locks, python=python, checkout=CHECKOUT)
    if _is_ready(CHECKOUT / ".venv", wanted):
        return _python_in(CHECKOUT / ".venv")
    home = home_of_venv(
        CHECKOUT,
        is_writable=_may_make_venv(CHECKOUT),
        cache=cache_folder(sys.platform, os.environ, Path.home()),
    )
    venv = home / ".venv"
    if _is_ready(venv, wanted):
        return _python_in(venv)
    home.mkdir(parents=True, exist_ok=True)
    with _only_one(home / ".venv.lock") as keep_open:
        if not _is_ready(venv, wanted):
            _make(venv, wanted, with_tests=with_tests, keep_open=keep_open)
    return _python_in(venv)


def _set_up_music(python: Path) -> None:
    """Make the music once; without it everything else works, so nothing here stops a start."""
    maker, venv = CHECKOUT / "packaging" / "make_music.py", python.parent.parent
    beside, within = (
        home_of_music(CHECKOUT, venv, is_writable=is_writable) for is_writable in (True, False)
    )
    sorry = "The app's own music could not be made; everything else works without it."
    try:
        made_by = hashlib.sha256(maker.read_bytes()).hexdigest()
        if _is_made_by(beside, made_by) or _is_made_by(within, made_by):
            return
        folder = beside if os.access(CHECKOUT / "resources", os.W_OK) else within
        folder.mkdir(parents=True, exist_ok=True)
        with _only_one(venv / "music.lock") as keep_open:
            if not _is_made_by(folder, made_by):
                say("Making ten minutes of the app's own music (about 10 s, only once)")
                command = [str(python), str(maker), str(folder)]
                do(command, sorry, last_lines=1, keep_open=keep_open)
    except OSError:
        say(sorry)
    except SetUpStoppedError as trouble:
        say(str(trouble))


def _is_made_by(folder: Path, maker: str) -> bool:
    try:
        return (folder / "made.txt").read_text(encoding="ascii").strip() == maker
    except (OSError, ValueError):
        return False


def _make(venv: Path, wanted: dict[str, str], *, with_tests: bool, keep_open: int) -> None:
    stamp = venv / "stamp.json"
    run_only = {name: value for name, value in wanted.items() if name != "test"}
    is_run_ready = _is_ready(venv, run_only)
    unpack = system_packages.bring(with_tests=with_tests)
    # From here on the old set-up is no longer whole: whoever is interrupted begins again.
    stamp.unlink(missing_ok=True)
    if not is_run_ready:
        say(f"Making a virtual environment in {venv}")
        shutil.rmtree(venv, ignore_errors=True)
        _make_venv(venv, unpack, keep_open)
        _install(venv, "run", "about 200 MB the first time", keep_open)
        say("Checking that Qt starts and finds fonts")
        sorry = f"Qt does not start here.{system_packages.hint()}"
        do([str(_python_in(venv)), "-c", _QT_STARTS], sorry, last_lines=1)
    if with_tests:
        _install(venv, "test", "the tools that check it", keep_open)
    written = stamp.with_suffix(".new")
    written.write_text(json.dumps(wanted), encoding="utf-8")
    written.replace(stamp)
    say("Set up")


def _make_venv(venv: Path, unpack: list[Names], keep_open: int) -> None:
    without_pip = bool(unpack) and not system_packages.has_ensurepip()
    # Whichever Python starts this script, even the one in `venv`, the base is what it stands on.
    base = getattr(sys, "_base_executable", sys.executable)
    do(
        [base, "-m", "venv", *(["--without-pip"] if without_pip else []), str(venv)],
        "A virtual environment could not be made.",
        keep_open=keep_open,
    )
    site = _site_packages(venv)
    (site / "kap_checkout.pth").write_text(path_line(CHECKOUT) + "\n", encoding="ascii")
    if not unpack:
        return
    root = system_packages.unpack(unpack, venv / "system", keep_open)
    (site / "kap_system.py").write_text(system_packages.preload_module(root), encoding="ascii")
    (site / "kap_system.pth").write_text("import kap_system\n", encoding="ascii")
    if without_pip:
        wheel = next((root / "usr/share/python-wheels").glob("pip-*.whl"))
        with zipfile.ZipFile(wheel) as pip:
            pip.extractall(site)
        certificates = system_packages.certificates_in(root)
        if certificates.exists():
            text = system_packages.certifi_module(certificates)
            (site / "pip/_vendor/certifi/core.py").write_text(text, encoding="ascii")


def _install(venv: Path, name: str, what: str, keep_open: int) -> None:
    say(f"Installing packaging/{name}.lock ({what})")
    # The lock names every package with its hashes: nothing to resolve, and nothing to build.
    rules = ["--require-hashes", "--no-deps", "--only-binary", ":all:", "--no-input"]
    quiet = ["-q", "--disable-pip-version-check", "-r", f"packaging/{name}.lock"]
    environment = dict(os.environ)
    certificates = system_packages.certificates_in(venv / "system" / "root")
    if certificates.exists():
        environment.setdefault("SSL_CERT_FILE", str(certificates))
    do(
        [str(_python_in(venv)), "-I", "-m", "pip", "install", *rules, *quiet],
        f"The packages of packaging/{name}.lock could not be installed; is there a network?",
        cwd=CHECKOUT,
        env=environment,
        keep_open=keep_open,
    )


_QT_STARTS = """\
import os, sys
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from PySide6 import QtGui, QtNetwork, QtSvg, QtWidgets
app = QtWidgets.QApplication([])
sys.exit(0 if QtGui.QFontDatabase.families() else "No fonts were found.")
"""


def _is_ready(venv: Path, wanted: Mapping[str, str]) -> bool:
    try:
        found = json.loads((venv / "stamp.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return is_current(found, wanted) and os.access(_python_in(venv), os.X_OK)


def _may_make_venv(checkout: Path) -> bool:
    venv = checkout / ".venv"
    return os.access(checkout, os.W_OK) and (not venv.exists() or os.access(venv, os.W_OK))


def _python_in(venv: Path) -> Path:
    return venv / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def _site_packages(venv: Path) -> Path:
    if sys.platform == "win32":
        return venv / "Lib" / "site-packages"
    return venv / "lib" / f"python3.{sys.version_info[1]}" / "site-packages"


def _rehearsal_folder(now: datetime) -> Path:
    name = f"kap-companion-rehearsal-{now:%Y-%m-%d-%H%M%S}"
    home = Path.home()
    if os.access(home, os.W_OK):
        return home / name
    return Path(tempfile.mkdtemp(prefix="kap-companion-")) / name


@contextlib.contextmanager
def _only_one(path: Path) -> Iterator[int]:
    """Hold the set-up's lock; it yields a handle that children keep, so that an orphan holds it."""
    with path.open("a+b") as file:
        if not _try_lock(file.fileno(), wait=False):
            say("Another set-up is under way here; waiting for it")
            _try_lock(file.fileno(), wait=True)
        yield file.fileno()


if sys.platform == "win32":

    def _try_lock(handle: int, *, wait: bool) -> bool:
        import msvcrt

        while True:
            try:
                msvcrt.locking(handle, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
            except OSError:
                if not wait:
                    return False
            else:
                return True

else:

    def _try_lock(handle: int, *, wait: bool) -> bool:
        import fcntl

        try:
            fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            return False
        return True


def _become(command: list[str]) -> int:
    """Turn into `command`, so that signals and the exit code are its own."""
    if sys.platform == "win32":
        return subprocess.call(command)
    return os.execv(command[0], command)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
