"""What tags claim of loudness is used until a track was measured; nonsense in them is left out."""

from __future__ import annotations

import base64
import math
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import mutagen
import pytest
from mutagen import apev2, flac, id3, mp4

from kap_companion.music.tags import MOST_ART_BYTES, read_art, read_track
from kap_companion.music.track import Loudness
from tests.music.sounds import RATE, tone, write

# These carry no types.
APE, FLAC, ID3, MP4 = (cast("Any", module) for module in (apev2, flac, id3, mp4))
PICTURE = b"\x89PNG\r\n" + bytes(range(256)) * 4
SOUND_CHECK = " 00000A1B 000003E8 00002710 00002710 0 0 00004000 00004000 0 0"


def tagged(folder: Path, ending: str, change: Callable[[Any], None]) -> Path:
    path = write(folder / f"file name.{ending}", tone(RATE // 2))
    file: Any = mutagen.File(path)
    if file.tags is None:
        file.add_tags()
    change(file)
    file.save()
    return path


def replaygain(file: Any, ending: str, **values: str) -> None:
    for name, value in values.items():
        if ending in ("mp3", "wav"):
            file.tags.add(ID3.TXXX(desc=name, text=value))
        elif ending == "m4a":
            file[f"----:com.apple.iTunes:{name}"] = MP4.MP4FreeForm(value.encode())
        else:
            file[name.upper()] = value


@pytest.mark.parametrize("ending", ["mp3", "flac", "m4a", "ogg", "opus", "wav"])
def test_replaygain_is_read_whatever_the_format(tmp_path: Path, ending: str) -> None:
    path = tagged(
        tmp_path,
        ending,
        lambda file: replaygain(
            file,
            ending,
            replaygain_track_gain="-6.50 dB",
            replaygain_track_peak="0.5",
            replaygain_album_gain="+1.25 dB",
        ),
    )
    loudness = read_track(path).tagged
    assert loudness is not None
    assert loudness.integrated_lufs == pytest.approx(-11.5)
    assert loudness.album_lufs == pytest.approx(-19.25)
    # A sample peak: what lies between the samples may be 2 dB higher.
    assert loudness.true_peak_dbtp == pytest.approx(-4.02, abs=0.01)
    assert loudness.album_peak_dbtp is None


def test_mp3gain_keeps_it_in_a_tag_of_another_kind_behind_the_music(tmp_path: Path) -> None:
    path = write(tmp_path / "a.mp3", tone(RATE // 2))
    tags: Any = APE.APEv2()
    tags["REPLAYGAIN_TRACK_GAIN"] = "+3.0 dB"
    tags.save(path)
    assert read_track(path).tagged == Loudness(-21.0)


def test_opus_gains_count_from_23_lufs_in_256ths(tmp_path: Path) -> None:
    def change(file: Any) -> None:
        file["R128_TRACK_GAIN"], file["R128_ALBUM_GAIN"] = "-1280", "512"
        file["REPLAYGAIN_TRACK_GAIN"] = "+12 dB"

    path = tagged(tmp_path, "opus", change)
    assert read_track(path).tagged == Loudness(-18.0, album_lufs=-25.0)


def test_itunes_sound_check_is_read_from_mp3_and_m4a(tmp_path: Path) -> None:
    mp3 = tagged(
        tmp_path,
        "mp3",
        lambda file: file.tags.add(ID3.COMM(desc="iTunNORM", text=SOUND_CHECK, lang="eng")),
    )
    m4a = tagged(
        tmp_path,
        "m4a",
        lambda file: file.tags.update(
            {"----:com.apple.iTunes:iTunNORM": MP4.MP4FreeForm(SOUND_CHECK.encode())}
        ),
    )
    for path in (mp3, m4a):
        loudness = read_track(path).tagged
        assert loudness is not None
        # 0xA1B thousandths: the louder side asks for 4.1 dB less.
        assert loudness.integrated_lufs == pytest.approx(-16 + 4.13, abs=0.01)
        assert loudness.true_peak_dbtp == pytest.approx(-6.02 + 2, abs=0.01)


@pytest.mark.parametrize(
    "value", ["", "loud", "nan dB", "inf", "9e99 dB", "-1000 dB", "--3", "1.2.3 dB", "\0", "٣ dB x"]
)
def test_a_gain_that_makes_no_sense_is_no_gain(tmp_path: Path, value: str) -> None:
    path = tagged(
        tmp_path, "ogg", lambda file: replaygain(file, "ogg", replaygain_track_gain=value)
    )
    assert read_track(path).tagged is None


def test_a_peak_that_makes_no_sense_is_unknown(tmp_path: Path) -> None:
    for value in ("0.000000", "-1", "nan", "1000"):
        path = tagged(
            tmp_path,
            "flac",
            lambda file, value=value: replaygain(  # type: ignore[misc]
                file, "flac", replaygain_track_gain="-3 dB", replaygain_track_peak=value
            ),
        )
        assert read_track(path).tagged == Loudness(-15.0)


@pytest.mark.parametrize("norm", ["", "zz", "0 0 0 0 0 0 0 0 0 0", "FFFFFFFFFFFF " * 10])
def test_a_sound_check_that_makes_no_sense_is_none(tmp_path: Path, norm: str) -> None:
    path = tagged(
        tmp_path,
        "mp3",
        lambda file: file.tags.add(ID3.COMM(desc="iTunNORM", text=norm, lang="eng")),
    )
    assert read_track(path).tagged is None


def test_a_title_in_a_wav_is_read_too(tmp_path: Path) -> None:
    path = tagged(tmp_path, "wav", lambda file: file.tags.add(ID3.TIT2(text="Still  Water")))
    assert read_track(path).title == "Still Water"


def test_a_pipe_with_a_name_of_music_is_not_waited_for(tmp_path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no named pipes")
    os.mkfifo(tmp_path / "pipe.mp3")
    assert read_track(tmp_path / "pipe.mp3").title == "pipe"


def add_picture(file: Any, ending: str, data: bytes) -> None:
    picture: Any = FLAC.Picture()
    picture.data, picture.type = data, 3
    if ending in ("mp3", "wav"):
        file.tags.add(ID3.APIC(mime="image/png", type=3, data=data))
    elif ending == "m4a":
        file["covr"] = [MP4.MP4Cover(data)]
    elif ending == "flac":
        file.add_picture(picture)
    else:
        file["metadata_block_picture"] = base64.b64encode(picture.write()).decode()


@pytest.mark.parametrize("ending", ["mp3", "flac", "m4a", "ogg", "opus", "wav"])
def test_the_cover_is_found_whatever_the_format(tmp_path: Path, ending: str) -> None:
    path = tagged(tmp_path, ending, lambda file: add_picture(file, ending, PICTURE))
    assert read_art(path) == PICTURE
    assert read_track(path).title == "file name"


def test_the_front_cover_goes_before_other_pictures_and_huge_ones_are_left(tmp_path: Path) -> None:
    def change(file: Any) -> None:
        file.tags.add(ID3.APIC(mime="image/png", type=4, desc="back", data=b"back"))
        file.tags.add(ID3.APIC(mime="image/png", type=3, desc="front", data=b"front"))

    assert read_art(tagged(tmp_path, "mp3", change)) == b"front"
    huge = bytes(MOST_ART_BYTES + 1)
    assert read_art(tagged(tmp_path, "mp3", lambda file: add_picture(file, "mp3", huge))) is None


def test_no_cover_and_no_file_are_no_error(tmp_path: Path) -> None:
    assert read_art(write(tmp_path / "a.flac", tone(RATE // 2))) is None
    assert read_art(tmp_path / "gone.mp3") is None
    assert read_track(tmp_path / "gone.mp3").title == "gone"


@pytest.mark.parametrize("ending", ["mp3", "m4a", "flac", "ogg", "opus", "wav"])
def test_no_damage_to_tags_is_an_error(tmp_path: Path, ending: str) -> None:
    def change(file: Any) -> None:
        replaygain(file, ending, replaygain_track_gain="-6 dB")
        add_picture(file, ending, PICTURE)

    path = tagged(tmp_path, ending, change)
    whole = path.read_bytes()
    for place in range(0, min(len(whole), 3000), 37):
        path.write_bytes(whole[:place] + bytes((whole[place] ^ 0xFF,)) + whole[place + 1 :])
        track = read_track(path)
        assert (track.path, bool(track.title)) == (path, True)
        assert track.length_s is None or 0 < track.length_s < math.inf
        assert read_art(path) is None or isinstance(read_art(path), bytes)
