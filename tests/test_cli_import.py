"""A session goes from one vault to another by the command line, and back out the same."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

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
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    environment = {
        **os.environ,
        "KAP_HOME": str(tmp_path / "home"),
        "KAP_PASSPHRASE": "moss lantern harbour",
    }

    def run(*words: object) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "kap_companion", *map(str, words)],
            env=environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
            stdin=subprocess.DEVNULL,
            cwd=Path(__file__).parents[1],
        )

    return run


@pytest.fixture
def exported(run: Run, tmp_path: Path) -> tuple[Path, Path]:
    """The files of a rehearsed session's record and of its psychotherapy notes."""
    (tmp_path / "s.jsonl").write_text(SCRIPT, "utf-8")
    vault, fast = tmp_path / "one", ("--speed", "max")
    done = run("rehearse", "--script", tmp_path / "s.jsonl", "--vault", vault, *fast)
    assert (done.returncode, done.stderr) == (0, "")
    export = ("export", "--vault", vault, "--session", "last", "--format", "json")
    record = run(*export, "--out", tmp_path / "out")
    notes = run(*export, "--out", tmp_path / "out", "--psychotherapy-notes")
    return Path(record.stdout.strip()), Path(notes.stdout.strip())


@pytest.fixture
def there(run: Run, tmp_path: Path) -> Path:
    """Another vault, with another client's session."""
    (tmp_path / "t.jsonl").write_text(
        '{"at": "0:00", "do": "open", "client": "T.S."}\n{"at": "60:00", "do": "end"}\n', "utf-8"
    )
    vault, fast = tmp_path / "two", ("--speed", "max")
    done = run("rehearse", "--script", tmp_path / "t.jsonl", "--vault", vault, *fast)
    assert done.returncode == 0
    return vault


def test_a_session_goes_to_another_vault_and_is_the_same_there(
    run: Run, exported: tuple[Path, Path], there: Path, tmp_path: Path
) -> None:
    record, notes = exported
    for word in ("bittern", "heron"):
        assert word not in record.read_text("utf-8")
        assert word in notes.read_text("utf-8")

    done = run("import", "--vault", there, record, "--psychotherapy-notes", notes)

    entries = json.loads(record.read_text("utf-8"))["entries"]
    session = entries[0]["subject_id"]
    apart = len(json.loads(notes.read_text("utf-8"))["entries"])
    assert done.returncode == 0
    assert done.stdout == (
        f"Imported session {session} of M.R.: {len(entries)} entries "
        f"and {apart} entries of psychotherapy notes.\n"
    )
    assert done.stderr == "A file was made for the client M.R.: look whether it is complete.\n"
    logged = run("log", "--vault", there, "--session", session).stdout.splitlines()
    assert [json.loads(line) for line in logged] == entries
    signed = next(line["hash"] for line in entries if line["kind"] == "record_signed")
    verified = run("verify", "--vault", there, "--against", signed)
    assert (verified.returncode, verified.stderr) == (0, "")
    again = run("import", "--vault", there, record)
    assert (again.returncode, again.stderr) == (0, "")
    assert again.stdout.endswith("is here already, entry for entry: nothing was changed.\n")
    logged = run("log", "--vault", there, "--session", session).stdout.splitlines()
    assert len(logged) == len(entries)


def test_an_altered_or_other_file_is_refused_in_one_line(
    run: Run, exported: tuple[Path, Path], there: Path, tmp_path: Path
) -> None:
    record, notes = exported
    altered = tmp_path / "altered.json"
    altered.write_text(record.read_text("utf-8").replace("light is warm", "light is cold"), "utf-8")
    for words, code in (
        ((altered,), 1),
        ((notes,), 2),
        ((tmp_path / "none.json",), 2),
        ((tmp_path / "s.jsonl",), 2),
        ((record, "--psychotherapy-notes", record), 2),
    ):
        done = run("import", "--vault", there, *words)
        assert (done.returncode, done.stdout) == (code, ""), done
        assert len(done.stderr.splitlines()) == 1
        assert "Traceback" not in done.stderr
    assert len(run("sessions", "--vault", there).stdout.splitlines()) == 1


def test_psychotherapy_notes_are_refused_the_form_that_fhir_hands_on(
    run: Run, exported: tuple[Path, Path], tmp_path: Path
) -> None:
    export = ("export", "--vault", tmp_path / "one", "--session", "last", "--format", "fhir,txt")
    done = run(*export, "--out", tmp_path / "more", "--psychotherapy-notes")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("Psychotherapy notes are no part of the record that FHIR")
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "more").exists()
    done = run(*export, "--out", tmp_path / "more")
    assert done.returncode == 0
    for path in map(Path, done.stdout.splitlines()):
        assert "bittern" not in path.read_text("utf-8")
        assert "heron" not in path.read_text("utf-8")
