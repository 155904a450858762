"""How the window looks: colours, text size, motion."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kap_companion.ui.panels.settings_titled import titled_setting
from kap_companion.ui.preferences import AS_THE_SYSTEM, TEXT_SIZES, Preferences
from kap_companion.ui.widgets.segmented import Segmented
from kap_companion.ui.words import tr, tr_later

_THEMES = (
    (AS_THE_SYSTEM, tr_later("As the system")),
    ("dark", tr_later("Dark")),
    ("dimmer", tr_later("Dimmer")),
    ("light", tr_later("Light")),
)
_MOTIONS = (
    (AS_THE_SYSTEM, tr_later("As the system")),
    ("reduced", tr_later("Still")),
    ("moving", tr_later("Moving")),
)
_STILL = tr_later(
    "Still: the marker and the line of now step once a minute, a track by twentieths, what is due "
    "turns amber in four steps, and the sound only says that it is there. The clock runs as ever."
)


class LookPanel(QWidget):
    """Emits `preferences_chosen` at once."""

    preferences_chosen = Signal(object)

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self.theme = Segmented(_said(_THEMES), preferences.theme, tr("Colours"))
        sizes = tuple((str(size), f"{round(size * 100)} %") for size in TEXT_SIZES)
        self.text_size = Segmented(sizes, str(preferences.text_size), tr("Text size"))
        self.motion = Segmented(_said(_MOTIONS), preferences.motion, tr("Motion"))
        self._parts = (
            titled_setting(
                tr("Colours"),
                self.theme,
                tr("Dimmer is for the darkest room. A draft is always on light paper."),
            ),
            titled_setting(tr("Text size"), self.text_size, tr("Of all words in the window.")),
            titled_setting(tr("Motion"), self.motion, tr(_STILL)),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(24)
        for part in self._parts:
            column.addWidget(part)
        self.theme.chosen.connect(lambda key: self._choose(theme=key))
        self.text_size.chosen.connect(lambda key: self._choose(text_size=float(key)))
        self.motion.chosen.connect(lambda key: self._choose(motion=key))

    def parts(self) -> tuple[QWidget, ...]:
        """Return its settings."""
        return self._parts

    def take(self, preferences: Preferences) -> None:
        """Go on from preferences of which another part was changed elsewhere."""
        self._preferences = preferences

    def _choose(self, **change: str | float) -> None:
        self._preferences = replace(self._preferences, **change)  # type: ignore[arg-type]
        self.preferences_chosen.emit(self._preferences)


def _said(options: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    return tuple((key, tr(words)) for key, words in options)
