"""Home: the session that was not ended first, then today, what waits to be signed, and clients."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from kap_companion.language import weekday_and_year_words
from kap_companion.practice import Opening
from kap_companion.ui import theme
from kap_companion.ui.acts import act
from kap_companion.ui.conductor import Conductor
from kap_companion.ui.panels.home_client import ClientPanel
from kap_companion.ui.panels.home_clients import ClientsPanel
from kap_companion.ui.panels.home_course import HomeCourse
from kap_companion.ui.panels.home_day import DayPanel
from kap_companion.ui.panels.home_menu import HomeDoes, home_menu
from kap_companion.ui.panels.home_overdue import OverdueWatch
from kap_companion.ui.panels.home_page import HomePage
from kap_companion.ui.panels.home_papers import ClientPapers
from kap_companion.ui.panels.home_unended import UnendedBanner
from kap_companion.ui.panels.home_view import Course, Day, found, look_at_day
from kap_companion.ui.panels.home_watch import UnendedWatch
from kap_companion.ui.panels.tour import TourPanel
from kap_companion.ui.panels.tour_steps import TourPlace
from kap_companion.ui.preferences import Preferences
from kap_companion.ui.screens.client_form import ClientForm
from kap_companion.ui.screens.settings import SettingsScreen
from kap_companion.ui.theme import Tone
from kap_companion.ui.times import time_words
from kap_companion.ui.widgets.header_bar import HeaderBar, HeaderWord
from kap_companion.ui.words import tr
from kap_companion.vault.clients import ClientFile

if TYPE_CHECKING:
    from kap_companion.ui.screens.course import CourseScreen

_COMES_OR_GOES = (QEvent.Type.ShowToParent, QEvent.Type.HideToParent)
_BEAT_MS = 1000
_LOOK_AGAIN_EVERY = 60  # beats


class HomeScreen(QWidget):
    """Emits `lock_asked`, `room_asked` for the session that goes on behind it, `quit_asked`,
    `keys_asked` for the sheet of keys, `rehearsal_asked` where `rehearses`, and
    `preferences_chosen` with new Preferences.

    The form and the settings are built when they are first asked for: Home is there at once.
    """

    lock_asked = Signal()
    room_asked = Signal()
    quit_asked = Signal()
    preferences_chosen = Signal(object)
    keys_asked = Signal()
    rehearsal_asked = Signal()

    def __init__(
        self,
        conductor: Conductor,
        preferences: Preferences,
        parent: QWidget | None = None,
        *,
        rehearses: bool = False,
    ) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self._day: Day | None = None
        self._beats = 0
        self.header = HeaderBar()
        self.banner = UnendedBanner()
        self._watch = UnendedWatch(conductor, self.banner)
        self.day = DayPanel()
        self.client = ClientPanel()
        self.clients = ClientsPanel()
        self.tour = TourPanel()
        self._preferences = preferences
        self._beat = QTimer(self)
        self._beat.setTimerType(Qt.TimerType.CoarseTimer)
        self._beat.setInterval(_BEAT_MS)
        self._lay_out()
        self._connect()
        self.menu = self._make_menu(rehearses)
        self.day.offer_rehearsal(rehearses)
        self.tour.offer_rehearsal(rehearses)
        self.overdue = OverdueWatch(conductor, self)
        self.overdue.found.connect(self.day.show_overdue)
        self.day.course_asked.connect(self.clients.select)
        self.day.course_asked.connect(lambda _: self.open_course())
        self._of_course = HomeCourse(conductor, self._pages, self.menu, self)
        self._of_course.session_asked.connect(self.open_session)
        self._of_course.changed.connect(lambda: self.header.set_title(*self._of_course.title()))
        vault = conductor.practice.vault
        is_new = not preferences.tour_seen and not vault.sessions.find("last")
        if is_new and not vault.clients.all():
            self.tour.begin()

    # --- what it shows --------------------------------------------------------------------------

    @cached_property
    def form(self) -> ClientForm:
        """Where a client's file is written."""
        form = ClientForm()
        self._right.addWidget(form)
        form.save_asked.connect(self._save_client)
        form.cancelled.connect(self._leave_form)
        return form

    @cached_property
    def settings(self) -> SettingsScreen:
        """What the clinician chooses once."""
        settings = SettingsScreen(self._conductor, self._preferences)
        self._pages.addWidget(settings)
        settings.preferences_chosen.connect(self.preferences_chosen)
        settings.preferences_chosen.connect(self._take_preferences)
        settings.busy_changed.connect(self._on_busy)
        settings.imported.connect(self.refresh)
        return settings

    @property
    def course(self) -> CourseScreen:
        """The course of one client."""
        return self._of_course.screen

    @property
    def is_busy(self) -> bool:
        """Whether the passphrase is being changed just now."""
        return "settings" in self.__dict__ and self.settings.is_busy

    @property
    def is_in_form(self) -> bool:
        """Whether a client's file, a paper of theirs or an entry of their course is written."""
        return self._right.currentWidget() is not self.clients or self._of_course.is_in_form

    @property
    def is_in_file(self) -> bool:
        """Whether a client's file is written."""
        return isinstance(self._right.currentWidget(), ClientForm)

    @property
    def is_in_settings(self) -> bool:
        """Whether the settings are shown."""
        return isinstance(self._pages.currentWidget(), SettingsScreen)

    @property
    def is_in_course(self) -> bool:
        """Whether a client's course is shown."""
        return self._of_course.is_shown

    def open_course(self) -> None:
        """Show the course of the selected client."""
        selected = self.clients.selected_client()
        if selected is None and not self._of_course.has_client:
            self._show_tab("home")
            self.clients.say(tr("Select a client first: type the first letter."))
            return
        if selected is not None:
            self.course.show_client(selected.file)
        self._show_tab("course")

    def show_settings(self) -> None:
        """Show the settings."""
        self._show_tab("settings")

    def refresh(self) -> None:
        """Look at the vault anew."""
        vault, watch = self._conductor.practice.vault, self._watch
        files = vault.clients.all()
        day = look_at_day(files, vault.sessions, watch.now(), watch.local)
        self._day = day
        self._page.show_banner(day.unended is not None)
        self._watch.watch(day.unended)
        if day.unended is not None or self._conductor.has_session:
            self.tour.hide()
        self.day.show_day(day)
        self.clients.show_day(day)
        self._show_selected(self.clients.selected_client())
        self._of_course.follow(vault.clients.get)
        self.overdue.look(files)
        self._show_header(day)

    def focus_first(self) -> None:
        """Put the keyboard where the next thing is: Resume, else the clients."""
        if self.is_in_settings:
            self.settings.focus_first()
        elif self.is_in_course:
            self.course.focus_first()
        elif self.papers.page is not None:
            self.papers.page.focus_first()
        elif self.is_in_form:
            self.form.focus_first()
        elif self._watch.session is not None:
            self.banner.focus_first()
        elif not self.tour.isHidden():
            self.tour.focus_first()
        else:
            self.clients.focus_first()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letters = event.text().strip()
        if event.key() == Qt.Key.Key_Escape:
            self._step_back()
        elif letters and letters.isprintable() and self._is_choosing():
            self.clients.type_letter(letters)
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._beat.start()
        if self._day is not None:
            self.overdue.look([one.file for one in self._day.courses])

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._beat.stop()
        self.overdue.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.look_changed(event):
            self._share_width()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.tour and event.type() in _COMES_OR_GOES:
            self._share_width()
        return super().eventFilter(watched, event)

    # --- acts -----------------------------------------------------------------------------------

    def resume(self) -> None:
        """Take up the session that was not ended, or go back to the one that goes on."""
        if self._watch.session is not None:
            self.open_session(self._watch.session.id)

    def open_session(self, session_id: str) -> None:
        """Open a session that is kept: to go on with it, or for its draft."""
        conductor = self._conductor
        if self._watch.goes_on(session_id):
            self.room_asked.emit()
        elif conductor.has_session:
            self.clients.say(tr("A session goes on: end it before you open another one."))
        else:
            conductor.attempt(lambda: conductor.resume(session_id))

    def new_client(self) -> None:
        """Begin the file of a new client."""
        self._show_form(None)

    def edit_client(self) -> None:
        """Change the selected client's file."""
        course = self._selected()
        if course is not None:
            self._show_form(course)

    def open_superbill(self) -> None:
        """Begin a superbill for the selected client."""
        self._open_paper(self.papers.open_superbill)

    def import_session(self) -> None:
        """Show where a session is brought in from an export."""
        self._show_tab("settings")
        self.settings.show_import()

    def _ask_start(self, client_id: str) -> None:
        course = self._course(client_id)
        unended = self._watch.session
        if course is None:
            return
        if unended is not None and unended.client_id == client_id:
            self.resume()
        elif unended is not None:
            self.clients.say(
                tr(
                    "The session of {client} has not been ended: resume it or end it first.",
                    client=unended.client,
                )
            )
        else:
            intention = self._conductor.practice.last_intention(client_id)
            self.clients.ask_start(course, intention)

    def _ask_selected(self) -> None:
        course = self._selected()
        if course is not None:
            self._ask_start(course.file.id)

    def _start(self) -> None:
        course = self.clients.selected_client()
        self.clients.stop_asking()
        if course is None:
            return
        conductor = self._conductor
        opening = Opening(intention=conductor.practice.last_intention(course.file.id))
        conductor.attempt(lambda: conductor.open_session(course.file, opening))

    def _end(self, reason: str) -> None:
        self._watch.end(reason)
        self.refresh()
        self.focus_first()

    def _search(self, words: str) -> None:
        hits, codes = found(self._conductor.practice.vault, words, self._day)
        self.clients.show_hits(hits, codes, self._watch.local)

    def _save_client(self) -> None:
        filled = self.form.filled()
        if filled is None:
            return
        practice = self._conductor.practice
        saved = self._conductor.attempt(lambda: practice.save_client(filled.client_id, filled.file))
        if saved is None:
            return
        if filled.limits is not None:
            limits = filled.limits
            self._conductor.attempt(lambda: practice.give_limits(saved.id, limits))
        self._leave_form()
        self.refresh()
        self.clients.select(saved.id)

    def begin_tour(self) -> None:
        """Show the tour beside Home, from its first step; never beside a session that runs."""
        self._show_tab("home")
        if self._watch.session is not None or self._conductor.has_session:
            self.clients.say(tr("A session goes on: the tour waits until it has ended."))
            return
        self.tour.begin()
        self.tour.focus_first()

    # --- how it is done -------------------------------------------------------------------------

    def _share_width(self) -> None:
        """Give the left its width; beside the tour large words leave room for the clients alone."""
        taken = 0 if self.tour.isHidden() else self.tour.width()
        self._page.share_width(self.width(), taken)

    def _lay_out(self) -> None:
        # From the outside in: whatever comes to a parent is styled anew with all that is in it.
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.header)
        beside = QHBoxLayout()
        beside.setSpacing(0)
        whole.addLayout(beside, 1)
        self._pages = QStackedWidget()
        beside.addWidget(self._pages, 1)
        self._page = HomePage()
        self._pages.addWidget(self._page)
        self._page.fill(self.banner, (self.day, self.client), self.clients)
        self._right = self._page.right
        self.papers = ClientPapers(self._conductor, self._right, self)
        beside.addWidget(self.tour)

    def _connect(self) -> None:
        self._beat.timeout.connect(self._on_beat)
        self.header.tab_chosen.connect(self._show_tab)
        self.header.word_chosen.connect(self._on_word)
        self.banner.resume_asked.connect(self.resume)
        self.banner.end_asked.connect(self._end)
        self.day.session_asked.connect(self.open_session)
        self.client.session_asked.connect(self.open_session)
        self.client.edit_asked.connect(self.edit_client)
        self.client.course_asked.connect(self.open_course)
        self.client.superbill_asked.connect(self.open_superbill)
        self.client.destroy_asked.connect(lambda: self._open_paper(self.papers.open_destroying))
        self.papers.left.connect(self._leave_form)
        self.papers.destroyed.connect(self._on_destroyed)
        self.clients.client_selected.connect(self._on_selected)
        self.clients.client_entered.connect(self._ask_start)
        self.clients.nothing_entered.connect(self.resume)
        self.clients.new_client_asked.connect(self.new_client)
        self.clients.start_confirmed.connect(self._start)
        self.clients.searched.connect(self._search)
        self.clients.session_asked.connect(self.open_session)
        self.day.rehearsal_asked.connect(self.rehearsal_asked)
        self.tour.rehearsal_asked.connect(self.rehearsal_asked)
        self.tour.place_asked.connect(self._show_place)
        self.tour.ended.connect(self._end_tour)
        self.tour.installEventFilter(self)
        self._conductor.refused.connect(self._on_refused)
        self._conductor.not_kept.connect(self._on_refused)
        self._conductor.told.connect(self._on_told)

    def _make_menu(self, rehearses: bool) -> QMenu:
        act(self, tr("Menu"), "F10", self._open_menu)
        does = HomeDoes(
            resume=self.resume,
            start=self._ask_selected,
            end=self._ask_end,
            new_client=self.new_client,
            edit_client=self.edit_client,
            course=self.open_course,
            superbill=self.open_superbill,
            find=self._find,
            import_session=self.import_session,
            home=lambda: self._show_tab("home"),
            settings=lambda: self._show_tab("settings"),
            next_tab=self._next_tab,
            tour=self.begin_tour,
            rehearse=self.rehearsal_asked.emit if rehearses else None,
            lock=self.lock_asked.emit,
            quit=self.quit_asked.emit,
        )
        return home_menu(self, does)

    def _show_header(self, day: Day) -> None:
        now = day.now
        self.header.set_title(tr("Today"), (weekday_and_year_words(now.date()),))
        current = "settings" if self.is_in_settings else "course" if self.is_in_course else "home"
        course = (("course", tr("Course")),) if self._of_course.has_client else ()
        self.header.set_tabs((("home", tr("Home")), *course, ("settings", tr("Settings"))), current)
        self._of_course.let_acts()
        if self.is_in_course:
            self.header.set_title(*self._of_course.title())
        self.header.set_words((HeaderWord(tr("Menu"), "F10"), HeaderWord(tr("Lock"), "Ctrl+L")))
        saved = [one.last_at for one in day.today]
        self.header.set_saved(tr("saved {when}", when=time_words(max(saved))) if saved else "")

    def _show_selected(self, course: Course | None) -> None:
        if course is None or self._day is None:
            self._page.show_left(self.day)
            return
        told = self._conductor.practice.course.outline(course.file)
        self.client.show_client(course, self._day.now, told, self._conductor.practice.course.title)
        self.client.show_retention(*self.papers.retention_words(course.file))
        self._page.show_left(self.client)

    def _show_form(self, course: Course | None) -> None:
        self._show_tab("home")
        self.form.fill(course.file if course else None, self._conductor.practice.course.today)
        self._page.show_banner(False)
        self._right.setCurrentWidget(self.form)
        self.form.focus_first()

    def _selected(self) -> Course | None:
        """Return the selected client; where none is, say so."""
        course = self.clients.selected_client()
        if course is None:
            self.clients.say(tr("Select a client first: type the first letter."))
        return course

    def _open_paper(self, begin: Callable[[ClientFile], None]) -> None:
        course = self._selected()
        if course is not None:
            self._show_tab("home")
            self._page.show_banner(False)
            begin(course.file)

    def _on_destroyed(self) -> None:
        self._leave_form()
        self.refresh()
        self.clients.say(
            tr("The file is destroyed. The vault’s log keeps that it was."), Tone.SECOND
        )

    def _leave_form(self) -> None:
        self._right.setCurrentWidget(self.clients)
        self._page.show_banner(self._watch.session is not None)
        self.clients.focus_first()

    def _show_tab(self, key: str) -> None:
        if key == "settings":
            self._pages.setCurrentWidget(self.settings)
        elif key == "course" and self._of_course.has_client:
            self._of_course.show()
        else:
            self._pages.setCurrentIndex(0)
        if self._day is not None:
            self._show_header(self._day)
        self.focus_first()

    def _next_tab(self) -> None:
        at_home = self._pages.currentIndex() == 0
        after_home = "course" if self._of_course.has_client else "settings"
        self._show_tab(after_home if at_home else "settings" if self.is_in_course else "home")

    def _open_menu(self) -> None:
        corner = self.header.rect().bottomRight()
        corner.setX(corner.x() - self.menu.sizeHint().width() - 24)
        self.menu.popup(self.header.mapToGlobal(corner))

    def _on_word(self, word: str) -> None:
        if word == tr("Lock"):
            self.lock_asked.emit()
        else:
            self._open_menu()

    def _on_selected(self, client_id: str) -> None:
        self._show_selected(self._course(client_id))

    def _on_beat(self) -> None:
        self._beats += 1
        if self.is_in_settings:
            return
        if self._beats % _LOOK_AGAIN_EVERY == 0 and self._is_choosing():
            self.refresh()
        else:
            self._watch.show()

    def _on_refused(self, sentence: str) -> None:
        if not self.isVisible():
            return
        if self.is_in_course:
            self.course.say(sentence)
        elif self.papers.page is not None:
            self.papers.page.say(sentence)
        elif self.is_in_form:
            self.form.say(sentence)
        else:
            self.clients.say(sentence)

    def _on_told(self, sentence: str) -> None:
        """Say what the music tells, also while its session goes on behind."""
        if self.isVisible():
            self.clients.say(sentence, Tone.SECOND)
            if self.is_in_course:
                self.course.say(sentence, Tone.SECOND)

    def _on_busy(self, busy: bool) -> None:
        # While the passphrase changes in a thread, nothing else may use the vault.
        self.header.setEnabled(not busy)
        self.tour.setEnabled(not busy)
        if busy:
            self.overdue.stop()
        for action in self.actions():
            action.setEnabled(not busy)

    def _find(self) -> None:
        if self.is_in_settings:
            self.settings.focus_search()
            return
        self._show_tab("home")
        if self._right.currentWidget() is not self.clients:
            self._leave_form()
        self.clients.focus_search()

    def _ask_end(self) -> None:
        if self._watch.session is not None:
            self._show_tab("home")
            self.banner.ask_end()

    def _step_back(self) -> None:
        if self.is_in_course and self.course.step_back():
            return
        if self.is_in_course or self.is_in_settings:
            self._show_tab("home")
        else:
            self.clients.step_back()
            self.focus_first()

    def _take_preferences(self, preferences: Preferences) -> None:
        self._preferences = preferences

    def _end_tour(self) -> None:
        if not self._preferences.tour_seen:
            self._preferences = replace(self._preferences, tour_seen=True)
            if "settings" in self.__dict__:
                self.settings.take(self._preferences)
            self.preferences_chosen.emit(self._preferences)
        self.focus_first()

    def _show_place(self, place: str) -> None:
        """Show where a step of the tour leads."""
        match TourPlace(place):
            case TourPlace.VAULT:
                self._show_tab("settings")
                self.settings.show_group("vault")
            case TourPlace.MUSIC:
                self._show_tab("settings")
                self.settings.show_group("music")
            case TourPlace.CLIENT:
                self.new_client()
            case TourPlace.KEYS:
                self.keys_asked.emit()
            case TourPlace.TO_SIGN:
                self._show_tab("home")

    def _is_choosing(self) -> bool:
        """Whether clients are on the screen, with no question open."""
        return (
            self._pages.currentIndex() == 0
            and self._right.currentWidget() is self.clients
            and not self.banner.is_asking
        )

    def _course(self, client_id: str) -> Course | None:
        courses = self._day.courses if self._day else ()
        return next((one for one in courses if one.file.id == client_id), None)
