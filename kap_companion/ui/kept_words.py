"""Says in the window's language what the record keeps in English: phases, marks, kinds of contact.

What somebody typed in words of their own is said as it was typed.
"""

from __future__ import annotations

from collections.abc import Iterable

from kap_companion import language
from kap_companion.ui.words import tr, tr_later

ROLES = (
    *(tr_later("clinician"), tr_later("prescriber"), tr_later("support person")),
    tr_later("chaperone"),
)
"""Whom the app itself names among those present."""

_KEPT = (
    *(tr_later("preparation"), tr_later("hold"), tr_later("onset"), tr_later("peak")),
    *(tr_later("return"), tr_later("integration")),
    *(tr_later("emergency"), tr_later("support"), tr_later("ride home")),
    tr_later("prescriber on call"),
    *(tr_later("low"), tr_later("moderate"), tr_later("mild"), tr_later("severe")),
)
"""What the app itself writes, and no catalogue would find where it is shown."""


def kept(text: str) -> str:
    """Return `text`, which is kept in English, as the window says it."""
    said = tr(str(text))
    return said if said != text else language.tr(str(text))


def as_kept(typed: str, known: Iterable[str]) -> str:
    """Return the one of the `known` words that is `typed` in the window's language, else that.

    What is typed in English stays as it was typed.
    """
    said = typed.strip().casefold()
    those = ((one, kept(one)) for one in known)
    return next((one for one, words in those if words != one and words.casefold() == said), typed)
