"""The look: three sets of colours, the named sizes of words, and the one style sheet built of them.

`apply` puts a look on the application and may be called again at any time. The look in use is kept
on the QApplication itself; `look()` hands it to widgets that paint themselves.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum, StrEnum
from types import MappingProxyType

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from kap_companion import resources


class Tone(StrEnum):
    """What a colour says. Each is a field of `Theme`."""

    TEXT = "text"
    SECOND = "second"
    NOW = "now"
    DUE = "due"
    WELL = "well"
    ROSE = "rose"
    PRIVATE = "private"
    LINE = "line"


class Shade(StrEnum):
    """How much of a phase's colour is shown over the ground."""

    PAST = "past"
    NOW = "now"
    TO_COME = "to_come"


@dataclass(frozen=True, slots=True)
class Theme:
    """One set of colours, as #RRGGBB."""

    name: str
    ground: str
    panel: str
    text: str
    second: str
    now: str
    due: str
    well: str
    rose: str
    private: str
    edge: str
    line: str
    selection: str
    block: str
    current: str
    primary: str
    """The fill of the one button a screen is for; `on_primary` is the text on it."""
    on_primary: str
    dashes_private: bool = False
    """Whether a private box is dashed, because its colour alone does not set it apart."""


DARK = Theme(
    name="dark",
    ground="#15171B",
    panel="#1B1E23",
    text="#ECE7DD",
    second="#A39E94",
    now="#8FA5F5",
    due="#E3A857",
    well="#86BD9F",
    rose="#E08A86",
    private="#B59BE0",
    edge="#636973",
    line="#2A2E35",
    selection="#262D45",
    block="#22262C",
    current="#414A69",
    primary="#262D45",
    on_primary="#ECE7DD",
)
DIMMER = Theme(
    name="dimmer",
    ground="#0D0A07",
    panel="#130F0A",
    text="#C68F4A",
    second="#A87C47",
    now="#E6AE63",
    due="#E6AE63",
    well="#AD7F45",
    rose="#DCA35B",
    private="#B98A55",
    edge="#7D6036",
    line="#2A2015",
    selection="#241A0E",
    block="#1D160D",
    current="#2B2114",
    primary="#241A0E",
    on_primary="#C68F4A",
    dashes_private=True,
)
LIGHT = Theme(
    name="light",
    ground="#F5F2EB",
    panel="#FDFBF7",
    text="#25272C",
    second="#625D53",
    now="#3D55B8",
    due="#855600",
    well="#2C6A4A",
    rose="#A63C39",
    private="#6A49A6",
    edge="#878174",
    line="#DCD6CA",
    selection="#E3E7F8",
    block="#EAE5DA",
    current="#B3B9D9",
    primary="#3D55B8",
    on_primary="#FDFBF7",
)
THEMES: Mapping[str, Theme] = MappingProxyType({t.name: t for t in (DARK, DIMMER, LIGHT)})

PHASE_TONES: Mapping[str, Tone] = MappingProxyType(
    {
        "hold": Tone.DUE,
        "onset": Tone.PRIVATE,
        "peak": Tone.NOW,
        "return": Tone.WELL,
        "preparation": Tone.LINE,
        "integration": Tone.LINE,
    }
)
"""The colour of each phase of the default plan; a phase of another name is drawn as a line."""

_SHADE_SHARES: Mapping[Shade, float] = MappingProxyType(
    {Shade.PAST: 0.70, Shade.NOW: 1.0, Shade.TO_COME: 0.28}
)


class Words(Enum):
    """The named sizes of words: size and line height in px at 100 % text size, and weight."""

    LABEL = ("label", 12, 16, 400)
    CAPITALS = ("capitals", 12, 16, 400)
    BODY = ("body", 14, 20, 400)
    STRONG = ("strong", 14, 20, 500)
    NOTE = ("note", 16, 24, 400)
    NAME = ("name", 16, 24, 500)
    TITLE = ("title", 22, 28, 400)
    CLOCK = ("clock", 60, 64, 300)

    def __init__(self, key: str, px: int, line: int, weight: int) -> None:
        self.key = key
        self.px = px
        self.line = line
        self.weight = weight


# Menus, lists and tips are there at once, whatever the system does elsewhere.
_EFFECTS = (
    Qt.UIEffect.UI_AnimateMenu,
    Qt.UIEffect.UI_FadeMenu,
    Qt.UIEffect.UI_AnimateCombo,
    Qt.UIEffect.UI_AnimateTooltip,
    Qt.UIEffect.UI_FadeTooltip,
)
_FAMILIES = ("Inter", "DejaVu Sans")
_CAPITALS_TRACKING_EM = 0.04
_LOOK = "kap_look"
_CHOSEN = "kap_look_chosen"
_ON_PAPER = "kap_on_paper"
_FONTS = "kap_fonts_loaded"
_STYLE_GIVEN = "kap_style_given"
_STYLE = "Fusion"
_MOST_WIDTHS = 4096


@dataclass(frozen=True, slots=True)
class Look:
    """A theme at a text size, where 1.0 is 100 %."""

    theme: Theme = DARK
    text_size: float = 1.0
    still: bool = False
    """Whether nothing may glide or fade: what changes is there at once."""
    # Every widget asks for its fonts and widths at each layout: to make them, or only to look for
    # them by what a look is made of, was a tenth of a change of look.
    _fonts: dict[tuple[str, bool, bool], QFont] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    _widths: dict[tuple[str, int], int] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def colour(self, tone: Tone) -> QColor:
        """Return the colour that says `tone`."""
        return QColor(getattr(self.theme, tone.value))

    def phase(self, tone: Tone, shade: Shade) -> QColor:
        """Return a phase's colour mixed over the ground; the line's own is never thinned."""
        share = 1.0 if tone is Tone.LINE else _SHADE_SHARES[shade]
        return mixed(self.colour(tone), QColor(self.theme.ground), share)

    def font(self, words: Words, *, struck: bool = False, italic: bool = False) -> QFont:
        """Return the font of `words`, with tabular figures."""
        key = (words.key, struck, italic)
        made = self._fonts.get(key)
        if made is None:
            made = self._fonts[key] = _font(self, words, struck, italic)
        return QFont(made)

    def width(self, words: Words, text: str) -> int:
        """Return the px that `text` needs on one line of `words`."""
        # Known by its hash: a look outlives the vault, and no word may lie here after it.
        key = (words.key, hash(text))
        wide = self._widths.get(key)
        if wide is None:
            if len(self._widths) >= _MOST_WIDTHS:
                self._widths.clear()
            metrics = QFontMetricsF(self.font(words))
            wide = self._widths[key] = math.ceil(metrics.horizontalAdvance(text))
        return wide

    def px(self, length: int) -> int:
        """Return `length`, a measure of words, at this text size."""
        return round(length * self.text_size)

    def line(self, words: Words) -> int:
        """Return the height of one line of `words`."""
        return self.px(words.line)

    def height(self, at_100: int, words: Words = Words.BODY) -> int:
        """Return how high a box of `at_100` px that holds a line of `words` is at this text size.

        What surrounds the words keeps its size; only the line grows.
        """
        return at_100 - words.line + self.line(words)


def _font(look: Look, words: Words, struck: bool, italic: bool) -> QFont:
    font = QFont(list(_FAMILIES))
    font.setPixelSize(look.px(words.px))
    font.setWeight(QFont.Weight(words.weight))
    font.setFeature(QFont.Tag("tnum"), 1)
    font.setStrikeOut(struck)
    font.setItalic(italic)
    if words is Words.CAPITALS:
        font.setCapitalization(QFont.Capitalization.AllUppercase)
        font.setLetterSpacing(
            QFont.SpacingType.AbsoluteSpacing, look.px(words.px) * _CAPITALS_TRACKING_EM
        )
    return font


def make_app(name: str) -> QApplication:
    """Return the application, made in the style that every look is drawn over.

    To give it later hands Python the style, and all that styles know: a start feels that.
    """
    app = QApplication([name, "-style", _STYLE])
    app.setProperty(_STYLE_GIVEN, True)
    return app


def look() -> Look:
    """Return the look in use: dark at 100 % where none was applied."""
    app = QCoreApplication.instance()
    found = app.property(_LOOK) if app is not None else None
    return found if isinstance(found, Look) else Look()


def apply(app: QApplication, theme: Theme, text_size: float = 1.0, *, still: bool = False) -> None:
    """Give the whole application this theme and text size, live.

    Widgets that paint themselves are told by `QEvent.Type.StyleChange`. On paper (`lay_paper`) the
    colours wait until the paper is taken away.
    """
    app.setProperty(_CHOSEN, Look(theme, text_size, still))
    _wear(app)


def lay_paper(app: QApplication, laid: bool) -> None:
    """Show everything in the colours of paper, or again in those that were chosen."""
    if bool(app.property(_ON_PAPER)) != laid:
        app.setProperty(_ON_PAPER, laid)
        _wear(app)


def mark(widget: QWidget, name: str, value: str | bool) -> None:
    """Set the property `name` that the style sheet looks at, and style the widget again."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()


def look_changed(event: QEvent) -> bool:
    """Say whether this change event means that colours or sizes may be new."""
    return event.type() in (QEvent.Type.StyleChange, QEvent.Type.PaletteChange)


def mixed(colour: QColor, ground: QColor, share: float) -> QColor:
    """Return `share` of `colour` over `ground`, opaque."""

    def part(over: int, under: int) -> int:
        return round(over * share + under * (1 - share))

    return QColor(
        part(colour.red(), ground.red()),
        part(colour.green(), ground.green()),
        part(colour.blue(), ground.blue()),
    )


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21, as WCAG 2.2 defines it."""
    darker, lighter = sorted((_luminance(QColor(one)), _luminance(QColor(other))))
    return (lighter + 0.05) / (darker + 0.05)


def style_sheet(look: Look) -> str:
    """Return the one style sheet, for standard widgets and for labels by `words` and `tone`."""
    t = look.theme
    parts = (
        _surfaces(t),
        _fields(look),
        _menus(t),
        _buttons(look),
        _lists(look),
        _scroll_bars(t),
        _words(look),
        _tones(t),
    )
    return "\n".join(parts)


def _wear(app: QApplication) -> None:
    chosen = app.property(_CHOSEN)
    new = chosen if isinstance(chosen, Look) else Look()
    if app.property(_ON_PAPER):
        new = replace(new, theme=LIGHT)
    if app.property(_LOOK) == new:
        return
    if not app.property(_FONTS):
        _load_fonts()
        app.setProperty(_FONTS, True)
        if not app.property(_STYLE_GIVEN):
            app.setStyle(_STYLE)
        app.setCursorFlashTime(0)
        for effect in _EFFECTS:
            app.setEffectEnabled(effect, False)
    app.setProperty(_LOOK, new)
    # Qt goes through all widgets once for a sheet where there was none. Where it changes one, it
    # goes from each widget through all that is in it: in a whole window five times as much work.
    app.setStyleSheet("")
    app.setFont(new.font(Words.BODY))
    app.setPalette(_palette(new.theme))
    app.setStyleSheet(style_sheet(new))


def _surfaces(t: Theme) -> str:
    return f"""
QToolTip {{ background: {t.panel}; color: {t.text}; border: 1px solid {t.edge}; padding: 4px 8px; }}
QMainWindow, QDialog {{ background: {t.ground}; }}
QFrame[surface="panel"], QWidget[surface="panel"] {{ background: {t.panel}; }}
QFrame[surface="card"] {{
    background: {t.panel}; border: 1px solid {t.line}; border-radius: 10px; }}
QFrame[surface="card"][current="true"] {{ border-color: {t.now}; }}
QAbstractScrollArea {{ background: transparent; border: none; }}
QAbstractScrollArea > QWidget > QWidget[surface="ground"] {{ background: {t.ground}; }}"""


def _fields(look: Look) -> str:
    t, field = look.theme, look.line(Words.BODY)
    return f"""
QLineEdit {{
    background: {t.panel}; color: {t.text}; border: 1px solid {t.edge}; border-radius: 8px;
    padding: 9px 10px; min-height: {field}px; selection-background-color: {t.current};
    selection-color: {t.text}; placeholder-text-color: {t.second}; }}
QLineEdit:focus {{ border-color: {t.now}; }}
QLineEdit[problem="true"] {{ border-color: {t.due}; }}
QLineEdit:read-only, QLineEdit:disabled {{ color: {t.second}; border-color: {t.line}; }}
QPlainTextEdit, QTextEdit {{
    background: {t.panel}; color: {t.text}; border: 1px solid {t.edge}; border-radius: 8px;
    padding: 8px 13px; selection-background-color: {t.current}; selection-color: {t.text};
    placeholder-text-color: {t.second}; }}
QPlainTextEdit[bare="true"], QTextEdit[bare="true"] {{
    background: transparent; border: none; padding: 0; }}
QPlainTextEdit:focus, QTextEdit:focus {{ border-color: {t.now}; }}
QPlainTextEdit:read-only, QTextEdit:read-only {{ border-color: {t.line}; }}
/* They paint their hint themselves, a little to the right of the caret. */
HintField, NoteEdit {{ placeholder-text-color: transparent; }}
QAbstractSpinBox QLineEdit, QComboBox QLineEdit {{
    background: transparent; border: none; padding: 0; min-height: 0; }}"""


def _menus(t: Theme) -> str:
    return f"""
QComboBox QAbstractItemView, QMenu {{
    background: {t.panel}; color: {t.text}; border: 1px solid {t.edge}; padding: 4px;
    selection-background-color: {t.selection}; selection-color: {t.text}; outline: none; }}
QMenu::item {{ padding: 6px 24px 6px 12px; border-radius: 4px; }}
QMenu::item:selected {{ background: {t.selection}; }}
QMenu::item:disabled {{ color: {t.second}; }}
QMenu::separator {{ height: 1px; background: {t.line}; margin: 4px 8px; }}
QMenuBar {{ background: {t.ground}; color: {t.second}; padding: 2px 20px; }}
QMenuBar::item {{ background: transparent; padding: 4px 8px; border-radius: 4px; }}
QMenuBar::item:selected {{ background: {t.selection}; color: {t.text}; }}"""


def _buttons(look: Look) -> str:
    t, field = look.theme, look.line(Words.BODY)
    return f"""
QPushButton {{
    background: {t.panel}; color: {t.text}; border: 1px solid {t.line}; border-radius: 8px;
    padding: 9px 12px; min-height: {field}px; font-weight: 500; }}
QPushButton:hover {{ background: {t.block}; }}
QPushButton:pressed {{ background: {t.selection}; }}
QPushButton:focus {{ border-color: {t.now}; }}
QPushButton:disabled {{ background: transparent; color: {t.second}; font-weight: 400; }}
KeyButton, SteerButton, Chip {{ background: transparent; border: none; padding: 0; min-height: 0; }}
QCheckBox, QRadioButton {{ color: {t.text}; spacing: 12px; }}
QCheckBox::indicator, QRadioButton::indicator {{
    width: 14px; height: 14px; border: 1px solid {t.edge}; border-radius: 4px; }}
QRadioButton::indicator {{ border-radius: 8px; }}
QCheckBox::indicator:focus, QRadioButton::indicator:focus {{ border-color: {t.now}; }}
QCheckBox::indicator:checked, QRadioButton::indicator:checked {{
    background: {t.now}; border-color: {t.now}; }}"""


def _lists(look: Look) -> str:
    t = look.theme
    return f"""
QAbstractItemView {{
    color: {t.text}; outline: none; selection-background-color: {t.selection};
    selection-color: {t.text}; }}
QAbstractItemView::item:selected {{ background: {t.selection}; color: {t.text}; }}
QListWidget[choice="true"] {{
    background: {t.panel}; border: 1px solid {t.edge}; border-radius: 8px; padding: 4px; }}
QListWidget[choice="true"]:focus {{ border-color: {t.now}; }}
QListWidget[choice="true"]::item {{ padding: 0 8px; border-radius: 4px; }}
QHeaderView::section {{
    background: transparent; color: {t.second}; border: none; font-weight: 400;
    font-size: {look.px(12)}px; border-bottom: 1px solid {t.line}; padding: 8px 0; }}
QHeaderView, QTableCornerButton::section {{ background: transparent; border: none; }}
QTableView {{ gridline-color: {t.line}; }}"""


def _scroll_bars(t: Theme) -> str:
    return f"""
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; }}
QScrollBar::handle {{ background: {t.line}; border-radius: 3px; margin: 2px; min-height: 32px;
    min-width: 32px; }}
QScrollBar::handle:hover {{ background: {t.edge}; }}
QScrollBar[current="true"]::handle {{ background: {t.now}; }}
QScrollBar[idle="true"]::handle {{ background: transparent; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}"""


def _words(look: Look) -> str:
    return "\n".join(
        f'*[words="{w.key}"] {{ font-size: {look.px(w.px)}px; font-weight: {w.weight};'
        + (
            f" letter-spacing: {look.px(w.px) * _CAPITALS_TRACKING_EM:.2f}px; }}"
            if w is Words.CAPITALS
            else " }"
        )
        for w in Words
    )


def _tones(t: Theme) -> str:
    return "\n".join(
        f'*[tone="{tone.value}"] {{ color: {getattr(t, tone.value)}; }}' for tone in Tone
    )


def _palette(theme: Theme) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for part, colour in (
        (role.Window, theme.ground),
        (role.WindowText, theme.text),
        (role.Base, theme.panel),
        (role.AlternateBase, theme.block),
        (role.Text, theme.text),
        (role.PlaceholderText, theme.second),
        (role.Button, theme.panel),
        (role.ButtonText, theme.text),
        (role.BrightText, theme.text),
        (role.Highlight, theme.current),
        (role.HighlightedText, theme.text),
        (role.Accent, theme.now),
        (role.Link, theme.now),
        (role.LinkVisited, theme.now),
        (role.ToolTipBase, theme.panel),
        (role.ToolTipText, theme.text),
        (role.Light, theme.block),
        (role.Midlight, theme.block),
        (role.Mid, theme.line),
        (role.Dark, theme.line),
        (role.Shadow, theme.ground),
    ):
        palette.setColor(part, QColor(colour))
    for part in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, part, QColor(theme.second))
    return palette


def _load_fonts() -> None:
    """Load the bundled cuts; where there are none, the system's own Inter serves."""
    try:
        folder = resources.path("fonts")
    except FileNotFoundError:
        return
    for file in sorted(folder.iterdir()):
        if file.suffix.lower() in (".otf", ".ttf"):
            QFontDatabase.addApplicationFont(str(file))


def _luminance(colour: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(p) for p in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
