"""When what was typed happened, by the clinician's clock and within the open session."""

from __future__ import annotations

from datetime import timedelta

from kap_companion.companion import SessionBody
from kap_companion.session.clock import at_offset
from kap_companion.session.entries import Entry
from kap_companion.session.late import Ago, LateError, at_start
from kap_companion.ui.conductor import Conductor
from kap_companion.ui.words import tr


def late_by(conductor: Conductor, ago: Ago | None) -> timedelta | None:
    """Return how long ago it was, None where no time was told. Raises LateError."""
    if ago is None:
        return None
    companion = conductor.companion
    now, opened_at = companion.now(), companion.state.facts.opened_at
    offset = conductor.practice.clock.utc_offset(now)
    return ago.late_by(at_offset(now, offset), at_offset(opened_at or now, offset))


def keep_note(conductor: Conductor, text: str, private: bool) -> Entry[SessionBody]:
    """Keep a note, told late where it begins with a time.

    Raises LateError, ActError and VaultError.
    """
    ago, words = at_start(text)
    if ago is not None and not words.strip():
        raise LateError(tr("Say what happened then, such as: {ago} she laughed.", ago=text.strip()))
    return conductor.companion.note(words, private, late_by(conductor, ago))


def preview(conductor: Conductor, text: str) -> tuple[str, bool]:
    """Return what the box says of a time that `text` begins with, and whether it can be so."""
    ago, _ = at_start(text)
    if ago is None:
        return "", True
    try:
        by = late_by(conductor, ago)
    except LateError as trouble:
        return trouble.briefly, False
    assert by is not None
    return tr("happened {time}", time=conductor.clock_words(conductor.companion.now() - by)), True
