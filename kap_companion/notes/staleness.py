"""Finds the words of a draft that the record no longer says so: amended, struck or told late since.

A word is looked up among the facts as they were when it was drafted and as they are now, so that
what follows from a correction is found too: times since a dose that was told late, a change from a
reading that was amended.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields

from kap_companion.notes.facts import Facts, gather
from kap_companion.notes.said import Said
from kap_companion.notes.trace import Origin, Traced, replaced, sentences, traced_of
from kap_companion.session.entries import DraftSaved, Entry, RecordBody
from kap_companion.session.standing import target_of


@dataclass(frozen=True, slots=True)
class Stale:
    """Characters `begin` to `end` of a draft, what the record says now, and which entries say it.

    `now` is None where the entry was struck or withdrawn. `corrections` are the entries that
    changed it; none where it only follows from another's correction.
    """

    begin: int
    end: int
    was: str
    now: str | None
    entries: tuple[str, ...]
    now_entries: tuple[str, ...] = ()
    corrections: tuple[str, ...] = ()


def stale(record: Sequence[Entry[RecordBody]], draft: Traced | DraftSaved) -> tuple[Stale, ...]:
    """Return the words of `draft` whose source changed after it was drafted, in order."""
    traced = draft if isinstance(draft, Traced) else traced_of(draft)
    at_seq = traced.at_seq
    if at_seq is None or not record or record[-1].seq <= at_seq:
        return ()
    later = [entry for entry in record if entry.seq > at_seq]
    corrected: dict[str, list[str]] = {}
    for entry in later:
        target = target_of(entry.body)
        if target is not None:
            corrected.setdefault(target, []).append(entry.id)
    if not corrected and not any(entry.is_late for entry in later):
        return ()
    before = _known(gather([entry for entry in record if entry.seq <= at_seq]))
    now = _known(gather(record))
    places = {(words, ids): place for place, (words, ids) in before.items()}
    said_now = {(words, ids[:1]) for words, ids in now.values()}
    found = list[Stale]()
    for trace in traced.traces:
        if not trace.entries:
            continue
        words = traced.text[trace.begin : trace.end]
        if (words, trace.entries[:1]) in said_now:
            continue
        place = places.get((words, trace.entries))
        by = tuple(one for entry in trace.entries for one in corrected.get(entry, ()))
        if place is None and not by:
            continue
        told = now.get(place) if place is not None else None
        found.append(
            Stale(
                trace.begin,
                trace.end,
                words,
                told[0] if told else None,
                trace.entries,
                told[1] if told else (),
                by,
            )
        )
    return tuple(found)


def renewed(traced: Traced, one: Stale) -> Traced:
    """Return the draft with the new words in place of `one`; its sentence goes where none are."""
    if one.now is not None:
        return replaced(traced, one.begin, one.end, one.now, one.now_entries)
    begin, end = one.begin, one.end
    for sentence in sentences(traced):
        is_here = sentence.begin <= begin and end <= sentence.end
        if is_here and sentence.origin is Origin.RECORD and set(sentence.entries) <= {*one.entries}:
            begin, end = sentence.begin, sentence.end
    text = traced.text
    line = text.rfind("\n", 0, begin) + 1
    line_end = text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end
    if not text[line:begin].strip(" -") and not text[end:line_end].strip(" ."):
        begin, end = line, min(len(text), line_end + 1)
    elif text[end : end + 2] == ", ":
        end += 2
    elif text[begin - 2 : begin] == ", ":
        begin -= 2
    elif text[end : end + 1] == " ":
        end += 1
    return replaced(traced, begin, end, "")


def _known(facts: Facts) -> dict[tuple[str, str], tuple[str, tuple[str, ...]]]:
    """Return what the facts say, without the full stop at the end, by name and first entry."""
    known: dict[tuple[str, str], tuple[str, tuple[str, ...]]] = {}
    for name, n, said in _all(facts):
        first = said.entries[0] if said.entries else ""
        key = (name, first if n is not None else "")
        while key in known:
            key = (f"{key[0]}'", key[1])
        known[key] = (str.__str__(said).removesuffix("."), said.entries)
    return known


def _all(facts: Facts) -> Iterator[tuple[str, int | None, Said]]:
    for one in fields(facts):
        value = getattr(facts, one.name)
        if isinstance(value, Said):
            yield one.name, None, value
        elif isinstance(value, tuple):
            for n, said in enumerate(value):
                if isinstance(said, Said):
                    yield one.name, n, said
