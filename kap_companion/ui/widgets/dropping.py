"""What can be dropped on music: rows of the library, and files, folders and playlists."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QByteArray, QMimeData

KEYS_MIME = "application/x-kap-companion-tracks"


def mime_of(keys: Iterable[str]) -> QMimeData:
    """Return tracks of the library as something to drag."""
    mime = QMimeData()
    mime.setData(KEYS_MIME, QByteArray("\n".join(keys).encode()))
    return mime


def keys_of(mime: QMimeData) -> list[str]:
    """Return the keys of the tracks that are dragged; none where it is something else."""
    if not mime.hasFormat(KEYS_MIME):
        return []
    return [key for key in bytes(mime.data(KEYS_MIME).data()).decode().split("\n") if key]


def paths_of(mime: QMimeData) -> list[str]:
    """Return the paths of the files and folders that are dragged; what is not local is left out."""
    return [url.toLocalFile() for url in mime.urls() if url.isLocalFile()]
