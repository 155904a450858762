"""The timeline widget: it paints again only what changed, and hand and keys reach every entry."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QImage, QMouseEvent, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kap_companion.session import entries as e
from kap_companion.session.phases import Phase
from kap_companion.session.standing import private_standing, record_standing
from kap_companion.session.timeline import (
    CueDue,
    MusicStretch,
    PrivateDot,
    RecordTimeline,
    kept,
    private_dots,
    record_timeline,
)
from kap_companion.session.timeline_geometry import WHOLE
from kap_companion.ui import theme
from kap_companion.ui.widgets import timeline_painting
from kap_companion.ui.widgets.note_row import NoteRow
from kap_companion.ui.widgets.timeline import Timeline
from tests.made import START, dose, entries, entry, opened, vitals

NOTES = (
    (0.0, opened()),
    (4.0, vitals()),
    (12.0, dose()),
    (20.0, e.NoteTaken("tingling")),
    (40.0, e.NoteTaken("warm")),
    (40.001, e.Marked("Tears")),
)
KEPT = kept(record_standing(entries(*NOTES)))
SECOND = timedelta(seconds=1)


def at(minutes: float) -> datetime:
    return START + timedelta(minutes=minutes)


def shown(now: datetime, told: Any = KEPT, **more: Any) -> RecordTimeline:
    made = record_timeline(told, now, **more)
    assert made is not None
    return made


def music(off: float = 0.0) -> tuple[MusicStretch, ...]:
    drift = MusicStretch(at(25), at(48) + off * SECOND, "Drift", True)
    return (MusicStretch(at(14), at(25), "Arrival"), drift)


def private(minute: float) -> tuple[PrivateDot, ...]:
    stream = e.Stream.PSYCHOTHERAPY_NOTES
    note = e.PrivateNoteTaken("my pull")
    return private_dots(private_standing([entry(note, at(minute), 1, stream)]))


class _Watched(Timeline):
    """Tells what of it was painted."""

    def __init__(self) -> None:
        self.painted: list[QRect] = []
        super().__init__(lambda moment: moment)

    def paintEvent(self, event: QPaintEvent) -> None:
        self.painted.append(event.rect())
        super().paintEvent(event)


@pytest.fixture
def timeline(qtbot: QtBot) -> _Watched:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, theme.DARK)
    made = _Watched()
    qtbot.addWidget(made)
    made.resize(552, 196)
    made.show()
    qtbot.waitExposed(made)
    made.set_timeline(shown(at(45), music=music()), private(30))
    made.pointed.connect(lambda key: made.set_words(NoteRow(key, "1:00", f"entry {key}", "tag")))
    settle(qtbot)
    made.painted.clear()
    return made


def settle(qtbot: QtBot) -> None:
    qtbot.wait(30)


# --- painting -----------------------------------------------------------------------------------


def test_as_long_as_the_line_stays_on_its_pixel_nothing_is_painted(
    timeline: _Watched, qtbot: QtBot
) -> None:
    for n in range(4):
        timeline.set_timeline(shown(at(45) + n * SECOND / 2, music=music(n * 0.4)), private(30))
    settle(qtbot)
    assert timeline.painted == []


def test_the_line_that_moves_paints_its_own_surroundings_and_leaves_the_past_alone(
    timeline: _Watched, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[QSize] = []
    real = timeline_painting.picture

    def watched(shapes: Any, size: QSize, *more: Any) -> Any:
        made.append(size)
        return real(shapes, size, *more)

    monkeypatch.setattr(timeline_painting, "picture", watched)
    timeline.set_timeline(shown(at(45) + 30 * SECOND, music=music()), private(30))
    settle(qtbot)
    assert len(timeline.painted) == 1 and timeline.painted[0].width() < 24
    assert made == []
    more = (*NOTES, (45.4, e.NoteTaken("new")))
    told = kept(record_standing(entries(*more)))
    timeline.set_timeline(shown(at(45) + 31 * SECOND, told, music=music()), private(30))
    settle(qtbot)
    assert made == [QSize(552, 196)]


def test_a_phase_that_ends_is_dimmed_along_its_whole_length(
    timeline: _Watched, qtbot: QtBot
) -> None:
    hold_ends = next(one.end for one in shown(at(45)).phases if one.phase is Phase.HOLD)
    timeline.set_timeline(shown(hold_ends - SECOND / 2))
    settle(qtbot)
    before = timeline.grab().toImage()
    timeline.painted.clear()
    timeline.set_timeline(shown(hold_ends + SECOND / 2))
    settle(qtbot)
    assert any(one.width() == timeline.width() and one.height() < 10 for one in timeline.painted)
    places = timeline.places()
    assert places is not None
    spot = QPoint(round(x_of(timeline, 12)) + 8, round(places.rows.bar) + 3)
    after = timeline.grab().toImage()
    assert before.pixelColor(spot) != after.pixelColor(spot)


def on_screen(timeline: Timeline) -> QImage:
    """Return what was painted bit by bit, as it stands on the screen."""
    return timeline.screen().grabWindow(timeline.winId()).toImage()


@pytest.mark.parametrize("zoomed", [1.0, 3.0])
def test_painted_bit_by_bit_it_is_what_it_would_be_painted_whole(
    timeline: _Watched, qtbot: QtBot, zoomed: float
) -> None:
    # Through a phase's end and past the words of a cue, which make room for the line.
    due = (CueDue(at(52), "vitals due"),)
    timeline.zoom(zoomed, at(45))
    for half in range(90, 130):
        now = at(half / 2)
        timeline.set_timeline(shown(now, cues=due, music=music(half * 7)), private(30))
        settle(qtbot)
        assert on_screen(timeline) == timeline.grab().toImage(), now


def test_it_has_moved_where_a_px_a_phase_or_the_end_is_passed(timeline: _Watched) -> None:
    assert not timeline.has_moved(at(45) + SECOND / 2)
    assert timeline.has_moved(at(45) + 20 * SECOND)
    on_peak = next(one.begin for one in shown(at(45)).phases if one.phase is Phase.PEAK)
    timeline.set_timeline(shown(on_peak - SECOND / 2))
    assert timeline.has_moved(on_peak)
    timeline.set_timeline(shown(at(90) - SECOND / 2))
    assert timeline.has_moved(at(90))


def test_an_ended_session_does_not_move(timeline: _Watched) -> None:
    told = kept(record_standing(entries(*NOTES, (60.0, e.SessionEnded()))))
    timeline.set_timeline(shown(at(70), told))
    assert not timeline.has_moved(at(300))


def test_only_the_music_that_changed_is_painted_again(timeline: _Watched, qtbot: QtBot) -> None:
    timeline.set_timeline(shown(at(45), music=music(300)), private(30))
    settle(qtbot)
    assert len(timeline.painted) == 1
    painted = timeline.painted[0]
    assert painted.height() == 22
    assert painted.left() > 0.27 * 552 and painted.right() < 0.6 * 552


def test_a_private_note_is_lavender_and_gone_with_its_dot(timeline: _Watched) -> None:
    lavender = QColor(theme.DARK.private)

    def is_seen() -> bool:
        image = timeline.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        x, row = round(1 + 30 / 90 * 550), range(115, 140)
        near = [image.pixelColor(x + dx, y) for y in row for dx in range(-4, 5)]
        return any(
            abs(one.red() - lavender.red()) < 24
            and abs(one.green() - lavender.green()) < 24
            and abs(one.blue() - lavender.blue()) < 24
            for one in near
        )

    assert is_seen()
    timeline.set_timeline(timeline.timeline, ())
    assert not is_seen()


@pytest.mark.parametrize("look", [theme.DARK, theme.DIMMER, theme.LIGHT])
def test_a_new_theme_paints_the_past_in_its_own_colours(
    timeline: _Watched, look: theme.Theme
) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, look)
    image = timeline.grab().toImage()
    colours = {image.pixelColor(x, 127).name().upper() for x in range(552)}
    assert look.due in colours


def test_the_thumbnail_has_the_size_that_was_asked_for() -> None:
    small = timeline_painting.thumbnail(shown(at(45)), QSize(240, 64), theme.Look(), 2.0)
    assert (small.width(), small.height(), small.devicePixelRatio()) == (480, 128, 2.0)
    image = small.toImage()
    painted = {image.pixelColor(x, y).alpha() for x in range(480) for y in (10, 114)}
    assert 255 in painted


# --- the hand and the keys ----------------------------------------------------------------------


def point(timeline: Timeline, x: float, y: float = 100.0) -> None:
    where = QPointF(x, y)
    QApplication.sendEvent(timeline, QEnterEvent(where, where, where))
    QApplication.sendEvent(timeline, _moved(where))


def _moved(where: QPointF) -> Any:
    none = Qt.MouseButton.NoButton
    return QMouseEvent(
        QEvent.Type.MouseMove, where, where, none, none, Qt.KeyboardModifier.NoModifier
    )


def turn(timeline: Timeline, notches: int, x: float, *, zoom: bool) -> bool:
    control = Qt.KeyboardModifier.ControlModifier
    event = QWheelEvent(
        QPointF(x, 100),
        QPointF(x, 100),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        control if zoom else Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(timeline, event)
    return event.isAccepted()


def x_of(timeline: Timeline, minute: float) -> float:
    places = timeline.places()
    assert places is not None
    return places.x(at(minute))


def test_the_pointer_near_an_entry_says_it_and_away_from_it_nothing(timeline: _Watched) -> None:
    point(timeline, x_of(timeline, 20) + 5)
    assert timeline.words == "1:00  entry r4  tag"
    assert timeline.accessibleDescription() == timeline.words
    point(timeline, x_of(timeline, 70))
    assert timeline.words == ""


def test_of_several_on_one_spot_the_latest_is_said_and_the_others_are_counted(
    timeline: _Watched,
) -> None:
    point(timeline, x_of(timeline, 40))
    assert "entry r6" in timeline.words
    assert timeline.beside() == 1


def test_a_phase_and_a_track_say_their_names(timeline: _Watched) -> None:
    places = timeline.places()
    assert places is not None and places.rows.music is not None
    point(timeline, x_of(timeline, 14), 5)
    assert "hold" in timeline.words
    point(timeline, x_of(timeline, 20), places.rows.music + 5)
    assert "Arrival" in timeline.words


def test_a_click_chooses_the_entry_and_a_drag_does_not(timeline: _Watched, qtbot: QtBot) -> None:
    chosen: list[str] = []
    timeline.chosen.connect(chosen.append)
    spot = QPoint(round(x_of(timeline, 20)), 100)
    qtbot.mouseClick(timeline, Qt.MouseButton.LeftButton, pos=spot)
    assert chosen == ["r4"]
    qtbot.mousePress(timeline, Qt.MouseButton.LeftButton, pos=spot)
    qtbot.mouseMove(timeline, spot + QPoint(40, 0))
    qtbot.mouseRelease(timeline, Qt.MouseButton.LeftButton, pos=spot + QPoint(40, 0))
    assert chosen == ["r4"]


def test_keys_go_from_entry_to_entry_through_both_streams(timeline: _Watched, qtbot: QtBot) -> None:
    seen: list[str] = []
    timeline.pointed.connect(seen.append)
    timeline.setFocus()
    for key in (Qt.Key.Key_Home, *[Qt.Key.Key_Right] * 6, Qt.Key.Key_Left, Qt.Key.Key_End):
        qtbot.keyClick(timeline, key)
    assert seen[-8:] == ["r2", "r3", "r4", "p1", "r5", "r6", "r5", "r6"]


def test_zoom_keys_show_less_and_nought_shows_the_whole(timeline: _Watched, qtbot: QtBot) -> None:
    timeline.setFocus()
    for _ in range(3):
        qtbot.keyClicks(timeline, "+")
    near = timeline.view.span
    assert near is not None
    qtbot.keyClicks(timeline, "-")
    assert timeline.view.span is not None and timeline.view.span > near
    qtbot.keyClicks(timeline, "0")
    assert timeline.view == WHOLE


def test_the_wheel_zooms_about_the_pointer_and_scrolls_only_where_there_is_more(
    timeline: _Watched,
) -> None:
    assert not turn(timeline, 1, 200, zoom=False)
    x = x_of(timeline, 40)
    assert turn(timeline, 3, x, zoom=True)
    assert x_of(timeline, 40) == pytest.approx(x, abs=0.5)
    left = timeline.view.left
    assert turn(timeline, -1, x, zoom=False)
    assert left is not None and timeline.view.left is not None and timeline.view.left > left


def test_an_entry_that_the_keys_reach_is_brought_into_view(
    timeline: _Watched, qtbot: QtBot
) -> None:
    timeline.setFocus()
    for _ in range(6):
        qtbot.keyClicks(timeline, "+")
    qtbot.keyClick(timeline, Qt.Key.Key_Home)
    assert 0 <= x_of(timeline, 4) <= timeline.width()


def test_zoomed_in_the_present_stays_in_view_as_time_goes_on(timeline: _Watched) -> None:
    for _ in range(5):
        timeline.zoom(1.5, at(45))
    for minute in range(45, 80):
        timeline.set_timeline(shown(at(minute), music=music()), private(30))
        assert 0 <= x_of(timeline, minute) <= timeline.width()


def test_what_is_due_is_painted_as_it_comes(timeline: _Watched, qtbot: QtBot) -> None:
    due = (CueDue(at(52), "vitals due"),)
    timeline.set_timeline(shown(at(45), music=music(), cues=due), private(30))
    settle(qtbot)
    assert timeline.painted == [timeline.rect()]


def test_letters_are_handed_on_to_the_note_box(timeline: _Watched, qtbot: QtBot) -> None:
    typed: list[str] = []
    timeline.typed.connect(typed.append)
    timeline.setFocus()
    qtbot.keyClicks(timeline, "she")
    assert "".join(typed) == "she"
