"""Ten drafts of random sessions, looked at sentence by sentence; endurance looks at a hundred."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kap_companion.notes.draft import drafted, find_template, templates
from kap_companion.notes.trace import Traced
from kap_companion.session.entries import Trace
from tests.notes import draft_check
from tests.notes.random_session import RandomSession


@pytest.mark.parametrize("seed", range(10))
def test_every_sentence_of_a_random_session_is_traced_counted_and_flagged(seed: int) -> None:
    assert draft_check.faults_of(seed) == []


def _faults(change: Traced, session: RandomSession) -> str:
    template = find_template("dap", templates())
    return "\n".join(draft_check._of_draft(template, change, session.record))


def test_the_check_sees_a_word_that_no_entry_says() -> None:
    session = RandomSession(3)
    draft = drafted(find_template("dap", templates()), session.record)
    fact = max((one for one in draft.traces if one.entries), key=lambda one: one.end - one.begin)
    wrong = draft.text[: fact.begin] + "Q" + draft.text[fact.begin + 1 :]

    assert "no entry says" in _faults(replace(draft, text=wrong), session)


def test_the_check_sees_a_sentence_with_another_entry_than_its_own() -> None:
    session = RandomSession(3)
    draft = drafted(find_template("dap", templates()), session.record)
    notes = [one for one in draft.traces if "“wort" in draft.text[one.begin : one.end]]
    swapped = tuple(
        Trace(one.begin, one.end, notes[-1].entries) if one is notes[0] else one
        for one in draft.traces
    )

    assert "no entry says" in _faults(replace(draft, traces=swapped), session)


def test_the_check_sees_what_has_no_trace_at_all() -> None:
    session = RandomSession(3)
    draft = drafted(find_template("dap", templates()), session.record)

    assert "untraced words" in _faults(replace(draft, traces=draft.traces[1:]), session)
