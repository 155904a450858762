"""The acts of a client's course: meetings, supply, measures and their corrections; and its view.

It is the only writer of these entries: one method an act. What it reads of a dosing session is the
record; the psychotherapy notes are never opened here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, cast

from kap_companion import resources
from kap_companion.companion import ActError
from kap_companion.language import speaking, spoken, tr
from kap_companion.note_language import NoteLanguage
from kap_companion.notes.export import Exported, free_targets, put_down
from kap_companion.session import course as courses
from kap_companion.session import entries as e
from kap_companion.session.clock import Clock, at_offset
from kap_companion.session.codec import Json, to_json
from kap_companion.session.course import Carried, Course
from kap_companion.session.course_plan import (
    CoursePlan,
    parse_course_plan,
    values_of,
    with_values,
)
from kap_companion.session.dosing import DosingSession, dosing_session
from kap_companion.session.phases import ProtocolError, parse_sources
from kap_companion.session.scales import (
    Scale,
    ScaleError,
    asked_in,
    parse_scale,
    score,
    typed_total,
)
from kap_companion.session.standing import Standing, client_standing, record_standing
from kap_companion.vault.clients import ClientFile
from kap_companion.vault.journal import Pending
from kap_companion.vault.summary import SessionRow
from kap_companion.vault.vault import Vault

BUILT_IN_SCALES = ("phq9", "gad7", "pcl5", "cadss", "meq30", "ebi")
_PLAN = "course/lozenge.json"
_ROOM, _FIGURES = "defaults", "course"
_LAST_OF_A_FILE = 200_000  # bytes: no form is longer


class CourseActs:
    """The courses of a vault's clients; `own_scales` is the folder of the clinician's own forms."""

    def __init__(self, vault: Vault, clock: Clock, own_scales: Path | None = None) -> None:
        self._vault = vault
        self._clock = clock
        self._own_scales = own_scales
        self._glances: dict[str, tuple[int, DosingSession]] = {}

    # --- what a course rests on -----------------------------------------------------------------

    @property
    def plan(self) -> CoursePlan:
        """Return the counts and intervals of a course, as this practice has them."""
        own = self._vault.shelf.get(_ROOM, _FIGURES) or {}
        try:
            return with_values(self.usual_plan, own)
        except (ProtocolError, TypeError):
            return self.usual_plan

    @cached_property
    def usual_plan(self) -> CoursePlan:
        """The app's own counts and intervals."""
        return parse_course_plan(resources.text(_PLAN))

    @cached_property
    def sources(self) -> Mapping[str, str]:
        """Where each of the app's own counts and intervals comes from, by its key."""
        return parse_sources(resources.text(_PLAN))

    def choose(self, key: str, value: int) -> None:
        """Keep another count or interval. Raises ActError where it cannot be so."""
        before = values_of(self.plan)
        usual = values_of(self.usual_plan)
        try:
            with_values(self.usual_plan, {key: value})
        except ProtocolError as trouble:
            raise ActError(str(trouble)) from trouble
        own = self._vault.shelf.get(_ROOM, _FIGURES) or {}
        own = {one: was for one, was in own.items() if one != key}
        if value != usual[key]:
            own[key] = value
        self._vault.shelf.put(_ROOM, _FIGURES, own)
        if value != before[key]:
            told = e.DefaultChanged(f"course.{key}", str(before[key]), str(value))
            self._append(e.Stream.ACCESS, self._vault.id, told)

    @cached_property
    def scales(self) -> tuple[Scale, ...]:
        """The app's own scales and the clinician's; one of the same key takes its place."""
        known = {key: _built_in_scale(key) for key in BUILT_IN_SCALES}
        for scale in self._own[0]:
            known[scale.key] = scale
        return tuple(known.values())

    @property
    def scale_troubles(self) -> tuple[str, ...]:
        """One sentence for each of the clinician's own files that cannot be used."""
        return self._own[1]

    @cached_property
    def _own(self) -> tuple[tuple[Scale, ...], tuple[str, ...]]:
        found: list[Scale] = []
        troubles: list[str] = []
        folder = self._own_scales
        files = sorted(folder.glob("*.json")) if folder is not None and folder.is_dir() else []
        for file in files:
            try:
                if file.stat().st_size > _LAST_OF_A_FILE:
                    raise ScaleError(tr("It is too large to be a form."))
                found.append(parse_scale(file.read_text(encoding="utf-8")))
            except ScaleError as trouble:
                troubles.append(
                    tr(
                        "The scale {name} cannot be used: {why}",
                        name=file.name,
                        why=_lower(str(trouble)),
                    )
                )
            except (OSError, UnicodeDecodeError):
                troubles.append(tr("The scale {name} cannot be read.", name=file.name))
        return tuple(found), tuple(troubles)

    def scale(self, key: str) -> Scale | None:
        """Return a scale by its key, or None where it is not known here."""
        return next((one for one in self.scales if one.key == key), None)

    def title(self, key: str) -> str:
        """Return what a scale is called, its key where it is not known here."""
        scale = self.scale(key)
        return scale.title if scale is not None else key

    # --- what is seen ---------------------------------------------------------------------------

    @property
    def today(self) -> date:
        """The day by the clinician's calendar."""
        return self._day(self._clock.now().wall)

    def look(self, client: ClientFile) -> Course:
        """Return a client's course with its dosing sessions as they stand."""
        sessions = [one for row in self._rows(client.id) if (one := self._glance(row)) is not None]
        return self._fold(client, sessions)

    def outline(self, client: ClientFile) -> Course:
        """Return a client's course without opening a record: doses and themes are not told."""
        return self._fold(client, [self._outline(row) for row in self._rows(client.id)])

    def filed(self, client_id: str) -> tuple[Standing[e.ClientBody], ...]:
        """Return every entry of a client's file as it stands, the struck ones too."""
        return tuple(
            row
            for row in client_standing(self._vault.journal.client(client_id))
            # The words of a file that was destroyed are gone.
            if not isinstance(cast("object", row.body), e.BodyTakenOut)
        )

    def carried(self, client_id: str) -> Carried:
        """Return what the meetings since the last dosing session hand to the next one."""
        client = self._vault.clients.get(client_id)
        return courses.carried(self.outline(client)) if client is not None else Carried()

    def latest_prescription(self, client_id: str) -> e.PrescriptionGiven | None:
        """Return what the prescriber ordered last, or None."""
        given = [
            row.body
            for row in self.filed(client_id)
            if row.struck is None and isinstance(row.body, e.PrescriptionGiven)
        ]
        return max(given, key=lambda one: one.given_on) if given else None

    # --- acts -----------------------------------------------------------------------------------

    def prescribe(self, client_id: str, given: e.PrescriptionGiven) -> e.Entry[Any]:
        """Keep a supply that the prescriber ordered. Raises ActError where it cannot be so."""
        self._check(given)
        return self._keep(client_id, given)

    def plan_meeting(self, client_id: str, planned: e.MeetingPlanned) -> e.Entry[Any]:
        """Keep the day that was set for a step of the course."""
        return self._keep(client_id, planned)

    def hold_meeting(self, client_id: str, held: e.MeetingHeld) -> e.Entry[Any]:
        """Keep that a meeting took place. Raises ActError where it lies in the future."""
        self._check(held)
        return self._keep(client_id, held)

    def take_measure(
        self,
        client_id: str,
        scale: Scale,
        on: date,
        answers: Sequence[int] = (),
        *,
        total: int | None = None,
        notice_answer: str | None = None,
        session_id: str | None = None,
        words: str | None = None,
    ) -> e.Entry[Any]:
        """Keep a measure: the answers to every item, or the total of a scale without items.

        Raises ActError where an answer is missing, or a notice was not answered.
        """
        body = measured(
            scale,
            on,
            answers,
            total=total,
            notice_answer=notice_answer,
            session_id=session_id,
            words=words,
        )
        return self.keep_measure(client_id, body)

    def keep_measure(self, client_id: str, taken: e.MeasureTaken) -> e.Entry[Any]:
        """Keep a measure as `measured` made it. Raises ActError where it lies in the future."""
        self._check(taken)
        return self._keep(client_id, taken)

    def amend(self, client_id: str, target: str, now: e.ClientBody, reason: str) -> e.Entry[Any]:
        """Let an entry of the file read as `now` from here on; what it said stays readable.

        Raises ActError without a reason, where nothing changed, or for an entry that is not there.
        """
        if not reason.strip():
            raise ActError(tr("Say why it is corrected."))
        row = self._standing(client_id, target)
        if type(row.body) is not type(now):
            raise ActError(tr("An entry can be corrected only into one of its own kind."))
        self._check(now)
        changes = _changes(row.body, now)
        if not changes:
            raise ActError(tr("Nothing was changed."))
        return self._keep(client_id, e.ClientEntryAmended(target, reason.strip(), changes))

    def strike(self, client_id: str, target: str, reason: str) -> e.Entry[Any]:
        """Say that an entry of the file does not hold, and why; it stays readable."""
        if not reason.strip():
            raise ActError(tr("Say why it is struck."))
        self._standing(client_id, target)
        return self._keep(client_id, e.ClientEntryStruck(target, reason.strip()))

    def export(
        self, client: ClientFile, folder: Path, to: str | None = None, *, with_themes: bool = True
    ) -> Exported:
        """Write a client's course as a PDF into `folder`, and say in the vault's log that it left.

        Raises ExportError where a file stands in the way or cannot be written.
        """
        from kap_companion.notes.course_document import CourseSubject, course_document
        from kap_companion.notes.export.course_pdf import course_pdf

        now = self._clock.now().wall
        local = at_offset(now, self._clock.utc_offset(now))
        subject = CourseSubject(
            code=client.code,
            full_name=client.full_name,
            born_on=client.born_on,
            prescriber=client.prescriber,
            limits=client.limits,
        )
        with speaking(NoteLanguage(self._vault.shelf).spoken):
            document = course_document(
                self.look(client),
                subject,
                self.scales,
                self.sources,
                local,
                with_themes=with_themes,
            )
        name = f"course-{local:%Y-%m-%d-%H%M}-{client.id[-6:]}"
        targets = free_targets(("pdf",), folder, name)
        with speaking(NoteLanguage(self._vault.shelf).spoken):
            content, warnings = course_pdf(document)
        put_down(targets, [content], folder)
        names = tuple(path.name for path in targets)
        told = e.CourseExported(client.id, "course", to, names, str(folder))
        self._append(e.Stream.ACCESS, self._vault.id, told)
        return Exported(tuple(targets), warnings)

    # --- how it is done -------------------------------------------------------------------------

    def _standing(self, client_id: str, target: str) -> Standing[e.ClientBody]:
        for row in self.filed(client_id):
            if row.entry.id == target and row.struck is None:
                return row
        raise ActError(tr("There is no such entry to correct."))

    def _check(self, body: e.ClientBody) -> None:
        match body:
            case e.PrescriptionGiven(given_on=day):
                _check_supply(body)
            case e.MeetingHeld(on=day) | e.MeasureTaken(on=day):
                pass
            case _:
                return
        if day > self.today:
            raise ActError(tr("That day has not come yet: choose today or a day before."))

    def _fold(self, client: ClientFile, sessions: Sequence[DosingSession]) -> Course:
        file = self.filed(client.id)
        return courses.course(file, sessions, self.plan, self.today, client.planned_sessions)

    def _rows(self, client_id: str) -> list[SessionRow]:
        """Return a client's sessions; rehearsals only where there is nothing else."""
        rows = self._vault.sessions.of_client(client_id)
        real = [row for row in rows if not row.rehearsal]
        return real or rows

    def _glance(self, row: SessionRow) -> DosingSession | None:
        kept = self._glances.get(row.id)
        if kept is not None and kept[0] == row.entries:
            return kept[1]
        record = self._vault.journal.record(row.id)
        if not record:
            return None
        made = dosing_session(row.id, record_standing(record), record[0].utc_offset)
        if made is not None:
            self._glances[row.id] = (row.entries, made)
        return made

    def _outline(self, row: SessionRow) -> DosingSession:
        return DosingSession(
            id=row.id,
            number=row.session_number,
            day=self._day(row.opened_at),
            opened_at=row.opened_at,
            is_running=row.ended_at is None and row.signed_at is None,
            is_signed=row.signed_at is not None,
            rehearsal=row.rehearsal,
            modality=row.modality,
            first_dose_at=row.first_dose_at,
        )

    def _day(self, at: datetime) -> date:
        return at_offset(at, self._clock.utc_offset(at)).date()

    def _keep(self, client_id: str, body: e.ClientBody) -> e.Entry[Any]:
        return self._append(e.Stream.CLIENT, client_id, body)

    def _append(self, stream: e.Stream, subject_id: str, body: e.Body) -> e.Entry[Any]:
        at = self._clock.now().wall
        offset = self._clock.utc_offset(at)
        pending = [Pending(stream, subject_id, body)]
        (entry,) = self._vault.journal.append(pending, at=at, utc_offset=offset)
        return entry


def measured(
    scale: Scale,
    on: date,
    answers: Sequence[int] = (),
    *,
    total: int | None = None,
    notice_answer: str | None = None,
    session_id: str | None = None,
    words: str | None = None,
) -> e.MeasureTaken:
    """Return a measure as it is kept: scored, with what was asked and ticked.

    Raises ActError where an answer is missing, or a notice was not answered.
    """
    try:
        if scale.has_items:
            told = score(scale, answers)
        elif total is None:
            raise ActError(tr("Type the total of {title}.", title=scale.title))
        else:
            told = typed_total(scale, total)
    except ScaleError as trouble:
        raise ActError(str(trouble)) from trouble
    answer = (notice_answer or "").strip()
    if told.notices and not answer:
        raise ActError(told.notices[0].words)
    return e.MeasureTaken(
        measure=scale.key,
        title=scale.title,
        on=on,
        total=told.total,
        items=tuple(answers) if scale.has_items else (),
        band=told.band,
        scale_version=scale.version,
        session_id=session_id,
        notice_answer=answer or None,
        words=words,
        questions=tuple(item.words for item in scale.items),
        answers=tuple(
            item.answer(value).words for item, value in zip(scale.items, answers, strict=False)
        ),
    )


def _built_in_scale(key: str) -> Scale:
    """Return a scale of the app's own, asked as it was published in the language spoken, if so."""
    scale = parse_scale(resources.text(f"scales/{key}.json"))
    published = resources.path("scales") / spoken().code / f"{key}.json"
    if not published.exists():
        return scale
    return asked_in(scale, published.read_text(encoding="utf-8"))


def _check_supply(given: e.PrescriptionGiven) -> None:
    numbers = (given.lozenges, given.lozenge_mg, given.from_mg, given.to_mg)
    if any(one is not None and one <= 0 for one in numbers):
        raise ActError(
            tr("A number of lozenges or mg must be more than 0: leave it empty instead.")
        )
    if given.from_mg is not None and given.to_mg is not None and given.from_mg > given.to_mg:
        raise ActError(tr("The range's first dose is more than its last."))


def _changes(before: e.ClientBody, now: e.ClientBody) -> dict[str, Json]:
    """Return the keys that differ, in JSON form; null for one that was taken away."""
    was, is_now = to_json(before), to_json(now)
    return {key: is_now.get(key) for key in (*was, *is_now) if was.get(key) != is_now.get(key)}


def _lower(sentence: str) -> str:
    return sentence[0].lower() + sentence[1:]
