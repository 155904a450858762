"""The pages of the guide, and the README, as they are written."""

from __future__ import annotations

from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent.parent


def pages(ending: str = ".md") -> dict[str, str]:
    """Return every page of the guide, and the README, by its path from the checkout."""
    found = sorted((CHECKOUT / "docs").rglob(f"*{ending}"))
    if ending == ".md":
        found.append(CHECKOUT / "README.md")
    return {str(path.relative_to(CHECKOUT)): _read(path) for path in found}


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")
