"""Pictures of the window: kept small, and compared so that a person can see what differs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

Pixels = NDArray[np.uint8]
Boxes = Sequence[tuple[int, int, int, int]]

COLOURS, FEW_COLOURS = 64, 16
_TILE = 16
_MEAN_OFF = 0.6
_TILE_OFF = 24.0


@dataclass(frozen=True, slots=True)
class Difference:
    """How far two pictures are apart, in steps of 256, and where they differ most.

    `boxes` are left, top, right and bottom of each tile that a person sees to differ, in px of
    the pictures that were compared.
    """

    mean: float
    worst_tile: float
    where: str
    boxes: tuple[tuple[int, int, int, int], ...] = ()

    @property
    def is_seen(self) -> bool:
        """Whether a person would see it; how glyphs are smoothed on another machine is not it."""
        return self.mean > _MEAN_OFF or self.worst_tile > _TILE_OFF

    def __str__(self) -> str:
        return (
            f"they differ by {self.mean:.2f} of 256 on average, and by {self.worst_tile:.0f} "
            f"at {self.where}"
        )


def compare(golden: Pixels, fresh: Pixels, px: float = 1.0) -> Difference:
    """Return how far apart they are; pictures of two sizes differ everywhere.

    `px` is how many px of the window one of the pictures stands for: places are told in those.
    """
    if golden.shape != fresh.shape:
        return Difference(255.0, 255.0, f"every place: {_size(golden)} became {_size(fresh)}")
    tile = max(4, round(_TILE / px))
    off = np.abs(golden.astype(np.int16) - fresh.astype(np.int16)).mean(axis=2)
    # What is left over at the right and below is a tile too, filled up with no difference.
    more = [(0, -side % tile) for side in off.shape]
    full = np.pad(off, more)
    high, wide = full.shape
    tiles = full.reshape(high // tile, tile, wide // tile, tile).mean(axis=(1, 3))
    seen = np.argwhere(tiles > _TILE_OFF)
    top, left = np.unravel_index(int(tiles.argmax()), tiles.shape)

    def at(n: int) -> int:
        return round(int(n) * tile * px)

    where = f"x {at(int(left))}, y {at(int(top))}"
    if len(seen) > 1:
        (first_y, first_x), (last_y, last_x) = seen.min(axis=0), seen.max(axis=0) + 1
        where += f"; all of it within x {at(first_x)} to {at(last_x)}, "
        where += f"y {at(first_y)} to {at(last_y)}"
    boxes = tuple(
        (int(x) * tile, int(y) * tile, int(x + 1) * tile, int(y + 1) * tile) for y, x in seen
    )
    return Difference(float(off.mean()), float(tiles.max()), where, boxes)


def pixels(image: QImage) -> Pixels:
    """Return a picture as rows of red, green and blue."""
    plain = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(plain.constBits(), np.uint8).reshape(plain.height(), plain.bytesPerLine())
    return rows[:, : plain.width() * 3].reshape(plain.height(), plain.width(), 3).copy()


def load(path: Path) -> Pixels:
    """Return the pixels of a picture."""
    image = QImage(str(path))
    assert not image.isNull(), f"{path} is no picture"
    return pixels(image)


def save(path: Path, picture: Pixels) -> None:
    """Write a picture as it is, quickly rather than small."""
    high, wide = picture.shape[:2]
    rows = np.ascontiguousarray(picture)
    image = QImage(rows.data, wide, high, wide * 3, QImage.Format.Format_RGB888)
    path.parent.mkdir(parents=True, exist_ok=True)
    # The quality of a PNG is how little it is packed.
    assert image.save(str(path), quality=100), f"{path} could not be written"


def in_few_colours(picture: Pixels, most: int = COLOURS) -> Pixels:
    """Return a picture of `most` colours; the others take the nearest of them."""
    flat = picture.reshape(-1, 3).astype(np.uint32)
    codes = (flat[:, 0] << 16) | (flat[:, 1] << 8) | flat[:, 2]
    colours, back, counts = np.unique(codes, return_inverse=True, return_counts=True)
    palette = _palette(colours, counts, most)
    kept = palette[_nearest(colours, palette)][back]
    few = np.stack([(kept >> shift) & 255 for shift in (16, 8, 0)], axis=1).astype(np.uint8)
    high, wide = picture.shape[:2]
    return np.ascontiguousarray(few.reshape(high, wide, 3))


def keep(path: Path, picture: Pixels, most: int = COLOURS) -> None:
    """Keep a picture small: of `most` colours."""
    rows = in_few_colours(picture, most)
    high, wide = rows.shape[:2]
    image = QImage(rows.data, wide, high, wide * 3, QImage.Format.Format_RGB888)
    path.parent.mkdir(parents=True, exist_ok=True)
    # A WebP of quality 100 loses nothing, and is a third smaller than a PNG.
    assert image.save(str(path), quality=100), f"{path} could not be written"


def reduced(picture: Pixels, by: int) -> Pixels:
    """Return the mean of each square of `by` px; what is left over at the edges goes."""
    if by == 1:
        return picture
    high, wide = (side - side % by for side in picture.shape[:2])
    squares = picture[:high, :wide].reshape(high // by, by, wide // by, by, 3)
    means: Pixels = squares.mean(axis=(1, 3)).round().astype(np.uint8)
    return means


def side_by_side(golden: Pixels, fresh: Pixels, boxes: Boxes) -> Pixels:
    """Return the golden one at the left, the fresh one at the right, reddened where it differs."""
    high = max(golden.shape[0], fresh.shape[0])
    framed = fresh.copy()
    for left, top, right, bottom in boxes:
        framed[top:bottom, left:right, 0] //= 2
        framed[top:bottom, left:right, 0] += 127
    parts = [np.pad(one, ((0, high - one.shape[0]), (0, 8), (0, 0))) for one in (golden, framed)]
    return np.concatenate(parts, axis=1)


def _palette(codes: NDArray[np.uint32], counts: NDArray[np.intp], most: int) -> NDArray[np.uint32]:
    """Return the most frequent colours, and then those that would be furthest from any of them.

    So a thin line of a colour of its own keeps it.
    """
    parts = np.stack([(codes >> shift) & 255 for shift in (16, 8, 0)], axis=1).astype(np.int64)
    chosen = list(np.argsort(-counts, kind="stable")[: most // 2])
    off = np.min([((parts - parts[n]) ** 2).sum(axis=1) for n in chosen], axis=0)
    while len(chosen) < min(most, len(codes)):
        furthest = int((off * counts).argmax())
        chosen.append(furthest)
        off = np.minimum(off, ((parts - parts[furthest]) ** 2).sum(axis=1))
    return codes[chosen]


def _nearest(colours: NDArray[np.uint32], palette: NDArray[np.uint32]) -> NDArray[np.intp]:
    def parts(codes: NDArray[np.uint32]) -> NDArray[np.int64]:
        return np.stack([(codes >> shift) & 255 for shift in (16, 8, 0)], axis=1).astype(np.int64)

    off = parts(colours)[:, None, :] - parts(palette)[None, :, :]
    nearest: NDArray[np.intp] = (off**2).sum(axis=2).argmin(axis=1)
    return nearest


def _size(picture: Pixels) -> str:
    return f"{picture.shape[1]}×{picture.shape[0]}"
