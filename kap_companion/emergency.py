"""Keeps in the record that the prescriber was told, or emergency services were called, and when."""

from __future__ import annotations

from kap_companion.companion import Companion, SessionBody
from kap_companion.language import tr, tr_later
from kap_companion.session import entries as e
from kap_companion.session.codec import instant_text

_WORDS = {True: tr_later("Emergency services called."), False: tr_later("Prescriber told.")}
_KEYS = {True: "emergency_called_at", False: "prescriber_told_at"}


def tell_of_event(companion: Companion, *, emergency: bool) -> e.Entry[SessionBody]:
    """Keep that somebody was told now: with the latest adverse event, else as a note of its own.

    A second call for the same event is a note, so that the first time stays. Raises ActError where
    the record is signed.
    """
    events = [
        row
        for row in companion.rows()
        if isinstance(row.body, e.AdverseEvent) and row.struck is None
    ]
    latest = max(events, key=lambda row: row.happened_at, default=None)
    # Said for the clinician, as if they had typed it: so it is kept in the language they work in.
    words = tr(_WORDS[emergency])
    if latest is None or getattr(latest.body, _KEYS[emergency]) is not None:
        return companion.note(words)
    at = instant_text(companion.now())
    return companion.amend(latest.entry.id, words, {_KEYS[emergency]: at})
