"""Says how long the next try waits, counting down, and blocks nothing."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from kap_companion.ui.words import tr, tr_later

_EVERY_MS = 1000
_NEXT = tr_later("The next try can be made in {left} s.")


class Countdown(QObject):
    """Says a sentence with the seconds that are left after it; in the end the sentence alone."""

    def __init__(
        self, left_s: Callable[[], float], say: Callable[[str], None], parent: QObject | None = None
    ) -> None:
        """`left_s` tells how many seconds are left."""
        super().__init__(parent)
        self._left_s = left_s
        self._say = say
        self._sentence = ""
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.beat)

    def begin(self, sentence: str = "") -> None:
        """Say `sentence`, and count down where there is something to wait for."""
        self._sentence = sentence
        self._timer.start()
        self.beat()

    def stop(self) -> None:
        """Say no more."""
        self._timer.stop()

    def beat(self) -> None:
        """Say how long it is still."""
        left = math.ceil(self._left_s())
        if left <= 0:
            self._timer.stop()
            self._say(self._sentence)
            return
        self._say(f"{self._sentence} {tr(_NEXT, left=left)}".strip())
