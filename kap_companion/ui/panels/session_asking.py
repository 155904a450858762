"""What the session asks inline: a dose, the end, a reason, and the acts that need a few words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kap_companion.session import entries as e
from kap_companion.session.adverse import ADVERSE_EVENTS
from kap_companion.session.cues import CueKind, open_cues
from kap_companion.session.wording import OUTCOMES, SEVERITY, cue_words, elapsed, hours_minutes
from kap_companion.ui import presenting
from kap_companion.ui.conductor import Conductor
from kap_companion.ui.dosing import DoseFlow
from kap_companion.ui.kept_words import ROLES, as_kept
from kap_companion.ui.panels.close_words import open_at_close
from kap_companion.ui.panels.session_form import Choice, Field, SessionForm
from kap_companion.ui.panels.session_marks import MarksEditor
from kap_companion.ui.widgets.reason_bar import ReasonBar
from kap_companion.ui.words import tr, tr_later

_CAME = (("arrived", tr_later("Arrived")), ("left", tr_later("Left")))
_LEFT = tr_later("left for now")
_TOUCHES = (
    *(tr_later("hand"), tr_later("shoulder"), tr_later("arm"), tr_later("back")),
    *(tr_later("feet"), tr_later("forehead"), tr_later("blanket")),
)
# What answers a cue by being done.
_DOING = {
    CueKind.SUPPORT.value: tr_later("Or Ctrl+Shift+R keeps who arrived."),
    CueKind.SPIT.value: tr_later("Or F6 keeps that it was spat."),
    CueKind.VITALS.value: tr_later("Or F2 takes them."),
    CueKind.RECHECK.value: tr_later("Or F2 takes them."),
    CueKind.VITALS_AT_CLOSE.value: tr_later("Or F2 takes them."),
}
_QUESTION, _HINT = tr_later("how was it answered?"), tr_later("Answer, such as declined")
_QUESTIONS = {
    CueKind.SUPPORT.value: tr_later("who is in the home, and since when?"),
    CueKind.CHECK_IN.value: tr_later("what did they see?"),
}
_HINTS = {
    CueKind.SUPPORT.value: tr_later("Who is there, since when"),
    CueKind.CHECK_IN.value: tr_later("What was seen"),
}


@dataclass(frozen=True, slots=True)
class Question:
    """Which question is open: the panel's act, and what that was told, such as `dose` at '-3m'."""

    act: str
    told: str = ""


class AskingPanel(QWidget):
    """One question at a time, above the note box. `closed` says that none is open any more."""

    closed = Signal()
    prepare_asked = Signal(str)

    def __init__(self, conductor: Conductor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self.dose_bar, self.bar, self.form = ReasonBar(), ReasonBar(), SessionForm()
        self.marks = MarksEditor()
        self.dosing = DoseFlow(conductor, self.dose_bar, self)
        self._asked: Question | None = None
        self._then: Callable[[str], bool] | None = None
        self._then_form: Callable[[Mapping[str, str]], bool] | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in self._parts:
            column.addWidget(part)
        self.dosing.closed.connect(lambda _kept: self.closed.emit())
        self.dosing.prepare_asked.connect(self.prepare_asked)
        self.bar.confirmed.connect(self._go_on)
        self.bar.cancelled.connect(self.cancel)
        self.form.confirmed.connect(self._go_on_with)
        self.form.cancelled.connect(self.cancel)
        self.marks.kept.connect(self._keep_marks)
        self.marks.cancelled.connect(self.cancel)

    @property
    def _parts(self) -> tuple[QWidget, ...]:
        return self.dose_bar, self.bar, self.form, self.marks

    @property
    def is_asking(self) -> bool:
        """Whether a question is open."""
        return any(not part.isHidden() for part in self._parts)

    @property
    def asked(self) -> Question | None:
        """Return the open question, None where none is open."""
        return self._asked if self.is_asking else None

    def ask_again(self, asked: Question) -> None:
        """Ask a question that was open on another panel."""
        match asked.act:
            case "dose":
                self.dose(asked.told)
            case "cue":
                self.cue(asked.told)
            case "end" | "adverse" | "touch" | "person" | "limits" | "edit_marks":
                getattr(self, asked.act)()
            case _:
                pass

    def cancel(self) -> None:
        """Ask no more and do nothing."""
        self._put_away()
        self.closed.emit()

    # --- the acts -------------------------------------------------------------------------------

    def dose(self, time: str = "") -> None:
        """Ask for a first dose or a booster, taken at `time` where one was told, such as '-3m'."""
        self._put_away()
        self._asked = Question("dose", time)
        self.dosing.ask(None, time)

    def end(self) -> None:
        """Ask whether to end; before the window or the plan is over also why."""
        if not self._conductor.companion.state.is_running:
            self._conductor.refused.emit(tr("The session has ended already."))
            return
        early = _why_ask(self._conductor)
        self._put_away()
        self._asked = Question("end")
        self._then = self._end
        self.bar.ask(
            " ".join((early, tr("Why end now?")))
            if early
            else tr("End the session? Notes go on until signing."),
            tr("End session"),
            hint=tr("Reason") if early else tr("Reason, if there is one"),
            needs_reason=bool(early),
        )

    def adverse(self) -> None:
        """Ask what went less than well, and what was done."""
        self._put_away()
        self._asked = Question("adverse")

        def keep(told: Mapping[str, str]) -> bool:
            return self._attempt(
                lambda: self._conductor.companion.adverse(
                    as_kept(told["what"], ADVERSE_EVENTS),
                    e.Severity(told["severity"]),
                    told["action"] or None,
                    as_kept(told["outcome"], OUTCOMES) or None,
                )
            )

        self._then_form = keep
        self.form.ask(
            tr("Adverse event"),
            (
                Field("what", tr("What happened"), suggests=_said(ADVERSE_EVENTS)),
                Choice("severity", tr("Severity"), _severities(), e.Severity.MILD.value),
                Field("action", tr("What was done"), is_needed=False),
                Field("outcome", tr("Outcome"), is_needed=False),
            ),
        )

    def touch(self) -> None:
        """Ask what touch was asked about and what the client answered."""
        self._put_away()
        self._asked = Question("touch")

        def keep(told: Mapping[str, str]) -> bool:
            return self._attempt(
                lambda: self._conductor.companion.touch(told["asked"], told["answer"])
            )

        self._then_form = keep
        self.form.ask(
            tr("Touch, asked in the moment"),
            (
                Field(
                    "asked",
                    tr("What was asked, such as hand on shoulder"),
                    suggests=_said(_TOUCHES),
                ),
                Field("answer", tr("Answer"), suggests=(tr("yes"), tr("no"))),
            ),
        )

    def person(self) -> None:
        """Ask who arrived or left."""
        self._put_away()
        self._asked = Question("person")

        def keep(told: Mapping[str, str]) -> bool:
            companion = self._conductor.companion
            act = companion.arrive if told["came"] == "arrived" else companion.leave
            role = as_kept(told["role"], ROLES) or companion.state.facts.present.get(
                told["name"], ""
            )
            if not role:
                self._conductor.refused.emit(tr("Say who that is: support person, interpreter …"))
                return False
            return self._attempt(lambda: act(told["name"], role))

        self._then_form = keep
        name, role = self._awaited()
        came = tuple((key, tr(words)) for key, words in _CAME)
        self.form.ask(
            tr("Somebody arrived or left"),
            (
                Choice(
                    "came",
                    tr("Arrived or left"),
                    came,
                    "arrived",
                ),
                Field("name", tr("Name"), name),
                Field("role", tr("Role"), role, is_needed=False),
            ),
        )

    def cue(self, kind: str | None = None) -> None:
        """Ask for the answer to a cue: of that kind, else to the soonest that asks."""
        companion = self._conductor.companion
        state, now = companion.state, companion.now()
        if kind is None:
            soonest = presenting.soonest_asking(state, now)
            if soonest is None:
                self._conductor.told.emit(tr("Nothing asks for an answer now."))
                return
            kind = soonest.kind.value
        if kind == CueKind.OUTSIDE_LIMITS:
            self.limits()
            return
        found = next((one for one in open_cues(state, now) if one.kind.value == kind), None)
        words = found.words if found is not None else cue_words(kind)
        is_due = found is not None and found.due_at <= now
        self._put_away()
        asked = kind
        self._asked = Question("cue", asked)

        def keep(answer: str) -> bool:
            return self._attempt(lambda: companion.answer_cue(kind, answer))

        self._then = keep
        # Who is there and what they saw must be said: nothing answers these by itself.
        asks = tr(_QUESTIONS.get(kind, _QUESTION))
        is_about_support = kind in (CueKind.CHECK_IN, CueKind.SUPPORT)
        self.bar.ask(
            " ".join(part for part in (f"{words}:", asks, tr(_DOING.get(kind, ""))) if part),
            tr("Answer"),
            hint=tr(_HINTS.get(kind, _HINT)),
            text=tr(_LEFT) if is_due and not is_about_support else "",
        )

    def limits(self) -> None:
        """Ask what was done about a reading outside the prescriber's limits."""
        companion = self._conductor.companion
        opened = companion.state.facts.opened
        given = opened.limits if opened is not None else None
        passed = companion.outside_limits()
        if given is None or not passed:
            self._conductor.told.emit(tr("The latest reading is within the prescriber's limits."))
            return
        self._put_away()
        self._asked = Question("limits")

        def keep(told: Mapping[str, str]) -> bool:
            minutes = told["again"].strip().removesuffix("min").strip()
            if minutes and not (minutes.isascii() and minutes.isdigit()):
                self._conductor.refused.emit(tr("Type the minutes until then, such as 10."))
                return False
            again = int(minutes[:6]) if minutes else None
            return self._attempt(lambda: companion.answer_limit(told["answer"], again))

        self._then_form = keep
        self.form.ask(
            tr(
                "Outside the limits of {prescriber}: {limits}. What was done?",
                prescriber=given.given_by or tr("the prescriber"),
                limits="; ".join(passed),
            ),
            (
                Field("answer", tr("Such as resting, prescriber told")),
                Field("again", tr("Vitals again in so many minutes"), is_needed=False),
            ),
        )

    def edit_marks(self) -> None:
        """Let the marks be changed, for this client or for all."""
        opened = self._conductor.companion.state.facts.opened
        if opened is None:
            return
        self._put_away()
        self._asked = Question("edit_marks")
        own = self._conductor.own_words
        is_own = own.has_own_marks(opened.client_id)
        self.marks.ask(own.marks(opened.client_id), opened.client, only_here=is_own)

    # --- how it is done -------------------------------------------------------------------------

    def _awaited(self) -> tuple[str, str]:
        """Return name and role of the support person while they are awaited."""
        companion = self._conductor.companion
        opened = companion.state.facts.opened
        cues = open_cues(companion.state, companion.now())
        if opened is None or all(one.kind is not CueKind.SUPPORT for one in cues):
            return "", ""
        return opened.support_person or "", tr("support person")

    def _put_away(self) -> None:
        self._asked = self._then = self._then_form = None
        if self.dosing.is_asking:
            self.dosing.put_away()
        self.bar.close_bar()
        self.form.close_form()
        self.marks.close_editor()

    def _go_on(self, reason: str) -> None:
        if self._then is not None and self._then(reason):
            self.cancel()

    def _go_on_with(self, told: Mapping[str, str]) -> None:
        if self._then_form is not None and self._then_form(told):
            self.cancel()

    def _keep_marks(self, marks: tuple[str, ...], only_here: bool) -> None:
        opened = self._conductor.companion.state.facts.opened
        assert opened is not None
        own = self._conductor.own_words

        def keep() -> bool:
            own.keep_marks(marks, opened.client_id, for_all=not only_here)
            return True

        if self._attempt(keep):
            self.cancel()

    def _attempt(self, act: Callable[[], object]) -> bool:
        return self._conductor.attempt(act) is not None

    def _end(self, reason: str) -> bool:
        return self._attempt(lambda: self._conductor.companion.end(reason or None))


def _said(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(tr(one) for one in words)


def _severities() -> tuple[tuple[str, str], ...]:
    return tuple((one.value, SEVERITY[one].capitalize()) for one in e.Severity)


def _why_ask(conductor: Conductor) -> str:
    """Return how the end would be early and what of leaving is open, nothing where neither is."""
    companion = conductor.companion
    state, now = companion.state, companion.now()
    told = []
    left, planned_end = state.window_left(now), state.planned_end()
    if left is None:
        told.append(tr("No dose was taken."))
    elif left > timedelta(0):
        told.append(tr("The window has {time} left.", time=elapsed(left)))
    opened = state.facts.opened
    if opened is not None and planned_end is not None and now < planned_end:
        planned = timedelta(minutes=opened.planned_minutes)
        told.append(
            tr(
                "It is {passed} of {planned}.",
                passed=hours_minutes(state.since_opening(now)),
                planned=hours_minutes(planned),
            )
        )
    if state.first_dose is not None:
        told += open_at_close(state, now, conductor.checklists)
    return " ".join(told)
