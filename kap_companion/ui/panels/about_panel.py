"""What the app is, in which version, and whose work it stands on."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from kap_companion import __version__
from kap_companion.licences import Licensed, licensed
from kap_companion.ui import theme
from kap_companion.ui.panels.home_list import Cell, HomeList, ListRow
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.section_label import SectionLabel
from kap_companion.ui.words import tr

_ROW, _LIST_HIGH, _TEXT_HIGH = 32, 264, 280
_LICENCE_WIDE = 300


class AboutPanel(QWidget):
    """The version, what the app does not do, and each piece of others' with its licence below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pieces: dict[str, Licensed] = {}
        self.pieces = HomeList(tr("Licences"), _columns, _ROW, is_ruled=True)
        self.inside = Label("", Words.LABEL, Tone.SECOND, wrap=True)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName(tr("The licence in its own words"))
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard
            | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        # Tab goes on; nothing is typed here.
        self.text.setTabChangesFocus(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(SectionLabel(tr("Version")))
        column.addWidget(Label(f"KAP Companion {__version__}", Words.BODY))
        column.addWidget(_quiet(_what_it_is()))
        column.addSpacing(16)
        column.addWidget(SectionLabel(tr("Licences")))
        column.addWidget(_quiet(_what_holds_for_the_whole()))
        column.addWidget(self.pieces)
        column.addWidget(self.inside)
        column.addWidget(self.text)
        self.pieces.selected.connect(self._show)
        self._measure()
        self._show("")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._pieces:
            self._pieces = {one.name: one for one in licensed()}
            self.pieces.set_rows([_row(one) for one in self._pieces.values()])

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.look_changed(event):
            self._measure()

    def _measure(self) -> None:
        look = theme.look()
        self.pieces.setFixedHeight(look.px(_LIST_HIGH))
        self.text.setFixedHeight(look.px(_TEXT_HIGH))

    def _show(self, name: str) -> None:
        piece = self._pieces.get(name)
        self.inside.setVisible(piece is not None and bool(piece.inside))
        self.text.setVisible(piece is not None)
        if piece is None:
            return
        self.inside.setText(tr("It carries: {parts}.", parts=", ".join(piece.inside)))
        self.text.setPlainText(
            piece.text() or tr("It came without a text: its licence is {name}.", name=piece.licence)
        )


def _what_it_is() -> str:
    return tr(
        "For the clinician who runs a ketamine-assisted psychotherapy session: timer, notes, "
        "vitals, music and the note at the end. It gives no advice and sets no limits of its own. "
        "It uses no network: nothing is fetched and nothing is sent."
    )


def _what_holds_for_the_whole() -> str:
    return tr(
        "KAP Companion itself is under the MIT License. It stands on the work of others, listed "
        "here. Qt is under the GNU LGPL, version 3: its libraries may be replaced by your own, as "
        "the guide to installing says. Installers carry parts under the GNU GPL, so as a whole "
        "they may be handed on under the GNU GPL, version 3 or later."
    )


def _quiet(words: str) -> Label:
    return Label(words, Words.LABEL, Tone.SECOND, wrap=True)


def _row(piece: Licensed) -> ListRow:
    named = f"{piece.name} {piece.version}".strip()
    return ListRow(
        piece.name,
        f"{named}, {piece.licence}",
        (Cell(named), Cell(piece.licence, Tone.SECOND, Words.LABEL)),
    )


def _columns(width: int) -> tuple[int, ...]:
    return (8, max(width // 2, width - theme.look().px(_LICENCE_WIDE)))
