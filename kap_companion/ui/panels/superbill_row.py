"""One service that may be charged: ticked, with its minutes, its code and its fee."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kap_companion.companion import ActError
from kap_companion.language import day_words
from kap_companion.session.fees import FeesError, money, parse_amount
from kap_companion.session.wording import MODALITY
from kap_companion.superbills import Charge, Rendered
from kap_companion.ui.widgets.check_row import CheckRow
from kap_companion.ui.widgets.field_row import FieldRow, NamedField
from kap_companion.ui.widgets.hint_field import HintField
from kap_companion.ui.widgets.margins import set_margins
from kap_companion.ui.words import tr

Charging = Callable[[Rendered, int | None, str | None, Decimal | None], Charge]
_LONGEST_MIN = 24 * 60


class SuperbillRow(QWidget):
    """`changed` says that what it comes to may be another. The fee follows the minutes until one
    is typed."""

    changed = Signal()

    def __init__(
        self, rendered: Rendered, charging: Charging, currency: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._rendered = rendered
        self._charging = charging
        self._currency = currency
        charge = charging(rendered, None, None, None)
        self._day = day_words(rendered.on)
        where = f", {MODALITY[rendered.modality]}" if rendered.modality is not None else ""
        clock = tr("no times kept") if rendered.minutes is None else f"{rendered.minutes} min"
        self.tick = CheckRow(f"{self._day}: {tr(charge.title)}{where}", clock)
        self._fields = QWidget()
        names = (
            ("minutes", tr("Minutes charged")),
            ("code", tr("Procedure code")),
            ("fee", tr("Fee")),
        )
        self.fields = {name: HintField() for name, _ in names}
        for name, words in names:
            self.fields[name].setAccessibleName(f"{words}, {self._day}")
        inside = QVBoxLayout(self._fields)
        set_margins(inside, 28, 0, 0, 8)
        inside.addWidget(
            FieldRow([NamedField(words, self.fields[name], 1) for name, words in names])
        )
        self._fields.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tick)
        column.addWidget(self._fields)
        self.tick.toggled.connect(self._on_ticked)
        self._has_own_fee = False
        self.fields["minutes"].textEdited.connect(self._on_minutes)
        self.fields["code"].textEdited.connect(lambda _text: self.changed.emit())
        self.fields["fee"].textEdited.connect(self._on_fee)
        if charge.charged_minutes is not None:
            self.fields["minutes"].setText(str(charge.charged_minutes))
        self.fields["code"].setText(charge.code)
        self._show_fee(charge)

    @property
    def is_chosen(self) -> bool:
        """Whether it is to stand on the superbill."""
        return self.tick.isChecked()

    def charge(self) -> Charge:
        """Return it as it is charged. Raises ActError where a field cannot be taken."""
        for field in self.fields.values():
            field.set_problem(False)
        minutes = self._minutes()
        try:
            fee = parse_amount(self.fields["fee"].text())
        except FeesError as trouble:
            raise self._refused("fee", str(trouble)) from trouble
        charge = self._charging(self._rendered, minutes, self.fields["code"].text(), fee)
        if charge.fee is None:
            raise self._refused("fee", tr("Type the fee of {day}.", day=self._day))
        return charge

    def focus_problem(self) -> None:
        """Put the keyboard into the field that could not be taken."""
        for field in self.fields.values():
            if field.property("problem"):
                field.setFocus()

    def _minutes(self) -> int | None:
        typed = self.fields["minutes"].text().casefold().removesuffix("min").strip()
        if not typed:
            return None
        if not typed.isascii() or not typed.isdigit() or int(typed[:6]) > _LONGEST_MIN:
            raise self._refused(
                "minutes", tr("{day}: type the minutes as a number.", day=self._day)
            )
        return int(typed)

    def _on_ticked(self, on: bool) -> None:
        self._fields.setVisible(on)
        self.changed.emit()

    def _on_fee(self, text: str) -> None:
        self._has_own_fee = bool(text.strip())
        self.changed.emit()

    def _on_minutes(self, _text: str) -> None:
        if not self._has_own_fee:
            try:
                self._show_fee(self._charging(self._rendered, self._minutes(), None, None))
            except ActError:
                self.fields["fee"].clear()
        self.changed.emit()

    def _show_fee(self, charge: Charge) -> None:
        told = "" if charge.fee is None else money(charge.fee, self._currency)
        self.fields["fee"].setText(told)

    def _refused(self, name: str, sentence: str) -> ActError:
        self.fields[name].set_problem(True)
        return ActError(sentence)
