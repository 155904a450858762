"""The two outputs, the sound card and silence, keep one contract."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from kap_companion.music.engine.devices import Devices
from kap_companion.music.engine.output import (
    BLOCK_FRAMES,
    NO_OUTPUT,
    UNNAMED,
    OutputPort,
    OutputUnavailableError,
    Silence,
    SoundCard,
)
from tests.music.sounds import RATE, run_python

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


def test_who_asks_only_when_told_to_keeps_the_output_fed(port: OutputPort) -> None:
    put, looks, began = 0, 0, time.monotonic()
    while put < 40:
        looks += 1
        while put < 40 and port.wants_block():
            port.put(_BLOCK)
            put += 1
        assert port.blocks_begun >= put - 1
        assert port.rest_s <= 2 * BLOCK_FRAMES / RATE
        time.sleep(max(0.002, port.rest_s))
    # Each block's begin came on time, as none was waited for in silence.
    assert time.monotonic() - began == pytest.approx(40 * BLOCK_FRAMES / RATE, abs=0.2)
    assert looks < 4 * 40


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


class Outputs:
    """What SDL would tell of outputs that come and go; it plays them all on the dummy driver."""

    def __init__(self, patch: pytest.MonkeyPatch, *names: str) -> None:
        self.names, self.system = list(names), next(iter(names), None)
        self.asked_for: list[str | None] = []
        opened = Devices.open

        def open_dummy(devices: Devices, name: str | None, *more: int) -> Any:
            self.asked_for.append(name)
            return opened(devices, None, *more) if name is None or name in self.names else None

        patch.setenv("SDL_AUDIODRIVER", "dummy")
        patch.setattr(Devices, "names", lambda _: tuple(self.names))
        patch.setattr(Devices, "default", lambda _: self.system)
        patch.setattr(Devices, "open", open_dummy)

    def remove(self, name: str, *, was_open: bool) -> None:
        import pygame

        self.names.remove(name)
        which = 2 if was_open else 0
        pygame.event.post(pygame.event.Event(pygame.AUDIODEVICEREMOVED, which=which, iscapture=0))


def test_sound_never_moves_to_another_output_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    there = Outputs(monkeypatch, "Headphones", "Built-in speaker")
    port = SoundCard()
    port.open()
    assert (port.device, port.names()) == ("Headphones", ("Headphones", "Built-in speaker"))
    there.remove("Headphones", was_open=True)
    there.system = "Built-in speaker"
    with pytest.raises(OutputUnavailableError, match=r"'Headphones' has gone.*or choose another"):
        port.wants_block()
    port.close()
    with pytest.raises(OutputUnavailableError, match="'Headphones' has gone"):
        port.open()
    assert (port.device, port.names()) == ("Headphones", ("Built-in speaker",))
    there.names.append("Headphones")
    port.open()
    assert port.wants_block()
    assert there.asked_for == ["Headphones"] * 2
    port.close()


def test_another_output_is_used_when_the_clinician_chooses_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    there = Outputs(monkeypatch, "Headphones", "Built-in speaker")
    port = SoundCard()
    port.choose("Amplifier")
    with pytest.raises(OutputUnavailableError, match="'Amplifier' is not there"):
        port.open()
    assert there.asked_for == []
    port.choose("Built-in speaker")
    port.open()
    assert port.device == "Built-in speaker"
    port.choose(None)
    port.open()
    assert port.device == "Headphones"
    port.close()


def test_another_output_that_goes_leaves_the_music_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    there = Outputs(monkeypatch, "Headphones", "Built-in speaker")
    port = SoundCard()
    port.open()
    there.remove("Built-in speaker", was_open=False)
    _play(port, 2)
    assert port.names() == ("Headphones",)
    port.close()


def test_the_only_output_is_known_by_its_name_where_the_system_tells_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    there = Outputs(monkeypatch, "Headphones")
    there.system = None
    port = SoundCard()
    port.open()
    assert port.device == "Headphones"
    port.close()


def test_of_outputs_without_a_name_none_may_be_missing_when_music_goes_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    there = Outputs(monkeypatch, "Headphones", "Built-in speaker")
    there.system = None
    port = SoundCard()
    port.open()
    assert (port.device, there.asked_for) == (UNNAMED, [None])
    there.remove("Headphones", was_open=True)
    with pytest.raises(OutputUnavailableError, match="has gone"):
        port.wants_block()
    with pytest.raises(OutputUnavailableError, match="has gone"):
        port.open()
    there.names.append("Headphones")
    port.open()
    port.close()


@pytest.mark.parametrize("driver", ["dummy", "disk"])
def test_the_drivers_that_need_no_card_have_one_output_with_a_name(
    driver: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SDL_AUDIODRIVER", driver)
    monkeypatch.setenv("SDL_DISKAUDIOFILE", str(tmp_path / "capture.raw"))
    monkeypatch.chdir(tmp_path)
    port = SoundCard()
    (name,) = port.names()
    port.open()
    assert port.device == name
    _play(port, 2)
    port.choose("a file of this name is not written")
    with pytest.raises(OutputUnavailableError):
        port.open()
    port.close()
    assert [path.name for path in tmp_path.iterdir()] in ([], ["capture.raw"])


_WITH_A_SOUND_SERVER = """
import subprocess, sys, time
import numpy as np
from kap_companion.music.engine import output

port, block = output.SoundCard(), np.full((output.BLOCK_FRAMES, 2), 3000, np.int16)
loaded = {}

def pactl(*words):
    return subprocess.run(["pactl", *words], capture_output=True, text=True, check=True).stdout

def connect(name):
    description = f"sink_properties=device.description={name}"
    loaded[name] = pactl("load-module", "module-null-sink", f"sink_name={name}", description)
    time.sleep(0.3)

def unplug(name):
    pactl("unload-module", loaded.pop(name).strip())

def attempt(act):
    try:
        act()
        plays_to = [line for line in pactl("list", "sink-inputs").splitlines() if "Sink:" in line]
        sinks = [line.split() for line in pactl("list", "short", "sinks").splitlines()]
        where = [name for number, name, *_ in sinks for line in plays_to
                 if line.split()[-1] == number]
        print(port.device, where)
    except output.OutputUnavailableError as lost:
        print(lost)

def play():
    until = time.monotonic() + 1.0
    while time.monotonic() < until:
        while port.wants_block():
            port.put(block)
        time.sleep(0.003)

attempt(port.open)
connect("Headphones")
connect("Speaker")
pactl("set-default-sink", "Headphones")
attempt(port.open)
pactl("set-default-sink", "Speaker")
attempt(play)
unplug("Headphones")
attempt(play)
attempt(port.open)
print(pactl("list", "short", "sink-inputs").split(), port.names())
connect("Headphones")
attempt(port.open)
port.choose("Speaker")
attempt(port.open)
unplug("Speaker")
unplug("Headphones")
attempt(play)
attempt(port.open)
port.close()
"""


@pytest.mark.skipif(
    not (shutil.which("pulseaudio") and shutil.which("pactl")), reason="needs a sound server"
)
def test_a_real_sound_server_cannot_move_the_music_either(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    socket = tmp_path / "native"
    folders = ("HOME", "PULSE_RUNTIME_PATH", "PULSE_STATE_PATH", "PULSE_CONFIG_PATH")
    env = {
        **dict.fromkeys(folders, str(tmp_path)),
        "PULSE_SERVER": f"unix:{socket}",
        "SDL_AUDIODRIVER": "pulseaudio",
    }
    modules = (
        f"module-native-protocol-unix socket={socket} auth-anonymous=1",
        "module-rescue-streams",
        "module-switch-on-connect",
    )
    alone = ("-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no")
    with subprocess.Popen(
        ["pulseaudio", *alone, *(f"--load={module}" for module in modules)],
        env={**os.environ, **env},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as server:
        try:
            ends_at = time.monotonic() + 5
            while not socket.exists() and time.monotonic() < ends_at:
                time.sleep(0.05)
            result = run_python(_WITH_A_SOUND_SERVER, env=env)
        finally:
            server.terminate()
    assert (result.returncode, result.stderr) == (0, "")
    went = "'Headphones' has gone. Connect it again, or choose another output; the music waits"
    assert result.stdout.splitlines() == [
        NO_OUTPUT,
        "Headphones ['Headphones']",
        "Headphones ['Headphones']",
        f"{went} at its place.",
        f"{went} at its place.",
        "[] ('Speaker',)",
        "Headphones ['Headphones']",
        "Speaker ['Speaker']",
        f"{went.replace('Headphones', 'Speaker')} at its place.",
        f"{went.replace('Headphones', 'Speaker')} at its place.",
    ]


def test_an_output_that_takes_no_more_sound_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SDL_AUDIODRIVER", "dummy")
    port = SoundCard()
    port.open()
    _play(port, 10)
    assert _takes_nothing_for(port) == pytest.approx(1.0, abs=0.5)


def test_headphones_that_have_just_been_opened_may_take_their_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SDL_AUDIODRIVER", "dummy")
    port = SoundCard()
    port.open()
    assert _takes_nothing_for(port) == pytest.approx(5.0, abs=0.5)


def _takes_nothing_for(port: SoundCard) -> float:
    """How long an output that takes no more sound is borne, in seconds."""
    port.put(_BLOCK)
    port.put(_BLOCK)
    port._channel.pause()
    began = time.monotonic()
    with pytest.raises(OutputUnavailableError, match="stopped taking sound"):
        while time.monotonic() - began < 9:
            port.wants_block()
            time.sleep(0.003)
    port.close()
    return time.monotonic() - began


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
