"""Everything that the app's widgets say: to the eye, to a screen reader, to a title or a model."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QCoreApplication,
    QEvent,
    QModelIndex,
    QObject,
    Qt,
)
from PySide6.QtGui import QAccessible, QAccessibleInterface, QAction, QTextDocument
from PySide6.QtWidgets import QAbstractItemView, QApplication, QComboBox, QWidget

_GETTERS = (
    "text",
    "title",
    "placeholderText",
    "toPlainText",
    "toolTip",
    "statusTip",
    "whatsThis",
    "windowTitle",
    "windowIconText",
    "windowFilePath",
    "accessibleName",
    "accessibleDescription",
    "objectName",
    "currentText",
    "selectedText",
    "iconText",
)
_TEXTS = (
    QAccessible.Text.Name,
    QAccessible.Text.Description,
    QAccessible.Text.Value,
    QAccessible.Text.Help,
)
_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.EditRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.StatusTipRole,
    Qt.ItemDataRole.WhatsThisRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
)


def all_that_is_said() -> dict[str, str]:
    """Return every text of every widget there is, hidden ones too, by who says it."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()
    said: dict[str, str] = {}
    for n, widget in enumerate(QApplication.allWidgets()):
        where = f"{n} {type(widget).__name__}"
        for m, (who, text) in enumerate(_of_widget(widget)):
            said[f"{where} {who} {m}"] = text
    for window in QApplication.topLevelWidgets():
        tree = QAccessible.queryAccessibleInterface(window)
        for n, text in enumerate(_of_tree(tree, 0)):
            said[f"tree of {type(window).__name__} {n}"] = text
    return said


def _of_widget(widget: QWidget) -> Iterator[tuple[str, str]]:
    things: list[QObject] = [widget, *widget.findChildren(QAction)]
    things += widget.findChildren(QTextDocument)
    for thing in things:
        for getter in _GETTERS:
            get = getattr(thing, getter, None)
            if callable(get):
                told = get()
                if isinstance(told, str) and told:
                    yield f"{type(thing).__name__}.{getter}", told
    models: list[QAbstractItemModel] = list(widget.findChildren(QAbstractItemModel))
    if isinstance(widget, QAbstractItemView | QComboBox):
        models.append(widget.model())
    for model in models:
        if model is not None:
            yield from (("model", text) for text in _of_model(model))


def _of_model(model: QAbstractItemModel) -> Iterator[str]:
    rows = model.rowCount(QModelIndex())
    # To Python a list model hides how many columns it has: it has one.
    is_list = isinstance(model, QAbstractListModel)
    columns = 1 if is_list else model.columnCount(QModelIndex())
    for row in range(rows):
        for column in range(columns):
            for role in _ROLES:
                told = model.data(model.index(row, column), role)
                if told is not None:
                    yield str(told)
    for count, way in ((columns, Qt.Orientation.Horizontal), (rows, Qt.Orientation.Vertical)):
        for section in range(count):
            for role in _ROLES:
                told = model.headerData(section, way, role)
                if told is not None:
                    yield str(told)


def _of_tree(one: QAccessibleInterface | None, depth: int) -> Iterator[str]:
    if one is None or not one.isValid() or depth > 40:
        return
    for kind in _TEXTS:
        told = one.text(kind)
        if told:
            yield told
    for n in range(min(one.childCount(), 2000)):
        yield from _of_tree(one.child(n), depth + 1)
