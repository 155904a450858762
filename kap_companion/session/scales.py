"""Scales a client fills in: what is asked, how it is added up, its published bands, its notices.

A scale is a file (docs/scales.md). One without items has only a total, typed by the clinician. A
notice says that an item was answered so that somebody has to look; it never decides anything.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from kap_companion.language import tr

LARGEST_TOTAL = 100_000
_KEY = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
_ALWAYS = ("key", "title", "name", "version", "credit", "source")
_AT_TIMES = ("loinc", "lead", "choices", "items", "also", "bands", "notices", "least", "most")


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer that may be ticked, and what it counts."""

    value: int
    words: str


@dataclass(frozen=True, slots=True)
class Item:
    """A question; one that is not `scored` is asked and kept, and not added up."""

    words: str
    choices: tuple[Choice, ...]
    scored: bool = True

    def answer(self, value: int) -> Choice:
        """Return the choice of that value. Raises ScaleError where there is none."""
        for choice in self.choices:
            if choice.value == value:
                return choice
        offered = ", ".join(str(choice.value) for choice in self.choices)
        raise ScaleError(
            tr(
                "{value} is no answer to “{question}”: choose among {offered}.",
                value=value,
                question=_short(self.words),
                offered=offered,
            )
        )


@dataclass(frozen=True, slots=True)
class Band:
    """What a total from `least` to `most` is called in the publication."""

    least: int
    most: int
    words: str


@dataclass(frozen=True, slots=True)
class Notice:
    """Words that are shown where item `item` (counted from 1) is answered `least` or more."""

    item: int
    least: int
    words: str


@dataclass(frozen=True, slots=True)
class Scale:
    """A questionnaire; `items` is empty where only a total is kept, from `least` to `most`."""

    key: str
    title: str
    name: str
    version: str
    credit: str
    source: str
    lead: str
    items: tuple[Item, ...]
    bands: tuple[Band, ...]
    notices: tuple[Notice, ...]
    least: int
    most: int
    loinc: str | None = None

    @property
    def has_items(self) -> bool:
        """Whether its items are asked here; else only a total is typed."""
        return bool(self.items)


@dataclass(frozen=True, slots=True)
class Scored:
    """A total, the band it lies in where the scale has bands, and the notices it gives."""

    total: int
    band: str | None
    notices: tuple[Notice, ...] = ()


class ScaleError(ValueError):
    """A scale's file or an answer that cannot be used; the message is one sentence."""


def score(scale: Scale, answers: Sequence[int]) -> Scored:
    """Return what the answers to every item of `scale` add up to, in the order of its items.

    Raises ScaleError where an answer is missing or is none of the item's.
    """
    if not scale.has_items:
        raise ScaleError(tr("{title} has no items here: type its total.", title=scale.title))
    if len(answers) != len(scale.items):
        raise ScaleError(
            tr(
                "{title} has {items} questions, {answers} were answered.",
                title=scale.title,
                items=len(scale.items),
                answers=len(answers),
            )
        )
    total = 0
    for item, value in zip(scale.items, answers, strict=True):
        counted = item.answer(value).value
        total += counted if item.scored else 0
    return Scored(total, band_of(scale, total), notices_of(scale, dict(enumerate(answers))))


def notices_of(scale: Scale, answers: Mapping[int, int]) -> tuple[Notice, ...]:
    """Return the notices that the answers so far give, by the item's index from 0."""
    return tuple(one for one in scale.notices if answers.get(one.item - 1, -1) >= one.least)


def typed_total(scale: Scale, total: int) -> Scored:
    """Return a total that the clinician typed. Raises ScaleError where it cannot be."""
    if not scale.least <= total <= scale.most:
        raise ScaleError(
            tr(
                "A total of {total} cannot be right: {title} lies between {least} and {most}.",
                total=total,
                title=scale.title,
                least=scale.least,
                most=scale.most,
            )
        )
    return Scored(total, band_of(scale, total))


def band_of(scale: Scale, total: int) -> str | None:
    """Return what a total is called in the publication, None where it has no bands."""
    return next((one.words for one in scale.bands if one.least <= total <= one.most), None)


def parse_scale(text: str) -> Scale:
    """Return the scale written in `text` (docs/scales.md).

    Raises ScaleError with one sentence that names the key where the file is not of that form.
    """
    try:
        told = json.loads(text)
    except (ValueError, RecursionError) as trouble:
        raise ScaleError(tr("It is not JSON: {trouble}.", trouble=trouble)) from trouble
    if not isinstance(told, dict):
        raise ScaleError(tr("It is no object of keys and values."))
    unknown = sorted(set(told) - {*_ALWAYS, *_AT_TIMES})
    if unknown:
        raise ScaleError(
            tr("It has a key '{key}' that is not known.", key=" ".join(unknown[0][:40].split()))
        )
    key = _text(told, "key")
    if not _KEY.fullmatch(key):
        raise ScaleError(tr("Its 'key' may hold small letters, digits, - and _ only."))
    items = _items(told)
    least, most = _ends(told, items)
    scale = Scale(
        key=key,
        title=_text(told, "title"),
        name=_text(told, "name"),
        version=_text(told, "version"),
        credit=_text(told, "credit"),
        source=_text(told, "source"),
        lead=_text(told, "lead") if items else "",
        items=items,
        bands=_bands(told),
        notices=_notices(told, items),
        least=least,
        most=most,
        loinc=_text(told, "loinc") if "loinc" in told else None,
    )
    _check_bands(scale)
    return scale


def asked_in(scale: Scale, text: str) -> Scale:
    """Return `scale` with its questions in another language, as they were published there.

    `text` holds 'lead', 'choices', 'items' and 'also' as a scale's own file does; what is counted
    and what a total is called stay the scale's. Raises ScaleError where it does not fit.
    """
    try:
        told = json.loads(text)
    except (ValueError, RecursionError) as trouble:
        raise ScaleError(tr("It is not JSON: {trouble}.", trouble=trouble)) from trouble
    items = _items(told)
    if [_counts(one) for one in items] != [_counts(one) for one in scale.items]:
        raise ScaleError(tr("Its questions do not fit those of {title}.", title=scale.title))
    return replace(scale, lead=_text(told, "lead"), items=items)


# --- how it is done -----------------------------------------------------------------------------


def _counts(item: Item) -> tuple[bool, tuple[int, ...]]:
    return item.scored, tuple(choice.value for choice in item.choices)


def _items(told: Mapping[str, Any]) -> tuple[Item, ...]:
    if "items" not in told:
        for key in ("choices", "also", "notices"):
            if key in told:
                raise ScaleError(tr("It has '{key}' but no 'items'.", key=key))
        return ()
    choices = _choices(told.get("choices"), "choices")
    words = told["items"]
    if not isinstance(words, list) or not words:
        raise ScaleError(tr("Its 'items' is no list of questions."))
    items = [Item(_said(one, "items"), choices) for one in words]
    for extra in _list(told, "also"):
        if not isinstance(extra, dict):
            raise ScaleError(tr("An entry of 'also' needs 'words' and 'choices'."))
        asked = _choices(extra.get("choices"), "also")
        items.append(Item(_said(extra.get("words"), "also"), asked, scored=False))
    return tuple(items)


def _choices(told: Any, key: str) -> tuple[Choice, ...]:
    if not isinstance(told, list) or len(told) < 2:
        raise ScaleError(
            tr("Its '{key}' needs at least two answers with 'value' and 'words'.", key=key)
        )
    made = tuple(
        Choice(_number(one, "value", key), _said(one.get("words"), key))
        for one in told
        if isinstance(one, dict)
    )
    if len(made) != len(told):
        raise ScaleError(tr("Each answer in '{key}' needs 'value' and 'words'.", key=key))
    if len({one.value for one in made}) != len(made):
        raise ScaleError(tr("Two answers in '{key}' have the same value.", key=key))
    return made


def _ends(told: Mapping[str, Any], items: Sequence[Item]) -> tuple[int, int]:
    if not items:
        least = _number(told, "least") if "least" in told else 0
        most = _number(told, "most")
        if least >= most:
            raise ScaleError(tr("Its 'most' must be more than its 'least'."))
        return least, most
    for key in ("least", "most"):
        if key in told:
            raise ScaleError(tr("'{key}' belongs to a scale without items.", key=key))
    values = [[choice.value for choice in item.choices] for item in items if item.scored]
    return sum(min(one) for one in values), sum(max(one) for one in values)


def _bands(told: Mapping[str, Any]) -> tuple[Band, ...]:
    made = []
    for one in _list(told, "bands"):
        if not isinstance(one, dict):
            raise ScaleError(tr("A band needs 'from', 'to' and 'words'."))
        made.append(
            Band(
                _number(one, "from", "bands"),
                _number(one, "to", "bands"),
                _said(one.get("words"), "bands"),
            )
        )
    return tuple(made)


def _check_bands(scale: Scale) -> None:
    if not scale.bands:
        return
    for band in scale.bands:
        if band.least > band.most:
            raise ScaleError(tr("The band '{band}' ends before it begins.", band=band.words))
    for one, other in pairwise(scale.bands):
        if other.least != one.most + 1:
            raise ScaleError(
                tr(
                    "The band '{band}' does not follow on '{before}'.",
                    band=other.words,
                    before=one.words,
                )
            )
    if (scale.bands[0].least, scale.bands[-1].most) != (scale.least, scale.most):
        raise ScaleError(
            tr("Its bands do not reach from {least} to {most}.", least=scale.least, most=scale.most)
        )


def _notices(told: Mapping[str, Any], items: Sequence[Item]) -> tuple[Notice, ...]:
    made = []
    for one in _list(told, "notices"):
        if not isinstance(one, dict):
            raise ScaleError(tr("A notice needs 'item', 'from' and 'words'."))
        item = _number(one, "item", "notices")
        if not 1 <= item <= len(items):
            raise ScaleError(tr("A notice names item {item}, which there is not.", item=item))
        least = _number(one, "from", "notices")
        made.append(Notice(item, least, _said(one.get("words"), "notices")))
    return tuple(made)


def _list(told: Mapping[str, Any], key: str) -> list[Any]:
    found = told.get(key, [])
    if not isinstance(found, list):
        raise ScaleError(tr("Its '{key}' is no list.", key=key))
    return found


def _text(told: Mapping[str, Any], key: str) -> str:
    if key not in told:
        raise ScaleError(tr("It has no '{key}'.", key=key))
    return _said(told[key], key)


def _said(value: Any, key: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ScaleError(tr("Its '{key}' needs words.", key=key))
    return value.strip()


def _number(told: Mapping[str, Any], key: str, within: str = "") -> int:
    value = told.get(key)
    place = tr("'{key}' in '{within}'", key=key, within=within) if within else f"'{key}'"
    if type(value) is not int or not -LARGEST_TOTAL <= value <= LARGEST_TOTAL:
        raise ScaleError(tr("Its {place} needs a whole number.", place=place))
    return value


def _short(words: str) -> str:
    return words if len(words) <= 40 else f"{words[:39].rstrip()}…"
