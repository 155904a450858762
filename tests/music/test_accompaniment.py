"""The music of a session on a real vault: what is kept of it, and what a restart finds."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kap_companion.accompaniment import Accompaniment
from kap_companion.collection import Collection
from kap_companion.companion import Companion
from kap_companion.music.cued import Cued
from kap_companion.music.player import Output, Player
from kap_companion.music.settings import SoundSettings
from kap_companion.practice import Opening, Practice
from kap_companion.session import entries as e
from kap_companion.session.clock import ScriptedClock
from kap_companion.vault.keys import KeyCost
from kap_companion.vault.vault import Vault
from tests.made import PROTOCOL, START
from tests.music.arcs import CONTOUR
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


def _told_gains(player: Player, monkeypatch: pytest.MonkeyPatch) -> list[tuple[float, float]]:
    """Return a list that fills with each gain in dB that the player is told, and over how long."""
    told: list[tuple[float, float]] = []
    set_gain = player.set_gain

    def hear(track: Cued, gain_db: float, over_s: float = 5.0) -> None:
        told.append((gain_db, over_s))
        set_gain(track, gain_db, over_s)

    monkeypatch.setattr(player, "set_gain", hear)
    return told


def _pass_time(music: Accompaniment, seconds: float) -> None:
    """Let time go by as the window does."""
    for _ in range(round(seconds * 10)):
        for event in music.player.advance(0.1):
            music.take(event)
        music.pump()


def _choose_target(music: Accompaniment, lufs: float) -> None:
    music.collection.choose_sound(replace(music.sound, target_lufs=lufs))
    music.apply_sound()


def test_the_track_that_plays_goes_slowly_to_another_loudness_that_is_chosen(
    music: Accompaniment, music_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    music.choose([music_folder])
    music.act(e.MusicAct.PLAY)
    _pass_time(music, 1)
    gain = -15.0
    for target, wanted in ((-26.0, -21.0), (-16.0, -11.0)):
        told = _told_gains(music.player, monkeypatch)
        _choose_target(music, target)
        _pass_time(music, 6)
        assert told[-1][0] == pytest.approx(wanted, abs=0.05)
        for after, over_s in told:
            assert abs(after - gain) / over_s < 2.5  # dB a second
            assert (after - gain) * (wanted - gain) >= 0  # and never back
            gain = after
        assert music.announced is not None
        following = music.player.status.next_cued
        assert following is None or following.gain_db == pytest.approx(wanted)


def test_a_switch_that_changes_the_level_leads_the_track_that_plays_there_slowly(
    music: Accompaniment, music_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    music.choose([music_folder])
    music.set_arc(replace(music.arc, contour=CONTOUR))
    music.act(e.MusicAct.PLAY)
    _pass_time(music, 1)
    told = _told_gains(music.player, monkeypatch)
    music.collection.choose_sound(replace(music.sound, follows_contour=False))
    music.apply_sound()
    assert told == [(-15.0, 2.0)]  # 4 LU up from the begin of the hold


def test_on_its_way_to_another_loudness_the_music_stays_at_its_ceiling(
    companion: Companion, collection: Collection, music_folder: Path
) -> None:
    """What limits it is a loudness: whichever way the target goes, nothing of it is heard."""
    collection.choose_sound(collection.sound.with_ceiling("silence", 0.3))
    with Player(Output.SILENCE) as player:
        music = Accompaniment(player, companion, collection)
        music.choose([music_folder])
        music.act(e.MusicAct.VOLUME, to=1.0)
        music.act(e.MusicAct.PLAY)
        levels: list[float] = []

        def until(is_so: Callable[[], bool]) -> None:
            ends_at = time.monotonic() + 60
            while not is_so():
                assert time.monotonic() < ends_at
                music.pump()
                levels.append(player.status.level_dbfs)
                time.sleep(0.05)

        until(lambda: player.status.position_s > 0.5)
        at_the_ceiling = levels[-1]
        levels.clear()
        for target in (-24.0, -19.0):
            _choose_target(music, target)
            chosen = music.sound.ceiling("silence")
            assert music.ceiling != pytest.approx(chosen)  # it goes there with the music
            until(lambda: music.ceiling == pytest.approx(chosen))  # noqa: B023 - at once
        assert len(levels) > 40
        assert max(levels) < at_the_ceiling + 0.4
        assert min(levels) > at_the_ceiling - 0.4


def test_while_nothing_plays_another_loudness_holds_at_once(
    music: Accompaniment, music_folder: Path
) -> None:
    music.collection.choose_sound(music.sound.with_ceiling("Headphones", 0.3))
    music.choose([music_folder])
    _choose_target(music, -26.0)
    assert music.ceiling == pytest.approx(music.sound.ceiling("Headphones"))
    music.pump()
    music.act(e.MusicAct.PLAY)
    _pass_time(music, 0.5)
    assert music.player.status.cued is not None
    assert music.player.status.cued.gain_db == -21.0


def test_another_loudness_chosen_just_before_a_track_begins_holds_for_it_too(
    music: Accompaniment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("1.flac", "2.flac"):
        write(tmp_path / name, tone(20 * RATE))
    music.choose([tmp_path / "1.flac", tmp_path / "2.flac"])
    music.act(e.MusicAct.PLAY)
    # What follows is settled 10 s before the end, and begins 6 s before it.
    _pass_time(music, 10.3)
    _choose_target(music, -26.0)
    _pass_time(music, 3.4)
    assert music.player.status.track == music.tracks[0]
    told = _told_gains(music.player, monkeypatch)
    _pass_time(music, 1)
    assert music.player.status.track == music.tracks[1]
    assert len(told) == 1
    assert told[0] == pytest.approx((-21.0, 3.0))


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
