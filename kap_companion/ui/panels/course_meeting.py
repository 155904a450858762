"""The form of a meeting that was held: its times, its note, and what flows into the next dosing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from itertools import pairwise

from PySide6.QtWidgets import QWidget

from kap_companion.session import entries as e
from kap_companion.session.clock import at_offset
from kap_companion.session.course import Course, Step, offered_themes
from kap_companion.session.course_words import meeting_words
from kap_companion.ui.panels import course_typed as typed_as
from kap_companion.ui.panels.course_choice import ChipChoice
from kap_companion.ui.panels.course_form import CourseForm
from kap_companion.ui.panels.course_typed import Refused
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets.flow import Flow
from kap_companion.ui.widgets.key_button import ButtonTone, KeyButton
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.long_field import LongField
from kap_companion.ui.words import tr, tr_later

KINDS = tuple(kind for kind in e.MeetingKind if kind is not e.MeetingKind.DOSING)
_MODALITIES = (
    ("", tr_later("not said")),
    ("in_person", tr_later("in person")),
    ("telehealth", tr_later("telehealth")),
)
_MOST_OFFERED = 12
Offset = Callable[[datetime], str]
"""Says the clinician's offset from UTC at a moment."""


class MeetingForm(CourseForm):
    """Consultation, evaluation, preparation, integration or follow-up."""

    def __init__(self, offset: Offset, parent: QWidget | None = None) -> None:
        super().__init__(tr("Meeting held"), parent)
        self._offset = offset
        self._offered = Flow(gap=16)
        self._offers = Label("", Words.LABEL, Tone.SECOND, wrap=True)
        self.kind = ChipChoice(
            tuple((one.value, meeting_words(one)) for one in KINDS), tr("Meeting")
        )
        self.modality = ChipChoice(
            tuple((key, tr(words)) for key, words in _MODALITIES), tr("Where")
        )
        self.choices = {"kind": self.kind, "where": self.modality}
        self.add(
            self.kind,
            self.row(
                (
                    ("on", tr("On, as 2026-03-02"), 2),
                    ("begun", tr("Begun, as 14:30"), 2),
                    ("minutes", tr("Minutes"), 1),
                    ("by", tr("Held by"), 3),
                )
            ),
            self.modality,
            self.long_field("themes", tr("Themes, commas between")),
            self._offers,
            self._offered,
            self.long_field("intention", tr("Intention for the next dosing session")),
            self.long_field("plan", tr("Plan")),
            self.long_field("note", tr("Note"), tr("Shift+Enter begins a line"), most_lines=12),
        )
        self.finish()
        self.kind.chosen.connect(lambda _: self._show_offers())
        self._themes: tuple[str, ...] = ()

    def focus_first(self) -> None:
        self.kind.focus_chosen()

    def show_body(self, course: Course, body: e.ClientBody | None) -> None:
        held = body if isinstance(body, e.MeetingHeld) else None
        kind = held.meeting if held is not None else _next_kind(course)
        self.kind.set_chosen(kind.value)
        self.modality.set_chosen(held.modality.value if held and held.modality else "")
        begun = ""
        if held is not None and held.begun_at is not None:
            begun = f"{at_offset(held.begun_at, self._offset(held.begun_at)):%H:%M}"
        told = {
            "on": str(held.on if held is not None else course.today),
            "begun": begun,
            "minutes": str(held.minutes) if held and held.minutes is not None else "",
            "by": (held.by or "") if held else "",
            "themes": ", ".join(held.themes) if held else "",
            "intention": (held.intention or "") if held else "",
            "plan": (held.plan or "") if held else "",
            "note": (held.note or "") if held else "",
        }
        for name, words in told.items():
            self.fields[name].setText(words)
        self._themes = offered_themes(course)[:_MOST_OFFERED]
        self._fill_offers()
        self._show_offers()

    def read(self, typed: dict[str, str]) -> e.MeetingHeld:
        kind = self.kind.chosen_key()
        if kind is None:
            raise Refused("on", tr("Choose what kind of meeting it was."))
        on = typed_as.day("on", typed["on"])
        begun = typed_as.clock_time("begun", typed["begun"])
        begun_at = None
        if begun is not None:
            begun_at = self._moment(datetime.combine(on, begun))
        modality = self.modality.chosen_key()
        return e.MeetingHeld(
            meeting=e.MeetingKind(kind),
            on=on,
            begun_at=begun_at,
            minutes=typed_as.whole("minutes", tr("Minutes"), typed["minutes"], 1, 24 * 60),
            modality=e.Modality(modality) if modality else None,
            note=typed["note"] or None,
            intention=typed["intention"] or None,
            themes=typed_as.listed(typed["themes"]),
            plan=typed["plan"] or None,
            by=typed["by"] or None,
        )

    def _moment(self, local: datetime) -> datetime:
        """Return a time by the clinician's clock as a moment."""
        offset = self._offset(local.replace(tzinfo=UTC))
        return datetime.fromisoformat(f"{local.isoformat()}{offset}").astimezone(UTC)

    def _fill_offers(self) -> None:
        self._offered.clear()
        stops: list[QWidget] = [self._long("themes").edit]
        for theme in self._themes:
            button = KeyButton(theme, tone=ButtonTone.LINK, height=28)
            button.setAccessibleName(tr("Add the theme {theme}", theme=theme))
            button.clicked.connect(lambda _checked=False, words=theme: self._take(words))
            self._offered.add(button)
            stops.append(button)
        # Tab comes to them where the eye does, though they are made anew each time.
        for one, other in pairwise((*stops, self._long("intention").edit)):
            QWidget.setTabOrder(one, other)

    def _long(self, name: str) -> LongField:
        field = self.fields[name]
        assert isinstance(field, LongField)
        return field

    def _show_offers(self) -> None:
        is_offered = bool(self._themes) and self.kind.chosen_key() == "integration"
        self._offers.setText(tr("Marked and quoted in the last dosing session: choose to add."))
        self._offers.setVisible(is_offered)
        self._offered.setVisible(is_offered)

    def _take(self, theme: str) -> None:
        field = self.fields["themes"]
        told = typed_as.listed(field.text())
        if theme not in told:
            field.setText(", ".join((*told, theme)))


def _next_kind(course: Course) -> e.MeetingKind:
    """Return what kind of meeting comes next, to begin with."""
    if course.next is not None and course.next.step.value in [one.value for one in KINDS]:
        return e.MeetingKind(course.next.step.value)
    steps = [due.step for due in (*course.overdue, *course.coming)]
    return e.MeetingKind.FOLLOW_UP if Step.FOLLOW_UP in steps else e.MeetingKind.INTEGRATION
