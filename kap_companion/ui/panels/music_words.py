"""What Prepare says of the music, in words: how far it reaches, what is wrong, what was lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePath

from kap_companion.collection import Problem
from kap_companion.language import LANGUAGES, language
from kap_companion.music.arc import Arc, Placed
from kap_companion.music.planner import Coverage, coverage_words, shortfall_words
from kap_companion.music.playlist import Lost
from kap_companion.session.phases import phase_words
from kap_companion.ui.theme import Tone
from kap_companion.ui.words import tr, trn


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence that stands out, and the rest of it."""

    head: str
    rest: str = ""
    tone: Tone = Tone.DUE


def reach(coverage: Coverage, arc: Arc) -> Told:
    """Return how far the music reaches, and which phase its own music does not fill."""
    if not arc.placed:
        # To go without music is a choice like any other: no amber for it.
        return Told(tr("No music chosen."), tone=Tone.SECOND)
    short = shortfall_words(coverage)
    tone = Tone.WELL if coverage.covers else Tone.DUE
    return Told(f"{coverage_words(coverage)}.", f"{'; '.join(short)}." if short else "", tone)


def trouble(problem: Problem, placed: Placed | None, others: int = 0) -> Told:
    """Return what is wrong with a file, and what became of its place."""
    name = problem.track.path.name
    if problem.stops_at_s is not None:
        head = tr("{name} is damaged: {sentence}.", name=name, sentence=problem.sentence)
    elif is_missing(problem):
        head = tr("{name} is missing: it is not where it was.", name=name)
    else:
        head = tr("{name} cannot be played: {sentence}.", name=name, sentence=problem.sentence)
    rest = tr("Left out.")
    if placed is not None and placed.phase is not None:
        rest = tr("Left out of the {phase}.", phase=phase_words(placed.phase))
    if others:
        more = trn("{n} more is marked.", "{n} more are marked.", others)
        rest = f"{rest} {more}"
    return Told(head, rest)


def is_missing(problem: Problem) -> bool:
    """Whether the file is gone, rather than damaged."""
    return problem.sentence in _no_longer_there()


def shown_problem(
    arc: Arc, problems: Mapping[str, Problem], selected: str | None
) -> tuple[Placed, Told] | None:
    """Return the track whose trouble is told: the one selected, else the first of the arc."""
    bad = [one for one in arc.placed if one.key in problems]
    if not bad:
        return None
    chosen = next((one for one in bad if one.key == selected), bad[0])
    return chosen, trouble(problems[chosen.key], chosen, len(bad) - 1)


def checked_words(playable: int, waiting: int, of: int, at: str) -> str:
    """Return what the check found: '9 of 10 files can be played; each was opened at 10:05.'"""
    if waiting:
        return tr("Opening each file: {done} of {every}.", done=of - waiting, every=of)
    if not at:
        return ""
    if playable == of:
        return trn(
            "The file can be played; it was opened at {time}.",
            "All {n} files can be played; each was opened at {time}.",
            of,
            time=at,
        )
    return tr(
        "{playable} of {every} files can be played; each was opened at {time}.",
        playable=playable,
        every=of,
        time=at,
    )


def lost_words(lost: Sequence[Lost]) -> str:
    """Return how many of what was named were not found."""
    if not lost:
        return ""
    return trn(
        "Not found: {name}.",
        "{n} of what the list names were not found.",
        len(lost),
        name=PurePath(lost[0].name).name,
    )


def progress_words(count: int, source: str) -> str:
    """Return how far reading came."""
    return trn(
        "Reading {source}: {n} track so far.",
        "Reading {source}: {n} tracks so far.",
        count,
        source=source,
    )


def source_name(paths: Sequence[Path]) -> str:
    """Return what was chosen, in short: 'Slow tide', or '3 files'."""
    if len(paths) == 1:
        return paths[0].name or str(paths[0])
    return trn("{n} file", "{n} files", len(paths))


@cache
def _no_longer_there() -> frozenset[str]:
    """Return how the player says that a file is gone, in whatever language it said so."""
    words = "the file is no longer there"
    return frozenset(language(code).catalogue.gettext(words) for code in LANGUAGES)
