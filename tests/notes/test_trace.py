"""Every sentence of a draft knows its entries, through templates and the clinician's own hand."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kap_companion.notes.coverage import Why, coverage
from kap_companion.notes.draft import Template, drafted, find_template, templates
from kap_companion.notes.said import Said, pieces
from kap_companion.notes.staleness import renewed, stale
from kap_companion.notes.trace import (
    Origin,
    Traced,
    inserted,
    retraced,
    sentences,
    traced_of,
    without,
)
from kap_companion.session import entries as e
from tests.notes import made


def by(name: str, session: made.Made) -> Traced:
    return drafted(find_template(name, templates()), session.record)


def mine(source: str, session: made.Made) -> Traced:
    return drafted(Template("mine", "Mine", source), session.record)


def of(traced: Traced, words: str) -> tuple[Origin, list[int]]:
    """Return whose the sentence with these words is, and the numbers of its entries."""
    (found,) = (one for one in sentences(traced) if words in traced.text[one.begin : one.end])
    return found.origin, [int(one[-3:]) for one in found.entries]


def number(session: made.Made, kind: type[object]) -> int:
    return next(one.seq for one in session.record if isinstance(one.body, kind))


# --- what a template makes ------------------------------------------------------------------------


def test_a_sentence_names_the_entries_that_say_it() -> None:
    session = made.whole_session()
    draft = by("dap", session)

    assert of(draft, "Slept well") == (Origin.RECORD, [7])
    assert of(draft, "10:11 to 11:41") == (Origin.RECORD, [1, 28])
    assert of(draft, "Touch asked") == (Origin.RECORD, [number(session, e.TouchAsked)])


def test_amended_words_come_from_the_note_and_from_what_amended_it() -> None:
    session = made.whole_session()

    assert of(by("dap", session), "Tingling in hands") == (
        Origin.RECORD,
        [9, number(session, e.EntryAmended)],
    )


def test_a_change_from_before_the_dose_comes_from_both_readings() -> None:
    first, second, _ = (
        one.seq for one in made.whole_session().record if isinstance(one.body, e.VitalsTaken)
    )

    assert of(by("dap", made.whole_session()), "132/84") == (Origin.RECORD, [second, first])


def test_headings_blanks_and_fixed_words_are_the_templates() -> None:
    draft = by("letter", made.whole_session())

    assert of(draft, "What you said")[0] is Origin.HEADING
    assert of(draft, "when you meet next")[0] is Origin.BLANK
    assert of(draft, "You need not answer")[0] is Origin.TEMPLATE


@pytest.mark.parametrize(
    "source",
    [
        "{{ doses | join(' and ') | upper }}",
        "{{ ('Taken: ' ~ doses[0]) | replace('mg', 'milligrams') | trim }}",
        "{% for one in doses %}{{ loop.index }}: {{ one.split(':')[1].strip() }}\n{% endfor %}",
        "{% set said %}{{ doses[0] }}{% endset %}{{ said.lower() }}",
        "{% macro m(x) %}<{{ x }}>{% endmacro %}{{ m(doses | first) | title }}",
        "{{ doses | map('capitalize') | list | first }}",
        "{{ 'Dose ' + doses[0][6:12] + '.' }}",
        "{% if doses[0] == 'Dose: 150 mg under the tongue at 10:23.' %}{{ doses[0] }}{% endif %}",
    ],
)
def test_whatever_an_own_template_does_with_words_they_keep_their_entries(source: str) -> None:
    session = made.whole_session()
    draft = mine(source, session)

    assert {one.seq for one in session.record if one.id in draft.entries} >= {8}
    assert any(one.isalnum() for one in draft.text)
    assert "\ud800" not in draft.text


def test_an_own_template_may_include_the_parts_of_the_built_in_ones() -> None:
    source = "{% macro listed(l) %}{{ l | join(' ') }}{% endmacro %}{% include 'parts/touch' %}"

    assert "Touch asked: hand on shoulder." in mine(source, made.whole_session()).text


def test_what_was_typed_cannot_pass_for_a_mark() -> None:
    assert pieces(str(Said("a\ud800x\ud801b", ["1"]))) == (("a�x�b", ("1",)),)


# --- the clinician's hand -------------------------------------------------------------------------


def test_a_typed_sentence_is_theirs_and_the_others_keep_their_entries() -> None:
    draft = by("dap", made.whole_session())
    after = retraced(draft, draft.text.replace("## Plan", "It may be trust.\n\n## Plan"))

    assert of(after, "It may be trust.") == (Origin.YOURS, [])
    assert of(after, "Slept well") == (Origin.RECORD, [7])
    assert len(after.traces) == len(draft.traces)


def test_a_fact_with_one_letter_changed_is_no_longer_the_records() -> None:
    draft = by("dap", made.whole_session())
    after = retraced(draft, draft.text.replace("“Slept well", "“Slept very well"))

    assert of(after, "Slept very well") == (Origin.YOURS, [])


def test_words_put_beside_a_fact_leave_it_the_records_and_show_as_theirs() -> None:
    draft = by("dap", made.whole_session())
    after = retraced(draft, draft.text.replace("Spat at 10:35", "Not all was spat at 10:35"))

    assert of(after, "Not all was") == (Origin.MIXED, [number(made.whole_session(), e.Spat)])


def test_letters_typed_onto_a_fact_make_it_theirs() -> None:
    draft = by("dap", made.whole_session())

    assert of(retraced(draft, draft.text.replace("at 10:35", "at 10:351")), "10:351")[1] == []


def test_a_sentence_that_was_moved_is_known_again() -> None:
    draft = by("dap", made.whole_session())
    line = "- At 23 minutes: tears.\n"
    after = retraced(draft, draft.text.replace(line, "") + line)

    assert of(after, "tears") == (Origin.RECORD, [number(made.whole_session(), e.Marked)])


def test_what_is_undone_is_as_it_was() -> None:
    draft = by("dap", made.whole_session())

    assert retraced(draft, draft.text) == draft


def test_one_entry_can_be_put_in_with_its_trace() -> None:
    draft = Traced("Quiet.\n")

    after = inserted(draft, len(draft.text), "- Music lowered.\n", ["m1"])

    assert [one.entries for one in sentences(after)] == [(), ("m1",)]
    assert [one.origin for one in sentences(after)] == [Origin.YOURS, Origin.RECORD]


# --- coverage -------------------------------------------------------------------------------------


def test_coverage_counts_every_entry_once_and_says_why_one_is_left_out() -> None:
    session = made.whole_session()
    draft = by("dap", session)
    later = session.add(79, e.NoteTaken("Asked for a blanket."))
    session.add(80, e.DraftSaved("dap", draft.text, draft.traces, draft.at_seq))
    without = retraced(draft, draft.text.replace("- At 23 minutes: tears.\n", ""))

    cover = coverage(session.record, without, draft)

    why = {one.entry_id: one.why for one in cover.left_out}
    kinds = {one.body.kind: why[one.id] for one in session.record if one.id in why}
    assert why[later] is Why.LATER
    assert kinds["marked"] is Why.REWORDED
    assert kinds["track_started"] is Why.NO_PLACE
    assert kinds["entry_struck"] is Why.STRUCK
    assert len(cover.used) + len(cover.left_out) + len(cover.paperwork) == len(session.record)
    assert cover.words == f"{len(cover.used)} of {len(session.record) - 1} entries used"


def test_a_draft_whose_words_were_withdrawn_is_paper_and_not_left_out() -> None:
    session = made.whole_session()
    taken = session.add(80, e.BodyTakenOut("draft_saved"))
    note = session.add(81, e.BodyTakenOut("note_taken"))
    by_whom = session.add(82, e.EntryWithdrawn(note, "private"))

    cover = coverage(session.record, by("dap", session))

    assert cover.paperwork == (taken,)
    why = {one.entry_id: one.why for one in cover.left_out}
    assert why[note] is why[by_whom] is Why.WITHDRAWN


# --- what changed since ---------------------------------------------------------------------------


def test_an_amended_sentence_is_flagged_and_takes_the_new_words() -> None:
    session = made.whole_session()
    draft = by("dap", session)
    note = session.record[6].id
    session.add(82, e.EntryAmended(note, "precision", {"text": "Slept badly."}))

    (flagged,) = stale(session.record, draft)

    assert "Slept well" in flagged.was
    assert flagged.now == "2 minutes before the first dose (amended): “Slept badly.”"
    assert flagged.corrections == (session.record[-1].id,)
    after = renewed(draft, flagged)
    assert "Slept well" not in after.text
    assert of(after, "Slept badly") == (Origin.RECORD, [7, len(session.record)])
    assert stale(session.record, after) == ()


def test_a_struck_sentence_is_flagged_and_goes_with_its_line() -> None:
    session = made.whole_session()
    draft = by("dap", session)
    mark = next(one.id for one in session.record if isinstance(one.body, e.Marked))
    session.add(82, e.EntryStruck(mark, "slip"))

    (flagged,) = stale(session.record, draft)

    assert flagged.now is None
    assert renewed(draft, flagged).text == draft.text.replace("- At 23 minutes: tears.\n", "")


def test_a_dose_told_late_flags_every_time_that_follows_from_it() -> None:
    session = made.whole_session()
    draft = by("dap", session)
    session.add(82, e.DoseTaken(Decimal(10), happened_at=session.moment(-1)))

    flagged = stale(session.record, draft)

    assert any(one.was.startswith("At 23 minutes: tears") for one in flagged)
    assert all(not one.corrections for one in flagged)


def test_nothing_is_flagged_while_nothing_changed() -> None:
    session = made.whole_session()
    draft = by("dap", session)
    session.add(82, e.NoteTaken("Asked for a blanket."))

    assert stale(session.record, draft) == ()


def test_a_saved_draft_is_looked_at_as_it_was_saved() -> None:
    session = made.whole_session()
    draft = by("dap", session)
    saved = e.DraftSaved("dap", draft.text, draft.traces, draft.at_seq)
    session.add(81, saved)
    session.add(82, e.EntryStruck(session.record[6].id, "slip"))

    assert traced_of(saved) == draft
    assert len(stale(session.record, saved)) == 1


def test_a_withdrawn_note_goes_from_the_draft_and_all_else_stays() -> None:
    session = made.Made()
    session.add(-10, made.opened())
    note = session.add(3, e.NoteTaken("zinnoberrot came up"))
    session.add(4, e.NoteTaken("Breath slows"))
    draft = by("dap", session)
    typed = retraced(draft, draft.text + "\nMy words: Zinnoberrot came up, and more.\n")
    left = without(typed, note, "zinnoberrot came up")
    assert "zinnoberrot" not in left.text.casefold()
    assert "My words: , and more." in left.text
    assert "Breath slows" in left.text
    assert note not in left.entries
    for one in left.traces:
        assert 0 <= one.begin < one.end <= len(left.text)
    assert [line for line in draft.text.splitlines() if "zinnoberrot" not in line] == [
        line for line in left.text.splitlines() if "My words" not in line
    ][: len(draft.text.splitlines()) - 1]


@given(st.data())
def test_however_a_draft_is_edited_a_trace_holds_only_over_the_very_words(
    data: st.DataObject,
) -> None:
    draft = _DRAFT
    text = draft.text
    for _ in range(data.draw(st.integers(1, 4))):
        begin = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(begin, min(len(text), begin + 200)))
        moved = data.draw(
            st.sampled_from(["", "x", " no ", text[begin:end], "\n\n", "At 3 minutes"])
        )
        into = data.draw(st.integers(0, len(text) - (end - begin)))
        text = text[:begin] + text[end:]
        text = text[:into] + moved + text[into:]

    after = retraced(draft, text)

    known = {(draft.text[one.begin : one.end], one.entries) for one in draft.traces}
    assert after.text == text
    assert all((text[one.begin : one.end], one.entries) in known for one in after.traces)
    ordered = [place for one in after.traces for place in (one.begin, one.end)]
    assert ordered == sorted(ordered)
    for one in sentences(after):
        assert text[one.begin : one.end].strip() == text[one.begin : one.end] != ""


_DRAFT = by("dap", made.whole_session())
