"""Puts a widget on a window of its own, in the dark theme."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kap_companion.ui import theme


@pytest.fixture(autouse=True)
def _dark(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp, theme.DARK)
    yield
    theme.apply(qapp, theme.DARK)


@pytest.fixture
def show(qtbot: QtBot) -> Iterator[Callable[..., None]]:
    """Show a widget at a size, alone in a window that puts no limits on it."""
    windows: list[QWidget] = []

    def shown(widget: QWidget, width: int = 552, height: int | None = None) -> None:
        window = QWidget()
        windows.append(window)
        qtbot.addWidget(window)
        widget.setParent(window)
        widget.resize(width, height if height is not None else widget.sizeHint().height())
        window.resize(widget.size())
        widget.show()
        window.show()
        qtbot.waitExposed(window)
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)

    yield shown
    windows.clear()
