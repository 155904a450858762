"""The pictures that music files carry, small: read and decoded off the window's thread, kept."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader

from kap_companion.music.tags import read_art
from kap_companion.ui.background import Background
from kap_companion.vault.errors import VaultError

SIDE = 80
"""The side of a picture in px: 40 on screens of twice the resolution."""
_MOST_SIDE = 6000
_MOST_KEPT = 256
_MOST_WAITING = 24
# Drawn formats could name other files; a cover is a photograph.
_FORMATS = frozenset((b"jpeg", b"jpg", b"png", b"webp", b"gif", b"bmp"))


class Art(QObject):
    """Answers at once with what it has, and looks for what it has not; `arrived` says it came.

    What was asked for last is looked for first: it is what stands on the screen.
    """

    arrived = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = Background(self)
        self._known: OrderedDict[Path, QImage | None] = OrderedDict()
        self._waiting: list[Path] = []

    def of(self, path: Path) -> QImage | None:
        """Return the picture in the file at `path`; None where there is none, or not yet."""
        if path in self._known:
            self._known.move_to_end(path)
            return self._known[path]
        self.expect((path,))
        return None

    def expect(self, paths: Sequence[Path]) -> None:
        """Look for pictures that are wanted soon, the last of `paths` first."""
        for path in paths:
            if path not in self._known:
                if path in self._waiting:
                    self._waiting.remove(path)
                self._waiting.append(path)
        del self._waiting[:-_MOST_WAITING]
        if self._waiting and not self._background.is_busy:
            self._look_for(self._waiting.pop())

    def _look_for(self, path: Path) -> None:
        def keep(picture: QImage | None) -> None:
            self._known[path] = picture
            while len(self._known) > _MOST_KEPT:
                self._known.popitem(last=False)
            if picture is not None:
                self.arrived.emit()
            self.expect(())

        def fail(_trouble: VaultError) -> None:
            keep(None)

        self._background.do(lambda: _small(read_art(path)), keep, fail)


def _small(data: bytes | None) -> QImage | None:
    """Return a picture as a square of `SIDE` px; None where it is damaged, drawn or giant."""
    if not data:
        return None
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    longest = max(size.width(), size.height())
    if bytes(reader.format().data()) not in _FORMATS or not 0 < longest <= _MOST_SIDE:
        return None
    # The shorter side fills the square; what is over at the longer one is cut off.
    small = size.scaled(QSize(SIDE, SIDE), Qt.AspectRatioMode.KeepAspectRatioByExpanding)
    if max(small.width(), small.height()) > 8 * SIDE:
        return None
    reader.setScaledSize(small)
    picture = reader.read()
    if picture.isNull():
        return None
    left, top = (picture.width() - SIDE) // 2, (picture.height() - SIDE) // 2
    return picture.copy(left, top, SIDE, SIDE)
