"""A sheet at the right of a place, which stays as it is: every key works while it is open."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from kap_companion.ui import theme
from kap_companion.ui.theme import Words
from kap_companion.ui.widgets import painting
from kap_companion.ui.widgets.esc_box import EscBox
from kap_companion.ui.widgets.hairline import Hairline
from kap_companion.ui.widgets.key_button import ButtonTone, KeyButton
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.words import tr

_PAD = 24


class SideSheet(EscBox):
    """Lies over the right of `place`; what it shows goes into `column`, under its title.

    `left` is emitted by Esc and by the button, and once the keyboard goes elsewhere.
    """

    wide = 440
    """How many px it has at a text size of 100 %, where the place has room for it."""

    def __init__(self, place: QWidget, title: str, close_words: str) -> None:
        super().__init__(place)
        self._place = place
        self.setProperty("surface", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(title)
        close = KeyButton(tr("Close"), tr("Esc"), ButtonTone.QUIET)
        close.setAccessibleName(close_words)
        close.clicked.connect(self.left)
        head = QHBoxLayout()
        head.addWidget(Label(title, Words.TITLE), 1)
        head.addWidget(close)
        self.column = QVBoxLayout()
        self.column.setContentsMargins(_PAD, 20, _PAD, 16)
        self.column.setSpacing(16)
        self.column.addLayout(head)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(Hairline(Qt.Orientation.Vertical))
        row.addLayout(self.column, 1)
        place.installEventFilter(self)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus)

    def open(self) -> None:
        """Show it over its place, with the keyboard."""
        self._place_itself()
        self.show()
        self.raise_()
        self.take_keyboard()

    def take_keyboard(self) -> None:
        """Put the keyboard where it belongs in this sheet."""
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def has_keyboard(self) -> bool:
        """Whether the keyboard is on it."""
        focus = QApplication.focusWidget()
        return focus is not None and (focus is self or self.isAncestorOf(focus))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._place and event.type() is QEvent.Type.Resize:
            self._place_itself()
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.look_changed(event):
            self._place_itself()

    def _place_itself(self) -> None:
        whole = self._place.rect()
        wide = min(theme.look().px(self.wide), whole.width() * 3 // 5)
        at = painting.mirrored_part(self._place, whole.width() - wide, 0, wide, whole.height())
        self.setGeometry(at)

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.isVisible() and not self.has_keyboard():
            self.left.emit()
