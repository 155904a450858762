"""Renders a clinician's template in a sandbox: it may be wrong, but does no harm and ends.

Loops, calls and written text are counted, since a mistake must not keep the laptop busy or fill its
memory beside a session.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields
from typing import Any

from jinja2 import StrictUndefined, TemplateSyntaxError, UndefinedError, nodes
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from kap_companion.notes.facts import Facts

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


class TemplateError(Exception):
    """A template is broken; the message goes on from its name: ', line 3, cannot be used: ...'."""


def render(source: str, facts: Facts) -> str:
    """Return the text that the template writes of `facts`.

    Raises TemplateError, never with a word of the notes, whatever the template does.
    """
    try:
        return "".join(_pieces(source, facts))
    except TemplateError:
        raise
    except TemplateSyntaxError as trouble:
        raise _broken(trouble.lineno, trouble.message or "it cannot be read") from trouble
    except UndefinedError as trouble:
        named = re.fullmatch(r"'\w+' is undefined", trouble.message or "")
        what = named[0] if named else "something it asks for does not exist"
        raise _broken(_line(trouble), what) from trouble
    except SecurityError as trouble:
        raise _broken(_line(trouble), "it does what no template may") from trouble
    except RecursionError as trouble:
        raise _broken(None, "it calls itself without end") from trouble
    except Exception as trouble:  # what runs here is the clinician's: it may raise anything
        raise _broken(_line(trouble), f"it fails ({type(trouble).__name__})") from trouble


class _Allowance:
    """How many turns of loops, calls and characters one rendering may still take."""

    def __init__(self) -> None:
        self._steps = _MOST_STEPS

    def step(self) -> None:
        self._steps -= 1
        if self._steps < 0:
            raise TemplateError(" goes round without end: shorten its loops.")

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
        raise TemplateError(" counts further than it may: shorten its range.")
    return asked


def _pieces(source: str, facts: Facts) -> Iterator[str]:
    sandbox = _Sandbox(_Allowance())
    tree = sandbox.parse(source)
    for loop in tree.find_all(nodes.For):
        loop.iter = nodes.Filter(loop.iter, "_counted", [], [], None, None, lineno=loop.lineno)
    told = {field.name: getattr(facts, field.name) for field in fields(facts)}
    written = 0
    for piece in sandbox.from_string(tree).generate(told):
        written += len(piece)
        if written > _MOST_CHARACTERS:
            raise TemplateError(" writes more than a note can hold: shorten its loops.")
        yield piece


def _broken(line: int | None, why: str) -> TemplateError:
    where = f", line {line}," if line else ""
    return TemplateError(f"{where} cannot be used: {why.rstrip('.')}.")


def _line(trouble: BaseException) -> int | None:
    """Return the template's line in a traceback, which Jinja2 rewrites to point at it."""
    line, frame = None, trouble.__traceback__
    while frame is not None:
        if frame.tb_frame.f_code.co_filename == "<template>":
            line = frame.tb_lineno
        frame = frame.tb_next
    return line
