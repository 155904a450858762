"""Signing: the name is asked for, then asked about once more; then the record is closed."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from kap_companion.session.state import SessionState
from kap_companion.session.wording import clinician
from kap_companion.ui.conductor import Conductor
from kap_companion.ui.panels.draft_hand import DraftInHand
from kap_companion.ui.panels.draft_words import blanks
from kap_companion.ui.panels.prepare_asking import Asking
from kap_companion.ui.words import tr, trn


class Signing(QObject):
    """`told` says why it cannot be signed yet, `signed` that it was."""

    told = Signal(str)
    signed = Signal()

    def __init__(
        self,
        conductor: Conductor,
        hand: DraftInHand,
        asking: Asking,
        parent: QObject | None = None,
    ) -> None:
        """Sign what is in `hand`, asking by `asking`."""
        super().__init__(parent)
        self._conductor = conductor
        self._hand = hand
        self._asking = asking

    def ask(self) -> None:
        """Ask for name and credentials; what is still blank is said and may stay."""
        state = self._conductor.companion.state
        if state.is_signed or self._hand.page is None:
            return
        if state.facts.ended_at is None:
            self.told.emit(tr("End the session before signing its record."))
            return
        if self._hand.page.is_handed_out:
            self.told.emit(
                tr("This is to be handed out. Choose the note’s template, then sign that.")
            )
            return
        left = len(blanks(self._hand.page.text))
        told = [tr("Signing closes the record: only addenda can follow.")]
        if left:
            told.append(
                trn(
                    "{n} blank is open and would stay.", "{n} blanks are open and would stay.", left
                )
            )
        changed = len(self._hand.flags)
        if changed:
            told.append(
                trn(
                    "{n} sentence has a source that changed after drafting.",
                    "{n} sentences have sources that changed after drafting.",
                    changed,
                )
            )
        self._asking.ask(
            " ".join(told),
            self._ask_again,
            tr("Go on"),
            hint=tr("Your name and credentials"),
            text=_signer(state),
        )

    def _ask_again(self, name: str) -> None:
        self._asking.ask(
            tr("Sign as “{name}”? This cannot be taken back.", name=name),
            lambda _answer: self._sign(name),
            tr("Sign"),
            has_field=False,
        )

    def _sign(self, name: str) -> None:
        page, companion = self._hand.page, self._conductor.companion
        if page is None or not self._hand.keep():
            return
        if self._conductor.attempt(lambda: companion.sign(name, page.template)) is not None:
            self.signed.emit()


def _signer(state: SessionState) -> str:
    """Return whose name is likely to be signed: the clinician's, where the record names one."""
    opened = state.facts.opened
    return (clinician(opened) if opened else None) or ""
