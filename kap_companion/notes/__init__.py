"""Notes: drafts a session's note from its log and writes it out as documents."""

from __future__ import annotations
