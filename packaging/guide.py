"""Builds the guide out of docs/ into resources/guide, one folder a language; opens no connection.

python3 packaging/dev.py guide             build it
python3 packaging/dev.py guide --extract   bring docs/locale up to the English text
"""

from __future__ import annotations

import contextlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import TypeAlias

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from guide_words import LANGUAGES, TRANSLATED

CHECKOUT = Path(__file__).resolve().parent.parent
DOCS = CHECKOUT / "docs"
LOCALE = DOCS / "locale"
BUILT = CHECKOUT / "resources" / "guide"

_NOT_SHIPPED = (".buildinfo", "objects.inv")
_OF_NOBODY = tuple(
    f'"{name}'
    for name in (
        *("Project-Id-Version", "Report-Msgid-Bugs-To", "Last-Translator", "Language-Team"),
        *("POT-Creation-Date", "PO-Revision-Date", "Generated-By", "Plural-Forms"),
    )
)
_NEEDS_NOBODY = re.compile(r"(?:(?:\{\w+\})?`[^`]*`[\s,()]*)+|!\[.*\]\(.*\)")
"""Words of the app alone, which its own catalogues translate; code; a picture, whose words come
apart."""


Texts: TypeAlias = dict[str, Catalog]
"""What is to be translated, by page."""


class GuideError(Exception):
    """The guide cannot be built as it is written; the message says where and why."""


def main(arguments: Sequence[str]) -> int:
    """Build the guide, or with --extract bring its catalogues up to the English text."""
    try:
        if list(arguments) == ["--extract"]:
            command = [sys.executable, "-m", "tests.docs.keys_page"]
            if subprocess.call(command, cwd=CHECKOUT):
                return 1
            for path in bring_up_to(english()):
                print(path.relative_to(CHECKOUT))
        elif arguments[:1] == ["--missing"] and len(arguments) == 2:
            print(json.dumps(missing(arguments[1]), ensure_ascii=False, indent=1))
        elif arguments[:1] == ["--fill"] and len(arguments) == 3:
            fill(arguments[1], json.loads(Path(arguments[2]).read_text(encoding="utf-8")))
        elif arguments:
            print("guide takes nothing, --extract, --missing or --fill.", file=sys.stderr)
            return 2
        else:
            print(f"The guide lies in {build(BUILT).relative_to(CHECKOUT)}.")
    except GuideError as trouble:
        print(trouble, file=sys.stderr)
        return 1
    return 0


def build(folder: Path, languages: Sequence[str] | None = None) -> Path:
    """Build the guide into `folder`, whole or not at all; return it.

    All languages that have a catalogue, where none are named. Raises GuideError.
    """
    wanted = tuple(languages or languages_there())
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="guide-", dir=folder.parent) as scratch:
        fresh = Path(scratch, "fresh")
        if LOCALE.is_dir():
            # Sphinx compiles the catalogues beside themselves, where they need not be.
            shutil.copytree(LOCALE, Path(scratch, "locale"))
        for language in wanted:
            _sphinx("html", Path(scratch), language, fresh / language, wanted)
            for name in _NOT_SHIPPED:
                (fresh / language / name).unlink(missing_ok=True)
            with contextlib.suppress(OSError):
                (fresh / language / "_sources").rmdir()
        if folder.exists():
            folder.rename(Path(scratch, "before"))
        fresh.rename(folder)
    return folder


def languages_there() -> tuple[str, ...]:
    """Return the languages that have a catalogue, English first."""
    return tuple(code for code in LANGUAGES if code == "en" or (LOCALE / code).is_dir())


def bring_up_to(texts: Texts) -> list[Path]:
    """Bring each language's catalogues up to the English `texts`; return their paths.

    What was translated stays, what is new is empty, and what no page says any more goes.
    """
    written = []
    for language in languages_there()[1:]:
        for page, text in texts.items():
            path = catalogue_of(page, language)
            catalog = _read(path, language)
            catalog.update(text, no_fuzzy_matching=True)
            catalog.obsolete.clear()
            written.append(path)
            _write(path, catalog)
        for path in sorted((LOCALE / language).rglob("*.po")):
            if path not in written:
                path.unlink()
    return written


def english() -> Texts:
    """Return what is to be translated, by page. Raises GuideError."""
    with tempfile.TemporaryDirectory(prefix="guide-") as scratch:
        _sphinx("gettext", Path(scratch), "en", Path(scratch, "pot"), ("en",))
        pots = Path(scratch, "pot")
        texts = {}
        for path in sorted(pots.rglob("*.pot")):
            page = path.relative_to(pots).with_suffix("").as_posix()
            if page.startswith(TRANSLATED):
                texts[page] = Catalog(locale="en", charset="utf-8")
                for said in _read(path, "en"):
                    if said.id and not _NEEDS_NOBODY.fullmatch(str(said.id)):
                        texts[page].add(said.id)
        return texts


def catalogue_of(page: str, language: str) -> Path:
    """Return where a page's sentences in `language` lie."""
    return LOCALE / language / "LC_MESSAGES" / f"{page}.po"


def behind(page: str, text: Catalog, language: str) -> Iterator[str]:
    """Yield what a page's catalogue lacks, has not translated, or has too much, in words."""
    path = catalogue_of(page, language)
    there = {str(one.id): one for one in _read(path, language) if one.id}
    wanted = {str(one.id) for one in text if one.id}
    for said in sorted(wanted - there.keys()):
        yield f"{page}: missing: {said}"
    for said in sorted(there.keys() - wanted):
        yield f"{page}: no page says it any more: {said}"
    for said in sorted(there.keys() & wanted):
        if not there[said].string or there[said].fuzzy:
            yield f"{page}: not translated: {said}"


def missing(language: str) -> dict[str, dict[str, str]]:
    """Return what is not translated yet, by page, with room for its translation."""
    told = {}
    for page in english():
        open_ = {str(one.id): "" for one in _read(catalogue_of(page, language), language)}
        kept = {str(one.id) for one in _read(catalogue_of(page, language), language) if one.string}
        told[page] = {said: "" for said in open_ if said and said not in kept}
    return {page: one for page, one in told.items() if one}


def fill(language: str, texts: Mapping[str, Mapping[str, str]]) -> None:
    """Take translations into the catalogues, as `missing` gave them out."""
    for page, told in texts.items():
        path = catalogue_of(page, language)
        catalog = _read(path, language)
        for said, translated in told.items():
            message = catalog.get(said)
            if message is not None and translated:
                message.string = translated
        _write(path, catalog)


def _sphinx(
    builder: str, scratch: Path, language: str, out: Path, languages: Iterable[str]
) -> None:
    trees = scratch / f"trees-{language}"
    settings = {
        "language": language,
        "html_search_language": language,
        "guide_languages": ",".join(languages),
        "locale_dirs": str(scratch / "locale"),
    }
    # A process each: what Sphinx knows of its extensions is one for all of a process.
    command = [sys.executable, "-m", "sphinx", "-b", builder, "-q", "-E", "-a", "--no-color"]
    told = [part for name, value in settings.items() for part in ("-D", f"{name}={value}")]
    done = subprocess.run(
        [*command, *told, "-c", str(DOCS), "-d", str(trees), str(DOCS), str(out)],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
    )
    # Whatever Sphinx only warns of is a mistake too, such as a link that leads nowhere.
    if done.returncode or done.stderr.strip():
        told_us = done.stderr.strip() or f"Sphinx ended with {done.returncode}."
        raise GuideError(f"The guide is not right ({language}):\n{told_us}")


def _read(path: Path, language: str) -> Catalog:
    if not path.exists():
        return Catalog(locale=language, charset="utf-8")
    return read_po(BytesIO(path.read_bytes()), locale=language, charset="utf-8")


def _write(path: Path, catalog: Catalog) -> None:
    # No dates, no places and no names: a catalogue changes only where its words do.
    catalog.fuzzy = False
    catalog.header_comment = (
        "# The guide's words. Made by: python3 packaging/dev.py guide --extract"
    )
    told = BytesIO()
    write_po(told, catalog, width=0, no_location=True, omit_header=False, sort_output=False)
    lines = [
        line
        for line in told.getvalue().decode("utf-8").splitlines()
        if not line.startswith(_OF_NOBODY)
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
