"""Says which entries of a record a draft uses, and why the others are left out of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kap_companion.language import tr, tr_later, trn
from kap_companion.notes.trace import Traced
from kap_companion.session import entries as e
from kap_companion.session.standing import record_standing, target_of

_PAPERWORK = (e.DraftSaved, e.RecordSigned, e.AddendumAdded)


class Why(StrEnum):
    """Why an entry is not in a draft."""

    LATER = tr_later("came after it was drafted")
    NO_PLACE = tr_later("the template has no place for it")
    REWORDED = tr_later("taken out, or in your own words")
    STRUCK = tr_later("struck")
    WITHDRAWN = tr_later("withdrawn from the record")

    @property
    def words(self) -> str:
        """What is told of it."""
        return tr(self.value)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An entry that no word of the draft comes from."""

    entry_id: str
    why: Why


@dataclass(frozen=True, slots=True)
class Coverage:
    """Every entry of a record, once: in the draft, left out of it, or about the paper itself.

    What corrects an entry goes with it. `paperwork` is saved drafts, the signature and addenda.
    """

    used: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    paperwork: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """How many entries a draft could use."""
        return len(self.used) + len(self.left_out)

    @property
    def words(self) -> str:
        """Return '34 of 36 entries used'."""
        used = len(self.used)
        return trn("{used} of {n} entry used", "{used} of {n} entries used", self.total, used=used)


def coverage(
    record: Sequence[e.Entry[e.RecordBody]], traced: Traced, as_drafted: Traced | None = None
) -> Coverage:
    """Return which entries the text uses; `as_drafted` is the text before the clinician's hand.

    With it, what they took out or reworded is told apart from what never had a place.
    """
    used_ids = traced.entries
    drafted_ids = as_drafted.entries if as_drafted is not None else used_ids
    standing = {row.entry.id: row for row in record_standing(record)}
    used, left_out, paperwork = list[str](), list[LeftOut](), list[str]()
    for entry in record:
        if _is_paperwork(entry.body):
            paperwork.append(entry.id)
            continue
        target = target_of(entry.body)
        about = standing.get(target or entry.id)
        if about is not None and _is_paperwork(about.body):
            paperwork.append(entry.id)
        elif about is not None and about.struck is not None:
            is_gone = isinstance(about.body, e.BodyTakenOut)
            left_out.append(LeftOut(entry.id, Why.WITHDRAWN if is_gone else Why.STRUCK))
        elif entry.id in used_ids or (target is not None and target in used_ids):
            used.append(entry.id)
        else:
            left_out.append(LeftOut(entry.id, _why(entry, target, drafted_ids, traced.at_seq)))
    return Coverage(tuple(used), tuple(left_out), tuple(paperwork))


def _is_paperwork(body: e.RecordBody) -> bool:
    if isinstance(body, e.BodyTakenOut):
        return body.was in {kind.kind for kind in _PAPERWORK}
    return isinstance(body, _PAPERWORK)


def _why(
    entry: e.Entry[e.RecordBody], target: str | None, drafted: Collection[str], at_seq: int | None
) -> Why:
    if entry.id in drafted or (target is not None and target in drafted):
        return Why.REWORDED
    if at_seq is not None and entry.seq > at_seq:
        return Why.LATER
    return Why.NO_PLACE
