"""Builds what tests need: bodies of every kind, entries in their place, whole made-up sessions."""

from __future__ import annotations

import dataclasses
import string
import types
import typing
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import Enum
from typing import Any

from hypothesis import strategies as st

from kap_companion import resources
from kap_companion.session import codec
from kap_companion.session import entries as e
from kap_companion.session.phases import CuePlan, PhasePlan, parse_protocol
from kap_companion.session.vitals import Reading

PROTOCOL = parse_protocol(resources.text("phases/lozenge.json"))
START = datetime(2026, 3, 14, 18, 11, tzinfo=UTC)

_PLAN = st.builds(
    lambda hold, onset, peak, back: PhasePlan(
        hold, hold + onset, hold + onset + peak, hold + onset + peak + back
    ),
    *[st.integers(1, 40)] * 4,
)
_INSTANTS = st.datetimes(
    min_value=datetime(2000, 1, 1),
    max_value=datetime(2100, 1, 1),
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=-8)), timezone(timedelta(hours=5.5))]),
)
_DECIMALS = st.decimals(0, 10_000, places=3, allow_nan=False, allow_infinity=False)


def bodies(stream: e.Stream) -> st.SearchStrategy[Any]:
    """Return a strategy for bodies of every kind of one stream."""
    return st.one_of([bodies_of(kind) for kind in codec.kinds(stream)])


def bodies_of(kind: type[Any]) -> st.SearchStrategy[Any]:
    """Return a strategy for bodies of one kind."""
    return _values(kind)


def entry(
    body: Any,
    at: datetime,
    seq: int = 1,
    stream: e.Stream = e.Stream.RECORD,
    subject_id: str = "s",
) -> e.Entry[Any]:
    """Return an entry as the journal would make it, with hashes that are only names."""
    name = f"{stream.value[0]}{seq}"
    return e.Entry(name, subject_id, stream, seq, at, "+00:00", body, f"{seq:064x}")


def entries(*told: tuple[float, Any]) -> list[e.Entry[Any]]:
    """Return a record of (minutes after START, body), numbered from 1."""
    return [
        entry(body, START + timedelta(minutes=minutes), seq)
        for seq, (minutes, body) in enumerate(told, start=1)
    ]


def opened(**changes: Any) -> e.SessionOpened:
    """Return an opening with the practice's defaults."""
    opening = e.SessionOpened(
        client_id="c",
        client="M.R.",
        modality=e.Modality.IN_PERSON,
        planned_minutes=PROTOCOL.planned_minutes,
        session_number=3,
        phases=PROTOCOL.phases,
        cues=PROTOCOL.cues,
    )
    return dataclasses.replace(opening, **changes)


def dose(mg: int = 150, booster: bool = False, **changes: Any) -> e.DoseTaken:
    """Return a dose under the tongue."""
    return e.DoseTaken(Decimal(mg), booster=booster, **changes)


def vitals(text: str = "124/80 72 98", **changes: Any) -> e.VitalsTaken:
    """Return a set of vitals."""
    from kap_companion.session.vitals import parse_vitals

    return e.VitalsTaken(text, parse_vitals(text), **changes)


def _values(kind: Any) -> st.SearchStrategy[Any]:
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin in (types.UnionType, typing.Union):
        return st.one_of([_values(one) for one in inner])
    if origin is tuple:
        return st.lists(_values(inner[0]), max_size=3).map(tuple)
    if origin in (Mapping, dict):
        keys = st.text(string.ascii_lowercase, min_size=1, max_size=8)
        leaves = st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=9)
        return st.dictionaries(keys, leaves | st.lists(leaves, max_size=3), max_size=3)
    if kind in (PhasePlan, CuePlan, Reading):
        whole = st.integers(1, 99)
        plans: Mapping[Any, st.SearchStrategy[Any]] = {
            PhasePlan: _PLAN,
            CuePlan: st.builds(CuePlan, whole, whole),
            Reading: st.builds(Reading, *[st.none() | whole] * 5),
        }
        return plans[kind]
    if dataclasses.is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        names = [one.name for one in dataclasses.fields(kind)]
        return st.builds(kind, **{name: _values(hints[name]) for name in names})  # type: ignore[arg-type]
    return _simple(kind)


def _simple(kind: Any) -> st.SearchStrategy[Any]:
    if isinstance(kind, type) and issubclass(kind, Enum):
        return st.sampled_from(list(kind))
    simple: Sequence[tuple[Any, st.SearchStrategy[Any]]] = (
        (str, st.text(max_size=60)),
        (bool, st.booleans()),
        (int, st.integers(-(2**53) + 1, 2**53 - 1)),
        (Decimal, _DECIMALS),
        (datetime, _INSTANTS),
        (date, st.dates()),
        (type(None), st.none()),
    )
    return next(strategy for one, strategy in simple if one is kind)
