"""The check before the session: each file of the arc is opened, and the computer is looked at."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kap_companion import readiness
from kap_companion.music.track import track_key
from kap_companion.readiness import Readiness
from kap_companion.ui.background import Background
from kap_companion.ui.conductor import Conductor
from kap_companion.ui.panels.music_words import checked_words
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.section_label import SectionLabel
from kap_companion.ui.words import tr, trn
from kap_companion.vault.errors import VaultError

_MOST_LINES = 6


class FilesCheck(QObject):
    """Has each file of the arc opened once, when it comes into the arc, and again when asked."""

    def __init__(self, conductor: Conductor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self._asked: set[str] = set()
        self._is_waiting = False
        self._at: datetime | None = None
        self._told: tuple[object, str] | None = None

    def forget(self) -> None:
        """Another session: all of its files are to be opened."""
        self._asked, self._is_waiting, self._at, self._told = set(), False, None, None

    def look(self, again: bool = False) -> None:
        """Have the files opened that were not yet, or all of them `again`."""
        if not self._conductor.companion.state.is_running:
            return
        tracks = [
            track
            for track in self._conductor.music.tracks
            if again or track_key(track.path) not in self._asked
        ]
        if tracks:
            self._told = None
            self._asked.update(track_key(track.path) for track in tracks)
            self._conductor.collection.check(tracks)

    def words(self) -> str:
        """Return what was found so far in one sentence; nothing where nothing was looked at."""
        arc = self._conductor.music.arc
        # Of thousands of tracks each is looked up: once is enough where nothing is under way.
        if self._told is not None and self._told[0] is arc and not self._is_waiting:
            return self._told[1]
        tracks = self._conductor.music.tracks
        playable, waiting = self._conductor.collection.checked(tracks)
        if waiting:
            self._is_waiting = True
        elif self._is_waiting:
            self._is_waiting, self._at = False, self._conductor.companion.now()
        at = self._conductor.clock_words(self._at) if self._at is not None else ""
        words = checked_words(playable, waiting, len(tracks), at) if tracks else ""
        self._told = (arc, words)
        return words


class ReadinessPanel(QWidget):
    """What would spoil the session, a line each in amber; what is not told in one quiet line.

    `found` says that there is something new to show. It blocks nothing.
    """

    found = Signal()

    def __init__(self, conductor: Conductor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self._background = Background(self)
        self._heading = SectionLabel(tr("This computer"))
        self._lines = [Label(tone=Tone.DUE, wrap=True) for _ in range(_MOST_LINES)]
        self._quiet = Label(words=Words.LABEL, tone=Tone.SECOND, wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._heading)
        for line in self._lines:
            column.addWidget(line)
        column.addWidget(self._quiet)
        self.hide()

    def check(self) -> None:
        """Ask the computer, off the window's thread."""
        conductor = self._conductor
        if not conductor.has_session or self._background.is_busy:
            return
        folder = conductor.practice.vault.folder
        output = conductor.music.sound.output or conductor.music.player.status.device
        awake = conductor.awake.is_held if conductor.awake.is_wanted else None
        at = conductor.clock_words(conductor.companion.now())

        def show(found: Readiness) -> None:
            self.show_readiness(found, at)

        def fail(trouble: VaultError) -> None:
            conductor.refused.emit(str(trouble))

        self._background.do(lambda: readiness.check(folder, output, awake), show, fail)

    def show_readiness(self, found: Readiness, at: str) -> None:
        """Show what was found at a time."""
        for line, told in zip(
            self._lines, [one.sentence for one in found.troubles] + [""] * _MOST_LINES, strict=False
        ):
            line.setText(told)
            line.setVisible(bool(told))
        is_fine = not found.troubles
        self._heading.set_aside(
            tr("looked at {at}", at=at)
            if is_fine
            else trn("{n} to mend", "{n} to mend", len(found.troubles))
        )
        unknown = (
            tr("Not told: whether {questions}.", questions=_listed(found.unknown))
            if found.unknown
            else ""
        )
        fine = tr("Nothing in the way.") if is_fine else ""
        self._quiet.setText(f"{fine} {unknown}" if fine else unknown)
        self._quiet.setVisible(bool(fine or unknown))
        self.found.emit()


def _listed(words: tuple[str, ...]) -> str:
    return (
        words[0]
        if len(words) == 1
        else tr("{those} or {last}", those=", ".join(words[:-1]), last=words[-1])
    )
