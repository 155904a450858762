"""Looks at every sentence of a draft with the record beside it, and says what is wrong with it.

It knows the record's words only through the entries themselves, never through the facts that the
drafts are made of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from random import Random
from typing import Any

from kap_companion import resources
from kap_companion.notes.coverage import coverage
from kap_companion.notes.document import record_document
from kap_companion.notes.draft import HANDED_OUT, Template, drafted, templates
from kap_companion.notes.export.markdown import markdown
from kap_companion.notes.export.text import plain_text
from kap_companion.notes.questions import questions
from kap_companion.notes.staleness import renewed, stale
from kap_companion.notes.trace import Origin, Traced, retraced, sentences
from kap_companion.session import entries as e
from kap_companion.session.codec import to_json
from kap_companion.session.standing import record_standing
from tests.notes.random_session import PRIVATE, RandomSession

_WORD = re.compile(r"[\w’]+(?:[.:/][\w’]+)*")
_GRAMMAR = frozenset(
    _WORD.findall(
        """
    at minutes minute before the first dose told later amended change from heart rate spo₂
    respiratory vitals booster reason under tongue inside cheek swallowed not spat to be held
    lozenge lozenges of mg prescribed planned range low moderate session in person telehealth
    clinician present present call back number support location client client’s limits prescriber’s
    systolic diastolic at least given by on taken with position mean readings adverse event action
    outcome prescriber emergency services called mild moderate severe touch asked answer phase
    reading outside went again check arrived left yes no ended november utc up
    """
    )
)


def faults_of(seed: int) -> list[str]:
    """Return what is wrong with the drafts of the random session `seed`, a line each."""
    session = RandomSession(seed)
    record = list(session.record)
    found = list[str]()
    drafts = {one.name: drafted(one, record) for one in templates()}
    for template in templates():
        found += _of_draft(template, drafts[template.name], record)
        found += _after_edits(template, drafts[template.name], session.random)
    for text in (markdown(record_document(record)), plain_text(record_document(record))):
        if PRIVATE in text:
            found.append("a private word in a document")
    session.correct(4)
    if session.random.random() < 0.5:
        session.tell_dose_late()
    for template in templates():
        found += _after_corrections(template, drafts[template.name], session.record)
    return [f"seed {seed}: {fault}" for fault in found]


# --- a draft as it was drafted --------------------------------------------------------------------


def _of_draft(
    template: Template, draft: Traced, record: Sequence[e.Entry[e.RecordBody]]
) -> Iterator[str]:
    name, fixed = template.name, _fixed(template)
    if PRIVATE in draft.text:
        yield f"{name}: a private word"
    if [one for one in draft.traces if one.begin >= one.end] or any(
        a.end > b.begin for a, b in zip(draft.traces, draft.traces[1:], strict=False)
    ):
        yield f"{name}: traces overlap"
    told = sentences(draft)
    places = {at for one in told for at in range(one.begin, one.end)}
    if _WORD.search("".join(" " if at in places else x for at, x in enumerate(draft.text))):
        yield f"{name}: words outside every sentence"
    for one in told:
        words = draft.text[one.begin : one.end]
        if one.origin in (Origin.YOURS, Origin.MIXED):
            yield f"{name}: untraced words in {words!r}"
        elif one.origin is Origin.RECORD:
            unsaid = _unsaid(words, one.entries, record, fixed)
            if unsaid:
                yield f"{name}: no entry says {unsaid} in {words!r}"
        elif one.origin is not Origin.BLANK and not _is_fixed(words, fixed):
            yield f"{name}: {words!r} is not the template's"
    yield from _of_coverage(name, draft, record)
    if name not in HANDED_OUT:
        yield from _all_there(name, draft.text, record)


def _is_fixed(words: str, fixed: str) -> bool:
    return all(" ".join(_WORD.findall(part)) in fixed for part in words.split(": "))


def _of_coverage(
    name: str, draft: Traced, record: Sequence[e.Entry[e.RecordBody]]
) -> Iterator[str]:
    cover = coverage(record, draft)
    every = [*cover.used, *(one.entry_id for one in cover.left_out), *cover.paperwork]
    if sorted(every) != sorted(one.id for one in record):
        yield f"{name}: the coverage does not add up"
    in_text = {one for sentence in sentences(draft) for one in sentence.entries}
    if not in_text <= {*cover.used}:
        yield f"{name}: an entry in the text is not counted"
    if in_text & {one.entry_id for one in cover.left_out}:
        yield f"{name}: an entry in the text is said to be left out"


def _all_there(name: str, text: str, record: Sequence[e.Entry[e.RecordBody]]) -> Iterator[str]:
    """Every typed word of what has a place in a note is in the note."""
    flat = " ".join(text.split())
    for row in record_standing(record):
        body = row.body
        if row.struck is not None:
            continue
        match body:
            case e.NoteTaken(text=typed):
                wanted = [typed]
            case e.AdverseEvent():
                wanted = [body.what, body.action or "", body.outcome or ""]
            case e.TouchAsked():
                wanted = [body.asked, body.answer]
            case e.VitalsTaken():
                wanted = [body.taken_by or "", body.device or "", body.position or ""]
                if name == "narrative" or body.reading is None:
                    wanted = []
            case e.ChecklistTicked():
                wanted = [body.item]
            case e.DoseTaken():
                wanted = [body.reason or ""]
            case e.LimitOverridden() | e.CueAnswered() | e.PersonArrived():
                wanted = [v for v in to_json(body).values() if isinstance(v, str) and " x" in v]
            case _:
                wanted = []
        for words in wanted:
            if not all(one in flat for one in words.split()) and not _is_early_vitals(row, record):
                yield f"{name}: {words!r} is missing"


def _is_early_vitals(row: Any, record: Sequence[e.Entry[e.RecordBody]]) -> bool:
    """Of the readings before a dose, a form shows the last one, the baseline."""
    return isinstance(row.body, e.VitalsTaken) and row.happened_at < _first_dose(record)


def _first_dose(record: Sequence[e.Entry[e.RecordBody]]) -> Any:
    return min(
        row.happened_at
        for row in record_standing(record)
        if isinstance(row.body, e.DoseTaken) and row.struck is None
    )


def _unsaid(
    words: str, ids: Iterable[str], record: Sequence[e.Entry[e.RecordBody]], fixed: str
) -> list[str]:
    """Return the words of a sentence that neither its entries say nor follow from them."""
    rows = {row.entry.id: row for row in record_standing(record)}
    told = [rows[one] for one in ids if one in rows]
    if any(row.struck is not None for row in told):
        return ["(struck)"]
    said = {one.casefold() for row in told for one in _words_in(to_json(row.body))}
    first = _first_dose(record)
    for row in told:
        for at in (row.happened_at, row.entry.at, *_moments(row.body)):
            there = at + timedelta(hours=int(row.entry.utc_offset[:3]))
            said |= {f"{there:%H:%M}", str(there.day), str(there.year)}
        minutes = int(abs(row.happened_at - first) / timedelta(minutes=1))
        said |= {str(minutes), str(max(minutes, 1))}
    said |= {str(abs(a - b)) for a in _numbers(told) for b in _numbers(told)}
    said |= {f"{a}/{b}" for a in said for b in said if a.isdigit() and b.isdigit()}
    if len(told) > 1:
        spans = (abs(a.happened_at - b.happened_at) for a in told for b in told)
        said |= {str(int(one / timedelta(minutes=1))) for one in spans}
    of_template = {one.casefold() for one in _WORD.findall(fixed)}
    unsaid = []
    for word in _WORD.findall(words):
        bare = word.casefold()
        if bare in said or bare in _GRAMMAR or bare in of_template:
            continue
        if any(part not in said and part not in _GRAMMAR for part in re.split(r"[/:.]", bare)):
            unsaid.append(word)
    return unsaid


def _moments(body: Any) -> list[Any]:
    named = ("happened_at", "prescriber_told_at", "emergency_called_at")
    return [at for name in named if (at := getattr(body, name, None)) is not None]


def _words_in(value: Any) -> Iterator[str]:
    match value:
        case dict():
            for inner in value.values():
                yield from _words_in(inner)
        case list() | tuple():
            for inner in value:
                yield from _words_in(inner)
            yield str(len(value))
        case bool():
            yield "yes" if value else "no"
        case _:
            yield from _WORD.findall(str(value))
            yield from re.split(r"[_\W]+", str(value))


def _numbers(rows: Iterable[Any]) -> set[int]:
    return {int(one) for row in rows for one in _words_in(to_json(row.body)) if one.isdecimal()}


def _fixed(template: Template) -> str:
    """Return the words that are the templates' own, on one line."""
    folder = resources.path("templates")
    parts = "\n".join(
        path.read_text("utf-8") for path in sorted((folder / "parts").glob("*.md.j2"))
    )
    asked = "\n".join(one.words for one in questions())
    return " ".join(_WORD.findall(f"{template.source}\n{parts}\n{asked}"))


# --- after the clinician's hand -------------------------------------------------------------------


def _after_edits(template: Template, draft: Traced, chance: Random) -> Iterator[str]:
    """Type a sentence, change one and take one away: the others keep their traces."""
    name = template.name
    of_record = [one for one in sentences(draft) if one.origin is Origin.RECORD]
    ended = [one for one in of_record if draft.text[one.end - 1] in ".!?"]
    gone, changed, first = *chance.sample(of_record, 2), chance.choice(ended)
    if first in (gone, changed):
        return
    text = draft.text
    typed = "Getippt wie gedacht."
    edits = sorted(
        (
            (first.end, first.end, f" {typed}"),
            (gone.begin, gone.end, ""),
            (changed.begin + 1, changed.begin + 1, "zz"),
        ),
        reverse=True,
    )
    for begin, end, new in edits:
        text = text[:begin] + new + text[end:]
    after = retraced(draft, text)
    told = {text[one.begin : one.end]: one for one in sentences(after)}
    mine = told.get(typed)
    if mine is None or mine.origin is not Origin.YOURS or mine.entries:
        yield f"{name}: a typed sentence is not shown as the clinician's"
    for one in of_record:
        words = draft.text[one.begin : one.end]
        if one in (gone, changed) or draft.text.count(words) > 1:
            continue
        if words in told and told[words].entries != one.entries:
            yield f"{name}: {words!r} lost its entries"
        if words not in told:
            yield f"{name}: {words!r} is no sentence any more"
    if retraced(after, draft.text).text != draft.text:
        yield f"{name}: the text was not kept"
    back = retraced(draft, draft.text)
    if back.traces != draft.traces:
        yield f"{name}: what was undone is not as it was"


def _after_corrections(
    template: Template, draft: Traced, record: Sequence[e.Entry[e.RecordBody]]
) -> Iterator[str]:
    """What reads otherwise in a new draft is flagged, nothing else is; and it can be renewed."""
    name = template.name
    anew = drafted(template, record)
    new_words = {(anew.text[t.begin : t.end], t.entries[:1]) for t in anew.traces if t.entries}
    flagged = {(one.begin, one.end) for one in stale(record, draft)}
    for trace in draft.traces:
        if not trace.entries:
            continue
        words = draft.text[trace.begin : trace.end]
        is_old = (words, trace.entries[:1]) not in new_words
        if is_old != ((trace.begin, trace.end) in flagged):
            yield f"{name}: {words!r} is {'not ' if is_old else ''}flagged"
    hand = draft
    for _ in range(3):
        for one in reversed(stale(record, hand)):
            hand = renewed(hand, one)
    if stale(record, hand):
        yield f"{name}: what was renewed is flagged again"
    told_now = {(hand.text[t.begin : t.end], t.entries[:1]) for t in hand.traces if t.entries}
    if not told_now <= new_words:
        yield f"{name}: renewed, {sorted(told_now - new_words)[:1]} is in no new draft"
