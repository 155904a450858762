"""`python -m kap_companion` is the program `kap-companion`."""

from __future__ import annotations

import sys

from kap_companion.cli import main
from kap_companion.music.launch import become_engine_if_asked

if __name__ == "__main__":
    # In a frozen app the engine is the same program, asked to be the engine.
    become_engine_if_asked(sys.argv[1:])
    raise SystemExit(main())
