"""Folders, files and playlists become a list of tracks, whatever state they are in."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kap_companion.music.library import read_track
from kap_companion.music.playlist import read_playlist
from tests.music.sounds import RATE, tone, write


def _names(*paths: Path) -> list[str]:
    return [track.path.name for track in read_playlist(paths).tracks]


@pytest.fixture
def song(tmp_path: Path) -> Path:
    return write(tmp_path / "song.wav", tone(RATE))


def test_a_folder_plays_in_the_order_a_person_counts(tmp_path: Path) -> None:
    for name in ("10 Last.mp3", "2 Second.flac", "1 First.wav", "cover.jpg", "._1 First.wav"):
        (tmp_path / name).touch()
    (tmp_path / "3 Disc").mkdir()
    (tmp_path / "3 Disc" / "a.ogg").touch()
    assert _names(tmp_path) == ["1 First.wav", "2 Second.flac", "a.ogg", "10 Last.mp3"]


def test_a_folder_named_like_a_file_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / "x.mp3").mkdir()
    (tmp_path / "x.mp3" / "inner.mp3").touch()
    assert _names(tmp_path) == ["inner.mp3"]
    assert _names(tmp_path / "x.mp3") == ["inner.mp3"]


@pytest.mark.parametrize(
    "entry",
    ["song.wav", "./sub/../song.wav", "{absolute}", "file://{absolute}", "sub\\..\\song.wav"],
)
def test_a_playlist_names_its_files_in_any_usual_way(
    tmp_path: Path, song: Path, entry: str
) -> None:
    (tmp_path / "sub").mkdir()
    text = f"#EXTM3U\r\n#EXTINF:1,Song\r\n\r\n{entry.format(absolute=song)}\r\n"
    (tmp_path / "list.m3u8").write_text(text, "utf-8-sig")
    playlist = read_playlist([tmp_path / "list.m3u8"])
    assert [track.path for track in playlist.tracks] == [song]
    assert playlist.missing == ()


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1"])
def test_an_accent_is_read_in_either_encoding(tmp_path: Path, song: Path, encoding: str) -> None:
    song.rename(tmp_path / "été.wav")
    (tmp_path / "list.m3u").write_text("été.wav\n", encoding)
    assert _names(tmp_path / "list.m3u") == ["été.wav"]


def test_what_is_not_there_is_listed_and_the_rest_plays(tmp_path: Path, song: Path) -> None:
    lines = ["gone.mp3", "https://example.org/stream.mp3", song.name, "bad\0name.mp3", "list.m3u8"]
    (tmp_path / "list.m3u8").write_text("\n".join(lines))
    os.mkfifo(tmp_path / "pipe.mp3")
    playlist = read_playlist([tmp_path / "list.m3u8", tmp_path / "pipe.mp3", tmp_path / "none"])
    assert [track.path for track in playlist.tracks] == [song]
    assert playlist.missing == (
        *("gone.mp3", "https://example.org/stream.mp3", "bad\0name.mp3", "list.m3u8"),
        *(str(tmp_path / "pipe.mp3"), str(tmp_path / "none")),
    )


def test_what_holds_no_music_is_listed_too(tmp_path: Path) -> None:
    (tmp_path / "empty.mp3").mkdir()
    (tmp_path / "empty.m3u8").write_text("#EXTM3U\n")
    paths = [tmp_path / "empty.mp3", tmp_path / "empty.m3u8"]
    assert read_playlist(paths).missing == tuple(map(str, paths))


def test_tags_name_a_track_and_its_length(tmp_path: Path) -> None:
    import mutagen

    path = write(tmp_path / "file name.flac", tone(2 * RATE))
    tags = mutagen.File(path, easy=True)
    tags["title"], tags["artist"], tags["album"] = "Still  Water", "A. Maker", "Arc"
    tags.save()
    track = read_track(path)
    assert (track.title, track.artist, track.album) == ("Still Water", "A. Maker", "Arc")
    assert track.length_s == pytest.approx(2.0)


@pytest.mark.parametrize("ending", ["mp3", "m4a", "flac", "ogg", "opus", "wav", "txt"])
def test_damaged_tags_leave_the_name_of_the_file(tmp_path: Path, ending: str) -> None:
    for content in (b"", b"\0" * 5000, b"ID3\x04\x00\x00\x7f\x7f\x7f\x7f" * 50, os.urandom(3000)):
        path = tmp_path / f"Rain.{ending}"
        path.write_bytes(content)
        assert read_track(path).title == "Rain"
