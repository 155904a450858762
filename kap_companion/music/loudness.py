"""How much a track is turned up or down, so that all of them play at one loudness, unclipped.

There is no limiter: a track that is quiet but for a few loud peaks stays below the target, for
squashing it would change the music. Up to 24 dB are added as far as the peaks allow.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace

from kap_companion.music.measurement import Measurement
from kap_companion.music.track import Loudness

TARGET_LUFS = -20.0
PEAK_DBTP = -1.0
MOST_BOOST_DB = 24.0

# Peaks measured again behind the engine, rounded to 16 bits and perhaps converted to the device's
# rate, come out a little higher than those of the file.
_PEAK_MARGIN_DB = 0.2
# A peak that nobody measured: full scale, and what lies between the samples above it.
_UNKNOWN_PEAK_DBTP = 2.0
# As loud as any music is: whatever it turns out to be, it is not louder than the others.
_UNKNOWN_LUFS = -5.0
# EBU Tech 3341: what is 10 LU under the rest does not count for the whole.
_RELATIVE_GATE_LU = 10.0


def gain_db(
    loudness: Loudness | None,
    target_lufs: float = TARGET_LUFS,
    *,
    last_lufs: float | None,
    album: bool = False,
) -> float:
    """The gain in dB that brings a track to the target, or as near as its true peak lets it.

    With `loudness` None it is taken to be very loud, and to come out no louder than the last
    track did (`last_lufs`, its loudness as played). In `album` mode the whole album's loudness
    and peak decide where they are known, so that its quiet tracks stay quieter than its loud ones.
    """
    if loudness is None:
        target = target_lufs if last_lufs is None else min(target_lufs, last_lufs)
        return _limited(target - _UNKNOWN_LUFS, _UNKNOWN_PEAK_DBTP)
    if album and loudness.album_lufs is not None:
        return _limited(target_lufs - loudness.album_lufs, loudness.album_peak_dbtp)
    return _limited(target_lufs - loudness.integrated_lufs, loudness.true_peak_dbtp)


def album_loudness(measured: Iterable[Measurement]) -> Loudness | None:
    """The loudness of an album as one piece, its highest peak too; None where all is silence.

    Louder and longer tracks count for more, as they do where R128 measures all of it in one go.
    """
    heard = [(each.loudness, each.length_s) for each in measured if each.loudness is not None]
    if not heard:
        return None
    ungated = _mean_lufs(heard)
    lufs = _mean_lufs(
        [each for each in heard if each[0].integrated_lufs >= ungated - _RELATIVE_GATE_LU]
    )
    peaks = [loudness.true_peak_dbtp for loudness, _ in heard]
    known = [peak for peak in peaks if peak is not None]
    peak = max(known) if len(known) == len(peaks) else None
    return Loudness(lufs, peak, lufs, peak)


def in_album(loudness: Loudness, album: Loudness) -> Loudness:
    """A track's loudness with that of the album it belongs to."""
    return replace(loudness, album_lufs=album.integrated_lufs, album_peak_dbtp=album.true_peak_dbtp)


def _limited(gain: float, true_peak_dbtp: float | None) -> float:
    peak = _UNKNOWN_PEAK_DBTP if true_peak_dbtp is None else true_peak_dbtp
    return min(gain, PEAK_DBTP - _PEAK_MARGIN_DB - peak, MOST_BOOST_DB)


def _mean_lufs(heard: list[tuple[Loudness, float]]) -> float:
    """The mean of the powers, each for as long as it lasts."""
    total_s = sum(length_s for _, length_s in heard)
    power = sum(10 ** (loudness.integrated_lufs / 10) * length_s for loudness, length_s in heard)
    return 10 * math.log10(power / total_s)
