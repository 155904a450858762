"""The one hand that rearranges the session's arc: a change is taken at once, one can be undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from kap_companion.music import arc as arcs
from kap_companion.music.arc import Arc, ArcError, Placed
from kap_companion.music.arc_template import ArcTemplate, arc_from_template
from kap_companion.music.course import course_of
from kap_companion.music.measurement import STEPS
from kap_companion.music.planner import Plan
from kap_companion.music.playlist import Playlist
from kap_companion.music.playlist_writing import PlaylistNotWritten, write_playlist
from kap_companion.music.track import Track, track_key
from kap_companion.session.phases import Phase
from kap_companion.ui.conductor import Conductor
from kap_companion.ui.panels.arc_laid import assigned_as_laid, laid_order
from kap_companion.ui.theme import Tone
from kap_companion.ui.words import tr, trn


class ArcHand(QObject):
    """`changed` says that the arc is another one, `told` a sentence for the person and its tone."""

    changed = Signal()
    told = Signal(str, Tone)

    def __init__(self, conductor: Conductor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self._before: tuple[str, Arc] | None = None

    @property
    def arc(self) -> Arc:
        """Return the session's arc."""
        return self._conductor.music.arc

    @property
    def undo_words(self) -> str:
        """Return what would be undone: 'assigning to the phases'; empty where nothing would."""
        return self._before[0] if self._before is not None else ""

    def forget(self) -> None:
        """Another session: nothing of this one can be undone."""
        self._before = None

    def undo(self) -> None:
        """Take the arc as it was before the last change."""
        if self._before is None:
            return
        what, arc = self._before
        if self._set(arc):
            self._before = None
            self.told.emit(tr("Undone: {what}.", what=what), Tone.SECOND)
            self.changed.emit()

    # --- the tracks of the arc ------------------------------------------------------------------

    def moved(self, key: str, phase: str, before: str) -> Arc:
        """Return the arc with a track moved; it is not taken."""
        laid = self._assigned()
        return arcs.move(laid, key, Phase(phase) if phase else None, before or None)

    def move(self, key: str, phase: str, before: str) -> None:
        """Move a track into a phase, before another one or to the phase's end."""
        self._take(self.moved(key, phase, before), tr("moving a track"))

    def remove(self, key: str) -> None:
        """Take a track out of the arc."""
        self._take(arcs.without(self.arc, {key}), tr("taking a track out"))

    def toggle_silence(self, phase: str) -> None:
        """Let a phase begin in silence, or by a crossfade again."""
        which = Phase(phase)
        silent = which not in self.arc.silent_before
        self._take(arcs.begin_in_silence(self.arc, which, silent), tr("how a phase begins"))

    def correct(self, key: str, step: int) -> None:
        """Keep by hand how intense a track is, from 1 to 5."""
        kept = self._conductor.collection.library.get(key)
        placed = self._placed(key)
        track = placed.track if placed is not None else kept.track if kept is not None else None
        if track is None:
            return
        music = self._conductor.music
        self._conductor.attempt(lambda: music.correct(track, (step - 0.5) / STEPS))
        self.changed.emit()

    def add(self, keys: Sequence[str], phase: str | None, before: str = "") -> int:
        """Put tracks of the library into a phase; return how many were new to the arc."""
        library = self._conductor.collection.library
        kept = [one for one in (library.get(key) for key in keys) if one is not None]
        return self.insert([one.track for one in kept], phase, before)

    def insert(self, tracks: Sequence[Track], phase: str | None, before: str = "") -> int:
        """Put tracks into a phase, before another track; return how many were new to the arc."""
        own = {placed.key for placed in self.arc.placed}
        fresh = [self._place(track) for track in tracks if track_key(track.path) not in own]
        if not fresh:
            self.told.emit(tr("It stands in the arc already."), Tone.SECOND)
            return 0
        has_phases = any(placed.phase is not None for placed in self.arc.placed)
        arc = self._assigned() if phase or has_phases else self.arc
        if phase is None and has_phases:
            phase = (arc.placed[-1].phase or Phase.INTEGRATION).value
        arc = arcs.add(arc, fresh)
        if phase:
            for one in fresh:
                arc = arcs.move(arc, one.key, Phase(phase), before or None)
        self._take(arc, trn("adding a track", "adding {n} tracks", len(fresh)))
        return len(fresh)

    def replace_file(self, key: str, track: Track) -> None:
        """Let another file have the place of a track."""
        if self._placed(track_key(track.path)) is not None:
            self.told.emit(tr("{title} stands in the arc already.", title=track.title), Tone.DUE)
            return
        intensity = self._conductor.collection.intensity(track)
        placed = (
            replace(one, track=track, intensity=intensity) if one.key == key else one
            for one in self.arc.placed
        )
        self._take(replace(self.arc, placed=tuple(placed)), tr("replacing a file"))

    # --- the arc as a whole ---------------------------------------------------------------------

    def take_playlist(self, playlist: Playlist, paths: Sequence[Path]) -> None:
        """Let what was read be the session's music."""
        before = self.arc
        music = self._conductor.music
        if self._conductor.attempt(lambda: music.take_playlist(playlist, paths)) is not None:
            self._before = (tr("choosing other music"), before) if before.placed else None
            self.changed.emit()

    def assign(self) -> None:
        """Assign the tracks, in list order, to the phases in which they begin by the plan."""
        companion = self._conductor.companion
        course = course_of(companion.state, companion.now())
        crossfade_s = self._conductor.music.sound.crossfade_s
        self._take(
            arcs.assign_by_plan(self.arc, course, crossfade_s), tr("assigning to the phases"), True
        )

    def assign_by(self, template: ArcTemplate) -> None:
        """Share the tracks out by a template: gentle phases get the gentle ones."""
        arranged = arc_from_template(template, self.arc.placed)
        own = replace(arranged, name=self.arc.name, silent_before=self.arc.silent_before)
        self._take(own, tr("assigning by {name}", name=tr(template.name)), True)

    def keep(self, name: str) -> bool:
        """Keep the arc under a name, in place of one that had it."""
        named = replace(self.arc, name=name)
        collection = self._conductor.collection
        if not self._attempt(lambda: collection.keep_arc(named)):
            return False
        self._set(named)
        self.told.emit(tr("Kept as {name}.", name=name), Tone.WELL)
        self.changed.emit()
        return True

    def open(self, name: str) -> None:
        """Let a kept arc be the session's music."""
        collection = self._conductor.collection
        try:
            kept = collection.arc(name)
        except ArcError as trouble:
            self.told.emit(str(trouble), Tone.DUE)
            return
        if kept is None:
            return
        placed = (self._place(one.track, one) for one in kept.placed)
        self._take(replace(kept, name=name, placed=tuple(placed)), tr("opening another arc"), True)

    def drop(self, name: str) -> None:
        """Forget a kept arc; its files stay."""
        collection = self._conductor.collection
        if self._attempt(lambda: collection.forget_arc(name)):
            self.told.emit(tr("{name} is no longer kept. Its files stay.", name=name), Tone.SECOND)
            self.changed.emit()

    def save_as(self, path: Path, *, overwrite: bool) -> None:
        """Write the arc as a playlist, in the order in which it plays."""
        order = laid_order(self.arc, self._conductor.music.plan)
        try:
            write_playlist(path, [one.track for one in order], overwrite=overwrite)
        except PlaylistNotWritten as trouble:
            self.told.emit(str(trouble), Tone.DUE)
        else:
            self.told.emit(tr("Saved as {name}.", name=path.name), Tone.WELL)

    def plan_of(self, arc: Arc) -> Plan:
        """Return how an arc would be laid."""
        return self._conductor.music.plan_of(arc)

    # --- how it is done -------------------------------------------------------------------------

    def _take(self, arc: Arc, what: str, tells: bool = False) -> None:
        before = self.arc
        if arc == before or not self._set(arc):
            return
        self._before = (what, before)
        # What was said of an earlier change does not stand any more.
        self.told.emit(
            tr("Done: {what}. Ctrl+Z undoes it.", what=what) if tells else "", Tone.SECOND
        )
        self.changed.emit()

    def _set(self, arc: Arc) -> bool:
        return self._attempt(lambda: self._conductor.music.set_arc(arc))

    def _attempt(self, act: Callable[[], object]) -> bool:
        done = self._conductor.attempt(lambda: (act(), True)[1])
        return done is True

    def _assigned(self) -> Arc:
        return assigned_as_laid(self.arc, self._conductor.music.plan)

    def _place(self, track: Track, as_placed: Placed | None = None) -> Placed:
        """Return a track with what is known of it by now."""
        known = self._conductor.collection.intensity(track)
        if as_placed is None:
            return Placed(track, None, known)
        return as_placed if known is None else replace(as_placed, intensity=known)

    def _placed(self, key: str) -> Placed | None:
        return next((one for one in self.arc.placed if one.key == key), None)
