"""The log and the vitals as tables: every word kept, and no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kap_companion.notes.document import psychotherapy_document, record_document
from kap_companion.notes.export import ExportError, export
from kap_companion.notes.export.csv import (
    LOG_COLUMNS,
    VITALS_COLUMNS,
    guarded,
    log_table,
    unguarded,
    vitals_table,
)
from kap_companion.session import entries as e
from kap_companion.session.standing import in_order, record_standing
from tests.notes import golden, made


def _rows(table: bytes) -> list[dict[str, str]]:
    assert table.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(table.decode("utf-8-sig"), newline="")))


def test_the_log_has_a_row_for_each_entry_that_stands_in_its_present_words() -> None:
    session = made.whole_session()
    rows = _rows(log_table(session.record))

    assert list(rows[0]) == list(LOG_COLUMNS)
    standing = in_order(record_standing(session.record))
    assert [row["id"] for row in rows] == [one.entry.id for one in standing]
    words = {row["id"]: row for row in rows}
    tingling = words[session.record[8].id]
    assert tingling["words"] == "Tingling in hands"
    assert tingling["amended"] == "11:13: precision"
    assert (tingling["time"], tingling["utc_offset"]) == ("2025-11-24 10:26:03", "UTC-08:00")
    assert tingling["minutes_since_dose"] == "3.05"
    assert not any("slip that was struck" in row["words"] for row in rows)


def test_what_was_told_late_stands_where_it_happened_and_says_when_it_was_written() -> None:
    rows = _rows(log_table(made.whole_session().record))
    (nausea,) = (row for row in rows if row["kind"] == "adverse_event")

    assert nausea["time"] == "2025-11-24 10:52:00"
    assert nausea["told_late_at"] == "2025-11-24 10:54:00"
    assert [row["time"] for row in rows] == sorted(row["time"] for row in rows)


def test_the_readings_are_numbers_with_how_they_were_taken() -> None:
    session = golden.everything()
    rows = _rows(vitals_table(session.record))

    assert list(rows[0]) == list(VITALS_COLUMNS)
    first = rows[0]
    numbers = ("systolic_mmhg", "diastolic_mmhg", "heart_rate_bpm", "spo2_percent")
    assert [first[name] for name in numbers] == ["164", "98", "80", ""]
    assert (first["taken_by"], first["device"], first["position"]) == (
        "client",
        "own cuff",
        "sitting",
    )
    assert (first["mean_of"], first["as_typed"]) == ("2", "164/98 80")
    assert float(first["minutes_since_dose"]) == -9


def test_a_session_without_a_reading_or_a_dose_has_its_tables_too() -> None:
    session = made.Made()
    session.add(0, made.opened())

    assert _rows(vitals_table(session.record)) == []
    (row,) = _rows(log_table(session.record))
    assert row["minutes_since_dose"] == ""


@pytest.mark.parametrize(
    "typed",
    [
        '=HYPERLINK("http://x","y")',
        "+1-2",
        "-2+3",
        "@SUM(A1)",
        "\t=1+1",
        " =1+1",
        "\r=1",
        "＝1+1",
        "'=1+1",
        "'quoted' word",
    ],
)
def test_a_text_that_a_spreadsheet_would_run_is_a_text_and_all_of_it_is_kept(typed: str) -> None:
    session = made.Made()
    session.add(0, made.opened())
    session.add(1, e.NoteTaken(typed))
    cell = _rows(log_table(session.record))[-1]["words"]

    assert cell[0] == "'"
    assert unguarded(cell) == typed


@given(st.text())
def test_a_guarded_text_can_always_be_had_back(text: str) -> None:
    cell = guarded(text)

    assert unguarded(cell) == text
    assert not cell or cell[0] not in "=+-@\t\r\n "


def test_every_free_text_is_guarded_and_commas_quotes_and_lines_are_kept() -> None:
    session = made.Made()
    session.add(0, made.opened())
    taken = made.vitals("124/80 72")
    session.add(1, e.VitalsTaken(taken.text, taken.reading, None, "=a", "+b", "@c"))
    typed = 'one, "two"\n=three\r\nfour\u2028five'
    noted = session.add(2, e.NoteTaken("x"))
    session.add(3, e.EntryAmended(noted, "=why", {"text": typed}))
    row = _rows(vitals_table(session.record))[0]
    assert [row[name] for name in ("taken_by", "device", "position")] == ["'=a", "'+b", "'@c"]
    said = _rows(log_table(session.record))[-1]
    assert said["words"] == typed
    assert said["amended"].endswith(": =why") and said["amended"][0] != "="


def test_psychotherapy_notes_have_one_table_of_their_own(tmp_path: Path) -> None:
    session = golden.private_notes()
    document = psychotherapy_document(session.private, golden.SUBJECT)
    done = export(document, made.lines(session.private), ("csv",), tmp_path, "notes")

    assert [path.name for path in done.paths] == ["notes.csv"]
    rows = _rows(done.paths[0].read_bytes())
    assert [row["words"] for row in rows] == [
        "My own pull to reassure.",
        "The watchful part, 8 y",
        "Late thought",
    ]


def test_two_files_are_written_or_none(tmp_path: Path) -> None:
    session = made.whole_session()
    session.add(90, e.DoseTaken(Decimal(5)))
    (tmp_path / "note.vitals.csv").write_text("older", "utf-8")
    document = record_document(session.record)

    with pytest.raises(ExportError, match=r"note\.vitals\.csv is already there"):
        export(document, made.lines(session.record), ("csv",), tmp_path, "note")

    assert [path.name for path in tmp_path.iterdir()] == ["note.vitals.csv"]
