"""Words on a screen in one of the named sizes and tones."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyle, QWidget

from kap_companion.ui import theme
from kap_companion.ui.theme import Look, Tone, Words
from kap_companion.ui.widgets import painting


class Label(QLabel):
    """Plain words; `wrap` lets them take as many lines as they need.

    Without `wrap` a label with too little room ends in an ellipsis, unless it `keeps_whole`. A
    change of look needs nothing here: Qt lays out anew all that it styles anew.
    """

    def __init__(
        self,
        text: str = "",
        words: Words = Words.BODY,
        tone: Tone = Tone.TEXT,
        *,
        wrap: bool = False,
        keeps_whole: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._words = words
        self._tone = tone
        self._struck = False
        self._keeps_whole = keeps_whole
        # Layouts ask again and again: what was measured holds for one text in one look. The text is
        # known by its hash: of words that were cleared nothing stays here.
        self._measured: tuple[int, Look, Words] | None = None
        self._widest = 0
        self._heights: dict[int, int] = {}
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setProperty("words", words.key)
        self.setProperty("tone", tone.value)
        policy = QSizePolicy(
            QSizePolicy.Policy.Preferred,
            QSizePolicy.Policy.Preferred if wrap else QSizePolicy.Policy.Fixed,
        )
        policy.setHeightForWidth(wrap)
        self.setSizePolicy(policy)
        self.setText(text)

    @property
    def tone(self) -> Tone:
        return self._tone

    def set_tone(self, tone: Tone) -> None:
        """Say it in another tone."""
        if tone is not self._tone:
            self._tone = tone
            theme.mark(self, "tone", tone.value)

    def set_words(self, words: Words) -> None:
        """Say it in another size."""
        if words is not self._words:
            self._words = words
            theme.mark(self, "words", words.key)
            self.updateGeometry()

    def set_struck(self, struck: bool) -> None:
        """Strike the words through, or not."""
        if struck != self._struck:
            self._struck = struck
            self.update()

    def sizeHint(self) -> QSize:
        text, look = self._begin_to_measure()
        if self._widest < 0:
            self._widest = max(look.width(self._words, row) for row in text.split("\n"))
        rows = text.count("\n") + 1 if self.wordWrap() else 1
        return QSize(self._widest, rows * look.line(self._words))

    def minimumSizeHint(self) -> QSize:
        look = theme.look()
        wide = self.sizeHint().width()
        least = wide if self._keeps_whole else min(wide, look.px(24))
        return QSize(least, look.line(self._words))

    def hasHeightForWidth(self) -> bool:
        return self.wordWrap()

    def heightForWidth(self, width: int) -> int:
        text, look = self._begin_to_measure()
        line = look.line(self._words)
        if not self.wordWrap():
            return line
        height = self._heights.get(width)
        if height is None:
            laid = painting.paragraph(text, look.font(self._words), width, line)
            height = self._heights[width] = painting.paragraph_height(laid, line)
        return height

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.look()
        font = look.font(self._words, struck=self._struck)
        colour = self._colour()
        across = self.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask
        if self.isRightToLeft() and self.wordWrap():
            # Qt sees to it for a line, and not for a paragraph.
            across = QStyle.visualAlignment(self.layoutDirection(), across)
        with QPainter(self) as painter:
            painting.begin(painter)
            if self.wordWrap():
                line = look.line(self._words)
                laid = painting.paragraph(self.text(), font, self.width(), line, across)
                painter.setPen(colour)
                painting.draw(painter, laid, QPointF(0.0, 0.0))
            else:
                painting.line_of_text(painter, self.rect(), self.text(), font, colour, across)

    def _begin_to_measure(self) -> tuple[str, Look]:
        """Return what is measured in which look; what was measured of another is forgotten."""
        text, look = self.text(), theme.look()
        measured = (hash(text), look, self._words)
        if self._measured != measured:
            self._measured = measured
            self._widest = -1
            self._heights.clear()
        return text, look

    def _colour(self) -> QColor:
        return theme.look().colour(self._tone)
