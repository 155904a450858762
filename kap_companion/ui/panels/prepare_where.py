"""Where the client is; at telehealth the address, the numbers and who is with them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kap_companion.identity import identity
from kap_companion.session import entries as e
from kap_companion.session.state import SessionState
from kap_companion.ui.conductor import Conductor
from kap_companion.ui.panels.prepare_field import KeptField
from kap_companion.ui.panels.prepare_plan import change_plan
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.section_label import SectionLabel
from kap_companion.ui.widgets.segmented import Segmented
from kap_companion.ui.words import tr, tr_later

_MODALITIES = (
    (e.Modality.IN_PERSON.value, tr_later("In person")),
    (e.Modality.TELEHEALTH.value, tr_later("Telehealth")),
)
_FIELDS = (
    ("location", tr_later("Address for emergencies")),
    ("callback", tr_later("Call-back number")),
    ("support_person", tr_later("Support person in the home")),
    ("support_phone", tr_later("Support person’s number")),
)


class WherePanel(QWidget):
    """In person or telehealth. The four fields are needed before a telehealth dose."""

    def __init__(self, conductor: Conductor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self._modality = Segmented(
            tuple((key, tr(words)) for key, words in _MODALITIES), name=tr("Where the client is")
        )
        self._line = Label(words=Words.LABEL, tone=Tone.SECOND, wrap=True)
        self._fields = {key: KeptField(tr(hint)) for key, hint in _FIELDS}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(SectionLabel(tr("Where")))
        column.addWidget(self._modality)
        column.addSpacing(4)
        for key, field in self._fields.items():
            column.addWidget(field)
            field.kept.connect(partial(self._keep, key))
            field.returnPressed.connect(partial(self._go_on, key))
        column.addWidget(self._line)
        self._modality.chosen.connect(self._move)

    def refresh(self, state: SessionState) -> None:
        """Show where the client is, and what is needed there."""
        opened = state.facts.opened
        if opened is None:
            return
        self._modality.set_chosen(opened.modality.value)
        is_far = opened.modality is e.Modality.TELEHEALTH
        for key, field in self._fields.items():
            field.show_kept(getattr(opened, key) or "")
            field.setVisible(is_far)
        if not is_far:
            if opened.location:
                self._say(
                    tr("Address, call-back number and support person are asked at telehealth.")
                )
            else:
                self._say(
                    tr(
                        "No address for the emergency card. Settings, Practice, keeps one for "
                        "later sessions."
                    )
                )
            return
        missing = len(self._conductor.companion.missing_for_telehealth())
        every = opened.cues.check_in_every_min
        if missing:
            left = tr("all four") if missing == len(_FIELDS) else str(missing)
            told = tr("Needed before a telehealth dose: {count} to fill in.", count=left)
            if opened.location:
                told = " ".join((told, tr("Ask whether they are at this address today.")))
            self._say(told, Tone.DUE)
        else:
            before = opened.cues.support_before_min
            self._say(
                tr(
                    "Complete. The support person comes {before} min before and looks in every "
                    "{every} min: a cue reminds.",
                    before=before,
                    every=every,
                )
                if before
                else tr(
                    "Complete. The support person looks in every {every} min: a cue reminds.",
                    every=every,
                )
            )

    def keep(self) -> None:
        """Keep what stands in the fields."""
        for field in self._fields.values():
            field.keep()

    def focus_missing(self) -> None:
        """Give the keyboard to the first field that is still empty."""
        empty = (one for one in self._fields.values() if not one.text().strip())
        field = next(empty, None)
        if field is not None:
            field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep(self, key: str, text: str) -> None:
        self._fields[key].take_kept(text)
        change_plan(self._conductor, **{key: text or None})

    def _move(self, modality: str) -> None:
        """Keep where the client is now: help is sent to another address there."""
        practice = self._conductor.practice
        opened = self._conductor.companion.state.facts.opened
        here = identity(practice.vault.shelf)
        if modality == e.Modality.IN_PERSON.value:
            place = {"location": here.address or None, "callback": here.phone or None}
        else:
            client = practice.vault.clients.get(opened.client_id) if opened is not None else None
            place = {"location": (client.address if client else None) or None, "callback": None}
        change_plan(self._conductor, modality=modality, **place)

    def _go_on(self, key: str) -> None:
        """Give the keyboard to the next of the four after Enter."""
        fields = list(self._fields.values())
        at = fields.index(self._fields[key]) + 1
        if at < len(fields):
            fields[at].setFocus(Qt.FocusReason.TabFocusReason)

    def _say(self, words: str, tone: Tone = Tone.SECOND) -> None:
        self._line.setText(words)
        self._line.set_tone(tone)
