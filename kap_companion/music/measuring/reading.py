"""Opens a music file and gives its decoded sound, frame by frame, whatever state it is in."""

from __future__ import annotations

import hashlib
import io
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import av
import av.error
import av.logging

from kap_companion.language import tr, tr_later
from kap_companion.music.engine.containers import OPEN_OPTIONS, may_be_music
from kap_companion.music.engine.hollow import why_hollow

_PIECE_BYTES = 1024 * 1024
# libav may read through all of a large FLAC before it gives any of it.
_MOST_BYTES_WITHOUT_SOUND = 1024 * 1024 * 1024
_OGG_TAIL_BYTES = 128 * 1024
_OGG_LAST_PAGE = 4
_RIFF_UNKNOWN_FROM = 0x7FFF_0000

_DAMAGED = tr_later("the file is damaged or protected, or is not music")


class UnreadableError(Exception):
    """A file gives no sound; the message says why, in words for the clinician."""


class MusicFile:
    """One file, open: read once from the disk, hashed as it passes by.

    `on_progress` is called whenever bytes were read or sound was decoded. Raises
    `UnreadableError`, and nothing else that a file can cause, from opening to the last frame.
    """

    def __init__(self, path: Path, on_progress: Callable[[], None]) -> None:
        self._on_progress = on_progress
        try:
            if not stat.S_ISREG(path.stat().st_mode):
                raise UnreadableError(tr("it is not a file"))
            self._bytes = _Passing(path, on_progress)
        except (OSError, ValueError) as error:
            raise UnreadableError(_in_plain_words(error)) from error
        try:
            if (reason := why_hollow(self._bytes, self._bytes.size)) is not None:
                raise UnreadableError(reason)
            self._container: Any = av.open(self._bytes, options=dict(OPEN_OPTIONS))
            if not self._container.streams.audio:
                raise UnreadableError(tr("there is no sound in the file"))
            codec = self._container.streams.audio[0].codec_context
            if codec.sample_rate and not may_be_music(codec.sample_rate, codec.channels):
                raise UnreadableError(tr(_DAMAGED))
        except BaseException as error:
            self._bytes.close()
            if isinstance(error, (OSError, ValueError, MemoryError)):
                raise UnreadableError(_in_plain_words(error)) from error
            raise
        self._stream: Any = self._container.streams.audio[0]

    def __enter__(self) -> MusicFile:
        return self

    def __exit__(self, *_: object) -> None:
        self._container.close()
        self._bytes.close()

    @property
    def claimed_s(self) -> float | None:
        """The length the file claims, None where it claims none."""
        claimed_s = self._libav_claims_s()
        return None if claimed_s is None else claimed_s * self._bytes.claimed_part()

    @property
    def lacks_its_end(self) -> bool:
        """Whether it surely breaks off, in a format that names no length (Ogg)."""
        return self._container.format.name == "ogg" and not self._bytes.has_last_ogg_page()

    def _libav_claims_s(self) -> float | None:
        if self._stream.duration and self._stream.time_base:
            return float(self._stream.duration * self._stream.time_base)
        duration = self._container.duration
        return duration / av.time_base if duration else None

    @property
    def size(self) -> int:
        """The file's length in bytes."""
        return self._bytes.size

    @property
    def has_exact_places(self) -> bool:
        """Whether a place that was sought is the place that was found."""
        return self._container.format.name not in ("mp3", "aac", "ac3", "eac3", "mpc")

    def frames(self) -> Iterator[Any]:
        """Decoded frames from where the file stands; damaged spots are left out."""
        try:
            for packet in self._container.demux(self._stream):
                try:
                    decoded = packet.decode()
                except av.error.FFmpegError:
                    continue
                for frame in decoded:
                    channels = frame.layout.nb_channels
                    if frame.samples > 0 and may_be_music(frame.sample_rate, channels):
                        self._bytes.sound_came()
                        self._on_progress()
                        yield frame
        except av.error.FFmpegError:
            # It is not kept quiet: the probe compares how far the sound came with the length the
            # file claims. What is measured is what can be heard, and the player hears no more.
            return
        except (OSError, ValueError, MemoryError) as error:
            raise UnreadableError(_in_plain_words(error)) from error

    def packets_end_s(self) -> float:
        """Where the last packet ends, in seconds from the beginning, found without decoding."""
        self.seek(0.0)
        counted = last = 0.0
        start = self._stream.start_time or 0
        try:
            for packet in self._container.demux(self._stream):
                self._bytes.sound_came()
                length = float((packet.duration or 0) * packet.time_base) if packet.size else 0.0
                counted += length
                if packet.pts is not None:
                    last = max(last, float((packet.pts - start) * packet.time_base) + length)
        except av.error.FFmpegError:
            pass  # it ends where it cannot be read any further
        except (OSError, ValueError, MemoryError) as error:
            raise UnreadableError(_in_plain_words(error)) from error
        return last or counted

    def seek(self, position_s: float) -> bool:
        """Stand at or shortly before a place; False where the file does not let that be."""
        start = self._stream.start_time or 0
        try:
            place = int(position_s / self._stream.time_base) + start
            self._container.seek(place, stream=self._stream)
        except (av.error.FFmpegError, OverflowError):
            return False
        return True

    def place_s(self, frame: Any) -> float | None:
        """Where in the file a frame begins, as far as it says so."""
        if frame.pts is None:
            return None
        start = (self._stream.start_time or 0) * self._stream.time_base
        return float(frame.pts * frame.time_base - start)

    def content_hash(self) -> str:
        """The SHA-256 of the whole file, after reading what has not passed by yet."""
        try:
            return self._bytes.hash_to_end()
        except OSError as error:
            raise UnreadableError(_in_plain_words(error)) from error


class _Passing(io.RawIOBase):
    """A file that hashes its bytes as they pass in order, and counts those that give nothing."""

    def __init__(self, path: Path, on_progress: Callable[[], None]) -> None:
        super().__init__()
        self._file = path.open("rb", buffering=0)
        self._on_progress = on_progress
        self._hash = hashlib.sha256()
        self._hashed = self._place = self._barren = 0
        self.size = os.fstat(self._file.fileno()).st_size

    def fileno(self) -> int:
        return self._file.fileno()

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(size) or b""
        missing = self._hashed - self._place
        if 0 <= missing < len(data):
            self._hash.update(memoryview(data)[missing:])
            self._hashed = self._place + len(data)
        self._place += len(data)
        self._barren += len(data)
        if self._barren > _MOST_BYTES_WITHOUT_SOUND:
            raise UnreadableError(tr("most of the file holds no sound"))
        self._on_progress()
        return data

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        self._place = self._file.seek(offset, whence)
        return self._place

    def tell(self) -> int:
        return self._place

    def close(self) -> None:
        self._file.close()
        super().close()

    def sound_came(self) -> None:
        """What was read so far was worth it."""
        self._barren = 0

    def claimed_part(self) -> float:
        """How much longer the file says it is than it is: libav only tells what is there of it.

        WAV and AIFF begin with their length; other files say no more than they are.
        """
        place = self.tell()
        self.seek(0)
        head = self.read(8)
        self.seek(place)
        if head[:4] not in (b"RIFF", b"FORM") or not self.size:
            return 1.0
        claimed = int.from_bytes(head[4:8], "little" if head[:4] == b"RIFF" else "big") + 8
        is_known = self.size < claimed < _RIFF_UNKNOWN_FROM
        return claimed / self.size if is_known else 1.0

    def has_last_ogg_page(self) -> bool:
        """Whether a page near the end is marked as the last one (RFC 3533)."""
        place = self.tell()
        self.seek(max(0, self.size - _OGG_TAIL_BYTES))
        tail = self.read(_OGG_TAIL_BYTES)
        self.seek(place)
        page = tail.rfind(b"OggS")
        return page < 0 or len(tail) < page + 6 or bool(tail[page + 5] & _OGG_LAST_PAGE)

    def hash_to_end(self) -> str:
        """The SHA-256 of all bytes."""
        self.seek(self._hashed)
        while self.read(_PIECE_BYTES):
            self._barren = 0
        return self._hash.hexdigest()


def _in_plain_words(error: BaseException) -> str:
    if isinstance(error, FileNotFoundError):
        return tr("the file is no longer there")
    if isinstance(error, PermissionError):
        return tr("the file may not be read")
    if isinstance(error, MemoryError):
        return tr("the file asks for more memory than it can be given")
    if isinstance(error, OSError) and not isinstance(error, av.error.FFmpegError):
        return tr("the file cannot be read")
    return tr(_DAMAGED)


av.logging.set_level(None)
