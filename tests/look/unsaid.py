"""Finds words on a screen that did not go through the one way of translation.

In the language of `other_words.RIGHT_TO_LEFT` every word that went that way has Hebrew letters.
What has Latin ones is a name, a unit, a key or something typed, or it was forgotten.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from kap_companion import resources
from tests.look.reader import root, tree

_WORD = re.compile(r"[A-Za-z]{3,}")
_READ = (QAccessible.Text.Name, QAccessible.Text.Description)
# Places and files, key names, units, and names that are the same everywhere.
_NO_WORDS = re.compile(r"(?:~|/)[\w./~-]+|(?:(?:Ctrl|Shift|Alt)\+)+\w+")
_SAME_EVERYWHERE = (
    "min mmHg SpO₂ LUFS Ctrl Shift Alt Esc Enter Tab Home End Left Right Up Down Backspace Delete "
    "PgUp PgDown KAP Companion English Español NPI PHQ GAD PCL MEQ EBI CADSS SOAP DAP BIRP GIRP "
    "UTC MIT BSD Clause csv docx fhir json pdf txt PDF DOCX FHIR CSV JSON kapbackup "
    "January February March April May June July August September October November December "
    "Jan Feb Mar Apr Jun Jul Aug Sep Oct Nov Dec Monday Tuesday Wednesday Thursday "
    "Friday Saturday Sunday"
)


def unsaid(window: QWidget) -> list[str]:
    """Return what can be read in `window` and was not said in its language."""
    found = []
    for one in tree(root(window)):
        for kind in _READ:
            text = _NO_WORDS.sub("", one.text(kind))
            forgotten = [w for w in _WORD.findall(text) if w not in _known()]
            if forgotten:
                found.append(f"not said in the window's language: {' '.join(forgotten)!r}")
    return found


@cache
def _known() -> frozenset[str]:
    """Return the words that are typed or named, and never translated."""
    here = Path(__file__).parent
    words = set(_WORD.findall(_SAME_EVERYWHERE))
    for name in ("scene.py", "views.py"):
        for text in _typed((here / name).read_text(encoding="utf-8")):
            words.update(_WORD.findall(text))
    # The words of a published questionnaire are its own, in whichever language it was published.
    published = sorted(resources.path("scales").glob("*.json"))
    # What is rehearsed is a session as somebody held it; its own music has the titles it has.
    rehearsed = [resources.path("rehearsal/first_session.jsonl")]
    for path in resources.path("licences").iterdir():
        words.update(_WORD.findall(path.stem))
    for path in (*published, *rehearsed):
        words.update(_WORD.findall(path.read_text(encoding="utf-8")))
    return frozenset(words)


def _typed(code: str) -> Iterator[str]:
    """Return the strings of the made-up practice, but for the names of acts."""
    named: set[int] = set()
    for node in ast.walk(ast.parse(code)):
        match node:
            case ast.Call(func=ast.Attribute(attr="act"), args=arguments):
                named.update(id(argument) for argument in arguments)
            case ast.Constant(value=str(text)) if id(node) not in named:
                yield text
            case _:
                pass
