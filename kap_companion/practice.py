"""Practice: what a clinician does around sessions: clients, opening and resuming, handing over."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from kap_companion.companion import ActError, Companion
from kap_companion.course_acts import CourseActs
from kap_companion.defaults import Defaults
from kap_companion.destroying import Destroying
from kap_companion.fee_schedule import Fees
from kap_companion.half_done import anchor_key, anchor_saved
from kap_companion.identity import Identity, identity
from kap_companion.language import day_words, language_or_spoken, speaking, tr, tr_later
from kap_companion.note_templates import NoteTemplates
from kap_companion.notes.draft import HANDED_OUT, LETTER, Template, saved_note, write_draft
from kap_companion.notes.export import Exported, export
from kap_companion.notes.export.order import Order, document_of, entry_of_line
from kap_companion.session import entries as e
from kap_companion.session.clock import (
    Anchor,
    Clock,
    anchor_of,
    anchored,
    at_offset,
    session_time,
)
from kap_companion.session.clock_changes import taken_up
from kap_companion.session.codec import to_json
from kap_companion.session.phases import Protocol
from kap_companion.session.standing import client_standing
from kap_companion.session.state import SessionState
from kap_companion.session.wording import LIMITS_GIVEN
from kap_companion.superbills import Superbills
from kap_companion.vault.clients import ClientFile
from kap_companion.vault.guessing import failures, forget_failures
from kap_companion.vault.journal import Pending, new_id
from kap_companion.vault.summary import SessionRow
from kap_companion.vault.vault import Vault
from kap_companion.vault_log import VaultLog

_CLINICIAN = "clinician"
_OF_ITSELF = ("pdf", "docx", "md", "txt")
_NOT_TOLD = tr_later(
    "The vault can only be read where it lies, so its own log does not tell of this export."
)


@dataclass(frozen=True, slots=True)
class Opening:
    """What is planned as a session opens; the rest of its opening entry is the client's file."""

    modality: e.Modality = e.Modality.IN_PERSON
    planned_minutes: int | None = None
    planned_dose_mg: Decimal | None = None
    dose_range: e.DoseRange | None = None
    intention: str | None = None
    prescriber: str | None = None
    present: tuple[e.Person, ...] = ()
    location: str | None = None
    callback: str | None = None
    support_person: str | None = None
    support_phone: str | None = None
    rehearsal: bool = False
    late_by: timedelta | None = None


class Practice:
    """A vault, a clock and the practice's protocol; opens and resumes sessions on them."""

    def __init__(
        self,
        vault: Vault,
        clock: Clock,
        protocol: Protocol,
        own_templates: Path | None = None,
        own_scales: Path | None = None,
    ) -> None:
        """Work on `vault`; `own_templates` and `own_scales` are the clinician's own folders."""
        self.vault = vault
        self.clock = clock
        self.defaults = Defaults(vault.shelf, protocol, self.tell)
        self.fees = Fees(vault.shelf, self.tell)
        self.course = CourseActs(vault, clock, own_scales)
        self.superbills = Superbills(vault, clock, self.fees, lambda: self.clinician)
        self.destroying = Destroying(vault, clock)
        self.log = VaultLog(vault, clock)
        self.note_templates = NoteTemplates(vault.shelf, own_templates)

    # --- clients --------------------------------------------------------------------------------

    def save_client(self, client_id: str | None, file: e.ClientSaved) -> ClientFile:
        """Keep a client's file; a new client where `client_id` is None.

        Raises ActError where the code is empty or another client has it.
        """
        if not file.code.strip():
            raise ActError(tr("A client needs initials or a code."))
        other = self.vault.clients.by_code(file.code)
        if other is not None and other.id != client_id:
            raise ActError(
                tr("There is a client {code} already: choose another code.", code=file.code)
            )
        client_id = client_id or new_id()
        self._append(e.Stream.CLIENT, client_id, file)
        saved = self.vault.clients.get(client_id)
        assert saved is not None
        return saved

    def give_limits(self, client_id: str, limits: e.Limits) -> None:
        """Keep the prescriber's limits in the client's file; from now on new sessions copy them."""
        at = self._now()
        given = Pending(e.Stream.CLIENT, client_id, e.LimitsGiven(limits))
        told = Pending(e.Stream.ACCESS, self.vault.id, e.LimitsChanged(client_id))
        self.vault.journal.append([given, told], at=at, utc_offset=self.clock.utc_offset(at))

    def limits_for_session(
        self, companion: Companion, limits: e.Limits, reason: str = LIMITS_GIVEN
    ) -> e.Entry[Any] | None:
        """Keep the prescriber's limits for this client, and in the record of the open session."""
        opened = companion.state.facts.opened
        assert opened is not None
        # The record first: once signed it refuses, and then the file takes none either.
        told = companion.change_plan(reason, limits=to_json(limits))
        self.give_limits(opened.client_id, limits)
        return told

    # --- sessions -------------------------------------------------------------------------------

    def unended(self) -> SessionRow | None:
        """Return the session that was not ended, if there is one."""
        return next(iter(self.vault.sessions.unended()), None)

    def open_session(self, client: ClientFile, opening: Opening) -> Companion:
        """Open a session for `client`. Raises ActError while another one has not been ended."""
        running = self.unended()
        if running is not None:
            raise ActError(
                tr(
                    "The session of {client} has not been ended: end it first.",
                    client=running.client,
                )
            )
        earlier = self.vault.sessions.of_client(client.id)
        session_id, clinician = new_id(), self.clinician
        anchor = anchored(self.clock)
        at = session_time(anchor, self.clock.now())
        protocol = self.defaults.protocol
        given = self.course.latest_prescription(client.id)
        # The emergency card names where help is to come to: in person that is the practice.
        is_here = opening.modality is e.Modality.IN_PERSON
        here = identity(self.vault.shelf) if is_here else Identity()
        opened = e.SessionOpened(
            client_id=client.id,
            client=client.code,
            modality=opening.modality,
            planned_minutes=opening.planned_minutes or protocol.planned_minutes,
            session_number=len(earlier) + 1,
            phases=protocol.phases,
            cues=protocol.cues,
            planned_sessions=client.planned_sessions,
            clinician=clinician,
            planned_dose_mg=opening.planned_dose_mg,
            dose_range=opening.dose_range,
            prescriber=opening.prescriber or client.prescriber,
            limits=client.limits,
            contacts=client.contacts,
            present=opening.present or ((e.Person(clinician, "clinician"),) if clinician else ()),
            location=opening.location or here.address or None,
            callback=opening.callback or here.phone or None,
            support_person=opening.support_person,
            support_phone=opening.support_phone,
            rehearsal=opening.rehearsal,
            happened_at=at - opening.late_by if opening.late_by else None,
            checklists=self.defaults.checklists,
            credentials=identity(self.vault.shelf).credentials or None,
            born_on=client.born_on,
            lozenge_mg=given.lozenge_mg if given else None,
            prescribed_from_mg=given.from_mg if given else None,
            prescribed_to_mg=given.to_mg if given else None,
        )
        bodies: list[e.RecordBody] = [opened]
        if opening.intention:
            bodies.append(e.IntentionSet(opening.intention))
        entries = self.vault.journal.append(
            [Pending(e.Stream.RECORD, session_id, body) for body in bodies],
            at=at,
            utc_offset=self.clock.utc_offset(at),
            saves=anchor_saved(session_id, anchor),
        )
        return Companion(self.vault, self.clock, session_id, anchor, _folded(entries))

    def resume(self, session_id: str) -> Companion:
        """Take up a session: one that was not ended, or an ended one for its draft.

        The times go on as if nothing had happened; while it runs, the log says that it was away.
        """
        companion, anchor, away = self._taken_up(session_id)
        companion.save_anchor(anchor)
        if companion.state.is_running:
            companion.tell_restart(away)
        return companion

    def look_at(self, session_id: str) -> Companion:
        """Return a session as it stands, without taking it up: nothing is written.

        Its time goes on from where it is, as it will when it is taken up.
        """
        return self._taken_up(session_id)[0]

    def _taken_up(self, session_id: str) -> tuple[Companion, Anchor, e.ClockChanged]:
        record = self._record(session_id)
        state, last_at = _folded(record), record[-1].at
        for note in self.vault.journal.psychotherapy_notes(session_id):
            last_at = max(last_at, note.at)
        kept = self.vault.scratch.load(anchor_key(session_id))
        before = anchor_of(kept) if kept else replace(anchored(self.clock), boot_id="unknown")
        anchor, away = taken_up(before, self.clock, last_at)
        return Companion(self.vault, self.clock, session_id, anchor, state), anchor, away

    def last_intention(self, client_id: str) -> str | None:
        """Return the intention the client brings, or None.

        It is that of the meetings since the last session, else of the latest session with one.
        """
        carried = self.course.carried(client_id).intention
        if carried:
            return carried
        for row in self.vault.sessions.of_client(client_id):
            intention = _folded(self.vault.journal.record(row.id)).facts.intention
            if intention:
                return intention
        return None

    @property
    def clinician(self) -> str | None:
        """Return the clinician's name and credentials, as given here or as signed last."""
        given = self.vault.scratch.load(_CLINICIAN) or {}
        return str(given.get("name") or "") or self._last_signer()

    def name_clinician(self, name: str) -> None:
        """Keep the clinician's name and credentials for the sessions to come."""
        self.vault.scratch.save(_CLINICIAN, {"name": name.strip()})

    def _last_signer(self) -> str | None:
        newest = self.vault.sessions.signed_last()
        if newest is None:
            return None
        bodies = (entry.body for entry in self.vault.journal.record(newest.id))
        return next((body.name for body in bodies if isinstance(body, e.RecordSigned)), None)

    # --- handing over ---------------------------------------------------------------------------

    def templates(self) -> tuple[Template, ...]:
        """Return the built-in note templates and the clinician's own."""
        return self.note_templates.all()

    def template(self, name: str | None) -> Template:
        """Return the template of that name, the default where None. Raises ActError if unknown."""
        if name is None:
            return self.note_templates.default
        known = self.templates()
        for one in known:
            if one.name == name:
                return one
        names = ", ".join(one.name for one in known)
        raise ActError(tr("There is no template of that name; there are {names}.", names=names))

    def export_record(
        self,
        session_id: str,
        formats: Sequence[str],
        folder: Path,
        template: Template | None = None,
        appendix: bool = True,
    ) -> Exported:
        """Write the record's documents into `folder`; never a psychotherapy note among them.

        The note is the draft as last saved, else the default template's; `template` asks for a new
        one, or for what is handed out. Raises ExportError where a file stands in the way or cannot
        be written, ActError where a new note is asked for although the record is signed with its
        own, or a letter in a format that is the record's, DraftError where a template is broken.
        """
        handed_out = None
        if template is not None:
            record = self._record(session_id)
            is_handed_out = template.name in HANDED_OUT
            if not is_handed_out and any(isinstance(one.body, e.RecordSigned) for one in record):
                raise ActError(
                    tr("The record is signed with its note: export it without a template.")
                )
            text = write_draft(template, record)
            handed_out = (template, text) if is_handed_out else None
        order = self.order_record(session_id, formats, folder, appendix, handed_out=handed_out)
        if template is not None and handed_out is None:
            order = replace(order, text=text, template=template.name)
        return self._write(order)

    def export_psychotherapy_notes(
        self, session_id: str, formats: Sequence[str], folder: Path
    ) -> Exported:
        """Write the psychotherapy notes of a session, and nothing else, into `folder`."""
        return self._write(self.order_psychotherapy_notes(session_id, formats, folder))

    def order_record(
        self,
        session_id: str,
        formats: Sequence[str],
        folder: Path,
        appendix: bool = True,
        password: str | None = None,
        handed_out: tuple[Template, str] | None = None,
    ) -> Order:
        """Return all that the record's documents are made of, to be made apart from the window.

        The note is the draft as last saved, else the default template's; `handed_out` is a letter
        or a summary in its place. `password` is asked for before the PDF opens. Once it is written,
        `tell_exported`.
        """
        lines = self._lines(e.Stream.RECORD, session_id)
        signed = any(line["kind"] == e.RecordSigned.kind for line in lines)
        opening = entry_of_line(lines[0])
        template, text = handed_out or (None, None)
        _refuse_letter_as_record(template, formats)
        name = _file_name(_kind_of_file(template, signed), opening, session_id)
        if template is None:
            template = self.template(None)
            record = self._record(session_id)
            text = None if saved_note(record) else write_draft(template, record)
        return Order(
            session_id,
            e.Stream.RECORD,
            lines,
            tuple(dict.fromkeys(formats)),
            folder,
            name,
            appendix=appendix,
            file=self._measures(opening, formats),
            password=password,
            text=text,
            template=template.name,
            language=self._note_language,
        )

    def order_psychotherapy_notes(
        self,
        session_id: str,
        formats: Sequence[str],
        folder: Path,
        password: str | None = None,
    ) -> Order:
        """Return all that a session's psychotherapy notes are made of, and nothing else."""
        opening = entry_of_line(self._lines(e.Stream.RECORD, session_id)[0])
        return Order(
            session_id,
            e.Stream.PSYCHOTHERAPY_NOTES,
            tuple(self.vault.journal.lines(e.Stream.PSYCHOTHERAPY_NOTES, session_id)),
            tuple(dict.fromkeys(formats)),
            folder,
            _file_name("psychotherapy-notes", opening, session_id),
            subject=_subject(opening),
            password=password,
            language=self._note_language,
            is_rehearsal=_is_rehearsal(opening),
        )

    def tell_exported(
        self, order: Order, paths: Sequence[Path] = (), to: str | None = None
    ) -> None:
        """Say in the vault's own log that documents left it, which and for whom.

        Raises VaultNotWritable.
        """
        names = tuple(path.name for path in paths)
        folder = str(order.folder)
        self.tell(
            e.RecordExported(order.session_id, order.stream, order.formats, to, names, folder)
        )

    def tell_printed(self, order: Order, way: str, to: str | None = None) -> None:
        """Say in the vault's own log that a document was handed on by `way`, such as clipboard.

        Raises VaultNotWritable.
        """
        self.tell(e.RecordPrinted(order.session_id, order.stream, way, to))

    def local_now(self) -> datetime:
        """Return the present moment as the clinician's clock shows it."""
        at = self._now()
        return at_offset(at, self.clock.utc_offset(at))

    def tell_veil_opened(self, *, by_pin: bool) -> None:
        """Say in the vault's own log that the veil was opened. Raises VaultNotWritable."""
        folder = self.vault.folder
        self.tell(e.VeilOpened(0 if by_pin else failures(folder), by_pin))
        if not by_pin:
            forget_failures(folder)

    def tell(self, body: e.AccessBody) -> None:
        """Write to the vault's own log. Raises VaultNotWritable."""
        self._append(e.Stream.ACCESS, self.vault.id, body)

    # --- how it is done -------------------------------------------------------------------------

    def _record(self, session_id: str) -> list[e.Entry[e.RecordBody]]:
        record = self.vault.journal.record(session_id)
        if not record:
            raise ActError(tr("There is no such session in this vault."))
        return record

    def _lines(self, stream: e.Stream, session_id: str) -> tuple[dict[str, Any], ...]:
        lines = tuple(self.vault.journal.lines(stream, session_id))
        if not lines:
            raise ActError(tr("There is no such session in this vault."))
        return lines

    def _measures(self, opening: e.Entry[Any], formats: Sequence[str]) -> tuple[Any, ...]:
        """Return the lines of the client's file that FHIR tells of: the measures of this session.

        Those are what is said to be of it, and what is of none since the client's last session.
        """
        opened = opening.body
        if "fhir" not in formats or not isinstance(opened, e.SessionOpened):
            return ()
        rows = self.vault.sessions.of_client(opened.client_id)
        days = [
            at_offset(row.opened_at, opening.utc_offset).date()
            for row in rows
            if row.opened_at < opening.at and row.id != opening.subject_id and not row.rehearsal
        ]
        last, day = max(days, default=None), at_offset(opening.at, opening.utc_offset).date()
        own = {
            row.entry.id
            for row in client_standing(self.vault.journal.client(opened.client_id))
            if isinstance(row.body, e.MeasureTaken)
            and _is_of(row.body, opening.subject_id, last, day)
        }
        return tuple(
            line
            for line in self.vault.journal.lines(e.Stream.CLIENT, opened.client_id)
            if line["id"] in own or line.get("body", {}).get("target") in own
        )

    @property
    def _note_language(self) -> str:
        return self.note_templates.language.chosen or ""

    def _write(self, order: Order) -> Exported:
        """Write what was ordered here and now, and tell it, where the vault can be written."""
        with speaking(language_or_spoken(order.language)):
            document = document_of(order)
            done = export(
                document, order.lines, order.formats, order.folder, order.name, order.file
            )
        if self.vault.is_read_only:
            return replace(done, warnings=(*done.warnings, tr(_NOT_TOLD)))
        self.tell_exported(order, done.paths)
        return done

    def _append(self, stream: e.Stream, subject_id: str, body: e.Body) -> None:
        at = self._now()
        offset = self.clock.utc_offset(at)
        self.vault.journal.append([Pending(stream, subject_id, body)], at=at, utc_offset=offset)

    def _now(self) -> datetime:
        return self.clock.now().wall


def _folded(record: Iterable[e.Entry[Any]]) -> SessionState:
    state = SessionState()
    for entry in record:
        state = state.after(entry)
    return state


def _subject(opening: e.Entry[Any]) -> str:
    opened = opening.body
    assert isinstance(opened, e.SessionOpened)
    day = at_offset(opening.at, opening.utc_offset)
    return tr(
        "{client}, session {number}, {day}",
        client=opened.client,
        number=opened.session_number,
        day=day_words(day.date()),
    )


def _is_of(taken: e.MeasureTaken, session_id: str, last: date | None, day: date) -> bool:
    if taken.session_id is not None:
        return taken.session_id == session_id
    return taken.on <= day and (last is None or taken.on > last)


def _refuse_letter_as_record(template: Template | None, formats: Iterable[str]) -> None:
    of_record = [kind for kind in formats if kind not in _OF_ITSELF]
    if template is not None and template.name == LETTER and of_record:
        raise ActError(
            tr(
                "A letter holds only itself, and {formats} would be the record: choose "
                "another format.",
                formats=", ".join(of_record),
            )
        )


def _kind_of_file(template: Template | None, signed: bool) -> str:
    if template is not None and template.name in HANDED_OUT:
        return "letter" if template.name == LETTER else "summary"
    return "record" if signed else "draft"


def _file_name(what: str, opening: e.Entry[Any], session_id: str) -> str:
    day = at_offset(opening.at, opening.utc_offset)
    known = f"rehearsal-{what}" if _is_rehearsal(opening) else what
    return f"{known}-{day:%Y-%m-%d}-{session_id[-6:]}"


def _is_rehearsal(opening: e.Entry[Any]) -> bool:
    return isinstance(opening.body, e.SessionOpened) and opening.body.rehearsal
