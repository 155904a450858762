"""The one place that says an entry, an elapsed time or a dose in words, on screen and paper."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TypeAlias, assert_never

from kap_companion.language import tr, tr_later
from kap_companion.session import entries as e
from kap_companion.session import vitals

_MINUS = "\u2212"
_MUSIC = {
    e.MusicAct.PLAY: tr_later("Music begun"),
    e.MusicAct.PAUSE: tr_later("Music paused"),
    e.MusicAct.RESUME: tr_later("Music resumed"),
    e.MusicAct.NEXT: tr_later("Next track"),
    e.MusicAct.PREVIOUS: tr_later("Previous track"),
    e.MusicAct.SEEK: tr_later("Music moved within the track"),
    e.MusicAct.VOLUME: tr_later("Volume changed"),
    e.MusicAct.LOWER: tr_later("Music lowered"),
    e.MusicAct.RAISE: tr_later("Music raised again"),
    e.MusicAct.FADE: tr_later("Music faded to silence"),
    e.MusicAct.FADE_BACK: tr_later("Music faded back in"),
    e.MusicAct.GENTLER: tr_later("Gentler music asked for"),
    e.MusicAct.DEEPER: tr_later("Deeper music asked for"),
    e.MusicAct.AS_PLANNED: tr_later("Music as planned again"),
    e.MusicAct.FOLLOW: tr_later("Music led over to the phase"),
}
_CLOCK = {
    e.ClockWhy.WALL_MOVED: "The laptop's clock was changed by {moved}",
    e.ClockWhy.ASLEEP: "The laptop was asleep for {away}",
    e.ClockWhy.RESTARTED: "The session was taken up again after {away}",
}
_CUES = {
    "check_in": tr_later("Support person check-in"),
    "vitals_at_close": tr_later("Vitals at the close"),
    "limits": tr_later("Reading outside the limits"),
    "recheck": tr_later("Vitals again"),
}
MODALITY = {e.Modality.IN_PERSON: tr_later("in person"), e.Modality.TELEHEALTH: "telehealth"}
ROUTE = {
    e.Route.SUBLINGUAL: tr_later("under the tongue"),
    e.Route.BUCCAL: tr_later("inside the cheek"),
    e.Route.ORAL: "swallowed",
}
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

Clock: TypeAlias = Callable[[datetime], str]
"""Says a moment as a clock of the session's place shows it: '10:23'."""


def elapsed(since: timedelta) -> str:
    """Return an elapsed time as shown everywhere: '3:02', '1:15:00', '−8:00'."""
    whole = int(abs(since) / timedelta(seconds=1))
    minutes, seconds = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    sign = _MINUS if since < timedelta(0) and whole else ""
    if hours:
        return f"{sign}{hours}:{minutes:02d}:{seconds:02d}"
    return f"{sign}{minutes}:{seconds:02d}"


def hours_minutes(length: timedelta) -> str:
    """Return a length as hours and minutes: '0:35'."""
    hours, minutes = divmod(int(length / timedelta(minutes=1)), 60)
    return f"{hours}:{minutes:02d}"


def milligrams(dose_mg: Decimal) -> str:
    """Return a dose as '150 mg' or '37.5 mg'."""
    return f"{number(dose_mg)} mg"


def number(value: Decimal) -> str:
    """Return a decimal without needless zeros."""
    whole = value == value.to_integral_value()
    return str(int(value)) if whole else format(value.normalize(), "f")


def sentence(text: str) -> str:
    """Return `text` as a sentence: with a full stop, unless it ends with a mark of its own."""
    told = text.rstrip()
    return told if not told or told[-1] in '.!?\u2026"\u201d' else f"{told}."


def long_date(day: date) -> str:
    """Return a date as '24 November 2025', whatever the machine's language."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def dose_words(dose_mg: Decimal, lozenges: Decimal | None, lozenge_mg: Decimal | None) -> str:
    """Return a dose with what it was made up of: '150 mg (1.5 lozenges of 100 mg)'."""
    parts = []
    if lozenges is not None:
        parts.append(f"{number(lozenges)} {'lozenge' if lozenges == 1 else 'lozenges'}")
    if lozenge_mg is not None:
        parts.append(f"{'of' if parts else 'lozenges of'} {milligrams(lozenge_mg)}")
    return milligrams(dose_mg) + (f" ({' '.join(parts)})" if parts else "")


def planned_dose_words(opened: e.SessionOpened) -> str | None:
    """Return what was planned: '150 mg, moderate range, prescribed 100 mg to 200 mg'."""
    told = []
    if opened.planned_dose_mg is not None:
        told.append(dose_words(opened.planned_dose_mg, opened.planned_lozenges, opened.lozenge_mg))
    if opened.dose_range is not None:
        told.append(tr("{value} range", value=opened.dose_range.value))
    low, high = opened.prescribed_from_mg, opened.prescribed_to_mg
    if low is not None and high is not None and low != high:
        told.append(tr("prescribed {low} to {high}", low=milligrams(low), high=milligrams(high)))
    elif low is not None or high is not None:
        least = low if low is not None else high
        assert least is not None
        bound = "" if low == high else tr("at least ") if low is not None else tr("up to ")
        told.append(tr("prescribed {bound}{least}", bound=bound, least=milligrams(least)))
    return ", ".join(told) or None


def limits_words(limits: e.Limits) -> str | None:
    """Return the prescriber's written limits in one line; None where none was given."""
    told = [
        f"{name} {value}"
        for name, value in (
            (tr("systolic under"), limits.systolic_mmhg),
            (tr("diastolic under"), limits.diastolic_mmhg),
            (tr("heart rate under"), limits.heart_rate_bpm),
            (tr("SpO\u2082 at least"), limits.spo2_percent),
        )
        if value is not None
    ]
    if not told:
        return None
    by = tr("given by {what}", what=" ".join(limits.given_by.split())) if limits.given_by else ""
    on = tr("on {given_on}", given_on=long_date(limits.given_on)) if limits.given_on else ""
    source = " ".join(part for part in (by, on) if part)
    return ", ".join(told) + (f" ({source})" if source else "")


def how_taken(body: e.VitalsTaken) -> str:
    """Return who took a set of vitals, with what and how, in sentences; '' where nothing is told.

    A mean names the readings it is the mean of.
    """
    told = [
        f"{name}: {sentence(words)}"
        for name, words in (
            (tr("Taken by"), body.taken_by),
            (tr("With"), body.device),
            (tr("Position"), body.position),
        )
        if words
    ]
    if body.averaged_of:
        readings = "; ".join(vitals.words(one) for one in body.averaged_of)
        told.append(
            tr(
                "Mean of {averaged_of} readings: {readings}.",
                averaged_of=len(body.averaged_of),
                readings=readings,
            )
        )
    return " ".join(told)


def log_words(body: e.RecordBody, clock: Clock | None = None) -> str:
    """Return all that a body says, as the log of a document holds it."""
    return _opened_in_full(body) if isinstance(body, e.SessionOpened) else record_words(body, clock)


def record_words(body: e.RecordBody, clock: Clock | None = None) -> str:
    """Return a body of the record in one or a few plain sentences, quoting what was typed.

    Moments inside it are named where `clock` is given.
    """
    match body:
        case e.SessionOpened():
            return _opened(body)
        case e.ChecklistTicked(item=item, answer=answer):
            return f"{item}: {'yes' if answer else 'no'}."
        case e.IntentionSet(text=text):
            return tr("Intention: {text}", text=sentence(text))
        case e.VitalsTaken(reading=reading):
            return f"Vitals {vitals.words(reading)}. {how_taken(body)}".rstrip()
        case e.LimitOverridden(outside=outside, reason=reason):
            return tr(
                "Went on outside the limits ({what}). Reason: {reason}",
                what="; ".join(outside),
                reason=sentence(reason),
            )
        case e.DoseTaken():
            return _dose(body)
        case e.Spat(swallowed=swallowed):
            return tr("Swallowed, not spat.") if swallowed else tr("Spat.")
        case e.PhaseMarked(phase=phase):
            return tr("Phase: {value}.", value=phase.value)
        case e.NoteTaken(text=text):
            return text
        case e.Marked(tag=tag):
            return f"{tag}."
        case e.AdverseEvent():
            return _adverse(body, clock)
        case e.TouchAsked(asked=asked, answer=answer):
            return tr(
                "Touch asked: {asked}. Answer: {answer}", asked=asked, answer=sentence(answer)
            )
        case e.PersonArrived(name=name, role=role):
            return tr("{name} ({role}) arrived.", name=name, role=role)
        case e.PersonLeft(name=name, role=role):
            return tr("{name} ({role}) left.", name=name, role=role)
        case e.EntryAmended(reason=reason):
            return tr("Amended. Reason: {reason}", reason=sentence(reason))
        case e.EntryStruck(reason=reason):
            return tr("Struck. Reason: {reason}", reason=sentence(reason))
        case e.EntryWithdrawn(reason=reason):
            return tr("Withdrawn from the record. Reason: {reason}", reason=sentence(reason))
        case e.TrackStarted(title=title, artist=artist):
            return tr("Music: {title}{what}.", title=title, what=f", {artist}" if artist else "")
        case e.MusicChanged(act=act, name=name):
            return f"{_MUSIC[act]}{f': {name}' if name else ''}."
        case e.CueAnswered(cue=cue, answer=answer, again_in_min=again):
            minutes = tr("1 minute") if again == 1 else tr("{again} minutes", again=again)
            again_words = tr(" To be asked again in {minutes}.", minutes=minutes) if again else ""
            return f"{cue_words(cue)}: {sentence(answer)}{again_words}"
        case e.ClockChanged(why=why, moved_s=moved_s, away_s=away_s):
            moved = f"{'+' if moved_s >= 0 else _MINUS}{number(abs(moved_s))} s"
            away = elapsed(timedelta(seconds=float(away_s)))
            return _CLOCK[why].format(moved=moved, away=away) + "."
        case e.SessionEnded(reason=reason):
            return tr("Session ended.") + (
                tr(" Reason: {reason}", reason=sentence(reason)) if reason else ""
            )
        case e.DraftSaved(template=template):
            return tr("Draft saved ({template}).", template=template)
        case e.RecordSigned(name=name, credentials=credentials):
            return tr("Signed by {name}", name=sentence(with_credentials(name, credentials)))
        case e.AddendumAdded(text=text, reason=reason):
            return (
                tr(
                    "Addendum: {text} Reason: {reason}",
                    text=sentence(text),
                    reason=sentence(reason),
                )
                if reason
                else tr("Addendum: {text}", text=text)
            )
        case e.BodyTakenOut(was=was):
            return tr("[{replace}: words taken out of the record]", replace=was.replace("_", " "))
        case _:
            assert_never(body)


def clinician(opened: e.SessionOpened) -> str | None:
    """Return who holds the session: who is named for it, else who is present as a clinician."""
    present = (one.name for one in opened.present if "clinician" in one.role.casefold())
    return opened.clinician or next(present, None)


def with_credentials(name: str, credentials: str | None) -> str:
    """Return a name with its credentials, once: 'A. Clinician, LCSW'."""
    told = (credentials or "").strip()
    return f"{name}, {told}" if told and told.casefold() not in name.casefold() else name


def credentials_in(name: str) -> str | None:
    """Return the credentials that a name was typed with, after its first comma; None if without."""
    return name.partition(",")[2].strip() or None


def cue_words(cue: str) -> str:
    """Return a cue's key as words: 'Support person check-in' for check_in."""
    words = _CUES.get(cue, cue.replace("_", " ").strip())
    return words[:1].upper() + words[1:]


def _opened(body: e.SessionOpened) -> str:
    told = [
        tr(
            "Session {session_number} opened, {modality}",
            session_number=body.session_number,
            modality=MODALITY[body.modality],
        )
    ]
    told.append(tr("planned for {planned_minutes} minutes", planned_minutes=body.planned_minutes))
    if body.planned_dose_mg is not None:
        told.append(
            tr("{planned_dose_mg} planned", planned_dose_mg=milligrams(body.planned_dose_mg))
        )
    if body.dose_range is not None:
        told.append(tr("{value} range", value=body.dose_range.value))
    line = ", ".join(told) + "."
    if body.present:
        line += tr(" Present: ") + ", ".join(f"{p.name} ({p.role})" for p in body.present) + "."
    return line


def _opened_in_full(body: e.SessionOpened) -> str:
    planned = (
        tr(" of {planned_sessions}", planned_sessions=body.planned_sessions)
        if body.planned_sessions
        else ""
    )
    who = with_credentials(body.clinician, body.credentials) if body.clinician else None
    told: list[tuple[str, str | None]] = [
        (tr("Client"), body.client),
        (tr("Born on"), long_date(body.born_on) if body.born_on else None),
        (tr("Planned dose"), planned_dose_words(body)),
        (tr("Clinician"), who),
        (tr("Prescriber"), body.prescriber),
        (tr("Limits"), limits_words(body.limits) if body.limits else None),
        (tr("Location"), body.location),
        (tr("Call-back number"), body.callback),
        (tr("Support person"), _listed(body.support_person, body.support_phone)),
        (tr("Contacts"), "; ".join(f"{c.kind}: {c.name}, {c.phone}" for c in body.contacts)),
        (tr("Present"), ", ".join(f"{p.name} ({p.role})" for p in body.present)),
    ]
    line = tr(
        "{what}Session {session_number}{planned} opened, {modality}, planned for "
        "{planned_minutes} minutes.",
        what=tr("Rehearsal. ") if body.rehearsal else "",
        session_number=body.session_number,
        planned=planned,
        modality=MODALITY[body.modality],
        planned_minutes=body.planned_minutes,
    )
    return " ".join([line, *(f"{name}: {sentence(words)}" for name, words in told if words)])


def _listed(*parts: str | None) -> str:
    return ", ".join(part for part in parts if part)


def _dose(body: e.DoseTaken) -> str:
    name = tr("Booster taken") if body.booster else tr("Dose taken")
    line = (
        f"{name}: {dose_words(body.dose_mg, body.lozenges, body.lozenge_mg)}, {ROUTE[body.route]}"
    )
    line += (
        tr(", to be held {hold_min} minutes.", hold_min=body.hold_min)
        if body.hold_min is not None
        else "."
    )
    return line + (tr(" Reason: {reason}", reason=sentence(body.reason)) if body.reason else "")


def _adverse(body: e.AdverseEvent, clock: Clock | None) -> str:
    line = tr("Adverse event: {what}, {value}.", what=body.what, value=body.severity.value)
    if body.action:
        line += tr(" Action: {action}", action=sentence(body.action))
    if body.outcome:
        line += tr(" Outcome: {outcome}", outcome=sentence(body.outcome))
    for words, at in (
        (tr("Prescriber told"), body.prescriber_told_at),
        (tr("Emergency services called"), body.emergency_called_at),
    ):
        if at is not None:
            line += f" {words}{f' at {clock(at)}' if clock else ''}."
    return line
