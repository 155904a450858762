"""Finds what a page of the guide names, a key, a word, a command, and says what is not there."""

from __future__ import annotations

import argparse
import ast
import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import dev
from kap_companion.asked import parser
from tests.docs.shown import CHECKOUT, Shown

PLAIN_KEYS = frozenset(
    (
        *("Enter", "Shift+Enter", "Ctrl+Enter", "Esc", "Tab", "Space"),
        *("Up", "Down", "Left", "Right", "Alt"),
    )
)
"""Keys that a field or a list takes itself: no act has them."""

_ROLE = re.compile(r"\{(\w+)\}`([^`]*)`")
_FENCED = re.compile(r"^ *```.*?^ *```", re.DOTALL | re.MULTILINE)
_CODE = re.compile(r"`[^`\n]*`")
_BARE_KEY = re.compile(r"(?:(?:Ctrl|Alt|Shift)\+)+(?:\w+|[.,=-])|\bF\d{1,2}\b")
_COMMAND = re.compile(r"(?:kap-companion|-m kap_companion)((?: +[^\s`|]+)*)")
_PATH = re.compile(r"`((?:[\w.]+/)+[\w.]*|\w+\.(?:py|md|jsonl))`")
_ROOMS = ("session", "vault", "music", "notes", "ui")
_ROOTS = ("", "docs", "kap_companion", *(f"kap_companion/{room}" for room in _ROOMS))
_HOLES = ("NAME", "CODE")
_DEV = re.compile(r"\bdev\.py +([a-z]+)")


def wrong_in(text: str, shown: Shown) -> Iterator[str]:
    """Yield what a page names that the app does not have."""
    known_keys = shown.keys | PLAIN_KEYS
    for role, named in _ROLE.findall(text):
        match role:
            case "key":
                there = named in known_keys
            case "menu":
                there = named in shown.menu
            case "button":
                there = named in shown.buttons
            case "word":
                there = named in shown.words or named in shown.menu or named in literals()
            case "cmd":
                there = bool(_COMMAND.match(named))
            case _:
                continue
        if not there:
            yield f"no {role} is called {named!r}"
    plain = _CODE.sub("", _ROLE.sub("", _FENCED.sub("", text)))
    for named in _BARE_KEY.findall(plain):
        if named not in known_keys:
            yield f"no key is called {named!r}"
    for told in _COMMAND.findall(text):
        yield from _wrong_in_command(told.split())
    for named in _DEV.findall(text):
        if named not in dev_commands():
            yield f"dev.py has no command {named!r}"


def paths_not_there(text: str) -> Iterator[str]:
    """Yield each file or folder of the project that a page names and nobody finds."""
    plain = re.findall(r"[\w/]+\.py", text) if text.startswith("<svg") else []
    for named in (*_PATH.findall(text), *plain):
        if any(hole in named for hole in _HOLES):
            continue
        if not any((CHECKOUT / root / named).exists() for root in _ROOTS):
            yield f"there is no {named!r}"


def _wrong_in_command(typed: list[str]) -> Iterator[str]:
    words = [word.strip("[].,:;") for word in typed]
    commands = _commands()
    name = next((word for word in words if word in commands), None)
    options = set(parser()._option_string_actions)
    if name is not None:
        options |= set(commands[name]._option_string_actions)
    elif words and words[0].isalpha() and words[0].islower():
        yield f"there is no command {words[0]!r}"
    for word in words:
        if word.startswith("--") and word not in options:
            yield f"{name or 'the window'} does not take {word!r}"


@cache
def _commands() -> dict[str, argparse.ArgumentParser]:
    (found,) = (
        action.choices
        for action in parser()._actions
        if isinstance(action, argparse._SubParsersAction)
    )
    return dict(found)


@cache
def dev_commands() -> frozenset[str]:
    """Return the commands that packaging/dev.py tells of."""
    return frozenset(re.findall(r"^  ([a-z]+)\b", dev.USAGE, re.MULTILINE))


@cache
def literals() -> frozenset[str]:
    """Return every text that stands in the app's code and resources as a whole."""
    told: set[str] = set()
    for path in (CHECKOUT / "kap_companion").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                told.add(node.value)
    for path in (CHECKOUT / "resources").rglob("*.json"):
        if "guide" not in path.parts:
            told.update(_texts(json.loads(path.read_text(encoding="utf-8"))))
    return frozenset(told)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)
