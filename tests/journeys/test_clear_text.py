"""What a whole session leaves outside the vault: nothing in clear but what was exported on purpose.

The real app is driven in a process of its own, with words that stand nowhere else. Then every file
that it could have written is read, and all that other programs can see of it meanwhile.
"""

from __future__ import annotations

import base64
import gzip
import io
import os
import re
import shutil
import socket
import subprocess
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.journeys.house import MUSIC, NAMES, House, a_word
from tests.journeys.traces import traces, traces_below

_EXPORTED = ("client", "note", "intention", "answer", "draft", "template", "title")
# All that the app and the libraries below it may leave on the disk, by its place below the home.
_MAY_BE_THERE = tuple(
    re.compile(one)
    for one in (
        r"kap/vault/(keys\.json|unlocks\.json|vault\.lock|vault\.db(-wal|-journal)?)",
        r"kap/vault/before-[\w.-]+\.vault(/.*)?",
        r"kap/(vault-)?backups/[\w.-]+\.kapbackup",
        r"kap/state/[\w.-]+",
        r"kap/state/crash-notes/[\w-]+\.txt",
        r"kap/settings/(window|compact)\.json",
        r"home/\.cache/(fontconfig|mesa_shader_cache\w*)/.*",
        r"cache/(fontconfig|mesa_shader_cache\w*)/.*",
        r"exports/.*",
        r"music/.*",
    )
)


def session(house: House) -> None:
    """Go through a whole session, and look from outside at each of its moments."""
    house.words["code"] = house.at("code")["code"]
    assert len(house.words["code"]) > 20
    house.at("in the session")
    for told in house.told_on_the_bus().values():
        assert house.words["title"].encode() in told, "unveiled, the desktop may say what plays"
    house.pass_by("in the session")
    house.at("before the veil")
    if house.screen:
        assert house.seen_by_others("selection") == house.words["veiled"]
    house.pass_by("before the veil")
    veiled = house.at("veiled")
    # The clock, the music and the note box go on, and so does what is typed there just now.
    hidden = [one for one in house.secret if one not in house.of("title", "veiled")]
    assert traces(hidden, {"what is said": "\n".join(veiled["said"]).encode()}) == []
    assert house.seen_by_others("selection") == ""
    assert traces(house.secret, house.told_on_the_bus()) == []
    house.pass_by("veiled")
    assert house.words["note"] in house.at("copied")["clipboard"]
    house.pass_by("copied")
    assert house.pass_by("taken back")["clipboard"] == ""
    house.pass_by("half typed")


@pytest.fixture
def house(
    request: pytest.FixtureRequest, tmp_path: Path, screen: str | None, bus: str | None
) -> Iterator[House]:
    """A laptop of the test's own, with a screen and a bus where this computer has them."""
    made = House(tmp_path, request.param, screen, bus)
    yield made
    if made.app.poll() is None:
        made.app.kill()
    made.app.wait()


@pytest.mark.parametrize("house", ["killed"], indirect=True)
def test_a_session_that_is_killed_leaves_nothing_in_clear(house: House) -> None:
    session(house)
    house.app.kill()
    house.app.wait()
    nothing_is_left(house)


@pytest.mark.parametrize("house", ["closed"], indirect=True)
def test_a_session_leaves_nothing_in_clear_but_what_was_exported(house: House) -> None:
    session(house)
    locked = house.at("locked")
    assert traces(house.secret, {"what is said": "\n".join(locked["said"]).encode()}) == []
    assert (locked["clipboard"], locked["selection"]) == ("", "")
    assert house.seen_by_others("selection") == house.seen_by_others("clipboard") == ""
    nothing_is_left(house)
    house.pass_by("locked")
    back = house.pass_by("come back")
    assert traces(house.of("half typed"), {"what is said": "\n".join(back["said"]).encode()})
    assert house.app.wait(300) == 0
    nothing_is_left(house)


def nothing_is_left(house: House) -> None:
    """Search all that the app may have written, and that it printed."""
    assert (house.told / "out").read_text() == "", "what is printed may lie in the system's log"
    exported, music = house.of(*_EXPORTED), house.of(*MUSIC)
    for found in [*traces_below(house.secret, house.below), *house.traces_made_elsewhere()]:
        on_purpose = "/exports/" in found.where and found.word in exported
        own_music = found.word in music and ("/music/" in found.where or found.where == NAMES)
        assert on_purpose or own_music, str(found)
    assert traces(exported, house.exports()), "the exports hold what was exported"
    house.wait_for_helpers()
    left = {str(one.relative_to(house.below)) for one in house.below.rglob("*") if one.is_file()}
    unknown = {one for one in left if not any(known.fullmatch(one) for known in _MAY_BE_THERE)}
    assert not unknown, "say in docs/security.md what they are, and allow them here"
    assert (house.below / "kap/state/crash-notes").is_dir(), "an error was made to happen"
    # Nor do the documents tell anything of the computer.
    assert traces([*house.of("account"), str(house.below), *host()], house.exports()) == []


@pytest.mark.parametrize(
    "leave",
    [
        lambda word: word.encode(),
        lambda word: f"... {word.upper()} ...".encode("utf-16-le"),
        lambda word: word.encode("utf-16-be"),
        lambda word: base64.b64encode(b"a" + word.encode()),
        lambda word: base64.b64encode(b"ab" + word.encode("utf-16-le")),
        lambda word: word.encode().hex().encode(),
        lambda word: gzip.compress(f"one {word}".encode()),
        lambda word: b"%PDF-1.7 stream " + zlib.compress(f"one {word}".encode())[:-3],
        lambda word: zipped("word/document.xml", f"one {word}"),
        lambda word: zipped(f"{word}.txt", "nothing"),
        lambda word: zipped("inner.zip", zipped("a.xml", base64.b64encode(word.encode()))),
    ],
)
def test_what_is_left_is_found_however_it_is_written(
    tmp_path: Path, leave: Callable[[str], bytes]
) -> None:
    word, other = a_word(), a_word()
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "left.tmp").write_bytes(os.urandom(5_000) + leave(other))
    assert traces_below([word], tmp_path) == []
    left = leave(word)
    (tmp_path / "cache" / "also.tmp").write_bytes(left)
    assert {one.word for one in traces_below([word], tmp_path)} == {word}


def test_a_word_in_the_name_of_a_file_is_found(tmp_path: Path) -> None:
    word = a_word()
    (tmp_path / f"note of {word}.part").touch()
    (found,) = traces_below([word], tmp_path)
    assert found.where == NAMES


def zipped(name: str, content: str | bytes) -> bytes:
    """Return a zip archive with one file in it."""
    told = io.BytesIO()
    with zipfile.ZipFile(told, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return told.getvalue()


def host() -> list[str]:
    """Return this computer's name, where it is long enough to stand nowhere by chance."""
    name = socket.gethostname()
    return [name] if len(name) > 8 else []


@pytest.fixture(scope="module")
def screen() -> Iterator[str | None]:
    """A screen without a picture, None where there is none to be had."""
    if shutil.which("Xvfb") is None:
        yield None
        return
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x800x24"]
    with subprocess.Popen(
        command, pass_fds=[writing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        os.close(writing)
        with os.fdopen(reading) as told:
            number = told.readline().strip()
        yield f":{number}" if number else None
        server.terminate()


@pytest.fixture(scope="module")
def bus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str | None]:
    """A message bus of the test's own, None where there is none to be had."""
    if shutil.which("dbus-daemon") is None or shutil.which("dbus-send") is None:
        yield None
        return
    path = f"unix:path={tmp_path_factory.mktemp('bus') / 'bus'}"
    command = ["dbus-daemon", "--session", "--nofork", "--print-address", "--address", path]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as daemon:
        assert daemon.stdout is not None
        yield daemon.stdout.readline().strip() or None
        daemon.terminate()
