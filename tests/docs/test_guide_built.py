"""The built guide stands on its own: all it links, shows and runs is in it; nothing is fetched."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote, urlsplit

import guide
import guide_words
import numpy as np
import pytest
from babel.messages.pofile import read_po
from guide_words import app_keys, app_words

from kap_companion.language import ENGLISH, LANGUAGES
from tests.docs import pictures
from tests.docs.pages import pages
from tests.docs.pictures import (
    GUIDE_SHAPES,
    KEPT,
    README_PICTURES,
    in_guide,
    in_readme,
    shown_in_guide,
)
from tests.look.pictures import keep, save
from tests.look.shapes import CHECKOUT, EVERYDAY, GOLDEN, THEMES, paint

_PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)]+)\)")
_REMEDY = "If it is meant: .venv/bin/python -m tests.docs.pictures, or dev.py look"
_OUTSIDE = ("http:", "https:", "//", "data:", "ftp:")


@dataclass
class Page(HTMLParser):
    """A page: what it points at, what it loads, and what of it can be pointed at."""

    text: str
    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        super().__init__()
        self.feed(self.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if told.get("id"):
            self.ids.add(str(told["id"]))
        for name in ("href", "src", "action", "srcset"):
            at = told.get(name)
            if at is None:
                continue
            (self.links if tag in ("a", "form") else self.loads).append(at)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return guide.build(tmp_path_factory.mktemp("guide") / "guide")


def read(folder: Path) -> dict[Path, Page]:
    return {path: Page(path.read_text(encoding="utf-8")) for path in sorted(folder.rglob("*.html"))}


def unresolved(found: dict[Path, Page]) -> Iterator[str]:
    """Yield each link that leads nowhere, and all that would be fetched."""
    for path, page in found.items():
        for at in (*page.links, *page.loads):
            if at.startswith(_OUTSIDE):
                yield f"{path.name}: {at} is not in the guide"
                continue
            parts = urlsplit(at)
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            if not target.is_file():
                yield f"{path.name}: there is no {at}"
            elif parts.fragment and unquote(parts.fragment) not in found[target].ids:
                yield f"{path.name}: there is no place {at}"


def test_every_link_picture_and_script_is_in_the_guide_itself(built: Path) -> None:
    found = read(built)
    assert sum(len(page.links) for page in found.values()) > 200
    wrong = sorted(set(unresolved(found)))
    assert not wrong, "\n".join(wrong)
    for path in built.rglob("*.css"):
        told = path.read_text(encoding="utf-8")
        assert not re.search(r"@import|url\(\s*['\"]?(?:https?:|//)", told), path


@pytest.mark.parametrize(
    ("html", "told"),
    [
        ('<a href="gone.html">x</a>', "there is no gone.html"),
        ('<p id="here"><a href="#there">x</a>', "there is no place #there"),
        ('<script src="https://far.example/x.js"></script>', "is not in the guide"),
        ('<img src="x.png">', "there is no x.png"),
    ],
)
def test_a_link_that_leads_nowhere_is_told(tmp_path: Path, html: str, told: str) -> None:
    (tmp_path / "page.html").write_text(html, encoding="utf-8")
    assert any(told in one for one in unresolved(read(tmp_path)))


def test_the_search_knows_every_page_and_loads_no_network_to_do_so(built: Path) -> None:
    index = (built / "en" / "searchindex.js").read_text(encoding="utf-8")
    known = json.loads(index.removeprefix("Search.setIndex(").removesuffix(")"))["docnames"]
    of_english = (built / "en").rglob("*.html")
    there = {path.relative_to(built / "en").with_suffix("").as_posix() for path in of_english}
    assert set(known) == there - {"search"}
    assert "searchindex.js" in (built / "en" / "search.html").read_text(encoding="utf-8")


def test_every_picture_is_one_that_the_look_painted_of_this_version(built: Path) -> None:
    painted = {path.name: path.read_bytes() for path in (GOLDEN / EVERYDAY).glob("*.webp")}
    shown = [path for path in (built / "en" / "_images").iterdir() if path.suffix != ".svg"]
    assert len(shown) >= 10
    for path in shown:
        assert path.read_bytes() == painted[path.name], path.name
    kept = {path.name: path.read_bytes() for path in (KEPT / "es").glob("*.webp")}
    for path in (built / "es" / "_images").iterdir():
        if path.suffix != ".svg":
            assert path.read_bytes() == kept[path.name], path.name
    for name, text in pages().items():
        for words, at in _PICTURE.findall(text):
            assert words, f"{name}: {at} has no words for those who do not see it"
            if name.startswith("docs/guide/") and not at.endswith(".svg"):
                lies = (CHECKOUT / name).parent / at
                assert lies.resolve().parent == GOLDEN / EVERYDAY, f"{name}: {at}"


def test_the_pictures_of_the_readme_are_the_golden_ones() -> None:
    readme = pages()["README.md"]
    assert {at for _, at in _PICTURE.findall(readme)} == set(README_PICTURES)
    other = in_readme(keeps=False)
    assert not other, f"{other}. {_REMEDY}"


@pytest.mark.parametrize("module", ["tests.look.build", "tests.docs.keys_page"])
def test_what_makes_pictures_and_keys_starts_from_the_checkout_alone(module: str) -> None:
    started = subprocess.run(
        [sys.executable, "-c", f"import {module}"],
        cwd=CHECKOUT,
        env={**os.environ, "PYTHONPATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert started.returncode == 0, started.stderr


@pytest.mark.parametrize("shape", GUIDE_SHAPES)
def test_the_guide_shows_the_window_in_its_own_language_as_it_is_now_and_nothing_there_is_cut(
    tmp_path: Path, shape: str
) -> None:
    told = paint(shape, THEMES[:1], tmp_path)
    assert sorted({fault for faults in told.values() for fault in faults}) == []
    assert {path.stem for path in tmp_path.glob("*.png")} >= set(shown_in_guide())
    other = in_guide(shape, tmp_path, keeps=False)
    assert not other, f"{other}. {_REMEDY}"


def test_a_picture_of_the_guide_that_is_not_as_painted_or_that_no_page_shows_is_told_and_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "KEPT", tmp_path / "kept")
    (shape, language), *_ = GUIDE_SHAPES.items()
    names = shown_in_guide()
    for name in names:
        save(tmp_path / f"{name}.png", np.full((64, 64, 3), 30, np.uint8))
    assert in_guide(shape, tmp_path, keeps=True) == list(names)
    assert in_guide(shape, tmp_path, keeps=False) == []
    save(tmp_path / f"{names[0]}.png", np.full((64, 64, 3), 200, np.uint8))
    keep(tmp_path / "kept" / language / "gone-dark.webp", np.full((64, 64, 3), 30, np.uint8))
    assert in_guide(shape, tmp_path, keeps=True) == ["gone-dark", names[0]]
    assert in_guide(shape, tmp_path, keeps=False) == []


def test_a_page_that_sphinx_warns_of_is_no_guide(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# x\n\n[y](gone.md)\n", encoding="utf-8")
    conf = (guide.DOCS / "conf.py").read_text(encoding="utf-8").replace('"quiet"', '"basic"')
    conf = conf.replace("Path(__file__).resolve().parent.parent", f"Path({str(CHECKOUT)!r})")
    (tmp_path / "docs" / "conf.py").write_text(conf, encoding="utf-8")
    monkeypatch.setattr(guide, "DOCS", tmp_path / "docs")
    with pytest.raises(guide.GuideError, match=r"gone\.md"):
        guide.build(tmp_path / "built", ["en"])
    assert not (tmp_path / "built").exists()


# --- languages ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def english() -> guide.Texts:
    return guide.english()


def test_a_catalogue_is_told_that_lacks_a_sentence_or_has_one_that_no_page_says(
    english: guide.Texts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guide, "LOCALE", tmp_path)
    (tmp_path / "es").mkdir()
    assert guide.languages_there() == ("en", "es")
    guide.bring_up_to(english)
    page = "guide/clinician/telehealth"
    told = list(guide.behind(page, english[page], "es"))
    assert told and all("not translated" in one for one in told)
    path = guide.catalogue_of(page, "es")
    text = path.read_text(encoding="utf-8")
    assert 'msgid "Telehealth"\nmsgstr ""' in text
    text = text.replace('msgid "Telehealth"\nmsgstr ""', 'msgid "Telephone"\nmsgstr "Teléfono"')
    path.write_text(text, encoding="utf-8")
    told = list(guide.behind(page, english[page], "es"))
    assert f"{page}: missing: Telehealth" in told
    assert f"{page}: no page says it any more: Telephone" in told
    guide.bring_up_to(english)
    assert not any("Telephone" in one for one in guide.behind(page, english[page], "es"))


def test_what_was_translated_stays_when_the_english_text_changes_elsewhere(
    english: guide.Texts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guide, "LOCALE", tmp_path)
    (tmp_path / "es").mkdir()
    guide.bring_up_to(english)
    path = guide.catalogue_of("guide/clinician/telehealth", "es")
    text = path.read_text(encoding="utf-8")
    text = text.replace('msgid "Telehealth"\nmsgstr ""', 'msgid "Telehealth"\nmsgstr "Telesalud"')
    path.write_text(text, encoding="utf-8")
    guide.bring_up_to(english)
    kept = {one.id: one.string for one in read_po(BytesIO(path.read_bytes()))}
    assert kept["Telehealth"] == "Telesalud"


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one != ENGLISH])
def test_every_sentence_for_clinicians_is_in_every_language_of_the_guide(
    english: guide.Texts, language: str
) -> None:
    told = [one for page, text in english.items() for one in guide.behind(page, text, language)]
    lie = {path.relative_to(guide.LOCALE) for path in (guide.LOCALE / language).rglob("*.po")}
    due = {guide.catalogue_of(page, language).relative_to(guide.LOCALE) for page in english}
    told += [f"{path}: there is no such page" for path in sorted(lie - due)]
    assert not told, "\n".join([*told, "python3 packaging/dev.py guide --extract"])


def test_a_page_in_another_language_says_the_apps_words_as_the_app_does(built: Path) -> None:
    page = (built / "es" / "guide" / "clinician" / "keys.html").read_text(encoding="utf-8")
    window = app_words("es")
    assert window("Lock") != "Lock"
    assert f'<span class="ui">{window("Lock")}</span>' in page
    assert app_keys("es")("Ctrl+PgDown") != "Ctrl+PgDown"
    assert f'<span class="key">{app_keys("es")("Ctrl+PgDown")}</span>' in page
    assert ">Lock<" not in page
    # A key is called as menus call it, also where a screen has the same English name.
    assert '<span class="key">Ctrl+AvPág</span>' in page
    assert f'<span class="ui">{window("Home")}</span>' in page and window("Home") == "Inicio"


def test_the_guide_is_in_every_language_of_the_app() -> None:
    assert set(guide.languages_there()) == set(LANGUAGES) == set(guide_words.LANGUAGES)


def test_words_of_the_app_alone_need_no_translator(english: guide.Texts) -> None:
    said = {str(one.id) for text in english.values() for one in text}
    assert "{word}`Dose or booster`" not in said
    assert "The emergency card" in said
