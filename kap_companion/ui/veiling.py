"""Takes every screen with client text apart as the veil is drawn, and makes them anew from the log.

A screen that is not there can show, speak and hand on nothing. Only where the disk refuses what
is half typed the room stays as it is, out of sight, so that no word is lost.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kap_companion.ui.conductor import Conductor
from kap_companion.ui.half_typed import HalfTyped
from kap_companion.ui.panels.session_asking import Question
from kap_companion.ui.panels.session_correcting import Unfinished
from kap_companion.ui.panels.session_writing import WritingPanel
from kap_companion.ui.room import DRAFT, SessionRoom
from kap_companion.ui.screens.home import HomeScreen

if TYPE_CHECKING:
    from kap_companion.ui.screens.course import CoursePlace


@dataclass(frozen=True, slots=True)
class HomePlace:
    """Where Home was: the client who was selected, the file that was being written."""

    typed: HalfTyped
    client_id: str | None
    is_in_form: bool
    is_new_client: bool
    is_in_settings: bool
    course: CoursePlace | None
    settings_group: str | None = None
    services: tuple[int, ...] | None = None
    """Which services of a superbill were ticked, where one was being made."""


@dataclass(frozen=True, slots=True)
class RoomPlace:
    """Where the room was: its screen, the open question, the row that is being corrected."""

    tab: str
    typed: HalfTyped
    asked: Question | None
    correcting: Unfinished | None
    letter: int | None = None
    """Where the cursor stood in the draft."""


def home_place(home: HomeScreen) -> HomePlace:
    """Return where Home is, to go back there."""
    selected = home.clients.selected_client()
    is_in_form = home.is_in_file
    return HomePlace(
        HalfTyped.of(home),
        selected.file.id if selected else None,
        is_in_form,
        is_in_form and home.form.is_new,
        home.is_in_settings,
        home.course.place() if home.is_in_course else None,
        home.settings.group if home.is_in_settings else None,
        home.papers.services(),
    )


def go_back_home(home: HomeScreen, place: HomePlace) -> None:
    """Show Home as it was, with what stood half typed in it."""
    if place.client_id is not None:
        home.clients.select(place.client_id)
    if place.is_in_form:
        home.new_client() if place.is_new_client else home.edit_client()
    if place.services is not None and place.client_id is not None:
        home.open_superbill()
    if place.is_in_settings:
        home.show_settings()
        if place.settings_group is not None:
            home.settings.show_group(place.settings_group)
    if place.course is not None:
        home.course.go_back(place.course)
        home.open_course()
    place.typed.put_back(home)
    if place.services is not None:
        home.papers.choose_services(place.services)


def room_place(room: SessionRoom) -> RoomPlace:
    """Return where the room is, to go back there."""
    session = room.session
    unfinished = session.notes.correcting.unfinished
    letter = room.draft.letter if room.tab == DRAFT else None
    return RoomPlace(room.tab, HalfTyped.of(room), session.asking.asked, unfinished, letter)


def go_back_to_room(room: SessionRoom, place: RoomPlace, tab: str) -> None:
    """Show the room as it was, at `tab`, with its open question and what stood half typed."""
    room.go_to(tab)
    if place.correcting is not None:
        room.session.notes.correcting.go_on_with(place.correcting)
    if place.asked is not None:
        room.session.asking.ask_again(place.asked)
    place.typed.put_back(room)
    if place.letter is not None and tab == DRAFT:
        room.draft.go_to_letter(place.letter)


def keep_half_typed(conductor: Conductor, room: SessionRoom) -> bool:
    """Keep the note box and the draft; False where the disk took them not."""
    refused: list[str] = []

    def remember(why: str) -> None:
        refused.append(why)

    conductor.not_kept.connect(remember)
    try:
        conductor.attempt(room.keep_half_typed)
    finally:
        conductor.not_kept.disconnect(remember)
    return not refused


def hand_over(old: WritingPanel, new: WritingPanel) -> None:
    """Let `new` go on with what stands in the box of `old`: every letter, also one not kept yet."""
    old.keep_half_typed()
    new.begin()
    text, private = old.box.text(), old.box.is_private
    if (new.box.text(), new.box.is_private) != (text, private):
        new.box.set_private(private)
        new.box.clear()
        new.add_typed(text)
