"""One group of the settings, under its heading; a search leaves only what matches of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QVBoxLayout, QWidget

from kap_companion.ui.panels.settings_part import Divided
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets.label import Label

_GAP = 28


class SettingsGroup(QWidget):
    """Its panels below each other. A panel that is `Divided` is searched part by part."""

    def __init__(
        self,
        title: str,
        panels: Sequence[QWidget],
        note: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`note` is one line under the heading that holds for the whole group."""
        super().__init__(parent)
        self.title = title
        self._panels = tuple(panels)
        head = QVBoxLayout()
        head.setSpacing(8)
        head.addWidget(Label(title, Words.TITLE, wrap=True))
        if note:
            head.addWidget(Label(note, Words.LABEL, Tone.SECOND, wrap=True))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_GAP)
        column.addLayout(head)
        for panel in self._panels:
            column.addWidget(panel)
        self.setAccessibleName(title)

    def show_matching(self, words: Sequence[str]) -> int:
        """Show only the settings that hold all `words` somewhere; return how many do.

        They are looked for in names, help, sources and choices, and in the group's own name.
        Without words everything is shown.
        """
        return sum(self._show(panel, words) for panel in self._panels)

    def first(self) -> QWidget | None:
        """Return the first setting of the group that takes the keyboard and is shown."""
        for panel in self._panels:
            for widget in (panel, *panel.findChildren(QWidget)):
                if widget.isVisible() and widget.isEnabled() and _takes_keys(widget):
                    return widget
        return None

    def _show(self, panel: QWidget, words: Sequence[str]) -> int:
        parts = panel.parts() if isinstance(panel, Divided) else (panel,)
        found = 0
        for part in parts:
            does_match = all(word in f"{self.title} {words_of(part)}".casefold() for word in words)
            found += does_match
            if part is not panel:
                part.setVisible(does_match)
        panel.setVisible(found > 0)
        return found


def words_of(part: QWidget) -> str:
    """Return all that a setting says of itself, in any order."""
    told: list[str] = []
    for widget in (part, *part.findChildren(QWidget)):
        told.append(widget.accessibleName())
        if isinstance(widget, QLabel | QAbstractButton):
            told.append(widget.text())
        elif isinstance(widget, QLineEdit):
            told.append(widget.placeholderText())
    return " ".join(told)


def _takes_keys(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
