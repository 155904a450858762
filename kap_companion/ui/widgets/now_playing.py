"""What plays now: its phase, title, artist, and its picture at the right where it has one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QGridLayout, QWidget

from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets.art_picture import ArtPicture
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.section_label import SectionLabel
from kap_companion.ui.words import tr


class NowPlaying(QWidget):
    """The title begins at the left whether there is a picture or not, so none moves it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading = SectionLabel(tr("Music"))
        self._title = Label("", Words.TITLE)
        self._artist = Label("", Words.BODY, Tone.SECOND)
        self._art = ArtPicture()
        self._is_brief = False
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(0, 1)
        grid.addWidget(self._heading, 0, 0, 1, 2)
        grid.setRowMinimumHeight(1, 8)
        grid.addWidget(self._title, 2, 0)
        grid.setRowMinimumHeight(3, 4)
        grid.addWidget(self._artist, 4, 0)
        grid.addWidget(self._art, 2, 1, 3, 1, Qt.AlignmentFlag.AlignVCenter)

    def title(self) -> str:
        return self._title.text()

    def phase(self) -> str:
        return self._heading.aside()

    def set_words(self, title: str, artist: str, tone: Tone = Tone.TEXT) -> None:
        """Show a title over its artist."""
        self._title.setText(title)
        self._title.setToolTip(title)
        self._title.set_tone(tone)
        self._artist.setText(artist)

    def set_phase(self, phase: str, tone: Tone) -> None:
        """Show the phase that the music belongs to."""
        self._heading.set_aside(phase, tone)

    def set_art(self, picture: QImage | None) -> None:
        """Show the picture of what plays, or none."""
        self._art.set_picture(picture)
        self._show_art()

    def set_brief(self, brief: bool) -> None:
        """Leave the artist and the picture out."""
        self._is_brief = brief
        self._artist.setVisible(not brief)
        self._show_art()

    def _show_art(self) -> None:
        self._art.setVisible(self._art.has_picture and not self._is_brief)
