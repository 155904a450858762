"""Companion: the live session, one method for each act, the only writer of its entries.

Every act becomes an entry, is on disk before the method returns, is folded into the state, and is
then told once to whoever listens. Nothing here knows a window.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, TypeAlias

from kap_companion.half_done import HalfDone, anchor_saved
from kap_companion.identity import identity
from kap_companion.language import ENGLISH, decimal_words, language, speaking, tr
from kap_companion.notes.draft import HANDED_OUT, Template, draft_body, saved_note, signature_body
from kap_companion.notes.trace import Traced, traced_of
from kap_companion.session import entries as e
from kap_companion.session.before_dose import (
    asks_before_dose,
    missing_for_telehealth,
    outside_limits,
    unanswered_limits,
)
from kap_companion.session.checklists import Checklist
from kap_companion.session.clock import Anchor, Clock, session_time
from kap_companion.session.clock_changes import noticed
from kap_companion.session.codec import to_json, with_changes
from kap_companion.session.cues import CueKind
from kap_companion.session.dose_words import GREATEST_DOSE_MG
from kap_companion.session.phases import Phase
from kap_companion.session.standing import (
    Standing,
    correct,
    private_standing,
    record_standing,
    target_of,
)
from kap_companion.session.state import SessionState
from kap_companion.session.vitals import as_typed, mean
from kap_companion.session.vitals_words import read_vitals
from kap_companion.vault.errors import VaultNotWritable
from kap_companion.vault.journal import Pending
from kap_companion.vault.moving import moved_to_private
from kap_companion.vault.taking_out import WITHDRAWABLE
from kap_companion.vault.vault import Vault

LONGEST_RECHECK_MIN = 120  # beyond it a re-check is a slip of the finger (a preference)

SessionBody: TypeAlias = e.RecordBody | e.PrivateBody


class ActError(ValueError):
    """An act that cannot be done now; the message says why, fit for the clinician."""


@dataclass(frozen=True, slots=True)
class Change:
    """What one entry changed: the row of the log that it made or corrected, as it stands now."""

    entry: e.Entry[SessionBody]
    row: Standing[SessionBody]
    is_new_row: bool


Listener: TypeAlias = Callable[[Change], None]


class Companion(HalfDone):
    """A session while it is open to entries; make one through `practice.Practice`."""

    def __init__(
        self, vault: Vault, clock: Clock, session_id: str, anchor: Anchor, state: SessionState
    ) -> None:
        """Take up the session `session_id`, whose record was folded into `state`."""
        super().__init__(vault, session_id)
        self.state = state
        self._clock = clock
        self._anchor = anchor
        self._listeners: list[Listener] = []
        journal = vault.journal
        record: list[Standing[Any]] = [*record_standing(journal.record(session_id))]
        private: list[Standing[Any]] = [*private_standing(journal.psychotherapy_notes(session_id))]
        self._rows = {row.entry.id: row for row in (*record, *private)}

    # --- what can be asked ----------------------------------------------------------------------

    def now(self) -> datetime:
        """Return the session's time."""
        return session_time(self._anchor, self._clock.now())

    def rows(self) -> list[Standing[SessionBody]]:
        """Return all rows of both streams as they stand, in the order they were written."""
        return sorted(self._rows.values(), key=lambda row: (row.entry.at, row.entry.seq))

    def row(self, entry_id: str) -> Standing[SessionBody]:
        """Return the row of one entry. Raises ActError where the session has none such."""
        row = self._rows.get(entry_id)
        if row is None:
            raise ActError(tr("No entry of this session that can be corrected has that name."))
        return row

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Tell `listener` of every entry from now on; the answer takes it off again."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def missing_for_telehealth(self) -> tuple[str, ...]:
        """Return which fields a telehealth dose still lacks (DOMAIN: Telehealth)."""
        return missing_for_telehealth(self.state)

    def outside_limits(self) -> tuple[str, ...]:
        """Return what of the latest reading passes the prescriber's limits, with their number."""
        return outside_limits(self.state)

    @property
    def unanswered_limits(self) -> tuple[str, ...]:
        """What of the latest reading passes a limit and was neither answered nor gone on from."""
        return unanswered_limits(self.state)

    def asks_before_dose(
        self, checklists: Sequence[Checklist], dose_mg: Decimal | None = None
    ) -> tuple[str, ...]:
        """Return what is open before a dose, a sentence each; a reason lets it go on."""
        return asks_before_dose(self.state, checklists, dose_mg)

    # --- the record -----------------------------------------------------------------------------

    def check(
        self,
        item: str,
        answer: bool = True,
        checklist: str | None = None,
        late_by: timedelta | None = None,
    ) -> e.Entry[SessionBody]:
        """Answer one item of a checklist."""
        happened_at = self._told(late_by)
        return self._record(e.ChecklistTicked(item, answer, checklist, happened_at))

    def intention(self, text: str, late_by: timedelta | None = None) -> e.Entry[SessionBody]:
        """Set the client's intention."""
        return self._record(
            e.IntentionSet(_words(text, tr("The intention is empty.")), self._told(late_by))
        )

    def vitals(
        self,
        text: str,
        override_reason: str | None = None,
        late_by: timedelta | None = None,
        *,
        taken_by: str | None = None,
        device: str | None = None,
        position: str | None = None,
    ) -> e.Entry[SessionBody]:
        """Take a set of vitals as typed; the reason is kept where it passes a limit before a dose.

        Raises VitalsError where the line cannot be right.
        """
        told = read_vitals(text)
        taken = e.VitalsTaken(
            text.strip(),
            told.reading,
            self._told(late_by),
            taken_by or told.taken_by,
            device or told.device,
            position or told.position,
        )
        entry = self._record(taken)
        if override_reason and not self.state.facts.doses and self.outside_limits():
            return self.override(override_reason)
        return entry

    def average_vitals(self, reading_ids: Sequence[str]) -> e.Entry[SessionBody]:
        """Take the mean of readings that stand as a reading of its own; they stay as they are.

        Raises ActError where fewer than two of them are given, or one is no reading.
        """
        taken = []
        for reading_id in dict.fromkeys(reading_ids):
            body = self._correctable(reading_id).body
            if not isinstance(body, e.VitalsTaken) or body.averaged_of:
                raise ActError(tr("Only readings can be averaged."))
            taken.append(body)
        if len(taken) < 2:
            raise ActError(tr("An average needs two readings or more."))
        reading = mean([one.reading for one in taken])
        first = taken[0]
        return self._record(
            e.VitalsTaken(
                as_typed(reading),
                reading,
                None,
                first.taken_by,
                first.device,
                first.position,
                tuple(one.reading for one in taken),
            )
        )

    def answer_limit(
        self, answer: str, again_in_min: int | None = None, late_by: timedelta | None = None
    ) -> e.Entry[SessionBody]:
        """Answer the latest reading that passes the prescriber's limits: what was done about it.

        `again_in_min` asks to be reminded to take vitals again. Raises ActError where no limit is
        passed.
        """
        latest = self.state.latest_reading
        if latest is None or not self.outside_limits():
            raise ActError(tr("The latest reading is within the prescriber's limits."))
        if again_in_min is not None and not 1 <= again_in_min <= LONGEST_RECHECK_MIN:
            raise ActError(
                tr("Type the minutes until then: 1 to {most}.", most=LONGEST_RECHECK_MIN)
            )
        words, told = _words(answer, tr("The answer is empty.")), self._told(late_by)
        kind = CueKind.OUTSIDE_LIMITS.value
        return self._record(e.CueAnswered(kind, words, told, latest.entry_id, again_in_min))

    def override(self, reason: str) -> e.Entry[SessionBody]:
        """Go on although the latest reading passes a limit. Raises ActError where it does not."""
        with speaking(language(ENGLISH)):  # what is kept rests on no language
            latest, passed = self.state.latest_reading, self.outside_limits()
        if latest is None or not passed:
            raise ActError(tr("The latest reading is within the prescriber's limits."))
        why = _words(reason, tr("The reason is empty."))
        return self._record(e.LimitOverridden(latest.entry_id, passed, why))

    def dose(
        self,
        dose_mg: Decimal,
        route: e.Route = e.Route.SUBLINGUAL,
        booster: bool | None = None,
        reason: str | None = None,
        late_by: timedelta | None = None,
        *,
        lozenges: Decimal | None = None,
        lozenge_mg: Decimal | None = None,
        hold_min: int | None = None,
    ) -> e.Entry[SessionBody]:
        """The client took a dose; any after the first is a booster unless told otherwise.

        `lozenges` of `lozenge_mg` each where they were counted; `hold_min` where this dose is held
        for another time than the plan says.
        """
        self.check_dose(dose_mg)
        if booster is None:
            booster = bool(self.state.facts.doses)
        return self._record(
            e.DoseTaken(
                dose_mg, route, booster, reason, self._told(late_by), lozenges, lozenge_mg, hold_min
            )
        )

    def check_dose(self, dose_mg: Decimal) -> None:
        """Raise ActError where such a dose cannot be noted now."""
        if self.state.facts.ended_at is not None:
            raise ActError(tr("The session has ended. Strike its end before noting a dose."))
        if not dose_mg.is_finite() or not 0 < dose_mg <= GREATEST_DOSE_MG:
            raise ActError(
                tr("A dose of {dose} mg cannot be right.", dose=decimal_words(str(dose_mg)[:12]))
            )

    def spit(
        self, late_by: timedelta | None = None, *, swallowed: bool = False
    ) -> e.Entry[SessionBody]:
        """The client spat, or `swallowed` instead."""
        return self._record(e.Spat(self._told(late_by), swallowed))

    def phase(self, phase: Phase, late_by: timedelta | None = None) -> e.Entry[SessionBody]:
        """The clinician saw the client enter a phase."""
        return self._record(e.PhaseMarked(phase, self._told(late_by)))

    def note(
        self, text: str, private: bool = False, late_by: timedelta | None = None
    ) -> e.Entry[SessionBody]:
        """Keep a note; on disk when this returns, and the note box's scratch is cleared with it."""
        words = _words(text, tr("The note is empty."))
        told = self._told(late_by)
        if private:
            return self._private(e.PrivateNoteTaken(words, told), clears=(self._box_key,))
        return self._record(e.NoteTaken(words, told), clears=(self._box_key,))

    def mark(self, tag: str, late_by: timedelta | None = None) -> e.Entry[SessionBody]:
        """Keep a one-key observation."""
        return self._record(e.Marked(_words(tag, tr("The mark is empty.")), self._told(late_by)))

    def adverse(
        self,
        what: str,
        severity: e.Severity,
        action: str | None = None,
        outcome: str | None = None,
        late_by: timedelta | None = None,
        *,
        prescriber_told_at: datetime | None = None,
        emergency_called_at: datetime | None = None,
    ) -> e.Entry[SessionBody]:
        """Something went less than well; who was told of it, and when."""
        told = self._told(late_by)
        what = _words(what, tr("The adverse event is empty."))
        return self._record(
            e.AdverseEvent(
                what, severity, action, outcome, told, prescriber_told_at, emergency_called_at
            )
        )

    def touch(
        self, asked: str, answer: str, late_by: timedelta | None = None
    ) -> e.Entry[SessionBody]:
        """Touch was asked about, and answered."""
        return self._record(e.TouchAsked(asked, answer, self._told(late_by)))

    def arrive(
        self, name: str, role: str, late_by: timedelta | None = None
    ) -> e.Entry[SessionBody]:
        """Somebody came."""
        return self._record(e.PersonArrived(name, role, self._told(late_by)))

    def leave(self, name: str, role: str, late_by: timedelta | None = None) -> e.Entry[SessionBody]:
        """Somebody went."""
        return self._record(e.PersonLeft(name, role, self._told(late_by)))

    def answer_cue(
        self, cue: str, answer: str, late_by: timedelta | None = None
    ) -> e.Entry[SessionBody]:
        """Answer a silent reminder."""
        return self._record(e.CueAnswered(cue, answer, self._told(late_by)))

    def track_started(
        self,
        title: str,
        artist: str | None,
        length_s: float | None,
        position_s: float,
        track_id: str | None = None,
        step: int | None = None,
    ) -> e.Entry[SessionBody]:
        """A track began to sound, in the phase that the session is in; `step` is 1 to 5."""
        length = None if length_s is None else _tenths(length_s)
        phase = self.state.phase(self.now())
        return self._record(
            e.TrackStarted(title, artist, length, _tenths(position_s), track_id, phase, step)
        )

    def music(
        self, act: e.MusicAct, name: str | None = None, late_by: timedelta | None = None
    ) -> e.Entry[SessionBody]:
        """The clinician did something to the music; `accompaniment` moves the player."""
        return self._record(e.MusicChanged(act, name, self._told(late_by)))

    def end(
        self, reason: str | None = None, late_by: timedelta | None = None
    ) -> e.Entry[SessionBody]:
        """End the session; notes go on until signing, and a mistaken end can be struck."""
        if self.state.facts.ended_at is not None:
            raise ActError(tr("The session has ended already."))
        return self._record(e.SessionEnded(reason, self._told(late_by)))

    def change_plan(self, reason: str, **changes: Any) -> e.Entry[SessionBody] | None:
        """Amend keys of the opening, in JSON form, such as planned_minutes, if they changed."""
        opening = next(row for row in self._rows.values() if isinstance(row.body, e.SessionOpened))
        after = with_changes(opening.body, changes)
        if after == opening.body:
            return None
        return self.amend(opening.entry.id, reason, changes)

    def amend(self, target: str, reason: str, changes: Mapping[str, Any]) -> e.Entry[SessionBody]:
        """Give an earlier entry new values, in JSON form; the old ones stay readable.

        Raises ActError for an unknown or struck target, CodecError where a value does not fit.
        """
        row = self._correctable(target)
        after = with_changes(row.body, changes)
        if isinstance(after, e.VitalsTaken) and "text" in changes:
            parsed = read_vitals(after.text)
            changes = {**changes, "reading": to_json(parsed.reading)}
            told_too = {
                "taken_by": parsed.taken_by,
                "device": parsed.device,
                "position": parsed.position,
            }
            changes |= {key: value for key, value in told_too.items() if value is not None}
            with_changes(row.body, changes)
        told = getattr(after, "happened_at", None)
        if told is not None and told > self.now():
            raise ActError(tr("That lies in the future."))
        why = _words(reason, tr("The reason is empty."))
        clears = (self._correction_key(target),)
        if isinstance(row.body, e.PrivateNoteTaken):
            return self._private(e.PrivateNoteAmended(target, why, dict(changes)), clears=clears)
        return self._record(e.EntryAmended(target, why, dict(changes)), clears=clears)

    def override_of(self, reading_id: str) -> str:
        """Return the id of the entry that says why it went on outside the limits a reading passed.

        Raises ActError where there is none.
        """
        for row in reversed(self._rows.values()):
            body = row.body
            if isinstance(body, e.LimitOverridden) and body.reading_id == reading_id:
                return self._correctable(row.entry.id).entry.id
        raise ActError(tr("That reading was not gone on from outside the limits."))

    def strike(self, target: str, reason: str) -> e.Entry[SessionBody]:
        """Say that an earlier entry does not hold. Raises ActError for an unknown or struck one."""
        row = self._correctable(target)
        if isinstance(row.body, e.SessionOpened | e.RecordSigned | e.AddendumAdded):
            raise ActError(tr("That entry carries the record and cannot be struck."))
        why = _words(reason, tr("The reason is empty."))
        clears = (self._correction_key(target),)
        if isinstance(row.body, e.PrivateNoteTaken):
            return self._private(e.PrivateNoteStruck(target, why), clears=clears)
        return self._record(e.EntryStruck(target, why), clears=clears)

    def withdraw(self, target: str, reason: str) -> e.Entry[SessionBody]:
        """Move a note or mark, kept in the record by mistake, to the psychotherapy notes.

        Its words, those of its amendments and the drafts saved so far leave the record; what was
        exported or backed up before still holds them. Raises ActError where it is no note or mark
        of the record, was withdrawn before, or the record is signed.
        """
        self._refuse_if_signed()
        row = self.row(target)
        if not isinstance(row.body, WITHDRAWABLE) or row.entry.stream is not e.Stream.RECORD:
            raise ActError(tr("Only a note or a mark of the record can be withdrawn."))
        told = e.EntryWithdrawn(target, _words(reason, tr("The reason is empty.")))
        self.notice_clock()
        at = self.now()
        moved = moved_to_private(self._vault.journal.record(self.session_id), target)
        entries = self._vault.withdraw(
            self.session_id,
            target,
            [*moved, Pending(e.Stream.RECORD, self.session_id, told)],
            at=at,
            utc_offset=self._clock.utc_offset(at),
            clears=(self._correction_key(target),),
            saves=self._draft_without(
                target, row.body.text if isinstance(row.body, e.NoteTaken) else row.body.tag
            ),
        )
        # Nothing of ours holds the words any longer, so that no view can show them.
        gone = e.BodyTakenOut(was=row.entry.body.kind)
        self._rows[target] = Standing(replace(row.entry, body=gone), gone)
        for entry in entries:
            self._take_in(entry)
        return entries[-1]

    def draft(
        self, template: Template, text: str | Traced | None = None
    ) -> e.Entry[SessionBody] | None:
        """Keep the note drafted from the log, or `text` as the clinician has it, with its traces.

        A draft that was kept already in these very words is not kept twice: then None.
        """
        self._refuse_if_signed()
        body = draft_body(template, self._vault.journal.record(self.session_id), text)
        kept = self.state.draft
        if kept is not None and (kept.template, kept.text) == (body.template, body.text):
            self._vault.scratch.clear(self._draft_key)
            return None
        return self._record(body, clears=(self._draft_key,))

    def traced_in_hand(self) -> tuple[str, Traced] | None:
        """Return template and text of the draft as it is being edited, else as last kept."""
        kept = self.state.draft
        return super().traced_in_hand() or ((kept.template, traced_of(kept)) if kept else None)

    def sign(
        self, name: str, template: Template, credentials: str | None = None
    ) -> e.Entry[SessionBody]:
        """Sign the note as last kept, else the template's: the record closes but for addenda.

        The credentials are those given, else the practice's, the opening's, or what follows the
        name's first comma. Raises ActError before the end, and for what is only handed out.
        """
        self._refuse_if_signed()
        if self.state.facts.ended_at is None:
            raise ActError(tr("End the session before signing its record."))
        signer = _words(name, tr("The name of who signs is empty."))
        if saved_note(self._vault.journal.record(self.session_id)) is None:
            if template.name in HANDED_OUT:
                raise ActError(
                    tr("That is to be handed out: sign with a note's template, as DAP is.")
                )
            self.draft(template)
        self.notice_clock()
        record = self._vault.journal.record(self.session_id)
        told = credentials or identity(self._vault.shelf).credentials or None
        body = signature_body(record, signer, told)
        return self._append((Pending(e.Stream.RECORD, self.session_id, body),))

    def addendum(
        self, text: str, reason: str | None = None, late_by: timedelta | None = None
    ) -> e.Entry[SessionBody]:
        """Add a later word to the signed record. Raises ActError where it is not signed yet."""
        if not self.state.is_signed:
            raise ActError(
                tr("The record is not signed yet: amend it, or note what you want to add.")
            )
        body = e.AddendumAdded(
            _words(text, tr("The addendum is empty.")), reason, self._told(late_by)
        )
        return self._append((Pending(e.Stream.RECORD, self.session_id, body),))

    # --- time -----------------------------------------------------------------------------------

    def notice_clock(self) -> e.Entry[SessionBody] | None:
        """Put into the log what happened to the laptop's clock since the last time, if anything."""
        anchor, told = noticed(self._anchor, self._clock.now())
        if not self.state.is_running:
            # Between end and signing the laptop may well sleep: that is no part of a session.
            told = tuple(one for one in told if one.why is not e.ClockWhy.ASLEEP)
        if self.state.is_signed:
            return None
        if not told:
            if anchor != self._anchor and self.state.is_running:
                # Too little to be told; where the disk takes nothing, the next look tries again.
                with suppress(VaultNotWritable):
                    self.save_anchor(anchor)
                    self._anchor = anchor
            return None
        pending = [Pending(e.Stream.RECORD, self.session_id, body) for body in told]
        entry = self._append(pending, saves=anchor_saved(self.session_id, anchor))
        self._anchor = anchor
        return entry

    def tell_restart(self, away: e.ClockChanged) -> None:
        """Put into the log that the session was taken up again."""
        self._append((Pending(e.Stream.RECORD, self.session_id, away),))

    # --- how it is done -------------------------------------------------------------------------

    def _told(self, late_by: timedelta | None) -> datetime | None:
        if late_by is None or late_by == timedelta(0):
            return None
        if late_by < timedelta(0):
            raise ActError(tr("'Late by' counts back from now: it cannot be negative."))
        return self.now() - late_by

    def _correctable(self, target: str) -> Standing[SessionBody]:
        row = self.row(target)
        if row.struck is not None:
            raise ActError(tr("That entry is struck already."))
        return row

    def _record(self, body: e.RecordBody, clears: Sequence[str] = ()) -> e.Entry[SessionBody]:
        self._refuse_if_signed()
        self.notice_clock()
        return self._append((Pending(e.Stream.RECORD, self.session_id, body),), clears)

    def _refuse_if_signed(self) -> None:
        if self.state.is_signed:
            raise ActError(tr("The record is signed: only an addendum can be added to it."))

    def _private(self, body: e.PrivateBody, clears: Sequence[str] = ()) -> e.Entry[SessionBody]:
        self.notice_clock()
        pending = Pending(e.Stream.PSYCHOTHERAPY_NOTES, self.session_id, body)
        return self._append((pending,), clears)

    def _append(
        self,
        pending: Sequence[Pending[Any]],
        clears: Sequence[str] = (),
        saves: Mapping[str, Mapping[str, Any]] | None = None,
    ) -> e.Entry[SessionBody]:
        at = self.now()
        entries: Sequence[e.Entry[Any]] = self._vault.journal.append(
            pending,
            at=at,
            utc_offset=self._clock.utc_offset(at),
            clears=clears,
            saves=saves or {},
        )
        for entry in entries:
            self._take_in(entry)
        return entries[-1]

    def _take_in(self, entry: e.Entry[Any]) -> None:
        if entry.stream is e.Stream.RECORD:
            self.state = self.state.after(entry)
        target = target_of(entry.body)
        row = Standing(entry, entry.body) if target is None else correct(self._rows[target], entry)
        self._rows[row.entry.id] = row
        change = Change(entry, row, is_new_row=target is None)
        for listener in tuple(self._listeners):
            listener(change)


def _words(text: str, empty: str) -> str:
    if not text.strip():
        raise ActError(empty)
    return text


def _tenths(seconds: float) -> Decimal:
    return Decimal(str(round(max(0.0, seconds), 1)))
