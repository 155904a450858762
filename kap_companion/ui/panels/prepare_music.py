"""The music of the session in Prepare: the arc, how far it reaches, what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kap_companion.music.planner import Coverage
from kap_companion.music.playlist import Playlist
from kap_companion.session.entries import MusicAct
from kap_companion.ui.conductor import Conductor
from kap_companion.ui.files import choose_track
from kap_companion.ui.panels.arc_hand import ArcHand
from kap_companion.ui.panels.arc_panel import ArcPanel
from kap_companion.ui.panels.music_check import FilesCheck
from kap_companion.ui.panels.music_choosing import MusicChoosing
from kap_companion.ui.panels.music_head import MusicHead
from kap_companion.ui.panels.music_reading import Done, MusicReading
from kap_companion.ui.panels.music_words import (
    Told,
    lost_words,
    progress_words,
    reach,
    shown_problem,
    source_name,
)
from kap_companion.ui.panels.two_tones import TwoTones
from kap_companion.ui.theme import Tone
from kap_companion.ui.widgets.inline_message import InlineMessage
from kap_companion.ui.widgets.key_button import ButtonTone, KeyButton
from kap_companion.ui.words import tr, trn


class MusicPanel(QWidget):
    """`library_asked`, `arcs_asked` and `lost_asked` ask for what opens beside it, `check_asked`
    for the check of files and computer; `chosen` says that other music was.
    """

    library_asked = Signal()
    arcs_asked = Signal()
    lost_asked = Signal()
    check_asked = Signal()
    chosen = Signal()

    def __init__(
        self,
        conductor: Conductor,
        hand: ArcHand,
        reading: MusicReading,
        check: FilesCheck,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self._hand = hand
        self._reading = reading
        self._check = check
        self._is_choosing = False
        self._is_mine = False
        self._bad: str | None = None
        self._reach = Told("")
        self.head = MusicHead()
        self.arc = ArcPanel(conductor, hand)
        self.choosing = MusicChoosing()
        self._said = TwoTones()
        self._trouble = TwoTones()
        self._replace = KeyButton(tr("Replace file"))
        self._lost = InlineMessage()
        self._show_lost = KeyButton(tr("What and why"), tone=ButtonTone.LINK)
        self._show_lost.setAccessibleName(tr("Show what was not found, and why"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.head)
        column.addWidget(self.arc)
        column.addWidget(self.choosing)
        column.addWidget(self._said)
        column.addLayout(_beside(self._lost, self._show_lost))
        column.addLayout(_beside(self._trouble, self._replace))
        self._connect()

    def begin(self) -> None:
        """Show the music of the open session."""
        self.choosing.begin(self._conductor.music.chosen_from)
        self._is_choosing = False
        self.arc.say("", Tone.SECOND)
        self.arc.forget()
        self._check.look()

    def forget(self) -> None:
        """Leave nothing of a session that was put away."""
        self._reading.stop()
        self._hand.forget()
        self._check.forget()
        self.arc.forget()

    def refresh(self) -> None:
        """Show the music as it stands; where nothing changed nothing is done."""
        music = self._conductor.music
        has_music = bool(music.arc.placed)
        self.head.show_arc(
            music.arc.name if has_music else tr("none chosen"), music.sound.crossfade_s
        )
        self.head.show_acts(
            has_music=has_music,
            is_playing=music.player.status.playing,
            undo=self._hand.undo_words,
        )
        self.choosing.setVisible(not has_music or self._is_choosing or self._is_mine)
        self.arc.refresh()
        self._say()

    def choose(self, paths: Sequence[Path]) -> None:
        """Read what lies under `paths`, and let it be the session's music."""

        def take(playlist: Playlist) -> None:
            if self._conductor.has_session:
                self._is_choosing = False
                self._hand.take_playlist(playlist, paths)
                self.chosen.emit()
                if self._conductor.music.arc.placed:
                    self.arc.view.setFocus(Qt.FocusReason.TabFocusReason)

        self._read(paths, take)

    def add_from_library(self, keys: Sequence[str]) -> int:
        """Put tracks of the library behind the last of the phase that is selected."""
        return self._hand.add(keys, self.arc.selected_phase())

    def find_lost(self, folder: Path) -> None:
        """Look for what was not found under the folder that was moved."""
        music = self._conductor.music
        paths = [Path(path) for path in music.chosen_from]

        def take(playlist: Playlist) -> None:
            if self._conductor.has_session:
                found = len(music.report.lost) - len(playlist.lost)
                self._hand.take_playlist(playlist, paths)
                words = trn("One track was found there.", "{n} tracks were found there.", found)
                self.say(words, Tone.WELL if found else Tone.DUE)
                self.chosen.emit()

        self._begin_reading(folder.name)
        self._reading.find_again(music.report, folder, folder.name, take)
        self._is_mine = True

    def toggle_choosing(self) -> None:
        """Open the choice of other music in place, or put it away."""
        self._is_choosing = not self._is_choosing
        self.refresh()
        target = self.choosing.path if self.choosing.isVisible() else self.arc.view
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self, words: str, tone: Tone) -> None:
        """Say what became of an act, in one line."""
        self.arc.say(words, tone)

    # --- how it is done -------------------------------------------------------------------------

    def _connect(self) -> None:
        head, hand = self.head, self._hand
        head.choose_asked.connect(self.toggle_choosing)
        head.library_asked.connect(self.library_asked)
        head.arcs_asked.connect(self.arcs_asked)
        head.check_asked.connect(self.check_asked)
        head.undo_asked.connect(hand.undo)
        head.play_asked.connect(self._play_or_pause)
        self.choosing.chosen.connect(self.choose)
        self.choosing.stop_asked.connect(self._reading.stop)
        self.choosing.left.connect(self._leave_choosing)
        self._reading.counted.connect(self._count)
        self._reading.ended.connect(self._end_reading)
        self.arc.reaches.connect(self._on_reach)
        self.arc.files_dropped.connect(self._take_dropped)
        self.arc.selected.connect(self._say)
        self._replace.clicked.connect(self._replace_file)
        self._show_lost.clicked.connect(self.lost_asked)
        hand.told.connect(self.say)
        hand.changed.connect(self._on_change)

    def _on_change(self) -> None:
        self._check.look()
        self._conductor.music_moved.emit()

    def _on_reach(self, coverage: Coverage) -> None:
        self._reach = reach(coverage, self._conductor.music.arc)
        self._say()

    def _say(self) -> None:
        music = self._conductor.music
        checked = self._check.words()
        hidden = self.arc.not_shown()
        more = tr("{count} more spare tracks are not shown.", count=hidden) if hidden else ""
        told = " ".join(part for part in (self._reach.rest, more, checked) if part)
        self._said.say(self._reach.head, told, self._reach.tone)
        found = shown_problem(
            music.arc, self._conductor.collection.problems, self.arc.view.selected_key()
        )
        self._bad = found[0].key if found is not None else None
        self._trouble.say(*((found[1].head, found[1].rest) if found is not None else ("", "")))
        self._trouble.setVisible(found is not None)
        self._replace.setVisible(found is not None)
        lost = lost_words(music.report.lost)
        self._lost.say(lost, Tone.DUE)
        self._show_lost.setVisible(bool(lost))

    def _play_or_pause(self) -> None:
        playing = self._conductor.music.player.status.playing
        self._conductor.do_music(MusicAct.PAUSE if playing else MusicAct.PLAY)

    def _leave_choosing(self) -> None:
        if self._conductor.music.arc.placed and not self._is_mine:
            self._is_choosing = False
            self.refresh()
            self.arc.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_dropped(self, paths: list[str], phase: str, before: str) -> None:
        files = [Path(path) for path in paths]
        if not self._conductor.music.arc.placed:
            self.choose(files)
            return

        def take(playlist: Playlist) -> None:
            if not self._conductor.has_session:
                return
            if playlist.tracks:
                self._hand.insert(playlist.tracks, phase or None, before)
            if playlist.lost:
                self.say(lost_words(playlist.lost), Tone.DUE)

        self._read(files, take)

    def _replace_file(self) -> None:
        key = self._bad
        problem = self._conductor.collection.problems.get(key or "")
        if key is None or problem is None:
            return
        folder = str(problem.track.path.parent)
        path = choose_track(self, tr("In place of {name}", name=problem.track.path.name), folder)
        if path is not None:
            self.replace_with(key, path)

    def replace_with(self, key: str, path: Path) -> None:
        """Let the file at `path` have the place of a track."""

        def take(playlist: Playlist) -> None:
            if not self._conductor.has_session:
                return
            if playlist.tracks:
                self._hand.replace_file(key, playlist.tracks[0])
            else:
                self.say(lost_words(playlist.lost), Tone.DUE)

        self._read([path], take)

    def _read(self, paths: Sequence[Path], take: Done) -> None:
        source = source_name(paths)
        self._begin_reading(source)
        self._reading.read(paths, source, take)
        self._is_mine = True

    def _begin_reading(self, source: str) -> None:
        self.arc.say("", Tone.SECOND)
        self.choosing.say_reading(progress_words(0, source))

    def _count(self, tracks: int, source: str) -> None:
        if self._is_mine:
            self.choosing.setVisible(True)
            self.choosing.say_reading(progress_words(tracks, source))

    def _end_reading(self) -> None:
        self._is_mine = False
        self.choosing.say_idle()
        if self._conductor.has_session:
            self.refresh()


def _beside(words: QWidget, button: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(16)
    row.addWidget(words, 1, Qt.AlignmentFlag.AlignVCenter)
    row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
    return row
