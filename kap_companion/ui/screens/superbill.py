"""A superbill for one client: services ticked, codes typed, the sum seen, a PDF made."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kap_companion.companion import ActError
from kap_companion.notes.export import Exported
from kap_companion.session.fees import FeesError, money, parse_amount
from kap_companion.ui.acts import act
from kap_companion.ui.conductor import REFUSALS, Conductor
from kap_companion.ui.files import choose_folder
from kap_companion.ui.panels.prepare_scroll import ScrollColumn
from kap_companion.ui.panels.superbill_row import SuperbillRow
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets.field_row import FieldRow, NamedField
from kap_companion.ui.widgets.flow import Flow
from kap_companion.ui.widgets.hint_field import HintField
from kap_companion.ui.widgets.inline_message import InlineMessage
from kap_companion.ui.widgets.key_button import ButtonTone, KeyButton
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.margins import set_margins
from kap_companion.ui.widgets.section_label import SectionLabel
from kap_companion.ui.words import tr, tr_later, trn
from kap_companion.vault.clients import ClientFile

_CODES = tr_later(
    "Codes are yours: none is proposed, and those you type here are not kept for the next time. "
    "Several diagnosis codes are parted by commas."
)
_HOLDS = tr_later(
    "A statement for the client’s own claim. It is sent nowhere: it lies in the folder in clear, "
    "outside the vault."
)


class SuperbillScreen(QWidget):
    """Emits `cancelled` when it is left. What was exported is in the vault's log."""

    cancelled = Signal()

    def __init__(self, conductor: Conductor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self._bills = conductor.practice.superbills
        self._client: ClientFile | None = None
        self.rows: list[SuperbillRow] = []
        self._title = Label("", Words.TITLE)
        self._about = InlineMessage("", Tone.SECOND)
        self._missing = InlineMessage("", Tone.DUE)
        self._all = KeyButton(tr("Choose all"), tone=ButtonTone.LINK)
        self._in_full = KeyButton(tr("Paid in full"), tone=ButtonTone.LINK)
        names = ("diagnoses", "paid", "to", "folder")
        self.fields: dict[str, HintField] = {name: HintField() for name in names}
        self.total = Label("", Words.STRONG, wrap=True)
        self._message = InlineMessage("", Tone.DUE)
        self._export = KeyButton(tr("Export"), "Ctrl+S", ButtonTone.PRIMARY)
        self._close = KeyButton(tr("Close"), tr("Esc"))
        self._lay_out()
        act(self, tr("Export"), "Ctrl+S", self.export)
        self._export.clicked.connect(self.export)
        self._close.clicked.connect(self.close_bill)
        self._all.clicked.connect(self._choose_all)
        self._in_full.clicked.connect(self._pay_in_full)
        for field in self.fields.values():
            field.entered.connect(lambda _text: self.export())
            field.textEdited.connect(lambda _text: self._show_total())

    def is_begun_for(self, client: ClientFile) -> bool:
        """Whether something is chosen or typed here for this client, and was not closed."""
        typed = (self.fields[name].text().strip() for name in ("diagnoses", "paid", "to"))
        is_begun = any(row.is_chosen for row in self.rows) or any(typed)
        return self._client is not None and self._client.id == client.id and is_begun

    def close_bill(self) -> None:
        """Forget what was chosen and typed, and leave."""
        self._client = None
        self.cancelled.emit()

    def show_client(self, client: ClientFile) -> None:
        """Begin a superbill for a client; nothing is chosen yet."""
        self._client = client
        self._title.setText(tr("Superbill for {code}", code=client.code))
        self.setAccessibleName(self._title.text())
        for name in ("diagnoses", "paid", "to"):
            self.fields[name].clear()
        if not self.fields["folder"].text():
            place = QStandardPaths.StandardLocation.DocumentsLocation
            self.fields["folder"].setText(QStandardPaths.writableLocation(place))
        self._lay_rows(client)
        missing = self._bills.missing(client)
        self._missing.say(
            tr(
                "Insurers often ask for what is not given here: {missing}. It can be typed in "
                "Settings, Practice, and in the client’s file.",
                missing=", ".join(missing),
            )
            if missing
            else "",
            Tone.DUE,
        )
        self._area.verticalScrollBar().setValue(0)
        self._show_total()

    def focus_first(self) -> None:
        """Put the keyboard on the newest service."""
        first: QWidget = self.rows[0].tick if self.rows else self._close
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self, sentence: str, tone: Tone = Tone.DUE) -> None:
        """Show one line under the sum."""
        self._message.say(sentence, tone)

    def message(self) -> str:
        """Return the line that is shown."""
        return self._message.text()

    def export(self) -> None:
        """Write the superbill into the folder, or say what is still needed."""
        client, typed = self._client, self.fields["folder"].text().strip()
        if client is None:
            return
        if not typed:
            self._refuse("folder", tr("Choose a folder first."))
            return
        paid = self._paid()
        if paid is None:
            return
        folder, to = Path(typed).expanduser(), self.fields["to"].text().strip() or None

        def make() -> Exported:
            charges = [row.charge() for row in self.rows if row.is_chosen]
            bill = self._bills.superbill(client, charges, self.fields["diagnoses"].text(), paid)
            return self._bills.export(client, bill, folder, to)

        try:
            done = make()
        except REFUSALS as trouble:
            self.say(str(trouble))
            for row in self.rows:
                row.focus_problem()
            return
        self.say(
            " ".join(
                (tr("{name} in {folder}.", name=done.paths[0].name, folder=folder), *done.warnings)
            ),
            Tone.WELL,
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_bill()
            return
        super().keyPressEvent(event)

    # --- how it is done -------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._area = ScrollColumn(gap=8, right=24)
        column = self._area.column
        set_margins(column, 28, 24, 24, 8)
        self._services = QVBoxLayout()
        self._services.setSpacing(0)
        browse = KeyButton(tr("Choose the folder"))
        browse.clicked.connect(self._browse)
        for part in (self._title, self._about, self._missing):
            column.addWidget(part)
        column.addSpacing(12)
        column.addWidget(SectionLabel(tr("Services")))
        column.addLayout(self._services)
        column.addWidget(self._all, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(12)
        column.addWidget(SectionLabel(tr("Codes and payment")))
        column.addWidget(Label(tr(_CODES), Words.LABEL, Tone.SECOND, wrap=True))
        column.addWidget(
            self._row(("diagnoses", tr("Diagnosis codes, if any"), 2), ("paid", tr("Paid"), 1))
        )
        column.addWidget(self._in_full, 0, Qt.AlignmentFlag.AlignRight)
        column.addSpacing(12)
        column.addWidget(SectionLabel(tr("Where it goes")))
        column.addWidget(Label(tr(_HOLDS), Words.LABEL, Tone.SECOND, wrap=True))
        column.addWidget(self._row(("to", tr("For whom"), 1), ("folder", tr("Folder"), 2)))
        column.addWidget(browse, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        foot = QVBoxLayout()
        set_margins(foot, 28, 8, 24, 16)
        foot.setSpacing(8)
        foot.addWidget(self.total)
        foot.addWidget(self._message)
        buttons = QHBoxLayout()
        buttons.addWidget(Flow(self._export, self._close))
        foot.addLayout(buttons)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._area, 1)
        whole.addLayout(foot)
        self._stops = (
            self._all,
            self.fields["diagnoses"],
            self.fields["paid"],
            self._in_full,
            self.fields["to"],
            self.fields["folder"],
            browse,
            self._export,
            self._close,
        )

    def _row(self, *wanted: tuple[str, str, int]) -> FieldRow:
        named = []
        for name, words, share in wanted:
            self.fields[name].setAccessibleName(words)
            named.append(NamedField(words, self.fields[name], share))
        return FieldRow(named)

    def _lay_rows(self, client: ClientFile) -> None:
        for row in self.rows:
            self._services.removeWidget(row)
            row.hide()
            row.deleteLater()
        currency = self._conductor.practice.fees.schedule.currency
        services = self._bills.services(client.id)
        self.rows = [SuperbillRow(one, self._bills.charge, currency) for one in services]
        for row in self.rows:
            self._services.addWidget(row)
            row.changed.connect(self._show_total)
        stops = [stop for row in self.rows for stop in (row.tick, *row.fields.values())]
        for before, after in pairwise((*stops, *self._stops)):
            QWidget.setTabOrder(before, after)
        self._all.setVisible(len(self.rows) > 1)
        told = (
            [] if self.rows else [tr("Nothing was done for this client yet that could be charged.")]
        )
        unended = self._bills.unended(client.id)
        if unended:
            told.append(
                trn(
                    "1 session has no end yet, and so no time to charge.",
                    "{n} sessions have no end yet, and so no time to charge.",
                    unended,
                )
            )
        self._about.say(" ".join(told), Tone.SECOND)

    def _choose_all(self) -> None:
        is_all = all(row.is_chosen for row in self.rows)
        for row in self.rows:
            row.tick.setChecked(not is_all)

    def _pay_in_full(self) -> None:
        currency = self._conductor.practice.fees.schedule.currency
        self.fields["paid"].setText(money(self._sum(), currency))
        self._show_total()

    def _sum(self) -> Decimal:
        """Return what is chosen comes to, without what cannot be told yet."""
        total = Decimal(0)
        for row in self.rows:
            if row.is_chosen:
                try:
                    total += row.charge().fee or 0
                except ActError:
                    continue
        return total

    def _show_total(self) -> None:
        currency = self._conductor.practice.fees.schedule.currency
        self.say("")
        self.fields["paid"].set_problem(False)
        total, chosen = self._sum(), sum(row.is_chosen for row in self.rows)
        told = tr(
            "{services}, total {total}",
            services=trn("1 service", "{n} services", chosen),
            total=money(total, currency),
        )
        try:
            paid = parse_amount(self.fields["paid"].text()) or Decimal(0)
        except FeesError:
            paid = Decimal(0)
        balance = tr(
            "paid {paid}, balance {balance}",
            paid=money(paid, currency),
            balance=money(total - paid, currency),
        )
        self.total.setText(f"{told}; {balance}." if paid else f"{told}.")
        self._all.setText(
            tr("Choose none") if self.rows and chosen == len(self.rows) else tr("Choose all")
        )

    def _paid(self) -> Decimal | None:
        try:
            return parse_amount(self.fields["paid"].text()) or Decimal(0)
        except FeesError as trouble:
            self._refuse("paid", str(trouble))
            return None

    def _refuse(self, name: str, sentence: str) -> None:
        self.say(sentence)
        self.fields[name].set_problem(True)
        self.fields[name].setFocus(Qt.FocusReason.OtherFocusReason)

    def _browse(self) -> None:
        chosen = choose_folder(self, tr("Folder for the superbill"), self.fields["folder"].text())
        if chosen is not None:
            self.fields["folder"].setText(str(chosen))
