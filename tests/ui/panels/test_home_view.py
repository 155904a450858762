from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

import pytest

from kap_companion.session.entries import (
    DoseTaken,
    Modality,
    RecordSigned,
    SessionEnded,
    SessionOpened,
)
from kap_companion.session.phases import CuePlan, PhasePlan
from kap_companion.ui.panels.home_view import (
    Course,
    Stage,
    codes_of,
    day_words,
    look_at_day,
    meant,
    waits_words,
)
from kap_companion.vault.clients import ClientFile
from kap_companion.vault.journal import new_id
from kap_companion.vault.summary import Held
from kap_companion.vault.vault import Vault
from tests.vault.made import Place, keep_bodies

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)

Hold = Callable[..., str]


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    made, _ = Place(tmp_path / "vault", tmp_path / "state").create()
    with made:
        yield made


@pytest.fixture
def hold(vault: Vault) -> Hold:
    """Return what keeps a session of a client in the vault and says its id."""

    def do(
        client: str,
        number: int,
        days_ago: float,
        *,
        dosed: bool = True,
        ended: bool = True,
        signed: bool = False,
    ) -> str:
        id_, at = new_id(), NOW - timedelta(days=days_ago)
        opened = SessionOpened(
            client_id=client,
            client=client.upper(),
            modality=Modality.IN_PERSON,
            planned_minutes=90,
            session_number=number,
            phases=PhasePlan(12, 20, 38, 45),
            cues=CuePlan(40, 15),
        )
        keep_bodies(vault, id_, opened, at=at)
        if dosed:
            keep_bodies(vault, id_, DoseTaken(Decimal(150)), at=at)
        if ended:
            keep_bodies(vault, id_, SessionEnded(), at=at + timedelta(hours=1))
        if signed:
            signature = RecordSigned("A. Clinician", "dap", "ab" * 32)
            keep_bodies(vault, id_, signature, at=at + timedelta(hours=2))
        return id_

    return do


def client(id_: str, planned: int | None = 8) -> ClientFile:
    return ClientFile(id_, id_.upper(), planned_sessions=planned, prescriber="Dr. P.N.")


def local(at: datetime) -> datetime:
    return at


def course(file: ClientFile, dosed: int = 0, *, running: bool = False) -> Course:
    held = Held(max(dosed, 1), dosed, int(running), NOW, None if running else NOW, None)
    return Course(file, held if dosed or running else None, local, read=tuple)


def test_a_course_counts_the_sessions_with_a_dose(vault: Vault, hold: Hold) -> None:
    hold("a", 1, 15)
    hold("a", 2, 8)
    hold("a", 3, 1, dosed=False)
    hold("m", 1, 2)
    (seen,) = look_at_day([client("a")], vault.sessions, NOW, local).courses
    assert seen.words == "Dosing 2 of 8"
    assert seen.held == 3
    assert [one.number for one in seen.sessions] == [3, 2, 1]
    newest = seen.sessions[0]
    assert (seen.last_opened_at, seen.last_stage) == (newest.opened_at, newest.stage)


def test_a_client_without_a_session_has_an_empty_course(vault: Vault) -> None:
    (seen,) = look_at_day([client("a")], vault.sessions, NOW, local).courses
    assert (seen.held, seen.last_opened_at, seen.last_stage, seen.sessions) == (0, None, None, ())


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
    assert course(client("a", planned), dosed, running=running).words == words


def test_the_client_whose_session_goes_on_comes_first(vault: Vault, hold: Hold) -> None:
    hold("a", 1, 3)
    hold("m", 1, 0.01, ended=False)
    day = look_at_day([client("a"), client("m")], vault.sessions, NOW, local)
    assert [one.file.id for one in day.courses] == ["m", "a"]
    assert day.unended is not None
    assert day.unended.stage is Stage.RUNNING


def test_what_waits_longest_to_be_signed_comes_first_and_signed_waits_no_more(
    vault: Vault, hold: Hold
) -> None:
    hold("a", 1, 15, signed=True)
    hold("a", 2, 8)
    hold("a", 3, 1)
    day = look_at_day([client("a")], vault.sessions, NOW, local)
    assert [one.number for one in day.to_sign] == [2, 3]
    assert day.more_to_sign == 0


def test_where_very_many_wait_to_be_signed_the_rest_is_counted(
    vault: Vault, hold: Hold, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kap_companion.ui.panels.home_view._MOST_TO_SIGN", 2)
    for n in range(5):
        hold("a", n, 9 - n)
    day = look_at_day([client("a")], vault.sessions, NOW, local)
    assert [one.number for one in day.to_sign] == [0, 1]
    assert day.more_to_sign == 3


def test_today_is_the_clinicians_own_day_and_in_its_order(vault: Vault, hold: Hold) -> None:
    hold("a", 1, 0.8)  # yesterday in UTC, today eight hours further east
    hold("a", 2, 0.1)
    hold("a", 3, 2)
    east = timezone(timedelta(hours=8))
    in_utc = look_at_day([client("a")], vault.sessions, NOW, local)
    assert [one.number for one in in_utc.today] == [2]
    far_east = look_at_day(
        [client("a")], vault.sessions, NOW.astimezone(east), lambda at: at.astimezone(east)
    )
    assert [one.number for one in far_east.today] == [1, 2]


def test_a_session_of_a_client_whose_file_is_unknown_is_still_told(
    vault: Vault, hold: Hold
) -> None:
    hold("z", 1, 0.1)
    day = look_at_day([], vault.sessions, NOW, local)
    assert day.today[0].client == "Z"
    assert day.today[0].name == "Session 1"


def test_what_was_found_is_told_by_the_clients_code_of_now(vault: Vault, hold: Hold) -> None:
    mine, unknown = hold("a", 1, 3), hold("z", 1, 2)
    hold("a", 2, 1)
    renamed = ClientFile("a", "A.L.")
    day = look_at_day([renamed], vault.sessions, NOW, local)
    found = vault.sessions.known({mine, unknown, new_id()})
    assert codes_of(found, day) == {mine: "A.L.", unknown: "Z"}


def test_a_session_is_meant_by_the_beginning_of_its_id_and_the_last_by_its_name(
    vault: Vault, hold: Hold
) -> None:
    assert vault.sessions.find("last") == ()
    first, last = hold("a", 1, 1), hold("a", 2, 5)
    assert [row.id for row in vault.sessions.find("last")] == [last], "begun last, by its id"
    assert [row.id for row in vault.sessions.find(first.upper())] == [first]
    assert {row.id for row in vault.sessions.find(first[:4])} == {first, last}
    assert vault.sessions.find("") == vault.sessions.find("%") == ()


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
    assert meant(course(file), typed) is is_meant
