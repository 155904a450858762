"""The two outputs, the sound card and silence, keep one contract."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from kap_companion.music.engine.output import (
    BLOCK_FRAMES,
    OutputPort,
    OutputUnavailableError,
    Silence,
    SoundCard,
)
from tests.music.sounds import RATE

_BLOCK = np.full((BLOCK_FRAMES, 2), 1000, np.int16)


@pytest.fixture(params=[SoundCard, Silence])
def port(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[OutputPort]:
    monkeypatch.setenv("SDL_AUDIODRIVER", "dummy")
    port: OutputPort = request.param()
    port.open()
    yield port
    port.close()


def _play(port: OutputPort, blocks: int, within_s: float = 3.0) -> list[int]:
    """Feed blocks as the engine does; returns how many had not begun, at each moment."""
    waiting, put, ends_at = [], 0, time.monotonic() + within_s
    while put < blocks or not port.is_idle():
        assert time.monotonic() < ends_at
        while put < blocks and port.wants_block():
            port.put(_BLOCK)
            put += 1
        waiting.append(put - port.blocks_begun)
        time.sleep(0.003)
    return waiting


def test_blocks_take_as_long_as_they_sound(port: OutputPort) -> None:
    began = time.monotonic()
    _play(port, 12)
    assert time.monotonic() - began == pytest.approx(12 * BLOCK_FRAMES / RATE, abs=0.15)
    assert port.blocks_begun == 12


def test_at_most_one_block_waits_behind_the_one_that_is_heard(port: OutputPort) -> None:
    assert max(_play(port, 8)) <= 1


def test_an_output_that_ran_dry_goes_on(port: OutputPort) -> None:
    _play(port, 2)
    time.sleep(0.1)
    assert port.is_idle()
    assert port.wants_block()
    _play(port, 2)
    assert port.blocks_begun == 4


def test_it_can_be_opened_again(port: OutputPort) -> None:
    _play(port, 2)
    port.close()
    port.open()
    assert port.blocks_begun == 0
    assert port.is_idle()
    _play(port, 2)


def test_no_sound_card_is_said_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SDL_AUDIODRIVER", "no such driver")
    port = SoundCard()
    with pytest.raises(OutputUnavailableError, match="Connect headphones or a speaker"):
        port.open()
    monkeypatch.setenv("SDL_AUDIODRIVER", "dummy")
    port.open()
    _play(port, 1)
    port.close()


def test_sound_never_moves_to_another_output_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    import pygame

    from kap_companion.music.engine import output

    there: set[str] = {"Headphones", "Built-in speaker"}
    monkeypatch.setenv("SDL_AUDIODRIVER", "dummy")
    monkeypatch.setattr(output, "_present", lambda: frozenset(there))
    port = SoundCard()
    port.open()
    there.remove("Headphones")
    pygame.event.post(pygame.event.Event(pygame.AUDIODEVICEREMOVED, which=2, iscapture=0))
    with pytest.raises(OutputUnavailableError, match="has gone"):
        port.wants_block()
    port.close()
    with pytest.raises(OutputUnavailableError, match="has gone"):
        port.open()
    there.add("Headphones")
    port.open()
    assert port.wants_block()
    port.close()


def test_an_output_that_takes_no_more_sound_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SDL_AUDIODRIVER", "dummy")
    port = SoundCard()
    port.open()
    port.put(_BLOCK)
    port.put(_BLOCK)
    port._channel.pause()
    began = time.monotonic()
    with pytest.raises(OutputUnavailableError, match="stopped taking sound"):
        while time.monotonic() - began < 3:
            port.wants_block()
            time.sleep(0.003)
    port.close()


class BetweenBlocks:
    """pygame's channel where a block has ended and has not handed over to the one behind it."""

    def __init__(self) -> None:
        self.busy: Any = True
        self.queued: Any = None

    def get_busy(self) -> bool:
        return bool(self.busy)

    def get_queue(self) -> Any:
        return self.queued

    def queue(self, sound: Any) -> None:
        assert self.queued is None, "the block that waited is lost"
        self.queued = sound

    def stop(self) -> None:
        self.queued = None

    def play(self, sound: Any) -> None:
        self.busy = sound


@pytest.fixture
def between(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[SoundCard, BetweenBlocks]]:
    """An open output with a block that is heard, and its channel to play with."""
    monkeypatch.setenv("SDL_AUDIODRIVER", "dummy")
    port, channel = SoundCard(), BetweenBlocks()
    port.open()
    port.put(_BLOCK)
    monkeypatch.setattr(port, "_channel", channel)
    yield port, channel
    port.close()


def test_a_queue_that_pygame_forgot_is_played_on(
    between: tuple[SoundCard, BetweenBlocks],
) -> None:
    port, channel = between
    port.put(_BLOCK)
    channel.busy = False
    begun = port.blocks_begun
    time.sleep(0.02)
    assert port.blocks_begun == begun + 1
    assert channel.get_busy()


def test_a_block_that_waits_for_the_hand_over_is_never_replaced(
    between: tuple[SoundCard, BetweenBlocks],
) -> None:
    port, channel = between
    channel.busy = False
    begun = port.blocks_begun
    assert port.wants_block()
    port.put(_BLOCK)
    assert not port.wants_block()
    channel.busy, channel.queued = channel.queued, None
    assert port.blocks_begun == begun + 1
