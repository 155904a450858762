"""Says which texts are compared with files that a person has read and approved.

After a wanted change: `python -m tests.notes.golden`, then read the difference before committing.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from kap_companion.notes.document import psychotherapy_document, record_document
from kap_companion.notes.draft import find_template, templates, write_draft
from kap_companion.notes.export.markdown import markdown
from kap_companion.notes.export.text import plain_text
from kap_companion.session import entries as e
from tests.notes import made

FOLDER = Path(__file__).parent / "golden"
SUBJECT = "M.R., session 3, 24 November 2025"


def draft(template: str, record: made.Made) -> str:
    """Return the draft of a made record."""
    return write_draft(find_template(template, templates()), record.record)


def telehealth_over_midnight() -> made.Made:
    """Return a telehealth session in the evening that ends on the next day, before it is signed."""
    session = made.Made(datetime(2025, 11, 25, 7, 40, tzinfo=UTC))
    session.add(
        -20,
        made.opened(
            client="J.D.",
            modality=e.Modality.TELEHEALTH,
            location="12 Example Street, Springfield",
            callback="555 0142",
            support_person="Sam",
            support_phone="555 0199",
            limits=None,
            planned_sessions=None,
            session_number=1,
        ),
    )
    session.add(-16, e.PersonArrived("Sam", "support person"))
    session.add(-5, made.vitals("150/95 88"))
    session.add(
        -4,
        e.LimitOverridden("reading", ("Systolic pressure 150",), "re-checked after ten minutes"),
    )
    session.add(0, e.DoseTaken(Decimal(100)))
    session.add(15, e.CueAnswered("check_in", "seen, calm"))
    session.add(25, e.NoteTaken("“Everything is very quiet.”"))
    session.add(70, e.SessionEnded(reason="client asked to stop"))
    return session


def signed_with_addendum() -> made.Made:
    """Return a signed session whose clinician added a word the day after."""
    text = draft("dap", made.whole_session())
    session = made.whole_session(draft=text, signed=True)
    session.add(
        24 * 60,
        e.AddendumAdded("Jo called: home safely.", "heard later", session.moment(3 * 60)),
    )
    return session


def private_notes() -> made.Made:
    """Return psychotherapy notes, one amended, one struck."""
    session = made.Made()
    session.add_private(18, e.PrivateNoteTaken("My own pull to reassure."))
    pull = session.add_private(30, e.PrivateNoteTaken("The watchful part"))
    session.add_private(
        31, e.PrivateNoteAmended(pull, "fuller", {"text": "The watchful part, 8 y"})
    )
    slip = session.add_private(40, e.PrivateNoteTaken("A private slip"))
    session.add_private(41, e.PrivateNoteStruck(slip, "not mine to keep"))
    session.add_private(55, e.PrivateNoteTaken("Late thought", session.moment(50)))
    return session


CASES: dict[str, Callable[[], str]] = {
    "dap.md": lambda: draft("dap", made.whole_session()),
    "narrative.md": lambda: draft("narrative", made.whole_session()),
    "nothing_recorded.md": lambda: draft("dap", made.Made()),
    "telehealth_over_midnight.md": lambda: draft("narrative", telehealth_over_midnight()),
    "unsigned_document.md": lambda: markdown(record_document(telehealth_over_midnight().record)),
    "signed_document.md": lambda: markdown(record_document(signed_with_addendum().record)),
    "signed_document.txt": lambda: plain_text(record_document(signed_with_addendum().record)),
    "psychotherapy_notes.md": lambda: markdown(
        psychotherapy_document(private_notes().private, SUBJECT)
    ),
}

if __name__ == "__main__":
    for name, text in CASES.items():
        (FOLDER / name).write_text(text(), encoding="utf-8")
