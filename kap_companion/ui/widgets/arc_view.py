"""The arc of a session's music: tracks on the clock, moved between phases by mouse or keyboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QToolTip, QWidget

from kap_companion.ui import theme
from kap_companion.ui.widgets import arc_blocks, painting
from kap_companion.ui.widgets.arc_blocks import ArcShown, Block, Laid, Spot
from kap_companion.ui.widgets.arc_painting import Hand, label_box, paint_arc
from kap_companion.ui.widgets.dropping import KEYS_MIME, keys_of, paths_of
from kap_companion.ui.widgets.intensity_curve import step_asked, step_words
from kap_companion.ui.words import tr, trn

_CONTROL = Qt.KeyboardModifier.ControlModifier
_SIDES = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_UP_DOWN = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_OUTSIDE = 32
_NOW_REACH = 3


class ArcView(QWidget):
    """Shows an arc and says what the person wants of it; what is shown changes by `set_arc` alone.

    Left and Right choose a track, with Ctrl they move it one place, Ctrl+Up and Ctrl+Down to the
    phase before and after; Delete takes it out; + and - or 1 to 5 correct its intensity; S, or a
    press on a phase, lets the phase begin in silence. While a track is on its way, `dragging`
    says where it would go, and `drag_ended` that it is no more: what `set_arc` is given meanwhile
    is shown after that, so that nothing moves under the pointer. A `before_key` of '' is the end
    of the phase.
    """

    moved = Signal(str, str, str)
    dragging = Signal(str, str, str)
    drag_ended = Signal()
    removed = Signal(str)
    selected = Signal(str)
    intensity_corrected = Signal(str, int)
    silence_toggled = Signal(str)
    placed = Signal(list, str, str)
    """Tracks of the library, dropped: keys, phase, before_key."""
    dropped = Signal(list, str, str)
    """Files and folders, dropped: paths, phase, before_key."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        painting.from_the_left(self)
        self._arc = ArcShown()
        self._waiting: ArcShown | None = None
        self._laid: Laid | None = None
        self._selected: str | None = None
        self._pressed_at: QPoint | None = None
        self._pressed_phase: str | None = None
        self._moving: frozenset[str] = frozenset()
        self._spot: Spot | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.setAcceptDrops(True)
        self.setAccessibleName(tr("The arc of the music"))
        self._describe()

    # --- what is shown --------------------------------------------------------------------------

    def set_arc(self, arc: ArcShown) -> None:
        """Show `arc`; where only the time went on, only its line is painted again."""
        if self._moving:
            self._waiting = arc
            return
        old, self._arc = self._arc, arc
        if arc == old:
            return
        laid = self._lay_out()
        if _but_for_now(arc) == _but_for_now(old) and _same_phases(old, arc):
            self._repaint_line(laid, old.now_s, arc.now_s)
            return
        if laid.rows != self._laid_out().rows:
            self.updateGeometry()
        self._laid = laid
        if arc.block(self._selected) is None:
            self._select_instead(old)
        self._describe()
        self.update()

    def arc(self) -> ArcShown:
        """Return what is shown."""
        return self._arc

    def selected_key(self) -> str | None:
        """Return the key of the selected track, None where none is."""
        return self._selected

    def select(self, key: str | None) -> None:
        """Select a track of the arc."""
        if key == self._selected or (key is not None and self._arc.block(key) is None):
            return
        self._selected = key
        self._describe()
        self.update()
        if key is not None:
            self.selected.emit(key)

    def words_of(self, key: str) -> str:
        """Return a track as it is read out, for a line that shows what is selected in full."""
        block = self._arc.block(key)
        return "" if block is None else _spoken(self._arc, block)

    def box_of(self, key: str) -> QRect:
        """Return the box of a track, for what is to stand beside it; empty where there is none."""
        laid = self._laid_out()
        for n, block in enumerate(self._arc.blocks):
            if block.key == key and not block.is_again:
                return laid.boxes[n].toRect()
        return QRect()

    def phase_box(self, key: str) -> QRect:
        """Return the box of a phase's label and bar; empty where there is none."""
        laid = self._laid_out()
        for n, span in enumerate(self._arc.phases):
            if span.key == key:
                return label_box(theme.look(), self._arc, laid, n).toRect()
        return QRect()

    def sizeHint(self) -> QSize:
        return QSize(880, self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(320, self._height())

    def paintEvent(self, event: QPaintEvent) -> None:
        hand = Hand(self._selected, self.hasFocus(), self._moving, self._spot)
        with QPainter(self) as painter:
            painting.begin(painter)
            painter.setClipRegion(event.region())
            paint_arc(painter, theme.look(), self._arc, self._laid_out(), hand)
            if self.hasFocus() and self._selected is None:
                # With nothing to select, the axis itself shows where the keyboard is.
                colour = theme.look().colour(theme.Tone.NOW)
                painter.fillRect(0, self.height() - 2, self.width(), 2, colour)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._laid = None

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.look_changed(event):
            self._laid = None
            self.updateGeometry()
            self.update()

    # --- keyboard -------------------------------------------------------------------------------

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        by_key = event.reason() in (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
        )
        if by_key and self._selected is None:
            self.select(self._first())
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._moving:
            if event.key() == Qt.Key.Key_Escape:
                self._end_drag()
            return
        if not self._act(event):
            event.ignore()

    def _act(self, event: QKeyEvent) -> bool:
        """Do what a key asks for; say whether it was one of this view's."""
        key, block = event.key(), self._arc.block(self._selected)
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if modifiers == _CONTROL and key in _SIDES | _UP_DOWN:
            self._move(key, block)
            return True
        if modifiers not in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
            return False
        if key in _SIDES or key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._choose(key)
            return True
        if block is None:
            return False
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            if block.can_move:
                self.removed.emit(block.key)
            return True
        if key == Qt.Key.Key_S:
            if block.phase:
                self.silence_toggled.emit(block.phase)
            return True
        step = step_asked(event, block.step)
        if step is not None:
            if step != block.step:
                self.intensity_corrected.emit(block.key, step)
            return True
        return False

    def _choose(self, key: int) -> None:
        keys = arc_blocks.in_order(self._arc)
        if not keys:
            return
        if key == Qt.Key.Key_Home:
            self.select(keys[0])
        elif key == Qt.Key.Key_End:
            self.select(keys[-1])
        elif self._selected in keys:
            at = keys.index(self._selected) + _SIDES[Qt.Key(key)]
            self.select(keys[min(len(keys) - 1, max(0, at))])
        else:
            self.select(self._first())

    def _move(self, key: int, block: Block | None) -> None:
        if block is None:
            return
        if key in _SIDES:
            spot = arc_blocks.one_place_on(self._arc, block.key, _SIDES[Qt.Key(key)])
        else:
            spot = arc_blocks.one_phase_on(self._arc, block.key, _UP_DOWN[Qt.Key(key)])
        if spot is not None:
            self.moved.emit(block.key, spot.phase, spot.before)

    def _select_instead(self, old: ArcShown) -> None:
        """Where the selected track is gone, select what stands in its place, for the keyboard."""
        was, self._selected = self._selected, None
        keys, before = arc_blocks.in_order(self._arc), arc_blocks.in_order(old)
        if not self.hasFocus() or not keys:
            return
        at = before.index(was) if was in before else None
        self.select(self._first() if at is None else keys[min(at, len(keys) - 1)])

    def _first(self) -> str | None:
        """Return the first track that can still be moved, else the first of all."""
        ahead = next((b.key for b in self._arc.blocks if b.can_move), None)
        return ahead or next(iter(arc_blocks.in_order(self._arc)), None)

    # --- mouse ----------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        block = self._block_at(event.position())
        if block is not None:
            self.select(block.key)
            self._pressed_at = event.position().toPoint() if block.can_move else None
        else:
            self._pressed_phase = self._phase_label_at(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed_at is None:
            self._show_cursor(event.position())
            return
        went = (event.position().toPoint() - self._pressed_at).manhattanLength()
        if not self._moving:
            if went < QApplication.startDragDistance() or self._selected is None:
                return
            self._moving = frozenset({self._selected})
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        self._aim(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        phase, self._pressed_phase = self._pressed_phase, None
        if phase is not None and phase == self._phase_label_at(event.position()):
            self.silence_toggled.emit(phase)
        key, spot = self._selected, self._spot
        was_moving = bool(self._moving)
        self._end_drag()
        if not was_moving or key is None or spot is None:
            return
        if spot != arc_blocks.spot_of(self._arc, key):
            self.moved.emit(key, spot.phase, spot.before)

    def _aim(self, where: QPointF) -> None:
        """Show where what is on its way would go, and say so where that is new."""
        reach = self.rect().adjusted(-_OUTSIDE, -_OUTSIDE, _OUTSIDE, _OUTSIDE)
        spot = None
        if reach.contains(where.toPoint()):
            spot = arc_blocks.spot_at(self._arc, self._laid_out(), where, self._moving)
        if spot == self._spot:
            return
        self._spot = spot
        self.update()
        key = next(iter(self._moving), "")
        if key:
            stays = spot or arc_blocks.spot_of(self._arc, key)
            if stays is not None:
                self.dragging.emit(key, stays.phase, stays.before)

    def _end_drag(self) -> None:
        """Let go of what is on its way, and show what was set meanwhile."""
        was_moving = bool(self._moving)
        self._pressed_at, self._moving, self._spot = None, frozenset(), None
        self.unsetCursor()
        self.update()
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self.set_arc(waiting)
        if was_moving:
            self.drag_ended.emit()

    # --- dropped from elsewhere -----------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(KEYS_MIME) or paths_of(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._aim(event.position())
        event.setDropAction(Qt.DropAction.CopyAction)
        event.setAccepted(self._spot is not None)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._end_drag()

    def dropEvent(self, event: QDropEvent) -> None:
        self._aim(event.position())
        spot = self._spot
        self._end_drag()
        keys, paths = keys_of(event.mimeData()), paths_of(event.mimeData())
        if spot is None or not (keys or paths):
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if keys:
            self.placed.emit(keys, spot.phase, spot.before)
        else:
            self.dropped.emit(paths, spot.phase, spot.before)

    # --- helpers --------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self._tip(QPointF(event.pos())), self)
            return True
        return super().event(event)

    def _tip(self, where: QPointF) -> str:
        block = self._block_at(where)
        if block is not None:
            return _spoken(self._arc, block)
        span = self._arc.phase(self._phase_label_at(where) or "")
        if span is None:
            return ""
        how = tr("Begins in silence") if span.is_silent else tr("Begins with a crossfade")
        return tr("{label}. {how}: press to change, or S.", label=span.label, how=how)

    def _block_at(self, where: QPointF) -> Block | None:
        n = arc_blocks.block_at(self._arc, self._laid_out(), where)
        return None if n is None else self._arc.blocks[n]

    def _phase_label_at(self, where: QPointF) -> str | None:
        look, laid = theme.look(), self._laid_out()
        for n, span in enumerate(self._arc.phases):
            if span.takes_tracks and label_box(look, self._arc, laid, n).contains(where):
                return span.key
        return None

    def _show_cursor(self, where: QPointF) -> None:
        block = self._block_at(where)
        if block is not None and block.can_move:
            self.setCursor(Qt.CursorShape.OpenHandCursor)
        elif self._phase_label_at(where) is not None:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self.unsetCursor()

    def _lay_out(self) -> Laid:
        return arc_blocks.lay_out(self._arc, float(self.width()), theme.look())

    def _laid_out(self) -> Laid:
        if self._laid is None:
            self._laid = self._lay_out()
        return self._laid

    def _height(self) -> int:
        has_spares = any(b.begins_s is None for b in self._arc.blocks)
        return round(arc_blocks.rows_of(theme.look(), has_spares=has_spares).height)

    def _repaint_line(self, laid: Laid, *moments: float | None) -> None:
        for at_s in moments:
            if at_s is not None:
                x = round(laid.x(at_s))
                self.update(QRect(x - _NOW_REACH, 0, 2 * _NOW_REACH + 1, self.height()))

    def _describe(self) -> None:
        block = self._arc.block(self._selected)
        if block is not None:
            self.setAccessibleDescription(_spoken(self._arc, block))
        else:
            tracks = len(arc_blocks.in_order(self._arc))
            self.setAccessibleDescription(trn("1 track", "{n} tracks", tracks))


def _spoken(arc: ArcShown, block: Block) -> str:
    """Return a track as it is read out: title, phase, length, intensity, and what is wrong."""
    span = arc.phase(block.phase)
    own = [b.key for b in arc.blocks if b.phase == block.phase and not b.is_again]
    parts = [block.title, block.detail, block.length]
    if span is not None:
        place = [span.label]
        if block.key in own:
            place.append(tr("{n} of {count}", n=own.index(block.key) + 1, count=len(own)))
        if span.is_silent:
            place.append(tr("which begins in silence"))
        parts.append(", ".join(place))
    if block.begins_s is None:
        parts.append(tr("spare, not on the clock"))
    if block.step is not None:
        parts.append(step_words(block.step))
    if block.is_again:
        parts.append(tr("again"))
    if block.is_current:
        parts.append(tr("plays now"))
    if block.is_past:
        parts.append(tr("has played"))
    parts.append(block.problem)
    return ". ".join(part for part in parts if part)


def _but_for_now(arc: ArcShown) -> tuple[object, ...]:
    return (arc.begins_s, arc.ends_s, arc.phases, arc.blocks, arc.ticks, arc.planned_end)


def _same_phases(old: ArcShown, new: ArcShown) -> bool:
    """Say whether the same phases are past, present and to come at both moments."""
    if old.now_s is None or new.now_s is None:
        return False
    return all(
        (p.begins_s <= old.now_s) == (p.begins_s <= new.now_s)
        and (p.ends_s <= old.now_s) == (p.ends_s <= new.now_s)
        for p in new.phases
    )
