"""Gives every test a quiet machine: no screen, no sound card, a home of its own, no leftovers."""

from __future__ import annotations

import gc
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings
from pytestqt.qtbot import QtBot

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

# Set while this file is imported: before any test module can bring in Qt, SDL or our own paths.
_HOME = tempfile.mkdtemp(prefix="kap-test-home-")
os.environ.update(
    QT_QPA_PLATFORM="offscreen",
    SDL_VIDEODRIVER="dummy",
    SDL_AUDIODRIVER="dummy",
    PYGAME_HIDE_SUPPORT_PROMPT="1",
    KAP_HOME=_HOME,
    LANGUAGE="en",
)
for _name in ("KAP_PASSPHRASE", "KAP_EXIT_AFTER_PAINT", "SDL_DISKAUDIOFILE", "SDL_DISKAUDIODELAY"):
    os.environ.pop(_name, None)

# No deadline: a busy machine is no bug. In the test command the examples are the same each time.
settings.register_profile("here", deadline=None)
settings.register_profile("same-each-time", deadline=None, derandomize=True, database=None)
settings.load_profile("same-each-time" if os.environ.get("CI") else "here")

# What waits long for sound, for processes or for a damaged disk; with all else to go on beside it.
_BEGUN_FIRST = (
    "tests/vault/test_upgrade.py",
    "tests/vault/test_faults.py",
    "tests/test_kills_and_disks.py",
    "tests/music/test_play.py",
    "tests/music/test_live.py",
    "tests/ui/test_repaints.py",
    "tests/music/test_measuring.py",
    "tests/music/test_output.py",
    "tests/music/test_following.py",
    "tests/look/test_look.py",
    "tests/docs/test_guide_built.py",
    "tests/docs/test_guide_names.py",
    "tests/journeys/test_rehearsal_by_keyboard.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest: begun last, it would keep one core busy and the others not."""
    items.sort(key=lambda item: not item.nodeid.startswith(_BEGUN_FIRST))


class _PatientBot(QtBot):
    """Waits a minute for what another one gives five seconds: a busy machine is no bug."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = 60_000) -> None:
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal: Any, *, timeout: int = 60_000, **how: Any) -> Any:
        return super().waitSignal(signal, timeout=timeout, **how)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """Return what drives the window: pytest-qt's, with more patience."""
    return _PatientBot(request)


@pytest.fixture(autouse=True)
def _english_is_spoken_again() -> Iterator[None]:
    """Let no test hear the language that another spoke."""
    from kap_companion.language import Spoken, speak

    yield
    speak(Spoken())


@pytest.fixture(autouse=True)
def _no_window_is_left_over() -> Iterator[None]:
    """Fail a test that leaves a top-level widget behind, and close it, so that one test fails."""
    before = {id(widget) for widget in _windows()}

    def left_over() -> list[QWidget]:
        return [widget for widget in _windows() if id(widget) not in before]

    yield
    if not left_over():
        return
    _flush_deletions()
    # Looking for garbage takes a tenth of a second, and most often nothing is left by now.
    if not left_over():
        return
    gc.collect()
    left = left_over()
    names = [f"{type(widget).__name__} {widget.objectName()!r}" for widget in left]
    for widget in left:
        widget.close()
        widget.deleteLater()
    _flush_deletions()
    assert not names, "Left open by this test (give it to qtbot.addWidget): " + ", ".join(names)


def pytest_unconfigure() -> None:
    """Remove the home that this run was given."""
    shutil.rmtree(_HOME, ignore_errors=True)


def _windows() -> list[QWidget]:
    """Return the top-level widgets that stand alone, without bringing in Qt where no test has."""
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or widgets.QApplication.instance() is None:
        return []
    return [w for w in widgets.QApplication.topLevelWidgets() if w.parent() is None]


def _flush_deletions() -> None:
    core = sys.modules["PySide6.QtCore"]
    core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete)
