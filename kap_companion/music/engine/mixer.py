"""Renders the next block of sound: what plays, at which place, how loud, and what follows it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kap_companion.music.cued import Joint
from kap_companion.music.engine.block import Block, in_16_bits
from kap_companion.music.engine.deck import READY_FRAMES, Deck
from kap_companion.music.engine.gain import (
    RATE,
    SHORTEST_RAMP_S,
    Curve,
    Floats,
    Ramp,
    product,
    with_gain,
)
from kap_companion.music.engine.limiter import LOOK_AHEAD, NEAR, Limiter
from kap_companion.music.engine.lineup import Follow, Lineup
from kap_companion.music.engine.messages import Ended, Happening, Item
from kap_companion.music.engine.source import Source

LOWERED = 10 ** (-15 / 20)
LOWER_S, RAISE_S = 0.5, 2.0
VOLUME_S = 0.05
_TAIL = round(SHORTEST_RAMP_S * RATE)
_MEND = round(1.0 * RATE)  # the crossfade out of a file that breaks off
_AROUND_SILENCE = 2 * RATE
_SILENCE = 4 * RATE
_MOST_WAIT = round(0.2 * RATE)
_MOST_DECKS = 4
_MOST_OF_A_FILE = 1.5  # lossy files hold waves that go over full scale


@dataclass(slots=True)
class _Coming:
    """Where to go at once: by a crossfade of so many frames, or (None) by a short dip."""

    source: Source
    over: int | None
    waited: int = 0


class Mixer:
    """The decks and all gains. Time here is frames rendered, never a clock."""

    def __init__(self, lineup: Lineup, *, is_heard: bool) -> None:
        self.volume = Ramp()
        self.ceiling = Ramp()
        self.lowering = Ramp()
        self.fade = Ramp()
        self.is_playing = False
        self.has_ended = False
        self.frames_rendered = 0
        self._lineup = lineup
        self._is_heard = is_heard
        self._gate = Ramp(0.0)
        self._limiter = Limiter()
        self._decks: list[Deck] = []
        self._last: Source | None = None
        self._shown: tuple[Item | None, int, float, float | None] = (None, 0, 0.0, None)
        self._coming: _Coming | None = None
        self._following: Follow | None = None
        self._gap = self._fade_in = 0
        self._happened: list[Happening] = []

    @property
    def place(self) -> tuple[Item | None, int, float, float | None]:
        """Track, its place on the list, seconds in it and its length: what is rendered next."""
        if self._coming is not None:
            source = self._coming.source
            return source.item, source.place, source.position_s, None
        if self._decks:
            deck = self._decks[-1]
            source = deck.source
            return source.item, source.place, deck.position / RATE, deck.length_s
        return self._shown

    @property
    def source(self) -> Source | None:
        """Where the music comes from, or will as soon as what sounds now has made room."""
        if self._coming is not None:
            return self._coming.source
        return self._decks[-1].source if self._decks else self._last

    @property
    def at_s(self) -> float:
        """Seconds rendered so far."""
        return self.frames_rendered / RATE

    @property
    def is_lowered(self) -> bool:
        """Whether the music is quiet for talking, or on its way there."""
        return self.lowering.target < 1.0

    @property
    def is_faded(self) -> bool:
        """Whether the music fades to silence or has."""
        return self.fade.target == 0.0

    @property
    def is_crossfading(self) -> bool:
        """Whether more than one track sounds."""
        return len(self._decks) > 1

    @property
    def is_silent(self) -> bool:
        """Whether there is nothing to render now."""
        return self._gate.is_closed or self.source is None

    @property
    def is_closing(self) -> bool:
        """Whether the sound is on its way to a pause or to another place."""
        return self._gate.target == 0.0

    def jump(self, source: Source, over: int | None = None) -> None:
        """Go on with `source`: by a crossfade of `over` frames, or a dip too short to be heard."""
        self.has_ended = False
        if self._coming is not None:
            self._coming.source.drop()
        self._forget_following()
        self._coming = _Coming(source, over if source.items else None)
        if over is not None:
            source.read_ahead(max(source.lead, 2 * over + READY_FRAMES))
            for deck in self._decks:
                deck.source.read_ahead(max(deck.source.lead, over + READY_FRAMES))
        if self.is_silent or self._gate.now == 0.0 or not self._decks:
            self._gate.jump(0.0)
            self._enter()

    def requeue(self) -> None:
        """The list has changed behind the track that plays."""
        source = self.source
        if source is None:
            return
        source.follow_with(self._lineup.tail(source))
        old = self._following
        if old is None or old.source is None:
            self._following = None
            return
        place = source.next_place
        items = self._lineup.items
        is_same = place < len(items) and items[place].joint == old.joint
        if is_same and not old.source.is_again and old.source.adopt(self._lineup.run(place)):
            return
        self._forget_following()

    def read_ahead(self, frames: int) -> None:
        """Let every source read so far ahead."""
        sources = [deck.source for deck in self._decks]
        sources += [self._coming.source] if self._coming else []
        sources += [self._following.source] if self._following and self._following.source else []
        for source in sources:
            source.read_ahead(frames)

    def set_gain(self, number: int, gain: float, seconds: float) -> None:
        """Turn a track that sounds to another gain."""
        for deck in self._decks:
            if deck.source.item is not None and deck.source.item.id == number:
                deck.gain.go(gain, seconds)

    def play(self) -> None:
        """Sound from the present place."""
        self.is_playing = True
        if self._coming is None or self._gate.target == 1.0 or self._coming.over is not None:
            self._gate.go(1.0)

    def pause(self) -> None:
        """Fall silent within 30 ms, at a place where `play` goes on without a gap."""
        self.is_playing = False
        if self._decks:
            self._gate.go(0.0)
        else:
            self._gate.jump(0.0)
        self._after_closing()

    def hush(self) -> None:
        """Be silent at once, because nothing is heard anyway; `resume` comes back gently."""
        self._gate.jump(0.0)
        self._after_closing()
        self._gate.jump(0.0)

    def resume(self) -> None:
        """Sound again after `hush`, if the music plays at all."""
        if self.is_playing:
            self.play()

    def is_ready(self, frames: int) -> bool:
        """Whether a block of so many frames can be rendered now, without waiting."""
        if self._decks:
            lead = self._decks[-1]
            return lead.source.is_ready(max(frames, 0 if lead.has_begun else READY_FRAMES))
        if self._gap or self._following is None or self._following.source is None:
            return True
        return self._following.source.is_ready(READY_FRAMES)

    def waits_for(self) -> Source | None:
        """The source whose reader holds up the music, or would within a second."""
        if self._coming is not None:
            return self._coming.source
        if not self._decks:
            return self._following.source if self._following else None
        lead = self._decks[-1].source
        to_end = lead.frames_to_end
        if to_end is None:
            return lead if lead.frames < RATE else None
        is_near = to_end < max(RATE, self._lineup.crossfade)
        return self._following.source if self._following and is_near else None

    def render(self, frames: int) -> Block:
        """The next block: silence where nothing plays, or where the sound has not come."""
        parts: list[tuple[int, Floats | None]] = []
        left = frames
        while left:
            self._begin_due()
            step = left if self._gate.is_closed else min(left, *self._events())
            parts.append((step, self._mix(step)))
            self.frames_rendered += step
            left -= step
            self._close_done(step)
        happened, self._happened = tuple(self._happened), []
        return Block(in_16_bits(parts) if self._is_heard else None, happened)

    def _begin_due(self) -> None:
        """What happens at this frame, before it."""
        if self._gate.is_closed:
            return
        for deck in self._decks[:]:
            if deck is self._decks[-1]:
                deck.source.is_ready(0)  # an unheard source reads only when asked
            self._take_marks(deck)
            if deck is not self._decks[-1] and (deck.fade.is_closed or deck.source.is_over):
                self._stop(deck)
        if self._coming is not None:
            self._bring(self._coming)
        else:
            # A run that gives no sound at all makes room for the next at the same frame.
            while self._succeed():
                pass

    def _take_marks(self, deck: Deck) -> None:
        self._happened += deck.take_marks(self.at_s, self._lineup)

    def _bring(self, coming: _Coming) -> None:
        """Begin what was asked for, as soon as it can sound; what sounds goes on until then."""
        if not self._decks:
            self._enter()
            return
        lead = self._decks[-1]
        to_end = lead.source.frames_to_end
        is_late = coming.waited > _MOST_WAIT or (to_end is not None and to_end <= _TAIL)
        if coming.over is None:
            if self._gate.target and (is_late or coming.source.is_ready(READY_FRAMES)):
                self._gate.go(0.0)
            return
        enough = max(2 * coming.over, READY_FRAMES)
        if not (coming.source.is_ready(enough) and lead.source.is_ready(coming.over)):
            if to_end is not None and to_end <= _TAIL:
                coming.over = None
            return
        if coming.source.frames_to_end == 0:
            self._replace_empty(coming)
            return
        first = coming.source.first_track_frames()
        lead.source.follow_with(())
        to_end = lead.source.frames_to_end
        over = min(
            coming.over,
            coming.over if first is None else first // 2,
            coming.over if to_end is None else to_end,
        )
        self._coming = None
        lead.leave(over if over >= _TAIL else min(_TAIL, to_end or _TAIL), Curve.EQUAL_POWER)
        self._start(coming.source, max(over, _TAIL))

    def _replace_empty(self, coming: _Coming) -> None:
        """What was asked for gives no sound: take what follows it."""
        for_marks = Deck(coming.source, Ramp())
        self._take_marks(for_marks)
        follow = self._lineup.follow(coming.source)
        if follow.source is None:
            coming.over = None
        else:
            coming.source.drop()
            coming.source = follow.source

    def _succeed(self) -> bool:
        """Begin what follows, when it is due; whether it turned out to be nothing."""
        if not self._decks:
            return self._start_late()
        lead = self._decks[-1]
        to_end = lead.source.frames_to_end
        if to_end is None:
            return False
        if self._following is None:
            self._following = self._follow(lead, to_end)
        follow = self._following
        if follow.source is not None and follow.source.frames_to_end == 0:
            self._pass_over(follow.source)
            return True
        is_silence = follow.joint is Joint.SILENCE and not lead.source.is_broken_off
        over = None if is_silence else self._overlap(lead, to_end, follow)
        if over is not None and follow.source is not None and to_end <= over:
            self._cross(lead, follow.source, min(over, to_end))
            return False
        out = min(_AROUND_SILENCE, (lead.position + to_end) // 2) if is_silence else _TAIL
        if to_end <= out and over is None and not lead.is_leaving:
            lead.leave(to_end, Curve.SMOOTH)
        if to_end == 0:
            self._stop(lead)
            self._fade_in = _AROUND_SILENCE if is_silence else _TAIL
            self._gap = _SILENCE if is_silence else 0
            return self._start_late()
        return False

    def _cross(self, lead: Deck, source: Source, frames: int) -> None:
        self._following = None
        if lead.is_leaving:  # too late for more than a way in
            self._start(source, max(frames, _TAIL))
        elif frames:
            lead.leave(frames, Curve.EQUAL_POWER)
            self._start(source, frames)
        else:
            self._stop(lead)
            self._start(source, 0)

    def _start_late(self) -> bool:
        """Begin what follows behind a silence; whether it turned out to be nothing."""
        follow = self._following
        if follow is None and self._last is not None and not self.has_ended:
            follow = self._following = self._lineup.follow(self._last)
        if follow is None or self._gap:
            return False
        if follow.source is None:
            self._end()
        elif follow.source.is_ready(READY_FRAMES):
            if follow.source.frames_to_end == 0:
                self._pass_over(follow.source)
                return True
            self._following = None
            self._start(follow.source, self._fade_in or _TAIL)
        return False

    def _follow(self, lead: Deck, to_end: int) -> Follow:
        item = lead.source.item
        if item is not None and lead.announced is not None:
            self._lineup.note_good(item, (lead.position + to_end) / RATE)
        return self._lineup.follow(lead.source)

    def _pass_over(self, source: Source) -> None:
        """Tell why a run gives no sound, and look behind it."""
        self._take_marks(Deck(source, Ramp()))
        before = self._following
        self._following = self._lineup.follow(source)
        if before is not None and before.joint is Joint.SILENCE and self._following.source:
            self._following = Follow(self._following.source, Joint.SILENCE)
        source.drop()

    def _overlap(self, lead: Deck, to_end: int, follow: Follow) -> int | None:
        """Frames that two tracks sound together, None while nothing is ready to sound."""
        if follow.source is None:
            return None
        wished = self._lineup.crossfade if follow.joint is Joint.CROSSFADE else 0
        if lead.source.is_broken_off:
            wished = max(wished, _MEND)
        if not follow.source.is_ready(max(2 * wished, READY_FRAMES)):
            return None
        first = follow.source.first_track_frames()
        shorter = min(lead.position + to_end, lead.position + to_end if first is None else first)
        over = min(wished, shorter // 2)
        return over if over >= _TAIL else 0

    def _start(self, source: Source, fade_in: int) -> None:
        deck = Deck(source, Ramp(1.0 if fade_in == 0 else 0.0))
        if fade_in:
            deck.fade.go_within(1.0, fade_in, Curve.EQUAL_POWER)
        self._gap = self._fade_in = 0
        self._decks.append(deck)
        self._last = source
        if len(self._decks) > _MOST_DECKS:
            oldest = self._decks[0]
            if oldest.fade.remaining > _TAIL:
                oldest.leave(_TAIL, Curve.SMOOTH)
        self._take_marks(deck)

    def _enter(self) -> None:
        """Stand at what is coming, with nothing else left: only while nothing sounds."""
        coming, self._coming = self._coming, None
        if coming is None:
            return
        before = self._decks[-1].announced if self._decks else None
        item = coming.source.item
        keeps = before is not None and item is not None and before.id == item.id
        stays = before if keeps and not coming.source.announce else None
        for deck in self._decks[:]:
            if stays is not None and deck is self._decks[-1]:
                deck.announced = None
            self._stop(deck)
        self._forget_following()
        self._gap = self._fade_in = 0
        self._limiter.forget()
        self._decks = [Deck(coming.source, Ramp(), stays)]
        self._last = coming.source
        if self.is_playing:
            self._gate.go(1.0)

    def _stop(self, deck: Deck) -> None:
        """Take a deck away: it has fallen silent."""
        if deck is self._decks[-1]:
            source = deck.source
            self._shown = (source.item, source.place, deck.position / RATE, deck.length_s)
        self._decks.remove(deck)
        self._happened += deck.stopped(self.at_s, self._lineup)
        deck.source.drop()

    def _forget_following(self) -> None:
        if self._following is not None and self._following.source is not None:
            self._following.source.drop()
        self._following = None

    def _end(self) -> None:
        self._happened.append(Ended(self.at_s))
        self.has_ended, self.is_playing = True, False
        self._following = None
        self._gate.jump(0.0)

    def _events(self) -> list[int]:
        """Frames until something changes on the way, at most to the end of this block."""
        ahead = [ramp.remaining for ramp in (self._gate, self.fade) if ramp.target == 0.0]
        ahead.append(self._gap)
        for deck in self._decks:
            ahead.append(deck.source.frames_to_mark() or 0)
            ahead.append(deck.fade.remaining if deck.is_leaving else 0)
            ahead.append(deck.source.frames_to_end or 0)
        if self._decks:
            ahead += self._events_of(self._decks[-1])
        return [frames for frames in ahead if frames > 0] or [RATE]

    def _events_of(self, lead: Deck) -> list[int]:
        ahead = [lead.prepare_gain() or 0]
        to_end = lead.source.frames_to_end
        if to_end is None:
            return ahead
        ahead.append(to_end - _TAIL)
        if self._following is not None:
            if self._following.joint is Joint.SILENCE:
                ahead.append(to_end - min(_AROUND_SILENCE, (lead.position + to_end) // 2))
            ahead.append(to_end - (self._overlap(lead, to_end, self._following) or 0))
        return ahead

    def _mix(self, frames: int) -> Floats | None:
        """So many frames of the sum, with all gains on them; None where it is silence."""
        if self._gate.is_closed:
            return None
        if not self._decks:
            self._skip_gains(frames)
            return None
        if not self._decks[-1].can_begin:  # it has not come yet: when it does, the gate opens
            self._skip_gains(frames, opening=False)
            return None
        needs_care = self._needs_care()
        total: Floats | None = None
        for deck in self._decks:
            sound = deck.take(frames)
            if sound is not None:
                total = _sum(total, sound, frames)
        if total is None:
            self._skip_gains(frames)
            return None
        if needs_care or self._limiter.is_active:
            total = self._limiter.limited(_sum(None, total, frames), self._sum_ahead())
        else:
            self._limiter.pass_by(total)
        return with_gain(total, self._gain(len(total)))

    def _needs_care(self) -> bool:
        """Whether sounds add up, or are not as loud as their files have them, and it may be much.

        What a file holds by itself is left as it is.
        """
        if len(self._decks) == 1 and self._decks[0].gain.is_one:
            return False
        most = sum(deck.gain.most * min(1.0, deck.fade.most) for deck in self._decks)
        return most * _MOST_OF_A_FILE > NEAR

    def _sum_ahead(self) -> Floats:
        total = np.zeros((LOOK_AHEAD, 2), np.float32)
        for deck in self._decks:
            sound = deck.ahead(LOOK_AHEAD)
            if sound is not None:
                total[: len(sound)] += sound
        return total

    def _gain(self, frames: int) -> float | Floats:
        volume, ceiling = self.volume.take(frames), self.ceiling.take(frames)
        least: float | Floats
        if isinstance(volume, float) and isinstance(ceiling, float):
            least = min(volume, ceiling)
        else:
            least = np.minimum(volume, ceiling)
        rest = (ramp.take(frames) for ramp in (self._gate, self.fade, self.lowering))
        return product(least, *rest)

    def _skip_gains(self, frames: int, *, opening: bool = True) -> None:
        if opening or self._gate.target == 0.0:
            self._gate.skip(frames)
        for ramp in (self.fade, self.lowering, self.volume, self.ceiling):
            ramp.skip(frames)

    def _close_done(self, frames: int) -> None:
        """What follows from a ramp that has closed: a pause, a jump."""
        self._gap = max(0, self._gap - frames)
        if self._coming is not None:
            self._coming.waited += frames
        if self.fade.is_closed and self.is_playing:
            self.is_playing = False
            self._gate.jump(0.0)
        self._after_closing()

    def _after_closing(self) -> None:
        if self._gate.is_closed and self._coming is not None:
            self._enter()


def _sum(total: Floats | None, sound: Floats, frames: int) -> Floats:
    """Both together, `frames` long."""
    if total is None and len(sound) == frames:
        return sound
    whole = np.zeros((frames, 2), np.float32)
    if total is not None:
        whole[: len(total)] = total
    whole[: len(sound)] += sound
    return whole
