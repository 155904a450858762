"""The fees of this practice: the app's own schedule, and what the clinician chose instead.

What was chosen lies on the vault's shelf; every change is told in the vault's own log.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cached_property

from kap_companion import resources
from kap_companion.language import Spoken, speaking
from kap_companion.session.entries import DefaultChanged
from kap_companion.session.fees import (
    FeeSchedule,
    FeesError,
    fees_form,
    parse_fees,
    service_words,
)
from kap_companion.session.phases import parse_sources
from kap_companion.vault.shelf import Shelf

_ROOM, _KEY = "fees", "schedule"
_PRACTICE = "fees/practice.json"


class Fees:
    """The schedule in force; what lies on the shelf and cannot be used is as if it were not there.

    `tell` writes a change to the vault's own log.
    """

    def __init__(self, shelf: Shelf, tell: Callable[[DefaultChanged], object]) -> None:
        self._shelf = shelf
        self._tell = tell

    @property
    def schedule(self) -> FeeSchedule:
        """Return the fees as they stand."""
        own = self._shelf.get(_ROOM, _KEY)
        if own is None:
            return self.usual
        try:
            return parse_fees(json.dumps(own))
        except FeesError:
            return self.usual

    @cached_property
    def usual(self) -> FeeSchedule:
        """The app's own schedule."""
        return parse_fees(resources.text(_PRACTICE))

    @cached_property
    def sources(self) -> Mapping[str, str]:
        """Where each of the app's own figures comes from, by the service's key or `rounding`."""
        return parse_sources(resources.text(_PRACTICE))

    def choose(self, schedule: FeeSchedule) -> None:
        """Keep other fees. Raises FeesError where one cannot be so, and VaultNotWritable."""
        was = _told(self.schedule)
        form = fees_form(schedule)
        now = _told(parse_fees(json.dumps(form)))
        if was == now:
            return
        self._shelf.put(_ROOM, _KEY, form)
        for key in (*was, *(one for one in now if one not in was)):
            if was.get(key) != now.get(key):
                self._tell(DefaultChanged(f"fees.{key}", was.get(key), now.get(key)))


def _told(schedule: FeeSchedule) -> dict[str, str]:
    """Return each figure in words, by its key; what is kept of it is in no language but one."""
    with speaking(Spoken()):
        told = {one.key: service_words(one, schedule.currency) for one in schedule.services}
    return {
        **told,
        "round_to_minutes": f"{schedule.round_to_minutes} min",
        "rounding": schedule.rounding.value,
    }
