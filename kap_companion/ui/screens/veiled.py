"""The veiled room: clock, music and note box go on where they were; the rest is not there."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractSlider, QStackedWidget, QVBoxLayout, QWidget

from kap_companion.companion import Change
from kap_companion.session.cues import due_share
from kap_companion.ui import theme
from kap_companion.ui.acts import act, menu
from kap_companion.ui.awake_words import header_words
from kap_companion.ui.clipboard import let_go_of_selection
from kap_companion.ui.conductor import Conductor
from kap_companion.ui.desktop_transport import DesktopTransport
from kap_companion.ui.mark_keys import MarkKeys
from kap_companion.ui.music_keys import add_music_keys
from kap_companion.ui.panels.session_buttons import SessionButtons, mark_return, spit
from kap_companion.ui.panels.session_music import SessionMusic
from kap_companion.ui.panels.session_now import NowPanel
from kap_companion.ui.panels.session_writing import WritingPanel
from kap_companion.ui.panels.veil_panel import VeilPanel
from kap_companion.ui.screens.veiled_columns import VeiledColumns
from kap_companion.ui.screens.veiled_places import VeiledPlaces
from kap_companion.ui.theme import Tone
from kap_companion.ui.veil import Veil
from kap_companion.ui.widgets.header_bar import HeaderBar
from kap_companion.ui.widgets.margins import set_margins
from kap_companion.ui.words import tr

_MUSIC = 560  # what music has below the left column, at 100 % text
_GAP = 20
_MARGIN = 24


class VeiledRoom(QWidget):
    """Stands in for a session's room while the veil is drawn; it holds no client text.

    `tab` is the screen that is to be shown once it is open. The signals ask the window.
    """

    lock_asked = Signal()
    compact_asked = Signal()

    def __init__(
        self,
        conductor: Conductor,
        veil: Veil,
        places: VeiledPlaces,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        let_go_of_selection()
        self._conductor = conductor
        self._places = places
        self.tab = places.tab
        self.header = HeaderBar()
        self.now, self.buttons = NowPanel(conductor), SessionButtons(conductor)
        self.writing, self.music = WritingPanel(conductor), SessionMusic(conductor)
        self.writing.set_veiled(True)
        self.inside, self.page = VeilPanel(veil), VeilPanel(veil)
        self._columns = VeiledColumns()
        self._stack = QStackedWidget()
        self._lay_out()
        self._make_acts()
        self.transport = DesktopTransport(conductor, self.music.acts, self, names_tracks=False)
        self._connect()
        for one in (*self.findChildren(QAbstractButton), *self.findChildren(QAbstractSlider)):
            if one.focusPolicy() & Qt.FocusPolicy.ClickFocus:
                one.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.header.set_title(tr("Veiled"))
        last = conductor.companion.state.last_at
        if last is not None:
            self.header.set_saved(tr("saved {when}", when=conductor.clock_words(last)), Tone.WELL)
        self.music.begin()
        self.now.set_room(most_cues=places.cues, briefly=not places.is_wide)
        self.show_tab(self.tab)
        self.refresh()

    @property
    def panel(self) -> VeilPanel:
        """Return the panel that is shown, which opens the veil."""
        return self.inside if self._stack.currentWidget() is self._columns else self.page

    def show_tab(self, tab: str) -> None:
        """Show what is left of a screen under the veil: of the session's much, of others nothing.

        That screen is the one which opens.
        """
        self.tab = tab
        self.panel.put_away()
        in_session = tab == self._places.session
        self._stack.setCurrentWidget(self._columns if in_session else self.page)
        self.header.set_tabs(self._places.tabs, tab)
        self._take_keyboard()

    def ask_to_open(self) -> None:
        """Ask for what opens the veil."""
        self.panel.ask_to_open()

    def say_why(self, why: str) -> None:
        """Say in one sentence why the veil was drawn where a lock was meant."""
        for panel in (self.inside, self.page):
            panel.say_why(why)

    def acts(self) -> list[QAction]:
        """Return what the menu offers now."""
        return self.actions()

    def focus_first(self) -> None:
        """Give the keyboard to the note box, elsewhere to the tabs."""
        if not self.isVisible():
            return
        if self.panel is self.inside:
            self.writing.take_keyboard()
        else:
            self.header.focus_tab()

    def keep_half_typed(self) -> None:
        """Keep what stands in the note box, now."""
        self.writing.keep_half_typed()

    def refresh(self) -> None:
        """Show the moment."""
        if self._conductor.has_session:
            self.music.refresh()
            self._beat()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._take_keyboard()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    # --- how it is done -------------------------------------------------------------------------

    def _take_keyboard(self) -> None:
        """Give the note box the keyboard; where there is none, the field that opens the veil."""
        self.focus_first()
        if self.isVisible() and self.panel is self.page:
            self.ask_to_open()

    def _lay_out(self) -> None:
        places = self._places
        left = QVBoxLayout(self._columns.left)
        set_margins(left, places.left, places.top, places.right, places.foot)
        left.setSpacing(0)
        left.addWidget(self.now, 1)
        left.addSpacing(places.between)
        left.addWidget(self.buttons)
        foot = QVBoxLayout()
        foot.setContentsMargins(_MARGIN, 0, _MARGIN, _MARGIN)
        foot.addWidget(self.writing)
        middle = QVBoxLayout(self._columns.middle)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(self.inside, 1)
        middle.addLayout(foot)
        right = QVBoxLayout(self._columns.right)
        right.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        right.setSpacing(0)
        right.addWidget(self.music)
        right.addStretch(1)
        self._stack.addWidget(self._columns)
        self._stack.addWidget(self.page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self._stack, 1)

    def _arrange(self) -> None:
        if self._columns.is_folded:
            self.music.set_room(theme.look().px(_MUSIC))
        else:
            room = self._stack.height() - 2 * _MARGIN - _GAP
            self.music.set_room(room - self._places.safety)

    def _make_acts(self) -> None:
        ask = self.ask_to_open
        for words, key, do, group in (
            (tr("Spit"), "F6", self._spit, "session"),
            (tr("Return"), "F7", self._return, "session"),
            (tr("Private note, or back"), "Ctrl+Shift+P", self._toggle_private, "notes"),
            (tr("Undo the last act"), "Ctrl+Z", self.writing.undo, "notes"),
        ):
            act(self, words, key, do, group=group)
        MarkKeys(self, self.writing)
        add_music_keys(
            self,
            self.music.acts,
            esc=self.focus_first,
            choose_music=ask,
            choose_output=self.music.open_outputs,
        )
        tabs = [key for key, _ in self._places.tabs]
        for words, keys, by in (
            (tr("Next screen"), ("Ctrl+PgDown", "Ctrl+Tab"), 1),
            (tr("Screen before"), ("Ctrl+PgUp", "Ctrl+Shift+Tab"), -1),
        ):
            act(self, words, keys, partial(self._step, tabs, by), group="room")
        act(self, tr("Menu"), "F10", self._show_menu, group="room")
        small = tr("Small window beside a video call")
        act(self, small, "F11", self._ask_small, group="room")
        # A dose, a reading or an end is asked about with what the veil hides.
        asks = ("F12", "F2", "F5", "F8", "Ctrl+K")
        act(self, tr("Open the veil"), asks, ask, group="room")
        act(self, tr("Choose a PIN for the veil"), "Shift+F12", self._ask_pin, group="room")
        act(self, tr("Lock"), "Ctrl+L", self._ask_lock, group="room")

    def _connect(self) -> None:
        conductor = self._conductor
        conductor.changed.connect(self._take)
        conductor.beat.connect(self._on_beat)
        conductor.music_moved.connect(self._on_music)
        conductor.refused.connect(self._on_refused)
        conductor.not_kept.connect(self._on_not_kept)
        conductor.told.connect(self._on_told)
        self.header.tab_chosen.connect(self.show_tab)
        self.header.word_chosen.connect(self._show_menu)
        self.buttons.dose_asked.connect(self.ask_to_open)
        self.buttons.end_asked.connect(self.ask_to_open)
        self.buttons.spit_asked.connect(self._spit)
        self.buttons.return_asked.connect(self._return)
        self.now.cue_chosen.connect(self.ask_to_open)
        self.music.done.connect(self.focus_first)
        self.transport.keys.raise_asked.connect(self._come_to_front)
        for panel in (self.inside, self.page):
            panel.left.connect(self.focus_first)

    def _take(self, change: Change) -> None:
        self.writing.take(change)
        self.header.set_saved(
            tr("saved {when}", when=self._conductor.clock_words(change.entry.at)),
            Tone.WELL,
        )
        self._beat()

    def _on_beat(self) -> None:
        self.writing.beat()
        self._beat()

    def _beat(self) -> None:
        self.header.set_words(header_words(self._conductor.awake))
        self.panel.beat()
        if self.panel is self.inside:
            companion = self._conductor.companion
            self._columns.cue_line.show_share(due_share(companion.state, companion.now()))
            self.now.refresh()
            self.buttons.refresh()
            self.music.beat()

    def _on_music(self) -> None:
        if self.isVisible() and self._conductor.has_session:
            self.music.refresh()

    def _on_refused(self, why: str) -> None:
        self.writing.say(why, Tone.DUE)

    def _on_not_kept(self, why: str) -> None:
        self.header.set_saved(tr("not saved"), Tone.ROSE)
        self.writing.say(why, Tone.ROSE)

    def _on_told(self, what: str) -> None:
        self.writing.say(what, Tone.SECOND)

    def _toggle_private(self) -> None:
        self.writing.box.toggle_private()
        self.focus_first()

    def _spit(self) -> None:
        spit(self._conductor, self.writing)
        self.focus_first()

    def _return(self) -> None:
        mark_return(self._conductor, self.writing)
        self.focus_first()

    def _step(self, tabs: list[str], by: int) -> None:
        self.show_tab(tabs[(tabs.index(self.tab) + by) % len(tabs)])

    def _ask_pin(self) -> None:
        if self.panel.offers_pin:
            self.panel.ask_pin()
        else:
            self.writing.say(tr("A PIN is chosen as the veil is drawn."))

    def _ask_small(self) -> None:
        self.show_tab(self._places.session)
        self.compact_asked.emit()

    def _ask_lock(self) -> None:
        self.keep_half_typed()
        self.lock_asked.emit()

    def _show_menu(self, _word: str = "") -> None:
        shown = menu(self, self.acts(), self._places.menus)
        shown.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        where = self.header.mapToGlobal(QPoint(self.width(), self.header.height()))
        shown.popup(where - QPoint(shown.minimumWidth() + 24, 0))

    def _come_to_front(self) -> None:
        self.window().show()
        self.window().raise_()
        self.window().activateWindow()
