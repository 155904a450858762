"""What the session screen costs while nobody does anything, and what it costs with music.

All run at the same moment, each in a process of its own: a window with one label that says another
second each second; the session screen with its clock running after a dose, with a dozen notes and
with 2,000; the same while its music plays; and mpv with the same music, once through SDL's silent
driver in buffers as short as ours, once into nothing in its own large ones. CPU is of the process,
its threads and its children, as Linux counts it. The bare one costs so little that a repaint more
or less shows; look at the milliseconds too.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from decimal import Decimal
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("SDL_AUDIODRIVER", "dummy")

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from kap_companion import resources
from kap_companion.music.engine.output import BUFFER_FRAMES
from kap_companion.practice import Opening
from kap_companion.session.entries import MusicAct
from kap_companion.system_clock import SystemClock
from kap_companion.ui import theme
from kap_companion.ui.conductor import Conductor
from kap_companion.ui.room import SESSION, SessionRoom
from tests.bench.practice import client_of, conductor_of, make_vault
from tests.music.sounds import RATE

MANY = 2_000
MPV = ("mpv", "--no-config", "--no-video", "--no-terminal", "--gapless-audio=yes")
AS_WE_DO = ("--ao=sdl", f"--sdl-buflen={BUFFER_FRAMES / RATE:.4f}")
SILENT = {"SDL_AUDIODRIVER": "dummy", "SDL_VIDEODRIVER": "dummy"}

_SETTLE_S, _LOOKED_AT_S = 5, 60
_READY = "ready"


def main() -> int:
    """Measure all, or be one of them where the command line names it."""
    made = {
        "bare": _bare,
        "session": _session,
        "long_session": _long_session,
        "music": _with_music,
    }
    which = made.get(sys.argv[-1])
    if which is not None:
        app = QApplication([])
        kept = which(app)
        QTimer.singleShot(0, lambda: print(_READY, flush=True))
        app.exec()
        del kept
        return 0
    cost = costs(_LOOKED_AT_S)
    for name, ms in cost.items():
        times = ms / cost["bare"]
        print(
            f"  {name}: {ms:.2f} ms of CPU a second ({ms / 10:.3f} % of a core), {times:.1f} times"
        )
    return 0


def costs(seconds: float) -> dict[str, float]:
    """Return what each of them takes, in ms of CPU a second, looked at for so many seconds.

    mpv is among them where it is installed and there is music. Raises RuntimeError where the
    system does not count a process's work in a file.
    """
    if not Path("/proc/self/schedstat").exists():
        raise RuntimeError("Only Linux counts the work of a process in a file.")
    command = [sys.executable, "-m", "tests.bench.idle_bench"]
    names = ["bare", "session", "long_session", *(["music"] if resources.music() else [])]
    running = {
        name: subprocess.Popen([*command, name], stdout=subprocess.PIPE, text=True)
        for name in names
    }
    try:
        for name, one in running.items():
            assert one.stdout is not None
            if one.stdout.readline().strip() != _READY:
                raise RuntimeError(f"The window {name} did not come up.")
        running |= _players()
        time.sleep(_SETTLE_S)
        before = {name: _cpu_ns(one.pid) for name, one in running.items()}
        begun = time.monotonic()
        time.sleep(seconds)
        after = {name: _cpu_ns(one.pid) for name, one in running.items()}
        took = time.monotonic() - begun
        for name, one in running.items():
            if one.poll() is not None:
                raise RuntimeError(f"{name} left with {one.returncode}.")
    finally:
        for one in running.values():
            one.kill()  # mpv may wait for its driver for ever
        for one in running.values():
            one.wait()
            if one.stdout is not None:
                one.stdout.close()
    return {name: (after[name] - before[name]) / 1e6 / took for name in running}


def _players() -> dict[str, subprocess.Popen[str]]:
    music = resources.music()
    if music is None or shutil.which("mpv") is None:
        return {}
    files = [str(path) for path in sorted(music.glob("*.opus"))]
    ways = {"mpv": AS_WE_DO, "mpv_null": ("--ao=null",)}
    return {
        name: subprocess.Popen(
            [*MPV, *way, "--loop-playlist=inf", *files],
            env={**os.environ, **SILENT},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            text=True,
        )
        for name, way in ways.items()
    }


def _cpu_ns(pid: int) -> int:
    """Return the nanoseconds a process, its threads and its children have worked so far."""
    total = 0
    for task in Path(f"/proc/{pid}/task").iterdir():
        # A thread may have ended since.
        with suppress(OSError):
            total += int((task / "schedstat").read_text("ascii").split()[0])
            for child in (task / "children").read_text("ascii").split():
                total += _cpu_ns(int(child))
    return total


def _bare(app: QApplication) -> QObject:
    window = QWidget()
    window.resize(1280, 800)
    label = QLabel("0:00:00", window)
    timer = QTimer(window)
    timer.timeout.connect(lambda: label.setText(time.strftime("%H:%M:%S")))
    timer.start(1000)
    window.show()
    return window


def _long_session(app: QApplication) -> QObject:
    return _shown(app, MANY)[0]


def _session(app: QApplication) -> QObject:
    return _shown(app, 12)[0]


def _with_music(app: QApplication) -> QObject:
    window, conductor = _shown(app, 12)
    music = resources.music()
    assert music is not None
    conductor.music.choose([music])
    conductor.do_music(MusicAct.PLAY)
    return window


def _shown(app: QApplication, notes: int) -> tuple[QWidget, Conductor]:
    theme.apply(app, theme.DARK)
    folder = Path(tempfile.mkdtemp(prefix="kap-bench-"))
    clock = SystemClock()
    conductor = conductor_of(make_vault(folder), clock)
    practice = conductor.practice
    session = practice.open_session(client_of(practice), Opening(planned_dose_mg=Decimal(150)))
    session.vitals("124/80 72 98")
    session.dose(Decimal(150))
    for n in range(notes):
        session.note(f"synthetic note {n}: breath slow, hands warm")
    conductor.resume(session.session_id)
    window = QWidget()
    window.resize(1280, 800)
    room = SessionRoom(conductor, window)
    room.resize(window.size())
    room.go_to(SESSION)
    window.show()
    return window, conductor


if __name__ == "__main__":
    raise SystemExit(main())
