"""What the clinician types: marks, snippets, quotes, and words to be found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kap_companion.session import marks, snippets
from kap_companion.session.finding import wanted
from kap_companion.session.marks import MarksError
from kap_companion.session.quotes import quoted
from kap_companion.session.snippets import Expansion, SnippetError, expansion

# --- marks ----------------------------------------------------------------------------------------


def test_marks_are_kept_without_empty_ones_and_with_single_spaces() -> None:
    assert marks.tidied(["Tears ", "", " Deep   breath"]) == ("Tears", "Deep breath")


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ([], "one mark at least"),
        ([" ", ""], "one mark at least"),
        ([str(n) for n in range(10)], "keys for 9 marks"),
        (["Tears", "tears"], "there twice"),
        (["x" * 25], "too long"),
    ],
)
def test_marks_that_no_key_could_hold_are_refused(given: list[str], why: str) -> None:
    with pytest.raises(MarksError, match=why):
        marks.tidied(given)


def test_the_usual_marks_can_be_kept() -> None:
    assert marks.tidied(marks.MARKS) == marks.MARKS


# --- snippets -------------------------------------------------------------------------------------

OWN = {"br": "Breath slow and even.", "jä": "Jaw relaxed."}


@pytest.mark.parametrize(
    ("before", "becomes"),
    [
        (";br", Expansion(3, OWN["br"])),
        ("then ;BR", Expansion(3, OWN["br"])),
        ("“;jä", Expansion(3, OWN["jä"])),
        ("x;br", None),
        (";b", None),
        (";br ", None),
        (";;br", None),
        ("; br", None),
        ("", None),
    ],
)
def test_a_snippet_is_a_word_of_its_own(before: str, becomes: Expansion | None) -> None:
    assert expansion(before, OWN) == becomes


def test_snippets_are_kept_by_what_is_typed_after_the_semicolon() -> None:
    assert snippets.tidied({";BR": " Slow. ", "": ""}) == {"br": "Slow."}


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"b r": "x"}, "without a space"),
        ({"": "x"}, "without a space"),
        ({"br": " "}, ";br has no phrase"),
        ({"br": "x" * 501}, "longer than 500"),
        ({"br": "x", ";br": "y"}, "there twice"),
    ],
)
def test_snippets_that_could_not_be_typed_are_refused(given: dict[str, str], why: str) -> None:
    with pytest.raises(SnippetError, match=why):
        snippets.tidied(given)


# --- quotes ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("Says “it is warm”, smiling.", ["“it is warm”"]),
        ('Says "it is warm", then "yes".', ['"it is warm"', '"yes"']),
        ("Sagt „es ist warm“.", ["„es ist warm“"]),
        ("Dit « il fait chaud ».", ["« il fait chaud »"]),
        ("»warm« sagt sie", ["»warm«"]),
        ('a 5" scar and a 7" scar', []),
        ("“never closed", []),
        ("“one\nline” each", []),
        ("It’s plain", []),
        ("😀 “👩‍👩‍👧” ok", ["“👩‍👩‍👧”"]),
    ],
)
def test_the_clients_own_words_are_found(text: str, quotes: list[str]) -> None:
    assert [text[a:b] for a, b in quoted(text)] == quotes


# --- finding --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        ("tear", "Tears, then TEARS.", ["Tear", "TEAR"]),
        ("its warm", "its  warm", []),
        ("it's", "It’s warm", ["It’s"]),
        ('"warm', "“Warm”", ["“Warm"]),
        ("jager", "der Jäger", ["Jäger"]),
        ("jäger", "der Jager", ["Jager"]),
        ("strasse", "Straße", ["Straße"]),
        ("دافئ", "هو دافئ", ["دافئ"]),
        ("👩‍👧", "ok 👩‍👧 ok", ["👩‍👧"]),
        ("one two", "one\ntwo", ["one\ntwo"]),
        ("", "anything", []),
        ("   ", "anything", []),
    ],
)
def test_words_are_found_whatever_their_capitals_and_accents(
    words: str, text: str, found: list[str]
) -> None:
    assert [text[a:b] for a, b in wanted(words).places(text)] == found


@given(st.text(max_size=30), st.text(max_size=8))
def test_what_is_found_lies_in_the_text_in_order(text: str, words: str) -> None:
    edge = 0
    for start, end in wanted(words).places(text):
        assert edge <= start < end <= len(text)
        edge = start + 1
