"""The list of licences is that of the packages the app is locked to, and each can be read."""

from __future__ import annotations

from pathlib import Path

import pytest

import licences as maker
from kap_companion.licences import licensed

CHECKOUT = Path(__file__).resolve().parents[1]
LOCK = (CHECKOUT / "packaging" / "run.lock").read_text(encoding="ascii")
AGAIN = "run packaging/licences.py with the app's Python"


def test_the_list_names_every_package_of_the_lock_in_its_version() -> None:
    kept = {one.name: one.version for one in licensed() if one.version}
    assert kept == maker.locked(LOCK), AGAIN


def test_the_list_says_of_each_installed_package_what_its_wheel_says() -> None:
    kept = {one.name: one for one in licensed()}
    looked_at = 0
    for name, version in maker.locked(LOCK).items():
        if not maker.text_of(name):
            continue
        made = maker.listed(name, version)
        assert kept[name].licence == made.licence, AGAIN
        inside = {f"{part.name} ({part.licence})" for part in made.inside}
        # Wheels for other systems carry other libraries; the list is that of Linux.
        assert inside <= set(kept[name].inside), AGAIN
        looked_at += 1
    assert looked_at > 30


def test_every_licence_can_be_read_in_its_own_words() -> None:
    without = [one.name for one in licensed() if len(one.text()) < 400]
    # These came without a text; what they are called is all that is known.
    assert without == ["fhir-core", "fhir-resources", "PyInstaller's starter", "pywin32-ctypes"]


def test_what_obliges_whoever_hands_the_app_on_is_in_the_list() -> None:
    kept = {one.name: one for one in licensed()}
    assert kept["pyside6-essentials"].licence == "LGPL-3.0-only"
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in kept["pyside6-essentials"].text()
    assert kept["mutagen"].licence == "GPL-2.0-or-later"
    assert {"x264 (GPL-2.0-or-later)", "x265 (GPL-2.0-or-later)"} <= set(kept["av"].inside)
    assert kept["Inter"].licence == "OFL-1.1" and "SIL OPEN FONT" in kept["Inter"].text()


def test_a_library_that_nobody_knows_is_not_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(maker.LIBRARIES, "libx264")
    with pytest.raises(maker.UnknownLicenceError, match="libx264"):
        maker.listed("av", "18.1.0")
