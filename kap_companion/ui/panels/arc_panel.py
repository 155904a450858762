"""The arc on the session's clock: dragged, typed and dropped upon; the coverage moves along."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kap_companion.music.planner import Coverage
from kap_companion.music.track import track_key
from kap_companion.ui.conductor import Conductor
from kap_companion.ui.panels.arc_hand import ArcHand
from kap_companion.ui.panels.arc_laid import Scene, Sounding, arc_shown
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets.arc_view import ArcView
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.words import tr, tr_later

_KEYS = tr_later(
    "Left and Right choose a track, with Ctrl they move it; Ctrl+Up and Down: the phase before, "
    "after. 1 to 5 intensity, S silence, Delete takes it out."
)
_PLAYING_S, _IDLE_S = 5.0, 60.0


class ArcPanel(QWidget):
    """`reaches` says how far the music reaches, also while a track is on its way; `files_dropped`
    paths with phase and place; `selected` that another track is.
    """

    reaches = Signal(Coverage)
    files_dropped = Signal(list, str, str)
    selected = Signal()

    def __init__(self, conductor: Conductor, hand: ArcHand, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self._hand = hand
        self._shown: object = None
        self._said = ""
        self.view = _View()
        self._line = Label("", Words.LABEL, Tone.SECOND)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.view)
        column.addWidget(self._line)
        view = self.view
        view.moved.connect(hand.move)
        view.removed.connect(hand.remove)
        view.silence_toggled.connect(hand.toggle_silence)
        view.intensity_corrected.connect(hand.correct)
        view.placed.connect(hand.add)
        view.dropped.connect(self.files_dropped)
        view.dragging.connect(self._look_ahead)
        view.drag_ended.connect(self._look_again)
        view.selected.connect(lambda _key: self._on_selected())
        view.focus_moved.connect(self._say_selected)

    def selected_phase(self) -> str | None:
        """Return the phase of the track that is selected, None where none is."""
        block = self.view.arc().block(self.view.selected_key())
        return block.phase or None if block is not None else None

    def not_shown(self) -> int:
        """Return how many spares of the arc are too many to be shown."""
        shown = {block.key for block in self.view.arc().blocks}
        return max(0, len(self._conductor.music.arc.placed) - len(shown))

    def refresh(self) -> None:
        """Lay the arc anew where it, the session or the time it counts by moved on."""
        music, companion = self._conductor.music, self._conductor.companion
        status = music.player.status
        now = companion.now()
        is_running = companion.state.first_dose is not None or status.playing
        every = _PLAYING_S if is_running else _IDLE_S
        problems = self._conductor.collection.problems
        key = (
            music.arc,
            music.plan,
            companion.state,
            int(now.timestamp() / every),
            tuple(problems),
            status.playing,
        )
        if _same(key, self._shown):
            return
        self._shown = key
        plan = music.plan_of(music.arc)
        end = companion.state.planned_end()
        sounding = None
        placed = music.now_placed
        if placed is not None and placed.key in music.listening.played[-1:]:
            length = status.length_s
            left = None if length is None else max(0.0, length - status.position_s)
            sounding = Sounding(track_key(placed.track.path), left)
        scene = Scene(
            music.arc,
            plan,
            companion.state,
            now,
            companion.rows(),
            sounding,
            problems,
            self._conductor.clock_words(end) if end is not None else "",
        )
        self.view.set_arc(arc_shown(scene))
        self.reaches.emit(plan.coverage)
        self._say_selected()

    def forget(self) -> None:
        """Another session: lay all anew."""
        self._shown = None

    def say(self, words: str, tone: Tone) -> None:
        """Say what became of an act, in the line under the arc, until another track is chosen."""
        self._line.set_tone(tone)
        self._line.setText(words)
        self._line.setToolTip(words)
        self._said = words

    def _look_ahead(self, key: str, phase: str, before: str) -> None:
        """Say how far the music would reach with the track where it is dragged to."""
        self.reaches.emit(self._hand.plan_of(self._hand.moved(key, phase, before)).coverage)

    def _look_again(self) -> None:
        self._shown = None
        self.refresh()

    def _on_selected(self) -> None:
        self._said = ""
        self._say_selected()
        self.selected.emit()

    def _say_selected(self) -> None:
        if self._said:
            return
        self._line.set_tone(Tone.SECOND)
        key = self.view.selected_key()
        words = self.view.words_of(key) if key is not None else ""
        if not words and self.view.hasFocus():
            words = tr(_KEYS)
        if self._line.text() != words:
            self._line.setText(words)
            self._line.setToolTip(f"{words}\n{tr(_KEYS)}" if words else "")


class _View(ArcView):
    """Says when the keyboard comes and goes."""

    focus_moved = Signal()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_moved.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_moved.emit()


def _same(new: tuple[object, ...], old: object) -> bool:
    """Compare by identity first: an arc of thousands of tracks is not gone through each time."""
    return isinstance(old, tuple) and all(a is b or a == b for a, b in zip(new, old, strict=True))
