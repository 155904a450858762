"""The one way words are said in the language of whoever reads them; so are dates and decimals.

The words themselves lie in catalogues: `resources/languages/CODE/words.mo` for all but the window,
`window.qm` for the window, which asks through `kap_companion.ui.words` (see docs, 'Languages').
What is stored never depends on any of it.
"""

from __future__ import annotations

import gettext
import locale
import os
from collections.abc import Hashable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from typing import TypeVar

from kap_companion import resources

ENGLISH = "en"
LANGUAGES: Mapping[str, str] = {ENGLISH: "English", "es": "Español"}
"""The languages that are whole, each by its own name."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A language as it is spoken: its code (BCP 47, such as 'es') and its catalogue of words."""

    code: str = ENGLISH
    catalogue: gettext.NullTranslations = field(default_factory=gettext.NullTranslations)


_usual = [Spoken()]
_here: ContextVar[Spoken | None] = ContextVar("language", default=None)


def tr(text: str, /, **values: object) -> str:
    """Return `text` in the language that is spoken here, its holes `{name}` filled with values.

    `text` is written out where it is called, so that the catalogues find it; never while a module
    is imported, since the language is chosen after that: such words are marked with `tr_later`.
    """
    said = spoken().catalogue.gettext(text) if text else text
    return said.format(**values) if values else said


def trn(one: str, many: str, n: int, /, **values: object) -> str:
    """Return the words for `n` of something, `{n}` filled in, as the language counts."""
    return spoken().catalogue.ngettext(one, many, n).format(n=n, **values)


def tr_later(text: str) -> str:
    """Return `text` as it is, for the catalogues to find; it is said by `tr` where it is shown."""
    return text


_K = TypeVar("_K", bound=Hashable)


class Worded(Mapping[_K, str]):
    """Words by their keys, marked with `tr_later`: each is said as it is asked for."""

    def __init__(self, words: Mapping[_K, str]) -> None:
        self._words = dict(words)

    def __getitem__(self, key: _K) -> str:
        return tr(self._words[key])

    def __iter__(self) -> Iterator[_K]:
        return iter(self._words)

    def __len__(self) -> int:
        return len(self._words)


def spoken() -> Spoken:
    """Return the language that is spoken here: of the document being written, else the app's."""
    return _here.get() or _usual[0]


def speak(language: Spoken) -> None:
    """Speak `language` from now on, wherever no document is written in another."""
    _usual[0] = language


@contextmanager
def speaking(language: Spoken) -> Iterator[None]:
    """Speak `language` inside: a document's, which may not be the app's."""
    before = _here.set(language)
    try:
        yield
    finally:
        _here.reset(before)


def language_or_spoken(code: str) -> Spoken:
    """Return the language of `code`, or what is spoken here where it is empty."""
    return language(code) if code else spoken()


@cache
def language(code: str) -> Spoken:
    """Return the language of `code`; English for one that the app does not speak."""
    if code not in LANGUAGES or code == ENGLISH:
        return Spoken()
    with resources.path(f"languages/{code}/words.mo").open("rb") as file:
        return Spoken(code, gettext.GNUTranslations(file))


def language_of_system(environment: Mapping[str, str] | None = None) -> str:
    """Return the code of the system's language where the app speaks it, else English."""
    variables = os.environ if environment is None else environment
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if told := variables.get(name):
            code = told.split(":")[0].split(".")[0].split("_")[0].lower()
            return code if code in LANGUAGES else ENGLISH
    told = locale.getlocale()[0] or ""
    code = told.split("_")[0].lower()
    return next((c for c, name in LANGUAGES.items() if code in (c, name.lower())), ENGLISH)


# --- dates and decimals -------------------------------------------------------------------------

# Babel takes a while to bring in, and nothing of it is needed to say a day in English.
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ENGLISH_DAYS = (
    "{day} {month} {year}",
    "{day} {month:.3} {year}",
    "{day} {month:.3}",
    "{weekday} {day} {month} {year}",
)
_DAYS = {
    "es": (
        "d 'de' MMMM 'de' y",
        "d MMM y",
        "d MMM",
        "EEEE d 'de' MMMM 'de' y",
    ),
}
_SKELETONS = ("yMMMMd", "yMMMd", "MMMd", "yMMMMEEEEd")


def day_words(day: date) -> str:
    """Return a day in full: '24 November 2025'."""
    return _day(day, 0)


def short_day_words(day: date) -> str:
    """Return a day in short: '24 Nov 2025'."""
    return _day(day, 1)


def day_of_month_words(day: date) -> str:
    """Return a day of this year in short: '24 Nov'."""
    return _day(day, 2)


def weekday_and_year_words(day: date) -> str:
    """Return a day with its weekday and its year: 'Monday 24 November 2025'."""
    return _day(day, 3)


def _day(day: date, which: int) -> str:
    code = spoken().code
    if code == ENGLISH:
        return _ENGLISH_DAYS[which].format(
            day=day.day,
            month=_MONTHS[day.month - 1],
            year=day.year,
            weekday=_WEEKDAYS[day.weekday()],
        )
    from babel import dates

    if code in _DAYS:
        return dates.format_date(day, _DAYS[code][which], locale=code)
    return dates.format_skeleton(_SKELETONS[which], day, locale=code)


def decimal_words(number: Decimal | int | float | str) -> str:
    """Return a number as it is, with the decimal sign of the language: '37.5', '37,5'."""
    text = str(number)
    code = spoken().code
    if code == ENGLISH or "." not in text:
        return text
    from babel.numbers import get_decimal_symbol

    return text.replace(".", get_decimal_symbol(code))


def count_words(count: int) -> str:
    """Return a large count in groups of three digits: '100,000'."""
    code = spoken().code
    if code == ENGLISH:
        return f"{count:,}"
    from babel.numbers import format_decimal

    return format_decimal(count, "#,##0", locale=code)


def is_right_to_left(code: str) -> bool:
    """Return whether the language of `code` is written from right to left."""
    if code == ENGLISH:
        return False
    from babel import Locale

    return Locale.parse(code).text_direction == "rtl"
