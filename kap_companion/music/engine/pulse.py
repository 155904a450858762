"""Asks a PulseAudio server whether it has any output, because SDL 2 dies of one without."""

from __future__ import annotations

import ctypes
import os
import sys
import time
from typing import Any

_LIBRARY = "libpulse.so.0"
_NO_AUTOSPAWN = 1
_READY, _FAILED = 4, 5
_ANSWERS_WITHIN_S, _LOOK_EVERY_S = 2.0, 0.001


def is_without_output() -> bool:
    """Whether SDL would now meet a PulseAudio server (PipeWire's too) with no output at all.

    SDL 2 copies the name of the server's default output without looking whether it has one.
    """
    if sys.platform != "linux" or os.environ.get("SDL_AUDIODRIVER", "pulse")[:5] != "pulse":
        return False
    try:
        pulse = ctypes.CDLL(_LIBRARY)
    except OSError:  # then SDL cannot use it either
        return False
    for make in (pulse.pa_mainloop_new, pulse.pa_mainloop_get_api, pulse.pa_context_new):
        make.restype = ctypes.c_void_p
    pulse.pa_context_get_server_info.restype = ctypes.c_void_p
    loop = ctypes.c_void_p(pulse.pa_mainloop_new())
    context = ctypes.c_void_p(
        pulse.pa_context_new(ctypes.c_void_p(pulse.pa_mainloop_get_api(loop)), b"kap-companion")
    )
    try:
        return _default_output(pulse, loop, context) is None
    except ConnectionError:
        return False
    finally:
        pulse.pa_context_disconnect(context)
        pulse.pa_context_unref(context)
        pulse.pa_mainloop_free(loop)


class _ServerInfo(ctypes.Structure):
    """pa_server_info, as far as it is read here."""

    _fields_ = (
        *((name, ctypes.c_char_p) for name in ("user", "host", "version", "server")),
        ("sample_format", ctypes.c_int),
        ("sample_rate", ctypes.c_uint32),
        ("channels", ctypes.c_uint8),
        ("default_sink", ctypes.c_char_p),
    )


def _default_output(pulse: Any, loop: ctypes.c_void_p, context: ctypes.c_void_p) -> bytes | None:
    """The server's word for its default output; raises ConnectionError without a server."""
    told: list[bytes | None] = []
    kind = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.POINTER(_ServerInfo), ctypes.c_void_p)
    tell = kind(lambda _, info, __: told.append(info.contents.default_sink if info else b""))
    if pulse.pa_context_connect(context, None, _NO_AUTOSPAWN, None) < 0:
        raise ConnectionError
    asked = False
    until = time.monotonic() + _ANSWERS_WITHIN_S
    while not told:
        state = pulse.pa_context_get_state(context)
        if state >= _FAILED or time.monotonic() > until:
            raise ConnectionError
        if state == _READY and not asked:
            asked = True
            operation = pulse.pa_context_get_server_info(context, tell, None)
            pulse.pa_operation_unref(ctypes.c_void_p(operation))
        if pulse.pa_mainloop_iterate(loop, 0, None) == 0:
            time.sleep(_LOOK_EVERY_S)
    return told[0]
