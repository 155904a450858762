"""One line of the fee schedule: what the service is called, its fee, for how long, and its code."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kap_companion.language import decimal_words
from kap_companion.session.fees import FeesError, Service, money, parse_amount, service_words
from kap_companion.ui.panels.prepare_field import KeptField
from kap_companion.ui.panels.settings_source import SourceLines
from kap_companion.ui.theme import Tone
from kap_companion.ui.widgets.field_row import FieldRow, NamedField
from kap_companion.ui.widgets.inline_message import InlineMessage
from kap_companion.ui.widgets.key_button import KeyButton
from kap_companion.ui.words import tr, tr_later

_BY_TIME = tr_later("What took longer or shorter is charged in proportion.")


class FeeRow(QWidget):
    """`kept` says that a field was left with something new in it, `back_asked` the way back."""

    kept = Signal()
    back_asked = Signal()

    def __init__(
        self,
        key: str,
        usual: Service | None,
        source: str,
        nth: int,
        parent: QWidget | None = None,
    ) -> None:
        """`usual` is the app's own line with this key, None for one of the clinician's."""
        super().__init__(parent)
        self.key = key
        self._usual = usual
        self._said = InlineMessage("", Tone.DUE)
        self._lines = SourceLines(tr(_BY_TIME), source) if usual is not None else None
        named = (
            ("title", tr("Service"), 5),
            ("amount", tr("Fee"), 2),
            ("minutes", tr("For minutes"), 2),
            ("code", tr("Code, if you use one"), 3),
        )
        self.fields = {
            name: KeptField("", tr("Fee {number}: {field}", number=nth, field=words))
            for name, words, _ in named
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(
            FieldRow([NamedField(words, self.fields[name], share) for name, words, share in named])
        )
        column.addWidget(self._said)
        if self._lines is not None:
            column.addWidget(self._lines)
            self._lines.back_asked.connect(self.back_asked)
        for field in self.fields.values():
            field.kept.connect(lambda _text: self.kept.emit())

    @property
    def is_usual(self) -> bool:
        """Whether the app has a line of its own with this key."""
        return self._usual is not None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is typed in it."""
        return not any(field.text().strip() for field in self.fields.values())

    @property
    def is_half(self) -> bool:
        """Whether something is typed, and service, fee or minutes are not."""
        asked = (self.fields[name].text().strip() for name in ("title", "amount", "minutes"))
        return not self.is_empty and not all(asked)

    def stops(self) -> list[QWidget]:
        """Return what Tab comes to, in its order."""
        return [*self.fields.values(), *self.findChildren(KeyButton)]

    def show_service(self, service: Service | None) -> None:
        """Show a line as it is kept, or an empty one."""
        told = {"title": "", "amount": "", "minutes": "", "code": ""}
        if service is not None:
            told = {
                "title": tr(service.title),
                "amount": money(service.amount).removesuffix(decimal_words(".00")),
                "minutes": str(service.per_minutes),
                "code": service.code,
            }
        for name, field in self.fields.items():
            field.take_kept(told[name])
        self.say("")
        if self._usual is not None and self._lines is not None:
            self._lines.show_usual(
                tr(self._usual.title), service_words(self._usual), is_chosen=service != self._usual
            )

    def service(self) -> Service:
        """Return what is typed. Raises FeesError, with its field edged."""
        typed = {name: field.text().strip() for name, field in self.fields.items()}
        for name, words in (
            ("title", tr("A service needs a name.")),
            ("amount", tr("A service needs a fee.")),
            ("minutes", tr("A service needs its minutes.")),
        ):
            if not typed[name]:
                raise self._refused(name, words)
        try:
            amount = parse_amount(typed["amount"])
        except FeesError as trouble:
            raise self._refused("amount", str(trouble)) from trouble
        minutes = typed["minutes"].casefold().removesuffix("min").strip()
        if not minutes.isascii() or not minutes.isdigit() or not 1 <= int(minutes[:6]) <= 24 * 60:
            raise self._refused("minutes", tr("Type for how many minutes the fee is: 1 to 1440."))
        assert amount is not None
        title = typed["title"]
        if self._usual is not None and title == tr(self._usual.title):
            title = self._usual.title
        return Service(self.key, title, amount, int(minutes), typed["code"])

    def say(self, trouble: str) -> None:
        """Say why the line was not taken; empty takes that away."""
        self._said.say(trouble, Tone.DUE)
        if not trouble:
            for field in self.fields.values():
                field.set_problem(False)

    def keep(self) -> None:
        """Keep what stands in its fields, if it is new."""
        if any(field.is_edited for field in self.fields.values()):
            self.kept.emit()

    def _refused(self, name: str, sentence: str) -> FeesError:
        self.fields[name].set_problem(True)
        return FeesError(sentence)
