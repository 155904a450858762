"""What lies on the shelf may be changed at will, and has nothing to do with the record."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kap_companion.vault.database import Database
from kap_companion.vault.errors import VaultNotWritable
from kap_companion.vault.keys import Slot, load_keys
from kap_companion.vault.vault import Vault
from tests.vault.made import Place

TRACK = {"title": "Tide", "artist": "N. N.", "length_s": 301.2, "lufs": -18.25, "curve": [1, 2, 3]}


def test_what_was_put_on_the_shelf_is_there_at_the_next_opening(place: Place) -> None:
    with place.create()[0] as vault:
        vault.shelf.put("library", "t1", TRACK)
        vault.shelf.put("outputs", "t1", {"ceiling": 0.5})
    with place.open() as vault:
        assert vault.shelf.get("library", "t1") == TRACK
        assert vault.shelf.all("library") == {"t1": TRACK}
        assert vault.shelf.get("outputs", "t1") == {"ceiling": 0.5}
        assert vault.shelf.get("library", "t2") is None
        assert vault.shelf.all("arcs") == {}
    assert place.verify().is_fine


def test_putting_again_replaces_and_leaves_the_rest_of_the_room(vault: Vault) -> None:
    shelf = vault.shelf
    shelf.put_all("library", {"b": {"plays": 1}, "a": {"plays": 1}, "c": {"plays": 1}})
    shelf.put_all("library", {"a": {"plays": 2}, "d": {}})
    assert shelf.all("library") == {
        "a": {"plays": 2},
        "b": {"plays": 1},
        "c": {"plays": 1},
        "d": {},
    }
    assert list(shelf.all("library")) == ["a", "b", "c", "d"]
    shelf.remove("library", "b", "d", "never there")
    shelf.remove("arcs", "a")
    shelf.remove("library")
    assert list(shelf.all("library")) == ["a", "c"]
    shelf.put_all("library", {})


def test_the_shelf_leaves_no_entry_and_no_head(vault: Vault, place: Place) -> None:
    before = vault.journal.access(), place.head_file.read_bytes()
    vault.shelf.put_all("library", {"t1": TRACK})
    vault.shelf.remove("library", "t1")
    assert (vault.journal.access(), place.head_file.read_bytes()) == before


def test_a_number_that_json_lacks_is_refused_and_nothing_of_it_is_kept(vault: Vault) -> None:
    with pytest.raises(ValueError, match="JSON"):
        vault.shelf.put_all("library", {"a": {}, "b": {"lufs": float("-inf")}})
    assert vault.shelf.all("library") == {}


TEXTS = st.text(st.characters(codec="utf-8"), max_size=12)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters()),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=5,
)  # fmt: skip


@given(room=TEXTS, values=st.dictionaries(TEXTS, st.dictionaries(st.text(), VALUES, max_size=3)))
def test_whatever_is_put_comes_back(
    room: str, values: dict[str, dict[str, Any]], vault_for_all: Vault
) -> None:
    shelf = vault_for_all.shelf
    shelf.remove(room, *shelf.all(room))
    shelf.put_all(room, values)
    assert shelf.all(room) == values
    assert all(shelf.get(room, key) == value for key, value in values.items())


@pytest.fixture(scope="module")
def vault_for_all(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("shelf")
    with Place(folder / "vault", folder / "state").create()[0] as made:
        yield made


def test_a_library_of_ten_thousand_tracks_is_kept_and_read_whole(vault: Vault) -> None:
    library = {f"{number:032x}": TRACK | {"path": f"/music/{number}"} for number in range(10_000)}
    vault.shelf.put_all("library", library)
    assert vault.shelf.all("library") == library


def test_a_missing_shelf_and_a_spoilt_value_are_named_by_verify(place: Place) -> None:
    with place.create()[0] as vault:
        vault.shelf.put("outputs", "Headphones", {"ceiling": 0.5})
    key = load_keys(place.folder).data_key(Slot.PASSPHRASE, place.passphrase)
    database = Database(place.data_file, key)
    database.raw.execute("PRAGMA ignore_check_constraints = ON")
    with database.writing() as connection:
        connection.exec_driver_sql("UPDATE shelf SET value = 'no JSON'")
    database.close()
    assert any("shelf" in finding for finding in place.verify().findings)
    database = Database(place.data_file, key)
    with database.writing() as connection:
        connection.exec_driver_sql("DROP TABLE shelf")
    database.close()
    assert place.verify().findings[-1] == "The table shelf is missing."


FULL = """
import json, sys, pathlib
from kap_companion.vault.vault import Vault
from kap_companion.vault.errors import VaultNotWritable
folder, state, word = sys.argv[1:]
vault = Vault.open(pathlib.Path(folder), word, state_folder=pathlib.Path(state))
vault.shelf.put("library", "kept", {})
import resource
resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, resource.RLIM_INFINITY))
try:
    vault.shelf.put_all("library", {str(n): {"words": "x" * 100} for n in range(10_000)})
except VaultNotWritable as trouble:
    print(trouble)
print(list(vault.shelf.all("library")))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on a file's size there")
def test_a_full_disk_keeps_all_that_was_put_together_or_none(place: Place) -> None:
    place.create()[0].close()
    root = Path(__file__).parents[2]
    told = subprocess.run(
        [sys.executable, "-c", FULL, place.folder, place.state, place.passphrase],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(root)},
    )
    assert told.stdout.splitlines() == [str(VaultNotWritable()), "['kept']"]
    assert told.stderr == ""
    assert place.verify().is_fine
