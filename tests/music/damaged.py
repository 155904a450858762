"""Music files in a bad state, one for each seed: the same seed makes the same file."""

from __future__ import annotations

import os
import random
import struct
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np

from tests.music.sounds import CODECS, RATE, pitched, write

SPARSE = 2 * 1024**3


@dataclass(frozen=True, slots=True)
class Damaged:
    """One bad file. `sounds`: it has to be played, has to be skipped, or (None) may be either."""

    path: Path
    kind: str
    sounds: bool | None


class Workshop:
    """Makes the files out of whole ones of `seconds` each."""

    def __init__(self, folder: Path, seconds: float = 1.0) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._sound = pitched(int(seconds * RATE), 330)
        self._whole: dict[str, bytes] = {}
        for ending in CODECS:
            path = write(folder / f"whole.{ending}", self._sound)
            same_each_time = _copied_exactly(path, folder / f"copy.{ending}")
            self._whole[ending] = same_each_time.read_bytes()
            path.unlink()
            same_each_time.unlink()

    def good(self, name: str) -> Path:
        """A file that nothing is wrong with."""
        return write(self._folder / f"{name}.flac", self._sound)

    def make(self, seed: int) -> Damaged:
        """The bad file of this seed; its name says what is wrong with it."""
        kinds = list(_KINDS)
        kind = kinds[seed % len(kinds)]
        random_ = random.Random(seed)
        ending, sounds = _KINDS[kind](self, random_, f"{seed:03} {kind}")
        return Damaged(self._folder / f"{seed:03} {kind}.{ending}", kind, sounds)

    def make_all(self, seeds: Iterable[int]) -> list[Damaged]:
        """The bad files of all these seeds."""
        return [self.make(seed) for seed in seeds]

    def _put(self, name: str, ending: str, content: bytes) -> None:
        (self._folder / f"{name}.{ending}").write_bytes(content)

    def _compressed(self, random_: random.Random) -> tuple[str, bytes]:
        ending = random_.choice(("mp3", "flac", "ogg", "opus"))
        return ending, self._whole[ending]

    # Each writes one file and returns its ending, and whether it has to sound.

    def _truncated(self, random_: random.Random, name: str) -> tuple[str, bool | None]:
        ending = random_.choice(list(self._whole))
        whole = self._whole[ending]
        self._put(name, ending, whole[: int(len(whole) * random_.uniform(0.02, 0.95))])
        return ending, None

    def _empty(self, random_: random.Random, name: str) -> tuple[str, bool | None]:
        ending = random_.choice(list(self._whole))
        self._put(name, ending, b"")
        return ending, False

    def _zeros(self, random_: random.Random, name: str) -> tuple[str, bool | None]:
        ending = random_.choice(list(self._whole))
        self._put(name, ending, bytes(random_.randint(1, 300_000)))
        return ending, False

    def _wrong_ending(self, random_: random.Random, name: str) -> tuple[str, bool | None]:
        real, told = random_.sample(("wav", "mp3", "flac", "m4a", "ogg", "opus"), 2)
        self._put(name, told, self._whole[real])
        return told, True

    def _text(self, random_: random.Random, name: str) -> tuple[str, bool | None]:
        lines = (f"Line {random_.random()}, not music.\n" for _ in range(random_.randint(1, 4000)))
        ending = random_.choice(list(self._whole))
        self._put(name, ending, "".join(lines).encode())
        return ending, False

    def _sparse(self, random_: random.Random, name: str) -> tuple[str, bool | None]:
        ending = random_.choice(("mp3", "flac", "m4a", "ogg", "opus"))
        self._put(name, ending, b"")
        os.truncate(self._folder / f"{name}.{ending}", SPARSE)
        return ending, False

    def _sparse_behind_music(self, random_: random.Random, name: str) -> tuple[str, bool | None]:
        ending, whole = self._compressed(random_)
        self._put(name, ending, whole)
        os.truncate(self._folder / f"{name}.{ending}", SPARSE)
        return ending, None

    def _unreadable(self, random_: random.Random, name: str) -> tuple[str, bool | None]:
        ending = random_.choice(list(self._whole))
        self._put(name, ending, self._whole[ending])
        path = self._folder / f"{name}.{ending}"
        path.chmod(0)
        return ending, os.access(path, os.R_OK)  # root may read anything

    def _folder_of_that_name(self, random_: random.Random, name: str) -> tuple[str, bool | None]:
        ending = random_.choice(list(self._whole))
        (self._folder / f"{name}.{ending}").mkdir()
        return ending, False

    def _broken_tags(self, random_: random.Random, name: str) -> tuple[str, bool | None]:
        # A tag of the older kind that names a frame longer than the tag, and text in no encoding.
        length = random_.randint(20, 2000)
        frame = b"TIT2" + struct.pack(">I", 2**31 - 1) + b"\0\0\x07" + random_.randbytes(length)
        size = len(frame)
        packed = bytes((size >> shift) & 0x7F for shift in (21, 14, 7, 0))
        self._put(name, "mp3", b"ID3\x04\0\0" + packed + frame + self._whole["mp3"])
        return "mp3", True

    def _tag_without_end(self, random_: random.Random, name: str) -> tuple[str, bool | None]:
        claimed = b"ID3\x03\0\0\x7f\x7f\x7f\x7f"
        self._put(name, "mp3", claimed + random_.randbytes(64) + self._whole["mp3"])
        return "mp3", None

    def _endless_header(self, random_: random.Random, name: str) -> tuple[str, bool | None]:
        whole = bytearray(self._whole["mp3"])
        at = max(whole.find(b"Xing"), whole.find(b"Info"))
        assert at >= 0
        whole[at : at + 4] = b"Xing"
        struct.pack_into(">III", whole, at + 4, 3, random_.randint(2**31, 2**32 - 1), 2**32 - 1)
        self._put(name, "mp3", bytes(whole))
        return "mp3", True

    def _endless_wave(self, random_: random.Random, name: str) -> tuple[str, bool | None]:
        whole = bytearray(self._whole["wav"])
        at = whole.find(b"data")
        struct.pack_into("<I", whole, at + 4, random_.choice((2**32 - 1, 2**31, 0x7FFFFFFF)))
        self._put(name, "wav", bytes(whole))
        return "wav", True

    def _hole(self, random_: random.Random, name: str) -> tuple[str, bool | None]:
        ending, whole = self._compressed(random_)
        content = bytearray(whole)
        begin = random_.randint(0, len(content) - 2)
        end = random_.randint(begin + 1, len(content))
        content[begin:end] = random_.randbytes(end - begin)
        self._put(name, ending, bytes(content))
        return ending, None

    def _flipped(self, random_: random.Random, name: str) -> tuple[str, bool | None]:
        ending = random_.choice(("mp3", "flac", "m4a", "ogg", "opus"))
        content = bytearray(self._whole[ending])
        for _ in range(random_.randint(1, 40)):
            content[random_.randrange(len(content))] ^= 1 << random_.randrange(8)
        self._put(name, ending, bytes(content))
        return ending, None

    def _noise(self, random_: random.Random, name: str) -> tuple[str, bool | None]:
        ending = random_.choice(("flac", "m4a", "ogg", "opus", "wav"))
        self._put(name, ending, random_.randbytes(random_.randint(1, 200_000)))
        return ending, None

    def _wave_of(self, name: str, rate: int, bits: int, channels: int) -> None:
        frames = len(self._sound) * rate // RATE
        wave = np.sin(2 * np.pi * 330 * np.arange(frames) / rate) * (0.3 * 2 ** (bits - 1))
        whole = np.repeat(wave.astype("<i4")[:, np.newaxis], channels, axis=1)
        octets = np.ascontiguousarray(whole).view(np.uint8).reshape(-1, 4)[:, : bits // 8]
        data = octets.tobytes()
        across = channels * bits // 8
        shape = struct.pack("<HHIIHH", 1, channels, rate, rate * across, across, bits)
        chunk = b"WAVEfmt " + struct.pack("<I", len(shape)) + shape
        chunk += b"data" + struct.pack("<I", len(data)) + data
        self._put(name, "wav", b"RIFF" + struct.pack("<I", len(chunk)) + chunk)

    def _room_without_music(self, random_: random.Random, name: str) -> tuple[str, bool | None]:
        # Written as zeros, not left as a hole: as by a download that was given its room first.
        ending, whole = self._compressed(random_)
        self._put(name, ending, whole + bytes(len(whole) * 2 + random_.randint(2**20, 2**22)))
        return ending, False

    def _impossible_rate(self, random_: random.Random, name: str) -> tuple[str, bool | None]:
        whole = bytearray(self._whole["wav"])
        rate = random_.choice((1, 7, 100, 2_000_000, 2**31 - 1))
        struct.pack_into("<I", whole, whole.find(b"fmt ") + 12, rate)
        self._put(name, "wav", bytes(whole))
        return "wav", False

    def _small(self, random_: random.Random, name: str) -> tuple[str, bool | None]:
        self._wave_of(name, random_.choice((8_000, 11_025)), 16, 1)
        return "wav", True

    def _large(self, random_: random.Random, name: str) -> tuple[str, bool | None]:
        if random_.random() < 0.5:
            self._wave_of(name, 192_000, 24, 6)
            return "wav", True
        with av.open(str(self._folder / f"{name}.flac"), "w") as container:
            stream: Any = container.add_stream("flac", rate=192_000)
            stream.layout, stream.format = "5.1", "s32"
            frames = len(self._sound) * 192_000 // RATE
            wave = np.sin(2 * np.pi * 330 * np.arange(frames) / 192_000) * (0.3 * 2**31)
            for start in range(0, frames, 4096):
                piece = np.repeat(wave[start : start + 4096].astype(np.int32), 6).reshape(1, -1)
                frame: Any = av.AudioFrame.from_ndarray(piece, format="s32", layout="5.1")
                frame.sample_rate, frame.pts = 192_000, start
                frame.time_base = Fraction(1, 192_000)
                container.mux(stream.encode(frame))
            container.mux(stream.encode(None))
        return "flac", True


def _copied_exactly(path: Path, copy: Path) -> Path:
    """The same packets in a container without the number that Ogg draws at random."""
    with (
        av.open(str(path)) as container,
        av.open(str(copy), "w", options={"fflags": "+bitexact"}) as other,
    ):
        stream: Any = container.streams.audio[0]
        copied = other.add_stream_from_template(stream)
        for packet in container.demux(stream):
            if packet.dts is not None:
                packet.stream = copied
                other.mux(packet)
    return copy


_KINDS: dict[str, Callable[[Workshop, random.Random, str], tuple[str, bool | None]]] = {
    "cut off": Workshop._truncated,
    "empty": Workshop._empty,
    "zeros": Workshop._zeros,
    "wrong ending": Workshop._wrong_ending,
    "text": Workshop._text,
    "sparse": Workshop._sparse,
    "sparse behind": Workshop._sparse_behind_music,
    "unreadable": Workshop._unreadable,
    "folder": Workshop._folder_of_that_name,
    "broken tags": Workshop._broken_tags,
    "tag without end": Workshop._tag_without_end,
    "endless header": Workshop._endless_header,
    "endless wave": Workshop._endless_wave,
    "hole": Workshop._hole,
    "flipped bits": Workshop._flipped,
    "noise": Workshop._noise,
    "8 kHz mono": Workshop._small,
    "192 kHz 6 channels": Workshop._large,
    "room without music": Workshop._room_without_music,
    "impossible rate": Workshop._impossible_rate,
}
KINDS = tuple(_KINDS)
