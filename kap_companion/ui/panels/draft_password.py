"""Whether the exported PDF opens with a password alone, and with which."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from kap_companion.ui.panels.new_passphrase import secret_field
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets.check_row import CheckRow
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.words import tr, tr_later

_LEAST = 8
_COSTS = tr_later(
    "Tell the password by another way than the file. Such a PDF is no longer PDF/A, the form for "
    "long keeping; nobody can bring back a password that is lost."
)


class PdfPassword(QWidget):
    """`password` is None where none is wanted. Enter in the field emits `entered`."""

    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.wanted = CheckRow(tr("The PDF opens with a password alone"))
        self.field = secret_field(tr("Password of the PDF"))
        self._shows = CheckRow(tr("Show what I type"))
        self._inner = QWidget()
        inner = QVBoxLayout(self._inner)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(8)
        inner.addWidget(self.field)
        inner.addWidget(self._shows)
        inner.addWidget(Label(tr(_COSTS), Words.LABEL, Tone.SECOND, wrap=True))
        self._inner.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.wanted)
        column.addWidget(self._inner)
        self.wanted.toggled.connect(self._want)
        self._shows.toggled.connect(self._show)
        self.field.entered.connect(lambda _: self.entered.emit())

    @property
    def password(self) -> str | None:
        """What was typed, as typed; None where the PDF opens to anybody."""
        return self.field.text() if self.wanted.isChecked() and not self.isHidden() else None

    def problem(self) -> str:
        """Return what is not right yet, in one sentence; empty where all is."""
        typed = self.password
        if typed is None or len(typed) >= _LEAST:
            return ""
        return tr("The PDF's password needs at least {least} characters.", least=_LEAST)

    def focus_field(self) -> None:
        """Put the keyboard where the password is typed."""
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Forget what was typed."""
        self.field.clear()
        self._shows.setChecked(False)
        self.wanted.setChecked(False)

    def _want(self, wanted: bool) -> None:
        self._inner.setVisible(wanted)
        if wanted:
            self.focus_field()
        else:
            self.field.clear()

    def _show(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.field.setEchoMode(mode)
