"""Targets that take microseconds: what is typed, and small files that are read whole."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from kap_companion import resources
from kap_companion.music.arc import ArcError
from kap_companion.music.arc_template import parse_arc_template
from kap_companion.music.playlist_files import ENDINGS, NotAPlaylist, parse
from kap_companion.music.sound_events import EventsError, read_events
from kap_companion.script import ScriptError, parse_script
from kap_companion.session import codec
from kap_companion.session.checklists import ChecklistError, parse_checklists
from kap_companion.session.course_plan import parse_course_plan
from kap_companion.session.defaults import LENGTH, DefaultError, parse_items, parse_minutes
from kap_companion.session.dose_words import DoseWordsError, parse_dose
from kap_companion.session.entries import Stream
from kap_companion.session.fees import FeesError, parse_amount, parse_fees
from kap_companion.session.late import LateError, at_either_end, at_start
from kap_companion.session.phases import ProtocolError, parse_protocol, parse_sources
from kap_companion.session.scales import ScaleError, parse_scale
from kap_companion.session.snippets import SnippetError, expansion, tidied
from kap_companion.session.vitals import VitalsError, as_typed, parse_vitals, unusual, words
from kap_companion.session.vitals_words import average_asked, read_vitals
from kap_companion.ui.compact_place import Places, load_places, save_places
from kap_companion.ui.panels.course_typed import Refused, clock_time, day
from kap_companion.ui.preferences import load_preferences
from kap_companion.vault.errors import VaultDamaged, VaultNewer, WrongRecoveryCode
from kap_companion.vault.head import Head, OutsideHead
from kap_companion.vault.keys import Keys, Slot, new_data_key, read_keys, written_keys
from kap_companion.vault.recovery_code import new_recovery_code, read_recovery_code
from kap_companion.vault.strength import passphrase_strength
from tests.endurance.fuzz_mutate import of_bytes, of_json, of_lines, of_words
from tests.endurance.fuzz_target import Take, Target, text_of
from tests.vault.made import CHEAP

_ROOT = Path(__file__).parents[2]
_Begun = tuple[Sequence[bytes], Take]

_VITALS = (b"124/80 72 98", b"124/80 72 98 16", b"- 72", b"132/84 78 97 sitting, own cuff, by jo")
_DOSES = (b"150", b"37,5 mg", b"1.5 x 100", b"1\xc2\xbd lozenges", b"150 buccal hold 15", b"2 loz")
_LATE = (b"-3m nausea", b"@10:02 tears", b"50 -3m", b"-1h 5m 20s", b"\xe2\x88\x923 min", b"@9")
_AMOUNTS = (b"1,250", b"$375", b"375.50", b"0", b"2026-03-02", b"14:30", b"12 min", b"90 minutes")
_LISTS = {
    ".m3u": b"#EXTM3U\n#EXTINF:185,A. Maker - Still\nmusic/still.mp3\nC:\\Music\\one.flac\n",
    ".m3u8": "#EXTM3U\n#EXTINF:-1,Öl\nfile:///music/%C3%96l.ogg\n../up/one.mp3\n".encode(),
    ".pls": b"[playlist]\nFile1=one.mp3\nTitle1=One\nLength1=185\nNumberOfEntries=1\nVersion=2\n",
    ".xspf": (
        b'<?xml version="1.0" encoding="UTF-8"?>\n<playlist version="1" '
        b'xmlns="http://xspf.org/ns/0/" xml:base="file:///music/"><trackList><track>'
        b"<location>one%20two.flac</location><title>One &amp; two</title>"
        b"<duration>185000</duration></track></trackList></playlist>"
    ),
}
_EVENTS = (
    b'{"at": 0, "do": "pause"}\n{"at": 2.5, "do": "seek", "seconds": 30}\n{"at": 9, "do": "fade"}'
)


def _words_taken(take: Callable[[str], object], *seeds: bytes) -> Callable[[Path], _Begun]:
    def begin(_: Path) -> _Begun:
        return seeds, lambda data: take(text_of(data))

    return begin


def _resources(take: Callable[[str], object], *names: str) -> Callable[[Path], _Begun]:
    def begin(_: Path) -> _Begun:
        seeds = [resources.text(name).encode() for name in names]
        return seeds, lambda data: take(text_of(data))

    return begin


def _script(_: Path) -> _Begun:
    seeds = [
        resources.path("rehearsal/first_session.jsonl").read_bytes(),
        (_ROOT / "tests" / "scripts" / "every_verb.jsonl").read_bytes(),
    ]

    def take(data: bytes) -> None:
        script = parse_script(data)
        assert script.length >= timedelta(0)
        if script.refused is not None:
            raise script.refused

    return seeds, take


def _playlist(_: Path) -> _Begun:
    endings = sorted(ENDINGS)

    def take(data: bytes) -> None:
        # Whatever it is called: an ending may lie.
        parse(data, endings[sum(data[:64]) % len(endings)])

    return list(_LISTS.values()), take


def _events(folder: Path) -> _Begun:
    path = folder / "events.jsonl"

    def take(data: bytes) -> None:
        path.write_bytes(data)
        read_events(path)

    return [_EVENTS], take


def _window(folder: Path) -> _Begun:
    path = folder / "window.json"
    seeds = [b'{"theme": "dimmer", "text_size": 1.15, "motion": "reduced", "idle_minutes": 4}']

    def take(data: bytes) -> None:
        path.write_bytes(data)
        load_preferences(folder)

    return seeds, take


def _compact(folder: Path) -> _Begun:
    save_places(folder, Places({"a screen": (3, 4)}, "a screen"))
    (path,) = folder.glob("*.json")

    def take(data: bytes) -> None:
        path.write_bytes(data)
        load_places(folder)

    return [path.read_bytes()], take


def _keys(_: Path) -> _Begun:
    key = new_data_key()
    keys = Keys("01a22204-b758-73c7-9438-dda97f2ba103", {})
    keys = keys.with_secret(Slot.PASSPHRASE, "four quiet words here", key, CHEAP)
    keys = keys.with_secret(Slot.RECOVERY, new_recovery_code(), key, CHEAP)
    return [written_keys(keys)], read_keys


def _head(folder: Path) -> _Begun:
    outside = OutsideHead(folder, "01a22204", folder, new_data_key())
    outside.keep(Head(7, "ab" * 32))
    outside.set_aside()
    outside.close()

    def take(data: bytes) -> None:
        outside.path.write_bytes(data)
        assert outside.head is None or outside.head.n >= 0
        outside.findings(lambda _: None)
        outside.is_lost(lambda _: None)

    return [outside.path.read_bytes()], take


def _codec(_: Path) -> _Begun:
    kept = (_ROOT / "tests" / "vaults" / "0003" / "expected.jsonl").read_text("utf-8")
    lines = [json.loads(line) for line in kept.splitlines()]
    fields = ("stream", "kind", "version", "body")
    seeds = [
        json.dumps({name: line[name] for name in fields}).encode()
        for line in lines
        if "body" in line
    ]

    def take(data: bytes) -> None:
        try:
            told = json.loads(text_of(data))
            stream, kind, version = Stream(told["stream"]), told["kind"], told["version"]
            body = told["body"]
        except (ValueError, TypeError, KeyError, RecursionError):
            return
        # The envelope is checked before a body is read.
        if isinstance(kind, str) and type(version) is int and isinstance(body, dict):
            codec.to_json(codec.from_json(stream, kind, version, body))

    return seeds, take


def _vitals(text: str) -> None:
    average_asked(text)
    reading = read_vitals(text).reading
    unusual(reading)
    words(reading)
    assert parse_vitals(as_typed(reading)) == reading


def _dose(text: str) -> None:
    parse_dose(text)
    parse_dose(text, Decimal("37.5"))


def _late(text: str) -> None:
    now = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
    at_start(text)
    told, rest = at_either_end(text)
    assert len(rest) <= len(text)
    if told is not None:
        assert told.late_by(now, now - timedelta(hours=3)) >= timedelta(0)


def _figures(text: str) -> None:
    parse_items(text)
    _first_of(text, parse_amount, lambda one: parse_minutes(LENGTH, one))
    _first_of(text, lambda one: day("born", one), lambda one: clock_time("at", one))


def _first_of(text: str, *takes: Callable[[str], Any]) -> None:
    """Have each take the text; a refusal is only let through at the end."""
    refused: Exception | None = None
    for take in takes:
        try:
            take(text)
        except (FeesError, DefaultError, Refused) as trouble:
            refused = trouble
    if refused is not None:
        raise refused


def _snippets(text: str) -> None:
    half = len(text) // 2
    expansion(text, {"ty": "Tingling", "": "x"})
    tidied({text[:half]: text[half:], "ty": "Tingling"})


_CODE = "7K2M-0000-0000-0000-0000-0000-0000"
_SCALES = ("scales/phq9.json", "scales/meq30.json", "scales/gad7.json")

SMALL = (
    Target("script", 90, _script, of_lines, (ScriptError,)),
    Target("playlist", 100, _playlist, of_bytes, (NotAPlaylist,)),
    Target("sound events", 30, _events, of_lines, (EventsError,)),
    Target("window.json", 40, _window, of_json),
    Target("place of the small window", 10, _compact, of_json),
    Target("key file", 70, _keys, of_json, (VaultDamaged, VaultNewer)),
    Target("head file", 20, _head, of_bytes),
    Target("entry bodies", 60, _codec, of_json, (codec.CodecError,)),
    Target("scale", 50, _resources(parse_scale, *_SCALES), of_json, (ScaleError,)),
    Target(
        *("checklists", 30, _resources(parse_checklists, "checklists/lozenge.json"), of_json),
        (ChecklistError,),
    ),
    Target(
        *("phases", 30, _resources(parse_protocol, "phases/lozenge.json"), of_json),
        (ProtocolError,),
    ),
    Target(
        *("sources", 10, _resources(parse_sources, "phases/lozenge.json"), of_json),
        (ProtocolError,),
    ),
    Target(
        *("course plan", 20, _resources(parse_course_plan, "course/lozenge.json"), of_json),
        (ProtocolError,),
    ),
    Target("fees", 30, _resources(parse_fees, "fees/practice.json"), of_json, (FeesError,)),
    Target(*("arc", 20, _resources(parse_arc_template, "arcs/lozenge.json"), of_json), (ArcError,)),
    Target("vitals", 70, _words_taken(_vitals, *_VITALS), of_words, (VitalsError,)),
    Target("dose", 60, _words_taken(_dose, *_DOSES), of_words, (DoseWordsError,)),
    Target("late", 50, _words_taken(_late, *_LATE), of_words, (LateError,)),
    Target(
        *("amounts and days", 30, _words_taken(_figures, *_AMOUNTS), of_words),
        (FeesError, DefaultError, Refused),
    ),
    Target(
        "snippets",
        20,
        _words_taken(_snippets, b"ty;", b";ty then", b"a;b"),
        of_words,
        (SnippetError,),
    ),
    Target(
        *("recovery code", 20, _words_taken(read_recovery_code, _CODE.encode()), of_words),
        (WrongRecoveryCode,),
    ),
    Target(
        "passphrase strength", 10, _words_taken(passphrase_strength, b"four quiet words"), of_words
    ),
)
"""Of a thousand inputs these take most."""
