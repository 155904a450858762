"""What the session screen shows, as values: from the state and the moment, knowing no widget."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from kap_companion.session import entries as e
from kap_companion.session import vitals, wording
from kap_companion.session.cues import Cue as CueDue
from kap_companion.session.cues import CueKind, open_cues, outside
from kap_companion.session.phases import WINDOW_PHASES, Phase
from kap_companion.session.standing import Standing
from kap_companion.session.state import SessionState
from kap_companion.ui import theme
from kap_companion.ui.kept_words import kept
from kap_companion.ui.panels.prepare_words import figures
from kap_companion.ui.spoken_time import spoken_face
from kap_companion.ui.theme import PHASE_TONES, Shade, Tone
from kap_companion.ui.times import since_what
from kap_companion.ui.widgets.cue_list import Cue
from kap_companion.ui.widgets.note_row import NoteRow
from kap_companion.ui.widgets.ring import Arc, RingFace
from kap_companion.ui.widgets.vitals_panel import Reading
from kap_companion.ui.words import tr, tr_later

Wall = Callable[[datetime], str]
"""Says a moment as the clinician's clock shows it: '10:47'."""

_MINUTE = timedelta(minutes=1)
# A reading so soon after another is taken again rather than taken next.
_REPEATED_WITHIN = timedelta(minutes=15)


def tone_of(phase: Phase) -> Tone:
    """Return the colour of a phase."""
    return PHASE_TONES.get(phase.value, Tone.LINE)


# --- the ring and what stands under it ----------------------------------------------------------


def ring_face(state: SessionState, now: datetime, wall: Wall) -> RingFace:
    """Return the ring: before the dose the time since opening, then the time since the latest dose.

    After the window the time since the dose stays large, and the planned end takes the place of
    what was left. An ended session stands still. Where nothing may glide, the marker steps by the
    minute; the words go by the second all the same.
    """
    opened = state.facts.opened
    if opened is None:
        return RingFace()
    ended = state.facts.ended_at
    now = min(now, ended) if ended else now
    since = state.since_dose(now)
    phase = state.phase(now)
    tone = tone_of(phase)
    said = kept(phase.value) if ended is None else tr("ended")
    drawn = _by_the_minute(since) if theme.look().still else since
    arcs = tuple(_arcs(state, drawn))
    if since is None or drawn is None:
        return RingFace(
            arcs,
            phase=said,
            phase_tone=Tone.SECOND,
            clock=wording.elapsed(state.since_opening(now)),
            caption=tr("since opening"),
            left=tr("no dose yet"),
            spoken=spoken_face(state, now, said, ""),
        )
    left = state.window_left(now) or timedelta(0)
    return RingFace(
        arcs,
        marker=drawn / opened.phases.window if left else None,
        phase=said,
        phase_tone=Tone.SECOND if tone is Tone.LINE or ended else tone,
        clock=wording.elapsed(since),
        caption=since_what(state),
        left=tr("{elapsed} left", elapsed=wording.elapsed(_up(left)))
        if left
        else _end_words(state, now, wall),
        spoken=spoken_face(state, now, said, _end_words(state, now, wall)),
    )


def _by_the_minute(since: timedelta | None) -> timedelta | None:
    return None if since is None else since - since % _MINUTE


def first_dose_words(state: SessionState, now: datetime) -> str:
    """Return how long ago the first dose was, once a later one runs the window; else nothing."""
    since = state.since_first_dose(now)
    if since is None or len(state.facts.doses) < 2:
        return ""
    return tr("First dose {elapsed} ago", elapsed=wording.elapsed(since))


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the session is: '0:35 of 1:30', that as a fraction, and whether it is over plan."""

    words: str
    fraction: float
    is_over: bool


def progress(state: SessionState, now: datetime) -> Progress:
    """Return how much of the planned length has passed: a plan, never a limit."""
    opened = state.facts.opened
    if opened is None:
        return Progress("", 0.0, False)
    planned = opened.planned_minutes * _MINUTE
    since = state.since_opening(now)
    words = tr(
        "{passed} of {planned}",
        passed=wording.hours_minutes(since),
        planned=wording.hours_minutes(planned),
    )
    return Progress(words, min(1.0, since / planned), since > planned)


def cue_rows(
    state: SessionState, now: datetime, wall: Wall, *, briefly: bool = False
) -> tuple[Cue, ...]:
    """Return what is next, soonest first; what asks for an act stands out, and so does what is due.

    Times count from the first dose, as in the notes; `briefly` says only how long it is until then.
    """
    return tuple(_cue_row(state, cue, now, wall, briefly=briefly) for cue in open_cues(state, now))


def soonest_asking(state: SessionState, now: datetime) -> CueDue | None:
    """Return the cue that is to be answered first, None where none asks."""
    return next((cue for cue in open_cues(state, now) if cue.asks), None)


# --- vitals -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class VitalsShown:
    """The latest reading as figures, when it was taken, and what of it passes a limit."""

    readings: tuple[Reading, ...]
    when: str
    outside: str


def offers_mean(state: SessionState) -> bool:
    """Return whether the last two readings are so near each other that their mean may be wanted."""
    taken = tuple(state.facts.readings)[-2:]
    return len(taken) == 2 and taken[1].at - taken[0].at <= _REPEATED_WITHIN


def vitals_shown(state: SessionState, wall: Wall) -> VitalsShown:
    """Return the latest reading with its change from the reading before the dose."""
    taken, baseline, opened = state.latest_reading, state.facts.baseline, state.facts.opened
    if taken is None or opened is None:
        return VitalsShown((), "", "")
    before = baseline.reading if baseline and baseline != taken else None
    passed = passed_limits(taken.reading, opened.limits)
    shown = tuple(
        Reading(
            tr(one.label), one.figure, one.change, Tone.DUE if one.label in passed else Tone.TEXT
        )
        for one in figures(taken.reading, before)
    )
    when = wall(taken.at)
    if before:
        when = tr("{time}, change from before the dose", time=when)
    told = ""
    if passed and opened.limits is not None:
        by = opened.limits.given_by or tr("the prescriber")
        words = ", ".join(f"{tr(label)} {limit}" for label, limit in passed.items())
        told = tr("Outside. Limits of {by}: {limits}.", by=by, limits=words)
    return VitalsShown(shown, when, told)


# --- the notes ----------------------------------------------------------------------------------

_TAGS: dict[type[Any], tuple[str, Tone]] = {
    e.PrivateNoteTaken: (tr_later("private"), Tone.PRIVATE),
    e.VitalsTaken: (tr_later("vitals"), Tone.SECOND),
    e.DoseTaken: (tr_later("dose"), Tone.DUE),
    e.Spat: (tr_later("spit"), Tone.DUE),
    e.Marked: (tr_later("mark"), Tone.SECOND),
    e.AdverseEvent: (tr_later("adverse event"), Tone.ROSE),
    e.TouchAsked: (tr_later("touch"), Tone.SECOND),
    e.PhaseMarked: (tr_later("phase"), Tone.SECOND),
    e.PersonArrived: (tr_later("present"), Tone.SECOND),
    e.PersonLeft: (tr_later("present"), Tone.SECOND),
    e.CueAnswered: (tr_later("cue"), Tone.SECOND),
    e.LimitOverridden: (tr_later("limits"), Tone.DUE),
    e.ClockChanged: (tr_later("clock"), Tone.SECOND),
    e.SessionEnded: (tr_later("end"), Tone.SECOND),
    e.AddendumAdded: (tr_later("addendum"), Tone.SECOND),
    e.NoteTaken: ("", Tone.SECOND),
}
_TYPED = (e.NoteTaken, e.PrivateNoteTaken, e.Marked, e.AdverseEvent, e.AddendumAdded)


def is_shown(body: object) -> bool:
    """Whether the note list shows a body: all but the checklist, the music and the paperwork."""
    return type(body) in _TAGS


def note_row(row: Standing[Any], state: SessionState, wall: Wall) -> NoteRow:
    """Return a row of the note list: when, what and a tag; what was typed is bright, facts quiet.

    Times count from the first dose; while there is none they are the clock's.
    """
    body = row.body
    named, tone = _TAGS[type(body)]
    tag = tr(named)
    if row.is_late:
        tag = tr("{tag}, told late", tag=tag) if tag else tr("told late")
    elif row.was_moved:
        tag = tr("{tag}, moved", tag=tag)
    first = state.first_dose
    at = row.happened_at
    return NoteRow(
        key=row.entry.id,
        time=wording.elapsed(at - first.at) if first else wall(at),
        text=_words(body, at, state),
        tag=tag,
        tag_tone=tone,
        is_quiet=not isinstance(body, _TYPED),
        is_struck=row.struck is not None,
        is_amended=bool(row.amended),
    )


# --- the head and the foot of the screen --------------------------------------------------------


def header_facts(opened: e.SessionOpened) -> tuple[str, ...]:
    """Return the facts beside the client: 'Session 3 of 8', '150 mg lozenge, moderate' ..."""
    number, planned = opened.session_number, opened.planned_sessions
    facts = [tr("Rehearsal")] if opened.rehearsal else []
    facts += [
        tr("Session {number} of {planned}", number=number, planned=planned)
        if planned
        else tr("Session {number}", number=number)
    ]
    dose = []
    if opened.planned_dose_mg is not None:
        dose.append(tr("{dose} lozenge", dose=wording.milligrams(opened.planned_dose_mg)))
    if opened.dose_range is not None:
        dose.append(kept(opened.dose_range.value))
    if dose:
        facts.append(", ".join(dose))
    facts.append(kept(wording.MODALITY[opened.modality]))
    return tuple(facts)


def intention_words(state: SessionState) -> str:
    """Return the intention in quotation marks; nothing where none was set."""
    told = (state.facts.intention or "").strip()
    return f"“{told.strip('“”').strip(chr(34))}”" if told else ""


@dataclass(frozen=True, slots=True)
class SafetyLine:
    """One line of what must be at hand."""

    words: str
    tone: Tone = Tone.SECOND


def contact_words(contact: e.Contact) -> str:
    """Return whom to call, and for what: 'Ride home: Jo, 555 0142'."""
    kind = kept(contact.kind)
    return f"{kind[:1].upper()}{kind[1:]}: {_called(contact.name, contact.phone)}"


def safety_lines(state: SessionState, asked: Sequence[tuple[str, str]]) -> tuple[SafetyLine, ...]:
    """Return whom to call, who is present, and whether consent and checklist are complete.

    `asked` is each checklist item that is asked before a dose, with its list's title.
    """
    opened = state.facts.opened
    if opened is None:
        return ()
    lines = []
    lines += [SafetyLine(contact_words(contact)) for contact in opened.contacts]
    if opened.modality is e.Modality.TELEHEALTH:
        for kind, told in (
            (tr("Client is at"), opened.location),
            (tr("Call back"), _unbroken(opened.callback or "")),
            (tr("Support person"), _called(opened.support_person, opened.support_phone)),
        ):
            words = ": ".join((kind, told or tr("not recorded")))
            lines.append(SafetyLine(words, Tone.SECOND if told else Tone.DUE))
    if state.facts.present:
        here = ", ".join(
            f"{name} ({kept(role)})" for name, role in sorted(state.facts.present.items())
        )
        lines.append(SafetyLine(tr("Present: {here}", here=here)))
    left = [item for _, item in asked if not state.facts.answers.get(item, False)]
    if not left:
        lines.append(SafetyLine(tr("Consent and checklist complete"), Tone.WELL))
    elif len(left) == 1:
        lines.append(SafetyLine(tr("Open: {item}", item=kept(left[0])), Tone.DUE))
    else:
        lines.append(
            SafetyLine(tr("{count} items of the checklist are open", count=len(left)), Tone.DUE)
        )
    return tuple(lines)


def undo_words(row: Standing[Any]) -> str:
    """Return what the line says that offers to undo an act."""
    match row.body:
        case e.PrivateNoteTaken():
            return tr("Private note kept.")
        case e.NoteTaken():
            return tr("Note kept.")
        case e.Marked(tag=tag):
            return tr("{mark} kept.", mark=kept(tag))
        case e.VitalsTaken():
            return tr("Vitals kept.")
        case body:
            return wording.sentence(wording.record_words(body).split(".")[0])


# --- the music ----------------------------------------------------------------------------------

_QUIETEST_DB = -60.0


def level(dbfs: float) -> float:
    """Return a level in decibels as a fraction of the level line: -60 dBFS is none, 0 is all."""
    return min(1.0, max(0.0, 1 - dbfs / _QUIETEST_DB))


# --- how it is done -----------------------------------------------------------------------------


def _arcs(state: SessionState, since: timedelta | None) -> Iterator[Arc]:
    opened = state.facts.opened
    assert opened is not None
    plan = opened.phases
    for phase in WINDOW_PHASES:
        start, end = (edge / plan.window for edge in plan.span(phase))
        tone = tone_of(phase)
        at = since / plan.window if since is not None else -1.0
        if at >= end:
            yield Arc(phase.value, start, end, Shade.PAST, tone)
        elif at < start:
            yield Arc(phase.value, start, end, Shade.TO_COME, tone)
        else:
            if at > start:
                yield Arc(phase.value, start, at, Shade.NOW, tone)
            yield Arc(phase.value, at, end, Shade.TO_COME, tone)


def passed_limits(reading: vitals.Reading, limits: e.Limits | None) -> dict[str, str]:
    """Return the prescriber's number for each figure that is outside, by the figure's label."""
    if limits is None or not outside(reading, limits):
        return {}
    alone = vitals.Reading
    told = {}
    systolic, diastolic = limits.systolic_mmhg, limits.diastolic_mmhg
    pressure = alone(reading.systolic_mmhg, reading.diastolic_mmhg)
    if outside(pressure, limits):
        told["BP"] = tr("under {pressure}", pressure=f"{systolic or '–'}/{diastolic or '–'}")
    if outside(alone(heart_rate_bpm=reading.heart_rate_bpm), limits):
        told["HR"] = tr("under {limit}", limit=limits.heart_rate_bpm)
    if outside(alone(spo2_percent=reading.spo2_percent), limits):
        told["SpO₂"] = tr("{limit} or more", limit=limits.spo2_percent)
    return told


def _called(name: str | None, phone: str | None) -> str:
    return ", ".join(part for part in (name, _unbroken(phone or "")) if part)


def _unbroken(phone: str) -> str:
    """Return a number that no end of a line tears apart: it may have to be dialled in a hurry."""
    return phone.replace(" ", "\u00a0")


def _end_words(state: SessionState, now: datetime, wall: Wall) -> str:
    ended, planned = state.facts.ended_at, state.planned_end()
    if ended is not None:
        return tr("ended {time}", time=wall(ended))
    if planned is None:
        return ""
    return tr("planned end {time}", time=wall(planned))


def _up(left: timedelta) -> timedelta:
    """Round up to the second, so that elapsed and left add up to the whole window."""
    return timedelta(seconds=-(-left // timedelta(seconds=1)))


def _cue_row(state: SessionState, cue: CueDue, now: datetime, wall: Wall, *, briefly: bool) -> Cue:
    first = state.first_dose
    is_due = now >= cue.due_at
    minutes = int(abs(cue.due_at - now) / _MINUTE + (0 if is_due else 0.999))
    if cue.kind is CueKind.PLANNED_END or first is None:
        when = wall(cue.due_at)
        if is_due and cue.kind is CueKind.PLANNED_END:
            when = tr("since {time}", time=when)
        elif is_due:
            when = tr("awaited since {time}", time=when)
    elif is_due:
        ago = (
            tr("due {minutes} min", minutes=minutes)
            if briefly
            else tr("due, {minutes} min ago", minutes=minutes)
        )
        when = ago if minutes else tr("due now")
    else:
        when = tr("in {minutes} min", minutes=minutes)
        if not briefly:
            when = tr(
                "at {elapsed}, {when}", elapsed=wording.elapsed(cue.due_at - first.at), when=when
            )
    tone = Tone.DUE if cue.asks or is_due else Tone.SECOND
    text = tr("Over the planned end") if cue.kind is CueKind.PLANNED_END and is_due else cue.words
    return Cue(
        cue.kind.value, text, when, tone, is_strong=cue.asks or is_due, is_answerable=cue.asks
    )


def _words(body: Any, at: datetime, state: SessionState) -> str:
    if isinstance(body, e.PrivateNoteTaken):
        return body.text
    if isinstance(body, e.Spat) and not body.swallowed:
        held = [dose for dose in state.facts.doses if dose.at <= at]
        return (
            tr("Spat. Held for {elapsed}.", elapsed=wording.elapsed(at - held[-1].at))
            if held
            else tr("Spat.")
        )
    return wording.record_words(body)
