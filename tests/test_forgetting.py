"""Secrets are overwritten where they lie, and what lies free in memory is written over."""

from __future__ import annotations

import ctypes
import secrets
import sys

import pytest

from kap_companion.forgetting import wash_memory, wipe


def test_a_key_is_gone_where_it_lay() -> None:
    key = secrets.token_bytes(32)
    also = key
    wipe(key)
    assert also == bytes(32)


def test_a_passphrase_is_gone_where_it_lay() -> None:
    typed = " ".join(["moss", "lantern", "harbour"])
    wipe(typed)
    assert typed == "\0" * 20


def test_a_buffer_is_emptied() -> None:
    key = bytearray(b"sixteen letters!")
    wipe(key)
    assert key == bytes(16)


@pytest.mark.parametrize("short", [b"", b"a", "", "e", None])
def test_what_python_shares_is_left_alone(short: bytes | str | None) -> None:
    before = repr(short)
    wipe(short)
    assert repr(short) == before


def test_words_of_other_alphabets_are_left_as_they_are() -> None:
    typed = "Würde und Geduld"
    wipe(typed)
    assert typed == "Würde und Geduld"


@pytest.mark.skipif(sys.platform != "linux", reason="looks at the C library's own memory")
def test_what_was_let_go_of_is_written_over() -> None:
    libc = ctypes.CDLL(None)
    libc.malloc.restype = ctypes.c_void_p
    libc.free.argtypes = [ctypes.c_void_p]
    word = secrets.token_hex(16).encode()
    places: list[int] = []
    for size in (56, 200, 520, 4000):
        places += [libc.malloc(size) for _ in range(20)]
        for place in places[-20:]:
            ctypes.memmove(place + 16, word, len(word))
    between = [libc.malloc(size) for size in (56, 200, 520, 4000)]
    for place in places[::2]:
        libc.free(place)
    wash_memory()
    held = [ctypes.string_at(place + 16, len(word)) for place in places]
    assert all(one == word for one in held[1::2]), "what is in use is not touched"
    assert not [one for one in held[::2] if one == word]
    for place in (*places[1::2], *between):
        libc.free(place)
