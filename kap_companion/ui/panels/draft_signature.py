"""The signature: that there is none yet, or who signed when, the hash, and the addenda."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kap_companion.ui.panels.draft_words import grouped
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets.key_button import ButtonTone, KeyButton
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.note_edit import NoteEdit
from kap_companion.ui.widgets.section_label import SectionLabel
from kap_companion.ui.words import tr


class SignaturePanel(QWidget):
    """Shown once the record is signed. `addendum(text)` says what is to be added to it."""

    addendum = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hash_text = ""
        self._by = Label(words=Words.NAME, wrap=True)
        self._hash = Label(words=Words.LABEL, tone=Tone.SECOND, wrap=True)
        self._copy = KeyButton(tr("Copy the hash"), tone=ButtonTone.LINK)
        self._added = Label(wrap=True)
        self._edit = NoteEdit()
        self._edit.setProperty("bare", False)
        self._edit.setPlaceholderText(tr("Addendum, then Enter"))
        self._edit.setAccessibleName(tr("Addendum, then Enter"))
        self._edit.setFixedHeight(92)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(SectionLabel(tr("Signed")))
        column.addWidget(self._by)
        column.addWidget(self._hash)
        column.addWidget(self._copy, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(8)
        column.addWidget(SectionLabel(tr("Addenda"), tr("Shift+Enter for a new line")))
        column.addWidget(self._added)
        column.addWidget(self._edit)
        self._edit.enter_pressed.connect(self._add)
        self._copy.clicked.connect(self._copy_hash)

    def show_signature(
        self,
        name: str,
        when: str,
        hash_text: str,
        addenda: Sequence[str],
        head_hash: str | None = None,
    ) -> None:
        """Show who signed when, the signing entry's hash, the log's head, and what was added."""
        self._hash_text = hash_text
        self._by.setText(f"{name}\n{when}")
        head = tr("Head of the log {hash} …", hash=head_hash[:8]) if head_hash else ""
        self._hash.setText("\n".join(part for part in (grouped(hash_text), head) if part))
        self._added.setText("\n".join(addenda))
        self._added.setVisible(bool(addenda))

    def half_typed(self) -> str:
        """Return the addendum as far as it is typed."""
        return self._edit.text()

    def clear(self) -> None:
        """Empty the box: its addendum is kept, or its session is put away."""
        self._edit.clear()

    def focus_first(self) -> None:
        """Give the keyboard to the box."""
        self._edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self) -> None:
        if self._edit.text().strip():
            self.addendum.emit(self._edit.text())

    def _copy_hash(self) -> None:
        QGuiApplication.clipboard().setText(self._hash_text)
