"""What a template says through `tr` and `trn`: in the note's language, traced, and harmless."""

from __future__ import annotations

import pytest

from kap_companion.language import language, speaking
from kap_companion.notes.draft import DraftError, Template, drafted, write_draft
from kap_companion.session.late import at_start
from tests.notes.golden import everything


def said(source: str, code: str = "es") -> str:
    """What a template of the clinician's own makes of a whole session, in a language."""
    template = Template("mine", "Mine", source, language=code)
    return write_draft(template, everything().record).rstrip("\n")


def test_words_that_the_app_knows_are_said_in_the_notes_language() -> None:
    assert said('{{ tr("Not recorded.") }}') == "Sin registrar."
    assert said('{{ tr("Not recorded.") }}', "en") == "Not recorded."


def test_words_that_the_app_does_not_know_stay_as_they_were_written() -> None:
    assert said('{{ tr("Seen by the window") }}') == "Seen by the window"


def test_holes_are_filled_with_facts_which_keep_their_entries() -> None:
    source = '{{ tr("Planned: {dose}.", dose=planned_dose) }}'
    record = everything().record
    traced = drafted(Template("mine", "Mine", source, language="es"), record)
    assert traced.text.startswith("Previsto: 150 mg (1,5 pastillas de 100 mg)")
    opened = record[0].id
    assert [trace.entries for trace in traced.traces] == [(), (opened,)]


@pytest.mark.parametrize(
    ("name", "ending"),
    [("A.C.", "A.C."), ("A. Clinician", "A. Clinician."), ("Who?", "Who?"), ("so on…", "so on…")],
)
def test_a_sentence_that_ends_with_initials_has_one_stop(name: str, ending: str) -> None:
    source = f'{{{{ tr("Clinician: {{clinician}}.", clinician="{name}") }}}} Next.'
    assert said(source, "en") == f"Clinician: {ending} Next."
    inside = f'{{{{ tr("{{name}}, session {{n}}.", name="{name}", n=2) }}}}'
    assert said(inside, "en") == f"{name}, session 2."


def test_a_number_picks_the_words_for_it() -> None:
    many = '{{ trn("once", "{n} times", doses | length) }}'
    assert said(many) == "2 veces"
    assert said(many, "en") == "2 times"
    assert said('{{ trn("once", "{n} times", 1) }}') == "una vez"


def test_a_hole_never_reaches_into_what_fills_it() -> None:
    assert said('{{ tr("{client.__class__} {0} {client!r}", client=client) }}') == (
        "{client.__class__} {0} {client!r}"
    )


def test_a_hole_that_nothing_fills_is_left_to_be_seen() -> None:
    assert said('{{ tr("{a} and {b}", a="one") }}') == "one and {b}"


def test_a_template_cannot_fill_the_memory_by_holes() -> None:
    doubled = '{% set x = "a wide word " %}\n'
    doubled += '{% set x = tr("{a}{b}", a=x, b=x) %}\n' * 25
    with pytest.raises(DraftError, match="writes more than a note can hold"):
        said(doubled + "{{ x }}", "en")


def test_what_is_wrong_with_a_template_is_said_in_the_windows_language() -> None:
    undefined = Template("mine", "Mine", "{{ nothing }}", language="en")
    with speaking(language("es")), pytest.raises(DraftError) as refused:
        write_draft(undefined, everything().record)
    assert str(refused.value) == (
        "La plantilla 'mine', línea 1, no se puede usar: 'nothing' no está definido."
    )
    endless = Template("mine", "Mine", "{% for a in range(60000) %}x{% endfor %}", language="es")
    with pytest.raises(DraftError, match="counts further than it may"):
        write_draft(endless, everything().record)


@pytest.mark.parametrize(
    "typed", ["-3 minutos she laughed", "-3m she laughed", "-3 min she laughed"]
)
def test_late_words_may_be_told_in_spanish(typed: str) -> None:
    ago, rest = at_start(typed)
    assert ago is not None
    assert ago.by is not None
    assert (ago.by.total_seconds(), rest) == (180, "she laughed")
