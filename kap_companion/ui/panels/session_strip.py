"""The session as one bar of phases with a line where it is now, its notes and its music below."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import zip_longest

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from kap_companion.companion import Change
from kap_companion.ui import theme
from kap_companion.ui.conductor import Conductor
from kap_companion.ui.panels import session_strip_music as along
from kap_companion.ui.panels.session_strip_music import MusicBlock
from kap_companion.ui.presenting import PhasesBar
from kap_companion.ui.theme import Look, Tone, Words
from kap_companion.ui.widgets import painting

_BAR_AT = 3
_BAR = 6
_GAP = 4
_NOW = 1.5
_DOT = 7
_LABELS = 20
_LABEL_WIDTH = 64
_MUSIC = 20
_RADIUS = 4
_PAD = 1
_BETWEEN = 2
# Over and under the music, where the strip is high and where it is low.
_AIR, _AIR_LOW = 12, 6
_HIGH = 140
# A block stays where it is until it is off by so many px: it is not painted anew each second.
_STILL = 1.0
_NEXT = 8  # of what follows, looked at each second
_LAY_EVERY = timedelta(seconds=5)


class PhasesStrip(QLabel):
    """Phases, the present moment, what was noted as dots, the music, and minutes since the dose.

    With a conductor each new bar brings the music of its session along.
    """

    def __init__(self, conductor: Conductor | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bar = PhasesBar()
        self._blocks: tuple[MusicBlock, ...] = ()
        self._conductor = conductor
        self._heard: tuple[along.Heard, ...] | None = None
        self._stands: object = None
        self._laid_at: datetime | None = None
        if conductor is not None:
            conductor.opened.connect(self._forget)
            conductor.left.connect(self._forget)
            conductor.changed.connect(self._take)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setAccessibleName("The session so far, by phases")

    def set_bar(self, bar: PhasesBar) -> None:
        """Show `bar`; where only the line moved, only its surroundings are painted again."""
        self._move_to(bar)
        if self._conductor is not None and self._conductor.has_session:
            self._follow_music(self._conductor)

    def set_music(self, blocks: tuple[MusicBlock, ...]) -> None:
        """Show the music; only what moved by a pixel or changed is painted again."""
        old = self._blocks
        reach = _STILL / max(1, self.width())
        blocks = tuple(
            old[n] if n < len(old) and _is_still(old[n], block, reach) else block
            for n, block in enumerate(blocks)
        )
        if blocks == old:
            return
        self._blocks = blocks
        if bool(blocks) != bool(old):
            self.update()  # the line of dots makes room
            return
        moved = [
            one
            for pair in zip_longest(old, blocks)
            if pair[0] != pair[1]
            for one in pair
            if one is not None
        ]
        left = min(self._x(one.start) for one in moved)
        right = max(self._x(one.end) for one in moved)
        look = theme.look()
        top = round(self._music_top(look)) - 1
        self.update(QRect(round(left) - 1, top, round(right - left) + 3, self._music(look) + 2))

    def _move_to(self, bar: PhasesBar) -> None:
        old, self._bar = self._bar, bar
        if bar == old:
            return
        if (bar.labels, bar.due, bar.dots) != (old.labels, old.due, old.dots) or len(
            bar.stretches
        ) != len(old.stretches):
            self.update()
            return
        moved = (old.now, bar.now)
        if None not in moved and round(self._x(old.now)) == round(self._x(bar.now)):
            return
        for at in moved:
            if at is not None:
                self.update(QRect(round(self._x(at)) - 4, 0, 9, self.height()))

    def sizeHint(self) -> QSize:
        return QSize(552, 200)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 64)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.look()
        with QPainter(self) as painter:
            painting.begin(painter)
            painter.setClipRegion(event.region())
            self._paint_phases(painter, look)
            self._paint_dots(painter, look)
            self._paint_music(painter, look, event.rect())
            self._paint_labels(painter, look)
            self._paint_due(painter, look)
            if self._bar.now is not None:
                x = self._x(self._bar.now)
                painter.setPen(QPen(look.colour(Tone.TEXT), _NOW))
                painter.drawLine(QPointF(x, 0), QPointF(x, self._foot(look) + _DOT))

    def _paint_phases(self, painter: QPainter, look: Look) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        stretches = self._bar.stretches
        for n, one in enumerate(stretches):
            # A phase that is partly past goes on without a gap; two phases are parted by one.
            goes_on = n > 0 and stretches[n - 1].tone is one.tone and one.start == self._bar.now
            stops = (
                n + 1 < len(stretches)
                and stretches[n + 1].tone is one.tone
                and one.end == self._bar.now
            )
            left = self._x(one.start) + (0 if goes_on else _GAP / 2 if one.start > 0 else 0)
            right = self._x(one.end) - (0 if stops else _GAP / 2 if one.end < 1 else 0)
            if right <= left:
                continue
            painter.setBrush(look.phase(one.tone, one.shade))
            painter.drawRoundedRect(QRectF(left, _BAR_AT, right - left, _BAR), 3, 3)

    def _paint_dots(self, painter: QPainter, look: Look) -> None:
        foot = self._foot(look)
        painter.setPen(QPen(QColor(look.theme.line), 1))
        painter.drawLine(QPointF(0, foot), QPointF(self.width(), foot))
        for at, tone in self._bar.dots:
            painting.dot(painter, QPointF(self._x(at), foot), _DOT, look.colour(tone))

    def _paint_labels(self, painter: QPainter, look: Look) -> None:
        high = look.line(Words.LABEL)
        wide = look.px(_LABEL_WIDTH)
        reached = -float(_LABEL_WIDTH)
        for at, words in self._bar.labels:
            half = painting.width_of(words, look.font(Words.LABEL)) / 2 + 1
            # A label at an edge is moved inside; one that would touch the last is left out.
            middle = min(max(self._x(at), half), self.width() - half)
            if middle - half < reached + 12:
                continue
            reached = middle + half
            painting.line_of_text(
                painter,
                QRect(round(middle) - wide // 2, self._labels_top(look), wide, high),
                words,
                look.font(Words.LABEL),
                look.colour(Tone.SECOND),
                painting.CENTRE,
            )

    def _paint_due(self, painter: QPainter, look: Look) -> None:
        due, now = self._bar.due, self._bar.now
        if due is None or now is None:
            return
        x = self._x(due)
        pen = QPen(look.colour(Tone.DUE), 1)
        pen.setDashPattern([3.0, 3.0])
        painter.setPen(pen)
        is_low = bool(self._blocks) and self.height() < _HIGH
        top = _BAR_AT + _BAR + (2 if is_low else 10)
        painter.drawLine(QPointF(x, top), QPointF(x, self._foot(look) - (5 if is_low else 16)))
        words = "vitals due"
        wide = painting.width_of(words, look.font(Words.LABEL)) + 2
        at_now = self._x(now)
        right = x + 6 + wide <= self.width() and not x <= at_now <= x + 12 + wide
        rect = QRect(
            round(x) + 6 if right else round(x) - 6 - wide, top, wide, look.line(Words.LABEL)
        )
        painting.line_of_text(painter, rect, words, look.font(Words.LABEL), look.colour(Tone.DUE))

    def _paint_music(self, painter: QPainter, look: Look, within: QRect) -> None:
        top, high = self._music_top(look), self._music(look)
        font = look.font(Words.LABEL)
        for block in self._blocks:
            left, right = self._x(block.start) + _BETWEEN / 2, self._x(block.end) - _BETWEEN / 2
            if right - left < 1 or right < within.left() or left > within.right() + 1:
                continue
            box = QRectF(left, top, right - left, high)
            fill = look.theme.current if block.is_current else look.theme.block
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(fill))
            painter.drawRoundedRect(box, _RADIUS, _RADIUS)
            wide = painting.width_of(block.title, font)
            if wide + 2 * _PAD <= box.width():
                # In the middle of its block, as all names that fit closely are.
                painting.line_of_text(
                    painter,
                    QRect(round(left + (box.width() - wide) / 2), round(top), wide + 1, high),
                    block.title,
                    font,
                    look.colour(Tone.TEXT if block.is_current else Tone.SECOND),
                )

    def _follow_music(self, conductor: Conductor) -> None:
        """Lay the music anew where something changed, and now and then: a pixel is many seconds."""
        companion, music = conductor.companion, conductor.music
        status, now = music.player.status, companion.now()
        following = tuple(slot.placed.track for slot in music.plan.slots[:_NEXT])
        # The labels move where the session goes beyond its plan.
        stands = (
            *(status.playing, status.crossfading, status.track, following),
            *(self._bar.labels, companion.state.facts.ended_at),
        )
        is_late = self._laid_at is None or now - self._laid_at >= _LAY_EVERY
        if self._heard is None or is_late or stands != self._stands:
            self._stands, self._laid_at = stands, now
            self.set_music(self._music_now(conductor))

    def _music_now(self, conductor: Conductor) -> tuple[MusicBlock, ...]:
        """Return the blocks of the session's music, on the scale of the bar that is shown."""
        companion, music = conductor.companion, conductor.music
        facts = companion.state.facts
        begun, at = facts.opened_at, self._bar.now
        now = companion.now()
        if facts.ended_at is not None:
            now = min(now, facts.ended_at)
        if begun is None or not at or now <= begun:
            return ()
        if self._heard is None:
            self._heard = along.heard(companion.rows())
        goes_on = companion.state.is_running
        return along.music_blocks(
            self._heard,
            along.sounding(music.player.status) if goes_on else None,
            music.plan.slots if goes_on else (),
            now,
            (begun, (now - begun) / at),
        )

    def _take(self, change: Change) -> None:
        if isinstance(change.row.body, along.MUSIC):
            self._heard = None

    def _forget(self) -> None:
        self._heard, self._blocks = None, ()
        self._stands = self._laid_at = None

    def _labels_top(self, look: Look) -> int:
        foot = 0 if self._blocks and self.height() < _HIGH else 4
        return self.height() - look.line(Words.LABEL) - foot

    def _air(self) -> int:
        return _AIR if self.height() >= _HIGH else _AIR_LOW

    def _music(self, look: Look) -> int:
        return look.height(_MUSIC, Words.LABEL)

    def _music_top(self, look: Look) -> float:
        return self._labels_top(look) - self._air() - self._music(look)

    def _foot(self, look: Look) -> float:
        """Return where the line of dots lies."""
        if self._blocks:
            return self._music_top(look) - self._air()
        return self._labels_top(look) - _LABELS

    def _x(self, at: float | None) -> float:
        return (at or 0.0) * (self.width() - 2) + 1


def _is_still(old: MusicBlock, new: MusicBlock, reach: float) -> bool:
    return (
        old.title == new.title
        and old.is_current == new.is_current
        and abs(old.start - new.start) < reach
        and abs(old.end - new.end) < reach
    )
