"""What another vault wrote is read as it stands, whatever it says; the stranger's check agrees."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st

from kap_companion.session import codec
from kap_companion.session import entries as e
from kap_companion.session.entries import Stream
from kap_companion.vault import hashes
from kap_companion.vault.incoming import checked
from tests import made

SESSION = str(uuid.UUID(int=7))
CHECKER = Path(__file__).parents[2] / "docs" / "check_export.py"
_CORRECTIONS = (e.EntryAmended, e.EntryStruck, e.EntryWithdrawn, e.BodyTakenOut)
_ACTS = st.one_of(
    [made.bodies_of(one) for one in codec.kinds(Stream.RECORD) if one not in _CORRECTIONS]
)
_TEXT = st.text(st.characters(codec="utf-8"))
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | _TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_TEXT, inner, max_size=4),
)


def _lines(bodies: Sequence[Any]) -> list[dict[str, Any]]:
    """Return the bodies as a chain of log lines, by the words of the design alone."""
    lines: list[dict[str, Any]] = []
    before = "0" * 64
    for seq, body in enumerate(bodies, start=1):
        form, salt = codec.to_json(body), f"{seq:032x}"
        envelope: dict[str, Any] = {
            "id": str(uuid.UUID(int=1000 + seq)),
            "subject_id": SESSION,
            "stream": "record",
            "seq": seq,
            "at": codec.instant_text(made.START + timedelta(seconds=seq)),
            "utc_offset": "-08:00",
            "kind": body.kind,
            "version": body.version,
            "prev_hash": before,
            "body_hash": hashes.body_hash(salt, rfc8785.dumps(form)),
        }
        before = hashes.entry_hash(rfc8785.dumps(envelope))
        lines.append({**envelope, "hash": before, "body": form, "salt": salt})
    return lines


def _strangers_canonical() -> Callable[[Any], bytes]:
    source, _, _ = CHECKER.read_text("utf-8").partition("\ntry:\n")
    room: dict[str, Any] = {}
    exec(compile(source, str(CHECKER), "exec"), room)
    canonical: Callable[[Any], bytes] = room["canonical"]
    return canonical


@settings(max_examples=60, deadline=None)
@given(st.lists(_ACTS, max_size=12))
def test_an_act_of_any_kind_is_read_from_its_line_as_it_was_written(acts: list[Any]) -> None:
    lines = json.loads(json.dumps(_lines([made.opened(), *acts])))

    entries = checked(lines, Stream.RECORD, SESSION)

    assert [codec.to_json(entry.body) for entry in entries] == [line["body"] for line in lines]
    assert [entry.hash for entry in entries] == [line["hash"] for line in lines]


@settings(max_examples=200, deadline=None)
@given(_JSON)
def test_the_stranger_s_bytes_are_those_of_rfc_8785(form: Any) -> None:
    assert _strangers_canonical()(form) == rfc8785.dumps(form)


def test_keys_are_sorted_as_utf_16_has_them() -> None:
    form = {"\ue000": 1, "\U0001f979": 2, "a": 3, "\r": 4, "é": 5}

    assert _strangers_canonical()(form) == rfc8785.dumps(form)
