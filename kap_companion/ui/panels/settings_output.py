"""Where the music plays: the output by its name, how loud it begins, and how loud it ever gets."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kap_companion.music.player import PlayerStatus
from kap_companion.music.settings import UNNAMED
from kap_companion.ui.conductor import Conductor
from kap_companion.ui.panels.settings_choice import SoundChoice
from kap_companion.ui.panels.settings_number import SettingNumber
from kap_companion.ui.panels.settings_trial import SoundTrial
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets.ceiling_control import CeilingControl
from kap_companion.ui.widgets.inline_message import InlineMessage
from kap_companion.ui.widgets.key_button import KeyButton
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.output_picker import OutputPicker, Outputs
from kap_companion.ui.widgets.section_label import SectionLabel
from kap_companion.ui.words import tr, tr_later

SYSTEMS = tr_later("The system’s choice")
LOCKED = tr_later("A session runs: the ceiling can be changed when it has ended.")
_LOOKING = tr_later("Looking for the output.")
_NO_CEILING = tr_later("None is set for this output yet. Set it once, by ear.")
_LOOK_AGAIN_MS = 300
_HEAR, _REST = tr_later("Hear it"), tr_later("Stop")


class OutputPanel(QWidget):
    """While it is shown it knows the outputs: from the session's player, else from one of its own.

    Its own is silent until 'Hear it' is pressed, and gone as soon as the panel is.
    """

    def __init__(
        self,
        conductor: Conductor,
        choice: SoundChoice,
        trial: SoundTrial,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self._choice = choice
        self._trial = trial
        self._is_unended = False
        self.picker = OutputPicker()
        self.volume = SettingNumber(
            tr("Volume at the start"),
            0,
            100,
            str,
            tr("A preference, usually 60. Each session begins with it."),
        )
        self.ceiling = CeilingControl()
        self.why = InlineMessage("", Tone.SECOND)
        self.hear = KeyButton(tr(_HEAR))
        self.hear_words = Label("", Words.LABEL, Tone.SECOND)
        self.message = InlineMessage()
        self._look_again = QTimer(self)
        self._look_again.setInterval(_LOOK_AGAIN_MS)
        self._look_again.timeout.connect(self._look)
        self._lay_out()
        self.picker.output_chosen.connect(self._choose_output)
        self.volume.chosen.connect(
            lambda v: choice.choose(replace(choice.sound, first_volume=v / 100))
        )
        self.ceiling.ceiling_chosen.connect(self._choose_ceiling)
        self.hear.clicked.connect(self._hear_or_rest)
        choice.changed.connect(self._follow)
        conductor.opened.connect(self._on_session)
        conductor.left.connect(self._on_session)
        for trouble in (conductor.refused, conductor.not_kept):
            trouble.connect(self._tell)

    @property
    def output(self) -> str:
        """Return the name under which the ceiling of the output in use is kept."""
        status = self._status()
        return self._choice.sound.output or (status.device if status is not None else UNNAMED)

    def refresh(self) -> None:
        """Show everything as it stands; each part changes only where it is new."""
        sound, status = self._choice.sound, self._status()
        there = status.outputs if status is not None else ()
        problem = (status.output_problem or "") if status is not None else ""
        if sound.output and there and sound.output not in there:
            problem = tr(
                "‘{output}’ is not here now: plug it in, or choose another output.",
                output=sound.output,
            )
        aside = status.device if status is not None and sound.output is None else ""
        shown = Outputs(sound.output or tr(SYSTEMS), (tr(SYSTEMS), *there), problem, aside)
        self.picker.set_outputs(shown)
        self.volume.show_value(sound.first_volume * 100)
        self._show_ceiling(status)
        self._show_hearing(status)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.message.say("")
        self._on_session()
        self._look_again.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._look_again.stop()
        self._trial.close()
        self._choice.keep()

    # --- how it is done -------------------------------------------------------------------------

    def _lay_out(self) -> None:
        hearing = QHBoxLayout()
        hearing.setSpacing(16)
        hearing.addWidget(self.hear)
        hearing.addWidget(self.hear_words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(SectionLabel(tr("Where it plays")))
        column.addWidget(self.picker)
        column.addWidget(
            Label(
                tr(
                    "Remembered. Where it goes, the music waits: it never moves to another "
                    "by itself."
                ),
                Words.LABEL,
                Tone.SECOND,
                wrap=True,
            )
        )
        column.addSpacing(12)
        column.addWidget(self.volume)
        column.addSpacing(12)
        column.addWidget(SectionLabel(tr("The loudest it ever gets")))
        column.addWidget(self.ceiling)
        column.addWidget(self.why)
        column.addLayout(hearing)
        column.addWidget(self.message)

    def _status(self) -> PlayerStatus | None:
        if self._conductor.has_session:
            return self._conductor.music.player.status
        return self._trial.status

    def _on_session(self) -> None:
        """A session has a player of its own, and only one of the two may sound."""
        if self._conductor.has_session:
            self._trial.close()
        elif self.isVisible():
            self._trial.open(self._choice.sound)
        self._is_unended = self._conductor.practice.unended() is not None
        if self.isVisible():
            self.refresh()

    def _look(self) -> None:
        if not self._conductor.has_session:
            self._trial.pump()
        self.refresh()

    def _show_ceiling(self, status: PlayerStatus | None) -> None:
        is_locked = self._conductor.has_session or self._is_unended
        output = self.output
        is_known = bool(output) or (status is not None and bool(status.outputs))
        sound = self._choice.sound
        self.ceiling.set_ceiling(round(sound.ceiling(output) * 100), output)
        self.ceiling.setEnabled(is_known and not is_locked)
        if is_locked:
            self.why.say(tr(LOCKED), Tone.SECOND)
        elif not is_known:
            self.why.say(tr(_LOOKING), Tone.SECOND)
        else:
            has_one = output in sound.ceilings_lufs
            self.why.say("" if has_one else tr(_NO_CEILING), Tone.SECOND)

    def _show_hearing(self, status: PlayerStatus | None) -> None:
        offers = self._trial.can_sound and not self._conductor.has_session
        self.hear.setVisible(offers)
        self.hear_words.setVisible(offers)
        self.hear.setEnabled(status is not None and not status.output_problem)
        sounds = self._trial.is_sounding
        self.hear.setText(tr(_REST) if sounds else tr(_HEAR))
        words = (
            tr("Sounds at the ceiling.")
            if sounds
            else tr("Music at the ceiling, coming in slowly.")
        )
        self.hear_words.setText(words)

    def _choose_output(self, name: str) -> None:
        self._choice.choose(
            replace(self._choice.sound, output=None if name == tr(SYSTEMS) else name)
        )
        self._choice.keep()

    def _choose_ceiling(self, percent: int) -> None:
        self._choice.choose(self._choice.sound.with_ceiling(self.output, percent / 100))

    def _hear_or_rest(self) -> None:
        if self._trial.is_sounding:
            self._trial.rest()
        else:
            sound = self._choice.sound
            self._trial.hear(sound, sound.ceiling(self.output))
        self.refresh()

    def _follow(self) -> None:
        sound = self._choice.sound
        if not self._conductor.has_session:
            self._trial.follow(sound, sound.ceiling(self.output))
        if self.isVisible():
            self.refresh()

    def _tell(self, sentence: str) -> None:
        if self.isVisible():
            self.message.say(sentence, Tone.DUE)
