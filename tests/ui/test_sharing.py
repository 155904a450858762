"""Screen sharing: a telehealth session's windows are kept out of it, or the veil is offered."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kap_companion.session.entries import Modality
from kap_companion.ui.panels.settings_privacy import PrivacyPanel
from kap_companion.ui.preferences import Preferences
from kap_companion.ui.screen_sharing import ScreenSharing, hide_from_sharing, of_this_platform
from kap_companion.ui.sharing_guard import OFFER, SharingGuard
from tests.ui.desk import Desk, lay_desk

TELEHEALTH: dict[str, Any] = {
    "modality": Modality.TELEHEALTH,
    "location": "1 Street",
    "callback": "555",
    "support_person": "Jo",
    "support_phone": "556",
}


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    yield from lay_desk(tmp_path, qtbot)


class Told:
    """A platform that takes down what it was asked; `can` is whether it obeys."""

    def __init__(self, can: bool = True) -> None:
        self.can = can
        self.asked: list[bool] = []

    def set_hidden(self, window_id: int, hidden: bool) -> bool:
        assert window_id
        self.asked.append(hidden)
        return self.can


def guard(
    desk: Desk, way: ScreenSharing | None, *, wanted: bool = True
) -> tuple[SharingGuard, list[str]]:
    told: list[str] = []
    desk.conductor.told.connect(told.append)
    owner = QObject(desk.window)
    made = SharingGuard(desk.conductor, lambda: (desk.window,), lambda: wanted, way, owner)
    return made, told


def test_a_telehealth_session_is_kept_out_of_sharing_until_it_is_put_away(desk: Desk) -> None:
    way = Told()
    made, told = guard(desk, way)
    desk.open(**TELEHEALTH)
    assert made.is_hiding
    assert way.asked == [True]
    desk.qtbot.wait(20)
    assert OFFER not in told
    desk.conductor.leave()
    assert way.asked == [True, False]


def test_in_person_nothing_is_asked(desk: Desk) -> None:
    way = Told()
    _, told = guard(desk, way)
    desk.open()
    desk.qtbot.wait(20)
    assert way.asked == []
    assert OFFER not in told


def test_a_session_that_becomes_telehealth_in_prepare_is_kept_out_too(desk: Desk) -> None:
    way = Told()
    guard(desk, way)
    desk.open(dosed=False)
    desk.companion.change_plan("by video", modality=Modality.TELEHEALTH.value)
    assert way.asked == [True]


@pytest.mark.parametrize(
    ("way", "wanted"), [(None, True), (Told(can=False), True), (Told(), False)]
)
def test_where_it_cannot_be_kept_out_the_veil_is_offered_once(
    desk: Desk, way: ScreenSharing | None, wanted: bool
) -> None:
    _, told = guard(desk, way, wanted=wanted)
    desk.open(**TELEHEALTH)
    desk.companion.note("quiet")
    desk.qtbot.waitUntil(lambda: OFFER in told)
    desk.qtbot.wait(20)
    assert told.count(OFFER) == 1


def test_linux_has_no_way_and_says_so_in_the_settings(qtbot: QtBot) -> None:
    assert of_this_platform("linux") is None
    panel = PrivacyPanel(Preferences(), platform="linux")
    qtbot.addWidget(panel)
    assert not panel.hides.isEnabled()
    widget = QWidget()
    qtbot.addWidget(widget)
    assert not hide_from_sharing(widget, True, None)


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_windows_and_macos_have_a_way(qtbot: QtBot, platform: str) -> None:
    assert of_this_platform(platform) is not None
    panel = PrivacyPanel(Preferences(), platform=platform)
    qtbot.addWidget(panel)
    assert panel.hides.isEnabled()


def test_the_settings_warn_where_the_lock_is_off_and_tell_each_choice(qtbot: QtBot) -> None:
    panel = PrivacyPanel(Preferences(), platform="darwin")
    qtbot.addWidget(panel)
    told: list[Preferences] = []
    panel.preferences_chosen.connect(told.append)
    panel.idle.chosen.emit("0")
    assert panel._idle_words.text().startswith("Off: whoever")
    panel.hides.setChecked(False)
    assert told == [
        Preferences(idle_minutes=0),
        Preferences(idle_minutes=0, hides_from_sharing=False),
    ]
    panel.set_preferences(Preferences(idle_minutes=5, theme="light"))
    panel.idle.chosen.emit("15")
    assert told[-1] == Preferences(idle_minutes=15, theme="light")
