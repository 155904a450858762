"""Handing the draft on without a file: to the printer, or to the clipboard for a minute."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from kap_companion.notes.export import ExportError
from kap_companion.notes.export.apart import ExportApart, ExportStopped
from kap_companion.notes.export.order import Order, document_of
from kap_companion.notes.export.text import plain_text
from kap_companion.session.access_words import CLIPBOARD, PRINTER
from kap_companion.session.entries import Stream
from kap_companion.ui.background import Background
from kap_companion.ui.clipboard import KEPT_S, LentClipboard
from kap_companion.ui.conductor import Conductor
from kap_companion.ui.panels.draft_hand import DraftInHand
from kap_companion.ui.panels.prepare_asking import Asking
from kap_companion.ui.printing import SPOOL, Printer, PrintError, hand_over, usual_printer
from kap_companion.ui.theme import Tone
from kap_companion.ui.words import tr, tr_later, trn
from kap_companion.vault.errors import VaultError

_NOWHERE = Path()
_COPIED = tr_later(
    "Copied, to be pasted elsewhere. It is taken off the clipboard after {seconds} seconds, when "
    "you leave this page, and at the lock. A program that keeps a history of the clipboard may "
    "keep it."
)
_APART = tr_later("They are not meant for the record’s readers.")


class DraftHanding(QObject):
    """`told` says how it went, and in which tone. All of it is in the vault's own log."""

    told = Signal(str, object)

    def __init__(
        self,
        conductor: Conductor,
        hand: DraftInHand,
        asking: Asking,
        parent: QObject | None = None,
    ) -> None:
        """Hand on what is in `hand`, asking by `asking`."""
        super().__init__(parent)
        self._conductor = conductor
        self._hand = hand
        self._asking = asking
        self._background = Background(self)
        self._apart: ExportApart | None = None
        self._clipboard = LentClipboard(self)

    # --- acts -----------------------------------------------------------------------------------

    def print_page(self, *, appendix: bool) -> None:
        """Ask, then print the record as it would be exported, or what is handed out."""
        if not self._hand.keep():
            return
        page = self._hand.page
        is_handed_out = page is not None and page.is_handed_out
        what = tr("Print this page") if is_handed_out else tr("Print this record")
        self._find_printer(what, lambda: self._order("pdf", appendix=appendix))

    def print_psychotherapy_notes(self, count: int) -> None:
        """Ask by name, then print the psychotherapy notes, and nothing else."""
        if not count:
            self.told.emit(tr("This session has no psychotherapy notes."), Tone.SECOND)
            return
        practice, session_id = self._conductor.practice, self._conductor.companion.session_id
        self._find_printer(
            trn(
                "Print {n} psychotherapy note of this session, and nothing of the record",
                "Print {n} psychotherapy notes of this session, and nothing of the record",
                count,
            ),
            lambda: practice.order_psychotherapy_notes(session_id, ("pdf",), _NOWHERE),
            tr(_APART),
        )

    def copy_note(self) -> None:
        """Put the note as plain text on the clipboard for a minute; nothing private is in it."""
        if not self._hand.keep():
            return
        conductor = self._conductor

        def copy() -> bool:
            order = self._order("txt", appendix=False)
            # Told first: what cannot be written to the log does not leave the vault.
            text = plain_text(document_of(order))
            conductor.practice.tell_printed(order, CLIPBOARD)
            self._clipboard.put(text)
            return True

        if conductor.attempt(copy):
            self.told.emit(tr(_COPIED, seconds=KEPT_S), Tone.SECOND)

    def leave(self) -> None:
        """The page is left or covered: what was copied is taken back."""
        self._clipboard.take_back()

    def put_away(self) -> None:
        """The session is put away: stop what is under way, and wait until it has stopped."""
        if self._apart is not None:
            self._apart.stop()
        self._background.settle()
        self.leave()

    # --- how it is done -------------------------------------------------------------------------

    def _order(self, kind: str, *, appendix: bool) -> Order:
        practice, session_id = self._conductor.practice, self._conductor.companion.session_id
        page = self._hand.page
        handed_out = (page.template, page.text) if page and page.is_handed_out else None
        return practice.order_record(
            session_id, (kind,), _NOWHERE, appendix=appendix, handed_out=handed_out
        )

    def _find_printer(self, what: str, order: Callable[[], Order], about: str = "") -> None:
        if self._background.is_busy:
            return
        self.told.emit(tr("Looking for the printer."), Tone.SECOND)

        def work() -> Printer | PrintError:
            try:
                return usual_printer()
            except PrintError as trouble:
                return trouble

        def found(outcome: Printer | PrintError) -> None:
            if not self._conductor.has_session:
                return
            if isinstance(outcome, PrintError):
                self.told.emit(str(outcome), Tone.DUE)
                return
            self.told.emit("", Tone.SECOND)
            self._ask(outcome, what, order, about)

        self._background.do(work, found, _never)

    def _ask(self, printer: Printer, what: str, order: Callable[[], Order], about: str) -> None:
        others = tr("The system’s default printer can be another one.") if printer.others else ""
        parts = (
            tr("{print_what} on {printer}?", print_what=what, printer=printer.name),
            about,
            SPOOL,
            tr("The vault’s log tells of it."),
            others,
        )
        self._asking.ask(
            " ".join(part for part in parts if part),
            lambda to: self._print(printer, order, to or None),
            tr("Print"),
            hint=tr("For whom, if you like"),
            needs_reason=False,
        )

    def _print(self, printer: Printer, order: Callable[[], Order], to: str | None) -> None:
        made = self._conductor.attempt(order) if self._conductor.has_session else None
        if made is None:
            return
        apart = self._apart = ExportApart(made)

        def work() -> Exception | None:
            try:
                contents, _ = apart.make(lambda _made, _every: None)
                hand_over(contents[0], printer)
            except (ExportError, ExportStopped, PrintError) as trouble:
                return trouble
            return None

        def done(trouble: Exception | None) -> None:
            self._apart = None
            if isinstance(trouble, ExportStopped):
                return
            if trouble is not None:
                self.told.emit(str(trouble), Tone.DUE)
                return
            practice = self._conductor.practice
            self._conductor.attempt(lambda: practice.tell_printed(made, PRINTER, to))
            words = (
                tr("Psychotherapy notes are with {printer}, to be printed.", printer=printer.name)
                if made.stream is Stream.PSYCHOTHERAPY_NOTES
                else tr("It is with {printer}, to be printed.", printer=printer.name)
            )
            self.told.emit(words, Tone.WELL)

        self.told.emit(tr("Making the pages."), Tone.SECOND)
        self._background.do(work, done, _never)


def _never(_trouble: VaultError) -> None:
    raise RuntimeError("printing opens no vault")
