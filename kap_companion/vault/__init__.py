"""What is kept: one encrypted file of append-only streams, and the keys to it."""

from __future__ import annotations
