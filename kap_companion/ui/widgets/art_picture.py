"""A track's picture, small and quiet: never the brightest thing on the screen."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kap_companion.ui import theme
from kap_companion.ui.theme import Look, Tone

_SIDE, _RADIUS = 40, 6
# How much of a picture is let through over the ground.
_DARK, _DIMMER, _LIGHT = 0.6, 0.35, 0.9


class ArtPicture(QWidget):
    """Takes no room while there is no picture."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture: QImage | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.hide()

    @property
    def has_picture(self) -> bool:
        return self._picture is not None

    def set_picture(self, picture: QImage | None) -> None:
        """Show a picture, or none."""
        if picture is not self._picture:
            self._picture = picture
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(_SIDE, _SIDE)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._picture is not None:
            with QPainter(self) as painter:
                paint_art(painter, self.rect(), self._picture, theme.look())


def paint_art(painter: QPainter, rect: QRect, picture: QImage, look: Look) -> None:
    """Paint a picture into the rounded square `rect`, as bright as the theme bears."""
    is_dimmer = look.theme == theme.DIMMER
    through = _DIMMER if is_dimmer else _LIGHT if look.theme == theme.LIGHT else _DARK
    path = QPainterPath()
    path.addRoundedRect(QRectF(rect), _RADIUS, _RADIUS)
    painter.save()
    painter.setRenderHints(
        QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
    )
    painter.setClipPath(path)
    painter.setOpacity(through)
    painter.drawImage(rect, _in_amber(picture, look) if is_dimmer else picture)
    painter.restore()


def _in_amber(picture: QImage, look: Look) -> QImage:
    """Return a picture in the one hue that the dimmer screen has: blue light wakes."""
    grey = picture.convertToFormat(QImage.Format.Format_Grayscale8)
    amber = grey.convertToFormat(QImage.Format.Format_RGB32)
    with QPainter(amber) as painter:
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        painter.fillRect(amber.rect(), look.colour(Tone.TEXT))
    return amber
