"""The music of the session: chosen by folder, files or playlist, with how long it lasts."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kap_companion.session.entries import MusicAct
from kap_companion.ui import theme
from kap_companion.ui.conductor import Conductor
from kap_companion.ui.files import choose_folder, choose_music_files
from kap_companion.ui.panels.prepare_words import coverage, length_words
from kap_companion.ui.theme import Tone
from kap_companion.ui.widgets.hint_field import HintField
from kap_companion.ui.widgets.inline_message import InlineMessage
from kap_companion.ui.widgets.key_button import KeyButton
from kap_companion.ui.widgets.scroll_area import ScrollArea
from kap_companion.ui.widgets.section_label import SectionLabel
from kap_companion.ui.widgets.track_row import TrackRow


class MusicPanel(QWidget):
    """What was chosen, what could not be found, and whether it covers the planned length."""

    def __init__(self, conductor: Conductor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self._shown: object = None
        self._heading = SectionLabel("Music")
        self._path = HintField("Folder, file or .m3u8")
        self._path.setAccessibleName("Folder, file or playlist of the music")
        folder, files = KeyButton("Folder"), KeyButton("Files")
        self._play = KeyButton("Play")
        self._play.setAccessibleName("Play or pause, to hear the headphones")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._path, 1)
        for button in (folder, files, self._play):
            row.addWidget(button)
        self._missing = InlineMessage()
        self._list = _TrackList()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._heading)
        column.addLayout(row)
        column.addWidget(self._missing)
        column.addWidget(self._list, 1)
        self._path.entered.connect(self._choose_typed)
        folder.clicked.connect(self._choose_folder)
        files.clicked.connect(self._choose_files)
        self._play.clicked.connect(self._play_or_pause)

    def begin(self) -> None:
        """Show where the music of the open session came from."""
        self._path.setText(", ".join(self._conductor.music.chosen_from))

    def refresh(self) -> None:
        """Show the music as it stands; nothing is done where nothing changed."""
        opened = self._conductor.companion.state.facts.opened
        music = self._conductor.music
        tracks, lost = music.tracks, music.report.missing
        minutes = opened.planned_minutes if opened else 0
        self._play.setText("Pause" if music.player.status.playing else "Play")
        self._play.setEnabled(bool(tracks))
        if self._shown == (tracks, lost, minutes):
            return
        self._shown = (tracks, lost, minutes)
        covers, words = coverage(tracks, minutes)
        # To go without music is a choice like any other: no amber for it.
        short = Tone.DUE if tracks else Tone.SECOND
        self._heading.set_aside(words, Tone.WELL if covers else short)
        missing = ", ".join(Path(name).name for name in lost)
        self._missing.say(f"Not found or not music: {missing}." if missing else "", Tone.DUE)
        self._list.show_tracks([(track.title, length_words(track.length_s)) for track in tracks])

    def choose(self, paths: Sequence[Path]) -> None:
        """Take the music that lies under `paths`."""
        self._path.setText(", ".join(str(path) for path in paths))
        self._conductor.choose_music(paths)
        self.refresh()

    def _choose_typed(self, text: str) -> None:
        typed = text.strip().strip("'\"")
        if typed:
            self.choose([Path(typed).expanduser()])

    def _choose_folder(self) -> None:
        folder = choose_folder(self, "Folder of the music")
        if folder is not None:
            self.choose([folder])

    def _choose_files(self) -> None:
        files = choose_music_files(self)
        if files:
            self.choose(files)

    def _play_or_pause(self) -> None:
        playing = self._conductor.music.player.status.playing
        self._conductor.do_music(MusicAct.PAUSE if playing else MusicAct.PLAY)


class _TrackList(ScrollArea):
    """Tracks in their order, scrolling inside itself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumHeight(theme.look().height(28))
        self._inside = QWidget()
        self._inside.setProperty("surface", "ground")
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 12, 0)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        self._rows: list[TrackRow] = []
        self.setWidget(self._inside)
        self.setAccessibleName("Tracks")

    def show_tracks(self, tracks: Sequence[tuple[str, str]]) -> None:
        """Show titles with their lengths."""
        while len(self._rows) > len(tracks):
            gone = self._rows.pop()
            gone.hide()
            gone.deleteLater()
        while len(self._rows) < len(tracks):
            row = TrackRow()
            self._column.insertWidget(len(self._rows), row)
            self._rows.append(row)
        for row, (title, length) in zip(self._rows, tracks, strict=True):
            row.show_track(title, "", length, is_next=True)
