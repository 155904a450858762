"""A draft says what the entries say, in their present words, and nothing else."""

from __future__ import annotations

from dataclasses import fields
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kap_companion import resources
from kap_companion.notes.blocks import BlockKind, read_blocks
from kap_companion.notes.draft import (
    DEFAULT_TEMPLATE,
    HANDED_OUT,
    DraftError,
    Template,
    find_template,
    templates,
    text_hash,
    write_draft,
)
from kap_companion.notes.facts import Facts
from kap_companion.session import entries as e
from tests.notes import golden, made


@pytest.mark.parametrize("name", golden.CASES)
def test_texts_are_as_a_person_approved_them(name: str) -> None:
    approved = (golden.FOLDER / name).read_text(encoding="utf-8")

    assert golden.CASES[name]() == approved


@pytest.mark.parametrize("template", ["dap", "narrative"])
def test_a_struck_note_is_not_in_the_draft(template: str) -> None:
    assert "slip that was struck" not in golden.draft(template, made.whole_session())


@pytest.mark.parametrize("template", ["dap", "narrative"])
def test_an_amended_note_is_quoted_in_its_new_words_and_marked(template: str) -> None:
    draft = golden.draft(template, made.whole_session())

    assert "At 3 minutes (amended): “Tingling in hands”." in draft
    assert "“Tingling”" not in draft


@pytest.mark.parametrize("template", ["dap", "soap", "birp", "girp", "prescriber"])
def test_with_whom_the_client_left_stands_under_readiness(template: str) -> None:
    session = made.Made()
    session.add(-10, made.opened())
    session.add(0, e.DoseTaken(Decimal(150)))
    session.add(80, e.PersonLeft(made.opened().client, "client, with Jo"))
    draft = golden.draft(template, session)

    readiness = draft.split("Readiness to leave", 1)[1].split("#", 1)[0]
    assert f"{made.opened().client} left with Jo, at " in readiness


def test_what_was_told_late_says_when_it_was_told() -> None:
    draft = golden.draft("dap", made.whole_session())

    assert "At 29 minutes (told later, at 10:54): Adverse event: nausea" in draft


def test_what_no_entry_says_is_not_recorded_or_left_as_a_blank() -> None:
    draft = golden.draft("dap", made.Made())

    assert draft.count("Not recorded.") == 9
    assert "[Your thought: what this may mean for the client]" in draft


def test_a_session_over_midnight_names_the_date_of_what_came_after() -> None:
    assert "23:20 to 00:50 on 25 November 2025" in golden.draft(
        "dap", golden.telehealth_over_midnight()
    )


def test_a_time_under_another_offset_names_it() -> None:
    session = made.Made(utc_offset="-07:00")
    session.add(-5, made.opened())
    session.utc_offset = "-08:00"
    session.add(0, e.DoseTaken(Decimal(150)))

    assert "at 10:23 (UTC−08:00)" in golden.draft("dap", session)


def test_a_heading_typed_in_a_note_is_a_quote_and_no_heading_of_the_draft() -> None:
    session = made.Made()
    session.add(0, e.NoteTaken("Quiet.\n\n## Plan\n- take more\n[Your thought: x]"))

    blocks = read_blocks(golden.draft("dap", session))

    assert [b.text for b in blocks if b.kind is BlockKind.HEADING].count("Plan") == 1
    assert not any(b.text == "take more" for b in blocks)


def test_words_already_in_quotation_marks_are_not_quoted_twice() -> None:
    assert "At 22 minutes: “It’s like the house is finally warm.”\n" in golden.draft(
        "dap", made.whole_session()
    )


@given(st.text(max_size=400))
def test_every_word_of_every_note_is_in_the_draft(text: str) -> None:
    session = made.Made()
    session.add(0, e.DoseTaken(Decimal(150)))
    session.add(3, e.NoteTaken(text))

    for template in templates():
        if template.name not in HANDED_OUT:
            assert " ".join(text.split()) in write_draft(template, session.record)


def test_the_default_template_comes_first() -> None:
    assert [template.title for template in templates()] == [
        *("DAP", "SOAP", "BIRP", "GIRP", "Narrative", "Prescriber", "Letter")
    ]
    assert templates()[0].name == DEFAULT_TEMPLATE


def test_the_clinicians_own_templates_are_offered_too(tmp_path: Path) -> None:
    (tmp_path / "mine.md.j2").write_text("{# Title: My way #}\n## Seen\n{{ client }}", "utf-8")
    (tmp_path / "notes.txt").write_text("not a template", "utf-8")

    found = templates(tmp_path)

    assert [template.name for template in found] == [*(one.name for one in templates()), "mine"]
    mine = find_template("mine", found)
    assert mine.title == "My way"
    assert write_draft(mine, made.whole_session().record) == "## Seen\nM.R.\n"


def test_an_own_template_may_stand_in_the_place_of_a_built_in_one(tmp_path: Path) -> None:
    (tmp_path / "dap.md.j2").write_text("mine", "utf-8")

    assert write_draft(templates(tmp_path)[0], []) == "mine\n"


def test_a_template_that_is_no_text_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "odd.md.j2").write_bytes(b"\xff\xfe\x00")

    with pytest.raises(DraftError, match=r"odd\.md\.j2 cannot be read"):
        templates(tmp_path)


def test_an_unknown_template_lists_those_there_are() -> None:
    with pytest.raises(DraftError, match="choose one of dap, soap"):
        find_template("mine", templates())


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("one\n{% if %}", r"line 2, cannot be used"),
        ("one\n{{ mood }}", r"line 2, cannot be used: 'mood' is undefined"),
        ("{{ client.__class__.__mro__ }}", "cannot be used"),
        ("{% include 'other' %}", "cannot be used"),
        ("{{ 1 / 0 }}", r"line 1, cannot be used: it fails \(ZeroDivisionError\)"),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "cannot be used|without end"),
        ("{% macro m() %}{{ m() ~ m() }}{% endmacro %}{{ m() }}", "cannot be used|without end"),
        ("{% for a in range(9**9) %}{% endfor %}", "cannot be used|further"),
        ("{% for a in range(90000000) %}{% endfor %}", "further than it may"),
        (
            "{% for a in range(999) %}{% for b in range(999) %}{% for c in range(999) %}"
            "{% endfor %}{% endfor %}{% endfor %}",
            "without end",
        ),
        ("{{ 'ha' * 999999999 }}", "what no template may"),
        ("{{ '%999999999d' % 1 }}", "what no template may"),
        ("{% set s = course | join(' ') %}{{ s.ljust(9999999999) }}", "no template may"),
        ("{{ client | center(999999999) }}", "cannot be used"),
    ],
)
def test_a_broken_template_is_refused_in_one_sentence(source: str, said: str) -> None:
    with pytest.raises(DraftError, match=said) as refusal:
        write_draft(Template("mine", "Mine", source), made.whole_session().record)

    assert "\n" not in str(refusal.value)


def test_a_template_that_writes_without_end_is_stopped() -> None:
    line = "x" * 1000
    source = f"{{% for a in range(40000) %}}{line}{{% endfor %}}"

    with pytest.raises(DraftError, match="more than a note can hold"):
        write_draft(Template("mine", "Mine", source), [])


def test_a_refusal_quotes_no_note() -> None:
    source = "{{ course | map('int', base=99) | list | first }}{{ course[0].secret }}"

    with pytest.raises(DraftError) as refusal:
        write_draft(Template("mine", "Mine", source), made.whole_session().record)

    assert "nervous" not in str(refusal.value)


def test_the_hash_of_a_text_is_its_sha256() -> None:
    assert text_hash("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_the_page_about_templates_names_every_name_and_every_part() -> None:
    page = (Path(__file__).parents[2] / "docs" / "templates.md").read_text("utf-8")
    parts = (resources.path("templates") / "parts").glob("*.md.j2")

    assert [one.name for one in fields(Facts) if f"`{one.name}`" not in page] == []
    assert [one.name for one in parts if one.name.split(".")[0] not in page] == []
