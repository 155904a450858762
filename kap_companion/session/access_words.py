"""The entries of the vault's own log in plain words: who came, what left, what was changed."""

from __future__ import annotations

from kap_companion.language import Worded, day_words, tr, tr_later, trn
from kap_companion.session import entries as e
from kap_companion.session.defaults import FIGURES, QUESTIONS

PRINTER, CLIPBOARD = "printer", "clipboard"
"""By which ways a document is handed on without a file, as `RecordPrinted.way` says."""

KEYCHAIN = tr_later("keychain")
"""What opened the vault in the passphrase's place, as `VaultUnlocked.by` says."""

COURSE, SUPERBILL = tr_later("course"), tr_later("superbill")
"""What of a client's course is exported, as `CourseExported.what` says."""

_OF: Worded[e.Stream] = Worded(
    {
        e.Stream.RECORD: tr_later("Record"),
        e.Stream.PSYCHOTHERAPY_NOTES: tr_later("Psychotherapy notes"),
    }
)
_COURSE_PARTS: Worded[str] = Worded(
    {
        "preparation_most": tr_later("preparation most"),
        "dosing_most": tr_later("dosing most"),
        "integration_most": tr_later("integration most"),
        "first_supply_sessions": tr_later("first supply sessions"),
        "follow_up_every_days": tr_later("follow up every days"),
        "integration_within_days": tr_later("integration within days"),
        "measure_within_days": tr_later("measure within days"),
    }
)
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
            how = tr("Unlocked by the {way}", way=tr(by)) if by else tr("Unlocked")
            return how + _after(failures)
        case e.VeilOpened(failures_before=failures, by_pin=by_pin):
            how = tr("Veil opened by the PIN") if by_pin else tr("Veil opened")
            return how + _after(failures)
        case e.KeychainChanged(opens=opens):
            return (
                tr("Unlocking by the keychain switched on")
                if opens
                else tr("Unlocking by the keychain switched off")
            )
        case e.LimitsChanged():
            return tr("A client’s limits changed")
        case e.PassphraseChanged(by_recovery=by_recovery):
            return (
                tr("Passphrase changed, by the recovery code")
                if by_recovery
                else tr("Passphrase changed")
            )
        case e.RecordExported():
            formats = ", ".join(body.formats).upper()
            if body.of is e.Stream.PSYCHOTHERAPY_NOTES:
                return tr("Psychotherapy notes exported, apart: {formats}", formats=formats)
            return tr("{stream} exported: {formats}", stream=_of(body.of), formats=formats)
        case e.RecordPrinted():
            return _printed(body)
        case e.CourseExported(what=what):
            name = tr(what)
            return tr("{document} exported", document=name[:1].upper() + name[1:])
        case e.LogExported():
            return tr("This log exported")
        case e.RecordImported():
            return tr(
                "{stream} imported, {entries}", stream=_of(body.of), entries=_entries(body.entries)
            )
        case e.DefaultChanged():
            return tr("{default} changed", default=_default(body.key)) + _from_to(body)
        case e.FileDestroyed():
            return tr(
                "A client’s file destroyed: {sessions}, last service {last_service_on}, "
                "kept {kept_years} years. {reason}",
                sessions=trn("1 session", "{n} sessions", len(body.sessions)),
                last_service_on=day_words(body.last_service_on),
                kept_years=body.kept_years,
                reason=body.reason,
            )
        case e.BackupMade(entries=entries):
            return tr("Backup made, {entries}", entries=_entries(entries))
        case e.BackupFailed(why=why):
            return tr("Backup failed. {why}", why=why)
        case e.VaultRestored(entries=entries):
            return tr(
                "Restored from the backup of {day}, {entries}",
                day=day_words(body.made_at.date()),
                entries=_entries(entries),
            )


def _after(failures: int) -> str:
    if not failures:
        return ""
    return trn(", after 1 wrong passphrase", ", after {n} wrong passphrases", failures)


def _printed(body: e.RecordPrinted) -> str:
    match body.way:
        case "printer":
            return tr("{stream} printed", stream=_of(body.of))
        case "clipboard":
            return tr("{stream} copied to the clipboard", stream=_of(body.of))
        case way:
            return tr("{stream} handed on by {way}", stream=_of(body.of), way=way)


def _of(stream: e.Stream) -> str:
    return _OF.get(stream, stream.value)


def _entries(count: int) -> str:
    return trn("1 entry", "{n} entries", count)


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
            return tr("Course, {figure}", figure=_COURSE_PARTS.get(name, name.replace("_", " ")))
        case _:
            return tr("Default {key}", key=key)


def _from_to(body: e.DefaultChanged) -> str:
    was, now = (_one_line(text) for text in (body.was, body.now))
    return f": {was} → {now}" if was or now else ""


def _one_line(text: str | None) -> str:
    return "; ".join(map(tr, (text or "none").split("\n")))
