"""The veil: whether it is drawn, and what opens it: the passphrase, or a PIN of this session."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import QObject, Signal

from kap_companion.session.clock import Clock
from kap_companion.ui.background import Background
from kap_companion.ui.words import tr, tr_later
from kap_companion.vault.errors import VaultError
from kap_companion.vault.guessing import TooSoon
from kap_companion.vault.keys import RESTING_COST, KeyCost
from kap_companion.vault.pin import (
    LONGEST,
    SHORTEST,
    PinHash,
    hash_pin,
    is_like_a_pin,
    is_right_pin,
)

MOST_WRONG = 5
OFFERED_FOR = timedelta(seconds=20)
"""For so long after the veil was drawn a PIN may be chosen: who comes later chooses none."""

_NOT_A_PIN = tr_later("A PIN is {shortest} to {longest} digits.")
_TOO_LATE = tr_later("A PIN is chosen as the veil is drawn: the passphrase opens it now.")
_SPENT = tr_later("Five wrong PINs: now only the passphrase opens it.")


class Veil(QObject):
    """Signals: `opened` it is open (True: by the PIN), `refused` it is not and why, `pin_kept` a
    PIN opens it too.

    A PIN lives until the session is put away. Each wrong one doubles the wait for the next; after
    five it is forgotten.
    """

    opened = Signal(bool)
    refused = Signal(str)
    pin_kept = Signal()

    def __init__(
        self,
        check: Callable[[str], None],
        clock: Clock,
        cost: KeyCost = RESTING_COST,
        parent: QObject | None = None,
        *,
        wait_s: Callable[[], float] = lambda: 0.0,
    ) -> None:
        """`check` raises WrongPassphrase; `cost` is what one guess of a PIN costs.

        `wait_s` tells how many seconds the next passphrase has to wait.
        """
        super().__init__(parent)
        self._check = check
        self.wait_s = wait_s
        self._clock = clock
        self._cost = cost
        self._background = Background(self)
        self._is_drawn = False
        self._pin: PinHash | None = None
        self._wrong = 0
        self._wait_until_s = 0.0
        self._offered_until_s = 0.0

    @property
    def is_drawn(self) -> bool:
        """Whether it is drawn."""
        return self._is_drawn

    @property
    def is_busy(self) -> bool:
        """Whether what was typed is being looked at just now."""
        return self._background.is_busy

    @property
    def has_pin(self) -> bool:
        """Whether a PIN opens it too."""
        return self._pin is not None

    @property
    def offers_pin(self) -> bool:
        """Whether a PIN may be chosen now: for a moment after the veil was drawn."""
        return self._is_drawn and self._now_s() < self._offered_until_s

    def draw(self, *, offers_pin: bool) -> None:
        """Draw it; `offers_pin` lets a PIN be chosen for a moment."""
        self._is_drawn = True
        wait_s = OFFERED_FOR.total_seconds() if offers_pin else 0.0
        self._offered_until_s = self._now_s() + wait_s

    def offer_no_more(self) -> None:
        """Let no PIN be chosen any more."""
        self._offered_until_s = 0.0

    def choose_pin(self, digits: str) -> None:
        """Let `digits` open it too, in this session."""
        if not self.offers_pin:
            self.refused.emit(tr(_TOO_LATE))
        elif not is_like_a_pin(digits):
            self.refused.emit(tr(_NOT_A_PIN, shortest=SHORTEST, longest=LONGEST))
        else:
            self.offer_no_more()
            cost = self._cost
            self._background.do(lambda: hash_pin(digits, cost), self._keep_pin, self._refuse)

    def try_to_open(self, typed: str) -> None:
        """Open it by the passphrase or the PIN."""
        if not self._is_drawn:
            return
        if self.is_busy:
            self.refused.emit(tr("One moment, then press Enter again."))
            return
        pin = self._pin
        if pin is None or not is_like_a_pin(typed):
            self._background.do(lambda: self._check(typed), lambda _: self._open(), self._refuse)
            return
        wait_s = self._wait_until_s - self._now_s()
        if wait_s > 0:
            self.refused.emit(
                tr("Wait {wait_s} s, or type the passphrase.", wait_s=-int(-wait_s // 1))
            )
            return
        self._background.do(lambda: is_right_pin(typed, pin), self._take_pin, self._refuse)

    def forget(self) -> None:
        """Forget the PIN: its session was put away."""
        self._pin = None
        self._wrong = 0
        self._wait_until_s = 0.0
        self.offer_no_more()

    def lift(self) -> None:
        """Have it open without a word: the vault is closed."""
        self._is_drawn = False
        self.forget()

    # --- how it is done -------------------------------------------------------------------------

    def _keep_pin(self, pin: PinHash) -> None:
        self._pin = pin
        self._wrong = 0
        self._wait_until_s = 0.0
        self.pin_kept.emit()

    def _take_pin(self, is_right: bool) -> None:
        if is_right:
            self._open(by_pin=True)
            return
        self._wrong += 1
        if self._wrong >= MOST_WRONG:
            self.forget()
            self.refused.emit(tr(_SPENT))
            return
        wait_s = 2**self._wrong
        self._wait_until_s = self._now_s() + wait_s
        self.refused.emit(
            tr("That is not the PIN. Wait {wait_s} s, or type the passphrase.", wait_s=wait_s)
        )

    def _open(self, *, by_pin: bool = False) -> None:
        if not self._is_drawn:
            return
        self._is_drawn = False
        self._wrong = 0
        self._wait_until_s = 0.0
        self.offer_no_more()
        self.opened.emit(by_pin)

    def _refuse(self, trouble: VaultError) -> None:
        # How long the next try waits is counted down where it is said.
        self.refused.emit("" if isinstance(trouble, TooSoon) else str(trouble))

    def _now_s(self) -> float:
        return self._clock.now().mono
