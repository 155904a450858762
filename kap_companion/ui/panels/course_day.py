"""The form that sets the day of a step of the course."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from kap_companion.session import entries as e
from kap_companion.session.course import Course
from kap_companion.session.course_words import meeting_words
from kap_companion.ui.panels import course_typed as typed_as
from kap_companion.ui.panels.course_choice import ChipChoice
from kap_companion.ui.panels.course_form import CourseForm
from kap_companion.ui.panels.course_typed import Refused
from kap_companion.ui.words import tr


class DayForm(CourseForm):
    """A later day of the same kind takes the earlier one's place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Day set"), parent)
        kinds = tuple((one.value, meeting_words(one)) for one in e.MeetingKind)
        self.kind = ChipChoice(kinds, tr("Step"))
        self.choices = {"kind": self.kind}
        self.add(
            self.kind,
            self.row((("on", tr("On, as 2026-03-02"), 1), ("words", tr("Words, if wanted"), 3))),
        )
        self.finish()

    def focus_first(self) -> None:
        self.kind.focus_chosen()

    def show_body(self, course: Course, body: e.ClientBody | None) -> None:
        plan = body if isinstance(body, e.MeetingPlanned) else None
        kind = e.MeetingKind.FOLLOW_UP.value
        if plan is not None:
            kind = plan.meeting.value
        elif course.next is not None and course.next.step.value in list(e.MeetingKind):
            kind = course.next.step.value
        self.kind.set_chosen(kind)
        self.fields["on"].setText(str(plan.on) if plan is not None else "")
        self.fields["words"].setText((plan.words or "") if plan is not None else "")

    def read(self, typed: dict[str, str]) -> e.MeetingPlanned:
        kind = self.kind.chosen_key()
        if kind is None:
            raise Refused("on", tr("Choose which step it is."))
        return e.MeetingPlanned(
            meeting=e.MeetingKind(kind),
            on=typed_as.day("on", typed["on"]),
            words=typed["words"] or None,
        )
