"""Where music is chosen in the session: the clinician's own, or a name for music from elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kap_companion.ui.panels.music_choosing import MusicChoosing
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets.esc_box import EscBox
from kap_companion.ui.widgets.hint_field import HintField
from kap_companion.ui.widgets.key_button import ButtonTone, KeyButton
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.section_label import SectionLabel

_MOST_NAMES = 4


class SessionChooser(EscBox):
    """`own.chosen` says paths, `elsewhere_named` a name (empty: none any more), `left` is Esc."""

    elsewhere_named = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.is_open = False
        self.own = MusicChoosing(is_narrow=True)
        self.name = HintField("Its name, then Enter")
        self.name.setAccessibleName("Name of the music from elsewhere, such as Spotify, then Enter")
        self._offered = [KeyButton("", tone=ButtonTone.LINK) for _ in range(_MOST_NAMES)]
        self._names: tuple[str, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._lay_out()
        self.own.left.connect(self.left)
        self.name.entered.connect(lambda text: self.elsewhere_named.emit(text.strip()))
        for button in self._offered:
            button.hide()
            button.clicked.connect(lambda _checked=False, one=button: self._take(one))

    @property
    def path(self) -> HintField:
        """Where a path is typed."""
        return self.own.path

    def open(self, outside: str) -> None:
        """Stay open although music is chosen; `outside` is the name of music from elsewhere."""
        self.is_open = True
        self.name.setText(outside)

    def clear(self) -> None:
        """Ask no more."""
        self.is_open = False
        self.path.clear()
        self.name.clear()
        self.own.say_idle()

    def offer_names(self, names: Sequence[str]) -> None:
        """Offer the names of players that the desktop knows."""
        if tuple(names) == self._names:
            return
        self._names = tuple(names)
        for button, name in zip(self._offered, (*names, *[""] * _MOST_NAMES), strict=False):
            button.setText(name)
            button.setAccessibleName(f"Music from {name}" if name else "")
            button.setVisible(bool(name))

    def take_keyboard(self) -> None:
        """Let a path be typed."""
        self.path.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _lay_out(self) -> None:
        column = self._column
        column.addWidget(SectionLabel("Music", "Ctrl+Shift+M"))
        column.addWidget(Label("Choose music", Words.TITLE, Tone.SECOND))
        column.addWidget(Label("A folder, files or a playlist", Words.BODY, Tone.SECOND, wrap=True))
        column.addSpacing(4)
        column.addWidget(self.own)
        column.addSpacing(12)
        column.addWidget(SectionLabel("Music from elsewhere"))
        column.addWidget(
            Label(
                "A streaming app or the room’s own player: named once, noted with its times.",
                Words.BODY,
                Tone.SECOND,
                wrap=True,
            )
        )
        column.addWidget(self.name)
        for button in self._offered:
            column.addWidget(button)
        column.addSpacing(12)

    def _take(self, button: KeyButton) -> None:
        self.elsewhere_named.emit(button.text())
