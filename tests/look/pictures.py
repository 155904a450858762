"""Pictures of the window: kept small, and compared so that a person can see what differs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

Pixels = NDArray[np.uint8]

COLOURS = 128
_TILE = 16
_MEAN_OFF = 0.6
_TILE_OFF = 24.0


@dataclass(frozen=True, slots=True)
class Difference:
    """How far two pictures are apart, in steps of 256, and where they differ most."""

    mean: float
    worst_tile: float
    where: str

    @property
    def is_seen(self) -> bool:
        """Whether a person would see it; how glyphs are smoothed on another machine is not it."""
        return self.mean > _MEAN_OFF or self.worst_tile > _TILE_OFF

    def __str__(self) -> str:
        return (
            f"they differ by {self.mean:.2f} of 256 on average, and by {self.worst_tile:.0f} "
            f"at {self.where}"
        )


def compare(golden: Pixels, fresh: Pixels) -> Difference:
    """Return how far apart they are; pictures of two sizes differ everywhere."""
    if golden.shape != fresh.shape:
        return Difference(255.0, 255.0, f"every place: {_size(golden)} became {_size(fresh)}")
    off = np.abs(golden.astype(np.int16) - fresh.astype(np.int16)).mean(axis=2)
    high, wide = (side - side % _TILE for side in off.shape)
    tiles = off[:high, :wide].reshape(high // _TILE, _TILE, wide // _TILE, _TILE).mean(axis=(1, 3))
    seen = np.argwhere(tiles > _TILE_OFF)
    top, left = np.unravel_index(int(tiles.argmax()), tiles.shape)
    where = f"x {left * _TILE}, y {top * _TILE}"
    if len(seen) > 1:
        (first_y, first_x), (last_y, last_x) = seen.min(axis=0), seen.max(axis=0) + 1
        where += (
            f"; all of it within x {first_x * _TILE} to {last_x * _TILE}, "
            f"y {first_y * _TILE} to {last_y * _TILE}"
        )
    return Difference(float(off.mean()), float(tiles.max()), where)


def pixels(image: QImage) -> Pixels:
    """Return a picture as rows of red, green and blue."""
    plain = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(plain.constBits(), np.uint8).reshape(plain.height(), plain.bytesPerLine())
    return rows[:, : plain.width() * 3].reshape(plain.height(), plain.width(), 3).copy()


def load(path: Path) -> Pixels:
    """Return the pixels of a kept picture."""
    image = QImage(str(path))
    assert not image.isNull(), f"{path} is no picture"
    return pixels(image)


def save(path: Path, picture: Pixels) -> None:
    """Keep a picture with a palette of its most frequent colours; the others take the nearest."""
    flat = picture.reshape(-1, 3).astype(np.uint32)
    codes = (flat[:, 0] << 16) | (flat[:, 1] << 8) | flat[:, 2]
    colours, back, counts = np.unique(codes, return_inverse=True, return_counts=True)
    palette = colours[np.argsort(-counts, kind="stable")[:COLOURS]]
    nearest = _nearest(colours, palette).astype(np.uint8)
    high, wide = picture.shape[:2]
    indexed = QImage(wide, high, QImage.Format.Format_Indexed8)
    indexed.setColorTable([0xFF000000 | int(colour) for colour in palette])
    rows = np.frombuffer(indexed.bits(), np.uint8).reshape(high, indexed.bytesPerLine())
    rows[:, :wide] = nearest[back].reshape(high, wide)
    path.parent.mkdir(parents=True, exist_ok=True)
    # The quality of a PNG is how little it is packed.
    assert indexed.save(str(path), quality=0), f"{path} could not be written"


def _nearest(colours: NDArray[np.uint32], palette: NDArray[np.uint32]) -> NDArray[np.intp]:
    def parts(codes: NDArray[np.uint32]) -> NDArray[np.int64]:
        return np.stack([(codes >> shift) & 255 for shift in (16, 8, 0)], axis=1).astype(np.int64)

    off = parts(colours)[:, None, :] - parts(palette)[None, :, :]
    nearest: NDArray[np.intp] = (off**2).sum(axis=2).argmin(axis=1)
    return nearest


def _size(picture: Pixels) -> str:
    return f"{picture.shape[1]}×{picture.shape[0]}"
