"""Every vault that an earlier app left opens, holds what it held, and verifies."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from kap_companion.session import codec
from kap_companion.session.entries import BodyTakenOut, Stream, VaultUnlocked
from kap_companion.vault.schema import HEAD
from kap_companion.vault.vault import Vault
from kap_companion.vault.verify import verify

KEPT = sorted(path.parent for path in (Path(__file__).parents[1] / "vaults").glob("*/vault.db"))
PASSPHRASE = "lamp river seven window"


@pytest.mark.parametrize("working", [False, True], ids=["only read", "to work in it"])
@pytest.mark.parametrize("kept", KEPT, ids=lambda kept: kept.name)
def test_a_vault_of_an_earlier_schema_holds_what_it_held(
    kept: Path, working: bool, tmp_path: Path
) -> None:
    folder, state = tmp_path / "vault", tmp_path / "state"
    shutil.copytree(kept, folder)
    expected = expected_of(kept)
    with Vault.open(folder, PASSPHRASE, state_folder=state, working=working) as vault:
        places = dict.fromkeys((line["stream"], line["subject_id"]) for line in expected)
        found = [
            line for place in places for line in vault.journal.lines(Stream(place[0]), place[1])
        ]
        if working:
            found = [line for line in found if line["kind"] != VaultUnlocked.kind]
        assert found == expected
        (session,) = vault.sessions.all()
        assert len(vault.journal.record(session.id)) == session.entries
        client = vault.clients.get(session.client_id)
        assert client is not None
        assert client.code == session.client
        assert vault.scratch.load("box") == {"text": "half a thought", "private": True}
        outputs = {"Headphones": {"ceiling": 0.5}} if kept.name >= "0002" else {}
        assert vault.shelf.all("outputs") == outputs
        assert vault.search.record("tingling")
        rows = vault.sessions.all()
        vault.sessions.rebuild()
        assert vault.sessions.all() == rows
    assert verify(folder, PASSPHRASE, state_folder=state).findings == ()


def test_the_vault_of_this_schema_is_kept_and_holds_every_kind() -> None:
    newest = KEPT[-1]
    assert newest.name == HEAD
    lines = expected_of(newest)
    kinds = {body.kind for stream in Stream for body in codec.kinds(stream)}
    unwritten = {BodyTakenOut.kind, "vault_unlocked", "passphrase_changed"}
    assert {line["kind"] for line in lines} == kinds - unwritten


def expected_of(kept: Path) -> list[dict[str, Any]]:
    text = (kept / "expected.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]
