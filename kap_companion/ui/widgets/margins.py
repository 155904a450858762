"""Margins that begin where lines begin: Qt turns no margins round."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLayout, QWidget


def set_margins(around: QLayout | QWidget, begin: int, top: int, end: int, bottom: int) -> None:
    """Set margins in px: `begin` is at the left, and at the right where lines begin there."""
    if QGuiApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft:
        begin, end = end, begin
    around.setContentsMargins(begin, top, end, bottom)
