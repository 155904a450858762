"""In a telehealth session keeps the windows out of screen sharing, or offers the veil instead."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from kap_companion.session.entries import Modality
from kap_companion.ui.conductor import Conductor
from kap_companion.ui.screen_sharing import ScreenSharing, hide_from_sharing
from kap_companion.ui.words import tr, tr_later

OFFER = tr_later("If you share your screen, others see this window. F12 veils it.")


class SharingGuard(QObject):
    """Looks at each session as it opens and changes; `windows` are all that are to be hidden."""

    def __init__(
        self,
        conductor: Conductor,
        windows: Callable[[], Sequence[QWidget]],
        is_wanted: Callable[[], bool],
        way: ScreenSharing | None,
        parent: QObject | None = None,
    ) -> None:
        """`is_wanted` is the preference; `way` is the platform's, None where it has none."""
        super().__init__(parent)
        self._conductor = conductor
        self._windows = windows
        self._is_wanted = is_wanted
        self._way = way
        self._was_telehealth = False
        conductor.opened.connect(self._begin)
        conductor.changed.connect(self._look)
        conductor.left.connect(self._end)

    @property
    def is_hiding(self) -> bool:
        """Whether the windows are to be kept out of sharing now."""
        return self._was_telehealth and self._is_wanted()

    def apply(self) -> bool:
        """Hide the windows, or show them again, as is wanted now; whether they are hidden."""
        hidden = self.is_hiding
        done = [hide_from_sharing(one, hidden, self._way) for one in self._windows()]
        return hidden and all(done)

    def _begin(self) -> None:
        self._was_telehealth = False
        self._look()

    def _end(self) -> None:
        if self._was_telehealth:
            self._was_telehealth = False
            self.apply()

    def _look(self, _change: object = None) -> None:
        state = self._conductor.companion.state
        opened = state.facts.opened
        is_telehealth = opened is not None and opened.modality is Modality.TELEHEALTH
        if is_telehealth == self._was_telehealth:
            return
        self._was_telehealth = is_telehealth
        is_hidden = self.apply()
        if is_telehealth and not is_hidden and state.is_running:
            # After the screens have shown what changed: they begin with an empty line.
            QTimer.singleShot(0, self, self._offer)

    def _offer(self) -> None:
        if self._conductor.has_session:
            self._conductor.told.emit(tr(OFFER))
