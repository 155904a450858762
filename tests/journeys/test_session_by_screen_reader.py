"""A whole session through the screen reader's tree alone, by names and roles, to the signing.

No widget of the app is named here, no key is pressed and no mouse is moved.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget

from kap_companion.session import entries as e
from kap_companion.ui.preferences import Preferences, save_preferences
from kap_companion.ui.window import Window
from tests.journeys.clinic import PASSPHRASE, Clinic
from tests.look.reader import Role, field_of, heard, name, press, root, tree, write

_PRESSED_MS = 150


class Listener:
    """Somebody who hears the window and does not see it."""

    def __init__(self, clinic: Clinic) -> None:
        self.clinic = clinic
        self.window: Window = clinic.open_window()

    def press(self, called: str, role: QAccessible.Role = Role.Button) -> None:
        self.until(lambda: self.finds(role, called, whole=role is not Role.ListItem))
        press(self.window, role, called)
        self.settle()

    def press_last(self, called: str) -> None:
        """Press the button of that name which answers what is asked: it comes after the others."""
        press(self.window, Role.Button, called, last=True)
        self.settle()

    def settle(self) -> None:
        """A button that is pressed by a screen reader stays down for a tenth of a second."""
        self.clinic.qtbot.wait(_PRESSED_MS)

    def write(self, called: str, text: str) -> None:
        self.until(lambda: self.finds(Role.EditableText, called))
        write(self.window, called, text)

    def hears(self, words: str) -> bool:
        return words in heard(self.window)

    def finds(self, role: QAccessible.Role, called: str, *, whole: bool = False) -> bool:
        names = [name(one) for one in tree(root(self.window)) if one.role() == role]
        return called in names or (not whole and any(one.startswith(called) for one in names))

    def until(self, true: Callable[[], bool]) -> None:
        try:
            self.clinic.wait(true)
        except Exception as late:
            raise AssertionError(f"In vain. What is heard:\n{heard(self.window)}") from late

    def wait(self, **by: float) -> None:
        self.clinic.clock.advance(timedelta(**by))
        assert self.window.conductor is not None
        self.window.conductor.beat.emit()

    def keep(self, called: str, text: str) -> None:
        """Write into a field, and keep it from the menu: there is no Enter key here."""
        self.write(called, text)
        field_of(self.window, called)
        self.from_menu("Keep what is typed")

    def from_menu(self, called: str) -> None:
        self.press("Menu")
        self.until(lambda: QApplication.activePopupWidget() is not None)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QWidget)
        press(menu, Role.MenuItem, called)
        menu.close()


def begun(clinic: Clinic) -> Listener:
    """Open the vault, choose the client, start."""
    clinic.add_clients("A.L.", "M.R.")
    # An hour goes by in this test without a key, and it is not to lock itself meanwhile.
    save_preferences(clinic.home / "settings", Preferences(idle_minutes=0))
    listener = Listener(clinic)
    listener.write("Passphrase", PASSPHRASE)
    listener.press("Unlock")
    listener.press("M.R.", Role.ListItem)
    listener.press("Start a session")
    listener.press("Start")
    listener.until(lambda: listener.finds(Role.PageTab, "Prepare"))
    return listener


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_whole_session_by_names_and_roles(clinic: Clinic) -> None:
    listener = begun(clinic)
    window = listener.window
    assert window.conductor is not None
    companion = window.conductor.companion

    # Prepare: what is asked is ticked, vitals are taken.
    for item in ("Treatment consent signed", "Ride home arranged"):
        listener.press(item, Role.CheckBox)
    assert companion.state.facts.answers["Ride home arranged"]
    listener.keep("Vitals", "124/80 72 98")
    listener.until(lambda: companion.state.latest_reading is not None)
    assert listener.hears("124/80")

    # The dose.
    listener.press("Session", Role.PageTab)
    assert listener.hears("Since opening 0 minutes, preparation, no dose yet")
    listener.press("Dose")
    listener.write("Dose", "150")
    listener.press("Dose taken")
    listener.write("Consent", "checklist done on paper")
    listener.press("Dose 150 mg")
    listener.until(lambda: companion.state.first_dose is not None)

    # Notes, marks, vitals, spit, return.
    listener.wait(minutes=3)
    assert listener.hears("Since the dose 3 minutes, hold, 42 minutes left")
    listener.keep("Note", "Tingling, a little floaty.")
    assert listener.hears("Note kept.")
    listener.press("Tears")
    assert listener.hears("Tears kept.")
    listener.wait(minutes=9)
    listener.press("Spit")
    listener.keep("Vitals", "132/84 78 97")
    assert listener.hears("132/84")
    listener.wait(minutes=18)
    listener.press("Return")

    # The end, the draft, the signature.
    listener.press("End session")
    listener.write("The window has", "the client asked to stop")
    listener.press_last("End session")
    listener.until(lambda: companion.state.facts.ended_at is not None)
    listener.press("Oriented", Role.CheckBox)
    listener.press("Draft the note")
    listener.until(lambda: companion.state.draft is not None)
    listener.press("Sign")
    listener.write("Signing closes the record", "A. Clinician, LCSW")
    listener.press("Go on")
    assert listener.hears("This cannot be taken back")
    listener.press_last("Sign")
    listener.until(lambda: companion.state.is_signed)

    kept = [row.body for row in companion.rows() if row.struck is None]
    kinds = {type(body) for body in kept}
    assert {e.DoseTaken, e.Spat, e.VitalsTaken, e.Marked, e.PhaseMarked, e.SessionEnded} <= kinds
    assert e.NoteTaken("Tingling, a little floaty.") in kept
