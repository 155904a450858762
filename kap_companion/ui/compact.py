"""Lets the small window take over from the whole one, and back, with every letter and every key."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from kap_companion.companion import Change
from kap_companion.session.entries import SessionEnded
from kap_companion.ui.compact_place import key_of, load_places, save_places
from kap_companion.ui.compact_strip import CompactStrip
from kap_companion.ui.conductor import Conductor
from kap_companion.ui.curtain import Curtain
from kap_companion.ui.panels.session_buttons import mark_return, spit
from kap_companion.ui.panels.session_writing import WritingPanel
from kap_companion.ui.room import SessionRoom
from kap_companion.ui.screens.veiled import VeiledRoom
from kap_companion.ui.veiling import hand_over
from kap_companion.ui.words import tr, tr_later

_VEILED = tr_later("The whole window is veiled. F12 opens it.")
_GROUPS_HERE = ("music",)
_AT_TIME = {"F6": spit, "F7": mark_return}
_NOT_HERE = ("Ctrl+Shift+M", "Ctrl+Shift+O", "Ctrl+0")


class Whole(Protocol):
    """What the small window needs of the whole one."""

    room: SessionRoom | None
    curtain: Curtain | None

    def current_screen(self) -> QWidget | None:
        """Return the screen that is shown."""
        ...

    def window(self) -> QWidget:
        """Return the window itself."""
        ...


class Compact(QObject):
    """`shown` says that the small window is there. What asks a question brings the whole one back.

    The music, marks, spit and return are done from the small window itself.
    """

    shown = Signal()

    def __init__(
        self, conductor: Conductor, whole: Whole, folder: Path, parent: QObject | None = None
    ) -> None:
        """`folder` keeps where it stands on each screen."""
        super().__init__(parent)
        self._conductor = conductor
        self._whole = whole
        self._folder = folder
        self._places = load_places(folder)
        self._strip: CompactStrip | None = None
        conductor.changed.connect(self._on_change)
        conductor.left.connect(self.put_away)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenRemoved.connect(self._on_screen_removed)

    @property
    def is_shown(self) -> bool:
        """Whether the small window stands in for the whole one."""
        return self._strip is not None

    @property
    def strip(self) -> CompactStrip | None:
        """Return the small window, while it is shown."""
        return self._strip

    def windows(self) -> tuple[QWidget, ...]:
        """Return the small window, if there is one."""
        return (self._strip,) if self._strip is not None else ()

    def take_over(self) -> None:
        """Show the small window in place of the whole one."""
        writing = self._writing()
        if self._strip is not None or writing is None:
            return
        strip = CompactStrip(self._conductor)
        self._strip = strip
        hand_over(writing, strip.writing)
        strip.back_asked.connect(self.put_away)
        strip.fade_asked.connect(self._fade)
        strip.moved.connect(self._remember_place)
        self._take_keys(strip)
        strip.refresh()
        self._place(self._screen())
        strip.show()
        self._whole.window().hide()
        strip.raise_()
        strip.activateWindow()
        strip.writing.take_keyboard()
        self.shown.emit()

    def put_away(self) -> None:
        """Bring the whole window back, with what stands half typed."""
        strip, self._strip = self._strip, None
        if strip is None:
            return
        strip.writing.keep_half_typed()
        window = self._whole.window()
        window.show()
        window.raise_()
        window.activateWindow()
        writing = self._writing()
        if writing is not None and writing.isVisible() and self._conductor.has_session:
            hand_over(strip.writing, writing)
            writing.take_keyboard()
        strip.hide()
        strip.deleteLater()

    def keep_half_typed(self) -> None:
        """Keep what stands in the small window's box, now."""
        if self._strip is not None:
            self._strip.writing.keep_half_typed()

    def follow(self) -> None:
        """Take the keys of the room as it is now: the veil was drawn or opened."""
        strip = self._strip
        if strip is not None:
            self._take_keys(strip)
            if isinstance(self._room(), VeiledRoom):
                strip.writing.say(tr(_VEILED))
            strip.refresh()

    # --- how it is done -------------------------------------------------------------------------

    def _take_keys(self, strip: CompactStrip) -> None:
        room = self._room()
        if room is None:
            return
        strip.writing.set_veiled(isinstance(room, VeiledRoom))
        for old in strip.actions():
            strip.removeAction(old)
            old.deleteLater()
        for action in room.acts():
            key = action.shortcut().toString()
            if action.shortcuts():
                self._add_key(strip, action, self._what_to_do(strip, action, key))

    def _what_to_do(self, strip: CompactStrip, action: QAction, key: str) -> Callable[[], object]:
        is_veiled = isinstance(self._room(), VeiledRoom)
        if key == "F11":
            return self.put_away
        if key == "F12" and not is_veiled:
            return action.trigger
        if key == "Ctrl+Shift+P":
            return strip.writing.box.toggle_private
        if key == "Ctrl+Z":
            return strip.writing.undo
        if key in _AT_TIME:
            return partial(_AT_TIME[key], self._conductor, strip.writing)
        group = action.property("group")
        if group == "marks" and key not in _NOT_HERE:
            return partial(strip.writing.mark_by_key, int(key[-1]))
        if group in _GROUPS_HERE and key not in _NOT_HERE:
            return action.trigger
        return partial(self._do_in_whole, action)

    def _add_key(self, strip: CompactStrip, action: QAction, do: Callable[[], object]) -> None:
        here = QAction(action.text(), strip)
        here.setShortcuts(action.shortcuts())
        here.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        here.setAutoRepeat(False)
        here.triggered.connect(lambda _checked=False: do())
        strip.addAction(here)

    def _do_in_whole(self, action: QAction) -> None:
        self.put_away()
        action.trigger()

    def _fade(self) -> None:
        room = self._room()
        if room is not None:
            acts = room.music.acts if isinstance(room, VeiledRoom) else room.session.music.acts
            acts.fade_or_back()

    def _room(self) -> SessionRoom | VeiledRoom | None:
        curtain = self._whole.curtain
        veiled = curtain.veiled_room if curtain is not None else None
        return veiled if veiled is not None else self._whole.room

    def _writing(self) -> WritingPanel | None:
        room = self._room()
        if room is None:
            return None
        return room.writing if isinstance(room, VeiledRoom) else room.session.writing

    def _on_change(self, change: Change) -> None:
        if isinstance(change.entry.body, SessionEnded):
            self.put_away()

    # --- where it stands ------------------------------------------------------------------------

    def _screen(self) -> QScreen:
        """Return the screen it was on last, else the one of the whole window."""
        for screen in QGuiApplication.screens():
            if self._places.last and _key(screen) == self._places.last:
                return screen
        return self._whole.window().screen()

    def _place(self, screen: QScreen) -> None:
        strip = self._strip
        if strip is not None:
            room = screen.availableGeometry()
            strip.move(self._places.on(_key(screen), room, strip.size()))

    def _remember_place(self) -> None:
        strip = self._strip
        if strip is None:
            return
        middle = strip.geometry().center()
        screen = QGuiApplication.screenAt(middle) or strip.screen()
        corner: QPoint = strip.pos() - screen.availableGeometry().topLeft()
        self._places = self._places.moved(_key(screen), corner)
        save_places(self._folder, self._places)

    def _on_screen_removed(self, gone: QScreen) -> None:
        if self._strip is not None:
            left = [one for one in QGuiApplication.screens() if one is not gone]
            if left:
                self._place(left[0])


def _key(screen: QScreen) -> str:
    return key_of(screen.name(), screen.serialNumber())
