"""Puts a page onto paper: a tagged PDF by Typst, with every character named that no font can show.

Typst refuses a tagged page with a character that no font has and says which: each is then replaced,
in the PDF only, by its code point and name, as in ‹U+1F60C RELIEVED FACE›.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Literal

import typst

from kap_companion import resources
from kap_companion.language import tr
from kap_companion.notes.export.characters import warning
from kap_companion.notes.export.page_text import PageText

LONGEST_HEAD = 90
"""How many letters fit into the line at the head of each page."""

# What a page is held to, the strictest first: where one cannot be met for another reason than a
# character, the next is taken, since a plainer PDF is better than none.
_STANDARDS: tuple[list[Literal["ua-1", "a-2a"]], ...] = (["ua-1", "a-2a"], ["ua-1"], [])


def on_paper(
    template: str,
    page_of: Callable[[PageText], Mapping[str, Any]],
    made_at: datetime,
    *,
    with_system_fonts: bool,
) -> tuple[bytes, tuple[str, ...]]:
    """Return a PDF by the resource templates/`template`, and warnings that name what it lacks.

    `page_of` says the page anew whenever a character was learned that cannot be shown. Without the
    system's fonts it looks the same on every machine.
    """
    fonts = typst.Fonts(
        include_system_fonts=with_system_fonts, font_paths=[str(resources.path("fonts"))]
    )
    text = PageText()
    content = _compiled(template, lambda: page_of(text), text, made_at, fonts)
    return content, (
        *warning(
            tr("These characters cannot be shown in the PDF and are named in it"), text.unshown
        ),
        *warning(
            tr("These characters cannot stand in a PDF and are shown as � in it"), text.replaced
        ),
    )


def _compiled(
    template: str,
    page: Callable[[], Mapping[str, Any]],
    text: PageText,
    made_at: datetime,
    fonts: typst.Fonts,
) -> bytes:
    """Return the PDF, made again with each character named that the last try could not show."""
    path = resources.path(f"templates/{template}")
    remaining = list(_STANDARDS)
    while True:
        told = json.dumps(page(), ensure_ascii=False)
        try:
            return typst.compile(
                path,
                root=path.parent,
                font_paths=fonts,
                format="pdf",
                sys_inputs={"document": told},
                pdf_standards=list(remaining[0]),
                timestamp=made_at.replace(microsecond=0),
            )
        except typst.TypstError as trouble:
            if text.learn(trouble.diagnostic):
                continue
            remaining.pop(0)
            if not remaining:
                raise
