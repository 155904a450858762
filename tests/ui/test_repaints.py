"""20,000 repaints of the session screen in a process without pytest, which would hide a leak.

One build of Qt's binding lost a reference to None with every void call and killed the process after
some minutes of painting: this is the guard by which its pin can be lifted safely one day.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

_REPAINTS = 20_000
# A list grows by itself now and then; a leak would be one for each repaint.
_REFERENCES = 500
_MEMORY_KIB = 16 * 1024

_PAINT = """
import json, resource, sys, tempfile
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from kap_companion import resources
from kap_companion.music.player import Output, Player
from kap_companion.practice import Opening, Practice
from kap_companion.session import entries as e
from kap_companion.session.checklists import parse_checklists
from kap_companion.session.clock import ScriptedClock
from kap_companion.session.phases import parse_protocol
from kap_companion.ui import theme
from kap_companion.ui.conductor import Conductor, Settings
from kap_companion.ui.room import SESSION, SessionRoom
from kap_companion.vault.keys import KeyCost
from kap_companion.vault.vault import Vault


def resident_kib():
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            return int(file.read().split()[1]) * resource.getpagesize() // 1024
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


app = QApplication([])
theme.apply(app, theme.DARK)
folder = Path(sys.argv[1])
vault, _ = Vault.create(
    folder / "v", "moss lantern harbour", state_folder=folder / "s", cost=KeyCost(64, 1, 1)
)
clock = ScriptedClock(datetime(2026, 3, 14, 10, 11, tzinfo=UTC))
practice = Practice(vault, clock, parse_protocol(resources.text("phases/lozenge.json")))
checklists = parse_checklists(resources.text("checklists/lozenge.json"))
conductor = Conductor(practice, Settings(checklists, lambda: Player(Output.SILENCE)))
client = practice.save_client(None, e.ClientSaved("M.R."))
conductor.open_session(client, Opening(planned_dose_mg=Decimal(150)))
companion = conductor.companion
companion.vitals("124/80 72 98")
companion.dose(Decimal(150))
for n in range(12):
    clock.advance(timedelta(minutes=1))
    companion.note(f"note {n}")
window = QWidget()
window.resize(1280, 800)
room = SessionRoom(conductor, window)
room.resize(window.size())
room.go_to(SESSION)
window.show()
app.processEvents()

screen = room.session
# What each second paints, and now and then the whole.
often = (screen.now.ring, screen.now.cues, screen.timeline, screen.music.chooser, screen.vitals)


def paint(times):
    for n in range(times):
        if n % 20 == 0:
            clock.advance(timedelta(seconds=1))
            conductor.beat.emit()
        if n % 100 == 0:
            window.repaint()
        often[n % len(often)].repaint()
        if n % 500 == 0:
            app.processEvents()


paint(2_000)
before = sys.getrefcount(None), resident_kib()
paint(int(sys.argv[2]))
after = sys.getrefcount(None), resident_kib()
conductor.leave()
vault.close()
print(json.dumps({"references": after[0] - before[0], "kib": after[1] - before[1]}))
"""


def test_twenty_thousand_repaints_leave_the_process_as_it_was(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _PAINT, str(tmp_path), str(_REPAINTS)],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "SDL_AUDIODRIVER": "dummy"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    told = json.loads(done.stdout.splitlines()[-1])
    assert abs(told["references"]) < _REFERENCES, told
    assert told["kib"] < _MEMORY_KIB, told
