"""Asks for a file or a folder by the system's own dialog, and takes the keyboard back after it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

_SOUNDS = "*.mp3 *.m4a *.aac *.flac *.wav *.aif *.aiff *.ogg *.oga *.opus"
_LISTS = "*.m3u *.m3u8 *.pls *.xspf"
_MUSIC = f"Music and playlists ({_SOUNDS} {_LISTS});;All files (*)"
_ONE_TRACK = f"Music ({_SOUNDS});;All files (*)"
_EXPORTS = "Exported sessions (*.json);;All files (*)"
_BACKUPS = "Backups (*.kapbackup);;All files (*)"
_SAVED_LISTS = "Playlist, m3u8 (*.m3u8);;Playlist, xspf (*.xspf)"


def choose_folder(parent: QWidget, title: str, start: str = "") -> Path | None:
    """Return the folder that was chosen, None where none was."""
    chosen = QFileDialog.getExistingDirectory(parent, title, start)
    _take_keyboard_back(parent)
    return Path(chosen) if chosen else None


def choose_music_files(parent: QWidget) -> Sequence[Path]:
    """Return the music files and playlists that were chosen."""
    chosen, _ = QFileDialog.getOpenFileNames(parent, "Music files or a playlist", "", _MUSIC)
    _take_keyboard_back(parent)
    return [Path(one) for one in chosen]


def choose_track(parent: QWidget, title: str, start: str = "") -> Path | None:
    """Return the one music file that was chosen, None where none was."""
    chosen, _ = QFileDialog.getOpenFileName(parent, title, start, _ONE_TRACK)
    _take_keyboard_back(parent)
    return Path(chosen) if chosen else None


def choose_export(parent: QWidget, title: str) -> Path | None:
    """Return the file of an exported session that was chosen, None where none was."""
    chosen, _ = QFileDialog.getOpenFileName(parent, title, "", _EXPORTS)
    _take_keyboard_back(parent)
    return Path(chosen) if chosen else None


def choose_backup(parent: QWidget, title: str, start: str) -> Path | None:
    """Return the backup's file that was chosen, None where none was."""
    chosen, _ = QFileDialog.getOpenFileName(parent, title, start, _BACKUPS)
    _take_keyboard_back(parent)
    return Path(chosen) if chosen else None


def choose_new_playlist(parent: QWidget, title: str, start: str) -> tuple[Path, bool] | None:
    """Return where a playlist is to be saved, and whether a file there was agreed to be replaced.

    A name without an ending becomes an m3u8, or the kind that the dialog stood at.
    """
    chosen, kind = QFileDialog.getSaveFileName(parent, title, start, _SAVED_LISTS)
    _take_keyboard_back(parent)
    if not chosen:
        return None
    path = Path(chosen)
    if path.suffix:
        return path, True
    # The dialog asked about the bare name: of the whole one nobody was asked.
    return path.with_name(path.name + (".xspf" if "xspf" in kind else ".m3u8")), False


def choose_new_file(parent: QWidget, title: str, start: str) -> Path | None:
    """Return where a new file is to lie, None where it was not said."""
    chosen, _ = QFileDialog.getSaveFileName(parent, title, start)
    _take_keyboard_back(parent)
    return Path(chosen) if chosen else None


def _take_keyboard_back(parent: QWidget) -> None:
    # Where no window manager gives it back, no key would do anything any more.
    parent.activateWindow()
