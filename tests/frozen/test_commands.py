"""The app as it is handed over is its whole command line too, with all that it carries inside."""

from __future__ import annotations

import json
from pathlib import Path

from kap_companion import __version__
from tests.frozen.laptop import Laptop

_FORMATS = ("csv", "docx", "fhir.json", "json", "md", "pdf", "txt")


def test_it_says_its_version(laptop: Laptop) -> None:
    assert laptop.told("--version") == f"KAP Companion {__version__}\n"


def test_the_built_in_session_is_rehearsed_and_exported_in_every_format(laptop: Laptop) -> None:
    out = laptop.folder / "out"
    laptop.told(*("rehearse", "--speed", "max", "--vault", str(laptop.vault), "--out", str(out)))
    (name,) = {path.name.split(".")[0] for path in out.glob("*.pdf")}
    assert {path.name.removeprefix(f"{name}.") for path in out.iterdir()} >= set(_FORMATS)
    assert (out / f"{name}.pdf").read_bytes().startswith(b"%PDF-")
    bundle = json.loads((out / f"{name}.fhir.json").read_text(encoding="utf-8"))
    assert bundle["resourceType"] == "Bundle"
    assert "Fine" in laptop.told("verify", "--vault", str(laptop.vault))


def test_a_record_is_brought_into_another_vault_and_backed_up_there(laptop: Laptop) -> None:
    out, other = laptop.folder / "out", laptop.folder / "other"
    script = laptop.folder / "empty.jsonl"
    script.write_text("", encoding="utf-8")
    laptop.told(*("rehearse", "--speed", "max", "--vault", str(laptop.vault)))
    exported = ("export", "--vault", str(laptop.vault), "--session", "last", "--format", "json")
    (record,) = laptop.told(*exported, "--out", str(out)).split()
    laptop.told(*("rehearse", "--speed", "max", "--vault", str(other), "--script", str(script)))
    brought = laptop.run("import", "--vault", str(other), record)
    file = laptop.folder / "b.kapbackup"
    assert laptop.told("backup", "--vault", str(laptop.vault), "--to", str(file))
    again = laptop.folder / "again"
    assert laptop.told("restore", "--from", str(file), "--vault", str(again))
    kept, restored = (
        json.loads(laptop.told("sessions", "--json", "--vault", str(one)))
        for one in (laptop.vault, again)
    )
    assert kept == restored != []
    # A rehearsal's record may be refused among a practice's; what is said is one sentence.
    assert brought.returncode in (0, 2)
    assert len((brought.stdout or brought.stderr).splitlines()) == 1


def test_music_is_measured_and_played_by_the_engine_alone(laptop: Laptop) -> None:
    music = sorted(Path(__file__).parents[2].glob("resources/music/*.opus"))[:1]
    laptop.variables["SDL_DISKAUDIODELAY"] = "5"
    told = [json.loads(line) for line in laptop.told("play", *map(str, music)).splitlines()]
    assert [one["event"] for one in told] == ["started", "ended"]
    assert laptop.sound.stat().st_size > 60 * 44_100 * 4


def test_what_cannot_be_done_is_one_line(laptop: Laptop) -> None:
    done = laptop.run("verify", "--vault", str(laptop.folder / "none"))
    assert done.returncode == 4 and len(done.stderr.splitlines()) == 1
