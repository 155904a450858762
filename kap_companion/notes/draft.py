"""Drafts a session's note from its log: it quotes and states, and never interprets.

A template is Jinja2 text in a sandbox; the names it may use are the fields of `facts.Facts`. Its
first line may be a comment with its title: `{# Title: My own DAP #}`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from jinja2 import StrictUndefined, TemplateSyntaxError, UndefinedError, nodes
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from kap_companion import resources
from kap_companion.notes.facts import Facts, gather
from kap_companion.session.entries import Entry, RecordBody

DEFAULT_TEMPLATE = "dap"
_BUILT_IN = (DEFAULT_TEMPLATE, "narrative")
_SUFFIX = ".md.j2"
_TITLE = re.compile(r"\A\s*\{#-?\s*title:\s*(.+?)\s*-?#\}", re.IGNORECASE)

# A clinician's own template may be wrong, but may not keep the laptop busy or fill its memory.
_MOST_STEPS = 50_000
_MOST_CHARACTERS = 4_000_000
_FILTERS = (
    *("batch", "capitalize", "count", "default", "d", "first", "int", "join", "last", "length"),
    *("list", "lower", "map", "reject", "rejectattr", "replace", "reverse", "round", "select"),
    *("selectattr", "sort", "string", "title", "trim", "unique", "upper"),
)

_TEXT_METHODS = frozenset(
    (
        *("capitalize", "endswith", "lower", "lstrip", "removeprefix", "removesuffix", "rstrip"),
        *("split", "splitlines", "startswith", "strip", "title", "upper"),
    )
)


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
    facts = gather(record)
    allowance = _Allowance()
    try:
        text = "".join(_rendered(template, facts, allowance))
    except DraftError:
        raise
    except TemplateSyntaxError as trouble:
        raise _broken(template, trouble.lineno, trouble.message or "it cannot be read") from trouble
    except UndefinedError as trouble:
        why = f"it asks for something that does not exist ({trouble.message})"
        raise _broken(template, _line(trouble), why) from trouble
    except SecurityError as trouble:
        raise _broken(template, _line(trouble), "it does what no template may") from trouble
    except RecursionError as trouble:
        raise _broken(template, None, "it calls itself without end") from trouble
    except Exception as trouble:  # what runs here is the clinician's: it may raise anything
        raise _broken(template, _line(trouble), f"it fails ({type(trouble).__name__})") from trouble
    return _tidied(text)


def text_hash(text: str) -> str:
    """Return what a signature keeps of the final text: hex SHA-256 of its UTF-8."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


class _Allowance:
    """How many turns of loops, calls and characters one rendering may still take."""

    def __init__(self) -> None:
        self._steps = _MOST_STEPS

    def step(self) -> None:
        self._steps -= 1
        if self._steps < 0:
            raise DraftError("The template goes round without end: shorten its loops.")

    def counted(self, items: Iterable[Any]) -> Iterator[Any]:
        for item in items:
            self.step()
            yield item


class _Sandbox(ImmutableSandboxedEnvironment):
    """Jinja2 that counts its calls, repeats no text and knows only filters that stay small."""

    intercepted_binops = frozenset({"*", "**", "%"})

    def __init__(self, allowance: _Allowance) -> None:
        super().__init__(undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
        self._allowance = allowance
        self.filters = {name: self.filters[name] for name in _FILTERS}
        self.filters["_counted"] = allowance.counted
        self.globals = {"range": _short_range}

    def call(self, context: Context, obj: Any, *args: Any, **kwargs: Any) -> Any:
        self._allowance.step()
        if isinstance(getattr(obj, "__self__", None), str) and obj.__name__ not in _TEXT_METHODS:
            raise SecurityError("a method that may make text of any length")
        return super().call(context, obj, *args, **kwargs)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        numbers = isinstance(left, int) and isinstance(right, int)
        if operator == "**" or not numbers or max(abs(left), abs(right)) > _MOST_STEPS:
            raise SecurityError("no repeated text, no powers")
        return super().call_binop(context, operator, left, right)


def _short_range(*bounds: int) -> range:
    asked = range(*bounds)
    if len(asked) > _MOST_STEPS:
        raise DraftError("The template counts further than it may: shorten its range.")
    return asked


def _rendered(template: Template, facts: Facts, allowance: _Allowance) -> Iterator[str]:
    sandbox = _Sandbox(allowance)
    tree = sandbox.parse(template.source)
    for loop in tree.find_all(nodes.For):
        loop.iter = nodes.Filter(loop.iter, "_counted", [], [], None, None, lineno=loop.lineno)
    told = {field.name: getattr(facts, field.name) for field in fields(facts)}
    written = 0
    for piece in sandbox.from_string(tree).generate(told):
        written += len(piece)
        if written > _MOST_CHARACTERS:
            raise DraftError("The template writes more than a note can hold: shorten its loops.")
        yield piece


def _template(name: str, source: str) -> Template:
    named = _TITLE.match(source)
    return Template(name, named[1] if named else name, source)


def _broken(template: Template, line: int | None, why: str) -> DraftError:
    where = f", line {line}" if line else ""
    return DraftError(f"The template '{template.name}'{where} cannot be used: {why.rstrip('.')}.")


def _line(trouble: BaseException) -> int | None:
    """Return the template's line in a traceback, which Jinja2 rewrites to point at it."""
    line, frame = None, trouble.__traceback__
    while frame is not None:
        if frame.tb_frame.f_code.co_filename == "<template>":
            line = frame.tb_lineno
        frame = frame.tb_next
    return line


def _tidied(text: str) -> str:
    """Return `text` without trailing spaces, with at most one empty line in a row."""
    lines = "\n".join(line.rstrip() for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", lines).strip() + "\n"
