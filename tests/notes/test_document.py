"""A document holds every entry of the record once, and never a psychotherapy note."""

from __future__ import annotations

from typing import get_args, get_type_hints

from kap_companion.notes.document import (
    PrivateDocument,
    psychotherapy_document,
    record_document,
)
from kap_companion.notes.draft import text_hash
from kap_companion.session import entries as e
from kap_companion.session.standing import target_of
from tests.notes import golden, made


def test_every_entry_stands_once_or_is_counted() -> None:
    record = made.whole_session().record
    document = record_document(record)
    corrections = [entry for entry in record if target_of(entry.body) is not None]

    assert len(document.log) + document.struck_count + len(corrections) == len(record)


def test_the_log_is_in_the_order_in_which_things_happened() -> None:
    words = [row.words for row in record_document(made.whole_session().record).log]

    assert words.index("Adverse event: nausea, mild. Action: ginger. Outcome: resolved.") < (
        words.index("Touch asked: hand on shoulder. Answer: yes.")
    )


def test_an_amended_note_says_when_and_why() -> None:
    log = record_document(made.whole_session().record).log
    row = next(row for row in log if row.words == "Tingling in hands")

    assert row.marks == "amended 11:13: precision"
    assert not any(row.words == "Tingling" for row in log)


def test_a_correction_is_timed_by_the_clock_it_was_made_under() -> None:
    session = made.Made(utc_offset="-07:00")
    session.add(-5, made.opened())
    noted = session.add(0, e.NoteTaken("Tingling"))
    session.utc_offset = "-08:00"
    session.add(60, e.EntryAmended(noted, "precision", {"text": "Tingling in hands"}))

    assert record_document(session.record).log[-1].marks == ("amended 11:23 (UTC−08:00): precision")


def test_a_saved_draft_is_named_in_the_log_and_not_repeated() -> None:
    document = record_document(made.whole_session(draft="My words.").record)

    assert document.note == "My words."
    assert document.log[-1].words == "Draft saved (dap)."


def test_the_draft_in_hand_goes_before_the_one_last_saved() -> None:
    record = made.whole_session(draft="My words.").record

    assert record_document(record, "Newer words.").note == "Newer words."


def test_without_a_saved_draft_the_default_template_writes_the_note() -> None:
    session = made.whole_session()

    assert record_document(session.record).note == golden.draft("dap", session)


def test_the_appendix_can_be_left_out() -> None:
    document = record_document(made.whole_session().record, appendix=False)

    assert (document.log, document.vitals, document.has_appendix) == ((), (), False)


def test_a_signed_record_shows_the_text_that_was_signed_and_the_signing_entrys_hash() -> None:
    session = made.whole_session(draft="My words.", signed=True)
    document = record_document(session.record, "Words after signing.")

    assert document.note == "My words."
    assert document.signature is not None
    assert document.signature.entry_hash == session.record[-1].hash
    assert document.signature.signed == "24 November 2025 at 11:53 (UTC−08:00)"
    assert document.warnings == ()


def test_a_note_that_is_not_the_signed_text_is_told() -> None:
    session = made.whole_session(draft="My words.")
    session.add(90, e.RecordSigned("A. Clinician", "dap", text_hash("Other words.")))

    assert record_document(session.record).warnings == (
        "The text that was signed is no longer in the record: the note is not that text.",
    )


def test_an_addendum_stands_beside_the_note_with_when_it_was_written() -> None:
    (addendum,) = record_document(golden.signed_with_addendum().record).addenda

    assert addendum.text == "Jo called: home safely."
    assert addendum.written == "25 November 2025 at 10:23 (UTC−08:00)"
    assert addendum.reason == "heard later"


def test_a_withdrawn_note_is_counted_apart() -> None:
    session = made.Made()
    session.add(-1, made.opened())
    gone = session.add(1, e.BodyTakenOut("note_taken"))
    session.add(2, e.EntryWithdrawn(gone, "private"))

    document = record_document(session.record)

    assert (document.struck_count, document.withdrawn_count) == (0, 1)
    assert document.left_out == "Entries withdrawn from the record: 1."


def test_vitals_show_the_change_from_before_the_dose() -> None:
    before, middle, last = record_document(made.whole_session().record).vitals

    assert before.marks == "before the dose"
    assert [value.change for value in before.values] == [None] * 4
    assert [value.change for value in middle.values] == ["+8/+4", "+6", "−1", None]
    assert [value.value for value in last.values] == ["122/78", "70", "98", "14"]


def test_a_rehearsal_says_so_on_every_page() -> None:
    session = made.Made()
    session.add(0, made.opened(rehearsal=True))
    document = record_document(session.record)

    assert document.running_head.endswith("Rehearsal")
    assert "not a real session" in document.title


def test_a_record_without_any_entry_is_still_a_document() -> None:
    document = record_document([])

    assert document.facts == (("Session", "not recorded"),)
    assert not document.is_signed


def test_psychotherapy_notes_hold_their_own_words_amended_and_without_the_struck() -> None:
    document = psychotherapy_document(golden.private_notes().private, golden.SUBJECT)

    assert [note.words for note in document.notes] == [
        "My own pull to reassure.",
        "The watchful part, 8 y",
        "Late thought",
    ]
    assert document.struck_count == 1


def test_each_document_takes_its_own_streams_entries_and_no_others() -> None:
    taken = get_type_hints(record_document)["record"]
    private = get_type_hints(psychotherapy_document)["notes"]

    assert e.RecordBody in get_args(get_args(taken)[0])
    assert e.PrivateBody in get_args(get_args(private)[0])
    assert not set(get_args(e.RecordBody)) & set(get_args(e.PrivateBody))
    assert "note" not in PrivateDocument.__dataclass_fields__


def test_that_the_client_left_does_not_make_them_one_of_those_present() -> None:
    session = made.Made()
    session.add(-10, made.opened(present=(e.Person("A.C.", "clinician"),)))
    client = made.opened().client
    session.add(80, e.PersonLeft(client, "client, with Jo"))
    facts = dict(record_document(session.record).facts)
    assert facts["Present"] == "A.C. (clinician)"


def test_a_note_that_was_moved_from_the_record_says_so_and_not_that_it_was_told_late() -> None:
    session = made.Made()
    taken = e.PrivateNoteTaken("my own pull", session.moment(3), withdrawn_from="n1")
    session.add_private(9, taken)
    (row,) = psychotherapy_document(session.private, "M.R.").notes
    assert row.late is not None and row.late.startswith("moved from the record, at ")
