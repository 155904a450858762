"""Keeps the laptop and its screen awake while a session runs, and knows whether that worked."""

from __future__ import annotations

from contextlib import ExitStack


class KeptAwake:
    """Holds the laptop awake by wakepy; where the system refuses, `is_held` stays False."""

    def __init__(self) -> None:
        """Begin without holding."""
        self._stack: ExitStack | None = None
        self._held = False

    @property
    def is_held(self) -> bool:
        """Whether the laptop is really kept awake."""
        return self._held

    @property
    def is_wanted(self) -> bool:
        """Whether it should be."""
        return self._stack is not None

    def hold(self) -> None:
        """Ask the system to stay awake; asked already, nothing changes."""
        if self._stack is not None:
            return
        from wakepy import keep  # imported here: it costs time, and only a running session needs it

        stack = ExitStack()
        mode = stack.enter_context(keep.presenting(on_fail="pass"))
        self._stack, self._held = stack, bool(mode.active)

    def release(self) -> None:
        """Let the laptop sleep again."""
        if self._stack is not None:
            self._stack.close()
        self._stack, self._held = None, False
