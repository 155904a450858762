"""Arcs that were kept, and what can be done with the whole one: assign, keep, save as a list."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kap_companion import resources
from kap_companion.music.arc import ArcError
from kap_companion.music.arc_template import ArcTemplate, parse_arc_template
from kap_companion.ui.conductor import Conductor
from kap_companion.ui.files import choose_new_playlist
from kap_companion.ui.panels.arc_hand import ArcHand
from kap_companion.ui.panels.prepare_scroll import ScrollColumn
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets.esc_box import EscBox
from kap_companion.ui.widgets.hint_field import HintField
from kap_companion.ui.widgets.inline_message import InlineMessage
from kap_companion.ui.widgets.key_button import ButtonTone, KeyButton
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.margins import set_margins
from kap_companion.ui.widgets.section_label import SectionLabel
from kap_companion.ui.words import tr

_TEMPLATES = "arcs"


class ArcsPanel(EscBox):
    """Stands beside the arc while it is open; what is done here is seen there at once."""

    def __init__(self, conductor: Conductor, hand: ArcHand) -> None:
        super().__init__()
        self._conductor = conductor
        self._hand = hand
        self._names: tuple[str, ...] | None = None
        self._rows: list[_KeptRow] = []
        self.name = HintField(tr("Name of this arc"))
        self._keep = KeyButton(tr("Keep"))
        self._keep.setAccessibleName(tr("Keep the arc under this name"))
        self._assign = KeyButton(tr("Assign in list order"))
        self._assign.setAccessibleName(tr("Assign to the phases, in list order"))
        self._templates = [
            (one, KeyButton(tr(one.name), tone=ButtonTone.LINK, wraps=True)) for one in templates()
        ]
        self._save = KeyButton(tr("Save as a playlist"))
        self._none = Label(tr("None kept yet."), tone=Tone.SECOND)
        self._said = InlineMessage()
        close = KeyButton(tr("Close"), tr("Esc"), ButtonTone.LINK)
        close.setAccessibleName(tr("Close the arcs"))
        scroll = ScrollColumn(gap=8, right=12)
        inside = scroll.column
        inside.addWidget(SectionLabel(tr("Keep this arc")))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.name, 1)
        row.addWidget(self._keep)
        inside.addLayout(row)
        inside.addSpacing(12)
        inside.addWidget(SectionLabel(tr("Kept arcs")))
        inside.addWidget(self._none)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        inside.addLayout(self._list)
        inside.addSpacing(12)
        inside.addWidget(SectionLabel(tr("Assign the tracks")))
        inside.addWidget(self._assign)
        if self._templates:
            inside.addWidget(
                Label(
                    tr("By a template: gentle phases get gentle tracks."),
                    Words.LABEL,
                    Tone.SECOND,
                    wrap=True,
                )
            )
        for template, button in self._templates:
            button.setAccessibleName(tr("Assign by the template {name}", name=tr(template.name)))
            button.clicked.connect(partial(self._assign_by, template))
            inside.addWidget(button)
        inside.addSpacing(12)
        inside.addWidget(SectionLabel(tr("For other players")))
        inside.addWidget(self._save)
        inside.addStretch(1)
        foot = QHBoxLayout()
        foot.addWidget(self._said, 1)
        foot.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        column = QVBoxLayout(self)
        set_margins(column, 24, 24, 12, 16)
        column.setSpacing(8)
        column.addWidget(scroll, 1)
        column.addLayout(foot)
        self.setFocusProxy(self.name)
        self.name.entered.connect(lambda _text: self._keep_named())
        self._keep.clicked.connect(self._keep_named)
        self._assign.clicked.connect(hand.assign)
        self._save.clicked.connect(self._save_as)
        close.clicked.connect(self.left)
        hand.told.connect(self._say)

    def begin(self) -> None:
        """Show the arc's own name, to keep it or change it."""
        self.name.setText(self._hand.arc.name)
        self._said.say("")
        self.refresh()

    def refresh(self) -> None:
        """Show what is kept, and what can be done with the arc there is."""
        has_music = bool(self._hand.arc.placed)
        for button in (self._keep, self._assign, self._save, *(one for _, one in self._templates)):
            button.setEnabled(has_music)
        names = self._conductor.collection.arcs()
        if names == self._names:
            return
        self._names = names
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows = [_KeptRow(name, self._hand) for name in names]
        for row in self._rows:
            self._list.addWidget(row)
        self._none.setVisible(not names)

    def _keep_named(self) -> None:
        name = self.name.text().strip()
        if name and self._hand.arc.placed:
            self._hand.keep(name)
            self.refresh()

    def _assign_by(self, template: ArcTemplate, _checked: bool = False) -> None:
        self._hand.assign_by(template)

    def _save_as(self) -> None:
        name = self._hand.arc.name or tr("music")
        chosen = choose_new_playlist(self, tr("Save the arc as a playlist"), f"{name}.m3u8")
        if chosen is not None:
            path, overwrite = chosen
            self._hand.save_as(path, overwrite=overwrite)

    def _say(self, words: str, tone: Tone) -> None:
        self._said.say(words, tone)


class _KeptRow(QWidget):
    """A kept arc: its name opens it, and it can be forgotten."""

    def __init__(self, name: str, hand: ArcHand) -> None:
        super().__init__()
        choose = KeyButton(name, tone=ButtonTone.LINK)
        choose.setAccessibleName(tr("Open the arc {name}", name=name))
        choose.clicked.connect(lambda: hand.open(name))
        forget = KeyButton(tr("Forget"), tone=ButtonTone.QUIET)
        forget.setAccessibleName(tr("Forget the arc {name}; its files stay", name=name))
        forget.clicked.connect(lambda: hand.drop(name))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(choose, 1)
        row.addWidget(forget)


def templates() -> tuple[ArcTemplate, ...]:
    """Return the arcs without music that came with the app; none where there are none."""
    try:
        folder = resources.path(_TEMPLATES)
    except FileNotFoundError:
        return ()
    found = []
    for path in sorted(folder.glob("*.json")):
        try:
            found.append(parse_arc_template(path.read_text(encoding="utf-8")))
        except ArcError:  # one that cannot be read is not offered; a test reads those that ship
            continue
    return tuple(found)
