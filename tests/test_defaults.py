"""The practice's own defaults: kept in the vault, used from the next session on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from kap_companion.defaults import Defaults
from kap_companion.practice import Opening, Practice
from kap_companion.session.clock import ScriptedClock
from kap_companion.session.cues import CueKind, open_cues
from kap_companion.session.defaults import DefaultError
from kap_companion.session.entries import ClientSaved
from kap_companion.vault.keys import KeyCost
from kap_companion.vault.vault import Vault
from tests.made import PROTOCOL, START

PASSPHRASE = "moss lantern harbour"


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    made, _ = Vault.create(
        tmp_path / "v", PASSPHRASE, state_folder=tmp_path / "s", cost=KeyCost(64, 1, 1)
    )
    with made:
        yield made


@pytest.fixture
def practice(vault: Vault) -> Practice:
    return Practice(vault, ScriptedClock(START), PROTOCOL)


def anew(vault: Vault) -> Defaults:
    """Return the defaults as they are read when the vault is opened the next time."""
    return Defaults(vault.shelf, PROTOCOL)


def test_what_was_chosen_is_in_the_vault_and_comes_back(vault: Vault) -> None:
    defaults = anew(vault)
    defaults.choose("return", 60)
    defaults.choose("vitals_at_close", 0)
    defaults.choose_items("readiness", ("Oriented", "Shoes on"))
    again = anew(vault)
    assert again.value("return") == 60
    assert again.protocol.phases.window_min == 60
    assert not again.protocol.cues.vitals_at_close
    assert again.checklists[2].items == ("Oriented", "Shoes on")


def test_back_to_the_default_leaves_nothing_of_its_own(vault: Vault) -> None:
    defaults = anew(vault)
    defaults.choose("hold", 10)
    defaults.choose_items("before", ("Water asked",))
    defaults.choose("hold", defaults.usual("hold"))
    defaults.choose_items("before", defaults.usual_checklists[1].items)
    assert vault.shelf.all("defaults") == {"figures": {}, "checklists": {}}
    assert anew(vault).protocol == PROTOCOL


def test_what_is_refused_changes_nothing(vault: Vault) -> None:
    defaults = anew(vault)
    with pytest.raises(DefaultError):
        defaults.choose("hold", 20)
    with pytest.raises(DefaultError):
        defaults.choose_items("before", ())
    assert defaults.protocol == anew(vault).protocol == PROTOCOL
    assert vault.shelf.all("defaults") == {}


def test_an_item_may_move_from_one_list_to_another_in_any_order(vault: Vault) -> None:
    defaults = anew(vault)
    defaults.choose_items("readiness", ("Oriented",))
    defaults.choose_items("before", ("Escort here", "Water asked"))
    defaults.choose_items("readiness", ("Oriented", "Shoes on"))
    assert anew(vault).checklists == defaults.checklists
    assert anew(vault).checklists[1].items == ("Escort here", "Water asked")


@pytest.mark.parametrize(
    ("key", "kept"),
    [
        ("figures", {"return": "long"}),
        ("figures", {"return": 5}),
        ("figures", {"of another app": 5}),
        ("checklists", {"readiness": "Oriented"}),
        ("checklists", {"readiness": [1]}),
        ("checklists", {"readiness": []}),
    ],
)
def test_what_cannot_be_used_is_as_if_it_were_not_there(
    vault: Vault, key: str, kept: dict[str, object]
) -> None:
    vault.shelf.put("defaults", key, kept)
    assert anew(vault).protocol == PROTOCOL
    assert anew(vault).checklists == anew(vault).usual_checklists


def test_a_session_keeps_what_it_was_opened_with(practice: Practice) -> None:
    client = practice.save_client(None, ClientSaved("M.R."))
    session = practice.open_session(client, Opening())
    practice.defaults.choose("hold_timer_min", 10)
    practice.defaults.choose_items("readiness", ("Shoes on",))
    opened = practice.resume(session.session_id).state.facts.opened
    assert opened is not None and opened.checklists is not None
    assert opened.cues.hold_timer_min == 12
    assert "Oriented" in opened.checklists[2].items


def test_the_next_session_goes_by_what_was_chosen(practice: Practice) -> None:
    defaults, clock = practice.defaults, practice.clock
    defaults.choose("hold_timer_min", 10)
    defaults.choose("vitals_after_dose_min", 30)
    defaults.choose("vitals_at_close", 0)
    defaults.choose("planned_minutes", 120)
    defaults.choose_items("readiness", ("Shoes on",))
    client = practice.save_client(None, ClientSaved("M.R."))
    session = practice.open_session(client, Opening())
    session.dose(Decimal(150))
    dosed_at = session.now()
    assert isinstance(clock, ScriptedClock)
    clock.advance(timedelta(minutes=1))
    due = {cue.kind: cue.due_at - dosed_at for cue in open_cues(session.state, session.now())}
    assert due[CueKind.SPIT] == timedelta(minutes=10)
    assert due[CueKind.VITALS] == timedelta(minutes=30)
    assert due[CueKind.PLANNED_END] == timedelta(minutes=120)
    assert CueKind.VITALS_AT_CLOSE not in due
    opened = session.state.facts.opened
    assert opened is not None and opened.checklists is not None
    assert opened.checklists[2].items == ("Shoes on",)
