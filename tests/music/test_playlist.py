"""Folders, files and playlists become a list of tracks, whatever state they are in."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kap_companion.music import playlist_files
from kap_companion.music.playlist import ImportStopped, Track, read_playlist
from kap_companion.music.playlist_places import NOT_FOUND
from kap_companion.music.tags import read_track
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


@pytest.mark.parametrize(
    ("name", "entry"),
    [
        ("a b#c?.wav", "a%20b%23c%3F.wav"),
        ("100%.wav", "100%.wav"),
        ("a%20b.wav", "a%20b.wav"),
        ("a#b.wav", "file://{folder}/a%23b.wav"),
        ("a#b.wav", "file://{folder}/a#b.wav"),
        ("a b.wav", "FILE://localhost{folder}/a%20b.wav"),
        ("a b.wav", "file:{folder}/a%20b.wav"),
        ("music/a.wav", "D:\\music\\a.wav"),
        ("music/a.wav", "\\music\\a.wav"),
        ("music/a.wav", "file:///D:/music/a.wav"),
        ("music/a.wav", "file://D:\\music\\a.wav"),
        ("caf\u00e9.wav", "cafe\u0301.wav"),
        ("cafe\u0301.wav", "caf\u00e9.wav"),
    ],
)
def test_an_entry_is_taken_as_it_was_meant(tmp_path: Path, name: str, entry: str) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).touch()
    (tmp_path / "lists").mkdir()
    folder = tmp_path if "music" not in name else tmp_path / "lists"
    (folder / "list.m3u").write_text(entry.format(folder=folder), "utf-8")
    assert [track.path for track in read_playlist([folder / "list.m3u"]).tracks] == [
        tmp_path / name
    ]


@pytest.mark.parametrize(
    ("base", "location"),
    [
        ("", "a%20b.wav"),
        ("", "a b.wav"),
        ("", "./x/../a%20b.wav"),
        ("", "file://{folder}/a%20b.wav"),
        ("file://{folder}/elsewhere/", "../a%20b.wav"),
        ("elsewhere/", "../a%20b.wav"),
    ],
)
def test_an_xspf_names_files_as_uris(tmp_path: Path, base: str, location: str) -> None:
    (tmp_path / "a b.wav").touch()
    folder = tmp_path.as_uri().removeprefix("file://")
    (tmp_path / "list.xspf").write_text(
        f'<playlist xml:base="{base.format(folder=folder)}"><trackList>'
        f"<track><location>{location.format(folder=folder)}</location></track>"
        "</trackList></playlist>"
    )
    assert _names(tmp_path / "list.xspf") == ["a b.wav"]


def test_names_that_are_no_text_are_found_by_their_bytes(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.wav"))
    path.touch()
    (tmp_path / "list.m3u").write_bytes(b"caf\xe9.wav\n")
    (tmp_path / "list.xspf").write_text(
        "<playlist><trackList><track><location>caf%E9.wav</location></track></trackList></playlist>"
    )
    assert [t.path for t in read_playlist([tmp_path / "list.m3u"]).tracks] == [path]
    assert [t.path for t in read_playlist([tmp_path / "list.xspf"]).tracks] == [path]


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


def test_each_lost_entry_says_why_and_what_it_was(tmp_path: Path, song: Path) -> None:
    lines = ["#EXTINF:61,A. Maker - Still", "C:\\Music\\still.mp3", song.name, "sub/gone%20by.mp3"]
    (tmp_path / "list.m3u8").write_text("\n".join((*lines, "http://example.org/a", "list.m3u8")))
    still, gone, live, itself = read_playlist([tmp_path / "list.m3u8"]).lost
    assert (still.title, still.length_s, still.place) == ("A. Maker - Still", 61.0, 0)
    assert still.wanted is not None
    assert still.wanted.parts[1:] == ("Music", "still.mp3")
    assert (gone.reason, gone.wanted) == (NOT_FOUND, tmp_path / "sub" / "gone by.mp3")
    assert (gone.place, live.wanted) == (1, None)
    assert "network" in live.reason
    assert still.words == "A. Maker - Still (1:01), C:\\Music\\still.mp3: it is not there"
    assert gone.words == "sub/gone%20by.mp3: it is not there"
    assert "itself" in itself.reason


def test_lists_within_lists_are_followed_and_loops_are_not(tmp_path: Path, song: Path) -> None:
    (tmp_path / "a.m3u").write_text(f"b.pls\n{song.name}")
    (tmp_path / "b.pls").write_text(f"[playlist]\nFile1={song.name}\nFile2=a.m3u\n")
    playlist = read_playlist([tmp_path / "a.m3u"])
    assert [track.path for track in playlist.tracks] == [song, song]
    assert playlist.missing == ("a.m3u",)


def test_lists_that_name_each_other_over_and_over_come_to_an_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(playlist_files, "MOST_NAMED", 2000)
    for number in range(8):
        (tmp_path / f"{number}.m3u").write_text(f"{number + 1}.m3u\n" * 40)
    (tmp_path / "8.m3u").write_text("gone.mp3\n" * 40)
    lost = read_playlist([tmp_path / "0.m3u"]).lost
    assert lost[-1].reason == f"this list {playlist_files.too_many()}"
    assert len(lost) < 2100


def test_lists_within_lists_go_only_so_deep(tmp_path: Path) -> None:
    for number in range(2000):
        (tmp_path / f"{number}.m3u").write_text(f"{number + 1}.m3u")
    (lost,) = read_playlist([tmp_path / "0.m3u"]).lost
    assert lost.reason == "it lies in too many playlists within playlists"


def test_a_damaged_list_is_lost_in_one_sentence_and_the_rest_plays(
    tmp_path: Path, song: Path
) -> None:
    (tmp_path / "bad.xspf").write_text('<!DOCTYPE x [<!ENTITY a "b">]><playlist>&a;</playlist>')
    playlist = read_playlist([tmp_path / "bad.xspf", song])
    assert [track.path for track in playlist.tracks] == [song]
    assert playlist.lost[0].reason.startswith("this list defines XML entities")


def test_a_folder_that_leads_back_to_itself_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "album").mkdir()
    (tmp_path / "album" / "1.mp3").touch()
    (tmp_path / "album" / "again").symlink_to(tmp_path)
    (tmp_path / ".hidden").mkdir()
    (tmp_path / ".hidden" / "2.mp3").touch()
    assert _names(tmp_path) == ["1.mp3"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads all")
def test_a_closed_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0)
    assert read_playlist([tmp_path]).missing == (str(tmp_path / "closed"),)


def test_a_long_import_tells_how_far_it_is_and_can_be_stopped(tmp_path: Path) -> None:
    for number in range(20):
        (tmp_path / f"{number}.mp3").touch()
    counts: list[int] = []
    with pytest.raises(ImportStopped):
        read_playlist(
            [tmp_path], on_progress=counts.append, is_stopped=lambda: len(counts) == 5, read=_bare
        )
    assert counts == [1, 2, 3, 4, 5]


def _bare(path: Path) -> Track:
    return Track(path, path.stem)


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
