"""Arc templates: how long each phase is and what its music is like, without any music."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from typing import Any

from kap_companion.language import tr
from kap_companion.music.arc import MUSIC_PHASES, Arc, ArcError, Placed, add
from kap_companion.music.contour import Contour, Level
from kap_companion.session.phases import Phase

# How intense music of such a character is, 0 to 1. What has no source is a preference: these
# words only sort tracks for a first proposal, which the clinician rearranges.
_INTENSITY = {
    **dict.fromkeys(("still", "silent", "silence", "sparse", "bare"), 0.05),
    **dict.fromkeys(("gentle", "calm", "quiet", "soft", "restful", "settling", "safe"), 0.15),
    **dict.fromkeys(("simple", "grounding", "grounded", "slow", "tender", "home"), 0.2),
    **dict.fromkeys(("warm", "spacious", "open", "light", "steady", "familiar"), 0.3),
    **dict.fromkeys(("releasing", "softening", "returning", "hopeful"), 0.35),
    **dict.fromkeys(("rising", "opening", "floating", "flowing", "bright"), 0.45),
    **dict.fromkeys(("building", "moving", "unfolding", "rich", "wide"), 0.6),
    **dict.fromkeys(("deep", "immersive", "vast", "full", "expansive"), 0.7),
    **dict.fromkeys(("intense", "powerful", "rhythmic", "dense", "driving", "dramatic"), 0.9),
}
_USUAL = {
    Phase.HOLD: 0.15,
    Phase.ONSET: 0.4,
    Phase.PEAK: 0.7,
    Phase.RETURN: 0.4,
    Phase.INTEGRATION: 0.2,
}
_UNKNOWN = 0.5


@dataclass(frozen=True, slots=True)
class TemplatePhase:
    """What one phase asks of its music; the loudness goes from one value to the other."""

    phase: Phase
    minutes: float
    words: tuple[str, ...]
    target_lufs: tuple[float, float]

    @property
    def intensity(self) -> float:
        """How intense music of this character is, 0 to 1: a guess from its words."""
        told = " ".join(self.words).casefold().replace("-", " ").replace(",", " ").split()
        known = [_INTENSITY[word] for word in told if word in _INTENSITY]
        return sum(known) / len(known) if known else _USUAL[self.phase]


@dataclass(frozen=True, slots=True)
class ArcTemplate:
    """An arc without music; `sources` says where each of its choices comes from."""

    name: str
    phases: tuple[TemplatePhase, ...]
    sources: Mapping[str, str]

    @property
    def contour(self) -> Contour:
        """Return the loudness of its phases, which an arc made from it keeps."""
        return tuple(Level(one.phase, *one.target_lufs) for one in self.phases)


_NO_ARC = (AttributeError, KeyError, OverflowError, RecursionError, TypeError, ValueError)


def parse_arc_template(text: str) -> ArcTemplate:
    """Return the template written in `text` (JSON as in resources/arcs).

    Raises ArcError where it is not JSON, something is missing or makes no sense.
    """
    try:
        told = json.loads(text)
        phases = tuple(_phase(one) for one in told["phases"])
        sources = {str(key): str(value) for key, value in dict(told.get("sources", {})).items()}
        template = ArcTemplate(str(told["name"]), phases, sources)
    except _NO_ARC as trouble:
        raise ArcError(tr("The arc template cannot be read: {why}.", why=trouble)) from trouble
    order = [MUSIC_PHASES.index(one.phase) for one in phases]
    if not order or order != sorted(set(order)):
        raise ArcError(tr("The arc template cannot be read: its phases must follow one another."))
    return template


def arc_from_template(template: ArcTemplate, tracks: Sequence[Placed]) -> Arc:
    """Return a proposal: gentle phases get the gentle tracks, deep ones the more intense.

    All tracks are shared out in proportion to the phases' minutes, by their intensity (one not
    known counts as the middle), each phase at least one where there are enough. Up to the deepest
    phase the tracks of a phase rise, behind it they fall. The arc keeps the template's loudness
    contour. The clinician edits it from there.
    """
    asked = template.phases
    placed = add(Arc(template.name), tracks).placed
    gentle_first = sorted(range(len(asked)), key=lambda at: (asked[at].intensity, at))
    deepest = gentle_first[-1] if gentle_first else 0
    by_intensity = sorted(placed, key=_known)
    shares = _shares([asked[at].minutes for at in gentle_first], by_intensity)
    pools = dict(zip(gentle_first, shares, strict=True))
    arranged: list[Placed] = []
    for at, one in enumerate(asked):
        rising = pools[at] if at <= deepest else pools[at][::-1]
        arranged += [replace(track, phase=one.phase) for track in rising]
    return Arc(template.name, tuple(arranged), contour=template.contour)


def _phase(told: Mapping[str, Any]) -> TemplatePhase:
    phase = Phase(told["phase"])
    if phase not in MUSIC_PHASES:
        raise ValueError(tr("{phase} has no music of its own", phase=tr(phase.value)))
    minutes = float(told["minutes"])
    start, end = (float(lufs) for lufs in told["target_lufs"])
    words = told["words"]
    if isinstance(words, str) or not all(isinstance(word, str) for word in words):
        raise ValueError(tr("words must be a list of words"))
    if not 0 < minutes < math.inf or not all(-70 <= lufs <= 0 for lufs in (start, end)):
        raise ValueError(
            tr(
                "{phase} needs minutes above 0 and a loudness of -70 to 0 LUFS",
                phase=tr(phase.value),
            )
        )
    return TemplatePhase(phase, minutes, tuple(words), (start, end))


def _shares(minutes: Sequence[float], tracks: Sequence[Placed]) -> list[Sequence[Placed]]:
    """Cut the tracks where the minutes part their whole length, with at least one in each share."""
    if not minutes:
        return []
    whole_s = sum(one.length_s for one in tracks)
    middles = [
        end - one.length_s / 2
        for one, end in zip(tracks, accumulate(one.length_s for one in tracks), strict=True)
    ]
    cuts = [0]
    for at, until in enumerate(accumulate(minutes), start=1):
        edge_s = whole_s * until / sum(minutes)
        cut = sum(middle < edge_s for middle in middles)
        if len(tracks) >= len(minutes):
            cut = min(max(cut, cuts[-1] + 1), len(tracks) - (len(minutes) - at))
        cuts.append(cut)
    cuts[-1] = len(tracks)
    return [tracks[begin:end] for begin, end in pairwise(cuts)]


def _known(placed: Placed) -> float:
    return placed.intensity if placed.intensity is not None else _UNKNOWN
