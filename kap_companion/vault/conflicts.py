"""Notices what a synced folder does to a vault: second copies of its files, made in a conflict.

Two computers that write to the same vault before the service has copied it each keep their own
entries. The service then puts a second file beside the first, under a name of its own making, and
no app would ever look at it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from kap_companion.language import tr

_OURS = re.compile(r"(vault|keys)(.*)\.(db|json)(.*)", re.IGNORECASE | re.DOTALL)
# What we ourselves write beside the two files.
_OWN_ENDS = {"", "-wal", "-shm", "-journal", ".new", ".new-wal", ".new-shm", ".new-journal"}
_TOKENS = (
    # Dropbox, Nextcloud, ownCloud, Syncthing, Seafile, Synology, Resilio, FileCloud, Mega; a few
    # write it in the language of the system.
    re.compile(r"con?fli[ck]|konfli|conflit|conflict|競合|冲突|衝突|конфли", re.IGNORECASE),
    # iCloud "vault 2.db"; Google Drive "vault (1).db", "vault.db (1)" and "vault_conf(1).db"
    re.compile(r"[ _]?(conf)?\(?\d{1,3}\)?", re.IGNORECASE),
    # OneDrive "vault-DESKTOP-8J2K1.db", again and again: "vault-DESKTOP-8J2K1-2.db"
    re.compile(r"-[^\s.]{2,80}"),
)
_WORD, *_WHOLE = _TOKENS

# What a service keeps at the top of the folder that it copies.
_MARKS = {
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".stfolder": "Syncthing",
    ".stversions": "Syncthing",
    ".owncloudsync.log": "ownCloud",
    ".nextcloudsync.log": "Nextcloud",
    ".tmp.driveupload": "Google Drive",
    ".tmp.drivedownload": "Google Drive",
    ".SynologyWorkingDirectory": "Synology Drive",
    ".849C9593-D756-4E56-8D6E-42412F2A707B": "OneDrive",
}
_MARK_PATTERNS = (("._sync_*.db", "Nextcloud"), (".sync_*.db", "Nextcloud"))
# What a folder is called where a service copies it, up to what it adds for an account.
_FOLDERS = (
    ("dropbox", "Dropbox"),
    ("onedrive", "OneDrive"),
    ("skydrive", "OneDrive"),
    ("google drive", "Google Drive"),
    ("googledrive", "Google Drive"),
    ("google-drive", "Google Drive"),
    ("my drive", "Google Drive"),
    ("clouddocs", "iCloud"),
    ("mobile documents", "iCloud"),
    ("iclouddrive", "iCloud"),
    ("icloud drive", "iCloud"),
    ("nextcloud", "Nextcloud"),
    ("owncloud", "ownCloud"),
    ("syncthing", "Syncthing"),
    ("seafile", "Seafile"),
    ("pclouddrive", "pCloud"),
    ("pcloud drive", "pCloud"),
    ("synologydrive", "Synology Drive"),
)
# These are words as well: only the whole name says it.
_WHOLE_NAMES = {
    "mega": "MEGA",
    "megasync": "MEGA",
    "box": "Box",
    "box sync": "Box",
}
_AFTER_A_NAME = re.compile(r"(?:[ (_-].*)?", re.DOTALL)
_VARIABLES = ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")


def conflict_copies(folder: Path) -> tuple[Path, ...]:
    """Return the files in a vault's folder that a synced folder made of its files, by name."""
    found: list[Path] = []
    with suppress(OSError):
        found = [path for path in folder.iterdir() if _is_copy(path.name) and path.is_file()]
    return tuple(sorted(found))


def synced_by(folder: Path, environment: Mapping[str, str] | None = None) -> str | None:
    """Return the name of the service that copies `folder` to other computers, as far as one sees.

    It is known by what it leaves at the top of its folder, or by what that is called.
    """
    variables = os.environ if environment is None else environment
    try:
        here = folder.resolve()
    except OSError:
        return None
    places = (here, *here.parents)
    for name in _VARIABLES:
        place = variables.get(name)
        if place and Path(place) in places:
            return "OneDrive"
    return next((told for told in map(_service_of, places) if told is not None), None)


def told_of_conflicts(folder: Path) -> str | None:
    """Return one sentence where a second copy of the vault lies in its folder, else None."""
    copies = conflict_copies(folder)
    if not copies:
        return None
    who = synced_by(folder) or tr("A synced folder")
    which = (
        copies[0].name
        if len(copies) == 1
        else tr("{name} and {count} more", name=copies[0].name, count=len(copies) - 1)
    )
    return tr(
        "{who} has made a second copy of this vault ({which}), as it does when two "
        "computers write to it: entries may be missing here, so remove neither "
        "before you have opened both.",
        who=who,
        which=which,
    )


def told_of_syncing(folder: Path) -> str | None:
    """Return one sentence where the vault lies in a folder that is copied elsewhere, else None."""
    service = synced_by(folder)
    if service is None:
        return None
    return tr(
        "{service} copies this vault's folder to other computers: use the vault on "
        "one of them at a time, and let it finish copying before you go to another.",
        service=service,
    )


def _is_copy(name: str) -> bool:
    found = _OURS.fullmatch(name)
    if found is None:
        return False
    between, end = found[2], found[4]
    if not between and end in _OWN_ENDS:
        return False
    for part in _OWN_ENDS - {""}:
        # A copy may be of the WAL: "vault (conflicted copy).db-wal".
        end = end.removesuffix(part)
    added = [part for part in (between, end) if part]
    if _WORD.search(between + end):
        return True
    return len(added) == 1 and any(one.fullmatch(added[0].strip(" ")) for one in _WHOLE)


def _service_of(place: Path) -> str | None:
    name = place.name.lower()
    if name in _WHOLE_NAMES:
        return _WHOLE_NAMES[name]
    for start, service in _FOLDERS:
        if name.startswith(start) and _AFTER_A_NAME.fullmatch(name[len(start) :]):
            return service
    with suppress(OSError):
        for mark, service in _MARKS.items():
            if os.path.lexists(place / mark):
                return service
        for pattern, service in _MARK_PATTERNS:
            if next(place.glob(pattern), None) is not None:
                return service
    return None
