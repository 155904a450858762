"""A clinical default that is a number: typed, checked, with its source and the way back."""

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
from kap_companion.ui.words import tr

_FIELD_WIDE = 96


class FigureRow(QWidget):
    """A number in its field, what it is for and where it comes from.

    Kept on Enter and on leaving the field; what cannot be is refused in one sentence.
    """

    def __init__(
        self, field: KeptField, name: str, words: str, source: str, parent: QWidget | None = None
    ) -> None:
        """Show `field` beside `name`, with `words` and `source` under it."""
        super().__init__(parent)
        self.field = field
        # First into the panel: Tab then goes from the number to the way back.
        self.field.setParent(self)
        self._lines = SourceLines(words, source)
        told = QVBoxLayout()
        told.setSpacing(4)
        told.addWidget(Label(name, Words.BODY, wrap=True))
        told.addWidget(self._lines)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(24)
        row.addLayout(told, 1)
        row.addWidget(self.field, 0, Qt.AlignmentFlag.AlignTop)
        self.setFocusProxy(self.field)
        self.field.kept.connect(self._keep)
        self._lines.back_asked.connect(self._go_back)

    def keep(self) -> None:
        """Keep what stands in the field."""
        self.field.keep()

    def _keep(self, text: str) -> None:
        """Take what was typed, or refuse it."""
        raise NotImplementedError

    def _choose_usual(self) -> None:
        """Take what holds where nothing was chosen."""
        raise NotImplementedError

    def _go_back(self) -> None:
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._choose_usual()

    def _show(self, name: str, value: str, usual: str) -> None:
        self.field.take_kept(value)
        self._lines.say("")
        self._lines.show_usual(name, usual, is_chosen=value != usual)

    def _refuse(self, sentence: str) -> None:
        self.field.set_problem(True)
        self._lines.say(sentence)


class FigurePanel(FigureRow):
    """A number of minutes for the sessions to come."""

    def __init__(self, conductor: Conductor, figure: Figure, parent: QWidget | None = None) -> None:
        self._conductor = conductor
        self._figure = figure
        source = conductor.practice.defaults.sources.get(figure.key, "")
        field = MinutesField(tr("Minutes"), tr("{name}, in minutes", name=figure.name))
        super().__init__(field, figure.name, figure.words, source, parent)
        self.refresh()

    def refresh(self) -> None:
        """Show what holds for the sessions to come."""
        defaults, key = self._conductor.practice.defaults, self._figure.key
        value, usual = defaults.value(key), defaults.usual(key)
        self._show(self._figure.name, f"{value} min", f"{usual} min")

    def _keep(self, text: str) -> None:
        try:
            self._choose(parse_minutes(self._figure, text))
        except DefaultError as trouble:
            self._refuse(str(trouble))

    def _choose_usual(self) -> None:
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
