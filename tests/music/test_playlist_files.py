"""Playlist files of every origin are read as they were meant, or refused in one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kap_companion.music.playlist_files import (
    MOST_BYTES,
    MOST_NAMED,
    Named,
    NotAPlaylist,
    parse,
    read_named,
)
from kap_companion.music.playlist_places import ELSEWHERE, OTHER_COMPUTER, Nowhere, place_of

XSPF = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<playlist version="1" xmlns="http://xspf.org/ns/0/">'
    "<title>Evening</title><trackList>{}</trackList></playlist>"
)
BOMB = (
    '<!DOCTYPE playlist [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    '<playlist version="1" xmlns="http://xspf.org/ns/0/"><trackList><track><title>&b;</title>'
    "<location>song.wav</location></track></trackList></playlist>"
)
OTHER_FILE = (
    '<!DOCTYPE playlist [<!ENTITY passwords SYSTEM "file:///etc/passwd">]>'
    "<playlist><trackList><track><location>&passwords;</location></track></trackList></playlist>"
)


def _xspf(*tracks: str) -> bytes:
    return XSPF.format("".join(f"<track>{track}</track>" for track in tracks)).encode()


def _names(raw: bytes, ending: str) -> list[str]:
    return [named.names[0] for named in parse(raw, ending)]


def test_an_m3u_tells_title_and_length_of_what_follows() -> None:
    raw = b"#EXTM3U\n#EXTINF:185 tvg-id=x,A. Maker - Still\nstill.mp3\n#EXTINF:-1,\nrain.mp3\n"
    assert parse(raw, ".m3u8") == (
        Named(("still.mp3",), "A. Maker - Still", 185.0),
        Named(("rain.mp3",)),
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1", "cp1252"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_accents_are_read_in_every_usual_encoding(encoding: str, ends: str) -> None:
    raw = ends.join(("été.mp3", "", "nuit.mp3")).encode(encoding)
    assert _names(raw, ".m3u") == ["été.mp3", "nuit.mp3"]


def test_one_line_that_is_not_utf_8_leaves_the_others_as_they_are() -> None:
    assert _names("été.mp3\n".encode() + b"\xe9t\xe9.mp3\nl\x92ange.mp3", ".m3u8") == [
        *("été.mp3", "été.mp3", "l’ange.mp3"),
    ]


def test_a_name_may_hold_what_only_unicode_takes_for_the_end_of_a_line() -> None:
    assert _names("a\u2028b\x85c.mp3\n".encode(), ".m3u8") == ["a\u2028b\x85c.mp3"]


def test_a_pls_is_read_in_the_order_of_its_numbers() -> None:
    raw = (
        b"\xef\xbb\xbf[playlist]\r\nNumberOfEntries=3\r\nFile10=ten.mp3\r\nfile2 = a=b%20c.mp3\r\n"
        b"Title2=Still\r\nLength2=61\r\nLength10=-1\r\nFile3=\r\nVersion=2\r\n"
    )
    assert parse(raw, ".pls") == (Named(("a=b%20c.mp3",), "Still", 61.0), Named(("ten.mp3",)))


def test_an_xspf_tells_where_each_track_lies_and_what_it_is() -> None:
    raw = _xspf(
        "<location>a%20b.mp3</location><location>http://example.org/b.mp3</location>"
        "<creator>A. &amp; B.</creator><title>Still\n water</title><duration>61500</duration>"
        "<extension application='x'><location>not this</location></extension>",
        "<title>Only a name</title>",
    )
    first, second = parse(raw, ".xspf")
    assert first.names == ("a%20b.mp3", "http://example.org/b.mp3")
    assert (first.title, first.length_s) == ("A. & B. - Still water", 61.5)
    assert (second.names, second.title) == ((), "Only a name")


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1", "utf-16"])
def test_an_xspf_may_say_its_encoding(encoding: str) -> None:
    text = XSPF.replace("UTF-8", encoding).format("<track><location>été.mp3</location></track>")
    assert _names(text.encode(encoding), ".xspf") == ["été.mp3"]


def test_an_xspf_that_claims_utf_8_and_is_latin_1_is_read_all_the_same() -> None:
    text = XSPF.format("<track><location>été.mp3</location></track>")
    assert _names(text.encode("latin-1"), ".xspf") == ["été.mp3"]


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (BOMB.encode(), "entities"),
        (OTHER_FILE.encode(), "entities"),
        (BOMB.encode("utf-16"), "entities"),
        (b"<!DOCTYPE html><html></html>", "entities"),
        (BOMB.replace("<title>", "<title>\xe9").encode("latin-1"), "entities"),
        (b"<playlist><title>\xe9</title>", "damaged"),
        (b"<html><body/></html>", "not a list of music"),
        (b"<playlist>" * 5000, "nested"),
        (b"<playlist><trackList>", "damaged"),
        (b"", "damaged"),
        (b"\0\1\2", "damaged"),
        (b'<?xml version="1.0" encoding="none-such"?><playlist/>', "damaged"),
        (b'<?xml version="1.0" encoding="shift_jis"?><playlist/>', "damaged"),
    ],
)
def test_an_xspf_that_means_harm_or_is_none_is_refused_in_one_line(raw: bytes, why: str) -> None:
    with pytest.raises(NotAPlaylist, match=why) as refused:
        parse(raw, ".xspf")
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("ending", [".m3u", ".m3u8", ".pls"])
def test_music_renamed_to_a_playlist_is_refused(ending: str) -> None:
    with pytest.raises(NotAPlaylist, match="no text"):
        parse(bytes(range(256)) * 50, ending)


def test_a_huge_file_is_refused_without_reading_it_whole(tmp_path: Path) -> None:
    huge = tmp_path / "huge.m3u"
    with huge.open("wb") as file:
        file.truncate(MOST_BYTES * 100)
    with pytest.raises(NotAPlaylist, match="too large"):
        read_named(huge)


@pytest.mark.parametrize(
    ("ending", "before", "one", "after"),
    [
        (".m3u", "", "a\n", ""),
        (".pls", "", "File{}=a\n", ""),
        (".xspf", "<playlist><trackList>", "<track/>", "</trackList></playlist>"),
    ],
)
def test_a_list_without_end_is_refused(ending: str, before: str, one: str, after: str) -> None:
    most = "".join(one.format(number) for number in range(MOST_NAMED))
    assert len(parse(f"{before}{most}{after}".encode(), ending)) == MOST_NAMED
    with pytest.raises(NotAPlaylist, match="more than 100,000"):
        parse(f"{before}{most}{one.format(MOST_NAMED)}{after}".encode(), ending)


_PIECES = st.sampled_from(
    [
        *("#EXTM3U", "#EXTINF:", "1e999,x", "\r", "\n", "file:///", "file://[", "%", "%zz", "%00"),
        *("\\\\server\\", "C:\\", "[playlist]", "File1=", "File999999999999=", "Length1=nan", "é"),
        *("<playlist>", "<trackList>", "<track>", "<location>", "</location>", "</track>", "&lt;"),
        *("</trackList></playlist>", "&x;", "<!DOCTYPE x>", "<![CDATA[", ' xml:base="http://["'),
        *("http://[::1", "../", "~", "\0", "\ufeff", "a" * 300, "?", "#"),
    ]
)


@given(
    raw=st.binary()
    | st.lists(_PIECES | st.text(max_size=5)).map(lambda all: "".join(all).encode()),
    ending=st.sampled_from([".m3u", ".m3u8", ".pls", ".xspf", ".XSPF"]),
)
@example(raw=b'<playlist xml:base="http://["><trackList/></playlist>', ending=".xspf")
def test_no_content_does_more_than_be_read_or_refused(raw: bytes, ending: str) -> None:
    try:
        found = parse(raw, ending)
    except NotAPlaylist as refused:
        assert str(refused)
        assert "\n" not in str(refused)
        return
    for named in found:
        assert isinstance(place_of(named, Path("/nowhere at all")), Nowhere | Path)


@given(st.text(), st.text(), st.booleans())
def test_any_name_at_all_leads_somewhere_or_nowhere(name: str, base: str, is_uri: bool) -> None:
    place = place_of(Named((name,), is_uri=is_uri, base=base), Path("/nowhere"))
    if isinstance(place, Nowhere):
        assert place.reason
    else:
        assert place.is_absolute()
        assert "\0" not in str(place)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("http://example.org/live.mp3", ELSEWHERE),
        ("HTTPS://example.org/live.mp3", ELSEWHERE),
        ("smb://server/music/a.mp3", ELSEWHERE),
        ("file://server/music/a.mp3", OTHER_COMPUTER),
    ],
)
@pytest.mark.parametrize("is_uri", [True, False])
def test_what_is_no_file_of_this_computer_is_told_apart(
    tmp_path: Path, name: str, reason: str, is_uri: bool
) -> None:
    assert place_of(Named((name,), is_uri=is_uri), tmp_path) == Nowhere(reason)
