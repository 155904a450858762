"""Asks for a file or a folder by the system's own dialog; takes the keyboard back, and its notes.

Qt keeps the last folders in a file of its own that no vault covers, and a folder may bear the name
of a client. What the system's dialog itself remembers is the system's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QFileDialog, QWidget

from kap_companion.ui.words import tr

_NOTED = ("FileDialog/history", "FileDialog/lastVisited")
_SOUNDS = "*.mp3 *.m4a *.aac *.flac *.wav *.aif *.aiff *.ogg *.oga *.opus"
_LISTS = "*.m3u *.m3u8 *.pls *.xspf"
_SAVED_LISTS = ("*.m3u8", "*.xspf")


def choose_folder(parent: QWidget, title: str, start: str = "") -> Path | None:
    """Return the folder that was chosen, None where none was."""
    with _asking(parent):
        chosen = QFileDialog.getExistingDirectory(parent, title, start)
    return Path(chosen) if chosen else None


def choose_music_files(parent: QWidget) -> Sequence[Path]:
    """Return the music files and playlists that were chosen."""
    with _asking(parent):
        chosen, _ = QFileDialog.getOpenFileNames(
            parent,
            tr("Music files or a playlist"),
            "",
            _or_all(tr("Music and playlists"), f"{_SOUNDS} {_LISTS}"),
        )
    return [Path(one) for one in chosen]


def choose_track(parent: QWidget, title: str, start: str = "") -> Path | None:
    """Return the one music file that was chosen, None where none was."""
    with _asking(parent):
        chosen, _ = QFileDialog.getOpenFileName(parent, title, start, _or_all(tr("Music"), _SOUNDS))
    return Path(chosen) if chosen else None


def choose_export(parent: QWidget, title: str) -> Path | None:
    """Return the file of an exported session that was chosen, None where none was."""
    with _asking(parent):
        chosen, _ = QFileDialog.getOpenFileName(
            parent, title, "", _or_all(tr("Exported sessions"), "*.json")
        )
    return Path(chosen) if chosen else None


def choose_script(parent: QWidget, title: str) -> Path | None:
    """Return the session script that was chosen, None where none was."""
    with _asking(parent):
        chosen, _ = QFileDialog.getOpenFileName(
            parent, title, "", _or_all(tr("Session scripts"), "*.jsonl")
        )
    return Path(chosen) if chosen else None


def choose_backup(parent: QWidget, title: str, start: str) -> Path | None:
    """Return the backup's file that was chosen, None where none was."""
    with _asking(parent):
        chosen, _ = QFileDialog.getOpenFileName(
            parent, title, start, _or_all(tr("Backups"), "*.kapbackup")
        )
    return Path(chosen) if chosen else None


def choose_new_playlist(parent: QWidget, title: str, start: str) -> tuple[Path, bool] | None:
    """Return where a playlist is to be saved, and whether a file there was agreed to be replaced.

    A name without an ending becomes an m3u8, or the kind that the dialog stood at.
    """
    with _asking(parent):
        kinds = (tr("Playlist") + f", {ending[2:]} ({ending})" for ending in _SAVED_LISTS)
        chosen, kind = QFileDialog.getSaveFileName(parent, title, start, ";;".join(kinds))
    if not chosen:
        return None
    path = Path(chosen)
    if path.suffix:
        return path, True
    # The dialog asked about the bare name: of the whole one nobody was asked.
    return path.with_name(path.name + (".xspf" if "xspf" in kind else ".m3u8")), False


def choose_new_file(parent: QWidget, title: str, start: str) -> Path | None:
    """Return where a new file is to lie, None where it was not said."""
    with _asking(parent):
        chosen, _ = QFileDialog.getSaveFileName(parent, title, start)
    return Path(chosen) if chosen else None


def _or_all(words: str, endings: str) -> str:
    return f"{words} ({endings});;" + tr("All files") + " (*)"


@contextmanager
def _asking(parent: QWidget) -> Iterator[None]:
    notes = QSettings(QSettings.Scope.UserScope, "QtProject")
    before = {key: notes.value(key) for key in _NOTED}
    try:
        yield
    finally:
        notes.sync()
        for key, value in before.items():
            if value is None:
                notes.remove(key)
            else:
                notes.setValue(key, value)
        notes.sync()
        # Where no window manager gives it back, no key would do anything any more.
        parent.activateWindow()
