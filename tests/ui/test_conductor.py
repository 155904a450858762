"""What the conductor says and passes on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kap_companion.music import events
from kap_companion.music.track import Track
from kap_companion.session import entries as e
from kap_companion.vault.errors import VaultNotWritable
from tests.ui.desk import Desk, lay_desk

TRACK = Track(Path("tide.flac"), "Tide", length_s=60.0)


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    yield from lay_desk(tmp_path, qtbot)


@pytest.mark.parametrize(
    ("event", "told"),
    [
        (events.TrackSkipped(TRACK, "it is damaged"), "Tide was skipped: it is damaged."),
        (events.OutputLost("No sound leaves."), "No sound leaves."),
        (events.OutputBack("WH-1000XM4"), "Sound leaves again, by WH-1000XM4."),
        (events.PlaylistEnded(), "The music has ended."),
        (
            events.TrackStarted(0, TRACK, 0.0, again=True),
            "Tide plays again: no unplayed music that fits is left.",
        ),
        (
            events.EngineRestarted(),
            "The music stopped by itself and was started again at its place.",
        ),
    ],
)
def test_what_happens_to_the_music_is_told_in_one_sentence(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, event: events.PlayerEvent, told: str
) -> None:
    desk.open()
    left = [event]
    monkeypatch.setattr(desk.conductor.music.player, "pump", lambda: [left.pop()] if left else [])
    with desk.qtbot.waitSignal(desk.conductor.told) as heard:
        pass
    assert heard.args == [told]


def test_a_full_disk_is_told_apart_from_a_refusal(desk: Desk) -> None:
    desk.open()

    def full() -> None:
        raise VaultNotWritable

    with (
        desk.qtbot.assertNotEmitted(desk.conductor.refused),
        desk.qtbot.waitSignal(desk.conductor.not_kept),
    ):
        assert desk.conductor.attempt(full) is None
    with desk.qtbot.waitSignal(desk.conductor.refused):
        desk.conductor.attempt(lambda: desk.companion.vitals("300/20"))


def test_a_seek_is_done_and_kept(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.open()
    sought: list[float] = []
    monkeypatch.setattr(desk.conductor.music.player, "seek", sought.append)
    desk.conductor.do_music(e.MusicAct.SEEK, 42.0)
    assert sought == [42.0]
    assert desk.companion.rows()[-1].body == e.MusicChanged(e.MusicAct.SEEK)
