"""Where music is chosen in the session: the clinician's own, or a name for music from elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kap_companion.ui import theme
from kap_companion.ui.panels.music_choosing import MusicChoosing
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets.esc_box import EscBox
from kap_companion.ui.widgets.hint_field import HintField
from kap_companion.ui.widgets.key_button import ButtonTone, KeyButton
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.section_label import SectionLabel
from kap_companion.ui.words import tr

_MOST_NAMES = 4


class SessionChooser(EscBox):
    """`own.chosen` says paths, `elsewhere_named` a name (empty: none any more), `left` is Esc."""

    elsewhere_named = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.is_open = False
        self.own = MusicChoosing(is_narrow=True)
        self.name = HintField(tr("Its name, then Enter"))
        self.name.setAccessibleName(
            tr("Name of the music from elsewhere, such as Spotify, then Enter")
        )
        self._offered = [KeyButton("", tone=ButtonTone.LINK) for _ in range(_MOST_NAMES)]
        self._names: tuple[str, ...] = ()
        self._title = Label(tr("Choose music"), Words.TITLE, Tone.SECOND, wrap=True)
        self._what = Label(tr("A folder, files or a playlist"), Words.BODY, Tone.SECOND, wrap=True)
        self._why = Label(
            tr("A streaming app or the room’s own player: named once, noted with its times."),
            Words.BODY,
            Tone.SECOND,
            wrap=True,
        )
        self._room: int | None = None
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

    def set_room(self, height: int) -> None:
        """Take no more than `height` px: what explains goes first, then the title."""
        self._room = height
        self._fit()

    def offer_names(self, names: Sequence[str]) -> None:
        """Offer the names of players that the desktop knows."""
        if tuple(names) == self._names:
            return
        self._names = tuple(names)
        for button, name in zip(self._offered, (*names, *[""] * _MOST_NAMES), strict=False):
            button.setText(name)
            button.setAccessibleName(tr("Music from {name}", name=name) if name else "")
            button.setVisible(bool(name))
        self._fit()

    def take_keyboard(self) -> None:
        """Let a path be typed."""
        self.path.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _lay_out(self) -> None:
        column = self._column
        column.addWidget(SectionLabel(tr("Music"), "Ctrl+Shift+M"))
        column.addWidget(self._title)
        column.addWidget(self._what)
        column.addSpacing(4)
        column.addWidget(self.own)
        column.addSpacing(12)
        column.addWidget(SectionLabel(tr("Elsewhere")))
        column.addWidget(self._why)
        column.addWidget(self.name)
        for button in self._offered:
            column.addWidget(button)
        column.addSpacing(12)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.look_changed(event):
            self._fit()

    def _fit(self) -> None:
        words = (self._why, self._what, self._title)
        for one in words:
            one.show()
        for one in words:
            self._column.invalidate()
            if self._room is None or self._column.totalHeightForWidth(self.width()) <= self._room:
                break
            one.hide()

    def _take(self, button: KeyButton) -> None:
        self.elsewhere_named.emit(button.text())
