"""The journeys of tests/journeys once more, by keys from outside, looked at by its own commands."""

from __future__ import annotations

import subprocess
import time
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.frozen.laptop import PASSPHRASE, Laptop

_RATE = 44_100


def _kinds(laptop: Laptop, *options: str) -> list[str]:
    return [entry["kind"] for entry in laptop.log(*options)]


def test_a_whole_session_from_an_empty_laptop_to_a_signed_record(laptop: Laptop) -> None:
    laptop.open()
    laptop.make_vault()
    laptop.begin_session()
    laptop.enter("Tingling, a little floaty.")
    laptop.keys("F6", "F2")
    laptop.enter("132/84 78 97")
    laptop.keys("ctrl+1", "ctrl+shift+p")
    laptop.enter("my own pull to reassure")
    laptop.enter("slip of the hand")
    laptop.keys("ctrl+z", "F7", "F8")
    laptop.enter("the client asked to stop")
    laptop.keys("ctrl+d")
    time.sleep(1)
    laptop.keys("ctrl+End")
    laptop.type("Integration on Thursday.")
    laptop.keys("ctrl+shift+s", "ctrl+a")
    laptop.enter("A. Clinician, LCSW")
    laptop.keys("Return", "ctrl+e")
    laptop.until(lambda: any(laptop.documents.glob("*.pdf")), "a PDF")
    laptop.until(lambda: any(laptop.documents.glob("*.docx")), "a Word document")
    laptop.quit()

    kinds = _kinds(laptop)
    for kind in (
        *("session_opened", "vitals_taken", "dose_taken", "spat", "marked", "phase_marked"),
        *("note_taken", "entry_struck", "session_ended", "draft_saved", "record_signed"),
    ):
        assert kind in kinds, kinds
    assert kinds.count("vitals_taken") == 2
    private = [entry["body"] for entry in laptop.log("--psychotherapy-notes")]
    assert [body["text"] for body in private] == ["my own pull to reassure"]
    (pdf,) = laptop.documents.glob("*.pdf")
    told = _text_of(pdf)
    assert "Tingling, a little floaty." in told and "Integration on Thursday." in told
    assert "A. Clinician, LCSW" in told and "DRAFT" not in told
    assert "pull to reassure" not in told
    (pointed,) = [e["hash"] for e in laptop.log() if e["kind"] == "record_signed"]
    assert "Fine" in laptop.told("verify", "--vault", str(laptop.vault), "--against", pointed)
    assert laptop.said() == ""


def test_a_rehearsal_from_the_gate_leaves_a_pdf_that_says_so_and_nothing_else(
    laptop: Laptop,
) -> None:
    laptop.open()
    pdf = laptop.rehearse()
    told = _text_of(pdf)
    assert "REHEARSAL" in told and "I sit beside and listen." in told
    assert not laptop.vault.exists()
    # What is on the screen is the gate once more: a vault can be made there.
    laptop.make_vault()
    laptop.quit()
    assert laptop.told("sessions", "--vault", str(laptop.vault)) == ""
    assert list((laptop.folder / "kap/state/rehearsals").iterdir()) == []
    assert laptop.said() == ""


def test_after_a_kill_one_enter_goes_on_with_the_half_typed_note(laptop: Laptop) -> None:
    laptop.open()
    laptop.make_vault()
    laptop.begin_session()
    laptop.enter("Kept before the battery died.")
    laptop.keys("ctrl+shift+p")
    laptop.type("half a sen")
    time.sleep(1.5)
    laptop.kill()
    laptop.open()
    laptop.unlock()
    laptop.keys("Return")
    time.sleep(1)
    laptop.enter("tence")
    laptop.keys("F8")
    laptop.enter("enough for today")
    laptop.keys("alt+Home")
    laptop.quit()
    notes = [e["body"]["text"] for e in laptop.log() if e["kind"] == "note_taken"]
    assert notes == ["Kept before the battery died."]
    (private,) = laptop.log("--psychotherapy-notes")
    assert private["body"]["text"] == "half a sentence"
    assert "Fine" in laptop.told("verify", "--vault", str(laptop.vault))


def test_a_wrong_passphrase_opens_nothing_and_the_lock_gives_the_session_back(
    laptop: Laptop,
) -> None:
    laptop.open()
    laptop.make_vault()
    laptop.begin_session()
    laptop.type("half a sen")
    laptop.keys("ctrl+l")
    veiled = laptop.screen.digest()
    laptop.keys("F12")
    laptop.unlock("not the passphrase at all")
    assert laptop.screen.digest() != veiled, "nothing was said"
    laptop.keys("ctrl+a")
    laptop.unlock()
    laptop.enter("tence")
    laptop.keys("F8")
    laptop.enter("enough for today")
    laptop.keys("alt+Home")
    laptop.quit()
    notes = [e["body"]["text"] for e in laptop.log() if e["kind"] == "note_taken"]
    assert notes == ["half a sentence"]
    done = laptop.run("sessions", "--vault", str(laptop.vault), passphrase="not it")
    assert done.returncode == 3 and done.stdout == "" and len(done.stderr.splitlines()) == 1


def test_the_music_sounds_without_a_gap_until_silence_is_asked_for(laptop: Laptop) -> None:
    laptop.open()
    laptop.make_vault()
    laptop.begin_session()
    laptop.keys("ctrl+shift+m")
    laptop.enter(str(_tones(laptop.folder)))
    time.sleep(2)
    laptop.keys("F4")
    laptop.until(lambda: bool(_heard(laptop).any()), "a sound")
    time.sleep(8)
    playing = _heard(laptop)
    assert laptop.process is not None
    program = Path(f"/proc/{laptop.process.pid}/exe").readlink()
    engines = [
        Path(f"/proc/{pid}/exe").readlink()
        for pid in laptop.processes()
        if b"--music-engine" in Path(f"/proc/{pid}/cmdline").read_bytes()
    ]
    laptop.keys("Escape", "Escape")
    time.sleep(14)
    after = _heard(laptop)
    laptop.enter("silence asked for")
    laptop.kill()
    loud = np.flatnonzero(np.abs(playing).max(axis=1) > 300)
    inside = playing[loud[0] : loud[-1] + 1]
    assert len(inside) > 5 * _RATE
    assert _longest_silence_s(inside) < 0.05
    assert not np.abs(after[-_RATE:]).max() > 300, "it never faded to silence"
    assert engines == [program], "the engine is the same program in a process of its own"


def test_a_backup_made_by_keys_is_put_back_by_keys(laptop: Laptop) -> None:
    laptop.open()
    laptop.make_vault()
    laptop.begin_session()
    laptop.enter("before the backup")
    laptop.keys("F8")
    laptop.enter("enough for today")
    laptop.keys("alt+Home", "ctrl+shift+d")
    backups = laptop.folder / "kap" / "backups"
    laptop.until(lambda: any(backups.glob("*.kapbackup")), "a backup")
    laptop.settle()
    laptop.quit()
    newest = max(backups.glob("*.kapbackup"), key=lambda path: path.stat().st_mtime)
    assert "Fine" in laptop.told("verify", "--vault", str(newest))
    (laptop.vault).rename(laptop.folder / "lost")
    laptop.open()
    laptop.keys("ctrl+shift+g")
    laptop.enter(str(newest))
    time.sleep(2)
    laptop.enter(PASSPHRASE)
    laptop.until((laptop.vault / "vault.db").exists, "a vault again")
    time.sleep(3)
    laptop.keys("Return")
    laptop.unlock()
    laptop.quit()
    notes = [e["body"]["text"] for e in laptop.log() if e["kind"] == "note_taken"]
    assert notes == ["before the backup"]


def _text_of(pdf: Path) -> str:
    command = ["pdftotext", "-layout", str(pdf), "-"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return " ".join(done.stdout.split())


def _tones(folder: Path) -> Path:
    """Write a folder of music: a tone of a minute, never silent."""
    import wave

    made = folder / "music"
    made.mkdir()
    at = np.arange(60 * _RATE) / _RATE
    tone = (9_000 * np.sin(2 * np.pi * 220 * at)).astype("<i2")
    with wave.open(str(made / "Tone.wav"), "wb") as file:
        file.setparams((1, 2, _RATE, 0, "NONE", ""))
        file.writeframes(tone.tobytes())
    return made


def _heard(laptop: Laptop) -> NDArray[np.int16]:
    """Return what the sound card was given, a row a frame."""
    if not laptop.sound.exists():
        return np.zeros((0, 2), np.int16)
    content = laptop.sound.read_bytes()
    return np.frombuffer(content[: len(content) // 4 * 4], "<i2").reshape(-1, 2)


def _longest_silence_s(heard: NDArray[np.int16]) -> float:
    loud = np.flatnonzero(np.abs(heard).max(axis=1) > 300)
    return float(np.diff(loud).max()) / _RATE


def test_a_silence_in_what_is_heard_would_be_found() -> None:
    heard = np.full((_RATE, 2), 9_000, np.int16)
    assert _longest_silence_s(heard) < 0.001
    heard[1_000 : 1_000 + _RATE // 10] = 0
    assert _longest_silence_s(heard) == pytest.approx(0.1, abs=0.001)
