"""The recovery code reaches the printer through a pipe, and no file on its way."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QApplication

from kap_companion.ui.paper import CannotPrint, send_recovery_code

CODE = "ABCDE-FGHJK-MNPQR"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no CUPS on Windows")


def put_printer(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    lp = folder / "lp"
    lp.write_text(f"#!/bin/sh\n{script}\n", encoding="ascii")
    lp.chmod(0o700)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


def test_the_printed_code_can_be_read_and_lay_in_no_temporary_file(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper, passed_by = tmp_path / "paper.pdf", tmp_path / "temporary"
    passed_by.mkdir()
    monkeypatch.setenv("TMPDIR", str(passed_by))
    watched = f'ls "{passed_by}" > "{tmp_path}/seen"; cat > "{paper}"'
    put_printer(tmp_path, watched, monkeypatch)
    send_recovery_code(CODE, "Study")
    # How Qt writes a hyphen into a PDF depends on the font.
    text = PdfReader(paper).pages[0].extract_text()
    assert all(group in text for group in CODE.split("-"))
    assert (tmp_path / "seen").read_text(encoding="utf-8") == ""


def test_a_printer_that_refuses_is_told_with_what_to_do(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_printer(tmp_path, "exit 1", monkeypatch)
    with pytest.raises(CannotPrint, match="save it to a file instead"):
        send_recovery_code(CODE, "Study")
