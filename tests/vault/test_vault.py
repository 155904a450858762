"""Making, opening, closing and recovering a vault, and who is kept out."""

from __future__ import annotations

import shutil
import stat
import subprocess
import sys
import textwrap
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from argon2.exceptions import HashingError

from kap_companion.session.entries import (
    Entry,
    NoteTaken,
    PassphraseChanged,
    PrivateNoteTaken,
    SessionOpened,
    VaultMade,
    VaultUnlocked,
)
from kap_companion.vault.database import Database
from kap_companion.vault.errors import (
    VaultDamaged,
    VaultError,
    VaultExists,
    VaultInUse,
    VaultMissing,
    VaultNewer,
    VaultNotWritable,
    WrongPassphrase,
    WrongRecoveryCode,
)
from kap_companion.vault.journal import new_id
from kap_companion.vault.keys import RESTING_COST, KeyCost, Keys, Slot, calibrated_cost, load_keys
from kap_companion.vault.recovery_code import new_recovery_code, read_recovery_code
from kap_companion.vault.schema import HEAD, TRIGGERS
from kap_companion.vault.strength import Level, passphrase_strength
from kap_companion.vault.vault import Vault
from tests.vault.made import Keep, Place, line_of


def bodies(entries: Sequence[Entry[Any]]) -> list[Any]:
    return [entry.body for entry in entries]


def test_a_new_vault_logs_its_making_and_only_work_logs_an_unlocking(place: Place) -> None:
    with place.create()[0] as vault:
        assert bodies(vault.journal.access()) == [VaultMade()]
    with place.open() as vault:
        assert bodies(vault.journal.access()) == [VaultMade()]
    with place.open(working=True) as vault:
        assert bodies(vault.journal.access()) == [VaultMade(), VaultUnlocked()]


def test_wrong_passphrases_are_refused_counted_and_told_at_the_next_unlocking(place: Place) -> None:
    place.create()[0].close()
    for _ in range(2):
        with pytest.raises(WrongPassphrase):
            place.open("not it")
    assert b"not it" not in (place.folder / "unlocks.json").read_bytes()
    with place.open(working=True) as vault:
        assert vault.journal.access()[-1].body == VaultUnlocked(failures_before=2)
    with place.open(working=True) as vault:
        assert vault.journal.access()[-1].body == VaultUnlocked(failures_before=0)


def test_a_vault_opened_in_the_background_is_used_by_the_window(
    place: Place, keep: Keep, opened: SessionOpened
) -> None:
    place.create()[0].close()
    with ThreadPoolExecutor() as pool:
        vault = pool.submit(place.open, working=True).result()
    with vault:
        assert keep(vault, new_id(), opened)


def test_too_little_memory_for_the_passphrase_is_told(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.create()[0].close()

    def refuse(*_: object) -> None:
        raise HashingError("Memory allocation error")

    monkeypatch.setattr("kap_companion.vault.keys.hash_secret_raw", refuse)
    with pytest.raises(VaultError, match="free memory"):
        place.open()


def test_the_same_passphrase_typed_on_another_system_opens_the_vault(tmp_path: Path) -> None:
    typed = Place(tmp_path / "v", tmp_path / "s", "Zoe\u0308 unter Ba\u0308umen")
    typed.create()[0].close()
    with typed.open("Zo\u00eb unter B\u00e4umen") as vault:
        assert bodies(vault.journal.access())[0] == VaultMade()


def test_the_recovery_code_opens_the_vault_however_it_is_typed(place: Place) -> None:
    vault, code = place.create()
    vault.close()
    typed = f"  {code.lower().replace('-', ' ').replace('0', 'o').replace('1', 'l')} "
    with Vault.open_with_recovery(place.folder, typed, state_folder=place.state) as vault:
        assert bodies(vault.journal.access()) == [VaultMade()]


def test_recovering_gives_a_new_passphrase_and_logs_it(place: Place) -> None:
    vault, code = place.create()
    vault.close()
    with Vault.recover(place.folder, code, "a new one", state_folder=place.state) as vault:
        changed = PassphraseChanged(by_recovery=True)
        assert bodies(vault.journal.access()) == [VaultMade(), VaultUnlocked(), changed]
    with pytest.raises(WrongPassphrase):
        place.open()
    place.open("a new one").close()
    Vault.open_with_recovery(place.folder, code, state_folder=place.state).close()


def test_changing_the_passphrase_needs_the_old_one_and_keeps_everything(
    place: Place, keep: Keep, opened: SessionOpened
) -> None:
    vault, code = place.create()
    session = new_id()
    kept = keep(vault, session, opened, NoteTaken("before"))
    with pytest.raises(WrongPassphrase):
        vault.change_passphrase("not it", "new")
    with pytest.raises(VaultError, match="empty"):
        vault.change_passphrase(place.passphrase, "")
    vault.change_passphrase(place.passphrase, "new")
    assert vault.journal.access()[-1].body == PassphraseChanged()
    vault.close()
    with pytest.raises(WrongPassphrase):
        place.open()
    with place.open("new", working=True) as vault:
        assert vault.journal.record(session) == kept
        assert vault.journal.access()[-1].body == VaultUnlocked(failures_before=2)
    Vault.open_with_recovery(place.folder, code, state_folder=place.state).close()


def test_a_mistyped_recovery_code_is_told_from_a_wrong_one(place: Place) -> None:
    vault, code = place.create()
    vault.close()

    def recover(typed: str) -> None:
        Vault.open_with_recovery(place.folder, typed, state_folder=place.state)

    other = code[:5] + ("A" if code[5] != "A" else "B") + code[6:]
    with pytest.raises(WrongRecoveryCode, match="mistyped"):
        recover(other)
    with pytest.raises(WrongRecoveryCode, match="28"):
        recover(code[:-1])
    with pytest.raises(WrongRecoveryCode, match="not this vault's"):
        recover(new_recovery_code())


def test_a_vault_without_a_recovery_slot_says_so(place: Place) -> None:
    place.create(with_recovery=False)[0].close()
    with pytest.raises(WrongRecoveryCode, match="no recovery code"):
        Vault.open_with_recovery(place.folder, new_recovery_code(), state_folder=place.state)


def test_a_recovery_code_has_130_bits_in_groups_of_four() -> None:
    code = new_recovery_code()
    assert [len(group) for group in code.split("-")] == [4] * 7
    assert len(read_recovery_code(code)) == 28
    assert code != new_recovery_code()


def test_no_vault_is_told_from_a_vault_and_leaves_nothing_behind(place: Place) -> None:
    with pytest.raises(VaultMissing):
        place.open()
    assert not place.folder.exists()


def test_making_a_vault_over_another_is_refused(place: Place) -> None:
    place.create()[0].close()
    with pytest.raises(VaultExists):
        place.create()
    (place.folder / "keys.json").unlink()
    with pytest.raises(VaultExists):
        place.create()
    place.data_file.unlink()
    place.create()[0].close()


def test_a_vault_is_for_its_owner_alone(place: Place) -> None:
    with place.create()[0] as vault:
        vault.scratch.save("box", {})
        assert stat.S_IMODE(place.folder.stat().st_mode) == 0o700
        files = [*place.folder.iterdir(), *place.state.iterdir()]
        assert {path.name for path in files} >= {"keys.json", "vault.db", "vault.db-wal"}
        assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}


def test_closing_leaves_no_wal(place: Place) -> None:
    place.create()[0].close()
    names = {path.name for path in place.folder.iterdir()}
    assert names == {"keys.json", "vault.db", "vault.lock"}


def test_a_second_copy_is_refused_in_one_line_and_a_dead_one_locks_nobody_out(place: Place) -> None:
    place.create()[0].close()
    holder = textwrap.dedent(
        """
        import sys, time, pathlib
        from kap_companion.vault.vault import Vault
        folder, state, word = sys.argv[1:]
        vault = Vault.open(pathlib.Path(folder), word, state_folder=pathlib.Path(state))
        print("open", flush=True)
        time.sleep(60)
        """
    )
    arguments = [place.folder, place.state, place.passphrase]
    with subprocess.Popen(
        [sys.executable, "-c", holder, *map(str, arguments)], stdout=subprocess.PIPE
    ) as child:
        assert line_of(child) == b"open\n"
        with pytest.raises(VaultInUse) as told:
            place.open()
        assert "\n" not in str(told.value)
        with pytest.raises(VaultInUse):
            place.verify()
        child.kill()
    place.open().close()


def test_the_same_vault_is_not_opened_twice_in_one_process(place: Place) -> None:
    with place.create()[0]:
        with pytest.raises(VaultInUse):
            place.open()
        with pytest.raises(VaultExists):
            place.create()


def test_a_damaged_key_file_is_told_from_a_wrong_passphrase(place: Place) -> None:
    place.create()[0].close()
    path = place.folder / "keys.json"
    whole = path.read_bytes()
    for position in range(0, len(whole), 7):
        damaged = bytearray(whole)
        damaged[position] ^= 1
        path.write_bytes(damaged)
        with pytest.raises(VaultDamaged):
            place.open()
    for content in (b"", b"[]", b"{}", whole[:-20]):
        path.write_bytes(content)
        with pytest.raises(VaultDamaged):
            place.open()
    path.write_bytes(whole)
    place.open().close()


def test_missing_files_of_a_vault_are_named(place: Place) -> None:
    place.create()[0].close()
    shutil.move(place.folder / "keys.json", place.folder / "elsewhere")
    with pytest.raises(VaultDamaged, match=r"keys\.json"):
        place.open()
    shutil.move(place.folder / "elsewhere", place.folder / "keys.json")
    place.data_file.unlink()
    with pytest.raises(VaultDamaged, match=r"vault\.db"):
        place.open()


def test_an_empty_plain_or_cut_data_file_is_never_taken_for_a_vault(place: Place) -> None:
    place.create()[0].close()
    whole = place.data_file.read_bytes()
    for content in (b"", b"SQLite format 3\0" + bytes(4080), whole[:-1], whole[:4096]):
        place.data_file.write_bytes(content)
        assert not place.verify().is_fine
        with pytest.raises(VaultDamaged):
            place.open()
        assert place.data_file.read_bytes() == content


def test_the_key_file_of_another_vault_opens_nothing(place: Place, tmp_path: Path) -> None:
    place.create()[0].close()
    other = Place(tmp_path / "other", place.state)
    other.create()[0].close()
    shutil.copy(other.folder / "keys.json", place.folder / "keys.json")
    with pytest.raises(VaultDamaged):
        place.open()


def test_a_slot_opens_only_as_what_it_is(place: Place) -> None:
    place.create()[0].close()
    keys = load_keys(place.folder)
    swapped = {Slot.PASSPHRASE: keys.slots[Slot.PASSPHRASE]}
    swapped[Slot.RECOVERY] = swapped[Slot.PASSPHRASE]
    elsewhere = Keys(new_id(), swapped)
    with pytest.raises(WrongPassphrase):
        elsewhere.data_key(Slot.PASSPHRASE, place.passphrase)


def test_a_missing_table_is_noticed_at_opening_and_named_by_verify(place: Place) -> None:
    place.create()[0].close()
    database = Database(place.data_file, _data_key(place))
    with database.writing() as connection:
        connection.exec_driver_sql("DROP TABLE bodies")
    database.close()
    with pytest.raises(VaultDamaged):
        place.open()
    assert place.verify().findings[-1] == "The table bodies is missing."


def test_an_entry_that_cannot_be_read_is_damage_not_a_fall(place: Place) -> None:
    place.create()[0].close()
    database = Database(place.data_file, _data_key(place))
    database.raw.execute("PRAGMA ignore_check_constraints = ON")
    with database.writing() as connection:
        connection.exec_driver_sql("DROP TRIGGER bodies_never_change")
        connection.exec_driver_sql("UPDATE bodies SET body = 'no JSON'")
        connection.exec_driver_sql(TRIGGERS["bodies_never_change"])
    database.close()
    with place.open() as vault, pytest.raises(VaultDamaged, match="run verify"):
        vault.journal.access()


def test_a_newer_vault_is_refused_in_one_clear_line(place: Place) -> None:
    place.create()[0].close()
    vault = place.open()
    with vault._database.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    vault.close()
    for attempt in (place.open, place.verify):
        with pytest.raises(VaultNewer, match="newer version"):
            attempt()


def test_a_vault_of_this_schema_opens_without_the_migration_tool(place: Place) -> None:
    place.create()[0].close()
    script = (
        "import sys, pathlib; from kap_companion.vault.vault import Vault; "
        "Vault.open(pathlib.Path(sys.argv[1]), sys.argv[3], state_folder=pathlib.Path(sys.argv[2]),"
        " working=True).close(); print('alembic' in sys.modules, 'sqlalchemy.orm' in sys.modules)"
    )
    told = subprocess.run(
        [sys.executable, "-c", script, place.folder, place.state, place.passphrase],
        capture_output=True,
        text=True,
        check=True,
    )
    assert (told.stdout, told.stderr) == ("False False\n", "")


def test_the_last_migration_is_the_schema_the_app_reads() -> None:
    from alembic.script import ScriptDirectory

    from kap_companion.vault import migrations

    scripts = ScriptDirectory(str(Path(migrations.__file__).parent))
    assert scripts.get_heads() == [HEAD]
    assert not any(hasattr(one.module, "downgrade") for one in scripts.walk_revisions())


# --- nothing that was kept is changed -----------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE entries SET hash = hash",
        'UPDATE bodies SET body = \'{"text":"other"}\' WHERE n = 2',
        "DELETE FROM entries WHERE n = 2",
        "DELETE FROM bodies WHERE n = 2",
        "REPLACE INTO bodies VALUES (2, '00', '{}')",
        "REPLACE INTO entries (n, envelope, hash, head) "
        "SELECT n, envelope, hash, head FROM entries",
        "INSERT OR REPLACE INTO entries (n, envelope, hash, head) "
        "SELECT 9, envelope, 'x', head FROM entries WHERE n = 2",
        "REPLACE INTO entries (n, envelope, hash, head) "
        "SELECT 5, json_set(envelope, '$.seq', 3), 'x', head FROM entries WHERE n = 2",
        "REPLACE INTO entries (n, envelope, hash, head) "
        "SELECT 5, json_set(envelope, '$.seq', 2, '$.id', 'x'), 'x', head FROM entries WHERE n = 2",
    ],
)
@pytest.mark.parametrize("setting", ["ON", "OFF"])
def test_what_was_kept_is_neither_changed_nor_removed_nor_replaced(
    vault: Vault, session_id: str, change: str, setting: str
) -> None:
    vault._database.raw.execute(f"PRAGMA recursive_triggers = {setting}")
    kept = vault.journal.record(session_id)
    database: Database = vault._database
    with pytest.raises(Exception, match=r"never|only|once"), database.writing() as connection:
        connection.exec_driver_sql(change)
    assert vault.journal.record(session_id) == kept


def test_a_missing_guard_is_noticed_at_opening_and_by_verify(place: Place) -> None:
    place.create()[0].close()
    for name in TRIGGERS:
        vault = place.open()
        with vault._database.writing() as connection:
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        vault.close()
        with pytest.raises(VaultDamaged, match="guards"):
            place.open()
        assert any(name in finding for finding in place.verify().findings)
        database = Database(place.data_file, _data_key(place))
        with database.writing() as connection:
            connection.exec_driver_sql(TRIGGERS[name])
        database.close()


# --- an interrupted making ------------------------------------------------------------------------

MAKER = """
import os, sys, pathlib
from kap_companion.vault import vault, keys
import kap_companion.vault.migrations
folder, state, word = sys.argv[1:]
print("making", flush=True)
vault.Vault.create(pathlib.Path(folder), word, state_folder=pathlib.Path(state),
                   cost=keys.KeyCost(64, 1, 1))
"""


def test_a_making_that_is_killed_leaves_nothing_or_a_vault_that_opens(
    tmp_path: Path, place: Place
) -> None:
    outcomes = set()
    for step in range(5):
        here = Place(tmp_path / f"v{step}", tmp_path / "s")
        arguments = [str(here.folder), str(here.state), here.passphrase]
        command = [sys.executable, "-c", MAKER, *arguments]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as child:
            line_of(child)
            time.sleep(0.012 * step)
            child.kill()
        try:
            here.open(working=True).close()
            outcomes.add("opened")
        except VaultMissing:
            here.create()[0].close()
            outcomes.add("made anew")
        assert here.verify().is_fine
        with here.open() as vault:
            assert bodies(vault.journal.access())[0] == VaultMade()
    assert outcomes


@pytest.mark.parametrize("moment", ["before the key file", "before the last name"])
def test_a_making_cut_short_at_its_worst_moments(
    place: Place, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    from kap_companion.vault import opening

    class PowerCut(BaseException):
        pass

    def cut(*_: object) -> None:
        raise PowerCut

    name = "save_keys" if moment == "before the key file" else "_finish_making"
    with monkeypatch.context() as patch, pytest.raises(PowerCut):
        patch.setattr(opening, name, cut)
        place.create()
    if moment == "before the key file":
        with pytest.raises(VaultMissing):
            place.open()
        place.create()[0].close()
    else:
        with pytest.raises(VaultExists):
            place.create()
    with place.open(working=True) as vault:
        assert bodies(vault.journal.access())[0] == VaultMade()


def test_a_folder_that_cannot_be_made_is_told(place: Place) -> None:
    place.folder.parent.joinpath("file").write_text("in the way")
    with pytest.raises(VaultNotWritable):
        Place(place.folder.parent / "file" / "vault", place.state).create()


# --- the cost of a guess, and how strong a passphrase is ------------------------------------------


def test_a_calibrated_cost_takes_its_time_and_its_memory() -> None:
    cost = calibrated_cost(at_least_s=0.2)
    assert cost.memory_kib >= 64 * 1024
    assert KeyCost(memory_kib=64 * 1024, passes=3, lanes=4) == RESTING_COST


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("", Level.EMPTY),
        ("password", Level.WEAK),
        ("Ketamine2024", Level.WEAK),
        ("contraseña Psicoterapia 2024", Level.WEAK),
        ("aaaaaaaaaaaaaaaaaaaa", Level.WEAK),
        ("12345678901234567890"[:9], Level.WEAK),
        ("qwerty qwerty qwerty", Level.WEAK),
        ("sunday morning", Level.WEAK),
        ("lamp river seven", Level.FAIR),
        ("lamp river seven window", Level.GOOD),
        ("lamp river seven window tuesday oak", Level.STRONG),
        ("k7#Qz!9fW2@x", Level.GOOD),
    ],
)
def test_the_strength_of_a_passphrase_is_told_honestly(text: str, level: Level) -> None:
    strength = passphrase_strength(text)
    assert strength.level is level
    assert len(strength.words) < 80


# --- nothing in clear -----------------------------------------------------------------------------


def test_nothing_that_was_typed_lies_in_clear_in_any_file(
    place: Place, keep: Keep, opened: SessionOpened, tmp_path: Path
) -> None:
    vault, code = place.create()
    secrets = ["xylophone-note", "yttrium-private", "zirconium-scratch", "M.R.", place.passphrase]
    keep(vault, new_id(), opened, NoteTaken(secrets[0]), PrivateNoteTaken(secrets[1]))
    vault.scratch.save("box", {"text": secrets[2]})
    vault.search.settle()

    def look() -> None:
        for path in tmp_path.rglob("*"):
            content = path.read_bytes() if path.is_file() else b""
            for secret in [*secrets, code]:
                for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
                    assert secret.encode(encoding) not in content, path.name

    look()
    vault.close()
    look()


def _data_key(place: Place) -> bytes:
    return load_keys(place.folder).data_key(Slot.PASSPHRASE, place.passphrase)
