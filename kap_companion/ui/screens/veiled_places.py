"""Where things stand in a session's room, so that under the veil they stay there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget

from kap_companion.ui.room import SESSION, SessionRoom, menus, tabs
from kap_companion.ui.widgets import painting

_WIDE = 1200
_MARGIN, _BETWEEN, _SAFETY = 24, 172, 160
_CUES = 3
_GRID = 4


@dataclass(frozen=True, slots=True)
class VeiledPlaces:
    """Which screen is shown, and where in px the session has what stays in its place."""

    tab: str
    left: int = 28
    top: int = _MARGIN
    right: int = 28
    foot: int = _MARGIN
    """What is free at the four sides of the left column."""
    between: int = _BETWEEN
    """From the cues to the buttons: there the vitals were."""
    safety: int = _SAFETY
    cues: int = _CUES
    is_wide: bool = True
    session: str = SESSION
    tabs: tuple[tuple[str, str], ...] = field(default_factory=tabs)
    menus: Mapping[str, str] | None = None


def places_in(room: SessionRoom) -> VeiledPlaces:
    """Return the places as they are in `room`; usual ones where the session is not shown."""
    session = room.session
    is_wide = room.width() >= _WIDE
    if not session.isVisible():
        return VeiledPlaces(room.tab, is_wide=is_wide, menus=menus())
    now, buttons = _rect(session.now, session), _rect(session.buttons, session)
    column = _rect(session.notes.parentWidget() or session, session).left() - 1
    foot = max(_MARGIN, session.height() - buttons.bottom() - 1)
    low = session.height() - foot - buttons.height()
    # Where the column scrolls there is less between them than it seems.
    between = max(0, min(buttons.top(), low) - now.bottom() - 1)
    right = max(0, column - now.right() - 1)
    if session.scrolls:
        # What scrolls has no place to stay in: it stands on the grid, as everything else does.
        between, right, foot = (length - length % _GRID for length in (between, right, foot))
    return VeiledPlaces(
        room.tab,
        left=max(0, now.left()),
        top=max(0, now.top()),
        right=right,
        foot=foot,
        between=between,
        safety=session.safety.height(),
        cues=max(1, len(session.now.cues.cues)),
        is_wide=is_wide,
        menus=menus(),
    )


def _rect(part: QWidget, whole: QWidget) -> QRect:
    """Return where a part lies in the whole, reckoned from where its language begins."""
    seen = QRect(part.mapTo(whole, QPoint(0, 0)), part.size())
    return painting.mirrored_part(whole, seen.x(), seen.y(), seen.width(), seen.height())
