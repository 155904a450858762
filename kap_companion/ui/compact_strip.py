"""The small window: a slim strip over all others, for telehealth beside the video call."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QColor, QMouseEvent, QMoveEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kap_companion.companion import Change
from kap_companion.session.entries import NoteTaken, PrivateNoteTaken
from kap_companion.ui import presenting, theme
from kap_companion.ui.compact_place import inside
from kap_companion.ui.conductor import Conductor
from kap_companion.ui.panels.session_writing import WritingPanel
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets import painting
from kap_companion.ui.widgets.compact_face import CompactFace, CompactFaceShown
from kap_companion.ui.widgets.compact_fade import CompactFade
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.words import tr

_TITLE = "KAP Companion"
_WIDE = 360
_SIDE, _TOP, _FOOT = 12, 6, 8
_BETWEEN = 4
_BOX = 36
_RADIUS = 12
_MOVED_AFTER_MS = 500
_KEPT_BEATS = 5


class CompactStrip(QWidget):
    """About 360x96. `back_asked` wants the whole window back, `moved` says that it was dragged."""

    back_asked = Signal()
    fade_asked = Signal()
    moved = Signal()

    def __init__(self, conductor: Conductor, parent: QWidget | None = None) -> None:
        super().__init__(
            parent,
            Qt.WindowType.Window
            | Qt.WindowType.FramelessWindowHint
            | Qt.WindowType.WindowStaysOnTopHint,
        )
        self._conductor = conductor
        self._saved, self._saved_tone = tr("saved"), Tone.WELL
        self._kept, self._kept_beats = "", 0
        self._was_dragged = False
        self._held_at: QPoint | None = None
        self.setWindowTitle(_TITLE)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        # A rehearsal says so here too: this window stands alone beside a video call.
        self.rehearsal: Label | None = None
        if conductor.is_rehearsal:
            self.rehearsal = Label(tr("Rehearsal"), Words.CAPITALS, Tone.DUE)
            self.setWindowTitle(tr("REHEARSAL") + f" · {_TITLE}")
        self.face = CompactFace()
        self.writing = WritingPanel(conductor, slim=_BOX)
        self.fade = CompactFade()
        self._rested = QTimer(self)
        self._rested.setSingleShot(True)
        self._rested.setInterval(_MOVED_AFTER_MS)
        self._rested.timeout.connect(self._tell_moved)
        self._lay_out()
        self.writing.box.installEventFilter(self)
        self.fade.clicked.connect(self.fade_asked)
        conductor.changed.connect(self._take)
        conductor.beat.connect(self._on_beat)
        conductor.music_moved.connect(self.refresh)
        conductor.refused.connect(self._on_refused)
        conductor.not_kept.connect(self._on_not_kept)
        conductor.told.connect(self._on_told)
        self._fit()

    def refresh(self) -> None:
        """Show the moment."""
        conductor = self._conductor
        if not conductor.has_session:
            return
        state, now = conductor.companion.state, conductor.companion.now()
        cue = next(iter(presenting.cue_rows(state, now, conductor.clock_words)), None)
        message = self.writing.message
        self.face.show_face(
            CompactFaceShown(
                presenting.ring_face(state, now, conductor.clock_words),
                cue.text if cue else "",
                cue.when if cue else "",
                cue.tone if cue else Tone.SECOND,
                self._saved,
                self._saved_tone,
                self._kept if message.isHidden() else message.text(),
                Tone.SECOND if message.isHidden() else message.tone,
            )
        )
        self.fade.setEnabled(bool(conductor.music.arc.placed))
        self.fade.show_faded(conductor.music.player.status.faded)

    def paintEvent(self, event: QPaintEvent) -> None:
        t = theme.look().theme
        with QPainter(self) as painter:
            painting.begin(painter)
            painting.box(painter, self.rect(), _RADIUS, fill=QColor(t.ground), edge=QColor(t.line))

    def closeEvent(self, event: QCloseEvent) -> None:
        # To close it is to have the whole window back: a session is never ended by the way.
        event.ignore()
        self.back_asked.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.look_changed(event) and hasattr(self, "_rested"):
            self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self._fit()
        return False

    # --- where it stands ------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        handle = self.windowHandle()
        if event.button() == Qt.MouseButton.LeftButton and handle is not None:
            self._was_dragged = True
            # The platform moves it: so it works where no program may place its own windows.
            if not handle.startSystemMove():
                self._held_at = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held_at is not None:
            self.move(event.globalPosition().toPoint() - self._held_at)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._held_at = None

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        if self._was_dragged:
            self._rested.start()

    def room_on_screen(self) -> QRect:
        """Return the usable part of the screen it stands on."""
        return self.screen().availableGeometry()

    # --- how it is done -------------------------------------------------------------------------

    def _lay_out(self) -> None:
        lower = QHBoxLayout()
        lower.setSpacing(8)
        lower.addWidget(self.writing, 1)
        lower.addWidget(self.fade, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(_SIDE, _TOP, _SIDE, _FOOT)
        column.setSpacing(_BETWEEN)
        if self.rehearsal is not None:
            column.addWidget(self.rehearsal)
        column.addWidget(self.face)
        column.addLayout(lower)

    def _fit(self) -> None:
        """Grow with the note box, upwards, and stay whole on the screen."""
        look = theme.look()
        lower = max(self.writing.box.height(), self.fade.sizeHint().height())
        high = _TOP + self.face.sizeHint().height() + _BETWEEN + lower + _FOOT
        if self.rehearsal is not None:
            high += self.rehearsal.sizeHint().height() + _BETWEEN
        size = QSize(look.px(_WIDE), high)
        if size == self.size():
            return
        grown = size.height() - self.height()
        self.setFixedSize(size)
        if self.isVisible():
            corner = self.pos() - QPoint(0, grown)
            self.move(inside(corner, self.room_on_screen(), size))

    def _tell_moved(self) -> None:
        self._was_dragged = False
        self.moved.emit()

    def _take(self, change: Change) -> None:
        self.writing.take(change)
        self._saved, self._saved_tone = tr("saved"), Tone.WELL
        if change.is_new_row and not isinstance(change.entry.body, NoteTaken | PrivateNoteTaken):
            # A box that empties says that a note is kept; what is done by a key has no other sign.
            self._kept, self._kept_beats = self.writing.kept_words(), _KEPT_BEATS
        self.refresh()

    def _on_beat(self) -> None:
        self.writing.beat()
        self._kept_beats = max(0, self._kept_beats - 1)
        if not self._kept_beats:
            self._kept = ""
        self.refresh()

    def _on_refused(self, why: str) -> None:
        self._say(why, Tone.DUE)

    def _on_told(self, what: str) -> None:
        self._say(what, Tone.SECOND)

    def _on_not_kept(self, why: str) -> None:
        self._saved, self._saved_tone = tr("not saved"), Tone.ROSE
        self._say(why, Tone.ROSE)

    def _say(self, text: str, tone: Tone) -> None:
        self.writing.say(text, tone)
        self.refresh()
