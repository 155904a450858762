"""The music of a session on a real vault: what is kept of it, and what a restart finds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kap_companion.accompaniment import Accompaniment
from kap_companion.collection import Collection
from kap_companion.companion import Companion
from kap_companion.music.player import Output, Player
from kap_companion.music.settings import SoundSettings
from kap_companion.practice import Opening, Practice
from kap_companion.session import entries as e
from kap_companion.session.clock import ScriptedClock
from kap_companion.vault.keys import KeyCost
from kap_companion.vault.vault import Vault
from tests.made import PROTOCOL, START
from tests.music.sounds import RATE, tone, write


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    vault, _ = Vault.create(
        tmp_path / "v", "moss lantern harbour", state_folder=tmp_path / "s", cost=KeyCost(64, 1, 1)
    )
    with vault:
        yield vault


@pytest.fixture
def clock() -> ScriptedClock:
    return ScriptedClock(START)


@pytest.fixture
def companion(vault: Vault, clock: ScriptedClock) -> Companion:
    practice = Practice(vault, clock, PROTOCOL)
    client = practice.save_client(None, e.ClientSaved("M.R."))
    return practice.open_session(client, Opening())


@pytest.fixture
def collection(vault: Vault) -> Collection:
    return Collection(vault.shelf)


@pytest.fixture
def music(companion: Companion, scripted: Player, collection: Collection) -> Accompaniment:
    return Accompaniment(scripted, companion, collection)


def test_headphones_begin_at_a_careful_volume(music: Accompaniment) -> None:
    assert music.player.status.volume == SoundSettings().first_volume
    music.player.advance(0.1)
    assert music.player.status.volume == SoundSettings().first_volume


def test_where_and_how_loud_are_acts_like_any_other(
    music: Accompaniment, music_folder: Path
) -> None:
    music.choose([music_folder])
    music.act(e.MusicAct.PLAY)
    kept = [music.act(e.MusicAct.SEEK, to=60.0), music.act(e.MusicAct.VOLUME, to=0.3)]
    assert [entry.body.act for entry in kept] == [e.MusicAct.SEEK, e.MusicAct.VOLUME]
    music.player.advance(1.0)
    status = music.player.status
    assert 60.9 < status.position_s < 61.1
    assert status.volume == 0.3
    music.act(e.MusicAct.SEEK)
    music.player.advance(1.0)
    assert music.player.status.position_s > 61.5


@pytest.fixture
def music_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "music"
    folder.mkdir()
    write(folder / "long.flac", tone(75 * RATE))
    return folder


def test_the_music_does_not_end_by_itself_not_even_after_a_restart(
    music: Accompaniment, companion: Companion, collection: Collection, music_folder: Path
) -> None:
    music.choose([music_folder])
    music.act(e.MusicAct.PLAY)
    music.act(e.MusicAct.VOLUME, to=0.3)
    for event in music.player.advance(100):
        music.take(event)
    started = [row for row in companion.rows() if isinstance(row.body, e.TrackStarted)]
    assert len(started) == 2
    music.save_place()
    with Player(Output.SCRIPTED) as player:
        after = Accompaniment(player, companion, collection)
        after.restore()
        player.advance(100)
        assert player.status.playing
        assert player.status.volume == 0.3


def test_the_sound_goes_elsewhere_only_where_the_clinician_chose_it(
    music: Accompaniment, collection: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str | None] = []
    monkeypatch.setattr(music.player, "set_output", asked.append)
    collection.choose_sound(replace(collection.sound, crossfade_s=3.0))
    music.apply_sound()
    gone = replace(music.player.status, device="", output_problem="'WH-1000XM4' has gone.")
    monkeypatch.setattr(type(music.player), "status", gone)
    music.pump()
    assert asked == []
    collection.choose_sound(replace(collection.sound, output="Some speaker"))
    music.apply_sound()
    assert asked == ["Some speaker"]


def test_while_the_output_is_not_known_the_lowest_ceiling_of_any_holds(
    companion: Companion, collection: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = collection.sound.with_ceiling("WH-1000XM4", 0.4).with_ceiling("Speaker", 0.8)
    collection.choose_sound(sound)
    with Player(Output.SCRIPTED) as player:
        music = Accompaniment(player, companion, collection)
        assert music.ceiling == pytest.approx(0.4, abs=0.001)
        there = replace(player.status, device="Speaker")
        monkeypatch.setattr(type(player), "status", there)
        music.pump()
        assert music.ceiling == pytest.approx(0.8, abs=0.001)
        gone = replace(there, device="")
        monkeypatch.setattr(type(player), "status", gone)
        music.pump()
        assert music.ceiling == pytest.approx(0.8, abs=0.001)
        monkeypatch.undo()


def test_after_a_restart_the_music_can_be_steered_by_what_was_measured_meanwhile(
    music: Accompaniment, companion: Companion, collection: Collection, music_folder: Path
) -> None:
    music.choose([music_folder])
    music.save_place()
    collection.correct(music.tracks[0], 0.7)
    with Player(Output.SCRIPTED) as player:
        after = Accompaniment(player, companion, collection)
        after.restore()
        assert [one.step for one in after.arc.placed] == [4]
