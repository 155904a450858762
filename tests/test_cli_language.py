"""The command line speaks the system's language; what programs read is the same in every one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.test_cli import Run, in_a_process, in_this_process, lines_of, rehearse

SPANISH = {"LANGUAGE": "es_MX:es"}
OF_DOCUMENTS = {"draft_saved", "record_signed"}


@pytest.fixture
def within(tmp_path: Path) -> Run:
    return in_this_process(tmp_path)


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"LANGUAGE": "es"}, "No hay ninguna bóveda en {folder}: elija su carpeta"),
        ({"LANGUAGE": "", "LC_ALL": "es_AR.UTF-8"}, "No hay ninguna bóveda en {folder}"),
        ({"LANGUAGE": "de_DE"}, "There is no vault in {folder}: choose its folder"),
    ],
)
def test_the_command_line_speaks_the_systems_language(
    within: Run, tmp_path: Path, told: dict[str, str], sentence: str
) -> None:
    done = within("verify", "--vault", tmp_path / "none", **told)
    assert done.returncode == 4
    assert sentence.format(folder=tmp_path / "none") in done.stderr


def test_what_was_asked_wrongly_is_said_in_spanish_too(within: Run) -> None:
    done = within("sessions", **SPANISH)
    assert (done.returncode, done.stderr.strip()) == (
        2,
        "faltan estos argumentos: --vault (vea kap-companion sessions --help)",
    )
    assert "faltan" not in within("sessions").stderr, "and the next one is asked in English again"


def test_a_refused_script_names_its_line_in_spanish(within: Run, tmp_path: Path) -> None:
    (tmp_path / "s.jsonl").write_text('{"at": "0:00", "do": "dose", "mg": "many"}', "utf-8")
    done = within("rehearse", "--script", tmp_path / "s.jsonl", **SPANISH)
    assert done.returncode == 2
    assert done.stderr.strip() == "La línea 1 del guion se rechaza: 'mg' debe ser un número."


def test_a_sound_check_gives_programs_the_same_reasons_in_every_language(
    within: Run, tmp_path: Path
) -> None:
    (tmp_path / "empty.mp3").touch()
    names = (tmp_path / "empty.mp3", tmp_path / "gone.mp3")
    done, spanish = (within("play", *names, LANGUAGE=code) for code in ("en", "es"))
    assert spanish.stdout == done.stdout
    reasons = [json.loads(line)["reason"] for line in spanish.stdout.splitlines()]
    assert reasons == ["it is not there", "the file is empty"]
    assert spanish.stderr.strip() == "nada de ello se pudo reproducir"
    assert (done.returncode, spanish.returncode) == (1, 1)


def test_what_is_kept_and_what_programs_read_is_the_same_in_every_language(tmp_path: Path) -> None:
    english, spanish = (told_of(tmp_path / code, code) for code in ("en", "es"))
    assert spanish["acks"] == english["acks"]
    assert spanish["states"] == english["states"]
    assert [line["kind"] for line in spanish["log"]] == [line["kind"] for line in english["log"]]
    for line, other in zip(spanish["log"], english["log"], strict=True):
        if line["kind"] not in OF_DOCUMENTS:
            assert without_ids(line.get("body")) == without_ids(other.get("body")), line["kind"]


def told_of(folder: Path, code: str) -> dict[str, Any]:
    """Play every verb of a script in a language; return what a program reads of it."""
    folder.mkdir()
    run = in_a_process(folder)

    def spoken(*words: object, **changes: str) -> Any:
        return run(*words, LANGUAGE=code, **changes)

    acks = rehearse(spoken, folder, EVERY_VERB, "--start", "2026-11-03T10:00:00-08:00")
    rows = json.loads(spoken("sessions", "--vault", folder / "v", "--json").stdout)
    return {
        "acks": [(one["ack"], one["seq"]) for one in acks],
        "states": [(one["state"], one["modality"], one["entries"]) for one in rows],
        "log": lines_of(spoken, folder),
    }


def without_ids(form: Any) -> Any:
    """Return a body with what differs in each vault, its ids, left out."""
    match form:
        case dict():
            return {key: without_ids(value) for key, value in form.items()}
        case list():
            return [without_ids(value) for value in form]
        case str() if len(form) == 36 and form.count("-") == 4:
            return "an id"
        case _:
            return form


EVERY_VERB = (Path(__file__).parent / "scripts/every_verb.jsonl").read_text("utf-8").strip()
