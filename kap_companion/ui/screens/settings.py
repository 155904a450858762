"""Settings: groups at the left, the settings of one at the right, and a search over all of them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kap_companion import resources
from kap_companion.ui import theme
from kap_companion.ui.conductor import Conductor
from kap_companion.ui.panels.about_panel import AboutPanel
from kap_companion.ui.panels.prepare_scroll import ScrollColumn
from kap_companion.ui.panels.settings_backups import BackupsPanel
from kap_companion.ui.panels.settings_checklist import ChecklistItems
from kap_companion.ui.panels.settings_choice import SoundChoice
from kap_companion.ui.panels.settings_clinical import FROM_NOW_ON, cue_panels, session_panels
from kap_companion.ui.panels.settings_course import FOR_ALL, CourseFigurePanel, course_panels
from kap_companion.ui.panels.settings_fees import FeesPanel
from kap_companion.ui.panels.settings_figure import FigurePanel
from kap_companion.ui.panels.settings_group import SettingsGroup
from kap_companion.ui.panels.settings_import import ImportPanel
from kap_companion.ui.panels.settings_index import SettingsIndex
from kap_companion.ui.panels.settings_keychain import KeychainPanel
from kap_companion.ui.panels.settings_language import LanguagePanel
from kap_companion.ui.panels.settings_log import LogPanel
from kap_companion.ui.panels.settings_look import LookPanel
from kap_companion.ui.panels.settings_output import OutputPanel
from kap_companion.ui.panels.settings_passphrase import PassphrasePanel
from kap_companion.ui.panels.settings_person import PersonPanel
from kap_companion.ui.panels.settings_place import PlacePanel
from kap_companion.ui.panels.settings_practice import PracticePanel
from kap_companion.ui.panels.settings_privacy import PrivacyPanel
from kap_companion.ui.panels.settings_retention import RetentionPanel
from kap_companion.ui.panels.settings_snippets import SnippetsPanel
from kap_companion.ui.panels.settings_sound import SoundPanel
from kap_companion.ui.panels.settings_templates import TemplatesPanel
from kap_companion.ui.panels.settings_trial import SoundTrial
from kap_companion.ui.preferences import Preferences
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets.hint_field import HintField
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.margins import set_margins
from kap_companion.ui.words import tr

_COLUMN = 600
_TWO_COLUMNS = 960  # a template and its preview stand side by side
_BAR = 12
YOU, LOOK, SESSION, CUES = "you", "look", "session", "cues"
NOTES, TEMPLATES, MUSIC = "notes", "templates", "music"
PRIVACY, VAULT, COURSE = "privacy", "vault", "course"
PRACTICE, FEES, LOG = "practice", "fees", "log"
BACKUPS, LANGUAGE, ABOUT = "backups", "language", "about"


class SettingsScreen(QWidget):
    """Emits `preferences_chosen` at once, `busy_changed` around a change of passphrase or an
    import, and `imported` after a session came in."""

    preferences_chosen = Signal(object)
    busy_changed = Signal(bool)
    imported = Signal()

    def __init__(
        self, conductor: Conductor, preferences: Preferences, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.search = HintField(tr("Find a setting"), "Ctrl+F")
        self.person = PersonPanel(conductor)
        self.practice = PracticePanel(conductor)
        self.retention = RetentionPanel(conductor)
        self.fees = FeesPanel(conductor)
        self.log = LogPanel(conductor)
        self.look = LookPanel(preferences)
        self.language = LanguagePanel(conductor, preferences)
        self.privacy = PrivacyPanel(preferences)
        self.snippets = SnippetsPanel(conductor)
        self.templates = TemplatesPanel(conductor)
        self.passphrase = PassphrasePanel(conductor)
        self.keychain = KeychainPanel(conductor)
        self.importing = ImportPanel(conductor)
        self.backups = BackupsPanel(conductor)
        self.about = AboutPanel()
        self.choice = SoundChoice(conductor, self)
        self.sound = SoundPanel(self.choice)
        trial = SoundTrial(
            conductor.new_player, resources.music(), lambda: conductor.collection.library
        )
        self.output = OutputPanel(conductor, self.choice, trial)
        place = PlacePanel(conductor.practice.vault.folder)
        self.groups: dict[str, SettingsGroup] = {
            YOU: SettingsGroup(tr("You"), (self.person,)),
            LOOK: SettingsGroup(tr("Look"), (self.look,)),
            LANGUAGE: SettingsGroup(tr("Language"), (self.language,)),
            SESSION: SettingsGroup(tr("Session"), session_panels(conductor), tr(FROM_NOW_ON)),
            CUES: SettingsGroup(tr("Cues and checklists"), cue_panels(conductor), tr(FROM_NOW_ON)),
            COURSE: SettingsGroup(tr("Course"), course_panels(conductor), tr(FOR_ALL)),
            NOTES: SettingsGroup(tr("Notes"), (self.snippets,)),
            TEMPLATES: SettingsGroup(tr("Note templates"), (self.templates,)),
            MUSIC: SettingsGroup(tr("Music and sound"), (self.sound, self.output)),
            PRACTICE: SettingsGroup(tr("Practice"), (self.practice, self.retention)),
            FEES: SettingsGroup(tr("Fees"), (self.fees,)),
            PRIVACY: SettingsGroup(tr("Privacy"), (self.privacy,)),
            VAULT: SettingsGroup(
                tr("Vault"), (place, self.passphrase, self.keychain, self.importing)
            ),
            BACKUPS: SettingsGroup(tr("Backups"), (self.backups,)),
            LOG: SettingsGroup(tr("Log"), (self.log,)),
            ABOUT: SettingsGroup(tr("About"), (self.about,)),
        }
        titles = [(key, group.title) for key, group in self.groups.items()]
        self.index = SettingsIndex(titles, tr("Groups of settings"))
        self.theme, self.text_size = self.look.theme, self.look.text_size
        self.name, self.old, self.new = self.person.name, self.passphrase.old, self.passphrase.new
        self._group = YOU
        self._nothing = Label("", Words.NOTE, Tone.SECOND, wrap=True)
        self._lay_out()
        self.search.textChanged.connect(self._show)
        self.search.entered.connect(lambda _: self._go_to_first())
        self.index.chosen.connect(self.show_group)
        for panel in (self.look, self.language, self.privacy):
            panel.preferences_chosen.connect(self._choose)
        self.passphrase.busy_changed.connect(lambda busy: self._on_busy(busy, self.importing))
        self.importing.busy_changed.connect(lambda busy: self._on_busy(busy, self.passphrase))
        self.importing.imported.connect(self.imported)
        self.busy_changed.connect(conductor.backing_up.pause)
        self._show()

    @property
    def is_busy(self) -> bool:
        """Whether the passphrase is being changed just now, or a session imported."""
        return self.passphrase.is_busy or self.importing.is_busy

    def settle(self) -> None:
        """Wait for the change of passphrase or the import that is under way."""
        self.passphrase.settle()
        self.importing.settle()

    @property
    def group(self) -> str:
        """Which group is shown, or was before the search."""
        return self._group

    def take(self, preferences: Preferences) -> None:
        """Go on from preferences that were changed elsewhere."""
        self.look.take(preferences)
        self.language.take(preferences)
        self.privacy.set_preferences(preferences)

    def show_group(self, key: str) -> None:
        """Show one group, and no search; the keyboard stays where it is."""
        self._group = key
        if self.search.text():
            self.search.clear()
        else:
            self._show()

    def show_import(self) -> None:
        """Show where a session is imported, with the keyboard there."""
        self.show_group(VAULT)
        self.importing.focus_first()

    def back_up_now(self) -> None:
        """Make a backup, and show how far it is."""
        self.show_group(BACKUPS)
        self.backups.begin()

    def focus_first(self) -> None:
        """Put the keyboard on the search."""
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_search(self) -> None:
        """Put the keyboard on the search, with what stands there selected."""
        self.focus_first()
        self.search.selectAll()

    def say(self, sentence: str, tone: Tone = Tone.DUE) -> None:
        """Show one line under the passphrase."""
        self.passphrase.say(sentence, tone)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
            self.focus_first()
        elif event.key() == Qt.Key.Key_Down and self.search.hasFocus():
            if self.search.text():
                self._go_to_first()
            else:
                self.index.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            # The next thing may be that the vault closes.
            keyboard = self.focusWidget()
            if keyboard is not None:
                keyboard.clearFocus()
            for panel in (self.person, self.practice, self.retention, self.fees):
                panel.keep()
            self.templates.keep()
            for figure in self.findChildren(FigurePanel):
                figure.keep()
            for number in self.findChildren(CourseFigurePanel):
                number.keep()
            for items in self.findChildren(ChecklistItems):
                items.keep()

    # --- how it is done -------------------------------------------------------------------------

    def _choose(self, preferences: Preferences) -> None:
        # Each panel changes what is its own, and goes on from what the other one changed.
        self.take(preferences)
        self.preferences_chosen.emit(preferences)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(16)
        left.addWidget(self.search)
        left.addWidget(self.index, 1)
        self._left = QWidget()
        self._left.setLayout(left)
        left.setContentsMargins(0, 0, 0, 0)
        # A slider's handle and an edge with the keyboard need a little room.
        self._scroll = ScrollColumn(gap=40, right=_BAR).fill(self._nothing, *self.groups.values())
        set_margins(self._scroll.column, 2, 2, _BAR, 2)
        row = QHBoxLayout(self)
        set_margins(row, 28, 24, 24, 16)
        row.setSpacing(48)
        row.addWidget(self._left)
        row.addWidget(self._scroll, 1)
        row.addStretch()
        self._measure()

    def _measure(self) -> None:
        look = theme.look()
        least = self.index.sizeHint().width()
        self._left.setFixedWidth(max(least, min(look.px(232), self.width() // 4)))
        is_wide = any(self.groups[key].isVisibleTo(self) for key in (TEMPLATES, LOG))
        wide = _TWO_COLUMNS if is_wide else _COLUMN
        self._scroll.setMaximumWidth(look.px(wide) + _BAR)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.look_changed(event):
            self._measure()

    def _show(self) -> None:
        words = self.search.text().casefold().split()
        if not words:
            for key, group in self.groups.items():
                group.show_matching(())
                group.setVisible(key == self._group)
            self.index.show_only(None)
            self.index.set_current(self._group)
            self._nothing.hide()
        else:
            found = [key for key, group in self.groups.items() if group.show_matching(words)]
            for key, group in self.groups.items():
                group.setVisible(key in found)
            self.index.show_only(found)
            self.index.set_current(None)
            self._nothing.setText(
                tr(
                    "No setting speaks of ‘{typed}’. Esc shows all of them again.",
                    typed=self.search.text().strip(),
                )
            )
            self._nothing.setVisible(not found)
        self._measure()
        self._scroll.verticalScrollBar().setValue(0)

    def _go_to_first(self) -> None:
        for group in self.groups.values():
            first = group.first() if group.isVisible() else None
            if first is not None:
                first.setFocus(Qt.FocusReason.TabFocusReason)
                return

    def _on_busy(self, busy: bool, other: QWidget) -> None:
        # While a thread changes the passphrase or imports, nothing else may use the vault.
        for part in (self.search, self.index, other):
            part.setEnabled(not busy)
        for key, group in self.groups.items():
            if key != VAULT:
                group.setEnabled(not busy)
        self.busy_changed.emit(busy)
