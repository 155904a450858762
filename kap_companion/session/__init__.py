"""The heart: what can happen in a session and what follows from it, in plain typed Python."""

from __future__ import annotations
