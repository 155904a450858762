"""Music files become one unbroken stream of stereo sound at 44,100 Hz, trimmed to the sample."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import av
import av.error
import av.logging
from av.codec.context import Flags2

from kap_companion.language import tr, tr_later
from kap_companion.music.engine.containers import OPEN_OPTIONS, may_be_music
from kap_companion.music.engine.convert import Converter, as_stereo
from kap_companion.music.engine.gain import RATE, Floats
from kap_companion.music.engine.hollow import why_hollow
from kap_companion.music.engine.pieces import Begin, Broken, End, Piece

# Up to here a place is found by decoding from the start, which is exact in every format and
# takes some hundredths of a second; beyond it the container's own index is used.
_DECODE_TO_PLACE_S = 20.0
_SEEK_MARGIN_S = 0.5
_MOST_PADDING_S = 0.2

# These say how long they are to the frame, so that one which ends sooner has been cut short.
_KNOW_THEIR_LENGTH = frozenset(("wav", "w64", "flac", "aiff", "caf", "mp4"))
_MISSED_S = 0.5

# libav misreads the end of Vorbis that fits one page, about a second: up to 1,000 samples too
# many, or 128 too few. The length the page names is right.
_MAY_BE_ONE_PAGE_S = 5.0


# For opening, and for one packet: what libav searches so long for is not there, and while it
# searches it keeps all that it has read.
_SEARCHES_S = 10.0

_DAMAGED = tr_later("the file is damaged or protected, or is not music")


class UnplayableError(Exception):
    """A file gives no sound; the message says why, in words for the clinician."""


def read_through(
    path_of: Callable[[int], str | None],
    index: int,
    position_s: float,
    *,
    known_bad: Mapping[str, str],
    on_reading: Callable[[str], None],
    keep_samples: bool = True,
) -> Generator[Piece, None, None]:
    """The files from a place to the end, without a sample between one track and the next.

    `path_of` is asked for each file when its turn comes, and has None behind the last;
    `on_reading` is called before a file is touched. A file that cannot be read gives `Broken`;
    one that breaks off in the middle ends the reading with that, so that what follows need not
    join there. Nothing a file holds raises.
    """
    converter = Converter(RATE, keep_samples)
    number = index - 1
    while (path := path_of(number := number + 1)) is not None:
        begin: Begin | None = None
        played_s = 0.0
        try:
            if path in known_bad:
                raise UnplayableError(known_bad[path])
            on_reading(path)
            with _OpenFile(path) as file:
                begins_at = played_s = position_s if number == index else 0.0
                for frame, samples in file.sound_from(begins_at, keep_samples):
                    if begin is None or converter.rate != frame.rate:
                        tail, converter = converter.hand_over(frame.rate)
                        yield from tail
                    if begin is None:
                        begin = Begin(number, begins_at, file.length_s)
                        yield from converter.begin(begin)
                    yield from converter.convert(frame.frames, samples)
                    played_s += frame.frames / frame.rate
                if begin is not None and file.should_last_s - played_s > _MISSED_S:
                    raise UnplayableError(tr("the file is cut short"))
            if begin is None and begins_at > 0:  # a place beyond the end: the track is over
                continue
            if begin is None:
                raise UnplayableError(tr("there is no sound in the file"))
        except (UnplayableError, OSError, ValueError, MemoryError, av.error.FFmpegError) as error:
            has_begun = begin is not None
            if has_begun:
                yield from converter.finish()
            yield Broken(number, _in_plain_words(error, has_begun=has_begun), has_begun)
            if has_begun:
                break
    else:
        yield from converter.finish()
    yield End()


@dataclass(frozen=True, slots=True)
class _Frames:
    frames: int
    rate: int


class _OpenFile:
    """One music file, open for decoding."""

    def __init__(self, path: str) -> None:
        self._path = path
        _refuse_hollow(path)
        self._handle = None if _is_text(path) else Path(path).open("rb")  # noqa: SIM115
        self._container: Any = av.open(
            self._handle or path, options=dict(OPEN_OPTIONS), timeout=(_SEARCHES_S, _SEARCHES_S)
        )
        streams = self._container.streams.audio
        if not streams:
            self.close()
            raise UnplayableError(tr("there is no sound in the file"))
        self._stream: Any = streams[0]
        codec = self._stream.codec_context
        if codec.sample_rate and not may_be_music(codec.sample_rate, codec.channels):
            self.close()
            raise UnplayableError(tr(_DAMAGED))
        self._is_mp4 = "mp4" in self._container.format.name.split(",")
        self._music_frames = _gapless_frames(self._container.metadata.get("iTunSMPB", ""))
        self._is_untrimmed = self._may_be_one_page()
        if self._is_untrimmed:
            self._stream.codec_context.flags2 |= Flags2.skip_manual
            self._music_frames = self._stream.duration

    def __enter__(self) -> _OpenFile:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._container.close()
        if self._handle is not None:
            self._handle.close()

    @property
    def length_s(self) -> float | None:
        """The length the file claims, None where it claims none."""
        if self._stream.duration and self._stream.time_base:
            return float(self._stream.duration * self._stream.time_base)
        duration = self._container.duration
        return duration / av.time_base if duration else None

    @property
    def should_last_s(self) -> float:
        """The least length that the file is known to have had when it was whole."""
        names = self._container.format.name.split(",")
        if not _KNOW_THEIR_LENGTH.intersection(names):
            return 0.0
        return (self.length_s or 0.0) * (_whole_part(self._path) if "wav" in names else 1.0)

    def sound_from(
        self, position_s: float, keep_samples: bool
    ) -> Iterator[tuple[_Frames, Floats | None]]:
        """Decoded sound at the file's own rate, from exactly `position_s` where it can be known."""
        is_sought = position_s > _DECODE_TO_PLACE_S and self._seek(position_s - _SEEK_MARGIN_S)
        passed: int | None = None if is_sought else 0
        for frame, limit in self._frames():
            frames, rate = min(frame.samples, limit), frame.sample_rate
            if frames <= 0 or not may_be_music(rate, frame.layout.nb_channels):
                continue
            if passed is None:
                passed = self._place_of(frame, position_s)
            frames = min(frames, self._music_left(passed, rate))
            early = round(position_s * rate) - passed
            passed += frames
            if early >= frames:
                continue
            early = max(0, early)
            samples = as_stereo(frame)[early:frames] if keep_samples else None
            yield _Frames(frames - early, rate), samples

    def _frames(self) -> Iterator[tuple[Any, int]]:
        """Each decoded frame and how many of its samples are music.

        In MP4 the encoder's padding at the end shows only in the last packet's duration. Vorbis
        that was left untrimmed begins with a frame of lead-in. Of everything else libavcodec has
        trimmed all that can be known.
        """
        decoded_any = False
        for packet in self._container.demux(self._stream):
            try:
                frames = packet.decode()
            except av.error.FFmpegError:
                continue  # a damaged spot: go on behind it
            for frame in frames:
                is_lead_in = self._is_untrimmed and not decoded_any
                decoded_any = True
                limit = 0 if is_lead_in else frame.samples
                if self._is_mp4 and len(frames) == 1 and packet.duration:
                    limit = round(packet.duration * packet.time_base * frame.sample_rate)
                yield frame, limit
        if not decoded_any:
            raise UnplayableError(tr(_DAMAGED))

    def _may_be_one_page(self) -> bool:
        length_s = self.length_s
        is_short = length_s is not None and length_s < _MAY_BE_ONE_PAGE_S
        codec, container = self._stream.codec_context.name, self._container.format.name
        return is_short and codec == "vorbis" and container == "ogg"

    def _music_left(self, passed: int, rate: int) -> int:
        """Frames until the padding, where the file itself says it, else no limit."""
        total, length_s = self._music_frames, self.length_s
        # A shop's tag counts at the rate it was encoded with; where that is another one, leave it.
        if total is None or length_s is None or not 0 <= length_s - total / rate < _MOST_PADDING_S:
            return sys.maxsize
        return max(0, total - passed)

    def _seek(self, position_s: float) -> bool:
        start = self._stream.start_time or 0
        try:
            self._container.seek(
                int(position_s / self._stream.time_base) + start, stream=self._stream
            )
        except av.error.FFmpegError:
            self._container.seek(0)
            return False
        return True

    def _place_of(self, frame: Any, otherwise_s: float) -> int:
        """How many samples of the file lie before a frame that was sought."""
        if frame.pts is None:
            return round(otherwise_s * int(frame.sample_rate))
        start = self._stream.start_time or 0
        begins_s = float(frame.pts * frame.time_base - start * self._stream.time_base)
        return round(begins_s * int(frame.sample_rate))


def _refuse_hollow(path: str) -> None:
    status = Path(path).stat()
    if not stat.S_ISREG(status.st_mode):
        raise UnplayableError(tr("it is not a file"))
    with Path(path).open("rb", buffering=0) as file:
        if (reason := why_hollow(file, status.st_size)) is not None:
            raise UnplayableError(reason)


def _whole_part(path: str) -> float:
    """How often a WAV file would have to be as long as it is to hold what its header announces.

    libav takes its length from what is there.
    """
    with Path(path).open("rb") as file:
        announced = int.from_bytes(file.read(8)[4:], "little") + 8
        size = file.seek(0, os.SEEK_END)
    is_streamed = announced >= 0xFFFFFFF0
    return 1.0 if is_streamed or announced <= size else announced / size


def _gapless_frames(tag: str) -> int | None:
    """How many frames are music, by an iTunSMPB tag: hexadecimal, the fourth of its numbers."""
    numbers = tag.split()
    try:
        return int(numbers[3], 16) or None
    except (IndexError, ValueError):
        return None


def _is_text(path: str) -> bool:
    """Whether the name can be handed to libav as text; some old file names are bare bytes."""
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _in_plain_words(error: Exception, *, has_begun: bool) -> str:
    if isinstance(error, UnplayableError):
        return str(error)
    if has_begun:
        return tr("the rest of the file cannot be read")
    if isinstance(error, FileNotFoundError):
        return tr("the file is no longer there")
    if isinstance(error, PermissionError):
        return tr("the file may not be read")
    if isinstance(error, OSError) and not isinstance(error, av.error.FFmpegError):
        return tr("the file cannot be read")
    return tr(_DAMAGED)


av.logging.set_level(None)
