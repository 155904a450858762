"""The window's words in the language it speaks, by Qt's translators; else as `language`."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from kap_companion import resources
from kap_companion.language import ENGLISH, is_right_to_left, language, speak, tr_later
from kap_companion.language import tr as elsewhere

__all__ = ["key_words", "speak_in", "tr", "tr_later", "trn"]

_NO_CONTEXT = ""
_OF_KEYS = "QShortcut"


def tr(text: str, /, **values: object) -> str:
    """Return `text` in the window's language, its holes `{name}` filled with the values."""
    said = QCoreApplication.translate(_NO_CONTEXT, text) if text else text
    if said == text:
        # What a room below the window names, such as a phase, is in the other catalogue.
        return elsewhere(text, **values)
    return said.format(**values) if values else said


def trn(one: str, many: str, n: int, /, **values: object) -> str:
    """Return the words for `n` of something, `{n}` filled in, as the language counts."""
    said = QCoreApplication.translate(_NO_CONTEXT, one, many, n)
    if said == one and n != 1:
        said = many
    return said.format(n=n, **values)


def key_words(key: str) -> str:
    """Return what is pressed, such as 'Ctrl+PgDown', as menus call it in the window's language."""
    named = (QCoreApplication.translate(_OF_KEYS, part) if part else "" for part in key.split("+"))
    return "+".join(named)


def speak_in(app: QApplication, code: str) -> None:
    """Speak the language of `code` in the whole app from now on, Qt's own words included.

    What is on the screen already keeps its words until it is built anew.
    """
    for old in app.findChildren(QTranslator, options=Qt.FindChildOption.FindDirectChildrenOnly):
        app.removeTranslator(old)
        old.deleteLater()
    speak(language(code))
    QLocale.setDefault(QLocale(code) if code != ENGLISH else QLocale.c())
    right_to_left = is_right_to_left(code)
    app.setLayoutDirection(
        Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight
    )
    if code == ENGLISH:
        return
    ours = str(resources.path(f"languages/{code}/window.qm"))
    theirs = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath) + f"/qtbase_{code}.qm"
    for path in (theirs, ours):
        translator = QTranslator(app)
        if translator.load(path):
            app.installTranslator(translator)
