"""Where the window was as it locked, in the vault's scratch, and how one comes back there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtWidgets import QWidget

from kap_companion.ui.curtain import Curtain
from kap_companion.ui.half_typed import HalfTyped
from kap_companion.ui.panels.session_asking import Question
from kap_companion.ui.panels.session_correcting import Unfinished
from kap_companion.ui.room import SessionRoom
from kap_companion.ui.screens.course import CoursePlace
from kap_companion.ui.veiling import (
    HomePlace,
    RoomPlace,
    go_back_home,
    go_back_to_room,
    home_place,
    room_place,
)
from kap_companion.vault.clients import Clients

if TYPE_CHECKING:
    from kap_companion.ui.conductor import Conductor
    from kap_companion.ui.screens.home import HomeScreen

SCRATCH = "locked"


class Place(Protocol):
    """What the window shows."""

    curtain: Curtain | None
    home: HomeScreen | None
    room: SessionRoom | None

    def current_screen(self) -> QWidget | None:
        """Return the screen that is shown."""
        ...


@dataclass(frozen=True, slots=True)
class LockedAt:
    """Where Home was and, where a session was open, which one and where its room was."""

    home: HomePlace | None
    session_id: str | None = None
    room: RoomPlace | None = None
    tab: str | None = None
    """The room's screen that is to be shown; None where Home is."""


def place_now(window: Place, conductor: Conductor) -> LockedAt:
    """Return where the window is; under the veil, where it was as that was drawn."""
    curtain, home, room = window.curtain, window.home, window.room
    if curtain is not None and curtain.screen is not None:
        at_home, in_room = curtain.places
        tab = curtain.opens_at
    else:
        at_home = home_place(home) if home is not None else None
        in_room = room_place(room) if room is not None and conductor.has_session else None
        tab = room.tab if room is not None and window.current_screen() is room else None
    if not conductor.has_session:
        return LockedAt(at_home)
    return LockedAt(at_home, conductor.companion.session_id, in_room, tab)


def come_back_home(home: HomeScreen, place: LockedAt) -> None:
    """Show Home as it was."""
    if place.home is not None:
        go_back_home(home, place.home)


def come_back_to_room(room: SessionRoom, place: LockedAt) -> None:
    """Show the room as it was."""
    if place.room is not None:
        go_back_to_room(room, place.room, place.tab or place.room.tab)


def place_form(place: LockedAt) -> dict[str, Any]:
    """Return a place as it lies in the scratch."""
    return {
        "home": None if place.home is None else _home_form(place.home),
        "session_id": place.session_id,
        "room": None if place.room is None else _room_form(place.room),
        "tab": place.tab,
    }


def place_of(form: Mapping[str, Any], clients: Clients) -> LockedAt | None:
    """Return the place kept as `form`; None where another version of the app wrote it."""
    try:
        home, room = form["home"], form["room"]
        return LockedAt(
            None if home is None else _home_of(home, clients),
            form["session_id"],
            None if room is None else _room_of(room),
            form["tab"],
        )
    except (KeyError, TypeError, ValueError):
        return None


def _home_form(home: HomePlace) -> dict[str, Any]:
    course = home.course
    return {
        "typed": _typed_form(home.typed),
        "client_id": home.client_id,
        "is_in_form": home.is_in_form,
        "is_new_client": home.is_new_client,
        "settings_group": home.settings_group if home.is_in_settings else None,
        "services": home.services,
        "course": None
        if course is None
        else {
            "client_id": course.client.id,
            "view": course.view,
            "form": course.form,
            "corrects": course.corrects,
            "typed": dict(course.typed),
        },
    }


def _home_of(form: Mapping[str, Any], clients: Clients) -> HomePlace:
    group, services, course = form["settings_group"], form["services"], form["course"]
    client = clients.get(course["client_id"]) if course is not None else None
    return HomePlace(
        _typed_of(form["typed"]),
        form["client_id"],
        form["is_in_form"],
        form["is_new_client"],
        group is not None,
        CoursePlace(client, course["view"], course["form"], course["corrects"], course["typed"])
        if course is not None and client is not None
        else None,
        group,
        None if services is None else tuple(services),
    )


def _room_form(room: RoomPlace) -> dict[str, Any]:
    asked, correcting = room.asked, room.correcting
    return {
        "tab": room.tab,
        "typed": _typed_form(room.typed),
        "asked": None if asked is None else [asked.act, asked.told],
        "correcting": None
        if correcting is None
        else [correcting.key, correcting.is_strike, correcting.is_withdrawal],
        "letter": room.letter,
    }


def _room_of(form: Mapping[str, Any]) -> RoomPlace:
    asked, correcting = form["asked"], form["correcting"]
    return RoomPlace(
        form["tab"],
        _typed_of(form["typed"]),
        None if asked is None else Question(*asked),
        None if correcting is None else Unfinished(*correcting),
        form["letter"],
    )


def _typed_form(typed: HalfTyped) -> list[Any]:
    return [[[list(step) for step in path], text] for path, text in typed.texts.items()]


def _typed_of(form: list[Any]) -> HalfTyped:
    return HalfTyped({tuple((kind, n) for kind, n in path): text for path, text in form})
