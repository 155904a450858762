"""The one place that says an entry, an elapsed time or a dose in words, on screen and paper."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TypeAlias, assert_never

from kap_companion.session import entries as e
from kap_companion.session import vitals

_MINUS = "\u2212"
_MUSIC = {
    e.MusicAct.PLAY: "Music begun",
    e.MusicAct.PAUSE: "Music paused",
    e.MusicAct.RESUME: "Music resumed",
    e.MusicAct.NEXT: "Next track",
    e.MusicAct.PREVIOUS: "Previous track",
    e.MusicAct.SEEK: "Music moved within the track",
    e.MusicAct.VOLUME: "Volume changed",
    e.MusicAct.LOWER: "Music lowered",
    e.MusicAct.RAISE: "Music raised again",
    e.MusicAct.FADE: "Music faded to silence",
    e.MusicAct.FADE_BACK: "Music faded back in",
    e.MusicAct.GENTLER: "Gentler music asked for",
    e.MusicAct.DEEPER: "Deeper music asked for",
    e.MusicAct.AS_PLANNED: "Music as planned again",
    e.MusicAct.FOLLOW: "Music led over to the phase",
}
_CLOCK = {
    e.ClockWhy.WALL_MOVED: "The laptop's clock was changed by {moved}",
    e.ClockWhy.ASLEEP: "The laptop was asleep for {away}",
    e.ClockWhy.RESTARTED: "The session was taken up again after {away}",
}
_CUES = {
    "check_in": "Support person check-in",
    "vitals_at_close": "Vitals at the close",
    "limits": "Reading outside the limits",
    "recheck": "Vitals again",
}
MODALITY = {e.Modality.IN_PERSON: "in person", e.Modality.TELEHEALTH: "telehealth"}
ROUTE = {
    e.Route.SUBLINGUAL: "under the tongue",
    e.Route.BUCCAL: "inside the cheek",
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
        told.append(f"{opened.dose_range.value} range")
    low, high = opened.prescribed_from_mg, opened.prescribed_to_mg
    if low is not None and high is not None and low != high:
        told.append(f"prescribed {milligrams(low)} to {milligrams(high)}")
    elif low is not None or high is not None:
        least = low if low is not None else high
        assert least is not None
        bound = "" if low == high else "at least " if low is not None else "up to "
        told.append(f"prescribed {bound}{milligrams(least)}")
    return ", ".join(told) or None


def limits_words(limits: e.Limits) -> str | None:
    """Return the prescriber's written limits in one line; None where none was given."""
    told = [
        f"{name} {value}"
        for name, value in (
            ("systolic under", limits.systolic_mmhg),
            ("diastolic under", limits.diastolic_mmhg),
            ("heart rate under", limits.heart_rate_bpm),
            ("SpO\u2082 at least", limits.spo2_percent),
        )
        if value is not None
    ]
    if not told:
        return None
    by = f"given by {' '.join(limits.given_by.split())}" if limits.given_by else ""
    on = f"on {long_date(limits.given_on)}" if limits.given_on else ""
    source = " ".join(part for part in (by, on) if part)
    return ", ".join(told) + (f" ({source})" if source else "")


def how_taken(body: e.VitalsTaken) -> str:
    """Return who took a set of vitals, with what and how, in sentences; '' where nothing is told.

    A mean names the readings it is the mean of.
    """
    told = [
        f"{name}: {sentence(words)}"
        for name, words in (
            ("Taken by", body.taken_by),
            ("With", body.device),
            ("Position", body.position),
        )
        if words
    ]
    if body.averaged_of:
        readings = "; ".join(vitals.words(one) for one in body.averaged_of)
        told.append(f"Mean of {len(body.averaged_of)} readings: {readings}.")
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
            return f"Intention: {sentence(text)}"
        case e.VitalsTaken(reading=reading):
            return f"Vitals {vitals.words(reading)}. {how_taken(body)}".rstrip()
        case e.LimitOverridden(outside=outside, reason=reason):
            return f"Went on outside the limits ({'; '.join(outside)}). Reason: {sentence(reason)}"
        case e.DoseTaken():
            return _dose(body)
        case e.Spat(swallowed=swallowed):
            return "Swallowed, not spat." if swallowed else "Spat."
        case e.PhaseMarked(phase=phase):
            return f"Phase: {phase.value}."
        case e.NoteTaken(text=text):
            return text
        case e.Marked(tag=tag):
            return f"{tag}."
        case e.AdverseEvent():
            return _adverse(body, clock)
        case e.TouchAsked(asked=asked, answer=answer):
            return f"Touch asked: {asked}. Answer: {sentence(answer)}"
        case e.PersonArrived(name=name, role=role):
            return f"{name} ({role}) arrived."
        case e.PersonLeft(name=name, role=role):
            return f"{name} ({role}) left."
        case e.EntryAmended(reason=reason):
            return f"Amended. Reason: {sentence(reason)}"
        case e.EntryStruck(reason=reason):
            return f"Struck. Reason: {sentence(reason)}"
        case e.EntryWithdrawn(reason=reason):
            return f"Withdrawn from the record. Reason: {sentence(reason)}"
        case e.TrackStarted(title=title, artist=artist):
            return f"Music: {title}{f', {artist}' if artist else ''}."
        case e.MusicChanged(act=act, name=name):
            return f"{_MUSIC[act]}{f': {name}' if name else ''}."
        case e.CueAnswered(cue=cue, answer=answer, again_in_min=again):
            minutes = "1 minute" if again == 1 else f"{again} minutes"
            again_words = f" To be asked again in {minutes}." if again else ""
            return f"{cue_words(cue)}: {sentence(answer)}{again_words}"
        case e.ClockChanged(why=why, moved_s=moved_s, away_s=away_s):
            moved = f"{'+' if moved_s >= 0 else _MINUS}{number(abs(moved_s))} s"
            away = elapsed(timedelta(seconds=float(away_s)))
            return _CLOCK[why].format(moved=moved, away=away) + "."
        case e.SessionEnded(reason=reason):
            return "Session ended." + (f" Reason: {sentence(reason)}" if reason else "")
        case e.DraftSaved(template=template):
            return f"Draft saved ({template})."
        case e.RecordSigned(name=name, credentials=credentials):
            return f"Signed by {sentence(with_credentials(name, credentials))}"
        case e.AddendumAdded(text=text, reason=reason):
            return (
                f"Addendum: {sentence(text)} Reason: {sentence(reason)}"
                if reason
                else f"Addendum: {text}"
            )
        case e.BodyTakenOut(was=was):
            return f"[{was.replace('_', ' ')}: words taken out of the record]"
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
    told = [f"Session {body.session_number} opened, {MODALITY[body.modality]}"]
    told.append(f"planned for {body.planned_minutes} minutes")
    if body.planned_dose_mg is not None:
        told.append(f"{milligrams(body.planned_dose_mg)} planned")
    if body.dose_range is not None:
        told.append(f"{body.dose_range.value} range")
    line = ", ".join(told) + "."
    if body.present:
        line += " Present: " + ", ".join(f"{p.name} ({p.role})" for p in body.present) + "."
    return line


def _opened_in_full(body: e.SessionOpened) -> str:
    planned = f" of {body.planned_sessions}" if body.planned_sessions else ""
    who = with_credentials(body.clinician, body.credentials) if body.clinician else None
    told: list[tuple[str, str | None]] = [
        ("Client", body.client),
        ("Born on", long_date(body.born_on) if body.born_on else None),
        ("Planned dose", planned_dose_words(body)),
        ("Clinician", who),
        ("Prescriber", body.prescriber),
        ("Limits", limits_words(body.limits) if body.limits else None),
        ("Location", body.location),
        ("Call-back number", body.callback),
        ("Support person", _listed(body.support_person, body.support_phone)),
        ("Contacts", "; ".join(f"{c.kind}: {c.name}, {c.phone}" for c in body.contacts)),
        ("Present", ", ".join(f"{p.name} ({p.role})" for p in body.present)),
    ]
    line = (
        f"{'Rehearsal. ' if body.rehearsal else ''}Session {body.session_number}{planned} opened, "
        f"{MODALITY[body.modality]}, planned for {body.planned_minutes} minutes."
    )
    return " ".join([line, *(f"{name}: {sentence(words)}" for name, words in told if words)])


def _listed(*parts: str | None) -> str:
    return ", ".join(part for part in parts if part)


def _dose(body: e.DoseTaken) -> str:
    name = "Booster taken" if body.booster else "Dose taken"
    line = (
        f"{name}: {dose_words(body.dose_mg, body.lozenges, body.lozenge_mg)}, {ROUTE[body.route]}"
    )
    line += f", to be held {body.hold_min} minutes." if body.hold_min is not None else "."
    return line + (f" Reason: {sentence(body.reason)}" if body.reason else "")


def _adverse(body: e.AdverseEvent, clock: Clock | None) -> str:
    line = f"Adverse event: {body.what}, {body.severity.value}."
    if body.action:
        line += f" Action: {sentence(body.action)}"
    if body.outcome:
        line += f" Outcome: {sentence(body.outcome)}"
    for words, at in (
        ("Prescriber told", body.prescriber_told_at),
        ("Emergency services called", body.emergency_called_at),
    ):
        if at is not None:
            line += f" {words}{f' at {clock(at)}' if clock else ''}."
    return line
