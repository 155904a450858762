"""Prepares text for the PDF's page: lines, direction, long words, characters without a font."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import Any

from kap_companion.notes.export.characters import fit, forbidden, is_right_to_left, named

# How Typst names what it cannot show, under PDF/UA and under PDF/A.
_UNSHOWN = re.compile(r"(?:the text `|contains the codepoint `)(\"(?:[^\"\\]|\\.)*\")`")

# What only joins or changes its neighbours: named beside one that is named, else left alone.
_JOINERS = frozenset("\u200d\ufe0e\ufe0f")

# A word longer than a line may break anywhere, save in scripts that part their words without
# spaces: those have rules of their own. A change such as +8/+4 and a marker's number do not break.
_NO_SPACES = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef"
)
_PIECES = re.compile(
    r"(?P<named>‹U\+[0-9A-F]{4,6}[^‹›]{0,100}›)"
    r"|(?P<whole>(?<!\S)[(]?[+−±]\d+/[+−±]\d+)"
    rf"|(?P<long>[^\s‹›{_NO_SPACES}\U00020000-\U0003ffff]{{36,}})"
)


class PageText:
    """Texts as the page takes them; it learns from each refusal what no font can show."""

    def __init__(self) -> None:
        self.unshown: set[str] = set()
        self.replaced: set[str] = set()
        self._anywhere: set[str] = set()
        self._pattern: re.Pattern[str] | None = None

    def learn(self, refusal: str) -> bool:
        """Take in what a refusal names; return whether there was anything new in it.

        Of a broken cluster, such as a keycap, its plain letters are named too: those can be shown.
        """
        texts = [_unescaped(quoted) for quoted in _UNSHOWN.findall(refusal)]
        told = {character for text in texts for character in text if not character.isascii()}
        news = told - self.unshown
        anywhere = news - _JOINERS if news else told - self._anywhere
        self.unshown |= told
        self._anywhere |= anywhere
        self._pattern = _runs(self._anywhere, self.unshown - self._anywhere)
        return bool(news or anywhere)

    def line(self, text: str, longest: int | None = None) -> str:
        """Return `text` on one line, cut to `longest` characters, for the margins and the title."""
        told = " ".join(fit(text).split())
        if longest is not None and len(told) > longest:
            told = told[: longest - 1] + "…"
        return self._named_in(told)

    def said(self, text: str) -> dict[str, Any]:
        """Return `text` as lines of pieces, each with how it may break, and its direction."""
        self.replaced |= forbidden(text)
        lines = self._named_in(fit(text)).split("\n")
        return {
            "rtl": is_right_to_left(text),
            "lines": [list(_pieces(line.expandtabs(4))) for line in lines],
        }

    def _named_in(self, text: str) -> str:
        if self._pattern is None or self.unshown.isdisjoint(text):
            return text
        return self._pattern.sub(
            lambda run: "".join(f"‹{named(one)}›" for one in run[0]),
            text,
        )


def _runs(anywhere: set[str], joiners: set[str]) -> re.Pattern[str]:
    """Return a pattern for characters to be named, with the joiners beside them."""
    one, joiner = _one_of(anywhere), _one_of(joiners)
    return re.compile(f"{joiner}*{one}(?:{one}|{joiner})*")


def _one_of(characters: set[str]) -> str:
    """Return a pattern for one of `characters`; for none, one that matches nothing."""
    signs = "".join(re.escape(one) for one in sorted(characters))
    return f"[{signs}]" if signs else "(?!)"


def _pieces(line: str) -> Iterator[dict[str, str]]:
    end = 0
    for found in _PIECES.finditer(line):
        if found.start() > end:
            yield {"as": "text", "text": line[end : found.start()]}
        yield {"as": found.lastgroup or "text", "text": found[0]}
        end = found.end()
    if end < len(line):
        yield {"as": "text", "text": line[end:]}


def _unescaped(quoted: str) -> str:
    """Return the text that Typst wrote as a string literal of Rust."""
    as_python = re.sub(r"\\u\{([0-9a-fA-F]+)\}", lambda m: f"\\U{int(m[1], 16):08x}", quoted)
    return str(ast.literal_eval(as_python))
