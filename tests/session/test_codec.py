"""Bodies to JSON and back."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from kap_companion.session import codec
from kap_companion.session import entries as e
from tests import made


@pytest.mark.parametrize("stream", e.Stream)
@given(data=st.data())
def test_every_kind_comes_back_as_it_was(stream: e.Stream, data: st.DataObject) -> None:
    body = data.draw(made.bodies(stream))
    form = codec.to_json(body)
    text = rfc8785.dumps(form)
    back = codec.from_json(stream, body.kind, body.version, json.loads(text))
    assert codec.to_json(back) == form
    assert type(back) is type(body)


def test_each_kind_has_one_name_in_its_stream() -> None:
    for stream in e.Stream:
        names = [kind.kind for kind in codec.kinds(stream)]
        assert len(set(names)) == len(names)
    record = {kind.kind for kind in codec.kinds(e.Stream.RECORD)}
    private = {kind.kind for kind in codec.kinds(e.Stream.PSYCHOTHERAPY_NOTES)}
    assert not record & private


@pytest.mark.parametrize(
    ("dose_mg", "kept"), [("150", 150), ("37.5", "37.5"), ("150.00", 150), ("0.050", "0.05")]
)
def test_numbers_that_are_not_whole_are_strings(dose_mg: str, kept: object) -> None:
    assert codec.to_json(e.DoseTaken(Decimal(dose_mg)))["dose_mg"] == kept


@pytest.mark.parametrize("dose_mg", ["NaN", "Infinity", "1e99", "1e-99"])
def test_a_number_that_cannot_be_kept_exactly_is_refused(dose_mg: str) -> None:
    with pytest.raises(codec.CodecError):
        codec.to_json(e.DoseTaken(Decimal(dose_mg)))


def test_instants_have_microseconds_and_z() -> None:
    at = datetime(2026, 3, 14, 18, 0, tzinfo=UTC)
    assert codec.to_json(e.Spat(at))["happened_at"] == "2026-03-14T18:00:00.000000Z"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("a\0b", "ab"), ("a\ud83db", "a\ufffdb"), ("\u05e9\u05dc\u05d5\u05dd \U0001f60c\u200d", None)],
)
def test_text_is_as_typed_but_for_what_no_store_can_hold(typed: str, kept: str | None) -> None:
    assert codec.to_json(e.NoteTaken(typed))["text"] == (typed if kept is None else kept)


@pytest.mark.parametrize(
    ("kind", "version", "form"),
    [
        ("note_taken", 2, {"text": "from a newer app"}),
        ("note_kept", 1, {"text": "unknown kind"}),
        ("note_taken", 1, {"text": "x", "colour": "red"}),
        ("note_taken", 1, {}),
        ("dose_taken", 1, {"dose_mg": 1.5}),
        ("spat", 1, {"happened_at": "2026-03-14T18:00:00"}),
    ],
)
def test_what_is_unknown_is_refused_with_a_reason(
    kind: str, version: int, form: dict[str, object]
) -> None:
    with pytest.raises(codec.CodecError, match=r"\w+.*\."):
        codec.from_json(e.Stream.RECORD, kind, version, form)


def test_an_amendment_changes_keys_and_takes_optional_ones_away() -> None:
    event = e.AdverseEvent("nausea", e.Severity.MILD, action="ginger")
    changed = codec.with_changes(event, {"severity": "severe", "action": None})
    assert changed == e.AdverseEvent("nausea", e.Severity.SEVERE)


@pytest.mark.parametrize("changes", [{"what": None}, {"severity": "awful"}, {"text": "x"}])
def test_an_amendment_that_does_not_fit_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(codec.CodecError):
        codec.with_changes(e.AdverseEvent("nausea", e.Severity.MILD), changes)
