"""The arc view: tracks are seen on the clock, moved by mouse and by keyboard, and read out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kap_companion.ui import theme
from kap_companion.ui.theme import Tone
from kap_companion.ui.widgets.arc_blocks import ArcShown, Block, PhaseSpan
from kap_companion.ui.widgets.arc_view import ArcView
from kap_companion.ui.widgets.dropping import mime_of
from tests.ui.widgets.arcs import ARC, MINUTE

Show = Callable[..., None]
LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def view(show: Show) -> ArcView:
    view = ArcView()
    show(view, 880)
    view.set_arc(ARC)
    view.resize(880, view.sizeHint().height())
    view.setFocus(Qt.FocusReason.TabFocusReason)
    return view


class Told:
    """Everything the view said, in its order."""

    def __init__(self, view: ArcView) -> None:
        self.said: list[tuple[object, ...]] = []
        for name in (
            "moved",
            "dragging",
            "drag_ended",
            "removed",
            "intensity_corrected",
            "silence_toggled",
            "placed",
            "dropped",
        ):
            getattr(view, name).connect(lambda *args, n=name: self.said.append((n, *args)))


@pytest.fixture
def told(view: ArcView) -> Told:
    return Told(view)


def move(view: ArcView, to: QPoint) -> None:
    """Move the mouse with its button held."""
    where = QPointF(to)
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        where,
        QPointF(view.mapToGlobal(to)),
        Qt.MouseButton.NoButton,
        LEFT,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(view, event)


def at_minute(view: ArcView, minute: float, row_of: str = "water") -> QPoint:
    share = (minute * MINUTE - ARC.begins_s) / (ARC.ends_s - ARC.begins_s)
    return QPoint(round(share * view.width()), view.box_of(row_of).center().y())


def test_a_track_is_dragged_into_another_phase(view: ArcView, told: Told, qtbot: QtBot) -> None:
    qtbot.mousePress(view, LEFT, pos=view.box_of("horizon").center())
    move(view, at_minute(view, 30))
    move(view, at_minute(view, 14))
    move(view, at_minute(view, 15))
    qtbot.mouseRelease(view, LEFT, pos=at_minute(view, 15))
    assert told.said == [
        ("dragging", "horizon", "peak", "glass"),
        ("dragging", "horizon", "onset", "tide"),
        ("drag_ended",),
        ("moved", "horizon", "onset", "tide"),
    ]


def test_while_a_track_is_dragged_a_line_shows_where_it_would_go(
    view: ArcView, qtbot: QtBot, qapp: QApplication
) -> None:
    qtbot.mousePress(view, LEFT, pos=view.box_of("horizon").center())
    move(view, at_minute(view, 30))
    move(view, at_minute(view, 14))
    line = view.box_of("tide")
    shown = view.grab().toImage()
    now = theme.look().colour(Tone.NOW).name()
    columns = range(line.left() - 3, line.left() + 2)
    assert any(shown.pixelColor(x, line.center().y()).name() == now for x in columns)


def test_nothing_moves_under_the_pointer_while_a_track_is_dragged(
    view: ArcView, told: Told, qtbot: QtBot
) -> None:
    fewer = replace(ARC, blocks=ARC.blocks[:3])
    qtbot.mousePress(view, LEFT, pos=view.box_of("arrival").center())
    move(view, at_minute(view, 30))
    view.set_arc(fewer)
    assert view.arc() == ARC
    qtbot.mouseRelease(view, LEFT, pos=at_minute(view, 30))
    assert view.arc() == fewer


def test_escape_or_letting_go_outside_leaves_the_track_where_it_was(
    view: ArcView, told: Told, qtbot: QtBot
) -> None:
    qtbot.mousePress(view, LEFT, pos=view.box_of("horizon").center())
    move(view, at_minute(view, 14))
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    qtbot.mouseRelease(view, LEFT, pos=at_minute(view, 14))
    assert told.said[-1] == ("drag_ended",)
    outside = QPoint(at_minute(view, 14).x(), view.height() + 200)
    qtbot.mousePress(view, LEFT, pos=view.box_of("horizon").center())
    move(view, at_minute(view, 14))
    move(view, outside)
    qtbot.mouseRelease(view, LEFT, pos=outside)
    assert not [said for said in told.said if said[0] == "moved"]


def test_a_press_alone_selects_and_moves_nothing(view: ArcView, told: Told, qtbot: QtBot) -> None:
    qtbot.mouseClick(view, LEFT, pos=view.box_of("ember").center())
    assert view.selected_key() == "ember" and told.said == []


def test_tab_comes_to_the_first_track_and_the_arrows_go_along(view: ArcView, qtbot: QtBot) -> None:
    chosen = [view.selected_key()]
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_End):
        qtbot.keyClick(view, key)
        chosen.append(view.selected_key())
    assert chosen == ["arrival", "drift", "tide", "drift", "morning"]


@pytest.mark.parametrize(
    ("key", "modifier", "said"),
    [
        (Qt.Key.Key_Left, CONTROL, ("moved", "water", "onset", "")),
        (Qt.Key.Key_Right, CONTROL, ("moved", "water", "peak", "glass")),
        (Qt.Key.Key_Up, CONTROL, ("moved", "water", "onset", "")),
        (Qt.Key.Key_Down, CONTROL, ("moved", "water", "return", "shore")),
        (Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier, ("removed", "water")),
        (Qt.Key.Key_Plus, Qt.KeyboardModifier.NoModifier, ("intensity_corrected", "water", 5)),
        (Qt.Key.Key_Minus, Qt.KeyboardModifier.NoModifier, ("intensity_corrected", "water", 3)),
        (Qt.Key.Key_1, Qt.KeyboardModifier.NoModifier, ("intensity_corrected", "water", 1)),
        (Qt.Key.Key_S, Qt.KeyboardModifier.NoModifier, ("silence_toggled", "peak")),
    ],
)
def test_all_of_it_works_by_the_keyboard(
    view: ArcView,
    told: Told,
    qtbot: QtBot,
    key: Qt.Key,
    modifier: Qt.KeyboardModifier,
    said: tuple[object, ...],
) -> None:
    view.select("water")
    qtbot.keyClick(view, key, modifier)
    assert told.said == [said]


def test_what_plays_now_cannot_be_taken_away(view: ArcView, told: Told, qtbot: QtBot) -> None:
    now = replace(ARC.blocks[3], is_current=True)
    view.set_arc(replace(ARC, blocks=(*ARC.blocks[:3], now, *ARC.blocks[4:])))
    view.select("water")
    for key in (Qt.Key.Key_Delete, Qt.Key.Key_Left):
        qtbot.keyClick(view, key, CONTROL if key == Qt.Key.Key_Left else Qt.KeyboardModifier(0))
    qtbot.mousePress(view, LEFT, pos=view.box_of("water").center())
    move(view, at_minute(view, 5))
    qtbot.mouseRelease(view, LEFT, pos=at_minute(view, 5))
    assert told.said == []


def test_a_press_on_a_phase_lets_it_begin_in_silence(
    view: ArcView, told: Told, qtbot: QtBot
) -> None:
    qtbot.mouseClick(view, LEFT, pos=view.phase_box("return").center())
    qtbot.mouseClick(view, LEFT, pos=view.phase_box("preparation").center())
    assert told.said == [("silence_toggled", "return")]


def test_the_selected_track_is_read_out(view: ArcView) -> None:
    broken = replace(ARC.blocks[3], problem="damaged", detail="Aeon Field")
    view.set_arc(replace(ARC, blocks=(*ARC.blocks[:3], broken, *ARC.blocks[4:])))
    view.select("water")
    assert view.accessibleDescription() == (
        "Water. Aeon Field. 9:00. peak, 1 of 3, which begins in silence. intensity 4 of 5. damaged"
    )
    assert view.words_of("water") == view.accessibleDescription() and view.words_of("none") == ""
    view.select("glass")
    assert "spare, not on the clock" in view.accessibleDescription()


def drop(view: ArcView, mime: QMimeData, to: QPoint) -> bool:
    copy, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    taken = True
    for event in (
        QDragEnterEvent(to, copy, mime, LEFT, none),
        QDragMoveEvent(to, copy, mime, LEFT, none),
        QDropEvent(QPointF(to), copy, mime, LEFT, none),
    ):
        event.ignore()
        QApplication.sendEvent(view, event)
        taken = taken and event.isAccepted()
    return taken


def test_tracks_of_the_library_are_dropped_into_a_phase(view: ArcView, told: Told) -> None:
    assert drop(view, mime_of(["x", "y"]), at_minute(view, 14))
    assert told.said == [("placed", ["x", "y"], "onset", "tide")]


def test_files_and_folders_of_the_desktop_are_dropped_too(view: ArcView, told: Told) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile("/music/Slow tide"), QUrl("https://example.org/a.mp3")])
    assert drop(view, mime, at_minute(view, 60))
    assert told.said == [("dropped", ["/music/Slow tide"], "integration", "morning")]


def test_other_things_cannot_be_dropped(view: ArcView, told: Told) -> None:
    mime = QMimeData()
    mime.setText("a letter")
    assert not drop(view, mime, at_minute(view, 60))
    assert told.said == []


def test_after_a_track_is_taken_out_the_keyboard_is_at_the_one_in_its_place(view: ArcView) -> None:
    view.select("tide")
    view.set_arc(replace(ARC, blocks=(*ARC.blocks[:2], *ARC.blocks[3:])))
    assert view.selected_key() == "water"
    view.clearFocus()
    view.set_arc(replace(ARC, blocks=ARC.blocks[:2]))
    assert view.selected_key() is None


@pytest.mark.parametrize("name", list(theme.THEMES))
@pytest.mark.parametrize(("width", "text_size"), [(928, 1.0), (616, 1.0), (616, 1.5), (320, 2.0)])
def test_any_arc_can_be_shown_in_any_look(
    view: ArcView, qapp: QApplication, name: str, width: int, text_size: float
) -> None:
    theme.apply(qapp, theme.THEMES[name], text_size)
    again = replace(ARC.blocks[-1], is_again=True, begins_s=85 * MINUTE, ends_s=90 * MINUTE)
    strange = Block("z", "", "nowhere", begins_s=0, ends_s=0, problem="missing")
    for arc in (
        ArcShown(),
        replace(ARC, blocks=(*ARC.blocks, again, strange), now_s=25 * MINUTE),
        replace(ARC, phases=(PhaseSpan("hold", "hold", 0, 0, is_silent=True),)),
    ):
        view.set_arc(arc)
        view.resize(width, view.sizeHint().height())
        assert not view.grab().isNull()


@pytest.mark.parametrize("key", ["water", "glass"])
def test_what_is_wrong_with_a_track_has_a_sign_beside_its_colour(view: ArcView, key: str) -> None:
    due = theme.look().colour(Tone.DUE).name()
    blocks = tuple(replace(b, problem="missing" if b.key == key else "") for b in ARC.blocks)
    view.set_arc(replace(ARC, blocks=blocks))
    for width in (880, 420):
        view.resize(width, view.height())
        shown = view.grab().toImage()
        inside = view.box_of(key).adjusted(3, 3, -3, -3)
        marks = [
            (x, y)
            for x in range(inside.left(), inside.right())
            for y in range(inside.top(), inside.bottom())
            if shown.pixelColor(x, y).name() == due
        ]
        assert marks


def test_as_the_session_goes_on_only_the_line_is_painted_again(
    view: ArcView, qapp: QApplication
) -> None:
    running = replace(ARC, now_s=25 * MINUTE)
    view.set_arc(running)
    qapp.processEvents()
    painted: list[int] = []

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if isinstance(event, QPaintEvent):
                painted.append(event.rect().width())
            return False

    watch = Watch(view)
    view.installEventFilter(watch)
    view.set_arc(replace(running, now_s=25 * MINUTE + 1))
    qapp.processEvents()
    assert painted and max(painted) < 20
