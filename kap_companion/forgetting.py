"""Lets go of secrets and clear text in this process's memory, as far as Python allows.

A string cannot be emptied, only overwritten where it lies; copies that libraries made on the way
are out of reach. What was let go of lies in free memory until something else is written there: so
`wash_memory` writes there.
"""

from __future__ import annotations

import ctypes
import gc
import platform
import sys
from contextlib import suppress

_IS_CPYTHON = platform.python_implementation() == "CPython"
_LARGEST_BLOCK = 512
_STEP = 16
_SHORTEST = 8
_FILLED_BYTES = 1 << 20
"""How much of each size of block is filled: more than there ever lies free between those in use."""
_OF_A_SIZE = 400
_LARGEST_SMALL, _LARGEST_PIECE = 1040, 64 << 10
_BYTES_HEAD = bytes.__basicsize__ - 1


def wipe(secret: bytes | bytearray | str | None) -> None:
    """Overwrite a secret where it lies: nobody may use it, or anything equal to it, any more.

    For secrets that were made at run time alone. A text of other letters than ASCII stays.
    """
    if secret is None or not _IS_CPYTHON or len(secret) < _SHORTEST:
        return
    if isinstance(secret, bytearray):
        secret[:] = bytes(len(secret))
    elif isinstance(secret, bytes):
        ctypes.memset(id(secret) + _BYTES_HEAD, 0, len(secret))
    elif secret.isascii():
        ctypes.memset(id(secret) + sys.getsizeof(secret) - len(secret) - 1, 0, len(secret))


def wash_memory() -> None:
    """Write over what lies free in memory, and give the rest back to the system."""
    gc.collect()
    _fill_blocks()
    if sys.platform == "linux":
        # So many short calls: to let other threads in at each of them would take minutes.
        with suppress(OSError, AttributeError):
            _fill_pieces(ctypes.PyDLL(None))


def _fill_blocks() -> None:
    """Fill the free blocks of Python's own allocator, one size after the other."""
    head = sys.getsizeof(b"")
    for size in range(_STEP, _LARGEST_BLOCK + 1, _STEP):
        length = size - head
        if length > 0:
            filled = [bytes(length) for _ in range(_FILLED_BYTES // size)]
            del filled


def _fill_pieces(libc: ctypes.PyDLL) -> None:
    """Fill the free pieces of the C library's memory, of each size; then give pages back.

    A thread has pieces of its own: each that has held secrets is to do this.
    """
    libc.malloc_trim(0)
    libc.malloc.restype = ctypes.c_void_p
    libc.malloc.argtypes = [ctypes.c_size_t]
    libc.free.argtypes = [ctypes.c_void_p]
    libc.memset.argtypes = [ctypes.c_void_p, ctypes.c_int, ctypes.c_size_t]
    libc.memset.restype = ctypes.c_void_p
    held: list[int] = []
    small = [(size, _OF_A_SIZE) for size in range(_STEP + 8, _LARGEST_SMALL + 1, _STEP)]
    large = _LARGEST_PIECE
    sizes = []
    while large > _LARGEST_SMALL:
        sizes.append((large, _FILLED_BYTES // 2 // large))
        large = large * 3 // 4
    for size, count in (*sizes, *small):
        for _ in range(count):
            piece = libc.malloc(size)
            if not piece:
                break
            libc.memset(piece, 0, size)
            held.append(piece)
    for piece in held:
        libc.free(piece)
    libc.malloc_trim(0)
