from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from kap_companion.session.entries import Modality
from kap_companion.ui.panels.home_view import (
    Course,
    Stage,
    day_words,
    look_at_day,
    meant,
    waits_words,
)
from kap_companion.vault.clients import ClientFile
from kap_companion.vault.summary import SessionRow

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def row(
    client: str,
    number: int,
    days_ago: float,
    *,
    dosed: bool = True,
    ended: bool = True,
    signed: bool = False,
) -> SessionRow:
    opened = NOW - timedelta(days=days_ago)
    return SessionRow(
        id=f"{client}{number}",
        client_id=client,
        client=client.upper(),
        session_number=number,
        modality=Modality.IN_PERSON,
        planned_minutes=90,
        rehearsal=False,
        opened_at=opened,
        first_dose_at=opened if dosed else None,
        last_dose_at=opened if dosed else None,
        ended_at=opened + timedelta(hours=1) if ended else None,
        signed_at=opened + timedelta(hours=2) if signed else None,
        entries=9,
        last_at=opened + timedelta(hours=1),
    )


def client(id_: str, planned: int | None = 8) -> ClientFile:
    return ClientFile(id_, id_.upper(), planned_sessions=planned, prescriber="Dr. P.N.")


def local(at: datetime) -> datetime:
    return at


def test_a_course_counts_the_sessions_with_a_dose() -> None:
    rows = [row("a", 3, 1, dosed=False), row("a", 2, 8), row("a", 1, 15)]
    (course,) = look_at_day([client("a")], rows, NOW, local).courses
    assert course.words == "Dosing 2 of 8"


@pytest.mark.parametrize(
    ("planned", "dosed", "running", "words"),
    [
        (8, 3, True, "Dosing 3 of 8"),
        (None, 2, False, "Dosing 2"),
        (8, 0, True, "Before the first dose"),
        (6, 0, False, "6 planned"),
        (None, 0, False, "No session yet"),
    ],
)
def test_a_course_is_said_in_a_few_words(
    planned: int | None, dosed: int, running: bool, words: str
) -> None:
    assert Course(client("a", planned), dosed, running, ()).words == words


def test_the_client_whose_session_goes_on_comes_first() -> None:
    day = look_at_day(
        [client("a"), client("m")], [row("m", 1, 0.01, ended=False), row("a", 1, 3)], NOW, local
    )
    assert [one.file.id for one in day.courses] == ["m", "a"]
    assert day.unended is not None
    assert day.unended.stage is Stage.RUNNING


def test_what_waits_longest_to_be_signed_comes_first_and_signed_waits_no_more() -> None:
    rows = [row("a", 3, 1), row("a", 2, 8), row("a", 1, 15, signed=True)]
    day = look_at_day([client("a")], rows, NOW, local)
    assert [one.number for one in day.to_sign] == [2, 3]


def test_a_session_of_a_client_whose_file_is_unknown_is_still_told() -> None:
    day = look_at_day([], [row("z", 1, 0.1)], NOW, local)
    assert day.today[0].client == "Z"
    assert day.today[0].name == "Session 1"


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(minutes=109), "today 10:11"),
        (timedelta(days=1), "yesterday 12:00"),
        (timedelta(days=9), "21 Feb"),
        (timedelta(days=400), "26 Jan 2025"),
    ],
)
def test_a_day_is_told_as_short_as_it_can_be(ago: timedelta, words: str) -> None:
    assert day_words(NOW - ago, NOW) == words


@pytest.mark.parametrize(("days", "words"), [(0, "today"), (1, "1 day"), (4, "4 days")])
def test_how_long_something_waits(days: int, words: str) -> None:
    assert waits_words(NOW - timedelta(days=days), NOW) == words


@pytest.mark.parametrize(
    ("typed", "is_meant"),
    [("mr", True), ("M.R.", True), ("maria", True), ("p.n.", True), ("m ros", True), ("x", False)],
)
def test_a_client_is_found_by_code_name_or_prescriber(typed: str, is_meant: bool) -> None:
    file = ClientFile("1", "M.R.", full_name="Maria Rossi", prescriber="Dr. P.N.")
    assert meant(Course(file, 0, False, ()), typed) is is_meant
