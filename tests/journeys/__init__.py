"""Whole sessions through the real window, by the keyboard."""

from __future__ import annotations
