"""The guide's own roles: a key, words of the window, a command, each shown as the app shows it.

    {key}`Ctrl+L`  {menu}`Settings, passphrase`  {button}`Dose taken`  {word}`Address`  {cmd}`...`

What stands in them is English, as in the code, in every language of the guide; a page in another
language shows the words that the app itself shows in it. tests/docs looks whether each is there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from docutils import nodes

if TYPE_CHECKING:
    from docutils.nodes import Element
    from docutils.parsers.rst.states import Inliner
    from sphinx.application import Sphinx

KEY, COMMAND = "key", "cmd"
WORDS = ("menu", "button", "word")
"""Roles of what a person reads in the window: an act of a menu, a button, any other words."""

LANGUAGES = {"en": "English", "es": "Español"}
"""The languages the guide is built in, by code, as each calls itself."""

PICTURES = "pictures"
"""The folder of docs/ with the pictures in other languages, one folder for each."""

TRANSLATED = (
    *("index", "guide/clinician/"),
    *("install", "backups", "security", "templates", "scales"),
)
"""The pages that are in every language, by name or folder; the others are in English."""

_OF_WORDS, _OF_KEYS = "", "QShortcut"
"""The contexts of the window's catalogue: its words, and the names of keys, as Qt asks for them."""

_SAYS = {
    "en": {
        "name": "KAP Companion: the guide",
        "skip": "To the text",
        "find": "Find in the guide",
        "languages": "Languages",
        "chapters": "Chapters",
        "on": "Before and next",
        "english_alone": "",
    },
    "es": {
        "name": "KAP Companion: la guía",
        "skip": "Ir al texto",
        "find": "Buscar en la guía",
        "languages": "Idiomas",
        "chapters": "Capítulos",
        "on": "Anterior y siguiente",
        "english_alone": "Esta página está solo en inglés.",
    },
}


def setup(app: Sphinx) -> dict[str, Any]:
    """Give Sphinx the roles, the words around a page, and the pictures in the page's language."""
    app.add_role(KEY, _role_of(KEY))
    app.add_role(COMMAND, _role_of(COMMAND))
    for name in WORDS:
        app.add_role(name, _role_of(name))
    app.add_config_value("guide_languages", "en", "html")
    # Before Sphinx itself notes which pictures a page has.
    app.connect("doctree-read", _pictures_of_language, priority=100)
    app.connect("html-page-context", _around_page)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


@cache
def app_words(language: str) -> Callable[[str], str]:
    """Return what says the app's own English words as its window says them in `language`."""
    if language == "en":
        return str
    from kap_companion.language import language as spoken

    window, elsewhere = _window(language, _OF_WORDS), spoken(language).catalogue
    return lambda words: window.get(words) or elsewhere.gettext(words)


@cache
def app_keys(language: str) -> Callable[[str], str]:
    """Return what names keys, such as 'Ctrl+PgDown' or 'Esc Esc', as the app's menus do."""
    if language == "en":
        return str
    named = _window(language, _OF_KEYS)
    return lambda keys: re.sub(r"[^+ ]+", lambda key: named.get(key[0]) or key[0], keys)


def _window(language: str, context: str) -> dict[str, str]:
    from kap_companion import resources

    # The window's words as its translator wrote them: the guide needs no Qt to be built.
    told = ElementTree.parse(resources.path(f"languages/{language}/window.ts"))
    (found,) = (one for one in told.iter("context") if one.findtext("name") == context)
    return {
        str(one.findtext("source")): (one.findtext("translation") or "").strip()
        for one in found.iter("message")
    }


def _role_of(kind: str) -> Callable[..., tuple[list[nodes.Node], list[nodes.system_message]]]:
    def role(
        _name: str,
        _rawtext: str,
        text: str,
        _line: int,
        inliner: Inliner,
        _options: dict[str, Any] | None = None,
        _content: Sequence[str] | None = None,
    ) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        if kind == COMMAND:
            return [nodes.literal(text, text, classes=["cmd"])], []
        language = inliner.document.settings.env.config.language
        if kind == KEY:
            return [nodes.inline(text, app_keys(language)(text), classes=["key"])], []
        return [nodes.inline(text, app_words(language)(text), classes=["ui"])], []

    return role


def _pictures_of_language(app: Sphinx, doctree: nodes.document) -> None:
    """Show the window in the page's language, where `dev.py look` keeps a picture of it so."""
    for image in doctree.findall(nodes.image):
        other = f"{PICTURES}/{app.config.language}/{Path(str(image['uri'])).name}"
        if (Path(app.srcdir) / other).is_file():
            image["uri"] = f"/{other}"


def _around_page(
    app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: Element | None
) -> None:
    language = app.config.language
    says = _SAYS[language]
    up = "../" * (pagename.count("/") + 1)
    target = context["file_suffix"]
    context["says"] = says
    context["is_in_english_alone"] = bool(says["english_alone"]) and not pagename.startswith(
        (*TRANSLATED, "search")
    )
    context["other_languages"] = [
        {"code": code, "name": name, "href": f"{up}{code}/{pagename}{target}"}
        for code, name in LANGUAGES.items()
        if code != language and code in app.config.guide_languages.split(",")
    ]
