"""The live session on a real vault: what is kept, what is refused, what a restart finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from kap_companion import resources
from kap_companion.companion import ActError, Change, Companion
from kap_companion.notes.document import record_document
from kap_companion.notes.trace import Traced
from kap_companion.practice import Opening, Practice
from kap_companion.session import entries as e
from kap_companion.session.checklists import parse_checklists
from kap_companion.session.clock import ScriptedClock
from kap_companion.session.codec import CodecError
from kap_companion.session.cues import CueKind, open_cues
from kap_companion.session.vitals import VitalsError
from kap_companion.vault.errors import VaultNotWritable
from kap_companion.vault.vault import Vault
from kap_companion.vault.verify import verify
from tests.blank_vault import new_vault
from tests.made import PROTOCOL

CHECKLISTS = parse_checklists(resources.text("checklists/lozenge.json"))
START = datetime(2026, 3, 14, 18, 11, tzinfo=UTC)
PASSPHRASE = "moss lantern harbour"


@pytest.fixture
def clock() -> ScriptedClock:
    return ScriptedClock(START)


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    with new_vault(tmp_path / "v", tmp_path / "s", PASSPHRASE) as made:
        yield made


@pytest.fixture
def practice(vault: Vault, clock: ScriptedClock) -> Practice:
    return Practice(vault, clock, PROTOCOL)


Open = Callable[..., Companion]


@pytest.fixture
def open_session(practice: Practice) -> Open:
    def open_session(code: str = "M.R.", **planned: object) -> Companion:
        file = practice.vault.clients.by_code(code)
        if file is None:
            file = practice.save_client(None, e.ClientSaved(code))
        return practice.open_session(file, Opening(**planned))  # type: ignore[arg-type]

    return open_session


def reopened(vault: Vault, clock: ScriptedClock) -> Vault:
    folder, state = vault.folder, vault.folder.parent / "s"
    vault.close()
    del clock
    return Vault.open(folder, PASSPHRASE, state_folder=state)


def test_a_note_is_in_the_vault_when_it_is_acknowledged(vault: Vault, open_session: Open) -> None:
    companion = open_session()
    told: list[Change] = []
    companion.subscribe(told.append)
    entry = companion.note("Tingling")
    assert vault.journal.record(companion.session_id)[-1] == entry
    assert [change.row.body for change in told] == [e.NoteTaken("Tingling")]


def test_a_private_note_is_never_in_the_record(vault: Vault, open_session: Open) -> None:
    companion = open_session()
    private = companion.note("my own pull", private=True)
    companion.amend(private.id, "precision", {"text": "my own strong pull"})
    companion.strike(private.id, "not mine")
    assert len(vault.journal.record(companion.session_id)) == 1
    kinds = [one.body.kind for one in vault.journal.psychotherapy_notes(companion.session_id)]
    assert kinds == ["private_note_taken", "private_note_amended", "private_note_struck"]


def test_a_kept_note_clears_its_box_in_the_same_breath(open_session: Open) -> None:
    companion = open_session()
    companion.save_box("half a se", private=True)
    assert companion.box() == ("half a se", True)
    companion.note("half a sentence", private=True)
    assert companion.box() == ("", False)


def test_a_note_that_cannot_be_kept_stays_in_its_box(
    open_session: Open, monkeypatch: pytest.MonkeyPatch, vault: Vault
) -> None:
    companion = open_session()
    companion.save_box("precious", private=False)

    def full(*_words: object, **_more: object) -> None:
        raise VaultNotWritable

    monkeypatch.setattr(vault.journal, "append", full)
    before = companion.state
    with pytest.raises(VaultNotWritable):
        companion.note("precious")
    assert companion.state == before
    assert companion.box() == ("precious", False)


def test_after_a_restart_the_session_is_as_it_was(
    vault: Vault, clock: ScriptedClock, open_session: Open
) -> None:
    companion = open_session(planned_dose_mg=Decimal(150))
    clock.advance(timedelta(minutes=12))
    companion.dose(Decimal(150))
    clock.advance(timedelta(minutes=20))
    companion.note("first")
    companion.save_box("half ty", private=True)
    with reopened(vault, clock) as again:
        clock.advance(timedelta(minutes=3))
        practice = Practice(again, clock, PROTOCOL)
        row = practice.unended()
        assert row is not None
        resumed = practice.resume(row.id)
        assert resumed.state.since_dose(resumed.now()) == timedelta(minutes=23)
        assert resumed.box() == ("half ty", True)
        assert resumed.rows()[-1].body == e.ClockChanged(e.ClockWhy.RESTARTED, away_s=Decimal(180))


def test_after_a_reboot_no_entry_lies_before_the_last(
    vault: Vault, clock: ScriptedClock, open_session: Open
) -> None:
    companion = open_session()
    clock.advance(timedelta(minutes=30))
    companion.note("before")
    with reopened(vault, clock) as again:
        later = ScriptedClock(START - timedelta(days=400), boot_id="another")
        resumed = Practice(again, later, PROTOCOL).resume(companion.session_id)
        later.advance(timedelta(minutes=1))
        resumed.note("after")
        ats = [one.at for one in again.journal.record(companion.session_id)]
        assert ats == sorted(ats)
        assert ats[-1] == START + timedelta(minutes=31)


def test_looking_at_a_session_that_was_not_ended_writes_nothing(
    practice: Practice, clock: ScriptedClock, open_session: Open
) -> None:
    companion = open_session()
    companion.dose(Decimal(150))
    clock.advance(timedelta(minutes=3))
    seen = practice.look_at(companion.session_id)
    assert seen.state.since_dose(seen.now()) == timedelta(minutes=3)
    assert len(practice.vault.journal.record(companion.session_id)) == 2


def test_one_session_runs_at_a_time(open_session: Open) -> None:
    companion = open_session("M.R.")
    with pytest.raises(ActError, match=r"M\.R\. has not been ended"):
        open_session("T.K.")
    companion.end("tired")
    assert open_session("T.K.").state.is_running


def test_the_opening_copies_what_it_rests_on(practice: Practice) -> None:
    file = practice.save_client(
        None,
        e.ClientSaved(
            "T.K.",
            prescriber="Dr. P.N.",
            planned_sessions=8,
            contacts=(e.Contact("emergency", "Jo", "555 0142"),),
        ),
    )
    practice.give_limits(file.id, e.Limits(systolic_mmhg=150, given_by="Dr. P.N."))
    again = practice.vault.clients.get(file.id)
    assert again is not None
    companion = practice.open_session(again, Opening())
    opened = companion.state.facts.opened
    assert opened is not None
    assert (opened.client, opened.prescriber, opened.planned_sessions) == ("T.K.", "Dr. P.N.", 8)
    assert opened.limits == e.Limits(systolic_mmhg=150, given_by="Dr. P.N.")
    assert opened.contacts[0].name == "Jo"


def test_two_clients_cannot_have_one_code(practice: Practice) -> None:
    practice.save_client(None, e.ClientSaved("M.R."))
    with pytest.raises(ActError, match="already"):
        practice.save_client(None, e.ClientSaved("m.r."))


def test_the_intention_is_carried_over(practice: Practice, open_session: Open) -> None:
    companion = open_session(intention="to rest")
    client_id = companion.state.facts.opened.client_id  # type: ignore[union-attr]
    companion.end("early")
    assert practice.last_intention(client_id) == "to rest"


def test_what_is_open_before_a_dose_is_told_until_it_is_answered(open_session: Open) -> None:
    companion = open_session(modality=e.Modality.TELEHEALTH)
    asks = companion.asks_before_dose(CHECKLISTS)
    assert len(asks) == 12
    assert any("address for emergency" in one for one in asks)
    for checklist in CHECKLISTS:
        for item in checklist.items:
            companion.check(item, True, checklist.name)
    companion.change_plan("asked", location="12 Quince Row", callback="1", support_person="Ola")
    assert companion.missing_for_telehealth() == ("the support person's number",)
    companion.change_plan("asked", support_phone="2")
    assert companion.asks_before_dose(CHECKLISTS) == ()


def test_a_reading_outside_the_limits_is_told_with_the_prescribers_number(
    practice: Practice, open_session: Open
) -> None:
    companion = open_session()
    practice.limits_for_session(companion, e.Limits(systolic_mmhg=140, given_by="Dr. P.N."))
    companion.vitals("142/80 72 98")
    assert companion.outside_limits() == ("systolic 142, limit under 140",)
    companion.override("white coat")
    companion.vitals("130/80")
    with pytest.raises(ActError, match="within"):
        companion.override("no need")


def test_amended_vitals_are_read_anew(open_session: Open) -> None:
    companion = open_session()
    taken = companion.vitals("124/80 72 98")
    with pytest.raises(VitalsError):
        companion.amend(taken.id, "slip", {"text": "300/20"})
    companion.amend(taken.id, "slip", {"text": "134/84"})
    reading = companion.state.latest_reading
    assert reading is not None
    assert (reading.reading.systolic_mmhg, reading.reading.heart_rate_bpm) == (134, None)


def test_an_undone_entry_is_struck_not_erased(vault: Vault, open_session: Open) -> None:
    companion = open_session()
    note = companion.note("oops")
    companion.strike(note.id, "undone")
    assert companion.row(note.id).struck is not None
    assert vault.journal.record(companion.session_id)[1].body == e.NoteTaken("oops")
    with pytest.raises(ActError, match="struck already"):
        companion.strike(note.id, "again")


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"colour": "red"}, CodecError),
        ({"text": 5}, CodecError),
        ({"happened_at": "2030-01-01T00:00:00Z"}, ActError),
    ],
)
def test_an_amendment_that_does_not_fit_writes_nothing(
    vault: Vault, open_session: Open, changes: dict[str, object], error: type[Exception]
) -> None:
    companion = open_session()
    note = companion.note("x")
    with pytest.raises(error):
        companion.amend(note.id, "why", changes)
    assert len(vault.journal.record(companion.session_id)) == 2


def test_signing_closes_the_record_but_for_addenda_and_private_notes(
    practice: Practice, open_session: Open, vault: Vault
) -> None:
    companion = open_session()
    template = practice.template(None)
    with pytest.raises(ActError, match="End the session"):
        companion.sign("A. Clinician, LCSW", template)
    with pytest.raises(ActError, match="not signed"):
        companion.addendum("too early")
    companion.end("early")
    companion.note("after the end")
    companion.sign("A. Clinician, LCSW", template)
    with pytest.raises(ActError, match="addendum"):
        companion.note("too late")
    companion.note("private still", private=True)
    companion.addendum("called, well")
    kinds = [one.body.kind for one in vault.journal.record(companion.session_id)]
    assert kinds[-3:] == ["draft_saved", "record_signed", "addendum_added"]


def test_who_signed_last_is_named_as_the_clinician_of_the_next_session(
    practice: Practice, open_session: Open
) -> None:
    companion = open_session()
    companion.end("early")
    companion.sign("A. Clinician, LCSW", practice.template(None))
    opened = open_session().state.facts.opened
    assert opened is not None
    assert opened.clinician == "A. Clinician, LCSW"
    assert opened.present == (e.Person("A. Clinician, LCSW", "clinician"),)


def test_the_name_given_in_the_settings_stands_in_the_next_record(
    practice: Practice, open_session: Open
) -> None:
    assert practice.clinician is None
    practice.name_clinician(" B. Clinician, LMFT ")
    opened = open_session().state.facts.opened
    assert opened is not None
    assert opened.clinician == "B. Clinician, LMFT"


def test_a_draft_is_kept_once_for_the_same_words(practice: Practice, open_session: Open) -> None:
    companion = open_session()
    template = practice.template("dap")
    assert companion.draft(template, "words") is not None
    companion.save_draft_in_hand("dap", "words in hand")
    assert companion.draft_in_hand() == ("dap", "words in hand")
    assert companion.draft(template, "words") is None
    assert companion.draft_in_hand() == ("dap", "words")


def test_a_moved_clock_is_told_before_the_next_entry(
    clock: ScriptedClock, open_session: Open
) -> None:
    companion = open_session()
    clock.move_wall(timedelta(hours=1))
    companion.note("x")
    assert [row.body.kind for row in companion.rows()[-2:]] == ["clock_changed", "note_taken"]


def test_a_laptop_that_sleeps_before_the_signing_is_no_part_of_the_session(
    clock: ScriptedClock, open_session: Open
) -> None:
    companion = open_session()
    clock.sleep(timedelta(minutes=5))
    companion.end("early")
    clock.sleep(timedelta(hours=9))
    companion.note("the next morning")
    kinds = [row.body.kind for row in companion.rows()]
    assert kinds == ["session_opened", "clock_changed", "session_ended", "note_taken"]


@pytest.mark.parametrize("dose_mg", ["0", "-5", "NaN", "Infinity", "20000"])
def test_an_impossible_dose_is_refused(open_session: Open, dose_mg: str) -> None:
    with pytest.raises(ActError, match="cannot be right"):
        open_session().dose(Decimal(dose_mg))


def test_a_late_dose_counts_from_when_it_was_taken(
    clock: ScriptedClock, open_session: Open
) -> None:
    companion = open_session()
    clock.advance(timedelta(minutes=10))
    companion.dose(Decimal(150), late_by=timedelta(minutes=3))
    assert companion.state.since_dose(companion.now()) == timedelta(minutes=3)
    with pytest.raises(ActError, match="negative"):
        companion.note("x", late_by=timedelta(minutes=-1))


def test_the_vault_of_all_this_is_whole(
    vault: Vault, practice: Practice, open_session: Open, tmp_path: Path
) -> None:
    companion = open_session()
    companion.note("a")
    companion.end("early")
    companion.sign("A. Clinician, LCSW", practice.template(None))
    done = practice.export_record(companion.session_id, ["md"], tmp_path / "out")
    assert [path.suffix for path in done.paths] == [".md"]
    exported = [one.body for one in vault.journal.access()][-1]
    assert isinstance(exported, e.RecordExported)
    assert (exported.session_id, exported.of) == (companion.session_id, e.Stream.RECORD)
    assert exported.formats == ("md",)
    vault.close()
    verdict = verify(vault.folder, PASSPHRASE, against=None, state_folder=tmp_path / "s")
    assert verdict.findings == ()


def test_a_withdrawn_note_leaves_the_record_and_its_words_leave_the_window(
    open_session: Open, vault: Vault
) -> None:
    companion = open_session()
    seen: list[Change] = []
    note = companion.note("zinnoberrot")
    companion.save_draft_in_hand("dap", "zinnoberrot in a draft")
    companion.subscribe(seen.append)
    companion.withdraw(note.id, "my own thought")
    assert companion.row(note.id).struck is not None
    record = [row for row in companion.rows() if row.entry.stream is e.Stream.RECORD]
    assert "zinnoberrot" not in repr(record)
    assert [change.entry.body.kind for change in seen] == ["private_note_taken", "entry_withdrawn"]
    assert companion.draft_in_hand() == ("dap", " in a draft")
    assert vault.search.record("zinnoberrot") == []
    for again in (companion.withdraw, companion.strike):
        with pytest.raises(ActError):
            again(note.id, "twice")


def test_only_notes_and_marks_can_be_withdrawn_and_only_until_signing(
    open_session: Open, practice: Practice
) -> None:
    companion = open_session()
    private, spat = companion.note("apart", private=True), companion.spit()
    note = companion.note("seen")
    for target in (private.id, spat.id):
        with pytest.raises(ActError, match="Only a note or a mark"):
            companion.withdraw(target, "mine")
    companion.end()
    companion.sign("A. C.", practice.template(None))
    with pytest.raises(ActError, match="signed"):
        companion.withdraw(note.id, "mine")


def test_repeat_readings_are_averaged_on_request_and_stay(open_session: Open) -> None:
    companion = open_session()
    first = companion.vitals("150/95 80 97", taken_by="the client", device="the client's own cuff")
    second = companion.vitals("141/90 77")
    companion.average_vitals([first.id, second.id])
    latest = companion.state.latest_reading
    assert latest is not None
    body = companion.row(latest.entry_id).body
    assert isinstance(body, e.VitalsTaken)
    assert (body.text, len(body.averaged_of)) == ("146/93 79 97", 2)
    assert body.device == "the client's own cuff"
    assert all(companion.row(one.id).struck is None for one in (first, second))
    with pytest.raises(ActError, match="two readings"):
        companion.average_vitals([first.id, first.id])
    with pytest.raises(ActError, match="Only readings"):
        companion.average_vitals([first.id, companion.note("n").id])


def test_a_reading_outside_the_limits_wants_an_answer_and_can_ask_to_be_taken_again(
    open_session: Open, practice: Practice, clock: ScriptedClock
) -> None:
    companion = open_session()
    practice.limits_for_session(companion, e.Limits(systolic_mmhg=140, given_by="Dr. P."))
    companion.vitals("150/95 80")
    assert list(companion.unanswered_limits) == ["systolic 150, limit under 140"]
    companion.answer_limit("resting, Dr. P. told by phone", again_in_min=10)
    assert not companion.unanswered_limits
    due = {cue.kind: cue.due_at for cue in open_cues(companion.state, companion.now())}
    assert due[CueKind.RECHECK] == companion.now() + timedelta(minutes=10)
    clock.advance(timedelta(minutes=11))
    companion.vitals("130/85 76")
    assert CueKind.RECHECK not in {cue.kind for cue in open_cues(companion.state, companion.now())}
    with pytest.raises(ActError, match="within"):
        companion.answer_limit("well")


def test_a_dose_of_counted_lozenges_has_its_own_hold_and_can_be_swallowed(
    open_session: Open,
) -> None:
    companion = open_session()
    companion.dose(Decimal(150), lozenges=Decimal("1.5"), lozenge_mg=Decimal(100), hold_min=20)
    due = {cue.kind: cue.due_at for cue in open_cues(companion.state, companion.now())}
    assert due[CueKind.SPIT] == companion.now() + timedelta(minutes=20)
    entry = companion.spit(swallowed=True)
    assert entry.body == e.Spat(swallowed=True)
    assert CueKind.SPIT not in {cue.kind for cue in open_cues(companion.state, companion.now())}


def test_a_kept_draft_knows_its_entries_and_how_far_the_log_went(
    practice: Practice, open_session: Open, vault: Vault
) -> None:
    companion = open_session()
    note = companion.note("Tingling in both hands")
    companion.draft(practice.template("dap"))
    before = companion.state.draft
    assert before is not None
    companion.draft(practice.template("dap"), before.text + "My own words.\n")
    record = vault.journal.record(companion.session_id)
    first, second = (one.body for one in record if isinstance(one.body, e.DraftSaved))
    assert [t for t in first.traces if t.entries == (note.id,)]
    assert first.drafted_at_seq == record[1].seq
    assert {t.entries for t in second.traces} == {t.entries for t in first.traces}
    assert all(t.end <= len(first.text) for t in second.traces), "what was typed has no trace"


def test_a_draft_in_hand_is_saved_with_its_traces(practice: Practice, open_session: Open) -> None:
    companion = open_session()
    traced = Traced("Quiet. Mine.", (e.Trace(0, 5, ("x", "y")), e.Trace(7, 9, ())), 4)
    companion.save_draft_in_hand("dap", traced)
    assert companion.traced_in_hand() == ("dap", traced)


def test_a_signature_holds_the_head_of_the_log_and_the_credentials(
    practice: Practice, open_session: Open, vault: Vault
) -> None:
    companion = open_session()
    companion.end("early")
    companion.sign("A. Clinician, LCSW", practice.template(None))
    *before, signing = vault.journal.record(companion.session_id)
    assert isinstance(signing.body, e.RecordSigned)
    assert signing.body.head_hash == before[-1].hash
    assert signing.body.credentials == "LCSW"
    document = record_document([*before, signing])
    assert document.signature is not None
    assert document.signature.name == "A. Clinician, LCSW"
    assert [told for _, told in document.signature.hashes] == [signing.hash, before[-1].hash]


def test_a_letter_is_never_the_note_that_is_signed(
    practice: Practice, open_session: Open, vault: Vault
) -> None:
    companion = open_session()
    companion.end("early")
    companion.draft(practice.template("letter"), "Dear M.R., a letter.")
    with pytest.raises(ActError, match="handed out"):
        companion.sign("A. Clinician", practice.template("letter"))
    companion.draft(practice.template("dap"), "The note.")
    companion.draft(practice.template("letter"), "Dear M.R., another letter.")
    companion.sign("A. Clinician", practice.template("dap"))
    document = record_document(vault.journal.record(companion.session_id))
    assert document.note == "The note."
    assert document.warnings == ()
