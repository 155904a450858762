"""The open session's timeline: fed by its record, its private notes, its cues and its music."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from PySide6.QtWidgets import QWidget

from kap_companion.companion import ActError, Change
from kap_companion.music.planner import Plan
from kap_companion.music.player import PlayerStatus
from kap_companion.music.track import Track
from kap_companion.session.clock import at_offset
from kap_companion.session.entries import Stream
from kap_companion.session.timeline import (
    Kept,
    MusicStretch,
    PrivateDot,
    RecordTimeline,
    cues_due,
    kept,
    private_dots,
    private_dots_after,
    record_timeline,
)
from kap_companion.session.timeline_music import MUSIC, Heard, heard
from kap_companion.ui import presenting
from kap_companion.ui.conductor import Conductor
from kap_companion.ui.panels import session_timeline_music as along
from kap_companion.ui.widgets.note_row import NoteRow
from kap_companion.ui.widgets.timeline import Timeline
from kap_companion.ui.words import tr


class SessionTimeline(Timeline):
    """`beat` shows a new moment; entries come by themselves.

    A beat lays the session anew only where an entry came, the music changed, or the now-line stands
    on another px of the screen, which is some seconds.
    """

    def __init__(self, conductor: Conductor, parent: QWidget | None = None) -> None:
        super().__init__(self._by_the_clock, parent)
        self._conductor = conductor
        self._kept: Kept | None = None
        self._dots: tuple[PrivateDot, ...] = ()
        self._heard: tuple[Heard, ...] | None = None
        self._is_told_anew = True
        self._sound: tuple[bool, bool, Track | None] | None = None
        self._plan: Plan | None = None
        conductor.opened.connect(self._forget)
        conductor.left.connect(self._forget)
        conductor.changed.connect(self._take)
        self.pointed.connect(self._tell)

    def beat(self, at: datetime | None = None) -> None:
        """Show the session as it stands now, which is `at` where that is known already."""
        conductor = self._conductor
        if not conductor.has_session:
            return
        companion, music = conductor.companion, conductor.music
        now, plan = at or companion.now(), music.plan
        status = music.player.status if music.arc.placed else None
        sound = None
        if status is not None:
            sound = (status.playing, status.crossfading, status.track)
        is_as_it_was = plan is self._plan and sound == self._sound and not self._is_told_anew
        if is_as_it_was and not self.has_moved(now):
            return
        shown = self.timeline
        self._plan, self._sound, self._is_told_anew = plan, sound, False
        if is_as_it_was and shown is not None and shown.now < now < shown.end:
            # Only the time went on: what is shown stands as it was laid.
            shown = replace(shown, now=now)
            shown = replace(shown, music=self._laid_music(shown, status, plan))
            self.set_timeline(shown, self._dots)
            return
        if self._kept is None:
            rows: list[Any] = companion.rows()
            self._kept = kept(row for row in rows if row.entry.stream is Stream.RECORD)
            self._dots = private_dots(row for row in rows if row.entry.stream is not Stream.RECORD)
        cues = cues_due(companion.state, now)
        timeline = record_timeline(self._kept, now, cues=cues)
        if timeline is not None:
            timeline = replace(timeline, music=self._laid_music(timeline, status, plan))
        self.set_timeline(timeline, self._dots)

    def _take(self, change: Change) -> None:
        row: Any = change.row
        self._is_told_anew = True
        if isinstance(row.body, MUSIC):
            self._heard = None
        if self._kept is None:
            return
        if row.entry.stream is Stream.RECORD:
            self._kept = self._kept.after(row)
        else:
            self._dots = private_dots_after(self._dots, row)

    def _forget(self) -> None:
        self._kept, self._dots, self._heard = None, (), None
        self._plan, self._sound, self._is_told_anew = None, None, True
        self.set_timeline(None)

    def _laid_music(
        self, timeline: RecordTimeline, status: PlayerStatus | None, plan: Plan
    ) -> tuple[MusicStretch, ...]:
        companion = self._conductor.companion
        if self._heard is None:
            self._heard = heard(companion.rows())
        goes_on = companion.state.is_running
        return along.music_stretches(
            self._heard,
            along.sounding(status) if goes_on and status is not None else None,
            plan.slots if goes_on else (),
            timeline.now,
            timeline.end,
        )

    def _tell(self, entry_id: str) -> None:
        """Say what an entry is, as the list of notes says it."""
        conductor = self._conductor
        try:
            row = conductor.companion.row(entry_id)
        except ActError:
            return
        told = presenting.note_row(row, conductor.companion.state, conductor.clock_words)
        others = self.beside()
        if others:
            more = tr("and {count} more here", count=others)
            tag = f"{told.tag}, {more}" if told.tag else more
            told = NoteRow(told.key, told.time, told.text, tag, told.tag_tone)
        self.set_words(told)

    def _by_the_clock(self, at: datetime) -> datetime:
        return at_offset(at, self._conductor.practice.clock.utc_offset(at))
