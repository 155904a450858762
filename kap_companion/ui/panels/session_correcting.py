"""Corrects or strikes an entry in its own row of the notes, with the reason under its words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from kap_companion.companion import ActError
from kap_companion.session import entries as e
from kap_companion.session.codec import to_json
from kap_companion.session.standing import Standing
from kap_companion.session.wording import reason_words, sentence
from kap_companion.ui import presenting
from kap_companion.ui.conductor import Conductor
from kap_companion.ui.panels.prepare_words import PlanError, parse_dose
from kap_companion.ui.theme import Tone
from kap_companion.ui.widgets.note_list import NoteList
from kap_companion.ui.widgets.row_field import RowField
from kap_companion.ui.widgets.row_form import REASON, RowForm
from kap_companion.ui.words import tr, tr_later

# The keys of a body that the clinician typed, with the words its form asks by.
_CORRECTABLE: Mapping[type[Any], tuple[tuple[str, str], ...]] = {
    e.NoteTaken: (("text", tr_later("Note")),),
    e.PrivateNoteTaken: (("text", tr_later("Private note")),),
    e.Marked: (("tag", tr_later("Mark")),),
    e.VitalsTaken: (("text", tr_later("Vitals")),),
    e.DoseTaken: (("dose_mg", "mg"),),
    e.AdverseEvent: (
        ("what", tr_later("What happened")),
        ("action", tr_later("Done")),
        ("outcome", tr_later("Outcome")),
    ),
    e.TouchAsked: (("asked", tr_later("Asked")), ("answer", tr_later("Answer"))),
    e.PersonArrived: (("name", tr_later("Name")), ("role", tr_later("Role"))),
    e.PersonLeft: (("name", tr_later("Name")), ("role", tr_later("Role"))),
    e.CueAnswered: (("answer", tr_later("Answer")),),
    e.LimitOverridden: (("reason", tr_later("Reason for going on")),),
}
_MAY_BE_EMPTY = ("action", "outcome")
_WHY_CORRECTED = (
    tr_later("More exact"),
    tr_later("Misheard"),
    tr_later("Mistyped"),
    tr_later("Incomplete"),
)
_WHY_WITHDRAWN = (
    tr_later("My own thought"),
    tr_later("The wrong box"),
    tr_later("Not for the record"),
)
_WITHDRAW = tr_later(
    "Its words leave the record and its saved drafts, and become a private note. What was exported "
    "or backed up before still holds them."
)
_WHY_STRUCK = (
    tr_later("Kept twice"),
    tr_later("Not so"),
    tr_later("Wrong client"),
    tr_later("Mistyped"),
)
_SCRATCH_MS = 400
_LONGEST = 120
_LEFT = tr_later("Left half typed: the same key in that row goes on with it.")


@dataclass(frozen=True, slots=True)
class Unfinished:
    """Which entry is being corrected, struck or withdrawn."""

    key: str
    is_strike: bool
    is_withdrawal: bool = False


def keys_words(row: Standing[Any], *, is_signed: bool) -> str:
    """Return what the keys do at a row, or why it was struck; nothing where they do nothing."""
    if row.struck is not None:
        return _short(tr("Struck: {reason}", reason=reason_words(row.struck.reason)))
    if isinstance(row.body, e.AddendumAdded) or (
        is_signed and not isinstance(row.body, e.PrivateNoteTaken)
    ):
        return ""
    told = [tr("E correct")] if type(row.body) in _CORRECTABLE else []
    told.append(tr("Del strike"))
    if can_withdraw(row):
        told.append(tr("P private"))
    return "   ".join(told)


def can_withdraw(row: Standing[Any]) -> bool:
    """Whether a row is a note or mark of the record, which can move to the private notes."""
    return isinstance(row.body, e.NoteTaken | e.Marked)


class Correcting(QObject):
    """One row at a time. What is half typed is in the scratch within half a second.

    Esc leaves the entry as it is, and so does the keyboard that goes elsewhere on the screen: what
    was typed is kept for the next time it is corrected. `closed` says that the row is as it was.
    """

    closed = Signal()

    def __init__(
        self, conductor: Conductor, notes: NoteList, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self._list = notes
        self._form: RowForm | None = None
        self._open: Unfinished | None = None
        self._stands: Mapping[str, str] = {}
        self._scratch = QTimer(self)
        self._scratch.setSingleShot(True)
        self._scratch.setInterval(_SCRATCH_MS)
        self._scratch.timeout.connect(self.keep_half_typed)

    @property
    def form(self) -> RowForm | None:
        """Return the form in the row, while there is one."""
        return self._form

    @property
    def unfinished(self) -> Unfinished | None:
        """Return what is being done, to go on with it later; None where nothing is."""
        return self._open

    def go_on_with(self, unfinished: Unfinished) -> None:
        """Open the form again, with what was half typed."""
        do = self.strike if unfinished.is_strike else self.correct
        (self.withdraw if unfinished.is_withdrawal else do)(unfinished.key)

    def correct(self, key: str) -> None:
        """Let the words of an entry be edited in its row."""
        row = self._attempt_row(key)
        if row is None or self._is_open(Unfinished(key, False)):
            return
        asked = _CORRECTABLE.get(type(row.body))
        if asked is None:
            self._conductor.refused.emit(
                tr("That entry has no words to correct: strike it instead.")
            )
            return
        is_long = isinstance(row.body, e.NoteTaken | e.PrivateNoteTaken)
        body = to_json(row.body)
        fields = tuple(
            RowField(name, tr(words), str(body.get(name) or ""), name not in _MAY_BE_EMPTY, is_long)
            for name, words in asked
        )
        form = RowForm(Tone.NOW, fields, _said(_WHY_CORRECTED), tr("Correct"), self._before(row))
        form.confirmed.connect(lambda told: self._amend(key, told))
        self._show(form, Unfinished(key, False))

    def strike(self, key: str) -> None:
        """Ask in its row why an entry is to be struck."""
        row = self._attempt_row(key)
        if row is None or self._is_open(Unfinished(key, True)):
            return
        form = RowForm(
            Tone.DUE, (), _said(_WHY_STRUCK), tr("Strike"), tr("Strike it? It stays readable.")
        )
        form.confirmed.connect(
            lambda told: self._do(lambda: self._conductor.companion.strike(key, told[REASON]))
        )
        self._show(form, Unfinished(key, True))

    def withdraw(self, key: str) -> None:
        """Ask in its row why a note or mark leaves the record for the psychotherapy notes."""
        row = self._attempt_row(key)
        here = Unfinished(key, is_strike=True, is_withdrawal=True)
        if row is None or self._is_open(here):
            return
        if not can_withdraw(row):
            self._conductor.refused.emit(
                tr("Only a note or a mark of the record can be made private.")
            )
            return
        form = RowForm(Tone.PRIVATE, (), _said(_WHY_WITHDRAWN), tr("Make private"), tr(_WITHDRAW))
        form.confirmed.connect(
            lambda told: self._do(lambda: self._conductor.companion.withdraw(key, told[REASON]))
        )
        self._show(form, here)

    def keep_half_typed(self) -> bool:
        """Keep what stands in the form, if it is not kept yet; False where the disk refuses it."""
        self._scratch.stop()
        form, is_open = self._form, self._open
        if form is None or is_open is None or not self._conductor.has_session:
            return True
        companion, typed, key = self._conductor.companion, form.values(), is_open.key
        words = {} if typed == self._stands else dict(typed)

        def keep() -> bool:
            if words != companion.correction(key):
                companion.save_correction(key, words)
            return True

        return self._conductor.attempt(keep) is not None

    def close(self) -> None:
        """Leave the row as it is; what is half typed is kept first."""
        self.keep_half_typed()
        self._put_away()

    # --- how it is done -------------------------------------------------------------------------

    def _show(self, form: RowForm, unfinished: Unfinished) -> None:
        self.close()
        self._form, self._open, self._stands = form, unfinished, form.values()
        self._list.open_form(unfinished.key, form, below=unfinished.is_strike)
        form.go_on_with(self._conductor.companion.correction(unfinished.key))
        form.cancelled.connect(self._cancel)
        form.edited.connect(self._scratch.start)
        form.entered.connect(self._list.bring_into_view)
        form.take_keyboard()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow_keyboard)

    def _is_open(self, unfinished: Unfinished) -> bool:
        """Give the keyboard to the form, where that is open already."""
        if self._form is None or self._open != unfinished:
            return False
        self._form.take_keyboard()
        return True

    def _cancel(self) -> None:
        if self._leave():
            self.closed.emit()

    def _leave(self) -> bool:
        """Leave the row as it is and say what is half done; False where that cannot be kept."""
        form = self._form
        is_half_typed = form is not None and form.values() != self._stands
        if not self.keep_half_typed():
            return False
        self._put_away()
        if is_half_typed:
            self._conductor.told.emit(tr(_LEFT))
        return True

    def _follow_keyboard(self, _old: QWidget | None, now: QWidget | None) -> None:
        """Leave the row once the keyboard is elsewhere on the screen."""
        form = self._form
        if form is None or now is None or form.isAncestorOf(now):
            return
        if _screen_of(self._list).isAncestorOf(now):
            self._leave()

    def _put_away(self) -> None:
        self._scratch.stop()
        if self._form is not None:
            self._form = self._open = None
            app = QApplication.instance()
            if isinstance(app, QApplication):
                app.focusChanged.disconnect(self._follow_keyboard)
            self._list.close_form()

    def _amend(self, key: str, told: Mapping[str, str]) -> None:
        changes: dict[str, Any] = {
            name: words or None
            for name, words in told.items()
            if name != REASON and words != self._stands[name]
        }
        if "dose_mg" in changes:
            dose_mg = self._conductor.attempt(lambda: _dose(told["dose_mg"]))
            if dose_mg is None:
                return
            changes["dose_mg"] = dose_mg
        companion = self._conductor.companion
        if changes:
            self._do(lambda: companion.amend(key, told[REASON], changes))
        else:
            self._conductor.attempt(lambda: companion.save_correction(key, {}))
            self._put_away()
            self.closed.emit()

    def _do(self, act: Callable[[], object]) -> None:
        """Do it; where it is refused every letter stays."""
        if self._conductor.attempt(act) is not None:
            self._put_away()
            self.closed.emit()

    def _attempt_row(self, key: str) -> Standing[Any] | None:
        return self._conductor.attempt(lambda: self._correctable(key))

    def _correctable(self, key: str) -> Standing[Any]:
        row = self._conductor.companion.row(key)
        if row.struck is not None:
            raise ActError(tr("That entry is struck already."))
        return row

    def _before(self, row: Standing[Any]) -> str:
        """Return the words as they were first written, where they were corrected since."""
        if not row.amended:
            return ""
        first = Standing(row.entry, row.entry.body)
        state = self._conductor.companion.state
        words = _short(presenting.note_row(first, state, self._conductor.clock_words).text)
        why = " ".join(
            sentence(
                tr(
                    "Corrected {time}: {reason}",
                    time=self._conductor.clock_words(one.at),
                    reason=reason_words(one.reason),
                )
            )
            for one in row.amended
        )
        return " ".join((tr("First written: “{words}”.", words=words), why))


def _screen_of(part: QWidget) -> QWidget:
    """Return the screen that `part` stands on, among those of the room."""
    at, over = part, part.parentWidget()
    while over is not None and not isinstance(over, QStackedWidget):
        at, over = over, over.parentWidget()
    return at


def _said(reasons: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(tr(one) for one in reasons)


def _dose(text: str) -> str:
    try:
        dose_mg = parse_dose(text)
    except PlanError as trouble:
        raise ActError(str(trouble)) from trouble
    if dose_mg is None:
        raise ActError(tr("Type the dose in milligrams, such as 150."))
    return str(dose_mg)


def _short(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= _LONGEST else f"{flat[: _LONGEST - 1].rstrip()}…"
