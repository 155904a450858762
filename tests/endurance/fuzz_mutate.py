"""Makes inputs out of good ones, the same for the same seed: bytes, JSON, lines and typed words.

Our own few mutators rather than hypothesis: an input costs microseconds, is the same in every
version of every library, and is seen again from a seed and a number alone.
"""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from typing import Any

_ODD_TEXTS = (
    *("", " ", "\x00", "\n", "\r\n", "\t", "\x7f", "\x85", "\u2028", "\u2029", "\u202e", "\ufeff"),
    *("\ud800", "\udfff", "\U0010ffff", "\U0001f979", "e\u0301", "\u0661\u0662", "½", "İ", "ß"),
    *("NaN", "Infinity", "-0", "1e999", "null", "true", "../..", "/dev/null", "~", "%00", "%s"),
    *("{{", "}}", "{%", "%}", "#", "$", "\\", "'", '"', "`", "<b>", "&amp;", "]]>", "--", ";"),
    *("9" * 30, "9" * 5000, "a" * 300, "-1", "0", "1.5", "1,5", "10:02", "-3m", "@10:02", "14:61"),
    *("2026-02-30", "9999-12-31", "0001-01-01", "2026-03-02T25:00", "*", "?", "AND", "NEAR(", "^"),
)
_ODD_VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1, 2**31, 2**63, -(2**63), 10**40, 0.5, -0.0, 1e308, [], {}, [[]]),
    *([None], {"": None}, [1, 2, 3], {"a": {"b": []}}, [{}], "x", "", "1", "\ud800", "\x00"),
)
_LONGEST = 1_000_000
_CRAFTED = (
    b"[" * 100_000,
    b'{"a":' * 50_000,
    b"[" * 5_000 + b"]" * 5_000,
    b'{"a": 1e999}',
    b'{"a": NaN}',
    b'{"a": -Infinity}',
    b"9" * 5_000,
    b'"\\ud800"',
    b"\xff\xfe\x00\x00",
    b"\xef\xbb\xbf{}",
    b"",
    b"\x00",
    b"null",
    b'"text"',
    b"[]",
    b"{}",
)


def of_bytes(seeds: Sequence[bytes], chance: random.Random) -> bytes:
    """Return one of the seeds with one to eight changes of its bytes."""
    data = bytearray(chance.choice(seeds))
    if chance.randrange(50) == 0:
        return chance.choice(_CRAFTED)
    for _ in range(chance.choice((1, 1, 1, 2, 3, 8))):
        at = chance.randrange(len(data) + 1)
        match chance.randrange(9):
            case 0 | 1 if data:
                data[at % len(data)] ^= 1 << chance.randrange(8)
            case 2 if data:
                data[at % len(data)] = chance.choice((0, 255, 127, 128, 10, 34, 48))
            case 3:
                data[at:at] = chance.choice(_ODD_TEXTS).encode("utf-8", "surrogatepass")
            case 4:
                del data[at : at + chance.choice((1, 2, 4, 16, 200))]
            case 5:
                data[at:at] = data[at : at + chance.choice((1, 4, 64))] * chance.choice((1, 2, 30))
            case 6:
                del data[at:]
            case 7:
                other = chance.choice(seeds)
                there = chance.randrange(len(other) + 1)
                data[at : at + 64] = other[there : there + 64]
            case _:
                data[at : at + 4] = chance.randbytes(chance.choice((1, 2, 4, 8)))
    return bytes(data)


def of_json(seeds: Sequence[bytes], chance: random.Random) -> bytes:
    """Return one of the seeds with other values, keys or shapes, or with other bytes."""
    if chance.randrange(3) == 0:
        return of_bytes(seeds, chance)
    try:
        form = json.loads(chance.choice(seeds))
    except ValueError:
        return of_bytes(seeds, chance)
    for _ in range(chance.choice((1, 1, 2, 3, 6))):
        form = _changed(form, chance)
    return json.dumps(form, ensure_ascii=bool(chance.randrange(2))).encode("utf-8", "surrogatepass")


def of_lines(seeds: Sequence[bytes], chance: random.Random) -> bytes:
    """Return lines of the seeds in another order and number, some with other JSON in them."""
    if chance.randrange(8) == 0:
        return of_bytes(seeds, chance)
    lines = chance.choice(seeds).split(b"\n")
    for _ in range(chance.choice((0, 1, 1, 2, 4))):
        at = chance.randrange(len(lines) + 1)
        match chance.randrange(6):
            case 0 if at < len(lines):
                del lines[at]
            case 1 if at < len(lines):
                lines[at:at] = [lines[at]] * chance.choice((1, 1, 5))
            case 2:
                lines[at:at] = [chance.choice(chance.choice(seeds).split(b"\n"))]
            case 3 if at + 1 < len(lines):
                lines[at], lines[at + 1] = lines[at + 1], lines[at]
            case _ if at < len(lines) and lines[at]:
                lines[at] = of_json([lines[at]], chance)
            case _:
                pass
    return b"\n".join(lines)


def of_words(seeds: Sequence[bytes], chance: random.Random) -> bytes:
    """Return what somebody may type: words of the seeds and odd ones, joined in any way."""
    if chance.randrange(4) == 0:
        return of_bytes(seeds, chance)
    words: list[str] = []
    for _ in range(chance.choice((1, 2, 2, 3, 5, 12))):
        match chance.randrange(4):
            case 0:
                words.append(chance.choice(_ODD_TEXTS))
            case 1:
                words.append(str(chance.choice((0, 1, -1, 7, 98, 120, 1000, 10**12, 0.5))))
            case _:
                told = chance.choice(seeds).decode("utf-8", "surrogateescape").split(" ")
                words.append(chance.choice(told))
    if chance.randrange(200) == 0:
        words *= 2_000
    joined = chance.choice((" ", "", ", ", "/", "\n")).join(words)[:_LONGEST]
    return joined.encode("utf-8", "surrogatepass")


def _changed(form: Any, chance: random.Random) -> Any:
    """Return `form` with something in it changed, wherever it lies."""
    if isinstance(form, dict) and form and chance.randrange(6):
        key = chance.choice(list(form))
        match chance.randrange(8):
            case 0:
                return {one: value for one, value in form.items() if one != key}
            case 1:
                return {**form, chance.choice((*_ODD_TEXTS, key.upper())): form[key]}
            case 2:
                return {**form, key: _odd(chance)}
            case _:
                return {**form, key: _changed(form[key], chance)}
    if isinstance(form, list) and form and chance.randrange(6):
        at = chance.randrange(len(form))
        match chance.randrange(8):
            case 0:
                return form[:at] + form[at + 1 :]
            case 1:
                return [*form[:at], form[at], *form[at:]]
            case 2:
                other = chance.randrange(len(form))
                exchanged = list(form)
                exchanged[at], exchanged[other] = form[other], form[at]
                return exchanged
            case _:
                return [*form[:at], _changed(form[at], chance), *form[at + 1 :]]
    match form:
        case bool():
            return chance.choice((not form, _odd(chance)))
        case int() | float():
            return chance.choice((form + 1, -form, form * 1000, _odd(chance)))
        case str():
            at = chance.randrange(len(form) + 1)
            odd = chance.choice(_ODD_TEXTS)
            return chance.choice((form[:at] + odd + form[at:], form[:at], odd, _odd(chance)))
        case _:
            return _odd(chance)


def _odd(chance: random.Random) -> Any:
    if chance.randrange(3) == 0:
        return chance.choice(_ODD_TEXTS)
    return chance.choice(_ODD_VALUES)
