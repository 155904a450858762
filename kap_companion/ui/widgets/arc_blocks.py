"""The arc as it is shown: phases and tracks on the session's axis, and where a track may be put.

Seconds count from the dose. Plain values and functions over them; nothing here paints.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from PySide6.QtCore import QPointF, QRectF

from kap_companion.ui.theme import Look, Tone, Words

_LABEL_GAP, _BAR, _BAR_GAP = 4, 6, 10
_PAD = 6
_SPARE, _SPARE_GAP, _SPARE_MOST = 20, 4, 96
_AXIS_GAP = 8
_PHASE_GAP = 4
_OVERLAP, _JOINT_GAP = 2.0, 3.0
_LEAST = 3.0


@dataclass(frozen=True, slots=True)
class PhaseSpan:
    """A phase on the axis. One that takes no tracks (before the dose, or past) is shown only."""

    key: str
    label: str
    begins_s: float
    ends_s: float
    tone: Tone = Tone.LINE
    is_silent: bool = False
    """Whether it begins in silence: no crossfade leads into it."""
    takes_tracks: bool = True


@dataclass(frozen=True, slots=True)
class Block:
    """A track of the arc. Without times it is a spare of its phase: there, but not on the clock."""

    key: str
    title: str
    phase: str = ""
    length: str = ""
    begins_s: float | None = None
    ends_s: float | None = None
    step: int | None = None
    problem: str = ""
    """One or two words, such as 'damaged' or 'missing'."""
    detail: str = ""
    """More of it, for its tool tip and for who listens to the screen: artist, what is wrong."""
    fades_in: bool = False
    """Whether it begins while the one before it still sounds."""
    is_again: bool = False
    is_current: bool = False
    is_past: bool = False

    @property
    def can_move(self) -> bool:
        """Whether it lies ahead: what has played, plays or is a repeat stays."""
        return not (self.is_again or self.is_current or self.is_past)


@dataclass(frozen=True, slots=True)
class ArcShown:
    """Everything the view shows; `blocks` in the arc's order, phase after phase."""

    begins_s: float = 0.0
    ends_s: float = 5400.0
    phases: tuple[PhaseSpan, ...] = ()
    blocks: tuple[Block, ...] = ()
    ticks: tuple[tuple[float, str], ...] = ()
    planned_end: tuple[float, str] | None = None
    now_s: float | None = None

    def block(self, key: str | None) -> Block | None:
        """Return the block of `key` where it first plays, None where there is none."""
        return next((b for b in self.blocks if b.key == key and not b.is_again), None)

    def phase(self, key: str) -> PhaseSpan | None:
        """Return the phase of that key, None where there is none."""
        return next((p for p in self.phases if p.key == key), None)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a track goes: into `phase`, before the track `before`; '' is at the phase's end."""

    phase: str
    before: str = ""


@dataclass(frozen=True, slots=True)
class Rows:
    """Where the rows of the view lie, in px from its top."""

    labels: float
    bars: float
    blocks: float
    block_height: float
    spares: float
    spare_height: float
    """0 where there are no spares."""
    axis: float
    height: float


@dataclass(frozen=True, slots=True)
class Laid:
    """An arc laid out at a width."""

    rows: Rows
    width: float
    begins_s: float
    px_per_s: float
    boxes: Mapping[int, QRectF] = field(default_factory=lambda: MappingProxyType({}))
    """The box of each block, by its place in `ArcShown.blocks`."""

    def x(self, at_s: float) -> float:
        """Return where a moment lies."""
        return (at_s - self.begins_s) * self.px_per_s

    def seconds(self, x: float) -> float:
        """Return the moment that lies at `x`."""
        return self.begins_s + (x / self.px_per_s if self.px_per_s else 0.0)


def rows_of(look: Look, *, has_spares: bool) -> Rows:
    """Return where the rows lie at this text size."""
    line = look.line(Words.LABEL)
    bars = line + _LABEL_GAP
    blocks = bars + _BAR + _BAR_GAP
    block_height = 2 * line + 2 * _PAD
    spares = blocks + block_height + _SPARE_GAP
    spare_height = _SPARE - Words.LABEL.line + line if has_spares else 0
    axis = (spares + spare_height if has_spares else blocks + block_height) + _AXIS_GAP
    return Rows(0, bars, blocks, block_height, spares, spare_height, axis, axis + line)


def lay_out(arc: ArcShown, width: float, look: Look) -> Laid:
    """Lay `arc` out at a width: tracks on the clock, spares side by side under their phase."""
    rows = rows_of(look, has_spares=any(b.begins_s is None for b in arc.blocks))
    length_s = max(1.0, arc.ends_s - arc.begins_s)
    bare = Laid(rows, width, arc.begins_s, width / length_s)
    boxes: dict[int, QRectF] = {}
    timed = [n for n, b in enumerate(arc.blocks) if b.begins_s is not None]
    for at, n in enumerate(timed):
        block = arc.blocks[n]
        follower = arc.blocks[timed[at + 1]] if at + 1 < len(timed) else None
        left, right = bare.x(block.begins_s or 0.0), bare.x(block.ends_s or 0.0)
        # A crossfade of some seconds is a pixel wide: it is shown larger than it is.
        if follower is not None and follower.begins_s is not None:
            until = bare.x(follower.begins_s)
            right = until + _OVERLAP if follower.fades_in else min(right, until) - _JOINT_GAP
        boxes[n] = QRectF(left, rows.blocks, max(_LEAST, right - left), rows.block_height)
    for phase in dict.fromkeys(b.phase for b in arc.blocks):
        spares = [n for n, b in enumerate(arc.blocks) if b.begins_s is None and b.phase == phase]
        span = arc.phase(phase)
        left = bare.x(span.begins_s if span else arc.begins_s)
        right = bare.x(span.ends_s if span else arc.ends_s) - _PHASE_GAP
        each = min(_SPARE_MOST, (right - left) / max(1, len(spares)))
        for at, n in enumerate(spares):
            boxes[n] = QRectF(
                left + at * each, rows.spares, max(_LEAST, each - _JOINT_GAP), rows.spare_height
            )
    return Laid(rows, width, arc.begins_s, bare.px_per_s, MappingProxyType(boxes))


def block_at(arc: ArcShown, laid: Laid, where: QPointF) -> int | None:
    """Return the place of the block under `where`; of two that overlap, the later one."""
    hits = [n for n, box in laid.boxes.items() if box.contains(where)]
    return max(hits, key=lambda n: laid.boxes[n].left()) if hits else None


def phase_at(arc: ArcShown, at_s: float) -> PhaseSpan | None:
    """Return the phase that takes tracks nearest to a moment, None where none does."""
    open_ones = [p for p in arc.phases if p.takes_tracks]
    return min(
        open_ones,
        key=lambda p: max(p.begins_s - at_s, at_s - p.ends_s, 0.0),
        default=None,
    )


def spot_at(arc: ArcShown, laid: Laid, where: QPointF, moving: Iterable[str] = ()) -> Spot | None:
    """Return where what is dropped at `where` goes; None where no phase takes it.

    The phase is that under the pointer; in it, before the first track whose middle is further on.
    """
    span = phase_at(arc, laid.seconds(where.x()))
    if span is None and arc.phases:
        return None
    phase = span.key if span else ""
    left_out = set(moving)
    pool = [
        (n, b)
        for n, b in enumerate(arc.blocks)
        if b.phase == phase and b.can_move and b.key not in left_out
    ]
    in_spares = bool(laid.rows.spare_height) and where.y() >= laid.rows.spares
    beside = [at for at, (_, b) in enumerate(pool) if (b.begins_s is None) == in_spares]
    for at in beside:
        if laid.boxes[pool[at][0]].center().x() > where.x():
            return Spot(phase, pool[at][1].key)
    after = beside[-1] + 1 if beside else (len(pool) if in_spares else 0)
    return Spot(phase, pool[after][1].key if after < len(pool) else "")


def line_of(arc: ArcShown, laid: Laid, spot: Spot) -> QRectF:
    """Return the box of the line that shows `spot`: 2 px wide, as high as the blocks there."""
    before = next((n for n, b in enumerate(arc.blocks) if b.key == spot.before), None)
    if before is not None:
        box = laid.boxes[before]
        x = box.left() - 1
    else:
        last = [n for n, b in enumerate(arc.blocks) if b.phase == spot.phase and not b.is_again]
        if last:
            box = laid.boxes[last[-1]]
            x = box.right()
        else:
            span = arc.phase(spot.phase)
            x = laid.x(span.begins_s if span else arc.begins_s)
            box = QRectF(x, laid.rows.blocks, 0, laid.rows.block_height)
    x = min(max(0.0, x), laid.width - 2)
    return QRectF(x, box.top() - 2, 2, box.height() + 4)


def spot_of(arc: ArcShown, key: str) -> Spot | None:
    """Return where a track is now."""
    block = arc.block(key)
    if block is None:
        return None
    pool = _pool(arc, block.phase)
    at = pool.index(key) if key in pool else len(pool)
    return Spot(block.phase, pool[at + 1] if at + 1 < len(pool) else "")


def one_place_on(arc: ArcShown, key: str, by: int) -> Spot | None:
    """Return where a track goes that moves one place back (-1) or on (+1), across phases too."""
    block = arc.block(key)
    if block is None or not block.can_move:
        return None
    pool = _pool(arc, block.phase)
    at = pool.index(key)
    if by < 0 and at > 0:
        return Spot(block.phase, pool[at - 1])
    if by > 0 and at + 1 < len(pool):
        return Spot(block.phase, pool[at + 2] if at + 2 < len(pool) else "")
    return one_phase_on(arc, key, by)


def one_phase_on(arc: ArcShown, key: str, by: int) -> Spot | None:
    """Return where a track goes that moves one phase back, to its end, or on, to its beginning."""
    block = arc.block(key)
    if block is None or not block.can_move:
        return None
    phases = [p.key for p in arc.phases if p.takes_tracks or p.key == block.phase]
    at = phases.index(block.phase) + by if block.phase in phases else (0 if by > 0 else -1)
    if not 0 <= at < len(phases):
        return None
    pool = _pool(arc, phases[at])
    return Spot(phases[at], pool[0] if by > 0 and pool else "")


def in_order(arc: ArcShown) -> list[str]:
    """Return the keys that the arrows go through, from left to right."""
    return [b.key for b in arc.blocks if not b.is_again]


def _pool(arc: ArcShown, phase: str) -> list[str]:
    return [b.key for b in arc.blocks if b.phase == phase and b.can_move]
