"""Themes are gathered from what was kept, counted, and never named; questions say their source."""

from __future__ import annotations

from kap_companion.notes.facts import gather
from kap_companion.notes.questions import questions
from kap_companion.notes.themes import ThemeKind, themes_of
from kap_companion.session import entries as e
from tests.notes import golden, made


def test_marks_tags_and_quotes_are_counted_with_their_times() -> None:
    told = [one.words_with_times for one in themes_of(golden.everything().record)]

    assert told == [
        "#rest, once (−2:00)",
        "#warmth, 2 times (22:00, 44:00)",
        "Tears, 2 times (23:00, 43:00)",
        "“It’s like the house is finally warm.”, once (22:00)",
        "“It is quiet now”, once (44:00)",
    ]


def test_a_theme_knows_its_entries_and_a_struck_note_is_none() -> None:
    session = made.Made()
    first = session.add(1, e.NoteTaken("#mother"))
    second = session.add(2, e.NoteTaken("#Mother again"))
    session.add(3, e.EntryStruck(second, "slip"))
    (theme,) = themes_of(session.record)

    assert (theme.kind, theme.entries, theme.count) == (ThemeKind.TAG, (first,), 1)


def test_an_address_or_a_number_is_no_tag() -> None:
    session = made.Made()
    session.add(1, e.NoteTaken("Room #4, https://example.org/#top, C#minor, a##b"))

    assert themes_of(session.record) == ()


def test_templates_are_offered_themes_quotes_and_questions() -> None:
    facts = gather(golden.everything().record)

    assert [*map(str.__str__, facts.quotes)] == [
        "“It’s like the house is finally warm.”",
        "“It is quiet now”",
    ]
    assert "Tears, 2 times (23:00, 43:00)" in facts.themes
    assert facts.questions == tuple(one.words for one in questions())


def test_every_question_is_one_and_names_its_source() -> None:
    for one in questions():
        assert one.words.endswith("?")
        assert "preference" in one.source
