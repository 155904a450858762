"""The window locks with the computer: a message bus of our own plays logind and the desktop."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray
from pytestqt.qtbot import QtBot

from kap_companion.ui.system_lock_windows import Message, WindowsSession, asks_to_lock

ROOT = Path(__file__).parents[2]
needs_bus = pytest.mark.skipif(
    shutil.which("dbus-run-session") is None, reason="no message bus on this machine"
)

_LOGIND = """
import os
from PySide6.QtCore import ClassInfo, QCoreApplication, QObject, QSocketNotifier, QTimer, Slot
from PySide6.QtDBus import (
    QDBusAbstractAdaptor, QDBusConnection, QDBusObjectPath, QDBusUnixFileDescriptor
)
app = QCoreApplication([])
held = []
@ClassInfo({"D-Bus Interface": "org.freedesktop.login1.Manager"})
class Manager(QDBusAbstractAdaptor):
    @Slot(str, result=QDBusObjectPath)
    def GetSession(self, name):
        return QDBusObjectPath("/org/freedesktop/login1/session/_32")
    @Slot(str, str, str, str, result=QDBusUnixFileDescriptor)
    def Inhibit(self, what, who, why, mode):
        print(what, mode, flush=True)
        read, write = os.pipe()
        given = QDBusUnixFileDescriptor(write)
        os.close(write)
        watch = QSocketNotifier(read, QSocketNotifier.Type.Read)
        def closed(*_):
            watch.setEnabled(False)
            print("may sleep", flush=True)
        watch.activated.connect(closed)
        held.append(watch)
        return given
root = QObject(); Manager(root)
bus = QDBusConnection.systemBus()
bus.registerObject("/org/freedesktop/login1", root)
bus.registerService("org.freedesktop.login1")
QTimer.singleShot(30000, app.quit)
print("here", flush=True)
app.exec()
"""
_SENDING = f"""
import subprocess, sys, time
played = subprocess.Popen([sys.executable, "-c", {_LOGIND!r}], stdout=subprocess.PIPE, text=True)
played.stdout.readline()
from PySide6.QtCore import QCoreApplication
from kap_companion.ui.system_lock_linux import DesktopSession
app = QCoreApplication([])
session = DesktopSession()
locks = []
session.locked.connect(lambda: locks.append(1))
def told(until, *words):
    locks.clear()
    subprocess.run(["dbus-send", *words], check=True)
    deadline = time.monotonic() + 10
    while not until() and time.monotonic() < deadline:
        app.processEvents()
        time.sleep(0.005)
    return len(locks)
def quiet(*words):
    end = time.monotonic() + 0.3
    return told(lambda: time.monotonic() > end, *words)
def locked():
    return bool(locks)
logind, login = "org.freedesktop.login1", "/org/freedesktop/login1"
sleep = ("--system", "--type=signal", login, f"{{logind}}.Manager.PrepareForSleep")
own = ("--system", "--type=signal", f"{{login}}/session/_32", f"{{logind}}.Session.Lock")
other = ("--system", "--type=signal", f"{{login}}/session/_7", f"{{logind}}.Session.Lock")
saver = ("--session", "--type=signal", "/x", "org.freedesktop.ScreenSaver.ActiveChanged")
gnome = ("--session", "--type=signal", "/x", "org.gnome.ScreenSaver.ActiveChanged")
print("sleep", session.delays_sleep, told(locked, *sleep, "boolean:true"), session.delays_sleep)
told(lambda: not session.delays_sleep, *other)
print("sleeps", session.delays_sleep)
print("wakes", told(locked, *sleep, "boolean:false"), session.delays_sleep)
print("locked", told(locked, *own), quiet(*other))
print("saver", told(locked, *saver, "boolean:true"), quiet(*saver, "boolean:false"))
print("gnome", told(locked, *gnome, "boolean:true"), quiet(*gnome, "boolean:false"))
played.terminate()
print(played.stdout.read())
"""
_NO_BUS = """
from PySide6.QtCore import QCoreApplication
from kap_companion.ui.system_lock_linux import DesktopSession
app = QCoreApplication([])
print(DesktopSession().delays_sleep)
"""


def said(script: str, *with_bus: str) -> list[str]:
    environment = dict(os.environ, QT_QPA_PLATFORM="offscreen", PYTHONPATH=str(ROOT))
    environment["DBUS_SYSTEM_BUS_ADDRESS"] = "unix:path=/nowhere"
    environment["DBUS_SESSION_BUS_ADDRESS"] = "unix:path=/nowhere"
    done = subprocess.run(
        [*with_bus, sys.executable, "-c", script],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env=environment,
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


@needs_bus
def test_the_computer_sleeps_only_after_the_lock_and_its_own_lock_locks() -> None:
    both = 'DBUS_SYSTEM_BUS_ADDRESS="$DBUS_SESSION_BUS_ADDRESS" exec "$@"'
    lines = said(_SENDING, "dbus-run-session", "--", "sh", "-c", both, "sh")
    assert lines == [
        "sleep True 1 True",
        "sleeps False",
        "wakes 1 True",
        "locked 1 0",
        "saver 1 0",
        "gnome 1 0",
        "sleep delay",
        "may sleep",
        "sleep delay",
        "",
    ]


def test_without_a_message_bus_nothing_is_heard_and_nothing_goes_wrong() -> None:
    assert said(_NO_BUS) == ["False"]


@pytest.mark.parametrize(
    ("message", "told", "locks"),
    [
        (0x0218, 0x0004, True),
        (0x0218, 0x0012, True),
        (0x0218, 0x000A, False),
        (0x02B1, 0x0007, True),
        (0x02B1, 0x0008, False),
        (0x0100, 0x0007, False),
    ],
)
def test_windows_tells_by_messages(qtbot: QtBot, message: int, told: int, locks: bool) -> None:
    assert asks_to_lock(message, told) is locks
    session = WindowsSession(0)
    heard: list[bool] = []
    session.locked.connect(lambda: heard.append(True))
    sent = Message(None, message, told, 0)
    passes = session._filter.nativeEventFilter(
        QByteArray(b"windows_generic_MSG"), ctypes.addressof(sent)
    )
    session.stop()
    assert passes == (False, 0), "every message goes on to the window"
    assert bool(heard) is locks
