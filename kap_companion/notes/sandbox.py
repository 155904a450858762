"""Renders a clinician's template in a sandbox: it may be wrong, but does no harm and ends.

Loops, calls and written text are counted, since a mistake must not keep the laptop busy or fill its
memory beside a session. Whatever a template does with the record's words, they keep their entries.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, MutableMapping
from dataclasses import fields
from functools import cache, lru_cache, wraps
from types import CodeType
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateSyntaxError, UndefinedError, nodes
from jinja2.exceptions import SecurityError
from jinja2.filters import do_title
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from kap_companion import resources
from kap_companion.language import Spoken, speaking, spoken, tr, tr_later
from kap_companion.notes.facts import Facts
from kap_companion.notes.said import Said

_NAME = "<template>"
_MOST_STEPS = 50_000
_MOST_CHARACTERS = 4_000_000
_FILTERS = (
    *("batch", "capitalize", "count", "default", "d", "first", "int", "join", "last", "length"),
    *("list", "lower", "map", "reject", "rejectattr", "replace", "reverse", "round", "select"),
    *("selectattr", "sort", "string", "title", "trim", "unique", "upper"),
)

_OF_TEXT = (
    *("capitalize", "count", "first", "int", "join", "last", "length", "lower", "replace"),
    *("reverse", "string", "title", "trim", "upper"),
)
_KEPT_CODE = 40  # templates; a live preview compiles one a pause in typing
_HOLE = re.compile(r"\{([a-z_]+)\}")
_STOPS = (".", "!", "?", "\u2026")
_PART = re.compile(r"parts/[a-z_]{1,40}")

_TEXT_METHODS = frozenset(
    (
        *("capitalize", "endswith", "lower", "lstrip", "removeprefix", "removesuffix", "rstrip"),
        *("split", "splitlines", "startswith", "strip", "title", "upper"),
    )
)


class TemplateError(Exception):
    """A template is broken; the message goes on from its name: ', line 3, cannot be used: ...'."""


def render(source: str, facts: Facts, said_in: Spoken) -> str:
    """Return the text that the template writes of `facts`, its words marked with their entries.

    It speaks the language that it is `said_in`; what is wrong with it is told in the one spoken.

    A template may include the parts of the built-in ones, such as "parts/dose". Raises
    TemplateError, never with a word of the notes, whatever the template does.
    """
    try:
        with speaking(said_in):
            return "".join(_pieces(source, facts))
    except TemplateError as trouble:
        raise TemplateError(tr(str(trouble))) from trouble
    except TemplateSyntaxError as trouble:
        raise _broken(trouble.lineno, trouble.message or tr("it cannot be read")) from trouble
    except UndefinedError as trouble:
        named = re.fullmatch(r"('\w+') is undefined", trouble.message or "")
        why = (
            tr("{name} is undefined", name=named[1])
            if named
            else tr("something it asks for does not exist")
        )
        raise _broken(_line(trouble), why) from trouble
    except SecurityError as trouble:
        raise _broken(_line(trouble), tr("it does what no template may")) from trouble
    except RecursionError as trouble:
        raise _broken(None, tr("it calls itself without end")) from trouble
    except Exception as trouble:  # what runs here is the clinician's: it may raise anything
        raise _broken(
            _line(trouble), tr("it fails ({name})", name=type(trouble).__name__)
        ) from trouble


class _Allowance:
    """How many turns of loops, calls and characters one rendering may still take."""

    def __init__(self) -> None:
        self._steps = _MOST_STEPS

    def step(self) -> None:
        self._steps -= 1
        if self._steps < 0:
            raise TemplateError(tr_later(" goes round without end: shorten its loops."))

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
        self.filters |= {"replace": _replace, "title": _title}
        for name in _OF_TEXT:
            self.filters[name] = _with_entries(self.filters[name])
        self.filters["_counted"] = allowance.counted
        self.filters["_joined"] = _joined
        self.globals = {"range": _short_range, "tr": _said_by_tr, "trn": _said_by_trn}

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,
    ) -> Template:
        del parent
        self._allowance.step()
        if not isinstance(name, str) or not _PART.fullmatch(name):
            raise SecurityError("a file that is no part of a template")
        try:
            source = _part(name)
        except FileNotFoundError:
            raise SecurityError("a part that there is not") from None
        return Template.from_code(self, _code(source, name), self.make_globals(globals))

    def call(self, context: Context, obj: Any, *args: Any, **kwargs: Any) -> Any:
        self._allowance.step()
        owner = getattr(obj, "__self__", None)
        if isinstance(owner, str):
            if obj.__name__ not in _TEXT_METHODS:
                raise SecurityError("a method that may make text of any length")
            obj = getattr(Said.of(owner), obj.__name__)
        done = super().call(context, obj, *args, **kwargs)
        return Said.of(done) if isinstance(done, str) else done

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        numbers = isinstance(left, int) and isinstance(right, int)
        if operator == "**" or not numbers or max(abs(left), abs(right)) > _MOST_STEPS:
            raise SecurityError("no repeated text, no powers")
        return super().call_binop(context, operator, left, right)


@lru_cache(maxsize=_KEPT_CODE)
def _code(source: str, name: str) -> CodeType:
    """Return a template as Python, its loops counted and its joined texts keeping their entries."""
    sandbox = _Sandbox(_Allowance())
    tree = sandbox.parse(source)
    for loop in tree.find_all(nodes.For):
        loop.iter = _filtered(loop.iter, "_counted")
    _keep_entries(tree)
    return sandbox.compile(tree, name, name)


def _keep_entries(tree: nodes.Node) -> None:
    for name, value in tuple(tree.iter_fields()):
        if isinstance(value, list):
            value[:] = [_joining(one) for one in value]
        elif isinstance(value, nodes.Concat):
            setattr(tree, name, _joining(value))
    for below in tree.iter_child_nodes():
        _keep_entries(below)


def _joining(node: Any) -> Any:
    if not isinstance(node, nodes.Concat):
        return node
    return _filtered(nodes.List(node.nodes, lineno=node.lineno), "_joined")


def _filtered(node: Any, name: str) -> nodes.Filter:
    return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno)


def _said_by_tr(text: object, /, **values: object) -> Said:
    """Return a template's words in the language of its note, each hole filled with what is told."""
    told = Said.of(str(text))
    return _filled(tr(str.__str__(told)), told.entries, values)


def _said_by_trn(one: str, many: str, n: int, /, **values: object) -> Said:
    said = spoken().catalogue.ngettext(str.__str__(one), str.__str__(many), n)
    return _filled(said, (), {"n": n, **values})


def _filled(said: str, entries: Iterable[str], values: dict[str, object]) -> Said:
    """Fill holes by their plain names: `str.format` would reach into what it is given.

    Where a sentence ends with what ends in a stop of its own, such as initials, one is enough.
    """
    ids, parts, at = tuple(entries), list[tuple[str, tuple[str, ...]]](), 0
    for hole in _HOLE.finditer(said):
        if hole[1] in values:
            told = Said.of(str(values[hole[1]]))
            parts += [(said[at : hole.start()], ids), *told.pieces]
            at = hole.end()
            if told.endswith(_STOPS) and said[at : at + 1] == ".":
                at += 1
    parts.append((said[at:], ids))
    if sum(len(text) for text, _ in parts) > _MOST_CHARACTERS:
        raise TemplateError(tr_later(" writes more than a note can hold: shorten its loops."))
    return Said.of_pieces(parts)


def _joined(parts: Iterable[Any]) -> Said:
    return Said.of("".join(map(str, parts)))


def _with_entries(text_filter: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(text_filter)
    def kept(*args: Any, **kwargs: Any) -> Any:
        done = text_filter(*(Said.of(a) if type(a) is str else a for a in args), **kwargs)
        return Said.of(done) if isinstance(done, str) else done

    return kept


def _replace(text: object, old: object, new: object, count: int = -1) -> Said:
    return Said.of(str(text)).replace(Said.of(str(old)), Said.of(str(new)), count)


def _title(text: object) -> Said:
    said = Said.of(str(text))
    return Said(do_title(str.__str__(said)), said.entries)


@cache
def _part(name: str) -> str:
    # Jinja2 takes the last newline of what it reads.
    return resources.text(f"templates/{name}.md.j2") + "\n"


def _short_range(*bounds: int) -> range:
    asked = range(*bounds)
    if len(asked) > _MOST_STEPS:
        raise TemplateError(tr_later(" counts further than it may: shorten its range."))
    return asked


def _pieces(source: str, facts: Facts) -> Iterator[str]:
    sandbox = _Sandbox(_Allowance())
    template = Template.from_code(sandbox, _code(source, _NAME), sandbox.make_globals(None))
    told = {field.name: getattr(facts, field.name) for field in fields(facts)}
    written = 0
    for piece in template.generate(told):
        written += len(piece)
        if written > _MOST_CHARACTERS:
            raise TemplateError(tr_later(" writes more than a note can hold: shorten its loops."))
        yield piece


def _broken(line: int | None, why: str) -> TemplateError:
    told = why.rstrip(".")
    return TemplateError(
        tr(", line {line}, cannot be used: {why}.", line=line, why=told)
        if line
        else tr(" cannot be used: {why}.", why=told)
    )


def _line(trouble: BaseException) -> int | None:
    """Return the template's line in a traceback, which Jinja2 rewrites to point at it."""
    line, frame = None, trouble.__traceback__
    while frame is not None:
        if frame.tb_frame.f_code.co_filename == _NAME:
            line = frame.tb_lineno
        frame = frame.tb_next
    return line
