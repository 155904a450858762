"""What the project's own files promise: locks that name no host, a wheel that is whole."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
PACKAGING = CHECKOUT / "packaging"

# Written apart, so that this file does not hold what it looks for.
HOSTS = [".".join(("pypi", "org")), ".".join(("pythonhosted", "org")), "deb." + "debian.org"]
NOT_OURS = {"__pycache__", "build", "dist", "htmlcov", "node_modules"}


def _requirements(name: str) -> list[str]:
    text = (PACKAGING / f"{name}.lock").read_text(encoding="ascii")
    return text.replace("\\\n", " ").splitlines()


@pytest.mark.parametrize("name", ["run", "test"])
def test_every_line_of_a_lock_pins_one_version_by_its_hashes(name: str) -> None:
    for line in _requirements(name):
        assert re.match(r"[a-z0-9-]+==[^ ]+ ", line), line
        assert "--hash=sha256:" in line, line
        assert "://" not in line, line


@pytest.mark.parametrize(("name", "group"), [("run", "dependencies"), ("test", "test")])
def test_a_lock_holds_all_that_the_project_asks_for(name: str, group: str) -> None:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = project["project"][group] if name == "run" else project["dependency-groups"][group]
    wanted = {re.split(r"[=<>; ]", line)[0].lower() for line in asked}
    locked = {line.split("==")[0] for line in _requirements(name)}
    assert wanted <= locked


def test_the_checks_run_against_the_versions_that_the_app_runs_with() -> None:
    run, test = (
        {line.split("==")[0]: line.split()[0] for line in _requirements(name)}
        for name in ("run", "test")
    )
    assert run.items() <= test.items()


def test_packaging_never_shadows_the_library_of_the_same_name() -> None:
    assert not (PACKAGING / "__init__.py").exists()
    subprocess.run(
        [sys.executable, "-c", "import packaging.version"],
        cwd=CHECKOUT,
        env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
        check=True,
    )


def test_no_file_names_a_package_registry() -> None:
    found = []
    for folder, folders, files in os.walk(CHECKOUT):
        folders[:] = [name for name in folders if name[0] != "." and name not in NOT_OURS]
        for name in files:
            path = Path(folder) / name
            content = path.read_bytes() if path.stat().st_size < 5_000_000 else b""
            found += [str(path) for host in HOSTS if host.encode() in content]
    assert found == []


def test_an_installed_wheel_finds_its_resources(tmp_path: Path) -> None:
    hatchling = pytest.importorskip("hatchling.builders.wheel")
    built = Path(next(hatchling.WheelBuilder(str(CHECKOUT)).build(directory=str(tmp_path))))
    installed = tmp_path / "installed"
    with zipfile.ZipFile(built) as wheel:
        wheel.extractall(installed)
    music = {path.name for path in (CHECKOUT / "resources" / "music").glob("*.opus")}
    kept = installed / "kap_companion" / "_resources" / "music"
    assert {path.name for path in kept.glob("*.opus")} == music
    assert (kept / "LICENSE.txt").is_file()
    asked = "from kap_companion import resources; print(resources.path('fonts/Inter-Regular.otf'))"
    seen = subprocess.run(
        [
            sys.executable,
            "-I",
            "-c",
            f"import sys; sys.path.insert(0, {str(installed)!r}); {asked}",
        ],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
    )
    assert Path(seen.stdout.strip()).is_relative_to(installed / "kap_companion" / "_resources")
    assert [path.name for path in installed.iterdir() if path.suffix != ".dist-info"] == [
        "kap_companion"
    ]


def test_the_bundled_inter_has_figures_of_one_width() -> None:
    for cut in ("Light", "Regular", "Medium", "SemiBold", "Italic"):
        font = (CHECKOUT / "resources" / "fonts" / f"Inter-{cut}.otf").read_bytes()
        assert font[:4] == b"OTTO"
        assert b"tnum" in font
