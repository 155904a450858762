"""The table of speed: what each act costs beside its reference in the same run, and how it grows.

`--quick` measures less often, and in a vault of 100,000 entries at most. The largest vault is made
once, in about five minutes, and kept in the system's temp folder.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.bench import screen_rows, vault_rows
from tests.bench.big_vault import COUNTS, ENTRIES_A_SESSION, kept_vault
from tests.bench.figures import Figure, exponent, said
from tests.bench.vault_rows import Bench

_WIDTHS = (48, 26, 34, 26, 10, 12)
_HEADINGS = ("what", "measured", "reference", "its figure", "ratio", "aim")


@dataclass(frozen=True, slots=True)
class Aim:
    """At most so many `times` the reference, or so much `more` than it; neither is only printed."""

    times: float | None = None
    more: float | None = None

    def words(self, unit: str) -> str:
        """What is aimed at."""
        if self.times is not None:
            return f"{self.times:g}x"
        return "printed" if self.more is None else f"+{self.more:g} {unit}"

    def is_met(self, figure: Figure) -> bool | None:
        """Whether the figure is no more than that; None where there is no aim."""
        if self.times is not None:
            return figure.ratio is not None and figure.ratio <= self.times
        if self.more is not None and figure.reference is not None:
            return figure.ours - figure.reference <= self.more
        return None


@dataclass(frozen=True, slots=True)
class Row:
    """One row: what is measured, and against what."""

    name: str
    reference: str
    aim: Aim


ROWS = {
    "start": Row("cold start to first paint", "bare PySide6 window", Aim(2)),
    "note": Row(
        "durable note, Enter to acknowledged, p99", "sqlite3, as durable, one insert", Aim(3)
    ),
    "big_note": Row("the same in {entries} entries", "the same in an empty vault", Aim(1.2)),
    "open": Row("open it, key derived; Home’s first page", "the same with 10 sessions", Aim(2)),
    "search": Row("search {entries} entries, first 20", "FTS5 by hand in SQLCipher", Aim(1.5)),
    "fold": Row("fold, an entry at 5,000 entries", "the same at 500", Aim(1.2)),
    "formats": Row("300 entries to PDF, DOCX, Markdown, FHIR", "none", Aim()),
    "idle": Row("CPU of an idle session screen", "bare window", Aim(3)),
    "music": Row("the same, and its music", "mpv", Aim(2)),
    "memory": Row(
        "memory after a rehearsal of 2 hours", "at its start", Aim(more=screen_rows.MOST_MORE_MIB)
    ),
}

GROWTH = "how it grows"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what is asked for, all of it by default, and print the table; it judges no run."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("row", nargs="*", help=f"one of {', '.join(ROWS)}, growth")
    parser.add_argument("--quick", action="store_true", help="less often, in smaller vaults")
    asked = parser.parse_args(arguments)
    for name in asked.row:
        if name not in (*ROWS, "growth"):
            parser.error(f"there is no row {name!r}; there are {', '.join(ROWS)} and growth")
    wanted = set(asked.row or (*ROWS, "growth"))
    most = COUNTS[-2] if asked.quick else COUNTS[-1]
    begun = time.monotonic()
    print(f"{_cores()} cores, load {_load()}; vaults of up to {most:,} entries.", flush=True)
    if wanted & {"big_note", "note", "open", "search", "growth"}:
        kept_vault(most)
        print(f"The vaults are there after {time.monotonic() - begun:.0f} s.", flush=True)
    figures: dict[str, Figure | None] = {}
    with _bench(most, quick=asked.quick) as bench:
        for what, measure in _measures(bench):
            if not wanted.isdisjoint(what):
                print(f"measuring {', '.join(what)}", flush=True)
                figures |= dict(zip(what, measure(), strict=True))
        if figures:
            _print_table(figures, wanted, most)
        if "growth" in wanted:
            print()
            _print_growth(bench)
    print(f"\n{time.monotonic() - begun:.0f} s in all; load {_load()}.")
    return 0


@contextmanager
def _bench(most: int, *, quick: bool) -> Iterator[Bench]:
    with tempfile.TemporaryDirectory(prefix="kap-bench-") as name:
        yield Bench(Path(name), most=most, quick=quick)


def _measures(
    bench: Bench,
) -> Sequence[tuple[tuple[str, ...], Callable[[], Sequence[Figure | None]]]]:
    """Return which rows are measured together, and how."""
    return (
        (("start",), lambda: (screen_rows.start(bench.rounds(30)),)),
        (("note", "big_note"), lambda: vault_rows.durable_notes(bench)),
        (("open",), lambda: (vault_rows.opening(bench, COUNTS[0]),)),
        (("search",), lambda: (vault_rows.searching(bench),)),
        (("fold",), lambda: (vault_rows.folding(bench, 5_000, 500),)),
        (("formats",), lambda: (screen_rows.formats(bench.rounds(5)),)),
        (("idle", "music"), lambda: screen_rows.idle(quick=bench.quick)),
        (("memory",), lambda: (screen_rows.memory(),)),
    )


def _print_table(figures: dict[str, Figure | None], wanted: set[str], most: int) -> None:
    print()
    _print_line(_HEADINGS)
    for key, row in ROWS.items():
        if key not in wanted:
            continue
        figure, name = figures.get(key), row.name.format(entries=f"{most:,}")
        if figure is None:
            _print_line((name, "not measured here", row.reference))
            continue
        reference = "" if figure.reference is None else said(figure.reference, figure.unit)
        ratio = "" if figure.ratio is None else f"{figure.ratio:.2f}x"
        is_met = row.aim.is_met(figure)
        verdict = "" if is_met is None else ": met" if is_met else ": MISSED"
        ours = said(figure.ours, figure.unit)
        aim = row.aim.words(figure.unit) + verdict
        _print_line((name, ours, row.reference, reference, ratio, aim))
        for more in figure.more:
            print(f"    {more}")


def _print_growth(bench: Bench) -> None:
    counts = [count for count in COUNTS if count <= bench.most]
    grown = []
    for count in counts:
        print(f"measuring how it grows, {count:,} entries", flush=True)
        grown.append(vault_rows.growth_of(bench, count))
    print(f"\n{GROWTH}: entries in the vault, a session to {ENTRIES_A_SESSION} of them")
    print(f"{'':24}" + "".join(f"{count:>14,}" for count in counts) + f"{'exponent':>12}")
    for name in grown[0]:
        values = [one[name] for one in grown]
        cells = "".join(f"{said(value, 's'):>14}" for value in values)
        print(f"{name:24}{cells}{exponent(counts, values):>12.2f}")


def _print_line(cells: Sequence[str]) -> None:
    print(" ".join(f"{cell:{width}}" for cell, width in zip(cells, _WIDTHS, strict=False)).rstrip())


def _cores() -> int:
    return os.cpu_count() or 1


def _load() -> str:
    return f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"


if __name__ == "__main__":
    raise SystemExit(main())
