"""The look that was chosen: as the system has it, in every text size, and on paper for a draft."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QProxyStyle, QStyle, QStyleHintReturn, QWidget

from kap_companion.ui import theme
from kap_companion.ui.appearance import Appearance, asks_for_stillness, colours_of
from kap_companion.ui.preferences import (
    MOTIONS,
    TEXT_SIZES,
    THEMES,
    Preferences,
    load_preferences,
    save_preferences,
)
from kap_companion.ui.theme import DARK, DIMMER, LIGHT

Scheme = Qt.ColorScheme


@pytest.fixture
def appearance(qapp: QApplication) -> Iterator[Appearance]:
    made = Appearance(qapp)
    yield made
    made.deleteLater()
    QCoreApplication.sendPostedEvents(made, QEvent.Type.DeferredDelete.value)
    theme.apply(qapp, DARK)


@pytest.mark.parametrize(
    ("chosen", "scheme", "colours"),
    [
        ("system", Scheme.Light, LIGHT),
        ("system", Scheme.Dark, DARK),
        ("system", Scheme.Unknown, DARK),
        ("dimmer", Scheme.Light, DIMMER),
        ("light", Scheme.Dark, LIGHT),
    ],
)
def test_colours_as_chosen_or_as_the_system_has_them(
    chosen: str, scheme: Scheme, colours: theme.Theme
) -> None:
    assert colours_of(chosen, scheme) is colours


def test_evening_comes_and_the_window_goes_dark_with_the_system(
    qapp: QApplication, appearance: Appearance
) -> None:
    appearance.wear(Preferences("system", 1.15))
    qapp.styleHints().colorSchemeChanged.emit(Scheme.Light)
    assert theme.look() == theme.Look(LIGHT, 1.15)
    qapp.styleHints().colorSchemeChanged.emit(Scheme.Dark)
    assert theme.look() == theme.Look(DARK, 1.15)


def test_a_choice_of_ones_own_stays_whatever_the_system_does(
    qapp: QApplication, appearance: Appearance
) -> None:
    appearance.wear(Preferences("dimmer"))
    qapp.styleHints().colorSchemeChanged.emit(Scheme.Light)
    assert theme.look().theme is DIMMER


def test_a_draft_stays_on_paper_while_the_system_turns_dark(
    qapp: QApplication, appearance: Appearance
) -> None:
    appearance.wear(Preferences("system"))
    qapp.styleHints().colorSchemeChanged.emit(Scheme.Light)
    theme.lay_paper(qapp, True)
    try:
        qapp.styleHints().colorSchemeChanged.emit(Scheme.Dark)
        assert theme.look().theme is LIGHT
    finally:
        theme.lay_paper(qapp, False)
    assert theme.look().theme is DARK


def test_less_motion_where_it_is_asked_for(appearance: Appearance) -> None:
    appearance.wear(Preferences(motion="reduced"))
    assert theme.look().still
    appearance.wear(Preferences())
    assert not theme.look().still


def test_what_moves_goes_on_moving_where_the_clinician_chose_it_whatever_the_platform_asks(
    appearance: Appearance, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kap_companion.ui.appearance.asks_for_stillness", lambda _style: True)
    appearance.wear(Preferences(motion="moving"))
    appearance.heed_platform()
    assert not theme.look().still
    appearance.wear(Preferences())
    assert theme.look().still


def test_no_menu_and_no_tip_fades_in(qapp: QApplication, appearance: Appearance) -> None:
    appearance.wear(Preferences())
    for effect in (
        Qt.UIEffect.UI_FadeMenu,
        Qt.UIEffect.UI_AnimateMenu,
        Qt.UIEffect.UI_FadeTooltip,
        Qt.UIEffect.UI_AnimateTooltip,
        Qt.UIEffect.UI_AnimateCombo,
    ):
        assert not qapp.isEffectEnabled(effect)


class _Still(QProxyStyle):
    """A platform that was told to move nothing."""

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: object = None,
        widget: QWidget | None = None,
        returned: QStyleHintReturn | None = None,
    ) -> int:
        if hint is QStyle.StyleHint.SH_Widget_Animation_Duration:
            return 0
        return QStyle.StyleHint.SH_Widget_Animation_Duration.value


def test_less_motion_where_the_platform_asks_for_it(qapp: QApplication) -> None:
    assert asks_for_stillness(_Still())
    assert not asks_for_stillness(qapp.style())


def test_nothing_moves_behind_the_gate_where_the_platform_asks_for_it(
    appearance: Appearance, monkeypatch: pytest.MonkeyPatch
) -> None:
    appearance.wear(Preferences("dimmer", 1.15))
    monkeypatch.setattr("kap_companion.ui.appearance.asks_for_stillness", lambda _style: True)
    appearance.heed_platform()
    assert theme.look() == theme.Look(DIMMER, 1.15, still=True)
    appearance.wear(Preferences("light"))
    assert theme.look().still, "it asks for as long as the app runs"


@pytest.mark.parametrize("chosen", THEMES)
@pytest.mark.parametrize("size", TEXT_SIZES)
@pytest.mark.parametrize("motion", MOTIONS)
def test_what_was_chosen_is_found_again(
    tmp_path: Path, chosen: str, size: float, motion: str
) -> None:
    preferences = Preferences(chosen, size, motion)
    assert save_preferences(tmp_path, preferences)
    assert load_preferences(tmp_path) == preferences


def test_the_text_goes_from_90_to_200_percent() -> None:
    assert min(TEXT_SIZES) == 0.9
    assert max(TEXT_SIZES) == 2.0
    assert list(TEXT_SIZES) == sorted(TEXT_SIZES)


@pytest.mark.parametrize(
    "told", ["", "[]", "{", '{"theme": ["dark"], "text_size": {}, "motion": 7}', '"dark"']
)
def test_a_damaged_file_of_choices_gives_the_defaults(tmp_path: Path, told: str) -> None:
    (tmp_path / "window.json").write_text(told, encoding="utf-8")
    assert load_preferences(tmp_path) == Preferences()


def test_choices_of_an_older_version_are_kept(tmp_path: Path) -> None:
    old = json.dumps({"theme": "light", "text_size": 1.3})
    (tmp_path / "window.json").write_text(old, encoding="utf-8")
    assert load_preferences(tmp_path) == Preferences("light", 1.3)
