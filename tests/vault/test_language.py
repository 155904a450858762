"""A vault is the same in every language: only what is said about it differs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kap_companion.language import Spoken, language, speak
from kap_companion.session.entries import NoteTaken, SessionOpened, Stream
from kap_companion.vault.backup import BackupError, back_up, check_backup, restore
from kap_companion.vault.database import REFUSALS
from kap_companion.vault.errors import VaultDamaged, WrongBackupPassphrase
from kap_companion.vault.journal import new_id
from kap_companion.vault.schema import TRIGGERS
from kap_companion.vault.vault import Vault
from tests.vault.made import NOON, PASSPHRASE, Keep, Place


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    speak(Spoken())


def in_spanish() -> None:
    speak(language("es"))


def test_a_vault_made_in_spanish_is_sound_in_english(
    place: Place, opened: SessionOpened, keep: Keep, tmp_path: Path
) -> None:
    in_spanish()
    vault, _ = place.create()
    with vault:
        keep(vault, new_id(), opened, NoteTaken("Hormigueo en las manos"))
        back_up(vault, tmp_path / "one.kapbackup", at=NOON, utc_offset="-08:00")
    speak(Spoken())
    verdict = place.verify()
    assert (verdict.findings, verdict.unseen) == ((), ())
    assert check_backup(tmp_path / "one.kapbackup", PASSPHRASE).is_fine
    restore(
        tmp_path / "one.kapbackup",
        tmp_path / "elsewhere",
        PASSPHRASE,
        state_folder=place.state,
        at=NOON,
        utc_offset="-08:00",
    )
    with Vault.open(tmp_path / "elsewhere", PASSPHRASE, state_folder=place.state) as restored:
        assert len(restored.sessions.all()) == 1


def test_what_copies_the_vault_says_in_spanish_why_it_cannot(vault: Vault, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    in_spanish()
    with pytest.raises(BackupError, match=r"^No se hizo ninguna copia: la carpeta .+ no está\."):
        back_up(vault, tmp_path / "file" / "b.kapbackup", at=NOON, utc_offset="-08:00")


def test_a_day_in_a_spanish_sentence_is_a_spanish_day(vault: Vault, tmp_path: Path) -> None:
    back_up(vault, tmp_path / "b.kapbackup", at=NOON, utc_offset="-08:00")
    in_spanish()
    with pytest.raises(WrongBackupPassphrase, match="2 de marzo de 2026, cuando se hizo la copia"):
        check_backup(tmp_path / "b.kapbackup", "not this one")


def test_a_changed_entry_is_reported_in_spanish_and_by_its_number(
    place: Place, vault: Vault, opened: SessionOpened, keep: Keep
) -> None:
    session_id = new_id()
    keep(vault, session_id, opened, NoteTaken("one"))
    n = len(vault.journal.access()) + 2
    raw = vault._database.raw
    raw.execute("DROP TRIGGER bodies_never_change")
    raw.execute("UPDATE bodies SET body = replace(body, 'one', 'two') WHERE n = ?", (n,))
    vault.close()
    in_spanish()
    assert (
        f"Entrada {n} del libro mayor (número 2 del registro de la sesión {session_id}): "
        "su cuerpo o su sal fue cambiado."
    ) in place.verify().findings


def test_what_a_guard_says_is_said_in_the_language_of_the_window(vault: Vault) -> None:
    in_spanish()
    with (
        pytest.raises(VaultDamaged, match="porque las entradas nunca se quitan: ejecute verify"),
        vault._database.writing() as connection,
    ):
        connection.exec_driver_sql("DELETE FROM entries")


def test_whatever_a_guard_says_can_be_said_in_every_language() -> None:
    said = {guard.rsplit("'", 2)[1] for guard in TRIGGERS.values()}
    assert said == set(REFUSALS)


def test_an_entry_is_kept_byte_for_byte_the_same_whatever_is_spoken(
    place: Place, opened: SessionOpened, keep: Keep
) -> None:
    vault, _ = place.create()
    with vault:
        first, second = new_id(), new_id()
        keep(vault, first, opened, NoteTaken("as typed"))
        in_spanish()
        keep(vault, second, opened, NoteTaken("as typed"))
        bodies = [
            [line["body"] for line in vault.journal.lines(Stream.RECORD, one)]
            for one in (first, second)
        ]
    assert bodies[0] == bodies[1]
