"""Home's menu: every act of Home in its group, with its key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QMenu, QWidget

from kap_companion.ui.acts import act, menu
from kap_companion.ui.panels.gate_page import REHEARSE_KEY
from kap_companion.ui.words import tr


@dataclass(frozen=True, slots=True)
class HomeDoes:
    """What the acts of the menu do; `rehearse` is None where no rehearsal is offered."""

    resume: Callable[[], object]
    start: Callable[[], object]
    end: Callable[[], object]
    new_client: Callable[[], object]
    edit_client: Callable[[], object]
    course: Callable[[], object]
    superbill: Callable[[], object]
    find: Callable[[], object]
    import_session: Callable[[], object]
    home: Callable[[], object]
    settings: Callable[[], object]
    next_tab: Callable[[], object]
    tour: Callable[[], object]
    rehearse: Callable[[], object] | None
    lock: Callable[[], object]
    quit: Callable[[], object]


def home_menu(home: QWidget, does: HomeDoes) -> QMenu:
    """Give `home` its acts, and return the menu of them."""
    enter = tr("Enter")
    acts = [
        act(home, tr("Resume"), (), does.resume, group="session", shown_key=enter),
        act(home, tr("Start a session"), (), does.start, group="session", shown_key=enter),
        act(home, tr("End the session"), "F8", does.end, group="session"),
        act(home, tr("New client"), "Ctrl+N", does.new_client, group="clients"),
        act(home, tr("Edit client"), "Ctrl+E", does.edit_client, group="clients"),
        act(home, tr("Course"), ("Ctrl+O", "Ctrl+3"), does.course, group="clients"),
        act(home, tr("Superbill"), "Ctrl+B", does.superbill, group="clients"),
        act(home, tr("Find"), "Ctrl+F", does.find, group="clients"),
        act(home, tr("Import a session"), (), does.import_session, group="clients"),
        act(home, tr("Home"), "Ctrl+1", does.home, group="tabs"),
        act(home, tr("Settings, passphrase"), ("Ctrl+2", "Ctrl+,"), does.settings, group="tabs"),
        act(
            home,
            tr("Next tab"),
            ("Ctrl+Tab", "Ctrl+PgDown", "Ctrl+PgUp"),
            does.next_tab,
            group="tabs",
        ),
        act(home, tr("The tour, in five steps"), (), does.tour, group="help"),
    ]
    if does.rehearse is not None:
        words = tr("Rehearse a session")
        acts.append(act(home, words, REHEARSE_KEY, does.rehearse, group="help"))
    acts += [
        act(home, tr("Lock"), "Ctrl+L", does.lock, group="leave"),
        act(home, tr("Quit"), "Ctrl+Q", does.quit, group="leave"),
    ]
    return menu(home, acts)
