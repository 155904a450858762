"""What the two commands decide before they install anything."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import dev
import system_packages

CHECKOUT = Path(dev.__file__).parent.parent


@pytest.mark.parametrize("version", [(3, 8), (3, 10), (3, 15)])
def test_a_python_that_cannot_serve_is_refused_in_one_sentence(version: tuple[int, int]) -> None:
    refusal = dev.refusal_of_python(version)
    assert refusal is not None
    assert "3.11 to 3.14" in refusal
    assert "\n" not in refusal


@pytest.mark.parametrize("version", [(3, 11), (3, 12), (3, 13), (3, 14)])
def test_the_supported_pythons_serve(version: tuple[int, int]) -> None:
    assert dev.refusal_of_python(version) is None


@pytest.mark.parametrize(
    ("system", "environment", "has_screen"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": ""}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("darwin", {}, True),
        ("win32", {}, True),
    ],
)
def test_the_window_opens_wherever_there_is_a_screen(
    system: str, environment: dict[str, str], has_screen: bool
) -> None:
    assert dev.has_screen(system, environment) is has_screen


@pytest.mark.parametrize(
    ("missing", "has_apt", "is_root", "has_sudo", "way"),
    [
        ([], False, False, False, "nothing"),
        ([("libgl1",)], True, True, False, "apt"),
        ([("libgl1",)], True, False, True, "sudo"),
        ([("libgl1",)], True, False, False, "folder"),
        ([("libgl1",)], False, True, True, "ask"),
    ],
)
def test_system_packages_come_by_the_way_that_is_allowed(
    missing: list[tuple[str, ...]], has_apt: bool, is_root: bool, has_sudo: bool, way: str
) -> None:
    found = system_packages.way_to_install(
        missing, has_apt=has_apt, is_root=is_root, has_sudo=has_sudo
    )
    assert found == way


def test_only_packages_that_apt_can_install_are_asked_for() -> None:
    policy = """\
libasound2:
  Installed: (none)
  Candidate: (none)
  Version table:
libasound2t64:
  Installed: (none)
  Candidate: 1.2.11-1build2
  Version table:
     1.2.11-1build2 500
"""
    assert system_packages.installable(policy) == {"libasound2t64"}


def _stamp(**locks: bytes) -> dict[str, str]:
    return dev.stamp_of(locks, python="3.11 /usr", checkout=Path("/somewhere"))


def test_a_set_up_is_made_anew_only_when_what_it_stands_on_changed() -> None:
    wanted = _stamp(run=b"a")
    assert dev.is_current(wanted, wanted)
    assert dev.is_current(_stamp(run=b"a", test=b"b"), wanted)
    assert not dev.is_current(None, wanted)
    assert not dev.is_current(wanted, _stamp(run=b"changed"))
    assert not dev.is_current(wanted, _stamp(run=b"a", test=b"b"))
    assert not dev.is_current({**wanted, "python": "3.12 /usr"}, wanted)
    assert not dev.is_current({**wanted, "checkout": "/elsewhere"}, wanted)


def test_a_checkout_that_cannot_be_written_has_its_environment_in_the_cache() -> None:
    checkout, cache = Path("/srv/kap"), Path("/home/m/.cache")
    assert dev.home_of_venv(checkout, is_writable=True, cache=cache) == checkout
    home = dev.home_of_venv(checkout, is_writable=False, cache=cache)
    other = dev.home_of_venv(Path("/srv/other"), is_writable=False, cache=cache)
    assert home.parent == cache / "kap-companion"
    assert home != other


@pytest.mark.parametrize(
    ("system", "environment", "folder"),
    [
        ("linux", {}, "/home/m/.cache"),
        ("linux", {"XDG_CACHE_HOME": "/var/tmp/m"}, "/var/tmp/m"),
        ("darwin", {}, "/home/m/Library/Caches"),
        ("win32", {"LOCALAPPDATA": "/home/m/Local"}, "/home/m/Local"),
    ],
)
def test_each_system_has_its_own_cache_folder(
    system: str, environment: dict[str, str], folder: str
) -> None:
    assert dev.cache_folder(system, environment, Path("/home/m")) == Path(folder)


def test_the_path_line_is_ascii_and_reaches_a_folder_with_any_name(tmp_path: Path) -> None:
    folder = tmp_path / 'Praxis für M\'ü 日本 "x"'
    line = dev.path_line(folder)
    assert line.isascii()
    assert "\n" not in line
    seen = subprocess.run(
        [sys.executable, "-c", f"{line}; print(ascii(sys.path[-1]))"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert seen.stdout.strip() == ascii(str(folder))


def test_libraries_unpacked_without_root_are_loaded_quietly_when_there_are_none(
    tmp_path: Path,
) -> None:
    module = tmp_path / "kap_system.py"
    module.write_text(system_packages.preload_module(tmp_path), encoding="ascii")
    subprocess.run([sys.executable, str(module)], check=True)


@pytest.mark.parametrize("arguments", [[], ["endurance"], ["--verbose"]])
def test_an_unknown_command_says_which_exist(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert dev.main(arguments) == 2
    assert "There are: run, test, env, lock." in capsys.readouterr().err


def test_a_failing_step_says_what_it_said_last_and_what_to_do(
    capfd: pytest.CaptureFixture[str],
) -> None:
    command = [sys.executable, "-c", "print('the reason'); raise SystemExit(3)"]
    with pytest.raises(system_packages.SetUpStoppedError, match=r"the reason\nPlug it in\."):
        system_packages.do(command, "Plug it in.")
    with pytest.raises(system_packages.SetUpStoppedError) as stopped:
        system_packages.do(command, "Plug it in.", last_lines=0)
    assert str(stopped.value) == "Plug it in."
    assert capfd.readouterr().out == ""
