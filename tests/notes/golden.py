"""Says which texts are compared with files that a person has read and approved.

After a wanted change: `python -m tests.notes.golden`, then read the difference before committing.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from kap_companion.notes.document import psychotherapy_document, record_document
from kap_companion.notes.draft import find_template, templates, write_draft
from kap_companion.notes.export.markdown import markdown
from kap_companion.notes.export.text import plain_text
from kap_companion.session import entries as e
from kap_companion.session.vitals import Reading
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


def everything() -> made.Made:
    """Return a telehealth session with all that its entries can hold."""
    session = made.Made()
    session.add(
        -20,
        made.opened(
            modality=e.Modality.TELEHEALTH,
            location="12 Example Street, Springfield",
            callback="555 0142",
            support_person="Sam",
            support_phone="555 0199",
            clinician="A. Clinician",
            credentials="LCSW",
            born_on=date(1980, 5, 1),
            planned_lozenges=Decimal("1.5"),
            lozenge_mg=Decimal(100),
            prescribed_from_mg=Decimal(100),
            prescribed_to_mg=Decimal(200),
            contacts=(e.Contact("ride home", "Jo", "555 0107"),),
        ),
    )
    session.add(-18, e.IntentionSet("To meet what keeps watch"))
    session.add(-17, e.ChecklistTicked("Treatment consent signed", True, "consent"))
    high = session.add(
        -9,
        e.VitalsTaken(
            "164/98 80",
            Reading(164, 98, 80),
            None,
            "client",
            "own cuff",
            "sitting",
            (Reading(166, 100, 82), Reading(162, 96, 78)),
        ),
    )
    session.add(-8, e.LimitOverridden(high, ("systolic 164, limit under 160",), "known, asked"))
    session.add(-2, e.NoteTaken("Slept well. #rest"))
    session.add(
        0, e.DoseTaken(Decimal(150), lozenges=Decimal("1.5"), lozenge_mg=Decimal(100), hold_min=10)
    )
    session.add(10, e.Spat(swallowed=True))
    session.add(15, e.CueAnswered("check_in", "seen, calm"))
    session.add(22, e.NoteTaken("“It’s like the house is finally warm.” #warmth"))
    session.add(23, e.Marked("Tears"))
    session.add(25, e.DoseTaken(Decimal(50), booster=True, lozenges=Decimal(1)))
    session.add(36, e.Spat())
    session.add(
        37,
        e.AdverseEvent(
            "vomiting",
            e.Severity.MODERATE,
            "turned to the side",
            "resolved",
            None,
            session.moment(39),
            session.moment(40),
        ),
    )
    late = session.add(41, made.vitals("168/99 88 97"))
    session.add(42, e.CueAnswered("limits", "rest, then again", entry_id=late, again_in_min=10))
    session.add(43, e.Marked("Tears"))
    session.add(44, e.NoteTaken("“It is quiet now” and #Warmth again"))
    session.add(45, e.TouchAsked("hand on shoulder", "no"))
    session.add(52, made.vitals("140/85 80 98"))
    session.add(80, e.ChecklistTicked("Oriented", True, "readiness"))
    session.add(81, e.SessionEnded())
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
    "soap.md": lambda: draft("soap", everything()),
    "birp.md": lambda: draft("birp", everything()),
    "girp.md": lambda: draft("girp", everything()),
    "prescriber.md": lambda: draft("prescriber", everything()),
    "letter.md": lambda: draft("letter", everything()),
    "everything_in_the_log.txt": lambda: plain_text(record_document(everything().record)),
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
