"""The session script, to the letter of COMMANDS.md."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kap_companion import resources
from kap_companion.language import LANGUAGES, language, speaking
from kap_companion.script import Line, ScriptError, own_script, parse_script

OPEN = '{"at": "-12:00", "do": "open", "client": "M.R."}'


def refused(*lines: str) -> str:
    script = parse_script("\n".join(lines).encode())
    assert len(script.lines) == len(lines) - 1, "the lines before the refused one are kept"
    assert isinstance(script.refused, ScriptError)
    assert f"Line {len(lines)} " in str(script.refused)
    return str(script.refused)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "not JSON"),
        ("[1]", "not a JSON object"),
        ('{"at": "0:00"}', "no verb"),
        ('{"at": "0:00", "do": "sing"}', "unknown verb 'sing'"),
        ('{"at": "0:00", "do": ["note"]}', "unknown verb"),
        ('{"at": "0:00", "do": "note", "text": "x", "colour": 1}', "knows no key 'colour'"),
        ('{"at": "0:00", "do": "note"}', "needs 'text'"),
        ('{"at": "0:00", "do": "note", "text": 5}', "'text' must be text"),
        ('{"at": "0:00", "do": "note", "text": "  "}', "'text' is empty"),
        ('{"at": "0:60", "do": "spit"}', "minutes:seconds"),
        ('{"at": "soon", "do": "spit"}', "minutes:seconds"),
        ('{"do": "spit"}', "minutes:seconds"),
        ('{"at": 5, "do": "spit"}', "minutes:seconds"),
        ('{"at": "-13:00", "do": "spit"}', "runs backwards"),
        ('{"at": "1:00", "do": "dose", "mg": 150}', "first dose is at 0:00"),
        ('{"at": "0:00", "do": "dose", "mg": 0}', "more than zero"),
        ('{"at": "0:00", "do": "dose", "mg": "150"}', "must be a number"),
        ('{"at": "0:00", "do": "dose", "mg": NaN}', "NaN is no number"),
        ('{"at": "0:00", "do": "dose", "mg": 1e999}', "cannot be right"),
        ('{"at": "0:00", "do": "dose", "mg": 150, "route": "nasal"}', "must be one of sublingual"),
        ('{"at": "0:00", "do": "adverse", "what": "x", "severity": "awful"}', "mild, moderate"),
        ('{"at": "0:00", "do": "music", "act": "louder"}', "must be one of pause"),
        ('{"at": "0:00", "do": "phase", "name": "bliss"}', "must be one of preparation"),
        ('{"at": "0:00", "do": "spit", "late_by": "-1:00"}', "cannot be negative"),
        ('{"at": "0:00", "do": "amend", "target": "n1", "reason": "x"}', "no earlier line"),
        ('{"at": "0:00", "do": "withdraw", "target": "n1", "reason": "x"}', "no earlier line"),
        ('{"at": "0:00", "do": "limits", "on": "yesterday"}', "must be a date"),
        ("\x1b[31m", "not JSON"),
        ("[" * 100_000, "not JSON"),
        (f'{{"at": "0:00", "do": "dose", "mg": 1{"0" * 5000}}}', "cannot be right"),
    ],
)
def test_a_line_is_refused_by_number_with_the_reason(line: str, reason: str) -> None:
    assert reason in refused(OPEN, line)


def test_an_amendment_carries_the_keys_of_its_target_alone() -> None:
    note = '{"at": "0:00", "do": "note", "text": "x", "ref": "n1"}'
    amend = '{"at": "1:00", "do": "amend", "target": "n1", "reason": "r", %s}'
    assert parse_script("\n".join([OPEN, note, amend % '"text": "y"']).encode()).refused is None
    assert "knows no key 'mg'" in refused(OPEN, note, amend % '"mg": 5')
    assert "used twice" in refused(OPEN, note, note)


def test_lines_are_counted_from_one_and_blank_ones_too() -> None:
    script = parse_script(f"\n{OPEN}\n\n".encode())
    assert [line.number for line in script.lines] == [2]


def test_a_file_that_is_not_text_is_refused_by_its_line() -> None:
    assert "UTF-8" in str(parse_script(b"\xff\xfe{}").refused)


def test_times_may_be_equal_and_hold_three_digits_of_minutes() -> None:
    lines = [OPEN, '{"at": "-12:00", "do": "check", "item": "a"}']
    lines.append('{"at": "105:30", "do": "end"}')
    script = parse_script("\n".join(lines).encode())
    assert script.refused is None
    assert script.length == timedelta(minutes=117, seconds=30)


@pytest.mark.parametrize("at", ["3:00", "0:00"])
def test_a_first_dose_told_late_happened_or_is_told_at_zero(at: str) -> None:
    late = f'{{"at": "{at}", "do": "dose", "mg": 150, "late_by": "3:00"}}'
    assert parse_script(f"{OPEN}\n{late}".encode()).refused is None


def test_a_script_lasts_as_long_as_its_sleep() -> None:
    lines = [OPEN, '{"at": "-11:00", "do": "sleep", "minutes": 60}']
    lines.append('{"at": "0:00", "do": "dose", "mg": 150}')
    assert parse_script("\n".join(lines).encode()).length == timedelta(minutes=61)


def test_the_built_in_session_is_a_whole_one() -> None:
    script = parse_script(resources.path("rehearsal/first_session.jsonl").read_bytes())
    assert script.refused is None
    assert script.length >= timedelta(minutes=90)
    assert {"dose", "spit", "vitals", "note", "amend", "end"} <= {line.do for line in script.lines}


@pytest.mark.parametrize("code", [code for code in LANGUAGES if code != "en"])
def test_the_built_in_session_is_the_same_in_every_language_but_for_what_is_said(code: str) -> None:
    with speaking(language(code)):
        told = own_script()
    english, other = (parse_script(text).lines for text in (own_script(), told))
    for line, there in zip(english, other, strict=True):
        assert (there.at, there.do, there.ref, there.late_by) == (
            *(line.at, line.do, line.ref, line.late_by),
        )
        assert unsaid(there) == unsaid(line)
    notes = {line.keys["text"] for line in english if line.do == "note"}
    assert not notes & {line.keys["text"] for line in other if line.do == "note"}


def unsaid(line: Line) -> dict[str, object]:
    """Return what a line holds beside words that somebody might have said or typed."""
    said = {"intention", "asked", "answer", "action", "reason"}
    said |= set() if line.do == "vitals" else {"text"}
    return {key: value for key, value in line.keys.items() if key not in said}


@given(st.binary(max_size=200))
def test_no_file_makes_the_reader_fall(data: bytes) -> None:
    assert_read_or_refused(data)


def assert_read_or_refused(data: bytes) -> None:
    """Every line is read, or the first that is not is named in one line."""
    script = parse_script(data)
    if script.refused is None:
        told = data.removeprefix(b"\xef\xbb\xbf").split(b"\n")
        assert len(script.lines) == sum(bool(line.strip()) for line in told)
    else:
        assert str(script.refused).startswith("Line ")
        assert len(str(script.refused).splitlines()) == 1


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=4,
)
_KEYS = st.sampled_from(
    ["at", "do", "ref", "target", "text", "mg", "late_by", "client", "item", "name", "present"]
)


@given(
    st.lists(
        st.dictionaries(_KEYS, _VALUES)
        | st.fixed_dictionaries(
            {"at": st.just("0:00"), "do": st.sampled_from(["open", "note", "dose", "amend"])},
            optional={"text": _VALUES, "mg": _VALUES, "client": _VALUES, "present": _VALUES},
        ),
        max_size=3,
    )
)
def test_no_line_of_json_makes_the_reader_fall(lines: list[dict[str, object]]) -> None:
    assert_read_or_refused("\n".join(json.dumps(line) for line in lines).encode())
