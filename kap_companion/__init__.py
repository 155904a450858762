"""KAP Companion: run a ketamine-assisted psychotherapy dosing session and draft its note."""

from __future__ import annotations

__version__ = "0.1.0"
