"""A client's file as a form: the code, the prescriber and their written limits, whom to call."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from kap_companion.session.entries import ClientSaved, Contact, Limits
from kap_companion.session.minors import is_minor
from kap_companion.ui.acts import act
from kap_companion.ui.kept_words import kept
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets.field_row import FieldRow, NamedField
from kap_companion.ui.widgets.hint_field import HintField
from kap_companion.ui.widgets.inline_message import InlineMessage
from kap_companion.ui.widgets.key_button import ButtonTone, KeyButton
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.section_label import SectionLabel
from kap_companion.ui.words import tr, tr_later
from kap_companion.vault.clients import ClientFile

CONTACTS = ("emergency", "support", "ride home", "prescriber on call")

_NUMBERS = {
    "systolic": (tr_later("Systolic under"), 60, 260),
    "diastolic": (tr_later("Diastolic under"), 30, 160),
    "heart_rate": (tr_later("Heart rate under"), 40, 220),
    "spo2": (tr_later("SpO₂ at least"), 70, 100),
}
"""The fields for limits, and between which numbers a limit is not a slip of the finger."""


@dataclass(frozen=True, slots=True)
class Filled:
    """What the form holds; `limits` only where they differ from those on file."""

    client_id: str | None
    file: ClientSaved
    limits: Limits | None


class Refused(Exception):
    """A field cannot be taken; the message says what to do."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


class NoGuardian(Refused):
    """A minor's file says nothing of a guardian's consent; asked about once."""


class ClientForm(QWidget):
    """Emits `save_asked`, after which `filled` says what to keep, or `cancelled`."""

    save_asked = Signal()
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._client: ClientFile | None = None
        self._today: date | None = None
        self._asked_guardian = False
        self.fields: dict[str, HintField] = {}
        self._title = Label("", Words.TITLE)
        self._message = InlineMessage("", Tone.DUE)
        self._save = KeyButton(tr("Save"), "Ctrl+S", ButtonTone.PRIMARY)
        self._cancel = KeyButton(tr("Cancel"), tr("Esc"))
        self._lay_out()
        act(self, tr("Save"), "Ctrl+S", self.save_asked.emit)
        self._save.clicked.connect(self.save_asked)
        self._cancel.clicked.connect(self.cancelled)
        for field in self.fields.values():
            field.entered.connect(lambda _: self.save_asked.emit())
            field.textEdited.connect(self._begin_anew)

    @property
    def is_new(self) -> bool:
        """Whether it is the file of a new client."""
        return self._client is None

    def fill(self, client: ClientFile | None, today: date | None = None) -> None:
        """Show a client's file, or an empty one for a new client; `today` tells who is a minor."""
        self._client = client
        self._today = today
        self._title.setText(tr("{code}’s file", code=client.code) if client else tr("New client"))
        self._begin_anew()
        for name, words in _told(client).items():
            self.fields[name].setText(words)

    def filled(self) -> Filled | None:
        """Return what the form holds; None where a field cannot be taken, which is then said."""
        typed = {name: field.text().strip() for name, field in self.fields.items()}
        try:
            filled = read_form(typed, self._client)
            if not self._asked_guardian:
                check_guardian(filled.file, self._today)
            return filled
        except NoGuardian as trouble:
            # Asked once, and no more: a file is never kept from being saved by it.
            self.say(str(trouble))
            self._asked_guardian = True
            self.fields[trouble.field].setFocus(Qt.FocusReason.OtherFocusReason)
            return None
        except Refused as trouble:
            self.say(str(trouble))
            field = self.fields[trouble.field]
            field.set_problem(True)
            field.setFocus(Qt.FocusReason.OtherFocusReason)
            return None

    def message(self) -> str:
        """Return the line that is shown."""
        return self._message.text()

    def say(self, sentence: str) -> None:
        """Show one line under the form; empty shows none."""
        self._message.say(sentence, Tone.DUE)

    def focus_first(self) -> None:
        """Put the keyboard into the first field."""
        self.fields["code"].setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
            return
        super().keyPressEvent(event)

    # --- how it is done -------------------------------------------------------------------------

    def _lay_out(self) -> None:
        form = QWidget()
        form.setProperty("surface", "ground")
        column = QVBoxLayout(form)
        column.setContentsMargins(24, 24, 24, 8)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addSpacing(4)
        column.addWidget(
            self._row(
                (
                    ("code", tr("Initials or code"), 2),
                    ("full_name", tr("Full name, if wanted"), 4),
                    ("prescriber", tr("Prescriber"), 3),
                    ("planned", tr("Sessions planned"), 2),
                )
            )
        )
        column.addWidget(
            self._row(
                (
                    ("born_on", tr("Born on, as 1980-03-02"), 1),
                    ("address", tr("Address, for an emergency"), 1),
                )
            )
        )
        column.addWidget(
            self._row(
                (
                    ("guardian", tr("Guardian, for a minor"), 3),
                    ("guardian_on", tr("Consent, as 2026-03-02"), 2),
                    ("without_guardian", tr("If none consented, why"), 3),
                )
            )
        )
        column.addSpacing(8)
        column.addWidget(
            SectionLabel(
                tr("Prescriber’s written limits"), tr("empty unless the prescriber gave them")
            )
        )
        numbers = [(name, tr(words), 1) for name, (words, *_) in _NUMBERS.items()]
        column.addWidget(self._row(numbers))
        column.addWidget(
            self._row((("given_by", tr("Given by"), 2), ("given_on", tr("On, as 2026-03-02"), 2)))
        )
        column.addSpacing(8)
        column.addWidget(SectionLabel(tr("Contacts")))
        column.addLayout(self._contacts())
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(form)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(24, 8, 24, 16)
        buttons.setSpacing(8)
        buttons.addWidget(self._save)
        buttons.addWidget(self._cancel)
        buttons.addSpacing(8)
        buttons.addWidget(self._message, 1, Qt.AlignmentFlag.AlignVCenter)
        buttons.addStretch()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(scroll, 1)
        whole.addLayout(buttons)

    def _row(self, wanted: Sequence[tuple[str, str, int]]) -> FieldRow:
        return FieldRow(
            [NamedField(words, self._field(name, words), share) for name, words, share in wanted]
        )

    def _contacts(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        for n, kind in enumerate(CONTACTS):
            shown = kept(kind).capitalize()
            grid.addWidget(Label(shown, Words.BODY, Tone.SECOND), n, 0)
            name = self._field(f"{kind} name", tr("{contact}, name", contact=shown))
            phone = self._field(f"{kind} phone", tr("{contact}, number", contact=shown))
            name.setPlaceholderText(tr("Name"))
            phone.setPlaceholderText(tr("Number"))
            grid.addWidget(name, n, 1)
            grid.addWidget(phone, n, 2)
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(2, 2)
        return grid

    def _field(self, name: str, words: str) -> HintField:
        field = HintField()
        field.setAccessibleName(words)
        self.fields[name] = field
        return field

    def _begin_anew(self) -> None:
        self.say("")
        self._asked_guardian = False
        for field in self.fields.values():
            field.set_problem(False)


def read_form(typed: dict[str, str], before: ClientFile | None) -> Filled:
    """Return what was typed as a client's file. Raises Refused, naming the field."""
    if not typed["code"]:
        raise Refused("code", tr("A client needs initials or a code."))
    planned = _number(typed, "planned", tr("Sessions planned"), 1, 200)
    contacts = [
        Contact(kind, typed[f"{kind} name"], typed[f"{kind} phone"])
        for kind in CONTACTS
        if typed[f"{kind} name"] or typed[f"{kind} phone"]
    ]
    # A contact of a kind that the form does not show is kept as it is.
    contacts += [one for one in (before.contacts if before else ()) if one.kind not in CONTACTS]
    file = ClientSaved(
        code=typed["code"],
        full_name=typed["full_name"] or None,
        prescriber=typed["prescriber"] or None,
        planned_sessions=planned,
        contacts=tuple(contacts),
        born_on=_day(typed, "born_on", tr("Born on"), "1980-03-02"),
        address=typed["address"] or None,
        guardian=typed["guardian"] or None,
        guardian_consented_on=_day(typed, "guardian_on", tr("Consent"), "2026-03-02"),
        without_guardian=typed["without_guardian"] or None,
    )
    limits = _limits(typed)
    known = (before.limits if before else None) or Limits()
    return Filled(before.id if before else None, file, None if limits == known else limits)


def check_guardian(file: ClientSaved, today: date | None) -> None:
    """Raise NoGuardian where a minor's file says neither who consented nor why nobody did."""
    if today is None or not is_minor(file.born_on, today) or file.without_guardian:
        return
    if file.guardian and file.guardian_consented_on is not None:
        return
    missing = "guardian_on" if file.guardian else "guardian"
    raise NoGuardian(
        missing,
        tr(
            "The client is a minor. Give the guardian and the day of their consent, or say why "
            "there is none. Save once more to go on without."
        ),
    )


def _day(typed: dict[str, str], name: str, words: str, like: str) -> date | None:
    if not typed[name]:
        return None
    try:
        return date.fromisoformat(typed[name])
    except ValueError:
        raise Refused(
            name, tr("{field}: say the day as {like}, or leave it empty.", field=words, like=like)
        ) from None


def _limits(typed: dict[str, str]) -> Limits:
    numbers = {
        name: _number(typed, name, tr(words), least, most)
        for name, (words, least, most) in _NUMBERS.items()
    }
    if all(value is None for value in numbers.values()):
        if typed["given_by"] or typed["given_on"]:
            raise Refused("systolic", tr("No limit is given: fill in one, or leave all empty."))
        return Limits()
    if not typed["given_by"]:
        raise Refused(
            "given_by", tr("Say who gave the limits: they are the prescriber’s, in writing.")
        )
    try:
        given_on = date.fromisoformat(typed["given_on"])
    except ValueError:
        raise Refused("given_on", tr("Say when the limits were given, as 2026-03-02.")) from None
    return Limits(
        systolic_mmhg=numbers["systolic"],
        diastolic_mmhg=numbers["diastolic"],
        heart_rate_bpm=numbers["heart_rate"],
        spo2_percent=numbers["spo2"],
        given_by=typed["given_by"],
        given_on=given_on,
    )


def _number(typed: dict[str, str], name: str, words: str, least: int, most: int) -> int | None:
    if not typed[name]:
        return None
    if not typed[name].isascii() or not typed[name].isdigit():
        raise Refused(name, tr("{field}: type a whole number, or leave it empty.", field=words))
    value = int(typed[name][:6])
    if not least <= value <= most:
        raise Refused(
            name,
            tr(
                "{field} {value} cannot be right: it lies between {least} and {most}.",
                field=words,
                value=value,
                least=least,
                most=most,
            ),
        )
    return value


def _told(client: ClientFile | None) -> dict[str, str]:
    """Return the words of every field."""
    limits = (client.limits if client else None) or Limits()
    contacts = {one.kind: one for one in (client.contacts if client else ())}

    def words(value: object) -> str:
        return "" if value is None else str(value)

    told = {
        "code": client.code if client else "",
        "full_name": words(client.full_name if client else None),
        "prescriber": words(client.prescriber if client else None),
        "planned": words(client.planned_sessions if client else None),
        "born_on": words(client.born_on if client else None),
        "address": words(client.address if client else None),
        "guardian": words(client.guardian if client else None),
        "guardian_on": words(client.guardian_consented_on if client else None),
        "without_guardian": words(client.without_guardian if client else None),
        "systolic": words(limits.systolic_mmhg),
        "diastolic": words(limits.diastolic_mmhg),
        "heart_rate": words(limits.heart_rate_bpm),
        "spo2": words(limits.spo2_percent),
        "given_by": words(limits.given_by),
        "given_on": words(limits.given_on),
    }
    for kind in CONTACTS:
        contact = contacts.get(kind)
        told[f"{kind} name"] = contact.name if contact else ""
        told[f"{kind} phone"] = contact.phone if contact else ""
    return told
