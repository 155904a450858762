"""The session screen: time and vitals at the left, the notes in the middle, music at the right."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QHBoxLayout,
    QLayout,
    QVBoxLayout,
    QWidget,
)

from kap_companion.companion import Change
from kap_companion.session.cues import due_share
from kap_companion.session.state import SessionState
from kap_companion.ui import theme
from kap_companion.ui.acts import act
from kap_companion.ui.column_widths import WIDE_FROM, column_widths
from kap_companion.ui.conductor import Conductor
from kap_companion.ui.mark_keys import MarkKeys
from kap_companion.ui.moments import still_until
from kap_companion.ui.panels.session_asking import AskingPanel
from kap_companion.ui.panels.session_buttons import SessionButtons, mark_return, spit
from kap_companion.ui.panels.session_music import SessionMusic
from kap_companion.ui.panels.session_notes import NotesPanel
from kap_companion.ui.panels.session_now import NowPanel
from kap_companion.ui.panels.session_safety import SafetyPanel
from kap_companion.ui.panels.session_timeline import SessionTimeline
from kap_companion.ui.panels.session_vitals import SessionVitals
from kap_companion.ui.panels.session_writing import WritingPanel
from kap_companion.ui.theme import Tone
from kap_companion.ui.widgets.cue_line import CueLine
from kap_companion.ui.widgets.hairline import Hairline
from kap_companion.ui.widgets.margins import set_margins
from kap_companion.ui.widgets.scroll_area import ScrollArea
from kap_companion.ui.words import key_words, tr

_HIGH = 720
_LEAST = (1000, 568)
_SIDES, _SIDES_NARROW = (352, 328), (312, 276)
_TIMELINE, _TIMELINE_LOW = 196, 96
_GAP = 20
_MARGIN = 24
_MOST_CUES = 3
_MUSIC = 560  # what music and safety have below the left column, at 100 % text
_NOTE_SEEN = 24  # by how much the list of notes is to stay over its least height
_RING_EASE = 24  # by how much the ring is to stay over its least size


class SessionScreen(QWidget):
    """The note box has the keyboard always: it comes back after every act.

    `prepare_asked` says what a telehealth dose still lacks, which Prepare asks for.
    """

    prepare_asked = Signal(str)

    def __init__(self, conductor: Conductor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self._is_folded = False
        self._shown_state: SessionState | None = None
        self._still_until: datetime | None = None
        # From the outside in: whatever comes to a parent is styled anew with all that is in it.
        self._side = ScrollArea(self)
        self._side.setAccessibleName(tr("Time, vitals and acts"))
        inside = QWidget(self._side.viewport())
        self._side.setWidget(inside)
        self._left = left = QWidget(inside)
        self.now, self.vitals = NowPanel(conductor, left), SessionVitals(conductor, left)
        self.buttons = SessionButtons(conductor, left)
        self.cue_line = CueLine(parent=self)
        self._center = center = QWidget(self)
        self.timeline = SessionTimeline(conductor, center)
        self.notes = NotesPanel(conductor, center)
        self.asking, self.writing = AskingPanel(conductor, center), WritingPanel(conductor, center)
        self._beside_right = Hairline(Qt.Orientation.Vertical, self)
        self._right = right = QWidget(self)
        self.music, self.safety = SessionMusic(conductor, right), SafetyPanel(conductor, right)
        self._lay_out(inside)
        self._make_acts()
        self._connect()
        for one in (*self.findChildren(QAbstractButton), *self.findChildren(QAbstractSlider)):
            # A click leaves the keyboard in the note box; Tab still goes everywhere.
            if one.focusPolicy() & Qt.FocusPolicy.ClickFocus:
                one.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    # --- what is shown --------------------------------------------------------------------------

    def begin(self) -> None:
        """Show the session that was opened or resumed."""
        self.asking.cancel()
        self.vitals.clear()
        self.notes.begin()
        self.writing.begin()
        self.music.begin()
        self.refresh()

    def end(self) -> None:
        """Let the session go; what is half typed is in the vault first."""
        self.notes.correcting.close()
        self.writing.end()
        self.music.end()

    def refresh(self) -> None:
        """Show everything as it stands."""
        if self._conductor.has_session:
            self._refresh_state()
            self.music.refresh()
            self._beat()

    def focus_first(self) -> None:
        """Give the note box the keyboard."""
        self.writing.take_keyboard()

    def keep_half_typed(self) -> None:
        """Keep what stands in the note box and in a row that is being corrected, now."""
        self.notes.correcting.keep_half_typed()
        if self.isVisible():
            self.writing.keep_half_typed()

    def say(self, text: str, tone: Tone = Tone.SECOND) -> None:
        """Show one line over the note box."""
        self.writing.say(text, tone)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.writing.read_again()
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.notes.correcting.keep_half_typed()
        self.writing.keep_half_typed()

    @property
    def scrolls(self) -> bool:
        """Whether the left column alone is higher than the window."""
        return not self._is_folded and self._side.verticalScrollBar().maximum() > 0

    def minimumSizeHint(self) -> QSize:
        # Of the narrow arrangement, which comes only once the screen is narrow.
        return QSize(*_LEAST)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.asking and event.type() is QEvent.Type.LayoutRequest:
            self._make_room_for_asking()
        return super().eventFilter(watched, event)

    def _arrange(self) -> None:
        """Give each column its width, and leave out what is needed least where it is low."""
        wide, high = self.width() >= WIDE_FROM, self.height() >= _HIGH
        widths = column_widths(self.width(), _SIDES, _SIDES_NARROW)
        self._fold(widths.folded)
        # Not folded, the left need not scroll: the ring is what becomes smaller.
        self.now.ring.set_gives(not widths.folded)
        self._side.setFixedWidth(widths.left)
        self._right.setMinimumWidth(0 if widths.folded else widths.right)
        self._right.setMaximumWidth(widths.right)
        self.timeline.set_room(_TIMELINE if high and not widths.folded else _TIMELINE_LOW)
        self.now.set_room(most_cues=self._cues_that_fit(), briefly=not wide)
        margin = 28 if wide else 24
        inside = self._left.layout()
        if inside is not None:
            inside.setContentsMargins(margin, 24, margin, 24)
        # Music takes what intention and safety leave; where these need more, they scroll.
        right = theme.look().px(_MUSIC) if widths.folded else self.height() - 2 * _MARGIN - _GAP
        self.safety.setMinimumHeight(self.safety.room_of(right) if widths.folded else 0)
        self.music.set_room(right - self.safety.room_of(right))
        self._make_room_for_asking()

    def _make_room_for_asking(self) -> None:
        """Where a question in large words needs it, leave out the marks, then the timeline."""
        gives = (self.writing.chips, self.timeline)
        for part in gives:
            part.show()
        if not self.asking.is_asking:
            return
        for part in gives:
            # A layout keeps what its inner ones asked for before something in them was hidden.
            for inner in (self.writing.layout(), self.asking.layout(), self._middle):
                if inner is not None:
                    inner.invalidate()
            self.writing.updateGeometry()
            wide = self.width() - self._side.width()
            needed = self._middle.totalMinimumHeightForWidth(wide) + theme.look().px(_NOTE_SEEN)
            if needed <= self.height():
                break
            part.hide()

    def _fold(self, folded: bool) -> None:
        """Set the right column below the left one where the text is too large for three."""
        if folded == self._is_folded:
            return
        self._is_folded = folded
        (self._below if folded else self._row).addWidget(self._right)
        self._beside_right.setVisible(not folded)

    # --- how it is done -------------------------------------------------------------------------

    def _cues_that_fit(self) -> int:
        """Return how many cues there is height for beside a ring that is still easy to read."""
        layout = self._left.layout()
        if layout is None:
            return _MOST_CUES
        margins = layout.contentsMargins()
        inside = self._side.maximumWidth() - margins.left() - margins.right()
        now = self.now.minimumSizeHint().height() - self.now.cues.minimumSizeHint().height()
        spare = self.height() - margins.top() - margins.bottom() - 2 * _GAP - now - _RING_EASE
        spare -= self.vitals.heightForWidth(inside) + self.buttons.minimumSizeHint().height()
        return max(1, min(_MOST_CUES, spare // theme.look().height(28)))

    def _lay_out(self, inside: QWidget) -> None:
        left = QVBoxLayout(self._left)
        left.setContentsMargins(28, 24, 28, 24)
        left.setSpacing(0)
        left.addWidget(self.now, 1)
        left.addSpacing(_GAP)
        left.addWidget(self.vitals)
        left.addSpacing(_GAP)
        left.addWidget(self.buttons)
        top = QVBoxLayout()
        top.setContentsMargins(24, 24, 24, 8)
        top.addWidget(self.timeline)
        notes = QVBoxLayout()
        # The list's bar and the edge of a selection stand in the margin, so that tags end where
        # everything else does.
        set_margins(notes, 24, 8, 6, 4)
        notes.addWidget(self.notes)
        foot = QVBoxLayout()
        foot.setContentsMargins(24, 0, 24, 24)
        foot.setSpacing(0)
        foot.addWidget(self.asking)
        foot.addWidget(self.writing)
        self._middle = column = QVBoxLayout(self._center)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(Hairline(parent=self._center))
        column.addLayout(notes, 1)
        column.addLayout(foot)
        right = QVBoxLayout(self._right)
        right.setContentsMargins(24, 24, 24, 24)
        right.setSpacing(0)
        right.addWidget(self.music)
        right.addSpacing(20)
        right.addWidget(self.safety, 1)
        # The left scrolls where large text makes it higher than the window.
        inside.setProperty("surface", "ground")
        self._below = QVBoxLayout(inside)
        self._below.setContentsMargins(0, 0, 0, 0)
        self._below.setSpacing(0)
        self._below.addWidget(self._left)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        row.addWidget(self._side)
        row.addWidget(self.cue_line)
        row.addWidget(self._center, 1)
        row.addWidget(self._beside_right)
        row.addWidget(self._right)

    def _make_acts(self) -> None:
        asking, writing = self.asking, self.writing
        for words, key, do, group in (
            (tr("Dose or booster"), "F5", self._dose, "session"),
            (tr("Spit"), "F6", self._spit, "session"),
            (tr("Swallowed, not spat"), "Shift+F6", lambda: self._spit(swallowed=True), "session"),
            (tr("Return"), "F7", self._return, "session"),
            (tr("End session"), "F8", asking.end, "session"),
            (tr("Vitals"), "F2", self._take_vitals, "session"),
            (tr("Answer the next cue"), "Ctrl+K", asking.cue, "session"),
            (tr("Adverse event"), "Ctrl+Shift+A", asking.adverse, "session"),
            (tr("Touch asked"), "Ctrl+Shift+T", asking.touch, "session"),
            (tr("Somebody arrived or left"), "Ctrl+Shift+R", asking.person, "session"),
            (tr("Private note, or back"), "Ctrl+Shift+P", self._toggle_private, "notes"),
            (tr("Undo the last act"), "Ctrl+Z", writing.undo, "notes"),
            (tr("Find in this session"), "Ctrl+F", self.notes.open_finding, "notes"),
            (tr("Suggest another spelling"), "Ctrl+.", writing.suggest, "notes"),
        ):
            act(self, words, key, do, group=group)
        act(
            self,
            tr("Go to the notes"),
            (),
            self._go_to_notes,
            group="notes",
            shown_key=key_words("Up"),
        )
        act(self, tr("Correct the selected note"), (), self._correct, group="notes", shown_key="E")
        act(
            self,
            tr("Strike the selected note"),
            (),
            self._strike,
            group="notes",
            shown_key=tr("Del"),
        )
        private = tr("Make the selected note private")
        act(self, private, (), self._withdraw, group="notes", shown_key="P")
        act(
            self,
            tr("Make the last note private"),
            "Ctrl+Shift+W",
            self._withdraw_last,
            group="notes",
        )
        MarkKeys(self, writing)
        act(self, tr("Edit marks"), "Ctrl+0", asking.edit_marks, group="marks")

    def _connect(self) -> None:
        conductor = self._conductor
        conductor.opened.connect(self.begin)
        conductor.left.connect(self.end)
        conductor.changed.connect(self._take)
        conductor.beat.connect(self._on_beat)
        conductor.music_moved.connect(self._on_music)
        self.buttons.dose_asked.connect(self._dose)
        self.buttons.spit_asked.connect(self._spit)
        self.buttons.return_asked.connect(self._return)
        self.buttons.end_asked.connect(self.asking.end)
        self.now.cue_chosen.connect(self.asking.cue)
        self.asking.closed.connect(self._go_back)
        self.asking.installEventFilter(self)
        self.asking.prepare_asked.connect(self.prepare_asked)
        self.vitals.done.connect(self._go_back)
        self.vitals.resized.connect(self._arrange)
        self.safety.resized.connect(self._arrange)
        self.now.resized.connect(self._arrange)
        self.music.done.connect(self._go_back)
        self.notes.back_asked.connect(self._go_back)
        self.notes.typed.connect(self._type)
        self.timeline.chosen.connect(self.notes.go_to)
        self.timeline.typed.connect(self._type)
        self.writing.up_pressed.connect(self.notes.take_keyboard)
        self.writing.undo_line.private_asked.connect(self._withdraw_last)
        self.writing.chips.edit_asked.connect(self.asking.edit_marks)

    def _take(self, change: Change) -> None:
        self.notes.take(change)
        self.writing.take(change)
        self._refresh_state()
        self._beat()

    def _refresh_state(self) -> None:
        self.vitals.refresh()
        self.safety.refresh()

    def _on_beat(self) -> None:
        self.writing.beat()
        if self.isVisible():
            self._tick()

    def _on_music(self) -> None:
        if self.isVisible() and self._conductor.has_session:
            self.music.refresh()

    def _beat(self) -> None:
        """Show this moment, all of it."""
        companion = self._conductor.companion
        state, now = companion.state, companion.now()
        self._shown_state, self._still_until = state, still_until(state, now)
        self.now.refresh()
        self.cue_line.show_share(due_share(state, now))
        self.buttons.refresh()
        self.music.beat()
        self.timeline.beat()

    def _tick(self) -> None:
        """Show this second, and all else only where it can have changed since it was shown."""
        companion = self._conductor.companion
        now, until = companion.now(), self._still_until
        if companion.state is not self._shown_state or until is None or now >= until:
            self._beat()
            return
        self.now.tick(now)
        self.music.beat()
        self.timeline.beat(now)

    def _go_back(self) -> None:
        self.notes.let_go()
        if self.isVisible():
            self.writing.take_keyboard()

    def leave_list(self) -> None:
        """Go back to the note box where the notes or the timeline have the keyboard."""
        if any(one.hasFocus() for one in (self.notes.list, self.vitals.field, self.timeline)):
            self._go_back()

    def _type(self, text: str) -> None:
        self.notes.let_go()
        self.writing.add_typed(text)

    def _toggle_private(self) -> None:
        self.writing.box.toggle_private()
        self._go_back()

    def _go_to_notes(self) -> None:
        self.notes.take_keyboard()

    def _correct(self) -> None:
        self._with_selected(self.notes.correcting.correct)

    def _withdraw(self) -> None:
        self._with_selected(self.notes.correcting.withdraw)

    def _withdraw_last(self) -> None:
        """Ask why what was just kept leaves the record, while that is offered."""
        key = self.writing.kept_key()
        if key is None:
            self._conductor.told.emit(tr("Nothing was just kept that could be made private."))
            return
        self.notes.go_to(key)
        self.notes.correcting.withdraw(key)

    def _strike(self) -> None:
        self._with_selected(self.notes.correcting.strike)

    def _with_selected(self, do: object) -> None:
        key = self.notes.list.selected_key()
        if key is None:
            self._conductor.told.emit(tr("Select a note first: Up goes to the notes."))
        elif callable(do):
            do(key)

    def _dose(self) -> None:
        self.asking.dose(self.writing.take_time())

    def _take_vitals(self) -> None:
        self.vitals.take_keyboard(self.writing.take_time())

    def _spit(self, *, swallowed: bool = False) -> None:
        spit(self._conductor, self.writing, swallowed=swallowed)
        self._go_back()

    def _return(self) -> None:
        mark_return(self._conductor, self.writing)
        self._go_back()
