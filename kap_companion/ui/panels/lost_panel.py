"""What a list named and was not found: each with its reason, and one way to point at the folder."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kap_companion.music.playlist import Lost
from kap_companion.ui.theme import Tone
from kap_companion.ui.widgets.esc_box import EscBox
from kap_companion.ui.widgets.key_button import ButtonTone, KeyButton
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.margins import set_margins
from kap_companion.ui.widgets.scroll_area import ScrollArea
from kap_companion.ui.widgets.section_label import SectionLabel
from kap_companion.ui.words import tr

_MOST_LINES = 200


class LostPanel(EscBox):
    """`folder_asked`: the music has moved, and its folder is to be shown."""

    folder_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._heading = SectionLabel(tr("Not found"))
        self._lines = Label("", tone=Tone.SECOND, wrap=True)
        self.moved = KeyButton(tr("It has moved: show the folder"), wraps=True)
        close = KeyButton(tr("Close"), tr("Esc"), ButtonTone.LINK)
        close.setAccessibleName(tr("Close what was not found"))
        inside = QWidget()
        inside.setProperty("surface", "ground")
        lines = QVBoxLayout(inside)
        set_margins(lines, 0, 0, 12, 0)
        lines.addWidget(self._lines)
        lines.addStretch(1)
        area = ScrollArea()
        area.setAccessibleName(tr("What was not found"))
        area.setWidget(inside)
        foot = QHBoxLayout()
        foot.setSpacing(16)
        foot.addWidget(self.moved)
        foot.addStretch(1)
        foot.addWidget(close, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(8)
        column.addWidget(self._heading)
        column.addWidget(area, 1)
        column.addLayout(foot)
        self.setFocusProxy(self.moved)
        self.moved.clicked.connect(self.folder_asked)
        close.clicked.connect(self.left)

    def show_lost(self, lost: Sequence[Lost]) -> None:
        """Show what was lost, a line each."""
        lines = [one.words for one in lost[:_MOST_LINES]]
        if len(lost) > _MOST_LINES:
            lines.append(tr("And {count} more.", count=len(lost) - _MOST_LINES))
        self._lines.setText("\n".join(lines))
        self._heading.set_aside(str(len(lost)), Tone.DUE)
