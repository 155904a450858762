"""Choosing music: a typed path, a folder, files, or the app's own; with a count while it reads."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kap_companion import resources
from kap_companion.ui.files import choose_folder, choose_music_files
from kap_companion.ui.panels.progress_line import ProgressLine
from kap_companion.ui.widgets.esc_box import EscBox
from kap_companion.ui.widgets.hint_field import HintField
from kap_companion.ui.widgets.key_button import ButtonTone, KeyButton
from kap_companion.ui.words import tr


class MusicChoosing(EscBox):
    """`chosen` says the paths, `stop_asked` that reading them is to stop, `left` is Esc."""

    chosen = Signal(list)
    stop_asked = Signal()

    def __init__(self, parent: QWidget | None = None, *, is_narrow: bool = False) -> None:
        """Set the path beside its buttons, or, where it `is_narrow`, below them."""
        super().__init__(parent)
        self.path = HintField(tr("Folder, file or playlist"))
        self.path.setAccessibleName(tr("Folder, file or playlist of the music"))
        self.path.setMinimumWidth(120)
        folder, files = KeyButton(tr("Folder")), KeyButton(tr("Files"))
        folder.setAccessibleName(tr("Choose a folder of music"))
        files.setAccessibleName(tr("Choose music files or a playlist"))
        own = tr("The app’s own ambient music")
        self._own = KeyButton(own, tone=ButtonTone.LINK, wraps=is_narrow)
        self.progress = ProgressLine(tr("Reading the music"))
        row = QHBoxLayout()
        row.setSpacing(8)
        if not is_narrow:
            row.addWidget(self.path, 1)
        row.addWidget(folder, int(is_narrow))
        row.addWidget(files, int(is_narrow))
        below = QHBoxLayout()
        below.setSpacing(16)
        below.addWidget(self._own, int(is_narrow))
        below.addStretch(int(not is_narrow))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8 if is_narrow else 4)
        column.addLayout(row)
        if is_narrow:
            column.addWidget(self.path)
        column.addWidget(self.progress)
        column.addLayout(below)
        self._own_folder: Path | None = None
        self.path.entered.connect(self._choose_typed)
        folder.clicked.connect(self._choose_folder)
        files.clicked.connect(self._choose_files)
        self._own.clicked.connect(self._choose_own)
        self.progress.cancelled.connect(self.stop_asked)
        self.say_idle()

    def begin(self, chosen_from: Sequence[str]) -> None:
        """Show where the music of the open session came from."""
        self.path.setText(", ".join(chosen_from))
        self._own_folder = resources.music()
        self.say_idle()

    def say_reading(self, words: str) -> None:
        """Say how far reading came, with a way to stop it."""
        had_keyboard = self._own.hasFocus()
        self._own.hide()
        self.progress.show_progress(words)
        if had_keyboard:
            self.progress.cancel.setFocus(Qt.FocusReason.OtherFocusReason)

    def say_idle(self) -> None:
        """Say that nothing is being read."""
        self.progress.rest(self.path)
        self._own.setVisible(self._own_folder is not None)

    def _choose_typed(self, text: str) -> None:
        typed = text.strip().strip("'\"")
        if typed:
            self._say([Path(typed).expanduser()])

    def _choose_folder(self) -> None:
        folder = choose_folder(self, tr("Folder of the music"))
        if folder is not None:
            self._say([folder])

    def _choose_files(self) -> None:
        files = choose_music_files(self)
        if files:
            self._say(list(files))

    def _choose_own(self) -> None:
        if self._own_folder is not None:
            self._say([self._own_folder])

    def _say(self, paths: list[Path]) -> None:
        self.path.setText(", ".join(str(path) for path in paths))
        self.chosen.emit(paths)
