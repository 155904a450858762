"""Measures a music file in one pass: how loud it is, how intense, and the hash of its content."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeAlias

import av
import av.error
import numpy as np
from numpy.typing import NDArray

from kap_companion.language import tr
from kap_companion.music.engine.gain import RATE
from kap_companion.music.measurement import Measurement
from kap_companion.music.measuring.intensity import RATE as EAR_RATE
from kap_companion.music.measuring.intensity import Ear
from kap_companion.music.measuring.reading import MusicFile, UnreadableError
from kap_companion.music.track import Loudness

Floats: TypeAlias = NDArray[np.float32]

_GATE_LUFS = -70.0
_SHORTEST_GATED_S = 0.4
_PULL_EVERY = 32
# libavfilter tells the true peak with three decimals; the half of the last one is added, for
# in a quiet file it would otherwise come out up to a decibel too low.
_PEAK_ROUNDED_BY = 0.0005


def measure(path: Path, on_progress: Callable[[], None]) -> Measurement:
    """Everything that is kept of a file. A file that breaks off is measured as far as it goes.

    Raises `UnreadableError` where there is no sound in it.
    """
    with MusicFile(path, on_progress) as file:
        meter: _Meter | None = None
        for frame in file.frames():
            if meter is None:
                meter = _Meter(frame)
            meter.hear(frame)
        if meter is None:
            raise UnreadableError(tr("the file is damaged or protected, or is not music"))
        loudness, loudness_range_lu = meter.loudness()
        heard = meter.ear.judge(loudness_range_lu)
        return Measurement(
            content_hash=file.content_hash(),
            length_s=meter.length_s,
            loudness=loudness,
            loudness_range_lu=loudness_range_lu,
            onsets_per_s=heard.onsets_per_s,
            centroid_hz=heard.centroid_hz,
            flux=heard.flux,
            intensity=heard.intensity,
            curve=heard.curve,
        )


class _Meter:
    """Sound goes in as it was decoded; out come loudness by EBU R128 and what the ear needs.

    It measures what the engine plays: two channels at 44,100 Hz, one channel on both ears.
    """

    def __init__(self, first: Any) -> None:
        self.ear = Ear()
        self.length_s = 0.0
        self._pushed = 0
        self._kind = _kind_of(first)
        self._convert: tuple[Any, av.AudioResampler] | None = None
        self._told: deque[Any] = deque(maxlen=3)
        self._power = 0.0
        self._frames_heard = 0
        # libav makes one channel of two by adding their powers up.
        self._ears = 2 if first.layout.nb_channels == 1 else 1
        layout = "mono" if first.layout.nb_channels == 1 else "stereo"
        graph = av.filter.Graph()
        self._in: Any = graph.add_abuffer(
            sample_rate=first.sample_rate,
            format=first.format.name,
            layout=first.layout.name,
            time_base=Fraction(1, first.sample_rate),
        )
        steps: list[Any] = [self._in]
        if first.sample_rate != RATE:
            steps.append(graph.add("aresample", str(RATE)))
        if first.sample_rate != RATE or first.layout.nb_channels > 2:
            # Said here, for otherwise the one channel asked for below may be made already here.
            steps.append(graph.add("aformat", f"channel_layouts={layout}:sample_fmts=flt|dbl"))
        split = graph.add("asplit")
        steps.append(split)
        for one, other in pairwise(steps):
            one.link_to(other)
        options = "peak=true:metadata=1:framelog=quiet"
        loudness = graph.add("ebur128", f"{options}:dualmono=true" if layout == "mono" else options)
        padding = graph.add("apad", f"pad_len={RATE // 10}")
        one_channel = graph.add("aformat", "channel_layouts=mono:sample_fmts=flt")
        narrow = graph.add("aresample", f"{EAR_RATE}:filter_size=8")
        self._loud: Any = graph.add("abuffersink")
        self._narrow: Any = graph.add("abuffersink")
        split.link_to(padding, 0, 0)
        padding.link_to(loudness)
        split.link_to(one_channel, 1, 0)
        one_channel.link_to(narrow)
        loudness.link_to(self._loud)
        narrow.link_to(self._narrow)
        graph.configure()
        self._graph = graph

    def hear(self, frame: Any) -> None:
        """Go on with this frame, of whatever kind it is."""
        self.length_s += frame.samples / frame.sample_rate
        for fitting in self._fitted(frame):
            fitting.pts = None
            self._in.push(fitting)
        self._pushed += 1
        if self._pushed % _PULL_EVERY == 0:
            self._pull()

    def loudness(self) -> tuple[Loudness | None, float]:
        """The loudness and its range; None for a file in which nothing is to be heard."""
        self._in.push(None)
        self._pull()
        # It tells once for each full tenth of a second. The last one is there for the padding: it
        # holds the peak of whatever came after the one before, which has the loudness.
        *before, last = [told for frame in self._told if (told := frame.metadata)] or [{}]
        told = before[-1] if before else {}
        integrated = _number(told, "lavfi.r128.I", _GATE_LUFS)
        peak = _number(last, "lavfi.r128.true_peak", 0.0)
        if integrated <= _GATE_LUFS and self.length_s < _SHORTEST_GATED_S:
            integrated = self._plain_power_lufs()
        if integrated <= _GATE_LUFS:
            return None, 0.0
        peak += _PEAK_ROUNDED_BY
        range_lu = max(0.0, _number(told, "lavfi.r128.LRA", 0.0))
        return Loudness(round(integrated, 3), round(20 * math.log10(peak), 3)), range_lu

    def _plain_power_lufs(self) -> float:
        """R128 knows no loudness under 0.4 s; there the unweighted power of both ears stands in."""
        power = self._ears * self._power / max(self._frames_heard, 1)
        return -0.691 + 10 * math.log10(power) if power > 0 else _GATE_LUFS

    def _fitted(self, frame: Any) -> list[Any]:
        """The frame as the first one was: some files change their rate or channels on the way."""
        kind = _kind_of(frame)
        if kind == self._kind:
            return [frame]
        if self._convert is None or self._convert[0] != kind:
            self._convert = (kind, av.AudioResampler(*self._kind))
        frame.pts = None
        return list(self._convert[1].resample(frame))

    def _pull(self) -> None:
        while (told := _pulled(self._loud)) is not None:
            self._told.append(told)
        parts: list[Floats] = []
        while (narrow := _pulled(self._narrow)) is not None:
            parts.append(narrow.to_ndarray().reshape(-1))
        if parts:
            sound = np.concatenate(parts)
            self.ear.hear(sound)
            if self.length_s < 2 * _SHORTEST_GATED_S:
                self._power += float(np.dot(sound, sound))
                self._frames_heard += len(sound)


def _kind_of(frame: Any) -> tuple[str, str, int]:
    return frame.format.name, frame.layout.name, frame.sample_rate


def _pulled(sink: Any) -> Any:
    try:
        return sink.pull()
    except (av.error.BlockingIOError, av.error.EOFError):
        return None


def _number(told: Any, name: str, otherwise: float) -> float:
    try:
        number = float(told[name])
    except (KeyError, ValueError):
        return otherwise
    return number if math.isfinite(number) else otherwise
