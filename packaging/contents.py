"""What goes into the frozen app and what stays out: plain decisions, which the spec asks for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

Collected = tuple[str, str, str]
"""What PyInstaller collected: its place in the app, where it was found, and of what kind it is."""

IMPORTED_BY_NAME = (
    # Asked for by a name that is put together while the app runs, so no import shows it.
    "fhir.resources.R4B.*",
    "keyring.backends.*",
    "wakepy.methods.*",
    "wakepy.dbus_adapters.*",
    "jeepney.io.*",
    "pikepdf.*",
)
LEFT_OUT = (
    # Never imported while the app runs, but by libraries' own tests and tools.
    "_tkinter",
    "tkinter",
    "turtle",
    "idlelib",
    "readline",
    "curses",
    "lib2to3",
    "ensurepip",
    "venv",
    "pip",
    "setuptools",
    "pkg_resources",
    "_distutils_hack",
    "numpy.f2py",
    "numpy.testing",
    "numpy.distutils",
    "pygame.examples",
    "pygame.tests",
    "pygame.docs",
    "alembic.testing",
    "sqlalchemy.testing",
    "hypothesis",
    "pytest",
    "_pytest",
    "sphinx",
    "docutils",
    "mypy",
    "IPython",
    # Pictures inside PDFs and models as YAML: other uses of libraries that this app uses otherwise.
    "PIL",
    "yaml",
    # No line of this app speaks to a network.
    "_ssl",
    "ssl",
)
WITH_THEIR_DESCRIPTION = ("keyring", "wakepy", "fhir.resources", "pydantic")
"""Packages that look at their own description, or are found by it, while the app runs."""

_QT_PLUGINS = {
    "iconengines",
    "imageformats",
    "platforminputcontexts",
    "platforms",
    "platformthemes",
    "styles",
    "wayland-decoration-client",
    "wayland-graphics-integration-client",
    "wayland-shell-integration",
    "xcbglintegrations",
}
_QT_PLUGINS_LEFT_OUT = re.compile(
    # Screens without a desktop, a keyboard on the screen made in QML, the whole of GTK, and PDFs
    # as pictures.
    r"eglfs|linuxfb|minimal|vkkhrdisplay|vnc|webgl|virtualkeyboard|qgtk3|qpdf|tuiotouch|compositor"
)
_QT_PARTS_LEFT_OUT = re.compile(
    r"(Qml|Quick|Pdf|WebEngine|Designer|Help|Test|Sql|Labs|Lottie|UiTools|VirtualKeyboard"
    r"|EglFs|EglFS|Compositor|Concurrent|PrintSupport|Network)"
)
_SYSTEMS_OWN = ("/lib/", "/lib64/", "/usr/lib/", "/usr/lib64/")


def is_wanted(one: Collected, languages: Iterable[str], system: str) -> bool:
    """Whether a file that PyInstaller collected is one that the app uses."""
    place, found, kind = one[0].replace("\\", "/"), one[1].replace("\\", "/"), one[2]
    if "/babel/locale-data/" in f"/{place}":
        return _is_locale_of(PurePosixPath(place).stem, languages)
    if "PySide6" in place or PurePosixPath(place).name.startswith(("libQt6", "Qt6")):
        return _is_wanted_of_qt(place, languages)
    if system == "linux" and kind in ("BINARY", "EXTENSION") and found.startswith(_SYSTEMS_OWN):
        # The system's own, which it keeps safe by its updates; the package says that it needs them.
        return "python" in PurePosixPath(found).name or "/dist-packages/" in found
    return "/tests/" not in f"/{place}" and not place.startswith(("pygame/docs", "pygame/examples"))


def is_to_be_stripped(place: str) -> bool:
    """Whether a library of the app may lose what only a debugger reads.

    What lies in a wheel's own folder of libraries was put together in a way that strip can break.
    """
    parts = PurePosixPath(place).parts
    in_wheels_own = any(part.endswith(".libs") for part in parts)
    return not in_wheels_own and ".so" in PurePosixPath(place).name


def languages_in(folder: Path) -> tuple[str, ...]:
    """Return the codes of the languages that the app has words in; English needs no words."""
    found = (one.name for one in folder.iterdir() if one.is_dir()) if folder.is_dir() else ()
    return tuple(sorted({"en", *found}))


def _is_wanted_of_qt(place: str, languages: Iterable[str]) -> bool:
    parts, name = PurePosixPath(place).parts, PurePosixPath(place).name
    if "translations" in parts:
        return any(name == f"qtbase_{one}.qm" for one in languages)
    if "qml" in parts or "QtQml" in name:
        return False
    if "plugins" in parts:
        folder = parts[parts.index("plugins") + 1]
        return folder in _QT_PLUGINS and not _QT_PLUGINS_LEFT_OUT.search(name)
    return not _QT_PARTS_LEFT_OUT.search(name)


def _is_locale_of(name: str, languages: Iterable[str]) -> bool:
    return name == "root" or name.split("_", maxsplit=1)[0] in languages


def megabytes(folder: Path) -> float:
    """Return what lies in a folder, in MB; a file with several names counts once."""
    seen: dict[tuple[int, int], int] = {}
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            told = path.stat()
            seen[told.st_dev, told.st_ino] = told.st_size
    return sum(seen.values()) / 1e6
