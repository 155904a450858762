"""What the installers promise: what is left out, what the system must bring, what is installed."""

from __future__ import annotations

import configparser
import os
import runpy
import xml.etree.ElementTree as xml
from pathlib import Path
from typing import Any

import pytest

import contents
import debian
import icon
import installers
from kap_companion import resources
from kap_companion.asked import parser

CHECKOUT = Path(__file__).resolve().parents[2]
LINUX = CHECKOUT / "packaging" / "linux"
LANGUAGES = ("en", "es")
MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"


@pytest.mark.parametrize(
    ("place", "found"),
    [
        ("PySide6/Qt/lib/libQt6Widgets.so.6", "/venv/PySide6/Qt/lib/libQt6Widgets.so.6"),
        ("PySide6/Qt/lib/libicudata.so.73", "/venv/PySide6/Qt/lib/libicudata.so.73"),
        ("PySide6/Qt/lib/libQt6DBus.so.6", "/venv/PySide6/Qt/lib/libQt6DBus.so.6"),
        ("PySide6/Qt/lib/libQt6XcbQpa.so.6", "/venv/PySide6/Qt/lib/libQt6XcbQpa.so.6"),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", "/venv/libqxcb.so"),
        ("PySide6/Qt/plugins/platforms/libqwayland.so", "/venv/libqwayland.so"),
        ("PySide6/Qt/plugins/platforms/libqoffscreen.so", "/venv/libqoffscreen.so"),
        ("PySide6/Qt/plugins/iconengines/libqsvgicon.so", "/venv/libqsvgicon.so"),
        ("PySide6/Qt/translations/qtbase_es.qm", "/venv/qtbase_es.qm"),
        ("babel/locale-data/root.dat", "/venv/root.dat"),
        ("babel/locale-data/es_MX.dat", "/venv/es_MX.dat"),
        ("libpython3.11.so.1.0", "/usr/lib/x86_64-linux-gnu/libpython3.11.so.1.0"),
        ("av.libs/libx264-d6533a8d.so.165", "/venv/av.libs/libx264-d6533a8d.so.165"),
        ("kap_companion/_resources/fonts/Inter-Light.otf", "/checkout/Inter-Light.otf"),
    ],
)
def test_what_the_app_uses_goes_in(place: str, found: str) -> None:
    kind = "BINARY" if ".so" in place else "DATA"
    assert contents.is_wanted((place, found, kind), LANGUAGES, "linux")


@pytest.mark.parametrize(
    "place",
    [
        "PySide6/Qt/lib/libQt6Qml.so.6",
        "PySide6/Qt/lib/libQt6Quick.so.6",
        "PySide6/Qt/lib/libQt6Pdf.so.6",
        "PySide6/QtNetwork.abi3.so",
        "PySide6/Qt/qml/QtQuick/qmldir",
        "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
        "PySide6/Qt/plugins/platforms/libqeglfs.so",
        "PySide6/Qt/plugins/sqldrivers/libqsqlite.so",
        "PySide6/Qt/plugins/tls/libqopensslbackend.so",
        "PySide6/Qt/translations/qtbase_de.qm",
        "PySide6/Qt/translations/qt_help_es.qm",
        "babel/locale-data/de.dat",
        "babel/locale-data/est.dat",
        "pygame/examples/data/alien1.png",
    ],
)
def test_what_no_line_of_the_app_uses_stays_out(place: str) -> None:
    assert not contents.is_wanted((place, f"/venv/{place}", "DATA"), LANGUAGES, "linux")


def test_the_systems_own_libraries_stay_its_own_on_linux_and_only_there() -> None:
    found = ("libssl.so.3", "/usr/lib/x86_64-linux-gnu/libssl.so.3", "BINARY")
    assert not contents.is_wanted(found, LANGUAGES, "linux")
    assert contents.is_wanted(found, LANGUAGES, "darwin")


@pytest.mark.parametrize(
    ("place", "is_stripped"),
    [
        ("_internal/libpython3.11.so.1.0", True),
        ("_internal/sqlcipher3/_sqlite3.cpython-311-x86_64-linux-gnu.so", True),
        ("_internal/av.libs/libx264-d6533a8d.so.165", False),
        ("_internal/kap_companion/_resources/fonts/Inter-Light.otf", False),
    ],
)
def test_only_what_nothing_else_rewrote_is_stripped(place: str, is_stripped: bool) -> None:
    assert contents.is_to_be_stripped(place) is is_stripped


def test_words_go_in_for_every_language_that_the_app_speaks(tmp_path: Path) -> None:
    (tmp_path / "es").mkdir()
    (tmp_path / "readme.md").touch()
    assert contents.languages_in(tmp_path) == ("en", "es")
    assert contents.languages_in(tmp_path / "none") == ("en",)


def test_a_file_with_two_names_is_weighed_once(tmp_path: Path) -> None:
    (tmp_path / "one").write_bytes(b"x" * 1_000_000)
    os.link(tmp_path / "one", tmp_path / "two")
    (tmp_path / "three").symlink_to("one")
    assert contents.megabytes(tmp_path) == 1.0


def test_a_library_opened_by_name_is_asked_for_once_and_with_its_version() -> None:
    told = debian.together(["libc6 (>= 2.34)", "libasound2t64 (>= 1.2)", "libgl1"])
    assert "libxcb-cursor0" in told
    assert [one for one in told if "asound" in one] == ["libasound2t64 (>= 1.2)"]
    assert [one for one in told if "libgl1" in one] == ["libgl1"]


def test_the_package_says_what_it_needs_in_the_words_of_dpkg() -> None:
    told = debian.control("0.1.0", "amd64", ["libc6 (>= 2.34)", "libgl1"], 12)
    assert "\nDepends: libc6 (>= 2.34), libgl1\n" in told
    described = told.partition("Description: ")[2].splitlines()
    assert len(described[0]) < 80
    assert all(line.startswith(" ") and len(line) < 80 for line in described[1:])


def test_the_copyright_file_names_all_others_and_what_holds_for_the_whole() -> None:
    listed: list[dict[str, Any]] = [
        {"name": "mutagen", "version": "1", "licence": "GPL-2.0-or-later", "inside": []},
        {"name": "av", "version": "2", "licence": "BSD", "inside": [{"name": "x", "licence": "y"}]},
    ]
    told = debian.copyright_file(listed, (CHECKOUT / "LICENSE").read_text(encoding="utf-8"))
    assert "GNU General Public License, version 3 or later" in " ".join(told.split())
    assert "Permission is hereby granted" in told
    assert "Files: mutagen 1\n" in told and "Comment: with x (y)\n" in told
    paragraphs = told.split("\n\n")
    assert all(one[0] not in " \n" for one in paragraphs)


def test_sums_name_each_file_but_the_packages_own(tmp_path: Path) -> None:
    (tmp_path / "DEBIAN").mkdir()
    (tmp_path / "DEBIAN/control").touch()
    (tmp_path / "usr").mkdir()
    (tmp_path / "usr/empty").touch()
    assert debian.md5sums(tmp_path) == "d41d8cd98f00b204e9800998ecf8427e  usr/empty\n"


def desktop_entry(name: str) -> configparser.SectionProxy:
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[assignment,method-assign]
    entry.read(LINUX / name, encoding="utf-8")
    (told,) = (entry[name] for name in entry.sections())
    return told


@pytest.mark.parametrize("name", ["kap-companion.desktop", "kap-companion-script.desktop"])
def test_the_desktop_entry_starts_the_command_and_speaks_each_language(name: str) -> None:
    told = desktop_entry(name)
    assert told["Exec"].split()[0] == told["Icon"] == debian.PACKAGE
    assert told["Terminal"] == "false"
    for code in contents.languages_in(CHECKOUT / "resources" / "languages"):
        for key in ("Name", "GenericName", "Comment"):
            assert told[key if code == "en" else f"{key}[{code}]"]


def test_a_session_script_is_known_by_its_first_bytes() -> None:
    script = resources.path("rehearsal/first_session.jsonl").read_bytes()
    kind = xml.parse(LINUX / "kap-companion.mime.xml").getroot()[0]
    outer = kind.find(f"{MIME}magic/{MIME}match")
    assert outer is not None
    assert _is_matched(outer, script)
    assert not _is_matched(outer, b'{"event": "started", "file": "a"}\n')
    assert not _is_matched(outer, b'{"at": 1, "name": "a line of some other program"}\n')


def test_a_session_script_that_is_opened_is_offered_to_be_rehearsed() -> None:
    told = desktop_entry("kap-companion-script.desktop")
    kind = xml.parse(LINUX / "kap-companion.mime.xml").getroot()[0]
    assert told["MimeType"] == f"{kind.attrib['type']};"
    assert told["NoDisplay"] == "true", "in the menu there is one entry"
    _, *arguments = told["Exec"].replace("%f", "/some/where.kapsession").split()
    asked = parser().parse_args(arguments)
    assert (asked.command, asked.rehearse) == (None, Path("/some/where.kapsession"))


def _is_matched(match: xml.Element, content: bytes) -> bool:
    """Look for it as shared-mime-info does: the value within the offsets, then what is nested."""
    first, _, last = match.attrib["offset"].partition(":")
    value = match.attrib["value"].encode()
    offsets = range(int(first), int(last or first) + 1)
    found = any(content[at : at + len(value)] == value for at in offsets)
    nested = list(match)
    return found and (not nested or any(_is_matched(one, content) for one in nested))


def test_the_icon_is_drawn_whole_in_every_size(tmp_path: Path) -> None:
    from PySide6.QtGui import QImage

    for size, path in icon.draw(icon.SIZES, tmp_path).items():
        image = QImage(str(path))
        assert (image.width(), image.height()) == (size, size)
        assert image.pixelColor(0, 0).alpha() == 0
        assert image.pixelColor(size // 2, size // 2).alpha() == 255
        colours = {image.pixelColor(x, y).name() for x in range(size) for y in range(size)}
        assert len(colours) > 8


def test_what_cannot_be_built_here_is_not_begun() -> None:
    assert installers.kinds_here("linux", has_dpkg=True) == ("app", "deb", "wheel")
    assert installers.kinds_here("linux", has_dpkg=False) == ("app", "wheel")
    assert installers.kinds_here("darwin", has_dpkg=False) == ("app", "wheel")


def test_two_builds_of_one_source_are_given_the_same_time(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert installers.when_changed(tmp_path) == 1700000000
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    (tmp_path / "CHANGELOG.md").touch()
    os.utime(tmp_path / "CHANGELOG.md", (1_600_000_000, 1_600_000_000))
    assert installers.when_changed(tmp_path) == 1_600_000_000


@pytest.mark.parametrize(("before", "after"), [("/opt/of/theirs", "/opt/of/theirs"), ("", None)])
def test_what_the_frozen_app_starts_finds_the_systems_libraries_again(
    monkeypatch: pytest.MonkeyPatch, before: str, after: str | None
) -> None:
    monkeypatch.setenv("LD_LIBRARY_PATH", "/usr/lib/kap-companion/_internal")
    if before:
        monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", before)
    runpy.run_path(str(CHECKOUT / "packaging" / "frozen_start.py"))
    assert os.environ.get("LD_LIBRARY_PATH") == after
    assert "LD_LIBRARY_PATH_ORIG" not in os.environ
