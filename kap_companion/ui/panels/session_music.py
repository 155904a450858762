"""Music in the session: the player, music from elsewhere, or where either is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kap_companion.music.course import for_music
from kap_companion.music.player import PlayerStatus
from kap_companion.music.playlist import Playlist
from kap_companion.session.entries import MusicAct
from kap_companion.session.phases import phase_words
from kap_companion.ui import presenting
from kap_companion.ui.art import Art
from kap_companion.ui.conductor import Conductor
from kap_companion.ui.panels import session_music_words as words
from kap_companion.ui.panels.music_reading import MusicReading
from kap_companion.ui.panels.music_words import lost_words, progress_words, source_name
from kap_companion.ui.panels.prepare_words import length_words
from kap_companion.ui.panels.session_chooser import SessionChooser
from kap_companion.ui.panels.session_elsewhere import ElsewherePanel
from kap_companion.ui.panels.session_music_acts import MusicActs
from kap_companion.ui.theme import Tone
from kap_companion.ui.widgets.esc_box import EscBox
from kap_companion.ui.widgets.key_button import ButtonTone, KeyButton
from kap_companion.ui.widgets.output_picker import OutputPicker, Outputs
from kap_companion.ui.widgets.player_panel import PlayerPanel, Playing
from kap_companion.ui.widgets.section_label import SectionLabel
from kap_companion.ui.words import tr

_GAP = 12
# Tenths of a second: what moves faster at the edge of sight draws the eye.
_LEVEL_EVERY = 2


class SessionMusic(QWidget):
    """What plays and what comes next; `done` says that the note box may have the keyboard."""

    done = Signal()

    def __init__(self, conductor: Conductor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self.acts = MusicActs(conductor, self)
        self.player, self.elsewhere = PlayerPanel(), ElsewherePanel()
        self.chooser, self.outputs = SessionChooser(), OutputPicker()
        self._reading = MusicReading(self)
        self._art = Art(self)
        self._own = KeyButton(tr("Choose own music"), "Ctrl+Shift+M", ButtonTone.LINK)
        self._output_box = EscBox()
        self._shown: dict[str, object] = {}
        self._way: tuple[object, int] = (None, 0)
        self._room: int | None = None
        self._tenths = 0
        self._can_lead = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        box = QVBoxLayout(self._output_box)
        box.setContentsMargins(0, 0, 0, _GAP)
        box.setSpacing(8)
        box.addWidget(SectionLabel(tr("Output"), "Ctrl+Shift+O"))
        box.addWidget(self.outputs)
        for part in (self.chooser, self.elsewhere, self._own, self._output_box, self.player):
            column.addWidget(part)
            part.setVisible(part is self.chooser)
        self._connect()

    # --- what is shown --------------------------------------------------------------------------

    def set_room(self, height: int) -> None:
        """Take no more than `height` px."""
        if height != self._room:
            self._room = height
            self._share_room()

    def begin(self) -> None:
        """Show the music of the open session."""
        self._shown.clear()
        self._way = (None, 0)
        self.chooser.clear()
        self.chooser.own.begin(())
        self._output_box.hide()
        self.acts.forget()
        self.refresh()

    def end(self) -> None:
        """Let the session go."""
        self._reading.stop()
        self.acts.forget()

    def refresh(self) -> None:
        """Show how the player stands; each part only where it changed."""
        music = self._conductor.music
        status = music.player.status
        if self._show_parts():
            self.beat()
        if not music.arc.placed:
            return
        self._tenths += 1
        if self._tenths % _LEVEL_EVERY == 0 or not status.playing:
            self.player.set_level(presenting.level(status.level_dbfs))
        # Ten times a second only the level is new; the rest at most once.
        rest = replace(status, level_dbfs=0.0, position_s=int(status.position_s))
        if not self._is_new("status", rest):
            return
        self._show_playing(status)
        length, left = status.length_s, words.left_s(status)
        self.player.set_progress(
            status.position_s / length if length else 0.0,
            length_words(status.position_s),
            f"\u2212{length_words(left)}" if left is not None else "",
        )
        self.player.set_ceiling(self.acts.ceiling)
        self.player.set_volume(round(status.volume * 100))
        self._show_output(status)

    def beat(self) -> None:
        """Show what comes next and whether it lasts: as often as a second goes by."""
        music, companion = self._conductor.music, self._conductor.companion
        self._show_outside()
        if not music.arc.placed:
            return
        status = music.player.status
        self._show_playing(status)
        coming = words.to_come(music.plan.slots, status)
        runs = companion.state.is_running
        reach = words.reach(music.plan.coverage) if runs else ("", Tone.SECOND)
        shown = (words.up_next(coming) if runs else (), *reach)
        if self._is_new("next", shown):
            self.player.set_up_next(*shown)
        steering = None
        if runs and words.is_steerable(music.arc):
            first, left, in_s = coming[0] if coming else None, words.left_s(status), None
            if left is not None and first is not None and status.playing:
                in_s = max(0.0, left - first.crossfade_s)
            way = self._answered_way()
            steering = words.steering(music.listening, way, music.now_placed, first, in_s)
        if self._is_new("steering", steering):
            self.player.set_steering(steering)
        self._offer_to_lead(status)

    def open_chooser(self) -> None:
        """Ask for other music, and what music there is elsewhere."""
        self.chooser.open(self._conductor.music.outside.name)
        self._conductor.elsewhere.find()
        self._show_parts()
        self.chooser.take_keyboard()

    def open_outputs(self) -> None:
        """Ask for another output; asked again, put that away."""
        if not self._output_box.isHidden():
            self._close_outputs()
            return
        status = self._conductor.music.player.status
        if not status.outputs:
            self._conductor.told.emit(tr("The system tells of no other output."))
            return
        self._output_box.show()
        self._show_output(status)
        self._share_room()
        self.outputs.open()

    # --- how it is done -------------------------------------------------------------------------

    def _connect(self) -> None:
        acts, player, chooser = self.acts, self.player, self.chooser
        acts.done.connect(self.done)
        player.pause_asked.connect(lambda: acts.do(MusicAct.PAUSE))
        player.resume_asked.connect(acts.play_own)
        player.next_asked.connect(lambda: acts.do(MusicAct.NEXT))
        player.previous_asked.connect(lambda: acts.do(MusicAct.PREVIOUS))
        player.lower_asked.connect(lambda: acts.do(MusicAct.LOWER))
        player.raise_asked.connect(lambda: acts.do(MusicAct.RAISE))
        player.fade_asked.connect(lambda: acts.do(MusicAct.FADE))
        player.fade_back_asked.connect(lambda: acts.do(MusicAct.FADE_BACK))
        player.steering.gentler_asked.connect(lambda: acts.steer(MusicAct.GENTLER))
        player.steering.as_planned_asked.connect(lambda: acts.steer(MusicAct.AS_PLANNED))
        player.steering.deeper_asked.connect(lambda: acts.steer(MusicAct.DEEPER))
        player.volume_asked.connect(acts.set_volume)
        player.sought.connect(acts.seek)
        player.offer_taken.connect(acts.lead_over)
        player.output_asked.connect(self.open_outputs)
        self.outputs.output_chosen.connect(self._choose_output)
        self.outputs.put_away.connect(self._close_outputs)
        self._output_box.left.connect(self._close_outputs)
        self.elsewhere.asked.connect(acts.do_outside)
        self._own.clicked.connect(self.open_chooser)
        chooser.own.chosen.connect(self._choose)
        chooser.own.stop_asked.connect(self._reading.stop)
        chooser.elsewhere_named.connect(self._name_elsewhere)
        chooser.left.connect(self._close_chooser)
        self._reading.counted.connect(
            lambda count, source: chooser.own.say_reading(progress_words(count, source))
        )
        self._reading.ended.connect(chooser.own.say_idle)
        self._art.arrived.connect(self._on_art)
        self._conductor.elsewhere.answered.connect(self._on_answered)
        self._conductor.elsewhere.found.connect(chooser.offer_names)

    def _is_new(self, what: str, value: object) -> bool:
        if what in self._shown and self._shown[what] == value:
            return False
        self._shown[what] = value
        return True

    def _show_parts(self) -> bool:
        """Show the chooser, or what was chosen; whether that changed."""
        music = self._conductor.music
        has_own, has_outside = bool(music.arc.placed), bool(music.outside.name)
        choosing = self.chooser.is_open or not (has_own or has_outside)
        if not self._is_new("parts", (choosing, has_own, has_outside)):
            return False
        self.chooser.setVisible(choosing)
        self.elsewhere.setVisible(has_outside and not choosing)
        self._own.setVisible(has_outside and not has_own and not choosing)
        self.player.setVisible(has_own and not choosing)
        if choosing:
            self._output_box.hide()
        self._show_outside()
        self._share_room()
        return True

    def _share_room(self) -> None:
        """Give the player what the parts over it leave of the room."""
        if self._room is not None:
            above = (self.elsewhere, self._output_box)
            taken = sum(one.sizeHint().height() for one in above if not one.isHidden())
            self.player.set_room(self._room - taken)
            self.chooser.set_room(self._room)

    def _show_outside(self) -> None:
        shown = self._conductor.music.outside, self.acts.is_outside_meant
        if self._is_new("outside", shown):
            self.elsewhere.show_outside(shown[0], has_keys=shown[1])

    def _show_playing(self, status: PlayerStatus) -> None:
        music, companion = self._conductor.music, self._conductor.companion
        now = companion.state.phase(companion.now())
        phase = words.phase_playing(music.now_placed, music.listening, now)
        tone = presenting.tone_of(phase)
        track = status.track
        playing = Playing(
            title=track.title if track else "",
            artist=(track.artist or "") if track else "",
            phase=phase_words(phase),
            # A line's tone is too faint to be read.
            phase_tone=Tone.SECOND if tone is Tone.LINE else tone,
            is_playing=status.playing,
            is_lowered=status.lowered,
            is_faded=status.faded,
            fade_s=round(music.sound.fade_s),
            has_keys=not self.acts.is_outside_meant,
        )
        if self._is_new("playing", playing):
            self.player.set_playing(playing)
        self._show_art()

    def _show_art(self) -> None:
        """Show the picture of what plays; that of what comes is looked for beforehand."""
        music = self._conductor.music
        now, coming = music.player.status.track, music.announced
        if self._is_new("art of", (now and now.path, coming and coming.placed.key)):
            self._art.expect([one.path for one in (coming and coming.placed.track, now) if one])
        self.player.now.set_art(self._art.of(now.path) if now is not None else None)

    def _show_output(self, status: PlayerStatus) -> None:
        sound = self._conductor.music.sound
        lost = status.output_problem or ""
        name = status.device or sound.output or ""
        is_open = not self._output_box.isHidden()
        # Where the list of outputs is open it says both itself.
        self.player.set_output("" if is_open else name, "" if is_open else lost)
        if is_open:
            self.outputs.set_outputs(Outputs(name, status.outputs, lost))

    def _answered_way(self) -> int:
        """Return which way the request went that holds: the record is read where it changed."""
        listening = self._conductor.music.listening
        if self._way[0] is not listening:
            bodies = (row.body for row in self._conductor.companion.rows())
            held = listening.held is not None
            self._way = (listening, words.answered_way(bodies) if held else 0)
        return self._way[1]

    def _offer_to_lead(self, status: PlayerStatus) -> None:
        """Offer the present phase's music while another phase's sounds."""
        music, companion = self._conductor.music, self._conductor.companion
        placed, phase = music.now_placed, for_music(companion.state.phase(companion.now()))
        is_off = (
            status.playing
            and not status.crossfading
            and companion.state.is_running
            and placed is not None
            and placed.phase not in (None, phase)
        )
        # What would follow is looked for where something changed, not each second.
        if self._is_new("off", (is_off, phase, music.listening, music.arc)):
            self._can_lead = is_off and not self.acts.why_not_lead()
        offer = (
            tr("Lead over to the {phase} now", phase=phase_words(phase)) if self._can_lead else ""
        )
        self.player.set_offer(offer, "Ctrl+Shift+F")

    # --- choosing -------------------------------------------------------------------------------

    def _choose(self, paths: Sequence[Path]) -> None:
        source = source_name(paths)
        self.chooser.own.say_reading(progress_words(0, source))

        def take(playlist: Playlist) -> None:
            if self._conductor.has_session:
                self._take(playlist, paths)

        self._reading.read(paths, source, take)

    def _take(self, playlist: Playlist, paths: Sequence[Path]) -> None:
        if not playlist.tracks:
            self._conductor.told.emit(lost_words(playlist.lost) or tr("There is no music in it."))
            return
        self._conductor.take_music(playlist, paths)
        if playlist.lost:
            self._conductor.told.emit(lost_words(playlist.lost))
        self._close_chooser()

    def _name_elsewhere(self, name: str) -> None:
        self._conductor.attempt(lambda: self._conductor.music.name_outside(name))
        self._close_chooser()

    def _close_chooser(self) -> None:
        self.chooser.clear()
        self._shown.clear()
        self.refresh()
        self.beat()
        self.done.emit()

    def _choose_output(self, name: str) -> None:
        conductor = self._conductor
        sound = replace(conductor.music.sound, output=name)
        conductor.attempt(lambda: conductor.collection.choose_sound(sound))
        conductor.attempt(conductor.music.apply_sound)
        self._close_outputs()

    def _close_outputs(self) -> None:
        self._output_box.hide()
        self._shown.pop("status", None)
        self._share_room()
        self.refresh()
        self.done.emit()

    def _on_art(self) -> None:
        if self._conductor.has_session:
            self._show_art()

    def _on_answered(self, name: str, took: bool) -> None:
        if self._conductor.has_session and name == self._conductor.music.outside.name:
            self.elsewhere.say(
                "" if took else tr("Do it in {name} itself; it is noted.", name=name)
            )
            self._share_room()
