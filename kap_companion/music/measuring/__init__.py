"""Measures music files once, in a process of its own that stands behind the music."""

from __future__ import annotations

from kap_companion.music.measuring.measurer import Measurer, NewMeasurer
from kap_companion.music.measuring.messages import Measured, NotMeasured, Probed, Result

__all__ = ["Measured", "Measurer", "NewMeasurer", "NotMeasured", "Probed", "Result"]
