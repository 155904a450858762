"""The clinician points once at the folder that was moved, and the lost music is found again."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kap_companion.music.playlist import ImportStopped, Lost, Playlist, read_playlist
from kap_companion.music.playlist_moved import SEVERAL, relocate
from kap_companion.music.playlist_places import ELSEWHERE, NOT_FOUND
from kap_companion.music.track import Track


def _bare(path: Path) -> Track:
    return Track(path, path.stem)


def _touch(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()


def _list(folder: Path, *entries: str) -> Playlist:
    (folder / "list.m3u8").write_text("\n".join(entries), "utf-8")
    return read_playlist([folder / "list.m3u8"], read=_bare)


def _under(playlist: Playlist, folder: Path) -> list[str]:
    return [track.path.relative_to(folder).as_posix() for track in playlist.tracks]


def test_a_moved_folder_is_found_with_every_track_at_its_own_place(tmp_path: Path) -> None:
    new = tmp_path / "stick" / "Klang"
    _touch(new, "A/01.flac", "B/01.flac", "B/02.flac", "C/01.flac")
    _touch(tmp_path, "here.flac")
    playlist = _list(
        tmp_path,
        *("/old/Music/A/01.flac", "here.flac", "/old/Music/B/01.flac", "/old/Music/D/01.flac"),
        *("D:\\Music\\b\\02.FLAC", "file:///old/Music/C/01.flac", "http://example.org/a"),
    )
    assert len(playlist.tracks) == 1
    again = relocate(playlist, new, read=_bare)
    names = ["A/01.flac", "here.flac", "B/01.flac", "B/02.flac", "C/01.flac"]
    assert [
        track.path.relative_to(tmp_path if track.title == "here" else new).as_posix()
        for track in again.tracks
    ] == names
    assert [(lost.name, lost.reason, lost.place) for lost in again.lost] == [
        ("/old/Music/D/01.flac", SEVERAL, 3),
        ("http://example.org/a", ELSEWHERE, 5),
    ]


def test_a_name_alone_is_enough_where_only_one_file_has_it(tmp_path: Path) -> None:
    new = tmp_path / "new"
    _touch(new, "deep/down/Still.flac", "x/Tide.flac", "y/tide.flac")
    again = relocate(_list(tmp_path, "/a/b/still.flac", "/a/b/tide.flac"), new, read=_bare)
    assert _under(again, new) == ["deep/down/Still.flac", "y/tide.flac"]


def test_among_several_of_a_name_the_one_that_moved_as_the_others_did_is_taken(
    tmp_path: Path,
) -> None:
    new = tmp_path / "new"
    _touch(new, "one.flac", "two.flac", "copy/two.flac", "copy/three.flac")
    again = relocate(_list(tmp_path, "/old/one.flac", "/old/two.flac"), new, read=_bare)
    assert _under(again, new) == ["one.flac", "two.flac"]


def test_accents_in_one_piece_or_two_are_the_same_name(tmp_path: Path) -> None:
    new = tmp_path / "new"
    _touch(new, "cafe\u0301/E\u0301te\u0301.flac")
    again = relocate(_list(tmp_path, "/old/caf\u00e9/\u00e9t\u00e9.flac"), new, read=_bare)
    assert len(again.tracks) == 1
    assert again.lost == ()


def test_a_lost_folder_or_list_is_found_with_all_that_it_holds(tmp_path: Path) -> None:
    _touch(tmp_path / "new", "Arc/1.flac", "Arc/2.flac")
    (tmp_path / "new" / "night.m3u").write_text("Arc/2.flac\ngone.flac\n")
    gone = [tmp_path / "old" / "Arc", tmp_path / "old" / "night.m3u"]
    playlist = read_playlist(gone, read=_bare)
    assert playlist.tracks == ()
    again = relocate(playlist, tmp_path / "new", read=_bare)
    assert _under(again, tmp_path / "new") == ["Arc/1.flac", "Arc/2.flac", "Arc/2.flac"]
    assert again.missing == ("gone.flac",)


def test_a_wrong_folder_changes_nothing(tmp_path: Path) -> None:
    playlist = _list(tmp_path, "/old/a.flac", "list.m3u8")
    (tmp_path / "empty").mkdir()
    for folder in (tmp_path / "empty", tmp_path / "none", tmp_path / "list.m3u8"):
        assert relocate(playlist, folder, read=_bare) == playlist


def test_looking_can_be_stopped_and_tells_how_far_it_is(tmp_path: Path) -> None:
    _touch(tmp_path / "new", *(f"{number}.flac" for number in range(9)))
    playlist = _list(tmp_path, *(f"/old/{number}.flac" for number in range(9)))
    counts: list[int] = []
    relocate(playlist, tmp_path / "new", on_progress=counts.append, read=_bare)
    assert counts == list(range(1, 10))
    with pytest.raises(ImportStopped):
        relocate(playlist, tmp_path / "new", is_stopped=lambda: True, read=_bare)


@given(st.lists(st.booleans(), max_size=12))
def test_the_order_is_that_of_the_list_however_much_was_lost(
    is_lost: list[bool],
) -> None:
    new = Path("/nowhere")
    tracks = tuple(_bare(Path(f"/x/{at}")) for at, lost in enumerate(is_lost) if not lost)
    lost, before = [], 0
    for at, gone in enumerate(is_lost):
        if gone:
            lost.append(Lost(str(at), NOT_FOUND, Path(f"/y/{at}"), place=before))
        else:
            before += 1
    playlist = Playlist(tracks, tuple(lost))
    assert relocate(playlist, new, read=_bare) == playlist
