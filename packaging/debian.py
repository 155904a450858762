"""Makes the Debian package of the frozen app: what it holds, and what it needs of the system."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import icon

PACKAGE = "kap-companion"
HERE = Path(__file__).resolve().parent
CHECKOUT = HERE.parent
HOME = Path("usr/lib", PACKAGE)
"""Where the frozen app lies in the system."""

# Opened by name while it runs, so that no program's header shows it.
_OPENED_BY_NAME = (
    "libxcb-cursor0",
    "libegl1",
    "libgl1",
    "libasound2 | libasound2t64",
    "fontconfig-config",
)
_BETTER_WITH = ("xdg-utils", "xdg-desktop-portal", "libpulse0", "cups-client")
_DESCRIPTION = """\
timer, notes and music for a ketamine-assisted session
 KAP Companion is the desktop app that a psychotherapist runs through a dosing
 session: the time since the dose, notes on one key, vitals, music that follows
 the session, and at the end a note that is drafted and can be signed.
 .
 Everything is kept encrypted on this computer. It gives no advice, sets no
 limits of its own and uses no network. Removing the package leaves the vault."""


class PackingError(Exception):
    """The package cannot be made; the message says what is missing."""


def make(app: Path, output: Path, version: str, epoch: int) -> Path:
    """Pack the frozen app in `app` into `output`; the same in gives the same out.

    `epoch` is the time that all its files are given, in seconds since 1970. Raises PackingError.
    """
    for tool in ("dpkg-deb", "dpkg-shlibdeps"):
        if shutil.which(tool) is None:
            raise PackingError(f"{tool} is missing: it is in Debian's package dpkg-dev.")
    with tempfile.TemporaryDirectory(prefix="kap-deb-") as scratch:
        tree = Path(scratch, "tree")
        _lay_out(app, tree, version, epoch)
        needs = depends(Path(scratch), tree / HOME)
        about = tree / "DEBIAN"
        about.mkdir()
        _write(about / "control", control(version, architecture(), needs, size_kib(tree)))
        _write(about / "md5sums", md5sums(tree))
        for path in sorted(tree.rglob("*"), reverse=True):
            os.utime(path, (epoch, epoch), follow_symlinks=False)
        made = output / f"{PACKAGE}_{version}_{architecture()}.deb"
        made.unlink(missing_ok=True)
        subprocess.run(
            ["dpkg-deb", "--root-owner-group", "-Zzstd", "--build", str(tree), str(made)],
            check=True,
            stdout=subprocess.DEVNULL,
            env={**os.environ, "SOURCE_DATE_EPOCH": str(epoch)},
        )
    return made


def control(version: str, architecture: str, needs: Iterable[str], kib: int) -> str:
    """Return what the package says of itself."""
    fields = {
        "Package": PACKAGE,
        "Version": version,
        "Architecture": architecture,
        "Maintainer": "The KAP Companion authors <nobody@localhost>",
        "Installed-Size": str(kib),
        "Depends": ", ".join(needs),
        "Recommends": ", ".join(_BETTER_WITH),
        "Section": "science",
        "Priority": "optional",
        "Description": _DESCRIPTION,
    }
    return "".join(f"{name}: {value}\n" for name, value in fields.items())


def depends(scratch: Path, app: Path) -> list[str]:
    """Return the packages whose libraries the programs in `app` are linked to, and some more."""
    debian = scratch / "debian"
    debian.mkdir()
    _write(debian / "control", f"Source: {PACKAGE}\n\nPackage: {PACKAGE}\nArchitecture: any\n")
    programs = [str(path) for path in sorted(app.rglob("*")) if is_program(path)]
    within = sorted({str(Path(path).parent) for path in programs})
    done = subprocess.run(
        [
            *("dpkg-shlibdeps", "-O", "--ignore-missing-info", "--warnings=0"),
            *(f"-l{folder}" for folder in within),
            *programs,
        ],
        cwd=scratch,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise PackingError(f"dpkg-shlibdeps could not tell: {done.stderr.strip()[-600:]}")
    told = re.search(r"^shlibs:Depends=(.*)$", done.stdout, re.MULTILINE)
    if told is None:
        raise PackingError("dpkg-shlibdeps told nothing.")
    return together(told[1].split(", "))


def together(linked: Iterable[str]) -> list[str]:
    """Return what is linked to and what is opened by name; what is linked names a version."""
    kept = {one.split(" ")[0]: one for one in linked}
    for one in _OPENED_BY_NAME:
        if not any(name.split(" ")[0] in kept for name in one.split(" | ")):
            kept[one] = one
    return [kept[name] for name in sorted(kept)]


def is_program(path: Path) -> bool:
    """Whether a file is one that the system's loader links."""
    if path.is_symlink() or not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def copyright_file(listed: Iterable[Mapping[str, Any]], own: str) -> str:
    """Return the package's copyright file, in Debian's form: our licence, and that of all inside.

    `listed` is the list of resources/licences, `own` the text of our licence.
    """
    parts = [
        "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/",
        "Upstream-Name: KAP Companion",
        "Comment: As a whole, with what it carries inside, this package may be handed on under the",
        " GNU General Public License, version 3 or later: mutagen, x264 and x265 are under version",
        " 2 or later, and Qt under the GNU Lesser General Public License, version 3. Every",
        f" licence lies in its own words in /{HOME}/_internal/kap_companion/_resources/licences.",
        "",
        "Files: *",
        "Copyright: 2026 The KAP Companion authors",
        "License: MIT",
    ]
    parts += [f" {line}".rstrip() or " ." for line in own.splitlines()[4:]]
    for one in listed:
        inside = [f"{part['name']} ({part['licence']})" for part in one["inside"]]
        parts += [
            "",
            f"Files: {one['name']} {one['version']}".rstrip(),
            "Copyright: its authors, as its licence names them",
            f"License: {one['licence']}",
        ]
        if inside:
            parts.append(f"Comment: with {', '.join(inside)}")
    return "\n".join(parts) + "\n"


def architecture() -> str:
    """Return Debian's name for the kind of processor here."""
    told = ["dpkg", "--print-architecture"]
    return subprocess.run(told, capture_output=True, text=True, check=True).stdout.strip()


def size_kib(tree: Path) -> int:
    """Return what a tree takes on a disk, in KiB, each file rounded up."""
    files = (path for path in tree.rglob("*") if path.is_file() and not path.is_symlink())
    return sum((path.stat().st_size + 1023) // 1024 for path in files)


def md5sums(tree: Path) -> str:
    """Return the sums that `dpkg --verify` and debsums look at."""
    lines = []
    for path in sorted(tree.rglob("*")):
        if path.is_file() and not path.is_symlink() and "DEBIAN" not in path.parts:
            with path.open("rb") as file:
                told = hashlib.file_digest(file, "md5").hexdigest()
            lines.append(f"{told}  {path.relative_to(tree)}\n")
    return "".join(lines)


def _lay_out(app: Path, tree: Path, version: str, epoch: int) -> None:
    """Lay the package's files out as they will lie in the system."""
    shutil.copytree(app, tree / HOME, symlinks=True)
    for path in (tree / HOME).rglob("*"):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
    command = tree / "usr/bin" / PACKAGE
    command.parent.mkdir(parents=True)
    command.symlink_to(Path("../lib", PACKAGE, PACKAGE))
    share = tree / "usr/share"
    day = f"{datetime.fromtimestamp(epoch, UTC):%Y-%m-%d}"
    for name, place in (
        ("kap-companion.desktop", "applications"),
        ("kap-companion-script.desktop", "applications"),
        ("kap-companion.metainfo.xml", "metainfo"),
        ("kap-companion.mime.xml", "mime/packages"),
    ):
        text = (HERE / "linux" / name).read_text(encoding="utf-8")
        told = name.replace(".mime.xml", ".xml")
        _write(share / place / told, text.replace("@VERSION@", version).replace("@DATE@", day))
    with tempfile.TemporaryDirectory(prefix="kap-icon-") as scratch:
        for size, painted in icon.draw(icon.SIZES, Path(scratch)).items():
            for kind, name in (
                ("apps", PACKAGE),
                ("mimetypes", "application-x-kap-session-script"),
            ):
                drawn = share / f"icons/hicolor/{size}x{size}/{kind}/{name}.png"
                drawn.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(painted, drawn)
    scalable = share / f"icons/hicolor/scalable/apps/{PACKAGE}.svg"
    scalable.parent.mkdir(parents=True)
    shutil.copyfile(icon.SVG, scalable)
    documents = share / "doc" / PACKAGE
    listed = json.loads((CHECKOUT / "resources/licences/list.json").read_text(encoding="utf-8"))
    own = (CHECKOUT / "LICENSE").read_text(encoding="utf-8")
    _write(documents / "copyright", copyright_file(listed, own))
    changes = (CHECKOUT / "CHANGELOG.md").read_bytes()
    (documents / "changelog.gz").write_bytes(gzip.compress(changes, 9, mtime=0))
    shutil.copyfile(CHECKOUT / "docs" / "install.md", documents / "install.md")
    for path in share.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
