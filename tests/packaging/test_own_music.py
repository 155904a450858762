"""The app's own music: gentle, equally loud, tagged, free to use, and the same each time."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

import make_music
from kap_companion import resources
from kap_companion.music.arc_template import parse_arc_template
from kap_companion.music.tags import read_track
from kap_companion.session.phases import Phase

MAKER = Path(make_music.__file__)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return what this very maker made: at the set-up, or else now, which takes 20 s of a core."""
    folder = tmp_path_factory.mktemp("music")
    there, stamp = resources.music(), hashlib.sha256(MAKER.read_bytes()).hexdigest()
    if there is not None and _made_by(there) == stamp:
        shutil.copytree(there, folder, dirs_exist_ok=True)
    else:
        subprocess.run([sys.executable, MAKER, folder], check=True, timeout=200)
    return folder


def _made_by(folder: Path) -> str | None:
    made = folder / "made.txt"
    return made.read_text(encoding="ascii").strip() if made.exists() else None


def _decoded(path: Path) -> make_music.Sound:
    resampler = av.AudioResampler("fltp", "stereo", make_music.RATE)
    with av.open(str(path)) as container:
        pieces: list[Any] = [
            piece.to_ndarray()
            for frame in container.decode(audio=0)
            for piece in resampler.resample(frame)
        ]
    return np.concatenate(pieces, axis=1)


def test_there_are_ten_minutes_of_it_a_track_for_each_phase(made: Path) -> None:
    files = sorted(made.glob("*.opus"))
    phases = [path.name.split()[1] for path in files]
    assert phases == ["hold", "onset", "peak", "return", "integration"]
    tracks = [read_track(path) for path in files]
    assert sum(track.length_s or 0 for track in tracks) == pytest.approx(600, abs=1)
    assert {(track.artist, track.album) for track in tracks} == {("KAP Companion", "Slow Tide")}
    assert tracks[0].title == "Shallows"
    assert sum(path.stat().st_size for path in files) < 12_000_000
    assert "CC0" in (made / "LICENSE.txt").read_text(encoding="utf-8")


def test_it_is_as_loud_as_all_music_and_has_no_jolt(made: Path) -> None:
    for path in sorted(made.glob("*.opus")):
        sound = _decoded(path)
        lufs, peak = make_music.loudness(sound)
        assert lufs == pytest.approx(-20, abs=0.3), path.name
        assert peak < -3, path.name
        halves = sound[:, : sound.shape[1] // 24000 * 24000].reshape(2, -1, 24000)
        level = 10 * np.log10(np.square(halves, dtype=np.float64).mean(axis=(0, 2)) + 1e-12)
        inner = level[8:-12]  # what comes and goes at the edges is meant
        assert np.abs(np.diff(inner)).max() < 6, path.name
        assert inner.min() > -36, path.name


def test_what_is_made_is_the_same_each_time(tmp_path: Path) -> None:
    hold = make_music.PIECES[0]
    once, again = tmp_path / "once.opus", tmp_path / "again.opus"
    make_music.make_piece(hold, once)
    # In another process: what differs from start to start, such as hashes, must not matter.
    making = "import make_music, pathlib, sys; make_music.make_piece(make_music.PIECES[0], "
    making += "pathlib.Path(sys.argv[1]))"
    subprocess.run([sys.executable, "-c", making, again], check=True, cwd=MAKER.parent, timeout=200)
    assert once.read_bytes() == again.read_bytes()


def test_without_the_music_the_app_knows_that_there_is_none(
    tmp_path: Path, made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resources, "_root", lambda: tmp_path / "resources")
    monkeypatch.setattr(sys, "prefix", str(tmp_path / "environment"))
    assert resources.music() is None
    within = tmp_path / "environment" / resources.MUSIC_IN_ENVIRONMENT
    within.mkdir(parents=True)
    (within / "1.opus").touch()
    assert resources.music() == within
    monkeypatch.setattr(resources, "_root", lambda: made.parent)
    made.rename(made.parent / "music")
    try:
        assert resources.music() == made.parent / "music"
    finally:
        (made.parent / "music").rename(made)


@pytest.mark.parametrize(("name", "minutes"), [("lozenge", 90), ("gentle", 120)])
def test_each_arc_template_holds_all_phases_and_says_where_it_comes_from(
    name: str, minutes: int
) -> None:
    template = parse_arc_template(resources.text(f"arcs/{name}.json"))
    assert [one.phase for one in template.phases] == [
        *(Phase.HOLD, Phase.ONSET, Phase.PEAK, Phase.RETURN, Phase.INTEGRATION)
    ]
    assert sum(one.minutes for one in template.phases) == minutes
    peak = template.phases[2]
    assert peak.intensity == max(one.intensity for one in template.phases)
    for before, after in zip(template.phases, template.phases[1:], strict=False):
        assert before.target_lufs[1] == after.target_lufs[0]  # no step between phases
    assert {"phases", "minutes", "words", "target_lufs"} <= template.sources.keys()
    assert "a preference" in template.sources["target_lufs"]
