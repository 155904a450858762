"""What the record no longer says as the draft does: the old words, the new, a key to take them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kap_companion.ui.panels.draft_entries import Flagged
from kap_companion.ui.theme import Tone
from kap_companion.ui.widgets.flow import Flow
from kap_companion.ui.widgets.key_button import ButtonTone, KeyButton
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.section_label import SectionLabel
from kap_companion.ui.words import tr, trn

USE, LEAVE = "Ctrl+U", "Ctrl+Shift+U"


class FlagsPanel(QWidget):
    """Shows one change at a time: the one at the cursor, else the first."""

    use_asked = Signal()
    use_all_asked = Signal()
    leave_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading = SectionLabel(tr("Changed after drafting"))
        self._was = Label("", tone=Tone.SECOND, wrap=True)
        self._was.set_struck(True)
        self._now = Label("", wrap=True)
        self._why = Label("", tone=Tone.SECOND, wrap=True)
        self._use = KeyButton(tr("Use new words"), USE)
        self._leave = KeyButton(tr("Leave as it is"), LEAVE)
        self._all = KeyButton("", tone=ButtonTone.LINK, wraps=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 20)
        column.setSpacing(4)
        for part in (self._heading, self._was, self._now, self._why):
            column.addWidget(part)
        column.addSpacing(4)
        column.addWidget(Flow(self._use, self._leave))
        column.addWidget(self._all, 0, Qt.AlignmentFlag.AlignLeft)
        self._use.clicked.connect(lambda _checked=False: self.use_asked.emit())
        self._leave.clicked.connect(lambda _checked=False: self.leave_asked.emit())
        self._all.clicked.connect(lambda _checked=False: self.use_all_asked.emit())
        self.show_flag(0, None)

    def show_flag(self, count: int, flag: Flagged | None) -> None:
        """Show one of `count` changes; nothing where there is none."""
        self.setVisible(flag is not None)
        if flag is None:
            return
        places = trn("1 place", "{n} places", count)
        self._heading.set_aside(f"{places}, {flag.at}" if flag.at else places, Tone.DUE)
        self._was.setText(f"{flag.time}  {flag.was}".strip())
        self._now.setText(flag.now or tr("Struck: the sentence goes."))
        self._why.setText(flag.reason)
        self._use.setText(tr("Use new words") if flag.now else tr("Take it out"))
        self._all.setText(tr("Use the new words in all {count}", count=count))
        self._all.setVisible(count > 1)
