"""Draws the app's one icon, an SVG, in every size that desktops ask for."""

from __future__ import annotations

from pathlib import Path

SVG = Path(__file__).resolve().parent.parent / "resources" / "icon" / "kap-companion.svg"
SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
"""The sizes of freedesktop's hicolor theme, in pixels."""


def draw(sizes: tuple[int, ...], folder: Path) -> dict[int, Path]:
    """Write kap-companion-SIZE.png for each of the sizes, and return where they lie."""
    painted = {}
    for size in sizes:
        painted[size] = folder / f"kap-companion-{size}.png"
        _paint(size, painted[size])
    return painted


def draw_for(system: str, folder: Path) -> Path:
    """Write the icon in the form that the executables of macOS or Windows take."""
    path = folder / ("kap-companion.icns" if system == "darwin" else "kap-companion.ico")
    _paint(512 if system == "darwin" else 256, path)
    return path


def _paint(size: int, path: Path) -> None:
    from PySide6.QtCore import QRectF, Qt
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    # Shapes alone need no application, nor a screen.
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(str(SVG)).render(painter, QRectF(0, 0, size, size))
    painter.end()
    if not image.save(str(path)):
        raise OSError(f"The icon could not be written to {path}.")
