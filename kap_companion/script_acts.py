"""Does what one line of a session script says, through the live session's own acts.

Corrections, drafts and signatures count when they are written: `late_by` on an amendment moves when
its target happened, on the others it changes nothing. A script is never asked anything: a reason
that it leaves out is not given. `reason` alone amends why a session ended early.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Protocol

from kap_companion.companion import ActError, Companion
from kap_companion.language import tr
from kap_companion.notes.draft import DraftError, Template
from kap_companion.practice import Opening, Practice
from kap_companion.script import Line
from kap_companion.session import entries as e
from kap_companion.session.checklists import Checklist
from kap_companion.session.clock import ScriptedClock
from kap_companion.session.codec import CodecError, instant_text
from kap_companion.session.vitals import VitalsError
from kap_companion.session.wording import NO_REASON
from kap_companion.vault.clients import ClientFile

REFUSALS = (ActError, VitalsError, CodecError, DraftError)
"""What a line can be refused for; anything else is a bug."""


class Stage(Protocol):
    """Who shows the session that a script plays, and lets its music sound."""

    def open_session(self, client: ClientFile, opening: Opening) -> Companion:
        """Open a session, and let its music begin."""
        ...

    def do_music(
        self, companion: Companion, act: e.MusicAct, name: str | None, late_by: timedelta | None
    ) -> e.Entry[Any]:
        """Do to the music what the line says, and keep that."""
        ...


class ScriptActs:
    """The lines of one script on one practice, each done once and in turn."""

    def __init__(
        self,
        practice: Practice,
        clock: ScriptedClock,
        checklists: Sequence[Checklist],
        stage: Stage,
    ) -> None:
        """Act on `practice`, by `clock`; `stage` opens the session and has its music."""
        self._practice = practice
        self._clock = clock
        self._checklists = checklists
        self._stage = stage
        self._companion: Companion | None = None
        self._refs: dict[str, tuple[str, Line]] = {}
        self._first_intention: str | None = None
        self._wall_moved = timedelta(0)

    @property
    def companion(self) -> Companion | None:
        """Return the session that the script opened."""
        return self._companion

    @property
    def time(self) -> datetime:
        """Return how far the wall came without what the script itself moved it by."""
        return self._clock.now().wall - self._wall_moved

    def do(self, line: Line) -> e.Entry[Any] | None:
        """Do what one line says; return the last entry it wrote. Raises one of REFUSALS."""
        keys, late = line.keys, line.late_by
        if line.do == "open":
            return self._open(line)
        companion = self._companion
        if companion is None:
            raise ActError(tr("no session is open yet."))
        match line.do:
            case "limits":
                done = self._practice.limits_for_session(companion, _limits(keys))
            case "check":
                item = keys["item"]
                listed = [c.name for c in self._checklists if item in c.items]
                name = listed[0] if listed else None
                done = companion.check(item, keys.get("answer", True), name, late)
            case "vitals":
                done = companion.vitals(keys["text"], late_by=late)
                self._remember(line, done)
                if "override_reason" in keys:
                    done = self._override(companion, keys["override_reason"]) or done
            case "dose":
                done = self._dose(companion, line)
            case "spit":
                done = companion.spit(late)
            case "intention":
                done = companion.intention(keys["text"], late)
            case "note":
                done = companion.note(keys["text"], keys.get("private", False), late)
            case "mark":
                done = companion.mark(keys["tag"], late)
            case "adverse":
                done = companion.adverse(**keys, late_by=late)
            case "touch":
                done = companion.touch(**keys, late_by=late)
            case "arrive":
                done = companion.arrive(**keys, late_by=late)
            case "leave":
                done = companion.leave(**keys, late_by=late)
            case "phase":
                done = companion.phase(keys["name"], late)
            case "cue":
                done = companion.answer_cue(keys["name"], keys["answer"], late)
            case "music":
                act, name = keys["act"], keys.get("name")
                done = self._stage.do_music(companion, act, name, late)
            case "sleep" | "clock":
                done = self._disturb(companion, line)
            case "amend":
                done = self._amend(companion, line)
            case "strike":
                done = companion.strike(self._told_before(line)[0], keys.get("reason", NO_REASON))
            case "withdraw":
                target = self._told_before(line)[0]
                done = companion.withdraw(target, keys.get("reason", NO_REASON))
            case "draft":
                done = companion.draft(self._template(keys.get("template")), keys.get("text"))
            case "sign":
                done = companion.sign(keys["name"], self._template(None))
            case "addendum":
                done = companion.addendum(keys["text"], keys.get("reason"), late)
            case "end":
                done = companion.end(keys.get("reason"), late)
            case _:
                raise AssertionError(line.do)
        if done is not None:
            self._remember(line, done)
        return done

    def _open(self, line: Line) -> e.Entry[Any]:
        """Open the session; one that was not ended is ended first, as the window would ask."""
        if self._companion is not None and self._companion.state.is_running:
            raise ActError(tr("a session is open already; one session runs at a time."))
        running = self._practice.unended()
        if running is not None:
            self._practice.resume(running.id).end(NO_REASON)
        keys = line.keys
        client = self._practice.vault.clients.by_code(keys["client"])
        if client is None:
            file = e.ClientSaved(keys["client"], prescriber=keys.get("prescriber"))
            client = self._practice.save_client(None, file)
        opening = Opening(
            modality=keys.get("modality", e.Modality.IN_PERSON),
            planned_minutes=keys.get("minutes"),
            planned_dose_mg=keys.get("dose_mg"),
            dose_range=keys.get("range"),
            intention=keys.get("intention"),
            prescriber=keys.get("prescriber"),
            present=_present(keys.get("present", ())),
            location=keys.get("location"),
            callback=keys.get("callback"),
            support_person=keys.get("support_person"),
            support_phone=keys.get("support_phone"),
            rehearsal=True,
            late_by=line.late_by,
        )
        self._companion = self._stage.open_session(client, opening)
        rows = self._companion.rows()
        self._remember(line, rows[0].entry)
        self._first_intention = rows[1].entry.id if opening.intention else None
        return rows[1 if opening.intention else 0].entry

    def _dose(self, companion: Companion, line: Line) -> e.Entry[Any]:
        keys = line.keys
        companion.check_dose(keys["mg"])
        reason = NO_REASON if companion.asks_before_dose(self._checklists, keys["mg"]) else None
        self._override(companion, NO_REASON)
        route = keys.get("route", e.Route.SUBLINGUAL)
        return companion.dose(keys["mg"], route, keys.get("booster"), reason, line.late_by)

    def _override(self, companion: Companion, reason: str) -> e.Entry[Any] | None:
        """Go on outside the limits, where the latest reading passes one and nobody said so yet."""
        latest = companion.state.latest_reading
        if latest is None or companion.state.facts.overridden == latest.entry_id:
            return None
        return companion.override(reason) if companion.outside_limits() else None

    def _disturb(self, companion: Companion, line: Line) -> e.Entry[Any] | None:
        """Let the laptop sleep, or move its wall, and log it where it is noticed."""
        if line.do == "sleep":
            self._clock.sleep(timedelta(minutes=float(line.keys["minutes"])))
        else:
            moved = timedelta(seconds=float(line.keys["seconds"]))
            self._clock.move_wall(moved)
            self._wall_moved += moved
        return companion.notice_clock()

    def _amend(self, companion: Companion, line: Line) -> e.Entry[Any] | None:
        """Amend an earlier line, and what it wrote beside its own entry.

        What can be refused comes first, so that a refused line has written nothing.
        """
        target, of = self._told_before(line)
        reason = line.keys.get("reason", NO_REASON)
        told = {key: value for key, value in line.keys.items() if key not in ("target", "reason")}
        if of.do in ("limits", "draft"):
            return self._tell_anew(companion, line, {**of.keys, **told}, reason)
        was_private = of.keys.get("private", False)
        if told.pop("private", was_private) != was_private:
            raise ActError(
                tr("a note of the record becomes private by 'withdraw', and never the other way.")
            )
        intention, why = told.pop("intention", None), told.pop("override_reason", None)
        override = companion.override_of(target) if why is not None else None
        changes = _changes(of.do, told)
        if of.do == "end" and line.late_by is None:
            changes, reason = {"reason": reason}, NO_REASON
        if line.late_by is not None:
            written_at = companion.row(target).entry.at
            changes["happened_at"] = instant_text(written_at - line.late_by)
        done = companion.amend(target, reason, changes) if changes else None
        if intention is not None:
            done = self._amend_first_intention(companion, intention, reason)
        if override is not None:
            done = companion.amend(override, reason, {"reason": why})
        return done

    def _tell_anew(
        self, companion: Companion, line: Line, keys: Mapping[str, Any], reason: str
    ) -> e.Entry[Any] | None:
        """Give limits or a draft again as a whole; a later amendment goes on from there."""
        target, of = self._told_before(line)
        if of.do == "limits":
            done = self._practice.limits_for_session(companion, _limits(keys), reason)
        else:
            done = companion.draft(self._template(keys.get("template")), keys.get("text"))
        self._refs[line.keys["target"]] = (target, replace(of, keys=keys))
        return done

    def _amend_first_intention(self, companion: Companion, text: str, reason: str) -> e.Entry[Any]:
        """Amend the intention that was told with the opening, or tell it late."""
        if self._first_intention is not None:
            return companion.amend(self._first_intention, reason, {"text": text})
        return companion.intention(text, companion.now() - companion.rows()[0].entry.at)

    def _template(self, name: str | None) -> Template:
        return self._practice.template(name)

    def _told_before(self, line: Line) -> tuple[str, Line]:
        """Return the entry that the target of `line` wrote, and the line it was."""
        if line.keys["target"] not in self._refs:
            raise ActError(tr("its target wrote nothing that could be corrected."))
        return self._refs[line.keys["target"]]

    def _remember(self, line: Line, entry: e.Entry[Any]) -> None:
        if line.ref is not None:
            self._refs.setdefault(line.ref, (entry.id, line))


def _limits(keys: Mapping[str, Any]) -> e.Limits:
    return e.Limits(
        systolic_mmhg=keys.get("systolic"),
        diastolic_mmhg=keys.get("diastolic"),
        heart_rate_bpm=keys.get("heart_rate"),
        spo2_percent=keys.get("spo2"),
        given_by=keys.get("by"),
        given_on=keys.get("on"),
    )


def _present(people: Sequence[tuple[str, str]]) -> tuple[e.Person, ...]:
    return tuple(e.Person(name, role) for name, role in people)


_ENTRY_KEYS = {
    "dose": {"mg": "dose_mg"},
    "open": {"dose_mg": "planned_dose_mg", "range": "dose_range", "minutes": "planned_minutes"},
    "phase": {"name": "phase"},
    "cue": {"name": "cue"},
    "sleep": {"minutes": "away_s"},
    "clock": {"seconds": "moved_s"},
}


def _changes(do: str, told: Mapping[str, Any]) -> dict[str, Any]:
    """Return keys told in the words of the script in those of the entry, in JSON form."""
    renamed = _ENTRY_KEYS.get(do, {})
    changes = {renamed.get(key, key): value for key, value in told.items()}
    if "away_s" in changes:
        changes["away_s"] *= 60
    if "present" in changes:
        changes["present"] = [{"name": name, "role": role} for name, role in changes["present"]]
    return changes
