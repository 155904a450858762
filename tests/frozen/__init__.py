"""The app as it is handed over, used from outside: by its keys on a screen, and by its commands.


Run by `dev.py build --try`, which says in KAP_FROZEN what starts the app; else all are skipped.
"""
