"""The last note: the session's own note box, lent to the close while it is shown."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kap_companion.companion import Companion
from kap_companion.ui.conductor import Conductor
from kap_companion.ui.resting import Resting
from kap_companion.ui.telling import keep_note
from kap_companion.ui.widgets.note_box import NoteBox


class LastNote(QWidget):
    """Goes on with the half-typed note; it has a box only while it is shown.

    So the note that is half typed stands in the box on the screen and in no hidden one.
    """

    def __init__(self, conductor: Conductor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._conductor = conductor
        # The session the note belongs to: on leaving, the conductor has let go of it already.
        self._companion: Companion | None = None
        self._box: NoteBox | None = None
        self._resting = Resting(parent=self)
        self._resting.due.connect(self._save)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def begin(self, after: QWidget) -> None:
        """Take the half-typed note up; Tab comes to it from `after`."""
        if self._box is None:
            self._box = NoteBox()
            self._box.text_edited.connect(self._resting.stir)
            self._box.private_changed.connect(self._resting.stir)
            self._box.kept.connect(self._keep)
            self._column.addWidget(self._box)
            QWidget.setTabOrder(after, self._box.edit)
        self._companion = self._conductor.companion
        text, private = self._companion.box()
        self._box.set_text(text)
        self._box.set_private(private)
        self._resting.forget()

    def put_away(self) -> None:
        """Save what is half typed and let the box go."""
        self._resting.settle()
        if self._box is not None:
            self._column.removeWidget(self._box)
            self._box.setParent(None)
            # Said in so many words: its layout may still have it on its list to be shown.
            self._box.hide()
            self._box.deleteLater()
            self._box = None
        self._companion = None

    def toggle_private(self) -> None:
        """Go from record to private, or back."""
        if self._box is not None:
            self._box.toggle_private()

    def focus_first(self) -> None:
        """Give the keyboard to the box."""
        if self._box is not None:
            self._box.setFocus()

    def _save(self) -> None:
        box, companion = self._box, self._companion
        if box is not None and companion is not None:
            text, private = box.text(), box.is_private
            self._conductor.attempt(lambda: companion.save_box(text, private))

    def _keep(self, text: str, private: bool) -> None:
        kept = self._conductor.attempt(lambda: keep_note(self._conductor, text, private))
        if kept is not None and self._box is not None:
            self._box.clear()
            self._box.set_private(False)
            self._resting.forget()
