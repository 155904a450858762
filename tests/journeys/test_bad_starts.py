"""Six bad starts: each is one sentence that says what to do, and nothing is lost by it.

A second copy, a disk that can only be read, a copy that was killed, a clock set back a year, no
home folder, and a home folder whose name is not ASCII; in the window and on the command line.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kap_companion.session.entries import NoteTaken
from kap_companion.ui.presenting import is_shown, note_row
from kap_companion.ui.window import Window
from kap_companion.vault.errors import VaultInUse, VaultReadOnly, VaultUnreadable
from kap_companion.vault.vault import Vault
from kap_companion.vault.verify import verify
from tests.journeys.clinic import PASSPHRASE, Clinic
from tests.test_cli import Run, in_this_process

READING = ("sessions", "log", "verify", "export")
YEAR = timedelta(days=365)
IN_USE, READ_ONLY = str(VaultInUse()), str(VaultReadOnly())
UNICODE_HOME = "Zoë Müller 🌱 火"

# Opens the vault to work in it, says so, and waits to be killed.
_OPENS_AND_WAITS = """
import sys, time
from decimal import Decimal
from pathlib import Path
from kap_companion import resources
from kap_companion.practice import Opening, Practice
from kap_companion.session.entries import ClientSaved
from kap_companion.session.phases import parse_protocol
from kap_companion.system_clock import SystemClock
from kap_companion.vault.vault import Vault

folder, state, passphrase = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
vault = Vault.open(folder, passphrase, state_folder=state, working=True)
practice = Practice(vault, SystemClock(), parse_protocol(resources.text("phases/lozenge.json")))
client = practice.save_client(None, ClientSaved("M.R.", None, None, 8))
session = practice.open_session(client, Opening(planned_dose_mg=Decimal(150)))
session.dose(Decimal(150))
session.note("kept before the end")
vault.scratch.save(f"box:{session.session_id}", {"text": "half a note", "private": False})
print("open", flush=True)
time.sleep(600)
"""

Freeze = Callable[[Path], None]


@pytest.fixture
def command(tmp_path: Path) -> Run:
    """The command line on the clinic's own laptop."""
    run = in_this_process(tmp_path)

    def asked(*words: object, **changes: str) -> subprocess.CompletedProcess[str]:
        return run(*words, **{"KAP_HOME": str(tmp_path), "KAP_PASSPHRASE": PASSPHRASE, **changes})

    return asked


@pytest.fixture
def freeze() -> Iterator[Freeze]:
    """Let a folder lie on a disk that can only be read, until the end or until it is thawed."""
    frozen: list[Path] = []

    def do(folder: Path) -> None:
        if os.geteuid() != 0:
            for path in (folder, *folder.rglob("*")):
                path.chmod(0o500 if path.is_dir() else 0o400)
            frozen.append(folder)
            return
        # To root a file's mode is no obstacle; a disk mounted to be read is.
        aside = folder.with_name(f"{folder.name} aside")
        shutil.copytree(folder, aside, dirs_exist_ok=True)
        if _mount("-t", "tmpfs", "tmpfs", folder):
            pytest.skip("No disk can be mounted here.")
        frozen.append(folder)
        shutil.copytree(aside, folder, dirs_exist_ok=True)
        assert not _mount("-o", "remount,ro", folder)

    yield do
    for folder in frozen:
        if os.geteuid() == 0:
            subprocess.run(["umount", "-l", str(folder)], check=False)
        else:
            for path in (folder, *folder.rglob("*")):
                path.chmod(0o700)


def _mount(*words: object) -> int:
    told = subprocess.run(["mount", *map(str, words)], check=False, stderr=subprocess.DEVNULL)
    return told.returncode


@pytest.fixture
def killed(clinic: Clinic) -> int:
    """A copy of the app was killed with the vault open; returns how long its WAL is."""
    clinic.make_vault()
    with _another_copy(clinic) as copy:
        os.kill(copy.pid, signal.SIGKILL)
    return (clinic.folder / "vault.db-wal").stat().st_size


def _another_copy(clinic: Clinic) -> subprocess.Popen[str]:
    words = (str(clinic.folder), str(clinic.state), PASSPHRASE)
    copy = subprocess.Popen(
        [sys.executable, "-c", _OPENS_AND_WAITS, *words], stdout=subprocess.PIPE, encoding="utf-8"
    )
    assert copy.stdout is not None
    assert copy.stdout.readline() == "open\n"
    return copy


def files_of(folder: Path) -> dict[str, str]:
    """Return every file of a folder with the hash of what is in it, without lock and count."""
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.iterdir()
        if path.name not in ("vault.lock", "unlocks.json")
    }


def words_of(verb: str, vault: Path, out: Path) -> tuple[object, ...]:
    """Return a command's words for a vault and the latest session in it."""
    session = ("--session", "last")
    return {
        "sessions": ("sessions", "--vault", vault),
        "log": ("log", "--vault", vault, *session),
        "verify": ("verify", "--vault", vault),
        "export": ("export", "--vault", vault, *session, "--format", "md,json", "--out", out),
        "import": ("import", "--vault", vault, out / "record.json"),
        "rehearse": ("rehearse", "--vault", vault, "--speed", "max"),
        "backup": ("backup", "--vault", vault, "--to", out / "b.kapbackup"),
    }[verb]


def notes_of(vault: Vault) -> list[str]:
    """Return the text of every note in a vault."""
    return [
        entry.body.text
        for row in vault.sessions.all()
        for entry in vault.journal.record(row.id)
        if isinstance(entry.body, NoteTaken)
    ]


def rows_shown(window: Window) -> list[str]:
    """Return what the open session's list of notes says."""
    assert window.conductor is not None
    companion, words = window.conductor.companion, window.conductor.clock_words
    shown = (row for row in companion.rows() if is_shown(row.body))
    return [note_row(row, companion.state, words).text for row in shown]


def one_sentence(done: subprocess.CompletedProcess[str]) -> str:
    """Return the one line that was said, and that it is one."""
    assert done.stderr.count("\n") == 1, done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr.strip()


def refused_at_gate(clinic: Clinic, window: Window) -> str:
    """Try to unlock; return the sentence under the field, with what was typed still there."""
    clinic.type(PASSPHRASE)
    clinic.press(Qt.Key.Key_Return)
    clinic.wait(lambda: not window.gate.while_busy())
    assert window.home is None
    return window.gate.unlock.message.text()


# --- a second copy of the app -------------------------------------------------------------------


def test_a_second_window_says_that_the_first_has_the_vault_and_opens_once_that_is_closed(
    clinic: Clinic,
) -> None:
    clinic.add_clients("M.R.")
    first, _ = clinic.at_home()
    second = clinic.open_window()
    assert second.gate.unlock.message.text() == IN_USE
    assert refused_at_gate(clinic, second) == IN_USE
    first.close()
    second.activateWindow()
    second.gate.focus_first()
    clinic.unlock(second)


@pytest.mark.parametrize("verb", [*READING, "import", "rehearse", "backup"])
def test_a_command_beside_the_window_says_that_the_vault_is_in_use(
    clinic: Clinic, command: Run, tmp_path: Path, verb: str
) -> None:
    clinic.add_clients("M.R.")
    clinic.hold_session("M.R.", "kept before")
    shutil.copytree(clinic.folder, tmp_path / "elsewhere")
    assert command(*words_of("export", tmp_path / "elsewhere", tmp_path / "out")).returncode == 0
    next((tmp_path / "out").glob("*.json")).rename(tmp_path / "out" / "record.json")
    clinic.at_home()
    done = command(*words_of(verb, clinic.folder, tmp_path / "out"))
    assert (done.returncode, done.stdout, one_sentence(done)) == (4, "", IN_USE)


# --- a disk that can only be read ---------------------------------------------------------------


def test_the_gate_says_at_once_that_a_vault_can_only_be_read_and_nothing_of_it_changes(
    clinic: Clinic, freeze: Freeze
) -> None:
    clinic.add_clients("M.R.")
    before = files_of(clinic.folder)
    freeze(clinic.folder)
    window = clinic.open_window()
    assert window.gate.unlock.message.text() == READ_ONLY
    assert refused_at_gate(clinic, window) == READ_ONLY
    assert files_of(clinic.folder) == before


@pytest.mark.parametrize("verb", READING)
def test_what_only_reads_works_on_a_disk_that_can_only_be_read(
    clinic: Clinic, command: Run, freeze: Freeze, tmp_path: Path, verb: str
) -> None:
    clinic.add_clients("M.R.")
    clinic.hold_session("M.R.", "kept before")
    there = command(*words_of(verb, clinic.folder, tmp_path / "before"))
    before = files_of(clinic.folder)
    freeze(clinic.folder)
    done = command(*words_of(verb, clinic.folder, tmp_path / "after"))
    assert done.returncode == there.returncode == 0, done.stderr
    assert done.stdout.replace("/after", "/before") == there.stdout or verb == "verify"
    assert files_of(clinic.folder) == before
    if verb == "export":
        assert one_sentence(done).endswith("its own log does not tell of this export.")
        (told,) = (tmp_path / "after").glob("*.md")
        assert "kept before" in told.read_text(encoding="utf-8")
    else:
        assert done.stderr == ""


def test_what_would_add_to_it_says_that_the_vault_can_only_be_read(
    clinic: Clinic, command: Run, freeze: Freeze, tmp_path: Path
) -> None:
    clinic.make_vault()
    freeze(clinic.folder)
    done = command(*words_of("rehearse", clinic.folder, tmp_path))
    assert (done.returncode, one_sentence(done)) == (4, READ_ONLY)


def test_a_vault_that_can_only_be_read_is_backed_up_all_the_same(
    clinic: Clinic, command: Run, freeze: Freeze, tmp_path: Path
) -> None:
    clinic.add_clients("M.R.")
    clinic.hold_session("M.R.", "kept before")
    freeze(clinic.folder)
    before = files_of(clinic.folder)
    done = command(*words_of("backup", clinic.folder, tmp_path))
    assert (done.returncode, done.stderr) == (0, "")
    assert files_of(clinic.folder) == before
    back = tmp_path / "back"
    restored = command("restore", "--from", tmp_path / "b.kapbackup", "--vault", back)
    assert restored.returncode == 0, restored.stderr
    assert "kept before" in command(*words_of("log", back, tmp_path)).stdout


def test_what_a_killed_copy_left_is_read_too_where_nothing_can_be_written(
    clinic: Clinic, killed: int, command: Run, freeze: Freeze, tmp_path: Path
) -> None:
    assert killed > 0
    freeze(clinic.folder)
    done = command(*words_of("log", clinic.folder, tmp_path))
    assert "kept before the end" in done.stdout
    assert command(*words_of("verify", clinic.folder, tmp_path)).returncode == 0


def test_no_copy_of_a_vault_that_was_only_read_stays_behind(
    clinic: Clinic,
    command: Run,
    freeze: Freeze,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clinic.make_vault()
    freeze(clinic.folder)
    copies = tmp_path / "copies"
    copies.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(copies))
    assert command(*words_of("sessions", clinic.folder, tmp_path)).returncode == 0
    assert command(*words_of("sessions", clinic.folder, tmp_path), KAP_PASSPHRASE="x").returncode
    assert list(copies.iterdir()) == []


def test_nothing_is_kept_in_a_vault_that_was_opened_to_be_read(
    clinic: Clinic, freeze: Freeze
) -> None:
    clinic.add_clients("M.R.")
    freeze(clinic.folder)
    with (
        Vault.open(clinic.folder, PASSPHRASE, state_folder=clinic.state) as vault,
        pytest.raises(VaultReadOnly),
    ):
        vault.scratch.save("box:x", {"text": "would be lost with the copy"})


def test_where_no_vault_can_be_made_one_sentence_says_so_and_what_was_typed_stays(
    clinic: Clinic, command: Run, freeze: Freeze, tmp_path: Path
) -> None:
    clinic.home = tmp_path / "disk"
    clinic.home.mkdir()
    freeze(clinic.home)
    window = clinic.open_window()
    for _ in range(2):
        clinic.type(PASSPHRASE)
        clinic.press(Qt.Key.Key_Return)
    clinic.wait(lambda: not window.gate.while_busy())
    sentence = (
        f"No vault can be made in {clinic.folder}, where nothing can be written: allow writing "
        "there, or choose another folder."
    )
    assert window.gate.making.message.text() == sentence
    done = command(*words_of("rehearse", clinic.folder, tmp_path))
    assert (done.returncode, one_sentence(done)) == (4, sentence)


# --- a copy that was killed ---------------------------------------------------------------------


def test_after_a_kill_the_window_opens_as_ever_with_all_that_was_kept(
    clinic: Clinic, killed: int
) -> None:
    assert killed > 0
    assert (clinic.folder / "vault.lock").exists()
    window, home = clinic.at_home()
    assert window.notice().startswith("This laptop's clock shows")  # the clinic's own is in March
    assert "has not been ended" in home.banner.accessibleName()
    clinic.press(Qt.Key.Key_Return)
    assert window.conductor is not None
    companion = window.conductor.companion
    assert companion.box() == ("half a note", False)
    assert "kept before the end" in [getattr(row.body, "text", "") for row in companion.rows()]


@pytest.mark.parametrize("verb", [*READING, "rehearse", "backup"])
def test_after_a_kill_every_command_goes_on_without_a_word(
    clinic: Clinic, killed: int, command: Run, tmp_path: Path, verb: str
) -> None:
    assert killed > 0
    done = command(*words_of(verb, clinic.folder, tmp_path / "out"))
    assert (done.returncode, done.stderr) == (0, "")
    log = command(*words_of("log", clinic.folder, tmp_path)).stdout
    assert ("kept before the end" in log) is (verb != "rehearse")


# --- a clock set back a year --------------------------------------------------------------------


def test_a_clock_set_back_a_year_is_said_in_one_sentence_as_the_vault_is_opened(
    clinic: Clinic,
) -> None:
    clinic.add_clients("M.R.")
    clinic.hold_session("M.R.", "kept before")
    window, _ = clinic.at_home()
    assert window.notice() == ""
    window.close()
    clinic.clock.move_wall(-YEAR)
    window, _ = clinic.at_home()
    assert window.notice() == (
        "This laptop's clock shows 2 March 2025 at 11:41, but the vault was last used on "
        "2 March 2026 at 11:41: set the clock right before a session; nothing was lost."
    )
    window.close()
    clinic.hold_session("M.R.", "kept after")
    found = verify(clinic.folder, PASSPHRASE, state_folder=clinic.state)
    assert found.findings == ()
    kept: list[str] = []
    clinic.with_practice(lambda practice: kept.extend(notes_of(practice.vault)))
    assert sorted(kept) == ["kept after", "kept before"]


def test_a_clock_set_back_by_some_minutes_is_not_worth_a_word(clinic: Clinic) -> None:
    clinic.add_clients("M.R.")
    window, _ = clinic.at_home()
    window.close()
    clinic.clock.move_wall(timedelta(minutes=-20))
    window, _ = clinic.at_home()
    assert window.notice() == ""


def test_a_clock_set_back_a_year_within_a_session_moves_no_time_of_it_and_the_log_says_so(
    clinic: Clinic,
) -> None:
    clinic.add_clients("M.R.")
    clinic.hold_session("M.R.", "before", minutes=35, end=False)
    window, _ = clinic.at_home()
    clinic.press(Qt.Key.Key_Return)
    conductor = window.conductor
    assert conductor is not None
    companion = conductor.companion
    before = companion.state.since_dose(companion.now())
    clinic.clock.move_wall(-YEAR)
    clinic.clock.advance(timedelta(minutes=1))
    clinic.wait(lambda: any("clock was changed" in words for words in rows_shown(window)))
    clinic.type("after")
    clinic.press(Qt.Key.Key_Return)
    since = companion.state.since_dose(companion.now())
    assert since is not None
    assert before is not None
    assert since - before == timedelta(minutes=1)
    window.close()
    window.close()
    assert verify(clinic.folder, PASSPHRASE, state_folder=clinic.state).findings == ()
    window, home = clinic.at_home()
    assert window.notice().startswith("This laptop's clock shows 2 March 2025")
    assert "has not been ended" in home.banner.accessibleName()
    clinic.press(Qt.Key.Key_Return)
    assert window.conductor is not None
    again = window.conductor.companion
    assert again.state.since_dose(again.now()) == since


@pytest.mark.parametrize("verb", ["export", "import", "rehearse", "backup"])
def test_a_command_that_adds_to_the_vault_warns_of_a_clock_set_back_and_does_it(
    clinic: Clinic, command: Run, tmp_path: Path, verb: str
) -> None:
    clinic.clock.move_wall(3 * YEAR)
    clinic.add_clients("M.R.")
    clinic.hold_session("M.R.", "kept before")
    (tmp_path / "out").mkdir()
    shutil.copytree(clinic.folder, tmp_path / "elsewhere")
    assert command(*words_of("export", tmp_path / "elsewhere", tmp_path / "json")).returncode == 0
    next((tmp_path / "json").glob("*.json")).rename(tmp_path / "out" / "record.json")
    window, _ = clinic.at_home()
    window.close()
    done = command(*words_of(verb, clinic.folder, tmp_path / "out"))
    assert done.returncode == 0
    assert one_sentence(done).endswith("set the clock right before a session; nothing was lost.")
    assert command(*words_of("verify", clinic.folder, tmp_path)).stderr == ""


# --- no home folder -----------------------------------------------------------------------------

NO_HOME = "There is no home folder to keep things in: set HOME, or KAP_HOME to a folder of yours."
_OF_THE_SYSTEM = ("KAP_HOME", "HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME")


@pytest.mark.parametrize("home", [None, ""])
@pytest.mark.parametrize("verb", [*READING, "rehearse", "backup", None])
def test_without_any_home_folder_everything_says_so_and_makes_none_where_it_was_started(
    clinic: Clinic,
    command: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    verb: str | None,
    home: str | None,
) -> None:
    clinic.make_vault()
    before = files_of(clinic.folder)
    # As of somebody whom the system does not know.
    monkeypatch.setattr("pwd.getpwuid", _nobody)
    for name in _OF_THE_SYSTEM:
        monkeypatch.delenv(name, raising=False)
    if home is not None:
        monkeypatch.setenv("HOME", home)
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    words = words_of(verb, clinic.folder, tmp_path) if verb else ()
    done = command(*words, KAP_HOME="", QT_QPA_PLATFORM="offscreen")
    assert (done.returncode, done.stdout, one_sentence(done)) == (2, "", NO_HOME)
    assert files_of(clinic.folder) == before
    assert list((tmp_path / "here").iterdir()) == []


def _nobody(_uid: int) -> None:
    raise KeyError


def test_where_the_home_folder_cannot_be_made_the_gate_says_so(
    clinic: Clinic, tmp_path: Path
) -> None:
    (tmp_path / "home").write_text("no folder", encoding="utf-8")
    clinic.home = tmp_path / "home"
    window = clinic.open_window()
    for _ in range(2):
        clinic.type(PASSPHRASE)
        clinic.press(Qt.Key.Key_Return)
    clinic.wait(lambda: not window.gate.while_busy())
    assert window.gate.making.message.text().startswith(f"No vault can be made in {clinic.folder}")


def test_a_vault_opens_where_what_is_kept_outside_it_cannot_be_written(
    clinic: Clinic, command: Run, freeze: Freeze, tmp_path: Path
) -> None:
    clinic.add_clients("M.R.")
    clinic.hold_session("M.R.", "kept before")
    shutil.move(clinic.folder, tmp_path / "elsewhere")
    outside = tmp_path / "outside"
    outside.mkdir()
    freeze(outside)
    for verb in (*READING, "rehearse"):
        done = command(
            *words_of(verb, tmp_path / "elsewhere", tmp_path / verb), KAP_HOME=str(outside)
        )
        assert done.returncode == 0, done.stderr
        if verb == "verify":
            assert one_sentence(done).startswith("No head of this ledger is kept outside")
        else:
            assert done.stderr == "", verb


def test_a_folder_that_may_not_be_looked_into_is_told_by_window_and_command(
    clinic: Clinic, command: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    clinic.make_vault()
    sentence = str(VaultUnreadable(clinic.folder))

    # To root no folder is closed.
    see, look, read = Path.exists, os.access, Path.open

    def exists(path: Path) -> bool:
        if path.parent == clinic.folder:
            raise PermissionError(13, "Permission denied")
        return see(path)

    def access(path: Path, how: int) -> bool:
        return Path(path) != clinic.folder and look(path, how)

    def opened(path: Path, *how: Any, **named: Any) -> Any:
        if path.parent == clinic.folder:
            raise PermissionError(13, "Permission denied")
        return read(path, *how, **named)

    with monkeypatch.context() as closed:
        closed.setattr(Path, "exists", exists)
        closed.setattr(os, "access", access)
        closed.setattr(Path, "open", opened)
        window = clinic.open_window()
        assert window.gate.unlock.message.text() == sentence
        assert refused_at_gate(clinic, window) == sentence
        done = command(*words_of("sessions", clinic.folder, tmp_path))
    assert (done.returncode, one_sentence(done)) == (4, sentence)


# --- a home folder that is not ASCII ------------------------------------------------------------


@pytest.mark.parametrize("name", [UNICODE_HOME, os.fsdecode(b"n\xffn-utf-8")])
def test_under_a_home_folder_of_any_name_a_vault_is_made_and_a_session_held(
    tmp_path: Path, qtbot: QtBot, command: Run, name: str
) -> None:
    clinic = Clinic(tmp_path / name, qtbot)
    clinic.home.mkdir()
    window = clinic.open_window()
    for _ in range(2):
        clinic.type(PASSPHRASE)
        clinic.press(Qt.Key.Key_Return)
    clinic.wait(lambda: window.gate.currentWidget() is window.gate.code)
    window.close()
    window.close()
    clinic.add_clients("M.R.")
    clinic.hold_session("M.R.", "kept here")
    window, home = clinic.at_home()
    assert home.clients.table.keys()
    assert window.notice() == ""
    window.close()
    for verb in (*READING, "backup", "rehearse"):
        done = command(
            *words_of(verb, clinic.folder, clinic.home / verb), KAP_HOME=str(clinic.home)
        )
        assert done.returncode == 0, done.stderr
    clinic.close()
