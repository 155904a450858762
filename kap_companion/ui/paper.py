"""Puts the recovery code on paper or into a file of its owner's."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QPdfWriter, QTextDocument
from PySide6.QtWidgets import QWidget

from kap_companion.ui.printing import Printer, PrintError, hand_over
from kap_companion.ui.words import tr, tr_later

_TEXT = tr_later("""KAP Companion: recovery code

    {code}

It opens the vault if the passphrase is lost. Whoever has it can open the vault: keep it in a safe
place, away from the laptop.
""")


class CannotPrint(Exception):
    """There is no way to print here; the message says what to do instead."""


def write_recovery_code(path: Path, code: str) -> None:
    """Write the code to `path`, readable by its owner alone. Raises OSError."""
    handle = os.open(path, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(tr(_TEXT, code=code))


def print_recovery_code(parent: QWidget, code: str) -> bool:
    """Print the code on the printer that the person chooses; False where they choose none.

    Raises CannotPrint.
    """
    try:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
    except ImportError as trouble:
        raise CannotPrint(
            tr("Printing is not possible here: save it to a file instead.")
        ) from trouble
    if not QPrinterInfo.availablePrinterNames():
        raise CannotPrint(tr("No printer is set up on this laptop: save it to a file instead."))
    printer = QPrinter()
    if QPrintDialog(printer, parent).exec() != QPrintDialog.DialogCode.Accepted:
        return False
    if sys.platform == "win32" or printer.outputFileName():
        _page(code).print_(printer)
    else:
        send_recovery_code(code, printer.printerName())
    return True


def send_recovery_code(code: str, printer: str) -> None:
    """Hand the page to a printer through a pipe: Qt would put it into a temporary file on its way.

    Raises CannotPrint.
    """
    content = QBuffer()
    content.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(content)
    _page(code).print_(writer)
    # Only its end writes the rest.
    del writer
    try:
        hand_over(bytes(content.data().data()), Printer(printer))
    except PrintError as trouble:
        raise CannotPrint(
            tr(
                "{printer} did not take it: look at it and print again, or save it to a file "
                "instead.",
                printer=printer,
            )
        ) from trouble


def _page(code: str) -> QTextDocument:
    page = QTextDocument()
    page.setPlainText(tr(_TEXT, code=code))
    return page
