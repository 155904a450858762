"""Where files live, by the conventions of the system; KAP_HOME puts them all under one folder."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import appdirs

from kap_companion.language import tr

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


class NoHomeError(Exception):
    """The system names no home folder, and none of the variables says where to keep things."""

    def __init__(self) -> None:
        super().__init__(
            tr(
                "There is no home folder to keep things in: set HOME, or KAP_HOME to a "
                "folder of yours."
            )
        )


def app_paths() -> Paths:
    """Return the folders to use; none of them is made here. Raises NoHomeError."""
    home = os.environ.get("KAP_HOME")
    if home:
        root = Path(home)
        return Paths(root / "vault", root / "settings", root / "state")
    if os.environ.get("HOME") == "":
        # As if it were not set: the home that the system knows, and not the root of the disk.
        del os.environ["HOME"]
    paths = Paths(
        vault=Path(appdirs.user_data_dir(_APP, appauthor=False)) / "vault",
        settings=Path(appdirs.user_config_dir(_APP, appauthor=False)),
        state=Path(appdirs.user_state_dir(_APP, appauthor=False)),
    )
    if not all(one.is_absolute() for one in (paths.vault, paths.settings, paths.state)):
        # A name that nobody could look up stays '~', and would lie wherever the app was started.
        raise NoHomeError
    return paths
