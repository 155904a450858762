"""Documents made in a process of their own: the same ones, all or none, and really stopped."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from kap_companion.notes.draft import LETTER
from kap_companion.notes.export import FORMATS, ExportError, endings_of
from kap_companion.notes.export.apart import ExportApart, ExportStopped
from kap_companion.notes.export.order import Order
from kap_companion.practice import Opening, Practice
from kap_companion.session import entries as e
from kap_companion.session.clock import ScriptedClock
from kap_companion.vault.keys import KeyCost
from kap_companion.vault.vault import Vault
from tests.made import PROTOCOL, START


@pytest.fixture
def practice(tmp_path: Path) -> Iterator[Practice]:
    vault, _ = Vault.create(
        tmp_path / "v", "moss lantern harbour", state_folder=tmp_path / "s", cost=KeyCost(64, 1, 1)
    )
    with vault:
        yield Practice(vault, ScriptedClock(START), PROTOCOL)


def held(practice: Practice, notes: int = 3) -> str:
    """Hold a session with so many notes; return its id."""
    client = practice.save_client(None, e.ClientSaved("M.R."))
    session = practice.open_session(client, Opening(planned_dose_mg=Decimal(150)))
    session.dose(Decimal(150))
    clock = practice.clock
    assert isinstance(clock, ScriptedClock)
    for n in range(notes):
        clock.advance(timedelta(seconds=3))
        session.note(f"{n} she speaks of the sea, and that the light is warm")
    session.note("my own pull", private=True)
    session.end("over")
    return session.session_id


def run(order: Order) -> tuple[Path, ...]:
    return ExportApart(order).run(lambda _made, _every: None).paths


def test_a_letter_that_is_handed_out_is_the_letter_and_not_the_record(
    practice: Practice, tmp_path: Path
) -> None:
    session = held(practice)
    letter = (practice.template(LETTER), "Dear M.R., the light was warm.")
    (path,) = run(practice.order_record(session, ("txt",), tmp_path / "out", handed_out=letter))
    text = path.read_text("utf-8")
    assert "Dear M.R., the light was warm." in text
    for of_the_record in ("she speaks of the sea", "150 mg", "Not signed"):
        assert of_the_record not in text


def test_they_are_the_same_as_those_made_here(practice: Practice, tmp_path: Path) -> None:
    session = held(practice)
    here = practice.export_record(session, ("md", "txt", "json"), tmp_path / "here")
    order = practice.order_record(session, ("md", "txt", "json"), tmp_path / "apart")
    for one, other in zip(here.paths, run(order), strict=True):
        assert other.name == one.name
        assert other.read_bytes() == one.read_bytes()


def test_every_format_is_made_and_told_as_it_is(practice: Practice, tmp_path: Path) -> None:
    order = practice.order_record(held(practice), FORMATS, tmp_path / "out")
    told: list[tuple[int, int]] = []
    done = ExportApart(order).run(lambda made, every: told.append((made, every)))
    endings = endings_of(FORMATS, of_record=True)
    assert told == [(n, len(endings)) for n in range(1, len(endings) + 1)]
    assert [path.name for path in done.paths] == [f"{order.name}.{one}" for one in endings]
    assert done.paths[0].read_bytes().startswith(b"%PDF")


def test_psychotherapy_notes_go_alone_and_never_into_the_record(
    practice: Practice, tmp_path: Path
) -> None:
    session = held(practice)
    (notes,) = run(practice.order_psychotherapy_notes(session, ("txt",), tmp_path / "apart"))
    text = notes.read_text("utf-8")
    assert "my own pull" in text and "the sea" not in text
    order = practice.order_record(session, FORMATS, tmp_path / "out")
    assert "my own pull" not in repr(order)


def test_what_stands_in_the_way_is_not_overwritten(practice: Practice, tmp_path: Path) -> None:
    order = practice.order_record(held(practice), ("txt",), tmp_path / "out")
    (first,) = run(order)
    before = first.read_bytes()
    with pytest.raises(ExportError, match="already there"):
        run(replace(order, formats=("md", "txt")))
    assert [path.name for path in (tmp_path / "out").iterdir()] == [first.name]
    assert first.read_bytes() == before


def test_stopping_ends_the_process_and_leaves_nothing_half_written(
    practice: Practice, tmp_path: Path
) -> None:
    order = practice.order_record(held(practice, 1500), ("txt", "docx", "pdf"), tmp_path / "out")
    apart = ExportApart(order)
    outcome: list[BaseException] = []
    first_made = threading.Event()

    def work() -> None:
        try:
            apart.run(lambda _made, _every: first_made.set())
        except ExportStopped as stopped:
            outcome.append(stopped)

    thread = threading.Thread(target=work)
    thread.start()
    assert first_made.wait(60)
    assert apart.stop()
    thread.join(20)
    assert not thread.is_alive()
    assert isinstance(outcome[0], ExportStopped)
    assert apart._process is not None and apart._process.poll() is not None
    assert not (tmp_path / "out").exists()


def test_what_was_stopped_before_it_began_never_begins(practice: Practice, tmp_path: Path) -> None:
    apart = ExportApart(practice.order_record(held(practice), ("txt",), tmp_path / "out"))
    assert apart.stop()
    with pytest.raises(ExportStopped):
        apart.run(lambda _made, _every: None)
    assert apart._process is None
    assert not (tmp_path / "out").exists()


def test_what_is_written_already_cannot_be_stopped(practice: Practice, tmp_path: Path) -> None:
    apart = ExportApart(practice.order_record(held(practice), ("txt",), tmp_path / "out"))
    done = apart.run(lambda _made, _every: None)
    assert not apart.stop()
    assert done.paths[0].exists()


def test_a_process_that_dies_is_told_in_one_sentence(practice: Practice, tmp_path: Path) -> None:
    apart = ExportApart(practice.order_record(held(practice, 1500), ("pdf",), tmp_path / "out"))

    def kill() -> None:
        while apart._process is None:
            time.sleep(0.01)
        apart._process.kill()

    killer = threading.Thread(target=kill)
    killer.start()
    with pytest.raises(ExportError, match="could not be made"):
        apart.run(lambda _made, _every: None)
    killer.join()
    assert not (tmp_path / "out").exists()
