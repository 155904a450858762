"""The form of a measure: the scale's own questions, added up as they are answered, or a total."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kap_companion.companion import ActError
from kap_companion.course_acts import measured
from kap_companion.session import entries as e
from kap_companion.session.course import Course
from kap_companion.session.scales import Scale, notices_of, score
from kap_companion.ui.panels import course_typed as typed_as
from kap_companion.ui.panels.course_choice import ChipChoice
from kap_companion.ui.panels.course_form import CourseForm
from kap_companion.ui.panels.course_typed import Refused
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets.inline_message import InlineMessage
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.scale_item import ScaleItem
from kap_companion.ui.words import tr, trn


class MeasureForm(CourseForm):
    """A digit answers a question and goes on to the next. A notice asks for words of its own."""

    def __init__(self, scales: Sequence[Scale], troubles: Sequence[str]) -> None:
        super().__init__(tr("Measure"))
        self._scales = {one.key: one for one in scales}
        self._scale = scales[0]
        self._known: e.MeasureTaken | None = None
        self._items: list[ScaleItem] = []
        self.scale = ChipChoice(tuple((one.key, one.title) for one in scales), tr("Scale"))
        self._about = Label("", Words.LABEL, Tone.SECOND, wrap=True)
        self._asked = QWidget()
        self._questions = QVBoxLayout(self._asked)
        self._questions.setContentsMargins(0, 0, 0, 0)
        self._questions.setSpacing(8)
        self._lead = Label("", Words.BODY, wrap=True)
        self._choices = Label("", Words.LABEL, Tone.SECOND, wrap=True)
        self._total = Label("", Words.STRONG)
        self._notice = InlineMessage("", Tone.DUE)
        self._notice_row = self.row((("notice", tr("What was done about it"), 1),))
        self._total_row = self.row((("total", tr("Total, as typed from the form"), 1),))
        self.add(
            self.scale,
            self.row((("on", tr("On, as 2026-03-02"), 1), ("words", tr("Words, if wanted"), 3))),
            self._lead,
            self._choices,
            self._asked,
            self._total_row,
            self._total,
            self._notice,
            self._notice_row,
            self._about,
        )
        if troubles:
            self.add(Label(" ".join(troubles), Words.LABEL, Tone.DUE, wrap=True))
        self.finish()
        self.scale.chosen.connect(self._take_scale)

    def focus_first(self) -> None:
        self.scale.focus_chosen()

    def show_body(self, course: Course, body: e.ClientBody | None) -> None:
        taken = body if isinstance(body, e.MeasureTaken) else None
        self._known = taken
        # A measure that was taken stays one of its own scale.
        self.scale.setVisible(taken is None)
        key = taken.measure if taken is not None else self._first(course)
        self._take_scale(key if key in self._scales else self._scale.key)
        self.scale.set_chosen(self._scale.key)
        self.fields["on"].setText(str(taken.on if taken is not None else course.today))
        self.fields["words"].setText((taken.words or "") if taken is not None else "")
        self.fields["notice"].setText((taken.notice_answer or "") if taken is not None else "")
        self.fields["total"].setText(str(taken.total) if taken is not None else "")
        items = taken.items if taken is not None else ()
        for item, value in zip(self._items, items, strict=False):
            item.set_value(value)
        self._show_total()

    def read(self, typed: dict[str, str]) -> e.MeasureTaken:
        scale = self._scale
        on = typed_as.day("on", typed["on"])
        total = typed_as.whole("total", tr("Total"), typed["total"], scale.least, scale.most)
        answers = [item.value() for item in self._items]
        open_at = next((n for n, value in enumerate(answers) if value is None), None)
        if open_at is not None:
            self._items[open_at].focus()
            self.area.ensureWidgetVisible(self._items[open_at])
            raise Refused("", tr("Question {number} has no answer yet.", number=open_at + 1))
        told = {n: value for n, value in enumerate(answers) if value is not None}
        if notices_of(scale, told) and not typed["notice"]:
            raise Refused("notice", tr("The notice asks for an answer: a few words are enough."))
        try:
            return measured(
                scale,
                on,
                [value for value in answers if value is not None],
                total=total,
                notice_answer=typed["notice"] or None,
                session_id=self._known.session_id if self._known is not None else None,
                words=typed["words"] or None,
            )
        except ActError as trouble:
            field = "total" if not scale.has_items else "notice"
            raise Refused(field, str(trouble)) from trouble

    def half_typed(self) -> dict[str, str]:
        answers = [item.value() for item in self._items]
        told = ["" if value is None else str(value) for value in answers]
        return super().half_typed() | {"scale": self._scale.key, "answers": ",".join(told)}

    def put_back(self, typed: Mapping[str, str]) -> None:
        if typed.get("scale") in self._scales:
            self._take_scale(typed["scale"])
            self.scale.set_chosen(typed["scale"])
        super().put_back(typed)
        for item, value in zip(self._items, typed.get("answers", "").split(","), strict=False):
            item.set_value(int(value) if value else None)
        self._show_total()

    def _take_scale(self, key: str) -> None:
        self._scale = scale = self._scales[key]
        for old in self._items:
            self._questions.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._items = [ScaleItem(n, item) for n, item in enumerate(scale.items, start=1)]
        for n, item in enumerate(self._items):
            self._questions.addWidget(item)
            item.show()  # a layout that is shown already does so only later
            item.answered.connect(self._show_total)
            item.went_on.connect(lambda at=n: self._go_on(at))
        self._asked.setVisible(scale.has_items)
        self._lead.setText(scale.lead)
        self._lead.setVisible(bool(scale.lead))
        choices = scale.items[0].choices if scale.items else ()
        self._choices.setText("   ".join(f"{one.value} {one.words}" for one in choices))
        self._choices.setVisible(bool(choices))
        self._total_row.setVisible(not scale.has_items)
        self._about.setText(f"{tr(scale.name)}. {tr(scale.credit)}")
        self._chain()
        self._show_total()

    def _first(self, course: Course) -> str:
        """Return the first measure of the plan that was not taken today."""
        today = [one.body.measure for one in course.measures if one.body.on == course.today]
        asked = [key for key in course.plan.measures if key in self._scales and key not in today]
        return next(iter(asked), next(iter(self._scales)))

    def _chain(self) -> None:
        """Let Tab come to the questions where the eye does, and to the buttons last."""
        stops: list[QWidget] = [self.fields["words"]]
        stops += [stop for item in self._items for stop in item.stops()]
        stops += [self.fields["total"], self.fields["notice"], *self.buttons()]
        for one, other in pairwise(stops):
            QWidget.setTabOrder(one, other)

    def _go_on(self, at: int) -> None:
        if at + 1 < len(self._items):
            self._items[at + 1].focus()
            self.area.ensureWidgetVisible(self._items[at + 1])
            return
        if not self._notice_row.isHidden():
            self.fields["notice"].setFocus(Qt.FocusReason.TabFocusReason)
        # What the last answer brought into sight has its place only once it is laid out.
        inside = self.area.widget()
        assert inside is not None
        inside.adjustSize()
        self.column.activate()
        bar = self.area.verticalScrollBar()
        bar.setValue(bar.maximum())

    def _show_total(self) -> None:
        self.begin_anew()
        answers = {
            n: value for n, item in enumerate(self._items) if (value := item.value()) is not None
        }
        left = len(self._items) - len(answers)
        self._total.setVisible(self._scale.has_items)
        if self._items and not left:
            told = score(self._scale, [answers[n] for n in range(len(self._items))])
            band = f", {tr(told.band)}" if told.band else ""
            self._total.setText(f"{self._scale.title} {told.total}{band}")
        else:
            self._total.setText(trn("1 question is open", "{n} questions are open", left))
        self._total.set_tone(Tone.SECOND if left else Tone.TEXT)
        notices = notices_of(self._scale, answers)
        self._notice.say(" ".join(tr(one.words) for one in notices), Tone.DUE)
        self._notice_row.setVisible(bool(notices))
