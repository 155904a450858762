"""One setting of a group: its name, what is chosen, and a line that says what it does."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.section_label import SectionLabel


def titled_setting(title: str, control: QWidget, caption: str) -> QWidget:
    """Return `control` under its title and over its caption."""
    part = QWidget()
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(8)
    column.addWidget(SectionLabel(title))
    column.addWidget(control)
    column.addWidget(Label(caption, Words.LABEL, Tone.SECOND, wrap=True))
    return part
