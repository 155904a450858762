"""What the two commands decide before they install anything."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import dev
import system_packages
from kap_companion import resources

PACKAGING = Path(dev.__file__).parent


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


@pytest.mark.parametrize("arguments", [[], ["paint"], ["--verbose"]])
def test_an_unknown_command_says_which_exist(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert dev.main(arguments) == 2
    assert (
        "There are: run, test, env, endurance, bench, look, guide, words, build, lock."
        in capsys.readouterr().err
    )


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


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout of locks alone, in which a set-up only leaves an interpreter and its stamp."""
    (tmp_path / "packaging").mkdir()
    for name in ("run", "test"):
        (tmp_path / "packaging" / f"{name}.lock").write_text(f"{name}==1\n", encoding="ascii")

    def make(venv: Path, wanted: dict[str, str], **_options: object) -> None:
        python = dev._python_in(venv)
        python.parent.mkdir(parents=True, exist_ok=True)
        python.write_text("", encoding="ascii")
        python.chmod(0o755)
        (venv / "stamp.json").write_text(json.dumps(wanted), encoding="utf-8")
        with (tmp_path / "made").open("a") as made:
            made.write("made\n")

    monkeypatch.setattr(dev, "CHECKOUT", tmp_path)
    monkeypatch.setattr(dev, "_make", make)
    _maker(tmp_path, "(folder / 'made.txt').write_text(own_hash)")
    return tmp_path


def _maker(checkout: Path, body: str) -> None:
    """A script in the place of the one that makes the music, which leaves a line each time."""
    (checkout / "resources").mkdir(exist_ok=True)
    (checkout / "packaging" / "make_music.py").write_text(
        "import hashlib, sys\nfrom pathlib import Path\n"
        "own_hash = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()\n"
        "folder = Path(sys.argv[1])\n"
        f"with open({str(checkout / 'music made')!r}, 'a') as made:\n"
        f"    print(folder, file=made)\n{body}\n"
    )


def _music_made(checkout: Path) -> list[Path]:
    made = checkout / "music made"
    return [Path(line) for line in made.read_text().splitlines()] if made.exists() else []


@pytest.fixture
def real_python(checkout: Path) -> Path:
    """An environment whose interpreter runs."""
    python = dev._python_in(checkout / ".venv")
    python.parent.mkdir(parents=True)
    python.symlink_to(sys.executable)
    return python


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_the_music_is_made_once_beside_the_source_and_anew_when_its_maker_changed(
    checkout: Path, real_python: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dev._set_up_music(real_python)
    assert "Making ten minutes of the app's own music" in capsys.readouterr().err
    dev._set_up_music(real_python)
    assert _music_made(checkout) == [checkout / "resources" / "music"]
    assert capsys.readouterr().err == ""
    _maker(checkout, "(folder / 'made.txt').write_text(own_hash)  # other chords")
    dev._set_up_music(real_python)
    assert len(_music_made(checkout)) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_beside_a_source_that_cannot_be_written_the_music_lies_in_the_environment(
    checkout: Path, real_python: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.access", lambda *_path: False)
    dev._set_up_music(real_python)
    dev._set_up_music(real_python)
    assert _music_made(checkout) == [checkout / ".venv" / resources.MUSIC_IN_ENVIRONMENT]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_music_that_cannot_be_made_stops_nothing(
    checkout: Path, real_python: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _maker(checkout, "sys.exit('No encoder.')")
    dev._set_up_music(real_python)
    assert "No encoder.\nThe app's own music could not be made" in capsys.readouterr().err
    (checkout / "packaging" / "make_music.py").unlink()
    dev._set_up_music(real_python)
    assert "The app's own music could not be made" in capsys.readouterr().err


@pytest.mark.parametrize("code", [0, 1])
def test_endurance_passes_on_what_it_is_asked_and_what_came_of_it(
    code: int, checkout: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "set_up", lambda **_options: Path(sys.executable))
    folder = checkout / "tests" / "endurance"
    folder.mkdir(parents=True)
    says = f"import sys; print(sys.argv[1:]); sys.exit({code})"
    (folder / "__main__.py").write_text(says, encoding="utf-8")
    assert dev.main(["endurance", "clock", "--rounds", "3", "--seed", "7"]) == code
    assert "['clock', '--rounds', '3', '--seed', '7']" in capfd.readouterr().out


@pytest.mark.parametrize("code", [0, 1])
def test_build_passes_on_what_it_is_asked_and_what_came_of_it(
    code: int, checkout: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "set_up", lambda **_options: Path(sys.executable))
    says = f"import sys; print(sys.argv[1:]); sys.exit({code})"
    (checkout / "packaging" / "installers.py").write_text(says, encoding="utf-8")
    assert dev.main(["build", "deb", "--try"]) == code
    assert "['deb', '--try']" in capfd.readouterr().out


@pytest.mark.skipif(sys.platform == "win32", reason="a script is no interpreter on Windows")
@pytest.mark.parametrize(
    ("asked", "script"), [(["--quick"], "table"), (["music"], "music_bench"), (["table"], "table")]
)
def test_the_bench_is_the_table_or_the_one_that_is_named(
    asked: list[str],
    script: str,
    checkout: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(dev, "set_up", lambda **_options: Path(sys.executable))
    folder = checkout / "tests" / "bench"
    folder.mkdir(parents=True)
    (folder / "__init__.py").touch()
    for name in ("table", "music_bench", "start_bench"):
        says = f"import sys; print({name!r}, sys.argv[1:]); sys.exit(3)"
        (folder / f"{name}.py").write_text(says, encoding="utf-8")
    assert dev.main(["bench", *asked, "start"]) == 3
    told = [*(one for one in asked if one.startswith("-")), "start"]
    assert capfd.readouterr().out.split("\n")[0] == f"{script} {told}"


def test_a_bench_that_is_not_there_is_told_with_those_that_are(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "set_up", lambda **_options: Path(sys.executable))
    folder = checkout / "tests" / "bench"
    folder.mkdir(parents=True)
    (folder / "music_bench.py").touch()
    assert dev.main(["bench", "paint"]) == 2
    assert "There are: table, music." in capsys.readouterr().err


def _times_made(checkout: Path) -> int:
    return len((checkout / "made").read_text().splitlines())


def test_the_second_start_makes_nothing(checkout: Path) -> None:
    assert dev.set_up(with_tests=False) == dev.set_up(with_tests=False)
    assert _times_made(checkout) == 1


def test_the_checks_add_to_what_the_app_has_and_a_new_lock_begins_again(checkout: Path) -> None:
    dev.set_up(with_tests=False)
    dev.set_up(with_tests=True)
    dev.set_up(with_tests=False)
    assert _times_made(checkout) == 2
    (checkout / "packaging" / "run.lock").write_text("run==2\n", encoding="ascii")
    dev.set_up(with_tests=False)
    assert _times_made(checkout) == 3


def test_an_interrupted_set_up_is_made_again(checkout: Path) -> None:
    python = dev.set_up(with_tests=False)
    (python.parent.parent / "stamp.json").write_text('{"python": "3.1', encoding="utf-8")
    dev.set_up(with_tests=False)
    assert _times_made(checkout) == 2


def test_two_set_ups_at_once_wait_for_each_other(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    hold = (
        "import sys, time; from pathlib import Path; import dev\n"
        "with dev._only_one(Path(sys.argv[1])):\n"
        "    print('held', flush=True); sys.stdin.readline(); print(time.monotonic(), flush=True)\n"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", hold, str(lock)],
        cwd=PACKAGING,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    waiter = subprocess.Popen(
        [sys.executable, "-c", hold, str(lock)],
        cwd=PACKAGING,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert waiter.stderr is not None
    assert "waiting for it" in waiter.stderr.readline()
    released, _ = holder.communicate("\n")
    got, _ = waiter.communicate("\n")
    assert got.startswith("held")
    assert float(got.split()[1]) >= float(released)


@pytest.fixture
def no_screen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine without a screen, whose interpreter is a script that `_interpreter` writes."""
    python = tmp_path / "python"
    monkeypatch.setattr(dev, "set_up", lambda **_options: python)
    monkeypatch.setattr(dev, "has_screen", lambda *_machine: False)
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    return python


def _interpreter(python: Path, body: str) -> None:
    python.write_text(f"#!{sys.executable}\nimport sys\n{body}", encoding="utf-8")
    python.chmod(0o755)


@pytest.mark.skipif(sys.platform == "win32", reason="a script is no interpreter on Windows")
def test_without_a_screen_the_rehearsal_plays_and_the_note_is_shown(
    no_screen: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    _interpreter(
        no_screen,
        "from pathlib import Path\n"
        "assert sys.argv[1:6] == ['-m', 'kap_companion', 'rehearse', '--speed', 'max'], sys.argv\n"
        "out = Path(sys.argv[7]); out.mkdir()\n"
        "[(out / f'note.{end}').write_text('') for end in ('pdf', 'docx', 'md')]\n",
    )
    assert dev.main(["run"]) == 0
    said = capfd.readouterr().out.splitlines()
    assert said[0].startswith("There is no screen here")
    shown = [Path(line.strip()) for line in said if line.startswith("  ")]
    assert [path.name for path in shown] == ["note.docx", "note.pdf"]
    assert all(path.is_file() for path in shown)


@pytest.mark.skipif(sys.platform == "win32", reason="a script is no interpreter on Windows")
@pytest.mark.parametrize(("body", "code"), [("sys.exit(4)", 4), ("", 1)])
def test_a_rehearsal_that_leaves_no_note_is_no_success(
    no_screen: Path, body: str, code: int
) -> None:
    _interpreter(no_screen, body)
    assert dev.main(["run"]) == code


def test_pip_without_root_finds_the_certificates_that_came_along(tmp_path: Path) -> None:
    certificates = system_packages.certificates_in(tmp_path)
    certificates.write_text("one certificate", encoding="ascii")
    certifi: dict[str, Any] = {}
    exec(system_packages.certifi_module(certificates), certifi)
    assert certifi["where"]() == str(certificates)
    assert certifi["contents"]() == "one certificate"
