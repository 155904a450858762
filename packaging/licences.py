"""Writes down whose work the app stands on: `python packaging/licences.py`, by the app's Python.

The list is of the packages that run.lock names, with what their wheels carry inside, and of what
comes from elsewhere; the texts are those in the wheels. A test holds it against the lock.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

CHECKOUT = Path(__file__).resolve().parent.parent
FOLDER = CHECKOUT / "resources" / "licences"
LIST = "list.json"

_STANDARD = {
    "Apache-2.0": "Apache-2.0",
    "GPL-2.0": "GPL-2",
    "GPL-3.0": "GPL-3",
    "LGPL-2.1": "LGPL-2.1",
    "LGPL-3.0": "LGPL-3",
    "MPL-2.0": "MPL-2.0",
}
"""Texts that many share, and what Debian calls them in /usr/share/common-licenses."""

# Where a wheel names its licence in words of its own, or is for another system than this one.
_SAID = {
    "backports-tarfile": "MIT",
    "fhir-core": "BSD-3-Clause",
    "fhir-resources": "BSD-3-Clause",
    "jaraco-classes": "MIT",
    "jinja2": "BSD-3-Clause",
    "pygame": "LGPL-2.1-or-later",
    "pygame-ce": "LGPL-2.1-or-later",
    "pyside6-essentials": "LGPL-3.0-only",
    "pywin32-ctypes": "BSD-3-Clause",
    "rfc8785": "Apache-2.0",
    "shiboken6": "LGPL-3.0-only",
    "sqlcipher3": "Zlib",
    "wakepy": "MIT",
}
_SHARED_TEXTS = {
    "pygame": ("LGPL-2.1",),
    "pygame-ce": ("LGPL-2.1",),
    "pyside6-essentials": ("LGPL-3.0", "GPL-3.0"),
    "shiboken6": ("LGPL-3.0", "GPL-3.0"),
    "av": ("LGPL-3.0", "GPL-2.0", "GPL-3.0"),
}
# Without a library of its own in the wheel: compiled in.
_COMPILED_IN = {
    "cryptography": {"OpenSSL": "Apache-2.0"},
    "sqlcipher3": {"SQLCipher": "BSD-3-Clause", "OpenSSL": "Apache-2.0", "SQLite": "Public domain"},
    "argon2-cffi-bindings": {"Argon2": "CC0-1.0 OR Apache-2.0"},
    "lxml": {"libxml2": "MIT", "libxslt": "MIT", "zlib": "Zlib", "libiconv": "LGPL-2.1-or-later"},
    "pyside6-essentials": {"Qt": "LGPL-3.0-only", "ICU": "Unicode-3.0"},
    "pikepdf": {"zlib": "Zlib", "OpenSSL": "Apache-2.0"},
    "babel": {"CLDR": "Unicode-3.0"},
    "typst": {
        "Libertinus": "OFL-1.1",
        "New Computer Modern": "LPPL-1.3c",
        "DejaVu Sans Mono": "Bitstream-Vera",
    },
}
LIBRARIES: Mapping[str, tuple[str, str]] = {
    "libSvtAv1Enc": ("SVT-AV1", "BSD-2-Clause AND AOMPL-1.0"),
    "libXau": ("libXau", "MIT"),
    "libasound": ("alsa-lib", "LGPL-2.1-or-later"),
    "libav": ("FFmpeg", "LGPL-3.0-or-later"),
    "libsw": ("FFmpeg", "LGPL-3.0-or-later"),
    "libdav1d": ("dav1d", "BSD-2-Clause"),
    "libdrm": ("libdrm", "MIT"),
    "libgmp": ("GMP", "LGPL-3.0-or-later OR GPL-2.0-or-later"),
    "libgnutls": ("GnuTLS", "LGPL-2.1-or-later"),
    "libhogweed": ("Nettle", "LGPL-3.0-or-later OR GPL-2.0-or-later"),
    "libnettle": ("Nettle", "LGPL-3.0-or-later OR GPL-2.0-or-later"),
    "libmp3lame": ("LAME", "LGPL-2.0-or-later"),
    "libopencore": ("OpenCORE AMR", "Apache-2.0"),
    "libopus": ("Opus", "BSD-3-Clause"),
    "libsharpyuv": ("libwebp", "BSD-3-Clause"),
    "libunistring": ("libunistring", "LGPL-3.0-or-later"),
    "libvpl": ("oneVPL", "MIT"),
    "libvpx": ("libvpx", "BSD-3-Clause"),
    "libwebp": ("libwebp", "BSD-3-Clause"),
    "libx264": ("x264", "GPL-2.0-or-later"),
    "libx265": ("x265", "GPL-2.0-or-later"),
    "libxcb": ("libxcb", "MIT"),
    "libgfortran": ("GCC runtime", "GPL-3.0-or-later WITH GCC-exception-3.1"),
    "libquadmath": ("GCC runtime", "LGPL-2.1-or-later"),
    "libgomp": ("GCC runtime", "GPL-3.0-or-later WITH GCC-exception-3.1"),
    "libscipy_openblas": ("OpenBLAS", "BSD-3-Clause"),
    "libjpeg": ("libjpeg-turbo", "IJG AND BSD-3-Clause"),
    "libqpdf": ("qpdf", "Apache-2.0"),
    "libavif": ("libavif", "BSD-2-Clause"),
    "libbrotli": ("Brotli", "MIT"),
    "libfreetype": ("FreeType", "FTL"),
    "libharfbuzz": ("HarfBuzz", "MIT"),
    "liblcms2": ("Little CMS", "MIT"),
    "liblzma": ("liblzma", "0BSD"),
    "libopenjp2": ("OpenJPEG", "BSD-2-Clause"),
    "libpng": ("libpng", "libpng-2.0"),
    "libtiff": ("libtiff", "libtiff"),
    "libzstd": ("Zstandard", "BSD-3-Clause"),
    "libFLAC": ("FLAC", "BSD-3-Clause"),
    "libSDL2": ("SDL", "Zlib"),
    "libattr": ("attr", "LGPL-2.1-or-later"),
    "libbz2": ("bzip2", "bzip2-1.0.6"),
    "libcap": ("libcap", "BSD-3-Clause"),
    "libdbus": ("D-Bus", "AFL-2.1 OR GPL-2.0-or-later"),
    "libdw": ("elfutils", "LGPL-3.0-or-later OR GPL-2.0-or-later"),
    "libelf": ("elfutils", "LGPL-3.0-or-later OR GPL-2.0-or-later"),
    "libfluidsynth": ("FluidSynth", "LGPL-2.1-or-later"),
    "libgcrypt": ("Libgcrypt", "LGPL-2.1-or-later"),
    "libgpg-error": ("libgpg-error", "LGPL-2.1-or-later"),
    "liblz4": ("LZ4", "BSD-2-Clause"),
    "libmpg123": ("mpg123", "LGPL-2.1-only"),
    "libogg": ("Ogg", "BSD-3-Clause"),
    "libpcre": ("PCRE", "BSD-3-Clause"),
    "libportmidi": ("PortMidi", "MIT"),
    "libpulse": ("PulseAudio", "LGPL-2.1-or-later"),
    "libselinux": ("libselinux", "Public domain"),
    "libsndfile": ("libsndfile", "LGPL-2.1-or-later"),
    "libsystemd": ("systemd", "LGPL-2.1-or-later"),
    "libvorbis": ("Vorbis", "BSD-3-Clause"),
}
"""What the libraries inside the wheels are, by how their files' names begin; the longest counts."""


@dataclass(frozen=True, slots=True)
class Part:
    """What a wheel carries of others."""

    name: str
    licence: str


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of the list; `texts` are files beside it."""

    name: str
    version: str
    licence: str
    inside: tuple[Part, ...] = ()
    texts: tuple[str, ...] = ()


_FROM_ELSEWHERE = (
    Listed("Python", "", "PSF-2.0", texts=("python.txt",)),
    Listed("PyInstaller's starter", "", "GPL-2.0-or-later WITH Bootloader-exception"),
    Listed("Inter", "", "OFL-1.1", texts=("../fonts/Inter-LICENSE.txt",)),
    Listed("DejaVu Sans", "", "Bitstream-Vera", texts=("../fonts/DejaVu-LICENSE.txt",)),
    Listed("The app's own music", "", "CC0-1.0", texts=("../music/LICENSE.txt",)),
)
"""What is in no lock. Python and its starter are in the installers, and not in the wheel."""


class UnknownLicenceError(Exception):
    """Nobody has said yet what this is; the message says where to write it down."""


def locked(lock: str) -> dict[str, str]:
    """Return the version of every package that a lock's text names."""
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", lock, re.MULTILINE))


def listed(name: str, version: str) -> Listed:
    """Return the line for a package of the lock. Raises UnknownLicenceError."""
    found = _distribution(name)
    texts = [f"{name}.txt"] if found is not None and text_of(name) else []
    texts += [f"{shared}.txt" for shared in _SHARED_TEXTS.get(name, ())]
    inside = set(_parts_in(found)) if found is not None else set()
    inside |= {Part(*one) for one in _COMPILED_IN.get(name, {}).items()}
    ordered = sorted(inside, key=lambda part: (part.name.casefold(), part.licence))
    return Listed(name, version, _licence_of(name, found), tuple(ordered), tuple(texts))


def whole_list(lock: str) -> list[Listed]:
    """Return all that stands in the list."""
    return [*(listed(*one) for one in sorted(locked(lock).items())), *_FROM_ELSEWHERE]


def text_of(name: str) -> str:
    """Return all licence texts of a package, one below the other; empty where it has none.

    Below them stands what was compiled into it from Rust, by the wheel's own bill of materials.
    """
    found = _distribution(name)
    if found is None:
        return ""
    texts = _texts_in(found)
    crates = _crates_in(found)
    if crates:
        texts["Compiled in, with the licence of each"] = "\n".join(crates)
    return _joined(texts.items())


def as_json(lines: Iterable[Listed]) -> str:
    """Return the list as it is kept."""
    return json.dumps([asdict(one) for one in lines], indent=1, ensure_ascii=False) + "\n"


def main() -> int:
    """Write the list and its texts anew."""
    lock = (CHECKOUT / "packaging" / "run.lock").read_text(encoding="ascii")
    lines = whole_list(lock)
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    for one in lines:
        if f"{one.name}.txt" in one.texts:
            _write(f"{one.name}.txt", text_of(one.name))
    for name, debian in _STANDARD.items():
        standard = Path("/usr/share/common-licenses", debian)
        _write(f"{name}.txt", standard.read_text(encoding="utf-8"))
    _write("python.txt", (_home_of_python() / "LICENSE.txt").read_text(encoding="utf-8"))
    _write(LIST, as_json(lines))
    print(f"{len(lines)} lines in {FOLDER / LIST}")
    return 0


def _licence_of(name: str, found: Distribution | None) -> str:
    if name in _SAID:
        return _SAID[name]
    if found is not None:
        about = found.metadata
        told = str((about.get_all("License-Expression") or about.get_all("License") or [""])[0])
        if re.fullmatch(r"[A-Za-z0-9.+ ()-]{2,80}", told) and "license" not in told.casefold():
            return told
    raise UnknownLicenceError(f"{name}: say its licence in packaging/licences.py, _SAID.")


def _distribution(name: str) -> Distribution | None:
    try:
        return distribution(name)
    except PackageNotFoundError:
        return None


def _texts_in(found: Distribution) -> dict[str, str]:
    """The licence texts in a wheel, by the names of their files."""
    told: dict[str, str] = {}
    for file in sorted(found.files or [], key=str):
        is_told = re.search(r"(?i)\.dist-info/.*(licen[cs]e|copying|notice)", str(file))
        if is_told and not file.name.casefold().startswith("authors"):
            path = Path(str(file.locate()))
            if path.suffix not in (".py", ".pyc") and path.is_file():
                inner = str(file).split(".dist-info/", 1)[1].removeprefix("licenses/")
                told[inner] = path.read_text(encoding="utf-8", errors="replace")
    return told


def _crates_in(found: Distribution) -> list[str]:
    crates = set()
    for file in found.files or []:
        if ".dist-info/sboms/" in str(file) and file.name.endswith(".json"):
            told = json.loads(Path(str(file.locate())).read_text(encoding="utf-8"))
            for one in told.get("components", []):
                if str(one.get("purl", "")).startswith("pkg:cargo/"):
                    crates.add(f"{one['name']} {one['version']}  {_licences_of(one)}")
    return sorted(crates)


def _licences_of(component: Mapping[str, Any]) -> str:
    told = []
    for one in component.get("licenses", []):
        inner = one.get("license", {})
        told.append(one.get("expression") or inner.get("id") or inner.get("name") or "")
    return ", ".join(filter(None, told)) or "licence not told there"


def _joined(texts: Iterable[tuple[str, str]]) -> str:
    told = [f"{name}\n{'-' * len(name)}\n\n{text.strip()}\n" for name, text in texts]
    return "\n\n".join(told)


def _parts_in(found: Distribution) -> Iterable[Part]:
    for file in found.files or []:
        folder, _, name = str(file).rpartition("/")
        if folder.endswith(".libs") and ".so" in name:
            known = [begin for begin in LIBRARIES if name.startswith(begin)]
            if not known:
                raise UnknownLicenceError(f"{name}: say in packaging/licences.py what it is.")
            yield Part(*LIBRARIES[max(known, key=len)])


def _home_of_python() -> Path:
    return Path(sys.base_prefix, "lib", f"python3.{sys.version_info[1]}")


def _write(name: str, text: str) -> None:
    lines = (line.rstrip() for line in text.replace("\f", "").splitlines())
    (FOLDER / name).write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8")


if __name__ == "__main__":
    raise SystemExit(main())
