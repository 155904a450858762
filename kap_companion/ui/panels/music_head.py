"""The line above the arc: its name, what can be done with the music, how long it crosses over."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kap_companion.language import decimal_words
from kap_companion.ui import theme
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets.key_button import ButtonTone, KeyButton
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.words import tr

_GAP = 16


class MusicHead(QWidget):
    """Words alone, each a button; where it is narrow the crossfade goes first, then the heading."""

    choose_asked = Signal()
    library_asked = Signal()
    arcs_asked = Signal()
    check_asked = Signal()
    undo_asked = Signal()
    play_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading = Label(tr("Music"), Words.CAPITALS, Tone.SECOND, keeps_whole=True)
        self._name = Label("")
        self._crossfade = Label("", Words.LABEL, Tone.SECOND, keeps_whole=True)
        self._undo = _link(tr("Undo"), tr("Undo the last change of the arc"))
        self._play = _link(tr("Play"), tr("Play or pause, to hear the headphones"))
        self._choose = _link(tr("Choose"), tr("Choose other music"))
        self._choose.setToolTip(tr("Choose other music (Ctrl+Shift+M)"))
        self._check = _link(tr("Check"), tr("Check the files and this computer"))
        library = _link(tr("Library"), tr("Open the library"))
        arcs = _link(tr("Arcs"), tr("Kept arcs, assigning to phases, saving as a list"))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(_GAP)
        self._row.addWidget(self._heading)
        self._row.addWidget(self._name, 1)
        for button in (self._undo, self._choose, library, arcs, self._check, self._play):
            self._row.addWidget(button)
        self._row.addWidget(self._crossfade)
        self._undo.clicked.connect(self.undo_asked)
        self._choose.clicked.connect(self.choose_asked)
        library.clicked.connect(self.library_asked)
        arcs.clicked.connect(self.arcs_asked)
        self._check.clicked.connect(self.check_asked)
        self._play.clicked.connect(self.play_asked)

    def show_arc(self, name: str, crossfade_s: float) -> None:
        """Show the arc's name, and for how long one track leads into the next."""
        if name != self._name.text():
            self._name.setText(name)
            self._name.setToolTip(name)
            self._arrange()
        words = (
            tr("Crossfade {seconds} s", seconds=decimal_words(f"{crossfade_s:g}"))
            if crossfade_s
            else tr("No crossfade")
        )
        if words != self._crossfade.text():
            self._crossfade.setText(words)
            self._arrange()

    def show_acts(self, *, has_music: bool, is_playing: bool, undo: str) -> None:
        """Show what can be done now; `undo` is what would be undone."""
        self._play.setText(tr("Pause") if is_playing else tr("Play"))
        self._undo.setToolTip(tr("Undo: {change} (Ctrl+Z)", change=undo) if undo else "")
        states = (
            (self._play, has_music),
            (self._check, True),
            (self._choose, has_music),
            (self._undo, bool(undo)),
        )
        before = [button.isHidden() for button, _ in states]
        for button, is_there in states:
            button.setVisible(is_there)
        if before != [button.isHidden() for button, _ in states]:
            self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.look_changed(event):
            self._arrange()

    def _arrange(self) -> None:
        if not self.width():
            return
        whole = self._name.sizeHint().width() + _GAP
        rest = (
            widget
            for n in range(self._row.count())
            if (item := self._row.itemAt(n)) is not None
            and (widget := item.widget()) is not None
            and widget not in (self._heading, self._name, self._crossfade)
            and not widget.isHidden()
        )
        room = self.width() - sum(one.minimumSizeHint().width() + _GAP for one in rest)
        heading = self._heading.sizeHint().width() + _GAP
        least = self._name.minimumSizeHint().width() + _GAP
        self._heading.setVisible(room >= heading + whole)
        room -= heading + least + self._crossfade.sizeHint().width()
        self._crossfade.setVisible(room > theme.look().px(40))


def _link(words: str, name: str) -> KeyButton:
    button = KeyButton(words, tone=ButtonTone.LINK)
    button.setAccessibleName(name)
    button.setToolTip(name)
    return button
