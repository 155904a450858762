"""`python -m kap_companion` is the program `kap-companion`."""

from __future__ import annotations

import sys

from kap_companion.cli import main

if __name__ == "__main__":
    if sys.argv[1:]:
        # In a frozen app what runs beside the window is the same program, asked to be that.
        from kap_companion.music.launch import become_engine_if_asked
        from kap_companion.notes.launch import become_maker_if_asked
        from kap_companion.vault.backup_launch import become_copier_if_asked

        become_engine_if_asked(sys.argv[1:])
        become_maker_if_asked(sys.argv[1:])
        become_copier_if_asked(sys.argv[1:])
    raise SystemExit(main())
