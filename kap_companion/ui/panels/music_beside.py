"""What opens over the middle column while the arc stays in view: library, arcs, what was lost."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from kap_companion.ui.conductor import Conductor
from kap_companion.ui.files import choose_folder
from kap_companion.ui.panels.arc_hand import ArcHand
from kap_companion.ui.panels.arcs_panel import ArcsPanel
from kap_companion.ui.panels.client_heard import ClientHeard
from kap_companion.ui.panels.library_panel import LibraryPanel
from kap_companion.ui.panels.lost_panel import LostPanel
from kap_companion.ui.panels.music_reading import MusicReading
from kap_companion.ui.panels.prepare_music import MusicPanel
from kap_companion.ui.words import tr, trn


class MusicBeside(QObject):
    """One of them at a time; closing gives the keyboard back to where it was."""

    def __init__(
        self,
        conductor: Conductor,
        hand: ArcHand,
        reading: MusicReading,
        music: MusicPanel,
        stack: QStackedWidget,
    ) -> None:
        super().__init__(stack)
        self._conductor = conductor
        self._music = music
        self._stack = stack
        self._before: QWidget | None = None
        self._heard = ClientHeard(conductor, self)
        self.library = LibraryPanel(conductor, hand, reading, self._heard)
        self.arcs = ArcsPanel(conductor, hand)
        self.lost = LostPanel()
        for panel in (self.library, self.arcs, self.lost):
            stack.addWidget(panel)
            panel.left.connect(self.close)
        music.library_asked.connect(self.toggle_library)
        music.arcs_asked.connect(self.toggle_arcs)
        music.lost_asked.connect(self._show_lost)
        self.library.added.connect(self._add)
        self.lost.folder_asked.connect(self._find_lost)
        hand.changed.connect(self._on_change)

    def toggle_library(self) -> None:
        """Open the library, or close it."""
        if self._stack.currentWidget() is self.library:
            self.close()
        else:
            self.library.begin()
            self._open(self.library)

    def toggle_arcs(self) -> None:
        """Open what can be done with whole arcs, or close it."""
        if self._stack.currentWidget() is self.arcs:
            self.close()
        else:
            self.arcs.begin()
            self._open(self.arcs)

    def close(self) -> None:
        """Show the plan and the vitals again."""
        focus = QApplication.focusWidget()
        is_here = focus is None or self._stack.isAncestorOf(focus)
        self._stack.setCurrentIndex(0)
        before, self._before = self._before, None
        if is_here:
            back = before if before is not None and before.isVisible() else self._music.arc.view
            back.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Leave nothing of a session that was put away."""
        self._heard.forget()
        self._before = None
        self._stack.setCurrentIndex(0)

    def refresh(self) -> None:
        """Show what was measured meanwhile; nothing where it is not open."""
        if self._stack.currentWidget() is self.arcs:
            self.arcs.refresh()
        elif self._stack.currentWidget() is self.library:
            self.library.refresh()

    def _open(self, panel: QWidget) -> None:
        if self._stack.currentIndex() == 0:
            self._before = QApplication.focusWidget()
        self._stack.setCurrentWidget(panel)
        panel.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_lost(self) -> None:
        self.lost.show_lost(self._conductor.music.report.lost)
        self._open(self.lost)

    def _add(self, keys: list[str]) -> None:
        added = self._music.add_from_library(keys)
        if added:
            self.library.say(trn("Added.", "{n} added.", added))
        else:
            self.library.say(tr("It stands in the arc already."))

    def _find_lost(self) -> None:
        folder = choose_folder(self._stack, tr("Where the music is now"))
        if folder is not None:
            self.close()
            self._music.find_lost(folder)

    def _on_change(self) -> None:
        if self._stack.currentWidget() is self.lost:
            self.lost.show_lost(self._conductor.music.report.lost)
