"""Brings what Qt, SDL, venv and the checks need from Debian: with apt, or unpacked without root."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # An older Python cannot evaluate it, and is to read a sentence instead.
    # The names that one package has had, the newest first: apt is asked which of them it knows.
    Names = tuple[str, ...]

# What Qt loads on Linux (the library's own name) and the package that holds it.
QT_LIBRARIES: dict[str, Names] = {
    "libGL.so.1": ("libgl1",),
    "libEGL.so.1": ("libegl1",),
    "libglib-2.0.so.0": ("libglib2.0-0t64", "libglib2.0-0"),
    "libxkbcommon.so.0": ("libxkbcommon0",),
    "libfontconfig.so.1": ("libfontconfig1",),
    "libdbus-1.so.3": ("libdbus-1-3",),
    "libgssapi_krb5.so.2": ("libgssapi-krb5-2",),
}
SCREEN_LIBRARIES: dict[str, Names] = {
    "libxcb-cursor.so.0": ("libxcb-cursor0",),
    "libxcb-icccm.so.4": ("libxcb-icccm4",),
    "libxcb-image.so.0": ("libxcb-image0",),
    "libxcb-keysyms.so.1": ("libxcb-keysyms1",),
    "libxcb-render-util.so.0": ("libxcb-render-util0",),
    "libxcb-shape.so.0": ("libxcb-shape0",),
    "libxcb-xkb.so.1": ("libxcb-xkb1",),
    "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0",),
    "libwayland-cursor.so.0": ("libwayland-cursor0",),
    "libwayland-egl.so.1": ("libwayland-egl1",),
}
SOUND_LIBRARIES: dict[str, Names] = {
    "libasound.so.2": ("libasound2t64", "libasound2"),
    "libpulse.so.0": ("libpulse0",),
}
# What the two lists before the sound rest on: apt sees to it itself, unpacking has to name it.
LIBRARIES_BELOW: dict[str, Names] = {
    "libGLdispatch.so.0": ("libglvnd0",),
    "libGLX.so.0": ("libglx0",),
    "libX11.so.6": ("libx11-6",),
    "libxcb.so.1": ("libxcb1",),
    "libXau.so.6": ("libxau6",),
    "libXdmcp.so.6": ("libxdmcp6",),
    "libbsd.so.0": ("libbsd0",),
    "libmd.so.0": ("libmd0",),
    "libfreetype.so.6": ("libfreetype6",),
    "libpng16.so.16": ("libpng16-16t64", "libpng16-16"),
    "libbrotlidec.so.1": ("libbrotli1",),
    "libexpat.so.1": ("libexpat1",),
    "libxcb-render.so.0": ("libxcb-render0",),
    "libxcb-shm.so.0": ("libxcb-shm0",),
    "libxcb-util.so.1": ("libxcb-util1",),
    "libwayland-client.so.0": ("libwayland-client0",),
    "libatomic.so.1": ("libatomic1",),
    "libffi.so.8": ("libffi8",),
    "libpcre2-8.so.0": ("libpcre2-8-0",),
    "libkrb5.so.3": ("libkrb5-3",),
    "libk5crypto.so.3": ("libk5crypto3",),
    "libkrb5support.so.0": ("libkrb5support0",),
    "libcom_err.so.2": ("libcom-err2",),
    "libkeyutils.so.1": ("libkeyutils1",),
}
# What the checks start, and the package that holds it.
TEST_TOOLS: dict[str, Names] = {
    "Xvfb": ("xvfb",),
    "xauth": ("xauth",),
    "xdotool": ("xdotool",),
    "pdftotext": ("poppler-utils",),
    "strace": ("strace",),
}
VENV: Names = (f"python3.{sys.version_info[1]}-venv", "python3-venv")


class SetUpStoppedError(Exception):
    """The set-up cannot go on; the message ends with a sentence on what the person can do."""


def bring(*, with_tests: bool) -> list[Names]:
    """Install what is missing where that is allowed; return what has to be unpacked instead.

    Raises SetUpStoppedError, with the command to type, where neither is possible.
    """
    if not sys.platform.startswith("linux"):
        return []
    has_apt = shutil.which("apt-get") is not None and shutil.which("dpkg") is not None
    is_root = os.geteuid() == 0
    # Elsewhere than on Debian a desktop's own libraries are taken to be there.
    asked = {**QT_LIBRARIES, **SCREEN_LIBRARIES} if has_apt else QT_LIBRARIES
    needed = [names for library, names in asked.items() if not _loads(library)]
    if not has_ensurepip():
        needed.append(VENV)
    sound = [names for library, names in SOUND_LIBRARIES.items() if has_apt and not _loads(library)]
    tools = [names for tool, names in TEST_TOOLS.items() if with_tests and not shutil.which(tool)]
    every = [*needed, *sound, *tools]
    way = way_to_install(
        every, has_apt=has_apt, is_root=is_root, has_sudo=not is_root and _has_sudo()
    )
    if way in ("apt", "sudo"):
        _install(every, sudo=["sudo", "-n"] if way == "sudo" else [])
        return []
    if way == "ask":
        raise SetUpStoppedError(
            f"Missing here, by Debian's names: {', '.join(names[-1] for names in every)}; "
            "install them with your system's own tool and start again."
        )
    if tools:
        raise SetUpStoppedError(f"The checks need more; type: {_command(every)}")
    return needed


def way_to_install(
    missing: Sequence[Names], *, has_apt: bool, is_root: bool, has_sudo: bool
) -> str:
    """Return how packages come here: nothing, apt, sudo, folder (unpacked without root) or ask."""
    if not missing:
        return "nothing"
    if not has_apt:
        return "ask"
    if is_root:
        return "apt"
    return "sudo" if has_sudo else "folder"


def has_ensurepip() -> bool:
    """Return whether this Python can put pip into a virtual environment: Debian's often cannot."""
    return importlib.util.find_spec("ensurepip") is not None


def unpack(needed: Sequence[Names], folder: Path, keep_open: int) -> Path:
    """Fetch what is needed, with all below it, as an ordinary user; return the root it lies in."""
    sorry = f"What Qt needs could not be fetched without root; type: {_command(needed)}"
    for name in ("lists/partial", "cache/archives/partial", "debs", "root"):
        (folder / name).mkdir(parents=True)
    options = [
        *("-o", f"Dir::State::Lists={folder / 'lists'}"),
        *("-o", f"Dir::Cache={folder / 'cache'}"),
        *("-o", "Debug::NoLocking=1"),
    ]
    quiet = partial(do, sorry=sorry, keep_open=keep_open, last_lines=0)
    say("No root here: reading Debian's package lists into a folder of our own")
    quiet(["apt-get", *options, "update"])
    names = known(_with_all_below(needed), options)
    say(f"Unpacking {len(names)} system packages into {folder}")
    debs, root = folder / "debs", folder / "root"
    quiet(["apt-get", *options, "download", *names], cwd=debs)
    for deb in sorted(debs.glob("*.deb")):
        quiet(["dpkg", "-x", str(deb), str(root)])
    for name in ("lists", "cache", "debs"):
        shutil.rmtree(folder / name)
    (root / "fonts.conf").write_text(_FONTS.format(root=root), encoding="utf-8")
    if authorities := sorted((root / "usr/share/ca-certificates").rglob("*.crt")):
        certificates_in(root).write_bytes(b"".join(path.read_bytes() for path in authorities))
    return root


def certificates_in(root: Path) -> Path:
    """Return where the unpacked certificates lie, if the system had none of its own."""
    return root / "ca-certificates.crt"


def certifi_module(certificates: Path) -> str:
    """Return the text of pip's own certifi, which in Debian's pip knows the system's file alone."""
    return _CERTIFI.format(path=ascii(str(certificates)))


def preload_module(root: Path) -> str:
    """Return the text of a module that loads the libraries unpacked in `root`.

    Imported when the interpreter starts, so that whoever starts it needs no LD_LIBRARY_PATH.
    """
    return _PRELOAD.format(root=ascii(str(root)))


def known(packages: Iterable[Names], options: Sequence[str] = ()) -> list[str]:
    """Return for each package the newest of its names that apt can install here."""
    packages = list(packages)
    every = [name for names in packages for name in names]
    asked = ["apt-cache", *options, "policy", *every]
    english: Mapping[str, str] = {**os.environ, "LC_ALL": "C"}
    answer = subprocess.run(asked, capture_output=True, text=True, check=False, env=english)
    there = installable(answer.stdout)
    return [next((name for name in names if name in there), names[-1]) for names in packages]


def installable(policy: str) -> set[str]:
    """Return the packages that have a version to install, from what `apt-cache policy` printed."""
    found = set()
    package = ""
    for line in policy.splitlines():
        if not line.startswith(" "):
            package = line.rstrip(":")
        elif line.strip().startswith("Candidate:") and "(none)" not in line:
            found.add(package)
    return found


def do(
    command: Sequence[str],
    sorry: str,
    *,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    keep_open: int | None = None,
    last_lines: int = 6,
) -> None:
    """Run one step of the set-up; where it fails, raise with its `last_lines` and `sorry`."""
    kept = () if keep_open is None or sys.platform == "win32" else (keep_open,)
    done = subprocess.run(
        command,
        cwd=cwd,
        env=env,
        pass_fds=kept,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode:
        said = [line for line in done.stdout.splitlines() if not line.startswith("WARNING: Retry")]
        raise SetUpStoppedError("\n".join([*said[len(said) - last_lines :], sorry]))


def say(step: str) -> None:
    """Show one step of the set-up, apart from what the command itself prints."""
    print(f"- {step}", file=sys.stderr, flush=True)


def hint() -> str:
    """Return the sentence on how root brings what Qt needs here, where that can be said."""
    if shutil.which("apt-get") is None:
        return ""
    return f" Root brings what it needs: {_command([*QT_LIBRARIES.values(), VENV])}"


def _with_all_below(needed: Iterable[Names]) -> list[Names]:
    below = [names for library, names in LIBRARIES_BELOW.items() if not _loads(library)]
    # Without fonts every glyph is a box, and nothing complains.
    fonts: list[Names] = []
    if not Path("/etc/fonts/fonts.conf").exists():
        fonts = [("fontconfig-config",), ("fonts-dejavu-core",)]
    pip: list[Names] = [] if has_ensurepip() else [("python3-pip-whl",)]
    if not Path("/etc/ssl/certs/ca-certificates.crt").exists():
        pip.append(("ca-certificates",))
    return [*(names for names in needed if names != VENV), *below, *fonts, *pip]


def _install(packages: Sequence[Names], *, sudo: Sequence[str]) -> None:
    apt = [*sudo, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    apt += ["-o", "DPkg::Lock::Timeout=300"]
    say("Reading Debian's package lists")
    # One source that cannot be reached must not stop the rest: what counts is the next step.
    subprocess.run([*apt, "update"], capture_output=True, check=False)
    names = known(packages)
    say(f"Installing with apt: {' '.join(names)}")
    sorry = f"apt could not finish; type: {_command(packages)}"
    do([*apt, "install", "-y", "--no-install-recommends", *names], sorry)


def _command(packages: Iterable[Names]) -> str:
    return f"sudo apt-get update && sudo apt-get install -y {' '.join(known(packages))}"


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _has_sudo() -> bool:
    if shutil.which("sudo") is None:
        return False
    return subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0


_FONTS = """\
<fontconfig>
  <dir>{root}/usr/share/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <dir>/usr/local/share/fonts</dir>
  <dir prefix="xdg">fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
"""

_CERTIFI = """\
from pathlib import Path


def where():
    return {path}


def contents():
    return Path(where()).read_text(encoding="ascii")
"""

# A library is tried again after those that it rests on.
_PRELOAD = '''\
"""Loads the system libraries that lie in a folder of our own."""

import ctypes
import glob
import os

ROOT = {root}
if not os.path.exists("/etc/fonts/fonts.conf"):
    os.environ.setdefault("FONTCONFIG_FILE", os.path.join(ROOT, "fonts.conf"))
left = [
    path
    for folder in ("usr/lib", "lib")
    for path in glob.glob(os.path.join(ROOT, folder, "*-linux-gnu*", "*.so.*"))
    if not os.path.islink(path)
]
while left:
    failed = []
    for path in left:
        try:
            ctypes.CDLL(path, ctypes.RTLD_GLOBAL)
        except OSError:
            failed.append(path)
    if len(failed) == len(left):
        break
    left = failed
'''
