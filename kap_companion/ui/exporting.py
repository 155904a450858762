"""An export under way: how far it is, what came of it, and a way to stop it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from kap_companion.notes.export import Exported, ExportError
from kap_companion.notes.export.apart import ExportApart, ExportStopped
from kap_companion.notes.export.order import Order
from kap_companion.ui.background import Background
from kap_companion.vault.errors import VaultError

Outcome = Exported | ExportError | ExportStopped
Done = Callable[[Order, Outcome], None]

_LOOK_EVERY_MS = 100


class Exporting(QObject):
    """One export at a time. `moved` says how many documents are made, and of how many."""

    moved = Signal(int, int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = Background(self)
        self._apart: ExportApart | None = None
        self._far = (0, 0)
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_EVERY_MS)
        self._look.timeout.connect(lambda: self.moved.emit(*self._far))

    @property
    def is_busy(self) -> bool:
        """Whether an export is under way."""
        return self._apart is not None

    def start(self, order: Order, done: Done) -> None:
        """Export what is ordered, and call `done` with what came of it, in the window's thread."""
        apart = self._apart = ExportApart(order)
        self._far = (0, apart.every)

        def move(made: int, every: int) -> None:
            self._far = (made, every)

        def work() -> Outcome:
            try:
                return apart.run(move)
            except (ExportError, ExportStopped) as trouble:
                return trouble

        def end(outcome: Outcome) -> None:
            self._apart = None
            self._look.stop()
            done(order, outcome)

        def fail(_trouble: VaultError) -> None:
            raise RuntimeError("an export opens no vault")

        self.moved.emit(*self._far)
        self._look.start()
        self._background.do(work, end, fail)

    def stop(self) -> None:
        """Stop it; `done` is called as soon as it has stopped."""
        if self._apart is not None:
            self._apart.stop()

    def settle(self) -> None:
        """Stop it and wait for its outcome: what it needs is about to be gone."""
        self.stop()
        self._background.settle()
