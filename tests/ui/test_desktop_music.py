"""The desktop's transport: media keys come in, and another program's music can be quieted."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
needs_bus = pytest.mark.skipif(
    shutil.which("dbus-run-session") is None, reason="no message bus on this machine"
)

# Each part is a process of its own on a bus of its own: what it was asked, it prints.
_PLAYER = """
import sys
from PySide6.QtCore import ClassInfo, Property, QCoreApplication, QObject, QTimer, Slot
from PySide6.QtDBus import QDBusAbstractAdaptor, QDBusConnection
app = QCoreApplication([])
volume = [0.8]
@ClassInfo({"D-Bus Interface": "org.mpris.MediaPlayer2"})
class Root(QDBusAbstractAdaptor):
    Identity = Property(str, lambda self: "Some Radio")
def set_volume(self, value):
    volume[0] = value
    print(f"volume {value:.3f}", flush=True)
@ClassInfo({"D-Bus Interface": "org.mpris.MediaPlayer2.Player"})
class Player(QDBusAbstractAdaptor):
    @Slot()
    def Pause(self): print("pause", flush=True)
    @Slot()
    def Play(self): print("play", flush=True)
    Volume = Property(float, lambda self: volume[0], set_volume)
whole = QObject(); Root(whole); Player(whole)
bus = QDBusConnection.sessionBus()
bus.registerObject("/org/mpris/MediaPlayer2", whole)
bus.registerService("org.mpris.MediaPlayer2.someradio")
QTimer.singleShot(20000, app.quit)
print("here", flush=True)
app.exec()
"""
_ASKING = f"""
import subprocess, sys
player = subprocess.Popen([sys.executable, "-c", {_PLAYER!r}], stdout=subprocess.PIPE, text=True)
player.stdout.readline()
from PySide6.QtCore import QCoreApplication
from kap_companion.ui.elsewhere import OtherPlayers
app = QCoreApplication([])
others = OtherPlayers()
print(others.names())
name = "Some Radio"
print(others.pause(name), others.lower(name), others.lower(name), others.raise_(name))
print(others.play(name), others.pause("Nobody"), others.raise_(name))
player.terminate()
print(player.stdout.read())
"""
_KEYS = """
import subprocess
from PySide6.QtCore import QCoreApplication
from kap_companion.ui.media_keys import MediaKeys, Transport
app = QCoreApplication([])
keys = MediaKeys()
for name in ("play", "pause", "play_or_pause", "next", "previous"):
    getattr(keys, f"{name}_asked").connect(lambda name=name: print(name, flush=True))
print(keys.offer())
keys.show_transport(Transport("Open water", "Aeon Field", 726.0, True, True, 0.6), 101.0)
def asked(*words):
    process = subprocess.Popen(
        ["dbus-send", "--session", "--print-reply", "--dest=org.mpris.MediaPlayer2.kapcompanion",
         "/org/mpris/MediaPlayer2", *words], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        text=True)
    while process.poll() is None:
        app.processEvents()
    return process.stdout.read()
player = "org.mpris.MediaPlayer2.Player"
for act in ("Play", "Pause", "PlayPause", "Next", "Previous", "Stop"):
    asked(f"{player}.{act}")
print(asked("org.freedesktop.DBus.Properties.GetAll", f"string:{player}"))
keys.withdraw()
print("gone" if "ServiceUnknown" in asked(f"{player}.Play") else "still there")
"""


def _on_a_bus(code: str) -> str:
    done = subprocess.run(
        ["dbus-run-session", "--", sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return done.stdout


@needs_bus
def test_media_keys_reach_the_music_and_nothing_else() -> None:
    told = _on_a_bus(_KEYS)
    lines = told.splitlines()
    assert lines[:7] == ["True", "play", "pause", "play_or_pause", "next", "previous", "pause"]
    assert "Open water" in told
    assert '"Playing"' in told
    assert "int64 101000000" in told
    assert lines[-1] == "gone"


@needs_bus
def test_another_programs_music_is_paused_and_lowered_and_comes_back_as_it_was() -> None:
    lines = _on_a_bus(_ASKING).splitlines()
    assert lines[0] == "('Some Radio',)"
    assert lines[1] == "True True True True"
    assert lines[2] == "True False False"
    # 15 dB down, however often it is asked, and back to where it was.
    assert lines[3:8] == ["pause", "volume 0.142", "volume 0.142", "volume 0.800", "play"]


def test_without_a_bus_nothing_is_offered_and_nothing_fails() -> None:
    code = (
        "from PySide6.QtCore import QCoreApplication; app = QCoreApplication([])\n"
        "from kap_companion.ui.elsewhere import OtherPlayers\n"
        "from kap_companion.ui.media_keys import MediaKeys\n"
        "print(MediaKeys().offer(), OtherPlayers().names(), OtherPlayers().pause('x'))"
    )
    nowhere = {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere/bus"}
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen", **nowhere},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout == "False () False\n"
