"""How the music plays: crossfades, loudness and fades, each a preference of the clinician's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kap_companion.music import settings as limits
from kap_companion.music.settings import SoundSettings
from kap_companion.ui.panels.settings_choice import SoundChoice
from kap_companion.ui.panels.settings_number import SettingNumber
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets.check_row import CheckRow
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.section_label import SectionLabel
from kap_companion.ui.words import tr, tr_later

_SHORTEST_LEAD_S, _LONGEST_LEAD_S = 1, 60
_CONTOUR = tr_later("A preference, usually on. It makes some phases softer, none louder.")


class SoundPanel(QWidget):
    """Shows and changes what holds for every output."""

    def __init__(self, choice: SoundChoice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choice = choice
        self.crossfade = SettingNumber(
            tr("Crossfade"),
            0,
            round(limits.MOST_CROSSFADE_S),
            lambda s: seconds(s) if s else tr("gapless"),
            tr("A preference, usually 6 s. At 0 tracks join without a gap."),
        )
        self.target = SettingNumber(
            tr("Loudness of every track"),
            round(limits.QUIETEST_TARGET_LUFS),
            round(limits.LOUDEST_TARGET_LUFS),
            lufs,
            tr("A preference, usually \u221220 LUFS. All tracks are brought to it."),
            ends=(tr("quieter"), tr("louder")),
        )
        self.album = CheckRow(tr("Keep the differences inside an album"))
        self.contour = CheckRow(tr("Let the arc\u2019s loudness contour shape the level"))
        self.fade = SettingNumber(
            tr("Fade to silence"),
            round(limits.SHORTEST_FADE_S),
            round(limits.LONGEST_FADE_S),
            seconds,
            tr("A preference, usually 8 s. So long it takes to come back, too."),
        )
        self.lead = SettingNumber(
            tr("Leading over at once"),
            _SHORTEST_LEAD_S,
            _LONGEST_LEAD_S,
            seconds,
            tr("A preference, usually 15 s: a key pressed twice leads into other music."),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(SectionLabel(tr("How it plays")))
        self._parts = (
            self.crossfade,
            self.target,
            _above(self.album, tr("A preference, usually off.")),
            _above(self.contour, tr(_CONTOUR)),
            self.fade,
            self.lead,
        )
        for part in self._parts:
            column.addWidget(part)
        choice.changed.connect(self.refresh)
        for number, name in (
            (self.crossfade, "crossfade_s"),
            (self.target, "target_lufs"),
            (self.fade, "fade_s"),
            (self.lead, "led_over_s"),
        ):
            number.chosen.connect(self._chooser(name))
        self.album.clicked.connect(
            lambda on: choice.choose(replace(choice.sound, album_mode=bool(on)))
        )
        self.contour.clicked.connect(
            lambda on: choice.choose(replace(choice.sound, follows_contour=bool(on)))
        )
        self.refresh()

    def parts(self) -> tuple[QWidget, ...]:
        """Return its settings."""
        return self._parts

    def focus_first(self) -> None:
        """Put the keyboard on the first number."""
        self.crossfade.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Show the settings as they are wanted."""
        sound = self._choice.sound
        self.crossfade.show_value(sound.crossfade_s)
        self.target.show_value(sound.target_lufs)
        self.album.setChecked(sound.album_mode)
        self.contour.setChecked(sound.follows_contour)
        self.fade.show_value(sound.fade_s)
        self.lead.show_value(sound.led_over_s)

    def _chooser(self, name: str) -> Callable[[int], None]:
        def choose(value: int) -> None:
            change: dict[str, float] = {name: float(value)}
            wanted: SoundSettings = replace(self._choice.sound, **change)  # type: ignore[arg-type]
            self._choice.choose(wanted)

        return choose


def seconds(value: int) -> str:
    """Say a time: '6 s'."""
    return f"{value} s"


def lufs(value: int) -> str:
    """Say a loudness, with a real minus."""
    return f"\u2212{abs(value)} LUFS"


def _above(part: QWidget, caption: str) -> QWidget:
    both = QWidget()
    column = QVBoxLayout(both)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addWidget(part)
    column.addWidget(Label(caption, Words.LABEL, Tone.SECOND, wrap=True))
    return both
