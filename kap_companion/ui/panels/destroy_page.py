"""Destroying a client's file after its retention time: what goes and what stays, then the code."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kap_companion.companion import ActError
from kap_companion.ui.conductor import Conductor
from kap_companion.ui.panels.prepare_scroll import ScrollColumn
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets.flow import Flow
from kap_companion.ui.widgets.hint_field import HintField
from kap_companion.ui.widgets.inline_message import InlineMessage
from kap_companion.ui.widgets.key_button import ButtonTone, KeyButton
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.margins import set_margins
from kap_companion.ui.widgets.section_label import SectionLabel
from kap_companion.ui.words import tr, tr_later, trn
from kap_companion.vault.clients import ClientFile

_STAYS = tr_later(
    "The vault’s log keeps that it was done, when and why, by ids that tell of nobody. Backups, "
    "exported documents and the copies named before-… that an update leaves beside the vault still "
    "hold this file: destroy those yourself."
)
_SURE = tr_later("Nobody can take this back. Type {code} to confirm it.")


class DestroyPage(QWidget):
    """Two confirmations. Emits `cancelled`, or `destroyed` once it is done."""

    cancelled = Signal()
    destroyed = Signal()

    def __init__(self, conductor: Conductor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self._client: ClientFile | None = None
        self._title = Label("", Words.TITLE, wrap=True)
        self._goes = Label("", Words.BODY, wrap=True)
        self.reason = HintField(tr("Why, as “its time is over”"))
        self.code = HintField(tr("The client’s code"))
        self._sure = Label("", Words.BODY, Tone.DUE, wrap=True)
        self._message = InlineMessage("", Tone.DUE)
        self._go_on = KeyButton(tr("Go on"))
        self._destroy = KeyButton(tr("Destroy this file"), tone=ButtonTone.DUE)
        self._cancel = KeyButton(tr("Cancel"), tr("Esc"), ButtonTone.PRIMARY)
        self._lay_out()
        self._go_on.clicked.connect(self._ask_again)
        self.reason.entered.connect(lambda _text: self._ask_again())
        self._destroy.clicked.connect(self._do)
        self.code.entered.connect(lambda _text: self._do())
        self._cancel.clicked.connect(self.cancelled)

    def show_client(self, client: ClientFile) -> None:
        """Ask for the first time."""
        self._client = client
        vault = self._conductor.practice.vault
        sessions = vault.sessions.of_client(client.id)
        self._title.setText(tr("Destroy {code}’s file?", code=client.code))
        self.setAccessibleName(self._title.text())
        held = trn("1 session", "{n} sessions", len(sessions))
        self._goes.setText(
            tr(
                "All that this vault holds of {code}: {held} with records, drafts and "
                "psychotherapy notes; meetings, measures, supply, limits and contacts.",
                code=client.code,
                held=held,
            )
        )
        self._sure.setText(tr(_SURE, code=client.code))
        self.reason.clear()
        self._show_second(False)
        self.say("")

    def focus_first(self) -> None:
        """Put the keyboard on what is asked."""
        field = self.code if self._is_second else self.reason
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self, sentence: str, tone: Tone = Tone.DUE) -> None:
        """Show one line under the question."""
        self._message.say(sentence, tone)

    def message(self) -> str:
        """Return the line that is shown."""
        return self._message.text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
            return
        super().keyPressEvent(event)

    # --- how it is done -------------------------------------------------------------------------

    def _lay_out(self) -> None:
        area = ScrollColumn(gap=8, right=24)
        set_margins(area.column, 28, 24, 24, 8)
        for part in (
            self._title,
            SectionLabel(tr("What goes")),
            self._goes,
            SectionLabel(tr("What stays")),
            Label(tr(_STAYS), Words.BODY, wrap=True),
            SectionLabel(tr("Why it is destroyed")),
            self.reason,
        ):
            if isinstance(part, SectionLabel):
                area.column.addSpacing(12)
            area.column.addWidget(part)
        area.column.addStretch(1)
        foot = QVBoxLayout()
        set_margins(foot, 28, 8, 24, 16)
        foot.setSpacing(8)
        # Always in view, however large the words above are.
        for part in (self._sure, self.code, self._message):
            foot.addWidget(part)
        foot.addWidget(Flow(self._go_on, self._destroy, self._cancel))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(area, 1)
        whole.addLayout(foot)

    def _show_second(self, on: bool) -> None:
        self._is_second = on
        self.reason.setEnabled(not on)
        self.code.clear()
        for part in (self._sure, self.code, self._destroy):
            part.setVisible(on)
        self._go_on.setVisible(not on)

    def _ask_again(self) -> None:
        if not self.reason.text().strip():
            self.say(tr("Say why it is destroyed."))
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.say("")
        self._show_second(True)
        self.focus_first()

    def _do(self) -> None:
        client, reason, code = self._client, self.reason.text(), self.code.text()
        if client is None or not self._is_second:
            return
        destroying = self._conductor.practice.destroying

        def destroy() -> str:
            try:
                destroying.destroy(client.id, code, reason)
            except ActError as trouble:
                return str(trouble)
            self._client = None
            return ""

        why = self._conductor.attempt(destroy)
        if why:
            self.say(why)
            self.code.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._client is None:
            self.destroyed.emit()
