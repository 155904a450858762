"""A dialog for a file: what was chosen comes back, and nothing of it is noted outside the vault."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

# A process of its own: where Qt keeps its settings is read once, as it starts.
_CHOOSE = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from kap_companion.ui import files

app = QApplication([])
window = QWidget()
window.show()
folder = Path(sys.argv[1])

def accept():
    for dialog in app.topLevelWidgets():
        if isinstance(dialog, QFileDialog):
            dialog.accept()

def choose(ask):
    QTimer.singleShot(200, accept)
    print(ask())

choose(lambda: files.choose_folder(window, "Folder", str(folder)))
choose(lambda: files.choose_new_file(window, "File", str(folder / "new.txt")))
"""


def choose(home: Path, folder: Path) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", _CHOOSE, str(folder)],
        env=os.environ | {"HOME": str(home), "XDG_CONFIG_HOME": str(home), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    return done.stdout.split("\n")[:2]


def noted(home: Path) -> str:
    return "".join(one.read_text(errors="replace") for one in home.rglob("*") if one.is_file())


def test_a_folder_that_was_chosen_is_noted_nowhere(tmp_path: Path) -> None:
    home, folder = tmp_path / "home", tmp_path / "papers-of-zqwx"
    home.mkdir()
    folder.mkdir()
    assert choose(home, folder) == [str(folder), str(folder / "new.txt")]
    assert "FileDialog" in noted(home), "Qt notes something, such as how wide the columns are"
    assert "zqwx" not in noted(home)


def test_what_other_programs_had_noted_stays(tmp_path: Path) -> None:
    home, folder = tmp_path / "home", tmp_path / "papers-of-zqwx"
    home.mkdir()
    folder.mkdir()
    (home / "QtProject.conf").write_text("[FileDialog]\nhistory=file:///a, file:///b\n")
    choose(home, folder)
    assert "history=file:///a, file:///b" in noted(home)
    assert "zqwx" not in noted(home)
