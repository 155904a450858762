"""Music from elsewhere stands as the record has it."""

from __future__ import annotations

from kap_companion.music.outside import Outside
from kap_companion.session.entries import MusicAct, MusicChanged


def after(*acts: MusicAct, name: str | None = "Spotify") -> Outside:
    outside = Outside("Spotify")
    for act in acts:
        outside = outside.after(MusicChanged(act, name))
    return outside


def test_what_was_done_to_it_last_is_how_it_stands() -> None:
    assert after(MusicAct.PLAY, MusicAct.LOWER) == Outside("Spotify", True, True)
    assert after(MusicAct.PLAY, MusicAct.LOWER, MusicAct.RAISE, MusicAct.PAUSE) == Outside(
        "Spotify"
    )


def test_acts_on_the_apps_own_music_and_another_programs_are_not_its() -> None:
    assert after(MusicAct.PLAY, name=None) == Outside("Spotify")
    assert after(MusicAct.PLAY, name="Some Radio") == Outside("Some Radio", is_playing=True)
