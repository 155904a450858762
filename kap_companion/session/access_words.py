"""The entries of the vault's own log in plain words: who came, what left, what was changed."""

from __future__ import annotations

from kap_companion.language import tr, tr_later
from kap_companion.session import entries as e
from kap_companion.session.defaults import FIGURES, QUESTIONS
from kap_companion.session.wording import long_date

PRINTER, CLIPBOARD = "printer", "clipboard"
"""By which ways a document is handed on without a file, as `RecordPrinted.way` says."""

_OF = {
    e.Stream.RECORD: tr_later("Record"),
    e.Stream.PSYCHOTHERAPY_NOTES: tr_later("Psychotherapy notes"),
}
_WAYS = {PRINTER: "printed", CLIPBOARD: tr_later("copied to the clipboard")}
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
            return tr("The vault was made")
        case e.VaultUnlocked(failures_before=failures, by=by):
            return f"Unlocked{f' by the {by}' if by else ''}{_after(failures)}"
        case e.VeilOpened(failures_before=failures, by_pin=by_pin):
            return tr(
                "Veil opened{what}{failures}",
                what=tr(" by the PIN") if by_pin else "",
                failures=_after(failures),
            )
        case e.KeychainChanged(opens=opens):
            return tr("Unlocking by the keychain switched {what}", what="on" if opens else "off")
        case e.LimitsChanged():
            return tr("A client’s limits changed")
        case e.PassphraseChanged(by_recovery=by_recovery):
            return tr(
                "Passphrase changed{what}", what=tr(", by the recovery code") if by_recovery else ""
            )
        case e.RecordExported():
            apart = tr(", apart") if body.of is e.Stream.PSYCHOTHERAPY_NOTES else ""
            return tr(
                "{of} exported{apart}: {upper}",
                of=_of(body.of),
                apart=apart,
                upper=", ".join(body.formats).upper(),
            )
        case e.RecordPrinted():
            return f"{_of(body.of)} {_WAYS.get(body.way, f'handed on by {body.way}')}"
        case e.CourseExported(what=what):
            return tr("{upper}{what} exported", upper=what[:1].upper(), what=what[1:])
        case e.LogExported():
            return tr("This log exported")
        case e.RecordImported():
            return tr("{of} imported, {entries}", of=_of(body.of), entries=_entries(body.entries))
        case e.DefaultChanged():
            return tr("{key} changed{body}", key=_default(body.key), body=_from_to(body))
        case e.FileDestroyed():
            return tr(
                "A client’s file destroyed: {sessions}, last service {last_service_on}, "
                "kept {kept_years} years. {reason}",
                sessions=_counted(len(body.sessions), "session"),
                last_service_on=long_date(body.last_service_on),
                kept_years=body.kept_years,
                reason=body.reason,
            )
        case e.BackupMade(entries=entries):
            return tr("Backup made, {entries}", entries=_entries(entries))
        case e.BackupFailed(why=why):
            return tr("Backup failed. {why}", why=why)
        case e.VaultRestored(entries=entries):
            of = long_date(body.made_at.date())
            return tr(
                "Restored from the backup of {of}, {entries}", of=of, entries=_entries(entries)
            )


def _after(failures: int) -> str:
    return (
        tr(", after {failures}", failures=_counted(failures, tr("wrong passphrase")))
        if failures
        else ""
    )


def _of(stream: e.Stream) -> str:
    return _OF.get(stream, stream.value)


def _entries(count: int) -> str:
    return tr("1 entry") if count == 1 else tr("{count} entries", count=count)


def _default(key: str) -> str:
    room, _, name = key.partition(".")
    known = FIGURES.get(name) or QUESTIONS.get(name)
    match room:
        case "figures" if known is not None:
            return known.name
        case "checklists":
            return tr("Checklist {name}", name=name)
        case "fees":
            return tr("Rounding of fees") if name.startswith("round") else tr("Fees")
        case "retention":
            return tr("Years that a file is kept")
        case "course":
            return tr("Course, {replace}", replace=name.replace("_", " "))
        case _:
            return tr("Default {key}", key=key)


def _from_to(body: e.DefaultChanged) -> str:
    was, now = (_one_line(text) for text in (body.was, body.now))
    return f": {was} → {now}" if was or now else ""


def _one_line(text: str | None) -> str:
    return "; ".join((text or "none").split("\n"))


def _counted(count: int, one: str) -> str:
    return f"{count} {one}" if count == 1 else f"{count} {one}s"
