"""Which sound outputs there are and which the system would take, by way of the SDL in pygame."""

from __future__ import annotations

import contextlib
import ctypes
import functools
import gettext
import os
import sys
from typing import Any

from kap_companion.music.engine import pulse

_SDL_INIT_AUDIO = 0x10


class Devices:
    """SDL's outputs, by name. Its sound must be awake to look at them, but none be open."""

    def __init__(self) -> None:
        self._pygame: Any = _import_pygame()
        self._sdl = _library(self._pygame)
        self._is_awake = self._is_open = False

    def wake(self) -> bool:
        """Look for outputs anew, as a sound server may have gone and come; False: there are none.

        Ends what is open. Where SDL itself is out of reach, only opening can show.
        """
        self.sleep()
        try:
            # Only to be told of outputs that go; SDL gives no events without a display.
            self._pygame.display.init()
        except self._pygame.error:
            return False
        if pulse.is_without_output():
            return False
        if self._sdl is None:
            return True
        self._is_awake = self._sdl.SDL_InitSubSystem(_SDL_INIT_AUDIO) == 0
        self._pygame.event.clear()
        return bool(self.names())

    def sleep(self) -> None:
        """Let go of the output and of the sound server."""
        if self._is_open:
            self._pygame.mixer.quit()
        while self._sdl is not None and self._sdl.SDL_WasInit(_SDL_INIT_AUDIO):
            self._sdl.SDL_QuitSubSystem(_SDL_INIT_AUDIO)
        self._is_awake = self._is_open = False

    def open(self, name: str | None, rate: int, buffer_frames: int) -> Any:
        """pygame's mixer module, open on this output (None: unnamed); None where that fails."""
        self.sleep()  # where SDL's sound is awake already, pygame takes its mixer for open
        mixer = self._pygame.mixer
        try:
            mixer.init(rate, -16, 2, buffer_frames, name, allowedchanges=0)
        except self._pygame.error:
            self.wake()
            return None
        self._is_awake = self._is_open = True
        return mixer

    def names(self) -> tuple[str, ...]:
        """The outputs there are now, in the system's order; none while it sleeps."""
        from pygame._sdl2.audio import get_audio_device_names

        if not self._is_awake:
            return ()
        try:
            found = get_audio_device_names(False)
        except self._pygame.error:
            return ()
        return tuple(name for name in found if name not in _names_of_nothing())

    def default(self) -> str | None:
        """The output the system would take, where it says so and SDL is 2.24 or newer."""
        name, spec = ctypes.c_void_p(), _AudioSpec()
        if not self._is_awake or self._sdl is None:
            return None
        with contextlib.suppress(AttributeError):
            asked = ctypes.byref(name), ctypes.byref(spec), 0
            if self._sdl.SDL_GetDefaultAudioInfo(*asked) == 0 and name.value:
                text = ctypes.string_at(name.value).decode("utf-8", "replace")
                self._sdl.SDL_free(name)
                return text if text in self.names() else None
        return None

    def removed(self) -> list[bool]:
        """For each output that went since last asked: whether it was the one that is open."""
        events = self._pygame.event.get(self._pygame.AUDIODEVICEREMOVED)
        return [bool(event.which) for event in events if not event.iscapture]


class _AudioSpec(ctypes.Structure):
    """SDL_AudioSpec; only its room is needed."""

    _fields_ = (
        ("freq", ctypes.c_int),
        ("format", ctypes.c_uint16),
        ("channels", ctypes.c_uint8),
        ("silence", ctypes.c_uint8),
        ("samples", ctypes.c_uint16),
        ("padding", ctypes.c_uint16),
        ("size", ctypes.c_uint32),
        ("callback", ctypes.c_void_p),
        ("userdata", ctypes.c_void_p),
    )


def _library(pygame: Any) -> Any:
    """The SDL library that pygame has loaded, None where it cannot be reached.

    Windows finds a loaded library by its name alone; elsewhere a symbol is looked up in a
    library and all that it links to, and pygame's base links to SDL.
    """
    try:
        sdl = ctypes.CDLL("SDL2.dll" if sys.platform == "win32" else pygame.base.__file__)
        sdl.SDL_WasInit.restype = ctypes.c_uint32
        for call in (sdl.SDL_InitSubSystem, sdl.SDL_QuitSubSystem, sdl.SDL_WasInit):
            call.argtypes = (ctypes.c_uint32,)
        sdl.SDL_free.argtypes = (ctypes.c_void_p,)
    except (OSError, AttributeError):
        return None
    return sdl


@functools.cache
def _names_of_nothing() -> frozenset[str]:
    """What sound servers call the output they make up where a computer has none.

    Music must wait for a real one instead of playing into it, and it goes when one comes.
    """
    plain = "Dummy Output"
    servers = ("pulseaudio", "pipewire", "wireplumber")
    spoken = [gettext.translation(name, "/usr/share/locale", fallback=True) for name in servers]
    return frozenset({plain, *(words.gettext(plain) for words in spoken)})


def _import_pygame() -> Any:
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    os.environ.setdefault("SDL_NO_SIGNAL_HANDLERS", "1")
    os.environ["SDL_VIDEODRIVER"] = "dummy"
    import pygame.base
    import pygame.display
    import pygame.event
    import pygame.mixer

    return pygame
