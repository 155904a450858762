"""What a music file says about itself: title, artist, album, length, loudness and its cover."""

from __future__ import annotations

import base64
import math
import re
import stat
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from kap_companion.music.track import Loudness, Track

MOST_ART_BYTES = 8 * 1024 * 1024

# ReplayGain 2.0 takes -18 LUFS as its reference (the 89 dB of the older tools), RFC 7845's
# R128 tags -23 LUFS. Apple tells none for Sound Check; its players come out near -16 LUFS
# (AES TD1004), which of the values in use is also the careful one.
_REPLAYGAIN_LUFS, _R128_LUFS, _SOUND_CHECK_LUFS = -18.0, -23.0, -16.0
_89_DB_IN_LUFS = -107.0

# Most tools write the highest sample into a peak tag; between the samples it may go this far over.
_OVER_SAMPLE_PEAK_DB = 2.0
_MOST_GAIN_DB = 64.0
_MOST_PEAK = 16.0
_SOUND_CHECK_FULL_SCALE = 32768.0

_NAMES = {
    "title": ("tit2", "title", "\xa9nam"),
    "artist": ("tpe1", "artist", "\xa9art", "author"),
    "album": ("talb", "album", "\xa9alb", "wm/albumtitle"),
}
_FREEFORM = re.compile(r"(?:txxx|comm|----:com\.apple\.itunes|----:org\.hydrogenaudio[^:]*):")
_NUMBER = re.compile(r"\s*([+-]?\d+(?:[.,]\d+)?)\s*(db|lu|lufs)?\s*", re.IGNORECASE)
_FRONT_COVER = 3


def read_track(path: Path) -> Track:
    """The track at `path`. Missing or damaged tags leave the file's own name as its title."""
    found = _opened(path)
    texts = _texts(path, found)
    return Track(
        path=path,
        title=_named(texts, "title") or path.stem,
        artist=_named(texts, "artist"),
        album=_named(texts, "album"),
        length_s=_length_s(found),
        tagged=_loudness(texts),
    )


def read_art(path: Path) -> bytes | None:
    """The picture kept in the file, its front cover where there are several, at most 8 MB."""
    try:
        pictures = list(_pictures(_opened(path)))
    except Exception:  # damaged pictures raise nearly anything, and none of them is needed
        return None
    fitting = [(kind, data) for kind, data in pictures if 0 < len(data) <= MOST_ART_BYTES]
    fitting.sort(key=lambda picture: picture[0] != _FRONT_COVER)
    return fitting[0][1] if fitting else None


def _opened(path: Path) -> Any:
    """What mutagen makes of the file, None where it makes nothing of it."""
    import mutagen

    try:
        # A pipe or a device with a fitting name would be waited for without end.
        return mutagen.File(path) if stat.S_ISREG(path.stat().st_mode) else None
    except Exception:  # damaged tags raise nearly anything; the engine judges the sound itself
        return None


def _length_s(found: Any) -> float | None:
    try:
        length = float(found.info.length)
    except (AttributeError, TypeError, ValueError, OverflowError):
        return None
    # A damaged header can claim any length at all: what makes no sense is not shown.
    return length if math.isfinite(length) and length > 0 else None


def _texts(path: Path, found: Any) -> dict[str, str]:
    """Every tag that is text, by its name in small letters without what the format puts before."""
    texts = _flat(getattr(found, "tags", None))
    if type(found).__name__ == "MP3" and not any("gain" in name for name in texts):
        # mp3gain, the most used of the tools, writes into a tag of the other kind.
        texts = {**_ape_behind(path), **texts}
    return texts


def _ape_behind(path: Path) -> dict[str, str]:
    from mutagen import apev2

    read: Any = apev2.APEv2  # which carries no types
    try:
        return _flat(read(path))
    except Exception:  # nearly always: there is none
        return {}


def _flat(tags: Any) -> dict[str, str]:
    texts: dict[str, str] = {}
    try:
        pairs = list(tags.items()) if tags is not None else []
    except Exception:  # a damaged tag; what can be read elsewhere is enough
        return texts
    for name, value in pairs:
        try:
            text = _text(value)
            key = _FREEFORM.sub("", str(name).casefold())
        except Exception:  # one damaged tag takes nothing away from the others
            continue
        if text:
            # An iTunes comment is named by its language too: 'iTunNORM:eng'.
            texts.setdefault(key.split(":")[0] if key.startswith("itunnorm") else key, text)
    return texts


def _text(value: Any) -> str:
    """One tag's first text, on one line; empty for pictures and other bytes."""
    if hasattr(value, "text"):  # ID3 frames
        value = value.text
    if isinstance(value, (list, tuple)):
        value = value[0] if value else ""
    if isinstance(value, bytes):  # MP4's freeform tags
        value = value[:4096].decode("utf-8", "replace") if len(value) < 4096 else ""
    elif not isinstance(value, (str, int, float)):
        is_picture = hasattr(value, "data") or hasattr(value, "pictures")
        value = "" if is_picture else str(value)
    return " ".join(str(value).replace("\0", " ").split())


def _named(texts: Mapping[str, str], what: str) -> str | None:
    return next((texts[name] for name in _NAMES[what] if texts.get(name)), None)


def _loudness(texts: Mapping[str, str]) -> Loudness | None:
    """What the tags claim: R128 first, for where it stands it is the format's own."""
    return _r128(texts) or _replaygain(texts) or _sound_check(texts)


def _replaygain(texts: Mapping[str, str]) -> Loudness | None:
    reference = _reference_lufs(texts.get("replaygain_reference_loudness", ""))
    track = _decibels(texts.get("replaygain_track_gain", ""))
    album = _decibels(texts.get("replaygain_album_gain", ""))
    gain = album if track is None else track
    if gain is None:
        return None
    album_peak = _peak_dbtp(_number(texts.get("replaygain_album_peak", "")))
    track_peak = _peak_dbtp(_number(texts.get("replaygain_track_peak", "")))
    return Loudness(
        integrated_lufs=reference - gain,
        true_peak_dbtp=album_peak if track_peak is None else track_peak,
        album_lufs=None if album is None else reference - album,
        album_peak_dbtp=album_peak,
    )


def _r128(texts: Mapping[str, str]) -> Loudness | None:
    """Opus: 1/256 dB as whole numbers (RFC 7845, 5.2.1)."""
    track = _whole(texts.get("r128_track_gain", ""))
    album = _whole(texts.get("r128_album_gain", ""))
    gain = album if track is None else track
    if gain is None:
        return None
    return Loudness(
        integrated_lufs=_R128_LUFS - gain / 256,
        album_lufs=None if album is None else _R128_LUFS - album / 256,
    )


def _sound_check(texts: Mapping[str, str]) -> Loudness | None:
    """iTunes: ten hexadecimal numbers, the first two the gains of left and right."""
    try:
        numbers = [int(word, 16) for word in texts.get("itunnorm", "").split()]
    except ValueError:
        return None
    if len(numbers) < 10 or not 0 < max(numbers[:2]) < 0xFFFF_FFFF:
        return None
    gain = -10 * math.log10(max(numbers[:2]) / 1000)
    if abs(gain) > _MOST_GAIN_DB:
        return None
    return Loudness(
        integrated_lufs=_SOUND_CHECK_LUFS - gain,
        true_peak_dbtp=_peak_dbtp(max(numbers[6:8]) / _SOUND_CHECK_FULL_SCALE),
    )


def _reference_lufs(text: str) -> float:
    """What the gains refer to, where a file says another than the usual: '89 dB', '-23 LUFS'."""
    number = _number(text)
    if number is None:
        return _REPLAYGAIN_LUFS
    lufs = number + _89_DB_IN_LUFS if number > 0 else number
    return lufs if -40 <= lufs <= 0 else _REPLAYGAIN_LUFS


def _number(text: str) -> float | None:
    match = _NUMBER.fullmatch(text[:40])
    return float(match[1].replace(",", ".")) if match else None


def _decibels(text: str) -> float | None:
    number = _number(text)
    return number if number is not None and abs(number) <= _MOST_GAIN_DB else None


def _whole(text: str) -> int | None:
    match = re.fullmatch(r"\s*[+-]?\d{1,5}\s*", text)
    number = int(text) if match else None
    return number if number is not None and -32768 <= number <= 32767 else None


def _peak_dbtp(peak: float | None) -> float | None:
    if peak is None or not 0 < peak <= _MOST_PEAK:
        return None
    return 20 * math.log10(peak) + _OVER_SAMPLE_PEAK_DB


def _pictures(found: Any) -> Iterator[tuple[int, bytes]]:
    """Each picture with what it shows (3: the front cover), whatever the format."""
    yield from ((picture.type, picture.data) for picture in getattr(found, "pictures", ()) or ())
    tags = getattr(found, "tags", None)
    if tags is None:
        return
    for name, value in list(tags.items()):
        key = str(name).casefold()
        if key.startswith("apic"):
            yield int(value.type), value.data
        elif key == "covr":
            yield from ((_FRONT_COVER, bytes(data)) for data in _several(value))
        elif key == "metadata_block_picture":
            yield from (_flac_picture(text) for text in _several(value))
        elif key.startswith("cover art"):
            yield _FRONT_COVER if "front" in key else 0, bytes(value.value).split(b"\0", 1)[-1]
        elif key == "wm/picture":
            yield from (_asf_picture(bytes(picture.value)) for picture in _several(value))


def _several(value: Any) -> Iterable[Any]:
    return value if isinstance(value, (list, tuple)) else (value,)


def _flac_picture(text: str) -> tuple[int, bytes]:
    from mutagen import flac

    read: Any = flac.Picture  # which carries no types
    picture = read(base64.b64decode(text))
    return picture.type, picture.data


def _asf_picture(block: bytes) -> tuple[int, bytes]:
    """A type, a length, two texts in UTF-16 that a double zero ends, then the picture."""
    size = int.from_bytes(block[1:5], "little")
    return block[0], block[-size:] if 0 < size < len(block) else b""
