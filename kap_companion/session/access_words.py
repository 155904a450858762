"""The entries of the vault's own log in plain words: who came, what left, what was changed."""

from __future__ import annotations

from kap_companion.session import entries as e
from kap_companion.session.defaults import FIGURES, QUESTIONS
from kap_companion.session.wording import long_date

PRINTER, CLIPBOARD = "printer", "clipboard"
"""By which ways a document is handed on without a file, as `RecordPrinted.way` says."""

_OF = {e.Stream.RECORD: "Record", e.Stream.PSYCHOTHERAPY_NOTES: "Psychotherapy notes"}
_WAYS = {PRINTER: "printed", CLIPBOARD: "copied to the clipboard"}
_LEFT = (e.RecordExported, e.RecordPrinted, e.CourseExported, e.LogExported)
LEFT_KINDS = tuple(one.kind for one in _LEFT)
"""The kinds of entries that say that something left the vault."""


def has_left(body: e.AccessBody) -> bool:
    """Whether the entry says that something left the vault."""
    return isinstance(body, _LEFT)


def access_words(body: e.AccessBody) -> str:
    """Return one line that says what happened, without whom it was about."""
    match body:
        case e.VaultMade():
            return "The vault was made"
        case e.VaultUnlocked(failures_before=failures, by=by):
            return f"Unlocked{f' by the {by}' if by else ''}{_after(failures)}"
        case e.VeilOpened(failures_before=failures, by_pin=by_pin):
            return f"Veil opened{' by the PIN' if by_pin else ''}{_after(failures)}"
        case e.KeychainChanged(opens=opens):
            return f"Unlocking by the keychain switched {'on' if opens else 'off'}"
        case e.LimitsChanged():
            return "A client’s limits changed"
        case e.PassphraseChanged(by_recovery=by_recovery):
            return f"Passphrase changed{', by the recovery code' if by_recovery else ''}"
        case e.RecordExported():
            apart = ", apart" if body.of is e.Stream.PSYCHOTHERAPY_NOTES else ""
            return f"{_of(body.of)} exported{apart}: {', '.join(body.formats).upper()}"
        case e.RecordPrinted():
            return f"{_of(body.of)} {_WAYS.get(body.way, f'handed on by {body.way}')}"
        case e.CourseExported(what=what):
            return f"{what[:1].upper()}{what[1:]} exported"
        case e.LogExported():
            return "This log exported"
        case e.RecordImported():
            return f"{_of(body.of)} imported, {_entries(body.entries)}"
        case e.DefaultChanged():
            return f"{_default(body.key)} changed{_from_to(body)}"
        case e.FileDestroyed():
            return (
                f"A client’s file destroyed: {_counted(len(body.sessions), 'session')}, last "
                f"service {long_date(body.last_service_on)}, kept {body.kept_years} years. "
                f"{body.reason}"
            )
        case e.BackupMade(entries=entries):
            return f"Backup made, {_entries(entries)}"
        case e.BackupFailed(why=why):
            return f"Backup failed. {why}"
        case e.VaultRestored(entries=entries):
            of = long_date(body.made_at.date())
            return f"Restored from the backup of {of}, {_entries(entries)}"


def _after(failures: int) -> str:
    return f", after {_counted(failures, 'wrong passphrase')}" if failures else ""


def _of(stream: e.Stream) -> str:
    return _OF.get(stream, stream.value)


def _entries(count: int) -> str:
    return "1 entry" if count == 1 else f"{count} entries"


def _default(key: str) -> str:
    room, _, name = key.partition(".")
    known = FIGURES.get(name) or QUESTIONS.get(name)
    match room:
        case "figures" if known is not None:
            return known.name
        case "checklists":
            return f"Checklist {name}"
        case "fees":
            return "Rounding of fees" if name.startswith("round") else "Fees"
        case "retention":
            return "Years that a file is kept"
        case "course":
            return f"Course, {name.replace('_', ' ')}"
        case _:
            return f"Default {key}"


def _from_to(body: e.DefaultChanged) -> str:
    was, now = (_one_line(text) for text in (body.was, body.now))
    return f": {was} → {now}" if was or now else ""


def _one_line(text: str | None) -> str:
    return "; ".join((text or "none").split("\n"))


def _counted(count: int, one: str) -> str:
    return f"{count} {one}" if count == 1 else f"{count} {one}s"
