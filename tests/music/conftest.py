"""A few seconds of real music for every test that needs some."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kap_companion.music.events import PlayerEvent
from kap_companion.music.player import Output, Player
from kap_companion.music.playlist import Track, read_playlist
from tests.music.sounds import RATE, tone, write


@pytest.fixture(scope="session")
def music(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with three tracks of 6, 4 and 5 seconds."""
    folder = tmp_path_factory.mktemp("music")
    for number, seconds in enumerate((6, 4, 5), 1):
        write(folder / f"{number}.flac", tone(seconds * RATE))
    return folder


@pytest.fixture(scope="session")
def tracks(music: Path) -> tuple[Track, ...]:
    return read_playlist([music]).tracks


@pytest.fixture
def scripted() -> Iterator[Player]:
    with Player(Output.SCRIPTED) as player:
        yield player


@pytest.fixture
def silent() -> Iterator[Player]:
    with Player(Output.SILENCE) as player:
        yield player


@pytest.fixture
def until() -> Callable[..., list[PlayerEvent]]:
    """Pump a player until something is true, at most some seconds; returns its events."""
    import time

    def pump_until(
        player: Player, is_so: Callable[[list[PlayerEvent]], bool], within_s: float = 8.0
    ) -> list[PlayerEvent]:
        events: list[PlayerEvent] = []
        ends_at = time.monotonic() + within_s
        while time.monotonic() < ends_at:
            events += player.pump()
            if is_so(events):
                return events
            time.sleep(0.02)
        raise AssertionError(f"not within {within_s} s; events: {events}; {player.status}")

    return pump_until
