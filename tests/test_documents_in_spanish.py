"""A session whose note is in Spanish: documents say it so, what machines read is the same."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from kap_companion import resources
from kap_companion.language import LANGUAGES, Spoken, language, speaking, tr
from kap_companion.notes.blocks import BlockKind, read_blocks
from kap_companion.notes.document import record_document
from kap_companion.notes.draft import drafted, find_template, templates
from kap_companion.notes.export.text import plain_text
from kap_companion.notes.trace import Origin, sentences
from kap_companion.practice import Practice
from kap_companion.rehearsal import Rehearsal
from kap_companion.script import parse_script
from kap_companion.session import entries as e
from kap_companion.session.adverse import ADVERSE_EVENTS
from kap_companion.session.checklists import parse_checklists
from kap_companion.session.clock import ScriptedClock
from kap_companion.session.dose_words import parse_dose
from kap_companion.session.fees import FeesError, money, parse_amount
from kap_companion.session.scales import ScaleError, asked_in, parse_scale
from kap_companion.session.vitals import beyond_as_kept
from kap_companion.session.vitals_words import DEVICES, read_vitals
from kap_companion.session.wording import record_words, role_words
from kap_companion.vault.vault import Vault
from tests.blank_vault import new_vault
from tests.made import PROTOCOL
from tests.made_course import make_course
from tests.notes.golden import everything

START = datetime(2026, 3, 14, 18, 0, tzinfo=UTC)
TEMPLATES = ("dap", "soap", "birp", "girp", "narrative", "prescriber", "letter")
SPANISH = language("es")


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Practice]:
    """A practice that writes in Spanish, with the app's own session in it."""
    folder = tmp_path_factory.mktemp("spanish")
    vault: Vault = new_vault(folder / "vault", folder / "state", "seven quiet herons at dusk")
    clock = ScriptedClock(START)
    practice = Practice(vault, clock, PROTOCOL)
    practice.note_templates.language.choose("es")
    checklists = parse_checklists(resources.text("checklists/lozenge.json"))
    rehearsal = Rehearsal(practice, clock, checklists)
    script = parse_script(resources.path("rehearsal/first_session.jsonl").read_bytes())
    rehearsal.play(script, lambda _line, _entry: None)
    yield practice
    vault.close()


@pytest.fixture(scope="module")
def exported(practice: Practice, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """The folders of its documents in each language, by the language's code."""
    folders = {}
    (session,) = practice.vault.sessions.all()
    for code in LANGUAGES:
        folders[code] = tmp_path_factory.mktemp(f"documents-{code}")
        practice.note_templates.language.choose(code)
        formats = ("pdf", "docx", "md", "txt", "fhir", "csv", "json")
        practice.export_record(session.id, formats, folders[code])
        practice.export_psychotherapy_notes(session.id, ("md", "pdf"), folders[code])
    practice.note_templates.language.choose(None)
    return folders


def one(folder: Path, ending: str) -> Path:
    """The record's file of that ending."""
    (found,) = [p for p in folder.glob(f"*{ending}") if "psychotherapy" not in p.name]
    return found


def language_of(file: Path) -> str:
    """The language that a PDF says it is in."""
    root = PdfReader(file).trailer["/Root"].get_object()
    assert isinstance(root, DictionaryObject)
    return str(root["/Lang"])


def english_in(text: str, typed: str) -> list[str]:
    """What of the app's own English stands in a text, but for what was typed in English."""
    plain = " ".join(text.split())
    found = []
    for source, said in SPANISH.catalogue._catalog.items():  # type: ignore[attr-defined]
        words = source[0] if isinstance(source, tuple) else source
        for piece in re.split(r"\{\w+\}", words):
            told = piece.strip(" .,:;")
            if len(told) < 8 or " " not in told or told in said or told in typed:
                continue
            if re.search(rf"(?<!\w){re.escape(told)}(?!\w)", plain):
                found.append(told)
    return found


def typed_words(practice: Practice) -> str:
    """All that the session's entries hold."""
    (session,) = practice.vault.sessions.all()
    journal = practice.vault.journal
    lines = [
        dict(line)
        for stream in (e.Stream.RECORD, e.Stream.PSYCHOTHERAPY_NOTES)
        for line in journal.lines(stream, session.id)
    ]
    return json.dumps(lines, ensure_ascii=False)


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_whole_draft_in_spanish_leaves_no_english_sentence(template: str) -> None:
    session = everything()
    with speaking(SPANISH):
        told = drafted(find_template(template, templates()), session.record).text
        whole = plain_text(record_document(session.record, template=template))
    typed = " ".join(str(entry.body) for entry in session.record)
    assert english_in(told, typed) == []
    assert english_in(whole, typed) == []
    assert "24 de noviembre de 2025" in told
    if template != "letter":
        assert "1,5 pastillas de 100 mg" in told


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_blank_of_a_spanish_draft_is_known_as_one_also_where_english_is_spoken(
    template: str,
) -> None:
    record = everything().record
    with speaking(SPANISH):
        spanish = drafted(find_template(template, templates()), record)
    english = drafted(find_template(template, templates()), record)
    blanks = [
        [block.text for block in read_blocks(one.text) if block.kind is BlockKind.BLANK]
        for one in (english, spanish)
    ]
    assert len(blanks[0]) == len(blanks[1]) > 0
    assert all(blank.startswith(("Su reflexión: ", "Sus palabras: ")) for blank in blanks[1])
    origins = [[sentence.origin for sentence in sentences(one)] for one in (english, spanish)]
    assert origins[1].count(Origin.BLANK) == origins[0].count(Origin.BLANK) == len(blanks[0])
    assert Origin.YOURS not in origins[1]
    assert english.entries == spanish.entries


def test_the_apps_own_session_exported_in_spanish_holds_no_english_of_the_app(
    practice: Practice, exported: Mapping[str, Path]
) -> None:
    folder, typed = exported["es"], typed_words(practice)
    with zipfile.ZipFile(one(folder, ".docx")) as word:
        parts = [word.read(name).decode() for name in word.namelist() if name.endswith(".xml")]
    docx = " ".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", " ".join(parts)))
    pdf = " ".join(page.extract_text() for page in PdfReader(one(folder, ".pdf")).pages)
    for text in (one(folder, ".md").read_text(), one(folder, ".txt").read_text(), docx, pdf):
        assert english_in(text, typed) == []
        assert "Ensayo" in text
        assert "Datos" in text
    assert english_in(one(exported["en"], ".txt").read_text(), typed) != []
    assert "Página 1 de " in pdf
    assert "Página " in docx
    assert " de marzo de 2026" in pdf


def test_psychotherapy_notes_apart_are_in_spanish_too(exported: Mapping[str, Path]) -> None:
    (apart,) = exported["es"].glob("*psychotherapy*.md")
    text = apart.read_text()
    assert text.startswith("# Notas de psicoterapia")
    assert "guardadas aparte del resto del registro" in text


def test_a_spanish_pdf_says_its_language_to_the_screen_reader(exported: Mapping[str, Path]) -> None:
    assert language_of(one(exported["es"], ".pdf")) == "es"
    assert language_of(one(exported["en"], ".pdf")) == "en"


def test_what_programs_read_is_the_same_in_both_languages(exported: Mapping[str, Path]) -> None:
    english, spanish = (
        json.loads(one(exported[code], "[!r].json").read_text()) for code in LANGUAGES
    )
    assert {**english, "note": ""} == {**spanish, "note": ""}
    for ending in ("[!s].csv", "vitals.csv"):
        tables = [
            list(csv.DictReader(io.StringIO(one(exported[code], ending).read_text("utf-8-sig"))))
            for code in LANGUAGES
        ]
        assert [{**row, "words": ""} for row in tables[0]] == [
            {**row, "words": ""} for row in tables[1]
        ]


def test_fhir_differs_in_its_words_alone_and_says_in_which_language_they_are(
    exported: Mapping[str, Path],
) -> None:
    english, spanish = (
        json.loads(one(exported[code], "fhir.json").read_text()) for code in LANGUAGES
    )
    assert bare(english) == bare(spanish)
    said = [entry["resource"] for entry in spanish["entry"] if "text" in entry["resource"]]
    assert said
    assert {resource["language"] for resource in said} == {"es"}
    codings = re.findall(r'"display": "([^"]*)"', json.dumps(spanish, ensure_ascii=False))
    assert "Heart rate" in codings
    assert "Frecuencia cardíaca" not in codings


def bare(form: Any, key: str = "") -> Any:
    """FHIR without what is said in words: texts, notes, titles, and ids that are made of them."""
    if isinstance(form, dict):
        return {
            name: bare(value, name)
            for name, value in form.items()
            if name not in ("text", "note", "title", "language")
            and not (form.get("resourceType") == "Bundle" and name in ("id", "identifier"))
        }
    if isinstance(form, list):
        # The note's own sections are named by its template.
        return [] if key == "section" else [bare(one) for one in form]
    return form


def test_the_course_on_paper_is_in_spanish(tmp_path: Path) -> None:
    clock = ScriptedClock(START)
    with new_vault(tmp_path / "vault", tmp_path / "state", "seven quiet herons at dusk") as vault:
        practice = Practice(vault, clock, PROTOCOL)
        client = make_course(practice, clock)
        practice.note_templates.language.choose("es")
        (made,) = practice.course.export(client, tmp_path).paths
        typed = f"{practice.course.filed(client.id)} {practice.course.look(client)}"
    text = " ".join(page.extract_text() for page in PdfReader(made).pages)
    assert english_in(text, typed) == []
    assert "Sesiones de dosificación" in text
    assert language_of(made) == "es"


@pytest.mark.parametrize(
    ("typed", "mg"),
    [
        ("37,5", Decimal("37.5")),
        ("1,5 x 100", Decimal(150)),
        ("1,5 pastillas", Decimal(150)),
        ("2 pastillas de 100 mg bucal", Decimal(200)),
        ("150 mejilla retener 15", Decimal(150)),
        ("1.5 lozenges", Decimal(150)),
    ],
)
def test_a_dose_may_be_typed_in_spanish(typed: str, mg: Decimal) -> None:
    with speaking(SPANISH):
        read = parse_dose(typed, Decimal(100))
    assert read is not None
    assert read.dose_mg == mg


def test_how_vitals_were_taken_may_be_typed_in_spanish_and_is_kept_in_one_language() -> None:
    with speaking(SPANISH):
        spanish = read_vitals("124/80 72 98 sentada, manguito propio, por Jo")
    english = read_vitals("124/80 72 98 sitting, own cuff, by Jo")
    assert spanish == english
    assert (spanish.position, spanish.device) == ("sitting", DEVICES["own cuff"])


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("375", Decimal(375)),
        ("375,50", Decimal("375.50")),
        ("375.50", Decimal("375.50")),
        ("$1.250", Decimal(1250)),
        ("1,250", Decimal(1250)),
        ("1.250,75", Decimal("1250.75")),
        ("1,250.75", Decimal("1250.75")),
    ],
)
def test_a_fee_may_be_typed_with_either_decimal_sign_where_the_language_has_a_comma(
    typed: str, amount: Decimal
) -> None:
    with speaking(SPANISH):
        assert parse_amount(typed) == amount
        assert parse_amount(money(amount)) == amount


@pytest.mark.parametrize("typed", ["1,25,50", "12.50.5", "1,2345", "375,505"])
def test_what_is_no_amount_is_refused_in_spanish_too(typed: str) -> None:
    with speaking(SPANISH), pytest.raises(FeesError, match="no es un importe"):
        parse_amount(typed)


def test_short_words_that_an_entry_keeps_are_said_in_spanish_and_what_was_typed_is_not() -> None:
    with speaking(SPANISH):
        assert record_words(e.Marked("Tears")) == "Llanto."
        assert record_words(e.Marked("Trembling of the hands")) == "Trembling of the hands."
        assert role_words("client, with Jo") == "cliente, con Jo"
        assert beyond_as_kept("systolic 164, limit under 160") == (
            "sistólica 164, límite: menos de 160"
        )
        assert beyond_as_kept("typed long ago") == "typed long ago"
        adverse = e.AdverseEvent("nausea", e.Severity.MILD, None, "resolved")
        assert record_words(adverse) == (
            "Evento adverso: náusea, intensidad leve. Resultado: resuelto."
        )
        assert all(tr(one) != one for one in ADVERSE_EVENTS)


def test_phq9_is_asked_in_its_published_spanish_and_counts_as_ever() -> None:
    english = parse_scale(resources.text("scales/phq9.json"))
    spanish = asked_in(english, resources.text("scales/es/phq9.json"))
    assert spanish.lead.startswith("Durante las últimas 2 semanas")
    assert len(spanish.items) == len(english.items) == 10
    assert spanish.bands == english.bands
    assert (spanish.least, spanish.most) == (0, 27)
    gad7 = parse_scale(resources.text("scales/gad7.json"))
    with pytest.raises(ScaleError, match="do not fit"):
        asked_in(gad7, resources.text("scales/es/phq9.json"))


def test_a_language_that_nobody_translated_leaves_the_english_words() -> None:
    with speaking(Spoken("xx")):
        assert record_words(e.Marked("Tears")) == "Tears."
