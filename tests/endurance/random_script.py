"""Makes random session scripts: notes of both streams, corrections, withdrawals, signing."""

from __future__ import annotations

import json
from random import Random
from typing import Any

_WORDS = ("tingling", "warm", "a long breath", "«Mutter»", "مرحبا", "\U0001f979", "#tears", "$x$")


def random_script(chance: Random, acts: int = 20) -> str:
    """Return a script of one session as JSON Lines, `acts` between the dose and the end."""
    lines: list[dict[str, Any]] = [
        {"at": -900, "do": "open", "client": "K.L.", "dose_mg": 150, "minutes": 90},
        {"at": -600, "do": "check", "item": "consent"},
        {"at": -300, "do": "vitals", "text": "124/80 72 98", "override_reason": "as at rest"},
        {"at": 0, "do": "dose", "mg": 150},
    ]
    open_refs: list[str] = []
    second = notes = 0
    for _ in range(acts):
        second += chance.randrange(1, 90)
        act = chance.choice(_ACTS)
        if act in ("amend", "strike", "withdraw"):
            if not open_refs:
                act = "note"
            else:
                ref = open_refs.pop(chance.randrange(len(open_refs)))
                line = {"at": second, "do": act, "target": ref, "reason": "precision"}
                if act == "amend":
                    line["text"] = f"{_words(chance)}, more precisely"
                lines.append(line)
                continue
        line = {"at": second, "do": act, **_told(act, chance)}
        if act == "note":
            notes += 1
            line["text"] = f"note {notes}: {_words(chance)}"
            if chance.random() < 0.4:
                line["private"] = True
            else:
                line["ref"] = f"r{notes}"
                open_refs.append(f"r{notes}")
        lines.append(line)
    lines += [
        {"at": second + 60, "do": "end"},
        {"at": second + 90, "do": "draft"},
        {"at": second + 95, "do": "note", "text": "an afterthought", "private": True},
        {"at": second + 120, "do": "sign", "name": "A. Clinician, LCSW"},
        {
            "at": second + 180,
            "do": "addendum",
            "text": "called the next day",
            "reason": "follow-up",
        },
    ]
    return "\n".join(json.dumps({**line, "at": _time(line["at"])}) for line in lines)


_ACTS = (
    *("note", "note", "note", "note", "vitals", "mark", "adverse", "touch", "cue"),
    *("amend", "strike", "withdraw", "withdraw"),
)


def _told(act: str, chance: Random) -> dict[str, Any]:
    match act:
        case "vitals":
            return {"text": f"{chance.randrange(110, 130)}/80 {chance.randrange(60, 90)} 98"}
        case "mark":
            return {"tag": "tears"}
        case "adverse":
            return {"what": "nausea", "severity": "mild", "action": "ginger"}
        case "touch":
            return {"asked": "hand on shoulder", "answer": "yes"}
        case "cue":
            return {"name": "check_in", "answer": _words(chance)}
        case _:
            return {}


def _words(chance: Random) -> str:
    return " ".join(chance.choice(_WORDS) for _ in range(chance.choice((1, 3, 9, 80))))


def _time(second: int) -> str:
    return f"{'-' if second < 0 else ''}{abs(second) // 60}:{abs(second) % 60:02d}"
