"""What stands half typed in the fields of a screen that is taken apart and made anew."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from kap_companion.ui.panels.prepare_field import KeptField
from kap_companion.ui.widgets.note_box import NoteBox

W = TypeVar("W", bound=QWidget)
Path = tuple[tuple[str, int], ...]
_Field = QLineEdit | QPlainTextEdit


@dataclass(frozen=True, slots=True)
class HalfTyped:
    """Each field's text by its place among its screen's parts. (Note box and draft have scratch.)

    It lies in no widget. What a field shows as kept is not half typed, nor is a secret, whether or
    not its letters are shown just now.
    """

    texts: Mapping[Path, str]

    @classmethod
    def of(cls, screen: QWidget) -> HalfTyped:
        """Take down what is half typed on `screen`."""
        return cls(
            {
                _path(field, screen): _text(field)
                for field in _fields(screen)
                if _text(field)
                and not field.inputMethodHints() & Qt.InputMethodHint.ImhSensitiveData
                and not field.isReadOnly()
                and (not isinstance(field, KeptField) or field.is_edited)
            }
        )

    def put_back(self, screen: QWidget) -> None:
        """Type it again on a screen made anew; a field that is not there any more is left out."""
        fields = {_path(field, screen): field for field in _fields(screen)}
        for path, text in self.texts.items():
            field = fields.get(path)
            if field is None or _text(field) == text:
                continue
            if isinstance(field, QLineEdit):
                field.setText(text)
            else:
                field.setPlainText(text)


def _fields(screen: QWidget) -> Iterator[_Field]:
    yield from screen.findChildren(QLineEdit)
    for edit in screen.findChildren(QPlainTextEdit):
        if not _is_note_box(edit, screen):
            yield edit


def _is_note_box(edit: QWidget, screen: QWidget) -> bool:
    at: QWidget | None = edit
    while at is not None and at is not screen:
        if isinstance(at, NoteBox):
            return True
        at = at.parentWidget()
    return False


def _text(field: _Field) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


def _path(widget: QWidget, root: QWidget) -> Path:
    steps: list[tuple[str, int]] = []
    at = widget
    while at is not root:
        parent = at.parentWidget()
        if parent is None:
            break
        kind = type(at)
        alike = [one for one in parent.children() if type(one) is kind]
        steps.append((kind.__name__, alike.index(at)))
        at = parent
    return tuple(steps)
