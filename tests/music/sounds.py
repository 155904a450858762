"""Real music files for the tests: one tone, encoded by PyAV, and what becomes of it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any, TypeAlias

import av
import numpy as np
from numpy.typing import NDArray

RATE = 44_100
TONE_HZ = 441.0
CODECS = {
    "wav": "pcm_s16le",
    "flac": "flac",
    "mp3": "libmp3lame",
    "m4a": "aac",
    "ogg": "vorbis",
    "opus": "libopus",
}
Sound: TypeAlias = NDArray[np.int16]


def tone(frames: int, start: int = 0) -> Sound:
    """Stereo frames of one tone that goes on from wherever the last piece was cut."""
    wave = 13_000 * np.sin(2 * np.pi * TONE_HZ * np.arange(start, start + frames) / RATE)
    return np.repeat(np.rint(wave).astype(np.int16)[:, np.newaxis], 2, axis=1)


def write(path: Path, sound: Sound, codec: str = "", rate: int = RATE) -> Path:
    """Encode `sound` (taken to be at `rate`) into the format the name asks for."""
    codec = codec or CODECS[path.suffix[1:]]
    with av.open(str(path), "w") as container:
        stream: Any = container.add_stream(codec, rate=48_000 if codec == "libopus" else rate)
        stream.layout = "stereo"
        if codec == "vorbis":
            stream.codec_context.options = {"strict": "experimental"}
        elif codec not in ("flac", "pcm_s16le"):
            stream.bit_rate = 192_000
        stream.codec_context.open()
        whole: Any = av.AudioFrame.from_ndarray(
            np.ascontiguousarray(sound).reshape(1, -1), format="s16", layout="stereo"
        )
        whole.sample_rate = rate
        context = stream.codec_context
        resampler = av.AudioResampler(context.format.name, "stereo", context.sample_rate)
        store: Any = av.AudioFifo()
        for frame in (*resampler.resample(whole), *resampler.resample(None)):
            frame.pts = None
            store.write(frame)
        done = 0
        while frame := store.read(context.frame_size or 4096, partial=True):
            frame.pts, frame.time_base = done, Fraction(1, context.sample_rate)
            done += frame.samples
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def cut_tone(folder: Path, ending: str, lengths: Sequence[int]) -> int:
    """Write one unbroken tone as several files; returns the frames of all of them."""
    folder.mkdir(parents=True, exist_ok=True)
    start = 0
    for number, frames in enumerate(lengths, 1):
        write(folder / f"{number}.{ending}", tone(frames, start))
        start += frames
    return start


def disk_output(capture: Path, *, fast: bool) -> dict[str, str]:
    """The environment in which SDL writes into a file what a sound card would get."""
    delay = {"SDL_DISKAUDIODELAY": "5"} if fast else {}
    return {"SDL_AUDIODRIVER": "disk", "SDL_DISKAUDIOFILE": str(capture), **delay}


def run_python(code: str, *arguments: object, env: Mapping[str, str]) -> Any:
    """Run a few lines in a process of their own, as the program is run."""
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        env={**os.environ, **env},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def captured(capture: Path) -> Sound:
    """What the device got, without the silence before and after the music."""
    sound = np.fromfile(capture, np.int16)
    sound = sound[: len(sound) // 2 * 2].reshape(-1, 2)
    heard = np.flatnonzero(sound.any(axis=1))
    return sound[heard[0] : heard[-1] + 1] if len(heard) else sound[:0]


def longest_silence(sound: Sound) -> int:
    """Frames of the longest run of zeros."""
    edges = np.flatnonzero(np.diff(np.r_[0, (~sound.any(axis=1)).astype(int), 0]))
    return int((edges[1::2] - edges[::2]).max(initial=0))


def shift_of_tone(sound: Sound) -> tuple[float, float]:
    """How far the tone strays from one unbroken tone: in frames, and its weakest amplitude.

    A frame that is missing or doubled shifts all that follows by one; a dip or a click shows
    in the amplitude (1 is as loud as most of it).
    """
    steps = np.exp(-2j * np.pi * TONE_HZ * np.arange(len(sound)) / RATE)
    window = np.hanning(512) / 256
    beats = np.convolve(sound[:, 0] * steps, window, "valid")[::64]
    inner = beats[len(beats) // 100 + 40 : -len(beats) // 100 - 40]
    shift = np.unwrap(np.angle(inner)) * RATE / (2 * np.pi * TONE_HZ)
    loudness = np.abs(inner)
    return float(np.ptp(shift)), float(loudness.min() / np.median(loudness))


def noise(frames: int, seed: int, amplitude: float = 6000) -> Sound:
    """Stereo noise that has nothing to do with that of another seed."""
    random = np.random.default_rng(seed)
    return np.clip(random.normal(0, amplitude, (frames, 2)), -32768, 32767).astype(np.int16)


def pitched(frames: int, hertz: float, amplitude: float = 9000) -> Sound:
    """Stereo frames of a steady tone."""
    wave = amplitude * np.sin(2 * np.pi * hertz * np.arange(frames) / RATE)
    return np.repeat(np.rint(wave).astype(np.int16)[:, np.newaxis], 2, axis=1)


def level_db(sound: Sound, window: int = RATE // 4) -> NDArray[np.float64]:
    """The power of each quarter of a second, in dB of full scale."""
    whole = sound[: len(sound) // window * window].astype(np.float64) / 32768
    power = np.square(whole).reshape(-1, window * sound.shape[1]).mean(axis=1)
    levels: NDArray[np.float64] = 10 * np.log10(np.maximum(power, 1e-12))
    return levels


def sharpest(sound: Sound) -> int:
    """The largest second difference: a click is a corner that no music of ours has."""
    return int(np.abs(np.diff(sound.astype(np.int32), n=2, axis=0)).max(initial=0))


def quiet_file(path: Path, seconds: int) -> Path:
    """Write a long file fast: FLAC of a hum so soft that it packs to nearly nothing."""
    hum = np.rint(40 * np.sin(2 * np.pi * 55 * np.arange(seconds * 8000) / 8000)).astype(np.int16)
    return write(path, np.repeat(hum[:, np.newaxis], 2, axis=1), rate=8000)
