"""The gate before the vault: make it, unlock it, recover it, restore it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar, cast

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from kap_companion.ui.entrance import Entrance
from kap_companion.ui.words import tr, tr_later
from kap_companion.vault.errors import VaultError
from kap_companion.vault.guessing import TooSoon

if TYPE_CHECKING:
    from kap_companion.ui.background import Background
    from kap_companion.ui.screens.create import CreateScreen
    from kap_companion.ui.screens.create_code import RecoveryCodeScreen
    from kap_companion.ui.screens.recovery import RecoveryScreen
    from kap_companion.ui.screens.restore import RestoreScreen
    from kap_companion.ui.screens.unlock import UnlockScreen
    from kap_companion.vault.backup import BackupInfo, Restored
    from kap_companion.vault.vault import Vault

T = TypeVar("T")

_SETTLED_MS = 500
_ONE_MOMENT = tr_later("One moment: the vault is being opened.")
_NOT_KEPT = tr_later(
    "The recovery code is shown only now. Close the window once more within ten seconds to leave "
    "without it."
)


class _Page(Protocol):
    def focus_first(self) -> None: ...


class Gate(QStackedWidget):
    """Emits `opened` with the open Vault, and `rehearsal_asked` where a rehearsal is offered.

    Of its pages only the one that is needed is built, so that it is painted at once.
    """

    opened = Signal(object)
    rehearsal_asked = Signal()

    def __init__(self, entrance: Entrance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entrance = entrance
        self._is_opening = self._offers_rehearsal = False
        self._made: Vault | None = None

    @cached_property
    def unlock(self) -> UnlockScreen:
        """Where the passphrase opens the vault."""
        from kap_companion.ui.screens.unlock import UnlockScreen

        page = UnlockScreen(self._entrance.folder, self._entrance.wait_s)
        self.addWidget(page)
        page.unlock_asked.connect(self._unlock)
        page.recovery_asked.connect(self._show_recovery)
        page.restore_asked.connect(self.show_restore)
        page.keychain_asked.connect(self._unlock_by_keychain)
        page.rehearsal_asked.connect(self.rehearsal_asked)
        page.rehearse.setVisible(self._offers_rehearsal)
        return page

    @cached_property
    def making(self) -> CreateScreen:
        """Where a vault is made."""
        from kap_companion.ui.screens.create import CreateScreen

        page = CreateScreen()
        self.addWidget(page)
        page.make_asked.connect(self._make)
        page.restore_asked.connect(self.show_restore)
        page.rehearsal_asked.connect(self.rehearsal_asked)
        page.rehearse.setVisible(self._offers_rehearsal)
        return page

    @cached_property
    def code(self) -> RecoveryCodeScreen:
        """Where the recovery code of a new vault is shown, once."""
        from kap_companion.ui.screens.create_code import RecoveryCodeScreen

        page = RecoveryCodeScreen()
        self.addWidget(page)
        page.kept.connect(self._hand_over_made)
        return page

    @cached_property
    def recovery(self) -> RecoveryScreen:
        """Where the recovery code opens a vault."""
        from kap_companion.ui.screens.recovery import RecoveryScreen

        page = RecoveryScreen()
        self.addWidget(page)
        page.recover_asked.connect(self._recover)
        page.back_asked.connect(self.show_way_in)
        return page

    @cached_property
    def restoring(self) -> RestoreScreen:
        """Where a backup is put back."""
        from kap_companion.ui.screens.restore import RestoreScreen

        page = RestoreScreen()
        self.addWidget(page)
        page.file_chosen.connect(self._look_into)
        page.restore_asked.connect(self._restore)
        page.back_asked.connect(self.show_way_in)
        page.left.connect(self.show_way_in)
        return page

    @cached_property
    def _background(self) -> Background:
        from kap_companion.ui.background import Background

        return Background(self)

    def offer_rehearsal(self, offers: bool) -> None:
        """Offer a rehearsal where a vault is made or unlocked, before any of these is shown."""
        self._offers_rehearsal = offers

    def show_way_in(self) -> None:
        """Show where to begin: the passphrase, or making a vault where there is none."""
        self._forget_recovery()
        if not self._entrance.has_vault:
            self._show(self.making)
            return
        self.unlock.show_keychain(self._entrance.has_keychain)
        self._show(self.unlock)
        in_the_way = self._entrance.in_the_way()
        if in_the_way:
            self.unlock.say(in_the_way)
        else:
            # It looks through folders, which may wait: the page is to be there before.
            QTimer.singleShot(_SETTLED_MS, self, self._look_for_copies)

    def show_restore(self) -> None:
        """Show where a backup is put back."""
        if self._is_opening or self._made is not None:
            return
        entrance = self._entrance
        self.restoring.begin(has_vault=entrance.has_vault, start=entrance.backups_folder())
        self._show(self.restoring)

    def before_closing(self) -> str:
        """Return what to say before the window closes; empty where nothing speaks against it."""
        return tr(_NOT_KEPT) if self._made is not None else ""

    def while_busy(self) -> str:
        """Return why the window cannot close this moment; empty where it can."""
        return tr(_ONE_MOMENT) if self._is_opening else ""

    def warm_up(self) -> None:
        """Bring in what comes after the gate, while the person types."""
        self._background.do(self._entrance.warm_up, lambda _: None, lambda _: None)

    def wash(self) -> None:
        """Write over what lies free in the memory, of the thread that opens the vault too."""
        from kap_companion.forgetting import wash_memory

        self._background.do(wash_memory, lambda _: wash_memory(), lambda _: None)

    def let_go(self) -> None:
        """Close a vault that was made and not yet gone into."""
        if self._made is not None:
            self._made.close()
            self._made = None

    def focus_first(self) -> None:
        """Put the keyboard where the page begins."""
        cast(_Page, self.currentWidget()).focus_first()

    def _show(self, page: QWidget) -> None:
        self.setCurrentWidget(page)
        if "unlock" in self.__dict__ and page is self.unlock:
            self.unlock.reset()
        self.focus_first()

    def _show_recovery(self) -> None:
        self.recovery.clear()
        self._show(self.recovery)

    def _forget_recovery(self) -> None:
        if "restoring" in self.__dict__:
            self.restoring.clear()
        if "recovery" in self.__dict__:
            self.recovery.set_busy(False)
            self.recovery.clear()

    def _unlock(self, passphrase: str) -> None:
        self.unlock.set_busy(True)
        self._open(lambda: self._entrance.unlock(passphrase), self._hand_over, self.unlock.refuse)

    def _unlock_by_keychain(self) -> None:
        self.unlock.set_busy(True, tr("Asking the keychain."))
        self._open(self._entrance.unlock_by_keychain, self._hand_over, self.unlock.refuse)

    def _make(self, passphrase: str) -> None:
        self.making.set_busy(True)
        self._open(lambda: self._entrance.make(passphrase), self._show_code, self.making.refuse)

    def _recover(self, code: str, passphrase: str) -> None:
        self.recovery.set_busy(True)
        self._open(
            lambda: self._entrance.recover(code, passphrase), self._hand_over, self.recovery.refuse
        )

    def _look_for_copies(self) -> None:
        self._background.do(self._entrance.synced, self._tell_of_copies, lambda _: None)

    def _tell_of_copies(self, told: str) -> None:
        page = self.unlock
        if told and self.currentWidget() is page and not page.message.text():
            page.say(told)

    def _look_into(self, backup: Path) -> None:
        page = self.restoring

        def show(seen: tuple[BackupInfo, datetime]) -> None:
            if page.looked_into == backup:
                page.show_info(*seen)

        def refuse(trouble: VaultError) -> None:
            if page.looked_into == backup:
                page.refuse_file(str(trouble))

        self._background.do(lambda: self._entrance.look_into(backup), show, refuse)

    def _restore(self, backup: Path, secret: str) -> None:
        page = self.restoring

        def told(fraction: float) -> None:
            page.fraction = fraction

        def done(restored: Restored) -> None:
            info = restored.info
            page.tell_done(info, self._entrance.local(info.made_at), restored.kept)

        page.set_busy(True)
        self._open(lambda: self._entrance.restore(backup, secret, told), done, page.refuse)

    def _open(
        self, work: Callable[[], T], done: Callable[[T], None], refuse: Callable[[str], None]
    ) -> None:
        def finished(answer: T) -> None:
            self._is_opening = False
            done(answer)

        def failed(trouble: VaultError) -> None:
            self._is_opening = False
            refuse(_told(trouble))

        def broke() -> None:
            self._is_opening = False
            refuse("")

        self._is_opening = True
        self._background.do(work, finished, failed, broke)

    def _show_code(self, made: tuple[Vault, str]) -> None:
        self._made, code = made
        self.making.set_busy(False)
        self.making.clear()
        self.code.show_code(code)
        self._show(self.code)

    def _hand_over_made(self) -> None:
        vault, self._made = self._made, None
        if vault is not None:
            self._hand_over(vault)

    def _hand_over(self, vault: Vault) -> None:
        if "unlock" in self.__dict__:
            self.unlock.set_busy(False)
            self.unlock.reset()
        self._forget_recovery()
        self.opened.emit(vault)


def _told(trouble: VaultError) -> str:
    """Return what is said; how long the next try waits is counted down after it."""
    return "" if isinstance(trouble, TooSoon) else str(trouble)
