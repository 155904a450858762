"""The clinician's own templates lie in the vault, and one of the notes' is the usual one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kap_companion.note_templates import NoteTemplates
from kap_companion.notes.draft import DraftError, write_draft
from kap_companion.vault.keys import KeyCost
from kap_companion.vault.vault import Vault
from tests.notes import made

PASSPHRASE = "moss lantern harbour"


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    made_vault, _ = Vault.create(
        tmp_path / "v", PASSPHRASE, state_folder=tmp_path / "s", cost=KeyCost(64, 1, 1)
    )
    yield made_vault
    made_vault.close()


def test_a_template_is_kept_used_and_taken_away(vault: Vault) -> None:
    known = NoteTemplates(vault.shelf)
    kept = known.keep(None, "My  way", "## Seen\n{{ client }}")

    assert (kept.name, kept.title) == ("my-way", "My way")
    assert NoteTemplates(vault.shelf).all()[-1] == kept
    assert write_draft(kept, made.whole_session().record) == "## Seen\nM.R.\n"
    known.keep(kept.name, "My way", "other")
    assert [one.source for one in known.own()] == ["other"]
    known.remove(kept.name)
    assert known.own() == ()


def test_titles_are_needed_short_and_different(vault: Vault) -> None:
    known = NoteTemplates(vault.shelf)
    known.keep(None, "Mine", "")

    with pytest.raises(DraftError, match="needs a title"):
        known.keep(None, "  ", "")
    with pytest.raises(DraftError, match="already"):
        known.keep(None, "mine", "")
    with pytest.raises(DraftError, match="already"):
        known.keep(None, "dap", "")
    with pytest.raises(DraftError, match="too long"):
        known.keep(None, "a very long title for a template", "")


def test_a_title_without_latin_letters_has_a_name_too(vault: Vault) -> None:
    known = NoteTemplates(vault.shelf)

    names = [known.keep(None, title, "").name for title in ("שלום", "تجربة")]

    assert names == ["template", "template-2"]


def test_the_usual_template_is_chosen_and_falls_back_where_it_went(vault: Vault) -> None:
    known = NoteTemplates(vault.shelf)
    assert known.default.name == "dap"
    mine = known.keep(None, "Mine", "x")
    known.choose_default(mine.name)
    assert known.default == mine
    known.remove(mine.name)
    assert known.default.name == "dap"


def test_a_letter_is_not_the_usual_note(vault: Vault) -> None:
    with pytest.raises(DraftError, match="no note"):
        NoteTemplates(vault.shelf).choose_default("letter")


def test_the_words_of_a_template_are_not_in_the_vaults_file(vault: Vault) -> None:
    NoteTemplates(vault.shelf).keep(None, "Mine", "zinnoberrot praxis")

    assert all(b"zinnoberrot" not in path.read_bytes() for path in _closed(vault))


def _closed(vault: Vault) -> list[Path]:
    # Only once it is closed may another handle open the file.
    folder = vault.folder
    vault.close()
    return [path for path in folder.rglob("*") if path.is_file()]
