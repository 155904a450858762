"""The tour beside Home: five steps, each of which can be the last."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kap_companion.ui import theme
from kap_companion.ui.panels.gate_page import REHEARSE_KEY
from kap_companion.ui.panels.prepare_scroll import ScrollColumn
from kap_companion.ui.panels.tour_steps import STEPS, TourPlace
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets.esc_box import EscBox
from kap_companion.ui.widgets.hairline import Hairline
from kap_companion.ui.widgets.key_button import ButtonTone, KeyButton
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.margins import set_margins
from kap_companion.ui.widgets.section_label import SectionLabel
from kap_companion.ui.widgets.tour_sketch import TourSketch
from kap_companion.ui.words import tr

_WIDE = 312
_MARGIN = 24
_MOST = 448


class TourPanel(EscBox):
    """`place_asked` wants a place shown; `ended` says that it was gone through or skipped.

    Where keys are told of they can be tried at once: `rehearsal_asked`, where that is offered.
    """

    place_asked = Signal(str)
    ended = Signal()
    rehearsal_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._at = 0
        self._heading = SectionLabel(tr("Tour"))
        self._title = Label("", Words.NAME, wrap=True)
        self._sketch = TourSketch()
        self._where = Label("", Words.LABEL, Tone.SECOND, wrap=True)
        self._words = Label("", Words.BODY, wrap=True)
        self._show_it = KeyButton("", tone=ButtonTone.LINK, wraps=True)
        self.rehearse = KeyButton(tr("Rehearse a session"), REHEARSE_KEY, ButtonTone.LINK)
        self._offers_rehearsal = False
        self.next = KeyButton(tr("Next"), tone=ButtonTone.PRIMARY)
        self.back = KeyButton(tr("Back"))
        self.skip = KeyButton(tr("Skip the tour"), tr("Esc"), ButtonTone.QUIET)
        self._lay_out()
        self.next.clicked.connect(lambda: self._go(1))
        self.back.clicked.connect(lambda: self._go(-1))
        self.skip.clicked.connect(self.end)
        self.left.connect(self.end)
        self.rehearse.clicked.connect(self.rehearsal_asked)
        self._show_it.clicked.connect(lambda: self.place_asked.emit(STEPS[self._at].place.value))
        self.hide()

    @property
    def step(self) -> int:
        """Which step is shown, from 0."""
        return self._at

    def offer_rehearsal(self, offers: bool) -> None:
        """Offer to try the keys in a rehearsal, or not."""
        self._offers_rehearsal = offers

    def begin(self) -> None:
        """Show the first step."""
        self._at = 0
        self._tell()
        self.show()

    def end(self) -> None:
        """Put the tour away."""
        if not self.isHidden():
            self.hide()
            self.ended.emit()

    def focus_first(self) -> None:
        """Put the keyboard on what leads on."""
        self.next.setFocus(Qt.FocusReason.OtherFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.look_changed(event):
            self._measure()

    # --- how it is done -------------------------------------------------------------------------

    def _lay_out(self) -> None:
        words = QWidget()
        told = QVBoxLayout(words)
        told.setContentsMargins(0, 0, 0, 0)
        told.setSpacing(12)
        for part in (self._heading, self._title, self._sketch, self._where, self._words):
            told.addWidget(part)
        told.addWidget(self._show_it)
        told.addWidget(self.rehearse, 0, Qt.AlignmentFlag.AlignLeft)
        steps = QHBoxLayout()
        steps.setSpacing(8)
        set_margins(steps, 0, 0, 12, 0)
        steps.addWidget(self.next, 1)
        steps.addWidget(self.back, 1)
        inside = QVBoxLayout()
        set_margins(inside, _MARGIN, _MARGIN, _MARGIN - 12, 16)
        inside.setSpacing(16)
        inside.addWidget(ScrollColumn(right=12).fill(words), 1)
        inside.addLayout(steps)
        inside.addWidget(self.skip, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(Hairline(Qt.Orientation.Vertical))
        row.addLayout(inside, 1)
        self.setAccessibleName(tr("Tour"))
        self._measure()

    def _measure(self) -> None:
        # The words grow with the text; what stands beside keeps the greater part.
        least = max(one.minimumSizeHint().width() for one in (self.next, self.back))
        self.setFixedWidth(max(2 * (least + _MARGIN) + 9, min(theme.look().px(_WIDE), _MOST)))

    def _go(self, by: int) -> None:
        at = self._at + by
        if at >= len(STEPS):
            self.end()
        elif at >= 0:
            self._at = at
            self._tell()

    def _tell(self) -> None:
        step = STEPS[self._at]
        is_last = self._at == len(STEPS) - 1
        self._heading.set_aside(tr("{number} of {count}", number=self._at + 1, count=len(STEPS)))
        self._title.setText(tr(step.title))
        self._sketch.show_sketch(step.place.value, tr(step.where))
        self._where.setText(tr(step.where))
        self._words.setText(tr(step.words))
        self._show_it.setText(tr(step.show))
        self.rehearse.setVisible(self._offers_rehearsal and step.place is TourPlace.KEYS)
        self.next.setText(tr("Done") if is_last else tr("Next"))
        self.next.setAccessibleName(
            tr("End the tour")
            if is_last
            else tr("Next step: {title}", title=tr(STEPS[self._at + 1].title))
        )
        self.back.setEnabled(self._at > 0)
        self.skip.setVisible(not is_last)
