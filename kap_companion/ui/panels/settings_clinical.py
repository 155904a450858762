"""The panels of the clinical defaults: the plan of a session, its cues, its checklists."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kap_companion.session.defaults import (
    CHECK_IN,
    HOLD_TIMER,
    LENGTH,
    PHASE_ENDS,
    SUPPORT_BEFORE,
    VITALS_AFTER,
    VITALS_AT_CLOSE,
    VITALS_BEFORE,
    Figure,
    Question,
)
from kap_companion.ui.conductor import Conductor
from kap_companion.ui.panels.settings_checklist import ChecklistItems
from kap_companion.ui.panels.settings_figure import FigurePanel
from kap_companion.ui.panels.settings_question import QuestionPanel
from kap_companion.ui.widgets.section_label import SectionLabel
from kap_companion.ui.words import tr, tr_later

FROM_NOW_ON = tr_later(
    "For the sessions you open from now on. One that is open keeps what it began with."
)


class ClinicalPanel(QWidget):
    """A few clinical defaults under a heading."""

    def __init__(self, title: str, *panels: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._panels = panels
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(20)
        column.addWidget(SectionLabel(title))
        for panel in panels:
            column.addWidget(panel)

    def parts(self) -> tuple[QWidget, ...]:
        """Return its settings."""
        return self._panels


def session_panels(conductor: Conductor) -> tuple[ClinicalPanel, ...]:
    """Return the plan of a session: how long, how long held, and the phases of the window."""
    return (
        _clinical(conductor, tr("Length"), LENGTH, HOLD_TIMER),
        _clinical(conductor, tr("Phases of the window"), *PHASE_ENDS),
    )


def cue_panels(conductor: Conductor) -> tuple[ClinicalPanel, ...]:
    """Return what is reminded of, and what is asked before the dose and before leaving."""
    lists = conductor.practice.defaults.checklists
    return (
        _clinical(conductor, tr("Vitals"), VITALS_BEFORE, VITALS_AFTER, VITALS_AT_CLOSE),
        _clinical(conductor, tr("Telehealth"), CHECK_IN, SUPPORT_BEFORE),
        ClinicalPanel(tr("Checklists"), *(ChecklistItems(conductor, one) for one in lists)),
    )


def _clinical(conductor: Conductor, title: str, *asked: Figure | Question) -> ClinicalPanel:
    return ClinicalPanel(
        title,
        *(
            FigurePanel(conductor, one)
            if isinstance(one, Figure)
            else QuestionPanel(conductor, one)
            for one in asked
        ),
    )
