"""The form of a supply that the prescriber ordered; the numbers are the prescriber's."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from kap_companion.session import entries as e
from kap_companion.session.course import Course
from kap_companion.session.wording import number
from kap_companion.ui.panels import course_typed as typed_as
from kap_companion.ui.panels.course_choice import ChipChoice
from kap_companion.ui.panels.course_form import CourseForm
from kap_companion.ui.words import tr, tr_later

_WHICH = (("first", tr_later("First supply")), ("refill", tr_later("Refill")))


class SupplyForm(CourseForm):
    """What is not said stays empty: nothing is reckoned from it then."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Prescription"), parent)
        self.which = ChipChoice(tuple((key, tr(words)) for key, words in _WHICH), tr("Supply"))
        self._prescriber = ""
        self.choices = {"which": self.which}
        self.add(
            self.which,
            self.row((("on", tr("Given on, as 2026-03-02"), 2), ("by", tr("Given by"), 3))),
            self.row(
                (
                    ("lozenges", tr("Lozenges"), 1),
                    ("mg", tr("mg each"), 1),
                    ("from", tr("Dose from, mg"), 1),
                    ("to", tr("Dose to, mg"), 1),
                    ("sessions", tr("For how many sessions"), 2),
                )
            ),
            self.row((("words", tr("In the prescriber’s words, if wanted"), 1),)),
        )
        self.finish()

    def set_prescriber(self, prescriber: str) -> None:
        """Say who prescribes for this client, to begin with."""
        self._prescriber = prescriber

    def focus_first(self) -> None:
        self.which.focus_chosen()

    def show_body(self, course: Course, body: e.ClientBody | None) -> None:
        given = body if isinstance(body, e.PrescriptionGiven) else None
        last = course.prescriptions[-1].body if course.prescriptions else None
        is_refill = given.is_refill if given is not None else last is not None
        self.which.set_chosen("refill" if is_refill else "first")
        sessions = given.sessions if given else None
        if given is None and last is None:
            sessions = course.plan.first_supply_sessions
        # A refill is mostly of the same lozenges and range: those begin as they were last.
        like = given or last
        told = {
            "on": str(given.given_on if given is not None else course.today),
            "by": ((like.given_by or "") if like else "") or self._prescriber,
            "lozenges": number(given.lozenges) if given and given.lozenges is not None else "",
            "mg": number(like.lozenge_mg) if like and like.lozenge_mg is not None else "",
            "from": number(like.from_mg) if like and like.from_mg is not None else "",
            "to": number(like.to_mg) if like and like.to_mg is not None else "",
            "sessions": "" if sessions is None else str(sessions),
            "words": (given.words or "") if given else "",
        }
        for name, words in told.items():
            self.fields[name].setText(words)

    def read(self, typed: dict[str, str]) -> e.PrescriptionGiven:
        return e.PrescriptionGiven(
            given_on=typed_as.day("on", typed["on"]),
            given_by=typed["by"] or None,
            lozenges=typed_as.number("lozenges", tr("Lozenges"), typed["lozenges"]),
            lozenge_mg=typed_as.number("mg", tr("mg each"), typed["mg"]),
            from_mg=typed_as.number("from", tr("Dose from"), typed["from"]),
            to_mg=typed_as.number("to", tr("Dose to"), typed["to"]),
            sessions=typed_as.whole("sessions", tr("Sessions"), typed["sessions"], 1, 100),
            is_refill=self.which.chosen_key() == "refill",
            words=typed["words"] or None,
        )
