"""`python -m kap_companion` is the program `kap-companion`."""

from __future__ import annotations

from kap_companion.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
