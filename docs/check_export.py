"""Check a KAP Companion JSON export: python3 check_export.py FILE [HASH, as it is printed]."""

from __future__ import annotations

import hashlib
import json
import pathlib
import sys

FIELDS = {"format", "version", "stream", "session", "note", "entries"}
TEXTS = ("id", "subject_id", "stream", "at", "utc_offset", "kind", "prev_hash", "body_hash")


def canonical(value):  # the bytes of RFC 8785, for what an export holds
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: key.encode("utf-16-be"))
        return b"{%s}" % b",".join(canonical(key) + b":" + canonical(value[key]) for key in keys)
    if isinstance(value, list):
        return b"[%s]" % b",".join(map(canonical, value))
    return json.dumps(value, ensure_ascii=False).encode()


def need(is_so, otherwise):
    if not is_so:
        raise ValueError(otherwise)


def once(pairs):  # which of two is meant is not for each reader to choose
    need(len(dict(pairs)) == len(pairs), "a field stands twice")
    return dict(pairs)


def check(told, printed):
    need(told.keys() <= FIELDS, "a field that no export has")
    need(told["format"] == "kap-companion-export" and told["version"] == 1, "another format")
    before, hashes, gone, withdrawn, signed = "0" * 64, [], [], set(), None
    for seq, entry in enumerate(told["entries"], 1):
        need((entry["seq"], entry["prev_hash"]) == (seq, before), f"entry {seq} does not follow")
        of_it = (entry["stream"], entry["subject_id"]) == (told["stream"], told["session"])
        need(of_it, f"entry {seq} belongs to something else")
        more = entry.keys() - {*TEXTS, "seq", "version", "hash"}
        need(more in (set(), {"body", "salt"}), f"entry {seq} has other fields")
        envelope = {name: entry[name] for name in (*TEXTS, "seq", "version")}
        before = hashlib.sha256(canonical(envelope)).hexdigest()
        need(entry["hash"] == before, f"entry {seq} does not fit its hash")
        hashes.append(before)
        if "body" not in entry:
            gone.append((seq, entry["id"], entry["kind"]))
            continue
        salt = bytes.fromhex(entry["salt"])
        fits = hashlib.sha256(salt + canonical(entry["body"])).hexdigest() == entry["body_hash"]
        need(fits and salt.hex() == entry["salt"], f"the words of entry {seq} were changed")
        withdrawn |= {entry["body"]["target"]} if entry["kind"] == "entry_withdrawn" else set()
        signed = entry["body"]["text_hash"] if entry["kind"] == "record_signed" else signed
    for seq, name, kind in gone:  # amendments and drafts may go along with what is withdrawn
        along = withdrawn and kind in ("draft_saved", "entry_amended")
        need(name in withdrawn or along, f"the words of entry {seq} are missing")
    note = hashlib.sha256(told["note"].encode()).hexdigest() if "note" in told else signed
    need(signed in (None, note), "its note is not the one that was signed")
    need(printed in (None, *hashes), "the printed hash is not in this chain")
    print(f"Fine: {len(hashes)} entries, {len(gone)} without their words. Last hash: {before}")


try:
    text = pathlib.Path(sys.argv[1]).read_text("utf-8")
    check(json.loads(text, object_pairs_hook=once), *(sys.argv[2:] or [None]))
except (AttributeError, KeyError, RecursionError, TypeError, ValueError) as trouble:
    sys.exit(f"Not as it was exported: {trouble}")
