"""What stands of a log."""

from __future__ import annotations

from datetime import timedelta

from kap_companion.session import entries as e
from kap_companion.session.standing import in_order, record_standing
from tests.made import START, entries, opened


def test_an_amended_note_stands_in_its_new_words_and_keeps_the_old() -> None:
    told = entries(
        (0, opened()),
        (1, e.NoteTaken("Tingling")),
        (2, e.EntryAmended("r2", "precision", {"text": "Tingling in hands"})),
    )
    rows = record_standing(told)
    assert len(rows) == 2
    assert rows[1].body == e.NoteTaken("Tingling in hands")
    assert rows[1].entry.body == e.NoteTaken("Tingling")
    assert [one.reason for one in rows[1].amended] == ["precision"]


def test_a_struck_entry_is_marked_and_left_out_of_the_order() -> None:
    told = entries((0, opened()), (1, e.NoteTaken("wrong")), (2, e.EntryStruck("r2", "slip")))
    rows = record_standing(told)
    assert rows[1].struck is not None
    assert rows[1].struck.reason == "slip"
    assert in_order(rows) == [rows[0]]


def test_a_late_note_stands_where_it_happened() -> None:
    late = e.NoteTaken("late", happened_at=START + timedelta(minutes=1))
    told = entries((0, opened()), (2, e.NoteTaken("in time")), (3, late))
    assert [row.entry.seq for row in in_order(record_standing(told))] == [1, 3, 2]
