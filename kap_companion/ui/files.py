"""Asks for a file or a folder by the system's own dialog, and takes the keyboard back after it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

_MUSIC = "Music and playlists (*.mp3 *.m4a *.flac *.wav *.ogg *.opus *.m3u *.m3u8);;All files (*)"


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


def choose_new_file(parent: QWidget, title: str, start: str) -> Path | None:
    """Return where a new file is to lie, None where it was not said."""
    chosen, _ = QFileDialog.getSaveFileName(parent, title, start)
    _take_keyboard_back(parent)
    return Path(chosen) if chosen else None


def _take_keyboard_back(parent: QWidget) -> None:
    # Where no window manager gives it back, no key would do anything any more.
    parent.activateWindow()
