"""What the draft of a session of 300 entries costs, against plain Jinja2 writing the same words.

The reference renders the same facts by the same templates without a sandbox and without traces. The
first draft is printed apart: it loads and compiles what later ones find ready.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import fields
from functools import partial

from kap_companion.language import tr, trn
from kap_companion.notes.coverage import coverage
from kap_companion.notes.draft import drafted, find_template, templates
from kap_companion.notes.facts import gather
from kap_companion.notes.staleness import stale
from kap_companion.notes.trace import retraced, sentences
from kap_companion.session.entries import Entry, RecordBody
from tests.bench.practice import in_order
from tests.notes.random_session import RandomSession

_ENTRIES = 300
_TIMES = 20


def main() -> int:
    """Print the figures; it judges nothing."""
    session = RandomSession(1, notes=_ENTRIES - 25)
    record = list(session.record)
    dap = find_template("dap", templates())
    begun = time.perf_counter()
    draft = drafted(dap, record)
    print(f"{len(record)} entries, the first draft: {(time.perf_counter() - begun) * 1000:.0f} ms")
    reference = _median(lambda: _plainly(record))
    print(f"  plain Jinja2, every template: {reference:.1f} ms, gathering the facts included")
    every = _median(lambda: [drafted(one, record) for one in templates()])
    print(f"  drafted, every template: {every:.1f} ms, {every / reference:.1f} times that")
    for one in templates():
        took = _median(partial(drafted, one, record))
        print(f"    {one.name}: {took:.1f} ms")
    edited = draft.text.replace("## Plan", "Typed by hand.\n\n## Plan")
    session.correct(5)
    for words, do in (
        ("one typed sentence traced", lambda: retraced(draft, edited)),
        ("its sentences", lambda: sentences(draft)),
        ("its coverage", lambda: coverage(record, draft)),
        ("flagged after five corrections", lambda: stale(session.record, draft)),
    ):
        print(f"  {words}: {_median(do):.1f} ms")
    return 0


def _plainly(record: Sequence[Entry[RecordBody]]) -> list[str]:
    from jinja2 import DictLoader, Environment

    from kap_companion import resources

    folder = resources.path("templates")
    files = {
        str(path.relative_to(folder)).removesuffix(".md.j2").replace("\\", "/"): path.read_text(
            "utf-8"
        )
        for path in folder.rglob("*.md.j2")
    }
    plain = Environment(loader=DictLoader(files), trim_blocks=True, lstrip_blocks=True)
    plain.globals |= {"tr": tr, "trn": trn}
    facts = gather(record)
    told = {one.name: getattr(facts, one.name) for one in fields(facts)}
    return [plain.get_template(one.name).render(told) for one in templates()]


def _median(do: Callable[[], object]) -> float:
    taken = []
    for _ in range(_TIMES):
        begun = time.perf_counter()
        do()
        taken.append((time.perf_counter() - begun) * 1000)
    return in_order(taken, 0.5)


if __name__ == "__main__":
    raise SystemExit(main())
