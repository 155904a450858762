"""Languages nobody speaks, to look at the window in: two longer by 40 %, one from right to left.

Both are made of the English words as they are asked for, so that a string that does not go through
the one way of translation is seen at once: it stays English.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Callable

from PySide6.QtCore import Qt, QTranslator
from PySide6.QtWidgets import QApplication

from kap_companion.language import ENGLISH, Spoken, speak
from kap_companion.ui.words import speak_in

LONG, RIGHT_TO_LEFT = "long", "rtl"
LONGER_BY = 0.4

# What is no word: holes, markup, and the names of keys, which are the same in every language.
_KEPT = re.compile(
    r"\{[^}]*\}|<[^>]+>|&\w+;|(?:(?:Ctrl|Shift|Alt|Meta)\+)+\S+|\bF\d{1,2}\b|\b(?:Esc|Enter|Tab)\b"
)
_PADDING = " lorem ipsum dolor sit amet consectetur adipiscing elit"
_ACCENTED = str.maketrans("aeiouncAEIOUNC", "áéíóúñçÁÉÍÓÚÑÇ")
# Hebrew letters, each as wide as the Latin one: as long as `longer`, and no longer.
_HEBREW = str.maketrans(
    "abcdefghijklmnopqrstuvwxyz" + "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "רפרפבזפציידיקבצפפזכזברקץרץ" + "מטקקצצקקודהרקקקקףקףףףקמקףם",
)


def longer(text: str) -> str:
    """Return `text` with accents and longer by 40 %, at least by one letter."""
    return _padded(_but_kept(text, lambda words: words.translate(_ACCENTED)))


def from_the_right(text: str) -> str:
    """Return `text` as long as that, in letters that are written from right to left."""
    return _but_kept(_padded(text), lambda words: words.translate(_HEBREW))


def _padded(said: str) -> str:
    more = max(1, round(len(_KEPT.sub("", said)) * LONGER_BY))
    padding = (_PADDING * (1 + more // len(_PADDING)))[:more]
    end = len(said) - len(said.rstrip(" .:…?!\n"))
    body, tail = (said[:-end], said[-end:]) if end else (said, "")
    return f"{body}{padding.rstrip().ljust(more, '~')}{tail}"


_WAYS: dict[str, Callable[[str], str]] = {LONG: longer, RIGHT_TO_LEFT: from_the_right}


def speak_other(app: QApplication, name: str) -> None:
    """Speak `long`, `rtl` or a language of the app in the whole app from now on."""
    if name not in _WAYS:
        speak_in(app, name)
        return
    speak_in(app, ENGLISH)
    way = _WAYS[name]
    speak(Spoken(ENGLISH, _Catalogue(way)))
    app.installTranslator(_Translator(way, app))
    if name == RIGHT_TO_LEFT:
        app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)


class _Catalogue(gettext.NullTranslations):
    def __init__(self, way: Callable[[str], str]) -> None:
        super().__init__()
        self._way = way

    def gettext(self, message: str) -> str:
        return self._way(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self._way(msgid1 if n == 1 else msgid2)


class _Translator(QTranslator):
    def __init__(self, way: Callable[[str], str], parent: QApplication) -> None:
        super().__init__(parent)
        self._way = way

    def translate(
        self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1
    ) -> str:
        if n not in (-1, 1) and disambiguation:
            return self._way(disambiguation)
        return self._way(sourceText)

    def isEmpty(self) -> bool:
        return False


def _but_kept(text: str, change: Callable[[str], str]) -> str:
    parts, at = [], 0
    for kept in _KEPT.finditer(text):
        parts += [change(text[at : kept.start()]), kept.group()]
        at = kept.end()
    return "".join([*parts, change(text[at:])])
