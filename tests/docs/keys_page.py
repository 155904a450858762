"""Writes the guide's page of keys from the running app, so that it can tell nothing else.

python -m tests.docs.keys_page
"""

from __future__ import annotations

from collections.abc import Iterator

from tests.docs.shown import CHECKOUT, Groups, shown_by_the_app

PAGE = CHECKOUT / "docs" / "guide" / "clinician" / "keys.md"

_HEAD = """# Every key

{key}`F1` shows the keys of the screen you are on, anywhere in the app. This page has them all.
"""
_PLACES = (
    ("unlock", "At the gate", ()),
    ("home", "On Home", ()),
    ("course", "In a client’s course", ("home",)),
    ("session", "In Session", ()),
    ("prepare_music", "In Prepare, what Session has not", ("session",)),
    ("close", "In Close, what Session has not", ("session",)),
    ("draft", "In Draft, what Session has not", ("session",)),
    ("rehearsal", "In a rehearsal, besides", ("session",)),
)
"""Which view's keys stand under which heading, without those that stand under others already."""
_MARK = "Mark: "
_MARKS = "| a mark, each on a digit of its own | {key}`Ctrl+1` to {key}`Ctrl+9` |"


def page_of_keys(sheets: dict[str, Groups]) -> str:
    """Return the page, of what the sheet of keys shows in each place."""
    return _HEAD + "".join(
        f"\n## {heading}\n\n" + "\n".join(_table(sheets[view], [sheets[one] for one in others]))
        for view, heading, others in _PLACES
    )


def _table(groups: Groups, others: list[Groups]) -> Iterator[str]:
    told = {words for sheet in others for _, rows in sheet for words, _ in rows}
    yield "| act | key |"
    yield "| --- | --- |"
    for _, rows in groups:
        for words, keys in rows:
            if words in told:
                continue
            if not words.startswith(_MARK):
                yield f"| {{word}}`{words}` | {', '.join(f'{{key}}`{key}`' for key in keys)} |"
            elif keys == ["Ctrl+1"]:
                yield _MARKS
    yield ""


def main() -> int:
    """Write the page where it is not as it should be."""
    fresh = page_of_keys(shown_by_the_app().sheets)
    if not PAGE.exists() or PAGE.read_text(encoding="utf-8") != fresh:
        PAGE.write_text(fresh, encoding="utf-8")
        print(PAGE.relative_to(CHECKOUT))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
