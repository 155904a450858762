"""The command line: each command is a few lines over the layers below (see README, Commands)."""

from __future__ import annotations

import argparse
import getpass
import json
import os
import secrets
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NoReturn

from kap_companion import resources
from kap_companion.companion import ActError
from kap_companion.notes.draft import DraftError
from kap_companion.notes.export import ExportError
from kap_companion.paths import app_paths
from kap_companion.practice import Practice
from kap_companion.rehearsal import Rehearsal
from kap_companion.script import Line, ScriptError, parse_script
from kap_companion.session.checklists import parse_checklists
from kap_companion.session.clock import Clock, ScriptedClock
from kap_companion.session.entries import Entry, Stream
from kap_companion.session.phases import parse_protocol
from kap_companion.system_clock import SystemClock
from kap_companion.vault.errors import VaultError, VaultMissing, WrongPassphrase
from kap_companion.vault.keys import RESTING_COST
from kap_companion.vault.opening import is_vault
from kap_companion.vault.vault import Vault
from kap_companion.vault.verify import verify

FINE, FAILED, USAGE, WRONG_PASSPHRASE, NO_VAULT = range(5)
DOCUMENTS = ("pdf", "docx", "md", "txt", "json")
_LATER = ("backup", "restore", "import")
_LATER_FORMATS = ("csv", "fhir")


class UsageError(Exception):
    """What was asked for cannot be understood or done; the message says why in one line."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; errors are one line on stderr."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        return _run(list(sys.argv[1:] if argv is None else argv))
    except WrongPassphrase as trouble:
        return _fail(trouble, WRONG_PASSPHRASE)
    except VaultError as trouble:
        return _fail(trouble, NO_VAULT)
    except (UsageError, ScriptError, ActError, DraftError, ExportError) as trouble:
        return _fail(trouble, USAGE)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
    except KeyboardInterrupt:
        return _fail("Stopped. All that was acknowledged is kept.", FAILED)


def _run(argv: list[str]) -> int:
    command = next((word for word in argv if not word.startswith("-")), None)
    if command in _LATER and argv and argv[0] == command:
        raise UsageError(f"'{command}' comes with a later version.")
    asked = _parser().parse_args(argv)
    run: Callable[[argparse.Namespace], int] = asked.run
    return run(asked)


# --- the commands -------------------------------------------------------------------------------


def _window(asked: argparse.Namespace) -> int:
    from kap_companion.app import run_window

    return run_window(asked.vault)


def _rehearse(asked: argparse.Namespace) -> int:
    text = _read(asked.script) if asked.script else resources.path(_OWN_SCRIPT).read_bytes()
    script = parse_script(text)
    clock = ScriptedClock(_start(asked.start, script.length), f"rehearsal-{secrets.token_hex(8)}")

    def acknowledge(line: Line, entry: Entry[Any] | None) -> None:
        if asked.ack:
            told = {"ack": line.number, "id": entry and entry.id, "seq": entry and entry.seq}
            print(json.dumps(told), flush=True)

    with _rehearsal_vault(asked.vault) as vault:
        practice = _practice(vault, clock)
        player = _rehearsal_player(asked.music, asked.speed)
        checklists = parse_checklists(resources.text("checklists/lozenge.json"))
        music = [asked.music] if asked.music else []
        rehearsal = Rehearsal(practice, clock, checklists, player, music, asked.speed)
        try:
            rehearsal.play(script, acknowledge)
        finally:
            if player is not None:
                player.close()
        if asked.out is not None and rehearsal.session_id is not None:
            done = practice.export_record(rehearsal.session_id, DOCUMENTS, asked.out)
            _warn(done.warnings)
            if not asked.ack:
                for path in done.paths:
                    print(f"Exported {path}")
    return FINE


def _sessions(asked: argparse.Namespace) -> int:
    with _opened(asked.vault) as vault:
        rows = vault.sessions.all()
    if asked.json:
        print(json.dumps([_session_form(row) for row in rows], ensure_ascii=False, indent=1))
        return FINE
    for row in rows:
        day = row.opened_at.astimezone()
        state = "signed" if row.signed_at else "ended" if row.ended_at else "not ended"
        print(f"{row.id}  {day:%Y-%m-%d %H:%M}  {row.client}, {row.session_number}  {state}")
    return FINE


def _log(asked: argparse.Namespace) -> int:
    stream = Stream.PSYCHOTHERAPY_NOTES if asked.psychotherapy_notes else Stream.RECORD
    with _opened(asked.vault) as vault:
        for line in vault.journal.lines(stream, _session(vault, asked.session)):
            print(json.dumps(line, ensure_ascii=False))
    return FINE


def _export(asked: argparse.Namespace) -> int:
    formats = [one.strip() for one in asked.format.split(",") if one.strip()]
    for one in formats:
        if one in _LATER_FORMATS:
            raise UsageError(f"The format '{one}' comes with a later version.")
        if one not in DOCUMENTS:
            raise UsageError(f"There is no format '{one}'; there are {', '.join(DOCUMENTS)}.")
    if not formats or len(set(formats)) != len(formats):
        raise UsageError(f"Name each format once: {', '.join(DOCUMENTS)}.")
    with _opened(asked.vault) as vault:
        practice = _practice(vault, SystemClock())
        session_id = _session(vault, asked.session)
        if asked.psychotherapy_notes:
            if asked.template:
                raise UsageError("Psychotherapy notes are exported as they are, by no template.")
            done = practice.export_psychotherapy_notes(session_id, formats, asked.out)
        else:
            template = practice.template(asked.template) if asked.template else None
            done = practice.export_record(session_id, formats, asked.out, template)
    _warn(done.warnings)
    for path in done.paths:
        print(path)
    return FINE


def _play(asked: argparse.Namespace) -> int:
    from kap_companion.music import soundcheck

    if asked.events is not None:
        raise UsageError("'--events' comes with a later version.")
    return soundcheck.run(asked.paths, asked.crossfade, asked.target)


def _verify(asked: argparse.Namespace) -> int:
    passphrase = _passphrase(asked.vault)
    verdict = verify(asked.vault, passphrase, against=asked.against, state_folder=_state_folder())
    for finding in verdict.findings:
        print(finding)
    if asked.against and not verdict.found_against:
        print("No entry of this vault has that hash.")
    if verdict.findings or (asked.against and not verdict.found_against):
        return FAILED
    print(f"Fine: {verdict.entries} entries, every hash as it should be.")
    return FINE


# --- what they share ----------------------------------------------------------------------------

_OWN_SCRIPT = "rehearsal/first_session.jsonl"


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message} (see {self.prog} --help)")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="kap-companion", description="Run a dosing session and draft its note.")
    parser.add_argument("--vault", type=Path, default=None, help="the vault's folder")
    parser.set_defaults(run=_window)
    commands = parser.add_subparsers(metavar="COMMAND", parser_class=_Parser)

    def command(name: str, run: Callable[[argparse.Namespace], int], words: str) -> _Parser:
        one = commands.add_parser(name, help=words, description=words)
        one.set_defaults(run=run)
        return one

    def with_vault(one: _Parser) -> _Parser:
        one.add_argument("--vault", type=Path, required=True, help="the vault's folder")
        return one

    def with_session(one: _Parser) -> _Parser:
        one.add_argument("--session", required=True, help="an id, a unique prefix, or 'last'")
        one.add_argument("--psychotherapy-notes", action="store_true")
        return one

    one = command("rehearse", _rehearse, "play a session script")
    one.add_argument("--script", type=Path)
    one.add_argument("--vault", type=Path)
    one.add_argument("--speed", type=_speed, default=1.0, help="script seconds a second, or 'max'")
    one.add_argument("--start", type=_instant, help="ISO 8601")
    one.add_argument("--music", type=Path)
    one.add_argument("--ack", action="store_true")
    one.add_argument("--out", type=Path)
    one = with_vault(command("sessions", _sessions, "list the sessions"))
    one.add_argument("--json", action="store_true")
    with_session(with_vault(command("log", _log, "print a session's log as JSON Lines")))
    one = with_session(with_vault(command("export", _export, "write a session's documents")))
    one.add_argument("--format", required=True, help=",".join(DOCUMENTS))
    one.add_argument("--out", type=Path, required=True)
    one.add_argument("--template")
    one = command("play", _play, "play music through the engine alone: a sound check")
    one.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    one.add_argument("--crossfade", type=float, default=0.0)
    one.add_argument("--target", default="off")
    one.add_argument("--events", type=Path)
    one = with_vault(command("verify", _verify, "check every page, hash and chain of a vault"))
    one.add_argument("--against", metavar="HASH")
    for later in _LATER:
        commands.add_parser(later, help="comes with a later version")
    return parser


def _speed(text: str) -> float | None:
    if text == "max":
        return None
    speed = float(text)
    if not 0 < speed < 1e6:
        raise ValueError(text)
    return speed


def _instant(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    return at if at.tzinfo else at.astimezone()


def _start(asked: datetime | None, length: timedelta) -> datetime:
    return asked or datetime.now().astimezone() - length


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as trouble:
        raise UsageError(f"The script {path} cannot be read: {trouble.strerror}.") from trouble


def _practice(vault: Vault, clock: Clock) -> Practice:
    protocol = parse_protocol(resources.text("phases/lozenge.json"))
    return Practice(vault, clock, protocol, app_paths().templates)


def _passphrase(folder: Path) -> str:
    kept = os.environ.get("KAP_PASSPHRASE")
    if kept is not None:
        return kept
    if not sys.stdin.isatty():
        raise UsageError("Set KAP_PASSPHRASE, or run this in a terminal to be asked for it.")
    return getpass.getpass(f"Passphrase of {folder}: ")


def _state_folder() -> Path:
    return app_paths().state


@contextmanager
def _opened(folder: Path) -> Iterator[Vault]:
    if not folder.is_dir():
        raise VaultMissing(f"There is no vault in {folder}.")
    with Vault.open(folder, _passphrase(folder), state_folder=_state_folder()) as vault:
        yield vault


@contextmanager
def _rehearsal_vault(folder: Path | None) -> Iterator[Vault]:
    """Open the vault of a rehearsal: a throw-away one, a new one, or one that is there."""
    if folder is not None and is_vault(folder):
        with _opened(folder) as vault:
            yield vault
        return
    if folder is None:
        throw_away = Path(tempfile.mkdtemp(prefix="kap-rehearsal-"))
        try:
            yield from _made(throw_away / "vault", secrets.token_urlsafe(24), throw_away / "state")
        finally:
            shutil.rmtree(throw_away, ignore_errors=True)
        return
    yield from _made(folder, _passphrase(folder), _state_folder())


def _made(folder: Path, passphrase: str, state_folder: Path) -> Iterator[Vault]:
    vault, _ = Vault.create(
        folder, passphrase, cost=RESTING_COST, with_recovery=False, state_folder=state_folder
    )
    with vault:
        yield vault


def _rehearsal_player(music: Path | None, speed: float | None) -> Any:
    """Return the player of a rehearsal: heard at speed 1 or less, else silent and by the script."""
    if music is None:
        return None
    from kap_companion.music.player import Output, Player

    heard = speed is not None and speed <= 1
    return Player(Output.SOUND_CARD if heard else Output.SCRIPTED)


def _session(vault: Vault, wanted: str) -> str:
    rows = vault.sessions.find(wanted)
    if len(rows) == 1:
        return rows[0].id
    if rows:
        raise UsageError(f"{len(rows)} sessions begin with '{wanted}': give more of the id.")
    raise UsageError(f"There is no session '{wanted}' in this vault.")


def _session_form(row: Any) -> dict[str, Any]:
    def when(at: datetime | None) -> str | None:
        return at.isoformat() if at else None

    return {
        "id": row.id,
        "client": row.client,
        "number": row.session_number,
        "modality": row.modality,
        "opened_at": when(row.opened_at),
        "first_dose_at": when(row.first_dose_at),
        "ended_at": when(row.ended_at),
        "signed_at": when(row.signed_at),
        "state": "signed" if row.signed_at else "ended" if row.ended_at else "running",
        "entries": row.entries,
    }


def _warn(warnings: Sequence[str]) -> None:
    for warning in warnings:
        print(warning, file=sys.stderr)


def _fail(trouble: object, code: int) -> int:
    print(" ".join(str(trouble).split()), file=sys.stderr)
    return code
