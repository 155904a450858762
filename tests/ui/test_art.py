"""The pictures in music files: small, quiet, and nothing at all where one is damaged or giant."""

from __future__ import annotations

import wave
from pathlib import Path
from typing import Any

import pytest
from mutagen.id3 import APIC
from mutagen.wave import WAVE
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QImage, QImageWriter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kap_companion.music.tags import read_art
from kap_companion.ui import art, theme
from kap_companion.ui.art import SIDE, Art
from kap_companion.ui.theme import Theme, Tone
from kap_companion.ui.widgets.art_picture import ArtPicture


def picture(width: int, height: int, colour: str = "white") -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    kept = QBuffer()
    kept.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(kept, QByteArray(b"png")).write(image)
    return bytes(kept.data().data())


def track(folder: Path, data: bytes | None, name: str = "Open water") -> Path:
    path = folder / f"{name}.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(100)
        file.writeframes(b"\x80" * 100)
    if data is not None:
        wav: Any = WAVE  # which carries no types, as its pictures do not
        front: Any = APIC
        tagged = wav(path)
        tagged.add_tags()
        tagged.tags.add(front(encoding=3, mime="image/png", type=3, desc="", data=data))
        tagged.save()
    return path


def looked_for(seen: Art, path: Path, qtbot: QtBot) -> QImage | None:
    seen.of(path)
    qtbot.waitUntil(lambda: path in seen._known)
    return seen.of(path)


def test_a_cover_comes_small_and_square_and_is_read_once(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = track(tmp_path, picture(900, 600, "navy"))
    seen = Art()
    asked: list[Path] = []

    def read(one: Path) -> bytes | None:
        asked.append(one)
        return read_art(one)

    monkeypatch.setattr(art, "read_art", read)
    assert seen.of(path) is None, "the window does not wait for it"
    with qtbot.waitSignal(seen.arrived):
        pass
    found = seen.of(path)
    assert found is not None and (found.width(), found.height()) == (SIDE, SIDE)
    assert found.pixelColor(40, 40).name() == QColor("navy").name()
    assert seen.of(path) is found and asked == [path]


DRAWN = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>'


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(None, id="none"),
        pytest.param(b"\x89PNG\r\n\x1a\nnothing", id="damaged"),
        pytest.param(picture(300, 300)[:120], id="cut off"),
        pytest.param(picture(7000, 40), id="too wide"),
        pytest.param(picture(1, 4000), id="a thread"),
        pytest.param(DRAWN, id="drawn"),
    ],
)
def test_without_a_whole_photograph_nothing_is_shown(
    tmp_path: Path, qtbot: QtBot, data: bytes | None
) -> None:
    assert looked_for(Art(), track(tmp_path, data), qtbot) is None


def test_a_file_that_is_gone_shows_nothing(tmp_path: Path, qtbot: QtBot) -> None:
    assert looked_for(Art(), tmp_path / "gone.mp3", qtbot) is None


def test_what_is_on_the_screen_now_comes_before_what_has_scrolled_by(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(art, "read_art", lambda path: asked.append(path.stem))
    seen = Art()
    for n in range(60):
        seen.of(tmp_path / f"{n}.mp3")
    qtbot.waitUntil(lambda: not seen._waiting and not seen._background.is_busy)
    assert asked[:3] == ["0", "59", "58"] and len(asked) < 60


@pytest.mark.parametrize("colours", [theme.DARK, theme.DIMMER, theme.LIGHT])
def test_a_white_cover_is_never_brighter_than_the_words_beside_it(
    qtbot: QtBot, qapp: QApplication, colours: Theme
) -> None:
    theme.apply(qapp, colours)
    shown = ArtPicture()
    qtbot.addWidget(shown)
    white = QImage(SIDE, SIDE, QImage.Format.Format_RGB32)
    white.fill(QColor("white"))
    shown.set_picture(white)
    shown.show()
    seen = shown.grab().toImage().pixelColor(20, 20)
    ground, text = QColor(colours.ground), theme.look().colour(Tone.TEXT)
    if colours is theme.LIGHT:
        assert seen.lightness() >= ground.lightness() - 8
    else:
        assert ground.lightness() < seen.lightness() < text.lightness()
    if colours is theme.DIMMER:
        assert seen.blue() < seen.green() < seen.red(), "amber, as all else there"
    theme.apply(qapp, theme.DARK)
