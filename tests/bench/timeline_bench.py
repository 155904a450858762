"""What the timeline costs with 5,000 entries, against 5,000 plain ellipses painted in the same run.

A full paint lays the past anew; a frame of zooming or scrolling does too, and is shown; a beat
moves the now-line over the past that is kept. Times are printed, and ratios to the ellipses.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from kap_companion import resources
from kap_companion.notes.figure import svg
from kap_companion.session import entries as e
from kap_companion.session.phases import parse_protocol
from kap_companion.session.standing import Standing
from kap_companion.session.timeline import Kept, RecordTimeline, kept, record_timeline
from kap_companion.session.timeline_geometry import Size
from kap_companion.session.vitals import parse_vitals
from kap_companion.ui import theme
from kap_companion.ui.widgets import painting
from kap_companion.ui.widgets.timeline import Timeline

_ENTRIES = 5_000
_ROUNDS, _FRAMES = 30, 200
_BEGUN = datetime(2026, 3, 14, 10, 0, tzinfo=UTC)
_NOW = _BEGUN + timedelta(minutes=110)


def main() -> int:
    """Print times and ratios; it judges nothing, but what breaks raises."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme.apply(app, theme.DARK)
    told = kept(_rows())
    for wide, high in ((552, 196), (1192, 196)):
        print(f"{len(told.dots)} entries, {len(told.readings)} of them vitals, {wide}x{high} px")
        _measure(told, wide, high)
    return 0


def _measure(told: Kept, wide: int, high: int) -> None:
    plain = _times(lambda _: _ellipses(wide, high), _ROUNDS)
    _tell("5,000 plain ellipses", plain, plain)
    shown = Timeline(lambda at: at)
    shown.resize(wide, high)
    shown.show()
    image = QImage(QSize(wide, high), QImage.Format.Format_ARGB32_Premultiplied)

    def frame() -> None:
        shown.render(image)

    def anew(n: int) -> None:
        shown._past = None
        shown.set_timeline(None)
        shown.set_timeline(_timeline(told, _NOW))
        frame()

    def scroll(n: int) -> None:
        shown.pan(9.0 if n % 80 < 40 else -9.0)
        frame()

    def zoom(n: int) -> None:
        shown.zoom(1.1 if n % 60 < 30 else 1 / 1.1, _BEGUN + timedelta(minutes=60))
        frame()

    def beat(n: int) -> None:
        shown.set_timeline(_timeline(told, _NOW + timedelta(seconds=n)))
        frame()

    def note(n: int) -> None:
        nonlocal told
        told = told.after(_row(_ENTRIES + n, 109.0, e.NoteTaken("new")))
        shown.set_timeline(_timeline(told, _NOW))
        frame()

    def cold(n: int) -> None:
        shown._past = None
        frame()

    anew(0)
    _tell("full paint", _times(cold, _ROUNDS), plain)
    _tell("full paint of a session just opened", _times(anew, _ROUNDS), plain)
    _tell("a new note, kept and painted", _times(note, _ROUNDS), plain)
    _tell("a beat of the clock", _times(beat, _FRAMES), plain)
    _tell("a frame of zooming", _times(zoom, _FRAMES), plain)
    shown.zoom(0)
    shown.zoom(2.0, _BEGUN + timedelta(minutes=60))
    _tell("a frame of scrolling", _times(scroll, _FRAMES), plain)
    size = Size(700, 220, has_names=True)
    paper = _times(lambda _: svg(_timeline(told, _NOW), size, lambda at: at), _ROUNDS)
    _tell("the figure as SVG", paper, plain)
    shown.deleteLater()


def _timeline(told: Kept, now: datetime) -> RecordTimeline:
    made = record_timeline(told, now)
    assert made is not None
    return made


def _ellipses(wide: int, high: int) -> None:
    image = QImage(QSize(wide, high), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    with QPainter(image) as painter:
        painting.begin(painter)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.DARK.second))
        for n in range(_ENTRIES):
            painter.drawEllipse(QPointF(n / _ENTRIES * wide, high / 2), 3.5, 3.5)


def _rows() -> list[Standing[e.RecordBody]]:
    protocol = parse_protocol(resources.text("phases/lozenge.json"))
    opening = e.SessionOpened(
        client_id="c",
        client="M.R.",
        modality=e.Modality.IN_PERSON,
        planned_minutes=90,
        session_number=3,
        phases=protocol.phases,
        cues=protocol.cues,
    )
    rows = [_row(1, 0, opening), _row(2, 12, e.DoseTaken(Decimal(150)))]
    for n in range(_ENTRIES - 1):
        body: e.RecordBody = e.NoteTaken(f"note {n}")
        if n % 50 == 0:
            text = f"{120 + n % 37}/{78 + n % 11} {66 + n % 23} {95 + n % 5}"
            body = e.VitalsTaken(text, parse_vitals(text))
        elif n % 7 == 0:
            body = e.Marked("Tears")
        rows.append(_row(n + 3, 1 + n * 108 / _ENTRIES, body))
    return rows


def _row(seq: int, minute: float, body: e.RecordBody) -> Standing[e.RecordBody]:
    at = _BEGUN + timedelta(minutes=minute)
    return Standing(e.Entry(f"r{seq}", "s", e.Stream.RECORD, seq, at, "+00:00", body, ""), body)


def _times(do: Callable[[int], object], rounds: int) -> list[float]:
    """Return how many ms of CPU each round took."""
    do(0)
    found = []
    for n in range(rounds):
        begun = time.process_time()
        do(n)
        found.append((time.process_time() - begun) * 1000)
    return found


def _tell(what: str, took: Sequence[float], plain: Sequence[float]) -> None:
    p95 = sorted(took)[int(len(took) * 0.95)]
    ratio = median(took) / median(plain)
    print(f"  {what}: {median(took):.1f} ms, p95 {p95:.1f} ms; {ratio:.2f} of the ellipses")


if __name__ == "__main__":
    raise SystemExit(main())
