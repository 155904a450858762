"""Knows the blanks of a draft, such as '[Your words: ...]', in every language the app speaks."""

from __future__ import annotations

import re
from functools import lru_cache

from kap_companion.language import LANGUAGES, Spoken, language, speaking, spoken, tr, tr_later

_LEADS = (tr_later("Your thought"), tr_later("Your words"))


def blank_pattern() -> re.Pattern[str]:
    """Return what finds a blank in a text, its words the first group."""
    return _patterns(spoken())[0]


def blank_line_pattern() -> re.Pattern[str]:
    """Return what a line is that holds a blank and nothing else, its words the first group."""
    return _patterns(spoken())[1]


@lru_cache(maxsize=8)
def _patterns(here: Spoken) -> tuple[re.Pattern[str], re.Pattern[str]]:
    # A draft may have been written in another language than is spoken now.
    leads = dict.fromkeys(_LEADS)
    for one in (*map(language, LANGUAGES), here):
        with speaking(one):
            leads |= dict.fromkeys(map(tr, _LEADS))
    known = "|".join(re.escape(lead) for lead in leads)
    return (
        re.compile(rf"\[((?:Your |(?:{known}):)[^\[\]\n]{{1,200}})\]"),
        re.compile(rf"\[((?:{known}): .*)\]"),
    )
