"""The one place that says an entry, an elapsed time or a dose in words, on screen and paper."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import assert_never

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
_CUES = {"check_in": "Support person check-in", "vitals_at_close": "Vitals at the close"}
MODALITY = {e.Modality.IN_PERSON: "in person", e.Modality.TELEHEALTH: "telehealth"}
ROUTE = {
    e.Route.SUBLINGUAL: "under the tongue",
    e.Route.BUCCAL: "inside the cheek",
    e.Route.ORAL: "swallowed",
}


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


def record_words(body: e.RecordBody) -> str:
    """Return a body of the record in one or a few plain sentences, quoting what was typed."""
    match body:
        case e.SessionOpened():
            return _opened(body)
        case e.ChecklistTicked(item=item, answer=answer):
            return f"{item}: {'yes' if answer else 'no'}."
        case e.IntentionSet(text=text):
            return f"Intention: {sentence(text)}"
        case e.VitalsTaken(reading=reading):
            return f"Vitals {vitals.words(reading)}."
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
            return _adverse(body)
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
        case e.CueAnswered(cue=cue, answer=answer):
            return f"{cue_words(cue)}: {sentence(answer)}"
        case e.ClockChanged(why=why, moved_s=moved_s, away_s=away_s):
            moved = f"{'+' if moved_s >= 0 else _MINUS}{number(abs(moved_s))} s"
            away = elapsed(timedelta(seconds=float(away_s)))
            return _CLOCK[why].format(moved=moved, away=away) + "."
        case e.SessionEnded(reason=reason):
            return "Session ended." + (f" Reason: {sentence(reason)}" if reason else "")
        case e.DraftSaved(template=template):
            return f"Draft saved ({template})."
        case e.RecordSigned(name=name):
            return f"Signed by {sentence(name)}"
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


def _dose(body: e.DoseTaken) -> str:
    name = "Booster taken" if body.booster else "Dose taken"
    line = f"{name}: {milligrams(body.dose_mg)}, {ROUTE[body.route]}."
    return line + (f" Reason: {sentence(body.reason)}" if body.reason else "")


def _adverse(body: e.AdverseEvent) -> str:
    line = f"Adverse event: {body.what}, {body.severity.value}."
    if body.action:
        line += f" Action: {sentence(body.action)}"
    if body.outcome:
        line += f" Outcome: {sentence(body.outcome)}"
    return line
