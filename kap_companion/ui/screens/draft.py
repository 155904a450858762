"""Draft: the note as it will be handed over, signed and exported; on light paper."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QHBoxLayout,
    QLayout,
    QVBoxLayout,
    QWidget,
)

from kap_companion.companion import Change
from kap_companion.notes.draft import HANDED_OUT, LETTER
from kap_companion.notes.export.order import Order
from kap_companion.session import entries as e
from kap_companion.session.wording import with_credentials
from kap_companion.ui import theme
from kap_companion.ui.acts import act
from kap_companion.ui.conductor import Conductor
from kap_companion.ui.panels.draft_beside import DraftBeside
from kap_companion.ui.panels.draft_editor import DraftEditor
from kap_companion.ui.panels.draft_export import ExportPanel
from kap_companion.ui.panels.draft_flags import LEAVE, USE
from kap_companion.ui.panels.draft_hand import DraftInHand, Page
from kap_companion.ui.panels.draft_handing import DraftHanding
from kap_companion.ui.panels.draft_open import OpenPanel
from kap_companion.ui.panels.draft_signature import SignaturePanel
from kap_companion.ui.panels.draft_signing import Signing
from kap_companion.ui.panels.draft_templates import TemplateChoice
from kap_companion.ui.panels.draft_words import blanks, printed
from kap_companion.ui.panels.prepare_asking import Asking
from kap_companion.ui.panels.prepare_scroll import ScrollColumn
from kap_companion.ui.theme import Tone
from kap_companion.ui.times import clock_words, long_day_words
from kap_companion.ui.widgets.flow import Flow
from kap_companion.ui.widgets.hairline import Hairline
from kap_companion.ui.widgets.inline_message import InlineMessage
from kap_companion.ui.widgets.key_button import ButtonTone, KeyButton
from kap_companion.ui.widgets.margins import set_margins
from kap_companion.ui.widgets.reason_bar import ReasonBar
from kap_companion.ui.words import tr, trn

_WIDE = 1200
_SIDE = {True: 440, False: 344}
_MARGIN = {True: 76, False: 12}
_LEAST = (1000, 560)


class DraftScreen(QWidget):
    """The page at the left; at the right what will be printed, what is open, and the export."""

    def __init__(self, conductor: Conductor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._conductor = conductor
        # Paperwork is on light paper; this is what the room goes back to.
        self._hand = DraftInHand(conductor, self)
        self._choice = TemplateChoice()
        self._choice.show_templates(self._hand.templates())
        self._editor = DraftEditor()
        self._beside = DraftBeside(self._hand, self._editor, self)
        self._message = InlineMessage()
        self._bar = ReasonBar()
        self._asking = Asking(self._bar, self)
        self._signing = Signing(conductor, self._hand, self._asking, self)
        self._handing = DraftHanding(conductor, self._hand, self._asking, self)
        self._export = KeyButton(tr("Export"), "Ctrl+E")
        self._sign = KeyButton(tr("Sign"), "Ctrl+Shift+S", ButtonTone.PRIMARY)
        self._open, self._exporting = OpenPanel(), ExportPanel()
        self._signature = SignaturePanel()
        self._page, self._side = self._columns()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        row.addWidget(self._page, 1)
        row.addWidget(Hairline(Qt.Orientation.Vertical))
        row.addWidget(self._side)
        for words, key, do in (
            (tr("Export the documents"), "Ctrl+E", self.export),
            (tr("Sign the record"), "Ctrl+Shift+S", self.sign),
            (tr("Print"), "Ctrl+P", self.print_document),
            (tr("Copy the note"), "Ctrl+Shift+C", self._handing.copy_note),
            (tr("Export the psychotherapy notes apart"), (), self.export_psychotherapy_notes),
            (tr("Print the psychotherapy notes apart"), (), self.print_psychotherapy_notes),
            (tr("Next sentence and its sources"), "Ctrl+Down", self._beside.next_sentence),
            (tr("Sentence before"), "Ctrl+Up", self._beside.previous_sentence),
            (tr("Use the new words"), USE, self._beside.use_new_words),
            (tr("Leave the words as they are"), LEAVE, self._beside.leave_as_it_is),
        ):
            act(self, words, key, do, group="draft")
        self._choice.chosen.connect(self._choose_template)
        self._signing.told.connect(lambda why: self._message.say(why, Tone.DUE))
        self._signing.signed.connect(self._on_signed)
        self._handing.told.connect(self._message.say)
        self._editor.edited.connect(self._on_typed)
        self._export.clicked.connect(self.export)
        self._sign.clicked.connect(self.sign)
        self._exporting.answered.connect(self._scroll.bring)
        self._exporting.export_asked.connect(self.export)
        self._exporting.private_asked.connect(self.export_psychotherapy_notes)
        self._exporting.print_asked.connect(self.print_document)
        self._exporting.copy_asked.connect(self._handing.copy_note)
        self._exporting.appendix_changed.connect(self._show_beside)
        self._open.blank_chosen.connect(self._go_to_blank)
        self._open.anew_asked.connect(self._ask_anew)
        self._signature.addendum.connect(self._add)
        conductor.changed.connect(self._on_change)
        conductor.left.connect(self._put_away)

    # --- what the room asks of it ---------------------------------------------------------------

    def refresh(self) -> None:
        """Show the draft of the open session: as edited, else drafted from the log as it stands."""
        if not self._conductor.has_session:
            return
        self._exporting.begin()
        self._choice.show_templates(self._hand.templates())
        page = self._hand.load()
        self._message.say("")
        if page is None:
            self._editor.show_text("")
        else:
            self._editor.show_text(page.text)
        self._show_all()

    def focus_first(self) -> None:
        """Give the keyboard to the page, or to the addendum once it is signed."""
        if self._conductor.has_session and self._conductor.companion.state.is_signed:
            self._signature.focus_first()
        else:
            self._editor.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def letter(self) -> int:
        """Where the cursor stands on the page."""
        return self._editor.letter()

    def go_to_letter(self, letter: int) -> None:
        """Set the cursor at a letter of the page."""
        self._editor.go_to(letter)

    def keep_typed(self) -> None:
        """Keep what stands on the page, as on leaving it."""
        self._hand.leave()

    def export(self) -> None:
        """Keep the page and write the record's documents; nothing private is among them."""
        if not self._hand.keep():
            return
        practice, session_id = self._conductor.practice, self._conductor.companion.session_id
        appendix, page = self._exporting.has_appendix, self._hand.page
        handed_out = (page.template, page.text) if page and page.is_handed_out else None
        self._exporting.do(
            lambda formats, folder: practice.order_record(
                session_id, formats, folder, appendix=appendix, handed_out=handed_out
            ),
            self._tell_exported,
        )

    def export_psychotherapy_notes(self) -> None:
        """Ask, then write the psychotherapy notes alone into documents of their own."""
        practice, session_id = self._conductor.practice, self._conductor.companion.session_id
        count = self._private_count()
        folder = self._exporting.folder
        if not count:
            return

        def export(_answer: str) -> None:
            self._exporting.do(
                lambda formats, folder: practice.order_psychotherapy_notes(
                    session_id, formats, folder
                ),
                self._tell_exported,
            )

        notes = trn("1 psychotherapy note", "{n} psychotherapy notes", count)
        self._asking.ask(
            tr(
                "Write {notes} of this session, and nothing of the record, into documents apart in "
                "{folder}? They are not meant for the record’s readers.",
                notes=notes,
                folder=folder,
            )
            if folder
            else tr(
                "Write {notes} of this session, and nothing of the record, into documents apart? "
                "They are not meant for the record’s readers.",
                notes=notes,
            ),
            export,
            tr("Export them"),
            has_field=False,
        )

    def print_document(self) -> None:
        """Ask, then print what would be exported; no file is made for it."""
        self._handing.print_page(appendix=self._exporting.has_appendix)

    def print_psychotherapy_notes(self) -> None:
        """Ask by name, then print the psychotherapy notes alone."""
        self._handing.print_psychotherapy_notes(self._private_count())

    def sign(self) -> None:
        """Ask for the name, then once more; then the record is closed but for addenda."""
        self._signing.ask()

    # --- how it is done -------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            theme.lay_paper(_application(), True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if event.spontaneous():
            return
        self._hand.leave()
        self._handing.leave()
        theme.lay_paper(_application(), False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_wide = event.size().width() >= _WIDE
        # What stands beside grows with the text; the page keeps the greater half.
        side = min(theme.look().px(_SIDE[is_wide]), event.size().width() * 9 // 20)
        self._side.setFixedWidth(side)
        self._fold_head(event.size().width() - side)
        margin = _MARGIN[is_wide]
        # Qt turns neither of them round where lines end at the left.
        if self.isRightToLeft():
            self._editor_margins.setContentsMargins(4, 0, margin, 0)
            self._editor.setViewportMargins(margin + 12, 0, 0, 0)
        else:
            self._editor_margins.setContentsMargins(margin, 0, 4, 0)
            self._editor.setViewportMargins(0, 0, margin + 12, 0)

    def _fold_head(self, width: int) -> None:
        """Set the buttons below the templates where both do not fit side by side."""
        buttons = sum(button.sizeHint().width() + 8 for button in (self._export, self._sign))
        is_folded = self._choice.least_width() + buttons > width - 56
        self._choice.setMaximumWidth(width - 56 - (0 if is_folded else buttons + 8))
        direction = QBoxLayout.Direction
        self._head.setDirection(direction.TopToBottom if is_folded else direction.LeftToRight)

    def minimumSizeHint(self) -> QSize:
        # Of the narrow arrangement, which comes only once the screen is narrow.
        return QSize(*_LEAST)

    def _on_change(self, change: Change) -> None:
        body = change.row.body
        if isinstance(body, e.PrivateNoteTaken) and body.withdrawn_from is not None:
            self._editor.show_text(self._hand.without(body.withdrawn_from, body.text))
        if not self.isVisible() or isinstance(body, e.TrackStarted | e.MusicChanged):
            return
        self._hand.look_again()
        self._show_all()

    def _on_signed(self) -> None:
        self._exporting.begin()  # what was exported before was a draft
        self.focus_first()

    def _on_typed(self, text: str) -> None:
        self._hand.type(text)
        self._show_printed()
        self._beside.on_typed()

    def _tell_exported(self, order: Order, paths: tuple[Path, ...], to: str | None) -> None:
        practice = self._conductor.practice
        self._conductor.attempt(lambda: practice.tell_exported(order, paths, to))

    def _put_away(self) -> None:
        self._exporting.stop()
        self._handing.put_away()
        self._hand.forget()
        self._signature.clear()
        self._editor.show_text("")
        self._beside.clear()

    def _show_all(self) -> None:
        companion = self._conductor.companion
        state = companion.state
        page = self._hand.page
        # What is handed out may be written later too; the note is closed by its signature.
        self._editor.setReadOnly(state.is_signed and not (page and page.is_handed_out))
        offered = None
        if state.is_signed and state.signed is not None:
            offered = (state.signed.template, *HANDED_OUT)
        self._choice.set_offered(offered)
        self._choice.set_chosen(page.template.name if page else None)
        self._sign.setVisible(not state.is_signed)
        self._export.set_tone(ButtonTone.PRIMARY if state.is_signed else ButtonTone.NORMAL)
        self._signature.setVisible(state.is_signed)
        self._exporting.set_private_count(self._private_count())
        if state.signed is not None:
            self._show_signature(state.signed, state.signed_hash or "")
        self._show_beside()

    def _show_signature(self, signed: e.RecordSigned, hash_text: str) -> None:
        clock = self._conductor.practice.clock
        when, addenda = "", []
        for row in self._conductor.companion.rows():
            at = f"{long_day_words(row.entry.at, clock)}, {clock_words(row.entry.at, clock)}"
            if isinstance(row.body, e.RecordSigned):
                when = at
            elif isinstance(row.body, e.AddendumAdded):
                addenda.append(f"{at}: {row.body.text}")
        name = with_credentials(signed.name, signed.credentials)
        self._signature.show_signature(name, when, hash_text, addenda, signed.head_hash)

    def _show_beside(self) -> None:
        self._show_printed()
        self._beside.refresh()

    def _show_printed(self) -> None:
        page = self._hand.page
        if page is None or not self._conductor.has_session:
            return
        state = self._conductor.companion.state
        rows = self._conductor.companion.rows()
        is_letter = page.template.name == LETTER
        if page.is_handed_out:
            status = tr("To be handed out: it is not the note, and nothing on it is signed.")
        elif state.is_signed:
            status = tr("Signed: the documents carry the hash above.")
        elif state.facts.ended_at is None:
            status = tr("The session has not ended: this is how it stands now.")
        else:
            status = tr("Not signed: every page says DRAFT.")
        if self._conductor.is_rehearsal:
            status = " ".join((status, tr("A rehearsal: every page says so.")))
        what = "letter" if is_letter else "summary" if page.is_handed_out else "note"
        appendix = self._exporting.has_appendix and not is_letter
        self._open.show_printed(printed(page.text, rows, appendix=appendix, what=what), status)
        is_closed = state.is_signed and not page.is_handed_out
        self._open.show_open(blanks(page.text), is_signed=is_closed)
        self._open.show_since(0 if is_closed else page.written_since)

    def _choose_template(self, name: str) -> None:
        template = self._conductor.attempt(lambda: self._conductor.practice.template(name))
        if template is not None:
            # What was edited by another template is kept, and there again once that is chosen.
            self._put_on_page(self._hand.choose(template))

    def _ask_anew(self) -> None:
        if self._hand.page is None:
            return
        template = self._hand.page.template
        self._asking.ask(
            tr(
                "Put a new {title} draft in place of what you edited? Your text stays readable in "
                "the log.",
                title=template.title,
            ),
            lambda _answer: self._put_on_page(self._hand.draft_anew(template)),
            tr("Draft anew"),
            has_field=False,
        )

    def _put_on_page(self, page: Page | None) -> None:
        if page is not None:
            self._editor.show_text(page.text)
        self._show_all()

    def _go_to_blank(self, n: int) -> None:
        page = self._hand.page
        found = blanks(page.text) if page else ()
        if n < len(found):
            self._editor.choose(found[n].start, found[n].length)

    def _add(self, text: str) -> None:
        companion = self._conductor.companion
        if self._conductor.attempt(lambda: companion.addendum(text)) is not None:
            self._signature.clear()

    def _private_count(self) -> int:
        return sum(
            isinstance(row.body, e.PrivateNoteTaken) and row.struck is None
            for row in self._conductor.companion.rows()
        )

    def _columns(self) -> tuple[QWidget, QWidget]:
        page = QWidget()
        page.setProperty("surface", "panel")
        page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(page)
        set_margins(column, 28, 24, 0, 24)
        column.setSpacing(16)
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        set_margins(self._head, 0, 0, 28, 0)
        self._head.setSpacing(8)
        self._head.addWidget(self._choice)
        self._head.addStretch(1)
        self._head.addWidget(Flow(self._export, self._sign))
        self._editor_margins = QVBoxLayout()
        self._editor_margins.addWidget(self._editor)
        foot = QVBoxLayout()
        set_margins(foot, 0, 0, 28, 0)
        foot.addWidget(self._message)
        foot.addWidget(self._bar)
        column.addLayout(self._head)
        column.addLayout(self._editor_margins, 1)
        column.addLayout(foot)

        side = QWidget()
        column = QVBoxLayout(side)
        set_margins(column, 24, 24, 12, 24)
        self._scroll = ScrollColumn().fill(
            self._signature, *self._beside.panels, self._open, self._exporting
        )
        column.addWidget(self._scroll, 1)
        return page, side


def _application() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app
