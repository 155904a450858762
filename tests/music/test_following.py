"""The music follows the session: on a real vault and a real engine, by a clock moved by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kap_companion.accompaniment import Accompaniment
from kap_companion.beside import Priority
from kap_companion.collection import Collection
from kap_companion.companion import Companion
from kap_companion.music.measuring import Measurer, NewMeasurer
from kap_companion.music.player import Output, Player
from kap_companion.music.settings import SoundSettings
from kap_companion.practice import Opening, Practice
from kap_companion.session import entries as e
from kap_companion.session.clock import ScriptedClock
from kap_companion.session.phases import Phase
from kap_companion.vault.keys import KeyCost
from kap_companion.vault.vault import Vault
from tests.made import PROTOCOL, START
from tests.music.arcs import CONTOUR
from tests.music.sounds import quiet_file

POOLS = {
    "hold": (400, 380),
    "onset": (300, 320),
    "peak": (420, 500, 460, 380, 410),
    "return": (400, 420),
    "integration": (500, 480, 520, 450),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folders named after the phases, with long and nearly empty files in them."""
    folder = tmp_path_factory.mktemp("arc")
    for phase, lengths in POOLS.items():
        (folder / phase).mkdir()
        for number, seconds in enumerate(lengths, 1):
            quiet_file(folder / phase / f"{phase} {number}.flac", seconds)
    return folder


@dataclass
class Hour:
    """A session with its music; `pass_time` moves clock and music together."""

    clock: ScriptedClock
    companion: Companion
    collection: Collection
    music: Accompaniment

    def pass_time(self, minutes: float) -> None:
        """Let time go by in steps of ten seconds, as the window would see it."""
        left = timedelta(minutes=minutes)
        while left > timedelta(0):
            step = min(left, timedelta(seconds=10))
            self.music.follow()
            self.clock.advance(step)
            for event in self.music.player.advance(step.total_seconds()):
                self.music.take(event)
            left -= step

    def started(self) -> list[e.TrackStarted]:
        bodies = [row.body for row in self.companion.rows()]
        return [body for body in bodies if isinstance(body, e.TrackStarted)]

    def titles(self) -> list[str]:
        return [body.title for body in self.started()]


Begin = Callable[..., Hour]


@pytest.fixture
def begin(tmp_path: Path, folder: Path) -> Iterator[Begin]:
    vault, _ = Vault.create(
        tmp_path / "v", "moss lantern harbour", state_folder=tmp_path / "s", cost=KeyCost(64, 1, 1)
    )
    clock = ScriptedClock(START)
    players: list[Player] = []

    def begun(music: Path = folder, new_measurer: NewMeasurer | None = None, **sound: Any) -> Hour:
        practice = Practice(vault, clock, PROTOCOL)
        client = practice.save_client(None, e.ClientSaved("M.R."))
        companion = practice.open_session(client, Opening(planned_minutes=120))
        players.append(Player(Output.SCRIPTED))
        collection = Collection(vault.shelf, new_measurer)
        collection.choose_sound(SoundSettings(**sound))
        accompaniment = Accompaniment(players[-1], companion, collection)
        accompaniment.choose([music])
        companion.dose(Decimal(150))
        accompaniment.act(e.MusicAct.PLAY)
        return Hour(clock, companion, collection, accompaniment)

    with vault:
        yield begun
        for player in players:
            player.close()


def test_each_phase_has_its_own_music(begin: Begin) -> None:
    hour = begin()
    hour.pass_time(60)
    for body in hour.started():
        if body.phase in (Phase.RETURN, Phase.INTEGRATION):
            assert body.title.split()[0] in ("return", "integration")
        else:
            assert body.title.split()[0] in ("hold", "onset", "peak")
    assert len(set(hour.titles())) == len(hour.titles())


def test_a_booster_moves_return_and_integration_music(begin: Begin) -> None:
    hour = begin()
    hour.pass_time(30)
    assert hour.titles()[-1] == "peak 2"
    before = len(hour.titles())
    hour.companion.dose(Decimal(50))
    hour.pass_time(38)
    # The 59 minutes of music for the way in are over by now: some of it plays again.
    assert not [title for title in hour.titles() if title.split()[0] in ("return", "integration")]
    assert hour.titles()[before : before + 3] == ["peak 3", "peak 4", "peak 5"]
    hour.pass_time(20)
    first = next(body for body in hour.started() if body.title == "return 1")
    assert first.phase is Phase.RETURN
    assert hour.titles()[-1].startswith("integration")


def test_an_early_return_is_followed_at_the_next_track_or_at_once_where_asked(begin: Begin) -> None:
    hour = begin()
    hour.pass_time(20)
    playing = hour.titles()[-1]
    hour.companion.phase(Phase.RETURN)
    hour.pass_time(1)
    assert hour.titles()[-1] == playing
    hour.music.act(e.MusicAct.FOLLOW)
    hour.pass_time(0.5)
    assert hour.titles()[-1] == "return 1"


def test_what_is_announced_is_what_plays(begin: Begin) -> None:
    hour = begin()
    announced: list[str] = []
    seen = 1
    for _ in range(600):
        hour.pass_time(1 / 6)
        if len(hour.titles()) > seen:
            seen += 1
            assert hour.titles()[-1] == announced[-1]
        hour.music.follow()
        assert hour.music.announced is not None
        announced.append(hour.music.announced.placed.track.title)
    assert seen > 12


def test_the_log_has_each_track_at_the_time_its_crossfade_began(begin: Begin) -> None:
    hour = begin(crossfade_s=6.0)
    dose_at = hour.companion.state.first_dose
    assert dose_at is not None
    hour.pass_time(13)
    rows = [row.entry for row in hour.companion.rows() if isinstance(row.body, e.TrackStarted)]
    times = [(entry.at - dose_at.at).total_seconds() for entry in rows]
    # 'pass_time' sees what happened every ten seconds.
    for told, wanted in zip(times, (0, 394, 768), strict=True):
        assert 0 <= told - wanted <= 10


def test_music_never_stops_though_the_session_outlasts_it(begin: Begin, folder: Path) -> None:
    hour = begin(folder / "hold")
    hour.pass_time(60)
    assert hour.music.player.status.playing
    assert set(hour.titles()) == {"hold 1", "hold 2"}
    assert all(a != b for a, b in zip(hour.titles(), hour.titles()[1:], strict=False))


def test_a_restart_finds_track_place_and_what_was_heard(begin: Begin) -> None:
    hour = begin()
    hour.pass_time(9)
    hour.music.save_place()
    heard, status = hour.titles(), hour.music.player.status
    hour.music.close()
    with Player(Output.SCRIPTED) as player:
        after = Accompaniment(player, hour.companion, hour.collection)
        after.restore()
        again = Hour(hour.clock, hour.companion, hour.collection, after)
        again.pass_time(0.2)
        assert player.status.track == status.track
        assert 0 <= player.status.position_s - status.position_s < 20
        again.pass_time(20)
        later = again.titles()[len(heard) + 1 :]
        assert later
        assert not set(later) & set(heard[:-1])


def test_gentler_and_deeper_move_by_one_step_and_never_back_to_what_was_heard(
    begin: Begin, tmp_path: Path
) -> None:
    peak = tmp_path / "steered" / "peak"
    peak.mkdir(parents=True)
    for number in range(1, 10):
        quiet_file(peak / f"{number}.flac", 240)
    hour = begin(tmp_path / "steered")
    hour.pass_time(0.1)
    steps = {"1": 3, "2": 3, "3": 4, "4": 5, "5": 2, "6": 1, "7": 4, "8": 2, "9": 3}
    for track in hour.music.tracks:
        hour.music.correct(track, (steps[track.title] - 0.5) / 5)
    hour.music.act(e.MusicAct.DEEPER)
    assert hour.music.announced is not None
    assert hour.music.announced.placed.step == 4
    hour.pass_time(5)
    assert [steps[title] for title in hour.titles()] == [3, 4]
    hour.music.act(e.MusicAct.DEEPER)
    hour.music.act(e.MusicAct.DEEPER)
    hour.pass_time(0.5)
    assert [steps[title] for title in hour.titles()] == [3, 4, 5]
    hour.music.act(e.MusicAct.GENTLER)
    hour.pass_time(4)
    assert [steps[title] for title in hour.titles()] == [3, 4, 5, 4]
    hour.pass_time(16)
    assert len(set(hour.titles())) == len(hour.titles())


def test_leading_over_brings_what_fits_the_session_now_and_answers_a_wish_that_waits(
    begin: Begin, tmp_path: Path
) -> None:
    """Asked for something gentler and then to lead over: it is the return's gentler one."""
    hour = _with_steps(begin, tmp_path, {"peak": (3, 4), "return": (3, 2, 3, 2, 3)})
    hour.music.act(e.MusicAct.GENTLER)
    hour.companion.phase(Phase.RETURN)
    hour.music.act(e.MusicAct.FOLLOW)
    hour.pass_time(0.5)
    assert hour.titles() == ["peak 1", "return 2"]
    assert hour.music.listening.target == 2
    hour.music.act(e.MusicAct.FOLLOW)
    hour.pass_time(0.5)
    assert hour.titles()[-1] == "return 4"  # the answered wish holds on, as at any boundary


def test_leading_over_to_the_phase_takes_no_wish_of_the_same_phase_back(
    begin: Begin, tmp_path: Path
) -> None:
    hour = _with_steps(begin, tmp_path, {"peak": (3, 3, 4, 3, 4)})
    hour.music.act(e.MusicAct.DEEPER)
    hour.music.act(e.MusicAct.FOLLOW)
    hour.pass_time(0.5)
    hour.music.act(e.MusicAct.FOLLOW)
    hour.pass_time(0.5)
    assert hour.titles() == ["peak 1", "peak 3", "peak 5"]
    hour.music.act(e.MusicAct.AS_PLANNED)
    hour.music.act(e.MusicAct.FOLLOW)
    hour.pass_time(0.5)
    assert hour.titles()[-1] == "peak 2"


def _with_steps(begin: Begin, folder: Path, steps: dict[str, tuple[int, ...]]) -> Hour:
    """Begin in the peak with tracks that are so intense."""
    for phase, of in steps.items():
        (folder / "steps" / phase).mkdir(parents=True)
        for number in range(1, len(of) + 1):
            quiet_file(folder / "steps" / phase / f"{phase} {number}.flac", 240)
    hour = begin(folder / "steps")
    hour.companion.phase(Phase.PEAK)
    for track in hour.music.tracks:
        name, nth = track.title.split()
        hour.music.correct(track, (steps[name][int(nth) - 1] - 0.5) / 5)
    hour.pass_time(0.2)
    return hour


def _gains(hour: Hour, minutes: int) -> dict[Phase, list[float]]:
    """Return the gains with which the tracks of each phase of the session began."""
    gains: dict[Phase, list[float]] = {}
    seen = len(hour.started()) - 1
    for _ in range(minutes * 2):
        hour.pass_time(0.5)
        for body in hour.started()[seen:]:
            cued = hour.music.player.status.cued
            assert body.phase is not None and cued is not None
            gains.setdefault(body.phase, []).append(cued.gain_db)
        seen = len(hour.started())
    return gains


def test_softer_phases_of_an_arc_by_a_template_play_under_the_target_and_none_above(
    begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    hour = begin()
    turned: list[object] = []
    monkeypatch.setattr(hour.music.player, "set_gain", lambda *told: turned.append(told))
    gains = _gains(hour, 1)
    assert gains == {Phase.HOLD: [-15.0]}
    hour.music.set_arc(replace(hour.music.arc, contour=CONTOUR))
    gains = _gains(hour, 75)
    at_target = -15.0
    assert set(gains[Phase.PEAK]) == {at_target}
    assert max(gain for all_of in gains.values() for gain in all_of) == at_target
    assert gains[Phase.HOLD][-1] == at_target - 3.0  # the second one, at 6 of 12 minutes
    late = gains[Phase.INTEGRATION]
    assert at_target - 6.0 <= late[-1] < late[0] < at_target
    assert not turned  # what sounds is left as it began


def test_the_contour_can_be_left_out_of_account(begin: Begin) -> None:
    hour = begin(follows_contour=False)
    hour.pass_time(0.2)
    hour.music.set_arc(replace(hour.music.arc, contour=CONTOUR))
    gains = _gains(hour, 30)
    assert {gain for all_of in gains.values() for gain in all_of} == {-15.0}


def test_a_restart_finds_the_music_as_soft_as_its_place_in_the_arc_wants_it(begin: Begin) -> None:
    hour = begin()
    hour.pass_time(0.2)
    hour.music.set_arc(replace(hour.music.arc, contour=CONTOUR))
    hour.pass_time(9)
    before = hour.music.player.status.cued
    assert before is not None and before.under_lu == 3.0
    hour.music.save_place()
    hour.music.close()
    with Player(Output.SCRIPTED) as player:
        after = Accompaniment(player, hour.companion, hour.collection)
        after.restore()
        assert after.arc.contour == CONTOUR
        Hour(hour.clock, hour.companion, hour.collection, after).pass_time(0.2)
        now = player.status.cued
        assert now is not None
        assert (now.track, now.gain_db) == (before.track, before.gain_db)


def test_a_place_kept_before_there_was_a_contour_is_found_again(begin: Begin) -> None:
    hour = begin()
    hour.pass_time(3)
    hour.music.save_place()
    place = hour.companion.music_place()
    assert place is not None
    hour.companion.save_music({name: told for name, told in place.items() if name != "under_lu"})
    with Player(Output.SCRIPTED) as player:
        after = Accompaniment(player, hour.companion, hour.collection)
        after.restore()
        assert player.status.position_s == pytest.approx(place["position_s"])
        assert player.status.cued is not None
        assert player.status.cued.gain_db == -15.0


def test_a_track_that_was_not_measured_begins_quietly_and_comes_to_its_loudness(
    begin: Begin, folder: Path
) -> None:
    import time

    hour = begin(folder / "hold", new_measurer=lambda _: Measurer(Priority.BELOW))
    hour.pass_time(0.1)
    before = hour.music.player.status.cued
    assert before is not None
    assert before.gain_db == pytest.approx(-15.0, abs=0.01)
    ends_at = time.monotonic() + 60
    while hour.collection.is_measuring and time.monotonic() < ends_at:
        time.sleep(0.05)
    hour.music.pump()
    hour.pass_time(0.5)
    assert hour.music.player.status.next_cued is not None
    # Nearly silent files: as far up as a boost ever goes.
    assert hour.music.player.status.next_cued.gain_db > before.gain_db
    hour.collection.close()
