"""The session's timeline on paper: an SVG in the colours of paper, with a legend and an alt text.

It is drawn from the rows of a record and nothing else: a psychotherapy note is of another type.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from xml.sax.saxutils import escape, quoteattr

from kap_companion.language import tr, tr_later, trn
from kap_companion.notes.paper_width import width as width_of
from kap_companion.notes.when import SessionTimes, local
from kap_companion.session import cues
from kap_companion.session import entries as e
from kap_companion.session import timeline_drawing as drawing
from kap_companion.session.phases import phase_words
from kap_companion.session.standing import Standing
from kap_companion.session.timeline import (
    RecordTimeline,
    Sign,
    kept,
    record_timeline,
)
from kap_companion.session.timeline_geometry import Local, Size, geometry
from kap_companion.session.timeline_music import heard, sounded
from kap_companion.session.timeline_shapes import (
    Box,
    Diamond,
    Ink,
    Line,
    Round,
    Shape,
    Stage,
    Words,
)
from kap_companion.session.wording import milligrams

# The light theme's colours; a test holds them to it.
PAPER = {
    Ink.TEXT: "#25272C",
    Ink.SECOND: "#625D53",
    Ink.NOW: "#3D55B8",
    Ink.DUE: "#855600",
    Ink.WELL: "#2C6A4A",
    Ink.ROSE: "#A63C39",
    Ink.PRIVATE: "#6A49A6",
    Ink.LINE: "#DCD6CA",
    Ink.BLOCK: "#EAE5DA",
    Ink.CURRENT: "#B3B9D9",
}
_SHARES = {Stage.PAST: 0.70, Stage.NOW: 1.0, Stage.TO_COME: 0.28}
_WIDTH, _LINE, _FONT, _BASELINE = 700, 16, 12, 4.2
# The height with everything, and what of it the vitals and the music take.
_HEIGHT, _VITALS, _MUSIC = 220, 92, 36
_MOST_READINGS = 12
# Letters that the page's own fonts have for certain; a track of another name is a block without.
_SHOWN = ((0x20, 0x7E), (0xA0, 0x17F), (0x391, 0x3C9), (0x410, 0x44F), (0x2018, 0x201D))
_NO_SESSION = tr_later("A rehearsal, not a real session.")
_APART = {Sign.DOSE, Sign.SPIT, Sign.ADVERSE, Sign.VITALS}
_DOSE_AT, _BOOSTER_AT = tr_later("{dose} at {time}"), tr_later("booster {dose} at {time}")
_PAPERWORK = (e.DraftSaved, e.RecordSigned, e.AddendumAdded, e.BodyTakenOut)


@dataclass(frozen=True, slots=True)
class Figure:
    """A record's timeline as it goes onto paper."""

    timeline: RecordTimeline
    times: SessionTimes

    @property
    def svg(self) -> str:
        """The figure, as vectors and text, 700 units wide."""
        timeline = self.timeline
        high = _HEIGHT - (0 if timeline.kept.readings else _VITALS)
        high -= 0 if timeline.music else _MUSIC
        return svg(timeline, Size(_WIDTH, high, _LINE, has_names=True), self._here)

    @property
    def alt(self) -> str:
        """What the figure shows, for who cannot see it."""
        return " ".join(_alt(self.timeline, self.times))

    @property
    def legend(self) -> str:
        """What stands for what, only of what is there."""
        return " ".join(_legend(self.timeline))

    def _here(self, at: datetime) -> datetime:
        return local(at, self.times.utc_offset or "+00:00")


def figure(rows: Sequence[Standing[e.RecordBody]], times: SessionTimes) -> Figure | None:
    """Return the figure of a record that stands in `rows`; None where no session was opened."""
    told = kept(rows)
    acts = (row.happened_at for row in rows if not isinstance(row.body, _PAPERWORK))
    latest = max(acts, default=None)
    timeline = record_timeline(told, latest) if latest is not None else None
    if timeline is None:
        return None
    music = tuple(
        replace(one, title=one.title if _is_shown(one.title) else "")
        for one in sounded(heard(rows), timeline.now)
        if one.begin < timeline.end
    )
    return Figure(replace(timeline, music=music), times)


def svg(timeline: RecordTimeline, size: Size, here: Local) -> str:
    """Return a timeline as SVG of any size; `here` says a moment by the clinician's clock."""
    places = geometry(timeline, size)
    shapes = (
        *drawing.past(timeline, places, words_width, here),
        *drawing.present(timeline, places, words_width, with_now=False),
    )
    return svg_of(shapes, size.width, size.height)


def svg_of(shapes: Iterable[Shape], width: float, height: float) -> str:
    """Return shapes as SVG in the colours of paper, each over those before it."""
    wide, high = _n(width), _n(height)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" '
        f'viewBox="0 0 {wide} {high}" font-family="Inter, DejaVu Sans" font-size="{_FONT}">'
    )
    return "\n".join((head, *(_element(shape) for shape in shapes), "</svg>"))


def words_width(text: str) -> float:
    """Return how wide a line of words is in a figure, in its units."""
    return width_of(text) * _FONT


# --- shapes -------------------------------------------------------------------------------------


def _element(shape: Shape) -> str:
    match shape:
        case Line(path=path, ink=ink, width=stroke, is_dashed=is_dashed):
            points = " ".join(f"{_n(x)},{_n(y)}" for x, y in path)
            dashes = ' stroke-dasharray="3 3"' if is_dashed else ""
            return (
                f'<polyline points="{points}" fill="none" stroke="{PAPER[ink]}" '
                f'stroke-width="{_n(stroke)}"{dashes}/>'
            )
        case Box(x=x, y=y, width=wide, height=high, radius=radius):
            return (
                f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(wide)}" height="{_n(high)}" '
                f'rx="{_n(min(radius, wide / 2))}" fill="{_fill(shape.ink, shape.stage)}"/>'
            )
        case Round(x=x, y=y, r=r, ink=ink, is_ring=is_ring):
            look = f'fill="none" stroke="{PAPER[ink]}"' if is_ring else f'fill="{PAPER[ink]}"'
            return f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(r)}" {look}/>'
        case Diamond(x=x, y=y, r=r, ink=ink):
            corners = ((x, y - r), (x + r, y), (x, y + r), (x - r, y))
            points = " ".join(f"{_n(a)},{_n(b)}" for a, b in corners)
            return f'<polygon points="{points}" fill="{PAPER[ink]}"/>'
        case Words(x=x, y=y, height=high, text=text, ink=ink):
            where = f'x="{_n(x)}" y="{_n(y + high / 2 + _BASELINE)}" fill={quoteattr(PAPER[ink])}'
            return f"<text {where}>{escape(text)}</text>"


def _fill(ink: Ink, stage: Stage | None) -> str:
    """Return the colour of an ink; a phase's is mixed over white, but the line's never thinned."""
    if stage is None or ink is Ink.LINE:
        return PAPER[ink]
    share, colour = _SHARES[stage], PAPER[ink]
    parts = (int(colour[n : n + 2], 16) for n in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - part) * share):02X}" for part in parts)


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _is_shown(title: str) -> bool:
    return all(any(low <= ord(one) <= high for low, high in _SHOWN) for one in title)


# --- words --------------------------------------------------------------------------------------


def _legend(timeline: RecordTimeline) -> Iterator[str]:
    told = timeline.kept
    if _is_rehearsal(timeline):
        yield tr(_NO_SESSION)
    yield tr("Bar at the top: the phases, by the plan and as marked.")
    readings = [one.reading for one in told.readings]
    if any(one.systolic_mmhg is not None for one in readings):
        limits = told.opened.limits if told.opened else None
        passed = any(cues.outside(one, limits) for one in readings)
        yield (
            tr(
                "Upright bars: blood pressure in mmHg, from diastolic to systolic; amber where a "
                "reading is outside the prescriber’s limits."
            )
            if passed
            else tr("Upright bars: blood pressure in mmHg, from diastolic to systolic.")
        )
    if any(one.heart_rate_bpm is not None for one in readings):
        yield tr("Points on a line: heart rate (HR) a minute.")
    signs = {dot.sign for dot in told.dots}
    dots = [
        *([tr("notes, marks and other entries grey")] if signs - _APART else []),
        *([tr("doses amber and larger")] if Sign.DOSE in signs else []),
        *([tr("spit amber")] if Sign.SPIT in signs else []),
    ]
    if dots:
        yield tr("Dots: {kinds}.", kinds=", ".join(dots))
    if Sign.ADVERSE in signs:
        yield tr("Diamond: an adverse event.")
    if timeline.music:
        yield tr("Blocks: music.")
    counted = tr("minutes since the first dose") if told.doses else tr("the time of day")
    yield tr("Below: {counted}.", counted=counted)
    if any(not timeline.begin <= dot.at <= timeline.end for dot in told.dots):
        yield tr("What happened before the opening or after the end stands at the edge.")


def _is_rehearsal(timeline: RecordTimeline) -> bool:
    opened = timeline.kept.opened
    return opened is not None and opened.rehearsal


def _alt(timeline: RecordTimeline, times: SessionTimes) -> Iterator[str]:
    told = timeline.kept

    def when(at: datetime) -> str:
        return times.since_dose(at) or times.clock(at, times.utc_offset or "+00:00")

    if _is_rehearsal(timeline):
        yield tr(_NO_SESSION)
    offset = times.utc_offset or "+00:00"
    begin, end = times.clock(timeline.begin, offset), times.clock(timeline.end, offset)
    yield tr("Timeline of the session from {begin} to {end}.", begin=begin, end=end)
    if told.doses:
        yield tr("Times count from the first dose in minutes and seconds.")
    phases = [
        tr("{phase} from {begin}", phase=phase_words(one.phase), begin=when(one.begin))
        for one in timeline.phases
    ]
    yield tr("Phases: {phases}.", phases=", ".join(phases))
    if told.doses:
        doses = [
            tr(
                _BOOSTER_AT if one.is_booster else _DOSE_AT,
                dose=milligrams(one.dose_mg),
                time=when(one.at),
            )
            for one in told.doses
        ]
        yield tr("Doses: {doses}.", doses=", ".join(doses))
    yield from _pressures(timeline, when)
    counts = Counter(dot.sign for dot in told.dots)
    adverse = [when(dot.at) for dot in told.dots if dot.sign is Sign.ADVERSE]
    if adverse:
        yield tr(
            "Adverse events: {count}, at {times}.", count=len(adverse), times=", ".join(adverse)
        )
    yield tr("Notes: {notes}. Marks: {marks}.", notes=counts[Sign.NOTE], marks=counts[Sign.MARK])
    if timeline.music:
        yield trn("Music: 1 stretch.", "Music: {n} stretches.", len(timeline.music))
    yield tr("The log below tells every entry in words.")


def _pressures(timeline: RecordTimeline, when: Callable[[datetime], str]) -> Iterator[str]:
    told = [
        tr(
            "{pressure} at {time}",
            pressure=f"{one.reading.systolic_mmhg}/{one.reading.diastolic_mmhg}",
            time=when(one.at),
        )
        for one in timeline.kept.readings
        if one.reading.systolic_mmhg is not None
    ]
    if told:
        readings = ", ".join(told[:_MOST_READINGS])
        if len(told) > _MOST_READINGS:
            readings += tr(" and {count} more", count=len(told) - _MOST_READINGS)
        yield tr("Blood pressure: {readings}.", readings=readings)
