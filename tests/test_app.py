from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kap_companion import crash
from kap_companion.app import no_screen

SECRET = "the house is finally warm"


@pytest.fixture
def hooks() -> Iterator[None]:
    """Give the hooks back as they were."""
    import threading

    before = sys.excepthook, threading.excepthook
    yield
    sys.excepthook, threading.excepthook = before


def raised(text: str) -> Exception:
    try:
        try:
            raise KeyError(text)
        except KeyError as cause:
            raise RuntimeError(text) from cause
    except RuntimeError as error:
        return error


def test_a_crash_note_holds_types_and_lines_and_no_word_of_the_client() -> None:
    note = crash.crash_note(raised(SECRET))
    assert "RuntimeError" in note
    assert "KeyError" in note
    assert "test_app.raised line" in note
    assert SECRET not in note
    assert "/" not in note.replace("\n", "")


def test_an_unexpected_error_is_noted_and_told_once(tmp_path: Path, hooks: None) -> None:
    told: list[Path] = []
    crash.catch_errors(tmp_path, told.append)
    error = raised(SECRET)
    for _ in range(3):
        sys.excepthook(type(error), error, error.__traceback__)
    notes = list((tmp_path / "crash-notes").iterdir())
    assert told == [tmp_path / "crash-notes"]
    assert len(notes) == 1
    assert SECRET not in notes[0].read_text(encoding="utf-8")


def test_a_disk_that_refuses_the_note_does_not_stop_the_telling(
    tmp_path: Path, hooks: None
) -> None:
    (tmp_path / "crash-notes").write_text("in the way", encoding="utf-8")
    told: list[Path] = []
    crash.catch_errors(tmp_path, told.append)
    error = raised(SECRET)
    sys.excepthook(type(error), error, error.__traceback__)
    assert told


@pytest.mark.skipif(sys.platform == "win32", reason="Windows writes no core dumps by itself")
def test_no_core_dump_can_hold_a_note() -> None:
    asked = (
        "import resource; from kap_companion import crash; crash.keep_memory_off_the_disk(); "
        "print(resource.getrlimit(resource.RLIMIT_CORE))"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "(0, 0)"


@pytest.mark.parametrize(
    ("system", "environment", "said"),
    [
        ("linux", {}, "no screen"),
        ("linux", {"QT_QPA_PLATFORM": "offscreen"}, ""),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, ""),
        ("darwin", {}, ""),
        ("win32", {}, ""),
    ],
)
def test_without_a_screen_one_line_says_so(
    system: str, environment: dict[str, str], said: str
) -> None:
    trouble = no_screen(system, environment)
    assert said in trouble
    assert bool(said) == bool(trouble)
    assert "\n" not in trouble


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has displays that may be missing")
def test_the_window_command_without_a_screen_exits_with_2_and_no_traceback(tmp_path: Path) -> None:
    done = run_window(tmp_path, {"QT_QPA_PLATFORM": "", "DISPLAY": "", "WAYLAND_DISPLAY": ""})
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "no screen" in done.stderr


def test_the_window_is_painted_and_leaves_with_0(tmp_path: Path) -> None:
    done = run_window(tmp_path, {"KAP_EXIT_AFTER_PAINT": "1"})
    assert done.returncode == 0
    assert done.stderr == ""
    assert not (tmp_path / "vault").exists(), "looking makes no vault"


def test_the_gate_is_painted_before_anything_is_brought_in_that_comes_after_it(
    tmp_path: Path,
) -> None:
    asked = (
        "import sys; from kap_companion.cli import main; main([]); "
        "print([m for m in ('sqlalchemy', 'cryptography', 'argon2', 'numpy', 'av', 'pygame', "
        "'docx', 'typst', 'jinja2', 'subprocess', 'concurrent.futures', "
        "'kap_companion.music', 'kap_companion.ui.screens.home') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", asked],
        env={**os.environ, "KAP_HOME": str(tmp_path), "KAP_EXIT_AFTER_PAINT": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"


def test_garbage_is_looked_for_again_once_the_gate_is_painted(tmp_path: Path) -> None:
    asked = "import gc; from kap_companion.cli import main; main([]); print(gc.isenabled())"
    done = subprocess.run(
        [sys.executable, "-c", asked],
        env={**os.environ, "KAP_HOME": str(tmp_path), "KAP_EXIT_AFTER_PAINT": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "True"


def run_window(home: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kap_companion"],
        env={**os.environ, "KAP_HOME": str(home), **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
