"""Makes the app's own ambient music, ten minutes of it: `python packaging/make_music.py FOLDER`.

Five tracks, one for each phase, so that a first run and the rehearsal make real sound. Every number
comes from a seed: the same versions of numpy and libopus write the same files. Opus at 128 kbit/s,
since ten minutes of it are 9 MB where FLAC takes 60, and a soft pad keeps nothing that it loses.

Each chord is one spectrum whose harmonics are as wide as many players slightly out of tune, with
phases at random (Nasca Octavian Paul's PADsynth, 2011); it breathes six times a minute.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, TypeAlias

import av
import av.filter
import numpy as np
from numpy.typing import NDArray

RATE = 48_000
SECONDS = 120
TARGET_LUFS = -20.0
CEILING_DBTP = -3.5
ARTIST, ALBUM = "KAP Companion", "Slow Tide"
LICENCE = "CC0 1.0 Universal: made by KAP Companion's packaging/make_music.py, free for any use"

_TABLE = 2**19
_REVERB_S = 5.0
_BREATHS_PER_S = 0.1

Sound: TypeAlias = NDArray[np.float32]
"""Samples: two rows, left and right, or one."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One track: its chords as MIDI notes; how bright it is, its bells and surf (0-1).

    `rise` says where between its beginning (0) and its end (1) it is fullest.
    """

    number: int
    phase: str
    title: str
    chords: tuple[tuple[int, ...], ...]
    bright: float
    rise: float
    bells: float
    surf: float

    @property
    def file_name(self) -> str:
        """The name that sorts in the order of the phases."""
        return f"{self.number} {self.phase} - {self.title}.opus"


PIECES = (
    Piece(
        number=1,
        phase="hold",
        title="Shallows",
        chords=((38, 45, 50, 57, 64), (43, 50, 57, 59), (38, 45, 54, 57, 64), (45, 52, 57, 59)),
        bright=0.12,
        rise=0.55,
        bells=0.0,
        surf=0.5,
    ),
    Piece(
        number=2,
        phase="onset",
        title="The Water Rises",
        chords=(
            (35, 42, 50, 57, 61),
            (43, 50, 54, 59, 62),
            (40, 47, 55, 59, 66),
            (42, 50, 57, 62, 69),
            (45, 52, 57, 62, 66),
        ),
        bright=0.38,
        rise=0.85,
        bells=0.35,
        surf=0.25,
    ),
    Piece(
        number=3,
        phase="peak",
        title="Open Sea",
        chords=(
            (38, 45, 54, 57, 64, 69),
            (43, 50, 59, 62, 66, 73),
            (35, 47, 54, 62, 64, 69),
            (45, 52, 57, 62, 67, 74),
            (40, 47, 55, 59, 66, 74),
            (38, 50, 57, 64, 66, 74),
        ),
        bright=0.8,
        rise=0.55,
        bells=0.8,
        surf=0.15,
    ),
    Piece(
        number=4,
        phase="return",
        title="Long Swell",
        chords=(
            (42, 50, 57, 62, 66),
            (35, 47, 54, 57, 62),
            (43, 50, 55, 59, 66),
            (40, 47, 52, 59, 62),
            (38, 45, 54, 57, 64),
        ),
        bright=0.42,
        rise=0.25,
        bells=0.3,
        surf=0.3,
    ),
    Piece(
        number=5,
        phase="integration",
        title="Evening Sand",
        chords=((38, 50, 54, 57, 64), (43, 50, 57, 59, 66), (38, 45, 57, 62), (45, 52, 57, 59, 64)),
        bright=0.25,
        rise=0.35,
        bells=0.15,
        surf=0.4,
    ),
)


def make(folder: Path) -> list[Path]:
    """Write all tracks into `folder`; each appears whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".making-", dir=folder) as scratch:
        unfinished = [Path(scratch) / piece.file_name for piece in PIECES]
        with ProcessPoolExecutor(max_workers=min(len(PIECES), os.cpu_count() or 1)) as pool:
            list(pool.map(make_piece, PIECES, unfinished))
        for older in folder.glob("*.opus"):
            older.unlink()
        return [path.replace(folder / path.name) for path in unfinished]


def make_piece(piece: Piece, path: Path) -> None:
    """Compose one track, bring it to its loudness and write it."""
    sound = compose(piece)
    lufs, _ = loudness(sound)
    sound *= _amplitude(TARGET_LUFS - lufs)
    for _ in range(2):  # what the limiter takes away, gain gives back
        sound = _limited(sound, _amplitude(CEILING_DBTP))
        lufs, _ = loudness(sound)
        sound *= _amplitude(TARGET_LUFS - lufs)
    write(path, piece, sound)


def compose(piece: Piece, seconds: int = SECONDS) -> Sound:
    """Return the piece, not yet at its loudness."""
    rng = np.random.default_rng(piece.number)
    frames = seconds * RATE
    at: Sound = (np.arange(frames) / RATE).astype(np.float32)
    fullness = _fullness(at / np.float32(seconds), piece.rise)
    sound = _pads(piece, at, fullness, rng)
    sound *= 1 + 0.12 * np.sin(2 * np.pi * _BREATHS_PER_S * at, dtype=np.float32)
    sound += piece.bells * _bells(piece, frames, fullness, rng)
    sound += piece.surf * _surf(at, rng)
    sound = 0.7 * sound + 0.9 * _reverberant(sound, rng)
    sound *= (0.55 + 0.45 * fullness) * _edges(frames)
    return sound


def loudness(sound: Sound) -> tuple[float, float]:
    """Return the integrated loudness (LUFS) and the true peak (dBTP) after EBU R128."""
    graph = av.filter.Graph()
    feed = graph.add_abuffer(sample_rate=RATE, format="fltp", layout="stereo")
    meter = graph.add("ebur128", "peak=true:metadata=1:framelog=quiet")
    sink = graph.add("abuffersink")
    feed.link_to(meter)
    meter.link_to(sink)
    graph.configure()
    metadata: dict[str, str] = {}
    for start in range(0, sound.shape[1], RATE):
        piece = np.ascontiguousarray(sound[:, start : start + RATE])
        frame: Any = av.AudioFrame.from_ndarray(piece, format="fltp", layout="stereo")
        frame.sample_rate, frame.pts, frame.time_base = RATE, start, Fraction(1, RATE)
        graph.push(frame)
        while True:
            try:
                seen: Any = graph.pull()
            except (av.BlockingIOError, av.EOFError):
                break
            metadata = dict(seen.metadata) or metadata
    peak = max(float(metadata[f"lavfi.r128.true_peaks_ch{channel}"]) for channel in (0, 1))
    return float(metadata["lavfi.r128.I"]), 20 * float(np.log10(peak))


def write(path: Path, piece: Piece, sound: Sound) -> None:
    """Encode as Opus, with its tags; the gain tag is relative to -23 LUFS (RFC 7845)."""
    # Without bitexact the file would hold a number drawn at random.
    with av.open(str(path), "w", options={"fflags": "+bitexact"}) as container:
        container.metadata.update(
            {
                "title": piece.title,
                "artist": ARTIST,
                "album": ALBUM,
                "tracknumber": f"{piece.number}",
                "genre": "Ambient",
                "comment": LICENCE,
                "license": "https://creativecommons.org/publicdomain/zero/1.0/",
                "R128_TRACK_GAIN": f"{round((-23 - TARGET_LUFS) * 256)}",
                "R128_ALBUM_GAIN": f"{round((-23 - TARGET_LUFS) * 256)}",
            }
        )
        stream: Any = container.add_stream("libopus", rate=RATE)
        stream.layout, stream.bit_rate = "stereo", 128_000
        stream.codec_context.options = {"compression_level": "6"}
        stream.codec_context.open()
        context = stream.codec_context
        interleaved = np.ascontiguousarray(sound.T).reshape(1, -1)
        for start in range(0, sound.shape[1], context.frame_size):
            cut = interleaved[:, 2 * start : 2 * (start + context.frame_size)]
            frame: Any = av.AudioFrame.from_ndarray(cut, format="flt", layout="stereo")
            frame.sample_rate, frame.pts, frame.time_base = RATE, start, Fraction(1, RATE)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


# The instruments.


def _pads(piece: Piece, at: Sound, fullness: Sound, rng: np.random.Generator) -> Sound:
    """The chords one over another, each with a dark layer and a bright one that comes and goes."""
    frames = len(at)
    sound = np.zeros((2, frames), np.float32)
    step = frames / len(piece.chords)
    over = int(9 * RATE)
    turn = rng.uniform(0, 2 * np.pi, 2)
    for index, chord in enumerate(piece.chords):
        begins = max(0, int(index * step) - over // 2)
        ends = min(frames, int((index + 1) * step) + over // 2)
        dark, bright = _layers(chord, piece.bright, rng)
        time = at[begins:ends]
        envelope = _swell(ends - begins, over, first=index == 0, last=ends == frames)
        opening = 0.5 + 0.5 * np.sin(2 * np.pi * time / 37 + turn[0], dtype=np.float32)
        lean = 0.25 * np.sin(2 * np.pi * time / 23 + turn[1], dtype=np.float32)
        for side, sign in ((0, 1), (1, -1)):
            mix = _looped(bright[side], len(time))
            mix *= (0.25 + 0.75 * opening) * fullness[begins:ends] * (1 + sign * lean)
            mix += _looped(dark[side], len(time))
            sound[side, begins:ends] += envelope * mix
    return sound


def _layers(chord: Sequence[int], bright: float, rng: np.random.Generator) -> tuple[Sound, Sound]:
    """Two loops of eleven seconds: the fundamentals with little above, and what lies above."""
    dark, above = np.zeros((2, _TABLE // 2 + 1), np.float32)
    per_bin = RATE / _TABLE
    for rank, note in enumerate(chord):
        root = _hertz(note)
        weight = 0.9**rank
        for harmonic in range(1, int(min(24, 7_000 / root)) + 1):
            middle = root * harmonic
            spread = max(0.35, middle * (2 ** (14 / 1200) - 1) * harmonic**-0.15)
            low, high = int((middle - 4 * spread) / per_bin), int((middle + 4 * spread) / per_bin)
            bins = np.arange(max(1, low), high + 1)
            bell = np.exp(-0.5 * ((bins * per_bin - middle) / spread) ** 2) / np.sqrt(spread)
            dark[bins] += weight * bell * harmonic**-2.6
            above[bins] += weight * bell * bright * harmonic**-1.35 * (harmonic > 1)
    # The lows are the same on both sides, the rest is spread wide.
    wide = np.clip((np.arange(len(dark)) * per_bin - 90) / 250, 0, 1)
    phases = rng.uniform(0, 2 * np.pi, (2, len(dark))).astype(np.float32)
    both = np.exp(1j * phases).astype(np.complex64)
    both[1] = both[0] * (1 - wide) + both[1] * wide
    gain = np.float32(_TABLE / 200)
    return (
        np.fft.irfft(dark * both, axis=1).astype(np.float32) * gain,
        np.fft.irfft(above * both, axis=1).astype(np.float32) * gain,
    )


def _bells(piece: Piece, frames: int, fullness: Sound, rng: np.random.Generator) -> Sound:
    """Few soft tones out of the chord that sounds, far back in the room."""
    sound = np.zeros((2, frames), np.float32)
    seconds = frames / RATE
    at_s = 6.0
    while at_s < seconds - 14:
        begins = int(at_s * RATE)
        chord = piece.chords[int(at_s / seconds * len(piece.chords))]
        note = int(rng.choice(chord[2:])) + 12
        length = 9 * RATE
        time = np.arange(length, dtype=np.float32) / RATE
        tone = np.zeros(length, np.float32)
        for harmonic, share in ((1.0, 1.0), (2.003, 0.22), (3.01, 0.06)):
            tone += share * np.sin(2 * np.pi * _hertz(note) * harmonic * time, dtype=np.float32)
        tone *= np.exp(-time / 2.2) * np.sin(np.pi / 2 * np.clip(time / 0.35, 0, 1)) ** 2
        tone *= 1 - np.clip((time - 7) / 2, 0, 1)
        loud = 0.05 * rng.uniform(0.6, 1.0) * fullness[begins]
        place = rng.uniform(0.25, 0.75) * np.pi / 2
        end = min(frames, begins + length)
        sound[0, begins:end] += loud * np.cos(place) * tone[: end - begins]
        sound[1, begins:end] += loud * np.sin(place) * tone[: end - begins]
        at_s += rng.uniform(3.5, 8.0) / (0.5 + piece.bells)
    return sound


def _surf(at: Sound, rng: np.random.Generator) -> Sound:
    """Far water: soft noise that comes and goes with the breath, the sides not quite together."""
    hertz = np.fft.rfftfreq(_TABLE, 1 / RATE)
    shape = np.where(hertz > 120, (hertz + 1) ** -0.9, 0) * np.exp(-hertz / 2_200)
    phases = np.exp(2j * np.pi * rng.random((2, len(hertz))))
    noise = np.fft.irfft(shape * phases, axis=1)
    noise *= 0.035 / noise.std()
    sound = np.empty((2, len(at)), np.float32)
    for side in (0, 1):
        wave = 0.5 + 0.5 * np.sin(2 * np.pi * (_BREATHS_PER_S * at + 0.07 * side) - 1.2)
        sound[side] = _looped(noise[side].astype(np.float32), len(at)) * wave**2
    return sound


def _reverberant(sound: Sound, rng: np.random.Generator) -> Sound:
    """The sound in a large soft room: convolved with decaying noise, the highs dying first."""
    length = int(_REVERB_S * RATE)
    time = np.arange(length) / RATE
    hertz = np.fft.rfftfreq(length, 1 / RATE)
    room = np.zeros((2, length))
    for low, high, decay_s in ((80, 500, 1.5), (500, 2_000, 1.1), (2_000, 7_000, 0.5)):
        white = np.fft.rfft(rng.standard_normal((2, length)), axis=1)
        band = np.fft.irfft(white * ((hertz >= low) & (hertz < high)), length, axis=1)
        room += band * np.exp(-time / decay_s)
    room *= np.clip(time / 0.03, 0, 1) * np.clip((_REVERB_S - time) / 0.5, 0, 1)
    room /= np.sqrt((room**2).sum(axis=1, keepdims=True))
    size = _TABLE
    spectrum = np.fft.rfft(room.astype(np.float32), size, axis=1)
    step = size - length
    frames = sound.shape[1]
    wet = np.zeros((2, frames + size), np.float32)
    for start in range(0, frames, step):
        part = np.fft.rfft(sound[:, start : start + step], size, axis=1)
        wet[:, start : start + size] += np.fft.irfft(part * spectrum, size, axis=1)
    return wet[:, :frames]


# Their shapes.


def _fullness(place: Sound, rise: float) -> Sound:
    """From 0 to 1 and back, fullest at `rise`."""
    bent = np.where(place < rise, place / rise, (1 - place) / (1 - rise))
    return (np.sin(np.pi / 2 * bent) ** 2).astype(np.float32)


def _swell(frames: int, over: int, *, first: bool, last: bool) -> Sound:
    """Rise and fall so that two chords, one over the other, are as strong as one."""
    rise = np.sin(np.pi / 2 * np.linspace(0, 1, over, dtype=np.float32))
    envelope = np.ones(frames, np.float32)
    if not first:
        envelope[:over] = rise
    if not last:
        envelope[-over:] = rise[::-1]
    return envelope


def _edges(frames: int) -> Sound:
    """A track's own beginning and end: never a jolt, and no long silence either."""
    envelope = np.ones(frames, np.float32)
    come = np.sin(np.pi / 2 * np.linspace(0, 1, 4 * RATE, dtype=np.float32)) ** 2
    go = np.sin(np.pi / 2 * np.linspace(1, 0, 6 * RATE, dtype=np.float32)) ** 2
    envelope[: len(come)], envelope[-len(go) :] = come, go
    return envelope


def _limited(sound: Sound, ceiling: np.float32) -> Sound:
    """Lean back smoothly, over a tenth of a second, where a peak would pass the ceiling."""
    window = RATE // 20
    peaks = np.abs(sound).max(axis=0)
    whole = -(-len(peaks) // window)
    blocks = np.pad(peaks, (0, whole * window - len(peaks))).reshape(whole, window).max(axis=1)
    around = np.maximum.reduce([np.roll(blocks, shift) for shift in (-2, -1, 0, 1, 2)])
    wanted = np.minimum(1, ceiling / np.maximum(around, 1e-9))
    smooth = np.convolve(np.pad(wanted, 1, mode="edge"), [0.25, 0.5, 0.25], "valid")
    middles = (np.arange(whole) + 0.5) * window
    gain = np.interp(np.arange(len(peaks)), middles, smooth)
    return (sound * gain).astype(np.float32)


def _looped(table: Sound, frames: int) -> Sound:
    return np.resize(table, frames)


def _hertz(note: int) -> float:
    return float(440 * 2 ** ((note - 69) / 12))


def _amplitude(decibels: float) -> np.float32:
    return np.float32(10 ** (decibels / 20))


def main(arguments: Sequence[str]) -> int:
    """Make the music in the folder named, with its licence and what it was made by beside it."""
    if len(arguments) != 1:
        print("Name one folder to make the music in.", file=sys.stderr)
        return 2
    folder = Path(arguments[0])
    make(folder)
    licence = Path(__file__).resolve().parent.parent / "resources" / "music" / "LICENSE.txt"
    if licence.exists() and not (folder / licence.name).exists():
        shutil.copyfile(licence, folder / licence.name)
    made_by = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()
    (folder / "made.txt").write_text(made_by + "\n", encoding="ascii")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
