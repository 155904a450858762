"""The room of the open session: its header, its four screens, and its acts on keys."""

from __future__ import annotations

from functools import cached_property
from typing import Protocol, TypeVar, cast

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QHideEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QMenu, QStackedWidget, QVBoxLayout, QWidget

from kap_companion.companion import Change
from kap_companion.session.entries import MusicChanged, SessionEnded, TrackStarted
from kap_companion.ui import presenting
from kap_companion.ui.acts import act, menu
from kap_companion.ui.awake_words import header_words
from kap_companion.ui.conductor import Conductor
from kap_companion.ui.desktop_transport import DesktopTransport
from kap_companion.ui.keeping import keep_typed
from kap_companion.ui.music_keys import add_music_keys
from kap_companion.ui.screens.close import CloseScreen
from kap_companion.ui.screens.draft import DraftScreen
from kap_companion.ui.screens.prepare import PrepareScreen
from kap_companion.ui.screens.session import SessionScreen
from kap_companion.ui.sheet_opener import SheetOpener
from kap_companion.ui.theme import Tone
from kap_companion.ui.widgets.header_bar import HeaderBar, HeaderWord
from kap_companion.ui.widgets.inline_message import InlineMessage
from kap_companion.ui.widgets.margins import set_margins
from kap_companion.ui.widgets.side_sheet import SideSheet
from kap_companion.ui.words import tr

PREPARE, SESSION, CLOSE, DRAFT = "prepare", "session", "close", "draft"
TABS = (PREPARE, SESSION, CLOSE, DRAFT)
_TOLD_BEATS = 30

_S = TypeVar("_S", bound=QWidget)


def tabs() -> tuple[tuple[str, str], ...]:
    """Return the tabs of a session's header: (key, words)."""
    words = (tr("Prepare"), tr("Session"), tr("Close"), tr("Draft"))
    return tuple(zip(TABS, words, strict=True))


def menus() -> dict[str, str]:
    """Return the groups of acts that have a menu of their own, with its name."""
    return {
        "notes": tr("Notes"),
        "marks": tr("Marks"),
        "music": tr("Music"),
        "rehearsal": tr("Rehearsal"),
    }


class _Screen(Protocol):
    def refresh(self) -> None: ...

    def focus_first(self) -> None: ...


class SessionRoom(QWidget):
    """Header and screens of one session. The signals ask the window for what lies outside."""

    home_asked = Signal()
    lock_asked = Signal()
    veil_asked = Signal()
    veil_pin_asked = Signal()
    compact_asked = Signal()

    def __init__(self, conductor: Conductor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self._told_beats = 0
        self._words: tuple[HeaderWord, ...] = ()
        self._menu: QMenu | None = None
        # From the outside in: whatever comes to a parent is styled anew with all that is in it.
        self.header = HeaderBar(self)
        self._stack = QStackedWidget(self)
        self._screens: dict[str, QWidget] = {}
        self.session = self._built(SESSION, SessionScreen(conductor, self._stack))
        self._tab = SESSION
        self._message_strip = QWidget(self)
        self.message = InlineMessage(parent=self._message_strip)
        strip = QVBoxLayout(self._message_strip)
        set_margins(strip, 28, 8, 24, 12)
        strip.addWidget(self.message)
        self._message_strip.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self._stack, 1)
        column.addWidget(self._message_strip)
        self.emergency = SheetOpener(self._stack, self._emergency_sheet, self)
        self._make_acts()
        self.transport = DesktopTransport(conductor, self.session.music.acts, self)
        self._connect()
        if conductor.has_session:
            self._begin()
            self.session.begin()

    # Each is built when it is first gone to: a session begins sooner, and most of the time it is
    # the session's own screen that is looked at.

    @cached_property
    def prepare(self) -> PrepareScreen:
        """The screen before the dose."""
        screen = self._built(PREPARE, PrepareScreen(self._conductor, self._stack))
        act(screen, tr("Dose taken"), "F5", screen.take_dose, group="session")
        act(screen, tr("Vitals"), "F2", screen.focus_vitals, group="session")
        return screen

    @cached_property
    def close_screen(self) -> CloseScreen:
        """The screen that ends the session."""
        screen = self._built(CLOSE, CloseScreen(self._conductor, self._stack))
        act(screen, tr("Vitals at the close"), "F2", screen.focus_vitals, group="session")
        act(screen, tr("End session"), "F8", screen.end_session, group="session")
        act(screen, tr("Draft the note"), "Ctrl+D", screen.draft_note, group="session")
        act(screen, tr("Ended by mistake: strike the end"), (), screen.strike_end, group="session")
        private = tr("Private note, or back")
        act(screen, private, "Ctrl+Shift+P", screen.toggle_private, group="notes")
        screen.draft_asked.connect(lambda: self.go_to(DRAFT))
        return screen

    @cached_property
    def draft(self) -> DraftScreen:
        """The note's own screen."""
        return self._built(DRAFT, DraftScreen(self._conductor, self._stack))

    @property
    def tab(self) -> str:
        """Which screen is shown."""
        return self._tab

    def go_to(self, tab: str) -> None:
        """Show a screen and give it the keyboard."""
        for other in self._screens.values():
            for one in other.actions():
                self.removeAction(one)
        self._tab = tab
        screen = self._screen(tab)
        self._say("")
        self._stack.setCurrentWidget(screen)
        # Its keys hold in the whole room, so also while a tab of the header has the keyboard.
        self.addActions(screen.actions())
        self.header.set_tabs(tabs(), tab)
        if self._conductor.has_session:
            cast(_Screen, screen).refresh()
            if tab != SESSION:
                self.session.writing.read_again()
        self._give_keyboard()

    def acts(self) -> list[QAction]:
        """Return what the menu offers now: the acts of the screen shown, then the room's own."""
        of_screen = self._screen(self._tab).actions()
        return [*of_screen, *(one for one in self.actions() if one not in of_screen)]

    def keep_half_typed(self) -> None:
        """Keep what is half typed, now: before anything that may end the window."""
        self.session.keep_half_typed()
        if DRAFT in self._screens:
            self.draft.keep_typed()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._give_keyboard()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            # What it says of the client must not outlast the room, as under the veil.
            self.emergency.close()

    # --- how it is done -------------------------------------------------------------------------

    def _built(self, tab: str, screen: _S) -> _S:
        self._screens[tab] = screen
        self._stack.addWidget(screen)
        return screen

    def _screen(self, tab: str) -> QWidget:
        """Return a screen, built if need be."""
        match tab:
            case "prepare":
                return self.prepare
            case "close":
                return self.close_screen
            case "draft":
                return self.draft
            case _:
                return self.session

    def _give_keyboard(self) -> None:
        if not self.isVisible():
            return
        cast(_Screen, self._screen(self._tab)).focus_first()
        self._hold_keyboard()

    def _hold_keyboard(self) -> None:
        """Take the keyboard where nothing else in the room can have it: no key would do anything.

        So it is on a screen whose fields are closed, once the record is signed.
        """
        focus = QApplication.focusWidget()
        if self.isVisible() and (focus is None or not self.isAncestorOf(focus)):
            self.header.focus_tab()

    def _make_acts(self) -> None:
        add_music_keys(
            self,
            self.session.music.acts,
            esc=self._leave_list,
            choose_music=self._choose_music,
            choose_output=self._choose_output,
        )
        next_keys = ("Ctrl+PgDown", "Ctrl+Tab")
        act(self, tr("Next screen"), next_keys, lambda: self._step(1), group="room")
        before_keys = ("Ctrl+PgUp", "Ctrl+Shift+Tab")
        act(self, tr("Screen before"), before_keys, lambda: self._step(-1), group="room")
        enter = tr("Keep what is typed")
        act(self, enter, (), lambda: keep_typed(self), group="room", shown_key=tr("Enter"))
        act(self, tr("Emergency card"), "F3", self.emergency.toggle, group="session")
        act(self, tr("Menu"), "F10", self._show_menu, group="room")
        act(self, tr("Small window beside a video call"), "F11", self._ask_small, group="room")
        act(self, tr("Veil"), "F12", self.veil_asked.emit, group="room")
        act(
            self,
            tr("Veil, and choose its PIN"),
            "Shift+F12",
            self.veil_pin_asked.emit,
            group="room",
        )
        act(self, tr("Lock"), "Ctrl+L", self._ask_lock, group="room")
        act(self, tr("Home"), "Alt+Home", self._ask_home, group="room")

    def _emergency_sheet(self, place: QWidget) -> SideSheet:
        from kap_companion.ui.panels.emergency_sheet import EmergencySheet

        return EmergencySheet(place, self._conductor)

    def _leave_list(self) -> None:
        if self._tab == SESSION:
            self.session.leave_list()

    def _connect(self) -> None:
        conductor = self._conductor
        conductor.opened.connect(self._begin)
        conductor.left.connect(self._put_away)
        conductor.changed.connect(self._take)
        conductor.beat.connect(self._on_beat)
        conductor.refused.connect(self._on_refused)
        conductor.not_kept.connect(self._on_not_kept)
        conductor.told.connect(self._on_told)
        self.header.tab_chosen.connect(self.go_to)
        self.header.word_chosen.connect(lambda _word: self._show_menu())
        self.session.prepare_asked.connect(self._go_to_prepare)
        self.transport.keys.raise_asked.connect(self._come_to_front)

    def _begin(self) -> None:
        self._show_header()
        state = self._conductor.companion.state
        if state.facts.ended_at is not None:
            tab = DRAFT if state.draft is not None else CLOSE
        else:
            tab = SESSION if state.first_dose is not None else PREPARE
        self.go_to(tab)
        if state.last_at is not None:
            self._say_saved(self._conductor.clock_words(state.last_at))

    def _put_away(self) -> None:
        """Leave the screen of the session that was: the next one would be shown on it first.

        On paper that would give the whole app new colours twice.
        """
        self._stack.setCurrentWidget(self.session)

    def _show_header(self) -> None:
        opened = self._conductor.companion.state.facts.opened
        if opened is not None:
            self.header.set_title(opened.client, presenting.header_facts(opened))
        self._show_awake()

    def _show_awake(self) -> None:
        words = header_words(self._conductor.awake)
        if words == self._words:
            return
        self._words = words
        self.header.set_words(words)
        # A click on a tab or on the menu leaves the keyboard where it is.
        for child in self.header.findChildren(QWidget):
            if child.focusPolicy() & Qt.FocusPolicy.ClickFocus:
                child.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def _take(self, change: Change) -> None:
        self._say_saved(self._conductor.clock_words(change.entry.at))
        self._show_header()
        body = change.entry.body
        if self._told_beats and not isinstance(body, TrackStarted | MusicChanged):
            self._say("")  # it was about what was done before
        was_ended = isinstance(body, SessionEnded)
        if was_ended:
            self.go_to(CLOSE)
        elif (
            change.is_new_row and change.entry.id == self._first_dose_id() and self._tab == PREPARE
        ):
            self.go_to(SESSION)

    def _go_to_prepare(self, why: str) -> None:
        self.go_to(PREPARE)
        self._show_line(why, Tone.DUE)
        self.prepare.focus_missing()

    def _first_dose_id(self) -> str | None:
        first = self._conductor.companion.state.first_dose
        return first.entry_id if first is not None else None

    def _on_beat(self) -> None:
        self._show_awake()
        if self._told_beats:
            self._told_beats -= 1
            if not self._told_beats:
                self._say("")

    def _on_refused(self, why: str) -> None:
        self._show_line(why, Tone.DUE)

    def _on_not_kept(self, why: str) -> None:
        self.header.set_saved(tr("not saved"), Tone.ROSE)
        self._show_line(why, Tone.ROSE)

    def _on_told(self, what: str) -> None:
        self._show_line(what, Tone.SECOND)

    def _show_line(self, text: str, tone: Tone) -> None:
        """Say it where the eye is: over the note box, or under the other screens."""
        if self._tab == SESSION:
            self.session.say(text, tone)
        else:
            self._say(text, tone)

    def _say(self, text: str, tone: Tone = Tone.SECOND) -> None:
        self._told_beats = _TOLD_BEATS if text and tone is not Tone.ROSE else 0
        self._message_strip.setVisible(bool(text))
        self.message.say(text, tone)

    def _say_saved(self, when: str) -> None:
        self.header.set_saved(tr("saved {when}", when=when), Tone.WELL)

    def _step(self, by: int) -> None:
        self.go_to(TABS[(TABS.index(self._tab) + by) % len(TABS)])

    def _choose_music(self) -> None:
        if self._tab == PREPARE:
            self.prepare.choose_music()
            return
        if self._tab != SESSION:
            self.go_to(SESSION)
        self.session.music.open_chooser()

    def _choose_output(self) -> None:
        if self._tab != SESSION:
            self.go_to(SESSION)
        self.session.music.open_outputs()

    def _show_menu(self) -> None:
        self._menu = shown = menu(self, self.acts(), menus(), self._menu)
        where = self.header.mapToGlobal(QPoint(self.width(), self.header.height()))
        shown.popup(where - QPoint(shown.minimumWidth() + 24, 0))

    def _come_to_front(self) -> None:
        self.window().show()
        self.window().raise_()
        self.window().activateWindow()

    def _ask_home(self) -> None:
        self.keep_half_typed()
        self.home_asked.emit()

    def _ask_small(self) -> None:
        if self._tab != SESSION:
            self.go_to(SESSION)
        self.compact_asked.emit()

    def _ask_lock(self) -> None:
        self.keep_half_typed()
        self.lock_asked.emit()
