"""Drafts a session's note from its log: it quotes and states, and never interprets.

A template is Jinja2 text in a sandbox; the names it may use are the fields of `facts.Facts`. Its
first line may be a comment with its title: `{# Title: My own DAP #}`. What it drafts is traced:
every sentence knows the entries it comes from.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kap_companion import resources
from kap_companion.language import language_or_spoken, speaking, tr, tr_later
from kap_companion.notes.facts import gather
from kap_companion.notes.trace import Traced, retraced, traced_from
from kap_companion.session.entries import (
    DraftSaved,
    Entry,
    RecordBody,
    RecordSigned,
    SessionOpened,
)
from kap_companion.session.standing import record_standing
from kap_companion.session.wording import credentials_in

DEFAULT_TEMPLATE = "dap"
PRESCRIBER_SUMMARY, LETTER = "prescriber", "letter"
HANDED_OUT = frozenset({PRESCRIBER_SUMMARY, LETTER})
"""What is written for somebody beside the record: never the note that is signed."""

_BUILT_IN = (DEFAULT_TEMPLATE, "soap", "birp", "girp", "narrative", PRESCRIBER_SUMMARY, LETTER)
_TITLES = (
    *(tr_later("DAP"), tr_later("SOAP"), tr_later("BIRP"), tr_later("GIRP")),
    *(tr_later("Narrative"), tr_later("Prescriber"), tr_later("Letter")),
)
_SUFFIX = ".md.j2"
_TITLE = re.compile(r"\A\s*\{#-?\s*title:\s*(.+?)\s*-?#\}", re.IGNORECASE)


class DraftError(Exception):
    """A template cannot be used; the message is one sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class Template:
    """How a note is laid out: `name` picks it, `title` is shown, `source` is Jinja2 text.

    `language` is the code of the language its notes are written in; empty is what is spoken.
    """

    name: str
    title: str
    source: str
    language: str = ""


def templates(extra: Path | None = None, own: Iterable[Template] = ()) -> tuple[Template, ...]:
    """Return the built-in templates, then the clinician's own: those in `extra`, and `own`.

    An own one with a built-in's name stands in its place. Raises DraftError where a file of theirs
    cannot be read.
    """
    found = {name: _built_in(name) for name in _BUILT_IN}
    if extra is not None and extra.is_dir():
        for file in sorted(extra.glob(f"*{_SUFFIX}")):
            name = file.name.removesuffix(_SUFFIX)
            try:
                found[name] = named_template(name, file.read_text(encoding="utf-8-sig"))
            except (OSError, UnicodeDecodeError) as trouble:
                raise DraftError(
                    tr("The template {name} cannot be read: save it as UTF-8 text.", name=file.name)
                ) from trouble
    found.update((one.name, one) for one in own)
    return tuple(found.values())


def is_built_in(name: str) -> bool:
    """Return whether the app has a template of that name itself."""
    return name in _BUILT_IN


def find_template(name: str, among: Iterable[Template]) -> Template:
    """Return the template called `name`; raises DraftError that lists those there are."""
    known = {template.name: template for template in among}
    if name not in known:
        raise DraftError(
            tr(
                "There is no template '{name}': choose one of {known}.",
                name=name,
                known=", ".join(known),
            )
        )
    return known[name]


def drafted(template: Template, record: Sequence[Entry[RecordBody]]) -> Traced:
    """Return the note of `record` laid out by `template`, every word of it traced.

    Raises DraftError, naming the line where it can, where the template is broken.
    """
    # Jinja2 takes a while to import and nothing needs it before the first draft.
    from kap_companion.notes.sandbox import TemplateError, render

    said_in = language_or_spoken(template.language)
    with speaking(said_in):
        facts = gather(record)
    try:
        written = render(template.source, facts, said_in)
    except TemplateError as trouble:
        raise DraftError(
            tr("The template '{name}'{trouble}", name=template.name, trouble=trouble)
        ) from trouble
    return traced_from(written, record[-1].seq if record else None)


def write_draft(template: Template, record: Sequence[Entry[RecordBody]]) -> str:
    """Return the words of `drafted`. Raises DraftError where the template is broken."""
    return drafted(template, record).text


def saved_note(record: Iterable[Entry[RecordBody]]) -> DraftSaved | None:
    """Return the note as it was last saved; what is handed out beside the record is none."""
    found = None
    for entry in record:
        if isinstance(entry.body, DraftSaved) and entry.body.template not in HANDED_OUT:
            found = entry.body
    return found


def draft_body(
    template: Template, record: Sequence[Entry[RecordBody]], text: str | Traced | None = None
) -> DraftSaved:
    """Return what keeps the note drafted from `record`, or `text` as the clinician made it of that.

    Raises DraftError where there is no text and the template is broken.
    """
    traced = text
    if not isinstance(traced, Traced):
        try:
            traced = drafted(template, record)
        except DraftError:
            if text is None:
                raise
            traced = Traced("")  # the template broke since: the clinician's words are kept
        if isinstance(text, str):
            traced = retraced(traced, text)
    return DraftSaved(template.name, traced.text, traced.traces, traced.at_seq)


def signature_body(
    record: Sequence[Entry[RecordBody]], name: str, credentials: str | None = None
) -> RecordSigned:
    """Return what signs the note of `record` as last saved, and the log up to its last entry.

    The credentials are those given, else the opening's, else what follows the name's first comma.
    """
    note = saved_note(record)
    assert note is not None
    openings = (one.body for one in record_standing(record) if isinstance(one.body, SessionOpened))
    opened = next(openings, None)
    told = credentials or (opened.credentials if opened else None) or credentials_in(name)
    return RecordSigned(name, note.template, text_hash(note.text), told, record[-1].hash)


def text_hash(text: str) -> str:
    """Return what a signature keeps of the final text: hex SHA-256 of its UTF-8."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _built_in(name: str) -> Template:
    made = named_template(name, resources.text(f"templates/{name}{_SUFFIX}"))
    return replace(made, title=tr(made.title)) if made.title in _TITLES else made


def named_template(name: str, source: str) -> Template:
    """Return a template with the title its first line gives it, else its name."""
    named = _TITLE.match(source)
    return Template(name, named[1] if named else name, source)
