"""No word of the app lacks its translation, none is left over, none is said past the one way."""

from __future__ import annotations

import ast
import shutil
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest

import words

ASKED = ("tr", "trn")
NAMES = frozenset({*ASKED, "tr_later"})
FILES = sorted(words.PACKAGE.rglob("*.py"))


def calls(path: Path) -> Iterator[tuple[ast.Call, str, bool]]:
    """Return each call of the one way, by which name, and whether it runs as it is imported."""

    def walk(node: ast.AST, at_import: bool) -> Iterator[tuple[ast.Call, str, bool]]:
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in NAMES:
            yield node, node.func.id, at_import
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            for default in (*node.args.defaults, *filter(None, node.args.kw_defaults)):
                yield from walk(default, at_import)
            body = [node.body] if isinstance(node, ast.Lambda) else node.body
            for inner in body:
                yield from walk(inner, False)
            return
        for child in ast.iter_child_nodes(node):
            yield from walk(child, at_import)

    yield from walk(ast.parse(path.read_text(encoding="utf-8")), True)


def test_every_word_is_said_in_every_language_and_no_other_is_kept() -> None:
    assert [line for code in words.codes() for line in words.check(code)] == []


def test_the_window_s_words_are_those_that_qt_linguist_s_own_tool_finds(tmp_path: Path) -> None:
    """So that a translator may bring window.ts up to the code with Qt's tool as well."""
    found = tmp_path / "found.ts"
    as_ours = ["-tr-function-alias", "tr+=trn", "-tr-function-alias", "QT_TR_NOOP+=tr_later"]
    listed = tmp_path / "files.lst"
    files = (str(path) for path in words.WINDOW.rglob("*.py"))
    listed.write_text("\n".join(files), encoding="utf-8")
    done = words.run_linguist("lupdate", *as_ours, "-locations", "none", f"@{listed}", "-ts", found)
    assert done.returncode == 0, done.stderr
    qt = {
        (message.findtext("source") or "", message.findtext("comment") or "")
        for message in ET.parse(found).getroot().iter("message")
    }
    assert {(one.one, one.many) for one in words.window_sources()} == qt


def test_no_word_is_said_before_the_language_is_known() -> None:
    early = [
        f"{path.relative_to(words.CHECKOUT)}:{call.lineno}"
        for path in FILES
        for call, name, at_import in calls(path)
        if at_import and name in ASKED
    ]
    assert early == []


def test_the_catalogues_can_find_each_word_that_is_said() -> None:
    """A word is written out where it is said, or where it is marked for later."""
    unfound = []
    for path in FILES:
        for call, name, _ in calls(path):
            told = call.args[: 2 if name == "trn" else 1]
            is_put_together = any(isinstance(one, ast.JoinedStr | ast.BinOp) for one in told)
            is_written = all(isinstance(one, ast.Constant) for one in told)
            if is_put_together or (name != "tr" and not is_written):
                unfound.append(f"{path.relative_to(words.CHECKOUT)}:{call.lineno}")
    assert unfound == []


def test_the_window_asks_its_own_catalogue_and_nothing_else_does() -> None:
    wrong = []
    for path in FILES:
        if path.name in {"words.py", "language.py"}:
            continue
        of_window = path.is_relative_to(words.WINDOW)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and NAMES & {one.name for one in node.names}:
                expected = "kap_companion.ui.words" if of_window else "kap_companion.language"
                if node.module != expected:
                    wrong.append(f"{path.relative_to(words.CHECKOUT)}:{node.lineno}")
    assert wrong == []


# --- and what the tool says of catalogues that are not right ------------------------------------


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(words.LANGUAGES, tmp_path / "languages")
    monkeypatch.setattr(words, "LANGUAGES", tmp_path / "languages")
    return tmp_path / "languages" / "es"


def replaced(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_word_without_a_translation_is_told(copied: Path) -> None:
    source = sorted(words.window_sources())[-1]
    told = words.read_window("es")
    told[source] = ("",)
    words._write("es", told, words.read_others("es"))
    (line,) = words.check("es")
    assert "window.ts: not translated" in line and repr(source.key) in line
    assert list(words.missing("es")) == [source.key]


def test_a_word_that_nobody_says_any_more_is_told_and_goes_with_the_next_extraction(
    copied: Path,
) -> None:
    with (copied / "words.po").open("a", encoding="utf-8") as file:
        file.write('\nmsgid "Said by nobody"\nmsgstr "Dicho por nadie"\n')
    wrong = words.check("es")
    assert any("nobody says: 'Said by nobody'" in line for line in wrong)
    words.extract("es")
    assert words.check("es") == []


def test_what_a_translator_calls_a_key_stays_though_another_word_is_written_alike(
    copied: Path,
) -> None:
    replaced(copied / "window.ts", "<translation>←</translation>", "<translation>Izq</translation>")
    words.extract("es")
    assert words.read_keys("es")["Left"] == "Izq"
    assert words.read_window("es")[words.Source("Left")] == ("Se fue",)


@pytest.mark.parametrize("said", ["Nada {extra}", "Nada {", "Nada"])
def test_a_translation_whose_holes_cannot_be_filled_is_told(copied: Path, said: str) -> None:
    source = next(one for one in sorted(words.other_sources()) if "{" in one.one and not one.many)
    words.fill("es", {source.key: said})
    assert [line for line in words.check("es") if "words.po" in line]


def test_what_the_app_reads_is_made_from_the_catalogues(copied: Path) -> None:
    (copied / "words.mo").write_bytes(b"old")
    assert [line for line in words.check("es") if "words.mo is not made" in line]


def test_what_nobody_says_is_not_taken(copied: Path) -> None:
    assert words.fill("es", {"Said by nobody": "Dicho por nadie"}) == ["Said by nobody"]
