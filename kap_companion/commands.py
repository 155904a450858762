"""What each command of the command line does: a few lines over the layers below."""

from __future__ import annotations

import argparse
import getpass
import json
import os
import secrets
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from kap_companion import resources
from kap_companion.beside import Priority
from kap_companion.cli import (
    DOCUMENTS,
    FAILED,
    FINE,
    NO_VAULT,
    USAGE,
    WRONG_PASSPHRASE,
    UsageError,
    fail,
)
from kap_companion.companion import ActError
from kap_companion.crash import catch_errors, keep_memory_off_the_disk
from kap_companion.importing import AlteredFileError, ImportRefusedError, bring_in
from kap_companion.language import day_words, tr, trn
from kap_companion.music.measuring import Measurer
from kap_companion.notes.draft import DraftError
from kap_companion.notes.export import ExportError
from kap_companion.paths import app_paths
from kap_companion.practice import Practice
from kap_companion.rehearsal import Rehearsal
from kap_companion.script import Line, ScriptError, own_script, parse_script
from kap_companion.session.checklists import parse_checklists
from kap_companion.session.clock import Clock, ScriptedClock
from kap_companion.session.entries import Entry, Stream
from kap_companion.session.phases import parse_protocol
from kap_companion.system_clock import SystemClock
from kap_companion.system_words import system_words
from kap_companion.vault.errors import (
    BackupError,
    VaultDamaged,
    VaultError,
    VaultMissing,
    VaultReadOnly,
    WrongPassphrase,
)
from kap_companion.vault.keys import RESTING_COST, Slot
from kap_companion.vault.opening import is_only_read, is_vault
from kap_companion.vault.recovery_code import reads_as_recovery_code
from kap_companion.vault.vault import Vault
from kap_companion.vault.verify import verify


def run(asked: argparse.Namespace) -> int:
    """Do one command and return its exit code; what the person can mend is one line on stderr."""
    keep_memory_off_the_disk()
    catch_errors(app_paths().state, _tell_of_crash)
    # As by Ctrl+C: a throw-away vault goes, and the engine is let go.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        return _COMMANDS[asked.command](asked)
    except WrongPassphrase as trouble:
        return fail(trouble, WRONG_PASSPHRASE)
    except VaultError as trouble:
        return fail(trouble, _code_of(trouble))
    except AlteredFileError as trouble:
        return fail(trouble, FAILED)
    except (ScriptError, ActError, DraftError, ExportError, ImportRefusedError) as trouble:
        return fail(trouble, USAGE)


def _rehearse(asked: argparse.Namespace) -> int:
    text = _read(asked.script) if asked.script else own_script()
    script = parse_script(text)
    clock = ScriptedClock(_start(asked.start, script.length), f"rehearsal-{secrets.token_hex(8)}")

    def acknowledge(line: Line, entry: Entry[Any] | None) -> None:
        if asked.ack:
            told = {"ack": line.number, "id": entry and entry.id, "seq": entry and entry.seq}
            print(json.dumps(told), flush=True)

    if asked.music is not None and not asked.music.exists():
        raise UsageError(tr("There is no music at {music}.", music=asked.music))

    def measurer(_: Priority) -> Measurer:
        return Measurer(Priority.BELOW)  # whoever gave the command waits for all of it

    with _rehearsal_vault(asked.vault) as vault:
        practice = _practice(vault, clock)
        music = asked.music
        if music is None and asked.script is None and _is_heard(asked.speed):
            music = resources.music()  # the app's own session sounds with the app's own music
        player = _rehearsal_player(music, asked.speed)
        checklists = parse_checklists(resources.text("checklists/lozenge.json"))
        rehearsal = Rehearsal(
            practice, clock, checklists, player, [music] if music else [], asked.speed, measurer
        )
        try:
            rehearsal.play(script, acknowledge)
        finally:
            rehearsal.close()
        if asked.out is not None and rehearsal.session_id is not None:
            done = practice.export_record(rehearsal.session_id, DOCUMENTS, asked.out)
            _warn(done.warnings)
            if not asked.ack:
                for path in done.paths:
                    print(tr("Exported {path}", path=path))
    return FINE


def _sessions(asked: argparse.Namespace) -> int:
    with _opened(asked.vault) as vault:
        rows = vault.sessions.all()
    if asked.json:
        print(json.dumps([_session_form(row) for row in rows], ensure_ascii=False, indent=1))
        return FINE
    for row in rows:
        day = row.opened_at.astimezone()
        state = tr("signed") if row.signed_at else tr("ended") if row.ended_at else tr("not ended")
        print(f"{row.id}  {day:%Y-%m-%d %H:%M}  {row.client}, {row.session_number}  {state}")
    return FINE


def _log(asked: argparse.Namespace) -> int:
    stream = Stream.PSYCHOTHERAPY_NOTES if asked.psychotherapy_notes else Stream.RECORD
    with _opened(asked.vault) as vault:
        for line in vault.journal.lines(stream, _session(vault, asked.session)):
            print(_one_line(line))
    return FINE


def _export(asked: argparse.Namespace) -> int:
    formats = [one.strip() for one in asked.format.split(",") if one.strip()]
    for one in formats:
        if one not in DOCUMENTS:
            raise UsageError(
                tr(
                    "There is no format '{format}'; there are {formats}.",
                    format=one,
                    formats=", ".join(DOCUMENTS),
                )
            )
    if not formats or len(set(formats)) != len(formats):
        raise UsageError(tr("Name each format once: {formats}.", formats=", ".join(DOCUMENTS)))
    with _opened(asked.vault, working=not is_only_read(asked.vault)) as vault:
        practice = _practice(vault, SystemClock())
        session_id = _session(vault, asked.session)
        if asked.psychotherapy_notes:
            if asked.template:
                raise UsageError(
                    tr("Psychotherapy notes are exported as they are, by no template.")
                )
            done = practice.export_psychotherapy_notes(session_id, formats, asked.out)
        else:
            template = practice.template(asked.template) if asked.template else None
            done = practice.export_record(session_id, formats, asked.out, template)
    _warn(done.warnings)
    for path in done.paths:
        print(path)
    return FINE


def _import(asked: argparse.Namespace) -> int:
    with _opened(asked.vault, working=True) as vault:
        came = bring_in(vault, SystemClock(), asked.file, asked.psychotherapy_notes)
    _warn(came.told)
    if not came.entries and not came.notes:
        print(
            tr(
                "Session {session_id} is here already, entry for entry: nothing was changed.",
                session_id=came.session_id,
            )
        )
        return FINE
    told = trn("1 entry", "{n} entries", came.entries) if came.entries else tr("no new entries")
    if came.notes:
        told += trn(
            " and 1 entry of psychotherapy notes",
            " and {n} entries of psychotherapy notes",
            came.notes,
        )
    print(
        tr(
            "Imported session {session_id} of {client}: {told}.",
            session_id=came.session_id,
            client=came.client,
            told=told,
        )
    )
    return FINE


def _play(asked: argparse.Namespace) -> int:
    from kap_companion.music import soundcheck

    return soundcheck.run(asked.paths, asked.crossfade, asked.target, asked.events)


def _verify(asked: argparse.Namespace) -> int:
    if asked.vault.is_file():
        return _verify_backup(asked.vault, asked.against)
    passphrase = _passphrase(asked.vault)
    verdict = verify(asked.vault, passphrase, against=asked.against, state_folder=app_paths().state)
    for finding in verdict.findings:
        print(finding)
    if verdict.findings:
        return fail(tr("The vault is not as it was kept: put it aside, restore a backup."), FAILED)
    if verdict.found_against is False:
        return fail(
            tr("No entry of this vault has that hash: look whether it is typed whole."), FAILED
        )
    _warn(verdict.unseen)
    print(
        trn(
            "Fine: 1 entry, every hash as it should be.",
            "Fine: {n} entries, every hash as it should be.",
            verdict.entries,
        )
    )
    return FINE


def _verify_backup(path: Path, against: str | None) -> int:
    from kap_companion.vault.backup import check_backup

    secret = _passphrase(path)
    verdict = check_backup(path, secret, against=against, slot=_slot_of(secret))
    for finding in verdict.findings:
        print(finding)
    if verdict.findings:
        return fail(tr("The backup is not as it was made: keep another one."), FAILED)
    if verdict.found_against is False:
        return fail(
            tr("No entry of this backup has that hash: look whether it is typed whole."), FAILED
        )
    print(
        trn(
            "Fine: a backup of 1 entry, every hash as it should be.",
            "Fine: a backup of {n} entries, every hash as it should be.",
            verdict.entries,
        )
    )
    return FINE


def _backup(asked: argparse.Namespace) -> int:
    from kap_companion.vault.backup import back_up

    at, offset = _now()
    with _opened_if_possible_to_work(asked.vault) as vault:
        info = back_up(vault, asked.to, at=at, utc_offset=offset)
    print(
        trn(
            "Backed up 1 entry, checked by opening: {path}",
            "Backed up {n} entries, checked by opening: {path}",
            info.entries,
            path=info.path,
        )
    )
    return FINE


def _restore(asked: argparse.Namespace) -> int:
    from kap_companion.vault.backup import read_info, restore

    read_info(asked.backup)  # before anything is asked
    secret = _passphrase(asked.backup)
    at, offset = _now()
    done = restore(
        asked.backup,
        asked.vault,
        secret,
        state_folder=app_paths().state,
        at=at,
        utc_offset=offset,
        slot=_slot_of(secret),
    )
    print(
        trn(
            "Restored 1 entry, as it was on {moment}.",
            "Restored {n} entries, as they were on {moment}.",
            done.info.entries,
            moment=_on(done.info.made_at),
        )
    )
    if done.kept is not None:
        print(tr("The vault that was there lies whole in {kept}", kept=done.kept))
    return FINE


_COMMANDS = {
    "rehearse": _rehearse,
    "sessions": _sessions,
    "log": _log,
    "export": _export,
    "import": _import,
    "play": _play,
    "verify": _verify,
    "backup": _backup,
    "restore": _restore,
}

# --- what they share ----------------------------------------------------------------------------


def _tell_of_crash(notes: Path) -> None:
    fail(
        tr(
            "The app itself went wrong. A note without clinical words lies in {notes}.", notes=notes
        ),
        FAILED,
    )


def _start(asked: datetime | None, length: timedelta) -> datetime:
    return asked or datetime.now().astimezone() - length


def _slot_of(secret: str) -> Slot:
    """A backup may be opened with its recovery code: the passphrase of then is soon forgotten."""
    return Slot.RECOVERY if reads_as_recovery_code(secret) else Slot.PASSPHRASE


def _code_of(trouble: VaultError) -> int:
    """A name that is taken, or a folder that takes no backup, is for the one who asked to mend."""
    missing_or_damaged = isinstance(trouble, VaultMissing | VaultDamaged)
    return USAGE if isinstance(trouble, BackupError) and not missing_or_damaged else NO_VAULT


def _now() -> tuple[datetime, str]:
    clock = SystemClock()
    at = clock.now().wall
    return at, clock.utc_offset(at)


def _on(moment: datetime) -> str:
    local = moment.astimezone()
    return tr("{date} at {time}", date=day_words(local.date()), time=f"{local:%H:%M}")


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as trouble:
        raise UsageError(
            tr(
                "The script {path} cannot be read: {why}.",
                path=path,
                why=system_words(trouble),
            )
        ) from trouble


def _practice(vault: Vault, clock: Clock) -> Practice:
    protocol = parse_protocol(resources.text("phases/lozenge.json"))
    return Practice(vault, clock, protocol, app_paths().templates)


def _passphrase(folder: Path) -> str:
    kept = os.environ.get("KAP_PASSPHRASE")
    if kept is not None:
        return kept
    if not sys.stdin.isatty():
        raise UsageError(tr("Set KAP_PASSPHRASE, or run this in a terminal to be asked for it."))
    return getpass.getpass(tr("Passphrase of {folder}: ", folder=folder))


@contextmanager
def _opened(folder: Path, *, working: bool = False) -> Iterator[Vault]:
    """Open a vault; `working` where something will be added to it, so that the unlock is too."""
    if not folder.is_dir():
        raise VaultMissing(tr("There is no vault in {folder}.", folder=folder))
    state = app_paths().state
    with Vault.open(folder, _passphrase(folder), state_folder=state, working=working) as vault:
        if vault.warning:
            _warn([vault.warning])
        yield vault


@contextmanager
def _opened_if_possible_to_work(folder: Path) -> Iterator[Vault]:
    """Open a vault to add to it, or to read it alone where nothing can be written."""
    is_opened = False
    try:
        with _opened(folder, working=True) as vault:
            is_opened = True
            yield vault
    except VaultReadOnly:
        if is_opened:
            raise
        with _opened(folder) as vault:
            yield vault


@contextmanager
def _rehearsal_vault(folder: Path | None) -> Iterator[Vault]:
    """Open the vault of a rehearsal: a throw-away one, a new one, or one that is there."""
    if folder is not None and is_vault(folder):
        with _opened(folder, working=True) as vault:
            yield vault
        return
    if folder is None:
        throw_away = Path(tempfile.mkdtemp(prefix="kap-rehearsal-"))
        try:
            yield from _made(throw_away / "vault", secrets.token_urlsafe(24), throw_away / "state")
        finally:
            shutil.rmtree(throw_away, ignore_errors=True)
        return
    yield from _made(folder, _passphrase(folder), app_paths().state)


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

    return Player(Output.SOUND_CARD if _is_heard(speed) else Output.SCRIPTED)


def _is_heard(speed: float | None) -> bool:
    return speed is not None and speed <= 1


def _session(vault: Vault, wanted: str) -> str:
    rows = vault.sessions.find(wanted)
    if len(rows) == 1:
        return rows[0].id
    if rows:
        raise UsageError(
            tr(
                "{count} sessions begin with '{wanted}': give more of the id.",
                count=len(rows),
                wanted=wanted,
            )
        )
    raise UsageError(tr("There is no session '{wanted}' in this vault.", wanted=wanted))


def _one_line(form: dict[str, Any]) -> str:
    """Return `form` as JSON on what every reader takes for one line: some break at these too."""
    text = json.dumps(form, ensure_ascii=False)
    for mark in "\x85\u2028\u2029":
        text = text.replace(mark, f"\\u{ord(mark):04x}")
    return text


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
