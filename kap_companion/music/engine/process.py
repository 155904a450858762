"""The engine's main loop: obeys commands, keeps the output fed, tells what happened."""

from __future__ import annotations

import contextlib
import heapq
import itertools
import queue
import time
from collections import deque
from typing import Protocol, assert_never

from kap_companion.language import tr, tr_later
from kap_companion.music.engine.block import Block, joined
from kap_companion.music.engine.deck import amplitude
from kap_companion.music.engine.gain import RATE, Curve, Ramp
from kap_companion.music.engine.lineup import Lineup
from kap_companion.music.engine.messages import (
    Advance,
    Answer,
    At,
    Back,
    Command,
    Ended,
    Fade,
    Happening,
    Load,
    Lost,
    Lower,
    Next,
    Pace,
    Pause,
    Play,
    Previous,
    Queue,
    Quit,
    Reading,
    Report,
    Seek,
    SetCeiling,
    SetCrossfade,
    SetGain,
    SetOutput,
    SetVolume,
)
from kap_companion.music.engine.mixer import LOWER_S, LOWERED, RAISE_S, VOLUME_S, Mixer
from kap_companion.music.engine.output import OutputPort, OutputUnavailableError

FADE_BACK_S = 8.0
REPORT_EVERY_S = 0.1
RETRY_EVERY_S = 2.0
_STALLED_AFTER_S = 0.7
# The output knows when it will have room, and the engine wakes for that and little more, as waking
# is most of what it costs.
_FEED_EVERY_S, _REST_S = 0.005, 0.05
# While nothing is heard or asked only a command wakes it, and a look at which outputs there are;
# where none is open yet, nobody asks for those.
_SLEEP_S, _DEEP_SLEEP_S = 2.0, 60.0
_LOOK_EVERY_S = 0.1
_SCRIPTED_STEP = RATE // 10
_START_FRAMES = RATE // 4  # read before the first block leaves, so that the second is there too
_ASKED_CROSSFADE = 2 * RATE
_LONGEST_FADE_S = 30.0
_LONGEST_CROSSFADE_S = 20.0
_LOOK_FOR_OUTPUTS_EVERY_S = 2.0
_QUIT_WITHIN_S, _DRAIN_S = 0.6, 0.1
_TOO_SLOW = tr_later("reading the file takes too long")


class Teller(Protocol):
    """Takes what the engine has to say."""

    def send(self, message: Answer) -> None:
        """Pass a message on without waiting."""

    def flush(self, timeout_s: float) -> bool:
        """Wait a moment until everything was passed on."""


class Engine:
    """The playlist and the mixer under commands; `port` is None where output is scripted."""

    def __init__(self, port: OutputPort | None, teller: Teller) -> None:
        self._port = port
        self._teller = teller
        self._lineup = Lineup(self._note_reading, ahead=port is not None)
        self._mixer = Mixer(self._lineup, is_heard=port is not None)
        self._scheduled: list[tuple[int, int, Command]] = []
        self._order = itertools.count()
        self._is_paced = False
        self._output_wished: tuple[str | None] | None = None
        self._is_changing = self._was_playing = False
        self._outputs: tuple[str, ...] = ()
        self._outputs_at = 0.0
        self._seq = 0
        self._is_leaving = False
        self._is_open = False
        self._problem: str | None = None
        self._retry_at = 0.0
        self._told: Report | None = None
        self._report_at = self._look_at = 0.0
        self._put: deque[Block] = deque()
        self._begun = 0
        self._heard: Block | None = None
        self._ended: Ended | None = None
        self._patience_s = _STALLED_AFTER_S

    def run(self, commands: queue.SimpleQueue[Command]) -> None:
        """Live until told to quit."""
        while not self._is_leaving:
            with contextlib.suppress(queue.Empty):
                self.obey(commands.get(timeout=self._rest_s))
                while True:
                    self.obey(commands.get_nowait())
            self.feed()
        self._leave()

    def obey(self, command: Command) -> None:
        """Do what is asked and report how things stand then."""
        self._act(command)
        if command.seq:  # else it is told again to a new engine, which speaks of the whole
            self._seq = command.seq
            # At once, so that no news of the new playlist is told before it is confirmed.
            self._report()
            self._report_at = 0.0

    def feed(self) -> None:
        """Give the output what it has room for, tell what was heard, report in time."""
        if self._port is None:
            return
        now = time.monotonic()
        if now >= self._look_at:
            self._look_at = now + _LOOK_EVERY_S
            self._give_up_on_stalled()
            self._change_output(self._port)
        if self._is_open_now(self._port):
            try:
                while self._has_to_render and self._port.wants_block():
                    if not self._render_to(self._port):
                        break
                self._tell_heard(self._port)
            except OutputUnavailableError as lost:
                self._lose(self._port, str(lost))
        if now >= self._report_at:
            is_resting = self._is_resting()
            self._report_at = now + (10 if is_resting else 1) * REPORT_EVERY_S
            self._report(only_news=is_resting)

    @property
    def _rest_s(self) -> float:
        """How long there is nothing to do, but for a command."""
        if self._is_asleep():
            return _SLEEP_S if self._is_open else _DEEP_SLEEP_S
        if self._port is None or self._is_resting():
            return _REST_S
        return min(_REST_S, max(_FEED_EVERY_S, self._port.rest_s if self._is_open else _REST_S))

    @property
    def _has_to_render(self) -> bool:
        is_silence_wanted = self._is_paced and not self._is_changing
        return is_silence_wanted or not self._mixer.is_silent

    def _act(self, command: Command) -> None:
        mixer = self._mixer
        match command:
            case Load():
                self._load(command)
            case Queue():
                self._queue(command)
            case Play():
                self._play()
            case Pause():
                self._was_playing = False
                mixer.pause()
            case Next():
                self._next(command.over_s)
            case Previous():
                place = self._lineup.playable(mixer.place[1] - 1, -1)
                self._jump(place, over=self._asked_over())
            case Seek():
                self._seek(max(0.0, command.position_s))
            case SetVolume():
                self._turn(mixer.volume, min(1.0, max(0.0, command.volume)), VOLUME_S)
            case SetCeiling():
                self._turn(mixer.ceiling, min(1.0, max(0.0, command.gain)), VOLUME_S)
            case SetCrossfade():
                seconds = min(_LONGEST_CROSSFADE_S, max(0.0, command.seconds))
                self._lineup.crossfade = round(seconds * RATE)
                mixer.read_ahead(self._lineup.lead)
                mixer.requeue()
            case SetGain():
                self._lineup.set_gain(command.id, command.gain_db)
                mixer.set_gain(command.id, amplitude(command.gain_db), command.over_s)
            case SetOutput():
                self._output_wished = (command.name,)
            case Pace():
                self._is_paced = command.silence
            case Lower():
                goal, seconds = (LOWERED, LOWER_S) if command.lowered else (1.0, RAISE_S)
                self._turn(mixer.lowering, goal, seconds)
            case Fade():
                self._fade(command)
            case At():
                entry = (round(command.at_s * RATE), next(self._order), command.command)
                heapq.heappush(self._scheduled, entry)
            case Advance():
                self._advance(round(command.seconds * RATE))
            case Quit():
                mixer.pause()
                self._is_paced = False
                self._is_leaving = True
            case _:
                assert_never(command)

    def _load(self, load: Load) -> None:
        mixer = self._mixer
        if load.at_s is not None:
            mixer.frames_rendered = round(load.at_s * RATE)
        self._lineup.known_bad = dict.fromkeys(load.skip, tr("it stopped the music player twice"))
        self._lineup.load(load.items, repeat_last=load.repeat_last)
        if load.volume is not None:
            self._turn(mixer.volume, load.volume, VOLUME_S)
        if load.lowered is not None:
            self._turn(mixer.lowering, LOWERED if load.lowered else 1.0, LOWER_S)
        self._turn(mixer.fade, 0.0 if load.faded else 1.0, VOLUME_S)
        index = max(0, min(load.index, len(load.items) - 1))
        self._jump(index, load.position_s, announce=load.announce)
        if load.playing:
            mixer.play()
        else:
            mixer.pause()

    def _queue(self, command: Queue) -> None:
        source = self._mixer.source
        if source is None or not source.items:  # nothing was on the list before
            self._lineup.replace_from(0, command.items)
            self._jump(0)
        else:
            self._lineup.replace_from(source.place_behind, command.items)
            self._mixer.requeue()

    def _play(self) -> None:
        if not self._lineup.items:
            return
        if self._mixer.has_ended:
            self._jump(0)
        if self._mixer.is_faded:
            self._mixer.fade.go(1.0, FADE_BACK_S, Curve.EVEN)
        if self._is_changing:
            self._was_playing = True  # once the other output is open
        else:
            self._mixer.play()

    def _fade(self, fade: Fade) -> None:
        mixer = self._mixer
        seconds = min(_LONGEST_FADE_S, fade.seconds)
        if fade.out and mixer.is_silent:
            mixer.fade.jump(0.0)
            mixer.pause()
        elif fade.out:
            mixer.fade.go(0.0, seconds, Curve.EVEN)
        else:
            mixer.fade.go(1.0, seconds, Curve.EVEN)
            self._play()

    def _next(self, over_s: float | None) -> None:
        over = self._asked_over() if over_s is None else max(1, round(over_s * RATE))
        source = self._mixer.source
        place = self._lineup.playable(source.place_behind if source is not None else 0, 1)
        again = self._lineup.again() if place >= len(self._lineup.items) else None
        if again is not None:
            self._jump(again, over=over, is_again=True)
        elif place < len(self._lineup.items) or self._mixer.is_playing:
            self._jump(place, over=over)

    def _asked_over(self) -> int | None:
        """How long a crossfade to another track is that the clinician asked for by hand."""
        return min(self._lineup.crossfade, _ASKED_CROSSFADE) or None

    def _seek(self, position_s: float) -> None:
        source = self._mixer.source
        is_again = source is not None and source.is_again
        self._jump(self._mixer.place[1], position_s, announce=False, is_again=is_again)

    def _jump(
        self,
        index: int,
        position_s: float = 0.0,
        *,
        announce: bool = True,
        is_again: bool = False,
        over: int | None = None,
    ) -> None:
        source = self._lineup.source(index, position_s, announce=announce, is_again=is_again)
        self._mixer.jump(source, over)

    def _turn(self, ramp: Ramp, gain: float, seconds: float) -> None:
        if self._mixer.is_silent:
            ramp.jump(gain)
        else:
            ramp.go(gain, seconds)

    def _note_reading(self, path: str) -> None:
        # Should this file end the process, the other side must know which one it was.
        self._teller.send(Reading(path))
        self._teller.flush(0.05)

    def _advance(self, frames: int) -> None:
        """Scripted output: the clock goes on by exactly this much, in music or in silence."""
        while frames > 0:
            self._do_due()
            step = min(frames, self._frames_to_due() or frames)
            if self._mixer.is_silent:
                self._mixer.frames_rendered += step
            else:
                step = min(step, _SCRIPTED_STEP)
                for happening in self._mixer.render(step).happened:
                    self._tell(happening)
            frames -= step
        self._do_due()

    def _do_due(self) -> None:
        """What was to happen at this frame."""
        while self._scheduled and self._scheduled[0][0] <= self._mixer.frames_rendered:
            self._act(heapq.heappop(self._scheduled)[2])

    def _frames_to_due(self) -> int | None:
        return self._scheduled[0][0] - self._mixer.frames_rendered if self._scheduled else None

    def _render(self, frames: int) -> Block:
        """A block, in the midst of which scheduled commands take effect at their frames."""
        self._do_due()
        due = self._frames_to_due()
        if due is None or due >= frames:
            return self._mixer.render(frames)
        parts = []
        left = frames
        while left:
            step = min(left, self._frames_to_due() or left)
            parts.append(self._mixer.render(step))
            left -= step
            self._do_due()
        return joined(parts)

    def _render_to(self, port: OutputPort) -> bool:
        """Whether a block could be rendered."""
        mixer = self._mixer
        frames = port.block_frames
        enough = frames if self._put else max(2 * frames, _START_FRAMES)
        if mixer.is_silent or mixer.is_ready(enough):
            block = self._render(frames)
            if block.samples is None:
                raise RuntimeError("a block for the output has no sound")
            port.put(block.samples)
            self._put.append(block)
            if self._patience_s > _STALLED_AFTER_S and not block.is_silent:
                self._patience_s = _STALLED_AFTER_S
            return True
        if mixer.is_closing:  # the sound to ramp down with has not come, so it is silent already
            mixer.hush()
            mixer.resume()
        return False

    def _give_up_on_stalled(self) -> None:
        """A file that keeps the music waiting is left; what is there of it leads into the next."""
        if self._mixer.is_silent:
            return
        source = self._mixer.waits_for()
        if source is not None and source.hungry_s > self._patience_s:
            # Perhaps all files lie on the same slow disk: be twice as patient with the next.
            self._patience_s *= 2
            source.give_up(tr(_TOO_SLOW))

    def _change_output(self, port: OutputPort) -> None:
        """Let go of the present output for the one that was chosen, once it is silent."""
        if self._output_wished is None:
            return
        mixer = self._mixer
        if self._is_open:
            if not self._is_changing:
                self._is_changing, self._was_playing = True, mixer.is_playing
                mixer.pause()
            if not (mixer.is_silent and not self._put and port.is_idle()):
                return
            port.close()
            self._is_open = False
            mixer.is_playing = mixer.is_playing or self._was_playing
        (name,), self._output_wished = self._output_wished, None
        self._is_changing = False
        self._retry_at = 0.0
        port.choose(name)

    def _tell_heard(self, port: OutputPort) -> None:
        while self._put and self._begun < port.blocks_begun:
            self._begun += 1
            self._tell_ended()
            block = self._heard = self._put.popleft()
            for happening in block.happened:
                if isinstance(happening, Ended):
                    self._ended = happening
                else:
                    self._tell(happening)
        if not self._put and port.is_idle():
            self._heard = None
            self._tell_ended()

    def _tell_ended(self) -> None:
        """The end of the music is told once the block that holds it has been heard."""
        if self._ended is not None:
            self._tell(self._ended)
            self._ended = None

    def _tell(self, happening: Happening) -> None:
        if isinstance(happening, Ended):
            self._report_at = 0.0
        self._teller.send(happening)

    def _is_resting(self) -> bool:
        return not self._has_to_render and not self._put

    def _is_asleep(self) -> bool:
        """Whether it rests, has said that it is there, and nothing was asked, lost or not told."""
        if self._port is None or self._told is None or not self._is_resting():
            return False
        return not (self._output_wished or self._problem or self._heard or self._ended)

    def _is_open_now(self, port: OutputPort) -> bool:
        """Whether the output is open, after opening it where there is something to play."""
        if self._is_open or (self._mixer.source is None and not self._is_paced):
            return self._is_open
        self._mixer.hush()
        if time.monotonic() < self._retry_at:
            return False
        try:
            port.open()
        except OutputUnavailableError as error:
            self._retry_at = time.monotonic() + RETRY_EVERY_S
            self._say_lost(str(error))
            return False
        self._is_open, self._begun = True, 0
        if self._problem is not None:
            self._problem = None
            self._tell(Back(port.device, self._mixer.at_s))
        self._mixer.resume()
        return True

    def _lose(self, port: OutputPort, reason: str) -> None:
        port.close()
        self._is_open, self._heard = False, None
        self._retry_at = time.monotonic() + RETRY_EVERY_S
        self._mixer.hush()
        for block in self._put:
            for happening in block.happened:
                self._tell(happening)
        self._put.clear()
        self._say_lost(reason)

    def _say_lost(self, reason: str) -> None:
        if self._problem is None:
            device = self._port.device if self._port is not None else ""
            self._tell(Lost(reason, self._mixer.at_s, device))
        self._problem = reason
        self._report_at = 0.0

    def _report(self, *, only_news: bool = False) -> None:
        """Say how things stand; with `only_news` nothing where that is as it was last told.

        The window wakes for each report: at rest, where nothing changes, it is let sleep.
        """
        mixer = self._mixer
        item, index, position_s, length_s = mixer.place
        behind = mixer.source.place_behind if mixer.source is not None else 0
        following = self._lineup.items[behind : behind + 1]
        report = Report(
            seq=self._seq,
            playing=mixer.is_playing or (self._is_changing and self._was_playing),
            id=item.id if item else None,
            index=max(0, min(index, len(self._lineup.items) - 1)),
            position_s=position_s,
            length_s=length_s,
            volume=mixer.volume.target,
            lowered=mixer.is_lowered,
            faded=mixer.is_faded,
            level_db=None if self._heard is None else self._heard.level_db,
            output_problem=self._problem,
            at_s=mixer.at_s,
            next_id=following[0].id if following else None,
            crossfading=mixer.is_crossfading,
            crossfade_s=self._lineup.crossfade / RATE,
            device=self._port.device if self._port and self._is_open else "",
            outputs=self._outputs_now(),
        )
        if only_news and report == self._told:
            return
        self._told = report
        self._teller.send(report)

    def _outputs_now(self) -> tuple[str, ...]:
        """The outputs there are, looked at now and then."""
        now = time.monotonic()
        if self._port is not None and self._is_open and now >= self._outputs_at:
            self._outputs_at = now + _LOOK_FOR_OUTPUTS_EVERY_S
            self._outputs = self._port.names()
        return self._outputs

    def _leave(self) -> None:
        """Play what is queued and the ramp to silence, then let the output go."""
        if self._port is None:
            return
        until = time.monotonic() + _QUIT_WITHIN_S
        while self._is_open and time.monotonic() < until:
            self.feed()
            if self._mixer.is_silent and not self._put and self._port.is_idle():
                time.sleep(_DRAIN_S)
                break
            time.sleep(_FEED_EVERY_S)
        self._port.close()
