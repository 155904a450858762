"""Who is present, with role; who comes and who leaves is kept when it happens."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kap_companion.session.state import SessionState
from kap_companion.session.wording import role_words
from kap_companion.ui.conductor import Conductor
from kap_companion.ui.kept_words import ROLES, as_kept
from kap_companion.ui.tab_order import follow
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets.hint_field import HintField
from kap_companion.ui.widgets.key_button import ButtonTone, KeyButton
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.section_label import SectionLabel
from kap_companion.ui.words import tr


class PeoplePanel(QWidget):
    """The people here, each with 'Leaves', and a name and a role for who comes."""

    def __init__(
        self, conductor: Conductor, *, adds: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self._shown: tuple[tuple[str, str], ...] = ()
        self._rows: dict[str, _PersonRow] = {}
        self._empty = Label(tr("Nobody named yet."), tone=Tone.SECOND)
        self._name = HintField(tr("Name"))
        self._role = HintField(tr("Role"))
        self._role.setAccessibleName(tr("Role of who comes"))
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(SectionLabel(tr("Present")))
        column.addWidget(self._empty)
        column.addLayout(self._list)
        adding = QHBoxLayout()
        adding.setSpacing(8)
        adding.addWidget(self._name, 5)
        adding.addWidget(self._role, 6)
        column.addLayout(adding)
        self._name.setVisible(adds)
        self._role.setVisible(adds)
        self._name.entered.connect(self._name_entered)
        self._role.entered.connect(self._arrive)

    @property
    def last_field(self) -> QWidget:
        """Return the field that the keyboard comes to last."""
        return self._role

    def refresh(self, state: SessionState) -> None:
        """Show who is here now."""
        people = tuple(sorted(state.facts.present.items()))
        if people == self._shown:
            return
        self._shown = people
        for name in [name for name, row in self._rows.items() if (name, row.role) not in people]:
            gone = self._rows.pop(name)
            gone.hide()
            gone.deleteLater()
        for at, (name, role) in enumerate(people):
            if name not in self._rows:
                row = _PersonRow(name, role)
                row.left.connect(self._leave)
                self._rows[name] = row
                self._list.insertWidget(at, row)
        before: QWidget | None = None
        for name, _ in people:
            follow(self, before, self._rows[name].leave)
            before = self._rows[name].leave
        self._empty.setVisible(not people)

    def _name_entered(self, name: str) -> None:
        if name.strip():
            self._role.setFocus(Qt.FocusReason.TabFocusReason)

    def _arrive(self) -> None:
        name, role = self._name.text().strip(), as_kept(self._role.text().strip(), ROLES)
        if not name or not role:
            (self._role if name else self._name).setFocus(Qt.FocusReason.OtherFocusReason)
            return
        companion = self._conductor.companion
        if self._conductor.attempt(lambda: companion.arrive(name, role)) is not None:
            self._name.clear()
            self._role.clear()
            self._name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave(self, name: str, role: str) -> None:
        self._conductor.attempt(lambda: self._conductor.companion.leave(name, role))


class _PersonRow(QWidget):
    left = Signal(str, str)

    def __init__(self, name: str, role: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.role = role
        self.leave = leave = KeyButton(tr("Leaves"), tone=ButtonTone.LINK)
        leave.setAccessibleName(tr("{name} leaves", name=name))
        leave.clicked.connect(lambda: self.left.emit(name, role))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        who = QVBoxLayout()
        who.setContentsMargins(0, 4, 0, 4)
        who.setSpacing(0)
        who.addWidget(Label(name, wrap=True))
        who.addWidget(Label(role_words(role), Words.LABEL, Tone.SECOND, wrap=True))
        row.addLayout(who, 1)
        row.addWidget(leave)
