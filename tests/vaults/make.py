"""Makes the vault of the present schema, with an entry of every kind, to be kept for migrations."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from kap_companion.session import entries as e
from kap_companion.session.phases import CuePlan, Phase, PhasePlan
from kap_companion.session.vitals import Reading
from kap_companion.vault.journal import Pending, new_id
from kap_companion.vault.keys import RESTING_COST
from kap_companion.vault.moving import moved_to_private
from kap_companion.vault.vault import Vault

PASSPHRASE = "lamp river seven window"
BEGAN = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)


def main(folder: Path) -> None:
    """Make the vault in `folder`, with what it holds beside it."""
    with tempfile.TemporaryDirectory() as state:
        vault, _ = Vault.create(
            folder, PASSPHRASE, state_folder=Path(state), cost=RESTING_COST, at=BEGAN
        )
        with vault:
            _fill(vault)
            vault.scratch.save("box", {"text": "half a thought", "private": True})
            vault.shelf.put("outputs", "Headphones", {"ceiling": 0.5})
            places = [
                (e.Stream.ACCESS, vault.id),
                *((e.Stream.CLIENT, client.id) for client in vault.clients.all()),
                *((e.Stream.RECORD, session.id) for session in vault.sessions.all()),
                *((e.Stream.PSYCHOTHERAPY_NOTES, one.id) for one in vault.sessions.all()),
            ]
            lines = [line for place in places for line in vault.journal.lines(*place)]
    text = "".join(json.dumps(line) + "\n" for line in lines)
    (folder / "expected.jsonl").write_text(text, encoding="utf-8")
    (folder / "vault.lock").unlink()


def _fill(vault: Vault) -> None:
    client, session, now = new_id(), new_id(), BEGAN

    def keep(*bodies: object, stream: e.Stream = e.Stream.RECORD, subject: str = session) -> str:
        nonlocal now
        now += timedelta(minutes=1)
        pending = [Pending(stream, subject, body) for body in bodies]
        return vault.journal.append(pending, at=now, utc_offset="-08:00")[-1].id

    limits = e.Limits(160, 100, 110, 92, given_by="Dr. P.", given_on=date(2026, 1, 5))
    contacts = (e.Contact("emergency", "K. R.", "555-0100"),)
    keep(
        e.ClientSaved("M.R.", "Mira R.", "Dr. P.", 6, contacts),
        e.LimitsGiven(limits),
        stream=e.Stream.CLIENT,
        subject=client,
    )
    keep(
        e.SessionOpened(
            client_id=client,
            client="M.R.",
            modality=e.Modality.TELEHEALTH,
            planned_minutes=90,
            session_number=1,
            phases=PhasePlan(12, 20, 38, 45),
            cues=CuePlan(40, 15),
            planned_sessions=6,
            planned_dose_mg=Decimal("137.5"),
            dose_range=e.DoseRange.MODERATE,
            clinician="A. Clinician",
            prescriber="Dr. P.",
            limits=limits,
            contacts=contacts,
            present=(e.Person("A. Clinician", "clinician"),),
            location="12 Elm Street",
            callback="555-0101",
            support_person="K. R.",
            support_phone="555-0100",
        )
    )
    keep(e.PersonArrived("K. R.", "support person"))
    keep(e.ChecklistTicked("consent", checklist="before"))
    keep(e.IntentionSet("to rest"))
    reading = keep(e.VitalsTaken("164/80 72 98", Reading(164, 80, 72, 98)))
    keep(e.LimitOverridden(reading, ("systolic_mmhg",), "prescriber agreed by phone"))
    dose = keep(e.DoseTaken(Decimal("137.5")))
    tide = e.TrackStarted("Tide", "N. N.", Decimal("301.2"), track_id="3f2a", phase=Phase.PEAK)
    keep(replace(tide, step=2))
    note = keep(e.NoteTaken("Tingling in both hands 😀 \u202eشكرا"))
    keep(e.Spat(), e.PhaseMarked(Phase.PEAK), e.Marked("tears"))
    keep(e.MusicChanged(e.MusicAct.LOWER), e.CueAnswered("check_in", "all well"))
    keep(e.TouchAsked("hand on shoulder", "yes"))
    keep(e.AdverseEvent("nausea", e.Severity.MILD, "ginger", "resolved"))
    keep(e.ClockChanged(e.ClockWhy.ASLEEP, away_s=Decimal("12.5")))
    keep(e.EntryAmended(note, "precision", {"text": "Tingling in both hands"}))
    keep(e.EntryAmended(dose, "told late", {"happened_at": "2026-03-02T18:05:00.000000Z"}))
    mistaken = keep(e.Marked("laughter"))
    keep(e.EntryStruck(mistaken, "the other key"))
    withdrawn = keep(e.NoteTaken("to be withdrawn"))
    moved = moved_to_private(vault.journal.record(session), withdrawn)
    told = Pending(e.Stream.RECORD, session, e.EntryWithdrawn(withdrawn, "mine alone"))
    vault.withdraw(session, withdrawn, [*moved, told], at=now, utc_offset="-08:00")
    notes = e.Stream.PSYCHOTHERAPY_NOTES
    private = keep(e.PrivateNoteTaken("my own pull to reassure"), stream=notes)
    keep(e.PrivateNoteAmended(private, "clearer", {"text": "my pull to reassure"}), stream=notes)
    private = keep(e.PrivateNoteTaken("to be struck"), stream=notes)
    keep(e.PrivateNoteStruck(private, "not so"), stream=notes)
    keep(e.PersonLeft("K. R.", "support person"), e.SessionEnded("client was ready"))
    keep(e.DraftSaved("narrative", "A quiet session."))
    keep(e.RecordSigned("A. Clinician, LCSW", "narrative", "ab" * 32))
    keep(e.AddendumAdded("Called the next day: well.", "follow-up"))
    _fill_file(keep, client, session)
    keep(
        e.RecordExported(session, e.Stream.RECORD, ("pdf", "docx"), "Dr. P.", ("a.pdf",), "/tmp"),
        e.RecordPrinted(session, e.Stream.RECORD, "printer"),
        e.CourseExported(client, "superbill", "the client", ("superbill.pdf",), "/tmp"),
        e.RecordImported(new_id(), e.Stream.RECORD, "ab" * 32, 12),
        e.DefaultChanged("window_min", "45", "50"),
        e.LogExported("the prescriber", ("log.csv",), "/tmp"),
        e.FileDestroyed(new_id(), (new_id(),), date(2018, 12, 1), 7, "after its time"),
        e.BackupMade("one.kapbackup", "/tmp", 12),
        e.BackupFailed("two.kapbackup", "/tmp", "No backup was made: the disk is full."),
        e.VaultRestored("one.kapbackup", "/tmp", BEGAN, 12),
        e.VeilOpened(1, by_pin=True),
        e.KeychainChanged(True),
        e.LimitsChanged(client),
        stream=e.Stream.ACCESS,
        subject=vault.id,
    )


def _fill_file(keep: Callable[..., str], client: str, session: str) -> None:
    day, file = date(2026, 3, 1), {"stream": e.Stream.CLIENT, "subject": client}
    ordered = e.PrescriptionGiven(
        day,
        "Dr. P.",
        Decimal(6),
        Decimal(100),
        Decimal(100),
        Decimal(200),
        2,
        words="singly",
    )
    held = e.MeetingHeld(
        e.MeetingKind.PREPARATION,
        day,
        BEGAN,
        50,
        e.Modality.IN_PERSON,
        "A first talk.",
        "to rest",
        ("water", "home"),
        "one session a week",
        "A. Clinician",
    )
    planned = keep(e.MeetingPlanned(e.MeetingKind.INTEGRATION, day, "by telephone"), **file)
    keep(e.ClientEntryAmended(planned, "another day", {"on": "2026-03-09"}), **file)
    keep(e.ClientEntryStruck(planned, "not needed"), **file)
    measured = e.MeasureTaken("phq9", "PHQ-9", day, 4, (1, 1, 1, 1, 0, 0, 0, 0, 0), "minimal", "1")
    keep(ordered, held, replace(measured, session_id=session), **file)


if __name__ == "__main__":
    main(Path(__file__).parent / sys.argv[1])
