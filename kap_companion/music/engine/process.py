"""The engine's main loop: obeys commands, keeps the output fed, tells what happened."""

from __future__ import annotations

import contextlib
import queue
import time
from collections import deque
from collections.abc import Sequence
from typing import Protocol, assert_never

from kap_companion.music.engine.gain import RATE, Ramp
from kap_companion.music.engine.messages import (
    Advance,
    Answer,
    Back,
    Command,
    Ended,
    Fade,
    Happening,
    Load,
    Lost,
    Lower,
    Next,
    Pause,
    Play,
    Previous,
    Quit,
    Reading,
    Report,
    Seek,
    SetVolume,
    Skipped,
    Started,
)
from kap_companion.music.engine.mixer import LOWER_S, LOWERED, RAISE_S, VOLUME_S, Block, Mixer
from kap_companion.music.engine.output import OutputPort, OutputUnavailableError
from kap_companion.music.engine.source import Source

FADE_BACK_S = 8.0
REPORT_EVERY_S = 0.1
RETRY_EVERY_S = 2.0
_STALLED_AFTER_S = 0.7
_FEED_EVERY_S, _REST_S = 0.003, 0.05
_SCRIPTED_STEP = RATE // 10
_START_FRAMES = RATE // 4  # read before the first block leaves, so that the second is there too
_QUIT_WITHIN_S, _DRAIN_S = 0.6, 0.1
_TOO_SLOW = "reading the file takes too long"


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
        self._mixer = Mixer()
        self._paths: Sequence[str] = ()
        self._repeat_last = False
        self._known_bad: dict[str, str] = {}
        self._heard: set[str] = set()
        self._unplayable: set[str] = set()
        self._seq = 0
        self._is_leaving = False
        self._is_open = False
        self._problem: str | None = None
        self._retry_at = 0.0
        self._report_at = 0.0
        self._put: deque[Block] = deque()
        self._begun = 0
        self._level_db: float | None = None
        self._ended: Ended | None = None
        self._starving_since: float | None = None
        self._patience_s = _STALLED_AFTER_S

    def run(self, commands: queue.SimpleQueue[Command]) -> None:
        """Live until told to quit."""
        while not self._is_leaving:
            is_resting = self._port is None or self._is_resting()
            with contextlib.suppress(queue.Empty):
                self.obey(commands.get(timeout=_REST_S if is_resting else _FEED_EVERY_S))
                while True:
                    self.obey(commands.get_nowait())
            self.feed()
        self._leave()

    def obey(self, command: Command) -> None:
        """Do what is asked and report how things stand then."""
        self._act(command)
        self._seq = command.seq
        # At once, so that no news of the new playlist is told before it is confirmed.
        self._report()
        self._report_at = 0.0

    def feed(self) -> None:
        """Give the output what it has room for, tell what was heard, report in time."""
        if self._port is None:
            return
        if self._is_open_now(self._port):
            try:
                while not self._mixer.is_silent and self._port.wants_block():
                    if not self._render_to(self._port):
                        break
                self._tell_heard(self._port)
            except OutputUnavailableError as lost:
                self._lose(self._port, str(lost))
        now = time.monotonic()
        if now >= self._report_at:
            self._report_at = now + (10 if self._is_resting() else 1) * REPORT_EVERY_S
            self._report()

    def _act(self, command: Command) -> None:
        mixer = self._mixer
        match command:
            case Load():
                self._load(command)
            case Play():
                self._play()
            case Pause():
                mixer.pause()
            case Next():
                self._go_to(self._next_playable(1))
            case Previous():
                self._go_to(self._next_playable(-1))
            case Seek():
                self._jump(mixer.place[0], max(0.0, command.position_s), announce=False)
            case SetVolume():
                self._turn(mixer.volume, min(1.0, max(0.0, command.volume)), VOLUME_S)
            case Lower():
                goal, seconds = (LOWERED, LOWER_S) if command.lowered else (1.0, RAISE_S)
                self._turn(mixer.lowering, goal, seconds)
            case Fade():
                self._fade(command)
            case Advance():
                self._advance(round(command.seconds * RATE))
            case Quit():
                mixer.pause()
                self._is_leaving = True
            case _:
                assert_never(command)

    def _load(self, load: Load) -> None:
        mixer = self._mixer
        self._paths = tuple(load.paths)
        self._repeat_last = load.repeat_last
        if load.at_s is not None:
            mixer.frames_rendered = round(load.at_s * RATE)
        self._known_bad = dict.fromkeys(load.skip, "it stopped the music player twice")
        if load.volume is not None:
            self._turn(mixer.volume, load.volume, VOLUME_S)
        if load.lowered is not None:
            self._turn(mixer.lowering, LOWERED if load.lowered else 1.0, LOWER_S)
        self._turn(mixer.fade, 0.0 if load.faded else 1.0, VOLUME_S)
        index = max(0, min(load.index, len(self._paths) - 1))
        self._jump(index, load.position_s, announce=load.announce)
        if load.playing:
            mixer.play()
        else:
            mixer.pause()

    def _play(self) -> None:
        if not self._paths:
            return
        if self._mixer.has_ended:
            self._jump(0)
        if self._mixer.is_faded:
            self._mixer.fade.go(1.0, FADE_BACK_S)
        self._mixer.play()

    def _fade(self, fade: Fade) -> None:
        mixer = self._mixer
        if fade.out and mixer.is_silent:
            mixer.fade.jump(0.0)
            mixer.pause()
        elif fade.out:
            mixer.fade.go(0.0, fade.seconds)
        else:
            mixer.fade.go(1.0, fade.seconds)
            self._play()

    def _go_to(self, index: int) -> None:
        if self._repeat_last and self._paths:
            index = min(index, len(self._paths) - 1)
        if index < len(self._paths) or self._mixer.is_playing:
            self._jump(index)

    def _next_playable(self, step: int) -> int:
        """The neighbour of the present track, past those already known to give no sound."""
        index = self._mixer.place[0] + step
        while 0 <= index < len(self._paths) and self._paths[index] in self._unplayable:
            index += step
        return max(0, index)

    def _jump(self, index: int, position_s: float = 0.0, *, announce: bool = True) -> None:
        self._starving_since = None
        self._mixer.jump(
            Source(
                self._paths,
                index,
                position_s,
                announce=announce,
                known_bad=self._known_bad,
                on_reading=self._note_reading,
                ahead=self._port is not None,
                repeat_last=self._repeat_last,
            )
        )

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
        mixer = self._mixer
        while frames > 0:
            step = min([frames, _SCRIPTED_STEP, *(mixer.frames_until_closed() or [frames])])
            if mixer.is_silent:
                step = frames
                mixer.frames_rendered += step
            elif mixer.is_ready(step):
                for happening in mixer.render(step).happened:
                    self._tell(happening)
            frames -= step

    def _render_to(self, port: OutputPort) -> bool:
        """Whether a block could be rendered; a file that keeps the music waiting is left."""
        mixer = self._mixer
        frames = port.block_frames
        if mixer.is_ready(frames if self._put else max(2 * frames, _START_FRAMES)):
            self._starving_since = None
            block = mixer.render(frames)
            if block.samples is None:
                raise RuntimeError("a block for the output has no sound")
            port.put(block.samples)
            self._put.append(block)
            if block.level_db is not None:
                self._patience_s = _STALLED_AFTER_S
            return True
        if mixer.is_closing:  # the sound to ramp down with has not come, so it is silent already
            mixer.hush()
            mixer.resume()
            return False
        now = time.monotonic()
        source = mixer.source
        if self._starving_since is None:
            self._starving_since = now
        elif now - self._starving_since > self._patience_s and source is not None:
            # Perhaps all files lie on the same slow disk: be twice as patient with the next.
            self._patience_s *= 2
            stuck = source.reading_index
            mixer.note(Skipped(stuck, source.paths[stuck], _TOO_SLOW, mixer.at_s))
            mixer.hush()
            self._jump(stuck + 1)
            mixer.resume()
        return False

    def _tell_heard(self, port: OutputPort) -> None:
        while self._put and self._begun < port.blocks_begun:
            self._begun += 1
            block = self._put.popleft()
            self._level_db = block.level_db
            for happening in block.happened:
                if isinstance(happening, Ended):
                    self._ended = happening
                else:
                    self._tell(happening)
        if not self._put and port.is_idle():
            self._level_db = None
            if self._ended is not None:
                self._tell(self._ended)
                self._ended = None

    def _tell(self, happening: Happening) -> None:
        if isinstance(happening, Started):
            self._heard.add(happening.path)
        elif isinstance(happening, Skipped) and happening.path not in self._heard:
            self._unplayable.add(happening.path)
        elif isinstance(happening, Ended):
            self._report_at = 0.0
        self._teller.send(happening)

    def _is_resting(self) -> bool:
        return self._mixer.is_silent and not self._put

    def _is_open_now(self, port: OutputPort) -> bool:
        """Whether the output is open, after opening it where there is something to play."""
        if self._is_open or self._mixer.source is None:
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
        self._is_open, self._level_db = False, None
        self._retry_at = time.monotonic() + RETRY_EVERY_S
        self._mixer.hush()
        for block in self._put:
            for happening in block.happened:
                self._tell(happening)
        self._put.clear()
        self._say_lost(reason)

    def _say_lost(self, reason: str) -> None:
        if self._problem is None:
            self._tell(Lost(reason, self._mixer.at_s))
        self._problem = reason
        self._report_at = 0.0

    def _report(self) -> None:
        mixer = self._mixer
        index, position_s, length_s = mixer.place
        self._teller.send(
            Report(
                seq=self._seq,
                playing=mixer.is_playing,
                index=max(0, min(index, len(self._paths) - 1)),
                position_s=position_s,
                length_s=length_s,
                volume=mixer.volume.target,
                lowered=mixer.is_lowered,
                faded=mixer.is_faded,
                level_db=self._level_db,
                output_problem=self._problem,
                at_s=mixer.at_s,
            )
        )

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
