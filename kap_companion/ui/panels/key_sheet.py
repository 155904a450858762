"""The sheet of keys: what can be done where one is, on which key; found as one types."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from kap_companion.ui import theme
from kap_companion.ui.keys_shown import KeyGroup, matching
from kap_companion.ui.panels.key_sheet_rows import KeySheetRows
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets.esc_box import EscBox
from kap_companion.ui.widgets.hairline import Hairline
from kap_companion.ui.widgets.hint_field import HintField
from kap_companion.ui.widgets.key_button import ButtonTone, KeyButton
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.scroll_area import ScrollArea

_WIDE = 440
_PAD = 24


class KeySheet(EscBox):
    """Lies at the right of `place`, which stays as it is: every key works while it is open.

    `left` is emitted by Esc and by the button, and once the keyboard goes elsewhere.
    """

    def __init__(self, place: QWidget, groups: Sequence[KeyGroup]) -> None:
        super().__init__(place)
        self._place = place
        self._groups = tuple(groups)
        self.search = HintField("Find an act or a key")
        self._rows = KeySheetRows()
        self._nothing = Label("", Words.BODY, Tone.SECOND, wrap=True)
        self._nothing.hide()
        self._scroll = ScrollArea()
        self._scroll.setWidget(self._rows)
        self._scroll.setAccessibleName("Keys")
        self._lay_out()
        self.search.textChanged.connect(self._show)
        self._show("")
        place.installEventFilter(self)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus)

    def open(self) -> None:
        """Show it, and put the keyboard on its search."""
        self._place_itself()
        self.show()
        self.raise_()
        self.search.setFocus(Qt.FocusReason.PopupFocusReason)

    def has_keyboard(self) -> bool:
        """Whether the keyboard is on it."""
        focus = QApplication.focusWidget()
        return focus is not None and (focus is self or self.isAncestorOf(focus))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self._scroll.verticalScrollBar()
        steps = {
            Qt.Key.Key_Down: bar.singleStep(),
            Qt.Key.Key_Up: -bar.singleStep(),
            Qt.Key.Key_PageDown: bar.pageStep(),
            Qt.Key.Key_PageUp: -bar.pageStep(),
        }
        by = steps.get(Qt.Key(event.key()))
        if by is not None:
            bar.setValue(bar.value() + by)
        elif event.text().isprintable() and event.text():
            event.accept()  # a letter is never for what lies below
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._place and event.type() is QEvent.Type.Resize:
            self._place_itself()
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.look_changed(event):
            self._place_itself()

    # --- how it is done -------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.setProperty("surface", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Keys")
        close = KeyButton("Close", "Esc", ButtonTone.QUIET)
        close.setAccessibleName("Close the keys")
        close.clicked.connect(self.left)
        head = QHBoxLayout()
        head.addWidget(Label("Keys", Words.TITLE), 1)
        head.addWidget(close)
        column = QVBoxLayout()
        column.setContentsMargins(_PAD, 20, _PAD, 16)
        column.setSpacing(16)
        column.addLayout(head)
        column.addWidget(self.search)
        column.addWidget(self._nothing)
        column.addWidget(self._scroll, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(Hairline(Qt.Orientation.Vertical))
        row.addLayout(column, 1)

    def _show(self, typed: str) -> None:
        found = matching(self._groups, typed)
        self._rows.show_groups(found)
        self._nothing.setText(f"No act here speaks of ‘{typed.strip()}’.")
        self._nothing.setVisible(not found)
        self._scroll.verticalScrollBar().setValue(0)

    def _place_itself(self) -> None:
        whole = self._place.rect()
        wide = min(theme.look().px(_WIDE), whole.width() * 3 // 5)
        self.setGeometry(whole.width() - wide, 0, wide, whole.height())

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.isVisible() and not self.has_keyboard():
            self.left.emit()
