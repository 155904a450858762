"""The window as a screen reader has it: a tree of names, roles and acts, and the way of Tab.

Nothing here knows a widget of the app: what cannot be found by its name and role cannot be used.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QAccessibleInterface
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from kap_companion.ui.words import tr

Role = QAccessible.Role

# A word typed after the checklists is never a key press on the dose, so it comes last of all; and
# from what is at hand the way goes round by the menu.
_LAST_ON_PURPOSE = ("Dose taken", "Menu")

CONTROLS = frozenset(
    {
        Role.Button,
        Role.ButtonMenu,
        Role.CheckBox,
        Role.RadioButton,
        Role.EditableText,
        Role.ComboBox,
        Role.SpinBox,
        Role.Slider,
        Role.PageTab,
        Role.List,
        Role.ListItem,
        Role.MenuItem,
        Role.Table,
        Role.Link,
    }
)


def tree(of: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """Return `of` and all in it that is shown, each before its children."""
    yield of
    for n in range(of.childCount()):
        child = of.child(n)
        # In a menu higher than the screen what is scrolled away can be chosen all the same.
        if child.isValid() and (not child.state().invisible or child.role() == Role.MenuItem):
            yield from tree(child)


def root(window: QWidget) -> QAccessibleInterface:
    """Return the window as a screen reader finds it."""
    found = QAccessible.queryAccessibleInterface(window)
    assert found is not None
    return found


def name(of: QAccessibleInterface) -> str:
    """Return what a screen reader calls it."""
    return of.text(QAccessible.Text.Name)


def find(
    window: QWidget, role: QAccessible.Role, called: str, *, last: bool = False
) -> QAccessibleInterface:
    """Return the first shown thing of that role whose name is, or begins with, `called`.

    With `last` the last that can be used: what was asked just now stands before it was asked.
    """
    those = [one for one in tree(root(window)) if one.role() == role]
    exact = [one for one in those if name(one) == called]
    found = exact or [one for one in those if name(one).startswith(called)]
    assert found, f"No {role.name} is called {called!r}; there are {[name(one) for one in those]}"
    return (
        next((one for one in reversed(found) if not one.state().disabled), found[-1])
        if last
        else found[0]
    )


def press(window: QWidget, role: QAccessible.Role, called: str, *, last: bool = False) -> None:
    """Do what a screen reader's user does with a control: press it, tick it, choose it."""
    found = find(window, role, called, last=last)
    assert not found.state().disabled, f"{called} cannot be pressed now"
    acts = found.actionInterface()
    assert acts is not None, f"{called} has no act"
    names = acts.actionNames()
    wanted = (
        QAccessibleActionInterface.toggleAction(),
        QAccessibleActionInterface.pressAction(),
        QAccessibleActionInterface.setFocusAction(),
    )
    acts.doAction(next(one for one in wanted if one in names))


def field_of(window: QWidget, called: str) -> QAccessibleInterface:
    """Go to the field of that name, and return it."""
    field = find(window, Role.EditableText, called)
    acts = field.actionInterface()
    assert acts is not None
    acts.doAction(QAccessibleActionInterface.setFocusAction())
    return field


def write(window: QWidget, called: str, text: str) -> None:
    """Put text into the field of that name, as a screen reader or dictation does."""
    field = find(window, Role.EditableText, called)
    assert not field.state().readOnly, f"{called} takes no words now"
    length = field.textInterface().characterCount()
    field.editableTextInterface().replaceText(0, length, text)


def value(window: QWidget, role: QAccessible.Role, called: str) -> str:
    """Return what stands in a field, or how far a slider is."""
    return find(window, role, called).text(QAccessible.Text.Value)


def heard(window: QWidget) -> str:
    """Return all names and values that can be read, a line each."""
    lines = []
    for one in tree(root(window)):
        told = " ".join(
            part for part in (name(one), one.text(QAccessible.Text.Value)) if part.strip()
        )
        if told:
            lines.append(told)
    return "\n".join(lines)


def nameless(window: QWidget) -> list[str]:
    """Return the controls, and whatever else the keyboard can be on, that have no name."""
    found = []
    for one in tree(root(window)):
        is_control = one.role() in CONTROLS or (
            one.state().focusable and one.role() not in (Role.Window, Role.Client, Role.Pane)
        )
        if is_control and not name(one).strip():
            what = type(one.object()).__name__
            found.append(f"no name: {one.role().name} {what} at {_at(one.rect())}")
    return found


# --- the way of the Tab key ---------------------------------------------------------------------


def stops(window: QWidget) -> list[QWidget]:
    """Return where Tab stops, in its order, from the first widget of the window."""
    found: list[QWidget] = []
    widget = _next(window)
    while widget is not window:
        if (
            widget.isVisible()
            and widget.isEnabled()
            and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            and widget.window() is window
            and widget.focusProxy() is None
        ):
            found.append(widget)
        widget = _next(widget)
    return found


def against_the_eye(window: QWidget) -> list[str]:
    """Return where Tab goes up without going on to the next column, or back in its line.

    On goes to the right, and to the left where the language is written from there.
    """
    is_mirrored = window.isRightToLeft()
    found = []
    way = stops(window)
    for one, other in pairwise(way):
        here, there = _place(one, window), _place(other, window)
        areas = _area(one, window), _area(other, window)
        if areas[0] is not areas[1]:
            # What is scrolled away is found where that scrolls.
            here, there = (
                place if area is None else _place(area, window)
                for place, area in zip((here, there), areas, strict=True)
            )
        if is_mirrored:
            here, there = _mirrored(here), _mirrored(there)
        goes_up = there.bottom() <= here.top()
        goes_right = there.left() > here.left()
        is_in_line = abs(there.center().y() - here.center().y()) < here.height() // 2
        goes_back = is_in_line and there.right() < here.left()
        if name(_read(other)) in [tr(words) for words in _LAST_ON_PURPOSE]:
            continue
        if (goes_up and not goes_right) or goes_back:
            found.append(
                f"against the eye: {_called(one)} {_at(here)} to {_called(other)} {_at(there)}"
            )
    return found


def _next(widget: QWidget) -> QWidget:
    following = widget.nextInFocusChain()
    assert following is not None
    return following


def _place(widget: QWidget, window: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def _mirrored(place: QRect) -> QRect:
    return QRect(-place.x() - place.width(), place.y(), place.width(), place.height())


def _area(widget: QWidget, window: QWidget) -> QWidget | None:
    """Return the innermost thing that scrolls the widget, None where it stands still."""
    parent = widget.parentWidget()
    while parent is not None and parent is not window:
        area = parent.parentWidget()
        if isinstance(area, QAbstractScrollArea) and area.viewport() is parent:
            return area
        parent = area
    return None


def _called(widget: QWidget) -> str:
    return f"{type(widget).__name__} {name(_read(widget))!r}"


def _read(widget: QWidget) -> QAccessibleInterface:
    found = QAccessible.queryAccessibleInterface(widget)
    assert found is not None
    return found


def _at(rect: QRect) -> str:
    return f"{rect.x()},{rect.y()} {rect.width()}×{rect.height()}"
