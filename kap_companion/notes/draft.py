"""Drafts a session's note from its log: it quotes and states, and never interprets.

A template is Jinja2 text in a sandbox; the names it may use are the fields of `facts.Facts`. Its
first line may be a comment with its title: `{# Title: My own DAP #}`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kap_companion import resources
from kap_companion.notes.facts import gather
from kap_companion.session.entries import Entry, RecordBody

DEFAULT_TEMPLATE = "dap"
_BUILT_IN = (DEFAULT_TEMPLATE, "narrative")
_SUFFIX = ".md.j2"
_TITLE = re.compile(r"\A\s*\{#-?\s*title:\s*(.+?)\s*-?#\}", re.IGNORECASE)


class DraftError(Exception):
    """A template cannot be used; the message is one sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class Template:
    """How a note is laid out: `name` picks it, `title` is shown, `source` is Jinja2 text."""

    name: str
    title: str
    source: str


def templates(extra: Path | None = None) -> tuple[Template, ...]:
    """Return the built-in templates, the default first, then the clinician's own in `extra`.

    An own one with a built-in's name stands in its place. Raises DraftError where a file of theirs
    cannot be read.
    """
    found = {
        name: _template(name, resources.text(f"templates/{name}{_SUFFIX}")) for name in _BUILT_IN
    }
    if extra is not None and extra.is_dir():
        for file in sorted(extra.glob(f"*{_SUFFIX}")):
            name = file.name.removesuffix(_SUFFIX)
            try:
                found[name] = _template(name, file.read_text(encoding="utf-8-sig"))
            except (OSError, UnicodeDecodeError) as trouble:
                raise DraftError(
                    f"The template {file.name} cannot be read: save it as UTF-8 text."
                ) from trouble
    return tuple(found.values())


def find_template(name: str, among: Iterable[Template]) -> Template:
    """Return the template called `name`; raises DraftError that lists those there are."""
    known = {template.name: template for template in among}
    if name not in known:
        raise DraftError(f"There is no template '{name}': choose one of {', '.join(known)}.")
    return known[name]


def write_draft(template: Template, record: Sequence[Entry[RecordBody]]) -> str:
    """Return the note of `record` laid out by `template`: headings, paragraphs and lists.

    Raises DraftError, naming the line where it can, where the template is broken.
    """
    # Jinja2 takes a while to import and nothing needs it before the first draft.
    from kap_companion.notes.sandbox import TemplateError, render

    facts = gather(record)
    try:
        return _tidied(render(template.source, facts))
    except TemplateError as trouble:
        raise DraftError(f"The template '{template.name}'{trouble}") from trouble


def text_hash(text: str) -> str:
    """Return what a signature keeps of the final text: hex SHA-256 of its UTF-8."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _template(name: str, source: str) -> Template:
    named = _TITLE.match(source)
    return Template(name, named[1] if named else name, source)


def _tidied(text: str) -> str:
    """Return `text` without trailing spaces, with at most one empty line in a row."""
    lines = "\n".join(line.rstrip() for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", lines).strip() + "\n"
