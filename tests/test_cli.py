"""The command line as scripts rely on it, run as programs run it: in a process of its own.

A start costs the most of it, so what only reads afterwards is often asked within this process, and
the tests that change nothing share one session.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import random
import signal
import subprocess
import sys
import threading
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import pypdf
import pytest
import rfc8785

from kap_companion import __version__, cli, commands
from kap_companion.vault.guessing import count_failure, forget_failures

PASSPHRASE = "moss lantern harbour"
ENVELOPE = (
    *("id", "subject_id", "stream", "seq", "at"),
    *("utc_offset", "kind", "version", "prev_hash", "body_hash"),
)
Run = Callable[..., "subprocess.CompletedProcess[str]"]

SCRIPT = (Path(__file__).parent / "scripts/every_verb.jsonl").read_text("utf-8").strip()


@dataclass(frozen=True, slots=True)
class Held:
    """A session of every verb that was rehearsed in `folder`, which nobody changes any more."""

    folder: Path
    run: Run
    within: Run
    acks: list[dict[str, Any]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run a command in a process of its own."""
    return in_a_process(tmp_path)


@pytest.fixture
def within(tmp_path: Path) -> Run:
    """Run a command in this process: quick, and to its caller the same."""
    return in_this_process(tmp_path)


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Held:
    folder = tmp_path_factory.mktemp("held")
    run = in_a_process(folder)
    return Held(folder, run, in_this_process(folder), rehearse(run, folder))


def in_a_process(folder: Path) -> Run:
    """Return what runs the program as the shell does, at home in `folder`."""
    environment = {
        **os.environ,
        "KAP_HOME": str(folder / "home"),
        "KAP_PASSPHRASE": PASSPHRASE,
        "TMPDIR": str(folder / "tmp"),
    }
    (folder / "tmp").mkdir(exist_ok=True)

    def run(
        *words: object, into: IO[bytes] | int = subprocess.PIPE, **changes: str
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "kap_companion", *map(str, words)],
            env={**environment, **changes},
            stdout=into,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            check=False,
            stdin=subprocess.DEVNULL,
            cwd=Path(__file__).parents[1],
        )

    return run


def in_this_process(folder: Path) -> Run:
    """Return what runs the program's own `main`, and leaves nothing of it in this process."""

    def within(*words: object, **changes: str) -> subprocess.CompletedProcess[str]:
        told, warned = io.StringIO(), io.StringIO()
        environment = {"KAP_HOME": str(folder / "home"), "KAP_PASSPHRASE": PASSPHRASE, **changes}
        terminate = signal.getsignal(signal.SIGTERM)
        with (
            pytest.MonkeyPatch.context() as patch,
            Path(os.devnull).open(encoding="utf-8") as nothing,
            contextlib.redirect_stdout(told),
            contextlib.redirect_stderr(warned),
        ):
            for name, value in environment.items():
                patch.setenv(name, value)
            patch.setattr(sys, "stdin", nothing)
            patch.setattr(sys, "excepthook", sys.excepthook)
            patch.setattr(threading, "excepthook", threading.excepthook)
            # Its limit could not be taken back.
            patch.setattr(commands, "keep_memory_off_the_disk", lambda: None)
            said = [str(word) for word in words]
            try:
                code = cli.main(said)
            finally:
                signal.signal(signal.SIGTERM, terminate)
        return subprocess.CompletedProcess(said, code, told.getvalue(), warned.getvalue())

    return within


def played(run: Run, folder: Path, script: str, *more: object) -> subprocess.CompletedProcess[str]:
    """Play a script at once into the vault `folder`/v, line by line acknowledged."""
    (folder / "s.jsonl").write_text(script, encoding="utf-8")
    fast = ("--speed", "max", "--ack")
    return run("rehearse", "--script", folder / "s.jsonl", "--vault", folder / "v", *fast, *more)


def rehearse(run: Run, folder: Path, script: str = SCRIPT, *more: object) -> list[dict[str, Any]]:
    done = played(run, folder, script, "--out", folder / "out", *more)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def lines_of(run: Run, folder: Path, *more: str) -> list[dict[str, Any]]:
    done = run("log", "--vault", folder / "v", "--session", "last", *more)
    assert (done.returncode, done.stderr) == (0, "")
    return [json.loads(line) for line in done.stdout.splitlines()]


def check_chain(lines: list[dict[str, Any]]) -> None:
    """Recompute every hash from the words of the design alone."""
    before = "0" * 64
    for seq, line in enumerate(lines, start=1):
        envelope = {key: line[key] for key in ENVELOPE}
        assert (line["seq"], line["prev_hash"]) == (seq, before)
        if "body" in line:
            salted = bytes.fromhex(line["salt"]) + rfc8785.dumps(line["body"])
            assert hashlib.sha256(salted).hexdigest() == line["body_hash"]
        before = hashlib.sha256(rfc8785.dumps(envelope)).hexdigest()
        assert before == line["hash"]


def documents(folder: Path) -> dict[str, str]:
    """Return the text of every exported document by its ending."""
    texts = {}
    for path in folder.iterdir():
        if path.suffix == ".pdf":
            pages = pypdf.PdfReader(path).pages
            texts["pdf"] = "\n".join(page.extract_text() for page in pages)
        elif path.suffix == ".docx":
            with zipfile.ZipFile(path) as parts:
                xml = b"".join(parts.read(name) for name in parts.namelist())
            texts["docx"] = xml.decode("utf-8", "replace")
        elif path.name.endswith((".fhir.json", ".vitals.csv")):
            texts[path.name.split(".")[-2]] = path.read_text(encoding="utf-8")
        else:
            texts[path.suffix[1:]] = path.read_text(encoding="utf-8")
    return texts


def test_a_whole_session_of_every_verb_goes_through_to_its_documents(held: Held) -> None:
    acks = held.acks
    assert [one["ack"] for one in acks] == list(range(1, len(SCRIPT.splitlines()) + 1))
    record = lines_of(held.run, held.folder)
    private = lines_of(held.run, held.folder, "--psychotherapy-notes")
    check_chain(record)
    check_chain(private)
    known = {(line["id"], line["seq"]) for line in (*record, *private)}
    assert {(one["id"], one["seq"]) for one in acks} <= known
    texts = documents(held.folder / "out")
    assert set(texts) == {"pdf", "docx", "md", "txt", "fhir", "csv", "vitals", "json"}
    assert "142,90,72,98" in texts.pop("vitals")
    for kind, text in texts.items():
        for word in ("heron", "bittern", "egret", "afterthought", "cormorant", "dipper"):
            assert word not in text, kind
        assert "second wording kingfisher" in " ".join(text.split()), kind
        assert "still kept" in text, kind
        if kind != "json":
            assert "zebrafish" not in text, kind
    told = "".join(json.dumps(line) for line in record)
    assert not any(word in told for word in ("heron", "cormorant", "dipper"))
    told_apart = "".join(json.dumps(line) for line in private)
    assert "zebrafish" not in told_apart
    assert "cormorant, said better" in told_apart
    assert "dipper" in told_apart
    assert held.run("verify", "--vault", held.folder / "v").returncode == 0


def test_what_the_script_would_have_been_asked_is_logged_as_not_given(held: Held) -> None:
    record = lines_of(held.within, held.folder)
    doses = [line["body"] for line in record if line["kind"] == "dose_taken"]
    assert [(one["dose_mg"], one["booster"]) for one in doses] == [
        ("112.5", False),
        (50, True),
        ("25.25", True),
    ]
    assert doses[0]["reason"] == "reason not given"
    overridden = [line["body"] for line in record if line["kind"] == "limit_overridden"]
    assert [one["reason"] for one in overridden] == ["white coat, third reading"]
    clocks = [line["body"] for line in record if line["kind"] == "clock_changed"]
    assert [(one["why"], one["away_s"], one["moved_s"]) for one in clocks] == [
        ("asleep", 240, 0),
        ("wall_moved", 0, -3600),
    ]
    ats = [line["at"] for line in record]
    assert ats == sorted(ats)


def test_psychotherapy_notes_leave_alone_and_only_when_asked_for_by_name(
    held: Held, tmp_path: Path
) -> None:
    done = held.within(
        "export",
        "--vault",
        held.folder / "v",
        "--session",
        "last",
        "--format",
        "pdf,docx,md,txt,csv,json",
        "--out",
        tmp_path / "p",
        "--psychotherapy-notes",
    )
    assert done.returncode == 0, done.stderr
    for kind, text in documents(tmp_path / "p").items():
        assert "secret bittern instead" in text, kind
        assert "kingfisher" not in text, kind
        assert "112.5" not in text, kind


def test_an_export_overwrites_nothing(held: Held) -> None:
    words = ("export", "--vault", held.folder / "v", "--session", "last", "--format", "md,txt")
    before = {path: path.read_bytes() for path in (held.folder / "out").iterdir()}
    done = held.within(*words, "--out", held.folder / "out")
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert {path: path.read_bytes() for path in (held.folder / "out").iterdir()} == before


def test_nothing_said_lies_in_clear_anywhere(run: Run, tmp_path: Path) -> None:
    done = played(run, tmp_path, SCRIPT)
    assert done.returncode == 0, done.stderr
    run("verify", "--vault", tmp_path / "v")
    said = [PASSPHRASE, "Zq.W\u00e9", "kingfisher", "heron", "Quince Row", "Ola", "white coat"]
    secrets = [word.encode(code) for word in said for code in ("utf-8", "utf-16-le", "utf-16-be")]
    kept = [path for path in tmp_path.rglob("*") if path.is_file() and path.name != "s.jsonl"]
    assert any(path.name == "vault.db" for path in kept)
    for path in kept:
        data = path.read_bytes()
        assert not [word for word in secrets if word in data], path.name
    assert not [word for word in said if word in done.stdout + done.stderr]


def test_refusals_have_their_exit_codes_and_one_line(held: Held, tmp_path: Path) -> None:
    run, within = held.run, held.within
    vault = held.folder / "v"
    told = [
        (run("verify", "--vault", vault, KAP_PASSPHRASE="wrong"), 3),
        (run("verify", "--vault", tmp_path / "nowhere"), 4),
        (within("sessions", "--vault", tmp_path / "nowhere"), 4),
        (run("log", "--vault", vault, "--session", "ffff"), 2),
        (
            within(
                "export", "--vault", vault, "--session", "last", "--format", "csv,rtf", "--out", "x"
            ),
            2,
        ),
        (
            within(
                "export", "--vault", vault, "--session", "last", "--format", "odt", "--out", "x"
            ),
            2,
        ),
        (within("backup", "--vault", vault, "--to", vault), 2),
        (within("restore", "--from", tmp_path / "none", "--vault", vault), 4),
        (within("import", "--vault", vault, tmp_path / "none.json"), 2),
        (within("import", "--vault", vault, Path(__file__)), 2),
        (within("import", "--vault", tmp_path / "nowhere", Path(__file__)), 4),
        (within("play", "x.wav", "--events", tmp_path / "none.jsonl"), 2),
        (within("play", "x.wav", "--target", "-41"), 2),
        (within("play", "x.wav", "--target", "loud"), 2),
        (within("play", "x.wav", "--target", "nan"), 2),
        (within("play", "x.wav", "--crossfade", "20.5"), 2),
        (within("play", "x.wav", "--crossfade", "-1"), 2),
        (within("play"), 2),
        (run("verify", "--vault", vault, "--against", "0" * 64), 1),
        (within("sing"), 2),
        (within("log", "--vault", vault), 2),
        (within("rehearse", "--script", tmp_path / "none.jsonl"), 2),
        (within("rehearse", "--speed", "0"), 2),
        (within("rehearse", "--start", "0001-01-01"), 2),
        (within("rehearse", "--speed", "max", "--music", tmp_path / "none"), 2),
        (within("sessions", "--vault", vault, KAP_PASSPHRASE=""), 3),
        (within("verify", "--vault", vault, "--against", ""), 1),
    ]
    for done, code in told:
        assert done.returncode == code, done.args
        assert len(done.stderr.splitlines()) == 1, done
        assert "Traceback" not in done.stderr


def test_who_guesses_waits_and_is_told_for_how_long_in_one_line(
    within: Run, tmp_path: Path
) -> None:
    rehearse(within, tmp_path)
    for _ in range(5):
        count_failure(tmp_path / "v")
    done = within("sessions", "--vault", tmp_path / "v")
    assert done.returncode == 3
    assert done.stderr == "5 wrong passphrases were tried: wait 4 s, then try again.\n"
    forget_failures(tmp_path / "v")
    assert within("sessions", "--vault", tmp_path / "v").returncode == 0


def test_a_malformed_line_is_named_and_what_came_before_is_kept(
    run: Run, within: Run, tmp_path: Path
) -> None:
    done = played(run, tmp_path, SCRIPT.replace('"do": "mark"', '"do": "sing"'))
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "Line 19 " in done.stderr
    acks = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(acks) == 18
    kept = {line["id"] for line in lines_of(within, tmp_path)}
    kept |= {line["id"] for line in lines_of(within, tmp_path, "--psychotherapy-notes")}
    assert {one["id"] for one in acks} <= kept
    sessions = json.loads(within("sessions", "--vault", tmp_path / "v", "--json").stdout)
    assert [one["state"] for one in sessions] == ["running"]


def test_a_signed_record_is_found_again_by_its_printed_hash(held: Held) -> None:
    signed = next(
        one for one in lines_of(held.within, held.folder) if one["kind"] == "record_signed"
    )
    assert signed["hash"][:16] in documents(held.folder / "out")["txt"]
    done = held.within("verify", "--vault", held.folder / "v", "--against", signed["hash"])
    assert done.returncode == 0, done.stdout
    done = held.within(
        "export",
        "--vault",
        held.folder / "v",
        "--session",
        "last",
        "--format",
        "md",
        "--out",
        held.folder / "t",
        "--template",
        "narrative",
    )
    assert done.returncode == 2


def test_commands_that_only_read_write_nothing(held: Held) -> None:
    before = {path: path.read_bytes() for path in (held.folder / "v").iterdir()}
    held.within("sessions", "--vault", held.folder / "v")
    held.within("log", "--vault", held.folder / "v", "--session", "last")
    held.within("verify", "--vault", held.folder / "v")
    assert {path: path.read_bytes() for path in (held.folder / "v").iterdir()} == before


def test_every_reader_takes_an_entry_of_the_log_for_one_line(within: Run, tmp_path: Path) -> None:
    words = "above\u2028below\u2029and\x85on"
    told = {"at": "-1:00", "do": "note", "text": words}
    opened = {"at": "-2:00", "do": "open", "client": "M.R."}
    rehearse(within, tmp_path, f"{json.dumps(opened)}\n{json.dumps(told)}")
    assert lines_of(within, tmp_path)[-1]["body"]["text"] == words


def test_the_last_session_is_the_one_begun_last_whatever_its_clock_said(
    within: Run, tmp_path: Path
) -> None:
    rehearse(within, tmp_path, '{"at": "0:00", "do": "open", "client": "M.R."}')
    long = '{"at": "0:00", "do": "open", "client": "T.S."}\n{"at": "90:00", "do": "end"}'
    rehearse(within, tmp_path, long)
    assert lines_of(within, tmp_path)[0]["body"]["client"] == "T.S."


def test_going_on_in_an_older_copy_does_not_hide_what_is_missing(
    within: Run, tmp_path: Path
) -> None:
    vault = tmp_path / "v"
    rehearse(within, tmp_path)
    older = (vault / "vault.db").read_bytes()
    rehearse(within, tmp_path, '{"at": "0:00", "do": "open", "client": "T.S."}', "--speed", "max")
    (vault / "vault.db").write_bytes(older)
    export = ("export", "--vault", vault, "--session", "last", "--format", "txt")
    assert within(*export, "--out", tmp_path / "more").returncode == 0
    done = within("verify", "--vault", vault)
    assert (done.returncode, "older copy" in done.stdout) == (1, True)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full")
def test_output_that_cannot_be_written_is_told_in_one_line(held: Held) -> None:
    with Path("/dev/full").open("wb") as full:
        done = held.run("log", "--vault", held.folder / "v", "--session", "last", into=full)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)


def test_a_rehearsal_without_a_vault_leaves_nothing_but_its_documents(
    run: Run, tmp_path: Path
) -> None:
    done = run("rehearse", "--speed", "max", "--out", tmp_path / "out")
    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) == 8
    assert not list((tmp_path / "tmp").iterdir())
    assert not (tmp_path / "home").exists()


@pytest.mark.parametrize("seed", range(2))
def test_a_killed_rehearsal_loses_nothing_acknowledged(
    within: Run, tmp_path: Path, seed: int
) -> None:
    """SIGKILL after a random acknowledgement: all of both streams is there, and is offered."""
    chance = random.Random(seed)
    notes = [
        json.dumps(
            {"at": f"{n // 6}:{n % 6}0", "do": "note", "text": f"n{n}", "private": n % 3 == 0}
        )
        for n in range(300)
    ]
    (tmp_path / "s.jsonl").write_text("\n".join([SCRIPT.splitlines()[0], *notes]), "utf-8")
    child = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "kap_companion",
            "rehearse",
            "--script",
            str(tmp_path / "s.jsonl"),
            "--vault",
            str(tmp_path / "v"),
            "--speed",
            "max",
            "--ack",
        ],
        env={**os.environ, "KAP_PASSPHRASE": PASSPHRASE, "KAP_HOME": str(tmp_path / "home")},
        stdout=subprocess.PIPE,
        encoding="utf-8",
        cwd=Path(__file__).parents[1],
    )
    assert child.stdout is not None
    acks = [json.loads(child.stdout.readline()) for _ in range(chance.randrange(1, 280))]
    child.send_signal(signal.SIGKILL)
    acks += [json.loads(line) for line in child.stdout if line.endswith("\n")]
    child.wait()
    child.stdout.close()
    assert within("verify", "--vault", tmp_path / "v").returncode == 0
    kept = {line["id"] for line in lines_of(within, tmp_path)}
    kept |= {line["id"] for line in lines_of(within, tmp_path, "--psychotherapy-notes")}
    assert {one["id"] for one in acks} <= kept
    sessions = json.loads(within("sessions", "--vault", tmp_path / "v", "--json").stdout)
    assert [one["state"] for one in sessions] == ["running"]


def test_a_bug_of_ours_shows_no_clinical_word(held: Held) -> None:
    bug = (
        "from kap_companion import cli\n"
        "from kap_companion.vault import journal\n"
        "def lines(self, stream, subject): self.record(subject)[0].body.heron\n"
        "journal.Journal.lines = lines\n"
        "cli.main(['log', '--session', 'last', '--vault', 'v'])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", bug],
        env={
            **os.environ,
            "KAP_HOME": str(held.folder / "home"),
            "KAP_PASSPHRASE": PASSPHRASE,
            "PYTHONPATH": str(Path(__file__).parents[1]),
        },
        capture_output=True,
        encoding="utf-8",
        check=False,
        cwd=held.folder,
    )
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    notes = list((held.folder / "home/state/crash-notes").iterdir())
    assert len(notes) == 1
    assert "AttributeError" in notes[0].read_text("utf-8")
    assert "heron" not in notes[0].read_text("utf-8") + done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="a polite kill is not known there")
def test_a_polite_kill_takes_the_throw_away_vault_with_it(run: Run, tmp_path: Path) -> None:
    (tmp_path / "tmp").mkdir(exist_ok=True)
    with subprocess.Popen(
        [sys.executable, "-m", "kap_companion", "rehearse", "--ack"],
        env={**os.environ, "KAP_HOME": str(tmp_path / "home"), "TMPDIR": str(tmp_path / "tmp")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        cwd=Path(__file__).parents[1],
    ) as going:
        assert going.stdout is not None
        going.stdout.readline()
        going.send_signal(signal.SIGTERM)
        _, told = going.communicate(timeout=30)
    assert (going.returncode, told.count("\n")) == (1, 1)
    assert list((tmp_path / "tmp").iterdir()) == []


def test_the_version_is_told_on_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        cli.main(["--version"])
    assert left.value.code == 0
    assert capsys.readouterr().out == f"KAP Companion {__version__}\n"
