"""Thirty damaged files, of every kind: none stops the music, each is told of by name."""

from __future__ import annotations

from pathlib import Path

from tests.music.abuse import abuse
from tests.music.damaged import KINDS, Workshop


def test_thirty_damaged_files_never_silence_the_room_and_each_is_named(tmp_path: Path) -> None:
    seeds = range(30)
    assert len(KINDS) <= len(seeds)
    assert abuse(tmp_path, seeds, seconds=0.6, within_s=90).wrongs == []


def test_a_seed_makes_the_same_file_again(tmp_path: Path) -> None:
    one, again = (Workshop(tmp_path / name, 0.2).make(13) for name in ("one", "again"))
    assert one.kind == "hole"
    assert one.path.read_bytes() == again.path.read_bytes()
