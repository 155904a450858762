"""Refuses at once what holds nothing: reading through gigabytes of zeros takes long, and memory."""

from __future__ import annotations

import io
import os

from kap_companion.language import tr, tr_later

_HEAD_BYTES = 64 * 1024
_HOLES_MATTER_FROM = 1024 * 1024
_MOST_HOLES = 1000
_LOOKS, _LOOK_BYTES = 16, 4096
# These keep sound as it is, so that a long silence in them is many zeros, and is music.
_SILENCE_IS_ZEROS = (b"RIFF", b"RF64", b"FORM", b"riff", b"caff", b".snd")

_MISSING = tr_later("most of the file is missing, as after a download that broke off")


def why_hollow(file: io.RawIOBase, size: int) -> str | None:
    """Why a file of `size` bytes cannot hold music, in words for the clinician; else None.

    The file is left at its beginning.
    """
    head = file.read(_HEAD_BYTES) or b""
    file.seek(0)
    if not head:
        return tr("the file is empty")
    if _is_zeros(head):
        return tr("the file holds nothing but zeros")
    if size <= _HOLES_MATTER_FROM:
        return None
    is_hollow = _in_holes(file, size) > size // 2 or _is_mostly_zeros(file, size, head)
    file.seek(0)
    return tr(_MISSING) if is_hollow else None


def _is_zeros(data: bytes) -> bool:
    return data.count(0) == len(data)


def _is_mostly_zeros(file: io.RawIOBase, size: int, head: bytes) -> bool:
    """Whether most places looked at are zeros, as where a download was given its room first."""
    if head.startswith(_SILENCE_IS_ZEROS):
        return False
    zeros = 0
    for look in range(_LOOKS):
        file.seek(look * (size - _LOOK_BYTES) // (_LOOKS - 1))
        zeros += _is_zeros(file.read(_LOOK_BYTES) or b"")
    return zeros > _LOOKS // 2


def _in_holes(file: io.RawIOBase, size: int) -> int:
    """How many bytes were never written, where the disk's format tells."""
    if not hasattr(os, "SEEK_HOLE"):
        return 0
    handle, place, written = file.fileno(), 0, 0
    try:
        for _ in range(_MOST_HOLES):
            begin = os.lseek(handle, place, os.SEEK_DATA)
            place = os.lseek(handle, begin, os.SEEK_HOLE)
            written += place - begin
            if place >= size:
                break
        else:
            return 0  # too many to count
    except OSError:  # no data behind this place, or a disk that does not tell
        if not written:
            return 0
    return max(0, size - written)
