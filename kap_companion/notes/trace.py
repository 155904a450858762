"""Knows where each word of a draft comes from: which entries say it, and what the clinician typed.

A trace with entries covers words of the record, one without covers the template's own words; what
no trace covers is the clinician's. A fact counts only whole: with one letter changed it is theirs.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum

from kap_companion.notes.blanks import blank_pattern
from kap_companion.notes.said import Piece, pieces
from kap_companion.session.entries import DraftSaved, Trace

_SENTENCE_END = re.compile(r"[.!?…]+[\"”’»)\]]*(?=\s|$)")
_WORD = re.compile(r"\w")
_LEAST_MOVED = 8  # letters: shorter words are found anywhere, so a moved one is not known again
_NEAR, _BESIDE = 40, 3  # letters from the fact before: further off it may be another of its words


@dataclass(frozen=True, slots=True)
class Traced:
    """A text with the traces of its words, in order and apart; drafted up to the `at_seq`-th entry.

    Places are characters (code points) from the beginning of the text.
    """

    text: str
    traces: tuple[Trace, ...] = ()
    at_seq: int | None = None

    @property
    def entries(self) -> frozenset[str]:
        """The ids of all entries that some word of it comes from."""
        return frozenset(one for trace in self.traces for one in trace.entries)


class Origin(StrEnum):
    """Whose words a sentence is made of; MIXED is the record's with the clinician's among them."""

    HEADING = "heading"
    BLANK = "blank"
    TEMPLATE = "template"
    RECORD = "record"
    MIXED = "mixed"
    YOURS = "yours"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a draft, characters `begin` to `end`, and the entries that it comes from."""

    begin: int
    end: int
    origin: Origin
    entries: tuple[str, ...] = ()


def traced_of(saved: DraftSaved) -> Traced:
    """Return a draft as it was saved, with its traces."""
    return Traced(saved.text, saved.traces, saved.drafted_at_seq)


def traced_from(written: str, at_seq: int | None = None) -> Traced:
    """Return what a template wrote, tidied, with its traces.

    Tidied: no space at the end of a line, at most one empty line in a row, one newline at the end.
    """
    text, spans = _tidied(pieces(written))
    return Traced(text, tuple(_traces(text, spans)), at_seq)


def sentences(traced: Traced) -> tuple[Sentence, ...]:
    """Return the sentences of a text in order; what a fact quotes is never cut in two."""
    return tuple(_with_origins(traced, _spans(traced)))


def retraced(old: Traced, text: str) -> Traced:
    """Return `text`, which the clinician made of `old`, with the traces that still hold.

    A fact that was moved as it stood is known again; all that was typed or changed is theirs.
    """
    if text == old.text:
        return old
    carried = _carried(old, text)
    kept = list(carried.values())
    for n, trace in enumerate(old.traces):
        if n in carried or not trace.entries or trace.end - trace.begin < _LEAST_MOVED:
            continue
        words = old.text[trace.begin : trace.end]
        at = _free_place(text, words, kept)
        if at is not None:
            kept.append(Trace(at, at + len(words), trace.entries))
    return Traced(text, tuple(sorted(kept, key=lambda one: one.begin)), old.at_seq)


def inserted(traced: Traced, at: int, written: str, entries: Iterable[str] = ()) -> Traced:
    """Return the text with `written` put in at `at`, said by `entries`; a trace there is parted."""
    return replaced(traced, at, at, written, entries)


def unchanged(before: str, after: str) -> tuple[int, int]:
    """Return how many letters both texts have in common at their beginning, and at their end."""
    most = min(len(before), len(after))
    head = _common(before, after, most)
    return head, _common(before[::-1], after[::-1], most - head)


def own_words(traced: Traced, begin: int, end: int) -> Traced:
    """Return the text with what stands there as the clinician's own words."""
    kept = tuple(one for one in traced.traces if one.end <= begin or one.begin >= end)
    return replace(traced, traces=kept)


def without(traced: Traced, entry_id: str, words: str) -> Traced:
    """Return the text without what one entry says, as where its `words` were withdrawn.

    Its sentences go, and so do its words wherever they still stand in the clinician's own, unless
    they are too short to be known again; the rest of what was typed stays.
    """
    for one in reversed([one for one in sentences(traced) if entry_id in one.entries]):
        begin, end = one.begin, one.end
        if one.origin is Origin.MIXED:
            (first, *_, last) = _places_of(traced, entry_id, begin, end)
            begin, end = first, last
        traced = replaced(traced, *_whole_line(traced.text, begin, end), "")
    bare = words.strip()
    while len(bare) >= _LEAST_MOVED and (at := _found(traced.text, bare)) is not None:
        traced = replaced(traced, *_whole_line(traced.text, *at), "")
    return traced


def replaced(
    traced: Traced, begin: int, end: int, written: str, entries: Iterable[str] = ()
) -> Traced:
    """Return the text with `written`, said by `entries`, in place of what stood there."""
    moved = len(written) - (end - begin)
    kept = [one for one in traced.traces if one.end <= begin]
    after = [
        replace(one, begin=one.begin + moved, end=one.end + moved)
        for one in traced.traces
        if one.begin >= end and one.end > begin
    ]
    ids = tuple(entries)
    bare = written.rstrip(" \n.") if ids else ""
    lead = len(bare) - len(bare.lstrip("\n ").removeprefix("- "))
    new = [Trace(begin + lead, begin + len(bare), ids)] if bare[lead:] else []
    text = traced.text[:begin] + written + traced.text[end:]
    return Traced(text, (*kept, *new, *after), traced.at_seq)


def _places_of(traced: Traced, entry_id: str, begin: int, end: int) -> list[int]:
    """Return where what an entry says begins and ends within a sentence."""
    return [
        place
        for one in traced.traces
        if entry_id in one.entries and begin <= one.begin < end
        for place in (one.begin, one.end)
    ]


def _found(text: str, words: str) -> tuple[int, int] | None:
    found = re.search(re.escape(words), text, re.IGNORECASE)
    return found.span() if found else None


def _whole_line(text: str, begin: int, end: int) -> tuple[int, int]:
    """Return the place with the rest of its line where nothing else stands in it."""
    first = text.rfind("\n", 0, begin) + 1
    last = text.find("\n", end)
    last = len(text) if last < 0 else last
    if _WORD.search(text, first, begin) or _WORD.search(text, end, last):
        return begin, end
    return first, min(len(text), last + 1)


# --- drafting -----------------------------------------------------------------------------------


def _tidied(written: Iterable[Piece]) -> tuple[str, list[tuple[int, int, tuple[str, ...]]]]:
    told = list(written)
    raw = "".join(text for text, _ in told)
    kept, parts, at, was_empty = list[tuple[int, int, int]](), list[str](), 0, True
    begin = 0
    for line in raw.splitlines(keepends=True):
        words = line.rstrip()
        lead = len(words) - len(words.lstrip()) if at == 0 else 0
        if words or not was_empty:
            kept.append((begin + lead, begin + len(words), at))
            parts.append(words[lead:] + "\n")
            at += len(parts[-1])
        was_empty = not words
        begin += len(line)
    text = "".join(parts).rstrip() + "\n"
    spans = list[tuple[int, int, tuple[str, ...]]]()
    place, line_n = 0, 0
    for words, ids in told:
        end = place + len(words)
        while line_n < len(kept) and kept[line_n][1] <= place:
            line_n += 1
        for first, last, goes_to in kept[line_n:]:
            if first >= end:
                break
            if ids and min(end, last) > max(place, first):
                shift = goes_to - first
                spans.append((max(place, first) + shift, min(end, last) + shift, ids))
        place = end
    return text, spans


def _traces(text: str, spans: Sequence[tuple[int, int, tuple[str, ...]]]) -> Iterator[Trace]:
    """Yield the facts without the full stop that ends them, and the words between them."""
    place = 0
    for begin, end, ids in spans:
        yield from _own(text, place, begin)
        last = end - 1 if text[begin:end].endswith(".") and end - begin > 1 else end
        if _WORD.search(text, begin, last):
            yield Trace(begin, last, ids)
        place = last
    yield from _own(text, place, len(text))


def _own(text: str, begin: int, end: int) -> Iterator[Trace]:
    """Yield the template's words between two facts, a sentence or the rest of a line each."""
    for first, last in _lines(text, begin, end):
        for a, b in _cut(text, first, last, ()):
            if _WORD.search(text, a, b):
                yield Trace(a, b, ())


# --- sentences ----------------------------------------------------------------------------------


def _lines(text: str, begin: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    stop = len(text) if end is None else end
    while begin < stop:
        at = text.find("\n", begin, stop)
        last = stop if at < 0 else at
        if last > begin:
            yield begin, last
        begin = last + 1


def _cut(text: str, begin: int, end: int, facts: Sequence[Trace]) -> Iterator[tuple[int, int]]:
    """Yield where the sentences of a line begin and end, without the space around them."""
    ends = []
    if not text.startswith("#", begin):
        # A client's initials in a blank end no sentence either.
        whole = [(one.begin, one.end) for one in facts]
        if text.find("[", begin, end) >= 0:
            whole += [found.span() for found in blank_pattern().finditer(text, begin, end)]
        ends = [
            found.end()
            for found in _SENTENCE_END.finditer(text, begin, end)
            if not any(first < found.end() < last for first, last in whole)
        ]
    if text.startswith("- ", begin, end):
        begin += 2
    for last in (*ends, end):
        words = text[begin:last]
        first = begin + len(words) - len(words.lstrip())
        if words.strip():
            yield first, begin + len(words.rstrip())
        begin = last


def _spans(traced: Traced) -> Iterator[tuple[int, int]]:
    of_record = [trace for trace in traced.traces if trace.entries]
    first = 0
    for begin, end in _lines(traced.text):
        while first < len(of_record) and of_record[first].end <= begin:
            first += 1
        last = first
        while last < len(of_record) and of_record[last].begin < end:
            last += 1
        yield from _cut(traced.text, begin, end, of_record[first:last])


def _with_origins(traced: Traced, spans: Iterable[tuple[int, int]]) -> Iterator[Sentence]:
    traces, n = traced.traces, 0
    for begin, end in spans:
        while n < len(traces) and traces[n].end <= begin:
            n += 1
        inside, at, is_theirs = list[Trace](), begin, False
        for trace in traces[n:]:
            if trace.begin >= end:
                break
            inside.append(trace)
            is_theirs = is_theirs or bool(_WORD.search(traced.text, at, max(at, trace.begin)))
            at = trace.end
        is_theirs = is_theirs or bool(_WORD.search(traced.text, at, max(at, end)))
        entries = tuple(dict.fromkeys(one for trace in inside for one in trace.entries))
        yield Sentence(begin, end, _origin(traced.text[begin:end], entries, is_theirs), entries)


def _origin(words: str, entries: tuple[str, ...], is_theirs: bool) -> Origin:
    if blank_pattern().fullmatch(words):
        return Origin.BLANK
    if entries:
        return Origin.MIXED if is_theirs else Origin.RECORD
    if is_theirs:
        return Origin.YOURS
    return Origin.HEADING if words.startswith("#") else Origin.TEMPLATE


# --- after the clinician's hand -----------------------------------------------------------------


def _carried(old: Traced, text: str) -> dict[int, Trace]:
    """Return the traces that hold in `text` where they stood, by their number in `old`."""
    begin, end = _changed_lines(old.text, text)
    moved = len(text) - len(old.text)
    found = dict[int, Trace]()
    for n, trace in enumerate(old.traces):
        if trace.end <= begin:
            found[n] = trace
        elif trace.begin >= end:
            found[n] = replace(trace, begin=trace.begin + moved, end=trace.end + moved)
    old_lines = _with_places(old.text, begin, end)
    _carry_by_line(old, text, old_lines, _with_places(text, begin, end + moved), found)
    return {n: one for n, one in found.items() if _stands_alone(text, one.begin, one.end)}


def _carry_by_line(
    old: Traced,
    text: str,
    old_lines: Sequence[tuple[int, str]],
    new_lines: Sequence[tuple[int, str]],
    found: dict[int, Trace],
) -> None:
    same = SequenceMatcher(
        None, [line for _, line in old_lines], [line for _, line in new_lines], autojunk=False
    )
    for tag, i, i_end, j, j_end in same.get_opcodes():
        if tag == "equal" or i_end - i == j_end - j:
            for (begin, line), (new_begin, new_line) in zip(
                old_lines[i:i_end], new_lines[j:j_end], strict=True
            ):
                _carry_line(old, (begin, line), text, (new_begin, new_line), found)
        elif i < i_end and j < j_end:
            here = (old_lines[i][0], _end_of(old_lines[i_end - 1]))
            there = (new_lines[j][0], _end_of(new_lines[j_end - 1]))
            _carry_search(old, here, text, there, found)


def _carry_line(
    old: Traced,
    line: tuple[int, str],
    text: str,
    new_line: tuple[int, str],
    found: dict[int, Trace],
) -> None:
    """Carry what stands before and after the changed stretch of a line, and search within it."""
    (begin, before), (new_begin, after) = line, new_line
    head, tail = unchanged(before, after)
    end, new_end = begin + len(before), new_begin + len(after)
    for n, trace in _within(old, begin, end):
        if trace.end <= begin + head:
            moved = new_begin - begin
        elif trace.begin >= end - tail:
            moved = new_end - end
        else:
            continue
        found[n] = replace(trace, begin=trace.begin + moved, end=trace.end + moved)
    _carry_search(old, (begin + head, end - tail), text, (new_begin + head, new_end - tail), found)


def _carry_search(
    old: Traced, here: tuple[int, int], text: str, there: tuple[int, int], found: dict[int, Trace]
) -> None:
    at, last = there
    for n, trace in _within(old, *here):
        words = old.text[trace.begin : trace.end]
        place = text.find(words, at, last)
        is_near = place - at <= (_NEAR if trace.entries else _BESIDE)
        is_known = bool(trace.entries) and len(words) >= _LEAST_MOVED
        if n not in found and place >= 0 and (is_near or is_known):
            at = place + len(words)
            found[n] = replace(trace, begin=place, end=at)


def _within(old: Traced, begin: int, end: int) -> Iterator[tuple[int, Trace]]:
    first = bisect_left(old.traces, begin, key=lambda one: one.begin)
    for n in range(first, len(old.traces)):
        if old.traces[n].end > end:
            break
        yield n, old.traces[n]


def _with_places(text: str, begin: int, end: int) -> list[tuple[int, str]]:
    told = []
    for line in text[begin:end].split("\n"):
        told.append((begin, line))
        begin += len(line) + 1
    return told


def _end_of(line: tuple[int, str]) -> int:
    return line[0] + len(line[1])


def _changed_lines(before: str, after: str) -> tuple[int, int]:
    """Return which stretch of `before`, in whole lines, holds all that was changed."""
    begin, end = unchanged(before, after)
    first = before.rfind("\n", 0, begin) + 1
    last = before.find("\n", len(before) - end)
    return first, len(before) if last < 0 else last


def _common(one: str, other: str, most: int) -> int:
    """Return how many letters both have in common from their beginning, at most `most`."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if one[:middle] == other[:middle] else (low, middle - 1)
    return low


def _stands_alone(text: str, begin: int, end: int) -> bool:
    """Whether no letter was typed onto the words, which would make others of them."""
    edges = ((begin - 1, begin), (end - 1, end))
    return not any(
        a >= 0 and b < len(text) and _WORD.match(text[a]) and _WORD.match(text[b]) for a, b in edges
    )


def _free_place(text: str, words: str, taken: Iterable[Trace]) -> int | None:
    at = text.find(words)
    while at >= 0:
        end = at + len(words)
        is_free = all(one.end <= at or one.begin >= end for one in taken)
        if is_free and _stands_alone(text, at, end):
            return at
        at = text.find(words, at + 1)
    return None
