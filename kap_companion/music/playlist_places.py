"""Where an entry of a playlist points: a file of this computer, or nowhere, and why."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath, PureWindowsPath
from unicodedata import normalize
from urllib.parse import unquote_to_bytes, urljoin

from kap_companion.language import tr, tr_later
from kap_companion.music.playlist_files import Named

NOT_FOUND = tr_later("it is not there")
ELSEWHERE = tr_later("it is an address on the network, not a file of this computer")
OTHER_COMPUTER = tr_later("it lies on another computer")
NO_PLACE = tr_later("the list does not say where it lies")

_DRIVE = re.compile(r"[A-Za-z][:|][\\/]")
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


@dataclass(frozen=True, slots=True)
class Nowhere:
    """An entry leads to no file; `wanted` is where it would lie."""

    reason: str
    wanted: PurePath | None = None


def place_of(named: Named, folder: Path) -> Path | Nowhere:
    """Return the file or folder that an entry of a playlist in `folder` (absolute) means.

    Whatever the format's rules, an entry is taken as it most likely was meant: literally, with
    %20 and the like resolved, with the slashes of Windows, with accents in one piece or in two.
    """
    nowhere: Nowhere | None = None
    for name in named.names:
        found = _place(name, folder, named.is_uri, named.base or "")
        if isinstance(found, Path):
            return found
        nowhere = nowhere or found
    return nowhere or Nowhere(tr(NO_PLACE))


def _place(name: str, folder: Path, is_uri: bool, base: str) -> Path | Nowhere:
    ways, why = _ways(name, folder, is_uri, base)
    for path in _spellings(_roots(ways, folder)):
        if _is_there(path):
            return path
    return Nowhere(tr(why), _wanted(ways, folder) if why == NOT_FOUND else None)


def _ways(name: str, folder: Path, is_uri: bool, base: str) -> tuple[list[str], str]:
    """The paths a name may mean, most likely first, and what is wrong if none of them is there."""
    uri = name
    if is_uri and not _DRIVE.match(name):
        # A bracket that is not closed where a computer's name should be raises: then as written.
        with contextlib.suppress(ValueError):
            uri = urljoin(urljoin(f"{folder.as_uri()}/", base), name)
    if uri[:5].lower() == "file:":
        paths = _paths_of(uri)
        return [*paths, name], NOT_FOUND if paths else OTHER_COMPUTER
    if _ADDRESS.match(uri):
        return [], ELSEWHERE
    return [name, _unquoted(name)] if "%" in name else [name], NOT_FOUND


def _paths_of(uri: str) -> list[str]:
    """The paths a file: URI may mean, most likely first; none for one of another computer."""
    rest = uri[5:]
    if rest.startswith("//") and not _DRIVE.match(rest[2:]):
        host, slash, path = rest[2:].partition("/")
        if host.lower() in ("", "localhost", "127.0.0.1"):
            rest = slash + path
        elif os.name == "nt":
            rest = f"//{host}/{path}"
        else:
            return []
    elif rest.startswith("//"):
        rest = rest[2:]
    if _DRIVE.match(rest[1:]):
        rest = rest[1:]
    if _DRIVE.match(rest):
        rest = f"{rest[0]}:{rest[2:]}"
    whole = re.split(r"[?#]", rest, maxsplit=1)[0]
    # Some programs write names as they are: '#' and '%' then mean nothing but themselves.
    return list(dict.fromkeys((_unquoted(rest), rest, _unquoted(whole))))


def _unquoted(text: str) -> str:
    return os.fsdecode(unquote_to_bytes(text.encode("utf-8", "surrogateescape")))


def _roots(ways: Iterable[str], folder: Path) -> Iterator[Path]:
    """The paths that `ways` may be, seen from `folder`."""
    for way in ways:
        yield folder / way
        if os.name == "nt" or ("\\" not in way and not _DRIVE.match(way)):
            continue
        windows = PureWindowsPath(way)
        if not windows.root:
            yield folder.joinpath(*windows.parts)
        elif not windows.drive.startswith("\\\\"):
            # Its drive may be the one that this list lies on, wherever that is mounted here.
            for above in (folder, *folder.parents):
                yield above.joinpath(*windows.parts[1:])


def _spellings(paths: Iterable[Path]) -> Iterator[Path]:
    """Each path, then each with its accents in one piece and in two."""
    seen = []
    for path in paths:
        seen.append(path)
        yield path
    for path in seen:
        text = str(path)
        if not text.isascii():
            for form in ("NFC", "NFD"):
                other = normalize(form, text)
                if other != text:
                    yield Path(other)


def _is_there(path: Path) -> bool:
    try:
        path.stat()
    except (OSError, ValueError):  # not there, too long, a NUL in it
        return False
    return True


def _wanted(ways: list[str], folder: Path) -> PurePath | None:
    """Where the entry would lie; what was percent-encoded most likely was so on purpose."""
    usable = [way for way in ways if "\0" not in way]
    if not usable:
        return None
    way = min(usable, key=lambda each: (not _is_text(each), each.count("%")))
    if os.name != "nt" and ("\\" in way or _DRIVE.match(way)):
        windows = PureWindowsPath(way)
        if windows.root:
            return windows
        way = windows.as_posix()
    return Path(os.path.abspath(folder / way))  # noqa: PTH100 - nothing is there to resolve


def _is_text(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True
