"""The adverse events that are offered while one is typed (DOMAIN: Adverse events).

They are words to be completed and no list to choose from: whatever else is typed is kept as typed.
"""

from __future__ import annotations

from kap_companion.language import tr_later

ADVERSE_EVENTS = (
    tr_later("Nausea"),
    tr_later("Vomiting"),
    tr_later("Dizziness"),
    tr_later("Headache"),
    tr_later("Anxiety or panic"),
    tr_later("Raised blood pressure"),
    tr_later("Raised heart rate"),
    tr_later("Prolonged dissociation"),
    tr_later("Confusion"),
    tr_later("Bladder symptoms"),
)
