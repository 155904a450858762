"""Where files live, by the conventions of the system; KAP_HOME puts them all under one folder."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import appdirs

_APP = "kap-companion"


@dataclass(frozen=True, slots=True)
class Paths:
    """The folders of one installation: the default vault, settings, and state that may be lost."""

    vault: Path
    settings: Path
    state: Path

    @property
    def templates(self) -> Path:
        """Where the clinician's own note templates lie."""
        return self.settings / "templates"

    @property
    def scales(self) -> Path:
        """Where the clinician's own scales lie (docs/scales.md)."""
        return self.settings / "scales"


def app_paths() -> Paths:
    """Return the folders to use; none of them is made here."""
    home = os.environ.get("KAP_HOME")
    if home:
        root = Path(home)
        return Paths(root / "vault", root / "settings", root / "state")
    return Paths(
        vault=Path(appdirs.user_data_dir(_APP, appauthor=False)) / "vault",
        settings=Path(appdirs.user_config_dir(_APP, appauthor=False)),
        state=Path(appdirs.user_state_dir(_APP, appauthor=False)),
    )
