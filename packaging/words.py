"""Gathers the words of the app into the catalogues, and makes of these what the app reads.

    python3 packaging/dev.py words extract    bring every catalogue up to the code
    python3 packaging/dev.py words missing CODE [PATH...]   print as JSON what is not translated yet
    python3 packaging/dev.py words fill CODE FILE   take translations from such JSON
    python3 packaging/dev.py words check      say what is wrong with any; 1 where something is

The window's words go through Qt Linguist (`window.ts`, opened by `pyside6-linguist`), all others
through a catalogue that any translator's editor opens (`words.po`); both lie in
resources/languages/CODE, beside `window.qm` and `words.mo`, which are made from them here.
"""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po, write_po

CHECKOUT = Path(__file__).resolve().parent.parent
PACKAGE, RESOURCES = CHECKOUT / "kap_companion", CHECKOUT / "resources"
WINDOW = PACKAGE / "ui"
LANGUAGES = RESOURCES / "languages"
ASKED_BY = frozenset({"tr", "trn", "tr_later"})
PLURAL = "␟"
"""Stands between 'one' and 'many' in what `missing` prints."""

JSON_WORDS: Mapping[str, frozenset[str]] = {
    "arcs": frozenset({"name"}),
    "checklists": frozenset({"title", "items", "sources"}),
    "course": frozenset({"sources"}),
    "fees": frozenset({"title", "sources"}),
    "phases": frozenset({"sources"}),
    "questions": frozenset({"words", "source"}),
    "scales": frozenset({"name", "credit", "bands", "notices"}),
}
"""In which folders of resources, and there under which keys, a JSON file holds words.

What a client is asked by a scale is not among them: only its publishers say it in a language.
"""

_OF_KEYS = "QShortcut"
KEYS = (
    *("Ctrl", "Shift", "Alt", "Meta", "Tab", "Space", "Esc"),
    *("Left", "Right", "Up", "Down", "Home", "End", "PgUp", "PgDown"),
)
SAID_KEYS: Mapping[str, str] = {"Return": "Enter", "Enter": "Enter", "Del": "Del"}
"""Names of keys that Qt would translate in menus; of the second the app has words of its own.

The others are called in a language as `window.ts` calls them under QShortcut, at first as here.
"""

_FIXED = datetime(2026, 1, 1, tzinfo=UTC)
_JINJA = re.compile(r"""\b(tr|trn|tr_later)\(\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')""")
_JINJA_MANY = re.compile(r"""\s*,\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')""")


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """Words as the code says them; `many` is empty but for plurals."""

    one: str
    many: str = ""

    @property
    def key(self) -> str:
        """Return them as one string, for JSON."""
        return f"{self.one}{PLURAL}{self.many}" if self.many else self.one


def main(arguments: Sequence[str]) -> int:
    """Carry out one command; return the process's exit code."""
    match list(arguments):
        case ["extract"]:
            with _only_one():
                for code in codes():
                    extract(code)
            return 0
        case ["missing", code, *paths]:
            print(json.dumps(missing(code, paths), ensure_ascii=False, indent=1))
            return 0
        case ["fill", code, file]:
            told = json.loads(Path(file).read_text(encoding="utf-8"))
            with _only_one():
                extract(code)
                unknown = fill(code, told)
            for key in unknown:
                print(f"The code does not say (any more): {key!r}", file=sys.stderr)
            return 1 if unknown else 0
        case ["check"]:
            wrong = [line for code in codes() for line in check(code)]
            print("\n".join(wrong) or "All words are said in every language.")
            return 1 if wrong else 0
        case _:
            print(__doc__, file=sys.stderr)
            return 2


def codes() -> list[str]:
    """Return the languages there are catalogues of."""
    return sorted(path.name for path in LANGUAGES.iterdir() if path.is_dir())


# --- what the code says -------------------------------------------------------------------------


@cache
def window_sources() -> dict[Source, list[str]]:
    """Return the window's words, and which files say them."""
    return _sources(sorted(WINDOW.rglob("*.py")))


@cache
def other_sources() -> dict[Source, list[str]]:
    """Return all other words, and which files say them."""
    files = [p for p in sorted(PACKAGE.rglob("*.py")) if not p.is_relative_to(WINDOW)]
    return _sources([*files, *sorted(RESOURCES.rglob("*.j2")), *sorted(RESOURCES.rglob("*.json"))])


def _sources(files: Sequence[Path]) -> dict[Source, list[str]]:
    found: dict[Source, list[str]] = {}
    for path in files:
        reads = {".py": _of_code, ".j2": _of_template, ".json": _of_json}[path.suffix]
        for source in reads(path):
            places = found.setdefault(source, [])
            if (name := str(path.relative_to(CHECKOUT))) not in places:
                places.append(name)
    return found


def _of_code(path: Path) -> Iterator[Source]:
    for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Name)):
            continue
        if call.func.id in ASKED_BY and call.args:
            told = [a.value for a in call.args[:2] if isinstance(a, ast.Constant)]
            words = [text for text in told if isinstance(text, str) and text]
            if words and isinstance(call.args[0], ast.Constant):
                yield Source(*words[: 2 if call.func.id == "trn" else 1])


def _of_template(path: Path) -> Iterator[Source]:
    text = path.read_text(encoding="utf-8")
    for found in _JINJA.finditer(text):
        one = ast.literal_eval(found[2])
        many = _JINJA_MANY.match(text, found.end()) if found[1] == "trn" else None
        yield Source(one, ast.literal_eval(many[1])) if many else Source(one)


def _of_json(path: Path) -> Iterator[Source]:
    keys = JSON_WORDS.get(path.relative_to(RESOURCES).parts[0], frozenset())
    if keys:
        yield from _under(json.loads(path.read_text(encoding="utf-8")), keys, is_words=False)


def _under(value: object, keys: frozenset[str], *, is_words: bool) -> Iterator[Source]:
    match value:
        case str() if is_words and value:
            yield Source(value)
        case list():
            for one in value:
                yield from _under(one, keys, is_words=is_words)
        case dict():
            for key, one in value.items():
                yield from _under(one, keys, is_words=is_words or key in keys)
        case _:
            return


# --- the catalogues -----------------------------------------------------------------------------


def extract(code: str) -> None:
    """Bring the catalogues of `code` up to what the code says: new words in, orphans out."""
    _write(code, read_window(code), read_others(code))


def missing(code: str, paths: Sequence[str] = ()) -> dict[str, str | list[str]]:
    """Return what has no translation yet, of the files whose path begins with one of `paths`."""
    found: dict[str, str | list[str]] = {}
    forms = get_plural(code).num_plurals
    for sources, known in (
        (window_sources(), read_window(code)),
        (other_sources(), read_others(code)),
    ):
        for source, places in sources.items():
            is_asked = not paths or any(name.startswith(tuple(paths)) for name in places)
            if is_asked and not all(known.get(source, ("",))):
                found[source.key] = [""] * forms if source.many else ""
    return found


def fill(code: str, told: Mapping[str, str | list[str]]) -> list[str]:
    """Put translations into the catalogues, by the words' keys; return the keys nobody says."""
    window, others = read_window(code), read_others(code)
    catalogues = ((window_sources(), window), (other_sources(), others))
    unknown = []
    for key, translation in told.items():
        one, _, many = key.partition(PLURAL)
        source = Source(one, many)
        forms = tuple(translation) if isinstance(translation, list) else (translation,)
        those = [known for sources, known in catalogues if source in sources]
        for known in those:
            if all(forms):
                known[source] = forms
        if not those:
            unknown.append(key)
    _write(code, window, others)
    return unknown


def check(code: str) -> list[str]:
    """Return what is wrong with the catalogues of `code`, a line each."""
    wrong: list[str] = []
    for what, sources, known in (
        ("window.ts", window_sources(), read_window(code)),
        ("words.po", other_sources(), read_others(code)),
    ):
        where = f"{code}/{what}"
        for source in sorted(sources):
            if not all(known.get(source, ("",))):
                wrong.append(f"{where}: not translated: {source.key!r} ({sources[source][0]})")
        wrong += [f"{where}: nobody says: {one.key!r}" for one in sorted(set(known) - set(sources))]
        for source, forms in sorted(known.items()):
            for form in filter(None, forms):
                if trouble := _holes_differ(source, form):
                    wrong.append(f"{where}: {source.key!r}: {trouble}")
    with tempfile.TemporaryDirectory() as scratch:
        fresh = Path(scratch)
        compile_(code, fresh)
        for name in ("window.qm", "words.mo"):
            kept = LANGUAGES / code / name
            if not kept.exists() or kept.read_bytes() != (fresh / name).read_bytes():
                wrong.append(f"{code}/{name} is not made from its catalogue: words.py extract")
    return wrong


def _holes_differ(source: Source, said: str) -> str:
    try:
        holes = _holes(said)
    except ValueError as trouble:
        return f"{said!r} cannot be filled in: {trouble}"
    wanted = _holes(source.one) | (_holes(source.many) if source.many else set())
    if extra := holes - wanted:
        return f"{said!r} has a hole that is never filled: {', '.join(sorted(extra))}"
    if lacking := (set() if source.many else wanted - holes):
        return f"{said!r} leaves out {', '.join(sorted(lacking))}"
    return ""


def _holes(text: str) -> set[str]:
    try:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        return set()


def read_window(code: str) -> dict[Source, tuple[str, ...]]:
    """Return what `window.ts` of a language says."""
    path = LANGUAGES / code / "window.ts"
    if not path.exists():
        return {}
    found = {}
    contexts = ET.parse(path).getroot().iter("context")
    ours = (one for one in contexts if one.findtext("name") != _OF_KEYS)
    for message in (message for context in ours for message in context.iter("message")):
        said = message.find("translation")
        assert said is not None
        forms = tuple(one.text or "" for one in said.iter("numerusform")) or (said.text or "",)
        source = Source(message.findtext("source") or "", message.findtext("comment") or "")
        found[source] = forms
    return found


def read_keys(code: str) -> dict[str, str]:
    """Return what `window.ts` of a language calls the keys."""
    path = LANGUAGES / code / "window.ts"
    if not path.exists():
        return {}
    contexts = ET.parse(path).getroot().iter("context")
    theirs = (one for one in contexts if one.findtext("name") == _OF_KEYS)
    return {
        message.findtext("source") or "": message.findtext("translation") or ""
        for context in theirs
        for message in context.iter("message")
    }


def read_others(code: str) -> dict[Source, tuple[str, ...]]:
    """Return what `words.po` of a language says."""
    path = LANGUAGES / code / "words.po"
    if not path.exists():
        return {}
    with path.open("rb") as file:
        catalogue = read_po(file, locale=code)
    found = {}
    for message in catalogue:
        if not message.id:
            continue
        one, many = (message.id, "") if isinstance(message.id, str) else message.id
        forms = (message.string,) if isinstance(message.string, str) else message.string or ()
        found[Source(one, many)] = tuple(form or "" for form in forms)
    return found


def _write(
    code: str,
    window: Mapping[Source, tuple[str, ...]],
    others: Mapping[Source, tuple[str, ...]],
) -> None:
    folder = LANGUAGES / code
    folder.mkdir(parents=True, exist_ok=True)
    forms = get_plural(code).num_plurals
    (folder / "window.ts").write_text(_ts(code, window, forms), encoding="utf-8")
    catalogue = Catalog(
        locale=code,
        header_comment="# The words of KAP Companion but for the window's: packaging/words.py.",
        project="KAP Companion",
        fuzzy=False,
        creation_date=_FIXED,
        revision_date=_FIXED,
    )
    for source in sorted(other_sources()):
        said = others.get(source, ("",) * (forms if source.many else 1))
        identifier = (source.one, source.many) if source.many else source.one
        catalogue.add(identifier, said if source.many else said[0])
    out = BytesIO()
    write_po(out, catalogue, width=100, sort_output=True, include_previous=False)
    (folder / "words.po").write_bytes(out.getvalue())
    compile_(code, folder)


def _ts(code: str, known: Mapping[Source, tuple[str, ...]], forms: int) -> str:
    root = ET.Element("TS", version="2.1", language=code, sourcelanguage="en")
    context = ET.SubElement(root, "context")
    ET.SubElement(context, "name").text = ""
    for source in sorted(window_sources()):
        message = ET.SubElement(context, "message", {"numerus": "yes"} if source.many else {})
        ET.SubElement(message, "source").text = source.one
        if source.many:
            ET.SubElement(message, "comment").text = source.many
        said = known.get(source, ())
        is_whole = bool(said) and all(said)
        translation = ET.SubElement(
            message, "translation", {} if is_whole else {"type": "unfinished"}
        )
        if source.many:
            for n in range(forms):
                form = said[n] if n < len(said) else ""
                ET.SubElement(translation, "numerusform").text = form
        else:
            translation.text = said[0] if said else ""
    _add_keys(root, known, read_keys(code))
    ET.indent(root, "    ")
    text = ET.tostring(root, encoding="unicode", short_empty_elements=False)
    return f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{text}\n'


def _add_keys(
    root: ET.Element, known: Mapping[Source, tuple[str, ...]], kept: Mapping[str, str]
) -> None:
    """Have menus name keys as buttons and the guide do: Qt would say 'Control+Mayúsculas+P'."""
    context = ET.SubElement(root, "context")
    ET.SubElement(context, "name").text = _OF_KEYS
    said = dict(kept)
    said |= {key: known.get(Source(name), ("",))[0] for key, name in SAID_KEYS.items()}
    for key in (*KEYS, *SAID_KEYS):
        message = ET.SubElement(context, "message")
        ET.SubElement(message, "source").text = key
        ET.SubElement(message, "translation").text = said.get(key) or key


def compile_(code: str, folder: Path) -> None:
    """Make `window.qm` and `words.mo` of a language in `folder`."""
    made = folder / "window.qm"
    done = run_linguist("lrelease", "-silent", LANGUAGES / code / "window.ts", "-qm", made)
    if done.returncode or not made.exists():
        raise SystemExit(f"{made} could not be made: {done.stdout}{done.stderr}")
    with (LANGUAGES / code / "words.po").open("rb") as file:
        catalogue = read_po(file, locale=code)
    with (folder / "words.mo").open("wb") as out:
        write_mo(out, catalogue)


def run_linguist(tool: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a tool of Qt Linguist, such as lrelease.

    A program of its own: it finds the libraries that the set-up unpacked where root brought none.
    """
    environment = dict(os.environ)
    unpacked = Path(sys.prefix) / "system" / "root"
    if folders := sorted({str(path.parent) for path in unpacked.rglob("lib*.so*")}):
        before = environment.get("LD_LIBRARY_PATH")
        environment["LD_LIBRARY_PATH"] = os.pathsep.join([*folders, *([before] if before else [])])
    program = Path(sys.executable).parent / f"pyside6-{tool}"
    command = [str(program), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment)


@contextmanager
def _only_one() -> Iterator[None]:
    """Let nobody else write the catalogues meanwhile."""
    with Path(__file__).open("rb") as held:
        if sys.platform != "win32":
            import fcntl

            fcntl.flock(held, fcntl.LOCK_EX)
        yield


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
