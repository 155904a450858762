"""The timeline under the hand: pointed into, gone along by the keys, zoomed and scrolled."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from kap_companion.session import timeline_geometry as along
from kap_companion.session import timeline_stops as stopping
from kap_companion.session import wording
from kap_companion.session.timeline import PrivateDot, RecordTimeline
from kap_companion.session.timeline_geometry import WHOLE, Geometry, Local, View
from kap_companion.session.timeline_stops import Stop
from kap_companion.ui.kept_words import kept
from kap_companion.ui.widgets.note_row import NoteRow
from kap_companion.ui.widgets.timeline_picture import TimelinePicture
from kap_companion.ui.words import tr, tr_later

_ZOOM = 1.5
_NOTCH, _NOTCH_PX = 120, 60
_DRAG = 4
_HOW = tr_later("Left and Right go from entry to entry, Enter goes to it in the notes.")
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class Timeline(TimelinePicture):
    """Left and Right go from entry to entry, Home and End to the first and the last.

    `pointed` says the entry under the pointer or the keys: answer with `set_words`. `chosen` (a
    click, Enter) wants it shown in the notes; what is `typed` belongs to the note box. Plus and
    minus or Ctrl and the wheel zoom, 0 shows the whole, the wheel or a drag moves along.
    """

    pointed = Signal(str)
    chosen = Signal(str)
    typed = Signal(str)

    def __init__(self, local: Local, parent: QWidget | None = None) -> None:
        """`local` says a moment by the clinician's clock."""
        super().__init__(local, parent)
        self._grip: tuple[float, View] | None = None
        self._is_dragged = False
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleDescription(tr(_HOW))

    @property
    def words(self) -> str:
        """The line that says what is pointed at; '' while the axis stands there."""
        return self._row.spoken if self._row is not None else ""

    def set_timeline(
        self, timeline: RecordTimeline | None, private: tuple[PrivateDot, ...] = ()
    ) -> None:
        super().set_timeline(timeline, private)
        if self._at is not None and stopping.find(self.all_stops(), self._at) is None:
            self._point_at(None)  # it was struck, or another session is shown

    def set_words(self, row: NoteRow | None) -> None:
        """Show what is pointed at as one line in the place of the axis, and say it."""
        if row == self._row:
            return
        self._row = row
        self.setAccessibleDescription(row.spoken if row is not None else tr(_HOW))
        if row is not None and self.hasFocus():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, row.spoken))
        self.update()

    def beside(self) -> int:
        """Return how many other entries stand where the one that is pointed at does."""
        places, stop = self.places(), stopping.find(self.all_stops(), self._at)
        if places is None or stop is None:
            return 0
        return stopping.together(self.all_stops(), places, stop) - 1

    def zoom(self, by: float, around: datetime | None = None) -> None:
        """Show times `by` as far apart, with `around` at its place; 0 shows the whole again."""
        timeline = self._timeline
        if timeline is None:
            return
        stop = stopping.find(self.all_stops(), self._at)
        middle = around or (stop.at if stop is not None else timeline.now)
        self.look_at(along.zoomed(timeline, self._view, by, middle) if by else WHOLE)

    def pan(self, by_px: float, since: View | None = None) -> None:
        """Move what is shown by so many px, from where it is or was."""
        timeline, view = self._timeline, since or self._view
        if timeline is not None:
            scale = along.scale_of(timeline, self.width(), view)
            by = (scale.end - scale.begin) * (by_px / scale.width)
            self.look_at(along.moved(timeline, view, by))

    # --- keys -----------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, text = event.key(), event.text()
        among = self.all_stops()
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        ends = {Qt.Key.Key_Home: -len(among), Qt.Key.Key_End: len(among)}
        pages = {Qt.Key.Key_PageUp: -0.8, Qt.Key.Key_PageDown: 0.8}
        if event.modifiers() & _COMMANDS:
            super().keyPressEvent(event)
        elif key in (steps | ends):
            self._go_to(stopping.next_to(among, self._at, (steps | ends)[Qt.Key(key)]))
        elif key in pages:
            self.pan(pages[Qt.Key(key)] * self.width())
        elif text in ("+", "=", "-", "0"):
            self.zoom({"-": 1 / _ZOOM, "0": 0.0}.get(text, _ZOOM))
        elif key in _ENTER and self._at is not None:
            self.chosen.emit(self._at)
        elif text and text.isprintable():
            self.typed.emit(text)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._at is None and event.reason() is not Qt.FocusReason.MouseFocusReason:
            self._go_to(stopping.next_to(self.all_stops(), None, 0))
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._point_at(None)
        self.update()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._point_at(None)  # what nobody sees tells nobody what was noted

    # --- the pointer ----------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._grip, self._is_dragged = (event.position().x(), self._view), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        x, y = event.position().x(), event.position().y()
        if self._grip is not None:
            begun, view = self._grip
            self._is_dragged |= abs(x - begun) > _DRAG
            if self._is_dragged:
                self.pan(begun - x, view)
            return
        places = self.places()
        if places is not None:
            self._point_into(places, x, y)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        was_gripped, self._grip = self._grip is not None, None
        if was_gripped and not self._is_dragged:
            self.mouseMoveEvent(event)
            if self._at is not None:
                self.chosen.emit(self._at)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if not self.hasFocus():
            self._point_at(None)

    def wheelEvent(self, event: QWheelEvent) -> None:
        places = self.places()
        turned = event.angleDelta()
        notches = (turned.y() or turned.x()) / _NOTCH
        if places is None or not notches:
            event.ignore()
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(_ZOOM**notches, places.scale.at(event.position().x()))
        elif self._view != WHOLE:
            self.pan(-notches * _NOTCH_PX)
        else:
            event.ignore()

    # --- how it is done -------------------------------------------------------------------------

    def _point_into(self, places: Geometry, x: float, y: float) -> None:
        """Point at the nearest entry; a phase and a track say what they are."""
        timeline, rows = self._timeline, places.rows
        assert timeline is not None
        at = places.scale.at(x)
        name = None
        if y < rows.bar + along.PHASE_HEIGHT + 3:
            name = next(
                (kept(p.phase.value) for p in timeline.phases if p.begin <= at < p.end), None
            )
            what = tr("phase")
        elif rows.music is not None and rows.music <= y < rows.music + rows.music_height:
            name = next((m.title for m in timeline.music if m.begin <= at < m.end), None)
            what = tr("music")
        if name is None:
            found = stopping.nearest(self.all_stops(), places, x)
            self._point_at(found.entry_id if found is not None else None)
            return
        self._point_at(None)
        first = timeline.first_dose_at
        time = wording.elapsed(at - first) if first is not None else ""
        self.set_words(NoteRow("", time, name, what))

    def _go_to(self, stop: Stop | None) -> None:
        if stop is not None and self._timeline is not None:
            self.look_at(along.brought_in(self._timeline, self._view, stop.at))
            self._point_at(stop.entry_id)

    def _point_at(self, entry_id: str | None) -> None:
        if entry_id is None:
            self.set_words(None)
        if entry_id != self._at:
            self._at = entry_id
            self.update()
            if entry_id is not None:
                self.pointed.emit(entry_id)
