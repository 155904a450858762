"""The one place that says an entry, an elapsed time or a dose in words, on screen and paper."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TypeAlias, assert_never

from kap_companion.language import Worded, day_words, decimal_words, tr, tr_later, trn
from kap_companion.session import entries as e
from kap_companion.session import vitals
from kap_companion.session.phases import phase_words

_MINUS = "\u2212"
_MUSIC: Mapping[e.MusicAct, str] = {
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
_CUES: Worded[str] = Worded(
    {
        "support_person": tr_later("Support person"),
        "spit": tr_later("Spit"),
        "phase": tr_later("Phase"),
        "vitals": tr_later("Vitals"),
        "check_in": tr_later("Support person check-in"),
        "limits": tr_later("Reading outside the limits"),
        "recheck": tr_later("Vitals again"),
        "vitals_at_close": tr_later("Vitals at the close"),
        "planned_end": tr_later("Planned end"),
    }
)
MODALITY: Worded[e.Modality] = Worded(
    {e.Modality.IN_PERSON: tr_later("in person"), e.Modality.TELEHEALTH: tr_later("telehealth")}
)
ROUTE: Worded[e.Route] = Worded(
    {
        e.Route.SUBLINGUAL: tr_later("under the tongue"),
        e.Route.BUCCAL: tr_later("inside the cheek"),
        e.Route.ORAL: tr_later("swallowed"),
    }
)
SEVERITY: Worded[e.Severity] = Worded(
    {
        e.Severity.MILD: tr_later("mild"),
        e.Severity.MODERATE: tr_later("moderate"),
        e.Severity.SEVERE: tr_later("severe"),
    }
)
_RANGE: Worded[e.DoseRange] = Worded(
    {e.DoseRange.LOW: tr_later("low"), e.DoseRange.MODERATE: tr_later("moderate")}
)
LEAVES_WITH = "client, with "
"""How the role of a client who leaves begins, before their escort; as it is kept."""

NO_REASON = tr_later("reason not given")
"""What is kept where a script gives no reason."""

UNDONE = tr_later("undone")
"""What is kept as the reason of what is struck at once."""

PREPARING, DOSED = tr_later("changed while preparing"), tr_later("changed after the dose")
"""What is kept as the reason of a plan that was changed before the dose, or after it."""

LIMITS_GIVEN = tr_later("limits given by the prescriber")
"""What is kept as the reason of limits that come during a session."""

OUTCOMES = (
    *(tr_later("resolved"), tr_later("recovering"), tr_later("ongoing"), tr_later("unknown")),
)
"""How an adverse event ended, as an export has codes for it."""

_ROLES_AND_CONTACTS = (
    *(tr_later("clinician"), tr_later("client"), tr_later("prescriber")),
    *(tr_later("support person"), tr_later("chaperone")),
    *(tr_later("emergency"), tr_later("support"), tr_later("ride home")),
    tr_later("prescriber on call"),
)
_REASONS = (NO_REASON, UNDONE, LIMITS_GIVEN, PREPARING, DOSED)
_WAS: Worded[str] = Worded(
    {
        e.NoteTaken.kind: tr_later("note taken"),
        e.Marked.kind: tr_later("marked"),
        e.DraftSaved.kind: tr_later("draft saved"),
        e.EntryAmended.kind: tr_later("entry amended"),
    }
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
    """Return a decimal without needless zeros, with the decimal sign of the language."""
    whole = value == value.to_integral_value()
    return str(int(value)) if whole else decimal_words(format(value.normalize(), "f"))


def kept_words(words: str) -> str:
    """Return a few words that an entry keeps, such as a mark, in the language spoken.

    Those that the app has no words for are as they were typed.
    """
    said = tr(words)
    if said != words or words[:1] == words[:1].upper():
        return said
    capital = words[:1].upper() + words[1:]
    said = tr(capital)
    return words if said == capital else said[:1].lower() + said[1:]


def reason_words(reason: str) -> str:
    """Return why something was corrected: as it was typed, or as the app says what it kept."""
    return tr(reason) if reason in _REASONS else reason


def role_words(role: str) -> str:
    """Return the role of somebody present; of a client who leaves, with whom."""
    escort = role.removeprefix(LEAVES_WITH)
    if escort != role:
        return tr("client, with {escort}", escort=kept_words(escort))
    return kept_words(role)


def dose_range_words(of: e.DoseRange) -> str:
    """Return what a dose is meant for: 'low', 'moderate'."""
    return _RANGE[of]


def adverse_event_words(what: str, severity: e.Severity) -> str:
    """Return an adverse event: 'nausea, mild'."""
    return tr("{event}, {severity}", event=kept_words(what), severity=SEVERITY[severity])


def long_date(day: date) -> str:
    """Return a date as '24 November 2025', in the language spoken."""
    return day_words(day)


def sentence(text: str) -> str:
    """Return `text` as a sentence: with a full stop, unless it ends with a mark of its own."""
    told = text.rstrip()
    return told if not told or told[-1] in '.!?\u2026"\u201d' else f"{told}."


def dose_words(dose_mg: Decimal, lozenges: Decimal | None, lozenge_mg: Decimal | None) -> str:
    """Return a dose with what it was made up of: '150 mg (1.5 lozenges of 100 mg)'."""
    made_of = ""
    if lozenges is not None:
        made_of = lozenges_words(lozenges, lozenge_mg)
    elif lozenge_mg is not None:
        made_of = tr("lozenges of {strength}", strength=milligrams(lozenge_mg))
    return milligrams(dose_mg) + (f" ({made_of})" if made_of else "")


def lozenges_words(count: Decimal, strength_mg: Decimal | None) -> str:
    """Return so many lozenges: '1 lozenge', '1.5 lozenges of 100 mg'."""
    one = count == 1
    if strength_mg is None:
        return tr("1 lozenge") if one else tr("{count} lozenges", count=number(count))
    strength = milligrams(strength_mg)
    if one:
        return tr("1 lozenge of {strength}", strength=strength)
    return tr("{count} lozenges of {strength}", count=number(count), strength=strength)


def planned_dose_words(opened: e.SessionOpened) -> str | None:
    """Return what was planned: '150 mg, moderate range, prescribed 100 mg to 200 mg'."""
    told = []
    if opened.planned_dose_mg is not None:
        told.append(dose_words(opened.planned_dose_mg, opened.planned_lozenges, opened.lozenge_mg))
    if opened.dose_range is not None:
        told.append(tr("{range} range", range=dose_range_words(opened.dose_range)))
    low, high = opened.prescribed_from_mg, opened.prescribed_to_mg
    if low is not None and high is not None and low != high:
        told.append(tr("prescribed {low} to {high}", low=milligrams(low), high=milligrams(high)))
    elif low is not None:
        told.append(
            tr("prescribed {dose}", dose=milligrams(low))
            if low == high
            else tr("prescribed at least {dose}", dose=milligrams(low))
        )
    elif high is not None:
        told.append(tr("prescribed up to {dose}", dose=milligrams(high)))
    return ", ".join(told) or None


def limits_words(limits: e.Limits) -> str | None:
    """Return the prescriber's written limits in one line; None where none was given."""
    told = []
    if limits.systolic_mmhg is not None:
        told.append(tr("systolic under {limit}", limit=limits.systolic_mmhg))
    if limits.diastolic_mmhg is not None:
        told.append(tr("diastolic under {limit}", limit=limits.diastolic_mmhg))
    if limits.heart_rate_bpm is not None:
        told.append(tr("heart rate under {limit}", limit=limits.heart_rate_bpm))
    if limits.spo2_percent is not None:
        told.append(tr("SpO\u2082 at least {limit}", limit=limits.spo2_percent))
    if not told:
        return None
    by = tr("given by {who}", who=" ".join(limits.given_by.split())) if limits.given_by else ""
    on = tr("on {day}", day=long_date(limits.given_on)) if limits.given_on else ""
    source = " ".join(part for part in (by, on) if part)
    return ", ".join(told) + (f" ({source})" if source else "")


def how_taken(body: e.VitalsTaken) -> str:
    """Return who took a set of vitals, with what and how, in sentences; '' where nothing is told.

    A mean names the readings it is the mean of.
    """
    told = [
        f"{name}: {sentence(words)}"
        for name, words in (
            (tr("Taken by"), kept_words(body.taken_by) if body.taken_by else None),
            (tr("With"), kept_words(body.device) if body.device else None),
            (tr("Position"), kept_words(body.position) if body.position else None),
        )
        if words
    ]
    if body.averaged_of:
        readings = "; ".join(vitals.words(one) for one in body.averaged_of)
        told.append(
            tr(
                "Mean of {count} readings: {readings}.",
                count=len(body.averaged_of),
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
            return f"{tr(item)}: {tr('yes') if answer else tr('no')}."
        case e.IntentionSet(text=text):
            return tr("Intention: {text}", text=sentence(text))
        case e.VitalsTaken(reading=reading):
            line = tr("Vitals {reading}.", reading=vitals.words(reading))
            return f"{line} {how_taken(body)}".rstrip()
        case e.LimitOverridden(outside=outside, reason=reason):
            return tr(
                "Went on outside the limits ({readings}). Reason: {reason}",
                readings="; ".join(vitals.beyond_as_kept(one) for one in outside),
                reason=_reason(reason),
            )
        case e.DoseTaken():
            return _dose(body)
        case e.Spat(swallowed=swallowed):
            return tr("Swallowed, not spat.") if swallowed else tr("Spat.")
        case e.PhaseMarked(phase=phase):
            return tr("Phase: {phase}.", phase=phase_words(phase))
        case e.NoteTaken(text=text):
            return text
        case e.Marked(tag=tag):
            return f"{kept_words(tag)}."
        case e.AdverseEvent():
            return _adverse(body, clock)
        case e.TouchAsked(asked=asked, answer=answer):
            return tr(
                "Touch asked: {asked}. Answer: {answer}", asked=asked, answer=sentence(answer)
            )
        case e.PersonArrived(name=name, role=role):
            return tr("{name} ({role}) arrived.", name=name, role=role_words(role))
        case e.PersonLeft(name=name, role=role):
            return tr("{name} ({role}) left.", name=name, role=role_words(role))
        case e.EntryAmended(reason=reason):
            return tr("Amended. Reason: {reason}", reason=_reason(reason))
        case e.EntryStruck(reason=reason):
            return tr("Struck. Reason: {reason}", reason=_reason(reason))
        case e.EntryWithdrawn(reason=reason):
            return tr("Withdrawn from the record. Reason: {reason}", reason=_reason(reason))
        case e.TrackStarted(title=title, artist=artist):
            track = f"{title}, {artist}" if artist else title
            return tr("Music: {track}.", track=track)
        case e.MusicChanged(act=act, name=name):
            return f"{tr(_MUSIC[act])}{f': {name}' if name else ''}."
        case e.CueAnswered(cue=cue, answer=answer, again_in_min=again):
            line = f"{cue_words(cue)}: {sentence(answer)}"
            if not again:
                return line
            minutes = trn("1 minute", "{n} minutes", again)
            return f"{line} {tr('To be asked again in {minutes}.', minutes=minutes)}"
        case e.ClockChanged():
            return _clock_changed(body)
        case e.SessionEnded(reason=reason):
            return tr("Session ended.") + _because(reason)
        case e.DraftSaved(template=template):
            return tr("Draft saved ({template}).", template=template)
        case e.RecordSigned(name=name, credentials=credentials):
            return tr("Signed by {name}", name=sentence(with_credentials(name, credentials)))
        case e.AddendumAdded(text=text, reason=reason):
            if not reason:
                return tr("Addendum: {text}", text=text)
            return tr("Addendum: {text}", text=sentence(text)) + _because(reason)
        case e.BodyTakenOut(was=was):
            kind = _WAS.get(was, was.replace("_", " "))
            return tr("[{kind}: words taken out of the record]", kind=kind)
        case _:
            assert_never(body)


def clinician(opened: e.SessionOpened) -> str | None:
    """Return who holds the session: who is named for it, else who is present as a clinician."""
    roles = ("clinician", tr("clinician").casefold())
    present = (
        one.name for one in opened.present if any(role in one.role.casefold() for role in roles)
    )
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
    words = _CUES.get(cue) or cue.replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def _opened(body: e.SessionOpened) -> str:
    told = [
        tr(
            "Session {number} opened, {modality}",
            number=body.session_number,
            modality=MODALITY[body.modality],
        )
    ]
    told.append(tr("planned for {minutes} minutes", minutes=body.planned_minutes))
    if body.planned_dose_mg is not None:
        told.append(tr("{dose} planned", dose=milligrams(body.planned_dose_mg)))
    if body.dose_range is not None:
        told.append(tr("{range} range", range=dose_range_words(body.dose_range)))
    line = ", ".join(told) + "."
    if body.present:
        line += " " + tr("Present: {people}.", people=_people(body))
    return line


def _opened_in_full(body: e.SessionOpened) -> str:
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
        (tr("Contacts"), "; ".join(contact_words(one) for one in body.contacts)),
        (tr("Present"), _people(body)),
    ]
    line = tr(
        "Session {number} opened, {modality}, planned for {minutes} minutes.",
        number=session_words(body),
        modality=MODALITY[body.modality],
        minutes=body.planned_minutes,
    )
    lead = [tr("Rehearsal.")] if body.rehearsal else []
    return " ".join([*lead, line, *(f"{name}: {sentence(words)}" for name, words in told if words)])


def session_words(opened: e.SessionOpened) -> str:
    """Return which session this is: '3 of 8'."""
    if not opened.planned_sessions:
        return str(opened.session_number)
    return tr("{number} of {all}", number=opened.session_number, all=opened.planned_sessions)


def contact_words(contact: e.Contact) -> str:
    """Return somebody to call: 'emergency: Jo, 555 0100'."""
    return f"{kept_words(contact.kind)}: {contact.name}, {contact.phone}"


def _people(opened: e.SessionOpened) -> str:
    return ", ".join(f"{one.name} ({role_words(one.role)})" for one in opened.present)


def _reason(told: str) -> str:
    """Return a reason as a sentence: as it was typed, or what the app kept for want of one."""
    return sentence(reason_words(told))


def _because(reason: str | None) -> str:
    return " " + tr("Reason: {reason}", reason=_reason(reason)) if reason else ""


def _clock_changed(body: e.ClockChanged) -> str:
    away = elapsed(timedelta(seconds=float(body.away_s)))
    match body.why:
        case e.ClockWhy.WALL_MOVED:
            sign = "+" if body.moved_s >= 0 else _MINUS
            moved = f"{sign}{number(abs(body.moved_s))} s"
            return tr("The laptop's clock was changed by {moved}.", moved=moved)
        case e.ClockWhy.ASLEEP:
            return tr("The laptop was asleep for {away}.", away=away)
        case e.ClockWhy.RESTARTED:
            return tr("The session was taken up again after {away}.", away=away)
        case _:
            assert_never(body.why)


def _listed(*parts: str | None) -> str:
    return ", ".join(part for part in parts if part)


def _dose(body: e.DoseTaken) -> str:
    name = tr("Booster taken") if body.booster else tr("Dose taken")
    amount = dose_words(body.dose_mg, body.lozenges, body.lozenge_mg)
    line = f"{name}: {amount}, {ROUTE[body.route]}"
    if body.hold_min is not None:
        line += tr(", to be held {minutes} minutes", minutes=body.hold_min)
    return f"{line}.{_because(body.reason)}"


def _adverse(body: e.AdverseEvent, clock: Clock | None) -> str:
    event = adverse_event_words(body.what, body.severity)
    told = [tr("Adverse event: {event}.", event=event)]
    if body.action:
        told.append(tr("Action: {action}", action=sentence(body.action)))
    if body.outcome:
        told.append(tr("Outcome: {outcome}", outcome=sentence(kept_words(body.outcome))))
    for at, plain, timed in (
        (body.prescriber_told_at, tr("Prescriber told."), tr_later("Prescriber told at {time}.")),
        (
            body.emergency_called_at,
            tr("Emergency services called."),
            tr_later("Emergency services called at {time}."),
        ),
    ):
        if at is not None:
            told.append(tr(timed, time=clock(at)) if clock else plain)
    return " ".join(told)
