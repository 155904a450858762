"""A playlist that is saved opens in other players, and saving one harms nothing."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kap_companion.music.playlist import Track, read_playlist
from kap_companion.music.playlist_files import parse
from kap_companion.music.playlist_writing import PlaylistNotWritten, write_playlist
from tests.music.sounds import RATE, tone, write

NAMES = (
    *("plain.flac", "with space.flac", "#hash.flac", "a#b.flac", "100% sure.flac", "a%20b.flac"),
    *("Été 春.flac", "cafe\u0301.flac", 'it\'s "q".flac', " lead.flac", "trail.flac ", "q?x.flac"),
    *(
        "[2019] x.flac",
        "a:b.flac",
        "~tilde.flac",
        "back\\slash.flac",
        "new\nline.flac",
        "&<x>.flac",
    ),
    *("u\u2028x.flac", "-dash.flac", "C:\\x.flac"),
)


def _bare(path: Path) -> Track:
    return Track(path, path.stem)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of playlists with one beside it, each holding music under every awkward name."""
    song = write(tmp_path / "song.flac", tone(RATE // 10))
    for each in (tmp_path / "lists", tmp_path / "lists" / "sub #1", tmp_path / "elsewhere"):
        each.mkdir()
        for name in NAMES:
            shutil.copy(song, each / name)
    return tmp_path / "lists"


def _tracks(folder: Path) -> list[Track]:
    places = (folder, folder / "sub #1", folder.parent / "elsewhere")
    return [Track(each / name, name) for each in places for name in NAMES]


@pytest.mark.parametrize("ending", ["m3u8", "xspf"])
def test_what_is_saved_is_read_again_whatever_the_names(folder: Path, ending: str) -> None:
    tracks = _tracks(folder)
    write_playlist(folder / f"list.{ending}", tracks)
    again = read_playlist([folder / f"list.{ending}"], read=_bare)
    assert [track.path for track in again.tracks] == [track.path for track in tracks]
    assert again.lost == ()


@pytest.mark.skipif(shutil.which("mpv") is None, reason="mpv is not installed")
def test_mpv_plays_every_track_of_a_saved_list(folder: Path) -> None:
    tracks = _tracks(folder)
    write_playlist(folder / "list.m3u8", tracks)
    shown = subprocess.run(
        [
            *("mpv", "--no-config", "--ao=null", "--vo=null", "--no-video", "--length=0.02"),
            *("--term-playing-msg=PLAYS", "--term-status-msg=", str(folder / "list.m3u8")),
        ],
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert shown.returncode == 0
    assert shown.stdout.count(b"PLAYS") == len(tracks)


def test_a_saved_list_is_as_a_person_would_write_it(tmp_path: Path) -> None:
    tracks = [
        Track(tmp_path / "A" / "still water.flac", "Still", "A. & B.", "Arc", 61.4),
        Track(Path("/music/tide.mp3"), "Tide\nout"),
    ]
    write_playlist(tmp_path / "list.m3u8", tracks)
    assert (tmp_path / "list.m3u8").read_text("utf-8") == (
        "#EXTM3U\n#EXTINF:61,A. & B. - Still\nA/still water.flac\n"
        "#EXTINF:-1,Tide out\n/music/tide.mp3\n"
    )
    write_playlist(tmp_path / "list.xspf", tracks)
    assert (tmp_path / "list.xspf").read_text("utf-8") == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<playlist version="1" xmlns="http://xspf.org/ns/0/">\n'
        "  <trackList>\n"
        "    <track>\n"
        "      <location>A/still%20water.flac</location>\n"
        "      <title>Still</title>\n"
        "      <creator>A. &amp; B.</creator>\n"
        "      <album>Arc</album>\n"
        "      <duration>61400</duration>\n"
        "    </track>\n"
        "    <track>\n"
        "      <location>file:///music/tide.mp3</location>\n"
        "      <title>Tide out</title>\n"
        "    </track>\n"
        "  </trackList>\n"
        "</playlist>\n"
    )


def test_a_folder_that_is_moved_as_one_keeps_its_lists(folder: Path, tmp_path: Path) -> None:
    names = ("plain.flac", "with space.flac", "Été 春.flac")
    for ending in ("m3u8", "xspf"):
        write_playlist(folder / f"list.{ending}", [_bare(folder / name) for name in names])
    folder.rename(tmp_path / "moved")
    for ending in ("m3u8", "xspf"):
        again = read_playlist([tmp_path / "moved" / f"list.{ending}"], read=_bare)
        assert tuple(track.path.name for track in again.tracks) == names


@pytest.mark.parametrize("ending", ["m3u8", "xspf"])
def test_nothing_is_overwritten_unless_told(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"list.{ending}"
    path.write_text("mine")
    with pytest.raises(PlaylistNotWritten, match="already"):
        write_playlist(path, [_bare(Path("/a.mp3"))])
    assert path.read_text() == "mine"
    write_playlist(path, [_bare(Path("/a.mp3"))], overwrite=True)
    assert read_playlist([path]).missing
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def test_what_cannot_be_saved_is_said_in_one_sentence(tmp_path: Path) -> None:
    track = _bare(Path("/a.mp3"))
    (tmp_path / "folder.m3u8").mkdir()
    odd = _bare(Path(os.fsdecode(b"/music/caf\xe9/a.mp3")))
    for path, tracks in (
        (tmp_path / "list.txt", [track]),
        (tmp_path / "none" / "list.m3u8", [track]),
        (tmp_path / "folder.m3u8", [track]),
        (tmp_path / f"{'x' * 300}.m3u8", [track]),
        (tmp_path / "nul\0.m3u8", [track]),
        (tmp_path / "list.m3u8", [track, odd]),
    ):
        for overwrite in (False, True):
            with pytest.raises(PlaylistNotWritten) as refused:
                write_playlist(path, tracks, overwrite=overwrite)
            assert "\n" not in str(refused.value)
            str(refused.value).encode()
    assert [each.name for each in tmp_path.iterdir()] == ["folder.m3u8"]
    with pytest.raises(PlaylistNotWritten, match="caf"):
        write_playlist(tmp_path / "list.m3u8", [odd])


@given(st.lists(st.tuples(st.text(), st.none() | st.text(), st.none() | st.floats(0, 1e9))))
def test_any_title_can_be_saved(
    tmp_path_factory: pytest.TempPathFactory, told: list[tuple[str, str | None, float | None]]
) -> None:
    folder = tmp_path_factory.mktemp("lists")
    tracks = [
        Track(Path("/a.mp3"), title, artist, artist, length) for title, artist, length in told
    ]
    for ending in (".m3u8", ".xspf"):
        write_playlist(folder / f"list{ending}", tracks)
        raw = (folder / f"list{ending}").read_bytes()
        assert len(parse(raw, ending)) == len(tracks)
