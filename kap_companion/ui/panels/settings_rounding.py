"""How the clock's minutes are rounded before they are charged: by which step, and which way."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kap_companion.session.fees import Rounding
from kap_companion.ui.conductor import Conductor
from kap_companion.ui.panels.settings_figure import MinutesField
from kap_companion.ui.panels.settings_source import SourceLines
from kap_companion.ui.theme import Words
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.segmented import Segmented
from kap_companion.ui.words import tr, tr_later

_NAME = tr_later("Time is rounded to")
_WAYS = (
    (Rounding.NEAREST.value, tr_later("The nearest")),
    (Rounding.UP.value, tr_later("Up")),
    (Rounding.DOWN.value, tr_later("Down")),
    (Rounding.NONE.value, tr_later("Not at all")),
)
_REFUSED = tr_later("Type the minutes that time is rounded to: 1 to 60.")
_MOST_MIN = 60


class RoundingPanel(QWidget):
    """Kept at once, the minutes on Enter and on leaving them."""

    def __init__(self, conductor: Conductor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self._fees = conductor.practice.fees
        self.field = MinutesField(tr("Minutes"), tr("{name}, in minutes", name=tr(_NAME)))
        self.way = Segmented(
            tuple((key, tr(words)) for key, words in _WAYS), name=tr("Which way time is rounded")
        )
        sources = self._fees.sources
        self._lines = SourceLines(
            tr(
                "Steps of so many minutes, counted from the minutes that a fee is for. The "
                "superbill shows the clock’s minutes beside those charged."
            ),
            " ".join(tr(sources.get(key, "")) for key in ("round_to_minutes", "rounding")).strip(),
        )
        top = QHBoxLayout()
        top.setSpacing(24)
        top.addWidget(Label(tr(_NAME), Words.BODY, wrap=True), 1)
        top.addWidget(self.field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self.way)
        column.addWidget(self._lines)
        self.field.kept.connect(self._keep)
        self.way.chosen.connect(self._choose_way)
        self._lines.back_asked.connect(self._go_back)

    def refresh(self) -> None:
        """Show how time is rounded."""
        schedule, usual = self._fees.schedule, self._fees.usual
        self.field.take_kept(f"{schedule.round_to_minutes} min")
        self.way.set_chosen(schedule.rounding.value)
        is_chosen = (schedule.round_to_minutes, schedule.rounding) != (
            usual.round_to_minutes,
            usual.rounding,
        )
        words = tr("the nearest {minutes} min", minutes=usual.round_to_minutes)
        self._lines.say("")
        self._lines.show_usual(tr(_NAME), words, is_chosen=is_chosen)

    def keep(self) -> None:
        """Keep what stands in the field."""
        self.field.keep()

    def _keep(self, text: str) -> None:
        minutes = text.casefold().removesuffix("min").strip()
        if not minutes.isascii() or not minutes.isdigit() or not 1 <= int(minutes[:6]) <= _MOST_MIN:
            self.field.set_problem(True)
            self._lines.say(tr(_REFUSED))
            return
        self._choose(int(minutes), self._fees.schedule.rounding)

    def _choose_way(self, way: str) -> None:
        self._choose(self._fees.schedule.round_to_minutes, Rounding(way))

    def _go_back(self) -> None:
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        usual = self._fees.usual
        self._choose(usual.round_to_minutes, usual.rounding)

    def _choose(self, minutes: int, rounding: Rounding) -> None:
        told = replace(self._fees.schedule, round_to_minutes=minutes, rounding=rounding)
        self._conductor.attempt(lambda: self._fees.choose(told))
        self.refresh()
