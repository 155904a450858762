"""All music plays at one loudness, and no gain ever makes a peak clip."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kap_companion.music.contour import Level, under_loudest_lu
from kap_companion.music.loudness import (
    MOST_BOOST_DB,
    PEAK_DBTP,
    TARGET_LUFS,
    album_loudness,
    gain_db,
    in_album,
)
from kap_companion.music.measurement import Measurement
from kap_companion.music.settings import SoundSettings, settings_form, settings_from
from kap_companion.music.track import Loudness
from kap_companion.session.phases import Phase


def measured(lufs: float | None, peak: float = -6.0, length_s: float = 200.0) -> Measurement:
    loudness = None if lufs is None else Loudness(lufs, peak)
    return Measurement("00", length_s, loudness, 5.0, 1.0, 500.0, 2.0, 0.3)


@pytest.mark.parametrize("lufs", [-35.0, -28.0, -20.0, -14.0, -5.0])
def test_measured_tracks_all_come_out_at_the_target(lufs: float) -> None:
    gain = gain_db(Loudness(lufs, lufs + 12), TARGET_LUFS, last_lufs=None)
    assert lufs + gain == pytest.approx(TARGET_LUFS)


@given(
    lufs=st.floats(-70, 5),
    peak=st.floats(-70, 10),
    target=st.floats(-40, -5),
)
def test_a_true_peak_never_passes_its_limit(lufs: float, peak: float, target: float) -> None:
    gain = gain_db(Loudness(lufs, peak), target, last_lufs=None)
    assert peak + gain <= PEAK_DBTP
    assert gain <= MOST_BOOST_DB
    assert lufs + gain <= target + 1e-9


def test_a_quiet_track_with_one_loud_peak_stays_quieter_rather_than_clip() -> None:
    gain = gain_db(Loudness(-35.0, -3.0), TARGET_LUFS, last_lufs=None)
    assert gain == pytest.approx(1.8)


def test_a_claimed_loudness_without_a_peak_is_not_turned_up_into_clipping() -> None:
    assert gain_db(Loudness(-30.0), TARGET_LUFS, last_lufs=None) <= PEAK_DBTP - 2
    assert gain_db(Loudness(-9.0), TARGET_LUFS, last_lufs=None) == pytest.approx(-11.0)


def test_a_track_nobody_measured_is_never_louder_than_the_target_or_the_last() -> None:
    loudest = -5.0
    assert loudest + gain_db(None, TARGET_LUFS, last_lufs=None) <= TARGET_LUFS
    assert loudest + gain_db(None, TARGET_LUFS, last_lufs=-31.0) <= -31.0
    assert loudest + gain_db(None, TARGET_LUFS, last_lufs=-10.0) <= TARGET_LUFS


def test_album_mode_keeps_the_differences_inside_an_album() -> None:
    tracks = [measured(-28.0, -12.0), measured(-18.0, -4.0), measured(-14.0, -0.5)]
    album = album_loudness(tracks)
    assert album is not None
    gains = {
        gain_db(in_album(each.loudness, album), TARGET_LUFS, last_lufs=None, album=True)
        for each in tracks
        if each.loudness is not None
    }
    assert len(gains) == 1
    assert album.true_peak_dbtp is not None
    assert gains.pop() + album.true_peak_dbtp <= PEAK_DBTP


def test_long_loud_tracks_decide_an_album_and_near_silence_does_not() -> None:
    album = album_loudness([measured(-14.0, length_s=600), measured(-45.0, length_s=600)])
    assert album is not None
    assert album.integrated_lufs == pytest.approx(-14.0)
    mostly_quiet = album_loudness([measured(-14.0, length_s=60), measured(-20.0, length_s=600)])
    assert mostly_quiet is not None
    assert -20.0 < mostly_quiet.integrated_lufs < -17.0


def test_an_album_of_silence_has_no_loudness() -> None:
    assert album_loudness([measured(None)]) is None
    assert album_loudness([]) is None


def test_album_mode_without_an_album_is_the_track_alone() -> None:
    track = Loudness(-26.0, -14.0)
    assert gain_db(track, TARGET_LUFS, last_lufs=None, album=True) == pytest.approx(6.0)


# --- the contour of an arc ----------------------------------------------------------------------


@given(
    st.lists(st.tuples(st.floats(-70, 0), st.floats(-70, 0)), min_size=1, max_size=5),
    st.sampled_from(list(Phase)),
    st.floats(-1, 2),
)
def test_a_contour_only_ever_makes_softer_and_its_loudest_moment_is_the_target(
    levels: list[tuple[float, float]], phase: Phase, share: float
) -> None:
    phases = list(Phase)[1:]
    contour = tuple(Level(one, *level) for one, level in zip(phases, levels, strict=False))
    assert under_loudest_lu(contour, phase, share) >= 0
    loudest = max(contour, key=lambda one: max(one.begins_lufs, one.ends_lufs))
    ends = [under_loudest_lu(contour, loudest.phase, at) for at in (0.0, 1.0)]
    assert min(ends) == 0


def test_a_phase_that_a_contour_leaves_out_is_as_loud_as_its_neighbour() -> None:
    contour = (Level(Phase.ONSET, -24.0, -22.0), Level(Phase.RETURN, -20.0, -26.0))
    assert under_loudest_lu(contour, Phase.HOLD, 0.9) == 4.0
    assert under_loudest_lu(contour, Phase.PEAK, 0.1) == 2.0
    assert under_loudest_lu(contour, Phase.INTEGRATION, 0.0) == 6.0
    assert under_loudest_lu((), Phase.HOLD, 0.5) == 0.0


def test_settings_kept_before_there_was_a_contour_follow_it() -> None:
    chosen = SoundSettings(target_lufs=-24.0, follows_contour=False)
    form = settings_form(chosen)
    assert settings_from(form) == chosen
    del form["follows_contour"]
    assert settings_from(form) == SoundSettings(target_lufs=-24.0)
    assert settings_from({"follows_contour": "?"}).follows_contour
