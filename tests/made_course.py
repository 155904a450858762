"""A made-up course in a real vault: six dosing sessions with all that lies between them.

All of it is synthetic: no client, prescriber, number or note is or was anybody's.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from kap_companion.practice import Opening, Practice
from kap_companion.session import entries as e
from kap_companion.session.clock import ScriptedClock
from kap_companion.vault.clients import ClientFile

LIMITS = e.Limits(150, 95, 100, 94, "Dr. P.N.", date(2025, 8, 20))
DOSES = (100, 100, 150, 150, 150, 200)
AFTER = ("138/92 83", "134/90 80", "136/90 81", "142/94 86", "134/88 78", "140/92 82")
PHQ9 = (19, 17, 16, 13, 12, 9, 8)
GAD7 = (15, 14, 12, 11, 9, 8, 6)
THEMES = (
    ("the locked room",),
    ("the locked room", "breath"),
    ("sea", "the brother"),
    ("the brother", "anger"),
    ("anger", "rest"),
    ("rest", "the open door"),
)
ADVERSE = {0: "nausea", 3: "anxiety", 5: "dizziness"}


def answers(total: int, items: int) -> list[int]:
    """Return answers of 0 to 3 to so many items that add up to `total`; the last stays at 0."""
    told = [0] * items
    at = 0
    while total:
        told[at % (items - 1)] += 1
        at += 1
        total -= 1
    return told


def make_course(
    practice: Practice, clock: ScriptedClock, code: str = "T.K.", sessions: int = 6
) -> ClientFile:
    """Keep a course of so many dosing sessions, two weeks apart, up to the clock's own day."""
    client = practice.save_client(
        None,
        e.ClientSaved(
            code,
            "T. Kestrel (synthetic)",
            "Dr. P.N.",
            8,
            (e.Contact("ride home", "Jo", "555 0142"),),
            born_on=date(1984, 5, 17),
            address="12 Example Row",
        ),
    )
    acts = practice.course
    practice.give_limits(client.id, LIMITS)

    def today() -> date:
        return acts.today

    def measure(n: int) -> None:
        phq9, gad7 = acts.scale("phq9"), acts.scale("gad7")
        assert phq9 is not None
        assert gad7 is not None
        acts.take_measure(client.id, phq9, today(), [*answers(PHQ9[n], 9), 1])
        acts.take_measure(client.id, gad7, today(), [*answers(GAD7[n], 7), 1])

    def meet(kind: e.MeetingKind, **told: object) -> None:
        held = e.MeetingHeld(kind, today(), minutes=50, modality=e.Modality.IN_PERSON, **told)  # type: ignore[arg-type]
        acts.hold_meeting(client.id, held)

    meet(e.MeetingKind.CONSULTATION, by="A. Clinician, LCSW")
    clock.advance(timedelta(days=3))
    meet(e.MeetingKind.EVALUATION, by="Dr. P.N.")
    supply = e.PrescriptionGiven(
        today(), "Dr. P.N.", Decimal(4), Decimal(100), Decimal(100), Decimal(200), 2
    )
    acts.prescribe(client.id, supply)
    measure(0)
    clock.advance(timedelta(days=3))
    meet(
        e.MeetingKind.PREPARATION,
        intention="To meet what waits behind the door.",
        themes=("the locked room",),
        plan="Bring the blue blanket.",
        by="A. Clinician, LCSW",
    )
    for n in range(sessions):
        clock.advance(timedelta(days=4))
        if n in (2, 4):
            refill = e.PrescriptionGiven(
                today(),
                "Dr. P.N.",
                Decimal(4),
                Decimal(100),
                Decimal(100),
                Decimal(200),
                2,
                is_refill=True,
            )
            acts.prescribe(client.id, refill)
        measure(n + 1)
        _dose(practice, clock, client, n)
        clock.advance(timedelta(days=3))
        meet(
            e.MeetingKind.INTEGRATION,
            themes=THEMES[n],
            plan="Walk by the water once this week.",
            note="Spoke of what stayed. Slept well since.",
            by="A. Clinician, LCSW",
        )
        clock.advance(timedelta(days=6))
    if sessions < 8:
        plan = e.MeetingPlanned(e.MeetingKind.DOSING, today() + timedelta(days=2))
        acts.plan_meeting(client.id, plan)
    saved = practice.vault.clients.get(client.id)
    assert saved is not None
    return saved


def _dose(practice: Practice, clock: ScriptedClock, client: ClientFile, n: int) -> None:
    mg = DOSES[n]
    opening = Opening(
        planned_dose_mg=Decimal(mg),
        dose_range=e.DoseRange.LOW if mg == 100 else e.DoseRange.MODERATE,
        present=(e.Person("A. Clinician, LCSW", "clinician"),),
    )
    session = practice.open_session(client, opening)
    session.vitals("124/84 72 98")
    clock.advance(timedelta(minutes=10))
    session.dose(Decimal(mg))
    clock.advance(timedelta(minutes=12))
    session.spit()
    for theme in THEMES[n]:
        clock.advance(timedelta(minutes=5))
        session.mark(theme)
    clock.advance(timedelta(minutes=6))
    session.note("“It is quiet there.”" if n == 5 else "Long exhale.")
    if n == 3:
        session.dose(Decimal(50), reason="as agreed")
    if n in ADVERSE:
        session.adverse(ADVERSE[n], e.Severity.MILD, "rest", "resolved")
    session.note("My own pull to reassure.", private=True)
    clock.advance(timedelta(minutes=12))
    session.vitals(f"{AFTER[n]} 97")
    clock.advance(timedelta(minutes=40))
    session.vitals("126/82 72 98")
    session.end()
    if n < 5:
        session.sign("A. Clinician, LCSW", practice.template(None))
