"""Acts on keys: each is one action with its words and its key, for menu and keyboard."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from kap_companion.ui.one_hand import with_digits
from kap_companion.ui.words import tr

_KEY_GAP = 24


def act(
    owner: QWidget,
    words: str,
    keys: str | Sequence[str | Qt.Key],
    do: Callable[[], object],
    *,
    group: str = "",
    shown_key: str = "",
) -> QAction:
    """Give `owner` an act on its keys, live while it or what is in it has the keyboard.

    `shown_key` stands in the menu where the key is not one that an action can hold.
    """
    action = QAction(f"{words}\t{shown_key}" if shown_key else words, owner)
    given = [keys] if isinstance(keys, str) else keys
    action.setShortcuts(with_digits(QKeySequence(key) for key in given))
    action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    action.setAutoRepeat(False)
    action.setProperty("group", group)
    action.triggered.connect(lambda _checked=False: do())
    owner.addAction(action)
    return action


def menu(
    owner: QWidget,
    actions: Sequence[QAction],
    under: Mapping[str, str] | None = None,
    again: QMenu | None = None,
) -> QMenu:
    """Return a menu of `actions` in their groups, each with its key.

    A group that `under` gives a name to has a menu of its own. `again` is the menu as it was made
    before, to be filled anew: to a screen reader an act belongs to the first menu it was seen in,
    and is not found in another one once that is gone.
    """
    made = again if again is not None else QMenu(owner)
    made.setAccessibleName(tr("Menu"))
    known = {one.title(): one for one in made.findChildren(QMenu)}
    for one in (made, *known.values()):
        for action in one.actions():
            one.removeAction(action)
            if action.isSeparator():
                action.deleteLater()
        one.setMinimumWidth(0)
    below: dict[str, QMenu] = {}
    before: object = None
    for action in actions:
        group = action.property("group")
        name = (under or {}).get(group)
        if name is not None and name not in below:
            below[name] = known.get(name) or QMenu(name, made)
            made.addMenu(below[name])
        if name is not None:
            below[name].addAction(action)
            continue
        if before is not None and group != before:
            made.addSeparator()
        before = group
        made.addAction(action)
    for one in (made, *below.values()):
        let_words_breathe(one)
    return made


def let_words_breathe(made: QMenu) -> None:
    """Make a menu so wide that its longest words do not touch their key."""
    made.setMinimumWidth(0)
    made.setMinimumWidth(made.sizeHint().width() + _KEY_GAP)
