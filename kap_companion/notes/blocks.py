"""Reads the text of a note as blocks: headings, list items, blanks and paragraphs, nothing more.

Only '#' to '###' and '- ' at the beginning of a line mean anything; all else is as typed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from kap_companion.notes.blanks import blank_line_pattern


class BlockKind(StrEnum):
    """What a block of a note is."""

    HEADING = "heading"
    ITEM = "item"
    BLANK = "blank"
    PARAGRAPH = "paragraph"


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a note; `level` counts a heading's '#'; lines of a paragraph stay parted."""

    kind: BlockKind
    text: str
    level: int = 0


_HEADING = re.compile(r"(#{1,3})[ \t]+(\S.*)")
_ITEM = re.compile(r"-[ \t]+(\S.*)")


def read_blocks(note: str) -> tuple[Block, ...]:
    """Return the blocks of a note's text in order; every word of it is in one of them."""
    blocks: list[Block] = []
    paragraph: list[str] = []
    blank = blank_line_pattern()

    def close() -> None:
        if paragraph:
            blocks.append(Block(BlockKind.PARAGRAPH, "\n".join(paragraph)))
            paragraph.clear()

    for raw in re.split(r"\r\n|\r|\n", note):
        line = raw.rstrip(" \t")
        if found := _HEADING.fullmatch(line):
            close()
            blocks.append(Block(BlockKind.HEADING, found[2], len(found[1])))
        elif found := _ITEM.fullmatch(line):
            close()
            blocks.append(Block(BlockKind.ITEM, found[1]))
        elif found := blank.fullmatch(line):
            close()
            blocks.append(Block(BlockKind.BLANK, found[1]))
        elif line:
            paragraph.append(line)
        else:
            close()
    close()
    return tuple(blocks)
