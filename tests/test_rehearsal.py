"""A script through the live session on a real vault: what each line leaves in the record."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from kap_companion.practice import Practice
from kap_companion.rehearsal import Rehearsal
from kap_companion.script import ScriptError, parse_script
from kap_companion.session.clock import ScriptedClock
from kap_companion.session.wording import NO_REASON
from kap_companion.vault.keys import KeyCost
from kap_companion.vault.vault import Vault
from tests.made import PROTOCOL

START = datetime(2026, 3, 14, 18, 0, tzinfo=UTC)
OPEN: dict[str, object] = {"at": "-12:00", "do": "open", "client": "M.R.", "ref": "o"}


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    made, _ = Vault.create(
        tmp_path / "v", "moss lantern", state_folder=tmp_path / "s", cost=KeyCost(64, 1, 1)
    )
    with made:
        yield made


def played(vault: Vault, *lines: dict[str, object]) -> list[Any]:
    """Play the lines and return the bodies of the record."""
    clock = ScriptedClock(START)
    rehearsal = Rehearsal(Practice(vault, clock, PROTOCOL), clock, ())
    script = parse_script("\n".join(json.dumps(line) for line in lines).encode())
    rehearsal.play(script, lambda line, entry: None)
    assert rehearsal.session_id is not None
    return [entry.body for entry in vault.journal.record(rehearsal.session_id)]


def test_amending_the_opening_amends_its_own_intention_not_a_later_one(vault: Vault) -> None:
    record = played(
        vault,
        {**OPEN, "intention": "to listen"},
        {"at": "-11:00", "do": "intention", "text": "to rest"},
        {"at": "-10:00", "do": "amend", "target": "o", "intention": "to hear", "reason": "slip"},
    )
    amended = vault.journal.record(vault.sessions.all()[0].id)[1]
    assert (record[1].text, record[2].text) == ("to listen", "to rest")
    assert (record[3].target, record[3].changes) == (amended.id, {"text": "to hear"})


def test_an_intention_the_opening_lacked_is_told_late_and_a_later_one_still_holds(
    vault: Vault,
) -> None:
    record = played(
        vault,
        OPEN,
        {"at": "-11:00", "do": "intention", "text": "to rest"},
        {"at": "-10:00", "do": "amend", "target": "o", "intention": "to hear"},
    )
    assert (record[2].text, record[2].happened_at) == ("to hear", START)


def test_limits_amended_keep_the_reason_that_was_given(vault: Vault) -> None:
    record = played(
        vault,
        OPEN,
        {"at": "-11:00", "do": "limits", "systolic": 150, "by": "Dr B.", "ref": "l"},
        {"at": "-10:00", "do": "amend", "target": "l", "systolic": 140, "reason": "misread"},
    )
    assert record[-1].reason == "misread"
    assert record[-1].changes["limits"] == {"systolic_mmhg": 140, "given_by": "Dr B."}


def test_a_correction_without_a_reason_says_that_none_was_given(vault: Vault) -> None:
    record = played(
        vault,
        OPEN,
        {"at": "-11:00", "do": "note", "text": "warm", "ref": "n"},
        {"at": "-10:00", "do": "amend", "target": "n", "text": "warm hands"},
        {"at": "-9:00", "do": "strike", "target": "n"},
    )
    assert [body.reason for body in record[-2:]] == [NO_REASON, NO_REASON]


def test_why_a_session_ended_early_can_be_amended(vault: Vault) -> None:
    record = played(
        vault,
        OPEN,
        {"at": "20:00", "do": "end", "reason": "nausea", "ref": "e"},
        {"at": "21:00", "do": "amend", "target": "e", "reason": "headache"},
        {"at": "22:00", "do": "amend", "target": "e", "late_by": "3:00", "reason": "earlier"},
    )
    assert (record[-2].changes, record[-2].reason) == ({"reason": "headache"}, NO_REASON)
    assert (list(record[-1].changes), record[-1].reason) == (["happened_at"], "earlier")


def test_a_first_dose_told_late_counts_from_when_it_was_taken(vault: Vault) -> None:
    record = played(vault, OPEN, {"at": "0:00", "do": "dose", "mg": 150, "late_by": "3:00"})
    assert record[-1].happened_at == START + timedelta(minutes=9)


def test_limits_amended_twice_keep_what_was_amended_before(vault: Vault) -> None:
    record = played(
        vault,
        OPEN,
        {"at": "-11:00", "do": "limits", "systolic": 150, "diastolic": 95, "ref": "l"},
        {"at": "-10:00", "do": "amend", "target": "l", "systolic": 140},
        {"at": "-9:00", "do": "amend", "target": "l", "diastolic": 90},
    )
    assert record[-1].changes["limits"] == {"systolic_mmhg": 140, "diastolic_mmhg": 90}


LIMITS: dict[str, object] = {"at": "-11:30", "do": "limits", "systolic": 150}
HIGH: dict[str, object] = {"at": "-11:00", "do": "vitals", "text": "170/90 80", "ref": "v"}
END: dict[str, object] = {"at": "-1:00", "do": "end"}


@pytest.mark.parametrize(
    ("before", "refused"),
    [
        ((LIMITS, HIGH), {"at": "0:00", "do": "dose", "mg": 20_000}),
        ((LIMITS, HIGH, END), {"at": "0:00", "do": "dose", "mg": 150}),
        (
            (LIMITS, {**HIGH, "override_reason": "agreed"}),
            {"at": "0:00", "do": "amend", "target": "v", "text": "300/20", "override_reason": "x"},
        ),
        (
            (HIGH,),
            {"at": "0:00", "do": "amend", "target": "v", "text": "120/80", "override_reason": "x"},
        ),
        (
            (END, {"at": "0:00", "do": "sign", "name": "A. Clinician"}),
            {**LIMITS, "at": "1:00"},
        ),
        (
            (END, {"at": "0:00", "do": "sign", "name": "A. Clinician"}),
            {"at": "1:00", "do": "draft"},
        ),
    ],
)
def test_a_refused_line_has_written_nothing(
    vault: Vault, before: tuple[dict[str, object], ...], refused: dict[str, object]
) -> None:
    kept: list[Any] = []

    def count(*_: object) -> None:
        kept.append(sum(row.entries for row in vault.sessions.all()))

    clock = ScriptedClock(START)
    rehearsal = Rehearsal(Practice(vault, clock, PROTOCOL), clock, ())
    script = "\n".join(json.dumps(line) for line in (OPEN, *before, refused))
    with pytest.raises(ScriptError, match="refused"):
        rehearsal.play(parse_script(script.encode()), count)
    assert len(kept) == 1 + len(before)
    assert sum(row.entries for row in vault.sessions.all()) == kept[-1]
    client = vault.sessions.all()[0].client_id
    given = [entry for entry in vault.journal.client(client) if entry.body.kind == "limits_given"]
    assert len(given) == sum(line["do"] == "limits" for line in before)


def test_a_reason_to_go_on_outside_the_limits_is_kept_before_a_booster_too(vault: Vault) -> None:
    record = played(
        vault,
        OPEN,
        LIMITS,
        {"at": "0:00", "do": "dose", "mg": 150},
        {"at": "20:00", "do": "vitals", "text": "170/90 80", "override_reason": "agreed by phone"},
        {"at": "21:00", "do": "dose", "mg": 50},
    )
    reasons = [body.reason for body in record if body.kind == "limit_overridden"]
    assert reasons == ["agreed by phone"]


def test_how_long_the_laptop_slept_can_be_amended(vault: Vault) -> None:
    record = played(
        vault,
        OPEN,
        {"at": "-11:00", "do": "sleep", "minutes": 5, "ref": "s"},
        {"at": "-5:00", "do": "amend", "target": "s", "minutes": 4},
    )
    assert record[-1].changes == {"away_s": 240}


def test_a_line_that_wrote_nothing_cannot_be_corrected(vault: Vault) -> None:
    with pytest.raises(ScriptError, match=r"Line 3 .* wrote nothing"):
        played(
            vault,
            OPEN,
            {"at": "-11:00", "do": "clock", "seconds": 1, "ref": "c"},
            {"at": "-10:00", "do": "strike", "target": "c"},
        )
