"""The adverse events that are offered while one is typed (DOMAIN: Adverse events).

They are words to be completed and no list to choose from: whatever else is typed is kept as typed.
"""

from __future__ import annotations

ADVERSE_EVENTS = (
    "Nausea",
    "Vomiting",
    "Dizziness",
    "Headache",
    "Anxiety or panic",
    "Raised blood pressure",
    "Raised heart rate",
    "Prolonged dissociation",
    "Confusion",
    "Bladder symptoms",
)
