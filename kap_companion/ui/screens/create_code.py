"""The recovery code, shown once: save it, print it, or write it down, and say that it is kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from kap_companion.ui import paper
from kap_companion.ui.acts import act
from kap_companion.ui.files import choose_new_file
from kap_companion.ui.panels.gate_page import GatePage, side_by_side
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets.check_row import CheckRow
from kap_companion.ui.widgets.key_button import ButtonTone, KeyButton
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.words import tr

_FILE_NAME = "KAP Companion recovery code.txt"


class RecoveryCodeScreen(GatePage):
    """Emits `kept` once the person says that the code is kept."""

    kept = Signal()

    def __init__(
        self,
        choose_file: Callable[[QWidget], Path | None] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            tr("Keep this recovery code"),
            tr(
                "It opens the vault if the passphrase is ever lost, and it is shown only now. Keep "
                "it on paper in a safe place, away from this laptop."
            ),
            parent,
        )
        self._choose_file = choose_file or _chosen_file
        self._code = Label("", Words.NAME, keeps_whole=True)
        self._code.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self._save = KeyButton(tr("Save to a file"), "Ctrl+S")
        self._print = KeyButton(tr("Print"), "Ctrl+P")
        self._is_kept = CheckRow(tr("I have kept it"))
        self._go_on = KeyButton(tr("Go on"), tr("Enter"), ButtonTone.PRIMARY)
        self._go_on.setEnabled(False)
        self.add(self._code)
        self.add(side_by_side(self._save, self._print), space_before=16)
        self.add(self._is_kept, space_before=16)
        self.add(side_by_side(self._go_on), space_before=8)
        act(self, tr("Save to a file"), "Ctrl+S", self.save)
        act(self, tr("Print"), "Ctrl+P", self.print)
        self._save.clicked.connect(self.save)
        self._print.clicked.connect(self.print)
        self._is_kept.toggled.connect(self._allow)
        self._go_on.clicked.connect(self._leave)

    def show_code(self, code: str) -> None:
        """Show a new code."""
        self._code.setText(code)
        self._code.setAccessibleName(tr("Recovery code {code}", code=code))
        self._is_kept.setChecked(False)
        self.say("")

    def code(self) -> str:
        """Return the code that is shown; empty once it was kept."""
        return self._code.text()

    def focus_first(self) -> None:
        """Put the keyboard on the first thing to do."""
        self._save.setFocus(Qt.FocusReason.OtherFocusReason)

    def _allow(self, is_kept: bool) -> None:
        self._go_on.setEnabled(is_kept)
        if is_kept:
            self._go_on.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave(self) -> None:
        self._code.clear()
        self._code.setAccessibleName("")
        self.kept.emit()

    def save(self) -> None:
        """Save the code to a file that the person chooses."""
        path = self._choose_file(self)
        if path is None:
            return
        try:
            paper.write_recovery_code(path, self._code.text())
        except OSError as trouble:
            self.say(tr("It was not saved: {why}.", why=trouble.strerror or tr("the disk refused")))
            return
        self.say(tr("Saved as {name}. Move it away from this laptop.", name=path.name), Tone.WELL)

    def print(self) -> None:
        """Print the code."""
        try:
            printed = paper.print_recovery_code(self, self._code.text())
        except paper.CannotPrint as trouble:
            self.say(str(trouble))
            return
        if printed:
            self.say(tr("Handed to the printer."), Tone.WELL)


def _chosen_file(parent: QWidget) -> Path | None:
    start = str(Path.home() / _FILE_NAME)
    return choose_new_file(parent, tr("Save the recovery code"), start)
