"""Whether the desktop's notifications will come up during the session."""

from __future__ import annotations

from kap_companion.language import tr, tr_later
from kap_companion.readiness.platform import Platform, Untold

_SILENCE = tr_later(
    "Desktop notifications are on: switch on Do Not Disturb until the session is over."
)
# What to ask on which desktop, and the words that mean that notifications come.
_DESKTOPS: tuple[tuple[set[str], tuple[tuple[str, ...], ...], set[str]], ...] = (
    (
        {"GNOME", "Unity"},
        (("gsettings", "get", "org.gnome.desktop.notifications", "show-banners"),),
        {"true"},
    ),
    (
        {"KDE"},
        (
            # Plasma's own answer, full screen included; asking starts nothing.
            ("busctl", "--user", "--auto-start=no", "get-property", *(
                "org.freedesktop.Notifications", "/org/freedesktop/Notifications",
                "org.freedesktop.Notifications", "Inhibited",
            )),
            ("gdbus", "call", "--session", *(
                "--dest", "org.freedesktop.Notifications",
                "--object-path", "/org/freedesktop/Notifications",
                "--method", "org.freedesktop.DBus.Properties.Get",
                "org.freedesktop.Notifications", "Inhibited",
            )),
        ),
        {"b false", "(<false>,)"},
    ),
    (
        {"XFCE"},
        (("xfconf-query", "-c", "xfce4-notifyd", "-p", "/do-not-disturb"),),
        {"false"},
    ),
)  # fmt: skip
_QUIET = {"false", "true", "b true", "(<true>,)"}


def notifications(computer: Platform) -> str | None:
    """Return that notifications come, if they do. Raises Untold."""
    match computer.system:
        case "linux":
            return _notifications_of_linux(computer)
        case "win32":
            pushed = computer.registry(
                r"HKCU\Software\Microsoft\Windows\CurrentVersion\PushNotifications"
            )
            if pushed is None:
                raise Untold
            if pushed.get("ToastEnabled", 1) == 0:
                return None
            # Do Not Disturb lies elsewhere and is not told, so this is no claim that it is off.
            return tr(
                "Notifications are allowed in the settings of Windows: turn them off, or Do Not "
                "Disturb on, until the session is over."
            )
        case _:
            # macOS tells who asks only with full access to the disk.
            raise Untold


def _notifications_of_linux(computer: Platform) -> str | None:
    if not _has_session_bus(computer):
        # These programs would start a bus of their own.
        raise Untold
    desktops = set(computer.variables.get("XDG_CURRENT_DESKTOP", "").split(":"))
    for names, questions, loud in _DESKTOPS:
        if not names & desktops:
            continue
        for question in questions:
            said = (computer.run(*question) or "").strip()
            if said in loud:
                return tr(_SILENCE)
            if said in _QUIET:
                return None
    raise Untold


def _has_session_bus(computer: Platform) -> bool:
    if computer.variables.get("DBUS_SESSION_BUS_ADDRESS"):
        return True
    folder = computer.variables.get("XDG_RUNTIME_DIR")
    return bool(folder) and (computer.root / f"{folder}/bus".lstrip("/")).exists()
