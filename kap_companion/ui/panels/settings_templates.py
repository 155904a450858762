"""The note templates: which one a new draft begins with, and the clinician's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import count

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kap_companion.notes.draft import HANDED_OUT, Template
from kap_companion.session import entries as e
from kap_companion.ui.conductor import REFUSALS, Conductor
from kap_companion.ui.panels.draft_templates import TemplateChoice
from kap_companion.ui.panels.template_editor import TemplateEditor
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets.flow import Flow
from kap_companion.ui.widgets.key_button import ButtonTone, KeyButton
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.section_label import SectionLabel
from kap_companion.ui.words import tr, tr_later

_CAPTION = tr_later("They lie in the vault, encrypted with the rest. The log keeps what they made.")


class TemplatesPanel(QWidget):
    """A template is kept by its button, and on leaving the settings."""

    def __init__(self, conductor: Conductor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self._known = conductor.practice.note_templates
        self._begun_with = ""
        self.usual = TemplateChoice()
        self._own = Flow()
        self._new = KeyButton(tr("New template"))
        self.editor = TemplateEditor()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(SectionLabel(tr("A new draft begins with")))
        column.addWidget(self.usual, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(20)
        column.addWidget(SectionLabel(tr("Your own templates")))
        column.addWidget(Label(tr(_CAPTION), Words.LABEL, Tone.SECOND, wrap=True))
        column.addWidget(self._own)
        self.refresh()  # before what stands below is there: so goes the way of Tab
        column.addWidget(self._new, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(12)
        column.addWidget(self.editor)
        self.editor.hide()
        self.usual.chosen.connect(self._choose_usual)
        self._new.clicked.connect(lambda _checked=False: self.open(None))
        self.editor.keep_asked.connect(self._keep)
        self.editor.remove_asked.connect(self._remove)

    def refresh(self) -> None:
        """Show the templates as they are kept."""
        known = self._conductor.attempt(self._known.all) or ()
        self.usual.show_templates([one for one in known if one.name not in HANDED_OUT])
        self.usual.set_chosen(self._usual())
        self._own.clear()
        for template in self._known.own():
            button = KeyButton(template.title, tone=ButtonTone.LINK)
            button.setAccessibleName(tr("Edit the template {title}", title=template.title))
            button.clicked.connect(partial(self._open, template))
            self._own.add(button)

    def open(self, template: Template | None) -> None:
        """Show a template to be written, or a new one that begins as the usual one does."""
        self.keep()
        usual = self._conductor.attempt(lambda: self._known.default)
        self._begun_with = source = usual.source if usual is not None else ""
        record, about = self._session()
        self.editor.show_template(template, source, record, about)
        self.editor.show()
        self.editor.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def keep(self) -> None:
        """Keep what stands in the editor if it is new: on leaving, nothing that was typed is lost.

        What has no title yet is kept as untitled.
        """
        editor = self.editor
        if editor.isHidden():
            return
        title, source = editor.title.text().strip(), editor.source.toPlainText()
        kept = {one.name: one for one in self._known.own()}.get(editor.name or "")
        if kept is None and not title and source == self._begun_with:
            return
        if kept is not None and (kept.title, kept.source) == (title, source):
            return
        if not title:
            titles = {one.title for one in self._known.own()}
            editor.title.setText(next(one for one in _untitled() if one not in titles))
        self._keep()

    # --- how it is done -------------------------------------------------------------------------

    def _open(self, template: Template, _checked: bool = False) -> None:
        self.open(template)

    def _keep(self) -> None:
        editor = self.editor
        try:
            kept = self._known.keep(editor.name, editor.title.text(), editor.source.toPlainText())
        except REFUSALS as trouble:
            editor.say(str(trouble))
            return
        record, about = self._session()
        editor.show_template(kept, "", record, about)
        self.refresh()

    def _remove(self) -> None:
        name = self.editor.name
        if name is not None:
            self._conductor.attempt(lambda: self._known.remove(name))
        self.editor.hide()
        self.refresh()
        self._new.setFocus(Qt.FocusReason.OtherFocusReason)

    def _usual(self) -> str | None:
        usual = self._conductor.attempt(lambda: self._known.default)
        return usual.name if usual is not None else None

    def _choose_usual(self, name: str) -> None:
        self._conductor.attempt(lambda: self._known.choose_default(name))
        self.usual.set_chosen(self._usual())

    def _session(self) -> tuple[Sequence[e.Entry[e.RecordBody]], str]:
        """Return the newest session's record for the preview, and which one it is."""
        vault = self._conductor.practice.vault
        newest = vault.sessions.newest()
        if newest is None:
            return (), tr("there is no session yet")
        return vault.journal.record(newest.id), tr(
            "{client}, the latest session", client=newest.client
        )


def _untitled() -> Iterator[str]:
    yield tr("Untitled")
    yield from (tr("Untitled {n}", n=n) for n in count(2))
