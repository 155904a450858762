"""What stands half typed in the fields of a screen that is taken apart and made anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtWidgets import QLineEdit, QWidget

from kap_companion.ui.panels.prepare_field import KeptField

W = TypeVar("W", bound=QWidget)
Path = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class HalfTyped:
    """Each field's text by its place among its screen's parts. (Note box and draft have scratch.)

    It lies in memory alone, and in no widget. What a field shows as kept is not half typed, nor is
    a secret.
    """

    texts: Mapping[Path, str]

    @classmethod
    def of(cls, screen: QWidget) -> HalfTyped:
        """Take down what is half typed on `screen`."""
        return cls(
            {
                _path(field, screen): field.text()
                for field in screen.findChildren(QLineEdit)
                if field.text()
                and field.echoMode() is QLineEdit.EchoMode.Normal
                and not field.isReadOnly()
                and (not isinstance(field, KeptField) or field.is_edited)
            }
        )

    def put_back(self, screen: QWidget) -> None:
        """Type it again on a screen made anew; a field that is not there any more is left out."""
        fields = {_path(field, screen): field for field in screen.findChildren(QLineEdit)}
        for path, text in self.texts.items():
            field = fields.get(path)
            if field is not None and field.text() != text:
                field.setText(text)


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
