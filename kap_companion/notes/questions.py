"""The questions for integration that are offered to a draft, each with its source."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache

from kap_companion import resources

_FILE = "questions/integration.json"


@dataclass(frozen=True, slots=True)
class Question:
    """A question in plain words, and where it comes from: a preference where it has no source."""

    words: str
    source: str


@cache
def questions() -> tuple[Question, ...]:
    """Return the questions of the resource file, in its order."""
    told = json.loads(resources.text(_FILE))["questions"]
    return tuple(Question(str(one["words"]), str(one["source"])) for one in told)
