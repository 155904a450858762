"""The music on keys: in every screen of a room, and on the keyboard's media keys."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from kap_companion.session.entries import MusicAct
from kap_companion.ui.acts import act
from kap_companion.ui.panels.session_music_acts import MusicActs
from kap_companion.ui.words import tr

_ESC_ESC_MS = 1000


def add_music_keys(
    owner: QWidget,
    acts: MusicActs,
    *,
    esc: Callable[[], object],
    choose_music: Callable[[], object],
    choose_output: Callable[[], object],
) -> None:
    """Give `owner` the acts of the music; `esc` is done as well on every Esc.

    Most Linux desktops keep the media keys for themselves and pass them on (desktop_transport);
    others, macOS and Windows leave them to the window in front.
    """
    key = Qt.Key
    play = ("F4", key.Key_MediaTogglePlayPause, key.Key_MediaPlay)
    for words, keys, do in (
        (tr("Play or pause"), play, acts.play_or_pause),
        (tr("Next track"), ("Ctrl+Shift+N", key.Key_MediaNext), lambda: acts.step(MusicAct.NEXT)),
        (
            tr("Previous track"),
            ("Ctrl+Shift+B", key.Key_MediaPrevious),
            lambda: acts.step(MusicAct.PREVIOUS),
        ),
        (tr("Gentler music"), ("Alt+Left",), lambda: acts.steer(MusicAct.GENTLER)),
        (tr("Music as planned"), ("Alt+End",), lambda: acts.steer(MusicAct.AS_PLANNED)),
        (tr("Deeper music"), ("Alt+Right",), lambda: acts.steer(MusicAct.DEEPER)),
        (tr("Lead over to the phase now"), ("Ctrl+Shift+F",), acts.lead_over),
        (tr("Lower while talking, or raise"), ("F9",), acts.lower_or_raise),
        (tr("Louder"), ("Alt+Up",), acts.louder),
        (tr("Quieter"), ("Alt+Down",), lambda: acts.louder(-5)),
    ):
        act(owner, words, keys, do, group="music")
    fade = _EscEsc(owner, acts.fade_or_back, esc)
    act(
        owner,
        tr("Fade to silence, or back"),
        "Esc",
        fade.press,
        group="music",
        shown_key=tr("Esc Esc"),
    )
    act(owner, tr("Choose music"), "Ctrl+Shift+M", choose_music, group="music")
    act(owner, tr("Choose the output"), "Ctrl+Shift+O", choose_output, group="music")
    for stop in (key.Key_MediaPause, key.Key_MediaStop):
        QShortcut(QKeySequence(stop), owner, acts.pause)


class _EscEsc(QTimer):
    """Esc twice within a second does `twice`; each does `once`."""

    def __init__(
        self, parent: QWidget, twice: Callable[[], object], once: Callable[[], object]
    ) -> None:
        super().__init__(parent)
        self.setSingleShot(True)
        self.setInterval(_ESC_ESC_MS)
        self._twice, self._once = twice, once

    def press(self) -> None:
        """Esc was pressed."""
        self._once()
        if self.isActive():
            self.stop()
            self._twice()
        else:
            self.start()
