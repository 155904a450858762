"""The vault of a rehearsal: nobody can open it, and nothing of it stays."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kap_companion.throw_away import make_throw_away, sweep
from kap_companion.vault.errors import VaultInUse
from kap_companion.vault.keys import Slot, load_keys
from kap_companion.vault.vault import Vault

_KILLED = """
import os, signal, sys
from pathlib import Path
from kap_companion.throw_away import make_throw_away
made = make_throw_away(Path(sys.argv[1]))
print(made.folder, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_it_has_no_recovery_code_and_goes_with_all_that_was_written_for_it(tmp_path: Path) -> None:
    made = make_throw_away(tmp_path / "r")
    assert set(load_keys(made.folder / "vault").slots) == {Slot.PASSPHRASE}
    assert [one.parent for one in tmp_path.rglob("vault.db")] == [made.folder / "vault"]
    made.clear()
    assert list((tmp_path / "r").iterdir()) == []


def test_what_a_killed_rehearsal_left_is_swept_at_the_next_start(tmp_path: Path) -> None:
    home = tmp_path / "r"
    done = subprocess.run(
        [sys.executable, "-c", _KILLED, str(home)], capture_output=True, text=True, check=False
    )
    left = Path(done.stdout.strip())
    assert (left / "vault" / "vault.db").exists()
    sweep(home)
    assert list(home.iterdir()) == []


def test_a_sweep_leaves_the_rehearsal_of_another_copy_alone(tmp_path: Path) -> None:
    home = tmp_path / "r"
    made = make_throw_away(home)
    being_made = home / "0123456789abcdef"
    being_made.mkdir()
    sweep(home)
    assert being_made.is_dir()
    with pytest.raises(VaultInUse):
        Vault.open(made.folder / "vault", "whatever", state_folder=tmp_path / "s")
    made.clear()


def test_a_sweep_follows_no_link_out_of_its_folder(tmp_path: Path) -> None:
    home, other = tmp_path / "r", tmp_path / "other"
    home.mkdir()
    other.mkdir()
    (other / "letter.txt").write_text("mine")
    (home / "link").symlink_to(other)
    sweep(home)
    sweep(tmp_path / "never")
    assert (other / "letter.txt").read_text() == "mine"
