"""Asks what has to be asked before a dose is kept: how much, and why where something is open."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal

from PySide6.QtCore import QObject, Signal

from kap_companion.language import decimal_words
from kap_companion.session.dose_words import DoseWords, DoseWordsError, parse_dose
from kap_companion.session.late import LateError, at_either_end
from kap_companion.session.wording import milligrams
from kap_companion.ui.conductor import Conductor
from kap_companion.ui.telling import late_by
from kap_companion.ui.widgets.reason_bar import ReasonBar
from kap_companion.ui.words import tr, tr_later

_HOW_MUCH = tr_later("Dose taken, under the tongue: how many mg, or 1.5 x 100? -3m tells it late.")
_HOW_MUCH_MORE = tr_later(
    "Booster taken, under the tongue: how many mg, or 1.5 x 100? -3m tells it late."
)


class DoseFlow(QObject):
    """A first dose or a booster, asked about inline by a reason bar that nobody else asks by.

    `closed` says that the bar was put away: True where a dose was kept. `prepare_asked` says in
    words what a telehealth dose still lacks; nothing was kept then.
    """

    closed = Signal(bool)
    prepare_asked = Signal(str)

    def __init__(
        self, conductor: Conductor, reason_bar: ReasonBar, parent: QObject | None = None
    ) -> None:
        """Ask by `reason_bar`."""
        super().__init__(parent)
        self._conductor = conductor
        self._bar = reason_bar
        self._then: Callable[[str], None] | None = None
        self._happened_at: datetime | None = None
        reason_bar.confirmed.connect(self._go_on)
        reason_bar.cancelled.connect(self._cancel)

    @property
    def is_asking(self) -> bool:
        """Whether the bar is shown by this flow."""
        return self._then is not None

    def ask(self, dose_mg: Decimal | None, time: str = "") -> None:
        """Keep a dose of `dose_mg`, asking only for reasons; None asks how much, too.

        The planned dose stands in the field of a first dose; for a booster it is empty: the app
        proposes no dose. `time` is when it was taken, such as '-3m', where that was told already.
        """
        self._happened_at = None
        conductor = self._conductor
        state = conductor.companion.state
        if not state.is_running:
            conductor.refused.emit(
                tr("The session has ended. Strike its end before noting a dose.")
            )
            return
        missing = conductor.companion.missing_for_telehealth()
        if missing and not state.facts.doses:
            lacks = tr("A telehealth dose needs {missing}.", missing=", ".join(missing))
            conductor.refused.emit(lacks)
            self.prepare_asked.emit(lacks)
            return
        if dose_mg is None:
            self._ask_how_much("", time=time)
        else:
            self._ask_why(DoseWords(dose_mg))

    def put_away(self) -> None:
        """Ask no more and keep nothing, without a word: another question takes the place."""
        self._then = None
        self._bar.close_bar()

    def _ask_how_much(self, trouble: str, text: str | None = None, time: str = "") -> None:
        state = self._conductor.companion.state
        opened = state.facts.opened
        is_first = not state.facts.doses
        planned = opened.planned_dose_mg if opened is not None and is_first else None
        kept = 0
        if text is None:
            text = decimal_words(format(planned.normalize(), "f")) if planned is not None else ""
            if time:
                # It stays as the dose is typed after it.
                kept = len(time) + 1
                text = f"{time} {text}"
        question = tr(_HOW_MUCH if is_first else _HOW_MUCH_MORE)
        self._then = self._take_how_much
        self._bar.ask(
            f"{trouble} {question}".strip(),
            tr("Dose taken") if is_first else tr("Booster"),
            hint="mg",
            text=text,
            kept=kept,
        )

    def _take_how_much(self, text: str) -> None:
        ago, typed = at_either_end(text)
        companion = self._conductor.companion
        opened = companion.state.facts.opened
        try:
            dose = parse_dose(typed, opened.lozenge_mg if opened is not None else None)
            late = late_by(self._conductor, ago)
        except (DoseWordsError, LateError) as trouble:
            self._ask_how_much(str(trouble), text)
            return
        # By the moment it was told: to say why may take a while.
        self._happened_at = companion.now() - late if late is not None else None
        if dose is None and ago is not None and opened is not None:
            # The time was typed over the planned dose: that one is meant.
            planned = None if companion.state.facts.doses else opened.planned_dose_mg
            dose = None if planned is None else DoseWords(planned)
        if dose is None:
            self._ask_how_much("", text)
        else:
            self._ask_why(dose)

    def _ask_why(self, dose: DoseWords) -> None:
        companion = self._conductor.companion
        state = companion.state
        opened = state.facts.opened
        asks = list(companion.asks_before_dose(self._conductor.checklists, dose.dose_mg))
        latest = state.latest_reading
        passed = companion.outside_limits()
        is_outside = (
            bool(passed) and latest is not None and state.facts.overridden != latest.entry_id
        )
        if not asks and not is_outside:
            self._keep(dose, None, override=False)
            return
        told = _briefly(asks)
        if is_outside:
            limits = opened.limits if opened is not None else None
            by = limits.given_by if limits is not None and limits.given_by else tr("the prescriber")
            told = [
                tr("Outside the limits of {by}: {passed}.", by=by, passed="; ".join(passed)),
                *told,
            ]

        def keep(reason: str) -> None:
            self._keep(dose, reason if asks else None, override=is_outside, why=reason)

        self._then = keep
        self._bar.ask(
            tr("{open} Why go on?", open=" ".join(told)),
            tr("Dose {milligrams}", milligrams=milligrams(dose.dose_mg)),
            hint=tr("Reason"),
        )

    def _keep(self, dose: DoseWords, reason: str | None, *, override: bool, why: str = "") -> None:
        conductor = self._conductor
        companion = conductor.companion
        if override and conductor.attempt(lambda: companion.override(why)) is None:
            return
        then = self._happened_at
        late = companion.now() - then if then is not None else None
        kept = conductor.attempt(
            lambda: companion.dose(
                dose.dose_mg,
                dose.route,
                reason=reason,
                late_by=late,
                lozenges=dose.lozenges,
                lozenge_mg=dose.lozenge_mg,
                hold_min=dose.hold_min,
            )
        )
        if kept is not None:
            self._close(kept=True)

    def _go_on(self, answer: str) -> None:
        if self._then is not None:
            self._then(answer)

    def _cancel(self) -> None:
        if self._then is not None:
            self._close(kept=False)

    def _close(self, *, kept: bool) -> None:
        self._then = None
        self._bar.close_bar()
        self.closed.emit(kept)


def _briefly(asks: list[str]) -> list[str]:
    """Name up to two things that are open; more are counted, so that the question stays short."""
    if len(asks) <= 2:
        return asks
    return [*asks[:1], tr("{count} more are open.", count=len(asks) - 1)]
