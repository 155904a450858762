"""Backups make themselves: when it counts, never two at once, and the right ones are kept."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kap_companion.backups import (
    DAYS,
    LATEST,
    MONTHS,
    WEEKS,
    Backups,
    backup_name,
    default_folder,
    made_at_of,
    own_backups,
    remove_spare,
    to_spare,
)
from kap_companion.session.clock import ScriptedClock
from kap_companion.session.entries import (
    BackupFailed,
    BackupMade,
    NoteTaken,
    PassphraseChanged,
    Stream,
    VaultUnlocked,
)
from kap_companion.vault.backup import back_up, check_backup
from kap_companion.vault.backup_file import Member, facts_of, write_backup
from kap_companion.vault.journal import Pending, new_id
from kap_companion.vault.vault import Vault
from tests.vault.made import CHEAP, PASSPHRASE

WEST = timezone(timedelta(hours=-8))
NOW = datetime(2026, 11, 28, 17, 30, tzinfo=WEST)
ID = "01a221f3-be7c-7685-b346-e5eb531cf2e2"


# --- which are kept -------------------------------------------------------------------------------

moments = st.datetimes(datetime(2023, 1, 1), datetime(2026, 12, 31)).map(
    lambda moment: moment.replace(microsecond=0, tzinfo=UTC)
)


def every(step: timedelta, count: int, now: datetime = NOW) -> list[datetime]:
    return [now - number * step for number in range(count)]


def kept_of(made: list[datetime], now: datetime = NOW) -> list[datetime]:
    return sorted(set(made) - to_spare(made, now), reverse=True)


def test_three_a_day_for_three_years_leave_what_the_rule_says() -> None:
    made = every(timedelta(hours=8), 3 * 365 * 3)
    kept = kept_of(made)
    assert kept[:LATEST] == made[:LATEST]
    days = {moment.astimezone(WEST).date() for moment in kept}
    assert {(NOW - timedelta(days=number)).date() for number in range(DAYS)} <= days
    months = {(moment.year, moment.month) for moment in kept}
    assert len(months) == MONTHS
    assert (2024, 12) in months
    assert (2024, 11) not in months
    # 5 latest, of 2 days; 5 more days, of 2 weeks; 3 more weeks; 23 more months.
    assert len(kept) == 36


def test_the_last_of_a_day_a_week_and_a_month_stand_for_them() -> None:
    """28 November 2026 is a Saturday."""
    friday = [datetime(2026, 11, 27, hour, tzinfo=WEST) for hour in (8, 12, 16)]
    last_week = [datetime(2026, 11, day, 12, tzinfo=WEST) for day in (16, 18, 22)]
    october = [datetime(2026, 10, day, 12, tzinfo=WEST) for day in (1, 15, 19)]
    latest = [NOW - timedelta(minutes=number) for number in range(LATEST)]
    kept = kept_of([*latest, *friday, *last_week, *october])
    assert kept == [*latest, friday[-1], last_week[-1], october[-1]]


def test_a_day_is_a_day_where_the_clinician_is() -> None:
    """Half past five in the afternoon there is the next day in Greenwich."""
    evening = datetime(2026, 11, 27, 23, 50, tzinfo=WEST)
    latest = [NOW - timedelta(minutes=number) for number in range(LATEST)]
    assert kept_of([*latest, evening]) == [*latest, evening]
    assert kept_of([*latest, evening, evening - timedelta(hours=20)]) == [*latest, evening]
    assert kept_of([evening.astimezone(UTC)])


def test_after_two_years_without_a_session_the_latest_are_still_there() -> None:
    made = every(timedelta(days=1), 100, NOW - timedelta(days=3 * 365))
    assert kept_of(made) == made[:LATEST]


def test_what_a_wrong_clock_dated_ahead_is_kept_and_counts_for_nothing() -> None:
    ahead = [NOW + timedelta(days=number) for number in range(1, 40)]
    made = every(timedelta(hours=1), 48)
    assert kept_of([*ahead, *made]) == sorted([*ahead, *kept_of(made)], reverse=True)


@given(st.lists(moments, max_size=60), moments)
def test_whatever_was_made_the_rule_holds(made: list[datetime], now: datetime) -> None:
    spare = to_spare(made, now)
    assert spare <= {moment for moment in made if moment <= now}
    left = sorted(set(made) - spare, reverse=True)
    past = sorted({moment for moment in made if moment <= now}, reverse=True)
    # The latest are never spared, what is left is left alone, and every period keeps its last.
    assert past[:LATEST] == [moment for moment in left if moment <= now][:LATEST]
    assert to_spare(left, now) == set()
    assert to_spare(list(reversed(made)), now) == spare
    for moment in past:
        same_day = [one for one in past if one.date() == moment.date()]
        if (now.date() - moment.date()).days < DAYS:
            assert same_day[0] in left
        same_month = [one for one in past if (one.year, one.month) == (moment.year, moment.month)]
        if (now.year - moment.year) * 12 + now.month - moment.month < MONTHS:
            assert same_month[0] in left
        same_week = [one for one in past if one.isocalendar()[:2] == moment.isocalendar()[:2]]
        monday = (now - timedelta(days=now.weekday())).date()
        weeks = (monday - (moment - timedelta(days=moment.weekday())).date()).days // 7
        if weeks < WEEKS:
            assert same_week[0] in left


@given(st.lists(moments, min_size=1, max_size=80))
def test_removing_after_each_backup_keeps_what_removing_once_would_keep(
    made: list[datetime],
) -> None:
    there: set[datetime] = set()
    for moment in sorted(made):
        there |= {moment}
        there -= to_spare(there, moment)
    assert there == set(made) - to_spare(made, max(made))


# --- names and folders ----------------------------------------------------------------------------


def test_a_name_says_when_and_of_which_vault() -> None:
    name = backup_name(ID, NOW)
    assert name == "kap-2026-11-29T013000Z-531cf2e2.kapbackup"
    assert made_at_of(name, ID) == NOW
    assert default_folder(Path("/home/a/vault")) == Path("/home/a/backups")


@pytest.mark.parametrize(
    "name",
    [
        "kap-2026-11-29T013000Z-00000000.kapbackup",
        "kap-2026-11-29T013000Z-531cf2e2.kapbackup.copy",
        "my kap-2026-11-29T013000Z-531cf2e2.kapbackup",
        "kap-2026-13-29T013000Z-531cf2e2.kapbackup",
        "kap-2026-11-29T013000-531cf2e2.kapbackup",
        ".kap-2026-11-29T013000Z-531cf2e2.kapbackup.making",
        "before the move.kapbackup",
    ],
)
def test_another_name_is_not_the_vaults_own(name: str) -> None:
    assert made_at_of(name, ID) is None


@pytest.fixture
def clock() -> ScriptedClock:
    return ScriptedClock(NOW.astimezone(UTC), "a boot")


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    vault, _ = Vault.create(
        tmp_path / "vault", PASSPHRASE, state_folder=tmp_path / "state", cost=CHEAP, at=NOW
    )
    with vault:
        yield vault


@pytest.fixture
def backups(vault: Vault, clock: ScriptedClock) -> Iterator[Backups]:
    made = Backups(vault, clock, default_folder(vault.folder))
    yield made
    made.stop()
    made.wait_for_tidying()


def put_down(folder: Path, vault_id: str, made_at: datetime) -> None:
    """Write a backup as far as it is looked at here: there is no vault in it."""
    data = folder.with_name("data")
    data.write_bytes(b"encrypted")
    member = Member(9, hashlib.sha256(b"encrypted").hexdigest())
    facts = facts_of(vault_id, made_at, 1, "ab" * 32, "0003")
    with (folder / backup_name(vault_id, made_at)).open("xb", buffering=0) as file:
        write_backup(file, data, b"{}", member, facts, b"k" * 32, lambda _: None)


def keep(vault: Vault, clock: ScriptedClock, text: str = "a note") -> None:
    pending = [Pending(Stream.RECORD, new_id(), NoteTaken(text))]
    vault.journal.append(pending, at=clock.now().wall, utc_offset="-08:00")


def come_to_rest(backups: Backups) -> None:
    given_up_at = time.monotonic() + 60
    while backups.poll():
        time.sleep(0.005)
        assert time.monotonic() < given_up_at
    backups.wait_for_tidying()


def assert_fine(backups: Backups) -> None:
    assert backups.trouble is None


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_only_its_own_backups_are_removed_and_only_sound_ones_of_this_vault(
    vault: Vault, tmp_path: Path
) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    # Two too many for the latest, and not the last of their day.
    made = [NOW - timedelta(minutes=number) for number in range(7)]
    for moment in made:
        put_down(folder, vault.id, moment)
    oldest = (folder / backup_name(vault.id, made[-1])).read_bytes()
    # What a removal must never take: renamed, damaged, of another vault, or somebody's own file.
    (folder / "the good one.kapbackup").write_bytes(oldest)
    other = NOW - timedelta(minutes=30)
    (folder / backup_name(vault.id, other)).write_bytes(oldest)
    (folder / backup_name(vault.id, NOW - timedelta(minutes=31))).write_bytes(oldest[:-1])
    (folder / backup_name(ID, NOW - timedelta(minutes=32))).write_bytes(oldest)
    (folder / "letter.txt").write_text("mine")
    before = set(names(folder))
    assert [info.made_at for info in own_backups(folder, vault.id)] == made
    removed = remove_spare(folder, vault.id, NOW)
    assert {path.name for path in removed} == {backup_name(vault.id, one) for one in made[5:]}
    assert before - set(names(folder)) == {path.name for path in removed}
    assert remove_spare(folder, vault.id, NOW) == []
    assert own_backups(tmp_path / "none", vault.id) == []


# --- when they are made ---------------------------------------------------------------------------


def test_one_is_made_when_it_is_asked_for_and_is_sound(
    backups: Backups, vault: Vault, clock: ScriptedClock
) -> None:
    assert not backups.poll()
    keep(vault, clock)
    backups.ask()
    assert backups.is_due
    come_to_rest(backups)
    assert (backups.trouble, backups.is_due, backups.is_running) == (None, False, False)
    assert backups.latest is not None
    assert names(backups.folder) == [backup_name(vault.id, NOW)]
    assert check_backup(backups.latest.path, PASSPHRASE).findings == ()
    last = backups.last_made_at()
    assert last is not None
    assert abs(last - NOW) < timedelta(minutes=1)


def test_at_closing_one_is_made_only_where_something_was_kept(
    backups: Backups, vault: Vault, clock: ScriptedClock
) -> None:
    assert not backups.ask_if_kept()  # a vault that was only made
    keep(vault, clock)
    assert backups.ask_if_kept()
    assert backups.ask_if_kept()
    come_to_rest(backups)
    assert not backups.ask_if_kept()
    told = [Pending(Stream.ACCESS, vault.id, VaultUnlocked())]
    vault.journal.append(told, at=NOW, utc_offset="+00:00")
    assert not backups.ask_if_kept()
    vault.change_passphrase(PASSPHRASE, "another passphrase", at=NOW)
    assert isinstance(vault.journal.access()[-1].body, PassphraseChanged)
    assert backups.ask_if_kept()


def test_one_made_elsewhere_does_not_count_here(
    backups: Backups, vault: Vault, clock: ScriptedClock, tmp_path: Path
) -> None:
    keep(vault, clock)
    back_up(vault, tmp_path / "by hand.kapbackup", at=NOW, utc_offset="-08:00")
    assert backups.has_kept()
    backups.ask()
    come_to_rest(backups)
    assert not backups.has_kept()
    backups.use(tmp_path / "another disk")
    assert backups.has_kept()
    assert backups.last_made_at() is None


def test_never_two_at_once_and_what_was_asked_meanwhile_is_made_afterwards(
    backups: Backups, vault: Vault, clock: ScriptedClock
) -> None:
    backups.ask()
    assert backups.poll()
    run = backups._run
    keep(vault, clock, "while it is made")
    backups.ask()
    assert backups.poll()
    assert backups._run is run
    clock.advance(timedelta(seconds=1))  # a name holds seconds
    come_to_rest(backups)
    assert len(names(backups.folder)) == 2
    made = [entry.body for entry in vault.journal.access([BackupMade.kind])]
    assert [body.entries for body in made if isinstance(body, BackupMade)][-1] >= 2


def test_one_that_fails_is_said_in_a_sentence_and_tried_again_by_itself(
    backups: Backups, vault: Vault, clock: ScriptedClock, tmp_path: Path
) -> None:
    disk = tmp_path / "usb"
    backups.use(disk / "backups")
    backups.ask()
    come_to_rest(backups)
    assert backups.trouble is not None
    assert backups.trouble.startswith("No backup was made: the folder")
    assert not backups.poll()
    clock.advance(timedelta(seconds=59))
    assert not backups.poll()
    clock.advance(timedelta(seconds=2))
    come_to_rest(backups)
    assert backups.trouble is not None
    failures = vault.journal.access([BackupFailed.kind])
    assert len(failures) == 1  # the same trouble is logged once
    disk.mkdir()
    clock.advance(timedelta(seconds=61))
    assert not backups.poll()  # after the second it waits longer
    clock.advance(timedelta(minutes=5))
    come_to_rest(backups)
    assert_fine(backups)
    assert len(names(disk / "backups")) == 1


def test_asked_again_it_tries_at_once(backups: Backups, tmp_path: Path) -> None:
    backups.use(tmp_path / "usb" / "backups")
    backups.ask()
    come_to_rest(backups)
    (tmp_path / "usb").mkdir()
    backups.ask()
    come_to_rest(backups)
    assert_fine(backups)


def test_one_that_is_stopped_is_still_due(backups: Backups) -> None:
    backups.ask()
    assert backups.poll()
    while not list(backups.folder.glob(".*")):
        time.sleep(0.001)  # until it writes
    backups.stop()
    assert not backups.is_running
    assert backups.is_due
    assert backups.trouble is None
    come_to_rest(backups)
    assert len(names(backups.folder)) == 1


def test_one_that_the_clinician_stops_is_due_no_more(backups: Backups) -> None:
    backups.ask()
    assert backups.poll()
    while not list(backups.folder.glob(".*")):
        time.sleep(0.001)  # until it writes
    backups.cancel()
    come_to_rest(backups)
    assert not (backups.is_running or backups.is_due)
    assert names(backups.folder) == []


def test_older_ones_go_as_new_ones_come(
    backups: Backups, vault: Vault, clock: ScriptedClock
) -> None:
    backups.folder.mkdir()
    for number in range(1, LATEST + 3):
        put_down(backups.folder, vault.id, NOW - timedelta(minutes=number))
    backups.ask()
    come_to_rest(backups)
    assert len(names(backups.folder)) == LATEST
    assert backups.latest is not None
    assert backups.latest.path.exists()
