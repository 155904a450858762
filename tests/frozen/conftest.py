"""Gives each test a laptop on which the app named by KAP_FROZEN is installed."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.frozen.laptop import Laptop, Screen


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[Laptop]:
    """A laptop of its own; at its end nothing of the app goes on."""
    command = os.environ.get("KAP_FROZEN")
    if not command:
        pytest.skip("KAP_FROZEN names no app: `dev.py build --try` does")
    screen = Screen(tmp_path / "screen")
    made = Laptop(tmp_path, screen, shlex.split(command))
    yield made
    if made.process is not None:
        screen.keep_picture(tmp_path / "left.png")
        made.kill()
    screen.close()
