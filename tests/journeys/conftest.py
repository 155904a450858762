"""Gives each journey a laptop of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kap_companion.music.player import Output, Player
from tests.journeys.clinic import Clinic


@pytest.fixture
def clinic(tmp_path: Path, qtbot: QtBot) -> Iterator[Clinic]:
    """A laptop without a vault yet, its music engine its own; its windows close at the end."""
    made = Clinic(tmp_path, qtbot, new_player=lambda: Player(Output.SILENCE))
    yield made
    made.close()
