"""No half file, wherever an export is cut off: a full disk, a folder that is gone, a kill."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kap_companion.notes.document import record_document
from kap_companion.notes.export import ExportError, export
from kap_companion.notes.export.leavings import Leaving, sweep
from tests.notes import made

posix = pytest.mark.skipif(os.name != "posix", reason="needs POSIX")


def _export(folder: Path, *formats: str) -> list[str]:
    session = made.whole_session()
    document = record_document(session.record)
    done = export(document, made.lines(session.record), formats, folder, "note")
    return [path.name for path in done.paths]


@posix
def test_what_a_killed_export_left_is_gone_after_the_next(tmp_path: Path) -> None:
    script = """
import os, signal, sys
from pathlib import Path
from kap_companion.notes.export.leavings import Leaving
with Leaving(b"half of a note", Path(sys.argv[1])):
    os.kill(os.getpid(), signal.SIGKILL)
"""
    subprocess.run([sys.executable, "-c", script, str(tmp_path)], check=False)
    (left,) = tmp_path.iterdir()
    assert left.read_bytes() == b"half of a note"

    assert _export(tmp_path, "md") == ["note.md"]

    assert [path.name for path in tmp_path.iterdir()] == ["note.md"]


@posix
def test_what_another_export_is_writing_is_left_alone(tmp_path: Path) -> None:
    script = """
import sys
from pathlib import Path
from kap_companion.notes.export.leavings import Leaving
with Leaving(b"another note", Path(sys.argv[1])) as leaving:
    print("written", flush=True)
    sys.stdin.readline()
    leaving.become(Path(sys.argv[1]) / "other.md")
"""
    command = [sys.executable, "-c", script, str(tmp_path)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "written\n"
        _export(tmp_path, "md", "fhir", "csv")
        other.communicate("go on\n", timeout=60)
    assert other.returncode == 0
    assert (tmp_path / "other.md").read_bytes() == b"another note"
    assert not list(tmp_path.glob(".export-*"))


def test_only_our_own_leavings_are_swept(tmp_path: Path) -> None:
    old = time.time() - 7 * 3600
    for name in (".export-x.part", ".export-notes", "x.part", ".hidden.part"):
        (tmp_path / name).write_text("x", "utf-8")
        os.utime(tmp_path / name, (old, old))
    (tmp_path / ".export-folder.part").mkdir()

    sweep(tmp_path)

    assert sorted(path.name for path in tmp_path.iterdir()) == [
        ".export-folder.part",
        ".export-notes",
        ".hidden.part",
        "x.part",
    ]


@posix
def test_where_locks_cannot_be_had_only_what_is_old_is_swept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOLCK, "no locks here")

    monkeypatch.setattr("fcntl.flock", refuse)
    for name, age_s in ((".export-old.part", 7 * 3600), (".export-new.part", 60)):
        (tmp_path / name).write_text("x", "utf-8")
        os.utime(tmp_path / name, (time.time() - age_s,) * 2)

    assert _export(tmp_path, "txt") == ["note.txt"]

    assert sorted(path.name for path in tmp_path.iterdir()) == [".export-new.part", "note.txt"]


@pytest.mark.parametrize("formats", [("md", "fhir"), ("csv",), ("fhir", "csv", "json")])
@posix
def test_a_disk_that_fills_up_leaves_nothing_of_any_format(
    tmp_path: Path, formats: tuple[str, ...]
) -> None:
    script = """
import resource, sys
from pathlib import Path
from kap_companion.notes.document import record_document
from kap_companion.notes.export import ExportError, export
from tests.notes import made
session = made.whole_session()
resource.setrlimit(resource.RLIMIT_FSIZE, (3_000, 3_000))
folder, *formats = sys.argv[1:]
try:
    document = record_document(session.record)
    export(document, made.lines(session.record), formats, Path(folder), "note")
except ExportError as trouble:
    print(trouble)
"""
    command = [sys.executable, "-c", script, str(tmp_path), *formats]
    run = subprocess.run(command, capture_output=True, text=True, check=True)

    assert run.stdout.startswith("The disk is full, nothing was exported")
    assert not any(tmp_path.iterdir())


@pytest.mark.parametrize("gone_at", [1, 2, 3])
def test_a_folder_that_vanishes_leaves_no_half_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, gone_at: int
) -> None:
    stick, link, given = tmp_path / "stick", os.link, list[Path]()

    def pull_out(old: Path, new: Path) -> None:
        given.append(new)
        if len(given) == gone_at:
            shutil.rmtree(stick)
        link(old, new)

    monkeypatch.setattr(os, "link", pull_out)
    with pytest.raises(ExportError, match="Nothing could be exported"):
        _export(stick, "fhir", "csv")

    assert not stick.exists()


def test_a_name_that_was_taken_meanwhile_is_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link, given = os.link, list[Path]()

    def come_first(old: Path, new: Path) -> None:
        given.append(new)
        if len(given) == 2:
            Path(new).write_text("somebody else's", "utf-8")
        link(old, new)

    monkeypatch.setattr(os, "link", come_first)
    with pytest.raises(ExportError, match=r"note\.vitals\.csv is already there"):
        _export(tmp_path, "csv")

    assert [path.name for path in tmp_path.iterdir()] == ["note.vitals.csv"]
    assert (tmp_path / "note.vitals.csv").read_text("utf-8") == "somebody else's"


def test_a_file_that_became_another_leaves_no_trace_and_one_that_did_not_is_gone(
    tmp_path: Path,
) -> None:
    with Leaving(b"note", tmp_path) as leaving:
        leaving.become(tmp_path / "note.txt")
    with Leaving(b"other", tmp_path):
        assert len(list(tmp_path.iterdir())) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["note.txt"]
