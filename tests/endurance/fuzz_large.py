"""Targets that take milliseconds: whole files, a vault, its sessions, documents and commands."""

from __future__ import annotations

import contextlib
import io
import json
import os
import random
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from kap_companion import cli, resources
from kap_companion.importing import ImportRefusedError, bring_in
from kap_companion.music.engine.decode import UnplayableError, read_through
from kap_companion.music.playlist import read_playlist
from kap_companion.music.tags import read_art, read_track
from kap_companion.notes.draft import DraftError, named_template, write_draft
from kap_companion.practice import Opening, Practice
from kap_companion.rehearsal import Rehearsal
from kap_companion.script import ScriptError, parse_script
from kap_companion.session import entries as e
from kap_companion.session.checklists import parse_checklists
from kap_companion.session.clock import ScriptedClock
from kap_companion.vault.backup import back_up, check_backup, read_info
from kap_companion.vault.errors import VaultError
from kap_companion.vault.vault import Vault
from tests.endurance.fuzz_mutate import of_bytes, of_json, of_lines, of_words
from tests.endurance.fuzz_target import Take, Target, text_of
from tests.endurance.tamper_case import verified
from tests.made import PROTOCOL, START
from tests.vault.made import Place

_Begun = tuple[Sequence[bytes], Take]

_SCRIPTS = (
    Path(__file__).parents[1] / "scripts" / "every_verb.jsonl",
    resources.path("rehearsal/first_session.jsonl"),
)
_RUNS_IN_A_VAULT = 25
_LIGHT = ("md", "txt", "csv", "json", "fhir")
_TEXTS = (
    b"Tingling in both hands, and **warm**",
    "مرحبا, \U0001f979 and e\u0301 on [1] <b> \\ $x$ #not {{ a }}".encode(),
    b"# A heading\n\n- one\n- two\n\n| a | b |\n| - | - |\n\n1. first\n> said",
)
_COMMANDS = (
    *("rehearse", "sessions", "log", "export", "import", "play", "verify", "backup", "restore"),
    *("--vault", "--session", "--format", "--out", "--template", "--psychotherapy-notes", "--to"),
    *("--json", "--script", "--speed", "--start", "--ack", "--against", "--from", "--help", "-h"),
    *("--crossfade", "--target", "--events", "--music", "--", "-", "", " ", "--no", "--v", "--s"),
    *("vault", "none", "out", "script.jsonl", "record.json", "notes.json", "one.kapbackup"),
    *("last", "0", "01", "01a", "%", "max", "1e9", "nan", "-1", "off", "-14", "3", "2026-03-02"),
    *("2026-03-02T10:00+01:00", "0001-01-01", "pdf", "txt", "md,txt", "json,", ",", "docx,docx"),
    *(
        "fhir",
        "birp",
        "soap",
        "letter",
        "x" * 300,
        "\udcff",
        "\u202e",
        "\U0001f979",
        "a\nb",
        "ab" * 32,
    ),
)


def _held(folder: Path) -> tuple[Place, Practice, ScriptedClock, str]:
    """Return an open vault with a rehearsed session in it, and that session's id."""
    place = Place(folder / "vault", folder / "state")
    vault, _ = place.create()
    clock = ScriptedClock(START)
    practice = Practice(vault, clock, PROTOCOL)
    return place, practice, clock, _rehearsed(practice, clock, _SCRIPTS[0].read_bytes())


def _rehearsed(practice: Practice, clock: ScriptedClock, script: bytes) -> str:
    checklists = parse_checklists(resources.text("checklists/lozenge.json"))
    rehearsal = Rehearsal(practice, clock, checklists)
    rehearsal.play(parse_script(script), lambda _line, _entry: None)
    assert rehearsal.session_id is not None
    return rehearsal.session_id


def _scripts_run(folder: Path) -> _Begun:
    """Play scripts on one vault after another; what they leave opens, folds and verifies."""
    checklists = parse_checklists(resources.text("checklists/lozenge.json"))
    runs = 0
    vault: Vault | None = None
    place = Place(folder / "none", folder / "none")

    def take(data: bytes) -> None:
        nonlocal runs, vault, place
        if runs % _RUNS_IN_A_VAULT == 0:
            if vault is not None:
                vault.close()
                assert not verified(place)
                shutil.rmtree(place.folder)
            place = Place(folder / f"vault {runs}", folder / "state")
            vault, _ = place.create()
        runs += 1
        assert vault is not None
        practice = Practice(vault, ScriptedClock(START), PROTOCOL)
        rehearsal = Rehearsal(practice, ScriptedClock(START), checklists)
        try:
            rehearsal.play(parse_script(data), lambda _line, _entry: None)
        finally:
            if rehearsal.session_id is not None:
                practice.look_at(rehearsal.session_id)

    return [path.read_bytes() for path in _SCRIPTS], take


def _search(folder: Path) -> _Begun:
    _, practice, _, _ = _held(folder)

    def take(data: bytes) -> None:
        practice.vault.search.record(text_of(data))
        practice.vault.search.psychotherapy_notes(text_of(data))

    return [b"tingling", b"second wording kingfisher", "مرحبا".encode(), b"secret"], take


def _import(folder: Path) -> _Begun:
    _, practice, _, session = _held(folder)
    out = folder / "out"
    (record,) = practice.export_record(session, ("json",), out).paths
    (notes,) = practice.export_psychotherapy_notes(session, ("json",), out).paths
    there, _ = Place(folder / "there", folder / "state").create()
    seeds = [record.read_bytes(), notes.read_bytes()]
    altered = folder / "altered.json"

    def take(data: bytes) -> None:
        altered.write_bytes(data)
        if b'"psychotherapy_notes"' in data[:300]:
            bring_in(there, ScriptedClock(START), record, altered)
        else:
            bring_in(there, ScriptedClock(START), altered)

    return seeds, take


def _template(folder: Path) -> _Begun:
    _, practice, _, session = _held(folder)
    record = practice.vault.journal.record(session)
    seeds = [one.source.encode() for one in practice.templates()]

    def take(data: bytes) -> None:
        write_draft(named_template("own", text_of(data)), record)

    return seeds, take


def _documents(formats: Sequence[str], notes_in_one: int) -> Callable[[Path], _Begun]:
    def begin(folder: Path) -> _Begun:
        _, practice, _, _ = _held(folder)
        client = practice.save_client(None, e.ClientSaved("D.O."))
        companion = practice.open_session(client, Opening())
        count = 0

        def take(data: bytes) -> None:
            nonlocal companion, count
            if count % notes_in_one == 0 and count:
                companion.end("over")
                companion = practice.open_session(client, Opening())
            count += 1
            is_private, text = bool(count % 3 == 0), text_of(data)
            if not text.strip():
                return
            companion.note(text, private=is_private)
            one = (formats[count % len(formats)],)
            out = folder / "out"
            if is_private:
                one = ("txt",) if one == ("fhir",) else one
                practice.export_psychotherapy_notes(companion.session_id, one, out)
            else:
                practice.export_record(companion.session_id, one, out)
            shutil.rmtree(out)

        return list(_TEXTS), take

    return begin


def _sounds(folder: Path) -> list[bytes]:
    """Return a short whole file of each kind of music, with tags where they have some."""
    # It brings in numpy and libav, which only these targets need.
    from tests.music.sounds import CODECS, pitched, write

    sound = pitched(11_025, 330)
    files = []
    for ending in CODECS:
        path = write(folder / f"whole.{ending}", sound)
        with contextlib.suppress(Exception):  # not every kind has tags
            _tagged(path)
        files.append(path.read_bytes())
    return files


def _tagged(path: Path) -> None:
    import mutagen

    found = mutagen.File(path, easy=True)
    found["title"], found["artist"], found["album"] = "Still", "A. Maker", "Long"
    found.save()


def _tags(folder: Path) -> _Begun:
    seeds, count = _sounds(folder), 0
    endings = ("mp3", "ogg", "flac", "m4a", "wav", "opus", "aac", "wma", "aiff", "")

    def take(data: bytes) -> None:
        nonlocal count
        path = folder / f"one.{endings[count % len(endings)]}"
        count += 1
        path.write_bytes(data)
        track = read_track(path)
        assert track.title
        read_art(path)
        path.unlink()

    return seeds, take


def _decoded(folder: Path) -> _Begun:
    seeds, path = _sounds(folder), folder / "one.mp3"

    def take(data: bytes) -> None:
        path.write_bytes(data)
        pieces = read_through(
            lambda place: str(path) if place == 0 else None,
            *(0, 0.0),
            known_bad={},
            on_reading=lambda _: None,
        )
        for count, _ in enumerate(pieces):
            assert count < 100_000

    return seeds, take


def _lists(folder: Path) -> _Begun:
    """Read lists that name each other, themselves and files that are there."""
    names = ("one.m3u", "two.pls", "three.xspf")
    (folder / "still.mp3").write_bytes(_sounds(folder)[0])
    seeds = [
        b"still.mp3\ntwo.pls\none.m3u\nnone.mp3\n.\n..\n~\n",
        b"[playlist]\nFile1=three.xspf\nFile2=still.mp3\nNumberOfEntries=2\n",
        b'<playlist version="1" xmlns="http://xspf.org/ns/0/"><trackList><track><location>still.mp3'
        b"</location></track><track><location>one.m3u</location></track></trackList></playlist>",
    ]
    inner = folder / "lists"
    inner.mkdir()
    shutil.copy(folder / "still.mp3", inner)
    for name, seed in zip(names, seeds, strict=True):
        (inner / name).write_bytes(seed)
    count = 0

    def take(data: bytes) -> None:
        nonlocal count
        name = names[count % len(names)]
        count += 1
        (inner / name).write_bytes(data.replace(b"~", b"").replace(b"..", b"."))
        found = read_playlist([inner / name], is_stopped=lambda: False)
        for lost in found.lost:
            assert lost.words

    return seeds, take


def _vault_file(folder: Path) -> _Begun:
    place, practice, _, _ = _held(folder)
    practice.vault.close()
    whole = place.data_file.read_bytes()
    # Its beginning is where most of what is read lies.
    seeds = [whole[:4096], whole[:8192]]

    def take(data: bytes) -> None:
        place.data_file.write_bytes(data + whole[len(data) :])
        for end in ("-wal", "-shm"):
            place.data_file.with_name(f"vault.db{end}").unlink(missing_ok=True)
        said = verified(place)
        assert said or data == whole[: len(data)]
        assert not any(one.startswith("wrong") or "\n" in one for one in said)
        with place.open():
            pass

    return seeds, take


def _backup(folder: Path) -> _Begun:
    place, practice, clock, _ = _held(folder)
    path = folder / "one.kapbackup"
    back_up(practice.vault, path, at=clock.now().wall, utc_offset="+00:00")
    whole = path.read_bytes()
    altered = folder / "altered.kapbackup"
    count = 0

    def take(data: bytes) -> None:
        nonlocal count
        count += 1
        altered.write_bytes(data)
        if count % 10 == 0:
            check_backup(altered, place.passphrase)
        read_info(altered)

    return [whole[:4096] + whole[-2048:], whole], take


def _arguments(seeds: Sequence[bytes], chance: random.Random) -> bytes:
    """Return arguments that somebody may give, as JSON; all that is named lies in one folder."""
    words = [chance.choice(_COMMANDS[:9])]
    if chance.randrange(3):
        words += json.loads(chance.choice(seeds))[1:]
    for _ in range(chance.choice((0, 1, 2, 3, 6))):
        words.insert(chance.randrange(len(words) + 1), chance.choice(_COMMANDS))
    if chance.randrange(3) == 0:
        del words[chance.randrange(len(words))]
    return json.dumps(words).encode()


_ASKED = (
    ["sessions", "--vault", "vault", "--json"],
    ["log", "--vault", "vault", "--session", "last"],
    ["export", "--vault", "vault", "--session", "last", "--format", "txt,md", "--out", "out"],
    ["import", "--vault", "vault", "record.json", "--psychotherapy-notes", "notes.json"],
    ["verify", "--vault", "vault", "--against", "ab" * 32],
    ["verify", "--vault", "one.kapbackup"],
    ["restore", "--from", "one.kapbackup", "--vault", "new"],
    ["backup", "--vault", "vault", "--to", "two.kapbackup"],
    ["rehearse", "--script", "script.jsonl", "--vault", "vault", "--out", "out"],
    ["play", "none.mp3", "--crossfade", "3", "--target", "off"],
)


def _parsed(_: Path) -> _Begun:
    from kap_companion.asked import parser

    def take(data: bytes) -> None:
        # What is refused is put into one line by whoever prints it, as in the commands below.
        refused = contextlib.suppress(cli.UsageError, SystemExit)
        with refused, contextlib.redirect_stdout(io.StringIO()):
            parser().parse_args(json.loads(data))

    return [json.dumps(one).encode() for one in _ASKED], take


def _commands(folder: Path) -> _Begun:
    """Run whole commands in a folder of their own, the window and the sound card left out."""
    _, practice, clock, session = _held(folder)
    out = folder / "exported"
    (record,) = practice.export_record(session, ("json",), out).paths
    (notes,) = practice.export_psychotherapy_notes(session, ("json",), out).paths
    shutil.copy(record, folder / "record.json")
    shutil.copy(notes, folder / "notes.json")
    shutil.copy(_SCRIPTS[1], folder / "script.jsonl")
    back_up(practice.vault, folder / "one.kapbackup", at=clock.now().wall, utc_offset="+00:00")
    practice.vault.close()
    shutil.copytree(folder / "vault", folder / "whole")
    os.chdir(folder)
    os.environ |= {"KAP_PASSPHRASE": "four quiet words here", "KAP_HOME": str(folder / "home")}
    vars(cli)["_open_window"] = lambda *_: cli.FINE

    def take(data: bytes) -> None:
        arguments = json.loads(data)
        if "play" in arguments and any(Path(one).exists() for one in arguments):
            return
        if "rehearse" in arguments:
            # At a speed it would take as long as it says, and be heard.
            arguments = [one for one in arguments if one != "--music"] + ["--speed", "max"]
        said, told = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(told):
            try:
                code = cli.main(arguments)
            except SystemExit as left:
                assert left.code == 0, left.code
                return
        lines = told.getvalue().splitlines()
        assert code in range(5), code
        assert "Traceback" not in told.getvalue()
        assert code == 0 or len(lines) == 1, lines
        for name in ("out", "new", "two.kapbackup"):
            path = folder / name
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
        if (folder / "vault").stat().st_mtime_ns % 5 == 0:
            shutil.rmtree(folder / "vault")
            shutil.copytree(folder / "whole", folder / "vault")

    return [json.dumps(one).encode() for one in _ASKED], take


LARGE = (
    Target("session script, run", 5, _scripts_run, of_lines, (ScriptError,)),
    Target("search", 25, _search, of_words),
    Target("JSON import", 30, _import, of_json, (ImportRefusedError,)),
    Target("note template", 20, _template, of_bytes, (DraftError,)),
    Target("documents of text", 10, _documents(_LIGHT, 5), of_words),
    Target("documents of pages", 1, _documents(("pdf", "docx"), 3), of_words),
    Target("audio tags", 18, _tags, of_bytes),
    Target("audio files", 3, _decoded, of_bytes, (UnplayableError,)),
    Target("playlists with files", 6, _lists, of_bytes),
    Target("vault file", 6, _vault_file, of_bytes, (VaultError,)),
    Target("backup file", 15, _backup, of_bytes, (VaultError,)),
    Target("arguments", 20, _parsed, _arguments),
    Target("commands", 3, _commands, _arguments),
)
"""Of a thousand inputs these take few, and most of the time."""
