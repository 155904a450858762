"""The marks on Ctrl+1 to Ctrl+9: whatever set is in use, its keys are there at once."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from kap_companion.session.marks import MOST_MARKS
from kap_companion.ui.acts import act
from kap_companion.ui.kept_words import kept
from kap_companion.ui.panels.session_writing import WritingPanel
from kap_companion.ui.words import tr


class MarkKeys(QObject):
    """Nine acts of `owner`, those without a mark out of the menu and without effect."""

    def __init__(self, owner: QWidget, writing: WritingPanel) -> None:
        super().__init__(owner)
        self._writing = writing
        self._acts: list[QAction] = [
            act(owner, tr("Mark"), f"Ctrl+{n}", partial(writing.mark_by_key, n), group="marks")
            for n in range(1, MOST_MARKS + 1)
        ]
        writing.marks_changed.connect(self._name)
        self._name()

    def _name(self) -> None:
        names = self._writing.chips.names
        for n, action in enumerate(self._acts):
            is_there = n < len(names)
            name = kept(names[n]) if is_there else ""
            action.setText(tr("Mark: {name}", name=name) if name else tr("Mark {n}", n=n + 1))
            action.setVisible(is_there)
            action.setEnabled(is_there)
