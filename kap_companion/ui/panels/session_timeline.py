"""The open session's timeline: fed by its record, its private notes, its cues and its music."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from PySide6.QtWidgets import QWidget

from kap_companion.companion import ActError, Change
from kap_companion.session.clock import at_offset
from kap_companion.session.entries import Stream
from kap_companion.session.timeline import (
    Kept,
    MusicStretch,
    PrivateDot,
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

_NEXT = 8  # of what follows, looked at each second
_LAY_EVERY = timedelta(seconds=5)


class SessionTimeline(Timeline):
    """`beat` shows a new moment; entries come by themselves."""

    def __init__(self, conductor: Conductor, parent: QWidget | None = None) -> None:
        super().__init__(self._by_the_clock, parent)
        self._conductor = conductor
        self._kept: Kept | None = None
        self._dots: tuple[PrivateDot, ...] = ()
        self._heard: tuple[Heard, ...] | None = None
        self._music: tuple[MusicStretch, ...] = ()
        self._stands: object = None
        self._laid_at: datetime | None = None
        conductor.opened.connect(self._forget)
        conductor.left.connect(self._forget)
        conductor.changed.connect(self._take)
        self.pointed.connect(self._tell)

    def beat(self) -> None:
        """Show the session as it stands now."""
        conductor = self._conductor
        if not conductor.has_session:
            return
        companion = conductor.companion
        now = companion.now()
        if self._kept is None:
            rows: list[Any] = companion.rows()
            self._kept = kept(row for row in rows if row.entry.stream is Stream.RECORD)
            self._dots = private_dots(row for row in rows if row.entry.stream is not Stream.RECORD)
        timeline = record_timeline(self._kept, now, cues=cues_due(companion.state, now))
        if timeline is not None:
            self._follow_music(timeline.now, timeline.end)
            timeline = record_timeline(self._kept, now, cues=timeline.cues, music=self._music)
        self.set_timeline(timeline, self._dots)

    def _take(self, change: Change) -> None:
        row: Any = change.row
        if isinstance(row.body, MUSIC):
            self._heard = None
        if self._kept is None:
            return
        if row.entry.stream is Stream.RECORD:
            self._kept = self._kept.after(row)
        else:
            self._dots = private_dots_after(self._dots, row)

    def _forget(self) -> None:
        self._kept, self._dots = None, ()
        self._heard, self._music = None, ()
        self._stands = self._laid_at = None
        self.set_timeline(None)

    def _follow_music(self, now: datetime, end: datetime) -> None:
        """Lay the music anew where something changed, and now and then: a pixel is many seconds."""
        companion, music = self._conductor.companion, self._conductor.music
        status = music.player.status
        following = tuple(slot.placed.track for slot in music.plan.slots[:_NEXT])
        goes_on = companion.state.is_running
        stands = (status.playing, status.crossfading, status.track, following, end, goes_on)
        is_late = self._laid_at is None or now - self._laid_at >= _LAY_EVERY
        if self._heard is not None and not is_late and stands == self._stands:
            return
        self._stands, self._laid_at = stands, now
        if self._heard is None:
            self._heard = heard(companion.rows())
        self._music = along.music_stretches(
            self._heard,
            along.sounding(status) if goes_on else None,
            music.plan.slots if goes_on else (),
            now,
            end,
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
            more = f"and {others} more here"
            tag = f"{told.tag}, {more}" if told.tag else more
            told = NoteRow(told.key, told.time, told.text, tag, told.tag_tone)
        self.set_words(told)

    def _by_the_clock(self, at: datetime) -> datetime:
        return at_offset(at, self._conductor.practice.clock.utc_offset(at))
