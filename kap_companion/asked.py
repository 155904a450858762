"""What can be asked for on the command line, and how it is understood."""

from __future__ import annotations

import argparse
import re
from datetime import datetime
from pathlib import Path
from typing import NoReturn

from kap_companion import __version__
from kap_companion.cli import DOCUMENTS, UsageError
from kap_companion.language import tr, tr_later
from kap_companion.music.loudness import TARGET_LUFS

_EARLIEST_YEAR, _LATEST_YEAR = 1900, 2200
_LONGEST_CROSSFADE_S = 20
_QUIETEST_LUFS, _LOUDEST_LUFS = -40, -5

# What argparse says itself, as it stands in this Python; in others some of it stays English.
_OF_ARGPARSE = (
    tr_later("usage: "),
    tr_later("positional arguments"),
    tr_later("options"),
    tr_later("show this help message and exit"),
    tr_later("show program's version number and exit"),
    tr_later("the following arguments are required: %s"),
    tr_later("unrecognized arguments: %s"),
    tr_later("argument %(argument_name)s: %(message)s"),
    tr_later("expected one argument"),
    tr_later("expected at least one argument"),
    tr_later("invalid choice: %(value)r (choose from %(choices)s)"),
    tr_later("ignored explicit argument %r"),
    tr_later("ambiguous option: %(option)s could match %(matches)s"),
)


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line; `command` names the command, None the window."""
    # It asks for its own words under a plain name in its module; these are in no language it knows.
    vars(argparse).update(_=tr)
    whole = _Parser(
        prog="kap-companion", description=tr("Run a dosing session and draft its note.")
    )
    whole.add_argument("--vault", type=Path, default=None, help=tr("the vault's folder"))
    whole.add_argument(
        "--rehearse",
        type=Path,
        metavar="SCRIPT",
        help=tr("show the window where it is asked to rehearse this session script"),
    )
    whole.add_argument("--version", action="version", version=f"KAP Companion {__version__}")
    whole.set_defaults(command=None)
    commands = whole.add_subparsers(metavar="COMMAND", parser_class=_Parser)

    def command(name: str, words: str) -> _Parser:
        one = commands.add_parser(name, help=words, description=words)
        one.set_defaults(command=name)
        return one

    def with_vault(one: _Parser) -> _Parser:
        one.add_argument("--vault", type=Path, required=True, help=tr("the vault's folder"))
        return one

    def with_session(one: _Parser) -> _Parser:
        one.add_argument("--session", required=True, help=tr("an id, a unique prefix, or 'last'"))
        one.add_argument("--psychotherapy-notes", action="store_true")
        return one

    one = command("rehearse", tr("play a session script"))
    one.add_argument("--script", type=Path)
    one.add_argument("--vault", type=Path)
    one.add_argument(
        "--speed", type=_speed, default=1.0, help=tr("script seconds a second, or 'max'")
    )
    one.add_argument("--start", type=_instant, help=tr("ISO 8601"))
    one.add_argument("--music", type=Path)
    one.add_argument("--ack", action="store_true")
    one.add_argument("--out", type=Path)
    one = with_vault(command("sessions", tr("list the sessions")))
    one.add_argument("--json", action="store_true")
    with_session(with_vault(command("log", tr("print a session's log as JSON Lines"))))
    one = with_session(with_vault(command("export", tr("write a session's documents"))))
    one.add_argument("--format", required=True, help=",".join(DOCUMENTS))
    one.add_argument("--out", type=Path, required=True)
    one.add_argument("--template")
    one = with_vault(command("import", tr("bring a session in from its JSON export")))
    one.add_argument("file", type=Path, metavar="FILE", help=tr("the record's file"))
    one.add_argument(
        "--psychotherapy-notes", type=Path, metavar="FILE", help=tr("its psychotherapy notes' file")
    )
    one = command("play", tr("play music through the engine alone: a sound check"))
    one.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    one.add_argument(
        "--crossfade",
        type=_crossfade,
        default=0.0,
        metavar="S",
        help=tr("seconds that tracks overlap, 0 to 20; 0, as without it, joins them to the sample"),
    )
    one.add_argument(
        "--target",
        type=_target,
        default=TARGET_LUFS,
        metavar="LUFS",
        help=tr(
            "the loudness all tracks are brought to after measuring them, -40 to -5 "
            "({target} without it), or 'off' to play them as they are",
            target=f"{TARGET_LUFS:g}",
        ),
    )
    one.add_argument(
        "--events",
        type=Path,
        metavar="FILE",
        help=tr(
            "JSON Lines of what is done to the music and when, such as {example}; at is in "
            "seconds of played audio, do one of pause, resume, "
            "next, previous, seek (seconds), volume (volume, 0 to 1), lower, raise, fade (seconds, "
            "2 to 30), fade_back (seconds); music that is left paused or faded ends there",
            example='{"at": 12.5, "do": "pause"}',
        ),
    )
    one = command(
        "verify", tr("check every page, hash and chain of a vault, or of a backup of one")
    )
    one.add_argument(
        "--vault", type=Path, required=True, help=tr("the vault's folder, or a backup")
    )
    one.add_argument("--against", metavar="HASH", help=tr("the hash on a signed page"))
    one = with_vault(command("backup", tr("make a backup of a vault: one encrypted file")))
    one.add_argument("--to", type=Path, required=True, metavar="FILE", help=tr("a new file"))
    one = with_vault(command("restore", tr("put a backup in the place of a vault, which is kept")))
    one.add_argument(
        "--from", type=Path, required=True, metavar="FILE", dest="backup", help=tr("the backup")
    )
    return whole


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise UsageError(tr("{message} (see {command} --help)", message=message, command=self.prog))


def _speed(text: str) -> float | None:
    if text == "max":
        return None
    speed = float(text) if re.fullmatch(r"[0-9]+\.?[0-9]*|\.[0-9]+", text) else 0.0
    if not 0 < speed < 1e6:
        raise argparse.ArgumentTypeError(tr("give a number above 0, or 'max'"))
    return speed


def _crossfade(text: str) -> float:
    seconds = _decimal(text)
    if seconds is None or not 0 <= seconds <= _LONGEST_CROSSFADE_S:
        raise argparse.ArgumentTypeError(
            tr("give seconds from 0 to {most}", most=_LONGEST_CROSSFADE_S)
        )
    return seconds


def _target(text: str) -> float | None:
    if text == "off":
        return None
    lufs = _decimal(text)
    if lufs is None or not _QUIETEST_LUFS <= lufs <= _LOUDEST_LUFS:
        raise argparse.ArgumentTypeError(
            tr(
                "give a loudness in LUFS from {least} to {most}, or 'off'",
                least=_QUIETEST_LUFS,
                most=_LOUDEST_LUFS,
            )
        )
    return lufs


def _decimal(text: str) -> float | None:
    return float(text) if re.fullmatch(r"-?([0-9]{1,6}\.?[0-9]*|\.[0-9]+)", text) else None


def _instant(text: str) -> datetime:
    try:
        at = datetime.fromisoformat(text)
        at = at if at.tzinfo else at.astimezone()
    except (ValueError, OverflowError, OSError) as trouble:
        raise argparse.ArgumentTypeError(tr("give a time such as 2026-11-03T10:00")) from trouble
    if not _EARLIEST_YEAR <= at.year <= _LATEST_YEAR:
        raise argparse.ArgumentTypeError(
            tr("give a year from {first} to {last}", first=_EARLIEST_YEAR, last=_LATEST_YEAR)
        )
    return at
