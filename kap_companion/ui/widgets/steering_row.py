"""Steering the music: gentler, as planned, deeper, and what follows from it, said beforehand."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kap_companion.ui import theme
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets import painting
from kap_companion.ui.widgets.steer_button import SteerButton
from kap_companion.ui.words import tr

_GAP = 6


class Steer(StrEnum):
    """What can be asked of the music."""

    GENTLER = "gentler"
    AS_PLANNED = "as planned"
    DEEPER = "deeper"


@dataclass(frozen=True, slots=True)
class Steering:
    """How the steering stands. `comes` is the track announced, `how` and `when` what is said of it.

    'Next: Horizon, one step deeper, in 2:10; this is the deepest step' is comes='Horizon',
    how='one step deeper', when='in 2:10', end='this is the deepest step'. `says` stands in its
    place where there is something else to say.
    """

    asked: Steer = Steer.AS_PLANNED
    is_waiting: bool = False
    """Whether what was asked waits for the next boundary, and pressing again does it at once."""
    comes: str = ""
    how: str = ""
    when: str = ""
    end: str = ""
    says: str = ""
    tone: Tone = Tone.SECOND
    can_gentler: bool = True
    can_deeper: bool = True


class SteeringRow(QWidget):
    """Three buttons that show what is asked for, over one or two lines that say what comes."""

    gentler_asked = Signal()
    as_planned_asked = Signal()
    deeper_asked = Signal()

    def __init__(
        self,
        keys: tuple[str, str, str] = ("Alt+Left", "Alt+End", "Alt+Right"),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._steering = Steering()
        self._buttons = {
            steer: SteerButton(words, key, is_first=n == 0, is_last=n == 2, short=short)
            for n, (steer, words, short, key) in enumerate(
                zip(
                    Steer,
                    (tr("Gentler"), tr("As planned"), tr("Deeper")),
                    ("", tr("Planned"), ""),
                    keys,
                    strict=True,
                )
            )
        }
        self._says = _ComesLine()
        bar = _Bar(tuple(self._buttons.values()))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_GAP)
        column.addWidget(bar)
        column.addWidget(self._says)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Steering the music"))
        for steer, signal in (
            (Steer.GENTLER, self.gentler_asked),
            (Steer.AS_PLANNED, self.as_planned_asked),
            (Steer.DEEPER, self.deeper_asked),
        ):
            self._buttons[steer].clicked.connect(signal)
        self.set_steering(self._steering)

    def set_steering(self, steering: Steering) -> None:
        """Show how the steering stands."""
        self._steering = steering
        can = {Steer.GENTLER: steering.can_gentler, Steer.DEEPER: steering.can_deeper}
        for steer, button in self._buttons.items():
            is_asked = steer is steering.asked
            button.set_state(
                is_asked=is_asked,
                is_waiting=is_asked and steering.is_waiting and steer is not Steer.AS_PLANNED,
            )
            button.setEnabled(can.get(steer, True))
        self._says.say(steering)

    def comes(self) -> str:
        """Return what is said below the buttons."""
        return self._says.text()

    def set_brief(self, brief: bool, *, has_keys: bool = True) -> None:
        """Keep what comes to one line, and leave the keys out."""
        self._says.set_brief(brief)
        for button in self._buttons.values():
            button.set_has_key(has_keys)


class _Bar(QWidget):
    """The edge around the three buttons: as wide as each other, where all their words fit so."""

    def __init__(self, buttons: tuple[SteerButton, ...]) -> None:
        super().__init__()
        self._buttons = buttons
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        for button in buttons:
            self._row.addWidget(button, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share(event.size().width())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.look_changed(event):
            self._share(self.width())

    def _share(self, wide: int) -> None:
        """Give each its third; where words would be cut, each as much as its words need."""
        look, shares = theme.look(), [1] * len(self._buttons)
        whole, short = (
            [one.least_width(look, is_short=is_short) for one in self._buttons]
            for is_short in (False, True)
        )
        if max(short) * len(short) > wide:
            shares = next((needed for needed in (whole, short) if sum(needed) <= wide), shares)
        for n, share in enumerate(shares):
            self._row.setStretch(n, share)

    def paintEvent(self, event: QPaintEvent) -> None:
        t = theme.look().theme
        with QPainter(self) as painter:
            painting.begin(painter)
            painting.box(painter, self.rect(), 8, edge=QColor(t.edge))


class _ComesLine(QWidget):
    """What comes, whole on one line where it fits, else on two; the title is shortened last.

    That a step is the last one goes first of all: its button cannot be pressed and says it too.

    No QLabel: it changes each second, and at each change a label has all around it laid out anew.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steering = Steering()
        self._text = ""
        self._brief = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def text(self) -> str:
        return self._text

    def say(self, steering: Steering) -> None:
        if steering == self._steering and self._text:
            return
        self._steering = steering
        self._text = _sentence(steering)
        self.setAccessibleName(self._text)
        self.setToolTip(self._text)
        self.update()

    def set_brief(self, brief: bool) -> None:
        if brief != self._brief:
            self._brief = brief
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(200, (1 if self._brief else 2) * theme.look().line(Words.LABEL))

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        if theme.look_changed(event):
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.look()
        line, font = look.line(Words.LABEL), look.font(Words.LABEL)
        with QPainter(self) as painter:
            painting.begin(painter)
            for n, words in enumerate(self._lines()):
                rect = self.rect()
                rect.setTop(n * line)
                rect.setHeight(line)
                colour = look.colour(self._steering.tone)
                painting.line_of_text(painter, rect, words, font, colour)

    def _lines(self) -> tuple[str, ...]:
        font, wide = theme.look().font(Words.LABEL), self.width()
        whole = self._text
        if painting.width_of(whole, font) <= wide or self._steering.says:
            return (whole,)
        steering = self._steering
        comes, how, when = _next(steering.comes), steering.how, steering.when
        for words in (_joined((comes, how, when)), _joined((comes, when), steering.end)):
            if painting.width_of(words, font) <= wide and self._brief:
                return (words,)
        if not self._brief:
            rests = (_joined((how, when), end) for end in (steering.end, ""))
            fitting = (words for words in rests if painting.width_of(words, font) <= wide)
            return (f"{comes},", next(fitting, _joined((how, when))))
        # The button that is asked for says how; which track comes is said nowhere else.
        when = f", {when}" if when else ""
        room = wide - painting.width_of(_next(when), font)
        title = painting.whole_words(steering.comes, font, room)
        return (_next(f"{title}{when}") if title else comes,)


def _sentence(steering: Steering) -> str:
    if steering.says or not steering.comes:
        return steering.says
    return _joined((_next(steering.comes), steering.how, steering.when), steering.end)


def _next(comes: str) -> str:
    return tr("Next: {track}", track=comes)


def _joined(parts: tuple[str, ...], end: str = "") -> str:
    told = ", ".join(part for part in parts if part)
    return "; ".join(part for part in (told, end) if part)
