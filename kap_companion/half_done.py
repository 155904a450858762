"""What of one session is half done: saved as it is typed, inside the vault, until it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kap_companion.notes.trace import Traced, without
from kap_companion.session.clock import Anchor, anchor_form
from kap_companion.session.entries import Trace
from kap_companion.vault.vault import Vault


def anchor_key(session_id: str) -> str:
    """Return the scratch key under which a session's anchor in time is kept."""
    return f"clock:{session_id}"


def anchor_saved(session_id: str, anchor: Anchor) -> dict[str, dict[str, Any]]:
    """Return a session's anchor as it is saved along with entries."""
    return {anchor_key(session_id): anchor_form(anchor)}


class HalfDone:
    """The scratch of the session `session_id`. Each `save` raises VaultNotWritable."""

    def __init__(self, vault: Vault, session_id: str) -> None:
        self.session_id = session_id
        self._vault = vault

    def save_anchor(self, anchor: Anchor) -> None:
        """Keep the session's anchor in time, so that a restart finds it."""
        self._vault.scratch.save(anchor_key(self.session_id), anchor_form(anchor))

    def save_box(self, text: str, private: bool) -> None:
        """Keep what stands in the note box, half typed, until it is kept as a note."""
        if text:
            self._vault.scratch.save(self._box_key, {"text": text, "private": private})
        else:
            self._vault.scratch.clear(self._box_key)

    def box(self) -> tuple[str, bool]:
        """Return what stood in the note box, and whether it was private."""
        kept = self._vault.scratch.load(self._box_key) or {}
        return str(kept.get("text", "")), bool(kept.get("private", False))

    def save_correction(self, target: str, words: Mapping[str, str]) -> None:
        """Keep the half-typed correction of an entry until it is amended or struck."""
        if words:
            self._vault.scratch.save(self._correction_key(target), words)
        else:
            self._vault.scratch.clear(self._correction_key(target))

    def correction(self, target: str) -> dict[str, str]:
        """Return what was half typed to correct an entry, nothing where it was left alone."""
        kept = self._vault.scratch.load(self._correction_key(target)) or {}
        return {key: str(words) for key, words in kept.items()}

    def save_draft_in_hand(self, template: str, draft: str | Traced) -> None:
        """Keep the draft as it is being edited."""
        traced = draft if isinstance(draft, Traced) else Traced(draft)
        self._vault.scratch.save(self._draft_key, draft_form(template, traced))

    def draft_in_hand(self) -> tuple[str, str] | None:
        """Return template and text of the draft as it is being edited, or None."""
        kept = self.traced_in_hand()
        return None if kept is None else (kept[0], kept[1].text)

    def traced_in_hand(self) -> tuple[str, Traced] | None:
        """Return the draft as it is being edited with the traces of its words, or None."""
        kept = self._vault.scratch.load(self._draft_key)
        if kept is None:
            return None
        traces = tuple(Trace(begin, end, tuple(ids)) for begin, end, *ids in kept.get("traces", ()))
        return str(kept["template"]), Traced(str(kept["text"]), traces, kept.get("at_seq"))

    def _draft_without(self, target: str, words: str) -> dict[str, dict[str, Any]]:
        """Return the draft in hand without an entry's words: what else was typed is not lost."""
        in_hand = self.traced_in_hand()
        if in_hand is None:
            return {}
        name, traced = in_hand
        return {self._draft_key: draft_form(name, without(traced, target, words))}

    def save_music(self, place: Mapping[str, Any]) -> None:
        """Keep where the music is, so that a restart finds it."""
        self._vault.scratch.save(self._music_key, dict(place))

    def music_place(self) -> dict[str, Any] | None:
        """Return where the music was."""
        return self._vault.scratch.load(self._music_key)

    def save_arc(self, arc: Mapping[str, Any]) -> None:
        """Keep which music was chosen, so that a restart finds it."""
        self._vault.scratch.save(self._arc_key, dict(arc))

    def arc(self) -> dict[str, Any] | None:
        """Return which music was chosen."""
        return self._vault.scratch.load(self._arc_key)

    @property
    def _box_key(self) -> str:
        return f"box:{self.session_id}"

    def _correction_key(self, target: str) -> str:
        return f"correction:{self.session_id}:{target}"

    @property
    def _draft_key(self) -> str:
        return f"draft:{self.session_id}"

    @property
    def _music_key(self) -> str:
        return f"music:{self.session_id}"

    @property
    def _arc_key(self) -> str:
        return f"arc:{self.session_id}"


def draft_form(template: str, traced: Traced) -> dict[str, Any]:
    """Return a draft as it lies in the scratch."""
    kept: dict[str, Any] = {"template": template, "text": traced.text}
    if traced.traces:
        kept["traces"] = [[one.begin, one.end, *one.entries] for one in traced.traces]
    if traced.at_seq is not None:
        kept["at_seq"] = traced.at_seq
    return kept
