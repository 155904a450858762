"""Asks inline by a reason bar and goes on with the answer."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from kap_companion.ui.widgets.reason_bar import ReasonBar
from kap_companion.ui.words import tr


class Asking(QObject):
    """One question at a time; `asking` says when the bar comes and goes.

    The keyboard goes back to where it was once the answer is given.
    """

    asking = Signal(bool)

    def __init__(self, bar: ReasonBar, parent: QObject | None = None) -> None:
        """Ask by `bar`, which nobody else asks by."""
        super().__init__(parent)
        self._bar = bar
        self._then: Callable[[str], None] | None = None
        self._before: QWidget | None = None
        bar.confirmed.connect(self._go_on)
        bar.cancelled.connect(self.cancel)

    def ask(
        self,
        question: str,
        then: Callable[[str], None],
        confirm: str = "",
        *,
        hint: str = "",
        text: str = "",
        needs_reason: bool = True,
        has_field: bool = True,
    ) -> None:
        """Show the question; the answer goes to `then`."""
        if self._then is None:
            self._before = QApplication.focusWidget()
        self._then = then
        self.asking.emit(True)
        self._bar.ask(
            question,
            confirm or tr("Go on"),
            hint=hint or tr("Reason"),
            text=text,
            needs_reason=needs_reason,
            has_field=has_field,
        )

    def cancel(self) -> None:
        """Ask no more, and do nothing."""
        self._then = None
        self._close()

    def _go_on(self, answer: str) -> None:
        then, self._then = self._then, None
        if then is not None:
            then(answer)
        if self._then is None:
            self._close()

    def _close(self) -> None:
        focus = QApplication.focusWidget()
        is_here = focus is None or self._bar.isAncestorOf(focus)
        self._bar.close_bar()
        self.asking.emit(False)
        before, self._before = self._before, None
        # Where the answer moved the keyboard on, it stays there.
        if is_here and before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
