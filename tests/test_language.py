"""Words, dates and decimals are said in the language of whoever reads; what is stored is not."""

from __future__ import annotations

import gettext
import threading
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

import pytest
from babel.dates import format_date

from kap_companion import language as spoken_by
from kap_companion.language import (
    LANGUAGES,
    Spoken,
    Worded,
    day_of_month_words,
    day_words,
    decimal_words,
    is_right_to_left,
    language,
    language_of_system,
    short_day_words,
    speak,
    speaking,
    spoken,
    tr,
    trn,
    weekday_and_year_words,
)

DAY = date(2026, 3, 2)


class Shouted(gettext.NullTranslations):
    def gettext(self, message: str) -> str:
        return message.upper()

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return (msgid1 if n in (0, 1) else msgid2).upper().replace("{N}", "{n}")


LOUD = Spoken("loud", Shouted())


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    speak(Spoken())


def test_english_is_said_as_it_is_written_with_its_holes_filled() -> None:
    assert tr("Kept {count} notes of {client}", count=3, client="M.R.") == "Kept 3 notes of M.R."
    assert tr("A {brace} that nobody fills") == "A {brace} that nobody fills"
    assert tr("") == ""
    assert [trn("1 note", "{n} notes", n) for n in (0, 1, 2)] == ["0 notes", "1 note", "2 notes"]


def test_an_empty_word_is_never_the_head_of_a_catalogue() -> None:
    with speaking(language("es")):
        assert tr("") == ""


def test_a_language_counts_as_it_does() -> None:
    with speaking(LOUD):
        assert [trn("one", "{n} notes", n) for n in (0, 1, 2)] == ["ONE", "ONE", "2 NOTES"]


def test_a_document_speaks_its_own_language_and_afterwards_the_app_its_own() -> None:
    speak(LOUD)
    with speaking(language("en")):
        assert tr("dose") == "dose"
        with speaking(LOUD):
            assert tr("dose") == "DOSE"
        assert tr("dose") == "dose"
    assert tr("dose") == "DOSE"
    with pytest.raises(ZeroDivisionError), speaking(language("en")):
        _ = 1 / 0
    assert tr("dose") == "DOSE"


def test_what_works_beside_the_window_speaks_the_app_s_language_and_no_document_s() -> None:
    speak(LOUD)
    heard: list[str] = []
    with speaking(language("en")):
        beside = threading.Thread(target=lambda: heard.append(tr("dose")))
        beside.start()
        beside.join()
    assert heard == ["DOSE"]


def test_a_language_that_the_app_does_not_speak_is_english() -> None:
    assert (language("tlh").code, spoken().code) == ("en", "en")


@pytest.mark.parametrize(
    ("environment", "code"),
    [
        ({"LANG": "es_MX.UTF-8"}, "es"),
        ({"LANG": "es"}, "es"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "es_ES"}, "es"),
        ({"LANG": "es_ES", "LC_MESSAGES": "C"}, "en"),
        ({"LANGUAGE": "es:en", "LANG": "de_DE"}, "es"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "POSIX"}, "en"),
        ({"LANG": "../../etc"}, "en"),
    ],
)
def test_the_system_says_which_language_it_is(environment: dict[str, str], code: str) -> None:
    assert language_of_system(environment) == code


def test_dates_and_decimals_are_those_of_the_language() -> None:
    assert day_words(DAY) == "2 March 2026"
    assert weekday_and_year_words(DAY) == "Monday 2 March 2026"
    assert decimal_words(Decimal("37.50")) == "37.50"
    with speaking(language("es")):
        assert day_words(DAY) == "2 de marzo de 2026"
        assert weekday_and_year_words(DAY) == "lunes 2 de marzo de 2026"
        assert decimal_words(Decimal("37.50")) == "37,50"
        assert decimal_words(150) == "150"


def test_a_table_of_words_says_each_as_it_is_asked_for() -> None:
    table = Worded({1: "one", 2: "two"})
    assert dict(table) == {1: "one", 2: "two"}
    with speaking(Spoken("xx", Shouted())):
        assert table[1] == "ONE"
        assert table.get(3) is None
    assert table[1] == "one"


def test_a_day_in_english_is_as_the_locale_has_it() -> None:
    year = [date(2026, 1, 1) + timedelta(days=n) for n in range(365)]
    said = [
        (day_words, "d MMMM y"),
        (short_day_words, "d MMM y"),
        (day_of_month_words, "d MMM"),
        (weekday_and_year_words, "EEEE d MMMM y"),
    ]
    for words, pattern in said:
        assert [words(day) for day in year] == [
            format_date(day, pattern, locale="en") for day in year
        ]


def test_which_way_a_language_is_written_is_known() -> None:
    assert not any(is_right_to_left(code) for code in LANGUAGES)
    assert is_right_to_left("he") and is_right_to_left("ar")


@pytest.mark.parametrize("code", [code for code in LANGUAGES if code != spoken_by.ENGLISH])
def test_every_language_is_there_and_says_something_else(code: str) -> None:
    with speaking(language(code)):
        assert tr("Psychotherapy notes") != "Psychotherapy notes"
