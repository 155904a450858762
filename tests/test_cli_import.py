"""A session goes from one vault to another by the command line, and back out the same."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.test_cli import Run, in_a_process, in_this_process

SCRIPT = """\
{"at": "-2:00", "do": "open", "client": "M.R.", "dose_mg": 150}
{"at": "0:00", "do": "dose", "mg": 150}
{"at": "5:00", "do": "note", "text": "the light is warm", "ref": "n1"}
{"at": "6:00", "do": "note", "text": "private bittern", "private": true}
{"at": "7:00", "do": "note", "text": "misplaced heron", "ref": "n2"}
{"at": "8:00", "do": "withdraw", "target": "n2", "reason": "my own thought"}
{"at": "70:00", "do": "end", "reason": "over"}
{"at": "71:00", "do": "sign", "name": "A. Clinician, LCSW"}
"""
REHEARSE = ("rehearse", "--speed", "max")


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The files of a rehearsed session's record and of its psychotherapy notes."""
    folder = tmp_path_factory.mktemp("exported")
    within, vault = in_this_process(folder), folder / "one"
    (folder / "s.jsonl").write_text(SCRIPT, "utf-8")
    done = within(*REHEARSE, "--script", folder / "s.jsonl", "--vault", vault)
    assert (done.returncode, done.stderr) == (0, "")
    export = ("export", "--vault", vault, "--session", "last", "--format", "json")
    record = within(*export, "--out", folder / "out")
    notes = within(*export, "--out", folder / "out", "--psychotherapy-notes")
    return Path(record.stdout.strip()), Path(notes.stdout.strip())


@pytest.fixture
def within(tmp_path: Path) -> Run:
    return in_this_process(tmp_path)


@pytest.fixture
def there(within: Run, tmp_path: Path) -> Path:
    """Another vault, with another client's session."""
    (tmp_path / "t.jsonl").write_text(
        '{"at": "0:00", "do": "open", "client": "T.S."}\n{"at": "60:00", "do": "end"}\n', "utf-8"
    )
    vault = tmp_path / "two"
    done = within(*REHEARSE, "--script", tmp_path / "t.jsonl", "--vault", vault)
    assert done.returncode == 0
    return vault


def test_a_session_goes_to_another_vault_and_is_the_same_there(
    within: Run, exported: tuple[Path, Path], there: Path, tmp_path: Path
) -> None:
    """Brought in by a program of its own, as scripts run it."""
    record, notes = exported
    for word in ("bittern", "heron"):
        assert word not in record.read_text("utf-8")
        assert word in notes.read_text("utf-8")

    done = in_a_process(tmp_path)(
        "import", "--vault", there, record, "--psychotherapy-notes", notes
    )

    entries = json.loads(record.read_text("utf-8"))["entries"]
    session = entries[0]["subject_id"]
    apart = len(json.loads(notes.read_text("utf-8"))["entries"])
    assert done.returncode == 0
    assert done.stdout == (
        f"Imported session {session} of M.R.: {len(entries)} entries "
        f"and {apart} entries of psychotherapy notes.\n"
    )
    assert done.stderr == "A file was made for the client M.R.: look whether it is complete.\n"
    logged = within("log", "--vault", there, "--session", session).stdout.splitlines()
    assert [json.loads(line) for line in logged] == entries
    signed = next(line["hash"] for line in entries if line["kind"] == "record_signed")
    verified = within("verify", "--vault", there, "--against", signed)
    assert (verified.returncode, verified.stderr) == (0, "")
    again = within("import", "--vault", there, record)
    assert (again.returncode, again.stderr) == (0, "")
    assert again.stdout.endswith("is here already, entry for entry: nothing was changed.\n")
    logged = within("log", "--vault", there, "--session", session).stdout.splitlines()
    assert len(logged) == len(entries)


def test_an_altered_or_other_file_is_refused_in_one_line(
    within: Run, exported: tuple[Path, Path], there: Path, tmp_path: Path
) -> None:
    record, notes = exported
    altered = tmp_path / "altered.json"
    altered.write_text(record.read_text("utf-8").replace("light is warm", "light is cold"), "utf-8")
    for words, code in (
        ((altered,), 1),
        ((notes,), 2),
        ((tmp_path / "none.json",), 2),
        ((tmp_path / "t.jsonl",), 2),
        ((record, "--psychotherapy-notes", record), 2),
    ):
        done = within("import", "--vault", there, *words)
        assert (done.returncode, done.stdout) == (code, ""), done
        assert len(done.stderr.splitlines()) == 1
        assert "Traceback" not in done.stderr
    assert len(within("sessions", "--vault", there).stdout.splitlines()) == 1


def test_psychotherapy_notes_are_refused_the_form_that_fhir_hands_on(
    within: Run, exported: tuple[Path, Path], tmp_path: Path
) -> None:
    export = (
        "export",
        "--vault",
        exported[0].parents[1] / "one",
        "--session",
        "last",
        "--format",
        "fhir,txt",
    )
    done = within(*export, "--out", tmp_path / "more", "--psychotherapy-notes")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("Psychotherapy notes are no part of the record that FHIR")
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "more").exists()
    done = within(*export, "--out", tmp_path / "more")
    assert done.returncode == 0
    for path in map(Path, done.stdout.splitlines()):
        assert "bittern" not in path.read_text("utf-8")
        assert "heron" not in path.read_text("utf-8")
