"""The tabs in the header: words, the current one underlined."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QTabBar, QWidget

from kap_companion.ui import theme
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets import painting

_GAP = 32
_UNDERLINE = 2


class TabStrip(QTabBar):
    """Tabs of (key, words); `chosen` says the key when the person goes to another."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys: tuple[str, ...] = ()
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.currentChanged.connect(self._say)
        self._is_owner_choosing = False

    def set_tabs(self, tabs: tuple[tuple[str, str], ...], current: str = "") -> None:
        """Show `tabs` with `current` chosen."""
        self._is_owner_choosing = True
        if tuple(key for key, _ in tabs) != self._keys:
            while self.count():
                self.removeTab(0)
            for _ in tabs:
                self.addTab("")
            self._keys = tuple(key for key, _ in tabs)
        for n, (_, words) in enumerate(tabs):
            if self.tabText(n) != words:
                self.setTabText(n, words)
        if current in self._keys:
            self.setCurrentIndex(self._keys.index(current))
        self._is_owner_choosing = False
        self.updateGeometry()

    def set_tab_enabled(self, key: str, enabled: bool) -> None:
        """Let a tab be gone to, or not."""
        if key in self._keys:
            self.setTabEnabled(self._keys.index(key), enabled)

    def current_key(self) -> str:
        """Return the key of the tab shown, empty where there is none."""
        return self._keys[self.currentIndex()] if self.currentIndex() >= 0 else ""

    def tabSizeHint(self, index: int) -> QSize:
        look = theme.look()
        wide = look.width(Words.STRONG, self.tabText(index)) + _GAP
        return QSize(wide, max(look.height(56), self.height()))

    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    def sizeHint(self) -> QSize:
        wide = sum(self.tabSizeHint(n).width() for n in range(self.count()))
        return QSize(wide, theme.look().height(56))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.look_changed(event):
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.look()
        with QPainter(self) as painter:
            painting.begin(painter)
            # Qt says already where each tab is seen.
            painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
            for n in range(self.count()):
                rect = self.tabRect(n).adjusted(_GAP // 2, 0, -_GAP // 2, 0)
                is_current = n == self.currentIndex()
                painting.line_of_text(
                    painter,
                    rect.adjusted(-2, 0, 2, 0),
                    self.tabText(n),
                    look.font(Words.STRONG if is_current else Words.BODY),
                    look.colour(Tone.TEXT if is_current else Tone.SECOND),
                    painting.CENTRE,
                )
                if is_current:
                    top = self.height() - _UNDERLINE
                    painter.fillRect(
                        rect.left(), top, rect.width(), _UNDERLINE, look.colour(Tone.NOW)
                    )
                    if self.hasFocus():
                        around = rect.adjusted(-8, 12, 8, -12)
                        painting.box(painter, around, 6, edge=look.colour(Tone.NOW), width=2.0)

    def _say(self, index: int) -> None:
        if not self._is_owner_choosing and 0 <= index < len(self._keys):
            self.chosen.emit(self._keys[index])
