"""Whether what was exported is whole: every file that bears its name opens to its end."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pypdf


def files_wrong(folder: Path) -> list[str]:
    """Return what is wrong with the files of an export, hidden ones left out."""
    if not folder.is_dir():
        return []
    found = []
    for path in sorted(folder.iterdir()):
        if path.name.startswith("."):
            continue
        try:
            why = _wrong(path)
        except Exception as trouble:  # whatever its reader says of it
            why = f"{type(trouble).__name__}: {trouble}"
        if why:
            found.append(f"half a file: {path.name}: {why}")
    return found


def _wrong(path: Path) -> str:
    content = path.read_bytes()
    match path.suffix:
        case ".pdf":
            pages = pypdf.PdfReader(io.BytesIO(content), strict=True).pages
            if not content.rstrip().endswith(b"%%EOF") or not "".join(
                page.extract_text() for page in pages
            ):
                return "it has no end or no words"
        case ".docx":
            with zipfile.ZipFile(io.BytesIO(content)) as package:
                if package.testzip() is not None:
                    return "a part of it is damaged"
                ElementTree.fromstring(package.read("word/document.xml"))
        case ".json":
            json.loads(content)
        case ".csv":
            rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
            if len(rows) < 2 or len({len(row) for row in rows}) != 1:
                return "a row of it is cut"
        case ".md" | ".txt":
            if not content.decode().endswith("\n") or len(content) < 200:
                return "it is cut"
        case other:
            return f"what is a {other}?"
    return ""
