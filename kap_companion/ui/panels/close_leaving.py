"""With whom the client leaves."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kap_companion.session import entries as e
from kap_companion.session.wording import LEAVES_WITH
from kap_companion.ui.conductor import Conductor
from kap_companion.ui.theme import Tone
from kap_companion.ui.widgets.hint_field import HintField
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.section_label import SectionLabel
from kap_companion.ui.words import tr


class LeavingPanel(QWidget):
    """Enter keeps that the client left, and with whom."""

    def __init__(self, conductor: Conductor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self._heading = SectionLabel(tr("Leaves with"))
        self._told = Label(wrap=True)
        self._field = HintField(tr("Name, then Enter"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._heading)
        column.addWidget(self._told)
        column.addWidget(self._field)
        self._field.entered.connect(self._leave)

    def refresh(self) -> None:
        """Show who left with whom, as the record has it."""
        companion = self._conductor.companion
        opened = companion.state.facts.opened
        client = opened.client if opened else ""
        self._field.setAccessibleName(tr("With whom {client} leaves", client=client))
        told = [
            tr(
                "{client} left with {escort} at {time}.",
                client=row.body.name,
                escort=row.body.role.removeprefix(LEAVES_WITH),
                time=self._conductor.clock_words(row.happened_at),
            )
            for row in companion.rows()
            if isinstance(row.body, e.PersonLeft)
            and row.struck is None
            and row.body.role.startswith(LEAVES_WITH)
        ]
        self._told.setText(
            "\n".join(told) or tr("Not told yet: with whom {client} leaves.", client=client)
        )
        self._told.set_tone(Tone.TEXT if told else Tone.SECOND)
        self._field.setVisible(not told)

    def _leave(self, text: str) -> None:
        companion = self._conductor.companion
        opened, escort = companion.state.facts.opened, text.strip()
        if not escort or opened is None:
            return
        client = opened.client
        if (
            self._conductor.attempt(lambda: companion.leave(client, f"{LEAVES_WITH}{escort}"))
            is not None
        ):
            self._field.clear()
