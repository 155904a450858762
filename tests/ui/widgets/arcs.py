"""An arc to try the arc view with: a lozenge session of ninety minutes, one track damaged."""

from __future__ import annotations

from kap_companion.ui.theme import Tone
from kap_companion.ui.widgets.arc_blocks import ArcShown, Block, PhaseSpan

MINUTE = 60.0

PHASES = (
    PhaseSpan("preparation", "prepare", -10 * MINUTE, 0, takes_tracks=False),
    PhaseSpan("hold", "hold", 0, 12 * MINUTE, Tone.DUE),
    PhaseSpan("onset", "onset", 12 * MINUTE, 20 * MINUTE, Tone.PRIVATE),
    PhaseSpan("peak", "peak", 20 * MINUTE, 38 * MINUTE, Tone.NOW, is_silent=True),
    PhaseSpan("return", "return", 38 * MINUTE, 45 * MINUTE, Tone.WELL),
    PhaseSpan("integration", "integration", 45 * MINUTE, 80 * MINUTE),
)


def block(key: str, phase: str, begins: float, ends: float, step: int | None = 3) -> Block:
    """Return a track of the arc from one minute to another."""
    length = f"{int(ends - begins)}:00"
    return Block(
        key, key.capitalize(), phase, length, begins * MINUTE, ends * MINUTE, step, fades_in=True
    )


ARC = ArcShown(
    begins_s=-10 * MINUTE,
    ends_s=90 * MINUTE,
    phases=PHASES,
    blocks=(
        block("arrival", "hold", 0, 7, 1),
        block("drift", "hold", 6.9, 13),
        block("tide", "onset", 12.9, 21),
        block("water", "peak", 20.9, 30, 4),
        block("horizon", "peak", 29.9, 39, 5),
        Block("glass", "Glass", "peak", "5:00"),
        block("shore", "return", 38.9, 46),
        block("ember", "integration", 45.9, 60),
        block("morning", "integration", 59.9, 85, 1),
    ),
    ticks=tuple((m * MINUTE, str(m) if m else "dose") for m in range(0, 105, 15)),
    planned_end=(80 * MINUTE, "planned end 11:41"),
)
