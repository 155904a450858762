"""What a clinician keeps of a client's course, and how it is corrected."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from kap_companion import resources
from kap_companion.companion import ActError
from kap_companion.practice import Opening, Practice
from kap_companion.session import course_words as words
from kap_companion.session import entries as e
from kap_companion.session.clock import ScriptedClock
from kap_companion.session.phases import parse_protocol
from kap_companion.session.scales import Scale
from kap_companion.vault.clients import ClientFile
from tests.blank_vault import new_vault

MORNING = datetime(2026, 3, 2, 10, 11, tzinfo=UTC)
TODAY = date(2026, 3, 2)


class Office:
    """A practice with one client, on a clock moved by hand."""

    def __init__(self, folder: Path) -> None:
        self.clock = ScriptedClock(MORNING)
        self.vault = new_vault(folder / "vault", folder / "state", "four quiet words")
        protocol = parse_protocol(resources.text("phases/lozenge.json"))
        self.scales = folder / "scales"
        self.practice = Practice(self.vault, self.clock, protocol, None, self.scales)
        self.client: ClientFile = self.practice.save_client(
            None, e.ClientSaved("M.R.", None, "Dr. P.N.", 8, born_on=date(1980, 1, 2))
        )

    def scale(self, key: str) -> Scale:
        found = self.practice.course.scale(key)
        assert found is not None
        return found

    def dose(self, mg: int = 100, *notes: str) -> str:
        companion = self.practice.open_session(self.client, Opening())
        companion.vitals("120/80 70")
        self.clock.advance(timedelta(minutes=10))
        companion.dose(Decimal(mg))
        for note in notes:
            companion.note(note)
        self.clock.advance(timedelta(minutes=60))
        companion.end()
        return companion.session_id


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path)
    with made.vault:
        yield made


def supply(lozenges: int = 4, **told: object) -> e.PrescriptionGiven:
    given = e.PrescriptionGiven(TODAY, "Dr. P.N.", Decimal(lozenges), Decimal(100), sessions=2)
    return replace(given, **told)  # type: ignore[arg-type]


def test_a_course_is_kept_and_read_back_from_the_vault(office: Office) -> None:
    acts, client = office.practice.course, office.client
    acts.hold_meeting(client.id, e.MeetingHeld(e.MeetingKind.EVALUATION, TODAY, by="Dr. P.N."))
    acts.prescribe(client.id, supply(from_mg=Decimal(100), to_mg=Decimal(200)))
    acts.hold_meeting(client.id, e.MeetingHeld(e.MeetingKind.PREPARATION, TODAY))
    acts.plan_meeting(client.id, e.MeetingPlanned(e.MeetingKind.DOSING, date(2026, 3, 9)))
    told = acts.look(client)
    assert words.next_words(told) == "Next: dosing 1 of 8, 9 Mar."
    assert words.supply_words(told.supply).startswith("4 lozenges of 100 mg left")


def test_a_dose_is_taken_off_the_supply_and_the_outline_says_as_much_as_it_knows(
    office: Office,
) -> None:
    acts, client = office.practice.course, office.client
    acts.prescribe(client.id, supply())
    office.dose(150, 'He said "the sea"')
    told = acts.look(client)
    assert words.supply_words(told.supply).startswith("2.5 lozenges of 100 mg left")
    assert told.sessions[0].themes == ("the sea",)
    outline = acts.outline(client)
    assert words.supply_words(outline.supply) == "1 dose left"
    assert outline.next == told.next
    assert [due.step for due in outline.overdue] == [due.step for due in told.overdue]


def test_an_opening_copies_the_birth_date_and_what_was_prescribed(office: Office) -> None:
    given = supply(from_mg=Decimal(100), to_mg=Decimal(200))
    office.practice.course.prescribe(office.client.id, given)
    companion = office.practice.open_session(office.client, Opening())
    opened = companion.state.facts.opened
    assert opened is not None
    assert opened.born_on == date(1980, 1, 2)
    assert opened.prescribed_from_mg == Decimal(100)
    assert opened.prescribed_to_mg == Decimal(200)
    assert opened.lozenge_mg == Decimal(100)


def test_the_intention_of_a_preparation_is_brought_to_the_next_session(office: Office) -> None:
    acts, client = office.practice.course, office.client
    held = e.MeetingHeld(e.MeetingKind.PREPARATION, TODAY, intention="to rest")
    acts.hold_meeting(client.id, held)
    assert office.practice.last_intention(client.id) == "to rest"


def test_a_measure_keeps_what_was_asked_and_what_was_ticked(office: Office) -> None:
    acts, client = office.practice.course, office.client
    answers = [2, 1, 1, 1, 0, 1, 1, 0, 0, 1]
    entry = acts.take_measure(client.id, office.scale("phq9"), TODAY, answers)
    body = entry.body
    assert isinstance(body, e.MeasureTaken)
    assert (body.total, body.band, body.scale_version) == (7, "mild", "1")
    assert body.items == tuple(answers)
    assert body.questions[0] == "Little interest or pleasure in doing things"
    assert body.answers[0] == "More than half the days"
    assert body.answers[-1] == "Somewhat difficult"


def test_item_nine_above_zero_is_kept_only_with_an_answer(office: Office) -> None:
    acts, client, phq9 = office.practice.course, office.client, office.scale("phq9")
    answers = [0] * 8 + [1, 0]
    with pytest.raises(ActError, match="Item 9"):
        acts.take_measure(client.id, phq9, TODAY, answers)
    entry = acts.take_measure(
        client.id, phq9, TODAY, answers, notice_answer="asked; no plan, no intent"
    )
    assert entry.body.notice_answer == "asked; no plan, no intent"


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (supply(lozenges=0), "must be more than 0"),
        (supply(from_mg=Decimal(200), to_mg=Decimal(100)), "more than its last"),
        (supply(given_on=date(2026, 3, 3)), "has not come yet"),
    ],
)
def test_a_supply_that_cannot_be_is_refused(
    office: Office, given: e.PrescriptionGiven, sentence: str
) -> None:
    with pytest.raises(ActError, match=sentence):
        office.practice.course.prescribe(office.client.id, given)
    assert not office.practice.course.look(office.client).prescriptions


def test_an_entry_of_the_file_is_amended_with_a_reason_and_its_old_words_stay(
    office: Office,
) -> None:
    acts, client = office.practice.course, office.client
    entry = acts.prescribe(client.id, supply(4, words="by post"))
    acts.amend(client.id, entry.id, supply(6), "miscounted")
    (row,) = [one for one in acts.filed(client.id) if one.entry.id == entry.id]
    assert isinstance(row.body, e.PrescriptionGiven)
    assert row.body == supply(6)
    assert row.entry.body == supply(4, words="by post")
    assert [one.reason for one in row.amended] == ["miscounted"]
    for reason, body, sentence in (
        ("", supply(7), "Say why"),
        ("x", supply(6), "Nothing was changed"),
        ("x", e.MeetingPlanned(e.MeetingKind.DOSING, TODAY), "own kind"),
    ):
        with pytest.raises(ActError, match=sentence):
            acts.amend(client.id, entry.id, body, reason)


def test_a_struck_entry_counts_no_more_and_cannot_be_corrected_again(office: Office) -> None:
    acts, client = office.practice.course, office.client
    entry = acts.prescribe(client.id, supply())
    acts.strike(client.id, entry.id, "another client's")
    assert acts.look(client).supply is None
    with pytest.raises(ActError, match="no such entry"):
        acts.strike(client.id, entry.id, "again")
    with pytest.raises(ActError, match="no such entry"):
        acts.amend(client.id, entry.id, supply(2), "again")


def test_a_correction_of_another_clients_entry_is_refused(office: Office) -> None:
    acts = office.practice.course
    other = office.practice.save_client(None, e.ClientSaved("A.L."))
    entry = acts.prescribe(office.client.id, supply())
    with pytest.raises(ActError, match="no such entry"):
        acts.strike(other.id, entry.id, "not theirs")


def test_rehearsals_count_only_where_there_is_nothing_else(office: Office) -> None:
    rehearsed = office.practice.open_session(office.client, Opening(rehearsal=True))
    rehearsed.end()
    assert [one.rehearsal for one in office.practice.course.look(office.client).sessions] == [True]
    office.dose()
    assert [one.rehearsal for one in office.practice.course.look(office.client).sessions] == [False]


def test_an_interval_of_the_practice_is_changed_and_the_vault_says_so(office: Office) -> None:
    acts = office.practice.course
    acts.choose("follow_up_every_days", 60)
    assert acts.plan.follow_up_every_days == 60
    told = [one.body for one in office.vault.journal.access()]
    assert e.DefaultChanged("course.follow_up_every_days", "91", "60") in told
    acts.choose("follow_up_every_days", 91)
    assert acts.plan == acts.usual_plan
    with pytest.raises(ActError, match="cannot be so"):
        acts.choose("follow_up_every_days", 0)


def test_the_clinicians_own_scale_is_offered_and_a_wrong_file_is_named(office: Office) -> None:
    own = json.loads(resources.text("scales/ebi.json")) | {"key": "calm", "title": "Calm"}
    office.scales.mkdir()
    (office.scales / "calm.json").write_text(json.dumps(own), encoding="utf-8")
    (office.scales / "wrong.json").write_text("{", encoding="utf-8")
    (office.scales / "latin.json").write_bytes(b'{"key": "\xff"}')
    acts = office.practice.course
    assert acts.title("calm") == "Calm"
    assert len(acts.scale_troubles) == 2
    assert any(one.startswith("The scale wrong.json cannot be used") for one in acts.scale_troubles)
    assert all(one.endswith(".") for one in acts.scale_troubles)
    entry = acts.take_measure(office.client.id, office.scale("calm"), TODAY, total=41)
    assert entry.body.total == 41
    assert entry.body.items == ()


def test_a_psychotherapy_note_is_in_no_view_of_the_course(office: Office) -> None:
    companion = office.practice.open_session(office.client, Opening())
    companion.dose(Decimal(100))
    companion.note('my own pull: "to reassure"', private=True)
    companion.end()
    told = office.practice.course.look(office.client)
    assert "reassure" not in repr(told)


def test_home_reads_no_course_entries_to_say_who_the_clients_are(office: Office) -> None:
    acts, client = office.practice.course, office.client
    entry = acts.prescribe(client.id, supply())
    acts.amend(client.id, entry.id, supply(6), "miscounted")
    assert office.vault.clients.get(client.id) == client
