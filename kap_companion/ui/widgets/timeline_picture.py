"""A session's timeline as a picture that keeps its past and paints again only what changed."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import zip_longest
from typing import TypeAlias

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from kap_companion.session import timeline_drawing as drawing
from kap_companion.session import timeline_geometry as along
from kap_companion.session.timeline import Dot, MusicStretch, PrivateDot, RecordTimeline
from kap_companion.session.timeline_dots import DotTimes, dot_times, private_rings
from kap_companion.session.timeline_geometry import WHOLE, Geometry, Local, Size, View
from kap_companion.session.timeline_shapes import Ink, Line, Round, Shape
from kap_companion.session.timeline_shapes import Words as WordsShape
from kap_companion.session.timeline_stops import Stop, find, stops
from kap_companion.ui import theme
from kap_companion.ui.theme import Look, Words
from kap_companion.ui.widgets import painting, timeline_painting
from kap_companion.ui.widgets.note_row import NoteRow
from kap_companion.ui.words import tr

_STEP_WHEN_STILL = timedelta(minutes=1)
_HALO = 3.5
_LINE_GAP = 16
_LINE_REACH = 6  # px to either side of the now-line: the rounded ends of the phase that it parts

_Past: TypeAlias = tuple[tuple[object, ...], tuple[Shape, ...], QPixmap]
_Present: TypeAlias = tuple[tuple[object, ...], tuple[Shape, ...]]


class TimelinePicture(QLabel):
    """Shows a `RecordTimeline`, and over it the dots of psychotherapy notes, for the eye.

    The past is painted once for each entry, zoom and size; what moves with the time lies over it.
    It stands on the ground of the screen. (A label to Qt, so that a screen reader finds words
    here.)
    """

    def __init__(self, local: Local, parent: QWidget | None = None) -> None:
        """`local` says a moment by the clinician's clock."""
        super().__init__(parent)
        painting.from_the_left(self)
        self._local = local
        self._timeline: RecordTimeline | None = None
        self._private: tuple[PrivateDot, ...] = ()
        self._view = WHOLE
        self._past: _Past | None = None
        self._present: _Present | None = None
        self._moves_at: datetime | None = None
        self._times: tuple[tuple[Dot, ...], DotTimes] | None = None
        self._places: tuple[tuple[object, ...], Geometry] | None = None
        self._stops: tuple[Stop, ...] | None = None
        self._at: str | None = None
        self._row: NoteRow | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(tr("The session along its time"))
        # It paints its ground itself: what lies below need not be painted as the line moves on.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    @property
    def timeline(self) -> RecordTimeline | None:
        """What is shown of the record."""
        return self._timeline

    @property
    def private(self) -> tuple[PrivateDot, ...]:
        """What is shown beside the record, for the eye."""
        return self._private

    @property
    def view(self) -> View:
        """Which part of the session is shown."""
        return self._view

    def set_timeline(
        self, timeline: RecordTimeline | None, private: tuple[PrivateDot, ...] = ()
    ) -> None:
        """Show `timeline`; only what changed is painted again."""
        old, old_private = self._timeline, self._private
        self._private, self._moves_at = private, None
        if timeline is None or old is None:
            self._timeline, self._stops, self._view = timeline, None, WHOLE
            self.update()
            return
        words_were = self._cue_words()
        new = self._timeline = replace(timeline, music=self._settled(old.music, timeline))
        same = (old.begin, old.end, old.phases) == (new.begin, new.end, new.phases)
        if not same or old.kept != new.kept or old_private != private:
            self._stops = None
            self.update()
        elif old.cues != new.cues or bool(old.music) != bool(new.music):
            self.update()
        else:
            self._update_music(old.music, new)
        self._follow_now(old, new)
        if words_were != self._cue_words():
            self.update()

    def has_moved(self, now: datetime) -> bool:
        """Return whether at `now` anything stands elsewhere than it is shown, by a px at least."""
        if self._moves_at is None:
            self._moves_at = self._next_move()
        return self._moves_at is not None and now >= self._moves_at

    def look_at(self, view: View) -> None:
        """Show this part of the session."""
        if view != self._view:
            self._view, self._moves_at = view, None
            self.update()

    def set_room(self, at_100: int) -> None:
        """Be so high at 100 % text: the axis and the music grow with the text, each by its line."""
        look = theme.look()
        self.setFixedHeight(look.height(look.height(at_100, Words.LABEL), Words.LABEL))

    def places(self) -> Geometry | None:
        """Return where everything stands now; None while there is nothing to show."""
        shown = self._timeline
        if shown is None:
            return None
        size = Size(self.width(), self.height(), theme.look().line(Words.LABEL))
        key = (shown.kept, shown.begin, shown.end, bool(shown.music), size, self._view)
        if self._places is None or self._places[0] != key:
            self._places = (key, along.geometry(shown, size, self._view))
        return self._places[1]

    def all_stops(self) -> tuple[Stop, ...]:
        """Return all entries of both streams that can be pointed at, as they happened."""
        if self._stops is None:
            self._stops = stops(self._timeline, self._private) if self._timeline else ()
        return self._stops

    def sizeHint(self) -> QSize:
        return QSize(552, 196)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 64)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._moves_at = None

    def paintEvent(self, event: QPaintEvent) -> None:
        timeline, places = self._timeline, self.places()
        look = theme.look()
        with QPainter(self) as painter:
            painter.setClipRegion(event.region())
            painter.fillRect(event.rect(), QColor(look.theme.ground))
            if timeline is None or places is None:
                return
            _, shapes, past = self._painted_past(timeline, places, look)
            painting.begin(painter)
            labels = round(places.rows.labels or self.height())
            if self._row is not None:
                self._paint_row(painter, look, self._row, labels)
                painter.setClipRect(0, 0, self.width(), labels, Qt.ClipOperation.IntersectClip)
            painter.drawPixmap(0, 0, past)
            timeline_painting.paint(painter, self._moving(), look, event.rect())
            self._paint_pointer(painter, look, places, shapes)

    # --- how it is done -------------------------------------------------------------------------

    def _painted_past(self, timeline: RecordTimeline, places: Geometry, look: Look) -> _Past:
        """Return the past as it was painted last, or paint it anew where anything of it is new."""
        ratio = self.devicePixelRatioF()
        key = (timeline.kept, timeline.begin, timeline.end, self._private, places, look, ratio)
        if self._past is None or self._past[0] != key:
            if self._times is None or self._times[0] is not timeline.kept.dots:
                self._times = (timeline.kept.dots, dot_times(timeline.kept.dots))
            words = timeline_painting.measure(look)
            shapes = drawing.past(timeline, places, words, self._local, self._times[1])
            beside = private_rings(self._private, timeline, places)
            made = timeline_painting.picture((*shapes, *beside), self.size(), look, ratio)
            self._past = (key, shapes, made)
        return self._past

    def _moving(self) -> tuple[Shape, ...]:
        """Return what moves with the time, as it stands now."""
        timeline, places = self._timeline, self.places()
        if timeline is None or places is None:
            return ()
        look = theme.look()
        _, past, _ = self._painted_past(timeline, places, look)
        key = (timeline.now, timeline.phases, timeline.cues, timeline.music, past)
        if self._present is None or self._present[0] != key:
            words = timeline_painting.measure(look)
            self._present = (key, tuple(drawing.present(timeline, places, words, past)))
        return self._present[1]

    def _paint_row(self, painter: QPainter, look: Look, row: NoteRow, top: int) -> None:
        """Paint what is pointed at: its time, its words, what it is."""
        font, high = look.font(Words.LABEL), look.line(Words.LABEL)
        time, tag = painting.width_of(row.time, font), painting.width_of(row.tag_words, font)
        left, right = (time + _LINE_GAP if row.time else 0), self.width()
        painting.line_of_text(
            painter, QRect(0, top, time + 1, high), row.time, font, look.colour(theme.Tone.SECOND)
        )
        if tag:
            where = QRect(right - tag - 1, top, tag + 1, high)
            painting.line_of_text(painter, where, row.tag_words, font, look.colour(row.tag_tone))
            right -= tag + _LINE_GAP
        where = QRect(left, top, max(0, right - left), high)
        text = " ".join(row.text.split())
        painting.line_of_text(painter, where, text, font, look.colour(theme.Tone.TEXT))

    def _paint_pointer(
        self, painter: QPainter, look: Look, places: Geometry, around: tuple[Shape, ...]
    ) -> None:
        stop = find(self.all_stops(), self._at) if self._at is not None else None
        shapes: list[Shape] = []
        if self.hasFocus():
            y = places.rows.dots
            shapes.append(Line(((0.0, y + 8), (self.width(), y + 8)), Ink.NOW, 1.0))
        if stop is not None:
            x = min(max(places.x(stop.at), along.DOT / 2), self.width() - along.DOT / 2)
            r = along.DOT / 2 + _HALO
            shapes.append(Round(x, places.rows.dots, r, Ink.NOW, is_ring=True))
            top = places.rows.bar + along.PHASE_HEIGHT + 2
            words = [one for one in around if isinstance(one, WordsShape)]
            shapes += drawing.upright(x, top, places.rows.dots - r, words, Ink.NOW, 1.0)
        timeline_painting.paint(painter, shapes, look)

    def _follow_now(self, old: RecordTimeline, new: RecordTimeline) -> None:
        """Paint the now-line where it moved; where it leaves what is shown, bring it in again."""
        places = self.places()
        if places is None or old.now == new.now:
            return
        was, at = places.x(old.now), places.x(new.now)
        if 0 <= was <= self.width() < at:
            self.look_at(along.brought_in(new, self._view, new.now))
        elif self._device_px(places, old.now) != self._device_px(places, new.now):
            left, right = sorted((round(was), round(at)))
            self.update(QRect(left - _LINE_REACH, 0, right - left + 2 * _LINE_REACH, self.height()))
        if any(old.now < one.begin <= new.now for one in new.phases):
            top = math.floor(places.rows.bar)
            self.update(QRect(0, top, self.width(), along.PHASE_HEIGHT + 1))

    def _cue_words(self) -> list[Shape]:
        """Return the words of what is due as they stand: they make room for the now-line."""
        if self._timeline is None or not self._timeline.cues:
            return []
        return [one for one in self._moving() if isinstance(one, WordsShape) and one.ink is Ink.DUE]

    def _next_move(self) -> datetime | None:
        """Return when the now-line comes to another px, a phase or the end; None: it stands.

        Where nothing may glide it steps once a minute.
        """
        shown, places = self._timeline, self.places()
        if shown is None or places is None:
            return None
        if shown.kept.ended_at is not None and shown.now >= shown.kept.ended_at:
            return None
        edge = (self._device_px(places, shown.now) + 0.5) / self.devicePixelRatioF()
        ahead = (one.begin for one in shown.phases if one.begin > shown.now)
        step = shown.now + _STEP_WHEN_STILL if theme.look().still else places.scale.at(edge)
        return min(step, shown.end, *ahead)

    def _device_px(self, places: Geometry, at: datetime) -> int:
        return round(places.x(at) * self.devicePixelRatioF())

    def _settled(
        self, old: tuple[MusicStretch, ...], new: RecordTimeline
    ) -> tuple[MusicStretch, ...]:
        """Return the new music, where a block that moved by less than a px stays where it was."""
        scale = along.scale_of(new, self.width(), self._view)
        still = (scale.end - scale.begin) / scale.width
        return tuple(
            was
            if was is not None
            and (was.title, was.is_current) == (one.title, one.is_current)
            and abs(was.begin - one.begin) < still
            and abs(was.end - one.end) < still
            else one
            for was, one in zip_longest(old[: len(new.music)], new.music)
            if one is not None
        )

    def _update_music(self, old: tuple[MusicStretch, ...], new: RecordTimeline) -> None:
        places = self.places()
        moved = [
            one
            for pair in zip_longest(old, new.music)
            if pair[0] != pair[1]
            for one in pair
            if one is not None
        ]
        if not moved or places is None or places.rows.music is None:
            return
        reaches = [drawing.music_reach(one, new, places) for one in moved]
        left, right = min(a for a, _ in reaches), max(b for _, b in reaches)
        top, high = round(places.rows.music) - 1, round(places.rows.music_height) + 2
        self.update(QRect(round(left) - 1, top, round(right - left) + 3, high))
