"""A clinical default that is a number of minutes: typed, checked, with its source."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kap_companion.session.defaults import DefaultError, Figure, parse_minutes
from kap_companion.ui import theme
from kap_companion.ui.conductor import Conductor
from kap_companion.ui.panels.prepare_field import KeptField
from kap_companion.ui.panels.settings_source import SourceLines
from kap_companion.ui.theme import Words
from kap_companion.ui.widgets.label import Label

_FIELD_WIDE = 96


class FigurePanel(QWidget):
    """Kept on Enter and on leaving the field; what cannot be is refused in one sentence."""

    def __init__(self, conductor: Conductor, figure: Figure, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self._figure = figure
        defaults = conductor.practice.defaults
        self.field = MinutesField("Minutes", f"{figure.name}, in minutes")
        # First into the panel: Tab then goes from the number to the way back.
        self.field.setParent(self)
        self._lines = SourceLines(figure.words, defaults.sources.get(figure.key, ""))
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(Label(figure.name, Words.BODY, wrap=True))
        words.addWidget(self._lines)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(24)
        row.addLayout(words, 1)
        row.addWidget(self.field, 0, Qt.AlignmentFlag.AlignTop)
        self.setFocusProxy(self.field)
        self.field.kept.connect(self._keep)
        self._lines.back_asked.connect(self._go_back)
        self.refresh()

    def refresh(self) -> None:
        """Show what holds for the sessions to come."""
        defaults, key = self._conductor.practice.defaults, self._figure.key
        value, usual = defaults.value(key), defaults.usual(key)
        self.field.take_kept(f"{value} min")
        self._lines.say("")
        self._lines.show_usual(self._figure.name, f"{usual} min", is_chosen=value != usual)

    def keep(self) -> None:
        """Keep what stands in the field."""
        self.field.keep()

    def _keep(self, text: str) -> None:
        try:
            minutes = parse_minutes(self._figure, text)
            self._choose(minutes)
        except DefaultError as trouble:
            self.field.set_problem(True)
            self._lines.say(str(trouble))

    def _go_back(self) -> None:
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        try:
            self._choose(self._conductor.practice.defaults.usual(self._figure.key))
        except DefaultError as trouble:
            self._lines.say(str(trouble))

    def _choose(self, minutes: int) -> None:
        conductor = self._conductor
        defaults = conductor.practice.defaults
        conductor.attempt(lambda: defaults.choose(self._figure.key, minutes))
        self.refresh()


class MinutesField(KeptField):
    """As wide as a few figures and their unit."""

    def __init__(self, hint: str, name: str) -> None:
        super().__init__(hint, name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.look().px(_FIELD_WIDE), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()
